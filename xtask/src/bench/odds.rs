//! How fast a case is drawn, beside the same model in vectorised numpy with the same numbers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use super::{first_line, machine};
use crate::house::{self, cargo, say};

/// Each is run so often, and the middle one counts.
const RUNS: usize = 3;

/// Draws of ours, and of the peer, which is slower.
const OURS: f64 = 1e6;
const PEERS: f64 = 1e5;

/// Seconds that a million draws may take on two threads, and those that are aimed at.
const AT_MOST: f64 = 10.0;
const AIM: f64 = 2.0;

pub(super) fn run(print_only: bool, peers: bool) -> Result<bool> {
    let folder = house::target().join("bench/odds");
    fs::create_dir_all(&folder).into_diagnostic()?;
    let (model, cores) = machine();
    let date = first_line(Command::new("date").args(["+%Y-%m-%d"]))?;
    let rust = first_line(Command::new("rustc").arg("--version"))?;
    let commit = first_line(Command::new("git").args(["rev-parse", "--short", "HEAD"]));
    let commit = commit.unwrap_or_else(|_| "unknown".to_owned());
    let (_, one) = middle(&folder, 1)?;
    let (two, _) = middle(&folder, 2)?;
    let mut report = format!(
        "# Benchmarks of the odds\n\n\
         Made by `cargo xtask bench odds` on {date}, at commit {commit}.\n\
         Machine: {model}, {cores} cores; {rust}.\n\
         A million draws of Reko Diq as the case of 2025 has it: every variable, price path, step and stop of \
         `[draws]`, the whole project and its fiscal terms, nine measures a draw.\n\
         The middle of {RUNS} runs, without reading the case.\n\n\
         | a million draws | s | aim, s | at most, s |\n|---|---|---|---|\n\
         | processor, one thread | {one:.2} | | |\n\
         | wall, two threads | {two:.2} | {AIM} | {AT_MOST} |\n"
    );
    if peers {
        beside(&folder, [one, two], &mut report)?;
    }
    say(&report);
    if !print_only {
        let path = house::root().join("docs/benchmarks-odds.md");
        fs::write(&path, report).into_diagnostic()?;
        say(format!("written to {}", path.display()));
    }
    Ok(true)
}

/// numpy on the same model: answers first, then times.
fn beside(folder: &Path, ours: [f64; 2], report: &mut String) -> Result<()> {
    bench("export", folder, 2)?;
    let script = house::root().join("benches/peers/odds.sh");
    let mut command = Command::new("bash");
    command.arg(script).arg(folder).arg(format!("{PEERS:.0}"));
    let line = first_line(&mut command)
        .wrap_err("numpy did not run; it needs Python 3, venv and PyPI (or `--no-peer`)")?;
    let [numpy, scipy, off, seconds] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        return Err(miette!("odds.sh printed {line:?}"));
    };
    let seconds: f64 = seconds.parse().into_diagnostic()?;
    let ([one, two], peer) = (ours.map(|s| 1e6 * s / OURS), 1e6 * seconds / PEERS);
    let _ = write!(
        report,
        "\n## Beside numpy\n\n\
         The same model, written out by the benchmark and worked out in arrays, 2,000 draws at a time.\n\
         With the same numbers of the unit interval, no measure of 20,000 draws differs by more \
         than {off} of the largest of its measure.\n\n\
         | program | µs a draw |\n|---|---|\n\
         | ours, one thread | {one:.2} |\n| ours, two threads | {two:.2} |\n\
         | {numpy}, {scipy}, which runs on one | {peer:.2} |\n\n\
         Ratio: {:.1} times as fast on one thread, {:.1} on two.\n",
        peer / one,
        peer / two
    );
    Ok(())
}

/// The middle wall and processor time of some runs.
fn middle(folder: &Path, threads: usize) -> Result<(f64, f64)> {
    let runs = (0..RUNS).map(|_| times(&bench("draw", folder, threads)?));
    let runs = runs.collect::<Result<Vec<_>>>()?;
    let of = |pick: fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(pick).collect();
        all.sort_by(f64::total_cmp);
        all[RUNS / 2]
    };
    Ok((of(|run| run.0), of(|run| run.1)))
}

fn times(line: &str) -> Result<(f64, f64)> {
    let mut numbers = line.split_whitespace().skip(1).map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(wall)), Some(Ok(processor))) => Ok((wall, processor)),
        _ => Err(miette!("draw printed {line:?}")),
    }
}

/// What a task of the benchmark prints.
fn bench(task: &str, folder: &Path, threads: usize) -> Result<String> {
    let mut command =
        cargo(&["bench", "--quiet", "-p", "oreproof-weigh", "--bench", "odds", "--", task]);
    let out = command.arg(folder).env("RAYON_NUM_THREADS", threads.to_string()).output();
    let out = out.into_diagnostic()?;
    if !out.status.success() {
        return Err(miette!("{task}: {}", String::from_utf8_lossy(&out.stderr)));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}
