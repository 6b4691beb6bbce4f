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
    ("krige-global", "ordinary kriging, 2,000 samples to 10,000 points, from all of them", 2.0),
    ("validate-50k", "leave one out, 50,000 samples", 0.3),
    ("validate-holes-50k", "leave one hole out, 50,000 samples", 0.6),
    ("variogram-50k", "variogram, 50,000 samples, 20 lags of 20 m", 0.5),
    ("sgs-flat", "sequential simulation, 500 × 500 nodes, 10 along one path", 1.3),
    ("sgs-deep", "sequential simulation, 100 × 100 × 50 nodes, 10 along one path", 2.8),
    ("waves-flat", "simulation by waves, 500 × 500 nodes, 10 unconditional", 0.45),
    ("waves-deep", "simulation by waves, 100 × 100 × 50 nodes, 10 tied to 200 data", 2.8),
    ("composite-babbitt", "desurvey and composite Babbitt to 10 ft, 35,616 assays", 0.07),
];

/// Tasks that peers do as well, with what is compared.
const BESIDE: &[(&str, &str)] = &[
    (
        "krige-100k",
        "Ordinary kriging, 5,000 samples to 100,000 points, 24 nearest: largest difference of estimates and of variances.\n\
         Coordinates are scaled until the search is a ball, so that all have the same neighbours.",
    ),
    (
        "krige-global",
        "Ordinary kriging in a plane, 2,000 samples to 10,000 points, from all of them: largest difference of estimates and of variances.",
    ),
    (
        "variogram-5k",
        "Variogram, 5,000 samples, 20 lags of 20 m: largest relative difference of semivariances and of pairs.",
    ),
    (
        "waves-deep",
        "Simulation, 100 × 100 × 50 nodes, 10 tied to 200 data: difference of the mean of all nodes and of their variance, which chance moves.",
    ),
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
    let data = house::root().join("../shared/data/geostat/babbitt");
    let mut variogram_s = f64::NAN;
    for &(name, what, aim) in TASKS {
        if name == "composite-babbitt" && !data.exists() {
            say("the holes of Babbitt are not here, and left out");
            continue;
        }
        let (_, one) = middle(name, &folder, 1)?;
        let (two, _) = middle(name, &folder, 2)?;
        let _ = writeln!(report, "| {what} | {one:.2} | {aim} | {two:.2} |");
        if name == "variogram-50k" {
            variogram_s = one;
        }
    }
    let lags = fs::read(folder.join("variogram-50k.f64")).into_diagnostic()?;
    let pairs: f64 = lags
        .chunks_exact(24)
        .filter_map(|lag| lag[16..].first_chunk())
        .copied()
        .map(f64::from_le_bytes)
        .sum();
    let _ = writeln!(
        report,
        "\nThe variogram of 50,000 samples has {:.0} million pairs within its lags, {:.0} million a second.",
        pairs / 1e6,
        pairs / 1e6 / variogram_s
    );
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

/// Peers on the same tasks, with how far their answers are from ours.
fn beside(folder: &Path, report: &mut String) -> Result<()> {
    report.push_str("\n## Beside peers\n\nOne thread each, without start-up and reading.\n");
    let script = house::root().join("benches/peers/ground.sh");
    for &(name, what) in BESIDE {
        let (_, ours) = middle(name, folder, 1)?;
        let out =
            Command::new("bash").arg(&script).arg(folder).arg(name).output().into_diagnostic()?;
        let _ = write!(
            report,
            "\n{what}\n\n| program | processor, s | differences | |\n|---|---|---|---|\n\
             | ours | {ours:.2} | | |\n"
        );
        for line in String::from_utf8_lossy(&out.stdout).lines() {
            if let [name, seconds, first, second] = line.split_whitespace().collect::<Vec<_>>()[..]
            {
                let _ = writeln!(report, "| {name} | {seconds} | {first} | {second} |");
            }
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
