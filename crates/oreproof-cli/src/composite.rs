//! `oreproof composite`: samples of equal length.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::hole::{
    CompositeChoices, Composites, Cut, Density, Holes, Intervals, Tail, composite, overlay,
};
use oreproof_intake::geoeas::{self, GeoEas};

use crate::desurvey::quoted;
use crate::holes::HoleArgs;
use crate::output::Output;
use crate::ui::{Done, Stop, Ui, plural, say};

/// Average samples over equal lengths down the hole, or over benches.
///
/// Prints hole, from, to, x, y, z, the domain, and each variable with the length over which it
/// was measured.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof composite drilling/ --method minimum-curvature --length 2 --coverage 0.5
  oreproof composite drilling/ --method minimum-curvature --length 2 --from-contact spread --domain LITH --coverage 0.5
  oreproof composite drilling/ --method minimum-curvature --bench 10 --foot 1200 --density SG --coverage 0")]
pub(crate) struct Args {
    #[command(flatten)]
    holes: HoleArgs,

    /// The table of assays, where there are several.
    #[arg(long, value_name = "FILE")]
    table: Option<String>,

    /// The length of a composite; they are cut at whole multiples of it.
    #[arg(
        long,
        value_name = "LENGTH",
        required_unless_present = "bench",
        conflicts_with = "bench"
    )]
    length: Option<f64>,

    /// Cut anew at each contact of domains, and what becomes of the rest before the next.
    #[arg(long, value_enum, value_name = "REST", requires = "length")]
    from_contact: Option<Rest>,

    /// The height of a bench, to cut where holes pass from one to the next.
    #[arg(long, value_name = "HEIGHT", requires = "foot")]
    bench: Option<f64>,

    /// The elevation of the foot of some bench.
    #[arg(long, value_name = "ELEVATION", allow_negative_numbers = true)]
    foot: Option<f64>,

    /// The column of codes that no composite crosses, of this table or another.
    #[arg(long, value_name = "COLUMN")]
    domain: Option<String>,

    /// The column of density to weight by, besides length.
    #[arg(long, value_name = "COLUMN")]
    density: Option<String>,

    /// The density where none was measured; without it such pieces weigh nothing.
    #[arg(long, value_name = "NUMBER", requires = "density")]
    density_missing: Option<f64>,

    /// The share of its length that must be measured for a value to stand, from 0 to 1.
    #[arg(long, value_name = "SHARE")]
    coverage: f64,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Csv)]
    format: Format,

    /// Where to write; standard output where it is not said.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rest {
    /// It is a short composite.
    Keep,
    /// It is added to the composite before.
    AddToPrevious,
    /// All composites between two contacts take it up alike.
    Spread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A row a composite.
    Csv,
    /// A GSLIB file; holes and domains by number, -999 for what is not known.
    Gslib,
}

/// What is to be composited is not clear.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum CompositeFault {
    #[error("{} tables hold measurements: {}", .files.len(), .files.join(", "))]
    #[diagnostic(code("composite::which-table"), help("say with --table which is meant"))]
    WhichTable { files: Vec<String> },
    #[error("no table of measurements is {file:?}")]
    #[diagnostic(code("composite::no-table"), help("there are {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }))]
    NoTable { file: String, known: Vec<String> },
    #[error("no table has the column of codes {column:?}")]
    #[diagnostic(code("composite::no-domain"), help("there are {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }))]
    NoDomain { column: String, known: Vec<String> },
}

