//! The last lines of a check.

use std::fmt::Write as _;

use oreproof::rules::{self, Severity};
use serde_json::json;

use super::Tally;
use super::tally::SEVERITIES;
use crate::ui::{self, Look, Style, plural};

/// How many open needs are listed; JSON has them all.
const NEEDS: usize = 6;

/// What a severity is called when it is counted.
pub(crate) fn noun(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

/// `14 findings in 3 documents: 6 errors, 5 warnings, 3 notes; 2 rules could not be answered`.
pub(crate) fn line(tally: &Tally, look: Look) -> String {
    let documents = plural(tally.documents, "document");
    let mut line = match tally.findings() {
        0 => format!("no findings in {documents}"),
        n => {
            let count = |severity: &Severity| match tally.of_severity(*severity) {
                0 => None,
                n => Some(look.paint(Style::of(*severity), plural(n, noun(*severity)))),
            };
            let counts: Vec<String> = SEVERITIES.iter().filter_map(count).collect();
            let findings = look.paint(Style::Bold, plural(n, "finding"));
            format!("{findings} in {documents}: {}", counts.join(", "))
        }
    };
    if !tally.needs.is_empty() {
        let _ =
            write!(line, "; {} could not be answered", plural(tally.unanswered_rules(), "rule"));
    }
    if !tally.failures.is_empty() {
        let failed = format!("{} could not be read", plural(tally.failures.len(), "document"));
        let _ = write!(line, "; {}", look.paint(Style::Error, failed));
    }
    line
}

/// The summary, with what the open questions need.
pub(super) fn summary(tally: &Tally, look: Look) -> String {
    let mut out = line(tally, look);
    out.push('\n');
    for ((code, needs), n) in tally.needs.iter().take(NEEDS) {
        let places = if *n > 1 { format!(" ({n} places)") } else { String::new() };
        let code = look.paint(Style::Bold, code);
        let _ = writeln!(out, "  {code} needs {}{places}", ui::plain(needs));
    }
    if let Some(more) = tally.needs.len().checked_sub(NEEDS).filter(|more| *more > 0) {
        let _ =
            writeln!(out, "  {} {more} more; --format json has them all", look.glyph("…", "..."));
    }
    out
}

/// How often each rule fired, the most frequent first.
pub(super) fn statistics(tally: &Tally, look: Look) -> String {
    let mut rows: Vec<(&&str, &usize)> = tally.rules.iter().collect();
    rows.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let width = rows.first().map_or(1, |(_, n)| n.to_string().len());
    let mut out = String::new();
    for rule_count in rows {
        let (Some(rule), n) = (rules::rule(rule_count.0), rule_count.1) else { continue };
        let head = look
            .paint(Style::of(rule.severity), format_args!("{:<5} {}", rule.severity, rule.code));
        let _ = writeln!(out, "{n:>width$}  {head}  {}", rule.name);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The same for programs.
pub(super) fn statistics_json(tally: &Tally) -> String {
    let rules: Vec<_> = tally
        .rules
        .iter()
        .filter_map(|(code, n)| rules::rule(code).map(|rule| (rule, n)))
        .map(|(rule, n)| json!({"rule": rule.code, "name": rule.name, "severity": rule.severity, "findings": n}))
        .collect();
    format!(
        "{:#}\n",
        json!({"schema": "oreproof-statistics/1", "rules": rules, "summary": object(tally)})
    )
}

/// The counts of a run as an object.
pub(crate) fn object(tally: &Tally) -> serde_json::Value {
    let [errors, warnings, notes] = SEVERITIES.map(|severity| tally.of_severity(severity));
    json!({
        "documents": tally.documents,
        "failed": tally.failures.len(),
        "findings": tally.findings(),
        "errors": errors,
        "warnings": warnings,
        "notes": notes,
        "unanswered": tally.needs.values().sum::<usize>(),
    })
}
