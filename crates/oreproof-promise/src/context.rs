//! What a quantity is about: its commodity, its category, and the value it repeats.

use rustc_hash::FxHashMap;

use crate::category::{Categories, Category};
use crate::commodity::{self, Commodity};
use crate::lex::{Case, TokenKind};
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
    let cursor = crate::cursor::Cursor { text: reading.text, tokens: &reading.tokens };
    for sentence in reading.sentences.iter().filter(|s| s.cues.has(v::COMMODITY)) {
        let hits = &mut reading.hits[sentence.hits.clone()];
        for hit in hits.iter_mut().filter(|hit| hit.cue == v::COMMODITY) {
            // The places of the others must not move, so a false one is taken off its list instead.
            if !is_commodity(&cursor, hit) {
                hit.cue = v::NOTHING;
            }
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
            let product = matches!(
                next.as_str(),
                "concentrate" | "ore" | "deposit" | "zinc" | "mine" | "grade"
            );
            (!verb || product) && !noun
        }
        _ => true,
    }
}

fn commodities(reading: &mut Reading<'_>) {
    let mut main: FxHashMap<Commodity, usize> = FxHashMap::default();
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
        let worth = quantity.kind == Kind::ValuationGross && main.len() == 1;
        let spoken_of = || {
            (quantity.kind == Kind::ValuationGross)
                .then(|| deposit_spoken_of(reading, at))
                .flatten()
        };
        let commodity = found
            .or_else(|| if inherits || worth { before.or(document) } else { None })
            .or_else(spoken_of);
        reading.quantities[at].commodity = commodity;
    }
}

