//! `oreproof variogram`: how unlike samples are, by how far apart they lie, and a model of it.

mod cross;
mod picture;
mod source;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::experimental::{Direction, Lag, Lags, Measure, Pairs, experimental};
use oreproof_ground::explore::{Distribution, LowerTail, NormalScores, Tails, UpperTail};
use oreproof_ground::fit::{Along, Fitted, Nested, fit};
use oreproof_ground::{Angles, Points, Variogram};
use serde::{Deserialize, Serialize};

use crate::model::{self, CoregionWords, ShapeWord, VariogramWords};
use crate::output::Output;
use crate::samples::SampleArgs;
use crate::ui::{Done, Stop, Ui, plural};

/// Work out an experimental variogram, along directions where some are given, and fit a model.
///
/// Reads a table of samples (comma-separated, Parquet, XLSX or GSLIB), or the composites of a
/// case's estimate. The fitted model is what `oreproof krige` reads.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof variogram composites.csv CU --at x,y,z --lag 20 --lags 15
  oreproof variogram composites.csv CU --at x,y,z --lag 20 --lags 15 --direction 60,-20 --direction 150,0 --tolerance 22.5
  oreproof variogram composites.csv CU --at x,y,z --hole hole --down-hole --lag 2 --lags 20
  oreproof variogram walker.dat V --at X,Y --lag 8 --lags 15 --fit spherical,spherical --isotropic --ranges 4,200 -o walker.html
  oreproof variogram jura.csv Cd --with Ni --with Zn --at Xloc,Yloc --lag 0.1 --lags 15 --fit spherical,spherical --isotropic --ranges 0.1,2 -o metals.toml
  oreproof variogram cases/made-up-hill cu --lag 15 --lags 12 --fit exponential --angles 45,0,40 --tolerance 30 --ranges 10,400 --format model")]
pub(crate) struct Args {
    /// The table, or the folder of a case.
    source: PathBuf,

    /// The column of the value, or the grade of the case.
    column: String,

    /// Further grades: the variogram of each, and of each pair of them, for co-kriging.
    #[arg(
        long,
        value_name = "COLUMN",
        conflicts_with_all = ["scores", "indicator", "down_hole", "model"]
    )]
    with: Vec<String>,

    #[command(flatten)]
    samples: SampleArgs,

    #[command(flatten)]
    case: source::CaseArgs,

    /// The width of a lag.
    #[arg(long, value_name = "LENGTH")]
    lag: f64,

    /// How many lags.
    #[arg(long, value_name = "NUMBER")]
    lags: usize,

    /// A direction, clockwise from north and negative downwards; pairs of every direction where none is given.
    #[arg(long, value_name = "AZIMUTH,DIP", allow_hyphen_values = true, requires = "tolerance")]
    direction: Vec<String>,

    /// How many degrees a pair may be off its direction.
    #[arg(long, value_name = "DEGREES")]
    tolerance: Option<f64>,

    /// How far a pair may lie beside its direction, level.
    #[arg(long, value_name = "LENGTH", requires = "tolerance")]
    bandwidth: Option<f64>,

    /// How far a pair may lie above or below its direction.
    #[arg(long, value_name = "LENGTH", requires = "tolerance")]
    height: Option<f64>,

    /// Also the pairs of one hole, from which the nugget is read.
    #[arg(long)]
    down_hole: bool,

    /// What is worked out of the pairs of a lag.
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = MeasureWord::Semivariogram)]
    measure: MeasureWord,

    /// Of normal scores in the place of values.
    #[arg(long, conflicts_with = "indicator")]
    scores: bool,

    /// Of the indicator that a value is at or below this.
    #[arg(long, value_name = "CUTOFF", allow_negative_numbers = true)]
    indicator: Option<f64>,

    /// Fit a nugget and structures of these shapes, the shortest first.
    #[arg(long, value_enum, value_name = "SHAPES", value_delimiter = ',', requires = "ranges")]
    fit: Vec<ShapeWord>,

    /// How smooth the Matérn structures are that are fitted: 0.5 is exponential, and 10 nearly
    /// Gaussian.
    #[arg(long, value_name = "NUMBER", requires = "fit")]
    smoothness: Option<f64>,

    /// The least and greatest range of a structure that is fitted.
    #[arg(long, value_name = "LEAST,GREATEST")]
    ranges: Option<String>,

    /// The angles of the model's axes, which are the directions where none is given.
    #[arg(
        long,
        value_name = "AZIMUTH,DIP,RAKE",
        allow_hyphen_values = true,
        requires = "fit",
        conflicts_with = "isotropic"
    )]
    angles: Option<String>,

    /// Fit one range for all directions.
    #[arg(long, requires = "fit")]
    isotropic: bool,

    /// A model to draw, as `--format model` writes it.
    #[arg(long, value_name = "FILE", conflicts_with = "fit")]
    model: Option<PathBuf>,

    /// How to print; by the ending of the output where it is not said.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Where to write; standard output where it is not said.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MeasureWord {
    /// Half the mean squared difference.
    Semivariogram,
    /// The same by roots of differences, which outliers move less.
    Robust,
    /// Half the mean absolute difference.
    Madogram,
    /// Half the mean squared difference over the squared mean of the pair.
    PairwiseRelative,
    /// The covariance of the two ends.
    Covariance,
    /// The same over the variance of the ends.
    Correlogram,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// A row a lag.
    Csv,
    /// Everything, for programs.
    Json,
    /// The model, in the words of a case.
    Model,
    /// A picture.
    Svg,
    /// The picture with its table, as a page.
    Html,
}

