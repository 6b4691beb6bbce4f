//! Edits to a document that a careless or hostile author could have made.

use crate::dice::Dice;

/// No mutated input grows past this; a reader's limits have tests of their own.
const LONGEST: usize = 64 * 1024;

/// Numbers at the edges of what fits.
const EDGES: &[&[u8]] = &[
    b"0",
    b"-1",
    b"255",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"9223372036854775807",
    b"18446744073709551616",
    b"999999999999999999999999999999",
    b"1e308",
    b"0.0000000000000001",
    b"NaN",
];

/// Applies one to sixteen random edits. `words` are pieces that mean something
/// to the reader, and `others` are documents to splice from.
pub fn mutate(document: &[u8], words: &[&[u8]], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for _ in 0..1 << dice.below(5) {
        edit(&mut bytes, words, others, dice);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn edit(bytes: &mut Vec<u8>, words: &[&[u8]], others: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(12) {
        0 => flip_bit(bytes, dice),
        1 => replace(bytes, at, 1, &[dice.throw() as u8]),
        2 => {
            let noise: Vec<u8> = (0..=dice.below(16)).map(|_| dice.throw() as u8).collect();
            replace(bytes, at, 0, &noise);
        }
        3 => replace(bytes, at, stretch(bytes.len(), dice), &[]),
        4 => {
            let piece = piece(bytes, dice);
            let times = 1 << dice.below(6);
            replace(bytes, at, 0, &piece.repeat(times));
        }
        5 => {
            let piece = piece(bytes, dice);
            replace(bytes, at, piece.len(), &piece);
        }
        6 | 7 if !words.is_empty() => {
            let times = if dice.once_in(8) { 1 << dice.below(8) } else { 1 };
            let word = dice.pick(words).repeat(times);
            replace(bytes, at, 0, &word);
        }
        8 if !others.is_empty() => {
            let other = dice.pick(others);
            let piece = piece(&other, dice);
            replace(bytes, at, stretch(bytes.len(), dice), &piece);
        }
        9 => number(bytes, dice),
        10 if dice.once_in(4) => bytes.truncate(at),
        11 => swap_case_or_sign(bytes, at),
        _ => flip_bit(bytes, dice),
    }
}

fn flip_bit(bytes: &mut [u8], dice: &mut Dice) {
    let at = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << dice.below(8);
    }
}

/// Puts `new` in the place of up to `length` bytes from `at`.
fn replace(bytes: &mut Vec<u8>, at: usize, length: usize, new: &[u8]) {
    let end = (at + length).min(bytes.len());
    bytes.splice(at..end, new.iter().copied());
}

/// Mostly short, sometimes most of the document.
fn stretch(length: usize, dice: &mut Dice) -> usize {
    if dice.once_in(4) { dice.below(length + 1) } else { dice.below(24) }
}

fn piece(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let from = dice.below(bytes.len() + 1);
    let to = (from + stretch(bytes.len(), dice)).min(bytes.len());
    bytes[from..to].to_vec()
}

/// Replaces a run of digits by a number at an edge.
fn number(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let from = dice.below(bytes.len() + 1);
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else {
        return;
    };
    let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    replace(bytes, start, length, dice.pick(EDGES));
}

fn swap_case_or_sign(bytes: &mut [u8], at: usize) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = match *byte {
            letter if letter.is_ascii_alphabetic() => letter ^ 0x20,
            b'(' => b')',
            b'<' => b'>',
            b'[' => b']',
            b'"' => b'\'',
            b' ' => b'\n',
            other => other.wrapping_add(1),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_input() {
        let document = b"an Inferred Resource of 5.0 Mt at 1.9% copper".to_vec();
        let made = |seed| {
            mutate(&document, &[b"Mt"], std::slice::from_ref(&document), &mut Dice::new(seed, 7))
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
    }

    #[test]
    fn edits_survive_an_empty_document() {
        for seed in 0..500 {
            let mut dice = Dice::new(seed, 0);
            assert!(mutate(b"", &[], &[], &mut dice).len() <= LONGEST);
        }
    }
}
