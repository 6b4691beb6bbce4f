//! The command `oreproof risk`, as its user meets it.

mod made;

use serde_json::Value;
use std::fs;

use made::run;

const CASE: &str = "cases/pakistan-2025";

fn json(args: &[&str]) -> Value {
    let args: Vec<&str> = ["risk", CASE, "--format", "json"].iter().chain(args).copied().collect();
    let (code, out, err) = run(&args);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("it is JSON")
}

#[test]
fn a_case_is_told_with_its_odds_and_what_they_hang_on() {
    let (code, out, err) = run(&["risk", CASE, "--draws", "2000", "--index-draws", "256"]);
    assert_eq!(code, 0, "{err}");
    for part in [
        "2000 draws of a Latin hypercube, seed 20250908, as known on 2025-10-01",
        "P10 counts from below",
        "a present value below nought",
        "trillions: recovered",
        "above every draw",
        "price.copper",
        "First orders add up to",
        "stratified draws lie nearer",
        "no mine at all                    40.0 % (30.0 to 50.0)",
        "promised: sold by 2028-12-31      0.0 %",
    ] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(!out.contains("NaN"), "{out}");
}

#[test]
fn the_seed_and_nothing_else_decides_the_draws() {
    let few = ["--draws", "500", "--index-draws", "0"];
    let with = |more: &[&str]| json(&few.iter().chain(more).copied().collect::<Vec<_>>());
    let of = |told: &Value| told["analysis"]["odds"]["outcomes"][0]["curve"].clone();
    let (one, same, other) = (with(&[]), with(&[]), with(&["--seed", "8"]));
    assert_eq!(one, same);
    assert_ne!(of(&one), of(&other));
    assert_eq!(other["analysis"]["odds"]["seed"], 8);
    let sobol = with(&["--sampling", "sobol"]);
    assert_ne!(of(&one), of(&sobol));
}

/// The bands that a fan is drawn from: in order, as long as the periods, each year with a figure.
#[test]
fn data_hold_the_bands_of_every_year_and_rung() {
    let told = json(&["--draws", "1000", "--index-draws", "0", "--of", "beneficiary"]);
    let bands = &told["analysis"]["odds"]["bands"];
    let n = bands["periods"].as_array().unwrap().len();
    let list = |value: &Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    assert_eq!(bands["fans"].as_array().unwrap().len(), 3);
    for fan in bands["fans"].as_array().unwrap() {
        let lines: Vec<Vec<f64>> = fan["lines"].as_array().unwrap().iter().map(list).collect();
        assert!(lines.iter().all(|line| line.len() == n), "{fan}");
        assert!((0..n).all(|p| lines.windows(2).all(|pair| pair[0][p] <= pair[1][p])));
        for id in fan["figures"].as_array().unwrap() {
            let is_there = told["figures"].as_array().unwrap().iter().any(|f| f["id"] == *id);
            assert!(is_there, "no figure {id}");
        }
    }
    let rungs = bands["rungs"].as_array().unwrap();
    assert!(rungs.iter().any(|rung| rung["measure"] == "nsr"));
    assert_eq!(told["analysis"]["of"], "beneficiary");
    // Gold wanders for forty years, copper is drawn back to its deck.
    assert_eq!(told["analysis"]["bars"][0]["name"], "price.gold");
}

#[test]
fn drawing_stops_when_enough_is_known() {
    let stop = ["--index-draws", "0", "--until", "2", "--draws", "200000"];
    let told = json(&[&stop[..], &["--sampling", "plain"]].concat());
    let convergence = &told["analysis"]["convergence"];
    assert_eq!(convergence["settled"], true);
    let last = convergence["looks"].as_array().unwrap().last().unwrap().clone();
    let (mean, error) = (last["mean"].as_f64().unwrap(), last["standard_error"].as_f64().unwrap());
    assert!(error <= 0.02 * mean && last["n_draws"].as_u64().unwrap() < 200_000, "{last}");
    assert_eq!(told["analysis"]["odds"]["n"], last["n_draws"]);
    let args = [&["risk", CASE], &stop[..]].concat();
    let (code, _, err) = run(&args);
    assert_eq!(code, 2);
    assert!(err.contains("--sampling plain"), "{err}");
}

#[test]
fn every_number_goes_out_as_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("odds.csv");
    let args = ["risk", CASE, "--draws", "500", "--index-draws", "64", "-f", "csv", "-o"];
    let (code, out, err) = run(&[&args[..], &[to.to_str().unwrap()]].concat());
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let text = fs::read_to_string(to).unwrap();
    assert!(text.starts_with("part,of,number,value,low,high\n"));
    for part in ["outcome,npv,p50,", "odds,recovered,reach trillions,0,", "rung,nsr,p90,"] {
        assert!(text.contains(part), "no {part:?}");
    }
    for part in ["odds,mine,none,0.4,", "day,first sale,year,203", "odds,first sale,by 2030,"] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    for part in ["tornado,capital,p10,", "sobol,capital,total,", "year,state,2035 p50,"] {
        assert!(text.contains(part), "no {part:?}");
    }
}

/// A mistake of the draws is told with its line, and what could not be drawn is an error.
#[test]
fn mistakes_of_the_draws_are_told_at_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let case = r#"[case]
title = "Wrong draws"
[choices]
as_of = 2025-09-01
[draws]
seed = 1
n = 100
sampling = "plain"
[[draws.variables]]
of = "grade.copper"
shape = "normal"
relative = true
mean = 1
sd = 0.2
"#;
    fs::write(folder.path().join("case.toml"), case).unwrap();
    let (code, out, err) = run(&["risk", folder.path().to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("`grade.copper` could be drawn below nought"), "{err}");
    assert!(err.contains("case.toml:13:8") && err.contains("low = 0"), "{err}");
    assert!(err.contains("nothing can be drawn: needs the project"), "{err}");
}

#[test]
fn the_command_line_is_checked() {
    for wrong in [["--of", "profit"], ["--until", "-1"], ["--index-draws", "3"], ["--draws", "1"]] {
        let (code, ..) = run(&["risk", CASE, wrong[0], wrong[1]]);
        assert_eq!(code, 2, "{wrong:?}");
    }
}
