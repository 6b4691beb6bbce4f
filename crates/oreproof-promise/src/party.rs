//! Parties: the states and firms that sign an instrument.

use std::ops::Range;

use serde::Serialize;

use crate::cursor::WordSet;
use crate::lex::{Case, TokenKind};
use crate::reading::Reading;

/// Which side a party is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A government, a ministry, a body of the state.
    State,
    /// A firm or anybody else.
    Firm,
}

/// A party to an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name, as the text first gives it here.
    pub tokens: Range<usize>,
    /// Its side.
    pub side: Side,
}

/// Words in the names and descriptions of states and their bodies.
const STATE: &WordSet = &WordSet::new(&[
    "government",
    "ministry",
    "republic",
    "state",
    "kingdom",
    "department",
    "province",
    "authority",
    "agency",
    "minister",
    "organisation",
    "army",
    "federal",
    "commission",
    "council",
]);

/// The bodies named in a sentence, and the states whose government is: `X and Y signed`, `signed between X and Y`, `with Y`.
pub(crate) fn in_sentence(reading: &Reading<'_>, sentence: usize) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let tokens = &reading.sentences[sentence].tokens;
    let from = reading.names.partition_point(|name| name.tokens.start < tokens.start);
    let names = reading.names[from..].iter().take_while(|name| name.sentence == sentence);
    for name in names {
        let party = party(reading, name.tokens.clone());
        if !name.is_body && party.side == Side::Firm || is_person(reading, &name.tokens) {
            continue;
        }
        // An acronym in brackets is the name before it.
        let acronym = name.tokens.len() == 1
            && reading.cursor().raw(name.tokens.start.wrapping_sub(1)) == "(";
        if !acronym {
            parties.push(party);
        }
    }
    parties.truncate(4);
    parties
}

/// The parties of a `Parties: X; Y` line.
pub(crate) fn listed(reading: &Reading<'_>, sentence: usize) -> Vec<Party> {
    let cursor = reading.cursor();
    let tokens = reading.sentences[sentence].tokens.clone();
    let mut parties = Vec::new();
    let mut start = tokens.start + 2;
    while start < tokens.end {
        let end = (start..tokens.end).find(|&i| cursor.raw(i) == ";").unwrap_or(tokens.end);
        let first = &reading.tokens[start];
        if start < end && first.kind == TokenKind::Word && first.case != Case::Lower {
            parties.push(party(reading, start..end));
        }
        start = end + 1;
    }
    parties
}

fn party(reading: &Reading<'_>, tokens: Range<usize>) -> Party {
    let cursor = reading.cursor();
    let state = tokens.clone().any(|i| cursor.is_any(i, STATE))
        || cursor.is_any(tokens.end, &["’s", "'s"]) && cursor.is_any(tokens.end + 1, STATE);
    Party { tokens, side: if state { Side::State } else { Side::Firm } }
}

fn is_person(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    reading.speakers.iter().any(|speaker| {
        speaker.nature == crate::speaker::Nature::Person
            && speaker
                .name
                .as_ref()
                .is_some_and(|name| name.start >= tokens.start && name.end <= tokens.end)
    })
}
