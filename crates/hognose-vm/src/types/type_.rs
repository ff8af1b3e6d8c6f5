//! `type`: building classes and reading their attributes.
//!
//! # Invariants
//! TY1: a class's layout is that of its most derived native base; bases with other layouts are refused.

use hognose_heap::{CellVec, HeapVec, Ref, RefSlot, ShapeId, Value};

use crate::class::{Class, class_flags, nearest};
use crate::raise::PyResult;
use crate::typedef::{Args, DefKind, TypeDef, TypeFlags, getset, method};
use crate::types::cell::Cell;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::method::Wrapped;
use crate::types::native::{ClassMethodDescriptor, GetSetDescriptor, MemberDescriptor, MethodDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

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
                DefKind::ClassMethod => self.alloc(|| ClassMethodDescriptor { def: row, class: class.clone() })?.into_value(),
                DefKind::StaticMethod | DefKind::Function => {
                    let f = self.new_native_function(row, &Value::NONE)?;
                    self.static_method(&f)?
                }
                DefKind::Method => self.alloc(|| MethodDescriptor { def: row, class: class.clone() })?.into_value(),
            };
            dict.set_str(self, &name, v)?;
        }
        for row in def.getsets {
            let name = self.intern(row.name)?;
            let v = self.alloc(|| GetSetDescriptor { def: row, class: class.clone() })?.into_value();
            dict.set_str(self, &name, v)?;
        }
        if def.flags.has(TypeFlags::HAS_DICT) && !def.base.is_some_and(|b| b.flags.has(TypeFlags::HAS_DICT)) {
            self.add_getset(class, dict, &crate::types::object::DICT_GETSET)?;
        }
        if def.new.is_some() && !def.flags.has(TypeFlags::NO_NEW) {
            let f = self.alloc(|| NativeFunction { def: &NEW_DEF, bound: class.to_value(), module: Value::NONE })?.into_value();
            dict.set_str(self, &self.names.__new__, f)?;
        }
        if def.iternext.is_some() && dict.get_str(&self.names.__next__).is_none() {
            let v = self.alloc(|| MethodDescriptor { def: &NEXT_DEF, class: class.clone() })?.into_value();
            dict.set_str(self, &self.names.__next__, v)?;
            if dict.get_str(&self.names.__iter__).is_none() {
                let v = self.alloc(|| MethodDescriptor { def: &ITER_DEF, class: class.clone() })?.into_value();
                dict.set_str(self, &self.names.__iter__, v)?;
            }
        }
        if def.call.is_some() && dict.get_str(&self.names.__call__).is_none() {
            let v = self.alloc(|| MethodDescriptor { def: &CALL_DEF, class: class.clone() })?.into_value();
            dict.set_str(self, &self.names.__call__, v)?;
        }
        // A type that defines equality and no hash is unhashable.
        let defines = |n: &Ref<Str>| dict.get_str(n).is_some();
        if def.flags.has(TypeFlags::UNHASHABLE) || defines(&self.names.__eq__) && !defines(&self.names.__hash__) {
            dict.set_str(self, &self.names.__hash__, Value::NONE)?;
        }
        let doc = if def.doc.is_empty() { Value::NONE } else { self.str(def.doc)? };
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

    fn raw_class(&self, name: &Ref<Str>, bases: &Ref<Tuple>, layout: &'static hognose_heap::Layout, def: Option<&'static TypeDef>) -> PyResult<Ref<Class>> {
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
            call: std::cell::Cell::new(None),
            shape: std::cell::Cell::new(ShapeId::NONE),
            version: std::cell::Cell::new(self.next_class_version()),
            flags: std::cell::Cell::new(0),
            fixed_slots: std::cell::Cell::new(0),
            slot_hint: std::cell::Cell::new(0),
            shape_count: std::cell::Cell::new(0),
        }
    }

    fn add_subclass(&self, base: &Ref<Class>, class: &Ref<Class>) -> PyResult<()> {
        let weak = self.new_weakref(class.as_value())?;
        // Places of dead subclasses are used again.
        let mut i = 0;
        while let Some(old) = base.subclasses.get(i) {
            let alive = old.get::<hognose_heap::WeakRef>().and_then(|w| self.heap().weak_get(w)).is_some();
            if !alive {
                drop(base.subclasses.set(i, weak));
                return Ok(());
            }
            i += 1;
        }
        self.retry(|heap| base.subclasses.try_push(heap, weak.clone()))
    }

    /// `staticmethod(f)`.
    pub(crate) fn static_method(&self, f: &Value) -> PyResult {
        self.retry(|heap| Ok(heap.alloc(crate::shapes::STATIC_METHOD, Wrapped { inner: hognose_heap::ValueCell::new(f.clone()) })?.into_value()))
    }

    /// `classmethod(f)`.
    pub(crate) fn class_method(&self, f: &Value) -> PyResult {
        self.retry(|heap| Ok(heap.alloc(crate::shapes::CLASS_METHOD, Wrapped { inner: hognose_heap::ValueCell::new(f.clone()) })?.into_value()))
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
    pub fn build_class(&self, metaclass: &Ref<Class>, name: &Ref<Str>, bases: &Ref<Tuple>, namespace: &Ref<Dict>, args: &Args<'_>) -> PyResult<Ref<Class>> {
        let metaclass = self.derive_metaclass(metaclass, bases.items())?;
        let bases = if bases.items().is_empty() { self.new_tuple(&[self.types.object.to_value()])? } else { bases.clone() };
        let base = self.best_base(&bases)?;
        let def = base.def;
        let dict = namespace.copy(self)?;
        let shape = self.instance_shape(&metaclass)?;
        let class = self.retry(|heap| heap.alloc(shape, self.class_payload(name, &bases, &dict, base.layout, def)))?;
        class.set_flag(class_flags::HEAP | class_flags::BASETYPE, true);
        class.new.set(base.new.get());
        class.iternext.set(base.iternext.get());
        class.call.set(base.call.get());
        for b in bases.items() {
            if let Some(b) = b.get::<Class>() {
                let inherited = class_flags::HAS_DICT | class_flags::WEAKREF | class_flags::SEQUENCE | class_flags::MAPPING | class_flags::EXCEPTION | class_flags::METACLASS | class_flags::MATCH_SELF;
                class.set_flag(b.flags.get() & inherited, true);
            }
        }
        if base.ptr_eq(&self.types.type_) {
            class.set_flag(class_flags::METACLASS, true);
        }
        class.fixed_slots.set(base.fixed_slots.get());
        self.class_qualname(&class, &dict)?;
        self.class_module(&dict)?;
        self.class_slots(&class, &bases, &dict)?;
        self.class_special_names(&dict)?;
        self.class_cells(&class, &dict)?;
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
    fn best_base(&self, bases: &Ref<Tuple>) -> PyResult<Ref<Class>> {
        let mut best: Option<Ref<Class>> = None;
        for b in bases.items() {
            let Some(b) = b.get::<Class>() else {
                return Err(self.type_error("bases must be types"));
            };
            if !b.flag(class_flags::BASETYPE) {
                return Err(self.type_error(format_args!("type '{}' is not an acceptable base type", b.name())));
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
            let base = at.bases.get().and_then(|b| b.items().iter().find_map(|c| c.get::<Class>().filter(|c| c.layout.name == at.layout.name).cloned()));
            match base {
                Some(base) if base.fixed_slots.get() == at.fixed_slots.get() && !self.adds_layout(&at, &base) => at = base,
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
                    return Err(self.type_error(format_args!("type __qualname__ must be a str, not {}", self.tn(&other))));
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
            return Err(self.type_error(format_args!("nonempty __slots__ not supported for subtype of '{}'", class.layout.name)));
        }
        let mut texts: Vec<Ref<Str>> = Vec::new();
        for name in &names {
            let Some(text) = name.get::<Str>() else {
                return Err(self.type_error(format_args!("__slots__ items must be strings, not '{}'", self.tn(name))));
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
            if dict.get_str(&mangled).is_some_and(|v| utf8 != "__doc__" || !v.is_none()) {
                return Err(self.value_error(format_args!("'{utf8}' in __slots__ conflicts with class variable")));
            }
            texts.push(mangled);
        }
        let _ = bases;
        // CPython lays slots out in the order of their names.
        texts.sort_by(|a, b| a.to_utf8().cmp(&b.to_utf8()));
        let first = class.fixed_slots.get();
        for (i, name) in texts.iter().enumerate() {
            let slot = first + i as u16;
            let member = self.alloc(|| MemberDescriptor { name: name.clone(), class: class.clone(), slot })?;
            dict.set_str(self, name, member.into_value())?;
        }
        class.fixed_slots.set(first + texts.len() as u16);
        Ok(())
    }

    fn add_getset(&self, class: &Ref<Class>, dict: &Ref<Dict>, def: &'static crate::typedef::GetSet) -> PyResult<()> {
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
                None => return Err(self.type_error(format_args!("__classcell__ must be a nonlocal cell, not <class '{}'>", self.tn(&cell)))),
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
    fn compute_mro(&self, class: &Ref<Class>, metaclass: &Ref<Class>) -> PyResult<Ref<Tuple>> {
        if !metaclass.ptr_eq(&self.types.type_) {
            let custom = self.class_lookup(metaclass, &self.names.mro);
            let own = self.types.type_.dict.get_str(&self.names.mro);
            if let (Some(custom), Some(own)) = (custom, own) {
                if !custom.same(&own) {
                    // `mro()` of the metaclass may call type.mro, which needs nothing but the bases.
                    let made = self.call(&custom, &[class.to_value()])?;
                    let items = self.collect(&made)?;
                    if let Some(wrong) = items.iter().find(|c| c.get::<Class>().is_none()) {
                        return Err(self.type_error(format_args!("mro() returned a non-class ('{}')", self.tn(wrong))));
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
                if let Err(raised) = self.call_special(value, &self.names.__set_name__, &[class.to_value(), key.clone()]) {
                    let exc = self.take_raised(raised);
                    let name = self.repr(key)?;
                    let note = format!("Error calling __set_name__ on '{}' instance {} in '{}'", self.tn(value), name.to_utf8(), class.name());
                    crate::types::exception::add_note(self, &exc, &note)?;
                    return Err(self.reraise(exc));
                }
            }
        }
        Ok(())
    }

    /// Calls `super(class, class).__init_subclass__(**kwargs)`.
    fn init_subclass(&self, class: &Ref<Class>, args: &Args<'_>) -> PyResult<()> {
        let found = crate::types::super_::lookup(self, class, class.as_value(), &self.names.__init_subclass__)?;
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
            if self.is_data_descriptor(meta) {
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
    pub(crate) fn class_setattr(&self, class: &Ref<Class>, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
        if class.flag(class_flags::IMMUTABLE) {
            return Err(self.type_error(format_args!("cannot set '{}' attribute of immutable type '{}'", name.to_utf8(), class.name())));
        }
        let metaclass = self.class_of(class.as_value());
        if let Some(descriptor) = self.class_lookup(&metaclass, name) {
            if self.descriptor_set(&descriptor, class.as_value(), value)? {
                return Ok(());
            }
        }
        let name = &self.intern_ref(name)?;
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

/// `__module__` of a class as text.
pub(crate) fn module_of(vm: &Vm, class: &Ref<Class>) -> PyResult<String> {
    match class.dict.get_str(&vm.names.__module__) {
        Some(v) => Ok(v.get::<Str>().map_or_else(String::new, |s| s.to_utf8().into_owned())),
        None => Ok(class.def.map_or_else(|| "builtins".to_owned(), |d| if class.flag(class_flags::HEAP) { String::new() } else { d.module.to_owned() })),
    }
}

/// The names of a class and its bases, for `dir`.
pub(crate) fn collect_names(vm: &Vm, class: &Ref<Class>, into: &Ref<Dict>) -> PyResult<()> {
    let Some(mro) = class.mro.get() else { return Ok(()) };
    for c in mro.items().iter().rev() {
        if let Some(c) = c.get::<Class>() {
            let keys = vm.collect(c.dict.as_value())?;
            for key in &keys {
                into.insert(vm, key.clone(), Value::NONE)?;
            }
        }
    }
    Ok(())
}

/// `cls.__new__(cls, ...)` of a native type.
static NEW_DEF: crate::typedef::Def = method("__new__", "($type, *args, **kwargs)", |vm, a| {
    let (args, kwargs) = (&a[1], &a[2]);
    let base = &a[0];
    let Some(args) = args.get::<Tuple>() else { return Err(vm.system_error("bad arguments")) };
    let Some(base) = base.get::<Class>() else { return Err(vm.system_error("__new__ of something that is no class")) };
    let Some(first) = args.items().first() else {
        return Err(vm.type_error(format_args!("{}.__new__(): not enough arguments", base.name())));
    };
    let Some(class) = first.get::<Class>() else {
        return Err(vm.type_error(format_args!("{}.__new__(X): X is not a type object ({})", base.name(), vm.tn(first))));
    };
    if !vm.is_subclass_exact(class, base) {
        return Err(vm.type_error(format_args!("{0}.__new__({1}): {1} is not a subtype of {0}", base.name(), class.name())));
    }
    let natural = class.def.and_then(|d| nearest(d, |d| d.new));
    let Some(new) = base.new.get() else { return Err(vm.type_error(format_args!("cannot create '{}' instances", class.name()))) };
    if natural.is_some_and(|n| !std::ptr::fn_addr_eq(n, new)) {
        let def = class.def.map_or("object", |d| d.name);
        return Err(vm.type_error(format_args!("{}.__new__({}) is not safe, use {def}.__new__()", base.name(), class.name())));
    }
    let mut names = HeapVec::new();
    let mut values = HeapVec::new();
    if let Some(kwargs) = kwargs.get::<Dict>() {
        let mut at = 0;
        while let Some((next, key, value)) = kwargs.entry_at(at) {
            at = next;
            vm.push(&mut names, key)?;
            vm.push(&mut values, value)?;
        }
    }
    let names = vm.new_tuple(&names)?;
    let kw_names = if values.is_empty() { None } else { Some(&names) };
    new(vm, class, &Args { pos: &args.items()[1..], kw_values: &values, kw_names })
});

static NEXT_DEF: crate::typedef::Def = method("__next__", "($self, /)", |vm, a| match vm.next(&a[0])? {
    Some(v) => Ok(v),
    None => {
        let value = vm.last_stop_value();
        if value.is_none() { Err(vm.stop_iteration(None)) } else { Err(crate::types::exception::raise_stop_iteration(vm, value)) }
    }
});

static ITER_DEF: crate::typedef::Def = method("__iter__", "($self, /)", |_, a| Ok(a[0].clone()));

static CALL_DEF: crate::typedef::Def = method("__call__", "($self, /, *args, **kwargs)", |vm, a| vm.call_with(&a[0], &a[1], &a[2]));

fn this(v: &Value) -> &Ref<Class> {
    match v.get::<Class>() {
        Some(c) => c,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn new(vm: &Vm, metaclass: &Ref<Class>, args: &Args<'_>) -> PyResult {
    if args.pos.len() == 1 && args.kw_values.is_empty() && metaclass.ptr_eq(&vm.types.type_) {
        return Ok(vm.class_of(&args.pos[0]).into_value());
    }
    if args.pos.len() != 3 {
        return Err(vm.type_error("type.__new__() takes exactly 3 arguments"));
    }
    let Some(name) = args.pos[0].get::<Str>() else {
        return Err(vm.type_error(format_args!("type.__new__() argument 1 must be str, not {}", vm.tn(&args.pos[0]))));
    };
    let Some(bases) = args.pos[1].get::<Tuple>() else {
        return Err(vm.type_error(format_args!("type.__new__() argument 2 must be tuple, not {}", vm.tn(&args.pos[1]))));
    };
    let Some(namespace) = args.pos[2].get::<Dict>() else {
        return Err(vm.type_error(format_args!("type.__new__() argument 3 must be dict, not {}", vm.tn(&args.pos[2]))));
    };
    if let Some(wrong) = bases.items().iter().find(|b| b.get::<Class>().is_none()) {
        if vm.class_lookup(&vm.class_of(wrong), &vm.names.__mro_entries__).is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
        return Err(vm.type_error("bases must be types"));
    }
    // A more derived metaclass builds its own.
    let winner = vm.derive_metaclass(metaclass, bases.items())?;
    if !winner.ptr_eq(metaclass) {
        let custom = vm.class_lookup(&winner, &vm.names.__new__);
        let types = vm.types.type_.dict.get_str(&vm.names.__new__);
        if let (Some(custom), Some(types)) = (custom, types) {
            if !custom.same(&types) {
                let new = vm.descriptor_get(&custom, &Value::NONE, winner.as_value())?;
                let mut all = vec![winner.to_value()];
                all.extend_from_slice(args.pos);
                all.extend_from_slice(args.kw_values);
                return vm.call_args(&new, &Args::split(&all, args.kw_names));
            }
        }
    }
    Ok(vm.build_class(&winner, name, bases, namespace, args)?.into_value())
}

/// Calling a class: `__new__`, then `__init__`.
pub(crate) fn call(vm: &Vm, class: &Value, args: &Args<'_>) -> PyResult {
    let class = this(class);
    if class.ptr_eq(&vm.types.type_) {
        if args.pos.len() == 1 && args.kw_values.is_empty() {
            return Ok(vm.class_of(&args.pos[0]).into_value());
        }
        if args.pos.len() != 3 {
            return Err(vm.type_error("type() takes 1 or 3 arguments"));
        }
    }
    let _guard = vm.enter_recursion("")?;
    let object = if !class.flag(class_flags::HEAP) && class.new.get().is_some() && !class.flag(class_flags::NO_NEW) {
        match class.new.get() {
            Some(new) => new(vm, class, args)?,
            None => return Err(cannot_create(vm, class)),
        }
    } else {
        let Some(new) = vm.class_lookup(class, &vm.names.__new__) else { return Err(cannot_create(vm, class)) };
        if class.flag(class_flags::NO_NEW) && !class.flag(class_flags::HEAP) {
            return Err(cannot_create(vm, class));
        }
        match native_new(&new, class) {
            Some(native) => native(vm, class, args)?,
            None => {
                let new = vm.descriptor_get(&new, &Value::NONE, class.as_value())?;
                let mut all = HeapVec::new();
                vm.push(&mut all, class.to_value())?;
                for v in args.pos.iter().chain(args.kw_values) {
                    vm.push(&mut all, v.clone())?;
                }
                vm.call_args(&new, &Args::split(&all, args.kw_names))?
            }
        }
    };
    if !vm.value_is_instance(&object, class) {
        return Ok(object);
    }
    let of = vm.class_of(&object);
    if of.flag(class_flags::PLAIN_INIT) && (args.is_empty() || of.flag(class_flags::PLAIN_NEW)) {
        return Ok(object);
    }
    let Some(init) = vm.class_lookup(&of, &vm.names.__init__) else { return Ok(object) };
    if let (Some(d), Some(plain)) = (init.get::<MethodDescriptor>(), vm.types.object.dict.get_str(&vm.names.__init__)) {
        if init.same(&plain) && !of.flag(class_flags::PLAIN_NEW) {
            // object.__init__ under a __new__ of its own takes anything.
            return Ok(object);
        }
        let _ = d;
    }
    let result = vm.call_unbound(&init, &object, args)?;
    if !result.is_none() {
        return Err(vm.type_error(format_args!("__init__() should return None, not '{}'", vm.tn(&result))));
    }
    Ok(object)
}

/// `__new__` as the native function it is, if it is one for the class's own native type.
fn native_new(new: &Value, class: &Ref<Class>) -> Option<crate::typedef::NewFn> {
    let f = new.get::<NativeFunction>()?;
    if !std::ptr::eq(f.def, &raw const NEW_DEF) {
        return None;
    }
    f.bound.get::<Class>()?.new.get().filter(|n| class.new.get().is_some_and(|own| std::ptr::fn_addr_eq(own, *n)))
}

#[cold]
fn cannot_create(vm: &Vm, class: &Ref<Class>) -> crate::raise::Raised {
    let module = module_of(vm, class).unwrap_or_default();
    let name = if module == "builtins" || module.is_empty() { class.name() } else { format!("{module}.{}", class.name()) };
    vm.type_error(format_args!("cannot create '{name}' instances"))
}

fn getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("attribute name must be string, not '{}'", vm.tn(&a[1]))));
    };
    match vm.class_getattr_opt(this(&a[0]), name)? {
        Some(v) => Ok(v),
        None => Err(vm.attribute_error(&a[0], name)),
    }
}

fn setattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.class_setattr(this(&a[0]), name, Some(&a[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return Err(vm.type_error("attribute name must be string")) };
    vm.class_setattr(this(&a[0]), name, None)?;
    Ok(Value::NONE)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    let module = module_of(vm, class)?;
    let qualname = class.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
    if module == "builtins" || module.is_empty() {
        vm.str(&format!("<class '{qualname}'>"))
    } else {
        vm.str(&format!("<class '{module}.{qualname}'>"))
    }
}

fn mro(vm: &Vm, a: &[Value]) -> PyResult {
    let order = vm.c3(this(&a[0]))?;
    vm.list_from(order)
}

fn subclasses(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    let mut out = HeapVec::new();
    let mut i = 0;
    while let Some(weak) = class.subclasses.get(i) {
        i += 1;
        if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w)) {
            vm.push(&mut out, sub)?;
        }
    }
    vm.list_from(out)
}

fn instancecheck(vm: &Vm, a: &[Value]) -> PyResult {
    let class = this(&a[0]);
    if vm.value_is_instance(&a[1], class) {
        return Ok(Value::TRUE);
    }
    // An object may claim another class.
    if let Some(claimed) = vm.getattr_opt(&a[1], &vm.names.__class__)? {
        if let Some(claimed) = claimed.get::<Class>() {
            return Ok(Value::from_bool(vm.is_subclass_exact(claimed, class)));
        }
    }
    Ok(Value::FALSE)
}

fn subclasscheck(vm: &Vm, a: &[Value]) -> PyResult {
    match a[1].get::<Class>() {
        Some(sub) => Ok(Value::from_bool(vm.is_subclass_exact(sub, this(&a[0])))),
        None => vm.abstract_subclass(&a[1], &a[0]).map(Value::from_bool),
    }
}

fn dir(vm: &Vm, a: &[Value]) -> PyResult {
    let names = vm.new_dict()?;
    collect_names(vm, this(&a[0]), &names)?;
    let keys = vm.collect(names.as_value())?;
    vm.list_from(keys)
}

fn optional_name(slot: &RefSlot<Str>) -> Value {
    slot.get().map_or(Value::NONE, Ref::into_value)
}

fn refuse_immutable(vm: &Vm, class: &Ref<Class>, name: &str) -> PyResult<()> {
    if class.flag(class_flags::IMMUTABLE) {
        return Err(vm.type_error(format_args!("cannot set '{name}' attribute of immutable type '{}'", class.name())));
    }
    Ok(())
}

fn set_bases(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    let class = this(v);
    refuse_immutable(vm, class, "__bases__")?;
    let Some(bases) = new.and_then(Value::get::<Tuple>) else {
        return Err(vm.type_error(format_args!("can only assign tuple to {}.__bases__, not {}", class.name(), new.map_or_else(String::new, |n| vm.tn(n)))));
    };
    if bases.items().is_empty() {
        return Err(vm.type_error(format_args!("can only assign non-empty tuple to {}.__bases__, not ()", class.name())));
    }
    for b in bases.items() {
        match b.get::<Class>() {
            Some(b) if vm.is_subclass_exact(b, class) => {
                return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
            }
            Some(_) => {}
            None => return Err(vm.type_error(format_args!("{}.__bases__ must be tuple of classes, not '{}'", class.name(), vm.tn(b)))),
        }
    }
    let best = vm.best_base(bases)?;
    if best.layout.name != class.layout.name || best.fixed_slots.get() > class.fixed_slots.get() {
        return Err(vm.type_error(format_args!("__bases__ assignment: '{}' object layout differs from '{}'", best.name(), class.name())));
    }
    let old = class.bases.get();
    class.bases.set(Some(bases.clone()));
    if let Err(raised) = rebuild_mro(vm, class) {
        class.bases.set(old);
        return Err(raised);
    }
    for b in old.iter().flat_map(|t| t.items()) {
        if let Some(b) = b.get::<Class>() {
            let mut i = 0;
            while let Some(weak) = b.subclasses.get(i) {
                let target = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w));
                if target.is_some_and(|t| t.same(v)) {
                    drop(b.subclasses.remove(i));
                } else {
                    i += 1;
                }
            }
        }
    }
    for b in bases.items() {
        if let Some(b) = b.get::<Class>() {
            vm.add_subclass(b, class)?;
        }
    }
    vm.class_modified(class);
    vm.update_specials(class);
    Ok(())
}

fn rebuild_mro(vm: &Vm, class: &Ref<Class>) -> PyResult<()> {
    let metaclass = vm.class_of(class.as_value());
    let order = vm.compute_mro(class, &metaclass)?;
    class.mro.set(Some(order));
    let mut i = 0;
    while let Some(weak) = class.subclasses.get(i) {
        i += 1;
        if let Some(sub) = weak.get::<hognose_heap::WeakRef>().and_then(|w| vm.heap().weak_get(w)) {
            if let Some(sub) = sub.get::<Class>() {
                rebuild_mro(vm, sub)?;
            }
        }
    }
    Ok(())
}

fn dict_entry(vm: &Vm, v: &Value, name: &Ref<Str>) -> Option<Value> {
    let _ = vm;
    this(v).dict.get_str(name)
}

fn class_annotations(vm: &Vm, v: &Value) -> PyResult {
    if let Some(known) = dict_entry(vm, v, &vm.names.__annotations__) {
        return Ok(known);
    }
    let cache = vm.intern("__annotations_cache__")?;
    if let Some(known) = dict_entry(vm, v, &cache) {
        return Ok(known);
    }
    let class = this(v);
    if class.flag(class_flags::IMMUTABLE) {
        return Err(vm.attribute_error(v, &vm.names.__annotations__));
    }
    let made = match annotate_of(vm, v) {
        Some(annotate) if !annotate.is_none() => vm.call(&annotate, &[Value::from_small(1)])?,
        _ => vm.new_dict()?.into_value(),
    };
    class.dict.set_str(vm, &cache, made.clone())?;
    Ok(made)
}

fn annotate_of(vm: &Vm, v: &Value) -> Option<Value> {
    let by_func = vm.intern("__annotate_func__").ok()?;
    dict_entry(vm, v, &vm.names.__annotate__).or_else(|| dict_entry(vm, v, &by_func))
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    getsets: &[
        getset(
            "__name__",
            |_, v| Ok(optional_name(&this(v).name)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__name__")?;
                match new.and_then(Value::get::<Str>) {
                    Some(name) => {
                        this(v).name.set(Some(name.clone()));
                        Ok(())
                    }
                    None => Err(vm.type_error(format_args!("can only assign string to {}.__name__, not '{}'", this(v).name(), new.map_or_else(String::new, |n| vm.tn(n))))),
                }
            }),
        ),
        getset(
            "__qualname__",
            |_, v| Ok(optional_name(&this(v).qualname)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__qualname__")?;
                match new.and_then(Value::get::<Str>) {
                    Some(name) => {
                        this(v).qualname.set(Some(name.clone()));
                        Ok(())
                    }
                    None => Err(vm.type_error(format_args!("can only assign string to {}.__qualname__, not '{}'", this(v).name(), new.map_or_else(String::new, |n| vm.tn(n))))),
                }
            }),
        ),
        getset(
            "__module__",
            |vm, v| match dict_entry(vm, v, &vm.names.__module__) {
                Some(m) => Ok(m),
                None => vm.str(&module_of(vm, this(v))?),
            },
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__module__")?;
                this(v).dict.set_str(vm, &vm.names.__module__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
        getset("__bases__", |_, v| Ok(this(v).bases.get().map_or(Value::NONE, Ref::into_value)), Some(set_bases)),
        getset("__base__", |vm, v| match this(v).bases.get() {
            Some(b) if !b.items().is_empty() => Ok(vm.best_base(&b)?.into_value()),
            _ => Ok(Value::NONE),
        }, None),
        getset("__mro__", |_, v| Ok(this(v).mro.get().map_or(Value::NONE, Ref::into_value)), None),
        getset("__dict__", |vm, v| crate::types::mappingproxy::new(vm, this(v).dict.as_value()), None),
        getset(
            "__doc__",
            |vm, v| match dict_entry(vm, v, &vm.names.__doc__) {
                Some(doc) => vm.descriptor_get(&doc, &Value::NONE, v),
                None => Ok(Value::NONE),
            },
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__doc__")?;
                vm.class_set(this(v), &vm.names.__doc__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
        getset("__text_signature__", |_, _| Ok(Value::NONE), None),
        getset("__basicsize__", |vm, v| vm.int(8 + this(v).layout.payload_size as i64), None),
        getset("__itemsize__", |vm, v| vm.int(match this(v).layout.tail { hognose_heap::TailKind::None => 0, hognose_heap::TailKind::Bytes => 1, hognose_heap::TailKind::Values => 8 }), None),
        getset("__dictoffset__", |vm, v| vm.int(i64::from(this(v).flag(class_flags::HAS_DICT)) * 8), None),
        getset("__weakrefoffset__", |vm, v| vm.int(i64::from(this(v).flag(class_flags::WEAKREF)) * 8), None),
        getset("__flags__", |vm, v| {
            let c = this(v);
            let bit = |f: u32, n: i64| if c.flag(f) { 1 << n } else { 0 };
            let heap = bit(class_flags::HEAP, 9);
            vm.int(heap | bit(class_flags::BASETYPE, 10) | bit(class_flags::ABSTRACT, 20) | bit(class_flags::IMMUTABLE, 8) | bit(class_flags::SEQUENCE, 5) | bit(class_flags::MAPPING, 6) | 1 << 12 | 1 << 14)
        }, None),
        getset(
            "__abstractmethods__",
            |vm, v| dict_entry(vm, v, &vm.names.__abstractmethods__).ok_or_else(|| vm.attribute_error(v, &vm.names.__abstractmethods__)),
            Some(|vm, v, new| {
                let class = this(v);
                match new {
                    Some(new) => {
                        let truthy = vm.truthy(new)?;
                        class.dict.set_str(vm, &vm.names.__abstractmethods__, new.clone())?;
                        class.set_flag(class_flags::ABSTRACT, truthy);
                    }
                    None => {
                        if class.dict.remove(vm, vm.names.__abstractmethods__.as_value())?.is_none() {
                            return Err(vm.attribute_error(v, &vm.names.__abstractmethods__));
                        }
                        class.set_flag(class_flags::ABSTRACT, false);
                    }
                }
                vm.class_modified(class);
                Ok(())
            }),
        ),
        getset(
            "__annotations__",
            class_annotations,
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__annotations__")?;
                let dict = &this(v).dict;
                let cache = vm.intern("__annotations_cache__")?;
                dict.remove(vm, cache.as_value())?;
                match new {
                    Some(new) => dict.set_str(vm, &vm.names.__annotations__, new.clone()),
                    None => dict.remove(vm, vm.names.__annotations__.as_value()).map(drop),
                }
            }),
        ),
        getset(
            "__annotate__",
            |vm, v| Ok(annotate_of(vm, v).unwrap_or(Value::NONE)),
            Some(|vm, v, new| {
                refuse_immutable(vm, this(v), "__annotate__")?;
                let cache = vm.intern("__annotations_cache__")?;
                this(v).dict.remove(vm, cache.as_value())?;
                this(v).dict.set_str(vm, &vm.names.__annotate__, new.cloned().unwrap_or(Value::NONE))
            }),
        ),
        getset(
            "__type_params__",
            |vm, v| match dict_entry(vm, v, &vm.names.__type_params__) {
                Some(p) => Ok(p),
                None => vm.tuple(&[]),
            },
            Some(|vm, v, new| this(v).dict.set_str(vm, &vm.names.__type_params__, new.cloned().unwrap_or(Value::NONE))),
        ),
    ],
    methods: &[
        method("__call__", "($self, /, *args, **kwargs)", |vm, a| vm.call_class_with(&a[0], &a[1], &a[2])),
        method("__init__", "($self, /, *args, **kwargs)", |vm, a| {
            let n = a[1].get::<Tuple>().map_or(0, |t| t.items().len());
            if n == 1 || n == 3 { Ok(Value::NONE) } else { Err(vm.type_error("type.__init__() takes 1 or 3 arguments")) }
        }),
        method("__repr__", "($self, /)", repr),
        method("__getattribute__", "($self, name, /)", getattribute),
        method("__setattr__", "($self, name, value, /)", setattr),
        method("__delattr__", "($self, name, /)", delattr),
        method("mro", "($self, /)", mro),
        method("__subclasses__", "($self, /)", subclasses),
        method("__instancecheck__", "($self, instance, /)", instancecheck),
        method("__subclasscheck__", "($self, subclass, /)", subclasscheck),
        method("__dir__", "($self, /)", dir),
        method("__or__", "($self, value, /)", |vm, a| crate::types::generic::union(vm, &a[0], &a[1])),
        method("__ror__", "($self, value, /)", |vm, a| crate::types::generic::union(vm, &a[1], &a[0])),
        crate::typedef::class_method("__prepare__", "($cls, /, *args, **kwargs)", |vm, _| Ok(vm.new_dict()?.into_value())),
        method("__sizeof__", "($self, /)", |vm, a| vm.int(vm.own_size(&a[0]) as i64)),
    ],
    call: Some(call),
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Class>("type")
};
