//! Modules `_md5`, `_sha1` and `_sha3`: digests of RustCrypto's crates.
//!
//! SHA-2 and BLAKE2 have files of their own.

use std::cell::RefCell;

use hognose_vm::prelude::*;
use md5::Digest;
use md5::digest::{DynDigest, ExtendableOutput, Update, XofReader};

pub static MD5: ModuleDef = ModuleDef {
    name: "_md5",
    doc: "",
    functions: &[function("md5", SIG, |vm, a| new(vm, &MD5_TYPE, a, "md5"))],
    types: &[&MD5_TYPE],
    init: None,
};

pub static SHA1: ModuleDef = ModuleDef {
    name: "_sha1",
    doc: "",
    functions: &[function("sha1", SIG, |vm, a| new(vm, &SHA1_TYPE, a, "sha1"))],
    types: &[&SHA1_TYPE],
    init: None,
};

pub static SHA3: ModuleDef = ModuleDef {
    name: "_sha3",
    doc: "",
    functions: &[
        function("sha3_224", SIG, |vm, a| new(vm, &SHA3_TYPE, a, "sha3_224")),
        function("sha3_256", SIG, |vm, a| new(vm, &SHA3_TYPE, a, "sha3_256")),
        function("sha3_384", SIG, |vm, a| new(vm, &SHA3_TYPE, a, "sha3_384")),
        function("sha3_512", SIG, |vm, a| new(vm, &SHA3_TYPE, a, "sha3_512")),
        function("shake_128", SIG, |vm, a| new(vm, &SHAKE_TYPE, a, "shake_128")),
        function("shake_256", SIG, |vm, a| new(vm, &SHAKE_TYPE, a, "shake_256")),
    ],
    types: &[&SHA3_TYPE, &SHAKE_TYPE],
    init: Some(|vm, module| module.set(vm, "implementation", vm.str("generic 64-bit")?)),
};

const SIG: &str = "(data=b'', *, usedforsecurity=True)";
/// The longest digest that a SHAKE object hands out.
const LONGEST_OUTPUT: i64 = 1 << 29;

#[derive(Clone)]
enum State {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha3_224(sha3::Sha3_224),
    Sha3_256(sha3::Sha3_256),
    Sha3_384(sha3::Sha3_384),
    Sha3_512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
}

impl State {
    fn new(name: &str) -> State {
        match name {
            "md5" => State::Md5(Digest::new()),
            "sha1" => State::Sha1(Digest::new()),
            "sha3_224" => State::Sha3_224(Digest::new()),
            "sha3_256" => State::Sha3_256(Digest::new()),
            "sha3_384" => State::Sha3_384(Digest::new()),
            "sha3_512" => State::Sha3_512(Digest::new()),
            "shake_128" => State::Shake128(Default::default()),
            _ => State::Shake256(Default::default()),
        }
    }

    fn block_size(&self) -> usize {
        match self {
            State::Md5(_) | State::Sha1(_) => 64,
            State::Sha3_224(_) => 144,
            State::Sha3_256(_) | State::Shake256(_) => 136,
            State::Sha3_384(_) => 104,
            State::Sha3_512(_) => 72,
            State::Shake128(_) => 168,
        }
    }

    /// The state as a digest of fixed length; None: SHAKE.
    fn fixed(&mut self) -> Option<&mut dyn DynDigest> {
        Some(match self {
            State::Md5(state) => state,
            State::Sha1(state) => state,
            State::Sha3_224(state) => state,
            State::Sha3_256(state) => state,
            State::Sha3_384(state) => state,
            State::Sha3_512(state) => state,
            State::Shake128(_) | State::Shake256(_) => return None,
        })
    }

    fn update(&mut self, piece: &[u8]) {
        match self {
            State::Shake128(state) => Update::update(state, piece),
            State::Shake256(state) => Update::update(state, piece),
            other => {
                if let Some(state) = other.fixed() {
                    state.update(piece);
                }
            }
        }
    }
}

#[derive(Trace)]
struct Hash {
    #[trace(skip)]
    name: &'static str,
    #[trace(skip)]
    state: RefCell<State>,
}

impl Payload for Hash {
    const NAME: &'static str = "hash";
    type Tail = ();
}

const fn hash_type(name: &'static str, module: &'static str, methods: &'static [Def]) -> TypeDef {
    TypeDef { module, methods, getsets: GETSETS, flags: TypeFlags::NO_NEW, ..TypeDef::new::<Hash>(name) }
}

static MD5_TYPE: TypeDef = hash_type("MD5Type", "_md5", METHODS);
static SHA1_TYPE: TypeDef = hash_type("SHA1Type", "_sha1", METHODS);
static SHA3_TYPE: TypeDef = hash_type("sha3", "_sha3", METHODS);
static SHAKE_TYPE: TypeDef = hash_type("shake", "_sha3", SHAKE_METHODS);

