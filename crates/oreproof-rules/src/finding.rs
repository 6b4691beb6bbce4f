//! Findings, and where the rules put them.

use std::ops::Range;

use crate::rule::{Rule, Severity};

/// A sentence that does not carry its own proof, and why.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule it breaks.
    pub rule: &'static Rule,
    /// The words to underline, in bytes of the text.
    pub bytes: Range<usize>,
    /// What is wrong, in one line.
    pub message: String,
}

impl Finding {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// A question that a rule could not answer for want of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The code of the rule.
    pub rule: &'static str,
    /// The words that raise the question, in bytes of the text.
    pub bytes: Range<usize>,
    /// What is missing, to be read after “needs”: “reference prices of tungsten in 2024”.
    pub needs: String,
}

/// Where one rule puts what it finds.
#[derive(Debug)]
pub struct Sink<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) findings: &'a mut Vec<Finding>,
    pub(crate) unanswered: &'a mut Vec<Unanswered>,
}

impl Sink<'_> {
    /// Reports a finding on a stretch of text.
    pub fn fire(&mut self, bytes: Range<usize>, message: impl Into<String>) {
        self.findings.push(Finding { rule: self.rule, bytes, message: message.into() });
    }

    /// Says that the rule applies here and what it lacks.
    pub fn needs(&mut self, bytes: Range<usize>, needs: impl Into<String>) {
        self.unanswered.push(Unanswered { rule: self.rule.code, bytes, needs: needs.into() });
    }
}
