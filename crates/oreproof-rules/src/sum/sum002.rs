//! # Tonnage times grade is not the contained metal
//!
//! Tonnes of rock times grade give tonnes of metal. Where all three are printed and
//! the product misses, one of them is wrong: often an ounce read as a gram, a per
//! cent as a part per million, or an oxide as its metal.
//!
//! ## Fires when
//!
//! Tonnage, grade and contained quantity of one estimate are stated, and the product
//! of the first two lies more than three per cent outside what the rounding of the
//! three allows.
//!
//! ## Silent when
//!
//! The contained quantity is said to be recoverable or payable. Where grade and
//! content name different chemical forms, any of the trade's factors between them
//! will do.

use oreproof_promise::{Kind, Quantity, Sentence, vocabulary};
use oreproof_units::oxide::COMPOUNDS;
use oreproof_units::{Base, Factor, Unit, human, oxide};

use super::interval::Interval;
use super::linked;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM002: Rule = Rule {
    code: "SUM002",
    name: "grade-times-tonnage",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{tonnage} at {grade} is {computed}, not {contained}",
    help: "recalculate; check troy ounce against gram, percent against ppm, and metal against oxide",
    norm: "NI 43-101 s.2.2(d); JORC 2012 cl.25 and cl.26",
    fires_on: &[
        Example::new("10 Mt at 1.0% copper, containing 180,000 t of copper."),
        Example::new(
            "The Inferred Resource is 1.8 Mt at 265 g/t silver and 1.7% lead, containing 19.4 million ounces of silver.",
        ),
        Example::new(
            "Indicated: 6.4 million tonnes at 480 ppm U₃O₈, containing 30,700 tonnes of U₃O₈.",
        ),
        Example::new(
            "The Indicated Resource is 5.0 Mt grading 1.2 g/t gold. It contains 390,000 ounces of gold.",
        ),
    ],
    silent_on: &[
        Example::new("10 Mt at 1.0% copper, containing 100,000 t of copper."),
        Example::new(
            "Indicated: 2.4 Mt at 310 g/t silver and 2.1% lead, containing 23.9 million ounces of silver.",
        ),
        Example::new("10 Mt at 1.0% copper, from which 85,000 t of copper are recoverable."),
        Example::new(
            "The Inferred Resource is 100 Mt at 1.0% Li₂O, containing 2.5 million tonnes of LCE.",
        ),
        Example::new("About 2 Mt at roughly 1% tin, or some 21,000 t of tin."),
    ],
    source: include_str!("sum002.rs"),
    check,
};

/// How far outside the interval of rounding the product may lie.
const TOLERANCE: f64 = 0.03;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (index, contained) in reading.quantities.iter().enumerate() {
        let states = contained.kind == Kind::Contained
            && linked::is_plain(contained)
            && contained.unit.is_some_and(Unit::is_mass);
        let sentence = &reading.sentences[contained.sentence];
        if !states
            || !linked::is_prose(sentence)
            || sentence.cues.has(vocabulary::RECOVERY)
            || is_after_losses(document, contained)
        {
            continue;
        }
        let Some((tonnage, grade)) = estimate(document, index, sentence) else { continue };
        let Some(product) = product(tonnage, grade) else { continue };
        let Some(stated) = Interval::tonnes(contained) else { continue };
        let fits = factors(document, grade, contained).into_iter().any(|factor| {
            product.scaled(factor).gap(stated)
                <= TOLERANCE * stated.low.max(stated.high.min(f64::MAX) / 2.0)
        });
        if !fits {
            let unit = contained.unit.expect("a mass has a unit");
            let in_unit = oreproof_promise::quantity::tonnes_per(unit.of).unwrap_or(1.0);
            let computed = human::amount((product.low + product.high) / 2.0 / in_unit, unit);
            let quote = |q: &Quantity| document.quote(q);
            let message = format!(
                "{} at {} is {computed}, not {}",
                quote(tonnage),
                quote(grade),
                quote(contained)
            );
            sink.fire(contained.bytes.clone(), message);
        }
    }
}

/// Whether the words beside the quantity make it metal saved or sold rather than held.
fn is_after_losses(document: &Document<'_>, contained: &Quantity) -> bool {
    const AFTER: &[&str] =
        &["recoverable", "payable", "recovered", "saleable", "salable", "recovering"];
    let cursor = document.reading.cursor();
    let (from, to) = (contained.tokens.start.saturating_sub(3), contained.tokens.end + 6);
    (from..to).any(|at| cursor.is_any(at, AFTER))
}

