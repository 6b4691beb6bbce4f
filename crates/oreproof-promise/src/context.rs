//! What a quantity is about: its commodity, its category, and the value it repeats.

use std::collections::HashMap;

use crate::category::{Categories, Category};
use crate::commodity::{self, Commodity};
use crate::lex::Case;
use crate::lexicon::Hit;
use crate::quantity::{Kind, Quantity};
use crate::reading::Reading;
use crate::vocabulary as v;
use oreproof_units::Unit;

/// Gives every quantity its commodity and category, and links repeats.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    drop_false_commodities(reading);
    commodities(reading);
    categories(reading);
    repeats(reading);
}

/// Symbols count only as written and behind a number or unit; `lead` and `tin` only as metals.
fn drop_false_commodities(reading: &mut Reading<'_>) {
    let cursor = reading.cursor();
    let keep: Vec<bool> = reading
        .hits
        .iter()
        .map(|hit| hit.cue != v::COMMODITY || is_commodity(&cursor, hit))
        .collect();
    if keep.iter().all(|k| *k) {
        return;
    }
    // The places of the others must not move, so a false one is taken off its list instead.
    for (hit, keep) in reading.hits.iter_mut().zip(keep) {
        if !keep {
            hit.cue = v::NOTHING;
        }
    }
}

fn is_commodity(cursor: &crate::cursor::Cursor<'_>, hit: &Hit) -> bool {
    let at = hit.token as usize;
    let raw = cursor.words(at, hit.end as usize);
    if commodity::is_symbol(hit.phrase) {
        let written = raw == commodity::phrase(hit.phrase);
        let long = raw.chars().count() >= 3;
        let before = at.checked_sub(1).map_or("", |i| cursor.raw(i));
        let unit = matches!(
            before,
            "%" | "t"
                | "Mt"
                | "kt"
                | "oz"
                | "Moz"
                | "koz"
                | "ppm"
                | "ppb"
                | "percent"
                | "/"
                | "g"
                | "lb"
                | "+"
                | "tonnes"
                | "cent"
                | "×"
                | "and"
                | "("
                | ","
        );
        return written && (long || unit);
    }
    match commodity::phrase(hit.phrase) {
        // “lead” the verb and the noun that is no metal: a leading role, lead time, to lead.
        "lead" => {
            let next = cursor.lower(at + 1);
            let before = at.checked_sub(1).map(|i| cursor.lower(i));
            let before = before.as_ref().map_or("", |w| w.as_str());
            let verb = matches!(
                before,
                "to" | "will"
                    | "would"
                    | "could"
                    | "may"
                    | "can"
                    | "they"
                    | "we"
                    | "who"
                    | "the"
                    | "a"
                    | "might"
            );
            let noun = matches!(
                next.as_str(),
                "time"
                    | "times"
                    | "to"
                    | "the"
                    | "author"
                    | "by"
                    | "role"
                    | "agency"
                    | "bank"
                    | "manager"
                    | "engineer"
                    | "us"
                    | "investor"
            );
            !(verb
                && !matches!(
                    next.as_str(),
                    "concentrate" | "ore" | "deposit" | "zinc" | "mine" | "grade"
                ))
                && !noun
        }
        _ => true,
    }
}

