//! What else in the case says what a claim says: the same amount of the same thing, or the
//! paper and its parties.

use oreproof_case::Case;
use oreproof_case::model::{
    Claim, ClaimKind, GradeOf, Interest, Inventory, MetalOf, Modality, Ownership, PartyKind,
    Project, Study,
};
use oreproof_case::stated::Origin;
use oreproof_case::{Quantity, Stated};
use oreproof_units::{Amount, Base, Unit, convert_amount};

use crate::index;

/// Two figures within this share of each other say the same: headlines round to two digits.
const AGREE: f64 = 0.05;

/// A statement that backs a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Backing {
    /// The source or document that makes it.
    pub source: String,
    /// What it says, in words.
    pub says: String,
}

/// Every statement of the case that says what a claim says, in the order of the case.
pub fn backing(case: &Case, claim: &Claim) -> Vec<Backing> {
    let mut found = Vec::new();
    papers(case, claim, &mut found);
    if let Some(value) = &claim.value {
        numbers(case, claim, value, &mut found);
    }
    // What a claim was read from does not back it.
    let own = |source: &str| {
        claim.spans.iter().any(|span| span.document.id == source)
            || claim.source.as_ref().is_some_and(|own| own.id == source)
    };
    found.retain(|backing| !own(&backing.source));
    found
}

/// The record that can be named without being held: a paper that a public body signed, with its
/// day and parties, behind words about its being signed; or what a keeper of records publishes,
/// behind its own count or measurement. Each leads to who could show it.
pub fn nameable(case: &Case, claim: &Claim) -> Vec<Backing> {
    let mut found = Vec::new();
    // What a paper promises is not proven by its being signed.
    if matches!(claim.kind, ClaimKind::Agreement | ClaimKind::Count | ClaimKind::Date) {
        for instrument in &case.instruments {
            let about = claim.subjects.iter().any(|subject| subject.id == instrument.id.id);
            let public = instrument.parties.iter().any(|signatory| {
                index::party(case, &signatory.party.id).is_some_and(|party| is_public(party.kind))
            });
            if let (true, true, Some(signed), Some(source)) =
                (about, public, instrument.signed, &instrument.source)
                && 2 <= instrument.parties.len()
                && signed.first == signed.last
            {
                let says = format!(
                    "{} was signed on {signed} by named parties, one of them public",
                    instrument.title
                );
                found.push(Backing { source: source.id.clone(), says });
            }
        }
    }
    let speaker = claim.speaker.as_ref().and_then(|speaker| index::party(case, &speaker.id));
    if let Some(keeper) = speaker.filter(|party| party.interest == Some(Interest::Independent)) {
        let theirs = case.sources.iter().filter(|source| {
            source.publisher.as_deref() == Some(&keeper.name)
                && index::is_official(case, &source.id.id)
        });
        // A keeper keeps many records: the one of the time that is spoken of, or else the last
        // that was out when it was said.
        let theirs = match (claim.as_of, index::said(case, claim)) {
            (Some(at), _) => theirs.rev().find(|source| {
                source.published.is_some_and(|out| out.first <= at.last && at.first <= out.last)
            }),
            (None, said) => theirs
                .filter(|source| {
                    source.published.zip(said).is_none_or(|(out, said)| out.first <= said.last)
                })
                .max_by_key(|source| source.published),
        };
        if let (Some(source), true) = (theirs, claim.modality == Modality::Measured) {
            let says = format!("{} keeps the record: {}", keeper.name, source.title);
            found.push(Backing { source: source.id.id.clone(), says });
        }
    }
    found
}

/// Whether a party's papers are public records.
fn is_public(kind: PartyKind) -> bool {
    use PartyKind::{Court, Government, MilitaryCompany, Province, StateBody, StateCompany};
    matches!(kind, Government | Province | StateBody | StateCompany | MilitaryCompany | Court)
}

