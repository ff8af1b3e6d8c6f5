//! Where instances keep attributes: slots named by shapes, or one dict when shapes do not serve.
//!
//! A shape of a class says which attribute stands in which slot. Slots come in this order: those of `__slots__`,
//! then attributes in the order in which they were first set. An instance whose attributes do not fit its slots, or whose
//! `__dict__` was asked for, is in *dict mode*: its first attribute slot holds a dict with all of them.
//!
//! # Invariants
//! A1: all shapes of a class have the same number of slots, so an instance changes shape without moving.
//! A2: in dict mode the first attribute slot holds a dict or is blank (no attribute yet).
//! A3: a slot named by the instance's shape is never blank; removal goes to dict mode (`__slots__` ones may be blank).
//! A4: a dead class's shape numbers are used again only after `reap_shapes` made all inline caches forget them.

#![allow(clippy::disallowed_methods, reason = "shapes: bounded for each class, and given back with it")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use hognose_heap::{Object, Ref, ShapeId, Value};

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::vm::Vm;

/// More shapes than this in one class: further instances keep a dict.
const MAX_SHAPES: u16 = 128;
/// Attribute slots beyond this are not inlined.
const MAX_SLOTS: u16 = 60;
/// Attribute slots of a class about which nothing is known.
const DEFAULT_HINT: u16 = 3;

/// What the VM knows of one shape.
#[derive(Default)]
pub(crate) struct ShapeData {
    /// Attribute names from slot `first` upward.
    names: Vec<Ref<Str>>,
    /// First slot that holds an attribute.
    first: u16,
    /// Slots in all.
    capacity: u16,
    pub(crate) dict_mode: bool,
    /// Instances take attributes of any name.
    pub(crate) has_dict: bool,
    transitions: Vec<(Ref<Str>, ShapeId)>,
    /// The class's shape in dict mode, once needed.
    dict_shape: Option<ShapeId>,
    /// The fresh instance's shape that this one descends from.
    root: ShapeId,
    /// The shape of the same class that was made before this one.
    previous: ShapeId,
    /// Bytes charged for this.
    charged: usize,
}

/// First shapes of the lists (by `ShapeData::previous`) of classes that died.
type Orphans = Rc<RefCell<Vec<ShapeId>>>;

/// The shapes that a class made for its instances, newest first. When the class dies they wait for `reap_shapes`: its
/// instances' blocks may be freed after it, in the same collection.
pub(crate) struct OwnShapes {
    newest: Cell<ShapeId>,
    orphans: Orphans,
}

impl Drop for OwnShapes {
    fn drop(&mut self) {
        if self.newest.get() != ShapeId::NONE {
            self.orphans.borrow_mut().push(self.newest.get());
        }
    }
}

/// The VM's half of the heap's shape table.
pub(crate) struct ShapeTable {
    data: RefCell<Vec<Option<Box<ShapeData>>>>,
    orphans: Orphans,
    /// Shapes of the program's classes, dead ones that wait included.
    made: Cell<usize>,
}

/// Fewer dead classes than this are not worth a walk over all code.
const FEW_ORPHANS: usize = 512;
/// Bytes charged for a shape: its data, its place in two tables, and what the allocator adds.
const SHAPE_BYTES: usize = size_of::<ShapeData>() + 64;
/// Bytes charged for each attribute's name and for the transition to it.
const NAME_BYTES: usize = 32;

/// Where an attribute of an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Slot(u16),
    Dict(u16),
    /// Instances of this shape have no attributes of their own.
    Nowhere,
    Absent,
}

impl ShapeTable {
    pub(crate) fn new() -> ShapeTable {
        ShapeTable {
            data: RefCell::new(Vec::new()),
            orphans: Rc::new(RefCell::new(Vec::new())),
            made: Cell::new(0),
        }
    }

    /// For a fresh class.
    pub(crate) fn none_yet(&self) -> OwnShapes {
        OwnShapes { newest: Cell::new(ShapeId::NONE), orphans: self.orphans.clone() }
    }

    pub(crate) fn set(&self, id: ShapeId, data: ShapeData) {
        let mut table = self.data.borrow_mut();
        let i = id.index() as usize;
        if table.len() <= i {
            table.resize_with(i + 1, || None);
        }
        table[i] = Some(Box::new(data));
    }

