//! Names: runs of capitalised words that stand for a person, an organisation or a place.
//!
//! A word at the head of a sentence has its capital anyway, so it counts only where it goes
//! on into a longer name or is seen with a capital inside another sentence. Headlines in
//! capitals throughout give no names but the acronyms in them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::cursor::Cursor;
use crate::lex::{Case, Token, TokenKind};
use crate::reading::Reading;

/// A name in a text, by its tokens and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
}

/// Every name of a text, in order.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Name> {
    let cursor = reading.cursor();
    let mut names = Vec::with_capacity(reading.sentences.len());
    let mut opening = Vec::new();
    let mut inside: FxHashSet<&str> = FxHashSet::default();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        if is_headline(&cursor, tokens.clone()) {
            continue;
        }
        let mut at = tokens.start;
        while at < tokens.end {
            let end = run_end(&cursor, at, tokens.end);
            if end == at {
                at += 1;
                continue;
            }
            let opens = reading.tokens[tokens.start..at].iter().all(|t| t.kind != TokenKind::Word);
            // “Orzhan’s government”: what owns something is named.
            let owns = cursor.is_any(end, &["’s", "'s"]);
            if opens && end - at == 1 && !owns {
                opening.push(names.len());
            } else {
                inside.extend((at..end).map(|i| cursor.raw(i)));
            }
            names.push(Name { tokens: at..end, sentence: number });
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
    let words = || {
        cursor.tokens[tokens.clone()]
            .iter()
            .filter(|t| t.kind == TokenKind::Word && t.end - t.start > 1)
    };
    let upper = words().filter(|t| t.case == Case::Upper).count();
    upper >= 3 && upper * 3 > words().count() * 2
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
        Case::Upper | Case::Title => !is_common(cursor.lower(at).as_str()) && !raw.starts_with('’'),
    }
}

/// Words that take a capital without being part of a name: those that open sentences, days and
/// months, categories, units and codes.
pub(crate) fn is_common(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "by"
            | "from"
            | "for"
            | "to"
            | "of"
            | "and"
            | "or"
            | "but"
            | "if"
            | "it"
            | "its"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "you"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "here"
            | "what"
            | "who"
            | "when"
            | "where"
            | "why"
            | "how"
            | "which"
            | "no"
            | "not"
            | "none"
            | "nobody"
            | "some"
            | "many"
            | "most"
            | "all"
            | "each"
            | "every"
            | "both"
            | "either"
            | "neither"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "first"
            | "second"
            | "third"
            | "another"
            | "such"
            | "as"
            | "with"
            | "under"
            | "over"
            | "after"
            | "before"
            | "since"
            | "until"
            | "during"
            | "while"
            | "although"
            | "though"
            | "because"
            | "so"
            | "then"
            | "now"
            | "still"
            | "yet"
            | "also"
            | "even"
            | "only"
            | "according"
            | "asked"
            | "meanwhile"
            | "however"
            | "indeed"
            | "perhaps"
            | "nothing"
            | "something"
            | "about"
            | "between"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mineral"
            | "minerals"
            | "resource"
            | "resources"
            | "reserve"
            | "reserves"
            | "measured"
            | "indicated"
            | "inferred"
            | "proved"
            | "proven"
            | "probable"
            | "ore"
            | "exploration"
            | "production"
            | "drilling"
            | "hole"
            | "holes"
            | "jorc"
            | "samrec"
            | "perc"
            | "unfc"
            | "cim"
            | "ni"
            | "npv"
            | "irr"
            | "usd"
            | "aud"
            | "mou"
            | "mous"
            | "qualified"
            | "competent"
            | "person"
            | "persons"
            | "mt"
            | "kt"
            | "moz"
            | "treo"
            | "code"
            | "standard"
            | "standards"
            | "question"
            | "answer"
            | "claim"
            | "effective"
            | "dated"
            | "issued"
            | "cut"
            | "total"
            | "cash"
            | "sales"
            | "revenue"
            | "royalty"
            | "royalties"
            | "recovery"
            | "capital"
            | "up"
            | "down"
            | "more"
            | "less"
            | "than"
            | "do"
            | "does"
            | "did"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "should"
            | "may"
            | "might"
            | "can"
            | "cannot"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "q1"
            | "q2"
            | "q3"
            | "q4"
            | "us$"
            | "rs"
            | "ceo"
            | "pm"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "sir"
            | "smt"
    )
}

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
    fn headlines_give_no_names() {
        assert!(names("GOLDEN QUILL CONFIRMS A GIANT").is_empty());
    }
}