/// The papers that a claim is about, where day and parties are on record.
fn papers(case: &Case, claim: &Claim, found: &mut Vec<Backing>) {
    if claim.value.is_some() {
        return;
    }
    for instrument in &case.instruments {
        let about = claim.subjects.iter().any(|subject| subject.id == instrument.id.id);
        let (Some(source), Some(signed)) = (&instrument.source, instrument.signed) else {
            continue;
        };
        if about && 2 <= instrument.parties.len() {
            let says = format!("{} was signed on {signed} by named parties", instrument.title);
            found.push(Backing { source: source.id.clone(), says });
        }
    }
    for title in &case.titles {
        let about = claim.subjects.iter().any(|subject| subject.id == title.id.id);
        if let (true, Some(source), Some(number)) = (about, &title.source, &title.number) {
            let says = format!("{} is number {number} in the register", title.name);
            found.push(Backing { source: source.id.clone(), says });
        }
    }
}

fn numbers(case: &Case, claim: &Claim, value: &Quantity, found: &mut Vec<Backing>) {
    let about = |id: &str| claim.subjects.iter().any(|subject| subject.id == id);
    let of = |commodity: &str| {
        claim.commodities.is_empty() || claim.commodities.iter().any(|c| c == commodity)
    };
    let mut look = Look { value, found, whole: 1.0 };
    for inventory in &case.inventories {
        if about(&inventory.site.id) || about(&inventory.id.id) {
            // What counts one holder's part is brought to the whole that headlines speak of.
            look.whole = whole_over_part(case, inventory);
            look.inventory(inventory, of);
            look.whole = 1.0;
        }
    }
    for study in &case.studies {
        let named = [study.site.as_ref().map(|s| &s.id), study.project.as_ref().map(|p| &p.id)];
        if about(&study.id.id) || named.into_iter().flatten().any(|id| about(id)) {
            look.study(study, of);
        }
    }
    for figure in &case.figures {
        let same = figure.subjects.iter().any(|subject| about(&subject.id))
            || figure.place.is_some() && figure.place == claim.place;
        let commodity = figure.commodity.as_deref().is_none_or(of);
        if let (true, true, Some(stated)) = (same, commodity, &figure.value) {
            look.at(stated, &figure.what, None);
        }
    }
    for holding in &case.holdings {
        if about(&holding.of.id) && about(&holding.holder.id) {
            look.at(
                &holding.share,
                &format!("the share of {}", holding.holder.id),
                holding.source.as_ref().map(|s| s.id.as_str()),
            );
        }
    }
    for tariff in &case.tariffs {
        let levied = claim.place.as_deref().is_some_and(|place| {
            [Some(tariff.exporter.as_str()), tariff.group.as_deref()]
                .into_iter()
                .flatten()
                .any(|at| at.eq_ignore_ascii_case(place))
        });
        if claim.kind == ClaimKind::Tariff && levied {
            let source = tariff.source.as_ref().map(|source| source.id.as_str());
            look.at(&tariff.rate, &format!("the duty on goods of {}", tariff.exporter), source);
        }
    }
    for people in &case.populations {
        if claim.place.as_ref() == Some(&people.place) {
            look.at(
                &people.people,
                &format!("the people of {}", people.place),
                Some(&people.source.0.id),
            );
        }
    }
}

/// What the metal of an inventory is multiplied by to count the whole: one over the holder's share.
fn whole_over_part(case: &Case, inventory: &Inventory) -> f64 {
    let (Some(Ownership::Attributable), Some(holder)) = (inventory.ownership, &inventory.holder)
    else {
        return 1.0;
    };
    let lies = |project: &Project| project.sites.iter().any(|site| site.id == inventory.site.id);
    let held = |of: &str| {
        of == inventory.site.id
            || case.projects.iter().any(|project| project.id.id == of && lies(project))
    };
    let shares = case.holdings.iter().filter(|h| h.holder.id == holder.id && held(&h.of.id));
    let percent = Unit::of(Base::Percent);
    let part: f64 = shares.filter_map(|h| h.share.best_in(percent).ok().flatten()).sum();
    if 0.0 < part { 100.0 / part } else { 1.0 }
}

/// Statements held against one amount.
struct Look<'a> {
    value: &'a Quantity,
    found: &'a mut Vec<Backing>,
    /// What amounts are multiplied by to count the whole project.
    whole: f64,
}

