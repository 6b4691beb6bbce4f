//! `oreproof simulate`: what the ground may be like, and how sure that is.

mod categories;
mod write;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_case::model::Estimate;
use oreproof_report::ground::page;
use oreproof_weigh::estimate::{Simulated, beside};

use crate::estimate::{Run, estimates, read_case};
use crate::output::Output;
use crate::ui::{Done, Stop, Ui};

/// Simulate the grades of an estimate's blocks, and say how sure tonnes and grade are.
///
/// The case's `[estimates.simulation]` says how; docs/simulate.md explains each choice. With
/// `--categories`, rocks or domains are drawn from a table of samples instead, by sequential
/// indicator simulation.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof simulate cases/made-up-hill
  oreproof simulate cases/made-up-hill -o out
  oreproof simulate CASE --data FOLDER -o out --models csv
  oreproof simulate log.csv --categories rock --at x,y,z --model rocks.toml -o rocks.csv")]
pub(crate) struct Args {
    /// The case folder; with `--categories` a table of samples.
    #[arg(value_name = "CASE|TABLE")]
    case: PathBuf,

    /// The column of the categories to draw.
    #[arg(long, value_name = "COLUMN", requires = "at", requires = "model", conflicts_with_all = ["data", "estimate", "models", "format"])]
    categories: Option<String>,

    /// The columns of the coordinates: two for samples on a plane.
    #[arg(long, value_name = "X,Y[,Z]", value_delimiter = ',', requires = "categories")]
    at: Vec<String>,

    /// The choices of a simulation of categories.
    #[arg(long, value_name = "FILE", requires = "categories")]
    model: Option<PathBuf>,

    /// Write every realisation too, a column each.
    #[arg(long, requires = "categories", requires = "out")]
    each: bool,

    /// Where the tables and solids lie; the case folder where it is not said.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,

    /// Only this estimate.
    #[arg(long, value_name = "ID")]
    estimate: Option<String>,

    /// Where to write: a folder for the report, the bands, the blocks and the realisations; with
    /// `--categories` a file of CSV with the odds of each at every node.
    #[arg(long, short, value_name = "FOLDER|FILE")]
    out: Option<PathBuf>,

    /// As what the realisations of the blocks are written.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = Models::Parquet, requires = "out")]
    models: Models,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Models {
    /// A Parquet table, a row a block and a column a realisation.
    Parquet,
    /// The same, comma-separated.
    Csv,
    /// Not at all.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The bands, for people.
    Text,
    /// The bands, for sheets.
    Csv,
    /// Everything but the blocks, for programs.
    Json,
}

/// Why nothing is simulated.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("no estimate of the case asks for realisations{}", .asked.as_ref().map_or_else(String::new, |id| format!(", or none is `{id}`")))]
#[diagnostic(
    code("simulate::none"),
    help("add [estimates.simulation] with realisations, seed, nodes, per_path, coarse_grids, max_data, max_nodes and tails; the case has {}", if known.is_empty() { "no estimate".to_owned() } else { known.join(", ") })
)]
struct NothingAsked {
    asked: Option<String>,
    known: Vec<String>,
}

/// An estimate whose case asks for realisations.
struct Made<'r> {
    run: &'r Run<'r>,
    of: &'r Simulated,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    if let Some(column) = &args.categories {
        return categories::run(args, column, ui);
    }
    let parsed = read_case(&args.case, ui)?;
    let data = args.data.as_deref().unwrap_or(&args.case);
    let wanted = |of: &Estimate| {
        of.simulation.is_some() && args.estimate.as_ref().is_none_or(|id| *id == of.id.id)
    };
    if !parsed.case.estimates.iter().any(wanted) {
        let known = parsed.case.estimates.iter().map(|of| of.id.id.clone()).collect();
        return Err(Stop::of(NothingAsked { asked: args.estimate.clone(), known }));
    }
    let runs = estimates(&parsed.case, data, wanted, ui)?;
    let made: Vec<Made<'_>> = runs
        .iter()
        .filter_map(|run| Some(Made { run, of: run.ground.simulated.as_ref()? }))
        .collect();
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            for made in &made {
                out.write_all(write::text(made, ui.look).as_bytes())?;
            }
        }
        Format::Csv => write::bands(&made, &mut out)?,
        Format::Json => writeln!(out, "{:#}", write::json(&made))?,
    }
    out.finish()?;
    if let Some(folder) = &args.out {
        let both: Vec<_> = runs.iter().map(Run::both).collect();
        let beside = beside(&parsed.case, &both);
        let page = page(&parsed.case, &both, &beside).map_err(Stop::of)?;
        write::folder(folder, &made, args.models, &page.html(), ui)?;
    }
    Ok(if parsed.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
