//! Places in a text, counted the way the world counts them.
//!
//! Inside the reader a place is a byte offset. Outside it is a Unicode scalar
//! value, as annotation tools and labels count, with the byte beside it.

use serde::Serialize;

/// A stretch of text, in both counts, ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First Unicode scalar value.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// First byte.
    pub byte_start: usize,
    /// The byte after the last.
    pub byte_end: usize,
}

impl Span {
    /// The words themselves, if `text` is the text the span was made for.
    pub fn quote<'t>(&self, text: &'t str) -> Option<&'t str> {
        let quote = text.get(self.byte_start..self.byte_end)?;
        (quote.chars().count() == self.end - self.start).then_some(quote)
    }
}

/// Turns byte offsets of one text into spans and line numbers.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// Scalar values before each `STEP`-th byte; empty for ASCII text, where the counts agree.
    scalars: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Places<'t> {
    /// Prepares a text. Linear in its length.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, scalars: Vec::new() };
        }
        let mut scalars = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            scalars.push(count);
            count += starts(chunk) as u32;
        }
        Self { text, scalars }
    }

    /// How many scalar values stand before a byte.
    pub fn scalar(&self, byte: usize) -> usize {
        if self.scalars.is_empty() {
            return byte;
        }
        let step = (byte / STEP).min(self.scalars.len() - 1);
        self.scalars[step] as usize + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    /// The span of a byte range.
    ///
    /// # Panics
    ///
    /// When the range does not lie on character boundaries of the text.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        assert!(
            self.text.is_char_boundary(bytes.start) && self.text.is_char_boundary(bytes.end),
            "a span cuts through a character"
        );
        let start = self.scalar(bytes.start);
        let end = start + starts(&self.text.as_bytes()[bytes.clone()]);
        Span { start, end, byte_start: bytes.start, byte_end: bytes.end }
    }
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // Bytes that go on a character have their top bit and not the next; eight at a time.
    let (eights, rest) = bytes.as_chunks::<8>();
    let goes_on = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        let marks = (eight >> 7) & !(eight >> 6) & ONES;
        (marks.wrapping_mul(ONES) >> 56) as usize
    };
    let going_on: usize = eights.iter().map(goes_on).sum();
    8 * eights.len() - going_on + rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spans_count_as_chars_do(text in "\\PC{0,1200}", a in 0usize..1200, b in 0usize..1200) {
            let places = Places::new(&text);
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (a % bounds.len(), b % bounds.len());
            let (a, b) = (a.min(b), a.max(b));
            let span = places.span(bounds[a]..bounds[b]);
            prop_assert_eq!((span.start, span.end), (a, b));
            let quote: String = text.chars().skip(a).take(b - a).collect();
            prop_assert_eq!(span.quote(&text), Some(quote.as_str()));
        }
    }
}
