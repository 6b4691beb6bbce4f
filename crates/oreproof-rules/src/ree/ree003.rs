//! # Not a rare earth
//!
//! The rare earths are seventeen elements: the fifteen lanthanides, yttrium and
//! scandium. Lithium, cobalt or tungsten have another geology, another price and other
//! plants.
//!
//! ## Fires when
//!
//! Another element is listed as a rare earth: “rare earths such as …”, “like …”,
//! “including …”, “… and other rare earths”, “… is a rare earth”.
//!
//! ## Silent when
//!
//! The list reads “rare earths and …” or “… as well as rare earths”, or the sentence
//! denies it.

use oreproof_promise::{Hit, Sentence};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const REE003: Rule = Rule {
    code: "REE003",
    name: "ree-misnomer",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{elements} are not rare earths",
    help: "name the metals by themselves; their geology, price and processing differ",
    norm: "IUPAC Red Book 2005 (IR-3.6.2); USGS Mineral Commodity Summaries (rare earths)",
    fires_on: &[
        Example::new("Rare earths such as lithium and tungsten abound."),
        Example::new(
            "Beneath the crust lie rare earths, including niobium, beryllium and gallium.",
        ),
        Example::new("The pack describes rare earths such as zirconium, hafnium and neodymium."),
        Example::new("The valley holds lithium, cobalt and other rare earths."),
        Example::new("Lithium is a rare earth that every battery needs."),
    ],
    silent_on: &[
        Example::new("Lithium and tungsten, and also rare earths, have been reported."),
        Example::new("Rare earths such as neodymium, praseodymium and dysprosium go into magnets."),
        Example::new("Rare earths as well as lithium and cobalt have been reported."),
        Example::new(
            "Critical minerals including antimony, copper, gold, tungsten and rare earth elements will be exported.",
        ),
        Example::new("Lithium is not a rare earth."),
        Example::new("Rare earths such as neodymium are found with niobium and zirconium."),
    ],
    source: include_str!("ree003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::RARE_EARTH) || !document.says(words::NO_RARE_EARTH) {
        return;
    }
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::RARE_EARTH) {
        if !linked::is_short(sentence)
            || !sentence.cues.has(words::NO_RARE_EARTH)
            || document.denies(sentence)
        {
            continue;
        }
        let mut done = 0;
        for group in reading.hits_in(sentence, words::RARE_EARTH) {
            let listed = members_behind(document, sentence, group)
                .or_else(|| members_before(document, sentence, group));
            let Some((first, end)) = listed.filter(|(first, _)| *first >= done) else { continue };
            done = end;
            let bytes = reading.bytes(first..end);
            let one = reading
                .hits_in(sentence, words::NO_RARE_EARTH)
                .filter(|hit| (first..end).contains(&(hit.token as usize)))
                .count()
                == 1;
            let verb = if one { "is no rare earth" } else { "are not rare earths" };
            sink.fire(bytes.clone(), format!("{} {verb}", reading.quote(&bytes)));
        }
    }
}

/// A member of a list at a token: how many tokens it takes, and whether it is wrong.
fn member(document: &Document<'_>, sentence: &Sentence, at: usize) -> Option<(usize, bool)> {
    let hits =
        |list| document.reading.hits_in(sentence, list).find(|hit: &&Hit| hit.token as usize == at);
    match (hits(words::NO_RARE_EARTH), hits(words::ONE_RARE_EARTH)) {
        (Some(wrong), _) => Some((wrong.end as usize, true)),
        (_, Some(right)) => Some((right.end as usize, false)),
        _ => None,
    }
}

/// The wrong members of the list behind “rare earths such as”, by their tokens.
fn members_behind(
    document: &Document<'_>,
    sentence: &Sentence,
    group: &Hit,
) -> Option<(usize, usize)> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let mut at = group.end as usize;
    while cursor
        .is_any(at, &[",", "(", ":", "–", "—", "-", "mineral", "minerals", "elements", "metals"])
    {
        at += 1;
    }
    let opened = cursor.is_any(at - 1, &["(", ":"]);
    let such = reading.hits_in(sentence, words::SUCH_AS).find(|hit| hit.token as usize == at);
    match such {
        Some(hit) => at = hit.end as usize,
        None if opened => {}
        None => return None,
    }
    let mut wrong: Option<(usize, usize)> = None;
    while at < sentence.tokens.end {
        if cursor.is_any(at, &[",", "and", "or", "&", "/", "–", "the", "oxides", "oxide"]) {
            at += 1;
            continue;
        }
        let Some((end, is_wrong)) = member(document, sentence, at) else { break };
        if is_wrong {
            wrong = Some((wrong.map_or(at, |(first, _)| first), end));
        }
        at = end;
    }
    wrong
}

/// The wrong members before “and other rare earths” or “is a rare earth”, by their tokens.
fn members_before(
    document: &Document<'_>,
    sentence: &Sentence,
    group: &Hit,
) -> Option<(usize, usize)> {
    let cursor = document.reading.cursor();
    let mut at = group.token as usize;
    let back =
        |at: usize, words: &[&str]| at > sentence.tokens.start && cursor.is_any(at - 1, words);
    if back(at, &["other"]) {
        at -= 1;
        if !back(at, &["and", "or"]) {
            return None;
        }
    } else {
        while back(at, &["a", "an", "the", "of", "one", "seventeen", "among", "both"]) {
            at -= 1;
        }
        if !back(at, &["is", "are"]) {
            return None;
        }
        at -= 1;
    }
    let mut wrong: Option<(usize, usize)> = None;
    while at > sentence.tokens.start {
        if back(at, &[",", "and", "or", "&", "the"]) {
            at -= 1;
            continue;
        }
        // Names are one or two words; the list is short, so looking back twice is cheap.
        let found = (1..=3).filter(|back| at >= sentence.tokens.start + back).find_map(|back| {
            let (end, is_wrong) = member(document, sentence, at - back)?;
            (end == at).then_some((at - back, is_wrong))
        });
        let Some((first, is_wrong)) = found else { break };
        if is_wrong {
            wrong = Some((first, wrong.map_or(at, |(_, end)| end)));
        }
        at = first;
    }
    wrong
}
