//! The words around a quantity, by how near they stand.

use crate::lexicon::Cue;
use crate::quantity::Quantity;
use crate::reading::Reading;

/// The phrases near one quantity, inside its sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'r, 't> {
    reading: &'r Reading<'t>,
    at: usize,
}

/// Where to look for a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
    Both,
}

/// How much farther a phrase counts for each other quantity that stands between.
const CROSSING: usize = 6;

impl<'r, 't> Around<'r, 't> {
    pub(crate) fn new(reading: &'r Reading<'t>, at: usize) -> Self {
        Self { reading, at }
    }

    fn quantity(&self) -> &'r Quantity {
        &self.reading.quantities[self.at]
    }

    /// How many tokens away the nearest phrase of a list stands; another quantity
    /// or a semicolon between makes it farther.
    pub(crate) fn distance(&self, cue: Cue, side: Side) -> Option<usize> {
        let quantity = self.quantity();
        let sentence = &self.reading.sentences[quantity.sentence];
        self.reading
            .hits_in(sentence, cue)
            .filter_map(|hit| {
                let (token, end) = (hit.token as usize, hit.end as usize);
                if end <= quantity.tokens.start && side != Side::After {
                    Some(quantity.tokens.start - end + self.between(end, quantity.tokens.start))
                } else if token >= quantity.tokens.end && side != Side::Before {
                    Some(token - quantity.tokens.end + self.between(quantity.tokens.end, token))
                } else if token >= quantity.tokens.start && end <= quantity.tokens.end {
                    // Inside: “14,500 tonnes of nickel a year”.
                    Some(0)
                } else {
                    None
                }
            })
            .min()
    }

    /// Whether a phrase of a list stands within so many tokens.
    pub(crate) fn near(&self, cue: Cue, side: Side, within: usize) -> bool {
        self.distance(cue, side).is_some_and(|d| d <= within)
    }

    fn between(&self, from: usize, to: usize) -> usize {
        let sentence = &self.reading.sentences[self.quantity().sentence];
        let others = self.reading.quantities_in(sentence);
        let crossed =
            others.iter().filter(|q| q.tokens.start >= from && q.tokens.end <= to).count();
        let cursor = self.reading.cursor();
        let stops = (from..to).filter(|&at| matches!(cursor.raw(at), ";")).count();
        CROSSING * crossed + 2 * CROSSING * stops
    }

    /// The candidate whose phrase stands nearest, within its reach; earlier candidates win ties.
    pub(crate) fn nearest<K: Copy>(&self, candidates: &[(K, Cue, Side, usize)]) -> Option<K> {
        candidates
            .iter()
            .filter_map(|&(kind, cue, side, reach)| {
                self.distance(cue, side).filter(|d| *d <= reach).map(|d| (d, kind))
            })
            .reduce(|best, next| if next.0 < best.0 { next } else { best })
            .map(|(_, kind)| kind)
    }
}
