//! For an issue or a note: what can be pasted and ticked off.

use std::fmt::Write as _;

use super::Render;
use crate::check::{Document, Failure, Tally, summary};
use crate::excerpt;
use crate::ui::{Look, plural};

/// The format.
pub(super) struct Markdown;

/// How many columns of the paragraph are quoted.
const QUOTED: usize = 160;

impl Render for Markdown {
    fn waits(&self) -> bool {
        true
    }

    fn head(&self, tally: &Tally) -> String {
        format!("# Findings\n\n{}.\n", summary::line(tally, Look::PLAIN))
    }

    fn document(&self, document: &Document<'_>) -> String {
        let mut out = String::new();
        let n = document.findings().count();
        if n > 0 {
            let _ = writeln!(out, "\n## {}\n\n{}.\n", escape(document.file), plural(n, "finding"));
        }
        for finding in document.findings() {
            let (text, line) = (document.text(), document.lines.range(finding.at.line));
            let (start, end) =
                (finding.byte_start, finding.byte_end.min(line.end).max(finding.byte_start));
            let shown = excerpt::window(text, &line, start..end, QUOTED);
            let cut = |cut: bool, mark| if cut { mark } else { "" };
            let origin = document.origin(&(finding.byte_start..finding.byte_end));
            let _ = writeln!(
                out,
                "- [ ] **{} {}** {} ({})\n  > {}{}**{}**{}{}\n\n  {}. *{}.*",
                finding.severity,
                finding.rule,
                escape(finding.message),
                escape(&origin.brief()),
                cut(line.start < shown.start, "… "),
                escape(text[shown.start..start].trim_start()),
                escape(text[start..end].trim_end()),
                escape(text[end..shown.end.max(end)].trim_end()),
                cut(shown.end < line.end, " …"),
                escape(&capital(finding.help)),
                escape(finding.norm),
            );
        }
        let questions: Vec<_> = document.questions().collect();
        if !questions.is_empty() {
            let _ = writeln!(out, "\nNot computable in {}:\n", escape(document.file));
        }
        for question in questions {
            let quote = escape(question.quote.trim());
            let _ = writeln!(out, "- {} “{quote}” needs {}", question.rule, escape(question.needs));
        }
        out
    }

    fn failure(&self, failure: &Failure) -> String {
        format!(
            "\n## {}\n\nNot checked: {}.\n",
            escape(&failure.file),
            escape(&failure.error.message)
        )
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Text that means itself: nothing is emphasised, linked, called or turned into HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            c => out.push(crate::ui::shown(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        assert_eq!(escape("*a* <b> @c #1\nd"), "\\*a\\* &lt;b&gt; &#64;c \\#1 d");
    }
}
