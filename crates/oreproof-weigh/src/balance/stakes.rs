//! Who owns a part of each project or mine, and who runs it.
//!
//! Where sources disagree about a part, each of them gives a row of its own: its word where it
//! has one, what nobody disputes beside it, and what only others say left unknown.

use std::collections::{BTreeMap, BTreeSet};

use oreproof_balance::power::{Held, Role};
use oreproof_balance::{Shares, Unknown};
use oreproof_case::model::{Holding, HoldingKind};
use oreproof_case::stated::{self, Said};

use super::{Balance, Key, add};
use crate::desk::{Desk, Need, PERCENT, place};
use crate::figure::{Origin, Place};

/// Owners of each project and mine on the day, by country where the case knows it. A share of
/// profit or of revenue owns nothing.
pub(super) fn owners(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    let mut things: BTreeMap<&str, Vec<&Holding>> = BTreeMap::new();
    let owns = |holding: &&Holding| {
        use HoldingKind::{Carried, Equity, FreeCarried};
        matches!(holding.kind, Equity | FreeCarried | Carried)
            && holding.starts.is_none_or(|start| start.first <= desk.day)
            && holding.ends.is_none_or(|end| desk.day <= end.last)
    };
    for holding in case.holdings.iter().filter(owns) {
        things.entry(holding.of.id.as_str()).or_default().push(holding);
    }
    for (thing, holdings) in things {
        let entry = |holding: &Holding| holding.source.as_ref().map(|source| source.id.clone());
        let disputed = holdings.iter().filter(|holding| holding.share.is_conflict());
        let mut accounts: BTreeSet<String> = disputed
            .flat_map(|holding| holding.share.all().iter().map(|s| who_says(s, entry(holding))))
            .collect();
        let is_disputed = !accounts.is_empty();
        if !is_disputed {
            accounts.insert(String::new());
        }
        for account in &accounts {
            let mut parts = Parts::default();
            for holding in &holdings {
                let all = holding.share.all();
                let said = match holding.share.is_conflict() {
                    false => Some(&all[0]),
                    true => all.iter().find(|said| who_says(said, entry(holding)) == *account),
                };
                let Some(said) = said else { continue };
                let Some(percent) =
                    said.value.amount_in(PERCENT).ok().and_then(|amount| amount.middle())
                else {
                    let lacks = Need("a share in per cent".to_owned());
                    done.ends.push((format!("{thing}, ownership: {}", holding.holder.id), lacks));
                    continue;
                };
                let who = power(desk, &holding.holder.id);
                let at = place(&said.at, &["holdings", thing]);
                parts.add(who, percent / 100.0, at, source_of(said, entry(holding)));
            }
            let label = format!("{}, ownership", desk.name_of(thing));
            parts.row(desk, done, (Role::Owner, thing, account), label, is_disputed);
        }
    }
}

/// Who runs each project.
pub(super) fn operators(desk: &mut Desk<'_>, done: &mut Balance) {
    for project in &desk.case.projects {
        let Some(operator) = &project.operator else { continue };
        let mut parts = Parts::default();
        let at = place(project.at.of("operator"), &["projects", &project.id.id]);
        let source = project.source.as_ref().map(|source| source.id.clone());
        parts.add(power(desk, &operator.id), 1.0, at, source);
        let label = format!("{}, operation", project.name);
        parts.row(desk, done, (Role::Operator, &project.id.id, ""), label, false);
    }
}

/// The country of a party, or its name where the case does not say.
pub(super) fn power(desk: &Desk<'_>, party: &str) -> String {
    let found = desk.case.parties.iter().find(|known| known.id.id == party);
    found.map_or_else(
        || party.to_owned(),
        |party| party.country.clone().unwrap_or_else(|| party.name.clone()),
    )
}

/// The source of a statement: its own, or that of the table around it.
pub(super) fn source_of<T>(said: &Said<T>, entry: Option<String>) -> Option<String> {
    match &said.origin {
        stated::Origin::Source(source) => Some(source.id.clone()),
        _ => entry,
    }
}

/// By whose account a statement is: its source or claim, or the case's own.
pub(super) fn who_says<T>(said: &Said<T>, entry: Option<String>) -> String {
    match &said.origin {
        stated::Origin::Source(source) => source.id.clone(),
        stated::Origin::Claim(claim) => claim.id.clone(),
        stated::Origin::Derived(_) | stated::Origin::Assumed(_) => {
            entry.unwrap_or_else(|| "the case".to_owned())
        }
    }
}

/// Parts or amounts as they are gathered, and where they are stated.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) rows: Vec<(String, f64)>,
    sources: BTreeSet<String>,
    at: Option<Place>,
}

impl Parts {
    /// Adds what one statement gives to a holder.
    pub(super) fn add(&mut self, who: String, part: f64, at: Place, source: Option<String>) {
        match self.rows.iter_mut().find(|row| row.0 == who) {
            Some(row) => row.1 += part,
            None => self.rows.push((who, part)),
        }
        self.sources.extend(source);
        self.at.get_or_insert(at);
    }

    /// The sources by name, or the case where none is named.
    pub(super) fn account(&self) -> String {
        let names: Vec<&str> = self.sources.iter().map(String::as_str).collect();
        if names.is_empty() { "the case".to_owned() } else { names.join(", ") }
    }

    /// Where the first of them is stated; a choice where no source is named.
    pub(super) fn origin(&self) -> Option<Origin> {
        let at = self.at.clone()?;
        Some(match self.sources.is_empty() {
            true => Origin::Chosen { at },
            false => Origin::Stated { at, sources: self.sources.iter().cloned().collect() },
        })
    }

    /// Puts parts of a whole into the balance as a row.
    fn row(
        self,
        desk: &mut Desk<'_>,
        done: &mut Balance,
        (role, entry, account): (Role, &str, &str),
        label: String,
        is_disputed: bool,
    ) {
        let Some(origin) = self.origin() else { return };
        let rows: Vec<(&str, f64)> =
            self.rows.iter().map(|(who, part)| (who.as_str(), *part)).collect();
        match Shares::of_parts(&rows) {
            Ok(shares) => {
                let source = if is_disputed { account.to_owned() } else { self.account() };
                let held = Held::new(role, label, source, shares, Unknown::Anyone);
                add(desk, done, Key { path: &[entry, account], is_disputed }, held, &origin);
            }
            Err(error) => done.ends.push((label, Need(format!("shares that fit: {error}")))),
        }
    }
}
