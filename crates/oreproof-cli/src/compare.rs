//! `oreproof compare`: two cases, one case on two days, or the scenarios of one, side by side.

mod paired;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof_weigh::odds::{between, variants};
use oreproof_weigh::{Desk, Need, Weighing};

use crate::output::Output;
use crate::road::{Road, Walked, walk};
use crate::table::{Column, table};
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Compare two cases, two days of one, or the scenarios and clauses of one.
///
/// Two cases: ladders, verdicts and what changed, and the difference between their projects.
/// One case: what each of its scenarios, each clause of its fiscal terms and each delay changes.
/// Differences are taken draw by draw with the same random numbers on both sides, so that what
/// both share cancels.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof compare cases/a cases/b
  oreproof compare cases/pakistan-2025 cases/pakistan-2025 --as-of-a 2025-05-01
  oreproof compare cases/pakistan-2025 --delay 1,2,4 --format csv")]
pub(crate) struct Args {
    /// The one case folder.
    a: PathBuf,

    /// The other; none to compare the scenarios and clauses of the one.
    b: Option<PathBuf>,

    /// Weigh the one as of this day.
    #[arg(long, value_name = "DATE")]
    as_of_a: Option<Date>,

    /// Weigh the other as of this day.
    #[arg(long, value_name = "DATE", requires = "b")]
    as_of_b: Option<Date>,

    /// Years by which production is later, each a variant of the one case.
    #[arg(long, value_name = "YEARS", value_delimiter = ',', conflicts_with = "b")]
    delay: Vec<f64>,

    /// Draw from this seed instead of the case's own.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Draw so many times instead of as often as the case says.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    draws: Option<u64>,

    /// How to print what differs.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables, for people.
    Text,
    /// Every difference, for programs.
    Json,
    /// Every difference, a row each.
    Csv,
}

/// There is nothing to compare by draws.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("nothing can be compared: needs {needs}")]
#[diagnostic(code("compare::nothing"), help("docs/risk.md says what `[draws]` holds"))]
struct Nothing {
    needs: String,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let road = |as_of| Road { as_of, seed: args.seed, draws: args.draws, ..Road::default() };
    let a = walk(&args.a, &road(args.as_of_a), ui)?;
    let nothing = |need: Need| Stop::of(Nothing { needs: need.0 });
    let (first, paired, is_clean) = match &args.b {
        None => {
            let paired = variants(&desk(&a), &args.delay).map_err(nothing)?;
            (String::new(), paired, a.is_clean)
        }
        Some(b) => {
            let b = walk(b, &road(args.as_of_b), ui)?;
            // Cases without draws are compared by their ladders and claims alone.
            let between = between(&desk(&a), &desk(&b));
            if args.format != Format::Text {
                between.as_ref().map_err(|need| nothing(need.clone()))?;
            }
            let first = text(&a.weighing, &b.weighing, ui.look);
            (first, between.into_iter().collect(), a.is_clean && b.is_clean)
        }
    };
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            out.write_all(first.as_bytes())?;
            out.write_all(paired::text(&paired, ui.look).as_bytes())?;
        }
        Format::Json => writeln!(out, "{:#}", paired::json(&paired))?,
        Format::Csv => out.write_all(&paired::rows(&paired)?)?,
    }
    out.finish()?;
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn desk(walked: &Walked) -> Desk<'_> {
    Desk::new(&walked.case, Tables::built_in(), walked.weighing.day)
}

fn text(a: &Weighing, b: &Weighing, look: Look) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(out, "a  {}, as known on {}", a.title, a.day);
    let _ = writeln!(out, "b  {}, as known on {}\n", b.title, b.day);
    let mut names: Vec<&str> = Vec::new();
    for rung in a.ladder.rungs.iter().chain(&b.ladder.rungs) {
        if !names.contains(&rung.name.as_str()) {
            names.push(&rung.name);
        }
    }
    if !names.is_empty() {
        let value = |weighing: &Weighing, name: &str| {
            let rung = weighing.ladder.rungs.iter().find(|rung| rung.name == name);
            rung.and_then(|rung| weighing.figures.get(&rung.figure)).cloned()
        };
        let cells = |weighing: &Weighing| -> Vec<String> {
            let shown = |name: &&str| {
                value(weighing, name).map_or("–".to_owned(), |figure| figure.to_string())
            };
            names.iter().map(shown).collect()
        };
        let change = |name: &&str| match (value(a, name), value(b, name)) {
            (Some(a), Some(b)) if a.value.best != 0.0 => {
                format!("{:+.1} %", 100.0 * (b.value.best / a.value.best - 1.0))
            }
            _ => String::new(),
        };
        let columns = vec![
            Column {
                name: "rung",
                least: 20,
                cells: names.iter().map(|name| (*name).to_owned()).collect(),
            },
            Column { name: "a", least: 8, cells: cells(a) },
            Column { name: "b", least: 8, cells: cells(b) },
            Column { name: "change", least: 8, cells: names.iter().map(change).collect() },
        ];
        let _ = writeln!(out, "{}", table(columns, look));
    }
    let mut changed = Vec::new();
    for claim in &a.claims {
        match b.claims.iter().find(|other| other.claim == claim.claim) {
            Some(other) if other.verdict != claim.verdict => {
                changed.push(format!(
                    "{} → {}: {}",
                    claim.verdict.word(),
                    other.verdict.word(),
                    claim.says
                ));
            }
            Some(_) => {}
            None => changed.push(format!("{} only in a: {}", claim.verdict.word(), claim.says)),
        }
    }
    let new =
        b.claims.iter().filter(|other| a.claims.iter().all(|claim| claim.claim != other.claim));
    changed.extend(new.map(|other| format!("{} only in b: {}", other.verdict.word(), other.says)));
    let _ = writeln!(
        out,
        "{}",
        look.paint(Style::Bold, format!("claims that differ: {}", changed.len()))
    );
    for line in changed {
        let _ = writeln!(out, "  {line}");
    }
    out
}
