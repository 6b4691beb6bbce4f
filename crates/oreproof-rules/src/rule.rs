//! What a rule is.

use std::fmt;

use oreproof_promise::{Form, FormGroup};
use serde::Serialize;

use crate::document::Document;
use crate::finding::Sink;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Barred, false or meaningless as it stands.
    Error,
    /// Something that a reader needs is missing.
    Warn,
    /// Worth a question.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
        })
    }
}

/// What a rule must be given besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DecidedBy {
    /// The text alone, or the text and its date.
    Text,
    /// A table of prices, lists or base rates.
    Reference,
    /// The other documents of the case.
    Dossier,
}

/// Which forms a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forms {
    /// Every form.
    All,
    /// The forms of these groups.
    Groups(&'static [FormGroup]),
    /// These forms only.
    These(&'static [Form]),
}

impl Forms {
    /// Whether a rule for these forms reads a document of that one.
    pub fn include(self, form: Form) -> bool {
        match self {
            Self::All => true,
            Self::Groups(groups) => groups.contains(&form.group()),
            Self::These(forms) => forms.contains(&form),
        }
    }
}

/// A short text that shows a rule at work.
///
/// Read as a document of its own, of a form that the rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: &'static str,
    /// Its form; `None` for the first that the rule reads.
    pub form: Option<Form>,
    /// Its date, `YYYY-MM-DD`; `None` for 2025-06-30.
    pub date: Option<&'static str>,
}

impl Example {
    /// A text whose form and date do not matter.
    pub const fn new(text: &'static str) -> Self {
        Self { text, form: None, date: None }
    }

    /// The same text dated.
    pub const fn on(self, date: &'static str) -> Self {
        Self { date: Some(date), ..self }
    }

    /// The same text as a document of a form.
    pub const fn as_form(self, form: Form) -> Self {
        Self { form: Some(form), ..self }
    }
}

/// One rule of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its permanent code: three letters of the family and a number.
    pub code: &'static str,
    /// Its name, for people.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it must be given.
    pub decided_by: DecidedBy,
    /// Which forms it reads.
    pub forms: Forms,
    /// 1: frequent, decidable and well founded; 2 and 3: less so.
    pub tier: u8,
    /// What a finding says, with `{…}` for what it fills in.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// The norm behind it.
    pub norm: &'static str,
    /// Texts on which it fires.
    pub fires_on: &'static [Example],
    /// Texts on which it stays silent.
    pub silent_on: &'static [Example],
    /// The source file of the rule, whose doc comment is its page.
    pub source: &'static str,
    /// The check itself.
    pub check: fn(&Document<'_>, &mut Sink<'_>),
}

impl Rule {
    /// The three letters of its family.
    pub fn family(&self) -> &'static str {
        &self.code[..3]
    }

    /// The doc comment of its file, as Markdown.
    pub fn comment(&self) -> String {
        let lines = self.source.lines().take_while(|line| line.starts_with("//!"));
        lines
            .map(|line| line.trim_start_matches("//!").strip_prefix(' ').unwrap_or(""))
            .collect::<Vec<_>>()
            .join("\n")
    }
}
