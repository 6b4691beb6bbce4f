//! A whole case weighed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oreproof_case::Case;
use oreproof_evidence::{Evidence, gather};
use oreproof_reference::Tables;

use crate::balance::{Balance, balance};
use crate::check::{Check, checks};
use crate::desk::{Desk, Need, Watch};
use crate::figure::Figures;
use crate::ladder::{Ladder, ladder};
use crate::odds::{Odds, odds};
use crate::project::{Worked, work};
use crate::remark::Remark;
use crate::scenario::{Told, scenarios};
use crate::verdict::{Verdict, Weighed, weigh_claim};

/// A case weighed: what is proven, what is not, and where the headline shrinks.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// What the case is called.
    pub title: String,
    /// What it asks.
    pub question: Option<String>,
    /// The day of the weighing.
    pub day: Date,
    /// The claims, in the order of the case.
    pub claims: Vec<Weighed>,
    /// The checks, in the order of the case.
    pub checks: Vec<Check>,
    /// What stands behind everything.
    pub evidence: Evidence,
    /// From the headline to money per person.
    pub ladder: Ladder,
    /// The projects that could be worked out.
    pub projects: Vec<Worked>,
    /// What the scenarios come to for the project of the choices.
    pub scenarios: Vec<Told>,
    /// What many draws of the project of the choices came to.
    pub odds: Result<Odds, Need>,
    /// Who depends on whom.
    pub balance: Balance,
    /// Where the road ends for want of something: the project or station, and what is missing.
    pub ends: Vec<(String, Need)>,
    /// What the rules say of the documents whose text is at hand. They are read by the rules,
    /// which this station does not know; the front door puts them here.
    pub remarks: Vec<Remark>,
    /// Every number, with where it comes from.
    pub figures: Figures,
}

/// Weighs a case on its day.
///
/// The case holds only what was known on the day. `quoted` names the documents whose text was at
/// hand and in which every quote was verified. Every project that has figures and fiscal terms
/// is worked out; the choices name the terms where a project has several.
pub fn weigh(case: &Case, tables: &Tables, day: Date, quoted: &BTreeSet<String>) -> Weighing {
    weigh_watched(case, tables, day, quoted, Watch::default())
}

/// The same, telling `watch` how far it has come.
pub fn weigh_watched(
    case: &Case,
    tables: &Tables,
    day: Date,
    quoted: &BTreeSet<String>,
    watch: Watch<'_>,
) -> Weighing {
    let mut desk = Desk { watch, ..Desk::new(case, tables, day) };
    let checks = checks(&mut desk);
    let failed = checks.iter().flat_map(|check| check.against.clone()).collect();
    let evidence = gather(case, day, &failed, quoted);
    let (projects, ends) = projects(&mut desk);
    let ladder = ladder(&mut desk, &projects);
    let scenarios = scenarios(&mut desk);
    let odds = odds(&mut desk);
    let balance = balance(&mut desk, &projects);
    let claims = case
        .claims
        .iter()
        .zip(&evidence.claims)
        .map(|(claim, evidence)| weigh_claim(&desk, claim, evidence.clone(), &checks))
        .collect();
    let about = case.case.as_ref();
    Weighing {
        title: about.map_or_else(|| "A case".to_owned(), |about| about.title.clone()),
        question: about.and_then(|about| about.question.clone()),
        day,
        claims,
        checks,
        evidence,
        ladder,
        projects,
        scenarios,
        odds,
        balance,
        ends,
        remarks: Vec::new(),
        figures: desk.figures,
    }
}

/// Every project that can be worked out, and what the others lack.
fn projects(desk: &mut Desk<'_>) -> (Vec<Worked>, Vec<(String, Need)>) {
    let (mut worked, mut ends) = (Vec::new(), Vec::new());
    let chosen = desk.case.choices.as_ref().and_then(|choices| choices.fiscal_terms.as_ref());
    desk.watch.begins(desk.case.projects.len(), "projects");
    for project in &desk.case.projects {
        desk.watch.done(1);
        let mut terms = desk.case.fiscal_terms.iter().filter(|t| t.project.id == project.id.id);
        let preferred = terms.clone().find(|t| chosen.is_some_and(|chosen| chosen.id == t.id.id));
        let Some(terms) = preferred.or_else(|| terms.next()) else {
            ends.push((
                project.id.id.clone(),
                Need(format!("the fiscal terms of {}", project.name)),
            ));
            continue;
        };
        match work(desk, project, terms) {
            Ok(done) => worked.push(done),
            Err(need) => ends.push((project.id.id.clone(), need)),
        }
    }
    (worked, ends)
}

impl Weighing {
    /// How many claims have each verdict.
    pub fn tally(&self) -> Vec<(Verdict, usize)> {
        let count = |verdict| self.claims.iter().filter(|claim| claim.verdict == verdict).count();
        Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict, count(verdict)))
            .filter(|(_, n)| 0 < *n)
            .collect()
    }
}
