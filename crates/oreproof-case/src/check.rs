//! What only the whole case can show: dates out of order, shares above the whole,
//! amounts without a basis, choices that are not made.

use oreproof_units::{Base, Period, Unit};

use crate::case::Case;
use crate::draws;
use crate::estimates;
use crate::model::{
    Category, Claim, ClaimKind, Holding, HoldingKind, Inventory, InventoryKind, Terms,
};
use crate::place::Places;
use crate::problem::Problem;

/// Finds what is wrong between the entries of a case.
pub(crate) fn check(case: &Case, problems: &mut Vec<Problem>) {
    choices(case, problems);
    documents(case, problems);
    case.claims.iter().for_each(|claim| self::claim(case, claim, problems));
    dates(case, problems);
    holdings(&case.holdings, problems);
    case.inventories.iter().for_each(|inventory| self::inventory(inventory, problems));
    for study in case.studies.iter().filter(|study| study.ownership.is_none()) {
        let of = "the figures of a study".to_owned();
        problems.push(Problem::BasisMissing { of, key: "ownership", at: study.at.whole.clone() });
    }
    for position in case.sites.iter().flat_map(|site| &site.positions) {
        if !(position.lat.abs() <= 90.0 && position.lon.abs() <= 180.0) {
            problems.push(Problem::BadPosition { at: position.at.whole.clone() });
        }
    }
    decks(case, problems);
    shapes(case, problems);
    for scenario in &case.scenarios {
        let own = ["id", "title", "source", "note"];
        let changes = crate::model::Scenario::KEYS.iter().filter(|key| !own.contains(key));
        if !changes.clone().any(|key| scenario.at.has(key)) {
            let keys = changes.copied().collect();
            problems.push(Problem::EmptyScenario { keys, at: scenario.at.whole.clone() });
        }
    }
    case.estimates.iter().for_each(|estimate| estimates::check(estimate, problems));
    case.draws.iter().for_each(|draws| draws::check(case, draws, problems));
}

fn choices(case: &Case, problems: &mut Vec<Problem>) {
    let whole = case.case.as_ref().map_or(&case.at.whole, |info| &info.at.whole);
    if !case.at.has("case") {
        problems.push(Problem::MissingKey {
            table: "the case".to_owned(),
            key: "[case]",
            at: whole.clone(),
        });
    }
    let choices = case.choices.as_ref();
    let at = choices.map_or(whole, |choices| &choices.at.whole);
    if choices.is_none_or(|choices| choices.as_of.is_none()) {
        let why = "what is known, and what is late, hangs on the day of the weighing";
        problems.push(Problem::ChoiceMissing { key: "as_of", why, at: at.clone() });
    }
    if let Some(choices) = choices
        && choices.price_terms == Some(Terms::Real)
        && choices.price_year.is_none()
    {
        let why = "real money is that of one year";
        let at = choices.at.of("price_terms").clone();
        problems.push(Problem::ChoiceMissing { key: "price_year", why, at });
    }
    if let Some(person) = choices.and_then(|choices| choices.per_person.as_ref()) {
        let is = |p: &&crate::model::Population| p.place == person.place && p.date == person.date;
        if !case.populations.iter().any(|p| is(&p)) {
            problems.push(Problem::NoPopulation {
                place: person.place.clone(),
                date: person.date.to_string(),
                at: person.at.of("place").clone(),
            });
        }
    }
}

/// Whether a text is a SHA-256 in small hexadecimal digits.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn documents(case: &Case, problems: &mut Vec<Problem>) {
    for document in &case.documents {
        if !is_sha256(&document.sha256) {
            problems.push(Problem::BadHash { at: document.at.of("sha256").clone() });
        }
    }
}

fn claim(case: &Case, claim: &Claim, problems: &mut Vec<Problem>) {
    if claim.spans.is_empty() && claim.source.is_none() {
        problems.push(Problem::ClaimNowhere { at: claim.at.whole.clone() });
    }
    for span in &claim.spans {
        if !is_sha256(&span.sha256) {
            problems.push(Problem::BadHash { at: span.at.of("sha256").clone() });
        }
        let of = |d: &&crate::model::Document| d.id.as_str() == span.document.id;
        let chars = case.documents.iter().find(of).and_then(|document| document.chars);
        if span.end <= span.start || chars.is_some_and(|chars| chars < span.end) {
            let (start, end) = (span.start, span.end);
            problems.push(Problem::BadSpan { start, end, chars, at: span.at.of("end").clone() });
        }
    }
    if claim.kind == ClaimKind::Contained && claim.basis.is_none() && claim.value.is_some() {
        let (of, at) = ("an amount of metal".to_owned(), claim.at.of("value").clone());
        problems.push(Problem::BasisMissing { of, key: "basis", at });
    }
    for link in claim.links.iter().filter(|link| link.to.id == claim.id.as_str()) {
        problems.push(Problem::SelfReference { at: link.at.of("to").clone() });
    }
}

