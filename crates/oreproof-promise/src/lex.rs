//! Text to tokens: words, numbers, punctuation and line breaks.

use std::iter;

use oreproof_units::Currency;

use crate::lexicon::{Lexicon, SHORT, WordId};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters (and of digits after the first letter): `copper`, `JFD112`, `Li₂O`.
    Word,
    /// Digits, with their separators and decimal point: `1,095,000`, `24.6`.
    Number,
    /// A hyphen that joins what stands on both sides.
    Hyphen,
    /// A line break: the end of a paragraph.
    Break,
    /// Any other single character.
    Mark,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital letter, or not a word.
    Lower,
    /// A capital first letter: `Copper`.
    Title,
    /// Two or more letters, all capitals: `COPPER`.
    Upper,
}

/// One token, by its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The number of the word or mark on the word lists.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
}

/// Reads a text into tokens. White space other than line breaks separates and is not kept.
///
/// The text must be shorter than 4 GiB, which the front door sees to.
pub fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 4 + 8);
    let mut lower = String::with_capacity(32);
    let mut at = 0;
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if let Some((end, word, case)) = plain_word(bytes, at, lexicon) {
            tokens.push(Token {
                start: at as u32,
                end: end as u32,
                word,
                kind: TokenKind::Word,
                case,
            });
            at = end;
            continue;
        }
        let Some((end, kind)) = next(text, &mut at) else { return tokens };
        let (word, case) = match kind {
            TokenKind::Number => (lexicon.word(&text[at..end]), Case::Lower),
            TokenKind::Break => (WordId::NONE, Case::Lower),
            TokenKind::Hyphen => (lexicon.mark(b'-'), Case::Lower),
            TokenKind::Mark if bytes[at] < 0x80 => (lexicon.mark(bytes[at]), Case::Lower),
            TokenKind::Word | TokenKind::Mark => {
                let case = fold(&text[at..end], &mut lower);
                (lexicon.word(&lower), case)
            }
        };
        tokens.push(Token { start: at as u32, end: end as u32, word, kind, case });
        at = end;
    }
}

/// The word that starts here, when it is one of the many that need no care: at most [`SHORT`]
/// ASCII letters and digits with neither an apostrophe nor another script behind them, and not at
/// the very end of the text. Eight bytes are handled at a time as one whole number.
#[inline]
fn plain_word(bytes: &[u8], start: usize, lexicon: &Lexicon) -> Option<(usize, WordId, Case)> {
    let window: &[u8; 17] = bytes.get(start..start + 17)?.first_chunk()?;
    if !window[0].is_ascii_alphabetic() {
        return None;
    }
    let (eights, _) = window.as_chunks::<8>();
    let first = Eight::of(eights[0]);
    let mut length = first.length;
    let (mut digits, mut small, mut packed) = (first.digits, first.small, first.lower.into());
    if length == 8 {
        let second = Eight::of(eights[1]);
        length += second.length;
        digits |= second.digits;
        small |= second.small;
        packed |= u128::from(second.lower) << 64;
    }
    let after = window[length];
    // A digit behind a few capitals needs care: `R450 million`, `USD1.5bn`.
    let sign = digits && (window[1].is_ascii_digit() || window[3].is_ascii_digit());
    if sign || length > SHORT || after >= 0x80 || after == b'\'' || after.is_ascii_alphanumeric() {
        return None;
    }
    let case = match (window[0].is_ascii_uppercase(), small || length == 1) {
        (false, _) => Case::Lower,
        (true, true) => Case::Title,
        (true, false) => Case::Upper,
    };
    Some((start + length, lexicon.short_word(packed), case))
}

/// The ASCII letters and digits at the front of eight bytes.
struct Eight {
    length: usize,
    /// Those, in lower case, as one whole number, first byte lowest.
    lower: u64,
    /// Whether one of them is a digit, or a small letter.
    digits: bool,
    small: bool,
}

impl Eight {
    /// To a byte under 128 is added what lifts its top bit when it is at least some letter; sums
    /// stay under 256, so that no byte disturbs its neighbour.
    #[inline]
    fn of(eight: [u8; 8]) -> Self {
        const fn each(byte: u8) -> u64 {
            u64::from_ne_bytes([byte; 8])
        }
        const TOP: u64 = each(0x80);
        let raw = u64::from_le_bytes(eight);
        let plain = raw & !TOP;
        let at_least = |bytes: u64, least: u8| bytes + each(0x80 - least);
        // In ASCII this bit makes small letters of capitals; digits always have it.
        let lower = plain | each(0x20);
        let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
        let digits = at_least(plain, b'0') & !at_least(plain, b'9' + 1);
        let others = (!(letters | digits) | raw) & TOP;
        let length = others.trailing_zeros() as usize / 8;
        let mask = if length == 8 { u64::MAX } else { (1 << (8 * length)) - 1 };
        Self {
            length,
            lower: lower & mask,
            digits: digits & mask & TOP != 0,
            small: letters & (raw << 2) & mask & TOP != 0,
        }
    }
}