fn commodities(reading: &mut Reading<'_>) {
    let mut main: HashMap<Commodity, usize> = HashMap::new();
    for hit in reading.hits_of(v::COMMODITY) {
        *main.entry(commodity::of_phrase(hit.phrase)).or_default() += 1;
    }
    let document = main.iter().max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c))).map(|(c, _)| *c);
    let mut last_paragraph = (usize::MAX, None);
    for at in 0..reading.quantities.len() {
        let quantity = &reading.quantities[at];
        let found = commodity_of(reading, quantity);
        let inherits = matches!(
            quantity.kind,
            Kind::OreTonnage
                | Kind::Contained
                | Kind::Grade
                | Kind::GradeEquivalent
                | Kind::Cutoff
                | Kind::Production
                | Kind::SalesVolume
                | Kind::ExportVolume
                | Kind::Recovery
                | Kind::Price
                | Kind::Revenue
                | Kind::ExportValue
                | Kind::ValuationGross
                | Kind::Npv
                | Kind::Irr
                | Kind::DiscountRate
                | Kind::Capex
                | Kind::Intercept
                | Kind::Depth
                | Kind::MineLife
        );
        if let Some(commodity) = found {
            last_paragraph = (quantity.paragraph, Some(commodity));
        }
        let before = (last_paragraph.0 == quantity.paragraph).then_some(last_paragraph.1).flatten();
        let commodity = found.or_else(|| if inherits { before.or(document) } else { None });
        reading.quantities[at].commodity = commodity;
    }
}

/// The commodity that the sentence gives a quantity: directly behind it, else the nearest.
fn commodity_of(reading: &Reading<'_>, quantity: &Quantity) -> Option<Commodity> {
    let sentence = &reading.sentences[quantity.sentence];
    let next_quantity = reading
        .quantities_in(sentence)
        .iter()
        .map(|q| q.tokens.start)
        .find(|&start| start >= quantity.tokens.end)
        .unwrap_or(usize::MAX);
    reading
        .hits_in(sentence, v::COMMODITY)
        .map(|hit| {
            let (token, end) = (hit.token as usize, hit.end as usize);
            let distance = if token >= quantity.tokens.end {
                let behind = token - quantity.tokens.end;
                if behind <= 1 {
                    0
                } else {
                    2 * behind + if token > next_quantity { 12 } else { 0 }
                }
            } else if end <= quantity.tokens.start {
                3 + 2 * (quantity.tokens.start - end)
            } else {
                0
            };
            (distance, commodity::of_phrase(hit.phrase))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, commodity)| commodity)
}

/// Whether a category word stands as a category: with a capital inside a sentence, or
/// beside another category or the word resource or reserve.
fn is_category(reading: &Reading<'_>, hit: &Hit) -> bool {
    let cursor = reading.cursor();
    let at = hit.token as usize;
    let word = cursor.lower(at);
    if matches!(word.as_str(), "inferred" | "exploration" | "unfc" | "gkz") {
        return word.as_str() != "inferred"
            || cursor.tokens[at].case != Case::Lower
            || beside(reading, hit);
    }
    if matches!(word.as_str(), "c1" | "c2") {
        return cursor.is_any(at + 1, &["reserves", "resources", "category"])
            || cursor.is_any(at.wrapping_sub(1), &["category", "class"]);
    }
    let capital = cursor.tokens[at].case == Case::Title && !reading.opens_sentence(at);
    capital || beside(reading, hit) || cursor.raw(hit.end as usize) == ":"
}

/// Beside a stock noun or another category, with `and`, commas or `mineral` between.
fn beside(reading: &Reading<'_>, hit: &Hit) -> bool {
    let cursor = reading.cursor();
    let links = ["and", ",", "mineral", "ore", "plus", "&", "or", "category", "categories"];
    let stock = |word: &str| {
        matches!(
            word,
            "resource" | "resources" | "reserve" | "reserves" | "category" | "categories"
        )
    };
    let mut at = hit.end as usize;
    for _ in 0..6 {
        let word = cursor.lower(at);
        if stock(word.as_str()) {
            return true;
        }
        let category = matches!(
            word.as_str(),
            "measured" | "indicated" | "inferred" | "proved" | "proven" | "probable"
        );
        if !(category || links.contains(&word.as_str())) {
            break;
        }
        at += 1;
    }
    let before = (hit.token as usize).checked_sub(1);
    before.is_some_and(|i| cursor.is_any(i, &["resources", "resource", "reserves", "reserve"]))
}

