//! Constant folding with CPython's limits on the size of results.
//!
//! What would raise, or be too large, is left for run time.

use num_bigint::BigInt;
use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};

use crate::code::Const;
use crate::literal;

/// Depth of expressions that folding looks into: deeper ones are computed at run time.
const MAX_DEPTH: u32 = 48;
const MAX_INT_BITS: u64 = 128;
const MAX_TEXT: usize = 4096;
const MAX_ITEMS: usize = 256;

/// What folding needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'a> {
    pub source: &'a str,
    /// Value of `__debug__`.
    pub debug: bool,
}

impl Folder<'_> {
    /// The constant that an expression is, if it is one.
    pub fn constant(self, expr: &Expr) -> Option<Const> {
        self.fold(expr, 0)
    }

    fn fold(self, expr: &Expr, depth: u32) -> Option<Const> {
        match expr {
            Expr::NoneLiteral(_) => Some(Const::None),
            Expr::EllipsisLiteral(_) => Some(Const::Ellipsis),
            Expr::BooleanLiteral(b) => Some(boolean(b.value)),
            Expr::NumberLiteral(n) => literal::number(n).ok(),
            Expr::StringLiteral(s) => Some(Const::Str(literal::string(self.source, s))),
            Expr::BytesLiteral(b) => Some(Const::Bytes(b.value.bytes().collect())),
            Expr::Name(name) if name.id == "__debug__" => Some(boolean(self.debug)),
            Expr::UnaryOp(e) if depth < MAX_DEPTH => unary(e.op, self.fold(&e.operand, depth + 1)?),
            Expr::BinOp(e) if depth < MAX_DEPTH => {
                // The right side first: in a long chain it tells soonest that there is nothing to fold.
                let right = self.fold(&e.right, depth + 1)?;
                let left = self.fold(&e.left, depth + 1)?;
                binary(e.op, left, right)
            }
            Expr::Tuple(t) if depth < MAX_DEPTH => {
                // Most tuples hold a name: see that before anything is built.
                if !t.elts.iter().all(maybe_constant) {
                    return None;
                }
                t.elts
                    .iter()
                    .map(|item| self.fold(item, depth + 1))
                    .collect::<Option<Vec<_>>>()
                    .map(Const::Tuple)
            }
            _ => None,
        }
    }

    /// The truth of a constant expression.
    pub fn truth(self, expr: &Expr) -> Option<bool> {
        match expr {
            Expr::Name(name) if name.id != "__debug__" => None,
            Expr::Compare(_) | Expr::Call(_) => None,
            Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::Not, operand, .. }) => {
                self.truth(operand).map(|t| !t)
            }
            other => self.constant(other).map(|value| truth(&value)),
        }
    }
}

fn maybe_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Name(name) => name.id == "__debug__",
        Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::UnaryOp(_)
        | Expr::BinOp(_)
        | Expr::Tuple(_) => true,
        _ => false,
    }
}

fn boolean(value: bool) -> Const {
    if value { Const::True } else { Const::False }
}

pub(crate) fn truth(value: &Const) -> bool {
    match value {
        Const::None | Const::False => false,
        Const::Int(i) => *i != 0,
        Const::Float(f) => *f != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(bytes) | Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        Const::True | Const::Ellipsis | Const::BigInt { .. } | Const::Code(_) => true,
    }
}

fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    if op == UnaryOp::Not {
        return Some(boolean(!truth(&value)));
    }
    Some(match (op, &value) {
        (UnaryOp::USub, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::USub, Const::Complex(re, im)) => Const::Complex(-re, -im),
        (UnaryOp::UAdd, Const::Float(_) | Const::Complex(..)) => value,
        (UnaryOp::USub, _) => literal::int(&-literal::big(&value)?),
        (UnaryOp::UAdd, _) => literal::int(&literal::big(&value)?),
        (UnaryOp::Invert, Const::True | Const::False) => return None,
        (UnaryOp::Invert, _) => literal::int(&!literal::big(&value)?),
        (UnaryOp::Not, _) => return None,
    })
}

