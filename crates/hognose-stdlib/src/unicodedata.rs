//! Module `unicodedata`, as far as the crates of the Unicode tables go.
//!
//! Knows no widths, mirrorings or decomposition tags.

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, function};
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "unicodedata", doc: "", functions: FUNCTIONS, types: &[], init: Some(init) };

const FUNCTIONS: &[Def] = &[
    function("category", "(chr, /)", |vm, a| vm.str(abbreviation(character(vm, "category", &a[0])?))),
    function("combining", "(chr, /)", |vm, a| {
        let class = char::from_u32(character(vm, "combining", &a[0])?)
            .map_or(0, unicode_normalization::char::canonical_combining_class);
        vm.int(i64::from(class))
    }),
    function("name", "(chr, default=None, /)", name),
    function("lookup", "(name, /)", lookup),
    function("normalize", "(form, unistr, /)", normalize),
    function("is_normalized", "(form, unistr, /)", |vm, a| {
        let normal = normalize(vm, a)?;
        Ok(Value::from_bool(vm.eq(&normal, &a[1])?))
    }),
    function("bidirectional", "(chr, /)", |vm, a| {
        let c = char::from_u32(character(vm, "bidirectional", &a[0])?);
        let assigned = c.filter(|c| get_general_category(*c) != GeneralCategory::Unassigned);
        vm.str(assigned.map_or("", bidirectional))
    }),
    function("decimal", "(chr, default=None, /)", |vm, a| digit(vm, a, "decimal", unicode::decimal_value)),
    function("digit", "(chr, default=None, /)", |vm, a| digit(vm, a, "digit", unicode::digit_value)),
    function("east_asian_width", "(chr, /)", |vm, a| {
        let c = character(vm, "east_asian_width", &a[0])?;
        vm.str(if c < 0x7F { "Na" } else { "N" })
    }),
    function("mirrored", "(chr, /)", |vm, a| {
        let c = character(vm, "mirrored", &a[0])?;
        vm.int(i64::from(char::from_u32(c).is_some_and(|c| "()<>[]{}«»".contains(c))))
    }),
];

use hognose_vm::types::str::unicode;

fn init(vm: &Vm, module: &Ref<hognose_vm::types::module::Module>) -> PyResult<()> {
    module.set(vm, "unidata_version", vm.str("16.0.0")?)?;
    // The old tables that internationalized domain names are defined by differ in what was not assigned yet: the present
    // ones stand for them.
    let old = vm.new_module("unicodedata.UCD", "")?;
    let name = vm.str("unicodedata")?;
    for def in FUNCTIONS {
        old.set(vm, def.name, vm.new_native_function(def, &name)?)?;
    }
    old.set(vm, "unidata_version", vm.str("3.2.0")?)?;
    module.set(vm, "ucd_3_2_0", old.into_value())
}

fn character(vm: &Vm, function: &str, v: &Value) -> PyResult<u32> {
    match v.get::<Str>() {
        Some(text) if text.len() == 1 => Ok(text.char_at(0)),
        Some(text) => Err(vm.type_error(format_args!(
            "{function}(): argument must be a unicode character, not a string of length {}",
            text.len()
        ))),
        None => Err(vm
            .type_error(format_args!("{function}() argument must be a unicode character, not {}", vm.tn(v)))),
    }
}

fn bidirectional(c: char) -> &'static str {
    use unicode_bidi::BidiClass as B;
    match unicode_bidi::bidi_class(c) {
        B::AL => "AL",
        B::AN => "AN",
        B::B => "B",
        B::BN => "BN",
        B::CS => "CS",
        B::EN => "EN",
        B::ES => "ES",
        B::ET => "ET",
        B::FSI => "FSI",
        B::L => "L",
        B::LRE => "LRE",
        B::LRI => "LRI",
        B::LRO => "LRO",
        B::NSM => "NSM",
        B::ON => "ON",
        B::PDF => "PDF",
        B::PDI => "PDI",
        B::R => "R",
        B::RLE => "RLE",
        B::RLI => "RLI",
        B::RLO => "RLO",
        B::S => "S",
        B::WS => "WS",
    }
}

fn abbreviation(c: u32) -> &'static str {
    use GeneralCategory as G;
    let Some(c) = char::from_u32(c) else { return "Cs" };
    match get_general_category(c) {
        G::ClosePunctuation => "Pe",
        G::ConnectorPunctuation => "Pc",
        G::Control => "Cc",
        G::CurrencySymbol => "Sc",
        G::DashPunctuation => "Pd",
        G::DecimalNumber => "Nd",
        G::EnclosingMark => "Me",
        G::FinalPunctuation => "Pf",
        G::Format => "Cf",
        G::InitialPunctuation => "Pi",
        G::LetterNumber => "Nl",
        G::LineSeparator => "Zl",
        G::LowercaseLetter => "Ll",
        G::MathSymbol => "Sm",
        G::ModifierLetter => "Lm",
        G::ModifierSymbol => "Sk",
        G::NonspacingMark => "Mn",
        G::OpenPunctuation => "Ps",
        G::OtherLetter => "Lo",
        G::OtherNumber => "No",
        G::OtherPunctuation => "Po",
        G::OtherSymbol => "So",
        G::ParagraphSeparator => "Zp",
        G::PrivateUse => "Co",
        G::SpaceSeparator => "Zs",
        G::SpacingMark => "Mc",
        G::Surrogate => "Cs",
        G::TitlecaseLetter => "Lt",
        G::UppercaseLetter => "Lu",
        _ => "Cn",
    }
}

fn name(vm: &Vm, a: &[Value]) -> PyResult {
    let c = character(vm, "name", &a[0])?;
    match char::from_u32(c).and_then(unicode_names2::name) {
        Some(name) => vm.str(&name.to_string()),
        None => given(&a[1]).cloned().ok_or_else(|| vm.value_error("no such name")),
    }
}

fn lookup(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[0].get::<Str>() else {
        return Err(vm.type_error(format_args!("lookup() argument must be str, not {}", vm.tn(&a[0]))));
    };
    match unicode_names2::character(&text.to_utf8()) {
        Some(c) => Ok(vm.char_str(c as u32)?.into_value()),
        None => {
            let message = vm.str(&format!("undefined character name '{}'", text.to_utf8()))?;
            Err(vm.key_error(&message))
        }
    }
}

fn normalize(vm: &Vm, a: &[Value]) -> PyResult {
    let (Some(form), Some(text)) = (a[0].get::<Str>(), a[1].get::<Str>()) else {
        return Err(vm.type_error("normalize() arguments must be str"));
    };
    if text.is_ascii() && matches!(form.as_str(), Some("NFC" | "NFD" | "NFKC" | "NFKD")) {
        return Ok(text.to_value());
    }
    // A character decomposes to 18 at most.
    let _charge = vm.charge(text.len().saturating_mul(72))?;
    let utf8 = text.to_utf8();
    let normal: String = match form.as_str() {
        Some("NFC") => utf8.nfc().collect(),
        Some("NFD") => utf8.nfd().collect(),
        Some("NFKC") => utf8.nfkc().collect(),
        Some("NFKD") => utf8.nfkd().collect(),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    vm.str(&normal)
}

fn digit(vm: &Vm, a: &[Value], what: &str, value: fn(u32) -> Option<u32>) -> PyResult {
    match value(character(vm, what, &a[0])?) {
        Some(value) => vm.int(i64::from(value)),
        None if what == "decimal" => given(&a[1]).cloned().ok_or_else(|| vm.value_error("not a decimal")),
        None => given(&a[1]).cloned().ok_or_else(|| vm.value_error("not a digit")),
    }
}
