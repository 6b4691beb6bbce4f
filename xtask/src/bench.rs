//! `cargo xtask bench`: how fast `oreproof check` reads, and how much memory it takes.

// One stream of random numbers for the whole project; a dependency on the fuzzer
// would pull every reader into this program.
#[path = "../../fuzz/src/dice.rs"]
#[expect(dead_code, reason = "the fuzzer uses the rest")]
mod dice;
mod ground;
mod measure;
mod odds;
mod text;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::house::{self, cargo, say, succeeds};
use measure::{Cost, measured};

/// Measure `oreproof check` on at least 100 MB of text.
///
/// The text is the project's labelled texts repeated with other numbers and
/// names; it is made once, under target/bench. Prints a table and writes it to
/// docs/benchmarks.md with the machine and the versions.
#[derive(clap::Args, Debug)]
#[group(skip)]
pub(crate) struct Args {
    /// What to measure: reading texts when nothing is said, `ground` or `odds`.
    what: Option<What>,

    /// How much text, in millions of bytes.
    #[arg(long, default_value_t = 100)]
    megabytes: usize,

    /// Leave out the comparison with peers, which needs Python and PyPI.
    #[arg(long)]
    no_peer: bool,

    /// Print only; leave docs/benchmarks.md as it is.
    #[arg(long)]
    print_only: bool,
}

/// A station with a benchmark of its own.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum What {
    /// Estimation and simulation, beside peers; docs/benchmarks-ground.md.
    Ground,
    /// A million draws of a case, beside numpy; docs/benchmarks-odds.md.
    Odds,
}

/// How often one article is checked to time a cold start.
const STARTS: usize = 30;

/// The article that is checked, in bytes.
const ARTICLE: usize = 15_000;

/// How much of the text the peer reads; it is a thousand times slower.
const SLICE: usize = 200_000;

pub(crate) fn run(args: &Args) -> Result<bool> {
    if let Some(What::Ground) = args.what {
        return ground::run(args.print_only, !args.no_peer);
    }
    if let Some(What::Odds) = args.what {
        return odds::run(args.print_only, !args.no_peer);
    }
    let program = build()?;
    works(&program)?;
    let mut report = heading(args)?;
    reading(&program, args.megabytes, &mut report)?;
    growth(&program, args.megabytes, &mut report)?;
    starting(&program, &mut report)?;
    if !args.no_peer {
        peer(&program, &mut report)?;
    }
    say(&report);
    if !args.print_only {
        let path = house::root().join("docs/benchmarks.md");
        fs::write(&path, report).into_diagnostic()?;
        say(format!("written to {}", path.display()));
    }
    Ok(true)
}

/// The program as it is published.
fn build() -> Result<PathBuf> {
    let mut command =
        cargo(&["build", "--quiet", "--profile", "dist", "--locked", "-p", "oreproof-cli"]);
    match succeeds(&mut command)? {
        true => Ok(house::target().join("dist").join("oreproof")),
        false => Err(miette!("the build failed")),
    }
}

/// Speed means something only for a program that finds something.
fn works(program: &Path) -> Result<()> {
    let article = text::one_file(ARTICLE)?;
    let mut command = Command::new(program);
    let out =
        command.args(["check", "--format", "json"]).arg(article).output().into_diagnostic()?;
    match out.status.code() == Some(1) && out.stdout.len() > 1_000 {
        true => Ok(()),
        false => Err(miette!("`oreproof check` found nothing in the text it is measured on")),
    }
}

fn heading(args: &Args) -> Result<String> {
    let (model, cores) = machine();
    let date = first_line(Command::new("date").args(["+%Y-%m-%d"]))?;
    let rust = first_line(Command::new("rustc").arg("--version"))?;
    let commit = first_line(Command::new("git").args(["rev-parse", "--short", "HEAD"]));
    let commit = commit.unwrap_or_else(|_| "unknown".to_owned());
    Ok(format!(
        "# Benchmarks\n\n\
         Made by `cargo xtask bench --megabytes {}` on {date}, at commit {commit}.\n\
         Machine: {model}, {cores} cores; {rust}.\n\
         The text is the project's labelled texts repeated with other numbers and names.\n\
         Findings go out as JSON, to nowhere.\n",
        args.megabytes
    ))
}

/// The whole text as articles, on one core and on all.
fn reading(program: &Path, megabytes: usize, report: &mut String) -> Result<()> {
    let folder = text::articles(megabytes)?;
    let one = check(program, &folder, Some(1))?;
    let all = check(program, &folder, None)?;
    let mb = megabytes as f64;
    let core_s = one.cpu_s.unwrap_or(one.wall_s);
    let _ = write!(
        report,
        "\n## Reading\n\n\
         {megabytes} MB in articles of 16 kB.\n\n\
         | threads | wall, s | processor, s | MB/s | peak memory, MB |\n|---|---|---|---|---|\n\
         | 1 | {:.2} | {} | {:.1} | {} |\n| all | {:.2} | {} | {:.1} | {} |\n\n\
         Per core: {:.1} MB/s (text over processor time, one thread).\n",
        one.wall_s,
        seconds(one.cpu_s),
        mb / one.wall_s,
        megabytes_of(one.peak_bytes),
        all.wall_s,
        seconds(all.cpu_s),
        mb / all.wall_s,
        megabytes_of(all.peak_bytes),
        mb / core_s,
    );
    Ok(())
}

