//! SARIF 2.1.0: for code hosts and editors. Columns count Unicode code points.

use std::hash::{Hash, Hasher};

use oreproof::rules::{Severity, rules};
use serde_json::json;

use crate::report::{Report, Shown};

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

pub(super) fn begin() -> String {
    let rules: Vec<_> = rules()
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": rule.message },
                "help": { "text": format!("{}. Norm: {}.", rule.help, rule.norm) },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let driver = json!({
        "name": "oreproof",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    format!(
        "{{\"$schema\":\"{schema}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
         \"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
    )
}

/// The results of a document; empty where there are none.
pub(super) fn document(report: &Report) -> String {
    let results: Vec<String> =
        report.findings.iter().map(|shown| result(report, shown).to_string()).collect();
    results.join(",\n")
}

fn result(report: &Report, shown: &Shown) -> serde_json::Value {
    let length = shown.scalars.end - shown.scalars.start;
    let quote = shown.quote(&report.text);
    let mut message = shown.message.clone();
    if let Some(place) = &shown.place {
        message.push_str(&format!(" ({place})"));
    }
    let lines = quote.matches('\n').count();
    let end_column = match quote.rfind('\n') {
        Some(at) => quote[at + 1..].chars().count() + 1,
        None => shown.position.column + length,
    };
    json!({
        "ruleId": shown.rule.code,
        "level": level(shown.severity()),
        "message": { "text": message },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&report.name) },
                "region": {
                    "startLine": shown.position.line,
                    "startColumn": shown.position.column,
                    "endLine": shown.position.line + lines,
                    "endColumn": end_column,
                    "charOffset": shown.scalars.start,
                    "charLength": length,
                    "snippet": { "text": quote },
                },
            },
        }],
        "partialFingerprints": { "wordsHash/v1": fingerprint(report, shown) },
    })
}

/// A relative reference: blanks and what has a meaning in an address are escaped.
fn uri(name: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~/:@!$&'()*+,;=".contains(&b);
    let name = name.replace('\\', "/");
    name.bytes()
        .map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The same words of the same file under the same rule keep their fingerprint when lines move.
fn fingerprint(report: &Report, shown: &Shown) -> String {
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    (
        report.name.as_str(),
        shown.rule.code,
        shown.quote(&report.text),
        &report.text[shown.position.bytes.clone()],
    )
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// FNV-1a: the same on every machine and in every version, which the standard hasher does not promise.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

pub(super) fn end() -> String {
    "]}]}\n".to_owned()
}
