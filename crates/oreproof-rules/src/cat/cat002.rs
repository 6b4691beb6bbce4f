//! # Reserves that nobody has demonstrated
//!
//! A reserve is the part of a resource that a study has shown to be worth mining.
//! The word is often used for hopes.
//!
//! ## Fires when
//!
//! The word reserve(s) is used of a solid mineral while the document shows no Proved or
//! Probable figure for that place.
//!
//! ## Silent when
//!
//! The sentence holds a NEGATION or VERIFY word; the sense is another one (oil, gas, foreign
//! exchange, nature, a central bank, the verb); the figure is attributed to a geological
//! survey's statistics; or CAT004 fires on the same noun.
//!
//! ## Underlines
//!
//! The noun phrase.
//! Once per sentence.

use std::ops::Range;

use oreproof_promise::{FormGroup, Hit, Quantity, Sentence, vocabulary as v};
use rustc_hash::FxHashSet;

use crate::cat::{basis, words as cat};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::words;

/// The rule.
pub const CAT002: Rule = Rule {
    code: "CAT002",
    name: "reserves-not-demonstrated",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "“{phrase}” where no reserve has been demonstrated",
    help: "write deposit, occurrence or resource, whichever has evidence; a reserve needs at least a pre-feasibility study",
    norm: "CIM Definition Standards 2014 (Mineral Reserve); JORC 2012 cl.28 and cl.29; S-K 1300 Item 1302(e); USGS definition of reserves",
    fires_on: &[
        Example::new("The province’s copper reserves will feed our factories."),
        Example::new("Vast lithium reserves lie under the salt flat, the ministry says."),
        Example::new("The reserves of the Tolga hills will last a century."),
        Example::new("Investors asked about the country’s mineral reserves."),
    ],
    silent_on: &[
        Example::new("The province has copper occurrences; no reserve has been declared."),
        Example::new("Proved Ore Reserves (JORC 2012) are 4 Mt at 2% zinc."),
        Example::new("The central bank’s foreign exchange reserves fell."),
        Example::new("It will take time to verify these reserves."),
        Example::new("He reserves his strongest words for the tin dealers."),
        Example::new("Gold reserves held by the central bank rose by a tenth."),
        Example::new("USGS figures give world reserves of 980 million tonnes of copper."),
    ],
    source: include_str!("cat002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(cat::RESERVE) {
        return;
    }
    let shown = Shown::new(document);
    for (_, sentence) in reading.sentences_with(cat::RESERVE) {
        let excused = document.denies(sentence)
            || [words::VERIFY, cat::SURVEY_STATISTICS, cat::DEFINED]
                .iter()
                .any(|list| sentence.cues.has(*list));
        if excused || shown.stands_behind(document, sentence) {
            continue;
        }
        let covered = |hit: &Hit| {
            reading
                .hits_in(sentence, cat::NOT_MINERAL)
                .any(|other| other.token <= hit.token && hit.end <= other.end)
        };
        let Some(hit) = reading.hits_in(sentence, cat::RESERVE).find(|hit| {
            // “Possible reserves” is for CAT004 to judge.
            let of_no_code = reading.hits_in(sentence, cat::QUALIFIERS).any(|q| q.end == hit.token);
            !covered(hit)
                && !of_no_code
                && is_noun(document, hit)
                && !is_money(document, sentence, hit)
        }) else {
            continue;
        };
        let bytes = reading.bytes(phrase(document, sentence, hit));
        let message = format!("“{}” where no reserve has been demonstrated", reading.quote(&bytes));
        sink.fire(bytes, message);
    }
}

/// Where the document shows Proved or Probable figures.
struct Shown<'a> {
    /// Whether it shows any, and is a company's own report of its own ground.
    by_issuer: bool,
    paragraphs: FxHashSet<usize>,
    /// The first words of the places whose reserves it shows.
    places: FxHashSet<&'a str>,
}

