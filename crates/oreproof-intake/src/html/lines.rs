//! The chosen part of a page as lines: one per paragraph, heading, list item
//! or table row.

use super::content::Chosen;
use super::tree::{Kind, Tag, Tree};
use crate::origin::Trace;

/// A cell with more text than this, in bytes, lays the page out and holds no
/// datum.
const CELL: usize = 400;

/// The chosen part of a page as text.
pub(super) struct Written {
    pub(super) text: String,
    /// From the text to the page.
    pub(super) trace: Trace,
    /// Whether the text was cut at the limit on pieces.
    pub(super) full: bool,
}

/// Writes the chosen part.
pub(super) fn write(tree: &Tree, chosen: &Chosen, pieces: usize) -> Written {
    let mut lines = Lines {
        tree,
        left_out: &chosen.left_out,
        text: String::new(),
        trace: Trace::default(),
        space: None,
        broken: false,
        in_row: 0,
        in_pre: 0,
        seam: false,
        pieces,
        full: false,
    };
    for root in &chosen.roots {
        lines.node(*root);
        lines.end_line();
    }
    Written { text: lines.text, trace: lines.trace, full: lines.full }
}

struct Lines<'a> {
    tree: &'a Tree,
    left_out: &'a [bool],
    text: String,
    trace: Trace,
    /// White space seen since the last word, as a stretch of the tree's text;
    /// an empty stretch stands for a block boundary.
    space: Option<(usize, usize)>,
    /// A `<br>` was seen since the last word.
    broken: bool,
    /// Inside a row of data, blocks do not end the line.
    in_row: usize,
    in_pre: usize,
    /// An inline element ended or began since the last word.
    seam: bool,
    /// How many runs the way back may have.
    pieces: usize,
    full: bool,
}

