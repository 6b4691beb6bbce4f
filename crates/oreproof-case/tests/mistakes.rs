//! Mistakes in the inputs of stations: all of them come at once, each at its own line.

use std::fs;
use std::path::Path;

use miette::Diagnostic;
use oreproof_case::{Problem, read};

/// What stands in a worked case, and what is wrong in its place. Several lie in one table.
const SPOILT: &[(&str, &str)] = &[
    ("throughput = 5e6", "throughput = \"five\""),
    ("strip_ratio = 2.1", "strip_raito = 2.1"),
    ("grades = { copper = \"0.61 %\"", "grades = { copper = \"0.61 parsecs\""),
    ("product = \"concentrate\", fraction = 0.65", "product = \"concentrate\", part = 0.65"),
    ("moisture = 0.08", "moisture = \"wet\""),
    ("losses = 0.003", "lost = 0.003"),
    ("group = \"processing\"", "group = \"procesing\""),
    ("rate = 9.4", "rate = \"much\""),
    ("moves_with_production = false", "moves_with_output = false"),
    ("carry = \"paid\"", "carry = \"payed\""),
    ("base = \"nsr\"", "base = \"nrs\""),
    ("interest_deductible = true", "interest_deductible = \"yes\""),
    ("from_production = true", "form_production = true"),
    ("carried = \"unlimited\"", "carried = \"for ever\""),
];

fn case() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/compliant-junior/case.toml");
    fs::read_to_string(path).expect("the case is there")
}

fn problems(case: &str) -> Vec<Problem> {
    read(&[("case.toml", case.as_bytes()), ("leases.geojson", leases().as_bytes())]).problems
}

fn leases() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/compliant-junior/leases.geojson");
    fs::read_to_string(path).expect("the layer is there")
}

#[test]
fn every_mistake_of_an_input_is_told_at_its_line() {
    let good = case();
    let before = problems(&good).len();
    let mut bad = good.clone();
    for (right, wrong) in SPOILT {
        assert_eq!(good.matches(right).count().min(1), 1, "{right} stands in the case");
        bad = bad.replacen(right, wrong, 1);
    }
    let found = problems(&bad);
    let lines: Vec<u32> = found.iter().map(|problem| problem.place().line).collect();
    for (_, wrong) in SPOILT {
        let at = bad.find(wrong).expect("it was put in");
        let line = u32::try_from(bad[..at].matches('\n').count()).unwrap() + 1;
        let told: Vec<String> = found.iter().map(|p| format!("{}: {p}", p.place().line)).collect();
        assert!(lines.contains(&line), "{wrong} at line {line} is not told: {told:#?}");
    }
    // A key that is misspelt may also be missing; no mistake is told a third time.
    assert!(found.len() <= before + 2 * SPOILT.len(), "{} problems", found.len());
    assert!(found.iter().all(|problem| problem.code().is_some()));
}

#[test]
fn one_mistake_is_told_alone() {
    let good = case();
    let before = problems(&good).len();
    for (right, wrong) in SPOILT {
        let found = problems(&good.replacen(right, wrong, 1));
        let told = found.len() - before;
        assert!((1..=2).contains(&told), "{wrong}: {found:#?}");
    }
}