impl Look<'_> {
    fn inventory(&mut self, inventory: &Inventory, of: impl Fn(&str) -> bool) {
        let source = inventory.source.as_ref().map(|source| source.id.as_str());
        let name = &inventory.id.id;
        for row in &inventory.rows {
            if let Some(ore) = &row.ore {
                self.at(ore, &format!("{name}: ore, {}", row.category), source);
            }
            self.grades(&row.grades, name, source, &of);
            self.metals(&row.contained, name, source, &of);
        }
    }

    fn study(&mut self, study: &Study, of: impl Fn(&str) -> bool) {
        let source = study.source.as_ref().map(|source| source.id.as_str());
        let title = &study.title;
        self.grades(&study.grades, title, source, &of);
        self.metals(&study.recovered, title, source, &of);
        for (what, stated) in [
            ("cash before tax", &study.pre_tax_cash),
            ("cash from operations", &study.operating_cash),
            ("free cash", &study.free_cash),
            ("taxes", &study.taxes),
        ] {
            if let Some(stated) = stated {
                self.at(stated, &format!("{title}: {what}"), source);
            }
        }
        for sum in &study.capital {
            self.at(&sum.amount, &format!("{title}: {}", sum.name), source);
        }
        for npv in &study.npv {
            self.at(&npv.value, &format!("{title}: net present value"), source);
        }
        if let Some(ore) = &study.ore {
            self.at(ore, &format!("{title}: ore"), source);
        }
    }

    fn grades(
        &mut self,
        grades: &[GradeOf],
        name: &str,
        source: Option<&str>,
        of: &impl Fn(&str) -> bool,
    ) {
        // A grade is the same for every holder.
        let whole = std::mem::replace(&mut self.whole, 1.0);
        for grade in grades.iter().filter(|grade| of(&grade.commodity)) {
            self.at(&grade.grade, &format!("{name}: grade of {}", grade.commodity), source);
        }
        self.whole = whole;
    }

    fn metals(
        &mut self,
        metals: &[MetalOf],
        name: &str,
        source: Option<&str>,
        of: &impl Fn(&str) -> bool,
    ) {
        for metal in metals.iter().filter(|metal| of(&metal.commodity)) {
            self.at(&metal.amount, &format!("{name}: {}", metal.commodity), source);
        }
    }

    /// Takes each statement that agrees.
    fn at<M>(&mut self, stated: &Stated<Quantity<M>>, what: &str, entry: Option<&str>) {
        for said in stated.all() {
            let source = match &said.origin {
                Origin::Source(source) => Some(source.id.as_str()),
                Origin::Claim(_) | Origin::Derived(_) | Origin::Assumed(_) => None,
            };
            let Some(source) = source.or(entry.filter(|_| source.is_some())) else { continue };
            let Ok(amount) = convert_amount(&said.value.amount, said.value.unit, self.value.unit)
            else {
                continue;
            };
            if agrees(&self.value.amount, &amount.scaled(self.whole)) {
                let says = format!("{what} is {}", said.value.written);
                self.found.push(Backing { source: source.to_owned(), says });
            }
        }
    }
}

/// Whether two amounts can be the same, to the rounding of headlines.
fn agrees(a: &Amount, b: &Amount) -> bool {
    let ends = |amount: &Amount| {
        let low = amount.low.unwrap_or(f64::NEG_INFINITY);
        let high = amount.high.unwrap_or(f64::INFINITY);
        (low - AGREE * low.abs(), high + AGREE * high.abs())
    };
    // An open end agrees with everything on its side, which proves nothing.
    if [a, b].into_iter().any(|amount| amount.low.is_none() || amount.high.is_none()) {
        return false;
    }
    let ((a_low, a_high), (b_low, b_high)) = (ends(a), ends(b));
    a_low <= b_high && b_low <= a_high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_agree_to_their_rounding_and_open_ends_prove_nothing() {
        let exact = Amount::exact;
        assert!(agrees(&exact(15e6), &exact(14.6e6)));
        assert!(!agrees(&exact(15e6), &exact(13.1e6)));
        assert!(!agrees(&Amount::from(2e12), &exact(3e12)));
        assert!(agrees(&Amount::range(5.0, 15.0), &exact(12.4)));
    }
}
