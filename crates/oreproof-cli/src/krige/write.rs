//! What became of the targets, as text and as tables.

use std::fmt::Write as _;
use std::io::Write as _;

use oreproof_ground::{Estimate, NoEstimate};
use oreproof_intake::blocks::write_numbers;
use oreproof_intake::geoeas::{self, GeoEas};
use serde_json::json;

use super::{Format, Found};
use crate::output::Output;
use crate::statistics::number;
use crate::ui::{Done, Look, Stop, Style, plain, plural};

/// The columns of the tables after the coordinates.
type Number = fn(&Estimate) -> Option<f64>;
const COLUMNS: [(&str, Number); 10] = [
    ("estimate", |of| Some(of.value)),
    // Not known of estimates by distance alone.
    ("variance", |of| Some(of.variance).filter(|variance| variance.is_finite())),
    ("samples", |of| Some(f64::from(of.n_samples))),
    ("holes", |of| Some(f64::from(of.n_holes))),
    ("mean_distance", |of| Some(of.mean_distance)),
    ("slope", |of| of.slope),
    ("efficiency", |of| of.efficiency),
    ("negative_share", |of| Some(of.negative_share)),
    ("lagrange", |of| Some(of.lagrange)),
    ("weight_sum", |of| Some(of.weight_sum)),
];

