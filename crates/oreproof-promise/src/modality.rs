//! How a quantity stands to the facts: promised, estimated, measured, historic or negated.

use crate::around::{Around, Side};
use crate::quantity::{Kind, Modality};
use crate::reading::Reading;
use crate::vocabulary as v;

/// Gives every quantity its modality, and counts of work their kind.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    for at in 0..reading.quantities.len() {
        reading.quantities[at].modality = modality(reading, at);
    }
}

fn modality(reading: &Reading<'_>, at: usize) -> Modality {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    let around = Around::new(reading, at);
    if sentence.cues.has(v::REJECTED)
        && matches!(
            quantity.kind,
            Kind::ValuationGross
                | Kind::OreTonnage
                | Kind::Contained
                | Kind::Jobs
                | Kind::Production
                | Kind::Revenue
                | Kind::Investment
                | Kind::Grade
        )
    {
        return Modality::Negated;
    }
    match quantity.kind {
        Kind::OreTonnage | Kind::Contained | Kind::Grade | Kind::GradeEquivalent | Kind::Cutoff => {
            if sentence.cues.has(v::HISTORIC) {
                Modality::Historic
            } else if around.near(v::PROMISE, Side::Before, 4) && quantity.kind == Kind::Contained {
                Modality::Promise
            } else {
                Modality::Estimate
            }
        }
        Kind::Npv | Kind::Irr | Kind::DiscountRate | Kind::ValuationGross | Kind::Capex => {
            Modality::Estimate
        }
        Kind::Intercept
        | Kind::Depth
        | Kind::Area
        | Kind::Distance
        | Kind::Debt
        | Kind::Cash
        | Kind::RoyaltyRate
        | Kind::TaxRate
        | Kind::Ownership
        | Kind::Change => Modality::Measured,
        Kind::Investment | Kind::Funding => Modality::Promise,
        _ if sentence.cues.has(v::PROMISE) => Modality::Promise,
        Kind::MineLife | Kind::Recovery | Kind::Price if sentence.cues.has(v::ESTIMATE) => {
            Modality::Estimate
        }
        _ => Modality::Measured,
    }
}
