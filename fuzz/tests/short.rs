//! A few inputs of every target, in this process, on every test run.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use fuzz::target::{ALL, Kitchen, Taken, Target};

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

/// `regressions/TARGET/` holds what once made a reader panic, cut to its core.
#[test]
fn what_once_broke_a_reader_no_longer_does() {
    for target in ALL {
        let kitchen = Kitchen::new(target);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(target.name());
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let input = fs::read(entry.unwrap().path()).unwrap();
            // The number decides form and date, so each input is tried under all.
            for number in 0..5 {
                let _ = kitchen.serve(&input, number);
            }
        }
    }
}

#[test]
fn an_input_is_a_function_of_its_number() {
    for target in ALL {
        let (one, other) = (Kitchen::new(target), Kitchen::new(target));
        assert_eq!(one.input(3, 5), other.input(3, 5), "{}", target.name());
    }
}

/// Sentences that never end, in which every quantity sees every other.
const ENDLESS: &[&str] = &[
    "1.8% CuEq by the formula and ",
    "Probable Reserves are 2 Mt at 2% zinc, its NPV of $90 million, ",
    "on 3 May 2013 the company declared 2 Mt in 2014, ",
    "said the minister, who asked not to be named, ",
];

/// The text four times as long may take four times as long, and some more for
/// noise; quadratic work would take sixteen times.
#[test]
fn time_grows_no_faster_than_one_endless_sentence() {
    let kitchen = Kitchen::new(Target::Grammar);
    for phrase in ENDLESS {
        let time = |times: usize| {
            let text = phrase.repeat(times);
            let run = |_| {
                let start = Instant::now();
                kitchen.serve(text.as_bytes(), 0);
                start.elapsed()
            };
            (0..3).map(run).min().unwrap_or_default()
        };
        let (short, long) = (time(400), time(1_600));
        assert!(
            long < short * 10 + Duration::from_millis(20),
            "{phrase:?}: 400 times takes {short:?}, 1,600 times {long:?}"
        );
    }
}
