//! What was known on a day.
//!
//! A case is written with hindsight. Weighed as of an earlier day it must not use what came
//! later: a document, a statement, an event or a price of a later day is left out, and with it
//! everything that stands on it. What has no date of its own stays.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oreproof_units::Period;

use crate::case::Case;
use crate::field::Field;
use crate::model::MilestoneStatus;
use crate::refs::Kind;

/// The day that a case is looked at from, and what did not exist then.
#[derive(Debug)]
pub struct Then {
    day: Date,
    gone: BTreeSet<(Kind, String)>,
}

/// How many entries of a table came later than a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The table.
    pub table: &'static str,
    /// How many of its entries were left out.
    pub n: usize,
}

impl Then {
    /// Whether a period had begun.
    pub(crate) fn had_begun(&self, period: &Period) -> bool {
        period.first <= self.day
    }

    /// Whether what a name stands for did not exist yet.
    pub(crate) fn is_gone(&self, kinds: &[Kind], id: &str) -> bool {
        kinds.iter().any(|kind| self.gone.contains(&(*kind, id.to_owned())))
    }

    /// Keeps the entries of a table that pass, and notes the names of the others.
    fn keep<T>(
        &mut self,
        list: &mut Vec<T>,
        kind: Option<Kind>,
        name: impl Fn(&T) -> Option<&str>,
        passes: impl Fn(&mut T, &Self) -> bool,
    ) -> bool {
        let mut lost = Vec::new();
        let before = list.len();
        list.retain_mut(|entry| {
            let stays = passes(entry, self);
            if !stays && let (Some(kind), Some(name)) = (kind, name(entry)) {
                lost.push((kind, name.to_owned()));
            }
            stays
        });
        self.gone.extend(lost);
        list.len() < before
    }
}

/// The tables whose entries may be named by others.
macro_rules! named {
    ($case:ident, $then:ident, $($list:ident: $kind:ident),+ $(,)?) => {{
        let mut changed = false;
        $( changed |= $then.keep(
            &mut $case.$list,
            Some(Kind::$kind),
            |entry| Some(entry.id.as_str()),
            |entry, then| entry.known(then),
        ); )+
        changed
    }};
}

/// The tables whose entries nobody names.
macro_rules! nameless {
    ($case:ident, $then:ident, $($list:ident),+ $(,)?) => {{
        let mut changed = false;
        $( changed |= $then.keep(&mut $case.$list, None, |_| None, |entry, then| entry.known(then)); )+
        changed
    }};
}

impl Case {
    /// The case as it could have been written on a day, and what came later by table.
    pub fn known_on(&self, day: Date) -> (Self, Vec<Later>) {
        let mut case = self.clone();
        let mut then = Then { day, gone: BTreeSet::new() };
        by_date(&mut case, &mut then);
        // What stood on what is gone goes too, until nothing more does.
        while stands_on(&mut case, &mut then) {}
        if let Some(choices) = &mut case.choices {
            choices.known(&then);
            choices.as_of = Some(day);
        }
        let later = lengths(self).into_iter().zip(lengths(&case)).filter_map(
            |((table, all), (_, left))| (left < all).then_some(Later { table, n: all - left }),
        );
        let later = later.collect();
        (case, later)
    }
}

/// Leaves out what is dated later.
fn by_date(case: &mut Case, then: &mut Then) {
    let begun = |period: Option<Period>, then: &Then| period.is_none_or(|p| then.had_begun(&p));
    then.keep(
        &mut case.sources,
        Some(Kind::Source),
        |s| Some(s.id.as_str()),
        |s, then| begun(s.published, then),
    );
    then.keep(
        &mut case.documents,
        Some(Kind::Document),
        |d| Some(d.id.as_str()),
        |d, then| d.published <= then.day,
    );
    then.keep(
        &mut case.claims,
        Some(Kind::Claim),
        |c| Some(c.id.as_str()),
        |claim, then| {
            if claim.outcome.as_ref().is_some_and(|outcome| !begun(outcome.known, then)) {
                claim.outcome = None;
            }
            // What was only read in a document that did not exist yet had not been said.
            let unsaid = claim.source.is_none()
                && !claim.spans.is_empty()
                && claim.spans.iter().all(|span| span.document.is_lost(then));
            begun(claim.said, then) && !unsaid
        },
    );
    then.keep(
        &mut case.instruments,
        Some(Kind::Instrument),
        |i| Some(i.id.as_str()),
        |i, then| begun(i.signed, then),
    );
    then.keep(
        &mut case.inventories,
        Some(Kind::Inventory),
        |i| Some(i.id.as_str()),
        |i, then| begun(i.published.or(i.as_of), then),
    );
    then.keep(
        &mut case.studies,
        Some(Kind::Study),
        |s| Some(s.id.as_str()),
        |s, then| begun(s.published, then),
    );
    then.keep(
        &mut case.titles,
        Some(Kind::Title),
        |t| Some(t.id.as_str()),
        |t, then| begun(t.applied.or(t.granted), then),
    );
    then.keep(
        &mut case.milestones,
        None,
        |_| None,
        |milestone, then| {
            if !begun(milestone.met, then) {
                milestone.met = None;
                milestone.status = MilestoneStatus::Scheduled;
            }
            begun(milestone.announced, then)
        },
    );
    then.keep(&mut case.stage_events, None, |_| None, |event, then| then.had_begun(&event.date));
    then.keep(&mut case.holdings, None, |_| None, |holding, then| begun(holding.starts, then));
    then.keep(&mut case.prices, None, |_| None, |price, then| then.had_begun(&price.date));
    then.keep(&mut case.tariffs, None, |_| None, |tariff, then| begun(tariff.starts, then));
    then.keep(&mut case.bans, None, |_| None, |ban, then| begun(ban.starts, then));
    then.keep(&mut case.incidents, None, |_| None, |incident, then| then.had_begun(&incident.date));
    // A figure of a year is known when the year is over.
    let over = |period: &Period, then: &Then| period.last <= then.day;
    then.keep(&mut case.incident_totals, None, |_| None, |total, then| over(&total.period, then));
    then.keep(&mut case.production, None, |_| None, |output, then| over(&output.period, then));
    then.keep(&mut case.trade, None, |_| None, |trade, then| over(&trade.period, then));
    // A check that has lost one of its entries asks another question.
    then.keep(
        &mut case.checks,
        None,
        |_| None,
        |check, then| {
            !check.claims.iter().any(|claim| claim.is_lost(then))
                && !check.about.iter().any(|entry| entry.is_lost(then))
        },
    );
}

