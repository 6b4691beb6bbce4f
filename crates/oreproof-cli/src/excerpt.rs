//! A line of a text with some of its words underlined, as compilers draw it.
//!
//! Whatever the length of the line, only what is shown is looked at, so that a
//! document on one line costs no more than one with many.

use std::fmt::Write as _;
use std::ops::Range;

use oreproof::Lines;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::ui::{self, Look, Style};

/// Words to underline.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Where they stand in the text.
    pub bytes: Range<usize>,
    /// In which colour.
    pub style: Style,
    /// What to write behind the underline.
    pub label: String,
}

/// How many lines a span may show; the rest is left out.
const LINES: usize = 3;

/// A tab takes so many columns wherever it stands.
const TAB: usize = 4;

/// Draws the lines that hold the marks below the place they stand at.
///
/// `number` gives what stands in the margin beside a line. Returns how far the
/// notes below are to be indented.
pub(crate) fn draw(
    out: &mut String,
    place: &str,
    text: &str,
    lines: &Lines,
    number: impl Fn(usize) -> String,
    marks: &[Mark],
    look: Look,
) -> usize {
    let first = marks.iter().map(|mark| lines.line(mark.bytes.start)).min().unwrap_or(1);
    let last = marks.iter().map(|mark| lines.line(last_byte(&mark.bytes))).max().unwrap_or(first);
    let last = last.min(first + LINES - 1);
    let margin = (first..=last).map(|line| number(line).width()).max().unwrap_or(1);
    let corner = look.paint(Style::Frame, look.glyph("┌─", "-->"));
    let _ = writeln!(out, "{:margin$} {corner} {}", "", ui::plain(place));
    for line in first..=last {
        let range = trimmed(text, lines.range(line));
        let here: Vec<Mark> = marks.iter().filter_map(|mark| clip(mark, &range)).collect();
        if !here.is_empty() {
            let number = format!("{:>margin$}", number(line));
            draw_line(out, text, &range, &number, &here, look);
        }
    }
    margin + 1
}

/// The last byte of a span, which may be empty.
fn last_byte(bytes: &Range<usize>) -> usize {
    bytes.end.saturating_sub(1).max(bytes.start)
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let end = if text[line.clone()].ends_with('\r') { line.end - 1 } else { line.end };
    line.start..end
}

/// The part of a mark on one line; its label goes to its last one.
fn clip(mark: &Mark, line: &Range<usize>) -> Option<Mark> {
    let start = mark.bytes.start.max(line.start);
    let end = mark.bytes.end.min(line.end);
    let empty_here = mark.bytes.is_empty() && line.start <= start && start <= line.end;
    let label = if mark.bytes.end <= line.end + 1 { mark.label.clone() } else { String::new() };
    (start < end || empty_here).then_some(Mark {
        bytes: start..end.max(start),
        style: mark.style,
        label,
    })
}

fn draw_line(
    out: &mut String,
    text: &str,
    line: &Range<usize>,
    number: &str,
    marks: &[Mark],
    look: Look,
) {
    let bar = look.paint(Style::Frame, look.glyph("│", "|"));
    let room = look.width.saturating_sub(number.width() + 3).max(30);
    let start = marks.iter().map(|mark| mark.bytes.start).min().unwrap_or(line.start);
    let end = marks.iter().map(|mark| mark.bytes.end).max().unwrap_or(start);
    let shown = window(text, line, start..end, room);
    let lead = if shown.start > line.start { look.glyph("… ", "... ") } else { "" };
    let tail = if shown.end < line.end { look.glyph(" …", " ...") } else { "" };
    let words = tidy(&text[shown.clone()]);
    let _ = writeln!(out, "{} {bar} {lead}{words}{tail}", look.paint(Style::Frame, number));
    let blank = " ".repeat(number.width());
    let mut row = |indent: usize, style: Style, text: &str| {
        let _ = writeln!(out, "{blank} {bar} {:indent$}{}", "", look.paint(style, text));
    };
    for (bytes, style, label) in rows(marks) {
        let from = bytes.start.clamp(shown.start, shown.end);
        let to = bytes.end.clamp(from, shown.end);
        let indent = lead.width() + tidy(&text[shown.start..from]).width();
        let length = tidy(&text[from..to]).width().max(1);
        let underline = look.glyph("━", "^").repeat(length);
        if label.is_empty() {
            row(indent, style, &underline);
        } else if indent + length + 1 + label.width() <= room {
            row(indent, style, &format!("{underline} {label}"));
        } else {
            row(indent, style, &underline);
            row(indent.min(room.saturating_sub(label.width())), style, &label);
        }
    }
}

/// One row for each different span, in order of place and the longer first;
/// marks of one span share a row and put their labels together.
fn rows(marks: &[Mark]) -> Vec<(Range<usize>, Style, String)> {
    let mut rows: Vec<(Range<usize>, Style, String)> = Vec::new();
    for Mark { bytes, style, label } in marks {
        match rows.iter_mut().find(|(span, ..)| span == bytes) {
            Some((_, _, labels)) => {
                let gap = if labels.is_empty() || label.is_empty() { "" } else { ", " };
                let _ = write!(labels, "{gap}{label}");
            }
            None => rows.push((bytes.clone(), *style, label.clone())),
        }
    }
    rows.sort_by_key(|(bytes, ..)| (bytes.start, std::cmp::Reverse(bytes.end)));
    rows
}

