//! Two interpreters on two threads, each with a limit of its own, one of them over it.

use hognose::{Builder, ErrorKind};

fn main() {
    let small = std::thread::spawn(|| {
        let mut python = Builder::new().heap_limit(16 << 20).build().expect("16 MiB are enough to start");
        let error =
            python.run("hog = []\nwhile True:\n    hog.append('x' * 100_000 + str(len(hog)))\n", "<hog>");
        error.map_err(|e| e.kind())
    });
    let large = std::thread::spawn(|| {
        let mut python = Builder::new().heap_limit(256 << 20).build().expect("256 MiB are enough to start");
        python.run("print('sum:', sum(i * i for i in range(100_000)))", "<sum>").map_err(|e| e.kind())
    });
    let (small, large) = (small.join().expect("no panic"), large.join().expect("no panic"));
    assert_eq!(small, Err(ErrorKind::Memory));
    assert_eq!(large, Ok(()));
    println!("one interpreter met its limit, the other did not notice");
}
