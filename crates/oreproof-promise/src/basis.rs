//! The basis of a quantity: in place, contained, recoverable or payable; whole or attributable.

use oreproof_units::{Basis, Ownership};

use crate::quantity::{Kind, Quantity};
use crate::reading::Reading;

/// How many words around a quantity may say its basis.
const NEAR: usize = 4;

/// Gives every quantity the basis and the ownership that the words around it or its kind say.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    let whole = says_whole(reading);
    for at in 0..reading.quantities.len() {
        let quantity = &reading.quantities[at];
        let found = (basis(reading, quantity), ownership(reading, quantity, whole));
        (reading.quantities[at].basis, reading.quantities[at].ownership) = found;
    }
}

/// Whether a word stands within a few tokens, inside the sentence and not beyond another amount.
fn near(reading: &Reading<'_>, quantity: &Quantity, words: &[&str]) -> bool {
    let cursor = reading.cursor();
    let sentence = &reading.sentences[quantity.sentence];
    let others = reading.quantities_in(sentence);
    let floor =
        others.iter().map(|q| q.tokens.end).filter(|&end| end <= quantity.tokens.start).max();
    let ceiling = others.iter().map(|q| q.tokens.start).find(|&start| start >= quantity.tokens.end);
    let from =
        quantity.tokens.start.saturating_sub(NEAR).max(floor.unwrap_or(sentence.tokens.start));
    let to = (quantity.tokens.end + NEAR).min(ceiling.unwrap_or(sentence.tokens.end));
    (from..to).any(|i| cursor.is_any(i, words))
}

fn basis(reading: &Reading<'_>, quantity: &Quantity) -> Option<Basis> {
    let metal = matches!(
        quantity.kind,
        Kind::Contained | Kind::Production | Kind::SalesVolume | Kind::ExportVolume
    );
    match quantity.kind {
        _ if metal && near(reading, quantity, &["payable"]) => Some(Basis::Payable),
        _ if metal && near(reading, quantity, &["recoverable", "recovered"]) => {
            Some(Basis::Recoverable)
        }
        Kind::Contained => Some(Basis::Contained),
        Kind::OreTonnage => Some(Basis::InSitu),
        _ => None,
    }
}

fn ownership(reading: &Reading<'_>, quantity: &Quantity, whole: bool) -> Option<Ownership> {
    let shared = matches!(
        quantity.kind,
        Kind::OreTonnage
            | Kind::Contained
            | Kind::Production
            | Kind::SalesVolume
            | Kind::ExportVolume
            | Kind::Revenue
            | Kind::Npv
            | Kind::Capex
    );
    if !shared {
        return None;
    }
    match near(reading, quantity, &["attributable"]) {
        true => Some(Ownership::Attributable),
        false => whole.then_some(Ownership::Whole),
    }
}

/// “All figures are on a 100% basis.”
fn says_whole(reading: &Reading<'_>) -> bool {
    let cursor = reading.cursor();
    reading
        .quantities
        .iter()
        .any(|q| q.kind == Kind::Other && q.value() == 100.0 && cursor.is(q.tokens.end, "basis"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, Lexicon, vocabulary as v};

    fn read(text: &str) -> Vec<(Option<Basis>, Option<Ownership>)> {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let reading = crate::read(text, About::default(), &lexicon);
        reading.quantities.iter().map(|q| (q.basis, q.ownership)).collect()
    }

    #[test]
    fn the_words_beside_an_amount_say_its_basis() {
        let sold = read("The mine sold 900 tonnes of payable nickel.");
        assert_eq!(sold[0].0, Some(Basis::Payable));
        let held = read("The deposit contains 900,000 tonnes of nickel.");
        assert_eq!(held[0].0, Some(Basis::Contained));
    }

    #[test]
    fn a_whole_basis_holds_but_for_the_attributable() {
        let text = "All figures are on a 100% basis. The mine produced 500 t of tin. Attributable output was 300 t of tin.";
        let read = read(text);
        assert_eq!(read[1].1, Some(Ownership::Whole));
        assert_eq!(read[2].1, Some(Ownership::Attributable));
    }
}
