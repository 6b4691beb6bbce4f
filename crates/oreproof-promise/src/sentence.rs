//! Tokens to paragraphs and sentences.
//!
//! A paragraph is a run of text without a line break. A sentence ends at `.`,
//! `!` or `?`, with any closing quotes and brackets, when a space and then a
//! capital, a digit, an opening quote or the end of the paragraph follows. A
//! full stop inside a number, after an initial (`P.Geo.`, `R. Okafor`) or after
//! a known abbreviation does not end one; neither does a list number.

use std::ops::Range;

use crate::cursor::{Cursor, WordSet};
use crate::lex::{Case, Token, TokenKind};
use crate::lexicon::{CueSet, Hit};

/// A sentence, by its tokens and by what was found in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its phrases, in `Reading::hits`.
    pub hits: Range<usize>,
    /// Its dates, in `Reading::dates`.
    pub(crate) dates: Range<usize>,
    /// What may begin a number in it, in `Reading::numerals`.
    pub(crate) numerals: Range<usize>,
    /// Its quantities, in `Reading::quantities`.
    pub quantities: Range<usize>,
    /// The lists that have a phrase in it.
    pub cues: CueSet,
    /// The paragraph it stands in.
    pub paragraph: usize,
}

/// A paragraph, by its sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its sentences, in `Reading::sentences`.
    pub sentences: Range<usize>,
    /// Its quantities, in `Reading::quantities`.
    pub quantities: Range<usize>,
    /// The lists that have a phrase in it.
    pub cues: CueSet,
}

/// Abbreviations whose full stop is theirs, in lower case.
const ABBREVIATIONS: &WordSet = &WordSet::new(&[
    "no", "nos", "mr", "mrs", "ms", "dr", "prof", "st", "mt", "gen", "col", "capt", "lt", "sgt",
    "hon", "rev", "sen", "rep", "gov", "pres", "approx", "ca", "cf", "vs", "viz", "eg", "ie", "al",
    "fig", "figs", "tab", "sec", "art", "cl", "para", "pp", "vol", "ed", "eds", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "rs", "est", "ref",
    "eng", "geo", "sci", "nat", "messrs", "sh", "smt", "ltd", "corp", "inc", "co", "bros", "plc",
    "pty", "llc", "u.s", "jr", "sr", "dept", "max", "min", "avg", "incl", "excl",
]);

/// Abbreviations that often close a sentence as well: a name of an organisation.
const MAY_END: &WordSet = &WordSet::new(&[
    "ltd", "corp", "inc", "co", "plc", "pty", "llc", "jr", "sr", "geo", "eng", "nat", "u.s",
]);

/// Words that open a sentence, so that a full stop before them ends the one before
/// even after an abbreviation.
const OPENERS: &WordSet = &WordSet::new(&[
    "the",
    "a",
    "an",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "they",
    "we",
    "in",
    "on",
    "at",
    "no",
    "all",
    "each",
    "both",
    "but",
    "and",
    "for",
    "under",
    "mineral",
    "resources",
    "reserves",
    "data",
    "as",
]);

/// A run of words without a full stop is cut after so many tokens, and a paragraph after so many
/// sentences. No writer comes near; a hostile text does, and every rule looks around inside both.
const LONGEST_SENTENCE: usize = 600;
const LONGEST_PARAGRAPH: usize = 400;

/// Cuts the tokens into paragraphs and sentences; so many `hits` begin before each token.
pub(crate) fn split(
    text: &str,
    tokens: &[Token],
    hits: &[Hit],
    hits_before: &[u32],
) -> (Vec<Paragraph>, Vec<Sentence>) {
    let mut paragraphs = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 16 + 4);
    let (mut start, mut paragraph_start) = (0, 0);
    for at in 0..=tokens.len() {
        let kind = tokens.get(at).map_or(TokenKind::Break, |token| token.kind);
        let too_long = at >= start + LONGEST_SENTENCE;
        if !too_long && !matches!(kind, TokenKind::Break | TokenKind::Mark) {
            continue;
        }
        let is_break = kind == TokenKind::Break;
        let ends = is_break || too_long || ends_sentence(text, tokens, start, at);
        if !ends {
            continue;
        }
        let end = if is_break { at } else { closing(text, tokens, at + 1) };
        if end > start {
            let within = hits_before[start] as usize..hits_before[end] as usize;
            let mut cues = CueSet::default();
            for hit in &hits[within.clone()] {
                cues.insert(hit.cue);
            }
            sentences.push(Sentence {
                tokens: start..end,
                hits: within,
                dates: 0..0,
                numerals: 0..0,
                quantities: 0..0,
                cues,
                paragraph: paragraphs.len(),
            });
        }
        start = start.max(end);
        let full = sentences.len() - paragraph_start >= LONGEST_PARAGRAPH;
        if is_break || full {
            if sentences.len() > paragraph_start {
                let mut cues = CueSet::default();
                for sentence in &sentences[paragraph_start..] {
                    cues.extend(&sentence.cues);
                }
                paragraphs.push(Paragraph {
                    sentences: paragraph_start..sentences.len(),
                    quantities: 0..0,
                    cues,
                });
                paragraph_start = sentences.len();
            }
            if is_break {
                start = at + 1;
            }
        }
    }
    (paragraphs, sentences)
}

