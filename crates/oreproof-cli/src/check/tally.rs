//! What was counted over a run.

use std::collections::BTreeMap;

use miette::Diagnostic;
use oreproof::rules::{self, Severity};
use serde::Serialize;

use super::Document;

/// What was counted in one document or in all of them.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Documents checked.
    pub documents: usize,
    /// Findings by rule.
    pub rules: BTreeMap<&'static str, usize>,
    /// Open questions by rule and by what is missing.
    pub needs: BTreeMap<(&'static str, String), usize>,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
    /// The documents, for a table of contents; kept only where one is printed.
    pub contents: Vec<Entry>,
}

/// A document that could not be read, and why.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Failure {
    pub file: String,
    pub error: Why,
}

/// Why a document could not be read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Why {
    pub code: String,
    pub message: String,
    pub help: Option<String>,
}

impl Failure {
    /// As a problem tells it.
    pub(crate) fn of(file: &str, problem: &dyn Diagnostic) -> Self {
        let code = problem.code().map_or_else(String::new, |code| code.to_string());
        let (message, help) = (problem.to_string(), problem.help().map(|help| help.to_string()));
        Self { file: file.to_owned(), error: Why { code, message, help } }
    }
}

/// A document in a table of contents.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub id: String,
    pub title: String,
    /// Errors, warnings and notes.
    pub counts: [usize; 3],
}

/// The three severities, the gravest first.
pub(crate) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warn, Severity::Info];

impl Tally {
    /// Counts one document.
    pub(crate) fn of(document: &Document<'_>, listed: bool) -> Self {
        let mut tally = Self { documents: 1, ..Self::default() };
        for finding in &document.checked.findings {
            *tally.rules.entry(finding.rule.code).or_default() += 1;
        }
        for question in &document.checked.unanswered {
            *tally.needs.entry((question.rule, question.needs.to_string())).or_default() += 1;
        }
        if listed {
            let uri = document.layer.metadata.uri.as_deref();
            let title =
                uri.filter(|_| document.id.contains('-')).unwrap_or(document.file).to_owned();
            let counts = SEVERITIES.map(|severity| tally.of_severity(severity));
            tally.contents.push(Entry { id: document.id.clone(), title, counts });
        }
        tally
    }

    /// Counts another in.
    pub(crate) fn add(&mut self, other: Self) {
        self.documents += other.documents;
        for (rule, n) in other.rules {
            *self.rules.entry(rule).or_default() += n;
        }
        for (need, n) in other.needs {
            *self.needs.entry(need).or_default() += n;
        }
        self.failures.extend(other.failures);
        self.contents.extend(other.contents);
    }

    /// How many findings.
    pub(crate) fn findings(&self) -> usize {
        self.rules.values().sum()
    }

    /// How many findings of a severity.
    pub(crate) fn of_severity(&self, severity: Severity) -> usize {
        let of = |code: &str| rules::rule(code).is_some_and(|rule| rule.severity == severity);
        self.rules.iter().filter(|(code, _)| of(code)).map(|(_, n)| n).sum()
    }

    /// How many rules left a question open.
    pub(crate) fn unanswered_rules(&self) -> usize {
        let mut codes: Vec<&str> = self.needs.keys().map(|(code, _)| *code).collect();
        codes.dedup();
        codes.len()
    }
}