fn binary(op: Operator, left: Const, right: Const) -> Option<Const> {
    match (&left, &right) {
        (Const::Str(a), Const::Str(b)) if op == Operator::Add => joined(a, b).map(Const::Str),
        (Const::Bytes(a), Const::Bytes(b)) if op == Operator::Add => joined(a, b).map(Const::Bytes),
        (Const::Tuple(a), Const::Tuple(b)) if op == Operator::Add && a.len() + b.len() <= MAX_ITEMS => {
            Some(Const::Tuple(a.iter().chain(b).cloned().collect()))
        }
        (Const::Str(text), Const::Int(n)) | (Const::Int(n), Const::Str(text)) if op == Operator::Mult => {
            repeated(text, *n).map(Const::Str)
        }
        (Const::Bytes(text), Const::Int(n)) | (Const::Int(n), Const::Bytes(text)) if op == Operator::Mult => {
            repeated(text, *n).map(Const::Bytes)
        }
        (Const::Tuple(items), Const::Int(n)) | (Const::Int(n), Const::Tuple(items))
            if op == Operator::Mult =>
        {
            let n = usize::try_from(*n).unwrap_or(0);
            if items.len().checked_mul(n)? > MAX_ITEMS
                || items.iter().any(|item| matches!(item, Const::Tuple(_)))
            {
                return None;
            }
            Some(Const::Tuple(items.iter().cycle().take(items.len() * n).cloned().collect()))
        }
        (Const::Complex(..), _) | (_, Const::Complex(..)) => {
            complex(op, complex_of(&left)?, complex_of(&right)?)
        }
        (Const::Float(_), _) | (_, Const::Float(_)) => float(op, float_of(&left)?, float_of(&right)?),
        _ => integer(op, &left, &right),
    }
}

fn joined(a: &[u8], b: &[u8]) -> Option<Box<[u8]>> {
    // Two halves of a surrogate pair stay two characters; as bytes they would too.
    (a.len() + b.len() <= MAX_TEXT).then(|| [a, b].concat().into())
}

fn repeated(text: &[u8], n: i64) -> Option<Box<[u8]>> {
    let n = usize::try_from(n).unwrap_or(0);
    (text.len().checked_mul(n)? <= MAX_TEXT).then(|| text.repeat(n).into())
}

fn float_of(value: &Const) -> Option<f64> {
    match value {
        Const::Float(f) => Some(*f),
        // Beyond 53 bits the conversion rounds as CPython's does (to nearest, ties to even).
        Const::Int(i) => Some(*i as f64),
        Const::True => Some(1.0),
        Const::False => Some(0.0),
        _ => None,
    }
}

fn complex_of(value: &Const) -> Option<(f64, f64)> {
    match value {
        Const::Complex(re, im) => Some((*re, *im)),
        other => float_of(other).map(|re| (re, 0.0)),
    }
}

fn float(op: Operator, a: f64, b: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Const::Float(value))
}

fn complex(op: Operator, a: (f64, f64), b: (f64, f64)) -> Option<Const> {
    match op {
        // Literals such as 1-2j: the real operand has no imaginary part to touch.
        Operator::Add => Some(Const::Complex(a.0 + b.0, if a.1 == 0.0 { b.1 } else { a.1 + b.1 })),
        Operator::Sub => Some(Const::Complex(a.0 - b.0, if a.1 == 0.0 { -b.1 } else { a.1 - b.1 })),
        _ => None,
    }
}

fn integer(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    let bools = matches!((left, right), (Const::True | Const::False, Const::True | Const::False));
    let (a, b) = (literal::big(left)?, literal::big(right)?);
    let zero = BigInt::from(0);
    Some(match op {
        Operator::Add => literal::int(&(a + b)),
        Operator::Sub => literal::int(&(a - b)),
        Operator::Mult => {
            if a.bits() + b.bits() > MAX_INT_BITS {
                return None;
            }
            literal::int(&(a * b))
        }
        Operator::Div => {
            let (Const::Int(x), Const::Int(y)) = (left, right) else { return None };
            // Only where both are exact doubles is the quotient surely the right one.
            if *y == 0 || x.unsigned_abs() > 1 << 53 || y.unsigned_abs() > 1 << 53 {
                return None;
            }
            Const::Float(*x as f64 / *y as f64)
        }
        Operator::FloorDiv | Operator::Mod => {
            if b == zero {
                return None;
            }
            let (mut quotient, mut rest) = (&a / &b, &a % &b);
            if rest != zero && (rest < zero) != (b < zero) {
                quotient -= 1;
                rest += &b;
            }
            literal::int(if op == Operator::Mod { &rest } else { &quotient })
        }
        Operator::Pow => {
            let exponent = u32::try_from(&b).ok()?;
            if a.bits() * u64::from(exponent) > MAX_INT_BITS {
                return None;
            }
            literal::int(&a.pow(exponent))
        }
        Operator::LShift => {
            let shift = u64::try_from(&b).ok()?;
            if shift > MAX_INT_BITS || a.bits() + shift > MAX_INT_BITS {
                return None;
            }
            literal::int(&(a << shift))
        }
        Operator::RShift => literal::int(&(a >> u64::try_from(&b).ok().filter(|&shift| shift < 1 << 20)?)),
        Operator::BitAnd if !bools => literal::int(&(a & b)),
        Operator::BitOr if !bools => literal::int(&(a | b)),
        Operator::BitXor if !bools => literal::int(&(a ^ b)),
        _ => return None,
    })
}
