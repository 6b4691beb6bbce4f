//! Word lists, and the one pass that finds every listed phrase in a text.
//!
//! A [`PhraseList`] is a plain table of phrases under a [`Cue`]. All lists go
//! into one [`Lexicon`], which gives every listed word a number; the lexer
//! stores that number in each token, so that finding phrases compares small
//! integers and never touches the text again.
//!
//! In a list, `~` after a word stands for its verb forms (`say~`: say, says,
//! said, saying) and `+` for its plural (`mine+`: mine, mines). A phrase
//! written with spaces also matches the same words joined by hyphens.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::inflect;
use crate::lex::{self, Token, TokenKind};
use crate::name;
use crate::vocabulary;

/// Names one word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cue(pub u16);

/// The number of a listed word; [`WordId::NONE`] for a word on no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u16);

impl WordId {
    /// A word on no list.
    pub const NONE: Self = Self(0);
}

/// The phrases of one list.
#[derive(Clone, Copy, Debug)]
pub struct PhraseList {
    /// Which list.
    pub cue: Cue,
    /// The constant's name, for `explain` and error messages.
    pub name: &'static str,
    /// The phrases, in the notation of this module.
    pub phrases: &'static [&'static str],
}

/// A listed phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub cue: Cue,
    /// Which phrase of the list, counted as it is written there.
    pub phrase: u16,
    /// The first token of the phrase.
    pub token: u32,
    /// The token after its last.
    pub end: u32,
}

/// How many lists a [`CueSet`] can hold.
pub const MAX_CUES: usize = 384;

/// A set of lists, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet([u64; MAX_CUES / 64]);

impl CueSet {
    /// Puts a list into the set.
    #[inline]
    pub fn insert(&mut self, cue: Cue) {
        self.0[usize::from(cue.0) / 64] |= 1 << (cue.0 % 64);
    }

    /// Whether the list is in the set.
    #[inline]
    pub fn has(&self, cue: Cue) -> bool {
        self.0[usize::from(cue.0) / 64] & (1 << (cue.0 % 64)) != 0
    }

    /// Puts every list of another set into this one.
    pub fn extend(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }
}

/// Declares word lists as constants of type [`Cue`] and gathers them in `LISTS`.
///
/// The first argument is the number of lists already taken.
#[macro_export]
macro_rules! word_lists {
    ($first:expr; $($(#[$doc:meta])* $name:ident = [$($phrase:literal),* $(,)?];)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the lists below")]
        #[repr(u16)]
        enum Number { $($name,)* }
        $($(#[$doc])* pub const $name: $crate::lexicon::Cue =
            $crate::lexicon::Cue($first + Number::$name as u16);)*
        /// Every list of this module, in order.
        pub const LISTS: &[$crate::lexicon::PhraseList] = &[
            $($crate::lexicon::PhraseList {
                cue: $name,
                name: stringify!($name),
                phrases: &[$($phrase),*],
            },)*
        ];
    };
}

/// Every listed word and phrase, ready for matching.
///
/// A text of a few pages touches every table at random, so what is looked at for each word is
/// kept small: what begins with it, its part in a number and a bit for each pair of words.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, WordId>,
    /// For each word, the phrases of it alone, in `alone`.
    starts: Vec<Start>,
    alone: Vec<(Cue, u16)>,
    /// For each two words, what begins with both and with the first alone.
    pairs: Pairs,
    /// For each word, everything that begins with it.
    all: Vec<Phrases>,
    /// What those two say, each in order of list, the longest of a list first.
    phrases: Vec<Phrase>,
    /// All words of all phrases after their first, end to end.
    tails: Vec<WordId>,
    /// The short ASCII words, which are nearly all.
    short: ShortWords,
    /// The numbers of the ASCII marks.
    marks: [WordId; 128],
    /// For each word, what part it may take in a number.
    number_parts: Vec<NumberPart>,
}

/// A stretch of `Lexicon::phrases`.
type Phrases = Range<u32>;

/// A stretch of `Lexicon::alone`.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    first: u32,
    count: u32,
}

/// What part a word may take in a number or sum of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberPart {
    /// None.
    #[default]
    None,
    /// Begins one by itself: `ten`, `half`, `$`, `USD`.
    Opens,
    /// Begins one before certain words: `a` in `a quarter`.
    Article,
    /// Follows such an article: `quarter`, `million`.
    AfterArticle,
    /// Begins one and follows an article: `half`.
    Both,
}

