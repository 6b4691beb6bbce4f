//! Metal in rock against studies, statements and codes.

use oreproof_case::model::{Claim, Inventory, Npv, Study, Tax};
use oreproof_units::{Base, Unit, human};

use super::amounts::written;
use super::{Answer, Answered, Ask, Outcome, and, percent};
use crate::desk::{Desk, Need, TONNE, USD, need};
use crate::figure::FigureId;
use crate::spread::Spread;

fn study<'c>(desk: &Desk<'c>, ask: &Ask<'_>) -> Result<&'c Study, Need> {
    let entry = ask.about(0, "the study")?;
    desk.study(entry).ok_or_else(|| Need(format!("a study called {entry}")))
}

fn source(study: &Study) -> Option<&str> {
    study.source.as_ref().map(|source| source.id.as_str())
}

fn is_money(claim: &Claim) -> bool {
    claim.value.as_ref().is_some_and(|value| value.unit.is_money())
}

/// Contained metals as claims, and their values where the recoverable part is to be valued; the
/// study as entry.
pub(super) fn contained_vs_recoverable(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let study = study(desk, ask)?;
    let entry = study.id.id.as_str();
    let mut figures = Vec::new();
    let mut words = Vec::new();
    let mut worth: Option<(Spread, Vec<FigureId>)> = None;
    for claim in ask.claims.iter().filter(|claim| !is_money(claim)) {
        let Some(commodity) = claim.commodities.first() else {
            return need(format!("the commodity of claim {}", claim.id));
        };
        let (claim_id, contained) = desk.said_in(claim, TONNE)?;
        let path = ["studies", entry, "recovered", commodity];
        let metal_id = desk.metal(&path, &study.recovered, commodity, source(study))?;
        let recovered = desk.value(&metal_id);
        let share = recovered / contained;
        let name = format!("recovered-{commodity}");
        let label = format!("share of the {commodity} said that the study recovers");
        let of = [&metal_id, &claim_id];
        let share_id =
            desk.computed(&ask.path(&name), label, share, None, "recovered / contained", &of);
        words.push(format!("{} of the {commodity}", percent(share.best)));
        figures.extend([claim_id.clone(), metal_id.clone(), share_id]);
        let value =
            ask.claims.iter().find(|c| is_money(c) && c.commodities.first() == Some(commodity));
        if let Some(value) = value {
            let (value_id, said) = desk.said_in(value, USD)?;
            let (mut sum, mut of) = worth.unwrap_or((Spread::exact(0.0), Vec::new()));
            sum = sum + said / contained * recovered;
            of.extend([value_id.clone(), claim_id, metal_id]);
            worth = Some((sum, of));
            figures.push(value_id);
        }
    }
    if words.is_empty() {
        return need("an amount of contained metal");
    }
    let mut sentence = format!("the study recovers {}", and(&words));
    if let Some((sum, of)) = worth {
        let names: Vec<&FigureId> = of.iter().collect();
        let label = "recoverable metal at the implied prices";
        let how = "sum of value / contained × recovered";
        let id = desk.computed(&ask.path("recoverable"), label, sum, Some(USD), how, &names);
        sentence = format!(
            "{sentence}; at the implied prices that is {}",
            human::amount(round3(sum.best), USD)
        );
        figures.push(id);
    }
    Ok(Answer::new(Outcome::Warn, sentence, figures))
}