impl<'a> Shown<'a> {
    fn new(document: &Document<'a>) -> Self {
        let reading = document.reading;
        let reserves = || reading.quantities.iter().filter(|q| basis::is_reserve(q));
        let issuer = document.form().group() == FormGroup::Issuer;
        let place = |q: &Quantity| q.place.as_ref().map(|place| reading.cursor().raw(place.start));
        Self {
            by_issuer: issuer && reserves().next().is_some(),
            paragraphs: reserves().map(|q| q.paragraph).collect(),
            places: reserves().filter_map(place).collect(),
        }
    }

    /// Whether such a figure stands behind the reserves of a sentence: in its paragraph, anywhere
    /// in a company's own report, or for a place that the sentence names.
    fn stands_behind(&self, document: &Document<'_>, sentence: &Sentence) -> bool {
        let cursor = document.reading.cursor();
        // “The study behind the reserves”: those of which the text has given the figures.
        let taken_up = sentence.tokens.clone().skip(1).any(|at| {
            cursor.is_any(at, &["reserve", "reserves"])
                && (cursor.is_any(at - 1, &["the", "these", "those", "its"])
                    || cursor.is_any(at - 1, &["mineral", "ore"])
                        && cursor.is_any(at.wrapping_sub(2), &["the", "these", "those", "its"]))
        });
        let earlier = self.paragraphs.iter().any(|&paragraph| paragraph < sentence.paragraph);
        let elsewhere = !self.places.is_empty() && self.places.len() > 1;
        taken_up && earlier && !elsewhere
            || self.by_issuer
            || self.paragraphs.contains(&sentence.paragraph)
            || !self.places.is_empty()
                && sentence.tokens.clone().any(|at| self.places.contains(cursor.raw(at)))
    }
}

/// The word stands as a noun, not as a verb: not “to reserve”, “reserves its strongest words”.
fn is_noun(document: &Document<'_>, hit: &Hit) -> bool {
    let cursor = document.reading.cursor();
    let at = hit.token as usize;
    let before = |words: &[&str]| at > 0 && cursor.is_any(at - 1, words);
    if cursor.is_any(at + 1, &["his", "her", "its", "their", "our", "judgement", "judgment"])
        || cursor.is_any(at + 1, &["the", "a", "an"])
            && before(&["he", "she", "it", "who", "which", "and", "also"])
    {
        return false;
    }
    // One reserve of something that is mined, not a park or a fund.
    let mined = document.reading.sentences[document.reading.sentence_at(at)].cues.has(v::COMMODITY);
    let verb =
        before(&["to", "will", "we", "they", "must", "may", "can", "shall", "would", "should"]);
    !cursor.is(at, "reserve") || mined && at > 0 && !verb
}

/// Reserves of money: those of a central bank, in gold or in nothing that is named.
fn is_money(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let cursor = document.reading.cursor();
    let before = |words: &[&str]| hit.token > 0 && cursor.is_any(hit.token as usize - 1, words);
    let mineral = document
        .reading
        .hits_in(sentence, v::COMMODITY)
        .any(|commodity| commodity.end == hit.token && !before(&["gold", "silver", "bullion"]));
    sentence.cues.has(cat::MONETARY) && !mineral && !before(&["mineral", "ore", "metal"])
}

/// The noun with the words that say what it is a reserve of: `mineral reserves`, `copper reserves`.
fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let mut first = hit.token as usize;
    while first > sentence.tokens.start {
        let before = first - 1;
        let commodity = reading.hits_in(sentence, v::COMMODITY).find(|c| c.end as usize == first);
        if let Some(commodity) = commodity {
            first = commodity.token as usize;
        } else if cursor.is_any(
            before,
            &[
                "mineral",
                "ore",
                "metal",
                "earth",
                "proven",
                "proved",
                "probable",
                "underground",
                "known",
            ],
        ) {
            first = before;
        } else {
            break;
        }
    }
    first..hit.end as usize
}
