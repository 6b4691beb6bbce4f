//! A text to its findings, with exact places.

use std::collections::BTreeSet;

use oreproof_promise::{About, Places, Reading, Span, complete, skim};
use oreproof_rules::{Document, Dossier, Finding, Rule, Tables, Unanswered, lexicon};

use crate::inline::{self, DirectiveProblem};

/// What to check for, and with what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Codes or prefixes of the rules to run; empty for all.
    pub select: &'a [String],
    /// Codes or prefixes of the rules to leave out; stronger than `select` where as long or longer.
    pub ignore: &'a [String],
    /// Reference tables; `None` for those that come with the program.
    pub tables: Option<&'a Tables>,
    /// The other documents of the case.
    pub dossier: Option<&'a Dossier<'a>>,
}

impl Options<'_> {
    /// Whether a rule is to run: the longest prefix that names it decides, `ignore` on a tie.
    pub fn wants(&self, rule: &Rule) -> bool {
        let longest = |prefixes: &[String]| {
            prefixes
                .iter()
                .filter(|prefix| rule.code.starts_with(prefix.as_str()))
                .map(String::len)
                .max()
        };
        let selected = if self.select.is_empty() { Some(0) } else { longest(self.select) };
        selected.is_some_and(|length| longest(self.ignore).is_none_or(|ignored| ignored < length))
    }
}

/// A text checked.
#[derive(Debug)]
pub struct Checked<'t> {
    /// What the grammar understood.
    pub reading: Reading<'t>,
    /// What was found, in order of place.
    pub findings: Vec<Finding>,
    /// What could not be answered, and for want of what.
    pub unanswered: Vec<Unanswered>,
    /// What the text's own requests to ignore a rule got wrong.
    pub problems: Vec<DirectiveProblem>,
    /// Places in both counts.
    pub places: Places<'t>,
}

impl Checked<'_> {
    /// The exact place of a finding or question.
    pub fn span(&self, bytes: &std::ops::Range<usize>) -> Span {
        self.places.span(bytes.clone())
    }

    /// The codes of the rules that found something.
    pub fn codes(&self) -> BTreeSet<&'static str> {
        self.findings.iter().map(|finding| finding.rule.code).collect()
    }
}

/// The families whose findings depend on whether two figures speak of one place.
const PLACED: &[&str] = &["SUM", "PRC"];

/// Reads a text and runs the rules over it.
///
/// Who speaks and where costs half of a reading, and few texts need it to be checked: those with
/// reserves, which belong to a place, those of a dossier, and those where figures seem to
/// disagree. The others are only skimmed; [`complete`] adds the rest to the reading.
pub fn check<'t>(text: &'t str, about: About, options: &Options<'_>) -> Checked<'t> {
    let tables = options.tables.unwrap_or_else(|| Tables::built_in());
    let wanted = |rule: &Rule| options.wants(rule);
    let run = |reading: &Reading<'_>| {
        let document = Document { reading, tables, dossier: options.dossier };
        oreproof_rules::check(&document, wanted)
    };
    let mut reading = skim(text, about, lexicon());
    let located =
        options.dossier.is_some() || reading.quantities.iter().any(|q| q.category.is_reserve());
    if located {
        complete(&mut reading);
    }
    let (mut findings, mut unanswered) = run(&reading);
    if !located && findings.iter().any(|finding| PLACED.contains(&finding.rule.family())) {
        complete(&mut reading);
        (findings, unanswered) = run(&reading);
    }
    let directives = inline::directives(text);
    let problems = inline::settle(&directives, &mut findings, &mut unanswered, wanted);
    Checked { findings, unanswered, problems, places: Places::new(text), reading }
}