/// Why there is no variogram.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum VariogramFault {
    #[error("`{given}` is not {needs}")]
    #[diagnostic(code("variogram::numbers"), help("give numbers with commas between"))]
    Numbers { given: String, needs: &'static str },
    #[error("which way do the axes of the model run?")]
    #[diagnostic(
        code("variogram::angles"),
        help("add --angles AZIMUTH,DIP,RAKE, or --isotropic for one range in all directions")
    )]
    Angles,
    #[error("a model of three ranges needs pairs along its axes, and {given} given")]
    #[diagnostic(
        code("variogram::directions"),
        help("add --tolerance DEGREES, so that pairs along the axes are counted")
    )]
    Tolerance { given: &'static str },
    #[error("no hole is known of the samples")]
    #[diagnostic(code("variogram::no-hole"), help("name the column with --hole"))]
    NoHole,
    #[error("a model is fitted to semivariances, not to a {measure}")]
    #[diagnostic(code("variogram::measure"), help("fit with --measure semivariogram or robust"))]
    Measure { measure: String },
    #[error("the variograms of several grades are no single picture")]
    #[diagnostic(code("variogram::one-picture"), help("write a page: end the name in .html"))]
    OnePicture,
    #[error("there is no model to print")]
    #[diagnostic(code("variogram::no-model"), help("add --fit, or --model FILE"))]
    NoModel,
    #[error("what kind of file is {}?", .path.display())]
    #[diagnostic(
        code("variogram::ending"),
        help("end its name in .txt, .csv, .json, .toml, .svg or .html, or say --format")
    )]
    Ending { path: PathBuf },
}

/// Lags along one direction.
struct Line {
    name: String,
    /// East, north and up; none for pairs of all directions and of one hole.
    towards: Option<[f64; 3]>,
    is_fitted: bool,
    lags: Vec<Option<Lag>>,
}

/// A variogram and what it rests on.
struct Found {
    column: String,
    n_rows: usize,
    n_samples: usize,
    n_repaired: usize,
    variance: f64,
    measure: &'static str,
    lines: Vec<Line>,
    fitted: Option<Fitted>,
    model: Option<(VariogramWords, Variogram)>,
}

/// A model file of this verb: its variogram, and whatever else `krige` reads there.
#[derive(Deserialize, Serialize)]
struct ModelFile {
    variogram: VariogramWords,
}

