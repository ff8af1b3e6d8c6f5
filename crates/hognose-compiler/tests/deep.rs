//! Sources that nest deeply or are very long: an ordinary error or a unit, never an overflow.

use hognose_compiler::{Mode, Options, check_liveness, compile, verify};

fn outcome(source: &str) -> String {
    match compile(source, "<deep>", Mode::Exec, &Options::default()) {
        Ok(unit) => match verify(&unit).and_then(|()| check_liveness(&unit)) {
            Ok(()) => "compiles".to_string(),
            Err(error) => error,
        },
        Err(error) => error.message,
    }
}

#[test]
fn a_million_of_everything() {
    const N: usize = 1_000_000;
    for source in [
        "(".repeat(N),
        format!("{}{}", "[".repeat(N), "]".repeat(N)),
        format!("{}1", "1+".repeat(N)),
        format!("a{}", ".b".repeat(N)),
        format!("{}1", "-".repeat(N)),
        format!("{}1", "not ".repeat(N)),
        format!("{}1", "lambda:".repeat(N)),
        format!("{}1", "a if b else ".repeat(N)),
        format!("{}1", "2**".repeat(N)),
        format!("a{}", "()".repeat(N)),
    ] {
        let message = outcome(&source);
        assert!(
            message == "too many nested parentheses" || message.contains("maximum recursion depth"),
            "{}: {message}",
            &source[..20]
        );
    }
}

#[test]
fn some_thousands_compile() {
    const N: usize = 3_000;
    for source in [
        format!("{}a", "1+".repeat(N)),
        format!("a{}", ".b".repeat(N)),
        format!("{}a", "-".repeat(N)),
        format!("{}a", "not ".repeat(N)),
        format!("{}1", "a if b else ".repeat(N)),
        format!("a{}", "()".repeat(N)),
        format!("a{}", "[0]".repeat(N)),
        format!("a{}", "<b".repeat(N)),
        format!("a{}", " and b".repeat(N)),
        format!("{}1", "a=".repeat(N)),
        format!("if a: pass\n{}", "elif b: pass\n".repeat(N)),
        format!("x = [{}]", "a,".repeat(30 * N)),
        format!("f({})", "a,".repeat(500)),
        format!("f({})", "a,".repeat(5000)),
        format!("{}=b", "a,".repeat(N)),
        format!("{}{}", "[".repeat(150), "]".repeat(150)),
    ] {
        assert_eq!(outcome(&source), "compiles", "{}", &source[..20]);
    }
}

#[test]
fn limits_of_the_tokenizer() {
    assert_eq!(outcome(&format!("{}1{}", "(".repeat(199), ")".repeat(199))), "compiles");
    assert_eq!(outcome(&format!("{}1{}", "(".repeat(201), ")".repeat(201))), "too many nested parentheses");
    let indented = |n: usize| {
        (0..n).map(|i| format!("{}if 1:\n", " ".repeat(i))).collect::<String>() + &" ".repeat(n) + "pass"
    };
    assert_eq!(outcome(&indented(98)), "compiles");
    assert_eq!(outcome(&indented(120)), "too many levels of indentation");
    assert_eq!(outcome(&"f\"{".repeat(200)), "too many nested f-strings or t-strings");
}

#[test]
fn a_thousand_locals() {
    let assigns: String = (0..1000).map(|i| format!(" a{i} = {i}\n")).collect();
    let sum = (0..1000).map(|i| format!("a{i}")).collect::<Vec<_>>().join("+");
    assert_eq!(outcome(&format!("def f(x):\n{assigns} return {sum} + g(x, a999)\n")), "compiles");
}

/// What `cargo xtask fuzz source` found.
#[test]
fn found_by_fuzzing() {
    // A unit without registers that raises again what is being handled.
    for source in ["raise", "def f():\n    raise"] {
        assert_eq!(outcome(source), "compiles", "{source}");
    }
}
