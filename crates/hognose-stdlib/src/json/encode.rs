//! `make_encoder`: Python objects to JSON text, as one string.

use hognose_vm::prelude::*;
use hognose_vm::types::exception;
use hognose_vm::types::float;
use hognose_vm::types::int::{self, IntRef};
use hognose_vm::types::native::NativeFunction;
use hognose_vm::types::str::StrBuilder;

use super::text::push_literal;

/// What `json.JSONEncoder` made of its options.
#[derive(Trace)]
pub struct Encoder {
    /// None: circular references are not looked for.
    markers: Value,
    default: Value,
    encoder: Value,
    /// None: everything on one line.
    indent: Value,
    key_separator: Ref<Str>,
    item_separator: Ref<Str>,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
}

impl Payload for Encoder {
    const NAME: &'static str = "_json.Encoder";
    const SHAPE: ShapeId = ShapeId::fixed(195);
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    module: "_json",
    doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    new: Some(new),
    call: Some(call),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Encoder>("make_encoder")
};

fn new(vm: &Vm, class: &Ref<Class>, args: &Args) -> PyResult {
    let [markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan] = args
        .bind::<9>(
            vm,
            "make_encoder",
            "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        )?;
    if !markers.is_none() && markers.get::<Dict>().is_none() {
        return Err(vm.type_error(format_args!(
            "make_encoder() argument 1 must be dict or None, not {}",
            vm.tn(&markers)
        )));
    }
    let text = |v: &Value, which: u8| {
        v.get::<Str>().cloned().ok_or_else(|| {
            vm.type_error(format_args!("make_encoder() argument {which} must be str, not {}", vm.tn(v)))
        })
    };
    let (key_separator, item_separator) = (text(&key_separator, 5)?, text(&item_separator, 6)?);
    if !indent.is_none() {
        text(&indent, 4)?;
    }
    let (sort_keys, skipkeys, allow_nan) =
        (vm.truthy(&sort_keys)?, vm.truthy(&skipkeys)?, vm.truthy(&allow_nan)?);
    vm.alloc_payload(class, || Encoder {
        markers: markers.clone(),
        default: default.clone(),
        encoder: encoder.clone(),
        indent: indent.clone(),
        key_separator: key_separator.clone(),
        item_separator: item_separator.clone(),
        sort_keys,
        skipkeys,
        allow_nan,
    })
}

fn call(vm: &Vm, v: &Value, args: &Args) -> PyResult {
    let encoder = payload_of::<Encoder>(vm, v)?;
    let [object, level] = args.bind::<2>(vm, "_iterencode", "(obj, _current_indent_level)")?;
    let level = usize::try_from(vm.index_i64(&level)?).unwrap_or(0);
    let own = match encoder.encoder.get::<NativeFunction>().map(|f| (f.def.name, f.def.func as usize)) {
        Some(("encode_basestring_ascii", _)) => Some(true),
        Some(("encode_basestring", _)) => Some(false),
        _ => None,
    };
    let mut run = Run { vm, encoder, own, out: vm.str_builder(), open: HeapVec::new(), steps: 0 };
    run.value(&object, level)?;
    let text = run.out.finish_value(vm)?;
    vm.tuple_of([text])
}

struct Run<'a> {
    vm: &'a Vm,
    encoder: &'a Encoder,
    /// The literal writer is ours, ASCII only or not.
    own: Option<bool>,
    out: StrBuilder,
    /// Containers (and objects given to `default`) under way.
    open: HeapVec<Value>,
    steps: usize,
}

