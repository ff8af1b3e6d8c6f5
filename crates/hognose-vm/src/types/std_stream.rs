//! The standard streams as native text streams: what `sys.stdout` and its siblings are when the program starts.
//!
//! UTF-8 only. The io module's classes are not used: `print` writes here without making objects.
//!
//! # Invariants
//! - SS1: a buffer never holds more than `BUFFER_BYTES`; what exceeds it is written to the process's stream at once.

#![allow(
    clippy::disallowed_methods,
    reason = "a buffer that is written out when it is full; a line is as long as its source"
)]

use std::cell::RefCell;
use std::io::{IsTerminal, Read, Write};

use crate::prelude::*;

/// Which of the process's streams.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Stdin,
    Stdout,
    Stderr,
}

const BUFFER_BYTES: usize = 32 * 1024;

/// A standard stream.
#[derive(Trace)]
pub struct StdStream {
    #[trace(skip)]
    kind: Kind,
    /// Output not yet written, or input not yet read.
    #[trace(skip)]
    buffer: RefCell<Vec<u8>>,
    line_buffered: Cell<bool>,
    closed: Cell<bool>,
}

impl Payload for StdStream {
    const NAME: &'static str = "TextIOWrapper";
    const SHAPE: ShapeId = shapes::STD_STREAM;
    type Tail = ();
}

impl StdStream {
    /// The stream, unbuffered if so asked (`-u`).
    pub fn create(vm: &Vm, kind: Kind) -> PyResult<Ref<StdStream>> {
        let terminal = match kind {
            Kind::Stdin => std::io::stdin().is_terminal(),
            Kind::Stdout => std::io::stdout().is_terminal(),
            Kind::Stderr => true,
        };
        let line_buffered = terminal || vm.settings.unbuffered;
        vm.alloc(|| StdStream {
            kind,
            buffer: RefCell::new(Vec::new()),
            line_buffered: Cell::new(line_buffered),
            closed: Cell::new(false),
        })
    }

