//! The other documents of a case, and its extract of the register of rights.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::promise::{About, read};
use oreproof::rules::document::{Register, Right};
use oreproof::rules::{Dossier, lexicon};
use oreproof_intake::{Jail, TextLayer, read as read_source, sources};

use crate::input::{self, NoDocuments};
use crate::ui::{Done, Stop, Ui};

/// The extract of the register in a dossier.
const REGISTER: &str = "register.csv";

/// The texts of a case, each with its name, and its register.
#[derive(Debug)]
pub(crate) struct Case {
    texts: Vec<(String, TextLayer)>,
    register: Option<Register>,
}

impl Case {
    /// Reads the documents of a folder; one that cannot be read is told and left out.
    pub(crate) fn read(folder: &Path, jail: &Jail, ui: &Ui) -> Done<Self> {
        let found = sources(&[folder.to_owned()]);
        let mut texts = Vec::new();
        for (path, problem) in &found.problems {
            ui.problem(Some(&path.display().to_string()), problem);
        }
        for source in &found.list {
            for layer in read_source(source, jail) {
                match layer {
                    Ok(layer) => texts.push((input::name(source), layer)),
                    Err(error) => ui.problem(Some(&input::name(source)), &error),
                }
            }
        }
        let path = folder.join(REGISTER);
        let register = match path.is_file() {
            true => Some(
                register(&fs::read_to_string(&path)?)
                    .map_err(|why| Stop::of(BadRegister { path, why }))?,
            ),
            false => None,
        };
        match texts.is_empty() && register.is_none() {
            true => Err(Stop::of(NoDocuments { paths: vec![PathBuf::from(folder)] })),
            false => Ok(Self { texts, register }),
        }
    }

    /// The documents, read by the grammar.
    pub(crate) fn dossier(&self) -> Dossier<'_> {
        let documents = self.texts.iter().map(|(name, layer)| {
            let about = About { date: input::own_date(layer), ..About::default() };
            (name.clone(), read(&layer.text, about, lexicon()))
        });
        Dossier { documents: documents.collect(), register: self.register.clone() }
    }

    /// The dossier of a document that is itself part of the case: all but that
    /// document, which proves nothing of itself. `None` where it is no part.
    pub(crate) fn without<'c>(
        &self,
        document: &TextLayer,
        dossier: &Dossier<'c>,
    ) -> Option<Dossier<'c>> {
        let same = |layer: &TextLayer| layer.sha256 == document.sha256;
        if !self.texts.iter().any(|(_, layer)| same(layer)) {
            return None;
        }
        let mut others = dossier.clone();
        let mut texts = self.texts.iter();
        others.documents.retain(|_| texts.next().is_some_and(|(_, layer)| !same(layer)));
        Some(others)
    }
}

/// A register that cannot be read.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("{}: {why}", .path.display())]
#[diagnostic(
    code("cli::bad-register"),
    help(
        "a register has the columns kind, holder and place, and may have number, from and until; a first line `# 2025-09-01` says when it was drawn"
    )
)]
struct BadRegister {
    path: PathBuf,
    why: String,
}

/// Reads an extract of a register from CSV.
fn register(text: &str) -> Result<Register, String> {
    let text = text.trim_start_matches('\u{feff}');
    let date = text.lines().next().and_then(|line| line.strip_prefix('#')?.trim().parse().ok());
    let mut rows = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = rows.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let needed = |name: &str| column(name).ok_or_else(|| format!("the column `{name}` is missing"));
    let (kind, holder, place) = (needed("kind")?, needed("holder")?, needed("place")?);
    let (number, from, until) = (column("number"), column("from"), column("until"));
    let mut rights = Vec::new();
    for row in rows.records() {
        let row = row.map_err(|error| error.to_string())?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let filled = |at: Option<usize>| at.map(cell).filter(|cell| !cell.is_empty());
        let day = |at: Option<usize>| -> Result<Option<Date>, String> {
            let day = |day: String| {
                day.parse()
                    .map_err(|_| format!("line {line}: `{day}` is no day such as 2025-09-25"))
            };
            filled(at).map(day).transpose()
        };
        rights.push(Right {
            kind: cell(kind),
            holder: cell(holder),
            place: cell(place),
            number: filled(number),
            from: day(from)?,
            until: day(until)?,
        });
    }
    Ok(Register { date, rights })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_is_a_table() {
        let text = "# 2025-05-01\nkind,holder,place,number,until\nmining lease,Orla Metals,Dovla,ML 204,2030-12-31\nexploration licence,Vesk,,,\n";
        let register = register(text).unwrap();
        assert_eq!(register.date, Some(jiff::civil::date(2025, 5, 1)));
        assert_eq!(register.rights.len(), 2);
        assert_eq!(register.rights[0].number.as_deref(), Some("ML 204"));
        assert_eq!(register.rights[0].until, Some(jiff::civil::date(2030, 12, 31)));
        assert_eq!(register.rights[1].number, None);
    }

    #[test]
    fn a_broken_register_says_where() {
        assert_eq!(register("kind,holder\n").unwrap_err(), "the column `place` is missing");
        let error = register("kind,holder,place,from\na,b,c,May\n").unwrap_err();
        assert_eq!(error, "line 2: `May` is no day such as 2025-09-25");
    }
}
