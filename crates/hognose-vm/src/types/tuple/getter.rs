//! The descriptor of a named tuple's field, which inline caches know. Its type stands in `_collections`.

use crate::prelude::*;

/// A field of a named tuple.
#[derive(Trace)]
pub struct TupleGetter {
    pub index: usize,
    pub doc: ValueCell,
}

impl Payload for TupleGetter {
    const NAME: &'static str = "collections._tuplegetter";
    const SHAPE: ShapeId = shapes::TUPLEGETTER;
    const TRACED: bool = true;
    type Tail = ();
}