fn category_of(word: &str) -> Category {
    match word {
        "measured" => Category::Measured,
        "indicated" => Category::Indicated,
        "inferred" => Category::Inferred,
        "proved" | "proven" => Category::Proved,
        "probable" => Category::Probable,
        word if word.starts_with("exploration") => Category::Target,
        _ => Category::National,
    }
}

/// A run of category words joined by `and` and commas, with where it stands.
#[derive(Clone, Copy, Debug)]
struct Group {
    first: usize,
    end: usize,
    categories: Categories,
}

/// The category groups of a sentence.
fn groups(reading: &Reading<'_>, sentence: usize) -> Vec<Group> {
    let cursor = reading.cursor();
    let mut groups: Vec<Group> = Vec::new();
    for hit in reading.hits_in(&reading.sentences[sentence], v::CATEGORY) {
        if !is_category(reading, hit) {
            continue;
        }
        let word = cursor.lower(hit.token as usize);
        let category = category_of(word.as_str());
        let (first, end) = (hit.token as usize, hit.end as usize);
        if let Some(last) = groups.last_mut() {
            let joined = (last.end..first).all(|i| {
                cursor.is_any(
                    i,
                    &[
                        "and",
                        ",",
                        "plus",
                        "&",
                        "mineral",
                        "ore",
                        "resources",
                        "resource",
                        "reserves",
                        "reserve",
                        "/",
                        "+",
                        "with",
                        "the",
                        "including",
                        "together",
                    ],
                )
            });
            if joined && first - last.end <= 5 {
                last.end = end;
                last.categories.insert(category);
                continue;
            }
        }
        groups.push(Group { first, end, categories: [category].into_iter().collect() });
    }
    groups
}

/// Gives each in-ground quantity and grade the category group nearest before it, else behind it.
fn categories(reading: &mut Reading<'_>) {
    for sentence in 0..reading.sentences.len() {
        if !reading.sentences[sentence].cues.has(v::CATEGORY)
            || reading.sentences[sentence].quantities.is_empty()
        {
            continue;
        }
        let groups = groups(reading, sentence);
        if groups.is_empty() {
            continue;
        }
        for at in reading.sentences[sentence].quantities.clone() {
            let quantity = &reading.quantities[at];
            if !matches!(
                quantity.kind,
                Kind::OreTonnage | Kind::Contained | Kind::Grade | Kind::GradeEquivalent
            ) {
                continue;
            }
            let before = groups.iter().rev().find(|g| g.end <= quantity.tokens.start);
            let behind = groups.iter().find(|g| g.first >= quantity.tokens.end);
            let group = match (before, behind) {
                (Some(b), _) => b,
                (None, Some(a)) => a,
                (None, None) => continue,
            };
            reading.quantities[at].category = group.categories;
        }
    }
}

/// A bare value takes the category of an equal one of the same commodity.
fn repeats(reading: &mut Reading<'_>) {
    let mut first: HashMap<(Unit, u64, u64), usize> = HashMap::new();
    let key = |q: &Quantity| {
        let bits = |v: Option<f64>| v.unwrap_or(f64::NAN).to_bits();
        q.unit.map(|unit| (unit, bits(q.amount.low), bits(q.amount.high)))
    };
    for (at, quantity) in reading.quantities.iter().enumerate() {
        if quantity.kind.is_in_ground()
            && !quantity.category.is_empty()
            && let Some(key) = key(quantity)
        {
            first.entry(key).or_insert(at);
        }
    }
    for at in 0..reading.quantities.len() {
        let quantity = &reading.quantities[at];
        if !quantity.kind.is_in_ground() || !quantity.category.is_empty() {
            continue;
        }
        let Some(&other) = key(quantity).and_then(|key| first.get(&key)) else { continue };
        let (same, category) = {
            let other = &reading.quantities[other];
            (
                other.commodity == quantity.commodity
                    || other.commodity.is_none()
                    || quantity.commodity.is_none(),
                other.category,
            )
        };
        if same && other != at {
            reading.quantities[at].category = category;
            reading.quantities[at].repeats = Some(other);
        }
    }
}
