//! SARIF 2.1.0: for code hosts and editors.
//!
//! A region is given where the stored document has one that an editor can find:
//! lines and columns of text and web pages. A page, paragraph or record is a
//! logical location. A question that could not be answered is a result of the
//! kind `open`.

use std::collections::HashMap;

use oreproof::report::{Finding, Question};
use oreproof::rules::{Severity, rules};
use oreproof_intake::Sha256;
use serde_json::{Value, json};

use super::Render;
use crate::check::{Document, Tally};
use crate::origin::Origin;

/// The format.
pub(super) struct Sarif;

impl Render for Sarif {
    fn head(&self, _: &Tally) -> String {
        let driver = json!({
            "name": "oreproof",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules().map(rule).collect::<Vec<_>>(),
        });
        let schema = "https://json.schemastore.org/sarif-2.1.0.json";
        format!(
            "{{\n\"$schema\": \"{schema}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\"tool\": {{\"driver\": {driver}}},\n\
             \"columnKind\": \"unicodeCodePoints\",\n\"results\": [\n"
        )
    }

    fn document(&self, document: &Document<'_>) -> String {
        let mut seen = HashMap::new();
        let findings = document.findings().map(|found| finding(document, &found, &mut seen));
        let mut results: Vec<String> = findings.map(|result| result.to_string()).collect();
        results.extend(document.questions().map(|asked| question(document, &asked).to_string()));
        results.join(",\n")
    }

    fn parting(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, tally: &Tally) -> String {
        let notifications: Vec<Value> = tally
            .failures
            .iter()
            .map(|failure| {
                json!({
                    "level": "error",
                    "descriptor": {"id": failure.error.code},
                    "message": {"text": failure.error.message},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&failure.file)}}}],
                })
            })
            .collect();
        let invocation = json!({
            "executionSuccessful": tally.failures.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        format!("\n],\n\"invocations\": [{invocation}]\n}}]\n}}\n")
    }
}

fn rule(rule: &oreproof::rules::Rule) -> Value {
    let comment = rule.comment();
    let title = comment.lines().next().unwrap_or_default().trim_start_matches('#').trim();
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rule.message},
        "help": {
            "text": format!("{}. Norm: {}.", rule.help, rule.norm),
            "markdown": oreproof::page::page(rule),
        },
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.family()], "tier": rule.tier},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

fn finding(
    document: &Document<'_>,
    found: &Finding<'_>,
    seen: &mut HashMap<String, usize>,
) -> Value {
    let paragraph = &document.text()[document.lines.range(found.at.line)];
    let known = format!("{}\n{}\n{}", found.rule, found.quote, paragraph.trim());
    let mut print = Sha256::of(known.as_bytes()).to_string();
    print.truncate(16);
    let nth = seen.entry(print.clone()).and_modify(|nth| *nth += 1).or_insert(1);
    json!({
        "ruleId": found.rule,
        "ruleIndex": index(found.rule),
        "level": level(found.severity),
        "message": {"text": format!("{}. Help: {}.", found.message, found.help)},
        "locations": [location(document, found.byte_start..found.byte_end, found.start..found.end, found.quote)],
        // The same words in the same paragraph keep it when lines move.
        "partialFingerprints": {"words/v1": format!("{print}:{nth}")},
    })
}

fn question(document: &Document<'_>, asked: &Question<'_>) -> Value {
    json!({
        "ruleId": asked.rule,
        "ruleIndex": index(asked.rule),
        "kind": "open",
        "level": "none",
        "message": {"text": format!("not computable: needs {}", asked.needs)},
        "locations": [location(document, asked.byte_start..asked.byte_end, asked.start..asked.end, asked.quote)],
    })
}

fn index(code: &str) -> Option<usize> {
    rules().position(|rule| rule.code == code)
}

fn location(
    document: &Document<'_>,
    bytes: std::ops::Range<usize>,
    scalars: std::ops::Range<usize>,
    quote: &str,
) -> Value {
    let origin = document.origin(&bytes);
    let artifact = json!({"uri": uri(document.file)});
    let Origin::Line { from, to, byte_start, byte_end } = origin else {
        return json!({
            "physicalLocation": {"artifactLocation": artifact},
            "logicalLocations": [{"fullyQualifiedName": origin.brief(), "kind": kind(&origin)}],
            "properties": {"text": {"charOffset": scalars.start, "charLength": scalars.len(), "quote": quote}},
        });
    };
    let mut region = json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": byte_start,
        "byteLength": byte_end - byte_start,
        "snippet": {"text": quote},
    });
    // Offsets in characters are those of the file only where the text is the file.
    if (byte_start, byte_end) == (bytes.start, bytes.end) {
        region["charOffset"] = json!(scalars.start);
        region["charLength"] = json!(scalars.len());
    }
    json!({"physicalLocation": {"artifactLocation": artifact, "region": region}})
}

fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Page { .. } => "page",
        Origin::Paragraph { .. } => "paragraph",
        Origin::Record { .. } => "record",
        Origin::Line { .. } | Origin::Bytes { .. } => "bytes",
    }
}

/// A reference to a file: relative as it was named, or a `file:` address.
fn uri(file: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&b);
    let path = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let mut uri = match path.as_str() {
        "<stdin>" => return "stdin".to_owned(),
        path if path.starts_with('/') => "file://".to_owned(),
        path if cfg!(windows) && path.get(1..3) == Some(":/") => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        match keep(byte) {
            true => uri.push(char::from(byte)),
            false => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_a_reference() {
        assert_eq!(uri("a b/ü.txt"), "a%20b/%C3%BC.txt");
        assert_eq!(uri("/tmp/a:b"), "file:///tmp/a%3Ab");
        assert_eq!(uri("<stdin>"), "stdin");
    }
}
