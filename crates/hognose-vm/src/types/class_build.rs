//! Building classes: native ones from their tables, the program's from their namespaces.
//!
//! # Invariants
//! TY1: a class's layout is that of its most derived native base; bases with other layouts are refused.

#![allow(clippy::disallowed_methods, reason = "names and bases of one class, which are in the heap")]

use crate::class::{Class, class_flags, nearest};
use crate::raise::PyResult;
use crate::typedef::{Args, DefKind, TypeDef, TypeFlags};
use crate::types::cell::Cell;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::method::Wrapped;
use crate::types::native::{ClassMethodDescriptor, GetSetDescriptor, MemberDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::types::type_::{CALL_DEF, ITER_DEF, NEW_DEF, NEXT_DEF};
use crate::vm::Vm;
use hognose_heap::{CellVec, HeapVec, Ref, RefSlot, ShapeId, Value};

/// Ends the signature that a native type's documentation may begin with, as in CPython's sources.
pub(crate) const SIGNATURE_END: &str = "\n--\n\n";

impl Vm {
    /// The class of a native type. `base` must exist already.
    pub fn native_class(&self, def: &'static TypeDef, base: Option<&Ref<Class>>) -> PyResult<Ref<Class>> {
        let bases = match base {
            Some(base) => self.new_tuple(&[base.to_value()])?,
            None => self.new_tuple(&[])?,
        };
        let name = self.intern(def.name)?;
        let class = self.raw_class(&name, &bases, def.layout, Some(def))?;
        let mut mro = HeapVec::new();
        self.push(&mut mro, class.to_value())?;
        if let Some(base) = base {
            if let Some(rest) = base.mro.get() {
                for c in rest.items() {
                    self.push(&mut mro, c.clone())?;
                }
            }
        }
        class.mro.set(Some(self.new_tuple(&mro)?));
        class.new.set(nearest(def, |d| d.new));
        class.iternext.set(nearest(def, |d| d.iternext));
        class.call.set(nearest(def, |d| d.call));
        class.set_flag(class_flags::BASETYPE, def.flags.has(TypeFlags::BASETYPE));
        class.set_flag(class_flags::NO_NEW, def.flags.has(TypeFlags::NO_NEW));
        class.set_flag(class_flags::IMMUTABLE, true);
        for (native, flag) in [
            (TypeFlags::WEAKREF, class_flags::WEAKREF),
            (TypeFlags::HAS_DICT, class_flags::HAS_DICT),
            (TypeFlags::SEQUENCE, class_flags::SEQUENCE),
            (TypeFlags::MAPPING, class_flags::MAPPING),
            (TypeFlags::MATCH_SELF, class_flags::MATCH_SELF),
        ] {
            class.set_flag(flag, Vm::native_flag(&class, native));
        }
        if def.shape != ShapeId::NONE {
            let slots = u16::from(class.flag(class_flags::HAS_DICT));
            self.heap().define_shape_of(def.shape, def.layout, slots, Some(class.as_value()), 0);
            if class.flag(class_flags::HAS_DICT) {
                self.define_native_dict_shape(def.shape);
            }
            class.shape.set(def.shape);
        }
        if let Some(base) = base {
            self.add_subclass(base, &class)?;
        }
        self.heap().immortalize(class.as_value());
        Ok(class)
    }

    /// Puts methods and computed attributes of a native type into its namespace.
    pub(crate) fn fill_native_class(&self, class: &Ref<Class>, def: &'static TypeDef) -> PyResult<()> {
        let dict = &class.dict;
        for row in def.methods {
            let name = self.intern(row.name)?;
            let v = match row.kind {
                DefKind::ClassMethod => {
                    self.alloc(|| ClassMethodDescriptor { def: row, class: class.clone() })?.into_value()
                }
                DefKind::StaticMethod | DefKind::Function => {
                    let make = || NativeFunction { def: row, bound: class.to_value(), module: Value::NONE };
                    let f = self.alloc(make)?.into_value();
                    self.static_method(&f)?
                }
                DefKind::Method => self.new_descriptor(row, class)?,
            };
            dict.set_str(self, &name, v)?;
        }
        for row in def.getsets {
            let name = self.intern(row.name)?;
            let shape =
                if row.member { crate::shapes::NATIVE_MEMBER } else { crate::shapes::GETSET_DESCRIPTOR };
            let make = || GetSetDescriptor { def: row, class: class.clone() };
            let v = self.retry(|heap| heap.alloc(shape, make()))?.into_value();
            dict.set_str(self, &name, v)?;
        }
        if def.flags.has(TypeFlags::HAS_DICT) && !def.base.is_some_and(|b| b.flags.has(TypeFlags::HAS_DICT)) {
            self.add_getset(class, dict, &crate::types::object::DICT_GETSET)?;
        }
        if def.new.is_some() && !def.flags.has(TypeFlags::NO_NEW) {
            let f = self
                .alloc(|| NativeFunction { def: &NEW_DEF, bound: class.to_value(), module: Value::NONE })?
                .into_value();
            dict.set_str(self, &self.names.__new__, f)?;
        }
        if def.iternext.is_some() && dict.get_str(&self.names.__next__).is_none() {
            let v = self.new_descriptor(&NEXT_DEF, class)?;
            dict.set_str(self, &self.names.__next__, v)?;
            if dict.get_str(&self.names.__iter__).is_none() {
                let v = self.new_descriptor(&ITER_DEF, class)?;
                dict.set_str(self, &self.names.__iter__, v)?;
            }
        }
        if def.call.is_some() && dict.get_str(&self.names.__call__).is_none() {
            let v = self.new_descriptor(&CALL_DEF, class)?;
            dict.set_str(self, &self.names.__call__, v)?;
        }
        // A type that defines equality and no hash is unhashable.
        let defines = |n: &Ref<Str>| dict.get_str(n).is_some();
        if def.flags.has(TypeFlags::UNHASHABLE)
            || defines(&self.names.__eq__) && !defines(&self.names.__hash__)
        {
            dict.set_str(self, &self.names.__hash__, Value::NONE)?;
        }
        let text = def.doc.split_once(SIGNATURE_END).map_or(def.doc, |(_, text)| text);
        let doc = if text.is_empty() { Value::NONE } else { self.str(text)? };
        if !defines(&self.names.__doc__) {
            dict.set_str(self, &self.names.__doc__, doc)?;
        }
        if def.module != "builtins" {
            let module = self.intern(def.module)?.into_value();
            dict.set_str(self, &self.names.__module__, module)?;
        }
        if let Some(init) = def.init {
            init(self, class)?;
        }
        self.class_modified(class);
        Ok(())
    }

    fn raw_class(
        &self,
        name: &Ref<Str>,
        bases: &Ref<Tuple>,
        layout: &'static hognose_heap::Layout,
        def: Option<&'static TypeDef>,
    ) -> PyResult<Ref<Class>> {
        let dict = self.new_dict()?;
        self.alloc(|| self.class_payload(name, bases, &dict, layout, def))
    }

    fn class_payload(
        &self,
        name: &Ref<Str>,
        bases: &Ref<Tuple>,
        dict: &Ref<Dict>,
        layout: &'static hognose_heap::Layout,
        def: Option<&'static TypeDef>,
    ) -> Class {
        Class {
            name: RefSlot::new(Some(name.clone())),
            qualname: RefSlot::new(Some(name.clone())),
            bases: RefSlot::new(Some(bases.clone())),
            mro: RefSlot::new(None),
            dict: dict.clone(),
            subclasses: CellVec::new(),
            layout,
            def,
            new: std::cell::Cell::new(None),
            iternext: std::cell::Cell::new(None),
            native_slots: std::cell::OnceCell::new(),
            call: std::cell::Cell::new(None),
            shape: std::cell::Cell::new(ShapeId::NONE),
            version: std::cell::Cell::new(self.next_class_version()),
            flags: std::cell::Cell::new(0),
            fixed_slots: std::cell::Cell::new(0),
            slot_hint: std::cell::Cell::new(0),
            shape_count: std::cell::Cell::new(0),
            tuple_hash: std::cell::Cell::new(0),
            plain_truth: std::cell::Cell::new(0),
            plain_class: std::cell::Cell::new(0),
            object_hash: std::cell::Cell::new(0),
            built: std::cell::Cell::default(),
            own_shapes: self.shapes.none_yet(),
        }
    }

    pub(super) fn add_subclass(&self, base: &Ref<Class>, class: &Ref<Class>) -> PyResult<()> {
        let weak = self.new_weakref(class.as_value())?;
        // Whenever the list has doubled, dead subclasses are taken out.
        let count = base.subclasses.len();
        if count >= 8 && count.is_power_of_two() {
            let mut kept = 0;
            for i in 0..count {
                let Some(old) = base.subclasses.get(i) else { break };
                if old.get::<hognose_heap::WeakRef>().and_then(|w| self.heap().weak_get(w)).is_some() {
                    drop(base.subclasses.set(kept, old));
                    kept += 1;
                }
            }
            base.subclasses.truncate(kept);
        }
        self.retry(|heap| base.subclasses.try_push(heap, weak.clone()))
    }

    /// `staticmethod(f)`.
    pub(crate) fn static_method(&self, f: &Value) -> PyResult {
        self.retry(|heap| {
            Ok(heap
                .alloc(
                    crate::shapes::STATIC_METHOD,
                    Wrapped { inner: hognose_heap::ValueCell::new(f.clone()) },
                )?
                .into_value())
        })
    }

    /// `classmethod(f)`.
    pub(crate) fn class_method(&self, f: &Value) -> PyResult {
        self.retry(|heap| {
            Ok(heap
                .alloc(
                    crate::shapes::CLASS_METHOD,
                    Wrapped { inner: hognose_heap::ValueCell::new(f.clone()) },
                )?
                .into_value())
        })
    }

    /// The most derived metaclass of the bases, at least `metaclass`.
    pub(crate) fn derive_metaclass(&self, metaclass: &Ref<Class>, bases: &[Value]) -> PyResult<Ref<Class>> {
        let mut winner = metaclass.clone();
        for base in bases {
            let of = self.class_of(base);
            if self.is_subclass_exact(&winner, &of) {
                continue;
            }
            if self.is_subclass_exact(&of, &winner) {
                winner = of;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// `type.__new__`: a class of the namespace.
    pub fn build_class(
        &self,
        metaclass: &Ref<Class>,
        name: &Ref<Str>,
        bases: &Ref<Tuple>,
        namespace: &Ref<Dict>,
        args: &Args<'_>,
    ) -> PyResult<Ref<Class>> {
        let metaclass = self.derive_metaclass(metaclass, bases.items())?;
        let bases = if bases.items().is_empty() {
            self.new_tuple(&[self.types.object.to_value()])?
        } else {
            bases.clone()
        };
        let base = self.best_base(&bases)?;
        let def = base.def;
        let dict = namespace.copy(self)?;
        let shape = self.instance_shape(&metaclass)?;
        let class =
            self.retry(|heap| heap.alloc(shape, self.class_payload(name, &bases, &dict, base.layout, def)))?;
        class.set_flag(class_flags::HEAP | class_flags::BASETYPE, true);
        class.new.set(base.new.get());
        class.iternext.set(base.iternext.get());
        class.call.set(base.call.get());
        for b in bases.items() {
            if let Some(b) = b.get::<Class>() {
                let inherited = class_flags::HAS_DICT
                    | class_flags::WEAKREF
                    | class_flags::EXCEPTION
                    | class_flags::METACLASS
                    | class_flags::MATCH_SELF;
                class.set_flag(b.flags.get() & inherited, true);
                // Patterns take a class for a sequence or a mapping, as the first base says that says something.
                let kinds = class_flags::SEQUENCE | class_flags::MAPPING;
                if class.flags.get() & kinds == 0 {
                    class.set_flag(b.flags.get() & kinds, true);
                }
            }
        }
        if base.ptr_eq(&self.types.type_) {
            class.set_flag(class_flags::METACLASS, true);
        }
        class.fixed_slots.set(base.fixed_slots.get());
        self.class_qualname(&class, &dict)?;
        self.class_module(&dict)?;
        self.class_cells(&class, &dict)?;
        self.class_slots(&class, &bases, &dict)?;
        self.class_special_names(&dict)?;
        let mro = self.compute_mro(&class, &metaclass)?;
        class.mro.set(Some(mro));
        self.class_slot_hint(&class, &base, &dict);
        for b in bases.items() {
            if let Some(b) = b.get::<Class>() {
                self.add_subclass(b, &class)?;
            }
        }
        self.class_modified(&class);
        self.update_specials(&class);
        self.set_names(&class, &dict)?;
        self.init_subclass(&class, args)?;
        Ok(class)
    }

    /// The base whose layout the class takes; TypeError on a conflict.
    pub(super) fn best_base(&self, bases: &Ref<Tuple>) -> PyResult<Ref<Class>> {
        let mut best: Option<Ref<Class>> = None;
        for b in bases.items() {
            let Some(b) = b.get::<Class>() else {
                return Err(self.type_error("bases must be types"));
            };
            if !b.flag(class_flags::BASETYPE) {
                return Err(
                    self.type_error(format_args!("type '{}' is not an acceptable base type", b.name()))
                );
            }
            if b.mro.get().is_none() {
                return Err(self.type_error(format_args!("Cannot extend an incomplete type '{}'", b.name())));
            }
            best = Some(match best {
                None => b.clone(),
                Some(old) => {
                    let solid_old = self.solid(&old);
                    let solid_new = self.solid(b);
                    if self.is_subclass_exact(&solid_old, &solid_new) {
                        old
                    } else if self.is_subclass_exact(&solid_new, &solid_old) {
                        b.clone()
                    } else {
                        return Err(self.type_error("multiple bases have instance lay-out conflict"));
                    }
                }
            });
        }
        Ok(best.unwrap_or_else(|| self.types.object.clone()))
    }

    /// The nearest class up the chain that adds to the layout: a native type with a payload, or one with `__slots__`.
    fn solid(&self, class: &Ref<Class>) -> Ref<Class> {
        let mut at = class.clone();
        loop {
            let base = at.bases.get().and_then(|b| {
                b.items()
                    .iter()
                    .find_map(|c| c.get::<Class>().filter(|c| c.layout.name == at.layout.name).cloned())
            });
            match base {
                Some(base)
                    if base.fixed_slots.get() == at.fixed_slots.get() && !self.adds_layout(&at, &base) =>
                {
                    at = base
                }
                _ => return at,
            }
        }
    }

    fn adds_layout(&self, class: &Class, base: &Class) -> bool {
        class.layout.name != base.layout.name
    }

    fn class_qualname(&self, class: &Ref<Class>, dict: &Ref<Dict>) -> PyResult<()> {
        if let Some(qualname) = dict.remove(self, self.names.__qualname__.as_value())? {
            match qualname.downcast::<Str>() {
                Ok(name) => class.qualname.set(Some(name)),
                Err(other) => {
                    return Err(self.type_error(format_args!(
                        "type __qualname__ must be a str, not {}",
                        self.tn(&other)
                    )));
                }
            }
        }
        Ok(())
    }

    fn class_module(&self, dict: &Ref<Dict>) -> PyResult<()> {
        if dict.get_str(&self.names.__module__).is_none() {
            if let Some(frame) = self.current_frame(0)? {
                if let Some(name) = frame.function().and_then(|f| f.globals.get_str(&self.names.__name__)) {
                    dict.set_str(self, &self.names.__module__, name)?;
                }
            }
        }
        if dict.get_str(&self.names.__doc__).is_none() {
            dict.set_str(self, &self.names.__doc__, Value::NONE)?;
        }
        Ok(())
    }

    /// `__slots__`, or else `__dict__` and `__weakref__`.
    fn class_slots(&self, class: &Ref<Class>, bases: &Ref<Tuple>, dict: &Ref<Dict>) -> PyResult<()> {
        let tail = class.layout.tail != hognose_heap::TailKind::None;
        let Some(slots) = dict.get_str(&self.names.__slots__) else {
            let had_dict = class.flag(class_flags::HAS_DICT) || class.flag(class_flags::METACLASS);
            if !had_dict {
                class.set_flag(class_flags::HAS_DICT, true);
                self.add_getset(class, dict, &crate::types::object::DICT_GETSET)?;
            }
            if !class.flag(class_flags::WEAKREF) {
                class.set_flag(class_flags::WEAKREF, true);
                self.add_getset(class, dict, &crate::types::object::WEAKREF_GETSET)?;
            }
            return Ok(());
        };
        let names = if slots.get::<Str>().is_some() {
            let mut one = HeapVec::new();
            self.push(&mut one, slots.clone())?;
            one
        } else {
            self.collect(&slots)?
        };
        if !names.is_empty() && tail {
            return Err(self.type_error(format_args!(
                "nonempty __slots__ not supported for subtype of '{}'",
                class.layout.name
            )));
        }
        let mut texts: Vec<Ref<Str>> = Vec::new();
        for name in &names {
            let Some(text) = name.get::<Str>() else {
                return Err(
                    self.type_error(format_args!("__slots__ items must be strings, not '{}'", self.tn(name)))
                );
            };
            if !text.is_identifier() {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            let utf8 = text.to_utf8();
            if utf8 == "__dict__" {
                if class.flag(class_flags::HAS_DICT) {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                class.set_flag(class_flags::HAS_DICT, true);
                self.add_getset(class, dict, &crate::types::object::DICT_GETSET)?;
                continue;
            }
            if utf8 == "__weakref__" {
                if class.flag(class_flags::WEAKREF) {
                    return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                }
                class.set_flag(class_flags::WEAKREF, true);
                self.add_getset(class, dict, &crate::types::object::WEAKREF_GETSET)?;
                continue;
            }
            let class_name = class.name();
            let stripped = class_name.trim_start_matches('_');
            let mangled = if utf8.starts_with("__") && !utf8.ends_with("__") && !stripped.is_empty() {
                self.intern(&format!("_{stripped}{utf8}"))?
            } else {
                self.intern_ref(text)?
            };
            // A missing documentation text stands as None already.
            let implicit = utf8 == "__qualname__" || utf8 == "__classcell__" || utf8 == "__classdictcell__";
            if !implicit && dict.get_str(&mangled).is_some_and(|v| utf8 != "__doc__" || !v.is_none()) {
                return Err(
                    self.value_error(format_args!("'{utf8}' in __slots__ conflicts with class variable"))
                );
            }
            texts.push(mangled);
        }
        let _ = bases;
        // CPython lays slots out in the order of their names.
        texts.sort_by(|a, b| a.to_utf8().cmp(&b.to_utf8()));
        let first = class.fixed_slots.get();
        for (i, name) in texts.iter().enumerate() {
            let slot = first + i as u16;
            let member =
                self.alloc(|| MemberDescriptor { name: name.clone(), class: class.clone(), slot })?;
            dict.set_str(self, name, member.into_value())?;
        }
        class.fixed_slots.set(first + texts.len() as u16);
        Ok(())
    }

    fn add_getset(
        &self,
        class: &Ref<Class>,
        dict: &Ref<Dict>,
        def: &'static crate::typedef::GetSet,
    ) -> PyResult<()> {
        let name = self.intern(def.name)?;
        if dict.get_str(&name).is_some() {
            return Ok(());
        }
        let v = self.alloc(|| GetSetDescriptor { def, class: class.clone() })?.into_value();
        dict.set_str(self, &name, v)
    }

    /// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods; equality without hash is unhashable.
    fn class_special_names(&self, dict: &Ref<Dict>) -> PyResult<()> {
        let names = &self.names;
        let plain = |v: &Value| v.get::<Function>().is_some();
        if let Some(f) = dict.get_str(&names.__new__).filter(plain) {
            let wrapped = self.static_method(&f)?;
            dict.set_str(self, &names.__new__, wrapped)?;
        }
        for name in [&names.__init_subclass__, &names.__class_getitem__] {
            if let Some(f) = dict.get_str(name).filter(plain) {
                let wrapped = self.class_method(&f)?;
                dict.set_str(self, name, wrapped)?;
            }
        }
        if dict.get_str(&names.__eq__).is_some() && dict.get_str(&names.__hash__).is_none() {
            dict.set_str(self, &names.__hash__, Value::NONE)?;
        }
        Ok(())
    }

    /// Fills the `__class__` and `__classdict__` cells of the class body.
    fn class_cells(&self, class: &Ref<Class>, dict: &Ref<Dict>) -> PyResult<()> {
        if let Some(cell) = dict.remove(self, self.names.__classcell__.as_value())? {
            match cell.get::<Cell>() {
                Some(cell) => drop(cell.replace(class.to_value())),
                None => {
                    return Err(self.type_error(format_args!(
                        "__classcell__ must be a nonlocal cell, not <class '{}'>",
                        self.tn(&cell)
                    )));
                }
            }
        }
        if let Some(cell) = dict.remove(self, self.names.__classdictcell__.as_value())? {
            if let Some(cell) = cell.get::<Cell>() {
                drop(cell.replace(dict.to_value()));
            }
        }
        Ok(())
    }

    /// How many attribute slots instances will want: the names that the methods store to their first parameter.
    fn class_slot_hint(&self, class: &Ref<Class>, base: &Ref<Class>, dict: &Ref<Dict>) {
        if !class.flag(class_flags::HAS_DICT) {
            return;
        }
        let mut seen: Vec<usize> = Vec::new();
        let mut count = base.slot_hint.get();
        let mut at = 0;
        while let Some((next, _, value)) = dict.entry_at(at) {
            at = next;
            if let Some(f) = value.get::<Function>() {
                for name in f.code.self_attribute_names() {
                    if !seen.contains(&name.address()) && dict.get_str(name).is_none() {
                        seen.push(name.address());
                        count = count.saturating_add(1);
                    }
                }
            }
        }
        class.slot_hint.set(count);
    }

    /// C3 (or the metaclass's own `mro`).
    pub(super) fn compute_mro(&self, class: &Ref<Class>, metaclass: &Ref<Class>) -> PyResult<Ref<Tuple>> {
        if !metaclass.ptr_eq(&self.types.type_) {
            let custom = self.class_lookup(metaclass, &self.names.mro);
            let own = self.types.type_.dict.get_str(&self.names.mro);
            if let (Some(custom), Some(own)) = (custom, own) {
                if !custom.same(&own) {
                    // `mro()` of the metaclass may call type.mro, which needs nothing but the bases.
                    let made = self.call(&custom, &[class.to_value()])?;
                    let items = self.collect(&made)?;
                    if let Some(wrong) = items.iter().find(|c| c.get::<Class>().is_none()) {
                        return Err(self
                            .type_error(format_args!("mro() returned a non-class ('{}')", self.tn(wrong))));
                    }
                    return self.new_tuple(&items);
                }
            }
        }
        let order = self.c3(class)?;
        self.new_tuple(&order)
    }

    /// The C3 linearization.
    pub(crate) fn c3(&self, class: &Ref<Class>) -> PyResult<HeapVec<Value>> {
        let mut out = HeapVec::new();
        self.push(&mut out, class.to_value())?;
        let Some(bases) = class.bases.get() else { return Ok(out) };
        let mut lists: Vec<Vec<Value>> = Vec::new();
        for (i, b) in bases.items().iter().enumerate() {
            if bases.items()[..i].iter().any(|c| c.same(b)) {
                let name = b.get::<Class>().map_or_else(String::new, |c| c.name());
                return Err(self.type_error(format_args!("duplicate base class {name}")));
            }
            let mro = b.get::<Class>().and_then(|c| c.mro.get());
            lists.push(mro.map_or_else(Vec::new, |m| m.items().to_vec()));
        }
        lists.push(bases.items().to_vec());
        loop {
            lists.retain(|l| !l.is_empty());
            if lists.is_empty() {
                return Ok(out);
            }
            let good = lists.iter().find_map(|l| {
                let head = &l[0];
                let blocked = lists.iter().any(|other| other[1..].iter().any(|c| c.same(head)));
                if blocked { None } else { Some(head.clone()) }
            });
            let Some(head) = good else {
                let mut names: Vec<String> = Vec::new();
                for l in &lists {
                    if let Some(c) = l[0].get::<Class>() {
                        if !names.contains(&c.name()) {
                            names.push(c.name());
                        }
                    }
                }
                return Err(self.type_error(format_args!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            for l in &mut lists {
                if l[0].same(&head) {
                    l.remove(0);
                }
            }
            self.push(&mut out, head)?;
        }
    }

    /// Calls `__set_name__` of the namespace's values.
    fn set_names(&self, class: &Ref<Class>, dict: &Ref<Dict>) -> PyResult<()> {
        let mut pairs = HeapVec::new();
        let mut at = 0;
        while let Some((next, key, value)) = dict.entry_at(at) {
            at = next;
            if value.is_object() {
                self.push(&mut pairs, key)?;
                self.push(&mut pairs, value)?;
            }
        }
        for pair in pairs.chunks(2) {
            if let [key, value] = pair {
                if value.get::<Function>().is_some() {
                    continue;
                }
                if let Err(raised) =
                    self.call_special(value, &self.names.__set_name__, &[class.to_value(), key.clone()])
                {
                    let exc = self.take_raised(raised);
                    let name = self.repr(key)?;
                    let note = format!(
                        "Error calling __set_name__ on '{}' instance {} in '{}'",
                        self.tn(value),
                        name.to_utf8(),
                        class.name()
                    );
                    crate::types::exception::add_note(self, &exc, &note)?;
                    return Err(self.reraise(exc));
                }
            }
        }
        Ok(())
    }

    /// Calls `super(class, class).__init_subclass__(**kwargs)`.
    fn init_subclass(&self, class: &Ref<Class>, args: &Args<'_>) -> PyResult<()> {
        let found =
            crate::types::super_::lookup(self, class, class.as_value(), &self.names.__init_subclass__)?;
        if let Some(hook) = found {
            self.call_args(&hook, &Args { pos: &[], kw_values: args.kw_values, kw_names: args.kw_names })?;
        }
        Ok(())
    }

    /// An attribute of a class: its metaclass's data descriptors, its own MRO, its metaclass's other attributes.
    pub(crate) fn class_getattr_opt(&self, class: &Ref<Class>, name: &Ref<Str>) -> PyResult<Option<Value>> {
        let metaclass = self.class_of(class.as_value());
        let meta = self.class_lookup(&metaclass, name);
        if let Some(meta) = &meta {
            if self.overrides_instance(meta) {
                return self.descriptor_get(meta, class.as_value(), metaclass.as_value()).map(Some);
            }
        }
        if let Some(v) = self.class_lookup(class, name) {
            return self.descriptor_get(&v, &Value::NONE, class.as_value()).map(Some);
        }
        match meta {
            Some(meta) => self.descriptor_get(&meta, class.as_value(), metaclass.as_value()).map(Some),
            None => Ok(None),
        }
    }

    /// Sets or deletes an attribute of a class.
    pub(crate) fn class_setattr(
        &self,
        class: &Ref<Class>,
        name: &Ref<Str>,
        value: Option<&Value>,
    ) -> PyResult<()> {
        if class.flag(class_flags::IMMUTABLE) {
            return Err(self.type_error(format_args!(
                "cannot set '{}' attribute of immutable type '{}'",
                name.to_utf8(),
                class.name()
            )));
        }
        let metaclass = self.class_of(class.as_value());
        if let Some(descriptor) = self.class_lookup(&metaclass, name) {
            if self.descriptor_set(&descriptor, class.as_value(), value)? {
                return Ok(());
            }
        }
        let name = &self.intern_ref(name)?;
        if class.shape.get() != ShapeId::NONE || class.shape_count.get() > 0 || class.subclasses.len() > 0 {
            // Inline caches may know instances' attributes of that name, or that no hook stands before them.
            let data = |v: Option<&Value>| v.is_some_and(|v| self.is_data_descriptor(v));
            let names = &self.names;
            let hooks = [
                &names.__getattribute__,
                &names.__getattr__,
                &names.__setattr__,
                &names.__delattr__,
                // Values of the class in other classes become descriptors.
                &names.__get__,
                &names.__set__,
                &names.__delete__,
            ];
            if data(value)
                || data(class.dict.get_str(name).as_ref())
                || hooks.iter().any(|hook| hook.ptr_eq(name))
            {
                self.flush_inline_caches();
            }
        }
        match value {
            Some(v) => class.dict.set_str(self, name, v.clone())?,
            None => {
                if class.dict.remove(self, name.as_value())?.is_none() {
                    return Err(self.attribute_error(class.as_value(), name));
                }
            }
        }
        self.class_modified(class);
        let special = name.as_str().is_some_and(|s| s.starts_with("__") && s.ends_with("__"));
        if special {
            if name.ptr_eq(&self.names.__abstractmethods__) {
                let truthy = match value {
                    Some(v) => self.truthy(v)?,
                    None => false,
                };
                class.set_flag(class_flags::ABSTRACT, truthy);
            }
            self.update_specials(class);
        }
        Ok(())
    }
}
