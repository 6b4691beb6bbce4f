//! Findings as they are handed to other programs: exact places in both counts,
//! the words themselves, and everything the rule has to say.

use oreproof_promise::Span;
use oreproof_rules::{self as rules, Severity};

use crate::check::Checked;
use crate::lines::{LineColumn, Lines};

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The rule's code.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The first character, counted from the start of the text.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The words to underline, which stand exactly there.
    pub quote: &'a str,
    /// What is wrong or missing.
    pub message: &'a str,
    /// What to do about it.
    pub help: &'static str,
    /// The norm behind it.
    pub norm: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// The first byte of the text in UTF-8.
    pub byte_start: usize,
    /// The byte after the last.
    pub byte_end: usize,
    /// The line of the text and the column in it, from 1.
    pub at: LineColumn,
}

/// One question that could not be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<'a> {
    /// The rule's code.
    pub rule: &'static str,
    /// The first character of the words that raise it.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The words.
    pub quote: &'a str,
    /// What is missing.
    pub needs: &'a str,
    /// The first byte.
    pub byte_start: usize,
    /// The byte after the last.
    pub byte_end: usize,
    /// The line and the column in it, from 1.
    pub at: LineColumn,
}

/// The findings of a checked text, in order of place.
pub fn findings<'a>(
    checked: &'a Checked<'a>,
    lines: &'a Lines,
) -> impl Iterator<Item = Finding<'a>> + 'a {
    checked.findings.iter().map(|finding| {
        let rules::Finding { rule, bytes, message } = finding;
        let Span { start, end, byte_start, byte_end } = checked.span(bytes);
        let quote = checked.reading.quote(bytes);
        let at = lines.place(byte_start, &checked.places);
        let rules::Rule { code, severity, help, norm, name, .. } = **rule;
        Finding {
            rule: code,
            severity,
            start,
            end,
            quote,
            message,
            help,
            norm,
            name,
            byte_start,
            byte_end,
            at,
        }
    })
}

/// The questions that a checked text leaves open.
pub fn questions<'a>(
    checked: &'a Checked<'a>,
    lines: &'a Lines,
) -> impl Iterator<Item = Question<'a>> + 'a {
    checked.unanswered.iter().map(|question| {
        let Span { start, end, byte_start, byte_end } = checked.span(&question.bytes);
        let quote = checked.reading.quote(&question.bytes);
        let at = lines.place(byte_start, &checked.places);
        Question {
            rule: question.rule,
            start,
            end,
            quote,
            needs: &question.needs,
            byte_start,
            byte_end,
            at,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};
    use oreproof_promise::About;

    #[test]
    fn a_finding_says_where_it_stands() {
        let text = "A heading\nThe valley’s tungsten deposit is worth $900 million.";
        let checked = check(text, About::default(), &Options::default());
        let lines = Lines::new(text);
        let finding = findings(&checked, &lines).find(|f| f.rule == "VAL001").unwrap();
        assert_eq!(finding.quote, "$900 million");
        assert_eq!(finding.at, LineColumn { line: 2, column: 40 });
        assert_eq!((finding.start, finding.byte_start), (49, 51));
        assert_eq!(finding.severity, Severity::Error);
    }
}
