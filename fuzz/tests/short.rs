//! A few inputs of every target, in this process, on every test run.

use fuzz::target::{ALL, Kitchen, Taken};

#[test]
fn every_reader_survives_a_short_run() {
    for target in ALL {
        let kitchen = Kitchen::new(target);
        let mut read = 0;
        for number in 0..150 {
            let input = kitchen.input(42, number);
            read += usize::from(kitchen.serve(&input, number) == Taken::Read);
        }
        assert!(read > 0, "{}: no mutated input was ever read", target.name());
    }
}

#[test]
fn an_input_is_a_function_of_its_number() {
    for target in ALL {
        let (one, other) = (Kitchen::new(target), Kitchen::new(target));
        assert_eq!(one.input(3, 5), other.input(3, 5), "{}", target.name());
    }
}