impl Lines<'_> {
    fn node(&mut self, idx: u32) {
        let node = &self.tree.nodes[idx as usize];
        if self.left_out[idx as usize] {
            return;
        }
        match &node.kind {
            Kind::Text { start, end } if self.in_pre > 0 && self.in_row == 0 => {
                self.lines(*start, *end);
            }
            Kind::Text { start, end } => self.words(*start, *end),
            Kind::Element { tag: Tag::Br, .. } => self.broken = true,
            Kind::Element { tag: Tag::Hr, .. } => self.boundary(),
            Kind::Element { tag: Tag::Table, .. } => self.table(idx),
            Kind::Element { tag: Tag::Sup, .. } => self.superscript(idx),
            Kind::Element { tag: tag @ (Tag::Span | Tag::A | Tag::Time | Tag::Label), .. } => {
                self.seam = true;
                self.children(idx);
                self.seam = *tag != Tag::Label;
            }
            Kind::Element { tag: Tag::Pre, .. } => {
                self.boundary();
                self.in_pre += 1;
                self.children(idx);
                self.in_pre -= 1;
                self.boundary();
            }
            Kind::Element { tag, .. } if tag.is_inline() => self.children(idx),
            Kind::Element { .. } => {
                self.boundary();
                self.children(idx);
                self.boundary();
            }
        }
    }

    fn children(&mut self, idx: u32) {
        let mut child = self.tree.nodes[idx as usize].first_child;
        while let Some(idx) = child {
            self.node(idx);
            child = self.tree.nodes[idx as usize].next;
        }
    }

    /// Appends words, any white space between them as one space.
    fn words(&mut self, start: usize, end: usize) {
        let bytes = &self.tree.text.as_bytes()[..end];
        let mut at = start;
        while at < end {
            let gap = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if gap > 0 {
                // The first stretch stands for all, those behind tags included.
                self.space = self.space.filter(|(from, to)| from < to).or(Some((at, at + gap)));
                at += gap;
            }
            // Words a single space apart are written in one go.
            let mut end_of_words = at;
            loop {
                let rest = &bytes[end_of_words..];
                end_of_words += rest.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
                match bytes[end_of_words..] {
                    [b' ', next, ..] if !next.is_ascii_whitespace() && end_of_words > at => {
                        end_of_words += 1;
                    }
                    _ => break,
                }
            }
            if end_of_words > at {
                self.word(at, end_of_words);
                at = end_of_words;
            }
        }
    }

    /// Appends a word, or several with single spaces between them.
    fn word(&mut self, start: usize, end: usize) {
        self.full |= self.pieces < self.trace.len();
        if self.full {
            return;
        }
        let word = &self.tree.text[start..end];
        if std::mem::take(&mut self.broken) && !self.at_line_start() {
            // A break inside a sentence only wraps it.
            if self.in_row == 0 && !word.starts_with(char::is_lowercase) {
                self.end_line();
            } else {
                self.space.get_or_insert((0, 0));
            }
        }
        let seam = std::mem::take(&mut self.seam);
        let space = self.space.take();
        if !self.at_line_start() && !self.text.ends_with(" | ") {
            if let Some((from, to)) = space.filter(|(from, to)| from < to) {
                let source = self.source(from, to);
                self.trace.stepped(self.text.len(), source.start, 1, source.len());
                self.text.push(' ');
            } else if space.is_some() || seam && self.would_glue(word) {
                self.insert(" ", start);
            }
        }
        self.trace.repeated(self.text.len(), &self.tree.trace, start..end);
        self.text.push_str(word);
    }

    /// Whether two inline elements without a space between them are two words:
    /// `2025` `25 Sep`, `copper` `Gold`.
    fn would_glue(&self, word: &str) -> bool {
        let (Some(left), Some(right)) = (self.text.chars().next_back(), word.chars().next()) else {
            return false;
        };
        let number = left.is_ascii_digit() && (right.is_ascii_digit() || right.is_uppercase());
        number || left.is_lowercase() && right.is_uppercase()
    }

    /// Appends preformatted text, its lines kept.
    fn lines(&mut self, start: usize, end: usize) {
        let mut at = start;
        for line in self.tree.text[start..end].split_inclusive('\n') {
            self.words(at, at + line.len());
            at += line.len();
            if line.ends_with('\n') && !self.at_line_start() {
                // The line break is the page's own.
                self.trace.repeated(self.text.len(), &self.tree.trace, at - 1..at);
                self.text.push('\n');
                self.end_line();
            }
        }
    }

    /// Powers keep their distance from the base, and marks of notes are left
    /// out: `10<sup>6</sup>` is not 106, nor `2025<sup><a>1</a></sup>` 20251.
    fn superscript(&mut self, idx: u32) {
        let first = self.tree.nodes[idx as usize]
            .first_child
            .map(|idx| &self.tree.nodes[idx as usize].kind);
        match first {
            Some(Kind::Element { tag: Tag::A, .. }) => {}
            Some(Kind::Text { start, end }) => {
                let power = self.tree.text[*start..*end]
                    .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '−');
                if power
                    && self.space.is_none()
                    && self.text.ends_with(|c: char| c.is_ascii_digit())
                {
                    self.insert("^", *start);
                }
                self.children(idx);
            }
            _ => self.children(idx),
        }
    }

    /// Appends what the page does not have, placed before `at` of its text.
    fn insert(&mut self, text: &str, at: usize) {
        let source = self.source(at, at + 1).start;
        self.trace.stepped(self.text.len(), source, text.len(), 0);
        self.text.push_str(text);
    }

    fn source(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let source = self.tree.trace.source(from..to);
        source.start..source.end.max(source.start)
    }

    fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn boundary(&mut self) {
        if self.in_row > 0 {
            self.space.get_or_insert((0, 0));
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        self.space = None;
        self.broken = false;
        self.seam = false;
        if !self.at_line_start() {
            let source = self.trace.source(self.text.len() - 1..self.text.len()).end;
            self.trace.stepped(self.text.len(), source, 1, 0);
            self.text.push('\n');
        }
    }

    fn table(&mut self, idx: u32) {
        self.boundary();
        if self.in_row > 0 || !self.is_data(idx) {
            self.children(idx);
        } else {
            self.rows(idx);
        }
        self.boundary();
    }

    /// Writes the rows below an element, each as a line, and any other block
    /// (a caption) as itself.
    fn rows(&mut self, idx: u32) {
        let mut child = self.tree.nodes[idx as usize].first_child;
        while let Some(idx) = child {
            child = self.tree.nodes[idx as usize].next;
            if self.left_out[idx as usize] {
                continue;
            }
            match self.tree.nodes[idx as usize].kind {
                Kind::Element { tag: Tag::Thead | Tag::Tbody | Tag::Tfoot, .. } => self.rows(idx),
                Kind::Element { tag: Tag::Tr, .. } => self.row(idx),
                _ => self.node(idx),
            }
        }
    }

    fn row(&mut self, idx: u32) {
        self.end_line();
        let begin = self.text.len();
        self.in_row += 1;
        let mut child = self.tree.nodes[idx as usize].first_child;
        let mut n_cells = 0;
        while let Some(idx) = child {
            child = self.tree.nodes[idx as usize].next;
            let is_cell = matches!(
                self.tree.nodes[idx as usize].kind,
                Kind::Element { tag: Tag::Td | Tag::Th, .. }
            );
            if is_cell && !self.left_out[idx as usize] {
                if n_cells > 0 {
                    let source =
                        self.trace.source(self.text.len().saturating_sub(1)..self.text.len());
                    self.trace.stepped(self.text.len(), source.end, 3, 0);
                    self.text.push_str(" | ");
                }
                n_cells += 1;
                self.space = None;
                self.children(idx);
                self.space = None;
                self.broken = false;
                self.seam = false;
            }
        }
        self.in_row -= 1;
        if self.text[begin..].bytes().all(|byte| byte == b' ' || byte == b'|') {
            self.text.truncate(begin);
            self.trace.truncate(begin);
        }
        self.end_line();
    }

    /// Whether a table holds data: two columns at least, and neither long
    /// texts nor further tables in its cells.
    fn is_data(&self, table: u32) -> bool {
        let (mut n_cells, mut n_rows, mut length) = (0, 0, 0);
        // Below the table are the nodes whose parent chain passes through it,
        // and they follow it without a gap.
        let below = self.tree.nodes.iter().enumerate().skip(table as usize + 1);
        for (idx, node) in below.take_while(|(_, node)| node.parent >= table) {
            if self.left_out[idx] {
                continue;
            }
            match &node.kind {
                Kind::Element { tag: Tag::Table, .. } => return false,
                Kind::Element { tag: Tag::Tr, .. } => n_rows += 1,
                Kind::Element { tag: Tag::Td | Tag::Th, .. } => {
                    n_cells += 1;
                    length = 0;
                }
                Kind::Text { start, end } => {
                    let text = self.tree.text[*start..*end].trim();
                    length += text.len();
                    if length > CELL {
                        return false;
                    }
                }
                Kind::Element { .. } => {}
            }
        }
        n_cells > n_rows
    }
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;

    fn text(html: &str) -> String {
        crate::html::read(html.as_bytes(), None, &Limits::default()).unwrap().text
    }

    #[test]
    fn a_row_is_a_line() {
        let html = "<table><caption>Resource</caption><tr><th>Class<th>Mt<th>Cu %\
                    <tr><td><p>Measured</p><td>1,200<td>0.53<tr><td>Inferred<td><td>0.4</table>";
        assert_eq!(
            text(html),
            "Resource\nClass | Mt | Cu %\nMeasured | 1,200 | 0.53\nInferred |  | 0.4\n"
        );
    }

    #[test]
    fn a_break_ends_a_line_unless_the_sentence_goes_on() {
        assert_eq!(text("<p>Copper: 5 Mt<br>Gold: 2 Moz"), "Copper: 5 Mt\nGold: 2 Moz\n");
        assert_eq!(text("<p>wrapped in the<br>middle"), "wrapped in the middle\n");
    }

    #[test]
    fn powers_and_note_marks_do_not_join_numbers() {
        assert_eq!(text("<p>3 x 10<sup>6</sup> m<sup>3</sup>"), "3 x 10^6 m3\n");
        assert_eq!(text("<p>in 2025<sup><a href=#n>1</a></sup>, CO<sub>2</sub>"), "in 2025, CO2\n");
    }

    #[test]
    fn neighbouring_spans_are_two_words() {
        assert_eq!(
            text("<p><span>25 Sep 2025</span><span>25 Sep 2025</span>"),
            "25 Sep 2025 25 Sep 2025\n"
        );
        assert_eq!(text("<p><span>T</span>he mine"), "The mine\n");
    }

    #[test]
    fn preformatted_lines_stay() {
        assert_eq!(text("<pre>one  two\n three</pre>"), "one two\nthree\n");
    }
}
