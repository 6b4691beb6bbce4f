//! Words in a text that switch rules off for a line, or for all of it.
//!
//! ```text
//! check: ignore CAT001, UNI       the next line that holds any text
//! check: ignore                   the same, for every rule
//! check: ignore-file LAN          the whole document
//! ```
//!
//! They stand on a line of their own, which may be a comment of Markdown, HTML
//! or a script (`<!-- check: ignore CAT001 -->`), and may give a reason behind
//! ` -- `. A line of prose that happens to hold the words is left alone.

use std::ops::Range;

use miette::{Diagnostic, SourceSpan};
use oreproof_rules::{Finding, Rule, Unanswered};
use thiserror::Error;

use crate::suggest;

/// One line that switches rules off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The words themselves, in bytes of the text.
    pub bytes: Range<usize>,
    /// The line they stand on, in bytes.
    pub line: Range<usize>,
    /// What they reach, in bytes; `None` for the whole document.
    pub reach: Option<Range<usize>>,
    /// Codes or prefixes in capitals, each with its place; none for all rules.
    pub codes: Vec<(String, Range<usize>)>,
}

impl Directive {
    fn silences(&self, code: &str, at: usize) -> bool {
        self.reach.as_ref().is_none_or(|reach| reach.contains(&at)) && self.names(code)
    }

    fn names(&self, code: &str) -> bool {
        self.codes.is_empty() || self.codes.iter().any(|(prefix, _)| code.starts_with(prefix))
    }
}

/// Something about a directive that its author should mend.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DirectiveProblem {
    /// No rule has this code, or one that begins so.
    #[error("no rule has the code `{code}`")]
    #[diagnostic(code("inline::unknown-code"), severity(Warning))]
    UnknownCode {
        /// As written, in capitals.
        code: String,
        /// What was probably meant.
        suggestion: Option<&'static str>,
        /// Where it is written.
        #[label("{}", suggestion.map_or("unknown".to_owned(), |code| format!("did you mean `{code}`?")))]
        at: SourceSpan,
    },
    /// Nothing would have been found there.
    #[error("`check: ignore` silences nothing here")]
    #[diagnostic(
        code("inline::unused"),
        severity(Warning),
        help("take it out, or move it to the line before the words it is about")
    )]
    Unused {
        /// The directive.
        #[label("no finding of these rules in its reach")]
        at: SourceSpan,
    },
}

const MARK: &str = "check:";

/// Finds the directives of a text. Linear in its length.
pub fn directives(text: &str) -> Vec<Directive> {
    let mut found: Vec<Directive> = Vec::new();
    if !text.contains(MARK) {
        return found;
    }
    let mut waiting = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        if let Some(directive) = directive(text, range.clone()) {
            found.push(directive);
        } else if !text[range.clone()].trim().is_empty() {
            for directive in &mut found[waiting..] {
                if directive.reach.is_some() {
                    directive.reach = Some(range.clone());
                }
            }
            waiting = found.len();
        }
    }
    found
}

/// The directive on a line, with an empty reach if it is for the next one.
fn directive(text: &str, line: Range<usize>) -> Option<Directive> {
    let words = strip_comment(text[line.clone()].trim());
    let start = offset(text, words);
    let rest = words.strip_prefix(MARK)?.trim_start();
    let (for_file, rest) = match rest.strip_prefix("ignore-file") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("ignore")?),
    };
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let listed = rest.find(" -- ").or(rest.find(" — ")).map_or(rest, |reason| &rest[..reason]);
    let mut codes = Vec::new();
    for code in listed.split([',', ' ', '\t']).filter(|code| !code.is_empty()) {
        if !looks_like_code(code) {
            return None;
        }
        let from = offset(text, code);
        codes.push((code.to_ascii_uppercase(), from..from + code.len()));
    }
    let reach = if for_file { None } else { Some(line.end..line.end) };
    Some(Directive { bytes: start..start + words.len(), line, reach, codes })
}

