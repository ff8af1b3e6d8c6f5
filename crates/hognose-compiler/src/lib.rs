//! Python source to register bytecode: parse (ruff), scopes, code generation, disassembly.

pub mod code;
pub mod opcode;
pub mod positions;
