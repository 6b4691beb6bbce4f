//! How fast `ground` estimates and simulates, beside peers on the same samples.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use miette::{IntoDiagnostic, Result, miette};

use super::{first_line, machine};
use crate::house::{self, cargo, say};

/// Each task with what it does, and the seconds that are aimed at.
const TASKS: &[(&str, &str, f64)] = &[
    ("krige-1m", "ordinary kriging, 50,000 samples to 1,000,000 points, 24 nearest", 2.4),
    ("stream-1m", "the same, streamed as lines of text", 2.4),
    ("krige-100k", "ordinary kriging, 5,000 samples to 100,000 points, 24 nearest", 0.24),
    ("block-100k", "the same over blocks of 4 × 4 × 4 points", 0.9),
    ("validate-50k", "leave one out, 50,000 samples", 0.3),
    ("validate-holes-50k", "leave one hole out, 50,000 samples", 0.6),
    ("variogram-50k", "variogram, 50,000 samples, 20 lags of 20 m", 0.5),
    ("sgs-flat", "sequential simulation, 500 × 500 nodes, 10 along one path", 1.3),
    ("sgs-deep", "sequential simulation, 100 × 100 × 50 nodes, 10 along one path", 2.8),
    ("waves-flat", "simulation by waves, 500 × 500 nodes, 10 unconditional", 0.45),
    ("waves-deep", "simulation by waves, 100 × 100 × 50 nodes, 10 tied to 200 data", 2.8),
];

/// Each is run so often, and the middle one counts.
const RUNS: usize = 3;

pub(super) fn run(print_only: bool, peers: bool) -> Result<bool> {
    let folder = house::target().join("bench/ground");
    fs::create_dir_all(&folder).into_diagnostic()?;
    task("samples", &folder, 1)?;
    let (model, cores) = machine();
    let date = first_line(Command::new("date").args(["+%Y-%m-%d"]))?;
    let rust = first_line(Command::new("rustc").arg("--version"))?;
    let commit = first_line(Command::new("git").args(["rev-parse", "--short", "HEAD"]));
    let commit = commit.unwrap_or_else(|_| "unknown".to_owned());
    let mut report = format!(
        "# Benchmarks of `ground`\n\n\
         Made by `cargo xtask bench ground` on {date}, at commit {commit}.\n\
         Machine: {model}, {cores} cores; {rust}.\n\
         Samples lie every 4 m down steep made-up holes.\n\
         The middle of {RUNS} runs, without reading the samples.\n\n\
         | task | processor on one thread, s | aim, s | wall on two threads, s |\n|---|---|---|---|\n"
    );
    for &(name, what, aim) in TASKS {
        let (_, one) = middle(name, &folder, 1)?;
        let (two, _) = middle(name, &folder, 2)?;
        let _ = writeln!(report, "| {what} | {one:.2} | {aim} | {two:.2} |");
    }
    if peers {
        beside(&folder, &mut report)?;
    }
    say(&report);
    if !print_only {
        let path = house::root().join("docs/benchmarks-ground.md");
        fs::write(&path, report).into_diagnostic()?;
        say(format!("written to {}", path.display()));
    }
    Ok(true)
}

/// Peers on the 5,000 samples, with how far their answers are from ours.
fn beside(folder: &Path, report: &mut String) -> Result<()> {
    let (_, ours) = middle("krige-100k", folder, 1)?;
    let answers = folder.join("5k.answers.f64");
    fs::copy(folder.join("krige-100k.f64"), answers).into_diagnostic()?;
    let script = house::root().join("benches/peers/ground.sh");
    let out = Command::new("bash").arg(script).arg(folder).arg("5k").output().into_diagnostic()?;
    let _ = write!(
        report,
        "\n## Beside peers\n\n\
         Ordinary kriging, 5,000 samples to 100,000 points, 24 nearest, one thread.\n\
         Coordinates are scaled until the search is a ball, so that all have the same neighbours.\n\n\
         | program | processor, s | largest difference of estimates | of variances |\n\
         |---|---|---|---|\n| ours | {ours:.2} | | |\n"
    );
    for line in String::from_utf8_lossy(&out.stdout).lines() {
        if let [name, seconds, estimates, variances] =
            line.split_whitespace().collect::<Vec<_>>()[..]
        {
            let _ = writeln!(report, "| {name} | {seconds} | {estimates} | {variances} |");
        }
    }
    Ok(())
}

/// The middle wall and processor time of some runs.
fn middle(name: &str, folder: &Path, threads: usize) -> Result<(f64, f64)> {
    let runs = (0..RUNS).map(|_| task(name, folder, threads)).collect::<Result<Vec<_>>>()?;
    let of = |pick: fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(pick).collect();
        all.sort_by(f64::total_cmp);
        all[RUNS / 2]
    };
    Ok((of(|run| run.0), of(|run| run.1)))
}

/// One run's wall and processor time.
fn task(name: &str, folder: &Path, threads: usize) -> Result<(f64, f64)> {
    let mut command =
        cargo(&["bench", "--quiet", "-p", "oreproof-ground", "--bench", "ground", "--", name]);
    let out = command.arg(folder).env("RAYON_NUM_THREADS", threads.to_string()).output();
    let out = out.into_diagnostic()?;
    if !out.status.success() {
        return Err(miette!("{name}: {}", String::from_utf8_lossy(&out.stderr)));
    }
    let line = String::from_utf8_lossy(&out.stdout).into_owned();
    let mut numbers = line.split_whitespace().skip(1).map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(wall)), Some(Ok(processor))) => Ok((wall, processor)),
        _ if name == "samples" => Ok((0.0, 0.0)),
        _ => Err(miette!("{name} printed {line:?}")),
    }
}