/// Skips closing quotes and brackets behind a full stop.
fn closing(text: &str, tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        let directly = token.start == tokens[at - 1].end;
        if token.kind != TokenKind::Mark || !directly || !is_closing(quote_at(text, token)) {
            break;
        }
        at += 1;
    }
    at
}

fn quote_at(text: &str, token: &Token) -> char {
    text[token.start as usize..].chars().next().unwrap_or(' ')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»')
}

/// Whether the mark at `at` ends the sentence that began at `start`.
fn ends_sentence(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let token = &tokens[at];
    if at < start || token.kind != TokenKind::Mark || token.end - token.start != 1 {
        return false;
    }
    let mark = text.as_bytes()[token.start as usize];
    if !matches!(mark, b'.' | b'!' | b'?') {
        return false;
    }
    let after = closing(text, tokens, at + 1);
    let Some(next) = tokens.get(after) else { return true };
    if next.kind == TokenKind::Break {
        return true;
    }
    let gap = next.start > tokens[after - 1].end;
    let opens = match next.kind {
        TokenKind::Word => next.case != Case::Lower,
        TokenKind::Number => true,
        TokenKind::Mark => matches!(
            quote_at(text, next),
            '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '$' | '€' | '£'
        ),
        _ => false,
    };
    if !(gap && opens) {
        return false;
    }
    mark != b'.' || !is_abbreviated(text, tokens, start, at, after)
}

/// Whether the full stop at `at` belongs to an initial, an abbreviation or a list number, seeing
/// the token `after` it and its closing quotes.
fn is_abbreviated(text: &str, tokens: &[Token], start: usize, at: usize, after: usize) -> bool {
    let next = &tokens[after];
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]).filter(|t| t.end == tokens[at].start)
    else {
        return false;
    };
    let cursor = Cursor { text, tokens };
    match before.kind {
        TokenKind::Number => at == start + 1,
        TokenKind::Word => {
            let word = at - 1;
            let initial = cursor.raw(word).chars().count() == 1 && before.case == Case::Title;
            // `P.Geo.` and `U.S.`: another full stop stands directly before the last part.
            let dotted = at >= 2
                && tokens[at - 2].end == before.start
                && text.as_bytes()[tokens[at - 2].start as usize] == b'.';
            if !initial && !dotted && !cursor.is_any(word, ABBREVIATIONS) {
                return false;
            }
            if initial && !dotted {
                return true;
            }
            if cursor.is_any(word, &["no", "nos"]) {
                return next.kind == TokenKind::Number;
            }
            let may_end = dotted || cursor.is_any(word, MAY_END);
            !(may_end
                && (cursor.is_any(after, OPENERS)
                    || next.kind == TokenKind::Mark && cursor.raw(after) != "("))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lex;
    use crate::lexicon::Lexicon;

    fn sentences(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::new(&[]);
        let tokens = lex::tokens(text, &lexicon);
        let (_, sentences) = split(text, &tokens, &[], &vec![0; tokens.len() + 1]);
        let words = |s: &Sentence| {
            let (first, last) = (&tokens[s.tokens.start], &tokens[s.tokens.end - 1]);
            &text[first.start as usize..last.end as usize]
        };
        sentences.iter().map(words).collect()
    }

    #[test]
    fn full_stops_of_numbers_initials_and_units_end_nothing() {
        for text in [
            "Reviewed by Maren Dahl, P.Geo., a Qualified Person.",
            "Qualified Persons: R. Okafor, P.Eng. (mining) and S. Lindqvist, P.Geo. (geology).",
            "WRITTEN ANSWER No. 3071, 14 May 2024",
            "It cost Rs. 500 crore and 24.6 m.",
            "1. Nature of the thing.",
            "It holds approx. 5 Mt.",
        ] {
            assert_eq!(sentences(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_never_ends_is_cut() {
        let words = "ore ".repeat(2 * LONGEST_SENTENCE);
        assert_eq!(sentences(&words).len(), 2);
        assert_eq!(
            words.matches("ore").count(),
            sentences(&words).join(" ").matches("ore").count()
        );
        let text = "He came. ".repeat(3 * LONGEST_PARAGRAPH);
        assert_eq!(sentences(&text).len(), 3 * LONGEST_PARAGRAPH);
    }

    #[test]
    fn sentences_end_at_stops_quotes_and_line_breaks() {
        assert_eq!(sentences("He came. She left!").len(), 2);
        assert_eq!(sentences("“He came.” She left.").len(), 2);
        assert_eq!(sentences("A heading\nA line. 45 more.").len(), 3);
        assert_eq!(sentences("“He came,” she said.").len(), 1);
        assert_eq!(sentences("It is held by Orrin Corp. The rest is not.").len(), 2);
    }
}
