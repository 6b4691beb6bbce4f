//! What pictures of the first grade of a domain show: how it changes across the domain's contact,
//! how its mean hangs on the cells it is declustered by, and how blocks smooth it.

use oreproof_case::model::Estimate;
use oreproof_ground::GroundError;
use oreproof_ground::blocks::Blocks;
use oreproof_ground::explore::{
    CellCurve, ContactBin, Distribution, contact_profile, declustering_curve, quantile_pairs,
};
use oreproof_ground::hole::{Codes, Composites};

use super::rock::{Domain, Rock};

/// Bins of one composite's length on either side of a contact.
const BINS: usize = 12;

/// Sizes of cells, from that of a block to half of what the composites span.
const SIZES: usize = 16;

/// Origins over which each size is averaged.
const ORIGINS: usize = 8;

/// Equal quantiles of composites and blocks.
const QUANTILES: usize = 50;

/// What pictures of the first grade of a domain show.
#[derive(Clone, Debug, PartialEq)]
pub struct Explored {
    /// The mean of composites, as they were before a cap, by distance from the domain's contact
    /// with other rock down the holes: without first, within after. Empty where holes meet no
    /// contact.
    pub contact: Vec<ContactBin>,
    /// The mean by the size of declustering cells, with the proportions of a block; none where
    /// the composites span no more than a few blocks.
    pub cells: Option<CellCurve>,
    /// Equal quantiles of the declustered composites and of the blocks by mass.
    pub quantiles: Vec<[f64; 2]>,
}

pub(super) fn explore(
    of: &Estimate,
    rock: &Rock,
    blocks: &Blocks,
    metres: f64,
) -> Result<Vec<Explored>, GroundError> {
    let each = rock.domains.iter().enumerate().map(|(number, domain)| {
        Ok(Explored {
            contact: contact(of, &rock.all, &rock.inside[number])?,
            cells: cells(of, domain)?,
            quantiles: quantiles(number, domain, blocks, metres)?,
        })
    });
    each.collect()
}

fn contact(
    of: &Estimate,
    all: &Composites,
    inside: &[bool],
) -> Result<Vec<ContactBin>, GroundError> {
    let names = ["without", "within"];
    let codes = inside.iter().map(|&inside| Some(u32::from(inside))).collect();
    let names_of = names.map(str::to_owned).to_vec();
    let coded = Codes { name: "domain".to_owned(), names: names_of, of: codes };
    let composites = Composites { domain: Some(coded), ..all.clone() };
    let (length, column) = (of.composites.length, &of.grades[0].column);
    let bins = contact_profile(&composites, column, names, length, BINS, length)?;
    let both = [&bins[..BINS], &bins[BINS..]].iter().all(|side| side.iter().any(|bin| bin.n > 0));
    Ok(if both { bins } else { Vec::new() })
}

fn cells(of: &Estimate, domain: &Domain) -> Result<Option<CellCurve>, GroundError> {
    let points = &domain.grades[0].points;
    let span = |along: &[f64]| {
        let ends = along.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &at| {
            (low.min(at), high.max(at))
        });
        ends.1 - ends.0
    };
    let size = of.blocks.size;
    let (least, greatest) = (size[0], 0.5 * span(&points.x).max(span(&points.y)));
    if greatest < 4.0 * least {
        return Ok(None);
    }
    let step = libm::pow(greatest / least, 1.0 / (SIZES - 1) as f64);
    let sizes: Vec<f64> = (0..SIZES).map(|nth| least * libm::pow(step, nth as f64)).collect();
    declustering_curve(points, &sizes, size.map(|side| side / size[0]), ORIGINS).map(Some)
}

fn quantiles(
    number: usize,
    domain: &Domain,
    blocks: &Blocks,
    metres: f64,
) -> Result<Vec<[f64; 2]>, GroundError> {
    let (values, masses): (Vec<f64>, Vec<f64>) = (0..blocks.len())
        .filter(|&block| usize::from(blocks.domain[block]) == number)
        .filter_map(|block| Some((blocks.values[0][block]?, blocks.tonnes(block, metres))))
        .filter(|(_, mass)| *mass > 0.0)
        .unzip();
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let grade = &domain.grades[0];
    // A composite that no block is nearest to stands for none of the rock.
    let standing = |(value, weight): (&f64, &f64)| (*weight > 0.0).then_some((*value, *weight));
    let (samples, weights): (Vec<f64>, Vec<f64>) =
        grade.points.value.iter().zip(&grade.weights).filter_map(standing).unzip();
    let samples = Distribution::weighted(&samples, &weights)?;
    Ok(quantile_pairs(&samples, &Distribution::weighted(&values, &masses)?, QUANTILES))
}
