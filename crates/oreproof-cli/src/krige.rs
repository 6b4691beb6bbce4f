//! `oreproof krige`: values and their variances at targets, from samples and a model.

mod indicator;
mod plan;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::cokrige::cokrige;
use oreproof_ground::near::{self, Weighing};
use oreproof_ground::{
    Drift, Estimate, Kriging, NoEstimate, Outcome, Points, Search, Withhold, cross_validate, krige,
};

use crate::model;
use crate::output::Output;
use crate::samples::{SampleArgs, Table};
use crate::ui::{Done, Stop, Ui, progress};
use plan::{Plan, Targets};

/// Krige a value at the blocks of a grid, at the targets of a table, or at the samples themselves
/// from the others.
///
/// Everything that moves the answer stands in the model file, in the words of a case's
/// `[[estimates]]`; docs/samples.md shows one.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof krige composites.csv CU --at x,y,z --hole hole --model model.toml -o blocks.csv
  oreproof krige walker.dat V --at X,Y --model model.toml --targets grid.csv --targets-at x,y
  oreproof krige composites.csv CU --at x,y,z --hole hole --model model.toml --validate hole
  oreproof krige jura.csv Cd --with Ni --with Zn --at Xloc,Yloc --model metals.toml --targets grid.csv
  oreproof krige composites.csv CU --at x,y,z --model model.toml --cutoffs 0.2,0.4,0.6,1")]
pub(crate) struct Args {
    /// The table of samples: comma-separated, Parquet, XLSX or GSLIB.
    samples: PathBuf,

    /// The column of the value.
    column: String,

    #[command(flatten)]
    of: SampleArgs,

    /// The model: variogram, passes, method, and the blocks where there is no table of targets.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,

    /// Further grades that inform the value: co-kriging, with the model's [coregionalisation].
    #[arg(long, value_name = "COLUMN", conflicts_with = "validate")]
    with: Vec<String>,

    /// Indicator kriging: the odds of each cut-off and the grade above it.
    #[arg(
        long,
        value_name = "GRADES",
        value_delimiter = ',',
        allow_negative_numbers = true,
        conflicts_with_all = ["validate", "with"]
    )]
    cutoffs: Vec<f64>,

    /// A table of targets in the place of the model's blocks.
    #[arg(long, value_name = "FILE", conflicts_with = "validate")]
    targets: Option<PathBuf>,

    /// The columns of the targets' coordinates, where they are called otherwise than the samples'.
    #[arg(long, value_name = "X,Y[,Z]", value_delimiter = ',', requires = "targets")]
    targets_at: Vec<String>,

    /// Estimate each sample without itself, or without its hole.
    #[arg(long, value_enum, value_name = "WITHOUT")]
    validate: Option<Without>,

    /// How to print; by the ending of the output where it is not said.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Where to write; standard output where it is not said.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Without {
    /// The sample itself.
    Itself,
    /// Its whole hole.
    Hole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A summary, for people.
    Text,
    /// A row a target.
    Csv,
    /// Everything, for programs.
    Json,
    /// A Parquet table, a row a target.
    Parquet,
    /// A GSLIB file; -999 for what is not known.
    Gslib,
}

/// Why nothing is kriged.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum KrigeFault {
    #[error("what kind of file is {}?", .path.display())]
    #[diagnostic(
        code("krige::ending"),
        help("end its name in .txt, .csv, .json, .parquet or .dat, or say --format")
    )]
    Ending { path: PathBuf },
    #[error("no hole is known of the samples")]
    #[diagnostic(code("krige::no-hole"), help("name the column with --hole"))]
    NoHole,
    #[error("line {row} of {} has no {column}", .path.display())]
    #[diagnostic(code("krige::target"), help("each target needs all its coordinates and drifts"))]
    Target { path: PathBuf, row: u32, column: String },
    #[error("{given} columns of coordinates for targets, and {expected} for samples")]
    #[diagnostic(code("krige::targets-at"), help("name as many"))]
    TargetsAt { given: usize, expected: usize },
    #[error("{what} is written to a file")]
    #[diagnostic(code("krige::to-file"), help("say where with -o FILE"))]
    ToFile { what: &'static str },
}

/// What became of each target.
struct Found {
    column: String,
    n_rows: usize,
    n_samples: usize,
    n_repaired: usize,
    targets: Vec<[f64; 3]>,
    outcomes: Vec<(u8, Outcome)>,
    /// The truth at each target, of a validation, with the line of the sample.
    truths: Option<(Vec<f64>, Vec<u32>)>,
}

