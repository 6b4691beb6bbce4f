//! Lenders, guarantors, and buyers of future output, by the papers of a case.
//!
//! The amount of a paper is what has been paid under it, or else what it binds somebody to pay,
//! or else what it holds out. Parties that share one part of a paper without a division stand
//! together as one holder, since nothing says who has how much.

use std::collections::{BTreeMap, BTreeSet};

use oreproof_balance::power::{Held, Role};
use oreproof_balance::{Shares, Unknown};
use oreproof_case::model::{Instrument, InstrumentKind, Role as Part};
use oreproof_case::{Quantity, Stated, quantity};

use super::stakes::{Parts, power, source_of, who_says};
use super::{Balance, Key, add};
use crate::desk::{Desk, Need, USD, place};

/// Which papers, which of their parties, and what these are to the project.
const KINDS: [(InstrumentKind, Part, Role, &str); 3] = [
    (InstrumentKind::Financing, Part::Lender, Role::Financier, "lending by amount"),
    (InstrumentKind::Financing, Part::Guarantor, Role::Guarantor, "guarantees by amount"),
    (InstrumentKind::Offtake, Part::Buyer, Role::Offtaker, "offtake by amount"),
];

/// Rows of each site's lenders, guarantors and buyers of future output.
pub(super) fn papers(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    let superseded: BTreeSet<&str> = case
        .instruments
        .iter()
        .flat_map(|i| i.supersedes.iter().map(|old| old.id.as_str()))
        .collect();
    for (kind, part, role, words) in KINDS {
        let mut sites: BTreeMap<&str, Vec<&Instrument>> = BTreeMap::new();
        for paper in case.instruments.iter().filter(|i| i.kind == kind) {
            let is_live = !superseded.contains(paper.id.id.as_str())
                && paper.starts.is_none_or(|start| start.first <= desk.day)
                && paper.ends.is_none_or(|end| desk.day <= end.last);
            let has_part = paper.parties.iter().any(|party| party.role == part);
            // A financing that names neither lender nor guarantor lacks its lender.
            let lacks = part != Part::Guarantor
                && !paper.parties.iter().any(|party| party.role == Part::Guarantor);
            if is_live && (has_part || lacks) {
                let site = paper.sites.first().map_or("", |site| site.id.as_str());
                sites.entry(site).or_default().push(paper);
            }
        }
        for (site, papers) in sites {
            let label = match site {
                "" => format!("no site named, {words}"),
                site => format!("{}, {words}", desk.name_of(site)),
            };
            of_site(desk, done, (role, part), (site, label), &papers);
        }
    }
}

/// The rows of one role at one site: one, or one by each account where amounts are disputed.
fn of_site(
    desk: &mut Desk<'_>,
    done: &mut Balance,
    (role, part): (Role, Part),
    (site, label): (&str, String),
    papers: &[&Instrument],
) {
    let entry = |paper: &Instrument| paper.source.as_ref().map(|source| source.id.clone());
    let disputed = papers.iter().filter_map(|paper| Some((paper, sum(paper)?)));
    let mut accounts: BTreeSet<String> = disputed
        .filter(|(_, sum)| sum.is_conflict())
        .flat_map(|(paper, sum)| sum.all().iter().map(|said| who_says(said, entry(paper))))
        .collect();
    let is_disputed = !accounts.is_empty();
    if !is_disputed {
        accounts.insert(String::new());
    }
    for (nth, account) in accounts.iter().enumerate() {
        let mut parts = Parts::default();
        for paper in papers {
            let mut who: Vec<String> = paper
                .parties
                .iter()
                .filter(|p| p.role == part)
                .map(|p| power(desk, &p.party.id))
                .collect();
            who.sort_unstable();
            who.dedup();
            let at = place(paper.at.of("parties"), &["instruments", &paper.id.id]);
            let mut lacks = |what: &str| {
                if nth == 0 {
                    done.ends.push((paper.title.clone(), Need(what.to_owned())));
                }
            };
            if who.is_empty() {
                lacks("who gives it");
                continue;
            }
            let Some(sum) = sum(paper) else {
                // The only holder of the only paper has the whole, whatever it is.
                match papers.len() {
                    1 => parts.add(who.join(" and "), 1.0, at, entry(paper)),
                    _ => lacks("its amount"),
                }
                continue;
            };
            let said = match sum.is_conflict() {
                false => sum.all().first(),
                true => sum.all().iter().find(|said| who_says(said, entry(paper)) == *account),
            };
            // What only others say is not part of this account.
            let Some(said) = said else { continue };
            match said.value.amount_in(USD).ok().and_then(|amount| amount.middle()) {
                Some(sum) => parts.add(who.join(" and "), sum, at, source_of(said, entry(paper))),
                None => lacks("its amount in dollars"),
            }
        }
        let Some(origin) = parts.origin() else { continue };
        let rows: Vec<(&str, f64)> = parts.rows.iter().map(|(who, n)| (who.as_str(), *n)).collect();
        match Shares::of_amounts(&rows, 0.0) {
            Ok(shares) => {
                let source = if is_disputed { account.clone() } else { parts.account() };
                let held = Held::new(role, label.clone(), source, shares, Unknown::Anyone);
                add(desk, done, Key { path: &[site, account], is_disputed }, held, &origin);
            }
            Err(error) => {
                done.ends.push((label.clone(), Need(format!("amounts that fit: {error}"))));
            }
        }
    }
}

/// What a paper comes to, by the firmest word there is.
fn sum(paper: &Instrument) -> Option<&Stated<Quantity<quantity::Money>>> {
    [&paper.implemented, &paper.contracted, &paper.intended].into_iter().flatten().next()
}
