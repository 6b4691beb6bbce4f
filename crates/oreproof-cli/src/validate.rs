//! `oreproof validate`: read a case and say what in it needs mending.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof::weigh::price;
use oreproof_case::{Case, Problem, quotes, read_with, verify};
use serde_json::json;

use crate::folder::{self, told};
use crate::output::Output;
use crate::tables;
use crate::ui::{Done, Look, Stop, Style, Ui, plural};

/// Read a case and say what in it needs mending.
///
/// Nothing is weighed. Every problem is told at once, with its file, line and column.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit status: 0 without problems, 1 with problems, 2 when the case could not be read."
)]
pub(crate) struct Args {
    /// The case folder.
    case: PathBuf,

    /// The text of a document that the case cites and does not hold: its quotes are
    /// verified.
    #[arg(long, short, value_name = "FILE")]
    document: Vec<PathBuf>,

    /// Reference tables of your own in the place of the built-in ones, for prices that
    /// the case takes from them.
    #[arg(long, value_name = "FOLDER")]
    tables: Option<PathBuf>,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A document cannot be verified.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum DocumentError {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("validate::document"), help("give the text as UTF-8"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("the case cites no document with the hash of {}", .path.display())]
    #[diagnostic(
        code("validate::other-document"),
        help("its hash is {hash}; a text layer must be the same byte for byte")
    )]
    Other { path: PathBuf, hash: String },
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let files = folder::read(&args.case).map_err(Stop::of)?;
    let tables = match &args.tables {
        Some(folder) => &tables::read(folder, ui)?,
        None => Tables::built_in(),
    };
    let parsed = read_with(&files, &|path| price(tables, path));
    let (case, mut problems) = (parsed.case, parsed.problems);
    let mut verified = 0;
    for path in &args.document {
        let unreadable = |error| DocumentError::Unreadable { path: path.clone(), error };
        let text = fs::read_to_string(path).map_err(|error| Stop::of(unreadable(error)))?;
        let hash = quotes::sha256(&text);
        if !case.documents.iter().any(|document| document.sha256 == hash) {
            return Err(Stop::of(DocumentError::Other { path: path.clone(), hash }));
        }
        let (n, found) = verify(&case, &text);
        verified += n - found.len().min(n);
        problems.extend(found);
    }
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            for problem in &problems {
                writeln!(out, "{}", told(&args.case, &files, problem, ui.look))?;
                writeln!(out)?;
            }
            if !ui.quiet {
                out.write_all(summary(&case, &problems, verified, ui.look).as_bytes())?;
            }
        }
        Format::Json => writeln!(out, "{:#}", as_json(&case, &problems))?,
    }
    out.finish()?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn summary(case: &Case, problems: &[Problem], verified: usize, look: Look) -> String {
    let title = case.case.as_ref().map_or("a case without a title", |info| &info.title);
    let counts: Vec<_> = case.summary().into_iter().map(|(n, one)| count(n, one)).collect();
    let counts = crate::ui::wrap(&counts.join(" · "), look.width.min(100)).join("\n");
    let mended = match problems.len() {
        0 => look.paint(Style::Bold, "no problems"),
        n => look.paint(Style::Error, plural(n, "problem")),
    };
    let quotes = match verified {
        0 => String::new(),
        n => format!("; {} verified", plural(n, "quote")),
    };
    format!("{}\n{counts}\n{mended}{quotes}\n", look.paint(Style::Bold, title))
}

/// A number with its noun, in its plural where it has one of its own.
fn count(n: usize, one: &str) -> String {
    let many = |from: &str, to: &str| one.replacen(from, to, 1);
    match one {
        "party" | "inventory" | "study" if n != 1 => {
            format!("{n} {}ies", one.trim_end_matches('y'))
        }
        "row of production" | "row of trade" if n != 1 => format!("{n} {}", many("row", "rows")),
        "list of fiscal terms" if n != 1 => format!("{n} {}", many("list", "lists")),
        _ => plural(n, one),
    }
}

fn as_json(case: &Case, problems: &[Problem]) -> serde_json::Value {
    let told = problems.iter().map(|problem| {
        let place = problem.place();
        json!({
            "code": problem.code().map(|code| code.to_string()),
            "message": problem.to_string(),
            "help": problem.help().map(|help| help.to_string()),
            "file": &*place.file,
            "line": place.line,
            "column": place.column,
            "bytes": [place.start, place.end],
        })
    });
    let counts: serde_json::Map<_, _> =
        case.summary().into_iter().map(|(n, one)| (one.to_owned(), n.into())).collect();
    json!({
        "title": case.case.as_ref().map(|info| &info.title),
        "entries": counts,
        "problems": told.collect::<Vec<_>>(),
    })
}