/// A model file of several grades.
#[derive(Serialize)]
struct CoregionFile {
    coregionalisation: CoregionWords,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let format = format(args).map_err(Stop::of)?;
    let written = if args.with.is_empty() {
        written(&work_out(args, ui)?, format, ui)?
    } else {
        several(args, ui)?.written(format, ui.look)?
    };
    let mut out = Output::to(args.output.as_deref())?;
    std::io::Write::write_all(&mut out, written.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn written(found: &Found, format: Format, ui: &Ui) -> Done<String> {
    Ok(match format {
        Format::Text => write::text(found, ui.look),
        Format::Csv => write::csv(found),
        Format::Json => write::json(found),
        Format::Model => {
            let words = found.model.as_ref().map(|(words, _)| words.clone());
            let variogram = words.ok_or_else(|| Stop::of(VariogramFault::NoModel))?;
            write::model(&ModelFile { variogram })?
        }
        Format::Svg => picture::svg(found),
        Format::Html => picture::html(found)?,
    })
}

/// The variograms of several grades.
fn several(args: &Args, ui: &Ui) -> Done<cross::Crossed> {
    if args.measure != MeasureWord::Semivariogram {
        let measure = args.measure.word().to_owned();
        return Err(Stop::of(VariogramFault::Measure { measure }));
    }
    let angles = angles(args)?;
    let directions = directions(args, angles)?;
    let grades = source::read_several(args, ui)?;
    let mut along: Vec<_> = directions
        .into_iter()
        .map(|(name, direction)| (name, Pairs::Along(direction), Some(towards(&direction))))
        .collect();
    if along.is_empty() {
        along.push(("all directions".to_owned(), Pairs::All, None));
    }
    let nested = nested(args, angles)?;
    let lags = Lags { width: args.lag, count: args.lags };
    cross::work_out(&grades, &lags, &along, nested.as_ref())
}

/// The angles of the model, where they are given.
fn angles(args: &Args) -> Done<Option<Angles>> {
    let Some(text) = &args.angles else { return Ok(None) };
    Ok(Some(model::angles(numbers(text, "an azimuth, a dip and a rake")?)))
}

fn format(args: &Args) -> Result<Format, VariogramFault> {
    let Some(path) = args.output.as_ref().filter(|_| args.format.is_none()) else {
        return Ok(args.format.unwrap_or(Format::Text));
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("txt") => Ok(Format::Text),
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        Some("toml") => Ok(Format::Model),
        Some("svg") => Ok(Format::Svg),
        Some("html") => Ok(Format::Html),
        _ => Err(VariogramFault::Ending { path: path.clone() }),
    }
}

fn work_out(args: &Args, ui: &Ui) -> Done<Found> {
    let angles = angles(args)?;
    let directions = directions(args, angles)?;
    let source = source::read(args, ui)?;
    if args.down_hole && !source.knows_holes {
        return Err(Stop::of(VariogramFault::NoHole));
    }
    let points = transformed(args, source.points)?;
    let lags = Lags { width: args.lag, count: args.lags };
    let measure = args.measure.measure();
    let mut lines = Vec::new();
    let mut line = |name: String, pairs: Pairs, towards, is_fitted| -> Done<()> {
        let lags = experimental(&points, &lags, &pairs, measure).map_err(Stop::of)?;
        lines.push(Line { name, towards, is_fitted, lags });
        Ok(())
    };
    if directions.is_empty() {
        line("all directions".to_owned(), Pairs::All, None, true)?;
    }
    for (name, direction) in directions {
        let towards = towards(&direction);
        line(name, Pairs::Along(direction), Some(towards), true)?;
    }
    if args.down_hole {
        line("down the holes".to_owned(), Pairs::SameHole, None, false)?;
    }
    let fitted = fitted(args, angles, &lines)?;
    let model = match (&fitted, &args.model) {
        (Some(fitted), _) => Some((VariogramWords::of(fitted), fitted.variogram.clone())),
        (None, Some(path)) => {
            let file: ModelFile = model::read(path)?;
            let variogram = file.variogram.variogram()?;
            Some((file.variogram, variogram))
        }
        (None, None) => None,
    };
    let n = points.len() as f64;
    let mean = points.value.iter().sum::<f64>() / n;
    Ok(Found {
        column: source.name,
        n_rows: source.n_rows,
        n_samples: points.len(),
        n_repaired: source.n_repaired,
        variance: points.value.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n,
        measure: args.measure.word(),
        lines,
        fitted,
        model,
    })
}

/// The directions that pairs are counted along: those given, or the axes of the model.
fn directions(args: &Args, angles: Option<Angles>) -> Done<Vec<(String, Direction)>> {
    let mut found = Vec::new();
    let Some(tolerance) = args.tolerance else {
        if angles.is_some() {
            let given = "--tolerance is not";
            return Err(Stop::of(VariogramFault::Tolerance { given }));
        }
        return Ok(found);
    };
    let banded = |direction: Direction| Direction {
        bandwidth: args.bandwidth,
        height: args.height,
        ..direction
    };
    for text in &args.direction {
        let [azimuth, dip] = numbers(text, "an azimuth and a dip")?;
        let direction = Direction { azimuth, dip, tolerance, bandwidth: None, height: None };
        found.push((format!("azimuth {azimuth}, dip {dip}"), banded(direction)));
    }
    if let Some(angles) = angles.filter(|_| found.is_empty()) {
        let axes = model::axes(angles).map_err(Stop::of)?;
        for (name, axis) in ["major", "minor", "vertical"].into_iter().zip(axes) {
            found.push((name.to_owned(), banded(Direction::towards(axis, tolerance))));
        }
    }
    Ok(found)
}

fn towards(of: &Direction) -> [f64; 3] {
    // Only drawn and fitted along: the platform's functions are as good as any here.
    let (azimuth, dip) = (of.azimuth.to_radians(), of.dip.to_radians());
    [dip.cos() * azimuth.sin(), dip.cos() * azimuth.cos(), dip.sin()]
}

/// What is to be fitted, where something is.
fn nested(args: &Args, angles: Option<Angles>) -> Done<Option<Nested>> {
    if args.fit.is_empty() {
        return Ok(None);
    }
    let angles = match (angles, args.isotropic) {
        (Some(angles), _) => angles,
        (None, true) => Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
        (None, false) => return Err(Stop::of(VariogramFault::Angles)),
    };
    // Told as misplaced where no structure of the fit has one.
    let is_used = args.fit.contains(&ShapeWord::Matern);
    let shape = |word: &ShapeWord| {
        word.shape(None, args.smoothness.filter(|_| !is_used || *word == ShapeWord::Matern))
    };
    let given = args.ranges.as_deref().unwrap_or_default();
    Ok(Some(Nested {
        shapes: args.fit.iter().map(shape).collect::<Done<_>>()?,
        angles,
        isotropic: args.isotropic,
        ranges: numbers(given, "a least and a greatest range")?,
    }))
}

fn fitted(args: &Args, angles: Option<Angles>, lines: &[Line]) -> Done<Option<Fitted>> {
    if args.fit.is_empty() {
        return Ok(None);
    }
    if !matches!(args.measure, MeasureWord::Semivariogram | MeasureWord::Robust) {
        let measure = args.measure.word().to_owned();
        return Err(Stop::of(VariogramFault::Measure { measure }));
    }
    let Some(nested) = nested(args, angles)? else { return Ok(None) };
    let along: Vec<Along> = lines
        .iter()
        .filter(|line| line.is_fitted)
        .map(|line| Along { direction: line.towards, lags: line.lags.clone() })
        .collect();
    fit(&along, &nested).map(Some).map_err(Stop::of)
}

fn transformed(args: &Args, points: Points) -> Done<Points> {
    let values = if args.scores {
        let distribution = Distribution::of(&points.value).map_err(Stop::of)?;
        let tails = Tails { lower: LowerTail::None, upper: UpperTail::None };
        let scores = NormalScores::new(&distribution, tails).map_err(Stop::of)?;
        scores.of_given().into_iter().map(Option::unwrap_or_default).collect()
    } else if let Some(cutoff) = args.indicator {
        points.value.iter().map(|value| f64::from(u8::from(*value <= cutoff))).collect()
    } else {
        return Ok(points);
    };
    points.with_values(values).map_err(Stop::of)
}

fn numbers<const N: usize>(text: &str, needs: &'static str) -> Done<[f64; N]> {
    let found: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    let found = found.ok().filter(|list: &Vec<f64>| list.iter().all(|part| part.is_finite()));
    found
        .and_then(|list| list.try_into().ok())
        .ok_or_else(|| Stop::of(VariogramFault::Numbers { given: text.to_owned(), needs }))
}

impl MeasureWord {
    fn measure(self) -> Measure {
        match self {
            Self::Semivariogram => Measure::Semivariogram,
            Self::Robust => Measure::Robust,
            Self::Madogram => Measure::Madogram,
            Self::PairwiseRelative => Measure::PairwiseRelative,
            Self::Covariance => Measure::Covariance,
            Self::Correlogram => Measure::Correlogram,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Semivariogram => "semivariogram",
            Self::Robust => "robust semivariogram",
            Self::Madogram => "madogram",
            Self::PairwiseRelative => "pairwise relative semivariogram",
            Self::Covariance => "covariance",
            Self::Correlogram => "correlogram",
        }
    }
}

impl Found {
    /// What it was worked out from.
    fn about(&self) -> String {
        let repaired = match self.n_repaired {
            0 => String::new(),
            n => format!(", {} in the place of another left out or joined", plural(n, "sample")),
        };
        format!("{} of {}{repaired}", plural(self.n_samples, "sample"), plural(self.n_rows, "row"))
    }
}