/// So many targets are kriged between two steps of the bar.
const CHUNK: usize = 1 << 16;

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let format = format(args).map_err(Stop::of)?;
    let plan: Plan = model::read(&args.model)?;
    let drifts = plan.check(args)?.to_vec();
    if !args.with.is_empty() {
        let found = together(args, &plan, plan::targets(args, &plan)?, ui)?;
        return tell(
            args,
            format,
            ui,
            |out| write::write(&found, format, ui.look, out),
            || write::text(&found, ui.talk),
        );
    }
    let samples = args.of.read(&args.samples, &args.column, &drifts, ui)?;
    if !args.cutoffs.is_empty() {
        let targets = plan::targets(args, &plan)?;
        let found = indicator::estimate(args, &plan, &samples, targets, ui)?;
        let written = |out: &mut Output| found.write(format, ui.look, out);
        return tell(args, format, ui, written, || found.text(ui.talk));
    }
    let found = match args.validate {
        Some(without) => validate(args, &plan, samples, without)?,
        None => {
            let targets = plan::targets(args, &plan)?;
            estimate(args, &plan, &samples, targets, ui)?
        }
    };
    let written = |out: &mut Output| write::write(&found, format, ui.look, out);
    tell(args, format, ui, written, || write::text(&found, ui.talk))
}

/// Writes what was found, and says it in short where that goes to a file.
fn tell(
    args: &Args,
    format: Format,
    ui: &Ui,
    write: impl FnOnce(&mut Output) -> Done<()>,
    text: impl FnOnce() -> String,
) -> Done<ExitCode> {
    let mut out = Output::to(args.output.as_deref())?;
    write(&mut out)?;
    out.finish()?;
    if args.output.is_some() && format != Format::Text && !ui.quiet {
        crate::ui::say(&text());
    }
    Ok(ExitCode::SUCCESS)
}

/// Co-kriges the targets, each by the first pass that can. Samples need not have all grades.
fn together(args: &Args, plan: &Plan, targets: Targets, ui: &Ui) -> Done<Found> {
    let columns: Vec<String> = std::iter::once(&args.column).chain(&args.with).cloned().collect();
    let passes = plan.copasses(&columns)?;
    let read = |column: &String| args.of.read(&args.samples, column, &[], ui);
    let tables: Vec<Table> = columns.iter().map(read).collect::<Done<_>>()?;
    let points: Vec<Points> = tables.iter().map(|table| table.points.clone()).collect();
    let n = targets.at.len();
    let mut outcomes: Vec<(u8, Outcome)> =
        vec![(0, Err(NoEstimate::TooFewSamples { found: 0 })); n];
    let mut left: Vec<usize> = (0..n).collect();
    let bar = progress(n as u64, "targets", ui);
    for (pass, cokriging) in (1_u8..).zip(&passes) {
        for some in left.chunks(CHUNK) {
            let at: Vec<[f64; 3]> = some.iter().map(|&target| targets.at[target]).collect();
            let found = cokrige(&points, &at, cokriging).map_err(Stop::of)?;
            for (&target, outcome) in some.iter().zip(found) {
                outcomes[target] = (if outcome.is_ok() { pass } else { 0 }, outcome);
            }
        }
        left.retain(|&target| outcomes[target].0 == 0);
        bar.set_position((n - left.len()) as u64);
    }
    bar.finish_and_clear();
    Ok(Found {
        column: columns.join(" with "),
        n_rows: tables[0].n_rows,
        n_samples: points.iter().map(Points::len).sum(),
        n_repaired: tables.iter().map(|table| table.n_repaired).sum(),
        targets: targets.at,
        outcomes,
        truths: None,
    })
}

fn format(args: &Args) -> Result<Format, KrigeFault> {
    let format = match (args.format, &args.output) {
        (Some(format), _) => format,
        (None, None) => Format::Text,
        (None, Some(path)) => {
            let ending = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
            match ending.as_deref() {
                Some("txt") => Format::Text,
                Some("csv") => Format::Csv,
                Some("json") => Format::Json,
                Some("parquet") => Format::Parquet,
                Some("dat" | "out" | "gslib") => Format::Gslib,
                _ => return Err(KrigeFault::Ending { path: path.clone() }),
            }
        }
    };
    if format == Format::Parquet && args.output.is_none() {
        return Err(KrigeFault::ToFile { what: "Parquet" });
    }
    Ok(format)
}

