//! For an issue or a note.

use std::fmt::Write as _;

use crate::check::Total;
use crate::report::Report;

pub(super) fn begin() -> String {
    "# Findings\n".to_owned()
}

pub(super) fn document(report: &Report) -> String {
    let mut out = String::new();
    if report.findings.is_empty() {
        return out;
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\n## {}\n", escape(&report.name));
    for shown in &report.findings {
        let quote = escape(&shown.quote(&report.text).replace('\n', " "));
        let place =
            shown.place.as_ref().map_or(String::new(), |place| format!(", {}", escape(place)));
        let (line, column) = (shown.position.line, shown.position.column);
        let _ = writeln!(
            out,
            "- **{}[{}]** {}",
            shown.severity(),
            shown.rule.code,
            escape(&shown.message)
        );
        let _ = writeln!(out, "  Line {line}, column {column}{place}: “{quote}”.");
        let _ = writeln!(out, "  Help: {}.", escape(shown.rule.help));
        let _ = writeln!(out, "  Norm: {}.", escape(shown.rule.norm));
    }
    out
}

/// Characters that Markdown would take for its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

pub(super) fn end(total: &Total) -> String {
    let (findings, documents) = (total.findings, total.documents);
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    format!(
        "\n{findings} finding{} in {documents} document{}.\n",
        plural(findings),
        plural(documents)
    )
}
