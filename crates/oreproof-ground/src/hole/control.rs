//! Control samples: what standards, blanks and duplicates say of the laboratory.
//!
//! ```text
//! standard    z = (assay - certified) / certified standard deviation
//! duplicate   HARD = |a - b| / (a + b)              half the absolute relative difference
//!             CV  = sqrt(mean over pairs of 2 · (a - b)² / (a + b)²)
//! ```
//!
//! A standard fails beyond three standard deviations, or as the second in a row beyond two on one
//! side; it is biased where the mean of its assays is further from the certificate than two
//! standard errors.
//!
//! Source: Abzalov (2008), *Quality control of assay data: a review of procedures for measuring
//! and monitoring precision and accuracy*, Exploration and Mining Geology 17(3–4).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::choices::Bounds;
use super::problem::{Place, Problem};
use super::table::{Cell, Numbers, Words};

/// Control samples as they were read, in the order of their assaying.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlTable {
    /// The file it comes from.
    pub file: Arc<str>,
    /// The line of each row in the file.
    pub rows: Vec<u32>,
    /// What kind they are.
    pub controls: Controls,
}

/// What is controlled by what.
#[derive(Clone, Debug, PartialEq)]
pub enum Controls {
    /// Materials with a certificate.
    Standards {
        /// The name of the material; none where the table is of one.
        material: Option<Words>,
        /// What was assayed.
        assay: Numbers,
        /// What the certificate says.
        certified: Numbers,
        /// The standard deviation that the certificate gives.
        deviation: Numbers,
    },
    /// Material that holds nothing.
    Blanks {
        /// What was assayed.
        assay: Numbers,
        /// What is still clean, in the unit of the assay.
        limit: f64,
    },
    /// Samples assayed twice.
    Duplicates {
        /// The first assay.
        original: Numbers,
        /// The second.
        duplicate: Numbers,
    },
}

/// What control samples come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ControlReport {
    /// One standard.
    Standard {
        /// The file.
        file: String,
        /// The material.
        material: String,
        /// How many assays.
        n: usize,
        /// What the certificate says.
        certified: f64,
        /// The mean of the assays.
        mean: f64,
        /// How many fail.
        n_failed: usize,
    },
    /// A table of blanks.
    Blanks {
        /// The file.
        file: String,
        /// How many.
        n: usize,
        /// How many are above the limit.
        n_failed: usize,
    },
    /// A table of duplicates.
    Duplicates {
        /// The file.
        file: String,
        /// How many pairs above zero.
        n: usize,
        /// The mean of the originals.
        mean_original: f64,
        /// The mean of the duplicates.
        mean_duplicate: f64,
        /// The share of pairs with a HARD of no more than 0.1.
        share_within_tenth: f64,
        /// The coefficient of variation of one assay, from the pairs.
        coefficient_of_variation: f64,
    },
}

/// Reviews control samples; every failure is told with its row.
pub fn review_controls(
    tables: &[ControlTable],
    bounds: &Bounds,
) -> (Vec<ControlReport>, Vec<Problem>) {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for table in tables {
        match &table.controls {
            Controls::Standards { material, assay, certified, deviation } => {
                let columns = [assay, certified, deviation];
                standards(table, material.as_ref(), columns, &mut reports, &mut problems);
            }
            Controls::Blanks { assay, limit } => {
                reports.extend(blanks(table, assay, *limit, &mut problems));
            }
            Controls::Duplicates { original, duplicate } => {
                reports.extend(duplicates(table, original, duplicate, bounds, &mut problems));
            }
        }
    }
    (reports, problems)
}

impl ControlTable {
    fn place(&self, idx: usize, column: &Arc<str>) -> Place {
        Place { file: self.file.clone(), row: self.rows[idx], column: Some(column.clone()) }
    }

    /// The number in a cell; a mark of a detection limit counts as the limit, and what is neither
    /// is told.
    fn number(&self, column: &Numbers, idx: usize, problems: &mut Vec<Problem>) -> Option<f64> {
        match &column.cells[idx] {
            Cell::Number(value) | Cell::Below(value) | Cell::Above(value) => Some(*value),
            Cell::Missing => None,
            Cell::Text(written) => {
                let (at, written) = (self.place(idx, &column.column), written.to_string());
                problems.push(Problem::AssayText { at, hole: "a control".to_owned(), written });
                None
            }
        }
    }
}

/// An assay of a standard: its row, its value and how many deviations it is off.
struct Against {
    idx: usize,
    value: f64,
    certified: f64,
    z: f64,
}

