//! `oreproof cash`: what the projects of a case earn, and who gets what of it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_weigh::{Weighing, Worked};
use serde_json::json;

use crate::output::Output;
use crate::road::{Road, Walked, walk};
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Work out what the projects of a case earn, and who gets what of it.
///
/// The station alone: nothing is weighed against it.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The case folder.
    case: PathBuf,

    /// Only this project.
    #[arg(long, value_name = "ID")]
    project: Option<String>,

    #[command(flatten)]
    road: Road,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Measures and parts, for people.
    Text,
    /// Every line and period of the cash flow.
    Csv,
    /// Everything, for programs.
    Json,
}

/// No project can be worked out.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("no project can be worked out: needs {needs}")]
#[diagnostic(code("cash::nothing"), help("docs/case-format.md says what a project's model holds"))]
struct Nothing {
    needs: String,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let Walked { weighing, is_clean, .. } = walk(&args.case, &args.road, ui)?;
    let wanted = |worked: &&Worked| args.project.as_ref().is_none_or(|id| *id == worked.id);
    let projects: Vec<&Worked> = weighing.projects.iter().filter(wanted).collect();
    if projects.is_empty() {
        let ends =
            weighing.ends.iter().find(|(of, _)| args.project.as_ref().is_none_or(|id| id == of));
        let needs = ends.map_or_else(|| "a project".to_owned(), |(_, need)| need.0.clone());
        return Err(Stop::of(Nothing { needs }));
    }
    let mut out = Output::stdout();
    match args.format {
        Format::Text => out.write_all(text(&weighing, &projects, ui.look).as_bytes())?,
        Format::Csv => csv(&projects, &mut out)?,
        Format::Json => {
            let all = projects.iter().map(|worked| {
                json!({ "project": worked.id, "terms": worked.terms, "cash": worked.cash, "shares": worked.shares })
            });
            writeln!(out, "{:#}", json!(all.collect::<Vec<_>>()))?;
        }
    }
    out.finish()?;
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn text(weighing: &Weighing, projects: &[&Worked], look: Look) -> String {
    let mut out = String::new();
    for worked in projects {
        let steps = &worked.steps;
        let figures: Vec<_> =
            steps.figures().into_iter().filter_map(|id| weighing.figures.get(id)).collect();
        let room =
            figures.iter().map(|figure| figure.to_string().chars().count()).max().unwrap_or(0);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}",
            look.paint(Style::Bold, format!("{} under {}", worked.id, worked.terms))
        );
        for figure in figures {
            let label =
                figure.label.split_once(": ").map_or(figure.label.as_str(), |(_, rest)| rest);
            let _ = writeln!(out, "  {:>room$}  {label}", figure.to_string());
        }
        if let Err(why) = &steps.irr {
            let _ = writeln!(out, "  internal rate of return: {why}");
        }
        out.push('\n');
    }
    out
}

fn csv(projects: &[&Worked], out: &mut Output) -> Done<()> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    let refused = |error: csv::Error| std::io::Error::other(error);
    rows.write_record(["project", "kind", "line", "period", "value"]).map_err(refused)?;
    for worked in projects {
        for line in &worked.cash.lines {
            let kind = serde_json::to_value(line.kind).ok();
            let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
            for (period, value) in worked.cash.periods.iter().zip(&line.values) {
                rows.write_record([&worked.id, kind, &line.name, period, &value.to_string()])
                    .map_err(refused)?;
            }
        }
    }
    out.write_all(&rows.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?)?;
    Ok(())
}
