//! Module `_statistics`: the inverse of the normal distribution (Wichura's algorithm AS241).

use hognose_heap::Value;
use hognose_vm::raise::PyResult;
use hognose_vm::typedef::{ModuleDef, function};
use hognose_vm::vm::Vm;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_statistics",
    doc: "Accelerators for the statistics module.",
    functions: &[function("_normal_dist_inv_cdf", "(p, mu, sigma, /)", inverse)],
    types: &[],
    init: None,
};

/// `factor` times the ratio of two polynomials, coefficients from the highest power down; the denominator
/// ends with 1.
fn ratio(x: f64, factor: f64, numerator: &[f64; 8], denominator: &[f64; 7]) -> f64 {
    let horner = |sum: f64, &c: &f64| sum * x + c;
    let n = numerator.iter().fold(0.0, horner);
    let d = denominator.iter().fold(0.0, horner) * x + 1.0;
    n * factor / d
}

const CENTRAL_NUMERATOR: [f64; 8] = [
    2.5090809287301226727e+3,
    3.3430575583588128105e+4,
    6.7265770927008700853e+4,
    4.5921953931549871457e+4,
    1.3731693765509461125e+4,
    1.9715909503065514427e+3,
    1.3314166789178437745e+2,
    3.3871328727963666080e+0,
];
const CENTRAL_DENOMINATOR: [f64; 7] = [
    5.2264952788528545610e+3,
    2.8729085735721942674e+4,
    3.9307895800092710610e+4,
    2.1213794301586595867e+4,
    5.3941960214247511077e+3,
    6.8718700749205790830e+2,
    4.2313330701600911252e+1,
];
const MIDDLE_NUMERATOR: [f64; 8] = [
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e+0,
    3.64784832476320460504e+0,
    5.76949722146069140550e+0,
    4.63033784615654529590e+0,
    1.42343711074968357734e+0,
];
const MIDDLE_DENOMINATOR: [f64; 7] = [
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e+0,
    2.05319162663775882187e+0,
];
const TAIL_NUMERATOR: [f64; 8] = [
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e+0,
    5.46378491116411436990e+0,
    6.65790464350110377720e+0,
];
const TAIL_DENOMINATOR: [f64; 7] = [
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
];

fn inverse(vm: &Vm, a: &[Value]) -> PyResult {
    let (p, mu, sigma) = (vm.float_of(&a[0])?, vm.float_of(&a[1])?, vm.float_of(&a[2])?);
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        let x = ratio(r, q, &CENTRAL_NUMERATOR, &CENTRAL_DENOMINATOR);
        return vm.float(mu + x * sigma);
    }
    let r = if q <= 0.0 { p } else { 1.0 - p };
    if r <= 0.0 || r >= 1.0 {
        return Err(vm.value_error("math domain error"));
    }
    let r = (-r.ln()).sqrt();
    let x = if r <= 5.0 {
        ratio(r - 1.6, 1.0, &MIDDLE_NUMERATOR, &MIDDLE_DENOMINATOR)
    } else {
        ratio(r - 5.0, 1.0, &TAIL_NUMERATOR, &TAIL_DENOMINATOR)
    };
    let x = if q < 0.0 { -x } else { x };
    vm.float(mu + x * sigma)
}