/// Leaves out what stands on what is gone; whether anything was.
fn stands_on(case: &mut Case, then: &mut Then) -> bool {
    let named = named!(
        case, then,
        sources: Source, documents: Document, claims: Claim, parties: Party, instruments: Instrument,
        titles: Title, sites: Site, inventories: Inventory, studies: Study, estimates: Estimate, projects: Project,
        fiscal_terms: FiscalTerms, price_decks: PriceDeck, figures: Figure, scenarios: Scenario, layers: Layer,
    );
    let nameless = nameless!(
        case,
        then,
        stage_events,
        milestones,
        holdings,
        prices,
        capacities,
        tariffs,
        bans,
        populations,
        incidents,
        incident_totals,
        production,
        trade,
    );
    let checks = then.keep(
        &mut case.checks,
        None,
        |_| None,
        |check, then| {
            !check.claims.iter().any(|claim| claim.is_lost(then))
                && !check.about.iter().any(|entry| entry.is_lost(then))
        },
    );
    named || nameless || checks
}

fn lengths(case: &Case) -> Vec<(&'static str, usize)> {
    vec![
        ("sources", case.sources.len()),
        ("documents", case.documents.len()),
        ("claims", case.claims.len()),
        ("checks", case.checks.len()),
        ("instruments", case.instruments.len()),
        ("stage events", case.stage_events.len()),
        ("milestones", case.milestones.len()),
        ("titles", case.titles.len()),
        ("holdings", case.holdings.len()),
        ("inventories", case.inventories.len()),
        ("studies", case.studies.len()),
        ("projects", case.projects.len()),
        ("fiscal terms", case.fiscal_terms.len()),
        ("prices", case.prices.len()),
        ("tariffs", case.tariffs.len()),
        ("bans", case.bans.len()),
        ("incidents", case.incidents.len()),
        ("yearly totals of incidents", case.incident_totals.len()),
        ("rows of production", case.production.len()),
        ("rows of trade", case.trade.len()),
        ("other figures", case.figures.len()),
        ("scenarios", case.scenarios.len()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CASE: &str = r#"
[case]
title = "A case"
[choices]
as_of = 2026-01-01
headline = "late"

[[sources]]
id = "old"
title = "Old"
kind = "press"
published = "2024"

[[sources]]
id = "new"
title = "New"
kind = "press"
published = "2025-09"

[[sites]]
id = "hill"
name = "Hill"
kind = "deposit"

[[claims]]
id = "early"
says = "it comes"
kind = "plan"
attribution = "reporter"
modality = "promised"
said = "2024-05"
source = "old"
outcome = { result = "failed", known = "2025-11" }

[[claims]]
id = "late"
says = "it came"
kind = "status"
attribution = "reporter"
modality = "asserted"
said = "2025-10-01"
source = "new"

[[figures]]
id = "cost"
what = "cost"
value = [
  { value = "4.3 billion USD", source = "old" },
  { value = "7.7 billion USD", source = "new" },
]

[[figures]]
id = "later"
what = "another"
value = { value = "1 billion USD", source = "new" }
"#;

    #[test]
    fn what_came_later_is_left_out_with_what_stands_on_it() {
        let case = crate::read(&[("case.toml", CASE)]).case;
        let (then, later) = case.known_on(date(2025, 1, 1));
        let ids: Vec<_> = then.claims.iter().map(|claim| claim.id.id.as_str()).collect();
        assert_eq!(ids, ["early"]);
        assert_eq!(then.claims[0].outcome, None, "nobody knew yet");
        let choices = then.choices.as_ref().unwrap();
        assert_eq!((choices.as_of, choices.headline.is_none()), (Some(date(2025, 1, 1)), true));
        let cost = then.figures.iter().find(|figure| figure.id.id == "cost").unwrap();
        let value = cost.value.as_ref().unwrap();
        assert_eq!((value.all().len(), value.is_conflict()), (1, false));
        let other = then.figures.iter().find(|figure| figure.id.id == "later");
        assert!(other.is_none_or(|figure| figure.value.is_none()));
        assert!(later.contains(&Later { table: "claims", n: 1 }), "{later:?}");
        assert!(later.contains(&Later { table: "sources", n: 1 }), "{later:?}");
    }

    #[test]
    fn on_a_late_day_everything_is_known() {
        let case = crate::read(&[("case.toml", CASE)]).case;
        let (then, later) = case.known_on(date(2026, 1, 1));
        assert!(later.is_empty(), "{later:?}");
        assert_eq!(then, case);
    }
}