fn standards(
    table: &ControlTable,
    material: Option<&Words>,
    [assay, certified, deviation]: [&Numbers; 3],
    reports: &mut Vec<ControlReport>,
    problems: &mut Vec<Problem>,
) {
    let mut by_material: BTreeMap<&str, Vec<Against>> = BTreeMap::new();
    for idx in 0..table.rows.len() {
        let numbers = [assay, certified, deviation].map(|of| table.number(of, idx, problems));
        let [Some(value), Some(certified), Some(deviation)] = numbers else { continue };
        if deviation <= 0.0 {
            let at = table.place(idx, &assay.column);
            problems.push(Problem::NoDeviation { at, deviation });
            continue;
        }
        let name: &str = material.map_or("", |words| &words.cells[idx]);
        let z = (value - certified) / deviation;
        by_material.entry(name).or_default().push(Against { idx, value, certified, z });
    }
    for (name, assays) in by_material {
        let material = if name.is_empty() { "the standard" } else { name }.to_owned();
        let mut n_failed = 0;
        for (nth, one) in assays.iter().enumerate() {
            let above = nth.checked_sub(1).map(|above| assays[above].z);
            let is_second = above.is_some_and(|z| 2.0 < z.abs() && z.signum() == one.z.signum());
            let (at, material) = (table.place(one.idx, &assay.column), material.clone());
            let (value, certified, deviations) = (one.value, one.certified, one.z);
            if 3.0 < one.z.abs() {
                problems.push(Problem::StandardFails {
                    at,
                    material,
                    value,
                    certified,
                    deviations,
                });
            } else if 2.0 < one.z.abs() && is_second {
                problems.push(Problem::StandardDrifts { at, material, value, deviations });
            } else {
                continue;
            }
            n_failed += 1;
        }
        let n = assays.len();
        let mean_of = |of: fn(&Against) -> f64| assays.iter().map(of).sum::<f64>() / n as f64;
        let (mean, certified) = (mean_of(|one| one.value), mean_of(|one| one.certified));
        let bias = mean_of(|one| one.z) * (n as f64).sqrt();
        if ENOUGH <= n && 2.0 < bias.abs() {
            let at = table.place(assays[0].idx, &assay.column);
            let material = material.clone();
            problems.push(Problem::StandardBiased { at, material, n, mean, certified });
        }
        let file = table.file.to_string();
        reports.push(ControlReport::Standard { file, material, n, certified, mean, n_failed });
    }
}

/// Fewer assays than this say nothing of a bias or a precision.
const ENOUGH: usize = 8;

fn blanks(
    table: &ControlTable,
    assay: &Numbers,
    limit: f64,
    problems: &mut Vec<Problem>,
) -> Option<ControlReport> {
    let (mut n, mut n_failed) = (0, 0);
    for idx in 0..table.rows.len() {
        let Some(value) = table.number(assay, idx, problems) else { continue };
        n += 1;
        let is_below = matches!(assay.cells[idx], Cell::Below(_));
        if limit < value && !is_below {
            n_failed += 1;
            let at = table.place(idx, &assay.column);
            problems.push(Problem::BlankContaminated { at, value, limit });
        }
    }
    (0 < n).then(|| ControlReport::Blanks { file: table.file.to_string(), n, n_failed })
}

