//! A folder of reference tables of the reader's own.

use std::fs;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof::reference::Tables;

use crate::ui::{self, Done, Stop, Ui};

/// The built-in tables with every `.csv` of a folder in the place of its own.
///
/// Every mistake in every file is told before it stops.
pub(crate) fn read(folder: &Path, ui: &Ui) -> Done<Tables> {
    let unread = |path: &Path| {
        let path = path.to_owned();
        move |source| Stop::of(NoTable { path, source })
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread(folder))? {
        let path = entry.map_err(unread(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let text = fs::read_to_string(&path).map_err(unread(&path))?;
        files.push((name.unwrap_or_default(), text));
    }
    if files.is_empty() {
        return Err(Stop::of(NoTables { folder: folder.to_owned() }));
    }
    Tables::read(files).map_err(|problems| {
        for problem in &problems {
            ui.problem(None, problem);
        }
        Stop::of(Mistaken { n: problems.len(), folder: folder.to_owned() })
    })
}

/// A table or the folder of tables cannot be read.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("{} cannot be read: {source}", .path.display())]
#[diagnostic(
    code("cli::no-table"),
    help("a folder of reference tables holds files such as prices.csv")
)]
struct NoTable {
    path: PathBuf,
    source: std::io::Error,
}

/// A folder was named that holds no table.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("{} holds no table", .folder.display())]
#[diagnostic(
    code("cli::no-tables"),
    help(
        "a folder of reference tables holds files such as prices.csv; `oreproof reference` names them"
    )
)]
struct NoTables {
    folder: PathBuf,
}

/// A folder of tables with mistakes, which were told.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("nothing was done: {} in the tables of {}", ui::plural(*.n, "mistake"), .folder.display())]
#[diagnostic(code("cli::tables"))]
struct Mistaken {
    n: usize,
    folder: PathBuf,
}
