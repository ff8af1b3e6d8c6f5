import re


class TemplateError(Exception):
    pass


def compile_template(text):
    code, depth = ["def render(ctx):", "    out = []"], 1
    for i, part in enumerate(re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text)):
        pad = "    " * depth
        if part.startswith("{{"):
            expr, *filters = part[2:-2].split("|")
            value = f"eval({expr.strip()!r}, {{}}, ctx)"
            for f in filters:
                value = f"FILTERS[{f.strip()!r}]({value})"
            code.append(f"{pad}out.append(str({value}))")
        elif part.startswith("{%"):
            word, _, rest = part[2:-2].strip().partition(" ")
            if word == "for":
                name, _, seq = rest.partition(" in ")
                code.append(f"{pad}for ctx[{name.strip()!r}] in eval({seq.strip()!r}, {{}}, ctx):")
                depth += 1
            elif word == "if":
                code.append(f"{pad}if eval({rest!r}, {{}}, ctx):")
                depth += 1
            elif word == "else":
                code.append("    " * (depth - 1) + "else:")
            elif word == "end":
                code.append(pad + "pass")
                depth -= 1
                if depth < 1:
                    raise TemplateError("end without start")
            else:
                raise TemplateError(f"unknown tag {word!r}")
        elif part:
            code.append(f"{pad}out.append({part!r})")
    if depth != 1:
        raise TemplateError("missing end")
    code.append("    return ''.join(out)")
    namespace = {"FILTERS": {"upper": lambda v: str(v).upper(), "len": len, "repr": repr, "money": lambda v: f"{v:,.2f}"}}
    exec("\n".join(code), namespace)
    return lambda **ctx: namespace["render"](ctx)


t = compile_template("Dear {{ name|upper }},\n{% for item, price in items %}- {{ item }}: {{ price * 1.5|money }}{% if price > 10 %} (expensive){% else %}.{% end %}\n{% end %}Total {{ sum(p for _, p in items) if items else 0 }} for {{ items|len }}\n") if False else compile_template("Dear {{ name|upper }},\n{% for item in items %}- {{ item[0] }}: {{ item[1] * 1.5|money }}{% if item[1] > 10 %} (expensive){% else %}.{% end %}\n{% end %}{{ items|len }} items\n")
print(t(name="ann", items=[("pen", 2), ("desk", 1234.5)]))
print(t(name="<b>", items=[]))
for bad in ("{% for x in y %}", "{% end %}", "{% nope %}", "{% if x %}{% end %}{% end %}"):
    try:
        compile_template(bad)
    except TemplateError as error:
        print(bad, "->", error)
try:
    compile_template("{{ missing }}")()
except NameError as error:
    print(error)
print(compile_template("{{ 1 + 2 }}{{ 'a'|repr }}{% for i in range(3) %}{% for j in 'ab' %}{{ i }}{{ j }} {% end %}{% end %}")() if True else "")
