//! The value ladder: where a headline shrinks on its way to money per person.
//!
//! Each rung stands on the one above it; the factor between two rungs is the part that is left.

use oreproof_case::model::{Claim, ClaimKind, Study};
use oreproof_units::{Base, Unit, human};
use serde::Serialize;

use crate::desk::{Desk, Need, TONNE, USD, need};
use crate::figure::FigureId;
use crate::project::{Steps, Worked};
use crate::spread::Spread;

/// A rung.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// What it is, in a few words.
    pub name: String,
    /// How much.
    pub figure: FigureId,
    /// What is left of the rung above; none at the top.
    pub factor: Option<f64>,
    /// Whether it is only said, or worked out.
    pub promised: bool,
    /// Why it is less than the rung above.
    pub because: &'static str,
}

/// The ladder from a headline down.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ladder {
    /// The rungs, the headline first.
    pub rungs: Vec<Rung>,
    /// Why the road ends where it does, where it ends early.
    pub ends: Option<Need>,
}

impl Ladder {
    fn add(
        &mut self,
        desk: &Desk<'_>,
        name: &str,
        figure: FigureId,
        promised: bool,
        because: &'static str,
    ) {
        let value = desk.value(&figure).best;
        let factor = self.rungs.last().map(|above| value / desk.value(&above.figure).best);
        self.rungs.push(Rung { name: name.to_owned(), figure, factor, promised, because });
    }
}

/// Builds the ladder of the case's headline, down its project as far as the case carries.
pub fn ladder(desk: &mut Desk<'_>, worked: &[Worked]) -> Ladder {
    let mut ladder = Ladder::default();
    if let Err(need) = build(desk, worked, &mut ladder) {
        ladder.ends = Some(need);
    }
    ladder
}

fn build(desk: &mut Desk<'_>, worked: &[Worked], ladder: &mut Ladder) -> Result<(), Need> {
    let Some(choices) = &desk.case.choices else { return need("the choices of the case") };
    let Some(headline) = choices.headline.as_ref().and_then(|claim| desk.claim(&claim.id)) else {
        return need("the headline, `choices.headline`");
    };
    let (said, _) = desk.said_in(headline, USD)?;
    ladder.add(desk, "said", said, true, "the headline");
    let Some(project) = &choices.project else {
        return need("the project that the ladder goes down by, `choices.project`");
    };
    let entry = desk.case.projects.iter().find(|entry| entry.id.id == project.id);
    let Some(entry) = entry else { return need(format!("a project called {}", project.id)) };
    let sites: Vec<&str> = entry.sites.iter().map(|site| site.id.as_str()).collect();
    if let Some(named) = in_ground(desk, headline, &sites) {
        let (id, _) = desk.said_in(named, USD)?;
        let because = "only what a named deposit is said to hold is left";
        ladder.add(desk, "in the rock, as said", id, true, because);
    }
    let study = entry.studies.iter().find_map(|study| {
        desk.study(&study.id).filter(|study| study.ore.is_some() && !study.grades.is_empty())
    });
    let Some(work) = worked.iter().find(|work| work.id == project.id) else {
        return need(format!("the figures of {} and its fiscal terms", entry.name));
    };
    let model = entry.model.as_ref().and_then(|model| model.value.as_ref());
    let rate = match model {
        Some(model) => desk.exchange(&project.id, model)?,
        None => None,
    };
    let steps = in_dollars(desk, &work.steps, rate.as_ref());
    let steps = &steps;
    match (&steps.contained, study) {
        (Some(contained), _) => {
            let because = "what the plan feeds to the plant, at the plan's prices";
            ladder.add(desk, "in the ore that is to be fed", contained.clone(), false, because);
        }
        (None, Some(study)) => {
            let id = fed(desk, study)?;
            let because = "what the study feeds to the plant, at the study's prices";
            ladder.add(desk, "in the ore that is to be fed", id, false, because);
        }
        (None, None) => {}
    }
    for (name, id, because) in [
        ("saved by the plant", &steps.recovered, "what the plant loses is gone"),
        ("paid for", &steps.payable, "buyers pay for less than they get"),
        ("after smelter and freight", &steps.nsr, "treatment, refining and freight are taken off"),
        ("after running costs", &steps.operating, "mining and milling cost money"),
        ("after capital", &steps.pre_tax, "the mine must be built and kept up"),
    ] {
        ladder.add(desk, name, id.clone(), false, because);
    }
    let before_tax = desk.value(&steps.pre_tax);
    if let Some((rate, npv)) = steps.npv.first() {
        let name = format!(
            "worth today, at {} % a year, after royalty and tax",
            human::number(100.0 * rate)
        );
        ladder.add(desk, &name, npv.clone(), false, "money in thirty years is not money today");
    }
    let state: Vec<&str> = choices.state.iter().map(|party| party.id.as_str()).collect();
    let mut of = Vec::new();
    let mut sum = Spread::exact(0.0);
    for (party, id) in &steps.parties {
        if state.contains(&party.as_str()) {
            sum = sum + desk.value(id);
            of.push(id.clone());
        }
    }
    if of.is_empty() {
        return need("which parties are the state, `choices.state`");
    }
    let parts: Vec<&FigureId> = of.iter().collect();
    let label = "what the state and its companies get over the life";
    let state_id = desk.computed(
        &["ladder", "state"],
        label,
        sum,
        Some(USD),
        "sum of the state's parties",
        &parts,
    );
    ladder.add(
        desk,
        "the state's part, over the life, not discounted",
        state_id,
        false,
        "the owners have the rest",
    );
    if let Some(rung) = ladder.rungs.last_mut() {
        rung.factor = Some(sum.best / before_tax.best);
        rung.because = "its share of the cash before royalty and tax; the owners have the rest";
    }
    let Some(beneficiary) = &choices.beneficiary else {
        return need("whose part is asked for, `choices.beneficiary`");
    };
    let Some((_, part)) = steps.parties.iter().find(|(party, _)| *party == beneficiary.id) else {
        return need(format!("{} among the parties of the terms", desk.name_of(&beneficiary.id)));
    };
    let name = format!("{}'s part, over the life, not discounted", desk.name_of(&beneficiary.id));
    ladder.add(
        desk,
        &name,
        part.clone(),
        false,
        "the rest goes to the federation and its companies",
    );
    per_person(desk, work, part, ladder)
}

