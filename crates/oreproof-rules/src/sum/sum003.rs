//! # Shares do not add up to a hundred
//!
//! Where the owners of a whole are listed one by one, their shares make a hundred.
//! A list that makes 110 or 85 has a share doubled, missing or mistyped.
//!
//! ## Fires when
//!
//! Two or more percentages are presented as the complete division of one whole –
//! “the shareholders are”, “owned by”, “divides between”, or lines under such a
//! heading – and miss a hundred by more than one point.
//!
//! ## Silent when
//!
//! The list is open: “including”, “the rest”, “others”.

use oreproof_promise::{Kind, Quantity, Sentence};
use oreproof_units::{Base, Unit, human};

use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM003: Rule = Rule {
    code: "SUM003",
    name: "shares-not-100",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "shares add up to {sum}%",
    help: "find the missing or doubled share; ask for the register",
    norm: "EITI Standard 2023 Req. 2.5, 2.6 and 5.2",
    fires_on: &[
        Example::new("The mine is owned by A (60%), B (30%) and C (25%)."),
        Example::new(
            "The shareholders of the smelter are Dorrit with 55%, the province with 25% and the port fund with 30%.",
        ),
        Example::new(
            "The royalty is split between the treasury (50%), the district (20%) and the villages (20%).",
        ),
        Example::new(
            "Ownership of the Marl project:\nHarrow Metals 51%\nState fund 25%\nVillage trust 14%\nThe road is long.",
        ),
    ],
    silent_on: &[
        Example::new("The mine is owned by A (60%), B (30%) and others."),
        Example::new("The mine is owned by A (60%), B (30%) and C (10%)."),
        Example::new("Vanterre (70%) and its partner, Lucero (30%), received the estimate."),
        Example::new(
            "Its shareholders are three banks with 33.3% each, or 33%, 33% and 33% as rounded.",
        ),
        Example::new(
            "The company holds 51% and the trust holds the rest; recovery was 84% and availability 91%.",
        ),
    ],
    source: include_str!("sum003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for sentence in &reading.sentences {
        if let Some(shares) = overfull(document, sentence) {
            let sum: f64 = shares.iter().map(|share| share.value()).sum();
            let span = shares[0].bytes.start..shares[shares.len() - 1].bytes.end;
            sink.fire(span, format!("shares add up to {}%", human::number(sum)));
        }
    }
    if !document.says(words::DIVISION) {
        return;
    }
    for (at, sentence) in reading.sentences_with(words::DIVISION) {
        if sentence.quantities.len() > 128
            || !linked::is_short(sentence)
            || sentence.cues.has(words::OPEN_LIST)
            || document.denies(sentence)
        {
            continue;
        }
        let mut shares = shares_of(document, sentence);
        if shares.is_empty() && announces_a_list(document, sentence) {
            shares = lines_below(document, at);
        }
        let (Some(first), Some(last)) = (shares.first(), shares.last()) else { continue };
        let sum: f64 = shares.iter().map(|share| share.value()).sum();
        let rounding: f64 = shares.iter().map(|share| share.rounding).sum();
        // Three thirds written as 33 % each make 99.
        let allowed = if shares.len() > 2 { rounding.clamp(1.0, 1.5) } else { 1.0 };
        if shares.len() >= 2 && (sum - 100.0).abs() > allowed {
            let span = first.bytes.start..last.bytes.end;
            sink.fire(span, format!("shares add up to {}%", human::number(sum)));
        }
    }
}

/// “A owns 35% of the house, B 40% and C 35%”: three or more stakes in one thing that come to
/// more than all of it. A list that comes to less may be open.
fn overfull<'a>(document: &Document<'a>, sentence: &'a Sentence) -> Option<Vec<&'a Quantity>> {
    let reading = document.reading;
    let short = sentence.quantities.len() <= 12 && linked::is_short(sentence);
    if !short
        || sentence.cues.has(words::DIVISION)
        || sentence.cues.has(words::OPEN_LIST)
        || document.denies(sentence)
    {
        return None;
    }
    let cursor = reading.cursor();
    let shares: Vec<&Quantity> = reading
        .quantities_in(sentence)
        .iter()
        .filter(|q| q.kind == Kind::Ownership && is_percentage(q) && linked::is_plain(q))
        .collect();
    let sum: f64 = shares.iter().map(|share| share.value()).sum();
    let one_thing = shares.iter().skip(1).all(|q| !cursor.is_any(q.tokens.end, &["of", "in"]))
        && shares.iter().all(|q| !linked::is_compared(reading, q))
        && !sentence.cues.has(words::TOTAL);
    (shares.len() >= 3 && one_thing && sum > 101.5).then_some(shares)
}

/// The percentages of a list of shares; none where the sentence has others as well.
fn shares_of<'a>(document: &Document<'a>, sentence: &'a Sentence) -> Vec<&'a Quantity> {
    let reading = document.reading;
    let percentages: Vec<&Quantity> =
        reading.quantities_in(sentence).iter().filter(|q| is_percentage(q)).collect();
    let shares = percentages
        .iter()
        .all(|q| is_share(q) && q.kind == percentages[0].kind && !linked::is_compared(reading, q));
    // A sum of some of the shares is no share of its own.
    let sums = sentence.cues.has(words::TOTAL);
    let begins = reading.hits_in(sentence, words::DIVISION).map(|hit| hit.token as usize).min();
    let listed = percentages.last().zip(begins).is_some_and(|(q, at)| at < q.tokens.start);
    if shares && !sums && listed && percentages.len() >= 2 { percentages } else { Vec::new() }
}

fn is_percentage(quantity: &Quantity) -> bool {
    quantity.unit == Some(Unit::of(Base::Percent))
}

fn is_share(quantity: &Quantity) -> bool {
    let kind = matches!(
        quantity.kind,
        Kind::Ownership | Kind::Share | Kind::RoyaltyRate | Kind::TaxRate | Kind::Other
    );
    kind && linked::is_plain(quantity)
}

/// Whether a line ends with a colon, so that a list follows.
fn announces_a_list(document: &Document<'_>, sentence: &Sentence) -> bool {
    sentence.tokens.clone().last().is_some_and(|at| document.reading.cursor().is(at, ":"))
}

/// The one share of each short line below a heading, until a line has none.
fn lines_below<'a>(document: &Document<'a>, at: usize) -> Vec<&'a Quantity> {
    let reading = document.reading;
    let paragraph = reading.sentences[at].paragraph;
    let lines = reading.paragraphs[paragraph + 1..].iter().take(40);
    let mut shares = Vec::new();
    for line in lines {
        let quantities = &reading.quantities[line.quantities.clone()];
        let mut percentages = quantities.iter().filter(|q| is_percentage(q));
        let words: usize =
            reading.sentences[line.sentences.clone()].iter().map(|s| s.tokens.len()).sum();
        if line.cues.has(words::OPEN_LIST) {
            return Vec::new();
        }
        match (percentages.next(), percentages.next()) {
            (Some(share), None) if words <= 20 && linked::is_plain(share) => shares.push(share),
            _ => break,
        }
    }
    shares
}
