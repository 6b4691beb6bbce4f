//! `oreproof compare`: two cases, or one case on two days, side by side.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;
use oreproof_weigh::Weighing;

use crate::output::Output;
use crate::road::{Road, walk};
use crate::table::{Column, table};
use crate::ui::{Done, Look, Style, Ui};

/// Compare two cases, or two versions of one: ladders, verdicts and what changed.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof compare cases/a cases/b
  oreproof compare cases/pakistan-2025 cases/pakistan-2025 --as-of-a 2025-05-01")]
pub(crate) struct Args {
    /// The one case folder.
    a: PathBuf,

    /// The other.
    b: PathBuf,

    /// Weigh the one as of this day.
    #[arg(long, value_name = "DATE")]
    as_of_a: Option<Date>,

    /// Weigh the other as of this day.
    #[arg(long, value_name = "DATE")]
    as_of_b: Option<Date>,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let a = walk(&args.a, &Road { as_of: args.as_of_a, ..Road::default() }, ui)?;
    let b = walk(&args.b, &Road { as_of: args.as_of_b, ..Road::default() }, ui)?;
    let mut out = Output::stdout();
    out.write_all(text(&a.weighing, &b.weighing, ui.look).as_bytes())?;
    out.finish()?;
    Ok(if a.is_clean && b.is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
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
