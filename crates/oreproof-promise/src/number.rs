//! Numbers in figures and in words.

use crate::cursor::{Cursor, WordSet};
use crate::lex::TokenKind;

/// A number as a text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value, without the scale word behind it.
    pub value: f64,
    /// The token after it.
    pub end: usize,
    /// One unit of its last written place: 0.1 for 4.0, 1,000 for 12,000 is not
    /// assumed and stays 1. The reader cannot know which zeros count.
    pub step: f64,
    /// Significant figures as written, trailing zeros of whole numbers left out.
    pub figures: u8,
    /// A plural scale word without a number (“trillions”): only a floor.
    pub open: bool,
    /// Written in words.
    pub in_words: bool,
}

/// Words for whole numbers below a hundred.
const SMALL: &[(&str, f64)] = &[
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// Plural scale words that stand for “at least one of these”.
const OPEN: &[(&str, f64)] = &[
    ("dozens", 12.0),
    ("hundreds", 1e2),
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
    ("trillions", 1e12),
];

/// What a scale word multiplies by: the long words, which need no context.
pub fn scale_word(word: &str) -> Option<f64> {
    Some(match word {
        "thousand" => 1e3,
        "million" | "mn" | "mln" | "mio" => 1e6,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "lakh" | "lakhs" | "lac" => 1e5,
        "crore" | "crores" | "cr" => 1e7,
        _ => return None,
    })
}

/// What a scale letter multiplies by; it needs a currency before it or a unit of mass behind it.
pub fn scale_letter(word: &str) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "m" | "mm" => 1e6,
        "b" => 1e9,
        "t" => 1e12,
        _ => return None,
    })
}

