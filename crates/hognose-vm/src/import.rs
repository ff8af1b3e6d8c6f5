//! Import: `sys.modules`, native modules, the embedded library, files along `sys.path`.
//!
//! Does not implement importlib's finders and loaders; `sys.meta_path` entries of the program are asked after the built-in ways.

#![allow(clippy::disallowed_methods, reason = "one entry for each package of a namespace")]

use std::path::{Path, PathBuf};

use hognose_compiler::code::CodeUnit;
use hognose_heap::{HeapVec, Ref, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::ModuleDef;
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::module::Module;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A module of the embedded library.
pub struct FrozenModule {
    pub code: CodeUnit,
    pub is_package: bool,
    /// Path that `__file__` and tracebacks show.
    pub path: String,
    pub source: Option<String>,
}

/// Finds a module of the embedded library by its full name.
pub type FrozenLookup = fn(&str) -> Option<FrozenModule>;

/// Where a module was found.
enum Found {
    Native(&'static ModuleDef),
    Frozen(FrozenModule),
    File { path: PathBuf, is_package: bool },
    Namespace(Vec<PathBuf>),
}

/// `import name` as a statement runs it.
pub(crate) fn import_name(
    vm: &Vm,
    globals: &Ref<Dict>,
    name: &Ref<Str>,
    fromlist: &Value,
    level: &Value,
) -> PyResult {
    let hook = vm.builtins.get_str(&vm.names.__import__);
    let native = hook
        .as_ref()
        .and_then(Value::get::<crate::types::native::NativeFunction>)
        .is_some_and(|f| std::ptr::eq(f.def, &crate::interpreter::CORE_FUNCTIONS[0]));
    match hook {
        None => Err(vm.raise(&vm.exc.import_error, "__import__ not found")),
        Some(hook) if !native => {
            let locals = vm.current_locals()?;
            vm.call(&hook, &[name.to_value(), globals.to_value(), locals, fromlist.clone(), level.clone()])
        }
        Some(_) => import(vm, &name.to_utf8(), Some(globals), fromlist, vm.index_i64(level)?),
    }
}

/// `__import__(name, globals, locals, fromlist, level)`.
pub fn import(vm: &Vm, name: &str, globals: Option<&Ref<Dict>>, fromlist: &Value, level: i64) -> PyResult {
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    if name.is_empty() && level == 0 {
        return Err(vm.value_error("Empty module name"));
    }
    let absolute = if level > 0 { resolve_relative(vm, name, globals, level)? } else { name.to_owned() };
    let module = import_dotted(vm, &absolute)?;
    let wants_names = match fromlist.get::<Tuple>() {
        Some(names) => !names.items().is_empty(),
        None => !fromlist.is_none() && !fromlist.is_blank() && vm.truthy(fromlist)?,
    };
    if wants_names {
        import_submodules(vm, &module, &absolute, fromlist)?;
        return Ok(module);
    }
    // `import a.b.c` binds a.
    match name.split_once('.') {
        None if !name.is_empty() => Ok(module),
        None => Ok(module),
        Some((first, _)) => {
            let cut = absolute.len() - (name.len() - first.len());
            import_dotted(vm, &absolute[..cut])
        }
    }
}

/// The module of that full name, its parents imported first.
pub fn import_module(vm: &Vm, name: &str) -> PyResult {
    import_dotted(vm, name)
}

fn resolve_relative(vm: &Vm, name: &str, globals: Option<&Ref<Dict>>, level: i64) -> PyResult<String> {
    let text = |v: Option<Value>| v.and_then(|v| v.downcast::<Str>().ok()).map(|s| s.to_utf8().into_owned());
    let package = match globals {
        Some(globals) => match text(globals.get_str(&vm.names.__package__)) {
            Some(package) => package,
            None => {
                let module = text(globals.get_str(&vm.names.__name__)).unwrap_or_default();
                if globals.get_str(&vm.names.__path__).is_some() {
                    module
                } else {
                    module.rsplit_once('.').map_or_else(String::new, |(p, _)| p.to_owned())
                }
            }
        },
        None => String::new(),
    };
    if package.is_empty() {
        return Err(vm.raise(&vm.exc.import_error, "attempted relative import with no known parent package"));
    }
    let mut parts: Vec<&str> = package.split('.').collect();
    for _ in 1..level {
        if parts.len() <= 1 {
            return Err(vm.raise(&vm.exc.import_error, "attempted relative import beyond top-level package"));
        }
        parts.pop();
    }
    let base = parts.join(".");
    Ok(if name.is_empty() { base } else { format!("{base}.{name}") })
}

fn in_modules(vm: &Vm, name: &str) -> PyResult<Option<Value>> {
    let key = vm.str(name)?;
    vm.modules.get(vm, &key)
}

fn import_dotted(vm: &Vm, name: &str) -> PyResult {
    if vm.threads.count() > 0 {
        crate::eval::threads::wait_for_module(vm, name)?;
    }
    if let Some(known) = in_modules(vm, name)? {
        if known.is_none() {
            return Err(not_found(vm, name, format!("import of {name} halted; None in sys.modules")));
        }
        return Ok(known);
    }
    let _guard = vm.enter_recursion(" while importing")?;
    let parent = match name.rsplit_once('.') {
        Some((parent_name, _)) => {
            let parent = import_dotted(vm, parent_name)?;
            // Importing the parent may have imported this one too.
            if let Some(known) = in_modules(vm, name)? {
                return Ok(known);
            }
            Some((parent, parent_name.to_owned()))
        }
        None => None,
    };
    let path = match &parent {
        Some((parent, parent_name)) => match vm.getattr_opt(parent, &vm.names.__path__)? {
            Some(path) => Some(path),
            None => {
                let text = format!("No module named '{name}'; '{parent_name}' is not a package");
                return Err(not_found(vm, name, text));
            }
        },
        None => None,
    };
    let module = match find(vm, name, path.as_ref())? {
        Some(found) => {
            let _loading = crate::eval::threads::begin_loading(vm, name);
            load(vm, name, found)?
        }
        None => match ask_meta_path(vm, name, path.as_ref())? {
            Some(module) => module,
            None => return Err(not_found(vm, name, format!("No module named '{name}'"))),
        },
    };
    if let Some((parent, _)) = &parent {
        let child = name.rsplit_once('.').map_or(name, |(_, c)| c);
        let child = vm.intern(child)?;
        vm.setattr(parent, &child, &module)?;
    }
    Ok(module)
}

fn not_found(vm: &Vm, name: &str, text: String) -> crate::raise::Raised {
    let made = vm
        .str(&text)
        .and_then(|text| crate::types::exception::new(vm, &vm.exc.module_not_found_error, &[text]));
    match made {
        Ok(exc) => {
            let named = vm.str(name).and_then(|n| vm.setattr(&exc, &vm.names.name, &n));
            match named {
                Ok(()) => vm.raise_value(exc),
                Err(raised) => raised,
            }
        }
        Err(raised) => raised,
    }
}

/// A native module of that name.
pub fn is_native(vm: &Vm, name: &str) -> bool {
    vm.natives.borrow().iter().any(|m| m.name == name)
}

fn find(vm: &Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    if let Some(def) = vm.natives.borrow().iter().find(|m| m.name == name) {
        return Ok(Some(Found::Native(def)));
    }
    let frozen_parent = match path {
        None => true,
        Some(path) => is_frozen_path(vm, path)?,
    };
    // The library's modules come after the program's own directory, as on a disk.
    let entries = match path {
        None => search_path(vm)?,
        Some(path) => path_entries(vm, path)?,
    };
    let leaf = name.rsplit_once('.').map_or(name, |(_, c)| c);
    let mut namespace = Vec::new();
    for entry in &entries {
        if entry.starts_with(FROZEN_PREFIX) {
            continue;
        }
        let dir = if entry.is_empty() { PathBuf::from(".") } else { PathBuf::from(entry) };
        let package = dir.join(leaf);
        let init = package.join("__init__.py");
        if init.is_file() {
            return Ok(Some(Found::File { path: init, is_package: true }));
        }
        let file = dir.join(format!("{leaf}.py"));
        if file.is_file() {
            return Ok(Some(Found::File { path: file, is_package: false }));
        }
        if package.is_dir() {
            namespace.push(package);
        }
    }
    if frozen_parent {
        if let Some(lookup) = vm.frozen.get() {
            if let Some(found) = lookup(name) {
                return Ok(Some(Found::Frozen(found)));
            }
        }
    }
    Ok(if namespace.is_empty() { None } else { Some(Found::Namespace(namespace)) })
}

/// What `__path__` of embedded packages begins with.
pub const FROZEN_PREFIX: &str = "<hognose>";

fn is_frozen_path(vm: &Vm, path: &Value) -> PyResult<bool> {
    Ok(path_entries(vm, path)?.iter().any(|e| e.starts_with(FROZEN_PREFIX)))
}

fn search_path(vm: &Vm) -> PyResult<Vec<String>> {
    let key = vm.intern("path")?;
    match vm.sys_dict.get_str(&key) {
        Some(path) => path_entries(vm, &path),
        None => Ok(Vec::new()),
    }
}

fn path_entries(vm: &Vm, path: &Value) -> PyResult<Vec<String>> {
    let items = match path.get::<List>() {
        Some(list) => vm.retry(|heap| list.items.snapshot(heap))?,
        None => vm.collect(path)?,
    };
    Ok(items.iter().filter_map(|v| v.get::<Str>().map(|s| s.to_utf8().into_owned())).collect())
}

/// Finders that the program put into `sys.meta_path`.
fn ask_meta_path(vm: &Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let Some(finders) = vm.sys_dict.get_str(&vm.names.meta_path) else { return Ok(None) };
    for finder in &vm.collect(&finders)? {
        let Some(find_spec) = vm.getattr_opt(finder, &vm.intern("find_spec")?)? else { continue };
        let spec =
            vm.call(&find_spec, &[vm.str(name)?, path.cloned().unwrap_or(Value::NONE), Value::NONE])?;
        if spec.is_none() {
            continue;
        }
        let bootstrap = import_dotted(vm, "importlib._bootstrap")?;
        let load = vm.getattr_str(&bootstrap, "_load")?;
        return vm.call(&load, &[spec]).map(Some);
    }
    Ok(None)
}

fn load(vm: &Vm, name: &str, found: Found) -> PyResult {
    match found {
        Found::Native(def) => load_native(vm, def),
        Found::Frozen(frozen) => {
            let code = vm.code_from_unit(&frozen.code)?;
            let module = fresh_module(vm, name, Some(&frozen.path), frozen.is_package)?;
            if frozen.is_package {
                let dir = frozen.path.trim_end_matches("/__init__.py").to_owned();
                let path = vm.list(&[vm.str(&dir)?])?;
                module.dict().set_str(vm, &vm.names.__path__, path)?;
            }
            run_module(vm, name, &module, &code)
        }
        Found::File { path, is_package } => {
            let shown = absolute(&path);
            let code = compile_file(vm, &path, &shown)?;
            let module = fresh_module(vm, name, Some(&shown), is_package)?;
            if is_package {
                let dir =
                    Path::new(&shown).parent().map_or_else(String::new, |p| p.to_string_lossy().into_owned());
                let list = vm.list(&[vm.str(&dir)?])?;
                module.dict().set_str(vm, &vm.names.__path__, list)?;
            }
            run_module(vm, name, &module, &code)
        }
        Found::Namespace(dirs) => {
            let module = fresh_module(vm, name, None, true)?;
            let mut entries = HeapVec::new();
            for dir in dirs {
                let entry = vm.str(&absolute(&dir))?;
                vm.push(&mut entries, entry)?;
            }
            let list = vm.list_from(entries)?;
            module.dict().set_str(vm, &vm.names.__path__, list)?;
            let key = vm.str(name)?;
            drop(vm.modules.insert(vm, key, module.to_value())?);
            Ok(module.into_value())
        }
    }
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// Reads and compiles a file.
pub fn compile_file(vm: &Vm, path: &Path, shown: &str) -> PyResult<Ref<crate::types::code::Code>> {
    let size = std::fs::metadata(path).map_or(0, |m| m.len() as usize);
    let _charge = vm.charge(size.saturating_mul(2))?;
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Err(vm.os_error(&error, Some(shown))),
    };
    let source = crate::source::decode(vm, &bytes, shown, true)?;
    vm.compile_source(&source, shown, "exec", false, -1)
}

fn fresh_module(vm: &Vm, name: &str, file: Option<&str>, is_package: bool) -> PyResult<Ref<Module>> {
    let module = vm.new_module(name, "")?;
    let dict = module.dict();
    let package = if is_package { name } else { name.rsplit_once('.').map_or("", |(p, _)| p) };
    let package = vm.str(package)?;
    dict.set_str(vm, &vm.names.__package__, package)?;
    if let Some(file) = file {
        let file = vm.str(file)?;
        dict.set_str(vm, &vm.names.__file__, file.clone())?;
        dict.set_str(vm, &vm.names.__cached__, Value::NONE)?;
    }
    let builtins = vm.builtins_module()?;
    dict.set_str(vm, &vm.names.__builtins__, builtins)?;
    let full = match file {
        Some(file) => spec_of(vm, name, file)?,
        None => None,
    };
    let spec = match full {
        Some(spec) => Some(spec),
        None => crate::modules::module_spec(vm, name, file, is_package)?,
    };
    if let Some(spec) = spec {
        let loader = vm.getattr_opt(&spec, &vm.intern("loader")?)?;
        dict.set_str(vm, &vm.names.__spec__, spec)?;
        if let Some(loader) = loader {
            dict.set_str(vm, &vm.names.__loader__, loader)?;
        }
    }
    Ok(module)
}

/// The spec that importlib makes, once it is there.
fn spec_of(vm: &Vm, name: &str, file: &str) -> PyResult<Option<Value>> {
    let Some(external) = in_modules(vm, "importlib._bootstrap_external")? else { return Ok(None) };
    match vm.getattr_opt(&external, &vm.intern("_spec_of")?)? {
        Some(make) => vm.call(&make, &[vm.str(name)?, vm.str(file)?]).map(Some),
        None => Ok(None),
    }
}

fn run_module(vm: &Vm, name: &str, module: &Ref<Module>, code: &Ref<crate::types::code::Code>) -> PyResult {
    let key = vm.str(name)?;
    drop(vm.modules.insert(vm, key.clone(), module.to_value())?);
    let dict = module.dict();
    // While it runs, messages about what it lacks say that it is not complete.
    let spec = dict.get_str(&vm.names.__spec__);
    let mark = |on: bool| -> PyResult<()> {
        match &spec {
            Some(spec) if !spec.is_none() => vm.setattr(spec, &vm.names._initializing, &Value::from_bool(on)),
            _ => Ok(()),
        }
    };
    mark(true)?;
    let ran = vm.run_code(code, &dict, dict.as_value(), None);
    let ran = ran.and_then(|v| mark(false).map(|()| v));
    match ran {
        // A module may have put something else into sys.modules.
        Ok(_) => Ok(vm.modules.get(vm, &key)?.unwrap_or_else(|| module.to_value())),
        Err(raised) => {
            let exc = vm.take_raised(raised);
            drop(vm.modules.remove(vm, &key)?);
            Err(vm.reraise(exc))
        }
    }
}

/// The module's code is still running: a circular import sees it incomplete.
pub(crate) fn is_initializing(vm: &Vm, dict: &Ref<Dict>) -> bool {
    let Some(spec) = dict.get_str(&vm.names.__spec__) else { return false };
    matches!(vm.instance_get(&spec, &vm.names._initializing), Ok(Some(v)) if v.same(&Value::TRUE))
}

/// Makes a native module and puts it into `sys.modules`.
pub(crate) fn load_native(vm: &Vm, def: &'static ModuleDef) -> PyResult {
    let module = vm.new_module(def.name, def.doc)?;
    let key = vm.str(def.name)?;
    drop(vm.modules.insert(vm, key.clone(), module.to_value())?);
    let filled = fill_native(vm, def, &module);
    if let Err(raised) = filled {
        let exc = vm.take_raised(raised);
        drop(vm.modules.remove(vm, &key)?);
        return Err(vm.reraise(exc));
    }
    Ok(module.into_value())
}

fn fill_native(vm: &Vm, def: &'static ModuleDef, module: &Ref<Module>) -> PyResult<()> {
    let name = vm.str(def.name)?;
    let package = vm.str("")?;
    module.dict().set_str(vm, &vm.names.__package__, package)?;
    for f in def.functions {
        let v = vm.new_native_function(f, &name)?;
        module.set(vm, f.name, v)?;
    }
    for t in def.types {
        let class = vm.module_class(t)?;
        module.set(vm, t.name, class.into_value())?;
    }
    if let Some(spec) = crate::modules::module_spec(vm, def.name, None, false)? {
        module.dict().set_str(vm, &vm.names.__spec__, spec)?;
    }
    match def.init {
        Some(init) => init(vm, module),
        None => Ok(()),
    }
}

impl Vm {
    /// The class of a native type that a module defines; made once.
    pub fn module_class(&self, def: &'static crate::typedef::TypeDef) -> PyResult<Ref<Class>> {
        if let Some(known) = self.native_classes.borrow().get(&std::ptr::from_ref(def).addr()) {
            return Ok(known.clone());
        }
        if let Some(builtin) = self.types.of_def(def) {
            return Ok(builtin);
        }
        let base = match def.base {
            Some(base) => self.module_class(base)?,
            None => self.types.object.clone(),
        };
        let class = self.native_class(def, Some(&base))?;
        self.native_classes.borrow_mut().insert(std::ptr::from_ref(def).addr(), class.clone());
        self.fill_native_class(&class, def)?;
        self.update_specials(&class);
        Ok(class)
    }

    /// The module of that full name.
    pub fn import(&self, name: &str) -> PyResult {
        import_module(self, name)
    }
}

/// `from module import a, b`: those that are submodules.
fn import_submodules(vm: &Vm, module: &Value, name: &str, fromlist: &Value) -> PyResult<()> {
    if vm.getattr_opt(module, &vm.names.__path__)?.is_none() {
        return Ok(());
    }
    let names = vm.collect(fromlist)?;
    for item in &names {
        let Some(text) = item.get::<Str>() else {
            return Err(vm.type_error(format_args!("Item in ``from list'' must be str, not {}", vm.tn(item))));
        };
        if text.as_str() == Some("*") {
            if let Some(all) = vm.getattr_opt(module, &vm.names.__all__)? {
                if all.get::<List>().is_some() || all.get::<Tuple>().is_some() {
                    let all = vm.collect(&all)?;
                    if !all.iter().any(|n| n.get::<Str>().is_some_and(|s| s.as_str() == Some("*"))) {
                        let all = vm.tuple(&all)?;
                        import_submodules(vm, module, name, &all)?;
                    }
                }
            }
            continue;
        }
        if vm.getattr_opt(module, text)?.is_none() {
            let full = format!("{name}.{}", text.to_utf8());
            let done = import_dotted(vm, &full);
            if let Err(raised) = done {
                // Only the submodule's own absence is forgiven: import_from then tells.
                match vm.catch(&vm.exc.module_not_found_error) {
                    Some(exc) => {
                        let missing = vm.getattr_opt(&exc, &vm.names.name)?;
                        let same =
                            missing.as_ref().and_then(Value::get::<Str>).is_some_and(|s| s.to_utf8() == full);
                        if !same {
                            return Err(vm.reraise(exc));
                        }
                    }
                    None => return Err(raised),
                }
            }
        }
    }
    Ok(())
}

/// `from module import name`, one name.
pub(crate) fn import_from(vm: &Vm, module: &Value, name: &Ref<Str>) -> PyResult {
    if let Some(v) = vm.getattr_opt(module, name)? {
        return Ok(v);
    }
    // A submodule under way in a circular import is in sys.modules already.
    let package = vm.getattr_opt(module, &vm.names.__name__)?.and_then(|n| n.downcast::<Str>().ok());
    let text =
        package.as_ref().map_or_else(|| "<unknown module name>".to_owned(), |p| p.to_utf8().into_owned());
    if package.is_some() {
        if let Some(v) = in_modules(vm, &format!("{text}.{}", name.to_utf8()))? {
            return Ok(v);
        }
    }
    let file = vm.getattr_opt(module, &vm.names.__file__)?.and_then(|f| f.downcast::<Str>().ok());
    let place = file.map_or_else(|| "unknown location".to_owned(), |f| f.to_utf8().into_owned());
    let partial = module.get::<Module>().is_some_and(|m| is_initializing(vm, &m.dict()));
    let name_text = name.to_utf8();
    let message = if partial {
        format!(
            "cannot import name '{name_text}' from partially initialized module '{text}' (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{name_text}' from '{text}' ({place})")
    };
    let exc = crate::types::exception::new(vm, &vm.exc.import_error, &[vm.str(&message)?])?;
    vm.setattr(&exc, &vm.names.name, &vm.str(&text)?)?;
    vm.setattr(&exc, &vm.intern("name_from")?, name.as_value())?;
    Err(vm.raise_value(exc))
}

/// `from module import *`.
pub(crate) fn import_star(vm: &Vm, module: &Value, locals: &Value) -> PyResult<()> {
    let (names, skip_private) = match vm.getattr_opt(module, &vm.names.__all__)? {
        Some(all) => (vm.collect(&all)?, false),
        None => {
            let Some(dict) = vm.getattr_opt(module, &vm.names.__dict__)? else {
                return Err(
                    vm.raise(&vm.exc.import_error, "from-import-* object has no __dict__ and no __all__")
                );
            };
            (vm.collect(&dict)?, true)
        }
    };
    for name in &names {
        let Some(text) = name.get::<Str>() else {
            return Err(vm.type_error(format_args!("Item in __all__ must be str, not {}", vm.tn(name))));
        };
        if skip_private && text.len() > 0 && text.char_at(0) == '_' as u32 {
            continue;
        }
        let v = vm.getattr(module, text)?;
        vm.setitem(locals, name, &v)?;
    }
    Ok(())
}
