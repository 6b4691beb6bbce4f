//! Reading tables: every mistake is kept, with its place, and reading goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable};

use crate::field::Value;
use crate::place::{FileText, Place};
use crate::problem::Problem;
use crate::refs::Kind;

/// An entity that gave itself a name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub kind: Kind,
    pub id: String,
    pub at: Place,
}

/// What reads one file, and keeps what it met.
#[derive(Debug)]
pub struct Reader<'t> {
    file: FileText<'t>,
    problems: Vec<Problem>,
    named: Vec<Named>,
    /// What stands behind the values of the table that is being read, unless they
    /// say otherwise.
    source: Option<(String, Place)>,
    /// Whether numbers come as text, as in the cells of a CSV file.
    loose: bool,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(name: &str, text: &'t str) -> Self {
        let file = FileText::new(name, text);
        Self { file, problems: Vec::new(), named: Vec::new(), source: None, loose: false }
    }

    /// A reader of cells, whose numbers come as text and whose source is given.
    pub(crate) fn loose(name: &str, text: &'t str, source: Option<(String, Place)>) -> Self {
        Self { source, loose: true, ..Self::new(name, text) }
    }

    /// The text of a cell, where numbers come as text.
    pub(crate) fn cell<'v>(&self, value: &'v Value<'_>) -> Option<&'v str> {
        value.get_ref().as_str().filter(|_| self.loose)
    }

    pub(crate) fn finish(self) -> (Vec<Problem>, Vec<Named>) {
        (self.problems, self.named)
    }

    pub(crate) fn place(&self, bytes: Range<usize>) -> Place {
        self.file.place(bytes)
    }

    /// The place that stands for a whole table: its header, or its first key.
    pub(crate) fn header(&self, span: Range<usize>, table: &DeTable<'_>) -> Place {
        // The keys of a row stand at the head of its file, and are no part of it.
        if self.loose {
            return self.place(span);
        }
        let first_key = in_order(table).first().map(|(key, _)| key.span());
        let text = self.file.text.get(span.clone()).unwrap_or_default();
        if text.starts_with('[') {
            let end = text.find('\n').unwrap_or(text.len());
            return self.place(span.start..span.start + text[..end].trim_end().len());
        }
        match first_key {
            Some(key) if !text.starts_with('{') => self.place(key),
            _ => self.place(span),
        }
    }

    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(crate) fn named(&mut self, kind: Kind, id: &str, at: Place) {
        self.named.push(Named { kind, id: id.to_owned(), at });
    }

    /// Goes into a table: its `source` stands behind its values. Gives back what
    /// stood there before, for [`Reader::leave`].
    pub(crate) fn enter(&mut self, table: &DeTable<'_>) -> Option<(String, Place)> {
        let outer = self.source.clone();
        if let Some(value) = table.get("source")
            && let Some(id) = value.get_ref().as_str()
        {
            self.source = Some((id.to_owned(), self.place(value.span())));
        }
        outer
    }

    pub(crate) fn leave(&mut self, outer: Option<(String, Place)>) {
        self.source = outer;
    }

    /// The source that the table around a value names.
    pub(crate) fn source(&self) -> Option<(String, Place)> {
        self.source.clone()
    }

    pub(crate) fn unknown_key(
        &mut self,
        key: &Spanned<DeString<'_>>,
        known: &'static [&'static str],
    ) {
        let written = key.get_ref().to_string();
        let suggestion = nearest(&written, known.iter().copied());
        let at = self.place(key.span());
        self.problem(Problem::UnknownKey { key: written, known, suggestion, at });
    }

    pub(crate) fn unknown_column(
        &mut self,
        column: &str,
        bytes: Range<usize>,
        known: &'static [&'static str],
    ) {
        let suggestion = nearest(column, known.iter().copied()).map(str::to_owned);
        let known = known.iter().map(|name| (*name).to_owned()).collect();
        let at = self.place(bytes);
        self.problem(Problem::UnknownColumn { column: column.to_owned(), known, suggestion, at });
    }

    pub(crate) fn missing_key(&mut self, table: &str, key: &'static str, at: &Place) {
        self.problem(Problem::MissingKey { table: table.to_owned(), key, at: at.clone() });
    }

    /// One of a list of words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        value: &Value<'_>,
        all: &'static [(&'static str, T)],
    ) -> Option<T> {
        let Some(written) = value.get_ref().as_str() else {
            return crate::field::wrong(self, key, "one of a list of words", value);
        };
        let at = self.place(value.span());
        self.known_word(key, written, &at, all)
    }

    /// What a word stands for; one that is not on the list is a problem.
    pub(crate) fn known_word<T: Copy>(
        &mut self,
        key: &'static str,
        written: &str,
        at: &Place,
        all: &'static [(&'static str, T)],
    ) -> Option<T> {
        let known = || all.iter().map(|(word, _)| *word);
        let found = all.iter().find(|(word, _)| *word == written).map(|(_, of)| *of);
        if found.is_none() {
            self.problem(Problem::UnknownWord {
                key: key.to_owned(),
                word: written.to_owned(),
                known: known().collect(),
                suggestion: nearest(written, known()),
                at: at.clone(),
            });
        }
        found
    }
}

/// The entries of a table in the order in which they are written.
pub(crate) fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<DeString<'i>>, &'t Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// Below this likeness a suggestion helps nobody.
const ALIKE: f64 = 0.8;

/// The candidate most like a word, where one is like it at all; the first of equals.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(word, candidate);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