fn small(word: &str) -> Option<f64> {
    SMALL.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// The number that starts at a token, in figures or in words, without its scale word.
pub fn number(cursor: &Cursor<'_>, at: usize) -> Option<Number> {
    match cursor.kind(at) {
        TokenKind::Number => figures(cursor, at),
        TokenKind::Word => words(cursor, at),
        _ => None,
    }
}

/// Fractions as one sign.
const FRACTIONS: [(&str, f64); 3] = [("½", 0.5), ("¼", 0.25), ("¾", 0.75)];

fn figures(cursor: &Cursor<'_>, at: usize) -> Option<Number> {
    let Decimal { mut value, length, decimals, figures } = Decimal::of(cursor.raw(at))?;
    let mut end = at + 1;
    // “2½ years”
    if cursor.touches(end)
        && let Some(part) = FRACTIONS.iter().find(|(sign, _)| cursor.raw(end) == *sign)
    {
        value += part.1;
        end += 1;
    } else if cursor.raw(end) == "+"
        && cursor.touches(end)
        && cursor.kind(end + 1) == TokenKind::Word
    {
        // “12+ years”
        end += 1;
    }
    while length <= 3 && spaced_group(cursor, at, end) {
        value = value * 1000.0 + cursor.raw(end).parse::<f64>().ok()?;
        end += 1;
    }
    if cursor.touches(end) && cursor.kind(end) == TokenKind::Word {
        let suffix = cursor.lower(end);
        if matches!(suffix.as_str(), "st" | "nd" | "rd" | "th" | "s") {
            return None;
        }
    }
    Some(Number {
        value,
        end,
        step: 10f64.powi(-(decimals as i32)),
        figures,
        open: false,
        in_words: false,
    })
}

/// A number in figures: its value, how many digits it has, and how many of them count.
struct Decimal {
    value: f64,
    /// Its digits and its point.
    length: usize,
    decimals: usize,
    figures: u8,
}

impl Decimal {
    fn of(raw: &str) -> Option<Self> {
        /// The longest number that is read.
        const LONGEST: usize = 40;
        /// So many digits make a whole number that a float holds exactly.
        const EXACT: usize = 15;
        let bytes = raw.as_bytes();
        // “12,5 %”: a comma before one or two last digits begins the decimals.
        let near_end = bytes.iter().rev().take(3).any(|b| *b == b',');
        let comma_begins = near_end && bytes.iter().filter(|b| **b == b',').count() == 1;
        let (mut whole, mut digits, mut decimals) = (0u64, 0, 0);
        let (mut significant, mut last, mut point) = (0, 0, false);
        for byte in bytes {
            match byte {
                b'0'..=b'9' => {
                    let digit = byte - b'0';
                    whole = whole.wrapping_mul(10).wrapping_add(digit.into());
                    digits += 1;
                    decimals += usize::from(point);
                    if significant > 0 || digit > 0 {
                        significant += 1;
                        last = if digit > 0 { significant } else { last };
                    }
                }
                // A second point makes it a clause number.
                b'.' if point => return None,
                b'.' => point = true,
                b',' if comma_begins && point => return None,
                b',' if comma_begins => point = true,
                _ => {}
            }
        }
        let length = digits + usize::from(point);
        if digits == 0 || length > LONGEST {
            return None;
        }
        // A quotient of two whole numbers that floats hold exactly is rounded once, as it should be.
        let value = match digits <= EXACT {
            true => whole as f64 / 10f64.powi(decimals as i32),
            false => {
                let plain = raw
                    .bytes()
                    .filter(|b| b.is_ascii_digit() || *b == b'.' || *b == b',' && comma_begins);
                let plain: String =
                    plain.map(|b| char::from(if b == b',' { b'.' } else { b })).collect();
                plain.parse().ok()?
            }
        };
        // Zeros at the end of a whole number may or may not count.
        let significant: usize = if decimals == 0 { last } else { significant };
        Some(Self { value, length, decimals, figures: significant.max(1) as u8 })
    }
}

/// Words before a number that names a thing: the next number is another one.
const NAMES: &WordSet = &WordSet::new(&[
    "hole", "holes", "phase", "no", "stage", "block", "unit", "part", "section", "page", "day",
    "clause", "table", "figure", "lot", "line", "level", "item", "number", "chapter", "article",
    "zone", "lens", "well", "file",
]);

/// Whether the number at `end` is a group of thousands behind the one at `at`: `12 000`.
fn spaced_group(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    let (Some(before), Some(group)) = (cursor.get(end - 1), cursor.get(end)) else { return false };
    let raw = cursor.raw(end);
    let shape = cursor.kind(end) == TokenKind::Number
        && raw.len() == 3
        && raw.bytes().all(|b| b.is_ascii_digit());
    let named = at > 0 && cursor.is_any(at - 1, NAMES);
    shape && group.start == before.end + 1 && !named && cursor.raw(at) != "0"
}

/// `twenty-five`, `two hundred and fifty`, `half a`, `a quarter`, `dozens`, `tens of thousands`.
fn words(cursor: &Cursor<'_>, at: usize) -> Option<Number> {
    let exact = |value: f64, end: usize| Number {
        value,
        end,
        step: 1.0,
        figures: 1,
        open: false,
        in_words: true,
    };
    let word = cursor.lower(at);
    let word = word.as_str();
    if let Some((_, value)) = OPEN.iter().find(|(known, _)| *known == word) {
        let further = cursor.is(at + 1, "of").then(|| cursor.lower(at + 2));
        let further = further
            .and_then(|w| OPEN.iter().find(|(known, _)| *known == w.as_str()).map(|(_, v)| *v));
        return Some(match further {
            Some(scale) => Number { open: true, ..exact(value * scale, at + 3) },
            None => Number { open: true, ..exact(*value, at + 1) },
        });
    }
    if word == "tens" && cursor.is(at + 1, "of") {
        let scale = cursor.lower(at + 2);
        let (_, scale) = OPEN.iter().find(|(known, _)| *known == scale.as_str())?;
        return Some(Number { open: true, ..exact(10.0 * scale, at + 3) });
    }
    if word == "half" {
        // “half a million”, “half a trillion dollars”; a bare half is a share and read elsewhere.
        let article = cursor.is_any(at + 1, &["a", "an"]);
        let scale = at + 1 + usize::from(article);
        let word = cursor.lower(scale);
        return match (scale_word(word.as_str()), word.as_str()) {
            (Some(_), _) => Some(Number { value: 0.5, ..exact(0.5, scale) }),
            (None, "dozen") => Some(exact(6.0, scale + 1)),
            (None, "per" | "percent" | "percentage") if article => Some(exact(0.5, scale)),
            _ => None,
        };
    }
    if matches!(word, "a" | "an" | "one") {
        // “a million tonnes”, “one million tonnes”, “a hundred”, “a dozen”.
        let next = cursor.lower(at + 1);
        return match next.as_str() {
            "dozen" => Some(exact(12.0, at + 2)),
            "hundred" => {
                Some(exact(100.0, hundred_tail(cursor, at + 2).map_or(at + 2, |t| t.1))).map(|n| {
                    Number { value: 100.0 + hundred_tail(cursor, at + 2).map_or(0.0, |t| t.0), ..n }
                })
            }
            scale if scale_word(scale).is_some_and(|s| s >= 1e3) && scale.len() > 4 => {
                Some(exact(1.0, at + 1))
            }
            _ => None,
        };
    }
    let mut value = small(word)?;
    let mut end = at + 1;
    if value >= 20.0 && cursor.kind(end) == TokenKind::Hyphen {
        if let Some(unit) = small(cursor.lower(end + 1).as_str()).filter(|unit| *unit < 10.0) {
            value += unit;
            end += 2;
        } else if cursor.is(end + 1, "one") {
            value += 1.0;
            end += 2;
        }
    }
    if cursor.is(end, "hundred") {
        value *= 100.0;
        end += 1;
        if let Some((rest, after)) = hundred_tail(cursor, end) {
            value += rest;
            end = after;
        }
    } else if cursor.is(end, "dozen") {
        value *= 12.0;
        end += 1;
    } else if cursor.is(end, "and") && cursor.is(end + 1, "a") && cursor.is(end + 2, "half") {
        value += 0.5;
        end += 3;
    }
    Some(exact(value, end))
}

/// `and fifty`, `and twenty-five` behind `hundred`.
fn hundred_tail(cursor: &Cursor<'_>, at: usize) -> Option<(f64, usize)> {
    if !cursor.is(at, "and") {
        return None;
    }
    let value = small(cursor.lower(at + 1).as_str())?;
    if value >= 20.0 && cursor.kind(at + 2) == TokenKind::Hyphen {
        let unit = small(cursor.lower(at + 3).as_str()).filter(|unit| *unit < 10.0)?;
        return Some((value + unit, at + 4));
    }
    Some((value, at + 2))
}

/// A share in words: `a quarter`, `two-thirds`, `half`; its value in per cent and the token after it.
pub fn fraction(cursor: &Cursor<'_>, at: usize) -> Option<(f64, usize)> {
    let part = |at: usize| -> Option<(f64, usize)> {
        let word = cursor.lower(at);
        let denominator = match word.as_str() {
            "half" | "halves" => 2.0,
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" => 4.0,
            "fifth" | "fifths" => 5.0,
            "sixth" | "sixths" => 6.0,
            "eighth" | "eighths" => 8.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        };
        Some((denominator, at + 1))
    };
    let first = cursor.lower(at);
    let (count, next) = match first.as_str() {
        "half" => return Some((50.0, at + 1)),
        "a" | "one" => (1.0, at + 1),
        word => (small(word).filter(|n| *n < 10.0)?, at + 1),
    };
    let next = next + usize::from(cursor.kind(next) == TokenKind::Hyphen);
    let (denominator, end) = part(next)?;
    (count < denominator).then_some((100.0 * count / denominator, end))
}
