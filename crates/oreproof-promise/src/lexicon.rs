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
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, WordId>,
    /// For each word, what begins with it.
    starts: Vec<Start>,
    /// For each two words, what begins with both and with the first alone.
    pairs: FxHashMap<(WordId, WordId), Phrases>,
    /// What those say, each in order of list, the longest of a list first.
    phrases: Vec<Phrase>,
    /// All words of all phrases after their first, end to end.
    tails: Vec<WordId>,
    /// The words of at most sixteen ASCII letters and digits, which are nearly all.
    short: ShortWords,
    /// The numbers of the ASCII marks.
    marks: [WordId; 128],
    /// For each word, what part it may take in a number.
    number_parts: Vec<NumberPart>,
}

/// A stretch of `Lexicon::phrases`.
type Phrases = Range<u32>;

/// The phrases that begin with one word.
#[derive(Clone, Debug, Default)]
struct Start {
    all: Phrases,
    /// Those of one word.
    alone: Phrases,
    /// A filter of their second words: without its bit a word is none of them.
    seconds: u64,
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

/// Words packed into whole numbers, in an open table of a power of two.
#[derive(Debug)]
struct ShortWords {
    /// The number of the word that belongs here or before; mostly none.
    slots: Vec<WordId>,
    /// The packed form of each word by its number.
    keys: Vec<u128>,
    shift: u32,
}

impl ShortWords {
    fn new(words: &FxHashMap<Box<str>, WordId>) -> Self {
        let size = (4 * words.len()).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![WordId::NONE; size],
            keys: vec![0; words.len() + 1],
            shift: 64 - size.trailing_zeros(),
        };
        for (word, id) in words {
            let Some(key) = pack(word) else { continue };
            let mut at = table.slot(key);
            while table.slots[at] != WordId::NONE {
                at = (at + 1) % size;
            }
            table.slots[at] = *id;
            table.keys[usize::from(id.0)] = key;
        }
        table
    }

    #[inline]
    fn slot(&self, key: u128) -> usize {
        let mixed = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    #[inline]
    fn get(&self, key: u128) -> WordId {
        let mut at = self.slot(key);
        loop {
            let id = self.slots[at];
            if id == WordId::NONE || self.keys[usize::from(id.0)] == key {
                return id;
            }
            at = (at + 1) % self.slots.len();
        }
    }
}

/// A word of at most sixteen ASCII letters and digits as one number.
fn pack(word: &str) -> Option<u128> {
    let plain = word.len() <= 16 && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut bytes = [0; 16];
    plain.then(|| bytes[..word.len()].copy_from_slice(word.as_bytes()))?;
    Some(u128::from_le_bytes(bytes))
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
        let mut pairs = FxHashMap::default();
        let mut phrases: Vec<Phrase> = Vec::with_capacity(2 * entries.len());
        let mut tails = Vec::new();
        for entries in entries.chunk_by(|(a, ..), (b, ..)| a[0] == b[0]) {
            let from = phrases.len() as u32;
            for (ids, cue, nth) in entries {
                let (tail, tail_len) = (tails.len() as u32, (ids.len() - 1) as u16);
                phrases.push(Phrase { cue: *cue, nth: *nth, tail, tail_len });
                tails.extend_from_slice(&ids[1..]);
            }
            let all = from..phrases.len() as u32;
            let mut those = |second: Option<WordId>| {
                let from = phrases.len();
                for (at, (ids, ..)) in all.clone().zip(entries) {
                    if ids.len() == 1 || second == Some(ids[1]) {
                        phrases.push(phrases[at as usize]);
                    }
                }
                from as u32..phrases.len() as u32
            };
            let alone = those(None);
            let mut filter = 0;
            for second in entries.iter().filter_map(|(ids, ..)| ids.get(1).copied()) {
                filter |= 1 << (second.0 % 64);
                let pair = (entries[0].0[0], second);
                pairs.entry(pair).or_insert_with(|| those(Some(second)));
            }
            starts[usize::from(entries[0].0[0].0)] = Start { all, alone, seconds: filter };
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
            let all = &starts[word].all;
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
        let short = ShortWords::new(&words);
        Self { words, starts, pairs, phrases, tails, short, marks, number_parts }
    }

    /// For each word, what part it may take in a number.
    pub(crate) fn number_parts(&self) -> &[NumberPart] {
        &self.number_parts
    }

    /// The number of a word that [`pack`] would make into this.
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
        self.words.get(lower).copied().unwrap_or(WordId::NONE)
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
            let start = &self.starts[usize::from(token.word.0)];
            if start.all.is_empty() {
                continue;
            }
            let phrases = match tokens.get(at + 1) {
                Some(next) if next.kind == TokenKind::Hyphen => &start.all,
                Some(next) if start.seconds >> (next.word.0 % 64) & 1 != 0 => {
                    self.pairs.get(&(token.word, next.word)).unwrap_or(&start.alone)
                }
                _ => &start.alone,
            };
            let at = at as u32;
            for phrase in &self.phrases[phrases.start as usize..phrases.end as usize] {
                let covered = &mut covered[usize::from(phrase.cue.0)];
                if *covered > at {
                    continue;
                }
                let mut end = at + 1;
                if phrase.tail_len > 0 {
                    let tail = &self.tails[phrase.tail as usize..][..usize::from(phrase.tail_len)];
                    let Some(rest) = match_tail(&tokens[end as usize..], tail) else { continue };
                    end += rest as u32;
                }
                hits.push(Hit { cue: phrase.cue, phrase: phrase.nth, token: at, end });
                *covered = end;
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