    fn with<R>(&self, id: ShapeId, f: impl FnOnce(&ShapeData) -> R) -> Option<R> {
        self.data.borrow().get(id.index() as usize)?.as_deref().map(f)
    }

    /// Where `name` is in an instance of the shape. Interned names only are found in slots.
    pub(crate) fn place(&self, id: ShapeId, name: &Ref<Str>) -> Place {
        self.with(id, |d| {
            if d.dict_mode {
                return Place::Dict(d.first);
            }
            match d.names.iter().position(|n| n.ptr_eq(name)) {
                Some(i) => Place::Slot(d.first + i as u16),
                None if d.has_dict => Place::Absent,
                None => Place::Nowhere,
            }
        })
        .unwrap_or(Place::Nowhere)
    }
}

impl Vm {
    /// Marks the fixed shape of a native type whose exact instances have a `__dict__`.
    pub(crate) fn define_native_dict_shape(&self, id: ShapeId) {
        self.shapes.set(
            id,
            ShapeData { dict_mode: true, has_dict: true, capacity: 1, root: id, ..ShapeData::default() },
        );
    }

    /// The shape of a fresh instance of the class.
    pub fn instance_shape(&self, class: &Ref<Class>) -> PyResult<ShapeId> {
        let shape = class.shape.get();
        if shape != ShapeId::NONE { Ok(shape) } else { self.make_root_shape(class) }
    }