    fn name(&self) -> &'static str {
        match self.kind {
            Kind::Stdin => "<stdin>",
            Kind::Stdout => "<stdout>",
            Kind::Stderr => "<stderr>",
        }
    }

    fn number(&self) -> i64 {
        match self.kind {
            Kind::Stdin => 0,
            Kind::Stdout => 1,
            Kind::Stderr => 2,
        }
    }

    fn check_open(&self, vm: &Vm) -> PyResult<()> {
        if self.closed.get() { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
    }

    fn check_writable(&self, vm: &Vm) -> PyResult<()> {
        self.check_open(vm)?;
        if self.kind == Kind::Stdin { Err(unsupported(vm, "not writable")) } else { Ok(()) }
    }

    fn check_readable(&self, vm: &Vm) -> PyResult<()> {
        self.check_open(vm)?;
        if self.kind == Kind::Stdin { Ok(()) } else { Err(unsupported(vm, "not readable")) }
    }

    /// Appends text; writes it out when the buffer is full, at line ends if line-buffered.
    pub fn write(&self, vm: &Vm, text: &Ref<Str>) -> PyResult<()> {
        self.check_writable(vm)?;
        if let Some(bytes) = text.ascii_bytes() {
            return self.write_bytes(vm, bytes);
        }
        let surrogate = text.chars().position(|c| (0xD800..0xE000).contains(&c));
        match surrogate {
            Some(at) if self.kind != Kind::Stderr => {
                let (start, end) = (vm.int(at as i64)?, vm.int(at as i64 + 1)?);
                let args = [vm.str("utf-8")?, text.to_value(), start, end, vm.str("surrogates not allowed")?];
                Err(vm.raise_args(&vm.exc.unicode_encode_error, &args))
            }
            _ => {
                // In pieces: the whole text is never in memory a second time.
                let mut piece = String::new();
                for c in text.chars() {
                    match char::from_u32(c) {
                        Some(c) => piece.push(c),
                        None => piece.push_str(&format!("\\u{c:04x}")),
                    }
                    if piece.len() >= BUFFER_BYTES {
                        self.write_bytes(vm, piece.as_bytes())?;
                        piece.clear();
                    }
                }
                self.write_bytes(vm, piece.as_bytes())
            }
        }
    }

    /// Appends UTF-8 bytes.
    pub fn write_bytes(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        let mut buffer = self.buffer.borrow_mut();
        if buffer.len() + bytes.len() > BUFFER_BYTES {
            self.write_out(vm, &mut buffer)?;
        }
        if bytes.len() > BUFFER_BYTES {
            // SS1.
            return self.to_process(vm, bytes);
        }
        buffer.extend_from_slice(bytes);
        if self.line_buffered.get() && bytes.contains(&b'\n') {
            self.write_out(vm, &mut buffer)?;
        }
        Ok(())
    }

    fn write_out(&self, vm: &Vm, buffer: &mut Vec<u8>) -> PyResult<()> {
        if buffer.is_empty() {
            return Ok(());
        }
        // After a failure the bytes are gone, as after a failed write of CPython's.
        let result = self.to_process(vm, buffer);
        buffer.clear();
        result
    }

    fn to_process(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        let done = match self.kind {
            Kind::Stderr => std::io::stderr().write_all(bytes),
            _ => {
                let mut out = std::io::stdout().lock();
                out.write_all(bytes).and_then(|()| out.flush())
            }
        };
        done.map_err(|error| vm.os_error(&error, None))
    }

    /// Writes out what is buffered.
    pub fn flush(&self, vm: &Vm) -> PyResult<()> {
        if self.kind == Kind::Stdin {
            return Ok(());
        }
        let mut buffer = self.buffer.borrow_mut();
        self.write_out(vm, &mut buffer)
    }

    /// Input up to and including the next line end, at most `limit` bytes.
    fn read_line(&self, vm: &Vm, limit: usize) -> PyResult<Vec<u8>> {
        let mut buffer = self.buffer.borrow_mut();
        let mut searched = 0;
        loop {
            if let Some(at) = buffer[searched..].iter().position(|b| *b == b'\n') {
                let end = (searched + at + 1).min(limit);
                return Ok(buffer.drain(..end).collect());
            }
            searched = buffer.len();
            if searched >= limit {
                return Ok(buffer.drain(..limit).collect());
            }
            if self.fill(vm, &mut buffer)? == 0 {
                return Ok(std::mem::take(&mut *buffer));
            }
        }
    }

    /// Reads another block of input.
    fn fill(&self, vm: &Vm, buffer: &mut Vec<u8>) -> PyResult<usize> {
        let _charge = vm.charge(buffer.len() + BUFFER_BYTES)?;
        let mut block = [0; 8192];
        loop {
            match std::io::stdin().read(&mut block) {
                Ok(n) => {
                    buffer.extend_from_slice(&block[..n]);
                    return Ok(n);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
                Err(error) => return Err(vm.os_error(&error, None)),
            }
        }
    }

    fn read_all(&self, vm: &Vm) -> PyResult<Vec<u8>> {
        let mut buffer = self.buffer.borrow_mut();
        while self.fill(vm, &mut buffer)? > 0 {}
        Ok(std::mem::take(&mut *buffer))
    }
}

fn unsupported(vm: &Vm, what: &str) -> Raised {
    // io.UnsupportedOperation derives from OSError and ValueError; without the io module it is OSError.
    vm.raise(&vm.exc.os_error, what)
}

fn decoded(vm: &Vm, bytes: &[u8]) -> PyResult {
    let text = String::from_utf8_lossy(bytes);
    if text.contains('\r') { vm.str(&text.replace("\r\n", "\n").replace('\r', "\n")) } else { vm.str(&text) }
}

pub static TYPE: TypeDef = TypeDef {
    module: "_io",
    methods: &[
        method("write", "($self, text, /)", write),
        method("writelines", "($self, lines, /)", writelines),
        method("flush", "($self, /)", flush),
        method("read", "($self, size=-1, /)", read),
        method("readline", "($self, size=-1, /)", readline),
        method("readlines", "($self, hint=-1, /)", readlines),
        method("_read_bytes", "($self, size, once=False, /)", read_bytes),
        method("_readline_bytes", "($self, size, /)", |vm, a| {
            let stream = self_of::<StdStream>(vm, a)?;
            stream.check_readable(vm)?;
            vm.bytes(&stream.read_line(vm, limit_of(vm, &a[1])?)?)
        }),
        method("_write_bytes", "($self, data, /)", |vm, a| {
            let stream = self_of::<StdStream>(vm, a)?;
            stream.check_writable(vm)?;
            let bytes = vm.bytes_of_buffer(&a[1])?;
            stream.write_bytes(vm, bytes.tail())?;
            vm.int_from_usize(bytes.len())
        }),
        method("fileno", "($self, /)", |vm, a| vm.int(self_of::<StdStream>(vm, a)?.number())),
        method("isatty", "($self, /)", isatty),
        method("readable", "($self, /)", |vm, a| {
            Ok(Value::from_bool(self_of::<StdStream>(vm, a)?.kind == Kind::Stdin))
        }),
        method("writable", "($self, /)", |vm, a| {
            Ok(Value::from_bool(self_of::<StdStream>(vm, a)?.kind != Kind::Stdin))
        }),
        method("seekable", "($self, /)", |_, _| Ok(Value::FALSE)),
        method("close", "($self, /)", close),
        method(
            "reconfigure",
            "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
            reconfigure,
        ),
        method("__iter__", "($self, /)", return_self),
        method("__enter__", "($self, /)", return_self),
        method("__exit__", "($self, /, *args)", close),
        method("__repr__", "($self, /)", repr),
    ],
    getsets: &[
        getset("name", |vm, v| vm.str(payload_of::<StdStream>(vm, v)?.name()), None),
        getset(
            "mode",
            |vm, v| vm.str(if payload_of::<StdStream>(vm, v)?.kind == Kind::Stdin { "r" } else { "w" }),
            None,
        ),
        getset(
            "buffer",
            |vm, v| vm.call_method(&vm.import("_io")?, "_standard_buffer", std::slice::from_ref(v)),
            None,
        ),
        getset("write_through", |_, _| Ok(Value::FALSE), None),
        getset("encoding", |vm, _| vm.str("utf-8"), None),
        getset(
            "errors",
            |vm, v| {
                vm.str(if payload_of::<StdStream>(vm, v)?.kind == Kind::Stderr {
                    "backslashreplace"
                } else {
                    "strict"
                })
            },
            None,
        ),
        getset("newlines", |_, _| Ok(Value::NONE), None),
        getset("closed", |vm, v| Ok(Value::from_bool(payload_of::<StdStream>(vm, v)?.closed.get())), None),
        getset(
            "line_buffering",
            |vm, v| Ok(Value::from_bool(payload_of::<StdStream>(vm, v)?.line_buffered.get())),
            None,
        ),
    ],
    iternext: Some(next),
    flags: TypeFlags::NO_NEW.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<StdStream>("TextIOWrapper")
};

fn text_of<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    match v.get::<Str>() {
        Some(text) => Ok(text),
        None => Err(vm.type_error(format_args!("write() argument must be str, not {}", vm.tn(v)))),
    }
}

