//! The files of a case folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof_case::{Place, Problem, beside};
use oreproof_intake::drill::{Sheet, TableProblem};

use crate::ui::{Look, Ui, describe, say};

/// Files that a case may be made of, by the end of their names.
const MADE_OF: &[&str] = &["toml", "csv", "parquet", "geojson", "json", "txt", "md", "html"];

/// A file of a case is small; a larger one got there by mistake.
const LARGEST: u64 = 64 << 20;

/// Why a folder cannot be read as a case.
#[derive(Debug, Diagnostic, thiserror::Error)]
pub(crate) enum FolderError {
    /// There is no such folder, or it may not be read.
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("case::unreadable"), help("name the folder that holds case.toml"))]
    Unreadable { path: PathBuf, error: io::Error },
    /// The folder holds no TOML.
    #[error("{} holds no case", .path.display())]
    #[diagnostic(
        code("case::empty-folder"),
        help("a case is a folder with case.toml in it; `oreproof new FOLDER` makes one")
    )]
    NoCase { path: PathBuf },
    /// A file is far larger than any of a case.
    #[error("{} is larger than 64 MiB", .path.display())]
    #[diagnostic(code("case::large-file"), help("keep such files outside the case folder"))]
    Large { path: PathBuf },
    /// A file that the case names as a table is none.
    #[error("{error}; it is named at {at}")]
    #[diagnostic(
        code("case::unreadable-table"),
        help("write it again as Parquet with one value a row in each column, or as CSV")
    )]
    NotATable { at: Place, error: TableProblem },
}

/// Tells the problems of a case, each in the lines that it stands in.
pub(crate) fn tell(folder: &Path, files: &[(String, Vec<u8>)], problems: &[Problem], ui: &Ui) {
    for problem in problems {
        say(&format!("{}\n\n", told(folder, files, problem, ui.talk)));
    }
}

/// A problem of a case, in the lines that it stands in.
pub(crate) fn told(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    problem: &Problem,
    look: Look,
) -> String {
    let place = problem.place();
    let bytes = files.iter().find(|(name, _)| **name == *place.file);
    let text = bytes.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    // The file as it is named from here, so that a terminal can open it.
    let name = folder.join(&*place.file);
    let told = describe(Some(&name.to_string_lossy()), text.as_deref(), problem, look);
    told.trim_end().to_owned()
}

/// Reads every file of a case, by its path inside the folder, in the order of their
/// names. Hidden files and links are left alone, and a Parquet file that the case names as a table
/// is comma-separated from here on, its heads in line 1.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, FolderError> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        let unreadable = |error| FolderError::Unreadable { path: at.clone(), error };
        for entry in fs::read_dir(&at).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden {
                open.push(path);
            } else if kind.is_file() && !hidden && is_made_of(&path) {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    for path in found {
        let unreadable = |error| FolderError::Unreadable { path: path.clone(), error };
        if LARGEST < fs::metadata(&path).map_err(unreadable)?.len() {
            return Err(FolderError::Large { path });
        }
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        files.push((parts.join("/"), fs::read(&path).map_err(unreadable)?));
    }
    files.sort();
    if !files.iter().any(|(name, _)| name.ends_with(".toml")) {
        return Err(FolderError::NoCase { path: folder.to_owned() });
    }
    let is_parquet = |name: &str| Path::new(name).extension().is_some_and(|end| end == "parquet");
    if files.iter().any(|(name, _)| is_parquet(name)) {
        let named = beside::tables(&files);
        for (name, bytes) in files.iter_mut().filter(|(name, _)| is_parquet(name)) {
            let Some(at) = named.get(name) else { continue };
            let sheet = Sheet::read(name, bytes, &mut Vec::new())
                .map_err(|error| FolderError::NotATable { at: at.clone(), error })?;
            *bytes = sheet.csv().into_bytes();
        }
    }
    Ok(files)
}

fn is_made_of(path: &Path) -> bool {
    path.extension().and_then(|end| end.to_str()).is_some_and(|end| MADE_OF.contains(&end))
}
