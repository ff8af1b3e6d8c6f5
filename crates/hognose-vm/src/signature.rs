//! Binds the arguments of a call to the signature text of a native function, with CPython's errors.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "one entry for each native function")]

use hognose_heap::Value;

use crate::raise::PyResult;
use crate::typedef::Args;
use crate::types::str::Str;
use crate::vm::Vm;

/// Counts of a signature, read at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arity {
    /// Parameters in all: the slots that the function gets.
    pub slots: u8,
    /// Positional arguments it needs at least.
    pub min: u8,
    /// Positional arguments it takes at most (without `*args`).
    pub max: u8,
    /// No `*args`, `**kwargs` or keyword-only parameter: positional calls need no binding.
    pub simple: bool,
    /// Positional parameters, then `*args`, and nothing else.
    pub rest: bool,
}

impl Arity {
    /// Reads `"($self, a, b=None, /, *, c=1)"`.
    pub const fn of(sig: &str) -> Arity {
        let s = sig.as_bytes();
        let mut arity = Arity { slots: 0, min: 0, max: 0, simple: true, rest: false };
        let mut i = 1;
        let mut start = true; // at the first byte of a parameter
        let mut depth = 0;
        let mut has_default = false;
        let mut plain = false; // an ordinary parameter is open
        let mut keyword_only = false;
        let mut quote = 0u8;
        let mut rest_at = 0;
        while i < s.len() {
            let ch = s[i];
            if quote != 0 {
                if ch == quote {
                    quote = 0;
                }
            } else if ch == b'\'' || ch == b'"' {
                quote = ch;
            } else if ch == b'(' || ch == b'[' {
                depth += 1;
            } else if (ch == b')' || ch == b']') && depth > 0 {
                depth -= 1;
            } else if (ch == b',' && depth == 0) || ch == b')' {
                if plain {
                    arity.slots += 1;
                    if !keyword_only {
                        arity.max += 1;
                        if !has_default {
                            arity.min += 1;
                        }
                    }
                }
                plain = false;
                has_default = false;
                start = true;
            } else if start && ch != b' ' {
                start = false;
                if ch == b'/' {
                } else if ch == b'*' {
                    arity.simple = false;
                    if i + 1 < s.len() && (s[i + 1] == b',' || s[i + 1] == b')') {
                        keyword_only = true;
                    } else if i + 1 < s.len() && s[i + 1] == b'*' {
                        arity.slots += 1;
                    } else {
                        keyword_only = true;
                        arity.slots += 1;
                        arity.rest = true;
                        rest_at = arity.slots;
                    }
                } else {
                    plain = true;
                }
            } else if ch == b'=' && depth == 0 {
                has_default = true;
            }
            i += 1;
        }
        arity.rest = arity.rest && rest_at == arity.slots;
        arity
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    PositionalOnly,
    Either,
    KeywordOnly,
    VarArgs,
    VarKeywords,
}

struct Param<'s> {
    name: &'s str,
    kind: Kind,
    required: bool,
}

/// Splits a signature into parameters.
fn params(sig: &str) -> Vec<Param<'_>> {
    let inner = sig.trim().trim_start_matches('(').trim_end_matches(')');
    let mut out: Vec<Param<'_>> = Vec::new();
    let mut keyword_only = false;
    for part in split_commas(inner) {
        let part = part.trim();
        if part.is_empty() {
        } else if part == "/" {
            for p in &mut out {
                if p.kind == Kind::Either {
                    p.kind = Kind::PositionalOnly;
                }
            }
        } else if part == "*" {
            keyword_only = true;
        } else if let Some(name) = part.strip_prefix("**") {
            out.push(Param { name, kind: Kind::VarKeywords, required: false });
        } else if let Some(name) = part.strip_prefix('*') {
            out.push(Param { name, kind: Kind::VarArgs, required: false });
            keyword_only = true;
        } else {
            let (name, required) = match part.split_once('=') {
                Some((name, _)) => (name.trim(), false),
                None => (part, true),
            };
            let (name, kind) = match name.strip_prefix('$') {
                Some(name) => (name, Kind::PositionalOnly),
                None => (name, if keyword_only { Kind::KeywordOnly } else { Kind::Either }),
            };
            out.push(Param { name, kind, required });
        }
    }
    out
}

fn split_commas(s: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let mut quote = None;
    s.split(move |ch| {
        match (quote, ch) {
            (Some(q), _) if ch == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(ch),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, ',') => return depth == 0,
            _ => {}
        }
        false
    })
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// A signature's text taken apart.
struct Parsed {
    params: Vec<Param<'static>>,
    positional: usize,
    required: usize,
    var_args: Option<usize>,
    var_keywords: Option<usize>,
}

/// Addresses are spread by one multiplication.
#[derive(Default)]
struct AddressHasher(u64);

impl std::hash::Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_usize(&mut self, n: usize) {
        let spread = (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ spread >> 32;
    }
}

