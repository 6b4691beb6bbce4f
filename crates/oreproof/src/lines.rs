//! Lines and columns of a text, as editors count them: both from 1, columns in
//! Unicode scalar values.

use std::ops::Range;

use oreproof_promise::Places;

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The first byte of each line; never empty.
    starts: Vec<usize>,
    end: usize,
}

/// A line and a column, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values.
    pub column: usize,
}

impl Lines {
    /// Finds the lines of a text. Linear in its length.
    pub fn new(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// Finds the lines of bytes in an encoding in which a line feed is one byte.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
        Self { starts, end: bytes.len() }
    }

    /// The line of a byte, counted from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line, without its line feed.
    pub fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts[line - 1];
        start..self.starts.get(line).map_or(self.end, |next| next - 1)
    }

    /// Line and column of a byte of the text that the lines were found in.
    pub fn place(&self, byte: usize, places: &Places<'_>) -> LineColumn {
        let line = self.line(byte);
        let column = places.scalar(byte) - places.scalar(self.starts[line - 1]) + 1;
        LineColumn { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "é\nab\n";
        let (lines, places) = (Lines::new(text), Places::new(text));
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.place(0, &places), LineColumn { line: 1, column: 1 });
        assert_eq!(lines.place(2, &places), LineColumn { line: 1, column: 2 });
        assert_eq!(lines.place(4, &places), LineColumn { line: 2, column: 2 });
        assert_eq!(lines.place(6, &places), LineColumn { line: 3, column: 1 });
        assert_eq!(&text[lines.range(2)], "ab");
        assert_eq!(&text[lines.range(3)], "");
    }
}