/// The steps of a project in US dollars.
fn in_dollars(desk: &mut Desk<'_>, steps: &Steps, rate: Option<&FigureId>) -> Steps {
    let mut steps = steps.clone();
    if rate.is_some() {
        let npv = steps.npv.iter_mut().map(|(_, id)| id);
        let parties = steps.parties.iter_mut().map(|(_, id)| id);
        let sums = [
            &mut steps.recovered,
            &mut steps.payable,
            &mut steps.nsr,
            &mut steps.operating,
            &mut steps.pre_tax,
        ];
        for id in sums.into_iter().chain(steps.contained.as_mut()).chain(npv).chain(parties) {
            *id = desk.in_dollars(id, rate);
        }
    }
    steps
}

/// The value in the ground said of one of some sites, or of anything but the headline itself.
fn in_ground<'c>(desk: &Desk<'c>, headline: &Claim, sites: &[&str]) -> Option<&'c Claim> {
    let values = desk.case.claims.iter().filter(|claim| {
        claim.kind == ClaimKind::InSituValue
            && claim.id != headline.id
            && claim.subjects.iter().any(|subject| sites.contains(&subject.id.as_str()))
            && claim.value.as_ref().is_some_and(|value| value.unit == USD)
    });
    values.reduce(|most, claim| {
        let best =
            |claim: &Claim| claim.value.as_ref().and_then(|v| v.amount.middle()).unwrap_or(0.0);
        if best(most) < best(claim) { claim } else { most }
    })
}

/// The metal in the ore that a study feeds, at the study's own prices.
fn fed(desk: &mut Desk<'_>, study: &Study) -> Result<FigureId, Need> {
    let entry = study.id.id.as_str();
    let source = study.source.as_ref().map(|source| source.id.as_str());
    let Some(ore) = &study.ore else { return need(format!("the ore of {}", study.title)) };
    let ore_id =
        desk.stated(&["studies", entry, "ore"], "ore that the study mines", ore, TONNE, source)?;
    let mut sum = Spread::exact(0.0);
    let mut of = vec![ore_id.clone()];
    for grade in &study.grades {
        let Some(price) = study.prices.iter().find(|price| price.commodity == grade.commodity)
        else {
            return need(format!("the price of {} in {}", grade.commodity, study.title));
        };
        let path = ["studies", entry, "grade", &grade.commodity];
        let label = format!("grade of {}", grade.commodity);
        let grade_id = desk.stated(&path, &label, &grade.grade, crate::desk::PERCENT, source)?;
        let path = ["studies", entry, "price", &grade.commodity];
        let label = format!("price of {} that the study supposes", grade.commodity);
        let price_id =
            desk.stated(&path, &label, &price.price, crate::desk::USD_PER_TONNE, source)?;
        let metal = desk.value(&ore_id) * (desk.value(&grade_id) / 100.0);
        sum = sum + metal * desk.value(&price_id);
        of.extend([grade_id, price_id]);
    }
    let parts: Vec<&FigureId> = of.iter().collect();
    let label = "metal in the ore of the study, at its prices";
    let how = "sum of ore × grade × price";
    Ok(desk.computed(&["ladder", "fed"], label, sum, Some(USD), how, &parts))
}

/// The last rung: a year and a head.
fn per_person(
    desk: &mut Desk<'_>,
    work: &Worked,
    part: &FigureId,
    ladder: &mut Ladder,
) -> Result<(), Need> {
    let choices = desk.case.choices.as_ref().and_then(|choices| choices.per_person.as_ref());
    let Some(wanted) = choices else { return need("by whom to divide, `choices.per_person`") };
    let people = desk.case.populations.iter().find(|people| {
        people.place == wanted.place
            && people.date.first <= wanted.date.last
            && wanted.date.first <= people.date.last
    });
    let Some(people) = people else {
        return need(format!("the people of {} in {}", wanted.place, wanted.date));
    };
    let unit = Unit::of(Base::Count);
    let source = Some(people.source.0.id.as_str());
    let label = format!("people of {}", people.place);
    let people_id =
        desk.stated(&["populations", &people.place], &label, &people.people, unit, source)?;
    let years_id = work.steps.years.clone();
    let value = desk.value(part) / desk.value(&people_id) / desk.value(&years_id);
    let label = format!("a person of {} and year", people.place);
    let of = [part, &people_id, &years_id];
    let id = desk.computed(
        &["ladder", "per-person"],
        label,
        value,
        Some(USD),
        "part / people / years",
        &of,
    );
    let name = format!("per person of {} and year", people.place);
    ladder.add(desk, &name, id, false, "shared among all, over all years");
    Ok(())
}
