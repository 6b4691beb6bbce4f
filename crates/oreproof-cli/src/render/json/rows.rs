//! The rows of a document's JSON: its findings and open questions, as serde_json would indent
//! them. A text full of claims has more bytes of findings than of its own, so that each line is
//! written in two or three pieces.

use oreproof::LineColumn;
use oreproof::report::{Finding, Question};
use serde::Serialize;

use crate::origin::Origin;

/// What stands before a value: the line break, the indent and the key.
macro_rules! row {
    ($key:literal) => {
        concat!("\n      \"", $key, "\": ")
    };
}

/// The same one level deeper.
macro_rules! inner {
    ($key:literal) => {
        concat!("\n        \"", $key, "\": ")
    };
}

/// Appends a list under a key, with an object for each item.
pub(super) fn list<T>(
    out: &mut String,
    key: &str,
    items: impl Iterator<Item = T>,
    object: impl Fn(&mut String, T),
) {
    out.push_str(key);
    let empty = out.len() + 1;
    out.push('[');
    for item in items {
        out.push_str("\n    {");
        object(out, item);
        close(out, "\n    },");
    }
    let end = if out.len() == empty { "]" } else { "\n  ]" };
    close(out, end);
}

/// The fields of a finding.
pub(super) fn finding(out: &mut String, finding: &Finding<'_>, source: &Origin) {
    text(out, row!("rule"), finding.rule);
    value(out, row!("severity"), &finding.severity);
    number(out, row!("start"), finding.start);
    number(out, row!("end"), finding.end);
    text(out, row!("quote"), finding.quote);
    text(out, row!("message"), finding.message);
    text(out, row!("help"), finding.help);
    text(out, row!("norm"), finding.norm);
    text(out, row!("name"), finding.name);
    number(out, row!("byte_start"), finding.byte_start);
    number(out, row!("byte_end"), finding.byte_end);
    place(out, finding.at);
    origin(out, source);
}

/// The fields of a question.
pub(super) fn question(out: &mut String, question: &Question<'_>, source: &Origin) {
    text(out, row!("rule"), question.rule);
    number(out, row!("start"), question.start);
    number(out, row!("end"), question.end);
    text(out, row!("quote"), question.quote);
    text(out, row!("needs"), question.needs);
    number(out, row!("byte_start"), question.byte_start);
    number(out, row!("byte_end"), question.byte_end);
    place(out, question.at);
    origin(out, source);
}

fn place(out: &mut String, at: LineColumn) {
    number(out, row!("line"), at.line);
    number(out, row!("column"), at.column);
}

fn origin(out: &mut String, origin: &Origin) {
    out.push_str(row!("source"));
    out.push('{');
    match origin {
        Origin::Line { from, byte_start, byte_end, .. } => {
            number(out, inner!("line"), from.line);
            number(out, inner!("column"), from.column);
            range(out, *byte_start, *byte_end);
        }
        Origin::Bytes { byte_start, byte_end } => range(out, *byte_start, *byte_end),
        Origin::Page { page, line } => {
            value(out, inner!("page"), page);
            value(out, inner!("line"), line);
        }
        Origin::Paragraph { part, paragraph } => {
            value(out, inner!("part"), part);
            value(out, inner!("paragraph"), paragraph);
        }
        Origin::Record { record, uri, byte_start, byte_end } => {
            value(out, inner!("record"), record);
            if let Some(uri) = uri {
                text(out, inner!("uri"), uri);
            }
            range(out, *byte_start, *byte_end);
        }
    }
    close(out, "\n      },");
}

fn range(out: &mut String, start: usize, end: usize) {
    number(out, inner!("byte_start"), start);
    number(out, inner!("byte_end"), end);
}

/// Closes what the last value, with its comma, stands in.
fn close(out: &mut String, end: &str) {
    if out.ends_with(',') {
        out.pop();
    }
    out.push_str(end);
}

fn number(out: &mut String, key: &str, mut number: usize) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.push_str(key);
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
    out.push(',');
}

fn text(out: &mut String, key: &str, text: &str) {
    if !is_plain(text) {
        return value(out, key, text);
    }
    out.push_str(key);
    out.push('"');
    out.push_str(text);
    out.push_str("\",");
}

fn value<T: Serialize + ?Sized>(out: &mut String, key: &str, value: &T) {
    out.push_str(key);
    out.push_str(&super::to_json(value));
    out.push(',');
}

/// Whether a text holds nothing that JSON escapes. Nearly all are plain, which eight bytes at a
/// time tell.
fn is_plain(text: &str) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // The top bit of every byte that is less than `n`, and perhaps of some behind the first.
    let less = |eight: u64, n: u64| eight.wrapping_sub(n * ONES) & !eight & (0x80 * ONES);
    let is = |eight: u64, byte: u8| less(eight ^ (u64::from(byte) * ONES), 1);
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let escaped = eights.iter().fold(0, |escaped, eight| {
        let eight = u64::from_ne_bytes(*eight);
        escaped | less(eight, 0x20) | is(eight, b'"') | is(eight, b'\\')
    });
    escaped == 0 && rest.iter().all(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row<'a> {
        quote: &'a str,
        n: usize,
    }

    #[test]
    fn rows_are_what_serde_json_writes() {
        let quotes =
            ["", "5 Mt", "a “quote” of 9 %", "twelve\"bytes", "back\\slash", "a\nb", "\u{1}\u{7f}"];
        for (quote, n) in quotes.into_iter().zip([0, 7, 10, 99, 100, 1 << 20, usize::MAX]) {
            let mut out = String::from("{");
            text(&mut out, "\n  \"quote\": ", quote);
            number(&mut out, "\n  \"n\": ", n);
            close(&mut out, "\n}");
            assert_eq!(out, serde_json::to_string_pretty(&Row { quote, n }).unwrap());
        }
    }

    #[test]
    fn every_byte_that_json_escapes_is_seen() {
        for byte in 0..0x80u8 {
            let plain = byte >= 0x20 && byte != b'"' && byte != b'\\';
            for before in 0..16 {
                let text = "é".repeat(before) + std::str::from_utf8(&[byte]).unwrap();
                assert_eq!(is_plain(&text), plain, "{text:?}");
            }
        }
    }
}