/// The longest word that [`ShortWords`] holds, in bytes.
pub(crate) const SHORT: usize = 14;

/// A set of hashes that may hold some that were never put in: most words of a text are on no
/// list and most pairs begin nothing, and this small table tells so without a look at a large one.
#[derive(Debug)]
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// An empty filter for tables of so many slots, a power of two.
    fn new(slots: usize) -> Self {
        let bits = 4 * slots;
        Self { bits: vec![0; bits / 64], shift: 64 - bits.trailing_zeros() }
    }

    fn insert(&mut self, hash: u64) {
        let bit = (hash >> self.shift) as usize;
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn may_hold(&self, hash: u64) -> bool {
        let bit = (hash >> self.shift) as usize;
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }
}

/// Spreads a whole number over all bits of its hash, the top ones best.
#[inline]
fn spread(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Words packed into whole numbers, in an open table of a power of two.
#[derive(Debug)]
struct ShortWords {
    filter: Filter,
    /// The word that belongs here or before, with its number in the top two bytes; mostly none.
    slots: Vec<u128>,
    shift: u32,
}

/// Where the number of a word stands in its slot.
const NUMBER: u32 = 8 * SHORT as u32;

impl ShortWords {
    fn new(words: &FxHashMap<Box<str>, WordId>) -> Self {
        let size = (words.len() + words.len() / 2).next_power_of_two().max(16);
        let shift = 64 - size.trailing_zeros();
        let mut table = Self { filter: Filter::new(size), slots: vec![0; size], shift };
        for (word, id) in words {
            let Some(key) = pack(word.as_bytes()) else { continue };
            let hash = Self::hash(key);
            table.filter.insert(hash);
            let mut at = (hash >> shift) as usize;
            while table.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = key | u128::from(id.0) << NUMBER;
        }
        table
    }

    #[inline]
    fn hash(key: u128) -> u64 {
        spread((key as u64) ^ ((key >> 64) as u64).rotate_left(29))
    }

    #[inline]
    fn get(&self, key: u128) -> WordId {
        let hash = Self::hash(key);
        if !self.filter.may_hold(hash) {
            return WordId::NONE;
        }
        let mut at = (hash >> self.shift) as usize;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return WordId::NONE;
            }
            if slot & ((1 << NUMBER) - 1) == key {
                return WordId((slot >> NUMBER) as u16);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// A short ASCII word as one number, its first byte lowest.
fn pack(word: &[u8]) -> Option<u128> {
    let plain = word.len() <= SHORT && word.is_ascii();
    let place = |(at, byte): (usize, &u8)| u128::from(*byte) << (8 * at);
    plain.then(|| word.iter().enumerate().map(place).sum())
}

/// Pairs of words and the phrases that begin with them, in an open table of a power of two.
#[derive(Debug)]
struct Pairs {
    filter: Filter,
    slots: Vec<(u32, Phrases)>,
    shift: u32,
}

impl Pairs {
    fn new(pairs: &[((WordId, WordId), Phrases)]) -> Self {
        let size = (pairs.len() + pairs.len() / 2).next_power_of_two().max(16);
        let shift = 64 - size.trailing_zeros();
        let mut table = Self { filter: Filter::new(size), slots: vec![(0, 0..0); size], shift };
        for ((first, second), phrases) in pairs {
            let key = Self::key(*first, *second);
            let hash = spread(key.into());
            table.filter.insert(hash);
            let mut at = (hash >> shift) as usize;
            while table.slots[at].0 != 0 {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = (key, phrases.clone());
        }
        table
    }

    /// Never 0, since the first is a word.
    #[inline]
    fn key(first: WordId, second: WordId) -> u32 {
        u32::from(first.0) << 16 | u32::from(second.0)
    }

    #[inline]
    fn get(&self, first: WordId, second: WordId) -> Option<&Phrases> {
        let key = Self::key(first, second);
        let hash = spread(key.into());
        if !self.filter.may_hold(hash) {
            return None;
        }
        let mut at = (hash >> self.shift) as usize;
        loop {
            let (known, phrases) = &self.slots[at];
            if *known == key {
                return Some(phrases);
            }
            if *known == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Phrase {
    cue: Cue,
    nth: u16,
    tail: u32,
    tail_len: u16,
}

impl Lexicon {
    /// Builds the lexicon of the given lists.
    pub fn new(lists: &[&[PhraseList]]) -> Self {
        // The words that are no names come first, so that their numbers tell them from others.
        let common = name::COMMON.iter().zip(1u16..);
        let mut words: FxHashMap<Box<str>, WordId> =
            common.map(|(word, number)| (Box::from(*word), WordId(number))).collect();
        let mut entries: Vec<(Vec<WordId>, Cue, u16)> = Vec::new();
        for list in lists.iter().flat_map(|lists| lists.iter()) {
            assert!(usize::from(list.cue.0) < MAX_CUES, "more word lists than a cue set holds");
            for (nth, phrase) in list.phrases.iter().enumerate() {
                for form in inflect::expand(phrase) {
                    let ids: Vec<WordId> = lex::words_of(&form)
                        .map(|word| {
                            let next = u16::try_from(words.len() + 1).expect("under 65,536 words");
                            *words.entry(word.into()).or_insert(WordId(next))
                        })
                        .collect();
                    entries.push((ids, list.cue, nth as u16));
                }
            }
        }
        entries.sort_by(|(a, cue_a, nth_a), (b, cue_b, nth_b)| {
            let order = a[0].cmp(&b[0]).then(cue_a.cmp(cue_b)).then(b.len().cmp(&a.len()));
            order.then(a.cmp(b)).then(nth_a.cmp(nth_b))
        });
        entries.dedup_by(|b, a| a.0 == b.0 && a.1 == b.1);
        let mut starts = vec![Start::default(); words.len() + 1];
        let mut alone: Vec<(Cue, u16)> = Vec::new();
        let mut all: Vec<Phrases> = vec![0..0; words.len() + 1];
        let mut pairs = Vec::new();
        let mut phrases: Vec<Phrase> = Vec::with_capacity(2 * entries.len());
        let mut tails = Vec::new();
        for entries in entries.chunk_by(|(a, ..), (b, ..)| a[0] == b[0]) {
            let first = entries[0].0[0];
            let from = phrases.len();
            for (ids, cue, nth) in entries {
                let (tail, tail_len) = (tails.len() as u32, (ids.len() - 1) as u16);
                phrases.push(Phrase { cue: *cue, nth: *nth, tail, tail_len });
                tails.extend_from_slice(&ids[1..]);
            }
            all[usize::from(first.0)] = from as u32..phrases.len() as u32;
            let single = entries.iter().filter(|(ids, ..)| ids.len() == 1);
            let start = alone.len();
            alone.extend(single.map(|(_, cue, nth)| (*cue, *nth)));
            starts[usize::from(first.0)] =
                Start { first: start as u32, count: (alone.len() - start) as u32 };
            let mut seconds: Vec<WordId> =
                entries.iter().filter_map(|(ids, ..)| ids.get(1).copied()).collect();
            seconds.sort();
            seconds.dedup();
            for second in seconds {
                let start = phrases.len();
                for (at, (ids, ..)) in (from..).zip(entries) {
                    if ids.len() == 1 || ids[1] == second {
                        phrases.push(phrases[at]);
                    }
                }
                pairs.push(((first, second), start as u32..phrases.len() as u32));
            }
        }
        let mut marks = [WordId::NONE; 128];
        for (byte, id) in marks.iter_mut().enumerate() {
            let mark = [byte as u8];
            *id = std::str::from_utf8(&mark)
                .ok()
                .and_then(|m| words.get(m))
                .copied()
                .unwrap_or(WordId::NONE);
        }
        let begins = |word: usize, cue: Cue| {
            let all = &all[word];
            phrases[all.start as usize..all.end as usize].iter().any(|p| p.cue == cue)
        };
        let number_parts = (0..starts.len())
            .map(|word| {
                let opens = begins(word, vocabulary::STARTS);
                match (
                    opens,
                    begins(word, vocabulary::ARTICLES),
                    begins(word, vocabulary::AFTER_ARTICLE),
                ) {
                    (_, true, _) => NumberPart::Article,
                    (true, _, true) => NumberPart::Both,
                    (true, ..) => NumberPart::Opens,
                    (_, _, true) => NumberPart::AfterArticle,
                    _ => NumberPart::None,
                }
            })
            .collect();
        let (short, pairs) = (ShortWords::new(&words), Pairs::new(&pairs));
        Self { words, starts, alone, pairs, all, phrases, tails, short, marks, number_parts }
    }

    /// For each word, what part it may take in a number.
    pub(crate) fn number_parts(&self) -> &[NumberPart] {
        &self.number_parts
    }

    /// The number of a word of at most [`SHORT`] ASCII bytes in lower case, the first lowest.
    #[inline]
    pub(crate) fn short_word(&self, packed: u128) -> WordId {
        self.short.get(packed)
    }

    /// The number of an ASCII mark.
    #[inline]
    pub(crate) fn mark(&self, mark: u8) -> WordId {
        self.marks[usize::from(mark & 0x7f)]
    }

    /// The number of a word already in lower case with straight quotes.
    pub fn word(&self, lower: &str) -> WordId {
        match pack(lower.as_bytes()) {
            Some(key) => self.short.get(key),
            None => self.words.get(lower).copied().unwrap_or(WordId::NONE),
        }
    }

    /// Finds every listed phrase, in order of first token and then of list; and for each token,
    /// and the end, how many phrases begin before it.
    ///
    /// Of one list only the longest phrase at a token counts, and a phrase
    /// inside a longer one of the same list does not.
    pub fn find(&self, tokens: &[Token]) -> (Vec<Hit>, Vec<u32>) {
        let mut hits = Vec::with_capacity(tokens.len() + tokens.len() / 4);
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let mut covered = [0u32; MAX_CUES];
        for (at, token) in tokens.iter().enumerate() {
            before.push(hits.len() as u32);
            if token.word == WordId::NONE {
                continue;
            }
            let phrases = match tokens.get(at + 1) {
                Some(next) if next.kind == TokenKind::Hyphen => {
                    Some(&self.all[usize::from(token.word.0)])
                }
                Some(next) => self.pairs.get(token.word, next.word),
                None => None,
            };
            let (word, token, end) = (token.word, at as u32, at as u32 + 1);
            let Some(phrases) = phrases else {
                let start = self.starts[usize::from(word.0)];
                let alone = &self.alone[start.first as usize..][..start.count as usize];
                for &(cue, phrase) in alone {
                    if covered[usize::from(cue.0)] <= token {
                        hits.push(Hit { cue, phrase, token, end });
                    }
                }
                continue;
            };
            for phrase in &self.phrases[phrases.start as usize..phrases.end as usize] {
                let covered = &mut covered[usize::from(phrase.cue.0)];
                if *covered > token {
                    continue;
                }
                let tail = &self.tails[phrase.tail as usize..][..usize::from(phrase.tail_len)];
                let Some(rest) = match_tail(&tokens[at + 1..], tail) else { continue };
                *covered = end + rest as u32;
                hits.push(Hit { cue: phrase.cue, phrase: phrase.nth, token, end: *covered });
            }
        }
        before.push(hits.len() as u32);
        (hits, before)
    }
}

/// How many tokens the rest of a phrase takes, where it stands there.
fn match_tail(tokens: &[Token], tail: &[WordId]) -> Option<usize> {
    let mut at = 0;
    for &word in tail {
        let mut token = tokens.get(at)?;
        if token.word != word && token.kind == TokenKind::Hyphen {
            at += 1;
            token = tokens.get(at)?;
        }
        if token.word != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAY: Cue = Cue(0);
    const DEAL: Cue = Cue(1);
    const LISTS: &[PhraseList] = &[
        PhraseList { cue: SAY, name: "SAY", phrases: &["say~", "say~ no"] },
        PhraseList { cue: DEAL, name: "DEAL", phrases: &["hard deal+", "world's largest"] },
    ];

    fn found(text: &str) -> Vec<(u16, String)> {
        let lexicon = Lexicon::new(&[LISTS]);
        let tokens = lex::tokens(text, &lexicon);
        let words = |hit: &Hit| {
            let (first, last) = (tokens[hit.token as usize], tokens[hit.end as usize - 1]);
            text[first.start as usize..last.end as usize].to_owned()
        };
        lexicon.find(&tokens).0.iter().map(|hit| (hit.cue.0, words(hit))).collect()
    }

    #[test]
    fn verb_forms_and_plurals_are_found() {
        assert_eq!(found("He said so"), [(0, "said".to_owned())]);
        assert_eq!(found("Hard deals"), [(1, "Hard deals".to_owned())]);
    }

    #[test]
    fn the_longest_phrase_of_a_list_wins() {
        assert_eq!(found("She says no."), [(0, "says no".to_owned())]);
    }

    #[test]
    fn hyphens_and_curly_quotes_do_not_hide_a_phrase() {
        assert_eq!(found("a hard-deal"), [(1, "hard-deal".to_owned())]);
        assert_eq!(found("The world’s largest"), [(1, "world’s largest".to_owned())]);
    }
}
