//! A risk analysis on the terminal.

use std::fmt::Write as _;

use oreproof::units::human;
use oreproof_weigh::desk::USD;
use oreproof_weigh::odds::{Analysis, Answer, Hangs, Input, Odds, Sampling, TOLD, When};
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
        ("What is drawn", inputs(odds, look)),
        ("Outcomes", outcomes(odds, look)),
        ("Percentiles", percentiles(odds, look)),
        ("Who gets what over the life", parties(odds, &value, look)),
        ("Odds", chances(odds, &value, look)),
        ("How prices move", paths(odds, look)),
        ("The odds under either process", under(odds, &value, look)),
        ("The way to the first sale", timeline(odds, &value, look)),
        ("What moves it, each variable alone, the others at their middle", tornado(analysis, look)),
        ("What its variance hangs on (Sobol indices)", indices(analysis, look)),
        ("Figures that nobody says", hangs(odds, look)),
        ("Held to a part of its range", stressed(analysis, look)),
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

/// Every input: how it is drawn, how far it goes, and what says so.
fn inputs(odds: &Odds, look: Look) -> String {
    let inputs = &odds.inputs;
    let cells = |of: &dyn Fn(&Input) -> String| inputs.iter().map(of).collect();
    let ends = |input: &Input| match input.ends {
        Some([low, high]) => format!("{low} to {high}"),
        None => String::new(),
    };
    let from = |input: &Input| {
        let mut from = input.from.clone();
        if !input.supposed.is_empty() {
            // A cell may be cut at its end; that somebody supposes may not.
            from.insert(0, format!("SUPPOSED: {}", input.supposed.join(", ")));
        }
        from.join("; ")
    };
    let columns = vec![
        Column { name: "input", least: 8, cells: cells(&|input| input.name.clone()) },
        Column { name: "drawn as", least: 16, cells: cells(&|input| input.drawn.clone()) },
        Column { name: "P10 to P90", least: 8, cells: cells(&ends) },
        Column { name: "from", least: 20, cells: cells(&from) },
    ];
    let mut out = table(columns, look);
    for pair in &odds.together {
        let error = pair.error.map(|error| format!(" ± {error:.2}")).unwrap_or_default();
        let (a, b, rho) = (&pair.a, &pair.b, pair.rho);
        let line = format!("{a} and {b} go together: rank correlation {rho:.2}{error}.");
        let _ = writeln!(out, "{}", look.paint(Style::Dim, line));
    }
    out
}

/// Every quantile that is told, a row each.
fn percentiles(odds: &Odds, look: Look) -> String {
    let names = TOLD.map(|p| format!("P{:.0}", 100.0 * p)).into();
    let mut columns = vec![Column { name: "", least: 3, cells: names }];
    columns.extend(odds.outcomes.iter().map(|range| Column {
        name: range.measure.word(),
        least: 8,
        cells: range.quantiles.iter().map(|q| money(q.value)).collect(),
    }));
    table(columns, look)
}

