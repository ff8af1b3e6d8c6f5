//! Cells: variables that closures share.

use hognose_heap::{Payload, ShapeId, Trace, Value, ValueCell};

use crate::protocol::compare::CmpOp;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, getset, method};
use crate::vm::Vm;
use hognose_heap::Ref;

/// A variable's box; BLANK when unbound.
#[derive(Trace)]
pub struct Cell {
    value: ValueCell,
}

impl Payload for Cell {
    const NAME: &'static str = "cell";
    const SHAPE: ShapeId = shapes::CELL;
    type Tail = ();
}

impl Cell {
    /// A new cell.
    pub(crate) fn create(vm: &Vm, value: Value) -> PyResult {
        Ok(vm.alloc(|| Cell { value: ValueCell::new(value.clone()) })?.into_value())
    }

    #[inline(always)]
    pub fn get(&self) -> Value {
        self.value.get()
    }

    #[inline(always)]
    pub fn replace(&self, value: Value) -> Value {
        self.value.replace(value)
    }
}

fn new(vm: &Vm, _: &Ref<crate::class::Class>, args: &Args<'_>) -> PyResult {
    let [value] = args.bind(vm, "cell", "(contents=<unrepresentable>, /)")?;
    Cell::create(vm, value)
}

fn this(v: &Value) -> &Ref<Cell> {
    match v.get::<Cell>() {
        Some(cell) => cell,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let cell = this(&a[0]);
    let inside = cell.get();
    let address = cell.address();
    if inside.is_blank() {
        return vm.str(&format!("<cell at {address:#x}: empty>"));
    }
    vm.str(&format!("<cell at {address:#x}: {} object at {:#x}>", vm.tn(&inside), vm.id_of(&inside)))
}

/// Compares what is inside; an empty cell comes before any other.
fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let Some(other) = a[1].get::<Cell>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (x, y) = (this(&a[0]).get(), other.get());
    if x.is_blank() || y.is_blank() {
        return Ok(Value::from_bool(op.holds(Some((!x.is_blank()).cmp(&!y.is_blank())))));
    }
    vm.rich_compare(&x, &y, op)
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Eq)),
        method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Ne)),
        method("__lt__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Lt)),
        method("__le__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Le)),
        method("__gt__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Gt)),
        method("__ge__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Ge)),
    ],
    getsets: &[getset(
        "cell_contents",
        |vm, v| {
            let inside = this(v).get();
            if inside.is_blank() { Err(vm.value_error("cell is empty")) } else { Ok(inside) }
        },
        Some(|_, v, new| {
            drop(this(v).replace(new.cloned().unwrap_or(Value::BLANK)));
            Ok(())
        }),
    )],
    ..TypeDef::new::<Cell>("cell")
};
