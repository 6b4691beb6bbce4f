//! One document's findings, ready to be printed in any format.

use std::ops::Range;

use jiff::civil::Date;
use oreproof::promise::{About, Form};
use oreproof::rules::{Rule, Severity};
use oreproof::{Checked, Ignored};
use oreproof_intake::{Note, Place, TextLayer};

use crate::excerpt::{Lines, Position};

/// A document checked.
#[derive(Debug)]
pub(crate) struct Report {
    /// What it is called: its path, `<stdin>`, or the address of an archived page.
    pub name: String,
    /// Its form.
    pub form: Form,
    /// Its date.
    pub date: Option<Date>,
    /// Its text.
    pub text: String,
    /// Its findings, in order of place.
    pub findings: Vec<Shown>,
    /// What could not be answered: the rule, where it arose, and what is missing.
    pub unanswered: Vec<(&'static str, Shown, String)>,
    /// What a reader should know of how the text was got.
    pub notes: Vec<Note>,
    /// Inline ignores that name no rule or silence nothing.
    pub idle: Vec<Ignored>,
}

/// A finding with its place in every count.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The rule.
    pub rule: &'static Rule,
    /// What is wrong, in one line.
    pub message: String,
    /// The words underlined, in bytes of the text.
    pub bytes: Range<usize>,
    /// The same in Unicode scalar values.
    pub scalars: Range<usize>,
    /// The line and column.
    pub position: Position,
    /// The place in the document as stored, where that is not the text itself.
    pub place: Option<String>,
}

impl Shown {
    /// The words underlined.
    pub(crate) fn quote<'t>(&self, text: &'t str) -> &'t str {
        &text[self.bytes.clone()]
    }

    /// How grave it is.
    pub(crate) fn severity(&self) -> Severity {
        self.rule.severity
    }
}

impl Report {
    /// Gathers what a check found, and lets go of the reading.
    pub(crate) fn new(
        name: String,
        about: About,
        layer: &TextLayer,
        checked: &Checked<'_>,
        idle: Vec<Ignored>,
    ) -> Self {
        let lines = Lines::new(&layer.text);
        let show = |rule: &'static Rule, bytes: &Range<usize>, message: String| {
            let span = checked.span(bytes);
            Shown {
                rule,
                message,
                bytes: bytes.clone(),
                scalars: span.start..span.end,
                position: lines.position(bytes.start),
                place: place(layer, bytes),
            }
        };
        let findings =
            checked.findings.iter().map(|f| show(f.rule, &f.bytes, f.message.clone())).collect();
        let unanswered = checked
            .unanswered
            .iter()
            .filter_map(|question| {
                let rule = oreproof::rules::rule(question.rule)?;
                Some((
                    rule.code,
                    show(rule, &question.bytes, String::new()),
                    question.needs.clone(),
                ))
            })
            .collect();
        Self {
            name,
            form: about.form,
            date: about.date,
            findings,
            unanswered,
            notes: layer.notes.clone(),
            idle,
            text: layer.text.clone(),
        }
    }
}

/// The place in the stored document, where the text is not that document itself.
fn place(layer: &TextLayer, bytes: &Range<usize>) -> Option<String> {
    match layer.origin.place(bytes.clone()) {
        Place::Bytes { range } if range == *bytes => None,
        place => Some(place.to_string()),
    }
}
