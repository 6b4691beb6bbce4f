//! Where in which file something is written.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::SourceSpan;

/// A stretch of a file of the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, by its path inside the case folder.
    pub file: Arc<str>,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line of the first character, from 1.
    pub line: u32,
    /// The column of the first character in Unicode scalar values, from 1.
    pub column: u32,
}

impl Place {
    /// The bytes it covers.
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl From<Place> for SourceSpan {
    fn from(place: Place) -> Self {
        place.bytes().into()
    }
}

/// Where an entity and each of its values are written.
#[derive(Clone, Debug)]
pub struct Places {
    /// The entity as a whole, by the place that names it best.
    pub whole: Place,
    keys: Vec<(&'static str, Place)>,
}

impl Places {
    /// An entity whose values are not read yet.
    pub(crate) fn new(whole: Place) -> Self {
        Self { whole, keys: Vec::new() }
    }

    pub(crate) fn set(&mut self, key: &'static str, place: Place) {
        self.keys.push((key, place));
    }

    /// Takes in what a second table of the same kind says.
    pub(crate) fn extend(&mut self, other: Self) {
        self.keys.extend(other.keys);
    }

    /// The value of a key, or the entity where the key is not written.
    pub fn of(&self, key: &str) -> &Place {
        self.keys.iter().find(|(name, _)| *name == key).map_or(&self.whole, |(_, place)| place)
    }

    /// Whether a key is written.
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(name, _)| *name == key)
    }
}

/// A file's name, and the starts of its lines.
#[derive(Debug)]
pub(crate) struct FileText<'t> {
    pub name: Arc<str>,
    pub text: &'t str,
    lines: Vec<usize>,
}

impl<'t> FileText<'t> {
    pub(crate) fn new(name: &str, text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self { name: name.into(), text, lines: std::iter::once(0).chain(after).collect() }
    }

    /// The place of a byte range, cut to the text and to whole characters.
    pub(crate) fn place(&self, bytes: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(bytes.start.min(self.text.len()));
        let end = self.text.floor_char_boundary(bytes.end.clamp(start, self.text.len()));
        let line = self.lines.partition_point(|first| *first <= start);
        let first = self.lines[line - 1];
        let column = self.text[first..start].chars().count() + 1;
        Place { file: self.name.clone(), start, end, line: narrow(line), column: narrow(column) }
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters() {
        let file = FileText::new("a.toml", "é = 1\nß: two\n");
        assert_eq!(file.place(0..2).to_string(), "a.toml:1:1");
        assert_eq!(file.place(5..6).to_string(), "a.toml:1:5");
        assert_eq!(file.place(7..9).to_string(), "a.toml:2:1");
        assert_eq!(file.place(9..10).to_string(), "a.toml:2:2");
        assert_eq!(file.place(400..500).to_string(), "a.toml:3:1");
    }
}