/// Periods that should follow one another.
fn dates(case: &Case, problems: &mut Vec<Problem>) {
    let mut order = |at: &Places, keys: &[(&'static str, Option<Period>)]| {
        let written: Vec<_> =
            keys.iter().filter_map(|(key, period)| Some((*key, (*period)?))).collect();
        for pair in written.windows(2) {
            let [(first, a), (second, b)] = pair else { continue };
            if b.last < a.first {
                let at = at.of(second).clone();
                problems.push(Problem::DatesOutOfOrder { first, second, at });
            }
        }
    };
    for title in &case.titles {
        let keys =
            [("applied", title.applied), ("granted", title.granted), ("expires", title.expires)];
        order(&title.at, &keys);
    }
    for instrument in &case.instruments {
        order(&instrument.at, &[("signed", instrument.signed), ("ends", instrument.ends)]);
        order(&instrument.at, &[("starts", instrument.starts), ("ends", instrument.ends)]);
    }
    for holding in &case.holdings {
        order(&holding.at, &[("starts", holding.starts), ("ends", holding.ends)]);
    }
    for tariff in &case.tariffs {
        order(&tariff.at, &[("starts", tariff.starts), ("ends", tariff.ends)]);
    }
    for ban in &case.bans {
        order(&ban.at, &[("starts", ban.starts), ("ends", ban.ends)]);
    }
    for milestone in &case.milestones {
        order(&milestone.at, &[("announced", milestone.announced), ("due", milestone.due)]);
    }
    for inventory in &case.inventories {
        order(&inventory.at, &[("as_of", inventory.as_of), ("published", inventory.published)]);
    }
    for document in &case.documents {
        let published = Some(Period::day(document.published));
        let retrieved = document.retrieved.map(Period::day);
        order(&document.at, &[("published", published), ("retrieved", retrieved)]);
    }
}

/// The parts of one thing that are held at one time.
fn holdings(holdings: &[Holding], problems: &mut Vec<Problem>) {
    let percent = |holding: &Holding| {
        holding.share.best_in(Unit::of(Base::Percent)).ok().flatten().unwrap_or(0.0)
    };
    let owns = |holding: &&Holding| {
        use HoldingKind::{Carried, Equity, FreeCarried};
        matches!(holding.kind, Equity | FreeCarried | Carried)
    };
    let overlap = |a: &Holding, b: &Holding| {
        let ends_before = |a: &Holding, b: &Holding| {
            a.ends.zip(b.starts).is_some_and(|(end, start)| end.first <= start.first)
        };
        !ends_before(a, b) && !ends_before(b, a)
    };
    for (idx, holding) in holdings.iter().enumerate() {
        let share = percent(holding);
        if !(0.0..=100.0).contains(&share) {
            let at = holding.at.of("share").clone();
            problems.push(Problem::ShareOutOfRange { percent: share, at });
        }
        let with = holdings[..idx].iter().filter(owns);
        let with: Vec<_> = with.filter(|h| h.of == holding.of && overlap(h, holding)).collect();
        let before: f64 = with.iter().map(|h| percent(h)).sum();
        // A hundred is passed once, by the entry that passes it.
        let slack = 1e-6;
        if owns(&holding) && before <= 100.0 + slack && 100.0 + slack < before + share {
            problems.push(Problem::SharesAboveWhole {
                of: holding.of.id.clone(),
                percent: before + share,
                at: holding.at.of("share").clone(),
            });
        }
    }
}

fn inventory(inventory: &Inventory, problems: &mut Vec<Problem>) {
    if inventory.ownership.is_none() {
        let (of, at) = ("an inventory".to_owned(), inventory.at.whole.clone());
        problems.push(Problem::BasisMissing { of, key: "ownership", at });
    }
    for row in &inventory.rows {
        let is_reserve = matches!(
            row.category,
            Category::Proved | Category::Probable | Category::ProvedAndProbable
        );
        let fits = match inventory.kind {
            InventoryKind::Reserve => is_reserve,
            InventoryKind::Resource | InventoryKind::Target => !is_reserve,
            _ => true,
        };
        if !fits {
            problems.push(Problem::CategoryOfOtherKind {
                category: row.category,
                kind: inventory.kind,
                at: row.at.of("category").clone(),
            });
        }
        // Results of drilling have grades and no tonnes.
        let has_grades = inventory.kind == InventoryKind::Results && !row.grades.is_empty();
        if row.ore.is_none() && row.contained.is_empty() && !has_grades {
            problems.push(Problem::EmptyRow { at: row.at.whole.clone() });
        }
    }
}

fn decks(case: &Case, problems: &mut Vec<Problem>) {
    for deck in &case.price_decks {
        if deck.terms == Terms::Real && deck.price_year.is_none() {
            let (key, why) = ("price_year", "real money is that of one year");
            let at = deck.at.of("terms").clone();
            problems.push(Problem::ChoiceMissing { key, why, at });
        }
        for line in &deck.prices {
            let at = line.at.whole.clone();
            match (&line.price, &line.reference) {
                (None, None) => problems.push(Problem::NoPrice { at }),
                (Some(_), Some(_)) => problems.push(Problem::TwoPrices { at }),
                (None, Some(path)) if !path.starts_with("reference:prices/") => {
                    let at = line.at.of("reference").clone();
                    problems.push(Problem::BadReference { path: path.clone(), at });
                }
                _ => {}
            }
        }
    }
}

fn shapes(case: &Case, problems: &mut Vec<Problem>) {
    for shape in case.titles.iter().filter_map(|title| title.shape.as_ref()) {
        let layer = case.layers.iter().find(|layer| layer.id.as_str() == shape.layer.id);
        let Some(layer) = layer.filter(|layer| !layer.file.content.is_empty()) else { continue };
        let is = |f: &crate::geo::Feature| f.name.as_deref() == Some(shape.feature.as_str());
        if !layer.file.content.iter().any(is) {
            problems.push(Problem::NoFeature {
                layer: shape.layer.id.clone(),
                feature: shape.feature.clone(),
                at: shape.at.of("feature").clone(),
            });
        }
    }
}