/// What each party gets, and when the beneficiary is first paid.
fn parties(odds: &Odds, value: &dyn Fn(&FigureId) -> Spread, look: Look) -> String {
    let parties = &odds.parties;
    let at = |k: usize| parties.iter().map(|party| money(party.lines[k])).collect();
    let columns = vec![
        Column {
            name: "party",
            least: 12,
            cells: parties.iter().map(|p| p.name.clone()).collect(),
        },
        Column {
            name: "as stated",
            least: 8,
            cells: parties.iter().map(|party| money(party.stated)).collect(),
        },
        Column { name: "P10", least: 8, cells: at(0) },
        Column { name: "P50", least: 8, cells: at(2) },
        Column { name: "P90", least: 8, cells: at(4) },
    ];
    let mut out = table(columns, look);
    if let Some(first) = &odds.first_cash {
        let (year, never) = (value(&first.figure), chance(value(&first.never)));
        let line = format!(
            "First year in which the beneficiary gets more than it pays: {:.0} ({:.0} to {:.0}; as stated {}); never: {never}.",
            year.best, year.low, year.high, first.stated
        );
        for line in wrap(&line, look.width) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// The answer with each supposed figure halved and doubled.
fn hangs(odds: &Odds, look: Look) -> String {
    if odds.hangs.is_empty() {
        return String::new();
    }
    let cells = |of: &dyn Fn(&Hangs) -> String| odds.hangs.iter().map(of).collect();
    let answer = |at: usize| -> Vec<String> {
        let of = |hangs: &Hangs| match hangs.answers[at] {
            Some(answer) => money(answer.npv),
            None => "cannot be".to_owned(),
        };
        odds.hangs.iter().map(of).collect()
    };
    let dates = |hangs: &Hangs| {
        let told = |answer: &Option<Answer>| {
            let answer = (*answer)?;
            Some(format!("{:.0} %, {:.1} y", 100.0 * answer.mine, answer.late))
        };
        let [half, _, twice] = hangs.answers.each_ref().map(told);
        let is_moved = |a: &Option<Answer>, b: &Option<Answer>| {
            a.zip(*b).is_some_and(|(a, b)| a.mine != b.mine || a.late != b.late)
        };
        let moved = is_moved(&hangs.answers[0], &hangs.answers[1])
            || is_moved(&hangs.answers[1], &hangs.answers[2]);
        match (half, twice) {
            (Some(half), Some(twice)) if moved => format!("{half} | {twice}"),
            _ => String::new(),
        }
    };
    let columns = vec![
        Column { name: "figure", least: 12, cells: cells(&|h| format!("{} {}", h.of, h.key)) },
        Column { name: "supposed", least: 8, cells: cells(&|h| h.written.clone()) },
        Column { name: "P50 at half", least: 8, cells: answer(0) },
        Column { name: "as it is", least: 8, cells: answer(1) },
        Column { name: "at twice", least: 8, cells: answer(2) },
        Column { name: "a mine, years late at half | twice", least: 12, cells: cells(&dates) },
    ];
    let note = "Supposed for want of a source. The middle present value, from fewer draws of the same numbers; of a multiple, what is halved or doubled is its distance from 1.";
    let mut out = table(columns, look);
    for line in wrap(note, look.width) {
        let _ = writeln!(out, "{}", look.paint(Style::Dim, line));
    }
    out
}

/// The outcomes with one input held to a part of its range.
fn stressed(analysis: &Analysis, look: Look) -> String {
    let Some(stressed) = &analysis.stressed else { return String::new() };
    let range = format!(
        "{} from P{:.0} to P{:.0}",
        stressed.of,
        100.0 * stressed.low,
        100.0 * stressed.high
    );
    let rows = &stressed.outcomes;
    let at = |k: usize| {
        let cell = |(_, before, after): &(_, [f64; 3], [f64; 3])| {
            format!("{} → {}", money(before[k]), money(after[k]))
        };
        rows.iter().map(cell).collect()
    };
    let columns = vec![
        Column {
            name: "outcome",
            least: 8,
            cells: rows.iter().map(|row| row.0.label().to_owned()).collect(),
        },
        Column { name: "P10", least: 12, cells: at(0) },
        Column { name: "P50", least: 12, cells: at(1) },
        Column { name: "P90", least: 12, cells: at(2) },
    ];
    let [before, after] = stressed.below_nought.map(|share| chance(Spread::exact(share)));
    let note = format!("{range}; a present value below nought: {before} → {after}.");
    table(columns, look) + &format!("{}\n", look.paint(Style::Dim, note))
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

/// Each price that moves, by both processes, and what its months say of them.
fn paths(odds: &Odds, look: Look) -> String {
    if odds.paths.is_empty() {
        return String::new();
    }
    let rows = odds.paths.iter().flat_map(|path| path.drawn.iter().map(move |moves| (path, moves)));
    let rows: Vec<[String; 6]> = rows
        .map(|(path, moves)| {
            let is_chosen = moves.word() == path.process;
            let fit = path.fit(moves);
            let after = |at: usize| {
                let (_, [low, high]) = moves.spread[at];
                format!("{low:.2} to {high:.2}")
            };
            let word = moves.word();
            [
                path.of.clone(),
                if is_chosen { format!("{word}, as chosen") } else { word.to_owned() },
                moves.volatility(fit),
                moves.speed(fit).unwrap_or_default(),
                after(1),
                after(3),
            ]
        })
        .collect();
    let cells = |at: usize| rows.iter().map(|row| row[at].clone()).collect();
    let columns = vec![
        Column { name: "price", least: 8, cells: cells(0) },
        Column { name: "process", least: 9, cells: cells(1) },
        Column { name: "volatility", least: 8, cells: cells(2) },
        Column { name: "speed a year", least: 8, cells: cells(3) },
        Column { name: "× after 5 years", least: 8, cells: cells(4) },
        Column { name: "after 20", least: 8, cells: cells(5) },
    ];
    let mut out = table(columns, look);
    let mut notes = Vec::new();
    for path in &odds.paths {
        notes.extend(path.verdict());
        let level = path.fitted.as_ref().and_then(oreproof_weigh::odds::Fitted::level);
        let of = &path.of;
        let level = level.map(|level| {
            format!("{of} is fitted to return to {level}; the deck stands in its place.")
        });
        notes.extend(level);
    }
    let deck = odds.paths[0].deck_is;
    notes.push(format!(
        "Factors on the deck's price, one path in ten below and one in ten above; the deck is the {deck} of all paths. ± is a standard error; a process without one is as the case states it."
    ));
    for line in notes.iter().flat_map(|note| wrap(note, look.width)) {
        let _ = writeln!(out, "{}", look.paint(Style::Dim, line));
    }
    out
}

/// The present value and the promises under each process.
fn under(odds: &Odds, value: &dyn Fn(&FigureId) -> Spread, look: Look) -> String {
    if odds.under.is_empty() {
        return String::new();
    }
    let mut names: Vec<String> = ["P10", "P50", "P90"].map(|p| format!("present value {p}")).into();
    names.push("a present value below nought".to_owned());
    names.extend(odds.promises.iter().map(|p| format!("{}: {}", p.of, p.measure.word())));
    let mut columns = vec![Column { name: "odds of", least: 20, cells: names }];
    columns.extend(odds.under.iter().map(|under| {
        let npv = value(&under.npv);
        let mut cells: Vec<String> = [npv.low, npv.best, npv.high].map(money).into();
        cells.push(chance(value(&under.below_nought)));
        cells.extend(under.reached.iter().map(|(_, odds)| chance(value(odds))));
        Column { name: under.process, least: 10, cells }
    }));
    let chosen = odds.paths.iter().map(|path| format!("{} {}", path.of, path.process));
    let chosen = chosen.collect::<Vec<_>>().join(", ");
    let note = format!("Chosen: {chosen}. The same random numbers throughout.");
    table(columns, look) + &format!("{}\n", look.paint(Style::Dim, note))
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
    let ranks = bars.iter().map(|bar| {
        let rank = analysis.ranks.iter().find(|rank| rank.name == bar.name);
        rank.map(|rank| format!("{:+.2}", rank.rho)).unwrap_or_default()
    });
    let columns = vec![
        Column { name: "variable", least: 8, cells: bars.iter().map(|b| b.name.clone()).collect() },
        Column { name: "P10 to P90", least: 8, cells: ends.collect() },
        Column { name: "at its P10", least: 8, cells: at(0) },
        Column { name: "P50", least: 8, cells: at(2) },
        Column { name: "P90", least: 8, cells: at(4) },
        Column { name: "swing", least: 8, cells: swing.collect() },
        Column { name: "rank correlation", least: 8, cells: ranks.collect() },
    ];
    let note = format!(
        "{}; correlations are left out of the bars. The rank correlation is Spearman's over all draws.",
        analysis.of.label()
    );
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