/// To three digits.
fn round3(value: f64) -> f64 {
    let scale = 10_f64.powi(2 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

/// A value of metal in the ground: what the codes do not let be reported.
pub(super) fn in_situ_value(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let value = ask.claim(0, "the value")?;
    let id = desk.said(value)?;
    let sentence = format!(
        "{} is a gross value of metal in the ground, which JORC 2012 (clause 51) and NI 43-101 \
         (section 2.3(1)(c)) do not let a company report: it leaves out mining, recovery, costs, \
         time and tax",
        written(value)
    );
    Ok(Answer::new(Outcome::Fail, sentence, vec![id]))
}

/// The value as claim, the study as entry.
pub(super) fn value_vs_economics(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let value = ask.claim(0, "the value")?;
    let study = study(desk, ask)?;
    let entry = study.id.id.as_str();
    let (value_id, said) = desk.said_in(value, USD)?;
    let mut figures = vec![value_id.clone()];
    let mut words = Vec::new();
    let npv = study.npv.iter().find(|npv| npv.tax == Tax::After).or(study.npv.first());
    let rate = |npv: &Npv| npv.rate.written.clone();
    let mut parts: Vec<(String, &str, FigureId)> = Vec::new();
    if let Some(npv) = npv {
        let label = format!("net present value at {}, {} tax", rate(npv), npv.tax.word());
        let path = ["studies", entry, "npv", &rate(npv)];
        parts.push((
            label.clone(),
            "npv",
            desk.stated(&path, &label, &npv.value, USD, source(study))?,
        ));
    }
    for (name, label, stated) in [
        ("cash", "cash before tax", &study.pre_tax_cash),
        ("taxes", "taxes and royalties", &study.taxes),
    ] {
        if let Some(stated) = stated {
            let path = ["studies", entry, name];
            parts.push((
                label.to_owned(),
                name,
                desk.stated(&path, label, stated, USD, source(study))?,
            ));
        }
    }
    if parts.is_empty() {
        return need(format!("the economics of {}", study.title));
    }
    for (label, name, id) in parts {
        let share = desk.value(&id).best / said.best;
        let share_name = format!("share-{name}");
        let share_id = desk.computed(
            &ask.path(&share_name),
            format!("{label} over the value said"),
            Spread::exact(share),
            None,
            "study / said",
            &[&id, &value_id],
        );
        words.push(format!("{label} is {}", percent(share)));
        figures.extend([id, share_id]);
    }
    let sentence = format!("of {}, {}", written(value), and(&words));
    Ok(Answer::new(Outcome::Info, sentence, figures))
}

/// Two contained metals as claims, the study with the grades as entry: the ore that each takes.
pub(super) fn ore_two_ways(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let study = study(desk, ask)?;
    let entry = study.id.id.as_str();
    let mut ores: Vec<(String, FigureId, Spread)> = Vec::new();
    let mut figures = Vec::new();
    for claim in &ask.claims {
        let Some(commodity) = claim.commodities.first() else {
            return need(format!("the commodity of claim {}", claim.id));
        };
        let Some(grade) = study.grades.iter().find(|grade| grade.commodity == *commodity) else {
            return need(format!("the grade of {commodity} in {}", study.title));
        };
        let unit = Unit::of(Base::Percent);
        let path = ["studies", entry, "grade", commodity];
        let label = format!("grade of {commodity}");
        let grade_id = desk.stated(&path, &label, &grade.grade, unit, source(study))?;
        let (metal_id, metal) = desk.said_in(claim, TONNE)?;
        let ore = metal / (desk.value(&grade_id) / 100.0);
        let name = format!("ore-{commodity}");
        let label = format!("ore that the {commodity} takes");
        let of = [&metal_id, &grade_id];
        let ore_id = desk.computed(&ask.path(&name), label, ore, Some(TONNE), "metal / grade", &of);
        figures.extend([metal_id, grade_id, ore_id.clone()]);
        ores.push((commodity.clone(), ore_id, ore));
    }
    let [(a, a_id, first), (b, b_id, second), ..] = &ores[..] else {
        return need("two metals of one ore");
    };
    let gap = first.best / second.best - 1.0;
    let of = [a_id, b_id];
    let id = desk.computed(
        &ask.path("gap"),
        "the one over the other, less one",
        Spread::exact(gap),
        None,
        "ore / ore - 1",
        &of,
    );
    let sentence = format!(
        "the {a} takes {} of ore and the {b} {}: {} apart",
        human::amount(round4(first.best), TONNE),
        human::amount(round4(second.best), TONNE),
        percent(gap.abs())
    );
    let verdict = if first.meets(*second) { Outcome::Pass } else { Outcome::Fail };
    figures.push(id);
    Ok(Answer::new(verdict, sentence, figures))
}

fn round4(value: f64) -> f64 {
    let scale = 10_f64.powi(3 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

/// Reserves as claims, the resource as entry.
pub(super) fn reserve_within_resource(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let entry = ask.about(0, "the resource")?;
    let Some(inventory) = desk.inventory(entry) else {
        return need(format!("an inventory called {entry}"));
    };
    let mut figures = Vec::new();
    let mut words = Vec::new();
    let mut holds = true;
    for claim in &ask.claims {
        let Some(commodity) = claim.commodities.first() else {
            return need(format!("the commodity of claim {}", claim.id));
        };
        let (claim_id, reserve) = desk.said_in(claim, TONNE)?;
        let metal_id = contained(desk, inventory, commodity)?;
        let share = reserve / desk.value(&metal_id);
        let name = format!("share-{commodity}");
        let label = format!("{commodity} of the reserve over that of the resource");
        let of = [&claim_id, &metal_id];
        let id = desk.computed(&ask.path(&name), label, share, None, "reserve / resource", &of);
        holds &= share.low <= 1.0;
        words.push(format!("{} of the {commodity}", percent(share.best)));
        figures.extend([claim_id, metal_id, id]);
    }
    if words.is_empty() {
        return need("a reserve");
    }
    let sentence = format!("the reserve said is {} of the resource", and(&words));
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, figures))
}

/// Contained metal of an inventory: as its rows state it, or tonnage times grade.
fn contained(
    desk: &mut Desk<'_>,
    inventory: &Inventory,
    commodity: &str,
) -> Result<FigureId, Need> {
    let entry = inventory.id.id.as_str();
    let source = inventory.source.as_ref().map(|source| source.id.as_str());
    let mut parts = Vec::new();
    for (at, row) in inventory.rows.iter().enumerate() {
        let nth = format!("row-{}", at + 1);
        if row.contained.iter().any(|metal| metal.commodity == commodity) {
            let path = ["inventories", entry, &nth, commodity];
            parts.push(desk.metal(&path, &row.contained, commodity, source)?);
            continue;
        }
        let grade = row.grades.iter().find(|grade| grade.commodity == commodity);
        let (Some(ore), Some(grade)) = (&row.ore, grade) else { continue };
        let path = ["inventories", entry, &nth, "ore"];
        let ore_id = desk.stated(&path, &format!("ore of {entry}"), ore, TONNE, source)?;
        let path = ["inventories", entry, &nth, "grade", commodity];
        let label = format!("grade of {commodity} in {entry}");
        let grade_id = desk.stated(&path, &label, &grade.grade, Unit::of(Base::Percent), source)?;
        let metal = desk.value(&ore_id) * (desk.value(&grade_id) / 100.0);
        let path = ["inventories", entry, &nth, "metal", commodity];
        let label = format!("{commodity} in {entry}");
        let of = [&ore_id, &grade_id];
        parts.push(desk.computed(&path, label, metal, Some(TONNE), "ore × grade", &of));
    }
    match &parts[..] {
        [] => need(format!("the {commodity} of {entry}")),
        [only] => Ok(only.clone()),
        several => {
            let sum =
                several.iter().map(|id| desk.value(id)).fold(Spread::exact(0.0), |a, b| a + b);
            let of: Vec<&FigureId> = several.iter().collect();
            let path = ["inventories", entry, "metal", commodity];
            Ok(desk.computed(
                &path,
                format!("{commodity} in {entry}"),
                sum,
                Some(TONNE),
                "sum",
                &of,
            ))
        }
    }
}
