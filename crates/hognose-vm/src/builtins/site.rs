//! What CPython's module `site` adds to the built-in names: `exit`, `quit`, `help`, `copyright`, `credits`, `license`.
//!
//! The help system itself is the library's pydoc.

use crate::prelude::*;

/// One of the names.
#[derive(Trace)]
pub struct SiteName {
    which: Cell<usize>,
}

impl Payload for SiteName {
    const NAME: &'static str = "_sitebuiltins.Quitter";
    const SHAPE: ShapeId = shapes::SITE_NAME;
    type Tail = ();
}

/// The names, and what the objects show of themselves.
const NAMES: [(&str, &str); 6] = [
    ("exit", "Use exit() or Ctrl-D (i.e. EOF) to exit"),
    ("quit", "Use quit() or Ctrl-D (i.e. EOF) to exit"),
    ("help", "Type help() for interactive help, or help(object) for help about object."),
    ("copyright", "Hognose's licence is MIT or Apache-2.0; the library's is the PSF's."),
    ("credits", "The library is that of CPython, by its many authors."),
    ("license", "Hognose's licence is MIT or Apache-2.0; the library's is the PSF's."),
];

pub static TYPE: TypeDef = TypeDef {
    module: "_sitebuiltins",
    call: Some(call),
    methods: &[method("__repr__", "($self, /)", |vm, a| {
        vm.str(NAMES[self_of::<SiteName>(vm, a)?.which.get()].1)
    })],
    getsets: &[getset("name", |vm, v| vm.str(NAMES[payload_of::<SiteName>(vm, v)?.which.get()].0), None)],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<SiteName>("Quitter")
};

fn call(vm: &Vm, v: &Value, args: &Args<'_>) -> PyResult {
    let (name, shown) = NAMES[payload_of::<SiteName>(vm, v)?.which.get()];
    match name {
        "exit" | "quit" => {
            let [code] = args.bind::<1>(vm, "__call__", "(code=None)")?;
            let closed = vm.import("sys").and_then(|sys| {
                let stdin = vm.getattr_str(&sys, "stdin")?;
                vm.call_method(&stdin, "close", &[])
            });
            if let Err(raised) = closed {
                drop(vm.take_raised(raised));
            }
            let code = given(&code).cloned().unwrap_or(Value::NONE);
            Err(vm.raise_args(&vm.exc.system_exit, &[code]))
        }
        "help" => {
            let help = vm.getattr_str(&vm.import("pydoc")?, "help")?;
            vm.call_args(&help, args)
        }
        _ => {
            let print = vm.builtin("print")?;
            vm.call(&print, &[vm.str(shown)?])
        }
    }
}

/// Puts the names into module builtins.
pub(crate) fn fill(vm: &Vm, module: &Ref<crate::types::module::Module>) -> PyResult<()> {
    let class = vm.module_class(&TYPE)?;
    for (i, (name, _)) in NAMES.iter().enumerate() {
        let object = vm.alloc_payload(&class, || SiteName { which: Cell::new(i) })?;
        module.set(vm, name, object)?;
    }
    Ok(())
}
