//! A risk analysis on the terminal.

use std::fmt::Write as _;

use oreproof::units::human;
use oreproof_weigh::desk::USD;
use oreproof_weigh::odds::{Analysis, Odds, Sampling, When};
use oreproof_weigh::{FigureId, Spread};

use crate::road::Analysed;
use crate::table::{Column, table};
use crate::ui::{Look, Style, wrap};

/// Rows of the convergence table: the last doublings say whether it has settled.
const LOOKS: usize = 6;

/// Half the width of a 90 % interval, in standard errors.
const REACH: f64 = 1.645;

pub(super) fn text(analysed: &Analysed, analysis: &Analysis, look: Look) -> String {
    let odds = &analysis.odds;
    let mut out = String::new();
    let layout = match odds.sampling {
        Sampling::Plain => "plain draws",
        Sampling::LatinHypercube => "draws of a Latin hypercube",
        Sampling::Sobol => "scrambled Sobol points",
    };
    let (day, seed) = (analysed.day, odds.seed);
    let about = format!("{}: {} {layout}, seed {seed}, as known on {day}", odds.project, odds.n);
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}", look.paint(Style::Bold, &analysed.title));
    let _ = writeln!(out, "{}", look.paint(Style::Dim, about));
    let value = |id: &FigureId| analysed.figures.value(id);
    let parts = [
        ("Outcomes", outcomes(odds, look)),
        ("Odds", chances(odds, &value, look)),
        ("The way to the first sale", timeline(odds, &value, look)),
        ("What moves it, each variable alone, the others at their middle", tornado(analysis, look)),
        ("What its variance hangs on (Sobol indices)", indices(analysis, look)),
        ("Whether enough was drawn", convergence(analysis, look)),
    ];
    for (head, body) in parts {
        if !body.is_empty() {
            let _ = write!(out, "\n{}\n{body}", look.paint(Style::Bold, head));
        }
    }
    out
}

fn money(value: f64) -> String {
    human::amount(value, USD)
}

/// A word for a thousand, a million or a billion, and how much it is, so that the larger of
/// some values have few digits.
fn scale(most: f64) -> (&'static str, f64) {
    let scales = [("billion US$", 1e9), ("million US$", 1e6), ("thousand US$", 1e3)];
    scales.into_iter().find(|(_, scale)| *scale <= most).unwrap_or(("US$", 1.0))
}

/// A value with half the width of its interval, to as many digits as the interval leaves.
fn within(value: f64, half: f64) -> String {
    let digits = match half {
        half if half <= 0.0 => 2,
        half => (1.0 - half.log10().floor()).clamp(0.0, 6.0) as usize,
    };
    format!("{value:.digits$} ± {half:.digits$}")
}

fn outcomes(odds: &Odds, look: Look) -> String {
    let ranges = &odds.outcomes;
    let most = ranges.iter().flat_map(|range| &range.quantiles).map(|q| q.value.abs());
    let (unit, scale) = scale(most.fold(0.0, f64::max));
    let quantile = |p: f64| {
        let cells = ranges.iter().map(|range| {
            let q = range.quantiles.iter().find(|q| q.p == p);
            q.map(|q| within(q.value / scale, (q.high - q.low) / 2.0 / scale))
        });
        cells.map(Option::unwrap_or_default).collect()
    };
    let mean = ranges.iter().map(|range| {
        let [mean, error] = range.mean;
        within(mean / scale, REACH * error / scale)
    });
    let columns = vec![
        Column { name: "outcome", least: 20, cells: labels(odds) },
        Column { name: "P10", least: 12, cells: quantile(0.1) },
        Column { name: "P50", least: 12, cells: quantile(0.5) },
        Column { name: "P90", least: 12, cells: quantile(0.9) },
        Column { name: "mean", least: 12, cells: mean.collect() },
    ];
    let note = format!("In {unit}; ± is the sampling error, 90 %. P10 counts from below.");
    table(columns, look) + &format!("{}\n", look.paint(Style::Dim, note))
}

