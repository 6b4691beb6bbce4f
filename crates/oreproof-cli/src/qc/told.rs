//! One problem as every format tells it.

use miette::Diagnostic;
use oreproof_ground::hole::Problem;
use oreproof_intake::drill::TableProblem;
use serde::Serialize;

use crate::ui::Style;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    Error,
    Warning,
    Note,
}

/// A problem and where it stands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    pub severity: Severity,
    pub code: String,
    pub file: Option<String>,
    pub row: Option<u32>,
    pub column: Option<String>,
    pub message: String,
    pub help: Option<String>,
}

impl Severity {
    pub(crate) const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    pub(crate) fn style(self) -> Style {
        match self {
            Self::Error => Style::Error,
            Self::Warning => Style::Warn,
            Self::Note => Style::Info,
        }
    }

    fn of(problem: &dyn Diagnostic) -> Self {
        match problem.severity() {
            Some(miette::Severity::Warning) => Self::Warning,
            Some(miette::Severity::Advice) => Self::Note,
            _ => Self::Error,
        }
    }
}

impl Told {
    /// Whether the tables are worse for it; a note alone leaves them clean.
    pub(crate) fn counts(&self) -> bool {
        self.severity != Severity::Note
    }

    fn new(problem: &dyn Diagnostic) -> Self {
        Self {
            severity: Severity::of(problem),
            code: problem.code().map(|code| code.to_string()).unwrap_or_default(),
            file: None,
            row: None,
            column: None,
            message: problem.to_string(),
            help: problem.help().map(|help| help.to_string()),
        }
    }

    pub(crate) fn of_table(problem: &TableProblem) -> Self {
        let (file, row) = problem.place();
        Self { file: file.map(str::to_owned), row, ..Self::new(problem) }
    }

    pub(crate) fn of_hole(problem: &Problem) -> Self {
        let place = problem.place();
        Self {
            file: Some(place.file.to_string()),
            row: Some(place.row),
            column: place.column.as_ref().map(|column| column.to_string()),
            ..Self::new(problem)
        }
    }
}