type ByAddress = std::hash::BuildHasherDefault<AddressHasher>;

/// Signatures that were bound before, by the address of their text: as many as the native functions that a program calls.
#[derive(Default)]
pub(crate) struct Signatures {
    parsed: std::cell::RefCell<std::collections::HashMap<usize, std::rc::Rc<Parsed>, ByAddress>>,
}

impl Signatures {
    fn get(&self, sig: &'static str) -> std::rc::Rc<Parsed> {
        // Texts may share their beginning, so the length counts too.
        let key = sig.as_ptr().addr() ^ sig.len() << 48;
        if let Some(parsed) = self.parsed.borrow().get(&key) {
            return parsed.clone();
        }
        let params = params(sig);
        let is_positional = |p: &&Param<'_>| matches!(p.kind, Kind::PositionalOnly | Kind::Either);
        let parsed = std::rc::Rc::new(Parsed {
            positional: params.iter().filter(is_positional).count(),
            required: params.iter().filter(is_positional).filter(|p| p.required).count(),
            var_args: params.iter().position(|p| p.kind == Kind::VarArgs),
            var_keywords: params.iter().position(|p| p.kind == Kind::VarKeywords),
            params,
        });
        self.parsed.borrow_mut().insert(key, parsed.clone());
        parsed
    }
}

/// Fills `slots`, one per parameter of `sig`. A `$self`/`$cls` parameter counts as a positional one that the messages leave out.
/// `function` is the name for messages.
pub fn bind(
    vm: &Vm,
    function: impl Fn() -> String,
    sig: &'static str,
    args: &Args<'_>,
    slots: &mut [Value],
) -> PyResult<()> {
    let parsed = vm.signatures.get(sig);
    let Parsed { params, positional, required, var_args, var_keywords } = &*parsed;
    let (positional, required, var_args, var_keywords) = (*positional, *required, *var_args, *var_keywords);
    debug_assert_eq!(params.len(), slots.len(), "{sig}");
    let hidden = usize::from(sig.starts_with("($"));
    let given = args.pos.len();
    // As in CPython, functions that take keywords are named without their class.
    let by_name = params.iter().any(|p| matches!(p.kind, Kind::Either | Kind::KeywordOnly));
    let named = function;
    let function = || if by_name { short(&named()).to_owned() } else { named() };
    if by_name && var_args.is_none() && var_keywords.is_none() && args.len() > params.len() {
        return Err(too_many_in_all(vm, &function(), params.len() - hidden, args, hidden));
    }
    if given > positional && var_args.is_none() {
        return Err(too_many(vm, &function(), params, args, positional, required, hidden));
    }
    let mut next = 0;
    for (slot, param) in slots.iter_mut().zip(params) {
        if matches!(param.kind, Kind::PositionalOnly | Kind::Either) {
            if next < given {
                *slot = args.pos[next].clone();
            }
            next += 1;
        }
    }
    if let Some(i) = var_args {
        slots[i] = vm.tuple(args.pos.get(positional..).unwrap_or(&[]))?;
    }
    let extra = match var_keywords {
        Some(i) => {
            let dict = vm.new_dict()?;
            slots[i] = dict.as_value().clone();
            Some(dict)
        }
        None => None,
    };
    if !args.kw_values.is_empty() {
        let takes_keywords =
            params.iter().any(|p| matches!(p.kind, Kind::Either | Kind::KeywordOnly | Kind::VarKeywords));
        if !takes_keywords {
            return Err(vm.type_error(format_args!("{}() takes no keyword arguments", function())));
        }
    }
    for (name, value) in args.keywords() {
        let Some(text) = name.get::<Str>() else {
            return Err(vm.type_error("keywords must be strings"));
        };
        let found = params
            .iter()
            .position(|p| matches!(p.kind, Kind::Either | Kind::KeywordOnly) && text.is_text(p.name));
        if let Some(slot) = found.and_then(|i| slots.get_mut(i)).filter(|slot| slot.is_blank()) {
            *slot = value.clone();
            continue;
        }
        let utf8 = text.to_utf8();
        match found {
            Some(i) if !slots[i].is_blank() => {
                let message = format!(
                    "argument for {}() given by name ('{utf8}') and position ({})",
                    function(),
                    i + 1 - hidden
                );
                return Err(vm.type_error(message));
            }
            Some(i) => slots[i] = value.clone(),
            None => match &extra {
                Some(dict) => dict.set_str(vm, text, value.clone())?,
                None if params.iter().any(|p| p.kind == Kind::PositionalOnly && p.name == utf8) => {
                    let message = format!(
                        "{}() got some positional-only arguments passed as keyword arguments: '{utf8}'",
                        function()
                    );
                    return Err(vm.type_error(message));
                }
                None => {
                    return Err(vm.type_error(format_args!(
                        "{}() got an unexpected keyword argument '{utf8}'",
                        function()
                    )));
                }
            },
        }
    }
    for (i, (slot, param)) in slots.iter().zip(params).enumerate() {
        if param.required && slot.is_blank() {
            return Err(missing(vm, &function(), params, i, given, positional, required, hidden));
        }
    }
    Ok(())
}