/// Parts of intervals up to this length come from depths that were rounded differently.
const ROUNDING: f64 = 1e-9;

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let holes = args.holes.read(ui)?;
    let assays = assays(args, &holes).map_err(Stop::of)?;
    let cut;
    let intervals = match log(args, &holes, assays).map_err(Stop::of)? {
        None => assays,
        Some(log) => {
            cut = overlay(assays, log, ROUNDING).map_err(Stop::of)?;
            &cut
        }
    };
    let tail = |rest| match rest {
        Rest::Keep => Tail::Keep,
        Rest::AddToPrevious => Tail::AddToPrevious,
        Rest::Spread => Tail::Spread,
    };
    let cut = match (args.length, args.from_contact, args.bench.zip(args.foot)) {
        (_, _, Some((height, foot))) => Cut::Bench { height, foot },
        (length, Some(rest), None) => {
            Cut::FromContact { length: length.unwrap_or_default(), tail: tail(rest) }
        }
        (length, None, None) => Cut::Length { length: length.unwrap_or_default() },
    };
    let density = args
        .density
        .as_ref()
        .map(|column| Density { column: column.clone(), missing: args.density_missing });
    let choices = CompositeChoices {
        cut,
        domain: args.domain.clone(),
        density,
        minimum_coverage: args.coverage,
    };
    let found = composite(&holes, intervals, &choices).map_err(Stop::of)?;
    let mut out = Output::to(args.output.as_deref())?;
    match args.format {
        Format::Csv => csv(&holes, &found, &mut out)?,
        Format::Gslib => {
            let text = geoeas::write(&gslib(&found), -999.0).map_err(Stop::of)?;
            out.write_all(text.as_bytes())?;
        }
    }
    out.finish()?;
    if !ui.quiet {
        let refused = plural(found.n_refused, "value");
        say(&format!("{}; {refused} refused for coverage\n", plural(found.len(), "composite")));
        if 0 < found.n_without_density {
            let n = plural(found.n_without_density, "piece");
            say(&format!("{n} of sample without a density weigh nothing\n"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The table that is composited.
fn assays<'h>(args: &Args, holes: &'h Holes) -> Result<&'h Intervals, CompositeFault> {
    let measured: Vec<&Intervals> =
        holes.intervals.iter().filter(|table| !table.assays.is_empty()).collect();
    let files = || measured.iter().map(|table| table.file.clone()).collect();
    match (&args.table, measured.as_slice()) {
        (None, [table]) => Ok(table),
        (None, []) => Err(CompositeFault::NoTable { file: String::new(), known: vec![] }),
        (None, _) => Err(CompositeFault::WhichTable { files: files() }),
        (Some(file), tables) => tables
            .iter()
            .copied()
            .find(|table| table.file == *file)
            .ok_or_else(|| CompositeFault::NoTable { file: file.clone(), known: files() }),
    }
}

/// The table of the domain, where it is another than that of the assays.
fn log<'h>(
    args: &Args,
    holes: &'h Holes,
    assays: &Intervals,
) -> Result<Option<&'h Intervals>, CompositeFault> {
    let Some(column) = &args.domain else { return Ok(None) };
    let has = |table: &Intervals| table.codes.iter().any(|codes| codes.name == *column);
    if has(assays) {
        return Ok(None);
    }
    let found = holes.intervals.iter().find(|table| has(table));
    let names = holes.intervals.iter().flat_map(|table| &table.codes);
    let known = || names.map(|codes| codes.name.clone()).collect();
    found
        .map(Some)
        .ok_or_else(|| CompositeFault::NoDomain { column: column.clone(), known: known() })
}

fn csv(holes: &Holes, found: &Composites, out: &mut Output) -> Done<()> {
    write!(out, "hole,from,to,x,y,z")?;
    if let Some(domain) = &found.domain {
        write!(out, ",{}", quoted(&domain.name))?;
    }
    for variable in &found.variables {
        let name = &variable.name;
        write!(out, ",{},{}", quoted(name), quoted(&format!("{name}_sampled")))?;
    }
    writeln!(out)?;
    for row in 0..found.len() {
        let name = quoted(&holes.holes[found.hole_idx[row] as usize].name);
        let [from, to] = [found.from[row], found.to[row]];
        let [x, y, z] = [found.x[row], found.y[row], found.z[row]];
        write!(out, "{name},{from},{to},{x},{y},{z}")?;
        if let Some(domain) = &found.domain {
            let code = domain.of[row].map_or("", |code| &domain.names[code as usize]);
            write!(out, ",{}", quoted(code))?;
        }
        for variable in &found.variables {
            let value = variable.values[row].map(|value| value.to_string()).unwrap_or_default();
            write!(out, ",{value},{}", variable.sampled[row])?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn gslib(found: &Composites) -> GeoEas {
    let known = |list: &[f64]| list.iter().copied().map(Some).collect();
    let mut names = ["hole", "from", "to", "x", "y", "z"].map(str::to_owned).to_vec();
    let mut columns: Vec<Vec<Option<f64>>> = vec![
        found.hole_idx.iter().map(|&idx| Some(f64::from(idx))).collect(),
        known(&found.from),
        known(&found.to),
        known(&found.x),
        known(&found.y),
        known(&found.z),
    ];
    if let Some(domain) = &found.domain {
        names.push(domain.name.clone());
        columns.push(domain.of.iter().map(|code| code.map(f64::from)).collect());
    }
    for variable in &found.variables {
        names.push(variable.name.clone());
        columns.push(variable.values.clone());
    }
    GeoEas { title: "Composites".to_owned(), names, columns, rows: vec![] }
}