fn labels(odds: &Odds) -> Vec<String> {
    odds.outcomes.iter().map(|range| range.label.clone()).collect()
}

/// A chance in per cent, with its 90 % interval where it is not exact.
fn chance(odds: Spread) -> String {
    let percent = |share: f64| match 100.0 * share {
        p if 0.0 < p && p < 0.1 => format!("{p:.3}"),
        p => format!("{p:.1}"),
    };
    match odds.is_exact() {
        true => format!("{} %", percent(odds.best)),
        false => {
            format!("{} % ({} to {})", percent(odds.best), percent(odds.low), percent(odds.high))
        }
    }
}

fn chances(odds: &Odds, value: &dyn Fn(&FigureId) -> Spread, look: Look) -> String {
    let mut rows = vec![(
        "a present value below nought".to_owned(),
        String::new(),
        chance(value(&odds.below_nought)),
        String::new(),
    )];
    for promise in &odds.promises {
        let reached = value(&promise.odds);
        let place = match promise.percentile {
            1.0 => "above every draw".to_owned(),
            0.0 => "below every draw".to_owned(),
            _ => format!("P{:.0} of the draws", 100.0 * promise.percentile),
        };
        rows.push((
            format!("{}: {}", promise.of, promise.measure.word()),
            money(value(&promise.promised).best),
            chance(reached),
            place,
        ));
    }
    let columns = vec![
        Column {
            name: "odds of",
            least: 20,
            cells: rows.iter().map(|row| row.0.clone()).collect(),
        },
        Column { name: "promised", least: 8, cells: rows.iter().map(|r| r.1.clone()).collect() },
        Column { name: "reached in", least: 10, cells: rows.iter().map(|r| r.2.clone()).collect() },
        Column {
            name: "where it lies",
            least: 12,
            cells: rows.into_iter().map(|row| row.3).collect(),
        },
    ];
    table(columns, look)
}

fn timeline(odds: &Odds, value: &dyn Fn(&FigureId) -> Spread, look: Look) -> String {
    let Some(timeline) = &odds.timeline else { return String::new() };
    let days = |when: &When| [0, 2, 4].map(|at| when.days[at].to_string());
    let mut rows: Vec<(String, String, [String; 3])> = Vec::new();
    for gate in &timeline.gates {
        let name = format!("{} {}", gate.stage, gate.name);
        let odds = match &gate.odds {
            Some(odds) => chance(value(odds)),
            None => "passed".to_owned(),
        };
        rows.push((name, odds, gate.on.as_ref().map(days).unwrap_or_default()));
    }
    let name = format!("first sale (plan: {})", timeline.plan);
    rows.push((name, String::new(), days(&timeline.first_sale)));
    rows.push(("no mine at all".to_owned(), chance(value(&timeline.no_mine)), <[_; 3]>::default()));
    for kept in &timeline.kept {
        let name = format!("promised: sold by {}", kept.due);
        rows.push((name, chance(value(&kept.odds)), <[_; 3]>::default()));
    }
    let day = |at: usize| rows.iter().map(|row| row.2[at].clone()).collect();
    let columns = vec![
        Column { name: "step", least: 20, cells: rows.iter().map(|row| row.0.clone()).collect() },
        Column { name: "odds", least: 10, cells: rows.iter().map(|row| row.1.clone()).collect() },
        Column { name: "P10", least: 10, cells: day(0) },
        Column { name: "P50", least: 10, cells: day(1) },
        Column { name: "P90", least: 10, cells: day(2) },
    ];
    let mut out = table(columns, look);
    if timeline.gates.iter().any(|gate| !gate.passed) {
        let note = "Days, outcomes and bands hold where there is a mine; odds of promises count no mine in.";
        let _ = writeln!(out, "{}", look.paint(Style::Dim, note));
    }
    out
}

