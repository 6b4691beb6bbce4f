//! Amounts of money said of what lies in the ground.

use oreproof_promise::{Cue, Kind, Modality, Quantity, Sentence, vocabulary as v};

use crate::document::Document;
use crate::val::words as val;
use crate::words;

/// How many words may stand between a payment and its amount: `the royalty on the ore was worth $3 million`.
const PAYMENT_REACH: usize = 9;

/// The same for a deal: `a placement worth C$4 million`.
const INSTRUMENT_REACH: usize = 3;

/// The amounts of a sentence that are said to be the worth of what lies in the ground.
///
/// None where the sentence denies it or speaks of trade, investment or a net value.
pub(crate) fn amounts<'a>(
    document: &Document<'a>,
    sentence: &'a Sentence,
) -> impl Iterator<Item = &'a Quantity> + use<'a> {
    let reading = document.reading;
    // Few sentences hold such an amount, so that is asked first.
    let worth = |quantity: &Quantity| quantity.kind == Kind::ValuationGross;
    let silent = !reading.quantities_in(sentence).iter().any(worth)
        || sentence.cues.has(words::TRADE)
        || is_handled(sentence)
        || document.denies(sentence)
        || !speaks_of_stock(document, sentence);
    // A word of the list stands before the amount, within so many words.
    let said_of = move |quantity: &Quantity, list: Cue, reach: usize| {
        reading.hits_in(sentence, list).any(|hit| {
            let gap = quantity.tokens.start.checked_sub(hit.end as usize);
            gap.is_some_and(|gap| gap <= reach)
        })
    };
    let quantities = if silent { &[] } else { reading.quantities_in(sentence) };
    quantities.iter().filter(move |quantity| {
        worth(quantity)
            && quantity.modality != Modality::Negated
            && quantity.is_money()
            && !said_of(quantity, val::PAYMENT, PAYMENT_REACH)
            && !said_of(quantity, val::INSTRUMENT, INSTRUMENT_REACH)
    })
}

/// Whether a sentence names what lies in the ground: by its noun, by a place in the ground, or by
/// an amount of it.
fn speaks_of_stock(document: &Document<'_>, sentence: &Sentence) -> bool {
    /// Where metal lies, behind “in the”, “under our” and a name.
    const LANDFORMS: [&str; 22] = [
        "hill",
        "hills",
        "mountain",
        "mountains",
        "range",
        "ridge",
        "ridges",
        "valley",
        "desert",
        "plateau",
        "plain",
        "delta",
        "mesa",
        "highlands",
        "uplands",
        "lowlands",
        "basin",
        "belt",
        "seabed",
        "island",
        "islands",
        "glacier",
    ];
    let reading = document.reading;
    let cursor = reading.cursor();
    let listed = [words::STOCK, words::IN_GROUND, v::IN_GROUND, v::STOCK]
        .iter()
        .any(|list| sentence.cues.has(*list));
    // “Its metal value is …”
    let metal_value = sentence.tokens.clone().any(|at| {
        cursor.is_any(at, &["metal", "gross"]) && cursor.is_any(at + 1, &["value", "worth"])
    });
    listed
        || metal_value
        || reading.quantities_in(sentence).iter().any(|q| q.kind.is_in_ground())
        || sentence.tokens.clone().any(|at| {
            let from = at.saturating_sub(4).max(sentence.tokens.start);
            cursor.is_any(at, &LANDFORMS)
                && (from..at)
                    .any(|at| cursor.is_any(at, &["in", "under", "beneath", "below", "inside"]))
        })
}

/// Whether a sentence tells of metal that somebody already holds or moves, and names nothing in
/// the ground: “gold worth $60,000 was seized”.
fn is_handled(sentence: &Sentence) -> bool {
    let in_ground = [words::STOCK, words::IN_GROUND, v::IN_GROUND];
    sentence.cues.has(val::HANDLED) && !in_ground.iter().any(|list| sentence.cues.has(*list))
}
