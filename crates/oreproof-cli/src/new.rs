//! `oreproof new`: a folder for a new case.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use miette::Diagnostic;

use crate::output::Output;
use crate::ui::{Done, Stop, Ui};

/// Make a folder for a new case, with commented files.
///
/// The files read without a problem; docs/case-format.md says what each key means.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The folder to make; it may exist, and no file in it is written over.
    folder: PathBuf,
}

/// A file is there already.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum NewError {
    #[error("{} is there already", .path.display())]
    #[diagnostic(code("new::exists"), help("name another folder; nothing was written"))]
    Exists { path: PathBuf },
    #[error("{} cannot be written: {error}", .path.display())]
    #[diagnostic(code("new::unwritable"), help("name a folder that you may write to"))]
    Unwritable { path: PathBuf, error: std::io::Error },
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    for (name, _) in oreproof_case::SKELETON {
        let path = args.folder.join(name);
        if path.exists() {
            return Err(Stop::of(NewError::Exists { path }));
        }
    }
    let unwritable =
        |path: &PathBuf, error| Stop::of(NewError::Unwritable { path: path.clone(), error });
    fs::create_dir_all(&args.folder).map_err(|error| unwritable(&args.folder, error))?;
    for (name, text) in oreproof_case::SKELETON {
        let path = args.folder.join(name);
        fs::write(&path, text).map_err(|error| unwritable(&path, error))?;
    }
    if !ui.quiet {
        let folder = args.folder.display();
        let names: Vec<_> = oreproof_case::SKELETON.iter().map(|(name, _)| *name).collect();
        let mut out = Output::stdout();
        writeln!(out, "made {folder} with {}", names.join(", "))?;
        writeln!(out, "next: oreproof validate {folder}")?;
        out.finish()?;
    }
    Ok(ExitCode::SUCCESS)
}