pub(super) fn write(found: &Found, format: Format, look: Look, out: &mut Output) -> Done<()> {
    match format {
        Format::Text => out.write_all(text(found, look).as_bytes())?,
        Format::Csv => csv(found, out)?,
        Format::Json => writeln!(out, "{:#}", json(found))?,
        Format::Parquet => {
            let (names, columns) = columns(found);
            let mut whole = Vec::new();
            write_numbers(&names, &columns, &mut whole).map_err(Stop::of)?;
            out.write_all(&whole)?;
        }
        Format::Gslib => {
            let (names, columns) = columns(found);
            let table = GeoEas { title: found.column.clone(), names, columns, rows: Vec::new() };
            let text = geoeas::write(&table, -999.0).map_err(Stop::of)?;
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// Why a target has no estimate, in a word.
pub(super) fn reason(of: NoEstimate) -> &'static str {
    match of {
        NoEstimate::TooFewSamples { .. } => "too few samples",
        NoEstimate::SingularSystem => "singular system",
        NoEstimate::DriftNotDetermined => "drift not determined",
    }
}

fn columns(found: &Found) -> (Vec<String>, Vec<Vec<Option<f64>>>) {
    let mut names: Vec<String> = ["x", "y", "z"].map(str::to_owned).to_vec();
    let mut columns: Vec<Vec<Option<f64>>> =
        (0..3).map(|axis| found.targets.iter().map(|at| Some(at[axis])).collect()).collect();
    for (name, of) in COLUMNS {
        names.push(name.to_owned());
        let n = found.targets.len();
        columns.push((0..n).map(|target| found.estimate(target).and_then(of)).collect());
    }
    names.push("pass".to_owned());
    columns.push(found.outcomes.iter().map(|(pass, _)| Some(f64::from(*pass))).collect());
    if let Some((truths, _)) = &found.truths {
        names.push("truth".to_owned());
        columns.push(truths.iter().copied().map(Some).collect());
    }
    (names, columns)
}

fn csv(found: &Found, out: &mut Output) -> Done<()> {
    write!(out, "x,y,z")?;
    for (name, _) in COLUMNS {
        write!(out, ",{name}")?;
    }
    writeln!(out, ",pass,reason{}", if found.truths.is_some() { ",truth,line" } else { "" })?;
    for (target, ([x, y, z], (pass, outcome))) in
        found.targets.iter().zip(&found.outcomes).enumerate()
    {
        write!(out, "{x},{y},{z}")?;
        for (_, of) in COLUMNS {
            match outcome.as_ref().ok().and_then(of) {
                Some(value) => write!(out, ",{value}")?,
                None => write!(out, ",")?,
            }
        }
        write!(out, ",{pass},{}", outcome.as_ref().err().map_or("", |why| reason(*why)))?;
        if let Some((truths, rows)) = &found.truths {
            write!(out, ",{},{}", truths[target], rows[target])?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn json(found: &Found) -> serde_json::Value {
    let summary = Summary::of(found);
    let targets: Vec<_> = (0..found.targets.len())
        .map(|target| {
            let (pass, outcome) = &found.outcomes[target];
            json!({
                "at": found.targets[target],
                "pass": pass,
                "estimate": outcome.as_ref().ok(),
                "reason": outcome.as_ref().err(),
                "truth": found.truths.as_ref().map(|(truths, _)| truths[target]),
                "line": found.truths.as_ref().map(|(_, rows)| rows[target]),
            })
        })
        .collect();
    json!({
        "schema": "oreproof-krige/1",
        "column": found.column,
        "rows": found.n_rows,
        "samples": found.n_samples,
        "duplicates_repaired": found.n_repaired,
        "estimated": summary.n,
        "negative": summary.n_negative,
        "without": summary.without.iter().map(|(why, n)| json!({"reason": why, "targets": n})).collect::<Vec<_>>(),
        "validation": summary.validation,
        "targets": targets,
    })
}

/// What can be said of all targets together.
struct Summary {
    n: usize,
    n_negative: usize,
    mean: f64,
    least: f64,
    greatest: f64,
    mean_variance: f64,
    by_pass: Vec<usize>,
    without: Vec<(&'static str, usize)>,
    validation: Option<serde_json::Value>,
}

impl Summary {
    fn of(found: &Found) -> Self {
        let known: Vec<(usize, &Estimate)> = (0..found.targets.len())
            .filter_map(|target| Some((target, found.estimate(target)?)))
            .collect();
        let n = known.len() as f64;
        let mean = |of: &dyn Fn(&(usize, &Estimate)) -> f64| known.iter().map(of).sum::<f64>() / n;
        let values = || known.iter().map(|(_, of)| of.value);
        let passes = found.outcomes.iter().map(|(pass, _)| usize::from(*pass)).max().unwrap_or(0);
        let mut by_pass = vec![0; passes];
        let mut without: Vec<(&'static str, usize)> = Vec::new();
        for (pass, outcome) in &found.outcomes {
            match outcome {
                Ok(_) => by_pass[usize::from(*pass) - 1] += 1,
                Err(why) => match without.iter_mut().find(|(known, _)| *known == reason(*why)) {
                    Some((_, n)) => *n += 1,
                    None => without.push((reason(*why), 1)),
                },
            }
        }
        let validation = found.truths.as_ref().filter(|_| !known.is_empty()).map(|(truths, _)| {
            let error = |(target, of): &(usize, &Estimate)| of.value - truths[*target];
            let ratio = |of: &(usize, &Estimate)| {
                if of.1.variance > 0.0 { error(of).powi(2) / of.1.variance } else { 0.0 }
            };
            let (me, mt) = (mean(&|of| of.1.value), mean(&|of| truths[of.0]));
            let (ve, vt) =
                (mean(&|of| (of.1.value - me).powi(2)), mean(&|of| (truths[of.0] - mt).powi(2)));
            let both = mean(&|of| (of.1.value - me) * (truths[of.0] - mt));
            json!({
                "mean_error": mean(&error),
                "mean_squared_error": mean(&|of| error(of).powi(2)),
                "squared_ratio": mean(&ratio),
                "correlation": (ve > 0.0 && vt > 0.0).then(|| both / (ve * vt).sqrt()),
                "slope": (ve > 0.0).then(|| both / ve),
            })
        });
        Self {
            n: known.len(),
            n_negative: values().filter(|value| *value < 0.0).count(),
            mean: mean(&|(_, of)| of.value),
            least: values().fold(f64::INFINITY, f64::min),
            greatest: values().fold(f64::NEG_INFINITY, f64::max),
            mean_variance: mean(&|(_, of)| of.variance),
            by_pass,
            without,
            validation,
        }
    }
}

pub(super) fn text(found: &Found, look: Look) -> String {
    let of = Summary::of(found);
    let bold = |text: String| look.paint(Style::Bold, text);
    let mut out = format!(
        "{} from {} of {}\n",
        bold(plain(&found.column).into_owned()),
        plural(found.n_samples, "sample"),
        plural(found.n_rows, "row")
    );
    if 0 < found.n_repaired {
        let n = plural(found.n_repaired, "sample");
        let _ = writeln!(out, "  {n} in the place of another left out or joined with it");
    }
    let _ = writeln!(out, "  {} of {} estimated", of.n, plural(found.targets.len(), "target"));
    for (nth, n) in of.by_pass.iter().enumerate().filter(|_| of.by_pass.len() > 1) {
        let _ = writeln!(out, "    by pass {} {n}", nth + 1);
    }
    for (why, n) in &of.without {
        let _ = writeln!(out, "  {n} without: {why}");
    }
    if of.n == 0 {
        return out;
    }
    let _ = writeln!(
        out,
        "  mean {} · least {} · greatest {}{}",
        number(of.mean),
        number(of.least),
        number(of.greatest),
        match of.mean_variance.is_finite() {
            true => format!(" · mean kriging variance {}", number(of.mean_variance)),
            false => String::new(),
        }
    );
    if 0 < of.n_negative {
        let _ = writeln!(out, "  {} below nought, kept as they are", of.n_negative);
    }
    if let Some(validation) = &of.validation {
        let shown = |key: &str| validation[key].as_f64().map_or("none".to_owned(), number);
        let _ = writeln!(
            out,
            "  estimate less truth: mean {} · squared mean {} · over the variance {}\n  \
             correlation {} · slope of truth on estimate {}",
            shown("mean_error"),
            shown("mean_squared_error"),
            shown("squared_ratio"),
            shown("correlation"),
            shown("slope")
        );
    }
    out
}