fn duplicates(
    table: &ControlTable,
    original: &Numbers,
    duplicate: &Numbers,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) -> Option<ControlReport> {
    let mut pairs: Vec<[f64; 2]> = Vec::new();
    for idx in 0..table.rows.len() {
        let both = [original, duplicate].map(|of| table.number(of, idx, problems));
        let [Some(a), Some(b)] = both else { continue };
        if a < 0.0 || b < 0.0 || a + b <= 0.0 {
            continue;
        }
        let hard = (a - b).abs() / (a + b);
        if bounds.pair_apart < hard {
            let at = table.place(idx, &duplicate.column);
            problems.push(Problem::DuplicateApart { at, original: a, duplicate: b });
        }
        pairs.push([a, b]);
    }
    let n = pairs.len();
    if pairs.is_empty() {
        return None;
    }
    let mean = |side: usize| pairs.iter().map(|pair| pair[side]).sum::<f64>() / n as f64;
    let hard = |pair: &[f64; 2]| (pair[0] - pair[1]).abs() / (pair[0] + pair[1]);
    let share = pairs.iter().filter(|pair| hard(pair) <= 0.1).count() as f64 / n as f64;
    let squares: f64 = pairs.iter().map(|pair| 2.0 * hard(pair) * hard(pair)).sum();
    if ENOUGH <= n && share < bounds.pairs_within {
        let at = table.place(0, &duplicate.column);
        problems.push(Problem::DuplicatesImprecise { at, n, share });
    }
    Some(ControlReport::Duplicates {
        file: table.file.to_string(),
        n,
        mean_original: mean(0),
        mean_duplicate: mean(1),
        share_within_tenth: share,
        coefficient_of_variation: (squares / n as f64).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use miette::Diagnostic as _;

    use super::*;

    fn numbers(column: &str, cells: &[&str]) -> Numbers {
        Numbers {
            column: column.into(),
            cells: cells.iter().map(|text| Cell::read(text)).collect(),
        }
    }

    fn told(controls: Controls, n: u32) -> (Vec<ControlReport>, Vec<String>) {
        let table = ControlTable { file: "c.csv".into(), rows: (2..2 + n).collect(), controls };
        let (reports, problems) = review_controls(&[table], &Bounds::default());
        let line = |p: &Problem| format!("{} {}", p.code().unwrap(), p.place());
        (reports, problems.iter().map(line).collect())
    }

    /// By hand: certified 2 ± 0.1; 2.35 is 3.5 deviations off, 2.25 after 2.21 the second beyond 2.
    #[test]
    fn standards_fail_by_the_rules() {
        let assays = ["2.0", "2.35", "1.95", "2.21", "2.25", "1.79", "", "bad"];
        let controls = Controls::Standards {
            material: None,
            assay: numbers("au", &assays),
            certified: numbers("cert", &["2"; 8]),
            deviation: numbers("sd", &["0.1"; 8]),
        };
        let (reports, lines) = told(controls, 8);
        assert_eq!(
            lines,
            [
                "hole::assay-text c.csv:9 [au]",
                "hole::standard-fails c.csv:3 [au]",
                "hole::standard-drifts c.csv:6 [au]"
            ]
        );
        let [ControlReport::Standard { n: 6, n_failed: 2, mean, .. }] = reports[..] else {
            panic!("{reports:?}")
        };
        assert!((mean - 12.55 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn a_bias_shows_where_no_assay_fails() {
        let controls = Controls::Standards {
            material: None,
            assay: numbers("au", &["2.1"; 9]),
            certified: numbers("cert", &["2"; 9]),
            deviation: numbers("sd", &["0.1"; 9]),
        };
        assert_eq!(told(controls, 9).1, ["hole::standard-biased c.csv:2 [au]"]);
        let controls = Controls::Standards {
            material: None,
            assay: numbers("au", &["2.1"]),
            certified: numbers("cert", &["2"]),
            deviation: numbers("sd", &["0"]),
        };
        assert_eq!(told(controls, 1).1, ["hole::no-deviation c.csv:2 [au]"]);
    }

    #[test]
    fn blanks_are_clean_up_to_their_limit() {
        let assay = numbers("au", &["0.01", "<0.05", "0.02", "0.5"]);
        let (reports, lines) = told(Controls::Blanks { assay, limit: 0.02 }, 4);
        assert_eq!(lines, ["hole::blank-contaminated c.csv:5 [au]"]);
        assert!(matches!(reports[..], [ControlReport::Blanks { n: 4, n_failed: 1, .. }]));
    }

    /// By hand: 1 and 3 have a HARD of one half and give a coefficient of variation of √½ alone.
    #[test]
    fn duplicates_measure_precision() {
        let original = numbers("first", &["1", "0", "5"]);
        let duplicate = numbers("second", &["3", "0", ""]);
        let (reports, lines) = told(Controls::Duplicates { original, duplicate }, 3);
        let ControlReport::Duplicates { n, coefficient_of_variation, .. } = &reports[0] else {
            panic!("{reports:?}")
        };
        assert_eq!(*n, 1);
        assert!((coefficient_of_variation - 0.5_f64.sqrt()).abs() < 1e-15);
        assert_eq!(lines, [""; 0]);
        let original = numbers("first", &["1"; 9]);
        let duplicate = numbers("second", &["9"; 9]);
        let lines = told(Controls::Duplicates { original, duplicate }, 9).1;
        assert_eq!(lines.len(), 10);
        assert_eq!(lines[9], "hole::duplicates-imprecise c.csv:2 [second]");
    }
}