/// Whether a word may be a code, mistyped or not. Prose goes on in other words.
fn looks_like_code(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let (letters, digits) =
        upper.split_at(upper.bytes().take_while(u8::is_ascii_alphabetic).count());
    let shaped =
        (1..=5).contains(&letters.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    shaped && (!digits.is_empty() || word == upper || suggest::is_code(&upper))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// What stands inside a comment of Markdown, HTML or a script.
fn strip_comment(line: &str) -> &str {
    let pairs = [("<!--", "-->"), ("[//]: # (", ")"), ("[comment]: # (", ")"), ("/*", "*/")];
    for (open, close) in pairs {
        let inside = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside {
            return inside.trim();
        }
    }
    line.trim_start_matches(['/', '#', '%', ';']).trim()
}

/// Takes out what the directives silence, and says which of them are mistaken.
///
/// `wanted` tells which rules run; a directive for one that does not is not unused.
pub fn settle(
    directives: &[Directive],
    findings: &mut Vec<Finding>,
    unanswered: &mut Vec<Unanswered>,
    wanted: impl Fn(&Rule) -> bool,
) -> Vec<DirectiveProblem> {
    if directives.is_empty() {
        return Vec::new();
    }
    let mut used = vec![false; directives.len()];
    let (of_file, of_line): (Vec<_>, Vec<_>) =
        (0..directives.len()).partition(|&at| directives[at].reach.is_none());
    let mut silenced = |code: &str, at: usize| {
        // Reaches follow one another as their directives do.
        let ends_before =
            |&idx: &usize| directives[idx].reach.as_ref().is_some_and(|reach| reach.end <= at);
        let from = of_line.partition_point(ends_before);
        let near = of_line[from..].iter().take_while(|&&idx| directives[idx].line.start <= at);
        let mut hit = false;
        for &idx in near.chain(&of_file) {
            if directives[idx].silences(code, at) {
                (used[idx], hit) = (true, true);
            }
        }
        // The directive's own words are no part of the document.
        hit || directives.iter().any(|directive| directive.line.contains(&at))
    };
    findings.retain(|finding| !silenced(finding.rule.code, finding.bytes.start));
    unanswered.retain(|question| !silenced(question.rule, question.bytes.start));
    let all_run = oreproof_rules::rules().all(&wanted);
    let mut problems = Vec::new();
    for (directive, used) in directives.iter().zip(used) {
        let (known, unknown): (Vec<_>, Vec<_>) =
            directive.codes.iter().partition(|(code, _)| suggest::is_code(code));
        problems.extend(unknown.into_iter().map(|(code, at)| DirectiveProblem::UnknownCode {
            code: code.clone(),
            suggestion: suggest::code(code),
            at: at.clone().into(),
        }));
        let would_run = || {
            let of =
                |rule: &&'static Rule| known.iter().any(|(code, _)| rule.code.starts_with(code));
            oreproof_rules::rules().filter(of).any(&wanted)
        };
        let could_hit = if directive.codes.is_empty() { all_run } else { would_run() };
        if !used && could_hit {
            problems.push(DirectiveProblem::Unused { at: directive.bytes.clone().into() });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};
    use oreproof_promise::About;

    const WORTH: &str = "The valley’s tungsten deposit is worth $900 million, the company said.";

    fn codes(text: &str) -> (Vec<&'static str>, Vec<DirectiveProblem>) {
        let checked = check(text, About::default(), &Options::default());
        (checked.findings.iter().map(|finding| finding.rule.code).collect(), checked.problems)
    }

    #[test]
    fn the_line_behind_is_silenced() {
        let (before, _) = codes(WORTH);
        assert!(before.contains(&"VAL001"));
        for directive in [
            "check: ignore VAL001",
            "check: ignore val",
            "<!-- check: ignore VAL001, CAT -->\n",
            "[//]: # (check: ignore VAL001)",
            "# check: ignore VAL001 -- quoted as an example",
            "check: ignore",
        ] {
            let (after, problems) = codes(&format!("{directive}\n{WORTH}"));
            assert!(!after.contains(&"VAL001"), "{directive}");
            assert!(problems.is_empty(), "{directive}: {problems:?}");
        }
        let (after, _) = codes(&format!("check: ignore VAL001\nA heading.\n{WORTH}"));
        assert!(after.contains(&"VAL001"), "only the next line is reached");
    }

    #[test]
    fn a_whole_document_is_silenced() {
        let (after, problems) = codes(&format!("A heading.\n{WORTH}\ncheck: ignore-file\n"));
        assert!(after.is_empty() && problems.is_empty(), "{after:?} {problems:?}");
    }

    #[test]
    fn mistaken_directives_are_told() {
        let (_, problems) = codes(&format!("check: ignore VAL01\n{WORTH}"));
        let [DirectiveProblem::UnknownCode { suggestion, at, .. }] = &problems[..] else {
            panic!("{problems:?}")
        };
        assert_eq!((*suggestion, at.offset(), at.len()), (Some("VAL001"), 14, 5));
        let (_, problems) = codes("check: ignore VAL001\nNothing here.");
        assert!(matches!(problems[..], [DirectiveProblem::Unused { .. }]), "{problems:?}");
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "check: ignore the rumours of a deposit",
            "Please check: ignore VAL001",
            "check: ignored",
        ] {
            assert!(directives(text).is_empty(), "{text}");
        }
    }
}