fn tornado(analysis: &Analysis, look: Look) -> String {
    let bars = &analysis.bars;
    let at = |p: usize| bars.iter().map(|bar| money(bar.outcomes[p])).collect();
    let swing = bars
        .iter()
        .map(|bar| money(bar.swing()) + if bar.turns() { " (turns back on the way)" } else { "" });
    let ends = bars.iter().map(|bar| {
        let ends = analysis.odds.input(bar).and_then(|input| input.ends);
        ends.map(|[low, high]| format!("{low} to {high}")).unwrap_or_default()
    });
    let columns = vec![
        Column { name: "variable", least: 8, cells: bars.iter().map(|b| b.name.clone()).collect() },
        Column { name: "P10 to P90", least: 8, cells: ends.collect() },
        Column { name: "at its P10", least: 8, cells: at(0) },
        Column { name: "P50", least: 8, cells: at(2) },
        Column { name: "P90", least: 8, cells: at(4) },
        Column { name: "swing", least: 8, cells: swing.collect() },
    ];
    let note = format!("{}; correlations are left out here.", analysis.of.label());
    table(columns, look) + &format!("{}\n", look.paint(Style::Dim, note))
}

fn indices(analysis: &Analysis, look: Look) -> String {
    let indices = &analysis.indices;
    if indices.is_empty() {
        return String::new();
    }
    let cells =
        |of: &dyn Fn(&oreproof_weigh::odds::Index) -> String| indices.iter().map(of).collect();
    let share = |value: f64, error: f64| format!("{value:.3} ± {:.3}", REACH * error);
    let columns = vec![
        Column { name: "variable", least: 8, cells: cells(&|i| i.name.clone()) },
        Column { name: "first order", least: 14, cells: cells(&|i| share(i.first, i.errors.0)) },
        Column { name: "total", least: 14, cells: cells(&|i| share(i.total, i.errors.1)) },
    ];
    let first: f64 = indices.iter().map(|index| index.first).sum();
    let runs = analysis.index_draws * (indices.len() as u64 + 2);
    let note = format!(
        "First orders add up to {first:.2}; what is missing to 1 lies in variables that act together. \
         {runs} runs of the model; correlations are left out here."
    );
    let mut out = table(columns, look);
    for line in wrap(&note, look.width) {
        let _ = writeln!(out, "{}", look.paint(Style::Dim, line));
    }
    out
}

fn convergence(analysis: &Analysis, look: Look) -> String {
    let looks = &analysis.convergence.looks;
    let last = &looks[looks.len().saturating_sub(LOOKS)..];
    let cells =
        |of: &dyn Fn(&oreproof_weigh::odds::Settled) -> String| last.iter().map(of).collect();
    let part = |look: &oreproof_weigh::odds::Settled| match look.mean {
        0.0 => String::new(),
        mean => format!("{:.2} %", 100.0 * look.standard_error / mean.abs()),
    };
    let columns = vec![
        Column { name: "draws", least: 8, cells: cells(&|look| look.n_draws.to_string()) },
        Column { name: "mean", least: 10, cells: cells(&|look| money(look.mean)) },
        Column {
            name: "standard error",
            least: 8,
            cells: cells(&|look| money(look.standard_error)),
        },
        Column { name: "of the mean", least: 6, cells: cells(&part) },
    ];
    let mut out = table(columns, look);
    let until = analysis.convergence.until.map(|share| human::number(100.0 * share));
    let note = match (until, analysis.convergence.settled) {
        (Some(percent), Some(true)) => {
            format!("Stopped at a standard error of {percent} % of the mean.")
        }
        (Some(percent), _) => {
            format!("The draws were used up before the error came down to {percent} % of the mean.")
        }
        (None, _) if analysis.odds.sampling != Sampling::Plain => {
            "The error is that of plain draws; stratified draws lie nearer.".to_owned()
        }
        (None, _) => String::new(),
    };
    if !note.is_empty() {
        let _ = writeln!(out, "{}", look.paint(Style::Dim, note));
    }
    out
}
