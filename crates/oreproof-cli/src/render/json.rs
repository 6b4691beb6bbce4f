//! For programs: one object, stable field names, offsets in scalar values with bytes beside.

use serde::Serialize;

use crate::check::Total;
use crate::report::{Report, Shown};

/// The version of this shape. Fields may be added; none changes its meaning under one version.
pub(crate) const SCHEMA: &str = "oreproof-findings/1";

#[derive(Serialize)]
struct Document<'a> {
    file: &'a str,
    form: &'a str,
    date: Option<String>,
    findings: Vec<Finding<'a>>,
    not_computable: Vec<Question<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: String,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    quote: &'a str,
    message: &'a str,
    help: &'a str,
    norm: &'a str,
}

#[derive(Serialize)]
struct Question<'a> {
    rule: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    needs: &'a str,
}

pub(super) fn begin() -> String {
    format!(
        "{{\"schema\":\"{SCHEMA}\",\"version\":\"{}\",\"documents\":[\n",
        env!("CARGO_PKG_VERSION")
    )
}

pub(super) fn document(report: &Report) -> String {
    let findings = report.findings.iter().map(|shown| finding(report, shown)).collect();
    let not_computable = report
        .unanswered
        .iter()
        .map(|(rule, shown, needs)| Question {
            rule,
            start: shown.scalars.start,
            end: shown.scalars.end,
            quote: shown.quote(&report.text),
            needs,
        })
        .collect();
    let document = Document {
        file: &report.name,
        form: report.form.name(),
        date: report.date.map(|date| date.to_string()),
        findings,
        not_computable,
        notes: report.notes.iter().map(ToString::to_string).collect(),
    };
    to_json(&document)
}

fn finding<'a>(report: &'a Report, shown: &'a Shown) -> Finding<'a> {
    Finding {
        rule: shown.rule.code,
        severity: shown.severity().to_string(),
        start: shown.scalars.start,
        end: shown.scalars.end,
        byte_start: shown.bytes.start,
        byte_end: shown.bytes.end,
        line: shown.position.line,
        column: shown.position.column,
        place: shown.place.as_deref(),
        quote: shown.quote(&report.text),
        message: &shown.message,
        help: shown.rule.help,
        norm: shown.rule.norm,
    }
}

pub(super) fn end(total: &Total) -> String {
    let summary = serde_json::json!({
        "documents": total.documents,
        "with_findings": total.with_findings,
        "failed": total.failed,
        "findings": total.findings,
        "by_rule": total.rules,
    });
    format!("\n],\"summary\":{summary}}}\n")
}

/// A value that holds only strings and numbers always serialises.
pub(super) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers serialise")
}