/// Whether time and memory grow no faster than the text.
fn growth(program: &Path, megabytes: usize, report: &mut String) -> Result<()> {
    report.push_str(
        "\n## Growth\n\n| text | wall, s | MB/s | peak memory, MB |\n|---|---|---|---|\n",
    );
    for part in [4, 2, 1] {
        let megabytes = megabytes / part;
        let articles = check(program, &text::articles(megabytes)?, Some(1))?;
        row(report, &format!("{megabytes} MB in articles"), megabytes, &articles);
    }
    for part in [4, 2, 1] {
        let megabytes = megabytes / part;
        let one = check(program, &text::one_file(megabytes * 1_000_000)?, Some(1))?;
        row(report, &format!("{megabytes} MB in one file"), megabytes, &one);
    }
    Ok(())
}

fn row(report: &mut String, what: &str, megabytes: usize, cost: &Cost) {
    let rate = megabytes as f64 / cost.wall_s;
    let peak = megabytes_of(cost.peak_bytes);
    let _ = writeln!(report, "| {what} | {:.2} | {rate:.1} | {peak} |", cost.wall_s);
}

/// One article from a cold start: a new process each time, its file in the cache.
fn starting(program: &Path, report: &mut String) -> Result<()> {
    let article = text::one_file(ARTICLE)?;
    let times = (0..STARTS).map(|_| Ok(check(program, &article, None)?.wall_s * 1e3));
    let mut times = times.collect::<Result<Vec<f64>>>()?;
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[STARTS / 2], times[STARTS - 1]);
    let _ = write!(
        report,
        "\n## Cold start\n\n\
         One article of 15 kB, a new process each of {STARTS} times: \
         median {median:.1} ms, slowest {slowest:.1} ms.\n"
    );
    Ok(())
}

/// The same slice of the same text, read by quantulum3 and by us.
fn peer(program: &Path, report: &mut String) -> Result<()> {
    let slice = text::one_file(SLICE)?;
    let bytes = fs::metadata(&slice).into_diagnostic()?.len() as f64;
    let script = house::root().join("benches/peers/quantulum3.sh");
    let folder = house::target().join("peers/quantulum3");
    fs::create_dir_all(&folder).into_diagnostic()?;
    let line = first_line(Command::new("bash").arg(script).arg(folder).arg(&slice))
        .wrap_err("quantulum3 did not run; it needs Python 3, venv and PyPI (or `--no-peer`)")?;
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [version, seconds, found, failed, peak] = fields[..] else {
        return Err(miette!("quantulum3.sh printed {line:?}"));
    };
    let seconds: f64 = seconds.parse().into_diagnostic()?;
    let peak: Option<u64> = peak.parse().ok();
    let ours = (0..5).map(|_| check(program, &slice, Some(1))).collect::<Result<Vec<_>>>()?;
    let best = ours.into_iter().min_by(|a, b| a.wall_s.total_cmp(&b.wall_s)).unwrap_or_default();
    let rate = |s: f64| bytes / 1e6 / s;
    let _ = write!(
        report,
        "\n## Beside quantulum3\n\n\
         The same {:.0} kB, quantities only for quantulum3 {version} (without its start-up; \
         {found} found, {failed} paragraphs failed), everything for us (start-up and rules counted).\n\n\
         | program | s | MB/s | peak memory, MB |\n|---|---|---|---|\n\
         | quantulum3 {version} | {seconds:.2} | {:.3} | {} |\n\
         | oreproof check | {:.4} | {:.1} | {} |\n\n\
         Ratio: {:.0} times as fast.\n",
        bytes / 1e3,
        rate(seconds),
        megabytes_of(peak),
        best.wall_s,
        rate(best.wall_s),
        megabytes_of(best.peak_bytes),
        seconds / best.wall_s,
    );
    Ok(())
}

fn check(program: &Path, what: &Path, threads: Option<usize>) -> Result<Cost> {
    let mut command = Command::new(program);
    command.args(["check", "--format", "json"]).arg(what);
    if let Some(threads) = threads {
        command.args(["--jobs", &threads.to_string()]);
    }
    measured(&mut command)
}

fn machine() -> (String, usize) {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    (model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned()), cores)
}

fn first_line(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let out = command.current_dir(house::root()).output().into_diagnostic()?;
    if !out.status.success() {
        let complaint = String::from_utf8_lossy(&out.stderr);
        return Err(miette!("{program} ended with {}: {complaint}", out.status));
    }
    Ok(String::from_utf8_lossy(&out.stdout).lines().next().unwrap_or_default().to_owned())
}

fn seconds(value: Option<f64>) -> String {
    value.map_or_else(|| "?".to_owned(), |s| format!("{s:.2}"))
}

fn megabytes_of(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "?".to_owned(), |b| format!("{:.0}", b as f64 / 1e6))
}