/// The tonnage and grade that a contained quantity comes from.
fn estimate<'a>(
    document: &Document<'a>,
    index: usize,
    sentence: &Sentence,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let reading = document.reading;
    let contained = &reading.quantities[index];
    let fits = |q: &Quantity| {
        q.kind == Kind::OreTonnage
            && linked::is_plain(q)
            && (q.category == contained.category
                || q.category.is_empty()
                || contained.category.is_empty())
            && linked::same_place(reading, q, contained)
    };
    let own = sentence.quantities.clone();
    let before =
        own.clone().take_while(|&at| at < index).filter(|&at| fits(&reading.quantities[at]));
    let after = own.clone().skip_while(|&at| at <= index).find(|&at| fits(&reading.quantities[at]));
    let earlier: Vec<usize> = before.collect();
    let tonnage = match earlier.as_slice() {
        // Several tonnages of several categories: the content may be of any or of all.
        [first, .., last]
            if reading.quantities[*first].category != reading.quantities[*last].category
                && contained.category.is_empty() =>
        {
            return None;
        }
        [.., last] => *last,
        [] => match after {
            Some(at) => at,
            None => in_sentence_before(document, contained, fits)?,
        },
    };
    // “… 62 kt of nickel, or 226 kt in all”: the second content is of more than this rock.
    let own_before = reading.quantities[tonnage..index.max(tonnage)].iter().any(|q| {
        q.kind == Kind::Contained
            && q.unit == contained.unit
            && linked::same_commodity(q, contained)
    });
    if own_before {
        return None;
    }
    let end = reading.sentences[reading.quantities[tonnage].sentence].quantities.end;
    let stop = |q: &Quantity| q.kind == Kind::OreTonnage;
    let grade = reading.quantities[tonnage + 1..end]
        .iter()
        .take_while(|q| !stop(q))
        .filter(|q| {
            q.kind == Kind::Grade && linked::is_plain(q) && q.unit.is_some_and(Unit::is_grade)
        })
        .find(|q| linked::same_commodity(q, contained))?;
    Some((&reading.quantities[tonnage], grade))
}

/// The one tonnage of the sentence before, where this one goes on about it.
fn in_sentence_before(
    document: &Document<'_>,
    contained: &Quantity,
    fits: impl Fn(&Quantity) -> bool,
) -> Option<usize> {
    let reading = document.reading;
    let at = contained.sentence.checked_sub(1)?;
    let before = &reading.sentences[at];
    if before.paragraph != contained.paragraph {
        return None;
    }
    let start = reading.sentences[contained.sentence].tokens.start;
    let goes_on =
        reading.cursor().is_any(start, &["it", "this", "that", "containing", "contained", "the"]);
    let mut fitting = before.quantities.clone().filter(|&at| fits(&reading.quantities[at]));
    let only = fitting.next().filter(|_| fitting.next().is_none() && goes_on);
    let apart = ["second", "another", "other", "alone", "also", "neighbouring"];
    let cursor = reading.cursor();
    let other =
        reading.sentences[contained.sentence].tokens.clone().any(|t| cursor.is_any(t, &apart));
    only.filter(|_| !other)
}

/// Tonnes of metal in so many tonnes at such a grade.
fn product(tonnage: &Quantity, grade: &Quantity) -> Option<Interval> {
    let share = match (grade.unit?.of, grade.unit?.per) {
        (Base::Percent, None) => 1e-2,
        (Base::Ppm, None) => 1e-6,
        (Base::Ppb, None) => 1e-9,
        (of, Some(per)) => {
            let tonnes = oreproof_promise::quantity::tonnes_per;
            tonnes(of)? / tonnes(per)?
        }
        _ => return None,
    };
    Some(Interval::tonnes(tonnage)?.times(Interval::of(grade).scaled(share)))
}

/// What the product may be multiplied by: one, where grade and content name the same
/// form; else any step between the element's forms.
fn factors(document: &Document<'_>, grade: &Quantity, contained: &Quantity) -> Vec<f64> {
    let named = |q: &Quantity| form_named(document, q);
    let (of_grade, of_content) = (named(grade), named(contained));
    // “Lithium carbonate equivalent” is no lithium.
    let salt = |q: &Quantity| {
        let cursor = document.reading.cursor();
        let salts = ["carbonate", "hydroxide", "oxide", "pentoxide", "trioxide", "chloride"];
        (q.tokens.end..q.tokens.end + 4).any(|at| cursor.is_any(at, &salts))
    };
    let same = match (of_grade, of_content) {
        _ if salt(grade) != salt(contained) => false,
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    let element = grade.commodity.or(contained.commodity).and_then(|c| symbol(c.name()));
    let Some(element) = element.filter(|_| !same) else { return vec![1.0] };
    let formulas = COMPOUNDS.iter().filter(|compound| compound.element == element);
    let mut weights: Vec<f64> = formulas
        .filter_map(|compound| oxide::factor(element, compound.formula))
        .map(Factor::as_f64)
        .collect();
    weights.push(1.0);
    weights.iter().flat_map(|a| weights.iter().map(move |b| a / b)).collect()
}

/// The chemical symbol of a commodity that is quoted in several forms.
fn symbol(commodity: &str) -> Option<&'static str> {
    Some(match commodity {
        "lithium" => "Li",
        "tungsten" => "W",
        "uranium" => "U",
        "vanadium" => "V",
        "niobium" => "Nb",
        "tantalum" => "Ta",
        "molybdenum" => "Mo",
        "titanium" => "Ti",
        "chromite" => "Cr",
        "iron ore" => "Fe",
        "bauxite" => "Al",
        "potash" => "K",
        "phosphate" => "P",
        "zircon" => "Zr",
        "tin" => "Sn",
        "antimony" => "Sb",
        "manganese" => "Mn",
        _ => return None,
    })
}

/// The name or formula of the commodity right behind a quantity.
fn form_named<'a>(document: &Document<'a>, quantity: &Quantity) -> Option<&'a str> {
    let reading = document.reading;
    let sentence = &reading.sentences[quantity.sentence];
    let end = quantity.tokens.end;
    let mut hits = reading.hits_in(sentence, vocabulary::COMMODITY);
    let hit = hits.find(|hit| (end..end + 4).contains(&(hit.token as usize)))?;
    Some(reading.words(hit.token as usize..hit.end as usize))
}
