text = """# config file
name = Hognose
limit=64M   # trailing comment

[section one]
key : value with spaces
list = a, b,c , d
empty =
[section two]
path=/usr/bin:/bin
unicode = naïve café 日本
"""


def parse(text):
    sections, current = {}, {}
    sections[""] = current
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1].strip(), {})
            continue
        for sep in "=:":
            if sep in line:
                key, _, value = line.partition(sep)
                break
        else:
            raise ValueError(f"line {number}")
        current[key.strip()] = [v.strip() for v in value.split(",")] if "," in value else value.strip()
    return sections


for section, values in parse(text).items():
    print(repr(section), values)
try:
    parse("ok=1\nbroken line")
except ValueError as error:
    print(error)
size = lambda s: int(s[:-1]) * {"K": 2 ** 10, "M": 2 ** 20, "G": 2 ** 30}[s[-1].upper()] if s[-1].isalpha() else int(s)
print([size(s) for s in ("64M", "1g", "512", "3K")])
csv = 'a,"b,c",d\n"say ""hi""",2,\n'


def parse_csv(text):
    row, field, quoted, rows = [], "", False, []
    i = 0
    while i < len(text):
        ch = text[i]
        if quoted:
            if ch == '"' and text[i + 1:i + 2] == '"':
                field += '"'
                i += 1
            elif ch == '"':
                quoted = False
            else:
                field += ch
        elif ch == '"':
            quoted = True
        elif ch == ",":
            row.append(field)
            field = ""
        elif ch == "\n":
            rows.append(row + [field])
            row, field = [], ""
        else:
            field += ch
        i += 1
    return rows


print(parse_csv(csv))
words = text.split()
print(max(words, key=len), sorted({w.lower().strip(",:#[]=") for w in words if w.isalpha()})[:6], sum(c.isupper() for c in text), text.count("\n"), [len(l) for l in text.splitlines()][:4])
justify = lambda ws, w: (lambda gaps, space: "".join(a + " " * (space // gaps + (i < space % gaps)) for i, a in enumerate(ws[:-1])) + ws[-1])(len(ws) - 1, w - sum(map(len, ws)))
print(justify("the quick brown fox".split(), 25) + "|", "\n".join(f"{l[:20]:<20}|{l[20:]:>20}" for l in text.splitlines() if len(l) > 15))
print(text.translate({ord(c): None for c in "aeiou\n#"})[:40], text.expandtabs().title()[:20], text.encode("ascii", "replace").decode()[-14:-1], "".join(dict.fromkeys("mississippi")), " ".join(w[::-1] for w in "abc def".split()), "ab12cd".strip("abcd"), "x".join(map(str, range(5))))