fn write(vm: &Vm, a: &[Value]) -> PyResult {
    let text = text_of(vm, &a[1])?;
    self_of::<StdStream>(vm, a)?.write(vm, text)?;
    vm.int_from_usize(text.len())
}

fn writelines(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    let iterator = vm.iter(&a[1])?;
    while let Some(line) = vm.next(&iterator)? {
        stream.write(vm, text_of(vm, &line)?)?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    stream.check_open(vm)?;
    stream.flush(vm)?;
    Ok(Value::NONE)
}

fn limit_of(vm: &Vm, v: &Value) -> PyResult<usize> {
    match given(v).filter(|v| !v.is_none()) {
        None => Ok(usize::MAX),
        Some(v) => Ok(usize::try_from(vm.index_i64(v)?).unwrap_or(usize::MAX)),
    }
}

fn read(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    stream.check_readable(vm)?;
    let limit = limit_of(vm, &a[1])?;
    if limit == usize::MAX {
        return decoded(vm, &stream.read_all(vm)?);
    }
    let mut out = Vec::new();
    while out.len() < limit {
        let line = stream.read_line(vm, limit - out.len())?;
        if line.is_empty() {
            break;
        }
        out.extend_from_slice(&line);
    }
    decoded(vm, &out)
}

/// For the stream's `buffer`. `once`: what one call of the system gives will do.
fn read_bytes(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    stream.check_readable(vm)?;
    let (limit, once) = (limit_of(vm, &a[1])?, !a[2].is_blank() && vm.truthy(&a[2])?);
    if limit == usize::MAX && !once {
        return vm.bytes(&stream.read_all(vm)?);
    }
    let mut buffer = stream.buffer.borrow_mut();
    while (buffer.is_empty() || !once) && buffer.len() < limit && stream.fill(vm, &mut buffer)? > 0 {}
    let end = buffer.len().min(limit);
    let bytes: Vec<u8> = buffer.drain(..end).collect();
    drop(buffer);
    vm.bytes(&bytes)
}

fn readline(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    stream.check_readable(vm)?;
    let line = stream.read_line(vm, limit_of(vm, &a[1])?)?;
    decoded(vm, &line)
}

fn readlines(vm: &Vm, a: &[Value]) -> PyResult {
    vm.list_from(vm.collect(&a[0])?)
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let stream = payload_of::<StdStream>(vm, v)?;
    stream.check_readable(vm)?;
    let line = stream.read_line(vm, usize::MAX)?;
    if line.is_empty() { Ok(None) } else { decoded(vm, &line).map(Some) }
}

fn isatty(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(match self_of::<StdStream>(vm, a)?.kind {
        Kind::Stdin => std::io::stdin().is_terminal(),
        Kind::Stdout => std::io::stdout().is_terminal(),
        Kind::Stderr => std::io::stderr().is_terminal(),
    }))
}

fn close(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    if !stream.closed.get() {
        stream.flush(vm)?;
        stream.closed.set(true);
    }
    Ok(Value::NONE)
}

fn reconfigure(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    stream.flush(vm)?;
    for option in [&a[4], &a[5]] {
        if let Some(on) = given(option).filter(|v| !v.is_none()) {
            stream.line_buffered.set(vm.truthy(on)?);
        }
    }
    Ok(Value::NONE)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let stream = self_of::<StdStream>(vm, a)?;
    let mode = if stream.kind == Kind::Stdin { "r" } else { "w" };
    vm.str(&format!("<_io.TextIOWrapper name='{}' mode='{mode}' encoding='utf-8'>", stream.name()))
}
