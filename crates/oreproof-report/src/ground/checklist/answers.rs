//! What the holes and the run say to the criteria of Table 1.

use std::collections::BTreeSet;

use miette::Diagnostic as _;
use oreproof_case::model::{BlockDomains, Estimate};
use oreproof_ground::Rotation;
use oreproof_ground::blocks::Class;
use oreproof_weigh::estimate::Ground;

use crate::number::significant;

/// An estimate, and what came of it.
pub(super) struct Answers<'a> {
    pub of: &'a Estimate,
    pub ground: &'a Ground,
}

impl Answers<'_> {
    pub fn samples(&self) -> String {
        let assays = &self.ground.holes.intervals[0];
        let lengths: Vec<f64> =
            assays.from.iter().zip(&assays.to).map(|(from, to)| to - from).collect();
        format!(
            "{} intervals{}",
            assays.len(),
            self.middle(lengths, ", half of them no longer than ")
        )
    }

    /// The middle of some lengths with their unit, after these words; nothing where there are none.
    fn middle(&self, lengths: Vec<f64>, words: &str) -> String {
        median(lengths).map_or_else(String::new, |middle| {
            format!("{words}{} {}", significant(middle, 3), self.of.holes.unit)
        })
    }

    pub fn logging(&self) -> Option<String> {
        let log = self.ground.holes.intervals.iter().rev().find(|of| !of.codes.is_empty())?;
        let column = log.codes.first()?;
        let length = |at: usize| log.to[at] - log.from[at];
        let known: f64 = (0..log.len()).filter(|at| column.of[*at].is_some()).map(length).sum();
        let drilled: f64 = self.lengths().iter().sum();
        let share = (drilled > 0.0).then(|| 100.0 * (known / drilled).min(1.0))?;
        Some(format!(
            "{} % of what was drilled has a code of {}",
            significant(share, 3),
            column.name
        ))
    }

    fn lengths(&self) -> Vec<f64> {
        (0..self.ground.holes.holes.len()).map(|hole| self.ground.holes.end(hole)).collect()
    }

    pub fn assays(&self) -> String {
        let told = |code: &str| {
            let is_so = |of: &&oreproof_ground::hole::Problem| {
                of.code().is_some_and(|known| known.to_string() == code)
            };
            self.ground.problems.iter().filter(is_so).count()
        };
        format!(
            "{} values below detection, which count as {}; {} that are no number, {} below nought",
            told("hole::below-detection"),
            self.of.holes.below_detection,
            told("hole::assay-text"),
            told("hole::negative-assay")
        )
    }

    pub fn adjustments(&self) -> String {
        let mut said = Vec::new();
        for domain in &self.ground.domains {
            for grade in domain.grades.iter().filter(|grade| grade.n_capped > 0) {
                said.push(format!(
                    "{} composites of {} capped in {}",
                    grade.n_capped, grade.name, domain.name
                ));
            }
        }
        if self.ground.n_negative > 0 {
            said.push(format!("{} negative estimates taken as nought", self.ground.n_negative));
        }
        if said.is_empty() { "No value was changed.".to_owned() } else { said.join("; ") }
    }

    pub fn locations(&self) -> String {
        let holes = &self.ground.holes.holes;
        let surveyed = holes.iter().filter(|hole| hole.n_surveys > 0).count();
        let topography = match &self.of.blocks.topography {
            Some(file) => format!("blocks are cut by {file}"),
            None => "no topography".to_owned(),
        };
        format!(
            "{surveyed} of {} holes surveyed down the hole, by {}; {topography}",
            holes.len(),
            self.of.holes.desurvey
        )
    }

    pub fn spacing(&self) -> Option<String> {
        let collars: Vec<[f64; 3]> =
            self.ground.holes.holes.iter().map(|hole| hole.collar).collect();
        let nearest = |at: &[f64; 3]| {
            let others =
                collars.iter().map(|other| libm::hypot(at[0] - other[0], at[1] - other[1]));
            others.filter(|distance| *distance > 0.0).fold(f64::INFINITY, f64::min)
        };
        let near: Vec<f64> = collars.iter().map(nearest).filter(|d| d.is_finite()).collect();
        let middle = median(near)?;
        Some(format!(
            "half of the collars lie within {} {unit} of another; composites of {} {unit}",
            significant(middle, 3),
            self.of.composites.length,
            unit = self.of.holes.unit
        ))
    }

    /// The angles, in degrees, at which holes meet the plane of the longest ranges of a domain.
    fn angles(&self, domain: usize) -> Option<f64> {
        let structures = &self.of.domains.get(domain)?.variogram.structures;
        let longest = structures.iter().max_by(|a, b| a.ranges[0].total_cmp(&b.ranges[0]))?;
        let [azimuth, dip, rake] = longest.angles;
        let angles = oreproof_ground::Angles { azimuth, dip, rake };
        let [_, _, across] = Rotation::new(angles, [1.0; 3]).ok()?.axes();
        let angle = |hole: usize| {
            let trace = &self.ground.holes.holes[hole].trace;
            let (from, to) = (trace.at(0.0), trace.at(self.ground.holes.end(hole)));
            let step: [f64; 3] = std::array::from_fn(|axis| to[axis] - from[axis]);
            let length = step.iter().map(|along| along * along).sum::<f64>().sqrt();
            let part: f64 = step.iter().zip(across).map(|(a, b)| a * b).sum();
            (length > 0.0).then(|| libm::asin((part / length).abs().min(1.0)).to_degrees())
        };
        median((0..self.ground.holes.holes.len()).filter_map(angle).collect())
    }

    pub fn orientation(&self) -> Option<String> {
        let each = self.ground.domains.iter().enumerate().filter_map(|(number, domain)| {
            let angle = significant(self.angles(number)?, 2);
            Some(format!(
                "the middle hole meets the plane of the longest ranges of {} at {angle}°",
                domain.name
            ))
        });
        joined(&each.collect::<Vec<_>>())
    }

    pub fn widths(&self) -> Option<String> {
        let each = self.ground.domains.iter().enumerate().filter_map(|(number, domain)| {
            let part = libm::sin(self.angles(number)?.to_radians());
            Some(format!(
                "across that plane of {}, a length down the middle hole counts as {} of itself",
                domain.name,
                significant(part, 2)
            ))
        });
        joined(&each.collect::<Vec<_>>())
    }

    pub fn holes(&self) -> String {
        let drilled: f64 = self.lengths().iter().sum();
        format!(
            "{} holes of {} {} together; oreproof desurvey lists where each runs",
            self.ground.holes.holes.len(),
            significant(drilled, 4),
            self.of.holes.unit
        )
    }

    pub fn aggregation(&self) -> String {
        let of = &self.of.composites;
        let caps: Vec<String> = self
            .of
            .grades
            .iter()
            .filter_map(|grade| {
                Some(format!("{} capped at {} {}", grade.name, grade.cap?, grade.unit))
            })
            .collect();
        let caps = if caps.is_empty() { "nothing capped".to_owned() } else { caps.join(", ") };
        format!(
            "composites of {} {} weighted by length{}; {caps}",
            of.length,
            self.of.holes.unit,
            if of.by_density { " and density" } else { "" }
        )
    }

    pub fn integrity(&self) -> String {
        let kinds: BTreeSet<String> = self
            .ground
            .problems
            .iter()
            .filter_map(|problem| Some(problem.code()?.to_string()))
            .collect();
        match kinds.len() {
            0 => "nothing is wrong in the tables".to_owned(),
            1 => {
                format!("{} problems of one kind, told under the holes", self.ground.problems.len())
            }
            n => format!(
                "{} problems of {n} kinds, told under the holes",
                self.ground.problems.len()
            ),
        }
    }

    pub fn interpretation(&self) -> String {
        let by = match self.of.blocks.domains {
            BlockDomains::All => "all blocks are of one",
            BlockDomains::Nearest => "blocks by the nearest sample",
            BlockDomains::Solids => "blocks by solids",
            BlockDomains::Implicit => "blocks by surfaces interpolated between contacts",
        };
        let names: Vec<&str> = self.ground.domains.iter().map(|of| of.name.as_str()).collect();
        format!("domains {}; {by}", names.join(", "))
    }

    pub fn dimensions(&self) -> String {
        let blocks = &self.ground.blocks;
        let each = self.ground.domains.iter().enumerate().filter_map(|(number, domain)| {
            let inside = |block: &usize| usize::from(blocks.domain[*block]) == number;
            let centres = (0..blocks.len()).filter(inside).map(|block| blocks.centre(block));
            let mut ends = [[f64::INFINITY; 3], [f64::NEG_INFINITY; 3]];
            for centre in centres {
                for axis in 0..3 {
                    ends[0][axis] = ends[0][axis].min(centre[axis]);
                    ends[1][axis] = ends[1][axis].max(centre[axis]);
                }
            }
            let spans: Vec<String> = (0..3)
                .map(|axis| ends[1][axis] - ends[0][axis] + blocks.grid.block_size[axis])
                .map(|span| significant(span, 3))
                .collect();
            ends[0][0].is_finite().then(|| {
                format!(
                    "{}: {} {} east, north and up, from {} to {} elevation",
                    domain.name,
                    spans.join(" × "),
                    self.of.holes.unit,
                    significant(ends[0][2], 4),
                    significant(ends[1][2], 4)
                )
            })
        });
        joined(&each.collect::<Vec<_>>()).unwrap_or_else(|| "no block".to_owned())
    }

    pub fn estimation(&self) -> String {
        let checks: Vec<String> = self
            .ground
            .domains
            .iter()
            .filter_map(|domain| {
                let grade = domain.grades.first()?;
                let slope = significant(grade.validation.slope?, 2);
                Some(format!(
                    "{} from other holes has a slope of {slope} in {}",
                    grade.name, domain.name
                ))
            })
            .collect();
        let passes = self.of.domains.iter().map(|of| of.passes.len()).max().unwrap_or(0);
        format!(
            "{} into blocks of {} {}, {passes} passes; {}; variograms, searches, swaths and theory stand above",
            self.of.method,
            self.of.blocks.size.map(|side| side.to_string()).join(" × "),
            self.of.holes.unit,
            joined(&checks)
                .unwrap_or_else(|| "no sample could be estimated from other holes".to_owned())
        )
    }

    pub fn cutoff(&self) -> String {
        let cutoff = &self.of.cutoff;
        format!(
            "{} {} {}: {}",
            significant(cutoff.report, 3),
            super::super::unit_of(self.of),
            super::super::cutoff_name(self.of),
            cutoff.because
        )
    }

    pub fn mining(&self) -> Option<String> {
        let smu = self.of.selection.as_ref()?.smu.map(|side| side.to_string()).join(" × ");
        Some(format!("units of {smu} {} selected by themselves", self.of.holes.unit))
    }

    pub fn density(&self) -> String {
        let each = self.ground.domains.iter().map(|domain| {
            let measured = match &domain.densities {
                Some(points) => format!("{} composites measured", points.len()),
                None => "not measured, as the case states it".to_owned(),
            };
            format!("{} t/m³ in {}, {measured}", significant(domain.density, 3), domain.name)
        });
        joined(&each.collect::<Vec<_>>()).unwrap_or_default()
    }

    pub fn classification(&self) -> String {
        let blocks = &self.ground.blocks;
        let each =
            [Class::Measured, Class::Indicated, Class::Inferred].into_iter().filter_map(|class| {
                let n = blocks.class.iter().filter(|of| **of == Some(class)).count();
                (n > 0).then(|| format!("{n} {} blocks", class.word()))
            });
        let none = blocks.class.iter().filter(|class| class.is_none()).count();
        let said = each.chain([format!("{none} of no class")]).collect::<Vec<_>>().join(", ");
        format!("{said}, by the rules under what was chosen")
    }

    pub fn accuracy(&self) -> Option<String> {
        let simulated = self.ground.simulated.as_ref()?;
        let all = simulated.table.iter().find(|row| row.class.is_none())?;
        Some(format!(
            "of {} realisations eight in ten hold {} to {} Mt above the cut-off",
            simulated.realisations.n,
            significant(all.tonnes.p10 / 1e6, 3),
            significant(all.tonnes.p90 / 1e6, 3)
        ))
    }
}

fn joined(said: &[String]) -> Option<String> {
    (!said.is_empty()).then(|| said.join("; "))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    let middle = values.get(n / 2)?;
    Some(if n % 2 == 1 { *middle } else { 0.5 * (middle + values[n / 2 - 1]) })
}
