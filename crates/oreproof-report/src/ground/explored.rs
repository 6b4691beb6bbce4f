//! Pictures of a domain's first grade: across its contact, by the size of declustering cells, and
//! composites against blocks.

use oreproof_case::model::Estimate;
use oreproof_ground::explore::{CellCurve, ContactBin};
use oreproof_weigh::estimate::{Domain, Explored};

use super::chart;
use crate::chart::palette::Ink;
use crate::chart::xy::{Axis, Dot, Layer, Mark, Xy, scatter};
use crate::number::{Unit, significant};
use crate::page::Block;

/// How the mean of composites hangs on the way they are weighed and on where they lie.
pub(super) fn of_composites(
    of: &Estimate,
    number: usize,
    (domain, explored): (&Domain, &Explored),
) -> Vec<Block> {
    let cells = explored.cells.as_ref().map(|curve| declustering(of, number, domain, curve));
    let bins = Some(&explored.contact).filter(|bins| !bins.is_empty());
    cells.into_iter().chain(bins.map(|bins| contact(of, number, domain, bins))).collect()
}

fn declustering(of: &Estimate, number: usize, domain: &Domain, curve: &CellCurve) -> Block {
    let (grade, chosen) = (&domain.grades[0], &of.grades[0]);
    let ends = [curve.least, curve.greatest].map(|nth| curve.means[nth].1);
    let title = format!(
        "Cells of any size give {} a mean of {} to {} {}",
        domain.name,
        significant(ends[0], 3),
        significant(ends[1], 3),
        chosen.unit
    );
    let subtitle = format!(
        "Mean of {} against the width of declustering cells with the proportions of a block",
        chosen.commodity
    );
    let note = "What is drawn across is the plain mean and the mean by blocks nearest to each \
                composite, which the estimate takes."
        .to_owned();
    let plot = Xy::new(
        Axis::log("width of a cell", Unit::plain(of.holes.unit.word())),
        Axis::linear(&chosen.commodity, Unit::plain(chosen.unit.word())),
        vec![
            Layer::new("plain", Ink::Soft, Mark::Across(curve.plain)),
            Layer::new("by nearest blocks", Ink::Series(1), Mark::Across(grade.mean)),
            Layer::new("by cells", Ink::Series(0), Mark::Line(curve.means.clone(), false)),
        ],
    );
    chart(of, &format!("declustering-{number}"), [title, subtitle, note], &plot)
}

fn contact(of: &Estimate, number: usize, domain: &Domain, bins: &[ContactBin]) -> Block {
    let chosen = &of.grades[0];
    let half = bins.len() / 2;
    let dots = |bins: &[ContactBin]| -> Vec<Dot> {
        let dot = |bin: &ContactBin| {
            let x = 0.5 * (bin.from + bin.to);
            Some(Dot { x, y: bin.mean?, weight: Some(bin.n as f64) })
        };
        bins.iter().filter_map(dot).collect()
    };
    let nearest = [
        bins[..half].iter().rev().find_map(|bin| bin.mean),
        bins[half..].iter().find_map(|bin| bin.mean),
    ];
    let [without, within] =
        nearest.map(|mean| mean.map_or_else(String::new, |mean| significant(mean, 3)));
    let title = format!(
        "Across the contact of {}: {without} without, {within} {} within",
        domain.name, chosen.unit
    );
    let subtitle = format!(
        "Mean of {} by distance down the hole from the contact; before the cap",
        chosen.commodity
    );
    let note = "A step is a hard contact, across which samples should not be shared; a slope is a \
                soft one. Marks are larger where there are more composites."
        .to_owned();
    let plot = Xy::new(
        Axis::linear("distance into the domain", Unit::plain(of.holes.unit.word())),
        Axis::from_zero(&chosen.commodity, Unit::plain(chosen.unit.word())),
        vec![
            Layer::new("contact", Ink::Soft, Mark::Upright(0.0)),
            Layer::new("other rock", Ink::Series(1), Mark::Dots(dots(&bins[..half]))),
            Layer::new(&domain.name, Ink::Series(0), Mark::Dots(dots(&bins[half..]))),
        ],
    );
    chart(of, &format!("contact-{number}"), [title, subtitle, note], &plot)
}

/// Equal quantiles of composites and blocks; none where no block was estimated.
pub(super) fn against_blocks(
    of: &Estimate,
    number: usize,
    domain: &Domain,
    explored: &Explored,
) -> Option<Block> {
    let chosen = &of.grades[0];
    let pairs: Vec<(f64, f64)> = explored.quantiles.iter().map(|[a, b]| (*a, *b)).collect();
    let (low, high) = (pairs.first()?, pairs.last()?);
    let title = format!(
        "{}: composites from {} to {}, blocks from {} to {} {}",
        domain.name,
        significant(low.0, 2),
        significant(high.0, 3),
        significant(low.1, 2),
        significant(high.1, 3),
        chosen.unit
    );
    let subtitle = format!(
        "Equal quantiles of {} in {} parts: declustered composites, and blocks by mass",
        chosen.commodity,
        pairs.len()
    );
    let note =
        "Blocks are larger than composites, so a flatter row of marks about the same middle \
                is right; a row wholly beside the line is a bias."
            .to_owned();
    let axis = |name| Axis::from_zero(name, Unit::plain(chosen.unit.word()));
    let plot = scatter(axis("composites"), axis("blocks"), &pairs, Ink::Series(0));
    Some(chart(of, &format!("quantiles-{number}"), [title, subtitle, note], &plot))
}