#[cold]
fn too_many_in_all(
    vm: &Vm,
    function: &str,
    most: usize,
    args: &Args<'_>,
    hidden: usize,
) -> crate::raise::Raised {
    let what = if args.pos.len() <= hidden { "keyword " } else { "" };
    vm.type_error(format_args!(
        "{function}() takes at most {most} {what}argument{} ({} given)",
        plural(most),
        args.len() - hidden
    ))
}

#[cold]
fn too_many(
    vm: &Vm,
    function: &str,
    params: &[Param<'_>],
    args: &Args<'_>,
    positional: usize,
    required: usize,
    hidden: usize,
) -> crate::raise::Raised {
    let given = args.pos.len() - hidden.min(args.pos.len());
    let (most, least) = (positional - hidden, required.saturating_sub(hidden));
    let only_positional = params.iter().all(|p| p.kind == Kind::PositionalOnly);
    if most == 0 && params.len() > hidden && !only_positional {
        return vm.type_error(format_args!("{function}() takes no positional arguments"));
    }
    if most == 0 {
        return vm.type_error(format_args!("{function}() takes no arguments ({given} given)"));
    }
    if only_positional && most == least {
        if most == 1 {
            return vm.type_error(format_args!("{function}() takes exactly one argument ({given} given)"));
        }
        return vm.type_error(format_args!(
            "{} expected {most} argument{}, got {given}",
            short(function),
            plural(most)
        ));
    }
    if only_positional {
        return vm.type_error(format_args!(
            "{} expected at most {most} argument{}, got {given}",
            short(function),
            plural(most)
        ));
    }
    let bound = if most == least { "exactly" } else { "at most" };
    vm.type_error(format_args!(
        "{function}() takes {bound} {most} positional argument{} ({given} given)",
        plural(most)
    ))
}

#[cold]
#[allow(clippy::too_many_arguments, reason = "one message's facts")]
fn missing(
    vm: &Vm,
    function: &str,
    params: &[Param<'_>],
    i: usize,
    given: usize,
    positional: usize,
    required: usize,
    hidden: usize,
) -> crate::raise::Raised {
    let given = given - hidden.min(given);
    let (most, least) = (positional - hidden, required - hidden);
    let only_positional = params.iter().all(|p| matches!(p.kind, Kind::PositionalOnly | Kind::VarArgs));
    if only_positional && most == least {
        if most == 1 && params.len() == positional {
            return vm.type_error(format_args!("{function}() takes exactly one argument ({given} given)"));
        }
        let how = if params.len() == positional { "" } else { "at least " };
        return vm.type_error(format_args!(
            "{} expected {how}{least} argument{}, got {given}",
            short(function),
            plural(least)
        ));
    }
    if only_positional {
        return vm.type_error(format_args!(
            "{} expected at least {least} argument{}, got {given}",
            short(function),
            plural(least)
        ));
    }
    if params[i].kind == Kind::KeywordOnly {
        return vm.type_error(format_args!(
            "{function}() missing required keyword-only argument '{}'",
            params[i].name
        ));
    }
    let least = params.iter().filter(|p| p.kind == Kind::PositionalOnly && p.required).count() - hidden;
    if given < least {
        let bound = if least < most { "at least" } else { "exactly" };
        return vm.type_error(format_args!(
            "{function}() takes {bound} {least} positional argument{} ({given} given)",
            plural(least)
        ));
    }
    vm.type_error(format_args!(
        "{function}() missing required argument '{}' (pos {})",
        params[i].name,
        i + 1 - hidden
    ))
}

/// A method's own name: messages that count arguments leave the type out.
fn short(function: &str) -> &str {
    function.rsplit('.').next().unwrap_or(function)
}

#[cfg(test)]
mod tests {
    use super::Arity;

    #[test]
    fn reads_counts() {
        assert_eq!(Arity::of("()"), Arity { slots: 0, min: 0, max: 0, simple: true, rest: false });
        assert_eq!(
            Arity::of("($self, object, /)"),
            Arity { slots: 2, min: 2, max: 2, simple: true, rest: false }
        );
        assert_eq!(
            Arity::of("($self, sep=None, maxsplit=-1)"),
            Arity { slots: 3, min: 1, max: 3, simple: true, rest: false }
        );
        assert_eq!(
            Arity::of("(*args, key=None, **kw)"),
            Arity { slots: 3, min: 0, max: 0, simple: false, rest: false }
        );
        assert_eq!(
            Arity::of("(format, /, *values)"),
            Arity { slots: 2, min: 1, max: 1, simple: false, rest: true }
        );
        assert_eq!(
            Arity::of("(a, /, *, b=(1, 2), c=',')"),
            Arity { slots: 3, min: 1, max: 1, simple: false, rest: false }
        );
    }
}
