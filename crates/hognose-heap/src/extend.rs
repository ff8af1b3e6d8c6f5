//! `Extended`: a payload that begins with another payload, so that its objects pass for both.
//!
//! # Invariants
//! E1: the base stands first (`repr(C)`) and has no tail, so a pointer to the payload is one to the base.

use crate::object::ShapeId;
use crate::payload::{BaseLayout, Payload, Trace};
use crate::tracer::Tracer;

/// What is added to a base payload.
pub trait Extension: Trace + Sized + 'static {
    const NAME: &'static str;
    const SHAPE: ShapeId = ShapeId::NONE;
}

/// A `B` and more.
#[repr(C)]
pub struct Extended<B, X> {
    pub base: B,
    pub more: X,
}

// SAFETY: both parts, each by its own Trace.
unsafe impl<B: Trace, X: Trace> Trace for Extended<B, X> {
    const HAS_EDGES: bool = B::HAS_EDGES || X::HAS_EDGES;
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.base.trace(tracer);
        self.more.trace(tracer);
    }
}

impl<B: Payload<Tail = ()>, X: Extension> Payload for Extended<B, X> {
    const NAME: &'static str = X::NAME;
    const SHAPE: ShapeId = X::SHAPE;
    type Tail = ();
    // SAFETY: E1.
    const BASE: Option<BaseLayout> = Some(unsafe { BaseLayout::of::<B>() });
}
