//! For people at a terminal: what is wrong, where, what to do, and the norm.

use std::fmt::Write as _;

use oreproof::report::Finding;

use super::Render;
use crate::check::Document;
use crate::excerpt::{self, Mark};
use crate::ui::{self, Look, Style};

/// The format.
pub(super) struct Text {
    pub look: Look,
}

impl Render for Text {
    fn document(&self, document: &Document<'_>) -> String {
        let mut out = String::new();
        let mut findings = document.findings().peekable();
        while let Some(first) = findings.next() {
            // What overlaps is shown over one line of the document.
            let mut end = first.byte_end;
            let mut group = vec![first];
            while let Some(next) = findings.next_if(|next| next.byte_start < end) {
                end = end.max(next.byte_end);
                group.push(next);
            }
            self.group(document, &group, &mut out);
        }
        out
    }
}

impl Text {
    fn group(&self, document: &Document<'_>, group: &[Finding<'_>], out: &mut String) {
        let look = self.look;
        for finding in group {
            let head = format!("{}[{}]", finding.severity, finding.rule);
            let head = look.paint(Style::of(finding.severity), head);
            let _ = writeln!(out, "{head} {}", look.paint(Style::Bold, ui::plain(finding.message)));
        }
        let marks: Vec<Mark> = group
            .iter()
            .map(|finding| Mark {
                bytes: finding.byte_start..finding.byte_end,
                style: Style::of(finding.severity),
                label: finding.name.to_owned(),
            })
            .collect();
        let origin = document.origin(&marks[0].bytes);
        let margin = |line: usize| {
            let start = marks[0].bytes.start.max(document.lines.range(line).start);
            document.origin(&(start..start)).margin(line)
        };
        let indent = excerpt::draw(
            out,
            &origin.shown(document.file),
            document.text(),
            document.lines,
            margin,
            &marks,
            look,
        );
        let mut told: Vec<&str> = Vec::new();
        for finding in group {
            if told.contains(&finding.rule) {
                continue;
            }
            told.push(finding.rule);
            let of = |note: &str| match group.len() {
                1 => note.to_owned(),
                _ => format!("{note}[{}]", finding.rule),
            };
            look.note(out, indent, &of("help"), finding.help);
            look.note(out, indent, &of("norm"), finding.norm);
        }
        out.push('\n');
    }
}
