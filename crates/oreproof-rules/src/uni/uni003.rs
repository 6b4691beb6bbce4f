//! # A grade that no deposit has
//!
//! Copper deposits average below a few per cent; a body that averages 48 per cent
//! copper would be richer than its own ore mineral. Such figures are concentrates,
//! single stones or slips of the unit.
//!
//! ## Fires when
//!
//! A grade of a deposit, zone or estimate exceeds the ceiling of its commodity, which
//! lies well above the richest deposits known to us, or a grade exceeds what the ore
//! mineral named beside it can hold.
//!
//! ## Silent when
//!
//! The grade is of a concentrate, a product, a drilled interval or a single sample.

use oreproof_promise::{Kind, Modality, Quantity, Sentence, vocabulary};
use oreproof_units::Base;

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const UNI003: Rule = Rule {
    code: "UNI003",
    name: "grade-implausible",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{grade} is above what a {commodity} deposit can average",
    help: "check percent against g/t and ppm, and whether the figure belongs to a concentrate",
    norm: "built-in table of stoichiometric limits",
    fires_on: &[
        Example::new("The orebody averages 55% nickel."),
        Example::new("The core of the lens averages 48% copper."),
        Example::new("A chromitite zone averages 140 g/t platinum."),
        Example::new("The Inferred Resource is 3 Mt at 7.5% lithium."),
        Example::new("Chip samples of galena ran 91% lead."),
    ],
    silent_on: &[
        Example::new("The concentrate runs 55% zinc."),
        Example::new("Float boulders assayed up to 31% copper."),
        Example::new("The deposit averages 62% Fe."),
        Example::new("Hole 3 cut 0.6 m at 320 g/t gold."),
        Example::new("The Inferred Resource is 3 Mt at 4.1% Li₂O."),
    ],
    source: include_str!("uni003.rs"),
    check,
};

/// The highest average of a deposit, in parts per million; house defaults set well above
/// the richest deposits known to us. Where the trade quotes an oxide, of the oxide.
const CEILINGS: &[(&str, f64)] = &[
    ("copper", 150_000.0),
    ("nickel", 100_000.0),
    ("zinc", 400_000.0),
    ("lead", 400_000.0),
    ("tin", 100_000.0),
    ("antimony", 400_000.0),
    ("tungsten", 100_000.0),
    ("cobalt", 50_000.0),
    ("molybdenum", 30_000.0),
    ("iron ore", 700_000.0),
    ("manganese", 600_000.0),
    ("chromite", 550_000.0),
    ("gold", 100.0),
    ("silver", 5_000.0),
    ("platinum group", 100.0),
    ("platinum", 100.0),
    ("palladium", 100.0),
    ("rhodium", 100.0),
    ("lithium", 45_000.0),
    ("rare earths", 300_000.0),
    ("uranium", 250_000.0),
    ("vanadium", 50_000.0),
    ("niobium", 100_000.0),
    ("tantalum", 10_000.0),
    ("phosphate", 420_000.0),
    ("graphite", 400_000.0),
    ("bauxite", 620_000.0),
];

/// The same for lithium as the element.
const LITHIUM_ELEMENT: f64 = 20_000.0;

/// What a pure ore mineral holds, in parts per million, in the order of its word list: the
/// commodity, and the share of the element, or of the oxide where the trade quotes that.
const MINERALS: [(&str, f64); 10] = [
    ("zinc", 671_000.0),
    ("lead", 866_000.0),
    ("copper", 346_000.0),
    ("tin", 788_000.0),
    ("antimony", 717_000.0),
    ("tungsten", 805_000.0),
    ("iron ore", 699_000.0),
    ("iron ore", 699_000.0),
    ("iron ore", 724_000.0),
    ("lithium", 80_300.0),
];

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for quantity in &reading.quantities {
        if quantity.kind != Kind::Grade || quantity.modality == Modality::Negated {
            continue;
        }
        let Some(commodity) = quantity.commodity else { continue };
        let Some(parts) = parts_per_million(quantity) else { continue };
        let sentence = &reading.sentences[quantity.sentence];
        if !linked::is_short(sentence)
            || sentence.cues.has(words::PRODUCT_GRADE)
                && speaks_of_product(document, quantity, sentence)
        {
            continue;
        }
        let too_rich = is_average(document, quantity, sentence)
            && ceiling(document, quantity, sentence).is_some_and(|ceiling| ceiling < parts);
        if too_rich || exceeds_mineral(document, sentence, commodity.name(), parts) {
            let message = format!(
                "{} is above what a {} deposit can average",
                document.quote(quantity),
                commodity.name()
            );
            sink.fire(quantity.bytes.clone(), message);
        }
    }
}

/// The grade, at the lower end of a range, in parts per million by mass.
fn parts_per_million(quantity: &Quantity) -> Option<f64> {
    let low = quantity.amount.low.or(quantity.amount.high)?;
    let unit = quantity.unit?;
    let factor = match (unit.of, unit.per) {
        (Base::Percent, None) => 1e4,
        (Base::Ppm, None) => 1.0,
        (Base::Ppb, None) => 1e-3,
        (of, Some(per)) => {
            let tonnes = oreproof_promise::quantity::tonnes_per;
            1e6 * tonnes(of)? / tonnes(per)?
        }
        _ => return None,
    };
    Some(low * factor)
}

/// The ceiling of the commodity, by the form in which the grade is quoted.
fn ceiling(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<f64> {
    let name = quantity.commodity?.name();
    let ceiling = CEILINGS.iter().find(|(known, _)| *known == name).map(|(_, ceiling)| *ceiling)?;
    if name != "lithium" {
        return Some(ceiling);
    }
    let reading = document.reading;
    let end = quantity.tokens.end;
    let mut hits = reading.hits_in(sentence, vocabulary::COMMODITY);
    let form = hits.find(|hit| (end..end + 3).contains(&(hit.token as usize)));
    let element =
        form.is_some_and(|hit| reading.cursor().is_any(hit.token as usize, &["lithium", "Li"]));
    Some(if element { LITHIUM_ELEMENT } else { ceiling })
}

/// Whether the grade is an average of rock in the ground rather than of a hole or a stone.
fn is_average(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let length = |q: &Quantity| {
        matches!(q.kind, Kind::Intercept | Kind::Depth)
            || q.unit.is_some_and(|unit| unit.of.is_length())
    };
    let sampled = sentence.cues.has(words::SAMPLE_GRADE) && !quantity.category.is_categorised();
    !sampled && !reading.quantities_in(sentence).iter().any(length)
}

/// Whether the grade is of what is sold: the product stands nearer than any rock does.
fn speaks_of_product(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let near = |hit: &oreproof_promise::Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        quantity.tokens.start.saturating_sub(end) + token.saturating_sub(quantity.tokens.end) <= 8
    };
    reading.hits_in(sentence, words::PRODUCT_GRADE).any(near)
}

/// Whether an ore mineral of the commodity stands in the sentence and cannot hold so much.
fn exceeds_mineral(
    document: &Document<'_>,
    sentence: &Sentence,
    commodity: &str,
    parts: f64,
) -> bool {
    let limit = |hit: &oreproof_promise::Hit| {
        let (of, limit) = MINERALS[usize::from(hit.phrase)];
        of == commodity && limit < parts
    };
    document.reading.hits_in(sentence, words::ORE_MINERAL).any(limit)
}
