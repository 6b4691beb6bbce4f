//! Indicator kriging at some cut-offs: the distribution at each target.

use std::fmt::Write as _;
use std::io::Write as _;

use oreproof_ground::NoEstimate;
use oreproof_ground::explore::{Distribution, Tails};
use oreproof_ground::indicator::{Classes, Local, indicator_krige};
use oreproof_intake::blocks::write_numbers;
use oreproof_intake::geoeas::{self, GeoEas};
use serde_json::json;

use super::plan::{Plan, Targets};
use super::write::reason;
use super::{Args, CHUNK, Format};
use crate::output::Output;
use crate::samples::Table;
use crate::statistics::number;
use crate::ui::{Done, Look, Stop, Style, Ui, plain, plural, progress};

/// The distribution at each target, and what it rests on.
pub(super) struct Found {
    column: String,
    cutoffs: Vec<f64>,
    n_rows: usize,
    n_samples: usize,
    n_repaired: usize,
    /// The share of samples at or above each cut-off and its mean, plain.
    samples: Vec<(f64, Option<f64>)>,
    targets: Vec<[f64; 3]>,
    locals: Vec<(u8, Result<Local, NoEstimate>)>,
    classes: Classes,
}

/// Krigs the indicators, each target by the first pass that can.
pub(super) fn estimate(
    args: &Args,
    plan: &Plan,
    samples: &Table,
    targets: Targets,
    ui: &Ui,
) -> Done<Found> {
    let cutoffs = &args.cutoffs;
    let tails: Tails = plan.tails()?;
    let classes = Classes::new(cutoffs, &tails).map_err(Stop::of)?;
    let passes = plan.indicator_passes(cutoffs)?;
    let distribution = Distribution::of(&samples.points.value).map_err(Stop::of)?;
    let n = targets.at.len();
    let bar = progress(n as u64, "targets", ui);
    let nothing = || (0, Err(NoEstimate::TooFewSamples { found: 0 }));
    let mut locals: Vec<(u8, Result<Local, NoEstimate>)> = Vec::with_capacity(n);
    for start in (0..n).step_by(CHUNK) {
        let end = n.min(start + CHUNK);
        locals.resize_with(end, nothing);
        let mut left: Vec<usize> = (start..end).collect();
        for (number, krigings) in (1_u8..).zip(&passes) {
            let at: Vec<[f64; 3]> = left.iter().map(|&target| targets.at[target]).collect();
            let found = indicator_krige(&samples.points, &at, cutoffs, krigings);
            for (&target, local) in left.iter().zip(found.map_err(Stop::of)?) {
                locals[target] = (if local.is_ok() { number } else { 0 }, local);
            }
            left.retain(|&target| locals[target].0 == 0);
        }
        bar.inc((end - start) as u64);
    }
    bar.finish_and_clear();
    Ok(Found {
        column: args.column.clone(),
        cutoffs: cutoffs.clone(),
        n_rows: samples.n_rows,
        n_samples: samples.points.len(),
        n_repaired: samples.n_repaired,
        samples: cutoffs.iter().map(|&cutoff| distribution.above(cutoff)).collect(),
        targets: targets.at,
        locals,
        classes,
    })
}

impl Found {
    pub(super) fn write(&self, format: Format, look: Look, out: &mut Output) -> Done<()> {
        match format {
            Format::Text => out.write_all(self.text(look).as_bytes())?,
            Format::Csv => self.csv(out)?,
            Format::Json => writeln!(out, "{:#}", self.json())?,
            Format::Parquet => {
                let (names, columns) = self.columns();
                let mut whole = Vec::new();
                write_numbers(&names, &columns, &mut whole).map_err(Stop::of)?;
                out.write_all(&whole)?;
            }
            Format::Gslib => {
                let (names, columns) = self.columns();
                let title = self.column.clone();
                let table = GeoEas { title, names, columns, rows: Vec::new() };
                out.write_all(geoeas::write(&table, -999.0).map_err(Stop::of)?.as_bytes())?;
            }
        }
        Ok(())
    }

    /// A list for each column of numbers.
    fn columns(&self) -> (Vec<String>, Vec<Vec<Option<f64>>>) {
        let mut names: Vec<String> = ["x", "y", "z"].map(str::to_owned).to_vec();
        let mut columns: Vec<Vec<Option<f64>>> =
            (0..3).map(|axis| self.targets.iter().map(|at| Some(at[axis])).collect()).collect();
        let mut add = |name: String, of: &dyn Fn(&Local) -> Option<f64>| {
            names.push(name);
            let value = |(_, local): &(u8, Result<Local, NoEstimate>)| of(local.as_ref().ok()?);
            columns.push(self.locals.iter().map(value).collect());
        };
        add("mean".to_owned(), &|local| Some(self.classes.mean(&local.below)));
        for (nth, cutoff) in self.cutoffs.iter().enumerate() {
            let above = |local: &Local| self.classes.above(&local.below, nth);
            add(format!("above_{cutoff}"), &|local| Some(above(local).0));
            add(format!("grade_above_{cutoff}"), &|local| above(local).1);
        }
        add("moved".to_owned(), &|local| Some(local.moved));
        add("samples".to_owned(), &|local| Some(f64::from(local.n_samples)));
        names.push("pass".to_owned());
        columns.push(self.locals.iter().map(|(pass, _)| Some(f64::from(*pass))).collect());
        (names, columns)
    }

