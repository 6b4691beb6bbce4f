//! How the verbs that weigh read a case folder, and tell its problems.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof::weigh::{self, RoadError};
use oreproof_case::model::Sampling;
use oreproof_case::{Case, Later, Problem};
use oreproof_weigh::odds::{Analysis, Asked};
use oreproof_weigh::{Figures, Need, Watch, Weighing};

use crate::ui::{Done, Stations, Stop, Ui, say};
use crate::{folder, tables};

/// How to walk the road.
#[derive(clap::Args, Debug, Default)]
pub(crate) struct Road {
    /// The text of a document that the case cites and does not hold: its quotes are verified,
    /// and a record counts as held.
    #[arg(long, short, value_name = "FILE")]
    pub document: Vec<PathBuf>,

    /// Weigh as of this day: only what was known then is used.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    /// Reference tables of your own in the place of the built-in ones.
    #[arg(long, value_name = "FOLDER")]
    pub tables: Option<PathBuf>,

    /// Draw what is not known from this seed instead of the case's own.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// Draw so many times instead of as often as the case says.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    pub draws: Option<u64>,
}

/// A case weighed.
pub(crate) struct Walked {
    /// The case, with only what was known on the day.
    pub case: Case,
    /// Its weighing.
    pub weighing: Weighing,
    /// Whether the case has no problems to mend; each was told.
    pub is_clean: bool,
}

/// A text that cannot be read.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("{} cannot be read: {error}", .path.display())]
#[diagnostic(code("weigh::document"), help("give the text as UTF-8"))]
struct Unreadable {
    path: PathBuf,
    error: std::io::Error,
}

/// The odds station of a case alone.
pub(crate) struct Analysed {
    /// The analysis, or what is missing for one.
    pub analysis: Result<Analysis, Need>,
    /// The numbers that it names.
    pub figures: Figures,
    /// The day.
    pub day: Date,
    /// What the case is called.
    pub title: String,
    /// Whether the case has no problems to mend; each was told.
    pub is_clean: bool,
}

/// Reads a case, tells its problems, and weighs it.
pub(crate) fn walk(from: &Path, road: &Road, ui: &Ui) -> Done<Walked> {
    let (walked, is_clean) = along(from, road, None, ui, |files, how| {
        let weigh::Walked { case, weighing, problems, later } = weigh::weigh(files, how)?;
        let day = weighing.day;
        Ok(Met { what: (case, weighing), problems, later, day })
    })?;
    Ok(Walked { case: walked.0, weighing: walked.1, is_clean })
}

/// Reads a case, tells its problems, and draws its project.
pub(crate) fn analyse(
    from: &Path,
    road: &Road,
    sampling: Option<Sampling>,
    asked: &Asked,
    ui: &Ui,
) -> Done<Analysed> {
    let (analysed, is_clean) = along(from, road, sampling, ui, |files, how| {
        let weigh::Analysed { case, day, analysis, figures, problems, later } =
            weigh::analyse(files, how, asked)?;
        let title = case.case.as_ref().map_or_else(String::new, |about| about.title.clone());
        Ok(Met { what: (analysis, figures, day, title), problems, later, day })
    })?;
    let (analysis, figures, day, title) = analysed;
    Ok(Analysed { analysis, figures, day, title, is_clean })
}

/// What came of a road, and what was met on it.
struct Met<T> {
    what: T,
    problems: Vec<Problem>,
    later: Vec<Later>,
    day: Date,
}

/// Reads a case, goes a road with it, and tells what was met; whether the case is clean.
fn along<T>(
    from: &Path,
    road: &Road,
    sampling: Option<Sampling>,
    ui: &Ui,
    go: impl FnOnce(&[(String, Vec<u8>)], &weigh::Road<'_>) -> Result<Met<T>, RoadError>,
) -> Done<(T, bool)> {
    let files = folder::read(from).map_err(Stop::of)?;
    let tables = match &road.tables {
        Some(folder) => &tables::read(folder, ui)?,
        None => Tables::built_in(),
    };
    let text = |path: &PathBuf| {
        fs::read_to_string(path).map_err(|error| Stop::of(Unreadable { path: path.clone(), error }))
    };
    let texts: Vec<String> = road.document.iter().map(text).collect::<Done<_>>()?;
    let draws = weigh::Drawn { seed: road.seed, n: road.draws, sampling };
    let stations = Stations::new(ui);
    let tick = |tick| stations.tick(tick);
    let watch = Watch::new(&tick);
    let how = weigh::Road { tables, as_of: road.as_of, texts: &texts, draws, watch };
    let gone = go(&files, &how);
    drop(stations);
    let met = match gone {
        Ok(met) => met,
        Err(error) => {
            let RoadError::NoDay { problems } = &error else { return Err(Stop::of(error)) };
            folder::tell(from, &files, problems, ui);
            return Err(Stop::of(error));
        }
    };
    folder::tell(from, &files, &met.problems, ui);
    if road.as_of.is_some() && !met.later.is_empty() && !ui.quiet {
        let left: Vec<_> =
            met.later.iter().map(|later| format!("{} {}", later.n, later.table)).collect();
        say(&format!("left out as later than {}: {}\n", met.day, left.join(", ")));
    }
    Ok((met.what, met.problems.is_empty()))
}
