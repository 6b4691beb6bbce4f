//! One document, checked, as the renderers see it.

use std::cell::Cell;
use std::fmt::Write as _;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use jiff::civil::Date;
use oreproof::promise::{About, Form};
use oreproof::report::{self, Finding, Question};
use oreproof::rules::{Dossier, Tables};
use oreproof::{Checked, Lines, Options, check as check_text};
use oreproof_intake::{Note, TextLayer};

use super::dossier::Case;
use super::{Panicked, Tally};
use crate::input::{self, DateFrom};
use crate::origin::{Heard, Origin, Stored, origin};
use crate::ui::{self, Look, Style};

/// What a document is to be checked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub form: Option<Form>,
    pub date: Option<Date>,
}

/// What it is checked against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct With<'a> {
    pub tables: Option<&'a Tables>,
    pub case: Option<(&'a Case, &'a Dossier<'a>)>,
}

/// What is left of a document when it has been rendered.
pub(crate) struct Dressed {
    pub text: String,
    pub talk: String,
    pub tally: Tally,
}

/// A document with everything found in it.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// Names it within a run, as an identifier.
    pub id: String,
    /// The file it was read from, as it was named.
    pub file: &'a str,
    pub layer: &'a TextLayer,
    pub about: About,
    /// Where its date comes from, if it has one.
    pub date_from: Option<DateFrom>,
    pub lines: &'a Lines,
    /// What was found, by bytes of the text alone.
    pub checked: &'a Checked<'a>,
    stored: Option<Stored>,
}

impl<'a> Document<'a> {
    /// The text.
    pub(crate) fn text(&self) -> &'a str {
        &self.layer.text
    }

    /// The findings, in order of place.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Finding<'a>> + use<'a> {
        report::findings(self.checked, self.lines)
    }

    /// The questions that could not be answered.
    pub(crate) fn questions(&self) -> impl Iterator<Item = Question<'a>> + use<'a> {
        report::questions(self.checked, self.lines)
    }

    /// Where words of the text stand in the document as it is stored.
    pub(crate) fn origin(&self, bytes: &Range<usize>) -> Origin {
        let place = |byte| self.lines.place(byte, &self.checked.places);
        origin(self.layer, self.stored.as_ref(), bytes, place)
    }

    /// What the reader should be told besides the findings.
    pub(crate) fn warnings(&self, look: Look) -> String {
        let mut out = String::new();
        for note in notes(&self.layer.notes) {
            let (head, file) = (look.paint(Style::Warn, "warning"), ui::plain(self.file));
            let _ = writeln!(out, "{head}: {file}: {}", look.paint(Style::Bold, note));
        }
        for problem in &self.checked.problems {
            out.push_str(&ui::describe(Some(self.file), Some(self.text()), problem, look));
        }
        out
    }

    /// The same for programs.
    pub(crate) fn warnings_plain(&self) -> Vec<String> {
        let problems = self.checked.problems.iter().map(|problem| {
            let offset = miette::Diagnostic::labels(problem).and_then(|mut labels| labels.next());
            let byte = offset.map_or(0, |label| label.offset());
            format!("line {}: {problem}", self.lines.line(byte))
        });
        notes(&self.layer.notes).into_iter().chain(problems).collect()
    }
}

/// The notes that say that words are missing, those about pages put together.
fn notes(notes: &[Note]) -> Vec<String> {
    let mut pages: [(&str, Vec<u32>); 3] = [
        ("a scan without text", Vec::new()),
        ("not readable", Vec::new()),
        ("partly in a font without a map to characters", Vec::new()),
    ];
    let mut others = Vec::new();
    for note in notes.iter().filter(|note| note.is_partial()) {
        match note {
            Note::ScannedPage { page } => pages[0].1.push(*page),
            Note::UnreadablePage { page } => pages[1].1.push(*page),
            Note::UnmappedFont { page } => pages[2].1.push(*page),
            other => others.push(other.to_string()),
        }
    }
    let told = pages.iter().filter_map(|(what, pages)| match pages[..] {
        [] => None,
        [page] => Some(format!("page {page} is {what}")),
        _ => Some(format!("pages {} are {what}", ranges(pages))),
    });
    told.chain(others).collect()
}

/// `1–3, 7`.
fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let run = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// Checks a document and dresses it while everything about it is at hand.
///
/// # Errors
///
/// When a rule panics, which costs this document and no other.
#[expect(clippy::too_many_arguments, reason = "the seam where reading, asking and printing meet")]
pub(super) fn check(
    nth: (usize, usize),
    file: &str,
    path: Option<&Path>,
    heard: Option<&Heard>,
    layer: &TextLayer,
    asked: &Asked,
    with: With<'_>,
    dress: impl Fn(&Document<'_>) -> Dressed,
) -> Result<Dressed, Panicked> {
    let own = || Some((input::own_date(layer)?, DateFrom::Document));
    let date = asked.date.map(|date| (date, DateFrom::Given)).or_else(own);
    let about = About { form: asked.form.unwrap_or_default(), date: date.map(|(date, _)| date) };
    guarded(|| {
        let others = with.case.and_then(|(case, dossier)| case.without(layer, dossier));
        let dossier = others.as_ref().or(with.case.map(|(_, dossier)| dossier));
        let options =
            Options { select: &asked.select, ignore: &asked.ignore, tables: with.tables, dossier };
        let checked = check_text(&layer.text, about, &options);
        let lines = Lines::new(&layer.text);
        let silent = checked.findings.is_empty() && checked.unanswered.is_empty();
        let document = Document {
            id: match nth {
                (source, 0) => format!("d{}", source + 1),
                (source, record) => format!("d{}-{}", source + 1, record + 1),
            },
            file,
            layer,
            about,
            date_from: date.map(|(_, from)| from),
            lines: &lines,
            stored: if silent { None } else { Stored::of(layer, path, heard) },
            checked: &checked,
        };
        dress(&document)
    })
}

thread_local! {
    /// Whether a panic of this thread is an answer and not the end.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a check so that its panic becomes an error, and says nothing by itself.
fn guarded<T>(check: impl FnOnce() -> T) -> Result<T, Panicked> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(check));
    GUARDED.set(false);
    result.map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Panicked { what: text.unwrap_or_else(|| "no reason given".to_owned()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_pages_are_put_together() {
        let scan = |page| Note::ScannedPage { page };
        let all = [
            scan(1),
            scan(2),
            scan(3),
            scan(7),
            Note::UnreadablePage { page: 4 },
            Note::ByteOrderMark,
        ];
        assert_eq!(notes(&all), ["pages 1–3, 7 are a scan without text", "page 4 is not readable"]);
    }

    #[test]
    fn a_panic_costs_one_document() {
        assert!(guarded(|| 1).is_ok());
        let error = guarded(|| panic!("rule {}", "X")).unwrap_err();
        assert_eq!(error.to_string(), "the check failed inside: rule X");
    }
}
