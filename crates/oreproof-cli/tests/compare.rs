//! The command `oreproof compare` on one case, and on two by the same draws.

mod made;

use std::collections::BTreeMap;

use made::run;

const CASE: &str = "cases/pakistan-2025";

/// The rows of differences by variant and measure: mean, error, error if drawn apart, and so on.
fn rows(args: &[&str]) -> BTreeMap<(String, String), Vec<f64>> {
    let (code, out, err) = run(args);
    assert_eq!(code, 0, "{err}");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let row = |row: csv::StringRecord| {
        let numbers = row.iter().skip(3).map(|cell| cell.parse().expect("a number")).collect();
        ((row[1].to_owned(), row[2].to_owned()), numbers)
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

#[test]
fn scenarios_clauses_and_delays_are_compared_draw_by_draw() {
    let rows = rows(&["compare", CASE, "--delay", "1,3", "--draws", "1000", "--format", "csv"]);
    let get = |of: &str, measure: &str| &rows[&(of.to_owned(), measure.to_owned())];
    // Cheaper copper takes from everybody in every draw, and far surer than drawn apart.
    let copper = get("copper-down", "npv");
    assert!(copper[0] < 0.0 && copper[6] == 0.0 && 5.0 * copper[1] < copper[2], "{copper:?}");
    // The project is linear in the price of copper: down and up are mirror images.
    let up = get("copper-up", "after-take");
    assert!((up[0] + get("copper-down", "after-take")[0]).abs() < 1e-6 * up[0], "{up:?}");
    // A royalty is worth something to the province and costs the project the same sum before
    // the owners' parts.
    let royalty = get("province-royalty", "beneficiary");
    assert!(0.0 < royalty[0] && royalty[6] == 1.0, "{royalty:?}");
    assert!(get("province-royalty", "after-take")[0] < 0.0);
    // Later is less today, and longer is less still.
    assert!(get("3", "npv")[0] < get("1", "npv")[0] && get("1", "npv")[0] < 0.0);
    // A scenario of a delay and a delay asked for are one thing.
    let again = self::rows(&["compare", CASE, "--delay", "2", "--draws", "1000", "-f", "csv"]);
    let key = |of: &str| (of.to_owned(), "npv".to_owned());
    assert_eq!(again[&key("2")], again[&key("two-years-late")]);
}

#[test]
fn a_case_does_not_differ_from_itself() {
    let rows = rows(&["compare", CASE, CASE, "--draws", "200", "--format", "csv"]);
    assert_eq!(rows.len(), 4);
    for ((_, measure), row) in &rows {
        assert_eq!((row[0], row[1], row[6]), (0.0, 0.0, 0.0), "{measure}");
    }
    let (code, out, err) = run(&["compare", CASE, CASE, "--draws", "200"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("claims that differ: 0"), "{out}");
    assert!(out.contains("What the other project has more, the draws alike"), "{out}");
}

#[test]
fn what_cannot_be_compared_says_what_is_missing() {
    let (code, _, err) = run(&["compare", "cases/compliant-junior"]);
    assert_eq!(code, 2);
    assert!(err.contains("needs what is not known, `[draws]`"), "{err}");
    let (code, out, _) = run(&["compare", CASE, "--delay", "0.5", "--draws", "50"]);
    assert_eq!(code, 0);
    assert!(out.contains("0.5: not computable, needs a delay of whole periods"), "{out}");
    // Without draws, ladders and claims are compared all the same.
    let (code, out, err) = run(&["compare", CASE, "cases/compliant-junior"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("claims that differ"), "{out}");
}