/// The words and marks of a phrase, in lower case, as [`tokens`] would cut them.
pub fn words_of(phrase: &str) -> impl Iterator<Item = String> + '_ {
    let mut at = 0;
    iter::from_fn(move || {
        let (end, _) = next(phrase, &mut at)?;
        let mut lower = String::new();
        fold(&phrase[at..end], &mut lower);
        at = end;
        Some(lower)
    })
}

/// Moves `at` to the next token and returns its end and kind.
fn next(text: &str, at: &mut usize) -> Option<(usize, TokenKind)> {
    let bytes = text.as_bytes();
    loop {
        let first = *bytes.get(*at)?;
        match first {
            b'\n' => return Some((*at + 1, TokenKind::Break)),
            b' ' | b'\t' | b'\r' => *at += 1,
            b'0'..=b'9' => return Some((number_end(bytes, *at), TokenKind::Number)),
            b'A'..=b'Z' if is_code(bytes, *at) => return Some((*at + 3, TokenKind::Word)),
            b'R' | b'P' if is_sign(bytes, *at) => return Some((*at + 1, TokenKind::Word)),
            b'a'..=b'z' | b'A'..=b'Z' => return Some((word_end(text, *at), TokenKind::Word)),
            b'\'' if suffix_end(text, *at).is_some() => {
                return suffix_end(text, *at).map(|end| (end, TokenKind::Word));
            }
            b'-' => {
                let joins = *at > 0
                    && !bytes[*at - 1].is_ascii_whitespace()
                    && bytes.get(*at + 1).is_some_and(|b| !b.is_ascii_whitespace());
                return Some((*at + 1, if joins { TokenKind::Hyphen } else { TokenKind::Mark }));
            }
            0..=0x7f => {
                if first < 0x20 {
                    *at += 1;
                    continue;
                }
                return Some((*at + 1, TokenKind::Mark));
            }
            _ => {
                let c = text[*at..].chars().next()?;
                if c.is_alphabetic() {
                    return Some((word_end(text, *at), TokenKind::Word));
                }
                if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') {
                    return Some((*at + c.len_utf8(), TokenKind::Break));
                }
                if c.is_whitespace() || is_invisible(c) {
                    *at += c.len_utf8();
                    continue;
                }
                if is_apostrophe(c)
                    && let Some(end) = suffix_end(text, *at)
                {
                    return Some((end, TokenKind::Word));
                }
                let kind = if matches!(c, '\u{2010}' | '\u{2011}') {
                    TokenKind::Hyphen
                } else {
                    TokenKind::Mark
                };
                return Some((*at + c.len_utf8(), kind));
            }
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Soft hyphens, joiners and the byte-order mark carry no meaning here.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The end of a possessive `’s` that stands directly behind a word.
fn suffix_end(text: &str, at: usize) -> Option<usize> {
    let after_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let mut rest = text[at..].chars();
    let apostrophe = rest.next().filter(|&c| is_apostrophe(c))?;
    let s = rest.next().filter(|c| matches!(c, 's' | 'S'))?;
    let ends = rest.next().is_none_or(|c| !c.is_alphanumeric());
    (after_word && ends).then(|| at + apostrophe.len_utf8() + s.len_utf8())
}

/// The end of the word that starts here; `n’t` and `’re` stay with their word, `’s` does not.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        match bytes.get(at) {
            Some(b) if b.is_ascii_alphanumeric() => at += 1,
            Some(b'\'') | Some(0x80..) => {
                let c = text[at..].chars().next().unwrap_or(' ');
                let accent = matches!(c, '\u{300}'..='\u{36f}');
                let contracted = is_apostrophe(c) && contraction(text, at + c.len_utf8());
                if c.is_alphanumeric() || accent || contracted {
                    at += c.len_utf8();
                } else {
                    return at;
                }
            }
            _ => return at,
        }
    }
}

/// Whether a currency's code stands right before its amount: `EUR540m`, `USD1.5bn`.
fn is_code(bytes: &[u8], at: usize) -> bool {
    let opens = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-';
    let amount = bytes.get(at + 3).is_some_and(u8::is_ascii_digit);
    let code = bytes.get(at..at + 3).and_then(|code| std::str::from_utf8(code).ok());
    opens && amount && code.is_some_and(|code| Currency::from_code(code).is_some())
}

/// Whether a letter is the sign of an amount of rand or pula: `R450 million`, `P1.4bn`, and not
/// the name of a hole.
fn is_sign(bytes: &[u8], at: usize) -> bool {
    let opens = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-';
    if !opens || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let end = number_end(bytes, at + 1);
    let rest = &bytes[end + usize::from(bytes.get(end) == Some(&b' '))..];
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let follows = rest.get(length).is_none_or(|b| !b.is_ascii_alphanumeric());
    let scale = matches!(&rest[..length], b"million" | b"billion" | b"trillion" | b"bn" | b"mn");
    let short = &rest[..length] == b"m" && bytes.get(end) == Some(&b'm');
    follows && (scale || short)
}

