//! Names: runs of capitalised words that stand for a person, an organisation or a place.
//!
//! A word at the head of a sentence has its capital anyway, so it counts only where it goes
//! on into a longer name or is seen with a capital inside another sentence. Headlines in
//! capitals throughout give no names but the acronyms in them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::cursor::Cursor;
use crate::lex::{Case, Token, TokenKind};
use crate::lexicon::WordId;
use crate::reading::Reading;
use crate::speaker;

/// A name in a text, by its tokens and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// It opens its sentence, where a capital says less.
    pub opens: bool,
    /// Its words say that it is a firm, an office or an agency.
    pub is_body: bool,
}

/// Every name of a text, in order.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Name> {
    let cursor = reading.cursor();
    let mut names = Vec::with_capacity(reading.sentences.len());
    let mut opening = Vec::new();
    let mut inside: FxHashSet<&str> =
        FxHashSet::with_capacity_and_hasher(reading.sentences.len(), Default::default());
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        if is_headline(&cursor, tokens.clone()) {
            continue;
        }
        let mut at = tokens.start;
        let mut opens = true;
        while at < tokens.end {
            let token = &reading.tokens[at];
            let word = token.kind == TokenKind::Word;
            let end = match word && token.case != Case::Lower {
                true => run_end(&cursor, at, tokens.end),
                false => at,
            };
            if end == at {
                opens &= !word;
                at += 1;
                continue;
            }
            // “Orzhan’s government”: what owns something is named.
            let owns = cursor.is_any(end, &["’s", "'s"]);
            if opens && end - at == 1 && !owns {
                opening.push(names.len());
            } else {
                inside.extend((at..end).map(|i| cursor.raw(i)));
            }
            let is_body = speaker::is_organisation(reading, at..end);
            names.push(Name { tokens: at..end, sentence: number, opens, is_body });
            opens = false;
            at = end;
        }
    }
    // A lone capital at the start of a sentence is a name only where it is one elsewhere.
    let mut opening = opening.into_iter().peekable();
    let mut nth = 0;
    names.retain(|name: &Name| {
        let opens = opening.next_if_eq(&nth).is_some();
        nth += 1;
        !opens || inside.contains(cursor.raw(name.tokens.start))
    });
    names
}

/// Most of the words in capitals.
pub(crate) fn is_headline(cursor: &Cursor<'_>, tokens: Range<usize>) -> bool {
    let (mut words, mut upper) = (0, 0);
    for token in &cursor.tokens[tokens] {
        if token.kind == TokenKind::Word && token.end - token.start > 1 {
            words += 1;
            upper += usize::from(token.case == Case::Upper);
            // Nearly every sentence is told apart by its first words.
            if words == 4 && upper == 0 {
                return false;
            }
        }
    }
    upper >= 3 && upper * 3 > words * 2
}

/// The end of the name that begins here; `at` itself where none does.
fn run_end(cursor: &Cursor<'_>, at: usize, limit: usize) -> usize {
    if !cursor.get(at).is_some_and(|t| begins(cursor, at, t)) {
        return at;
    }
    let mut end = at + 1;
    while end < limit {
        let token = &cursor.tokens[end];
        if is_part(cursor, end, token) || goes_on(cursor, end, token) {
            end += 1;
            continue;
        }
        let link = matches!(
            cursor.raw(end),
            "of" | "&" | "-" | "–" | "de" | "al" | "bin" | "del" | "la" | "the"
        ) || cursor.raw(end) == "." && is_initial(cursor, end - 1);
        let next = end + 1;
        let of_the = cursor.raw(end) == "of" && cursor.is(next, "the");
        let next = if of_the { next + 1 } else { next };
        let again = next < limit && is_part(cursor, next, &cursor.tokens[next]);
        if !(link && again)
            || cursor.raw(end) == "the"
            || cursor.raw(end) == "–" && !cursor.touches(end)
        {
            break;
        }
        end = next + 1;
    }
    // “Larkspur Corp.” keeps its full stop inside a sentence.
    if end + 1 < limit
        && cursor.raw(end) == "."
        && cursor.touches(end)
        && is_abbreviated(cursor.raw(end - 1))
    {
        end += 1;
    }
    end
}

fn is_initial(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.raw(at).chars().count() == 1
}

/// Short forms of company that are written with a full stop.
fn is_abbreviated(word: &str) -> bool {
    matches!(word, "Corp" | "Inc" | "Ltd" | "Co")
}

/// Words of the trade that may go on a name (`Golden Quill Resources`) but begin none.
fn goes_on(cursor: &Cursor<'_>, at: usize, token: &Token) -> bool {
    token.case == Case::Title
        && cursor.is_any(
            at,
            &[
                "minerals",
                "resources",
                "exploration",
                "production",
                "capital",
                "royalty",
                "royalties",
                "drilling",
            ],
        )
}