/// “The deposit was worth …”: the commodity of the stock last given, in this paragraph or the two before.
fn deposit_spoken_of(reading: &Reading<'_>, at: usize) -> Option<Commodity> {
    const DEPOSIT: &[&str] =
        &["deposit", "orebody", "lode", "vein", "seam", "resource", "ore", "find", "discovery"];
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    let sentence = &reading.sentences[quantity.sentence];
    let named = sentence.tokens.clone().any(|i| {
        cursor.is_any(i, DEPOSIT)
            && i > sentence.tokens.start
            && cursor.is_any(i - 1, &["the", "this", "that", "its"])
    });
    let recent = reading.quantities[at.saturating_sub(20)..at].iter().rev();
    let stock = |q: &&Quantity| {
        q.kind.is_in_ground() && q.commodity.is_some() && quantity.paragraph - q.paragraph <= 2
    };
    recent.filter(|_| named).find(stock).and_then(|q| q.commodity)
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
                behind(reading, quantity.tokens.end, token)
                    + if token > next_quantity { 12 } else { 0 }
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

/// How far behind a quantity a commodity stands: not at all where only “of” or a word for
/// its form is between, far where a comma or “and” begins something else.
fn behind(reading: &Reading<'_>, end: usize, token: usize) -> usize {
    let cursor = reading.cursor();
    let joined = |i: usize| {
        cursor.is_any(i, &["of", "contained", "payable", "in", "-", "recoverable", "refined"])
    };
    if (end..token).all(joined) && token - end <= 2 {
        return 0;
    }
    let breaks = (end..token).any(|i| cursor.is_any(i, &["and", ",", ";", "while", "but"]));
    2 * (token - end) + if breaks { 12 } else { 0 }
}

/// Whether a category word stands as a category: with a capital inside a sentence, or
/// beside another category or the word resource or reserve.
fn is_category(reading: &Reading<'_>, hit: &Hit) -> bool {
    let cursor = reading.cursor();
    let at = hit.token as usize;
    let word = cursor.lower(at);
    // “drill-indicated” is a term of no code.
    if at >= 2 && cursor.is(at - 1, "-") && cursor.is(at - 2, "drill") {
        return false;
    }
    // “Proven resources”, “inferred reserves”: terms of no code, which class nothing.
    let of_no_code = match word.as_str() {
        "proven" | "proved" | "probable" => {
            cursor.is_any(at + 1, &["resource", "resources"])
                || cursor.is_any(at + 1, &["mineral"])
                    && cursor.is_any(at + 2, &["resource", "resources"])
        }
        "inferred" | "indicated" | "measured" => cursor.is_any(at + 1, &["reserve", "reserves"]),
        _ => false,
    };
    if of_no_code {
        return false;
    }
    if hit.end - hit.token == 3 && cursor.raw(at + 1) == "&" {
        return cursor.tokens[at].case != Case::Lower;
    }
    if matches!(word.as_str(), "inferred" | "exploration" | "unfc" | "gkz") {
        return word.as_str() != "inferred"
            || cursor.tokens[at].case != Case::Lower
            || beside(reading, hit);
    }
    if matches!(word.as_str(), "c1" | "c2") {
        return cursor.is_any(at + 1, &["reserves", "resources", "category"])
            || cursor.is_any(at.wrapping_sub(1), &["category", "class"]);
    }
    let next = hit.end as usize;
    let listed = cursor.raw(next) == ":" || cursor.kind(next) == TokenKind::Number;
    let capital = cursor.tokens[at].case == Case::Title
        && (!reading.opens_sentence(at)
            || listed
            || cursor.is_any(next, &["and", "+", "&", "/", ",", "plus"])
                && known_category(cursor.lower(next + 1).as_str()).is_some());
    capital || beside(reading, hit)
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
    for at in hit.end as usize..hit.end as usize + 6 {
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
        // “M&I resources”, “P&P reserves”.
        if hit.end - hit.token == 3 && cursor.raw(hit.token as usize + 1) == "&" {
            let both = match word.as_str() {
                "m" => [Category::Measured, Category::Indicated],
                _ => [Category::Proved, Category::Probable],
            };
            let (first, end) = (hit.token as usize, hit.end as usize);
            groups.push(Group { first, end, categories: both.into_iter().collect() });
            continue;
        }
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

/// Words that make a quantity the sum of those before it.
const TOTALS: &[&str] =
    &["total", "totals", "together", "altogether", "combined", "combine", "all", "sum", "overall"];

/// Gives each in-ground quantity and grade its category: the group directly behind it, else
/// the nearest before it, else the next behind it. A list of categories before a list of
/// amounts is dealt out in order, and a total takes all that it adds up.
fn categories(reading: &mut Reading<'_>) {
    for sentence in 0..reading.sentences.len() {
        let cues = &reading.sentences[sentence].cues;
        let wanted = cues.has(v::CATEGORY) || cues.has(v::TARGET);
        if !wanted || reading.sentences[sentence].quantities.is_empty() {
            continue;
        }
        let groups = groups(reading, sentence);
        if groups.is_empty() {
            if reading.sentences[sentence].cues.has(v::TARGET) {
                for at in reading.sentences[sentence].quantities.clone() {
                    if is_estimate(reading.quantities[at].kind) {
                        reading.quantities[at].category.insert(Category::Target);
                    }
                }
            }
            continue;
        }
        let mut sum = Categories::default();
        let mut last = None;
        for at in reading.sentences[sentence].quantities.clone() {
            if !is_estimate(reading.quantities[at].kind) {
                continue;
            }
            let found = match is_total(reading, at) && sum.len() > 1 {
                true => sum,
                false => own_category(reading, at, &groups, last),
            };
            reading.quantities[at].category = found;
            sum = sum.union(found);
            last = Some((reading.quantities[at].tokens.end, found));
        }
        deal_out(reading, sentence, &groups);
    }
}

fn is_estimate(kind: Kind) -> bool {
    matches!(kind, Kind::OreTonnage | Kind::Contained | Kind::Grade | Kind::GradeEquivalent)
}

/// The group that a quantity belongs to by its place.
fn own_category(
    reading: &Reading<'_>,
    at: usize,
    groups: &[Group],
    last: Option<(usize, Categories)>,
) -> Categories {
    let quantity = &reading.quantities[at];
    let before = groups.iter().rev().find(|g| g.end <= quantity.tokens.start);
    let behind = groups.iter().find(|g| g.first >= quantity.tokens.end);
    let cursor = reading.cursor();
    let close = behind.filter(|g| {
        let gap = quantity.tokens.end..g.first;
        let listed = before.is_some_and(|b| {
            let gap = b.end..quantity.tokens.start;
            gap.len() <= 2 && !gap.clone().any(|i| cursor.is_any(i, &["and", ",", ";"]))
        });
        !listed
            && gap.len() <= 3
            && gap
                .clone()
                .all(|i| cursor.is_any(i, &["of", "in", "the", "(", "category", "as", "ore"]))
    });
    // What goes on from a total (its grade, its metal) is a total too.
    let continued = before
        .zip(last)
        .filter(|(group, (end, _))| group.end <= *end)
        .map(|(_, (_, categories))| categories);
    match (close, continued) {
        (Some(group), _) => group.categories,
        (None, Some(categories)) => categories,
        (None, None) => before.or(behind).map_or(Categories::default(), |group| group.categories),
    }
}

/// Whether a quantity, or the tonnage or total that it goes with, is the sum of those before it.
fn is_total(reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    let sentence = &reading.sentences[quantity.sentence];
    let from = reading.quantities[sentence.quantities.start..at]
        .iter()
        .rev()
        .find(|q| q.unit == quantity.unit)
        .map_or(sentence.tokens.start, |q| q.tokens.end);
    (from..quantity.tokens.start).any(|i| cursor.is_any(i, TOTALS))
}

/// “Measured, Indicated and Inferred resources of 0.4, 0.9 and 1.8 million ounces”: one each.
fn deal_out(reading: &mut Reading<'_>, sentence: usize, groups: &[Group]) {
    let range = reading.sentences[sentence].quantities.clone();
    for group in groups.iter().filter(|group| group.categories.len() > 1) {
        let wanted = group.categories.len() as usize;
        let listed: Vec<usize> = range
            .clone()
            .filter(|&at| {
                reading.quantities[at].tokens.start >= group.end
                    && reading.quantities[at].kind.is_in_ground()
            })
            .take(wanted + 1)
            .collect();
        let cursor = reading.cursor();
        let gap_is_list = |pair: &[usize]| {
            let (a, b) = (&reading.quantities[pair[0]], &reading.quantities[pair[1]]);
            (a.tokens.end..b.tokens.start).all(|i| cursor.is_any(i, &[",", "and", "respectively"]))
                && a.unit == b.unit
        };
        if listed.len() == wanted && listed.windows(2).all(gap_is_list) {
            let in_order: Vec<Category> = (group.first..group.end)
                .filter_map(|i| known_category(cursor.lower(i).as_str()))
                .collect();
            for (at, category) in listed.into_iter().zip(in_order) {
                reading.quantities[at].category = [category].into_iter().collect();
            }
        }
    }
}

fn known_category(word: &str) -> Option<Category> {
    matches!(word, "measured" | "indicated" | "inferred" | "proved" | "proven" | "probable")
        .then(|| category_of(word))
}

/// A bare value takes the category of an equal one of the same commodity.
fn repeats(reading: &mut Reading<'_>) {
    let mut first: FxHashMap<(Unit, u64, u64), usize> = FxHashMap::default();
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
