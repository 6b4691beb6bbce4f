//! `oreproof desurvey`: where drill holes run.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use miette::Diagnostic;

use crate::holes::HoleArgs;
use crate::output::Output;
use crate::ui::{Done, Stop, Ui};

/// Place drill holes in the ground: a point every so far down each hole, and at its end.
///
/// Prints hole, depth, x, y, z as CSV, in the unit of the tables.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof desurvey drilling/ --method minimum-curvature --every 10
  oreproof desurvey drilling/ --method tangential --unsurveyed vertical --every 30 -o traces.csv")]
pub(crate) struct Args {
    #[command(flatten)]
    holes: HoleArgs,

    /// How far points are apart down the hole.
    #[arg(long, value_name = "LENGTH")]
    every: f64,

    /// Where to write; standard output where it is not said.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The points are too many, or none.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("points every {every} make no sense")]
#[diagnostic(
    code("desurvey::every"),
    help("give a length above zero that makes fewer than a million points of a hole")
)]
struct NoStep {
    every: f64,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    if !(args.every.is_finite() && 0.0 < args.every) {
        return Err(Stop::of(NoStep { every: args.every }));
    }
    let holes = args.holes.read(ui)?;
    let mut out = Output::to(args.output.as_deref())?;
    writeln!(out, "hole,depth,x,y,z")?;
    for (hole_idx, hole) in holes.holes.iter().enumerate() {
        let end = holes.end(hole_idx);
        if 1e6 < end / args.every {
            return Err(Stop::of(NoStep { every: args.every }));
        }
        let name = quoted(&hole.name);
        let mut nth = 0_u32;
        loop {
            let depth = (f64::from(nth) * args.every).min(end);
            let [x, y, z] = hole.trace.at(depth);
            writeln!(out, "{name},{depth},{x},{y},{z}")?;
            if end <= depth {
                break;
            }
            nth += 1;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A field of CSV, in quotes where it needs them.
pub(crate) fn quoted(field: &str) -> std::borrow::Cow<'_, str> {
    if field.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", field.replace('"', "\"\"")).into();
    }
    field.into()
}