const METHODS: &[Def] = &[
    method("update", "($self, data, /)", |vm, a| {
        add(vm, self_of::<Hash>(vm, a)?, &a[1]).map(|()| Value::NONE)
    })
    .doc("Update this hash object's state with the provided bytes-like object."),
    method("digest", "($self, /)", |vm, a| vm.bytes(&digest(self_of::<Hash>(vm, a)?)))
        .doc("Return the digest value as a bytes object."),
    method("hexdigest", "($self, /)", |vm, a| hex(vm, &digest(self_of::<Hash>(vm, a)?)))
        .doc("Return the digest value as a string of hexadecimal digits."),
    method("copy", "($self, /)", copy).doc("Return a copy of the hash object."),
];

const SHAKE_METHODS: &[Def] = &[
    method("update", "($self, data, /)", |vm, a| {
        add(vm, self_of::<Hash>(vm, a)?, &a[1]).map(|()| Value::NONE)
    })
    .doc("Update this hash object's state with the provided bytes-like object."),
    method("digest", "($self, length)", |vm, a| {
        let out = output(vm, self_of::<Hash>(vm, a)?, &a[1])?;
        vm.bytes(&out)
    })
    .doc("Return the digest value as a bytes object."),
    method("hexdigest", "($self, length)", |vm, a| {
        let out = output(vm, self_of::<Hash>(vm, a)?, &a[1])?;
        hex(vm, &out)
    })
    .doc("Return the digest value as a string of hexadecimal digits."),
    method("copy", "($self, /)", copy).doc("Return a copy of the hash object."),
];

const GETSETS: &[GetSet] = &[
    getset("name", |vm, v| vm.str(payload_of::<Hash>(vm, v)?.name), None),
    getset(
        "digest_size",
        |vm, v| {
            let size =
                payload_of::<Hash>(vm, v)?.state.borrow_mut().fixed().map_or(0, |state| state.output_size());
            vm.int_from_usize(size)
        },
        None,
    ),
    getset(
        "block_size",
        |vm, v| vm.int_from_usize(payload_of::<Hash>(vm, v)?.state.borrow().block_size()),
        None,
    ),
];

fn digest(this: &Hash) -> Box<[u8]> {
    let mut state = this.state.borrow().clone();
    state.fixed().map_or_else(Default::default, |state| state.finalize_reset())
}

fn output(vm: &Vm, this: &Hash, length: &Value) -> PyResult<Vec<u8>> {
    let length = vm.index_i64(length)?;
    if length < 0 {
        return Err(vm.value_error("value must be positive"));
    }
    if length >= LONGEST_OUTPUT {
        return Err(vm.value_error("length is too large"));
    }
    let _charge = vm.charge(length as usize)?;
    let mut out = vec![0; length as usize];
    match this.state.borrow().clone() {
        State::Shake128(state) => state.finalize_xof().read(&mut out),
        State::Shake256(state) => state.finalize_xof().read(&mut out),
        _ => {}
    }
    Ok(out)
}

/// Lower-case hexadecimal digits.
pub fn hex(vm: &Vm, bytes: &[u8]) -> PyResult {
    let mut out = vm.str_builder();
    for byte in bytes {
        out.write(vm, format_args!("{byte:02x}"))?;
    }
    out.finish_value(vm)
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Hash>(vm, a)?;
    vm.alloc_payload(&vm.class_of(&a[0]), || Hash {
        name: this.name,
        state: RefCell::new(this.state.borrow().clone()),
    })
}

fn add(vm: &Vm, this: &Hash, data: &Value) -> PyResult<()> {
    feed(vm, data, |piece| this.state.borrow_mut().update(piece))
}

/// Hands the bytes of a buffer to a hash, piece by piece, so that a time limit is seen between them.
pub(crate) fn feed(vm: &Vm, data: &Value, mut update: impl FnMut(&[u8])) -> PyResult<()> {
    if data.get::<Str>().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    let Some(view) = vm.view_opt(data)? else {
        return Err(vm.type_error("object supporting the buffer API required"));
    };
    for piece in view.chunks(1 << 20) {
        vm.poll()?;
        update(piece);
    }
    Ok(())
}

fn new(vm: &Vm, def: &'static TypeDef, a: &[Value], name: &'static str) -> PyResult {
    let class = vm.module_class(def)?;
    let made = vm.alloc_payload(&class, || Hash { name, state: RefCell::new(State::new(name)) })?;
    if let Some(data) = given(&a[0]) {
        add(vm, payload_of::<Hash>(vm, &made)?, data)?;
    }
    Ok(made)
}