    fn csv(&self, out: &mut Output) -> Done<()> {
        let (names, columns) = self.columns();
        writeln!(out, "{},reason", names.join(","))?;
        for (row, (_, local)) in self.locals.iter().enumerate() {
            for column in &columns {
                match column[row] {
                    Some(value) => write!(out, "{value},")?,
                    None => write!(out, ",")?,
                }
            }
            writeln!(out, "{}", local.as_ref().err().map_or("", |why| reason(*why)))?;
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let targets = self.targets.iter().zip(&self.locals).map(|(at, (pass, local))| {
            let of = local.as_ref().ok();
            let above = of.map(|of| {
                let above = |nth| self.classes.above(&of.below, nth);
                (0..self.cutoffs.len()).map(above).collect::<Vec<_>>()
            });
            json!({
                "at": at,
                "pass": pass,
                "below": of.map(|of| &of.below),
                "mean": of.map(|of| self.classes.mean(&of.below)),
                "share_above": above.as_ref().map(|all| all.iter().map(|of| of.0).collect::<Vec<_>>()),
                "grade_above": above.as_ref().map(|all| all.iter().map(|of| of.1).collect::<Vec<_>>()),
                "moved": of.map(|of| of.moved),
                "samples": of.map(|of| of.n_samples),
                "reason": local.as_ref().err(),
            })
        });
        json!({
            "schema": "oreproof-indicator-krige/1",
            "column": self.column,
            "cutoffs": self.cutoffs,
            "rows": self.n_rows,
            "samples": self.n_samples,
            "duplicates_repaired": self.n_repaired,
            "targets": targets.collect::<Vec<_>>(),
        })
    }

    pub(super) fn text(&self, look: Look) -> String {
        let known: Vec<&Local> =
            self.locals.iter().filter_map(|(_, local)| local.as_ref().ok()).collect();
        let mut out = format!(
            "{} from {} of {}\n",
            look.paint(Style::Bold, plain(&self.column).into_owned()),
            plural(self.n_samples, "sample"),
            plural(self.n_rows, "row")
        );
        if 0 < self.n_repaired {
            let n = plural(self.n_repaired, "sample");
            let _ = writeln!(out, "  {n} in the place of another left out or joined with it");
        }
        let n_targets = plural(self.targets.len(), "target");
        let _ = writeln!(out, "  {} of {n_targets} estimated", known.len());
        let mut without: Vec<(&'static str, usize)> = Vec::new();
        for why in self.locals.iter().filter_map(|(_, local)| local.as_ref().err()) {
            match without.iter_mut().find(|(known, _)| *known == reason(*why)) {
                Some((_, n)) => *n += 1,
                None => without.push((reason(*why), 1)),
            }
        }
        for (why, n) in without {
            let _ = writeln!(out, "  {n} without: {why}");
        }
        if known.is_empty() {
            return out;
        }
        let n = known.len() as f64;
        let mean = known.iter().map(|of| self.classes.mean(&of.below)).sum::<f64>() / n;
        let moved = known.iter().filter(|of| 1e-6 < of.moved).count();
        let most = known.iter().map(|of| of.moved).fold(0.0, f64::max);
        let _ = writeln!(out, "  mean {} (E-type)", number(mean));
        let _ = writeln!(
            out,
            "  shares brought into order at {}, moved by {} at most",
            plural(moved, "target"),
            number(most)
        );
        let _ = writeln!(
            out,
            "\n  {:>10}  {:>10}  {:>10}  {:>10}  {:>10}",
            "cut-off", "above", "grade", "samples", "grade"
        );
        for (nth, (cutoff, of_samples)) in self.cutoffs.iter().zip(&self.samples).enumerate() {
            let above = known.iter().map(|of| self.classes.above(&of.below, nth));
            let (share, metal) = above.fold((0.0, 0.0), |(share, metal), (one, grade)| {
                (share + one, metal + one * grade.unwrap_or(0.0))
            });
            let grade = (share > 0.0).then(|| metal / share);
            let or_none = |grade: Option<f64>| grade.map_or("–".to_owned(), number);
            let percent = |share: f64| format!("{} %", number(100.0 * share));
            let _ = writeln!(
                out,
                "  {:>10}  {:>10}  {:>10}  {:>10}  {:>10}",
                number(*cutoff),
                percent(share / n),
                or_none(grade),
                percent(of_samples.0),
                or_none(of_samples.1)
            );
        }
        out
    }
}
