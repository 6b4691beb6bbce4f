//! A table of samples, as `variogram` and `krige` take it: coordinates, a value and a hole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::Points;
use oreproof_intake::numbers::{NumberTable, read_numbers, read_words};

use crate::datamine;
use crate::ui::{Done, Stop, Ui, plural, say};

/// Where samples stand in a table.
#[derive(clap::Args, Debug)]
pub(crate) struct SampleArgs {
    /// The columns of the coordinates: two for samples on a plane.
    #[arg(long, value_name = "X,Y[,Z]", value_delimiter = ',')]
    pub at: Vec<String>,

    /// The column of the hole that a sample is from.
    #[arg(long, value_name = "COLUMN")]
    pub hole: Option<String>,

    /// A number that stands for a missing measurement, such as -999.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub missing: Vec<f64>,

    /// What becomes of samples in one place; asked for where there are some.
    #[arg(long, value_enum, value_name = "WAY")]
    pub duplicates: Option<Duplicates>,
}

/// What becomes of samples that share a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Duplicates {
    /// The first of each place counts.
    First,
    /// Their mean counts.
    Mean,
    /// All count; without a nugget, targets beside them have no estimate.
    Keep,
}

/// Why a table gives no samples.
#[derive(Debug, Diagnostic, thiserror::Error)]
pub(crate) enum SampleFault {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("samples::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("{given} columns of coordinates")]
    #[diagnostic(code("samples::at"), help("name two or three, as in --at X,Y,Z"))]
    Coordinates { given: usize },
    #[error("no row of {} has its coordinates and a value", .path.display())]
    #[diagnostic(code("samples::none"), help("look at the column, and at --missing"))]
    None { path: PathBuf },
    #[error(
        "{} in the place of another, the first in line {row}, where line {first} lies",
        plural(*.n, "sample")
    )]
    #[diagnostic(
        code("samples::duplicates"),
        help("say what becomes of them: --duplicates first, mean or keep")
    )]
    Duplicates { n: usize, row: u32, first: u32 },
}

/// Samples as they were read.
pub(crate) struct Table {
    pub points: Points,
    /// The line of each sample.
    pub rows: Vec<u32>,
    /// How many rows the table has.
    pub n_rows: usize,
    /// How many samples shared a place with another and were left out or joined with it.
    pub n_repaired: usize,
    /// Further columns that were asked for, sample by sample.
    pub more: Vec<Vec<f64>>,
}

/// Reads the columns of these names.
pub(crate) fn columns(
    path: &Path,
    names: &[&str],
    missing: &[f64],
) -> Done<(Vec<u8>, NumberTable)> {
    let bytes = fs::read(path).map_err(|error| {
        let path = path.to_owned();
        Stop::of(SampleFault::Unreadable { path, error })
    })?;
    let name = path.to_string_lossy();
    let bytes = datamine::plain(&name, bytes).map_err(Stop::of)?;
    let table = read_numbers(&name, &bytes, names, missing);
    Ok((bytes, table.map_err(Stop::of)?))
}

impl SampleArgs {
    /// Reads the samples at which the column and the further ones are known. Rows that lack a
    /// number are counted on the terminal.
    pub(crate) fn read(&self, path: &Path, column: &str, more: &[String], ui: &Ui) -> Done<Table> {
        if !(2..=3).contains(&self.at.len()) {
            return Err(Stop::of(SampleFault::Coordinates { given: self.at.len() }));
        }
        let mut names = vec![column];
        names.extend(self.at.iter().map(String::as_str));
        names.extend(more.iter().map(String::as_str));
        let (bytes, table) = columns(path, &names, &self.missing)?;
        let holes = match &self.hole {
            None => None,
            Some(hole) => {
                let words = read_words(&path.to_string_lossy(), &bytes, hole);
                Some(words.map_err(Stop::of)?)
            }
        };
        let n_rows = table.rows.len();
        let whole: Vec<usize> = (0..n_rows)
            .filter(|&row| table.columns.iter().all(|column| column[row].is_some()))
            .collect();
        if whole.is_empty() {
            return Err(Stop::of(SampleFault::None { path: path.to_owned() }));
        }
        let pick = |at: usize| -> Vec<f64> {
            whole.iter().filter_map(|&row| table.columns[at][row]).collect()
        };
        let z = if self.at.len() == 3 { pick(3) } else { vec![0.0; whole.len()] };
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let hole_idx = (0_u32..)
            .zip(&whole)
            .map(|(nth, &row)| match &holes {
                // A sample of no known hole is its own.
                None => nth,
                Some(words) => {
                    let next = numbers.len() as u32;
                    *numbers.entry(words[row].as_str()).or_insert(next)
                }
            })
            .collect();
        let points = Points::new([pick(1), pick(2), z], pick(0), hole_idx).map_err(Stop::of)?;
        let first_more = 1 + self.at.len();
        let found = Table {
            rows: whole.iter().map(|&row| table.rows[row]).collect(),
            more: (0..more.len()).map(|nth| pick(first_more + nth)).collect(),
            points,
            n_rows,
            n_repaired: 0,
        };
        let n_without = n_rows - found.rows.len();
        if 0 < n_without && !ui.quiet {
            let rows = plural(n_without, "row");
            say(&format!("{rows} without a number for {} left out\n", names.join(", ")));
        }
        self.one_in_a_place(found, ui)
    }

    fn one_in_a_place(&self, table: Table, ui: &Ui) -> Done<Table> {
        let twins = table.points.duplicates();
        let Some(&(second, first)) = twins.first() else { return Ok(table) };
        let way = self.duplicates.ok_or_else(|| {
            let (row, first) = (table.rows[second], table.rows[first]);
            Stop::of(SampleFault::Duplicates { n: twins.len(), row, first })
        })?;
        if way == Duplicates::Keep {
            return Ok(table);
        }
        let mut sums: Vec<(f64, f64)> =
            table.points.value.iter().map(|value| (*value, 1.0)).collect();
        let mut more: Vec<Vec<f64>> = table.more.clone();
        let mut is_left = vec![true; table.points.len()];
        for &(second, first) in &twins {
            is_left[second] = false;
            if way == Duplicates::Mean {
                sums[first].0 += table.points.value[second];
                sums[first].1 += 1.0;
                for (sums, values) in more.iter_mut().zip(&table.more) {
                    sums[first] += values[second];
                }
            }
        }
        let kept: Vec<usize> = (0..table.points.len()).filter(|&idx| is_left[idx]).collect();
        let of = |list: &[f64]| kept.iter().map(|&idx| list[idx]).collect::<Vec<f64>>();
        let points = &table.points;
        let value = kept.iter().map(|&idx| sums[idx].0 / sums[idx].1).collect();
        let holes = kept.iter().map(|&idx| points.hole_idx[idx]).collect();
        let points = Points::new([of(&points.x), of(&points.y), of(&points.z)], value, holes)
            .map_err(Stop::of)?;
        let more = more
            .iter()
            .map(|list| kept.iter().map(|&idx| list[idx] / sums[idx].1).collect())
            .collect();
        if !ui.quiet {
            let n = plural(twins.len(), "sample");
            let what = if way == Duplicates::Mean { "joined with it" } else { "left out" };
            say(&format!("{n} in the place of another {what}\n"));
        }
        Ok(Table {
            rows: kept.iter().map(|&idx| table.rows[idx]).collect(),
            n_repaired: twins.len(),
            points,
            more,
            ..table
        })
    }
}
