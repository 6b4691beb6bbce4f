//! Looking at tokens by their words, as the grammar does.

use crate::lex::{Token, TokenKind};

/// The tokens of one text.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
}

/// A short word in lower case: the text itself where it has no capital, else a copy on the
/// stack. Longer words come out empty: nothing in the grammar is that long.
#[derive(Clone, Copy, Debug)]
pub struct Lower<'a> {
    written: Option<&'a str>,
    bytes: [u8; LONGEST],
    length: u8,
}

/// The longest word that [`Lower`] keeps, in bytes.
const LONGEST: usize = 24;

impl<'a> Lower<'a> {
    #[inline]
    fn new(word: &'a str) -> Self {
        let word = if word.len() <= LONGEST { word } else { "" };
        let mut lower = Self { written: Some(word), bytes: [0; LONGEST], length: word.len() as u8 };
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lower.written = None;
            lower.bytes[..word.len()].copy_from_slice(word.as_bytes());
            lower.bytes.make_ascii_lowercase();
        }
        lower
    }

    /// The word.
    #[inline]
    pub fn as_str(&self) -> &str {
        match self.written {
            Some(word) => word,
            None => std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or(""),
        }
    }
}

/// Words to look for: a few written out where they are looked for, or a [`WordSet`].
pub trait Words: Copy {
    /// The words.
    fn list(&self) -> &[&str];

    /// Whether one of them may begin with this small letter and be so many bytes long.
    #[inline]
    fn may_hold(&self, _first: u8, _length: usize) -> bool {
        true
    }
}

impl Words for &[&str] {
    #[inline]
    fn list(&self) -> &[&str] {
        self
    }
}

impl<const N: usize> Words for &[&str; N] {
    #[inline]
    fn list(&self) -> &[&str] {
        *self
    }
}

/// A longer list of words, which turns away at once most of those that are not on it.
#[derive(Clone, Copy, Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// For each first letter, by its last five bits, the lengths of its words, by their last
    /// three.
    shapes: [u8; 32],
}

impl WordSet {
    /// The set of these words, none of them empty.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut shapes = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            shapes[(word[0] & 31) as usize] |= 1 << (word.len() % 8);
            at += 1;
        }
        Self { words, shapes }
    }

    /// Whether this is one of the words, capitals and all.
    pub fn has(&self, word: &str) -> bool {
        let first = word.bytes().next();
        first.is_some_and(|first| self.may_hold(first, word.len())) && self.words.contains(&word)
    }
}

impl Words for &WordSet {
    #[inline]
    fn list(&self) -> &[&str] {
        self.words
    }

    #[inline]
    fn may_hold(&self, first: u8, length: usize) -> bool {
        self.shapes[usize::from(first & 31)] >> (length % 8) & 1 != 0
    }
}

impl<'a> Cursor<'a> {
    /// The token at a place, if there is one.
    pub fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The words of a token as written; empty past the end.
    #[inline]
    pub fn raw(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The words of a token in lower case; empty past the end.
    #[inline]
    pub fn lower(&self, at: usize) -> Lower<'a> {
        Lower::new(self.raw(at))
    }

    /// The bytes of a token as written; empty past the end.
    #[inline]
    fn bytes(&self, at: usize) -> &'a [u8] {
        self.tokens.get(at).map_or(&[], |t| &self.text.as_bytes()[t.start as usize..t.end as usize])
    }

    /// Whether a token is this word, whatever its capitals.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.bytes(at).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether a token is one of these words, whatever its capitals.
    #[inline]
    pub fn is_any(&self, at: usize, words: impl Words) -> bool {
        let raw = self.bytes(at);
        let Some(first) = raw.first().map(|b| b | 0x20) else { return false };
        // Most words differ in length or in their first letter.
        words.may_hold(first, raw.len())
            && words.list().iter().any(|word| {
                let word = word.as_bytes();
                word.len() == raw.len() && word[0] | 0x20 == first && raw.eq_ignore_ascii_case(word)
            })
    }

    /// The kind of a token; a break past the end.
    pub fn kind(&self, at: usize) -> TokenKind {
        self.tokens.get(at).map_or(TokenKind::Break, |t| t.kind)
    }

    /// Whether nothing stands between a token and the one before it.
    pub fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|t| t.start == self.tokens[at - 1].end)
    }

    /// The words from one token to the end of another (exclusive).
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => {
                &self.text[first.start as usize..last.end as usize]
            }
            _ => "",
        }
    }
}
