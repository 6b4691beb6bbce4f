//! `oreproof qc`: what is wrong in the tables of a drill campaign.

pub(crate) mod campaign;
mod area;
mod told;
mod text;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use oreproof_ground::hole::{
    BelowDetection, Bounds, Desurvey, DipSign, HoleChoices, Overlap, Unsurveyed,
};
use serde_json::json;

use crate::output::Output;
use crate::surface;
use crate::ui::{Done, Stop, Ui};
use campaign::{Campaign, NotMapped};
use told::Told;

/// Check the tables of a drill campaign: collars, surveys, assays and logs.
///
/// Reads every comma-separated file of a folder, says what it takes each column for, and tells
/// everything that is wrong with its file, row and column. Nothing is estimated.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "What each column holds is read from its head and printed. Where that is wrong or unclear, keep
the mapping beside the files as holes.toml and correct it: `oreproof qc FOLDER --format mapping`
writes what was understood.

Exit status: 0 without errors and warnings, 1 with any, 2 when the folder could not be read.

Examples:
  oreproof qc drilling/
  oreproof qc drilling/ --dip positive-down --all
  oreproof qc drilling/ --format csv > problems.csv"
)]
pub(crate) struct Args {
    /// The folder that holds the tables.
    folder: PathBuf,

    /// What each column holds, in the place of FOLDER/holes.toml.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,

    /// Which sign of dip is downwards, where the surveys leave it open.
    #[arg(long, value_enum, value_name = "SIGN")]
    dip: Option<Sign>,

    /// A number that stands for a missing measurement, such as -999.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    missing: Vec<f64>,

    /// The ground, to find collars off it: a mesh (STL, OBJ, DXF), or a table of points on a regular
    /// grid with the columns x, y and z.
    #[arg(long, value_name = "FILE")]
    topography: Option<PathBuf>,

    /// How far a collar may be off the ground.
    #[arg(long, value_name = "LENGTH", requires = "topography")]
    off: Option<f64>,

    /// The area, to find collars outside it, in the coordinates of the holes: polygons as GeoJSON, or a
    /// table of its corners in their order with the columns x and y.
    #[arg(long, value_name = "FILE")]
    area: Option<PathBuf>,

    /// Show every problem, not only the first of each kind.
    #[arg(long)]
    all: bool,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Which sign of dip is downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sign {
    /// A hole straight down dips -90.
    NegativeDown,
    /// A hole straight down dips 90.
    PositiveDown,
}

impl Sign {
    pub(crate) fn sign(self) -> DipSign {
        match self {
            Self::NegativeDown => DipSign::NegativeDown,
            Self::PositiveDown => DipSign::PositiveDown,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Everything, for programs.
    Json,
    /// One row for each problem.
    Csv,
    /// What each column holds, to be kept as holes.toml.
    Mapping,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let dip = args.dip.map(Sign::sign);
    // A check estimates nothing, so that these choices only word its messages.
    let choices = |dip| HoleChoices {
        dip,
        desurvey: Desurvey::MinimumCurvature,
        unsurveyed: Unsurveyed::AsPlanned,
        overlap: Overlap::KeepBoth,
        below_detection: BelowDetection::Missing,
        missing: args.missing.clone(),
    };
    let mut bounds = Bounds::default();
    bounds.surface = args.topography.as_deref().map(surface::read).transpose()?;
    bounds.outline = args.area.as_deref().map(area::read).transpose()?;
    bounds.off_topography = args.off.unwrap_or(bounds.off_topography);
    let mapping = args.mapping.as_deref();
    let campaign = campaign::read(&args.folder, mapping, dip, &choices, &bounds)?;
    let told = campaign.told();
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            let shown = text::problems(&campaign, &told, args.all, ui.look);
            if !ui.quiet {
                out.write_all(text::mapping(&campaign, ui.look).as_bytes())?;
            }
            out.write_all(shown.as_bytes())?;
            if !ui.quiet {
                out.write_all(text::summary(&campaign, &told, ui.look).as_bytes())?;
            }
        }
        Format::Json => writeln!(out, "{:#}", as_json(&campaign, &told))?,
        Format::Csv => as_csv(&told, &mut out)?,
        Format::Mapping => {
            let Some(mapping) = &campaign.mapping else {
                say_open(&campaign, ui);
                return Err(Stop::of(NotMapped { folder: args.folder.clone() }));
            };
            out.write_all(campaign::as_toml(mapping)?.as_bytes())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::from(u8::from(told.iter().any(Told::counts) && args.format != Format::Mapping)))
}

/// Says what keeps the columns from being told apart.
pub(crate) fn say_open(campaign: &Campaign, ui: &Ui) {
    for told in campaign.told().iter().filter(|told| told.code.starts_with("table::")) {
        crate::ui::say(&text::lone(told, ui.talk));
    }
}

fn as_json(campaign: &Campaign, told: &[Told]) -> serde_json::Value {
    let count = |severity| told.iter().filter(|told| told.severity == severity).count();
    json!({
        "schema": "oreproof-qc/1",
        "mapping": campaign.mapping,
        "mapping_is_detected": campaign.is_detected,
        "dips": {"positive": campaign.dips.n_positive, "negative": campaign.dips.n_negative},
        "controls": campaign.controls,
        "problems": told,
        "summary": {
            "holes": campaign.holes.holes.len(),
            "intervals": campaign.holes.intervals.iter().map(|table| table.len()).sum::<usize>(),
            "errors": count(told::Severity::Error),
            "warnings": count(told::Severity::Warning),
            "notes": count(told::Severity::Note),
        },
    })
}

fn as_csv(told: &[Told], out: &mut Output) -> Done<()> {
    let mut writer = csv::Writer::from_writer(&mut *out);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => Stop::from(error),
        kind => Stop::from(std::io::Error::other(format!("{kind:?}"))),
    };
    let head = ["severity", "code", "file", "row", "column", "message", "help"];
    writer.write_record(head).map_err(failed)?;
    for told in told {
        let row = told.row.map(|row| row.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let record = [
            told.severity.name().to_owned(),
            told.code.clone(),
            text(&told.file),
            row,
            text(&told.column),
            told.message.clone(),
            text(&told.help),
        ];
        writer.write_record(record).map_err(failed)?;
    }
    writer.flush()?;
    Ok(())
}