/// Kriges the targets, each by the first pass that can.
fn estimate(args: &Args, plan: &Plan, samples: &Table, targets: Targets, ui: &Ui) -> Done<Found> {
    if let Some(of) = plan.by_distance()? {
        return by_distance(args, of, samples, targets.at, None);
    }
    let passes = plan.passes(&samples.more, true)?;
    let n = targets.at.len();
    let bar = progress(n as u64, "targets", ui);
    let mut outcomes: Vec<(u8, Outcome)> = Vec::with_capacity(n);
    let nothing = (0, Err(NoEstimate::TooFewSamples { found: 0 }));
    let mut start = 0;
    while start < n {
        let end = n.min(start + CHUNK);
        outcomes.resize(end, nothing);
        let mut left: Vec<usize> = (start..end).collect();
        for (pass, kriging) in (1_u8..).zip(&passes) {
            let at: Vec<[f64; 3]> = left.iter().map(|&target| targets.at[target]).collect();
            let of_pass = with_targets(kriging, &targets, &left);
            let found = krige(&samples.points, &at, &of_pass).map_err(Stop::of)?;
            for (&target, outcome) in left.iter().zip(&found) {
                outcomes[target] = (if outcome.is_ok() { pass } else { 0 }, *outcome);
            }
            left.retain(|&target| outcomes[target].0 == 0);
        }
        bar.inc((end - start) as u64);
        start = end;
    }
    bar.finish_and_clear();
    Ok(Found {
        column: args.column.clone(),
        n_rows: samples.n_rows,
        n_samples: samples.points.len(),
        n_repaired: samples.n_repaired,
        targets: targets.at,
        outcomes,
        truths: None,
    })
}

/// Estimates targets by distance alone, each by the first pass that can.
fn by_distance(
    args: &Args,
    (weighing, searches): (Weighing, Vec<Search>),
    samples: &Table,
    targets: Vec<[f64; 3]>,
    withhold: Option<&Withhold>,
) -> Done<Found> {
    let nothing = (0, Err(NoEstimate::TooFewSamples { found: 0 }));
    let mut outcomes: Vec<(u8, Outcome)> = vec![nothing; targets.len()];
    for (pass, search) in (1_u8..).zip(&searches) {
        let found = near::by_distance(&samples.points, &targets, search, weighing, withhold);
        for (kept, outcome) in outcomes.iter_mut().zip(found.map_err(Stop::of)?) {
            if kept.0 == 0 {
                *kept = (if outcome.is_ok() { pass } else { 0 }, outcome);
            }
        }
    }
    Ok(Found {
        column: args.column.clone(),
        n_rows: samples.n_rows,
        n_samples: samples.points.len(),
        n_repaired: samples.n_repaired,
        targets,
        outcomes,
        truths: None,
    })
}

/// The same kriging, with the drift at some of the targets.
fn with_targets(kriging: &Kriging, targets: &Targets, some: &[usize]) -> Kriging {
    let mut of = kriging.clone();
    if let Drift::External { at_targets, .. } = &mut of.drift {
        *at_targets = targets
            .drifts
            .iter()
            .map(|list| some.iter().map(|&target| list[target]).collect())
            .collect();
    }
    of
}

fn validate(args: &Args, plan: &Plan, samples: Table, without: Without) -> Done<Found> {
    if without == Without::Hole && args.of.hole.is_none() {
        return Err(Stop::of(KrigeFault::NoHole));
    }
    let withhold = match without {
        Without::Itself => Withhold::Itself,
        Without::Hole => Withhold::Hole,
    };
    let n = samples.points.len();
    if let Some(of) = plan.by_distance()? {
        let at = (0..n).map(|idx| samples.points.at(idx)).collect();
        let found = by_distance(args, of, &samples, at, Some(&withhold))?;
        return Ok(Found { truths: Some((samples.points.value, samples.rows)), ..found });
    }
    let mut outcomes: Vec<(u8, Outcome)> =
        vec![(0, Err(NoEstimate::TooFewSamples { found: 0 })); n];
    for (pass, kriging) in (1_u8..).zip(&plan.passes(&samples.more, false)?) {
        if outcomes.iter().all(|(pass, _)| 0 < *pass) {
            break;
        }
        let found = cross_validate(&samples.points, kriging, &withhold).map_err(Stop::of)?;
        for (kept, outcome) in outcomes.iter_mut().zip(found) {
            if kept.0 == 0 {
                *kept = (if outcome.is_ok() { pass } else { 0 }, outcome);
            }
        }
    }
    Ok(Found {
        column: args.column.clone(),
        n_rows: samples.n_rows,
        n_samples: n,
        n_repaired: samples.n_repaired,
        targets: (0..n).map(|idx| samples.points.at(idx)).collect(),
        outcomes,
        truths: Some((samples.points.value.clone(), samples.rows)),
    })
}

impl Found {
    /// The estimate of a target, where it has one.
    fn estimate(&self, target: usize) -> Option<&Estimate> {
        self.outcomes[target].1.as_ref().ok()
    }
}