    #[cold]
    fn make_root_shape(&self, class: &Ref<Class>) -> PyResult<ShapeId> {
        let fixed = class.fixed_slots.get();
        let has_dict = class.flag(class_flags::HAS_DICT);
        // Behind a payload of variable size (tuple, str, int) slots have no fixed place: one slot holds a dict.
        let tail = class.layout().tail != hognose_heap::TailKind::None;
        let hint = class.slot_hint.get();
        let attribute_slots = match (has_dict, tail) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => {
                if hint == 0 {
                    DEFAULT_HINT
                } else {
                    // Objects of many attributes often get one more from outside; a block's size is even in words anyway.
                    (hint + if hint > 5 { 2 } else { 0 }).min(MAX_SLOTS)
                }
            }
        };
        let capacity = fixed + attribute_slots;
        let id = self.new_class_shape(
            class,
            ShapeData {
                first: fixed,
                capacity,
                dict_mode: tail && has_dict,
                has_dict,
                ..ShapeData::default()
            },
        )?;
        class.shape.set(id);
        Ok(id)
    }

    /// A shape of the class; it is its own root unless `data` names one.
    fn new_class_shape(&self, class: &Ref<Class>, mut data: ShapeData) -> PyResult<ShapeId> {
        let waiting = self.shapes.orphans.borrow().len();
        if waiting >= FEW_ORPHANS && waiting >= self.shapes.made.get() / 8 {
            self.reap_shapes();
        }
        let bytes = SHAPE_BYTES + data.names.len() * NAME_BYTES;
        self.retry(|heap| heap.memory().charge_bytes(bytes))?;
        let slots = data.capacity;
        let made = self.retry(|heap| heap.new_shape_of(class.layout(), slots, Some(class.as_value()), 0));
        let id = match made {
            Ok(id) => id,
            Err(raised) => {
                self.heap().memory().uncharge_bytes(bytes);
                return Err(raised);
            }
        };
        data.charged = bytes;
        data.previous = class.own_shapes.newest.replace(id);
        if data.root == ShapeId::NONE {
            data.root = id;
        }
        self.shapes.set(id, data);
        self.shapes.made.set(self.shapes.made.get() + 1);
        class.shape_count.set(class.shape_count.get().saturating_add(1));
        if class.flag(class_flags::HAS_DEL) {
            self.heap().set_shape_flags(id, hognose_heap::HAS_FINALIZER);
        }
        Ok(id)
    }

    /// Gives the shapes of dead classes back. Never while a collection frees: no object of theirs is left then.
    pub(crate) fn reap_shapes(&self) {
        let orphans = std::mem::take(&mut *self.shapes.orphans.borrow_mut());
        if orphans.is_empty() {
            return;
        }
        self.flush_inline_caches();
        for newest in orphans {
            let mut id = newest;
            while id != ShapeId::NONE {
                let Some(data) =
                    self.shapes.data.borrow_mut().get_mut(id.index() as usize).and_then(Option::take)
                else {
                    break;
                };
                self.heap().free_shape(id);
                self.heap().memory().uncharge_bytes(data.charged);
                self.shapes.made.set(self.shapes.made.get() - 1);
                id = data.previous;
            }
        }
    }

    /// Whether `__del__` is defined changed: tells the heap for every shape of the class.
    pub(crate) fn refresh_shape_flags(&self, class: &Ref<Class>) {
        let flags = if class.flag(class_flags::HAS_DEL) { hognose_heap::HAS_FINALIZER } else { 0 };
        let mut id = class.own_shapes.newest.get();
        while id != ShapeId::NONE {
            self.heap().set_shape_flags(id, flags);
            id = self.shapes.with(id, |d| d.previous).unwrap_or(ShapeId::NONE);
        }
    }

    /// A fresh instance without payload.
    #[inline]
    pub fn new_instance(&self, class: &Ref<Class>) -> PyResult<Value> {
        let shape = self.instance_shape(class)?;
        self.retry(|heap| heap.alloc_instance(shape))
    }

    /// The instance's own attribute.
    pub fn instance_get(&self, object: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
        let Some(o) = object.as_object() else { return Ok(None) };
        match self.shapes.place(o.shape(), name) {
            Place::Slot(i) => Ok(Some(o.slot(i as usize))),
            Place::Dict(i) => match o.slot(i as usize).get::<Dict>() {
                Some(dict) => self.dict_get_name(dict, name),
                None => Ok(None),
            },
            Place::Absent if !name.is_interned() => {
                let name = self.intern_ref(name)?;
                match self.shapes.place(o.shape(), &name) {
                    Place::Slot(i) => Ok(Some(o.slot(i as usize))),
                    _ => Ok(None),
                }
            }
            Place::Absent | Place::Nowhere => Ok(None),
        }
    }

    fn dict_get_name(&self, dict: &Ref<Dict>, name: &Ref<Str>) -> PyResult<Option<Value>> {
        dict.get(self, name.as_value())
    }

    /// Sets the instance's own attribute; false if its class gives instances no dict.
    pub fn instance_set(&self, object: &Value, name: &Ref<Str>, value: &Value) -> PyResult<bool> {
        let Some(o) = object.as_object() else { return Ok(false) };
        let interned;
        let name = if name.is_interned() {
            name
        } else {
            interned = self.intern_ref(name)?;
            &interned
        };
        match self.shapes.place(o.shape(), name) {
            Place::Slot(i) => {
                let _old = o.set_slot(i as usize, value.clone());
                Ok(true)
            }
            Place::Dict(_) => {
                let dict = self.attribute_dict(o)?;
                dict.set_str(self, name, value.clone())?;
                Ok(true)
            }
            Place::Absent => {
                match self.add_attribute_shape(o, name)? {
                    Some((next, slot)) => {
                        o.set_shape(next);
                        let _blank = o.set_slot(slot as usize, value.clone());
                    }
                    None => {
                        let dict = self.to_dict_mode(o)?;
                        dict.set_str(self, name, value.clone())?;
                    }
                }
                Ok(true)
            }
            Place::Nowhere => Ok(false),
        }
    }

    /// The shape with `name` added, and the slot it gets; None if the instance must keep a dict.
    pub(crate) fn add_attribute_shape(
        &self,
        o: &Object,
        name: &Ref<Str>,
    ) -> PyResult<Option<(ShapeId, u16)>> {
        let id = o.shape();
        let known = self.shapes.with(id, |d| {
            let slot = d.first + d.names.len() as u16;
            let next = d.transitions.iter().find(|(n, _)| n.ptr_eq(name)).map(|(_, s)| *s);
            (slot, d.capacity, next)
        });
        let Some((slot, capacity, next)) = known else { return Ok(None) };
        if let Some(next) = next {
            return Ok(Some((next, slot)));
        }
        let Some(class) = self.heap().shape_owner(id).and_then(|c| c.downcast::<Class>().ok()) else {
            return Ok(None);
        };
        if slot >= capacity {
            self.grow_hint(&class, slot + 1);
            return Ok(None);
        }
        if class.shape_count.get() >= MAX_SHAPES {
            return Ok(None);
        }
        let data = self.shapes.with(id, |d| {
            let mut names = d.names.clone();
            names.push(name.clone());
            ShapeData {
                names,
                first: d.first,
                capacity,
                has_dict: true,
                root: d.root,
                ..ShapeData::default()
            }
        });
        let next = self.new_class_shape(&class, data.unwrap_or_default())?;
        if let Some(Some(d)) = self.shapes.data.borrow_mut().get_mut(id.index() as usize) {
            d.transitions.push((name.clone(), next));
        }
        Ok(Some((next, slot)))
    }

    /// Instances of the class turned out to have more attributes than foreseen: later ones get more room.
    fn grow_hint(&self, class: &Ref<Class>, needed: u16) {
        let attributes = needed - class.fixed_slots.get();
        // An even number of words with the object header fills 16-byte blocks.
        let wanted = (attributes.max(class.slot_hint.get()) | 1).min(MAX_SLOTS);
        if wanted > class.slot_hint.get() && class.shape_count.get() < MAX_SHAPES {
            class.slot_hint.set(wanted);
            class.shape.set(ShapeId::NONE);
        }
    }

    /// The dict of an instance in dict mode, made when missing.
    fn attribute_dict(&self, o: &Object) -> PyResult<Ref<Dict>> {
        let Some(slot) = self.shapes.with(o.shape(), |d| d.first) else {
            return Err(self.system_error("object without attributes"));
        };
        if let Ok(dict) = o.slot(slot as usize).downcast::<Dict>() {
            return Ok(dict);
        }
        let dict = self.new_dict()?;
        let _blank = o.set_slot(slot as usize, dict.to_value());
        Ok(dict)
    }

    /// Moves the attributes of an instance into a dict, which its first attribute slot then holds.
    pub(crate) fn to_dict_mode(&self, o: &Object) -> PyResult<Ref<Dict>> {
        let id = o.shape();
        let facts = self.shapes.with(id, |d| (d.dict_mode, d.first, d.capacity, d.names.len(), d.root));
        let Some((dict_mode, first, capacity, count, root)) = facts else {
            return Err(self.system_error("object without attributes"));
        };
        if dict_mode {
            return self.attribute_dict(o);
        }
        let shape = match self.shapes.with(root, |d| d.dict_shape).flatten() {
            Some(shape) => shape,
            None => {
                let Some(class) = self.heap().shape_owner(id).and_then(|c| c.downcast::<Class>().ok()) else {
                    return Err(self.system_error("instance without class"));
                };
                let shape = self.new_class_shape(
                    &class,
                    ShapeData {
                        first,
                        capacity,
                        dict_mode: true,
                        has_dict: true,
                        root,
                        ..ShapeData::default()
                    },
                )?;
                if let Some(Some(d)) = self.shapes.data.borrow_mut().get_mut(root.index() as usize) {
                    d.dict_shape = Some(shape);
                }
                shape
            }
        };
        let dict = self.new_dict()?;
        dict.reserve(self, count)?;
        let names = self.shapes.with(id, |d| d.names.clone()).unwrap_or_default();
        for (i, name) in names.iter().enumerate() {
            dict.append(self, name.hash32(), name.to_value(), o.slot(first as usize + i))?;
        }
        let mut old = Vec::with_capacity(count);
        for i in 0..count {
            old.push(o.set_slot(first as usize + i, Value::BLANK));
        }
        let _blank = o.set_slot(first as usize, dict.to_value());
        o.set_shape(shape);
        drop(old);
        Ok(dict)
    }

    /// Removes the instance's own attribute; false if it has none of that name.
    pub fn instance_delete(&self, object: &Value, name: &Ref<Str>) -> PyResult<bool> {
        let Some(o) = object.as_object() else { return Ok(false) };
        let name = self.intern_ref(name)?;
        match self.shapes.place(o.shape(), &name) {
            Place::Slot(_) => {
                let dict = self.to_dict_mode(o)?;
                Ok(dict.remove(self, name.as_value())?.is_some())
            }
            Place::Dict(i) => match o.slot(i as usize).get::<Dict>() {
                Some(dict) => Ok(dict.remove(self, name.as_value())?.is_some()),
                None => Ok(false),
            },
            Place::Absent | Place::Nowhere => Ok(false),
        }
    }

    /// `obj.__dict__`: from here on the instance keeps a dict. None if its class gives instances none.
    pub fn instance_dict(&self, object: &Value) -> PyResult<Option<Ref<Dict>>> {
        let Some(o) = object.as_object() else { return Ok(None) };
        if self.shapes.with(o.shape(), |d| d.has_dict) != Some(true) {
            return Ok(None);
        }
        self.to_dict_mode(o).map(Some)
    }

    /// `obj.__dict__ = dict`.
    pub fn set_instance_dict(&self, object: &Value, dict: &Ref<Dict>) -> PyResult<bool> {
        let Some(o) = object.as_object() else { return Ok(false) };
        if self.shapes.with(o.shape(), |d| d.has_dict) != Some(true) {
            return Ok(false);
        }
        self.to_dict_mode(o)?;
        let Some(slot) = self.shapes.with(o.shape(), |d| d.first) else { return Ok(false) };
        let _old = o.set_slot(slot as usize, dict.to_value());
        Ok(true)
    }

    /// The instance's attributes in order, without changing how it keeps them.
    pub fn instance_items(&self, object: &Value) -> PyResult<Vec<(Ref<Str>, Value)>> {
        let Some(o) = object.as_object() else { return Ok(Vec::new()) };
        let shape = o.shape();
        let slots = self.shapes.with(shape, |d| (d.dict_mode, d.first, d.names.clone()));
        let mut out = Vec::new();
        match slots {
            Some((false, first, names)) => {
                for (i, name) in names.into_iter().enumerate() {
                    out.push((name, o.slot(first as usize + i)));
                }
            }
            Some((true, first, _)) => {
                if let Some(dict) = o.slot(first as usize).get::<Dict>() {
                    let mut at = 0;
                    while let Some((next, key, value)) = dict.entry_at(at) {
                        at = next;
                        if let Ok(key) = key.downcast::<Str>() {
                            out.push((key, value));
                        }
                    }
                }
            }
            None => {}
        }
        Ok(out)
    }

    /// Moves an instance to another class of the same layout (`obj.__class__ = cls`), attributes kept.
    pub(crate) fn change_class(&self, object: &Value, class: &Ref<Class>) -> PyResult<()> {
        let Some(o) = object.as_object() else {
            return Err(self.type_error(
                "__class__ assignment only supported for mutable types or ModuleType subclasses",
            ));
        };
        if object.is::<crate::types::module::Module>() && o.slot_count() == 0 {
            // A module's attributes are in its own dictionary: there is nothing to move.
            let shape = self.immigrants_shape(class, ShapeData::default())?;
            o.set_shape_counted(shape);
            return Ok(());
        }
        let items = self.instance_items(object)?;
        let old_capacity = self.shapes.with(o.shape(), |d| d.capacity).unwrap_or(0);
        // A shape of the new class with just as many slots: made for such immigrants, in dict mode at once.
        let fixed = class.fixed_slots.get();
        let has_dict = class.flag(class_flags::HAS_DICT);
        let old_first = self.shapes.with(o.shape(), |d| d.first).unwrap_or(0);
        if old_first != fixed || (has_dict && old_capacity <= fixed) {
            let (a, b) = (class.name(), self.tn(object));
            return Err(
                self.type_error(format_args!("__class__ assignment: '{a}' object layout differs from '{b}'"))
            );
        }
        let facts = ShapeData {
            first: fixed,
            capacity: old_capacity,
            dict_mode: has_dict,
            has_dict,
            ..ShapeData::default()
        };
        let shape = self.immigrants_shape(class, facts)?;
        if has_dict {
            self.to_dict_mode(o)?;
        } else if !items.is_empty() {
            return Err(self.type_error("__class__ assignment: object layout differs"));
        }
        o.set_shape_counted(shape);
        Ok(())
    }

    /// The class's shape with these facts and no attribute yet, made when there is none.
    fn immigrants_shape(&self, class: &Ref<Class>, facts: ShapeData) -> PyResult<ShapeId> {
        let mut id = class.own_shapes.newest.get();
        while id != ShapeId::NONE {
            let known = self.shapes.with(id, |d| {
                let same = d.names.is_empty()
                    && (d.first, d.capacity, d.dict_mode, d.has_dict)
                        == (facts.first, facts.capacity, facts.dict_mode, facts.has_dict);
                (same, d.previous)
            });
            match known {
                Some((true, _)) => return Ok(id),
                Some((false, previous)) => id = previous,
                None => break,
            }
        }
        self.new_class_shape(class, facts)
    }

    /// An interned string equal to `name`.
    pub fn intern_ref(&self, name: &Ref<Str>) -> PyResult<Ref<Str>> {
        if name.is_interned() { Ok(name.clone()) } else { self.interned.intern_str(self, name) }
    }
}
