//! The words around a quantity, by how near they stand.

use crate::lexicon::Cue;
use crate::quantity::Quantity;
use crate::reading::Reading;
use crate::sentence::Sentence;

/// The phrases near one quantity, inside its sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'r, 't> {
    reading: &'r Reading<'t>,
    quantity: &'r Quantity,
    sentence: &'r Sentence,
    /// Phrases that end before this token speak for an earlier quantity.
    floor: usize,
    /// Phrases from this token on speak for a later one.
    ceiling: usize,
}

/// Where to look for a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
    Both,
}

/// A kind, the list that speaks for it, where to look and how many tokens away at most.
pub(crate) type Candidate<K> = (K, Cue, Side, usize);

/// How much farther a phrase counts for each quantity of another unit, or clause, between.
const CROSSING: usize = 4;

impl<'r, 't> Around<'r, 't> {
    /// The surroundings of the quantity numbered `at`: from the last quantity of the same
    /// unit before it to the next quantity of any unit.
    pub(crate) fn new(reading: &'r Reading<'t>, at: usize) -> Self {
        let quantity = &reading.quantities[at];
        let sentence = &reading.sentences[quantity.sentence];
        let others = sentence.quantities.clone();
        let shape = |q: &Quantity| {
            // Money is money, whatever its currency, but a price is not a sum.
            q.unit.map(|u| (if u.currency().is_some() { None } else { Some(u.of) }, u.is_price()))
        };
        let same = |other: &usize| shape(&reading.quantities[*other]) == shape(quantity);
        let floor = (others.start..at)
            .rev()
            .find(same)
            .map_or(sentence.tokens.start, |i| reading.quantities[i].tokens.end);
        let ceiling = reading.quantities[at..others.end]
            .get(1)
            .map_or(sentence.tokens.end, |next| next.tokens.start);
        Self { reading, quantity, sentence, floor, ceiling }
    }

    /// The same quantity with its whole sentence in view.
    pub(crate) fn wide(self) -> Self {
        Self { floor: self.sentence.tokens.start, ceiling: self.sentence.tokens.end, ..self }
    }

    /// Whether a quantity of the same unit stands before it in the sentence.
    pub(crate) fn follows_another(&self) -> bool {
        self.floor > self.sentence.tokens.start
    }

    /// How many tokens away the nearest phrase of a list stands.
    pub(crate) fn distance(&self, cue: Cue, side: Side) -> Option<usize> {
        let (start, end) = (self.quantity.tokens.start, self.quantity.tokens.end);
        self.reading
            .hits_in(self.sentence, cue)
            .filter_map(|hit| {
                let (token, hit_end) = (hit.token as usize, hit.end as usize);
                if token < end && hit_end > start {
                    // Inside, or over its edge: “14,500 tonnes of nickel a year”, “a 22-year life”.
                    Some(0)
                } else if hit_end <= start {
                    (side != Side::After && token >= self.floor)
                        .then(|| start - hit_end + self.between(hit_end, start))
                } else if token >= end {
                    (side != Side::Before && token < self.ceiling)
                        .then(|| token - end + self.between(end, token))
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
        let others = self.reading.quantities_in(self.sentence);
        let crossed =
            others.iter().filter(|q| q.tokens.start >= from && q.tokens.end <= to).count();
        let cursor = self.reading.cursor();
        let clauses = (from..to).filter(|&at| cursor.raw(at) == ";").count();
        CROSSING * (crossed + 3 * clauses)
    }

    /// The candidate whose phrase stands nearest, within its reach; earlier candidates win ties.
    pub(crate) fn nearest<K: Copy>(&self, candidates: &[Candidate<K>]) -> Option<K> {
        candidates
            .iter()
            .filter(|(_, cue, ..)| self.sentence.cues.has(*cue))
            .filter_map(|&(kind, cue, side, reach)| {
                self.distance(cue, side).filter(|d| *d <= reach).map(|d| (d, kind))
            })
            .reduce(|best, next| if next.0 < best.0 { next } else { best })
            .map(|(_, kind)| kind)
    }

    /// The first candidate of whose list the paragraph's heading has a phrase: `Exports. …`, `Ownership: …`.
    pub(crate) fn topic<K: Copy>(&self, candidates: &[Candidate<K>]) -> Option<K> {
        let paragraph = &self.reading.paragraphs[self.sentence.paragraph];
        let heading = &self.reading.sentences[paragraph.sentences.start];
        let short = heading.tokens.len() <= 6 && heading.tokens != self.sentence.tokens;
        let has = |cue: Cue| heading.cues.has(cue);
        candidates.iter().find(|(_, cue, ..)| short && has(*cue)).map(|(kind, ..)| *kind)
    }
}