/// The text as it is shown: tabs as blanks, nothing that moves the cursor.
fn tidy(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push_str(&" ".repeat(TAB)),
            c => shown.push(ui::shown(c)),
        }
    }
    shown
}

fn columns(c: char) -> usize {
    if c == '\t' { TAB } else { ui::shown(c).width().unwrap_or(0) }
}

/// The bytes of a line to show: the span with as many words around it as fit.
pub(crate) fn window(
    text: &str,
    line: &Range<usize>,
    span: Range<usize>,
    room: usize,
) -> Range<usize> {
    /// What the two marks of a cut may take.
    const CUTS: usize = 8;
    let mut used = 0;
    let mut end = span.start;
    for c in text[span.clone()].chars() {
        if used + columns(c) > room - CUTS {
            return span.start..end;
        }
        used += columns(c);
        end += c.len_utf8();
    }
    let spare = room - used;
    let before = take(text[line.start..span.start].chars().rev(), spare);
    let after = take(text[span.end..line.end].chars(), spare);
    let (all_before, all_after) =
        (before.1 == span.start - line.start, after.1 == line.end - span.end);
    if all_before && all_after && before.0 + after.0 <= spare {
        return line.clone();
    }
    let spare = spare.saturating_sub(CUTS);
    // What one side does not need, the other may have.
    let left = before.0.min((spare / 2).max(spare.saturating_sub(after.0)));
    let before = take(text[line.start..span.start].chars().rev(), left);
    let after = take(text[span.end..line.end].chars(), spare - before.0);
    let (from, to) = (span.start - before.1, span.end + after.1);
    // Whole words only, as far as there are any.
    let from = match text[from..span.start].find(' ') {
        Some(at) if from > line.start => from + at + 1,
        _ => from,
    };
    let to = match text[span.end..to].rfind(' ') {
        Some(at) if to < line.end => span.end + at,
        _ => to,
    };
    from..to
}

/// How many columns, and bytes, of these characters fit.
fn take(chars: impl Iterator<Item = char>, room: usize) -> (usize, usize) {
    let (mut used, mut bytes) = (0, 0);
    for c in chars {
        if used + columns(c) > room {
            break;
        }
        used += columns(c);
        bytes += c.len_utf8();
    }
    (used, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { width: 60, ..Look::PLAIN };

    fn drawn(text: &str, words: &[(&str, &str)], look: Look) -> String {
        let mark = |(words, label): &(&str, &str)| {
            let start = text.find(words).unwrap();
            Mark {
                bytes: start..start + words.len(),
                style: Style::Error,
                label: (*label).to_owned(),
            }
        };
        let marks: Vec<Mark> = words.iter().map(mark).collect();
        let mut out = String::new();
        draw(&mut out, "a.txt:1:1", text, &Lines::new(text), |line| line.to_string(), &marks, look);
        out
    }

    #[test]
    fn the_underline_stands_below_the_words() {
        assert_eq!(
            drawn("The ore is worth $3 trillion.", &[("$3 trillion", "worth")], LOOK),
            "  ┌─ a.txt:1:1\n1 │ The ore is worth $3 trillion.\n  │                  ━━━━━━━━━━━ worth\n"
        );
    }

    #[test]
    fn wide_characters_and_tabs_keep_it_there() {
        assert_eq!(
            drawn("鉱山 is\tworth $3", &[("$3", "")], LOOK),
            "  ┌─ a.txt:1:1\n1 │ 鉱山 is    worth $3\n  │                  ━━\n"
        );
    }

    #[test]
    fn spans_that_overlap_have_a_row_each() {
        let look = Look { unicode: false, ..LOOK };
        let words = [("52 million tons", "category"), ("tons", "unit"), ("52 million tons", "age")];
        assert_eq!(
            drawn("It holds 52 million tons.", &words, look),
            "  --> a.txt:1:1\n1 | It holds 52 million tons.\n  |          ^^^^^^^^^^^^^^^ category, age\n  |                     ^^^^ unit\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_words() {
        let long = format!("{}worth $3 trillion {}", "word ".repeat(60), "more ".repeat(60));
        let drawn = drawn(&long, &[("$3 trillion", "a label that is rather long itself")], LOOK);
        assert!(drawn.lines().all(|line| line.width() <= LOOK.width), "{drawn}");
        assert!(drawn.contains("… word") && drawn.contains("more …"), "{drawn}");
        let lines: Vec<&str> = drawn.lines().collect();
        let at = |line: &str, what: &str| line[..line.find(what).unwrap()].width();
        assert_eq!(at(lines[1], "$3"), at(lines[2], "━"), "{drawn}");
    }

    #[test]
    fn a_span_over_two_lines_is_drawn_on_both() {
        assert_eq!(
            drawn("worth $3\ntrillion now", &[("$3\ntrillion", "worth")], LOOK),
            "  ┌─ a.txt:1:1\n1 │ worth $3\n  │       ━━\n2 │ trillion now\n  │ ━━━━━━━━ worth\n"
        );
    }

    #[test]
    fn a_span_wider_than_the_page_is_cut() {
        let long = "word ".repeat(60);
        let drawn = drawn(&long, &[(long.trim_end(), "")], LOOK);
        assert!(drawn.lines().all(|line| line.width() <= LOOK.width), "{drawn}");
    }
}
