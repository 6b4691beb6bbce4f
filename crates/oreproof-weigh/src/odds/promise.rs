//! What was promised, held against the draws.

use oreproof_case::model::{Bound, ClaimKind};
use oreproof_risk::summary::Sorted;
use oreproof_units::Unit;
use serde::Serialize;

use super::measure::Measure;
use super::setup::Setup;
use super::way::Way;
use crate::desk::{Desk, Need, USD};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// A promise with the odds that it is reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Promise {
    /// The claim or the study of the case.
    pub of: String,
    /// What it says, in words.
    pub says: String,
    /// What it is held against.
    pub measure: Measure,
    /// What was promised.
    pub promised: FigureId,
    /// The odds that it is reached, no mine at all counted in: their 90 % interval from the
    /// draws at hand.
    pub odds: FigureId,
    /// The share of draws with a mine that lie below the promise: its percentile, from 0 to 1.
    pub percentile: f64,
}

/// What is promised and can be compared, before it is.
struct Said {
    of: String,
    says: String,
    measure: Measure,
    promised: FigureId,
}

/// Holds every comparable promise against the draws.
///
/// The case names claims and what each is held against; the headline is held against metal at
/// its price where it values rock; a study of the project is held to its own totals.
///
/// # Errors
///
/// What is missing.
pub(crate) fn promises(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    sorted: &dyn Fn(Measure) -> Option<Sorted>,
) -> Result<Vec<Promise>, Need> {
    let mut said = Vec::new();
    named(desk, setup, &mut said)?;
    headline(desk, setup, &mut said);
    studies(desk, setup, &mut said);
    let mut promises = Vec::new();
    for Said { of, says, measure, promised } in said {
        let Some(sorted) = sorted(measure) else { continue };
        let worth = desk.value(&promised);
        let (share, error) = sorted.exceedance(worth.best);
        // Two-sided 90 %.
        let reach = 1.645 * error;
        let (least, most) = setup.road.way.as_ref().map_or((1.0, 1.0), Way::odds);
        let spread = Spread {
            low: least * (share - reach).max(0.0),
            best: f64::midpoint(least, most) * share,
            high: most * (share + reach).min(1.0),
        };
        let path = ["odds", &setup.project.id.id, "reached", &of, measure.word()];
        let label = format!("odds that {} reaches what {of} says", measure.label());
        let how = "odds of a mine × share of draws that reach it, with its 90 % interval";
        let percentile = 1.0 - share;
        let odds = desk.computed(&path, label, spread, None, how, &[&promised]);
        promises.push(Promise { of, says, measure, promised, odds, percentile });
    }
    Ok(promises)
}

/// The claims that the case itself holds against a measure.
fn named(desk: &mut Desk<'_>, setup: &Setup<'_>, said: &mut Vec<Said>) -> Result<(), Need> {
    for promise in &setup.draws.promises {
        let Some(claim) = desk.claim(&promise.claim.id) else { continue };
        let (_, spread) = desk.said_in(claim, USD)?;
        let measure = Measure::of(promise.of);
        if setup.road.has(measure) {
            let promised = least(desk, &claim.id.id, &claim.says, spread, claim.bound);
            said.push(Said {
                of: claim.id.id.clone(),
                says: claim.says.clone(),
                measure,
                promised,
            });
        }
    }
    Ok(())
}

/// What it takes to keep a claim: the low end of “at least”, or else the value itself.
fn least(
    desk: &mut Desk<'_>,
    id: &str,
    says: &str,
    spread: Spread,
    bound: Option<Bound>,
) -> FigureId {
    let value = match bound {
        Some(Bound::Min) if spread.low.is_finite() => spread.low,
        _ => spread.best,
    };
    let origin = Origin::Said { claim: id.to_owned() };
    let path = FigureId::path(&["odds", "promised", id]);
    desk.figures.add(Figure::new(path, says, Spread::exact(value), Some(USD), origin))
}

/// A headline that values rock, against the metal of the project at its price.
fn headline(desk: &mut Desk<'_>, setup: &Setup<'_>, said: &mut Vec<Said>) {
    let wanted = desk.case.choices.as_ref().and_then(|choices| choices.headline.as_ref());
    let Some(claim) = wanted.and_then(|claim| desk.claim(&claim.id)) else { return };
    let is_named = said.iter().any(|other| other.of == claim.id.id);
    if claim.kind != ClaimKind::InSituValue || is_named {
        return;
    }
    let Ok((_, spread)) = desk.said_in(claim, USD) else { return };
    let measure = match setup.road.has(Measure::Contained) {
        true => Measure::Contained,
        false => Measure::Recovered,
    };
    let promised = least(desk, &claim.id.id, &claim.says, spread, claim.bound);
    said.push(Said { of: claim.id.id.clone(), says: claim.says.clone(), measure, promised });
}

/// The totals that studies of the project print.
fn studies(desk: &mut Desk<'_>, setup: &Setup<'_>, said: &mut Vec<Said>) {
    for study in &setup.project.studies {
        let Some(study) = desk.study(&study.id) else { continue };
        let (id, source) = (study.id.id.as_str(), study.source.as_ref().map(|s| s.id.as_str()));
        let mut add = |desk: &mut Desk<'_>, measure: Measure, figure: Result<FigureId, Need>| {
            if let Ok(promised) = figure {
                let says = desk.figures.get(&promised).map(|f| f.label.clone()).unwrap_or_default();
                said.push(Said { of: id.to_owned(), says, measure, promised });
            }
        };
        let sums = [
            (Measure::PreTax, "pre_tax_cash", &study.pre_tax_cash),
            (Measure::Operating, "operating_cash", &study.operating_cash),
            (Measure::AfterTake, "free_cash", &study.free_cash),
        ];
        for (measure, key, sum) in sums {
            let Some(sum) = sum else { continue };
            let path = ["odds", "promised", id, key];
            let label = format!("{}: {}", study.title, key.replace('_', " "));
            let figure = desk.stated(&path, &label, sum, USD, source);
            add(desk, measure, figure);
        }
        for npv in &study.npv {
            let percent = npv.rate.value_in(Unit::of(oreproof_units::Base::Percent)).ok().flatten();
            let is_ours = percent.is_some_and(|p| (p / 100.0 - setup.rate).abs() < 1e-9);
            if is_ours && npv.tax == oreproof_case::model::Tax::After {
                let label = format!("{}: present value after tax", study.title);
                let path = ["odds", "promised", id, "npv"];
                let figure = desk.stated(&path, &label, &npv.value, USD, source);
                add(desk, Measure::Npv, figure);
            }
        }
    }
}