fn begins(cursor: &Cursor<'_>, at: usize, token: &Token) -> bool {
    // `BH-77` is a hole.
    let code = token.case == Case::Upper
        && cursor.kind(at + 1) == TokenKind::Hyphen
        && cursor.kind(at + 2) == TokenKind::Number;
    // “US$”, “A$” are currencies.
    let currency = matches!(cursor.raw(at + 1), "$" | "€" | "£");
    !code
        && !currency
        && is_part(cursor, at, token)
        && !is_abbreviated(cursor.raw(at))
        && cursor.raw(at) != "plc"
}

/// A capitalised word that may be part of a name.
fn is_part(cursor: &Cursor<'_>, at: usize, token: &Token) -> bool {
    if token.kind != TokenKind::Word {
        return false;
    }
    let raw = cursor.raw(at);
    match token.case {
        Case::Lower => raw == "plc",
        Case::Upper if raw.len() > 6 => false,
        Case::Upper | Case::Title => !is_common(token) && !raw.starts_with('’'),
    }
}

/// Whether a word takes a capital without being part of a name.
///
/// Every lexicon numbers the words of [`COMMON`] first.
pub(crate) fn is_common(token: &Token) -> bool {
    token.word != WordId::NONE && usize::from(token.word.0) <= COMMON.len()
}

/// Words that open sentences, days and months, categories, units and codes.
#[rustfmt::skip]
pub(crate) const COMMON: &[&str] = &[
    "a", "about", "according", "after", "all", "also", "although", "an", "and", "another",
    "answer", "apr", "april", "are", "as", "asked", "at", "aud", "aug", "august", "be", "because",
    "before", "between", "both", "but", "by", "can", "cannot", "capital", "cash", "ceo", "cim",
    "claim", "code", "competent", "could", "cut", "dated", "dec", "december", "did", "do", "does",
    "down", "dr", "drilling", "during", "each", "effective", "eight", "either", "even", "every",
    "exploration", "feb", "february", "first", "five", "for", "four", "friday", "from", "had",
    "has", "have", "he", "her", "here", "his", "hole", "holes", "how", "however", "i", "if", "in",
    "indeed", "indicated", "inferred", "irr", "is", "issued", "it", "its", "jan", "january",
    "jorc", "jul", "july", "jun", "june", "kt", "less", "many", "mar", "march", "may",
    "meanwhile", "measured", "might", "mineral", "minerals", "monday", "more", "most", "mou",
    "mous", "moz", "mr", "mrs", "ms", "mt", "my", "neither", "ni", "nine", "no", "nobody", "none",
    "not", "nothing", "nov", "november", "now", "npv", "oct", "october", "of", "on", "one",
    "only", "or", "ore", "our", "over", "perc", "perhaps", "person", "persons", "pm", "probable",
    "production", "prof", "proved", "proven", "q1", "q2", "q3", "q4", "qualified", "question",
    "recovery", "reserve", "reserves", "resource", "resources", "revenue", "royalties", "royalty",
    "rs", "sales", "samrec", "saturday", "second", "sep", "sept", "september", "seven", "she",
    "should", "since", "sir", "six", "smt", "so", "some", "something", "standard", "standards",
    "still", "such", "sunday", "ten", "than", "that", "the", "their", "then", "there", "these",
    "they", "third", "this", "those", "though", "three", "thursday", "to", "today", "tomorrow",
    "total", "treo", "tuesday", "two", "under", "unfc", "until", "up", "us$", "usd", "was", "we",
    "wednesday", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
    "would", "yesterday", "yet", "you",
];

#[cfg(test)]
mod tests {
    use crate::{About, Lexicon, vocabulary as v};

    fn names(text: &str) -> Vec<String> {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let reading = crate::read(text, About::default(), &lexicon);
        super::find(&reading).iter().map(|n| reading.words(n.tokens.clone()).to_owned()).collect()
    }

    #[test]
    fn runs_of_capitals_are_names() {
        assert_eq!(
            names("In May the Bank of Orrin met Larkspur Corp. at Mount Ansgar."),
            ["Bank of Orrin", "Larkspur Corp.", "Mount Ansgar"]
        );
        assert_eq!(
            names("It is held by Tern & Hollis and J. Abena."),
            ["Tern & Hollis", "J. Abena"]
        );
    }

    #[test]
    fn a_capital_that_opens_a_sentence_needs_company() {
        assert_eq!(names("Mining stopped. Salt Hollow is dry."), ["Salt Hollow"]);
        assert_eq!(names("They went to Dovla. Dovla is cold."), ["Dovla", "Dovla"]);
    }

    #[test]
    fn the_common_words_are_in_order() {
        assert!(super::COMMON.is_sorted());
    }

    #[test]
    fn headlines_give_no_names() {
        assert!(names("GOLDEN QUILL CONFIRMS A GIANT").is_empty());
    }
}
