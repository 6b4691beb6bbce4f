//! For the terminal: what is wrong, where, what to do, and the norm.

use std::fmt::Write as _;

use crate::excerpt::{self, Lines};
use crate::render::style;
use crate::report::{Report, Shown};
use crate::ui::{Look, Style};

/// Every finding of a document.
pub(super) fn document(report: &Report, look: Look) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        self::finding(report, finding, look, &mut out);
    }
    out
}

fn finding(report: &Report, finding: &Shown, look: Look, out: &mut String) {
    let style = style(finding.severity());
    let head = look.paint(style, format!("{}[{}]", finding.severity(), finding.rule.code));
    let message = look.paint(Style::Bold, &finding.message);
    let gutter = finding.position.line.to_string().len();
    let corner = look.paint(Style::Frame, if look.unicode { "┌─" } else { "-->" });
    let pad = " ".repeat(gutter + 1);
    let place = finding.place.as_ref().map_or(String::new(), |place| format!(" ({place})"));
    let (line, column) = (finding.position.line, finding.position.column);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{head} {message}\n{pad}{corner} {}:{line}:{column}{place}", report.name);
    out.push_str(&excerpt::draw(
        &report.text,
        &finding.bytes,
        &finding.position,
        gutter,
        style,
        look,
    ));
    let equals = look.paint(Style::Frame, "=");
    for (name, text) in [("help", finding.rule.help), ("norm", finding.rule.norm)] {
        let indent = " ".repeat(gutter + 1 + 2 + name.len() + 2);
        let _ = writeln!(out, "{pad}{equals} {name}: {}", wrap(text, look.width, &indent));
    }
    out.push('\n');
}

/// Breaks a text into lines of a width, those after the first indented.
fn wrap(text: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(indent.len()).max(30);
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            out.push('\n');
            out.push_str(indent);
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out
}

/// Notes on how the text was got, and inline ignores that do nothing.
pub(super) fn warnings(report: &Report, look: Look) -> String {
    let mut out = String::new();
    let head = look.paint(Style::Warn, "note");
    for note in &report.notes {
        let _ = writeln!(out, "{head}: {}: {note}", report.name);
    }
    if !report.idle.is_empty() {
        let lines = Lines::new(&report.text);
        for ignored in &report.idle {
            let at = lines.position(ignored.bytes.start);
            let why = match &ignored.unknown {
                Some(code) => format!("no rule is called {code}"),
                None => "this silences nothing".to_owned(),
            };
            let quote = &report.text[ignored.bytes.clone()];
            let _ = writeln!(
                out,
                "{head}: {}:{}:{}: `{}`: {why}",
                report.name,
                at.line,
                at.column,
                quote.trim()
            );
        }
    }
    out
}
