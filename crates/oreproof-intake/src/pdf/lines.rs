//! Pieces of text to lines.
//!
//! The order of drawing is kept: it is nearly always the order of reading, and
//! it tells two columns (drawn one after the other) from two cells of a row
//! (drawn side by side).

use super::spans::Span;

/// A gap of this many em between two pieces of a line is one between cells.
pub(super) const CELL_GAP: f64 = 1.8;

/// A gap of this many em between two pieces of a line is a space.
const SPACE: f64 = 0.13;

/// A line of text on a page. Lengths in points.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) turn: u8,
    pub(super) text: String,
    /// Whether it is a row of cells.
    pub(super) is_row: bool,
}

/// Groups the pieces of a page into lines.
pub(super) fn group(spans: &[Span]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for span in spans {
        match lines.last_mut() {
            Some(line) if continues(line, span) => append(line, span),
            _ => lines.push(Line {
                x: span.x,
                end: span.end,
                y: span.y,
                size: span.size,
                turn: span.turn,
                text: span.text.clone(),
                is_row: false,
            }),
        }
    }
    lines
}

/// Whether a piece stands on the line, to the right of what is there.
fn continues(line: &Line, span: &Span) -> bool {
    let size = line.size.max(span.size);
    line.turn == span.turn
        && (line.y - span.y).abs() <= 0.45 * size
        && span.x >= line.end - 0.6 * size
        && span.end >= line.end - 0.1 * size
}

fn append(line: &mut Line, span: &Span) {
    let size = line.size.max(span.size).max(1e-6);
    let gap = (span.x - line.end) / size;
    let small = span.size < 0.8 * line.size;
    if gap > CELL_GAP {
        line.text.push_str(" | ");
        line.is_row = true;
    } else if gap > SPACE {
        line.text.push(' ');
    } else if small && span.y > line.y + 0.15 * size {
        let is_power = line.text.ends_with(|c: char| c.is_ascii_digit())
            && span.text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '−');
        if is_power {
            line.text.push('^');
        }
    }
    line.text.push_str(&span.text);
    line.end = line.end.max(span.end);
    if span.size > line.size {
        (line.size, line.y) = (span.size, span.y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(x: f64, end: f64, y: f64, text: &str) -> Span {
        Span { x, end, y, size: 10.0, turn: 0, text: text.to_owned() }
    }

    #[test]
    fn pieces_become_words_and_cells() {
        let lines = group(&[
            span(0.0, 20.0, 700.0, "Meas"),
            span(20.2, 40.0, 700.0, "ured"),
            span(43.0, 60.0, 700.0, "ore"),
            span(200.0, 230.0, 700.0, "1,200"),
            span(0.0, 40.0, 685.0, "Indicated"),
        ]);
        let text: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(text, ["Measured ore | 1,200", "Indicated"]);
        assert!(lines[0].is_row && !lines[1].is_row);
    }

    #[test]
    fn a_power_stays_apart_from_its_base() {
        let power = Span { size: 6.0, ..span(20.1, 23.0, 703.0, "6") };
        assert_eq!(group(&[span(0.0, 20.0, 700.0, "3 x 10"), power])[0].text, "3 x 10^6");
    }
}
