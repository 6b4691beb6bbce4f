//! `cargo xtask test`: everything that must hold before a change lands.
//!
//! Every cargo call works on the whole workspace with the same profile, so that
//! one build serves clippy's neighbours, the tests, the docs and the scores.

use std::fmt;
use std::time::Instant;

use miette::Result;

use crate::house::{self, cargo, say, succeeds};
use crate::{docs, layers, licences, score};

/// Check format, layers, licences, lints, tests, generated docs and scores.
///
/// Needs only Rust with rustfmt and clippy. Uses `cargo nextest` where it is
/// installed. The labelled texts beside the project are scored where they are
/// present.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {}

/// How one check ended.
pub(crate) enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

/// Where labelled texts lie, and the F1 of quantities and findings they must reach.
const FLOORS: &[Floor] = &[
    Floor { labels: "../shared/data/corpus/dev", text: None, quantities: 0.97, findings: 0.93 },
    Floor {
        labels: "../shared/data/corpus/seed.json",
        text: Some("../shared/data/seed/000_2ae8036f59b6ab1c.txt"),
        quantities: 0.97,
        findings: 0.93,
    },
    Floor { labels: "corpus/practice", text: None, quantities: 0.97, findings: 0.93 },
    Floor { labels: "corpus/trial", text: None, quantities: 0.97, findings: 0.93 },
];

struct Floor {
    labels: &'static str,
    text: Option<&'static str>,
    quantities: f64,
    findings: f64,
}

type Check = (&'static str, fn() -> Result<Outcome>);

const CHECKS: &[Check] = &[
    ("format", || run_cargo(&["fmt", "--all", "--check"])),
    ("layers", || Ok(outcome(&layers::broken()?))),
    ("licences", || Ok(outcome(&licences::foreign()?))),
    ("lints", || {
        run_cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
    }),
    ("tests", tests),
    ("doc tests", || run_cargo(&["test", "--workspace", "--locked", "--doc"])),
    ("generated docs", || Ok(outcome(&docs::stale()?))),
    ("scores", scores),
];

pub(crate) fn run(_args: &Args) -> Result<bool> {
    let mut results = Vec::new();
    for (name, check) in CHECKS {
        say(format!("\n── {name}"));
        let start = Instant::now();
        let outcome = check().unwrap_or_else(|report| Outcome::Failed(format!("{report:#}")));
        say(format!("── {name}: {outcome} in {:.0} s", start.elapsed().as_secs_f64()));
        results.push((name, outcome));
    }
    say("");
    for (name, outcome) in &results {
        say(format!("{name:<16}{outcome}"));
    }
    let count = |wanted: fn(&Outcome) -> bool| results.iter().filter(|(_, o)| wanted(o)).count();
    let failed = count(|o| matches!(o, Outcome::Failed(_)));
    let passed = count(|o| matches!(o, Outcome::Passed));
    let skipped = results.len() - passed - failed;
    say(format!("checks: {passed} passed, {failed} failed, {skipped} skipped"));
    Ok(failed == 0)
}

fn run_cargo(args: &[&str]) -> Result<Outcome> {
    Ok(match succeeds(&mut cargo(args))? {
        true => Outcome::Passed,
        false => Outcome::Failed(format!("cargo {}", args.join(" "))),
    })
}

fn tests() -> Result<Outcome> {
    // Benchmarks are no tests: they take tasks of their own, and lints read them.
    let whole = ["--workspace", "--lib", "--bins", "--tests", "--examples", "--locked"];
    if house::has("cargo", &["nextest", "--version"]) {
        run_cargo(&[&["nextest", "run", "--no-fail-fast"], &whole[..]].concat())
    } else {
        run_cargo(&[&["test", "--no-fail-fast"], &whole[..]].concat())
    }
}

/// Labelled texts are scored where they are; each set that is absent is named.
fn scores() -> Result<Outcome> {
    let (mut low, mut absent) = (Vec::new(), Vec::new());
    for floor in FLOORS {
        let labels = house::root().join(floor.labels);
        let text = floor.text.map(|text| house::root().join(text));
        if !labels.exists() || text.as_ref().is_some_and(|text| !text.exists()) {
            say(format!("{}: absent, not scored", floor.labels));
            absent.push(floor.labels);
            continue;
        }
        let out = house::target().join("score").join(floor.labels.replace(['/', '.'], "-"));
        score::predict(&labels, text.as_deref(), &out)?;
        let scores = score::score(&labels, &out)?;
        let (q, f) = (scores.quantities.f1(), scores.findings.f1());
        let line = format!("{}: quantities F1 {q:.3}, findings F1 {f:.3}", floor.labels);
        say(format!("{line} (at least {} and {})", floor.quantities, floor.findings));
        if !scores.reach(floor.quantities, floor.findings) {
            low.push(line);
        }
    }
    Ok(match (low.is_empty(), absent.len() == FLOORS.len()) {
        (false, _) => Outcome::Failed(low.join("; ")),
        (true, true) => Outcome::Skipped("no labelled texts".to_owned()),
        (true, false) => Outcome::Passed,
    })
}

/// No complaint is a pass.
fn outcome(complaints: &[String]) -> Outcome {
    match complaints.is_empty() {
        true => Outcome::Passed,
        false => Outcome::Failed(complaints.join("\n")),
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => f.write_str("passed"),
            Self::Failed(why) => write!(f, "FAILED: {why}"),
            Self::Skipped(why) => write!(f, "skipped: {why}"),
        }
    }
}
