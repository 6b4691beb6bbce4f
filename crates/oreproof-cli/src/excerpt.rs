//! A line of a text with some of its words underlined.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::ui::{Look, Style};

/// Where a byte stands: its line and column, both from 1, and the line's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values.
    pub column: usize,
    /// The line's text, without its end.
    pub bytes: Range<usize>,
}

/// Line starts of a text.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines. Linear in the text.
    pub(crate) fn new(text: &'t str) -> Self {
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The position of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        let column = self.text[start..byte].chars().count() + 1;
        Position { line, column, bytes: start..end.max(start) }
    }
}

/// The line that holds `span`, cut to fit, with the span underlined: two lines of output.
///
/// A span that runs over the end of its line is underlined to the end.
pub(crate) fn draw(
    text: &str,
    span: &Range<usize>,
    position: &Position,
    gutter: usize,
    style: Style,
    look: Look,
) -> String {
    let line = &text[position.bytes.clone()];
    let start = span.start - position.bytes.start;
    let end = span.end.min(position.bytes.end).max(span.start) - position.bytes.start;
    let room = look.width.saturating_sub(gutter + 4).max(30);
    let cut = window(line, start..end, room);
    let (bar, dash) = if look.unicode { ("│", "━") } else { ("|", "^") };
    let before = tidy(&line[cut.start..start]);
    let quote = tidy(&line[start..end]);
    let after = tidy(&line[end.min(cut.end).max(start)..cut.end.max(end)]);
    let (lead, tail) =
        (if cut.start > 0 { "… " } else { "" }, if cut.end < line.len() { " …" } else { "" });
    let (lead, tail) = if look.unicode {
        (lead, tail)
    } else {
        (if lead.is_empty() { "" } else { "... " }, if tail.is_empty() { "" } else { " ..." })
    };
    let indent = " ".repeat(lead.width() + before.width());
    let underline = dash.repeat(quote.width().max(1));
    format!(
        "{} {bar} {lead}{before}{quote}{after}{tail}\n{} {bar} {indent}{}\n",
        look.paint(Style::Frame, format!("{:>gutter$}", position.line)),
        " ".repeat(gutter),
        look.paint(style, underline),
    )
}

/// Control characters and tabs take one blank each, so that the underline stays below the words.
fn tidy(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The bytes of a line to show so that `span` is seen with words around it, within `room` columns.
fn window(line: &str, span: Range<usize>, room: usize) -> Range<usize> {
    if line.width() <= room {
        return 0..line.len();
    }
    let spare = room.saturating_sub(line[span.clone()].width() + 4);
    let columns = |text: &str, limit: usize, from_end: bool| {
        let mut used = 0;
        let mut taken = 0;
        let mut take = |c: char| {
            used += c.width().unwrap_or(0);
            if used <= limit {
                taken += c.len_utf8();
            }
            used <= limit
        };
        if from_end {
            text.chars().rev().all(&mut take)
        } else {
            text.chars().all(&mut take)
        };
        taken
    };
    let left = columns(&line[..span.start], spare * 2 / 3, true);
    let rest = spare.saturating_sub(line[span.start - left..span.start].width());
    let right = columns(&line[span.end..], rest, false);
    let (mut from, mut to) = (span.start - left, span.end + right);
    // Whole words only, unless the cut is at the span itself.
    if from > 0 && from < span.start {
        from = line[from..span.start].find(' ').map_or(from, |at| from + at + 1);
    }
    if to < line.len() && to > span.end {
        to = line[span.end..to].rfind(' ').map_or(to, |at| span.end + at);
    }
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { color: false, unicode: true, width: 60 };

    fn underlined(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        let span = start..start + words.len();
        let position = Lines::new(text).position(start);
        draw(text, &span, &position, 1, Style::Error, PLAIN)
    }

    #[test]
    fn the_underline_stands_below_the_words() {
        let drawn = underlined("The ore is worth $3 trillion.", "$3 trillion");
        assert_eq!(drawn, "1 │ The ore is worth $3 trillion.\n  │                  ━━━━━━━━━━━\n");
    }

    #[test]
    fn wide_characters_and_tabs_keep_it_there() {
        let drawn = underlined("鉱山 is\tworth $3", "$3");
        assert_eq!(drawn, "1 │ 鉱山 is worth $3\n  │               ━━\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_words() {
        let long = format!("{} worth $3 trillion {}", "word ".repeat(60), "more ".repeat(60));
        let drawn = underlined(&long, "$3 trillion");
        assert!(drawn.lines().all(|line| line.width() <= PLAIN.width), "{drawn}");
        assert!(
            drawn.contains("… word") && drawn.contains("$3 trillion") && drawn.contains("more …"),
            "{drawn}"
        );
    }

    #[test]
    fn positions_count_lines_and_scalars() {
        let lines = Lines::new("é\r\nab\n");
        assert_eq!(lines.position(0), Position { line: 1, column: 1, bytes: 0..2 });
        assert_eq!(lines.position(5), Position { line: 2, column: 2, bytes: 4..6 });
    }
}
