//! From a case folder to a weighing: what the verbs that weigh share.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof_case::{Case, quotes, read_with, verify};
use oreproof_weigh::{Weighing, weigh};

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

/// Why a case is not weighed.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum RoadError {
    #[error("the case does not say its day")]
    #[diagnostic(
        code("weigh::no-day"),
        help("write `as_of = 2025-10-01` under [choices]; nothing later is taken to be known")
    )]
    NoDay,
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("weigh::document"), help("give the text as UTF-8"))]
    Document { path: PathBuf, error: std::io::Error },
}

/// Reads a case, tells its problems, and weighs it.
pub(crate) fn walk(from: &Path, road: &Road, ui: &Ui) -> Done<Walked> {
    let files = folder::read(from).map_err(Stop::of)?;
    let tables = match &road.tables {
        Some(folder) => &tables::read(folder, ui)?,
        None => Tables::built_in(),
    };
    let parsed = read_with(&files, &|path| folder::price(tables, path));
    let (case, mut problems) = (parsed.case, parsed.problems);
    let mut quoted = BTreeSet::new();
    for path in &road.document {
        let unreadable = |error| RoadError::Document { path: path.clone(), error };
        let text = fs::read_to_string(path).map_err(|error| Stop::of(unreadable(error)))?;
        let (_, found) = verify(&case, &text);
        if found.is_empty() {
            let hash = quotes::sha256(&text);
            let cited = case.documents.iter().filter(|document| document.sha256 == hash);
            quoted.extend(cited.map(|document| document.id.id.clone()));
        }
        problems.extend(found);
    }
    folder::tell(from, &files, &problems, ui);
    let day = road.as_of.or_else(|| case.choices.as_ref().and_then(|choices| choices.as_of));
    let day = day.ok_or_else(|| Stop::of(RoadError::NoDay))?;
    let (case, later) = case.known_on(day);
    if road.as_of.is_some() && !later.is_empty() && !ui.quiet {
        let left: Vec<_> =
            later.iter().map(|later| format!("{} {}", later.n, later.table)).collect();
        say(&format!("left out as later than {day}: {}\n", left.join(", ")));
    }
    let weighing = weigh(&case, tables, day, &quoted);
    Ok(Walked { case, weighing, is_clean: problems.is_empty() })
}
