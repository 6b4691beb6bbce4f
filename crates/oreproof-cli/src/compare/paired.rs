//! Differences taken draw by draw, as text, rows and data.

use std::fmt::Write as _;

use oreproof_weigh::odds::{Difference, Measure, Paired, Variant};
use serde_json::{Value, json};

use crate::table::{Column, table};
use crate::ui::{Look, Style};

const BILLION: f64 = 1e9;

/// What stands above the variants of a kind.
fn head(variant: Variant) -> &'static str {
    match variant {
        Variant::Scenario => "What each scenario changes",
        Variant::Clause => "What each clause is worth: with it less without it",
        Variant::Delay => "What each delay changes",
        Variant::Case => "What the other project has more, the draws alike",
    }
}

fn word(variant: Variant) -> &'static str {
    match variant {
        Variant::Scenario => "scenario",
        Variant::Clause => "clause",
        Variant::Delay => "delay",
        Variant::Case => "case",
    }
}

pub(super) fn text(paired: &[Paired], look: Look) -> String {
    let mut out = String::new();
    for variant in [Variant::Scenario, Variant::Clause, Variant::Delay, Variant::Case] {
        let of: Vec<&Paired> = paired.iter().filter(|one| one.variant == variant).collect();
        if of.is_empty() {
            continue;
        }
        // Writing to a string does not fail.
        let _ = writeln!(out, "\n{}", look.paint(Style::Bold, head(variant)));
        let known = of.iter().filter_map(|one| Some((*one, one.outcome.as_ref().ok()?)));
        let rows: Vec<(&Paired, &Difference)> =
            known.flat_map(|(one, all)| all.iter().map(move |d| (one, d))).collect();
        let cells = |of: &dyn Fn(&(&Paired, &Difference)) -> String| rows.iter().map(of).collect();
        let quantile = |at: usize| cells(&|(_, d)| billion(d.quantiles[at].value));
        let columns = vec![
            Column {
                name: "variant",
                least: 16,
                // The measures of one variant stand under its name.
                cells: cells(&|(one, d)| match d.measure {
                    Measure::Npv => one.of.clone(),
                    _ => String::new(),
                }),
            },
            Column { name: "of", least: 10, cells: cells(&|(_, d)| d.measure.word().to_owned()) },
            Column {
                name: "mean",
                least: 10,
                cells: cells(&|(_, d)| {
                    format!("{} ± {:.4}", billion(d.mean[0]), 1.645 * d.mean[1] / BILLION)
                }),
            },
            Column {
                name: "drawn apart",
                least: 6,
                cells: cells(&|(_, d)| format!("± {:.4}", 1.645 * d.error_apart / BILLION)),
            },
            Column { name: "P10", least: 6, cells: quantile(0) },
            Column { name: "P50", least: 6, cells: quantile(1) },
            Column { name: "P90", least: 6, cells: quantile(2) },
            Column {
                name: "gains in",
                least: 6,
                cells: cells(&|(_, d)| format!("{:.1} %", 100.0 * d.above_nought)),
            },
        ];
        out.push_str(&table(columns, look));
        for one in of {
            if let Err(need) = &one.outcome {
                let _ = writeln!(out, "{}: not computable, needs {}", one.of, need.0);
            }
        }
    }
    if !out.is_empty() {
        let note = "In billion US$; ± is the sampling error, 90 %, and what it would be if both \
                    sides were drawn apart.";
        let _ = writeln!(out, "\n{}", look.paint(Style::Dim, note));
    }
    out
}

/// A difference with its sign.
fn billion(value: f64) -> String {
    match value / BILLION {
        small if small.abs() < 5e-5 => "0".to_owned(),
        value => format!("{value:+.3}"),
    }
}

pub(super) fn json(paired: &[Paired]) -> Value {
    let all = paired.iter().map(|one| {
        let outcome = match &one.outcome {
            Ok(differences) => json!({ "differences": differences }),
            Err(need) => json!({ "needs": need.0 }),
        };
        json!({ "variant": one.variant, "of": one.of, "title": one.title, "outcome": outcome })
    });
    all.collect()
}

pub(super) fn rows(paired: &[Paired]) -> Result<Vec<u8>, std::io::Error> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "variant",
        "of",
        "measure",
        "mean",
        "standard_error",
        "standard_error_apart",
        "p10",
        "p50",
        "p90",
        "share_above_nought",
    ])?;
    for one in paired {
        for d in one.outcome.iter().flatten() {
            let [p10, p50, p90] = d.quantiles.map(|q| q.value.to_string());
            rows.write_record([
                word(one.variant),
                &one.of,
                d.measure.word(),
                &d.mean[0].to_string(),
                &d.mean[1].to_string(),
                &d.error_apart.to_string(),
                &p10,
                &p50,
                &p90,
                &d.above_nought.to_string(),
            ])?;
        }
    }
    rows.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}