impl Run<'_> {
    fn text(&mut self, text: &Ref<Str>) -> PyResult<()> {
        match self.own {
            Some(ascii) => push_literal(self.vm, &mut self.out, text, ascii),
            None => {
                let made = self.vm.call(&self.encoder.encoder, &[text.to_value()])?;
                match made.get::<Str>() {
                    Some(made) => self.out.push(self.vm, made),
                    None => Err(self.vm.type_error(format_args!(
                        "encoder() must return a string, not {}",
                        self.vm.tn(&made)
                    ))),
                }
            }
        }
    }

    fn float_text(&self, v: &Value, x: f64) -> PyResult<std::borrow::Cow<'static, str>> {
        if x.is_finite() {
            return Ok(float::text::repr(x).into());
        }
        if !self.encoder.allow_nan {
            let shown = self.vm.repr(v)?;
            return Err(self.vm.value_error(format_args!(
                "Out of range float values are not JSON compliant: {}",
                shown.to_utf8()
            )));
        }
        Ok(match x {
            _ if x.is_nan() => "NaN".into(),
            _ if x > 0.0 => "Infinity".into(),
            _ => "-Infinity".into(),
        })
    }

    /// Writes what is neither container nor foreign; false: it is one of these.
    fn simple(&mut self, v: &Value) -> PyResult<bool> {
        let vm = self.vm;
        if let Some(text) = v.get::<Str>() {
            self.text(text)?;
        } else if v.is_none() {
            self.out.push_data_ascii(vm, b"null")?;
        } else if let Some(b) = v.as_bool() {
            self.out.push_data_ascii(vm, if b { b"true" } else { b"false" })?;
        } else if let Some(i) = IntRef::of(v) {
            self.push_int(i)?;
        } else if let Some(x) = float::as_f64(v) {
            let text = self.float_text(v, x)?;
            self.out.push_data_ascii(vm, text.as_bytes())?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn push_int(&mut self, i: IntRef<'_>) -> PyResult<()> {
        match i {
            IntRef::Small(i) => {
                let mut buffer = [0; 20];
                self.out.push_data_ascii(self.vm, int::text::write_i64(i, &mut buffer).as_bytes())
            }
            big => {
                let text = int::text::repr(self.vm, big)?;
                self.out.push(self.vm, &text)
            }
        }
    }

    fn value(&mut self, v: &Value, level: usize) -> PyResult<()> {
        self.steps += 1;
        if self.steps % POLL_STEPS == 0 {
            self.vm.poll()?;
        }
        if self.simple(v)? {
            return Ok(());
        }
        let vm = self.vm;
        let _guard = vm.enter_recursion(" while encoding a JSON object")?;
        if v.get::<List>().is_some() || v.get::<Tuple>().is_some() {
            return self.array(v, level);
        }
        if let Some(dict) = v.get::<Dict>() {
            return self.object(v, dict, level);
        }
        self.enter(v)?;
        let replaced = vm.call(&self.encoder.default, std::slice::from_ref(v))?;
        if let Err(raised) = self.value(&replaced, level) {
            let note = format!("when serializing {} object", vm.tn(v));
            return Err(self.noted(raised, &note));
        }
        self.leave();
        Ok(())
    }

    /// The same exception with a note on where it happened.
    #[cold]
    fn noted(&self, raised: Raised, note: &str) -> Raised {
        let exc = self.vm.take_raised(raised);
        match exception::add_note(self.vm, &exc, note) {
            Ok(()) => self.vm.reraise(exc),
            Err(raised) => raised,
        }
    }

    fn enter(&mut self, v: &Value) -> PyResult<()> {
        if self.encoder.markers.is_none() {
            return Ok(());
        }
        if self.open.iter().any(|open| open.same(v)) {
            return Err(self.vm.value_error("Circular reference detected"));
        }
        self.vm.push(&mut self.open, v.clone())
    }

    fn leave(&mut self) {
        if !self.encoder.markers.is_none() {
            self.open.pop();
        }
    }

    fn new_line(&mut self, level: usize) -> PyResult<()> {
        if let Some(indent) = self.encoder.indent.get::<Str>() {
            self.out.push_char(self.vm, u32::from(b'\n'))?;
            for _ in 0..level {
                self.out.push(self.vm, indent)?;
            }
        }
        Ok(())
    }

    fn array(&mut self, v: &Value, level: usize) -> PyResult<()> {
        let vm = self.vm;
        // Subclasses say themselves what they hold; plain ones are read as they are at each step.
        let listed;
        let plain = exact::<List>(v).is_some() || exact::<Tuple>(v).is_some();
        let items = if plain {
            v
        } else {
            listed = vm.list_from(vm.collect(v)?)?;
            &listed
        };
        let item_at = |i: usize| match (items.get::<List>(), items.get::<Tuple>()) {
            (Some(list), _) => list.get(i),
            (_, Some(tuple)) => tuple.items().get(i).cloned(),
            _ => None,
        };
        let Some(mut item) = item_at(0) else { return self.out.push_data_ascii(vm, b"[]") };
        self.enter(v)?;
        self.out.push_char(vm, u32::from(b'['))?;
        self.new_line(level + 1)?;
        let mut i = 0;
        loop {
            if let Err(raised) = self.value(&item, level + 1) {
                let note = format!("when serializing {} item {i}", vm.tn(v));
                return Err(self.noted(raised, &note));
            }
            i += 1;
            item = match item_at(i) {
                Some(item) => item,
                None => break,
            };
            self.out.push(vm, &self.encoder.item_separator)?;
            self.new_line(level + 1)?;
        }
        self.leave();
        self.new_line(level)?;
        self.out.push_char(vm, u32::from(b']'))
    }

    fn object(&mut self, v: &Value, dict: &Ref<Dict>, level: usize) -> PyResult<()> {
        let vm = self.vm;
        let plain = exact::<Dict>(v).is_some() && !self.encoder.sort_keys;
        if dict.is_empty() && exact::<Dict>(v).is_some() {
            return self.out.push_data_ascii(vm, b"{}");
        }
        let pairs = if plain {
            HeapVec::new()
        } else {
            let mut items = vm.call_method(v, "items", &[])?;
            if self.encoder.sort_keys {
                items = vm.call(&vm.builtin("sorted")?, &[items])?;
            }
            let pairs = vm.collect(&items)?;
            if pairs.is_empty() {
                return self.out.push_data_ascii(vm, b"{}");
            }
            pairs
        };
        self.enter(v)?;
        self.out.push_char(vm, u32::from(b'{'))?;
        let mut first = true;
        let mut at = 0;
        loop {
            let (key, value) = if plain {
                let Some((next, key, value)) = dict.entry_at(at) else { break };
                at = next;
                (key, value)
            } else {
                let Some(pair) = pairs.get(at) else { break };
                at += 1;
                match pair.get::<Tuple>().map(|pair| pair.items()) {
                    Some([key, value]) => (key.clone(), value.clone()),
                    _ => return Err(vm.value_error("items must return 2-tuples")),
                }
            };
            self.pair(v, &key, &value, level + 1, &mut first)?;
        }
        self.leave();
        if !first {
            self.new_line(level)?;
        }
        self.out.push_char(vm, u32::from(b'}'))
    }

    fn pair(
        &mut self,
        v: &Value,
        key: &Value,
        value: &Value,
        level: usize,
        first: &mut bool,
    ) -> PyResult<()> {
        let vm = self.vm;
        let made;
        let name = if let Some(text) = key.get::<Str>() {
            text
        } else {
            made = if let Some(b) = key.as_bool() {
                vm.new_str(if b { "true" } else { "false" })?
            } else if key.is_none() {
                vm.new_str("null")?
            } else if let Some(x) = float::as_f64(key) {
                vm.new_str(&self.float_text(key, x)?)?
            } else if let Some(i) = IntRef::of(key) {
                int::text::repr(vm, i)?
            } else if self.encoder.skipkeys {
                return Ok(());
            } else {
                return Err(vm.type_error(format_args!(
                    "keys must be str, int, float, bool or None, not {}",
                    vm.tn(key)
                )));
            };
            &made
        };
        if *first {
            *first = false;
        } else {
            self.out.push(vm, &self.encoder.item_separator)?;
        }
        self.new_line(level)?;
        self.text(name)?;
        self.out.push(vm, &self.encoder.key_separator)?;
        if let Err(raised) = self.value(value, level) {
            let shown = vm.repr(name.as_value())?;
            let note = format!("when serializing {} item {}", vm.tn(v), shown.to_utf8());
            return Err(self.noted(raised, &note));
        }
        Ok(())
    }
}