/// Whether a contraction other than `’s` goes on here: isn’t, they’re, we’ve, he’ll, I’d, O’Brien.
fn contraction(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    match &rest[..length] {
        b"t" | b"re" | b"ve" | b"ll" | b"d" | b"m" | b"T" => true,
        other => length > 2 && other[0].is_ascii_uppercase(),
    }
}

/// The end of the number that starts here: digits, thousands groups (by three, or
/// the Indian way by two and three) and a decimal part.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = start + digits(start);
    if at - start <= 3 {
        while let Some(gap) = group_gap(&bytes[at..]) {
            let next = at + gap;
            let length = digits(next);
            let indian = length == 2
                && bytes[at] == b','
                && bytes.get(next + 2) == Some(&b',')
                && digits(next + 3) >= 2;
            if length == 3 || indian {
                at = next + length;
            } else {
                break;
            }
        }
    }
    if let Some(end) = comma_decimal(bytes, start, at) {
        return end;
    }
    if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        let end = at + 1 + digits(at + 1);
        // A third part makes it a clause or a dotted date: 3.2.1.
        let dotted =
            bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if dotted {
            let mut end = end;
            while bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
                end += 1 + digits(end + 1);
            }
            return end;
        }
        at = end;
    }
    at
}

/// The end of a decimal part behind a comma, as much of the world writes it: `12,5 %`,
/// `4,5 billion`. Told from a list by what follows.
fn comma_decimal(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    /// What such a number is followed by.
    const UNITS: [&[u8]; 14] = [
        b"%",
        b"per",
        b"percent",
        b"million",
        b"billion",
        b"trillion",
        b"bn",
        b"Mt",
        b"kt",
        b"g/t",
        b"tonnes",
        b"km",
        b"Moz",
        b"years",
    ];
    let whole = bytes[start..at].iter().all(u8::is_ascii_digit) && at - start <= 3;
    let part = &bytes[at..];
    let digits = part.iter().skip(1).take_while(|b| b.is_ascii_digit()).count();
    if !whole || part.first() != Some(&b',') || !(1..=2).contains(&digits) {
        return None;
    }
    let rest = &part[1 + digits..];
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let rest = rest.strip_prefix("\u{a0}".as_bytes()).unwrap_or(rest);
    let unit = UNITS.iter().any(|unit| {
        rest.starts_with(unit) && rest.get(unit.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
    });
    unit.then_some(at + 1 + digits)
}

/// The length of a thousands separator: a comma, or a space that does not break a line.
fn group_gap(rest: &[u8]) -> Option<usize> {
    match rest {
        [b',', ..] => Some(1),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0x89 | 0xaf, ..] => Some(3),
        _ => None,
    }
}

/// Writes the word in lower case with straight quotes, and says how it was capitalised.
fn fold(word: &str, lower: &mut String) -> Case {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
        let bytes = word.as_bytes();
        return match bytes[0].is_ascii_uppercase() {
            false => Case::Lower,
            true if bytes.len() > 1 && !bytes.iter().any(u8::is_ascii_lowercase) => Case::Upper,
            true => Case::Title,
        };
    }
    for c in word.chars() {
        match c {
            '’' => lower.push('\''),
            '\u{2010}' | '\u{2011}' => lower.push('-'),
            c => lower.extend(c.to_lowercase()),
        }
    }
    let mut chars = word.chars();
    match chars.next().is_some_and(char::is_uppercase) {
        false => Case::Lower,
        true if word.chars().nth(1).is_some() && !chars.any(char::is_lowercase) => Case::Upper,
        true => Case::Title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::new(&[]);
        tokens(text, &lexicon).iter().map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn numbers_keep_their_separators() {
        for (text, expected) in [
            ("1,095,000 oz", vec!["1,095,000", "oz"]),
            ("Rs 5,00,000", vec!["Rs", "5,00,000"]),
            ("$500m deal", vec!["$", "500", "m", "deal"]),
            ("0.62% Cu.", vec!["0.62", "%", "Cu", "."]),
            ("24,6", vec!["24", ",", "6"]),
            ("12\u{a0}000 t", vec!["12\u{a0}000", "t"]),
            ("s.2.3.1", vec!["s", ".", "2.3.1"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn words_keep_digits_and_lose_possessives() {
        for (text, expected) in [
            ("Hole JFD112", vec!["Hole", "JFD112"]),
            ("the world’s Li₂O", vec!["the", "world", "’s", "Li₂O"]),
            ("isn’t O’Brien's", vec!["isn’t", "O’Brien", "'s"]),
            ("copper-gold", vec!["copper", "-", "gold"]),
            ("the owners’ gold", vec!["the", "owners", "’", "gold"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }
}
