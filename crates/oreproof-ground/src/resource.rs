//! The resource table: tonnes and grades by class and domain above a cut-off.

use serde::{Deserialize, Serialize};

use crate::blocks::{Blocks, Class};
use crate::samples::Points;

/// What is compared with a cut-off: a grade, or the sum of several with their factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CutoffGrade(pub Vec<(usize, f64)>);

impl CutoffGrade {
    /// What a block has of it; none where one of its grades is not estimated.
    pub fn of(&self, blocks: &Blocks, block: usize) -> Option<f64> {
        self.0.iter().map(|&(grade, factor)| Some(blocks.values[grade][block]? * factor)).sum()
    }
}

/// Tonnes and mean grades of some blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// Tonnes.
    pub tonnes: f64,
    /// The mean of each grade by mass, in its own unit; none where there are no tonnes.
    pub grades: Vec<Option<f64>>,
    /// The mean of what is cut off at.
    pub cutoff_grade: Option<f64>,
    /// How many blocks.
    pub n_blocks: usize,
}

/// A row of the resource table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The class; none for all classes together.
    pub class: Option<Class>,
    /// The domain by number; none for all domains together.
    pub domain: Option<u16>,
    /// What is in it.
    pub amount: Amount,
}

/// What classified blocks hold at or above a cut-off, by class and domain. Each class ends with
/// all its domains together. No row adds classes up: an inferred tonne is none of a measured one.
pub fn table(blocks: &Blocks, metres: f64, of: &CutoffGrade, cutoff: f64) -> Vec<Row> {
    let mut rows = Vec::new();
    let reaches = |block: usize| of.of(blocks, block).is_some_and(|grade| cutoff <= grade);
    for class in [Class::Measured, Class::Indicated, Class::Inferred] {
        let is_of = |block: &usize| blocks.class[*block] == Some(class) && reaches(*block);
        let members: Vec<usize> = (0..blocks.len()).filter(is_of).collect();
        if members.is_empty() {
            continue;
        }
        for domain in 0..blocks.domains.len() as u16 {
            let inside: Vec<usize> =
                members.iter().copied().filter(|&b| blocks.domain[b] == domain).collect();
            if !inside.is_empty() && blocks.domains.len() > 1 {
                let amount = amount(blocks, metres, of, &inside);
                rows.push(Row { class: Some(class), domain: Some(domain), amount });
            }
        }
        let amount = amount(blocks, metres, of, &members);
        rows.push(Row { class: Some(class), domain: None, amount });
    }
    rows
}

/// What blocks of some classes hold at or above each cut-off.
pub fn grade_tonnage(
    blocks: &Blocks,
    metres: f64,
    of: &CutoffGrade,
    classes: &[Class],
    cutoffs: &[f64],
) -> Vec<(f64, Amount)> {
    let grades: Vec<Option<f64>> = (0..blocks.len()).map(|block| of.of(blocks, block)).collect();
    let counts = |block: usize| blocks.class[block].is_some_and(|class| classes.contains(&class));
    let row = |&cutoff: &f64| {
        let reaches =
            |&block: &usize| counts(block) && grades[block].is_some_and(|grade| cutoff <= grade);
        let members: Vec<usize> = (0..blocks.len()).filter(reaches).collect();
        (cutoff, amount(blocks, metres, of, &members))
    };
    cutoffs.iter().map(row).collect()
}

fn amount(blocks: &Blocks, metres: f64, of: &CutoffGrade, members: &[usize]) -> Amount {
    let masses: Vec<f64> = members.iter().map(|&block| blocks.tonnes(block, metres)).collect();
    let tonnes: f64 = masses.iter().sum();
    let mean = |value: &dyn Fn(usize) -> Option<f64>| {
        let sum: Option<f64> =
            members.iter().zip(&masses).map(|(&block, mass)| Some(value(block)? * mass)).sum();
        sum.filter(|_| tonnes > 0.0).map(|sum| sum / tonnes)
    };
    Amount {
        tonnes,
        grades: blocks.values.iter().map(|values| mean(&|block| values[block])).collect(),
        cutoff_grade: mean(&|block| of.of(blocks, block)),
        n_blocks: members.len(),
    }
}

/// A slice of the deposit: what the blocks say, and what the samples say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// Its middle along the axis of the grid.
    pub at: f64,
    /// The mean of the blocks by mass.
    pub blocks: Option<f64>,
    /// The mean of the samples, each weighted as given.
    pub samples: Option<f64>,
    /// The mean of the blocks by other estimates, in the order these were given.
    pub others: Vec<Option<f64>>,
    /// How many samples.
    pub n_samples: usize,
    /// The tonnes of the blocks.
    pub tonnes: f64,
}

/// Swaths along an axis of the grid (0, 1 or 2), one a layer of blocks: if the estimate holds, its
/// mean follows that of the declustered samples and of other estimates, and is smoother.
pub fn swath(
    blocks: &Blocks,
    metres: f64,
    (values, others): (&[Option<f64>], &[&[Option<f64>]]),
    axis: usize,
    samples: &Points,
    weights: &[f64],
) -> Vec<Slice> {
    let n = blocks.grid.counts[axis];
    let sums = |values: &[Option<f64>]| {
        let (mut mass, mut metal) = (vec![0.0; n], vec![0.0; n]);
        for (block, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let layer = blocks.grid.position(blocks.cell[block] as usize)[axis];
            let tonnes = blocks.tonnes(block, metres);
            mass[layer] += tonnes;
            metal[layer] += tonnes * value;
        }
        (mass, metal)
    };
    let (mass, metal) = sums(values);
    let others: Vec<_> = others.iter().map(|values| sums(values)).collect();
    let (mut weight, mut sum, mut count) = (vec![0.0; n], vec![0.0; n], vec![0; n]);
    for (sample, &of) in weights.iter().enumerate() {
        let Some(position) = blocks.grid.holding(samples.at(sample)) else { continue };
        weight[position[axis]] += of;
        sum[position[axis]] += of * samples.value[sample];
        count[position[axis]] += 1;
    }
    let mean = |sum: f64, of: f64| (of > 0.0).then(|| sum / of);
    (0..n)
        .map(|layer| Slice {
            at: blocks.grid.first_centre[axis] + layer as f64 * blocks.grid.block_size[axis],
            blocks: mean(metal[layer], mass[layer]),
            samples: mean(sum[layer], weight[layer]),
            others: others.iter().map(|(mass, metal)| mean(metal[layer], mass[layer])).collect(),
            n_samples: count[layer],
            tonnes: mass[layer],
        })
        .collect()
}
