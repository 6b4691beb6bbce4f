//! How the verbs that weigh read a case folder, and tell its problems.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof::weigh::{self, RoadError};
use oreproof_case::Case;
use oreproof_weigh::Weighing;

use crate::ui::{Done, Stop, Ui, say};
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

/// Reads a case, tells its problems, and weighs it.
pub(crate) fn walk(from: &Path, road: &Road, ui: &Ui) -> Done<Walked> {
    let files = folder::read(from).map_err(Stop::of)?;
    let tables = match &road.tables {
        Some(folder) => &tables::read(folder, ui)?,
        None => Tables::built_in(),
    };
    let text = |path: &PathBuf| {
        fs::read_to_string(path).map_err(|error| Stop::of(Unreadable { path: path.clone(), error }))
    };
    let texts: Vec<String> = road.document.iter().map(text).collect::<Done<_>>()?;
    let how = weigh::Road { tables, as_of: road.as_of, texts: &texts };
    let walked = match weigh::weigh(&files, &how) {
        Ok(walked) => walked,
        Err(error) => {
            let RoadError::NoDay { problems } = &error else { return Err(Stop::of(error)) };
            folder::tell(from, &files, problems, ui);
            return Err(Stop::of(error));
        }
    };
    folder::tell(from, &files, &walked.problems, ui);
    if road.as_of.is_some() && !walked.later.is_empty() && !ui.quiet {
        let left: Vec<_> =
            walked.later.iter().map(|later| format!("{} {}", later.n, later.table)).collect();
        let day = walked.weighing.day;
        say(&format!("left out as later than {day}: {}\n", left.join(", ")));
    }
    let weigh::Walked { case, weighing, problems, .. } = walked;
    Ok(Walked { case, weighing, is_clean: problems.is_empty() })
}
