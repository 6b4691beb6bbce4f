//! Which documents a list of files and folders means.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::detect::named;
use crate::error::IntakeError;

/// Where a document is read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The standard input, asked for as `-`.
    StandardInput,
    /// A file.
    File(PathBuf),
}

/// The documents meant, and the folders that could not be looked through.
#[derive(Debug, Default)]
pub struct Sources {
    /// In the order asked for; within a folder, by name.
    pub list: Vec<Source>,
    /// Each with the path it is about.
    pub problems: Vec<(PathBuf, IntakeError)>,
}

/// Finds the documents meant by a list of files and folders.
///
/// A file is always meant, whatever its name. A folder means the files below it
/// whose extension is known (`.txt`, `.text`, `.md`, `.markdown`, `.html`,
/// `.htm`, `.xhtml`, `.pdf`, `.docx`, `.warc`, `.warc.gz`), except what is
/// hidden or named in a `.gitignore` or `.ignore` file. Links to folders are
/// not followed, so there are no loops; links to files are. `-` is the standard
/// input. What is meant twice is listed once.
pub fn sources(paths: &[PathBuf]) -> Sources {
    let mut found = Sources::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.list.push(Source::StandardInput);
        } else if path.is_dir() {
            walk(path, &mut found);
        } else {
            found.list.push(Source::File(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.list.retain(|source| seen.insert(source.clone()));
    found
}

fn walk(folder: &Path, found: &mut Sources) {
    let mut walk = WalkBuilder::new(folder);
    walk.sort_by_file_name(Ord::cmp).require_git(false).git_global(false).git_exclude(false);
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                // A link is a document if it leads to a file.
                let is_file = entry.file_type().is_some_and(|kind| {
                    kind.is_file() || kind.is_symlink() && entry.path().is_file()
                });
                if is_file && named(Some(entry.path())).is_some() {
                    found.list.push(Source::File(entry.into_path()));
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder).to_owned();
                let source =
                    error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                found.problems.push((path, IntakeError::Unreadable { source }));
            }
        }
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_means_its_documents_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.hidden")).unwrap();
        for name in [
            "b/z.txt",
            "b/a.pdf",
            "a.html",
            "c.warc.gz",
            "c.gz",
            "x.png",
            ".h.txt",
            "b/.hidden/d.md",
            "skip.md",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        fs::write(root.join(".gitignore"), "skip.md\n").unwrap();
        let found = sources(&[root.to_owned()]);
        let names: Vec<_> = found
            .list
            .iter()
            .map(|source| match source {
                Source::File(path) => path.strip_prefix(root).unwrap().display().to_string(),
                Source::StandardInput => "-".to_owned(),
            })
            .collect();
        assert_eq!(names, ["a.html", "b/a.pdf", "b/z.txt", "c.warc.gz"]);
        assert!(found.problems.is_empty());
    }

    #[test]
    fn a_named_file_is_always_tried() {
        let found = sources(&["missing.xyz".into(), "-".into(), "-".into()]);
        assert_eq!(found.list, [Source::File("missing.xyz".into()), Source::StandardInput]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::os::unix::fs::symlink("a.txt", folder.path().join("b.txt")).unwrap();
        assert_eq!(sources(&[folder.path().to_owned()]).list.len(), 2);
    }
}
