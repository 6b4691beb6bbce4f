//! `oreproof risk`: the odds of a case, as a risk analyst asks them.

mod text;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_case::model::Sampling;
use oreproof_weigh::odds::{Analysis, Asked, Measure, Stress};
use oreproof_weigh::{FigureId, Figures};
use serde_json::json;

use crate::output::Output;
use crate::road::{Road, analyse};
use crate::ui::{Done, Stop, Ui};

/// Draw the project of a case many times over, and tell the odds.
///
/// Outcomes as P10, P50 and P90 with their sampling error, the odds of a loss and of what was
/// promised, what the spread hangs on (tornado and Sobol indices), and whether enough was drawn.
/// The station alone: nothing is weighed against it.
/// P10 counts from below: one draw in ten lies under it.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof risk cases/pakistan-2025
  oreproof risk cases/pakistan-2025 --of beneficiary --draws 100000
  oreproof risk CASE --sampling plain --until 0.5 --draws 10000000
  oreproof risk CASE --format csv -o draws.csv

Exit status: 0 when drawn, 1 when the case has problems to mend, 2 when it could not be drawn.")]
pub(crate) struct Args {
    /// The case folder.
    case: PathBuf,

    #[command(flatten)]
    road: Road,

    /// How draws are laid out instead of as the case says.
    #[arg(long, value_enum, value_name = "HOW")]
    sampling: Option<Layout>,

    /// Which outcome the tornado, the indices and the convergence are of.
    #[arg(long, value_name = "OUTCOME", default_value = "npv", value_parser = measure)]
    of: Measure,

    /// Stop once the standard error of the mean is at most so many per cent of it; takes plain
    /// draws.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    until: Option<f64>,

    /// Points of each of the two sets that Sobol indices rest on; 0 for no indices.
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = index_draws)]
    index_draws: u64,

    /// Hold an input to a part of its range, such as `price.copper=0..10` for its lowest tenth,
    /// and tell what becomes of the outcomes.
    #[arg(long, value_name = "INPUT=FROM..TO", value_parser = stress)]
    stress: Option<Stress>,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Where to write, instead of the terminal.
    #[arg(long, short, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How draws can be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Each on its own.
    Plain,
    /// Latin hypercube: each variable gets each stratum once.
    LatinHypercube,
    /// A scrambled Sobol sequence.
    Sobol,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables, for people.
    Text,
    /// Everything, for programs.
    Json,
    /// Every number that is told, a row each.
    Csv,
}

/// The case cannot be drawn.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("nothing can be drawn: needs {needs}")]
#[diagnostic(code("risk::nothing"), help("docs/risk.md says what `[draws]` holds"))]
struct Nothing {
    needs: String,
}

fn measure(word: &str) -> Result<Measure, String> {
    let found = Measure::ALL.into_iter().find(|measure| measure.word() == word);
    found.ok_or_else(|| format!("one of {}", Measure::ALL.map(Measure::word).join(", ")))
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').trim().parse::<f64>().ok();
    let share = number.map(|percent| percent / 100.0);
    share.filter(|s| s.is_finite() && 0.0 < *s).ok_or_else(|| "a per cent above 0".to_owned())
}

fn stress(text: &str) -> Result<Stress, String> {
    let parts = text.rsplit_once('=').and_then(|(of, range)| Some((of, range.split_once("..")?)));
    let share = |text: &str| text.trim().trim_end_matches('%').trim().parse::<f64>().ok();
    let parsed = parts.and_then(|(of, (low, high))| {
        let (low, high) = (share(low)? / 100.0, share(high)? / 100.0);
        (0.0 <= low && low < high && high <= 1.0).then(|| Stress { of: of.to_owned(), low, high })
    });
    parsed.ok_or_else(|| "an input and a range in per cent, such as price.copper=0..10".to_owned())
}

fn index_draws(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(n) if n == 0 || 64 <= n => Ok(n),
        _ => Err("0, or 64 and more".to_owned()),
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let sampling = args.sampling.map(|layout| match layout {
        Layout::Plain => Sampling::Plain,
        Layout::LatinHypercube => Sampling::LatinHypercube,
        Layout::Sobol => Sampling::Sobol,
    });
    let index_draws = Some(args.index_draws).filter(|n| 0 < *n);
    let stress = args.stress.clone();
    let asked = Asked { of: args.of, index_draws, until: args.until, stress };
    let analysed = analyse(&args.case, &args.road, sampling, &asked, ui)?;
    let analysis = match &analysed.analysis {
        Ok(analysis) => analysis,
        Err(need) => return Err(Stop::of(Nothing { needs: need.0.clone() })),
    };
    let mut out = Output::to(args.output.as_deref())?;
    let look = if args.output.is_some() { crate::ui::Look::PLAIN } else { ui.look };
    match args.format {
        Format::Text => out.write_all(text::text(&analysed, analysis, look).as_bytes())?,
        Format::Json => {
            let figures: Vec<_> = analysed.figures.iter().collect();
            let all = json!({
                "title": analysed.title,
                "day": analysed.day,
                "analysis": analysis,
                "figures": figures,
            });
            writeln!(out, "{all:#}")?;
        }
        Format::Csv => out.write_all(&rows(analysis, &analysed.figures)?)?,
    }
    out.finish()?;
    Ok(if analysed.is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Every number as a row: what it is of, which number, and how far it may be off.
fn rows(analysis: &Analysis, figures: &Figures) -> Result<Vec<u8>, std::io::Error> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["part", "of", "number", "value", "low", "high"])?;
    let mut put = |part: &str, of: &str, number: &str, value: f64, ends: Option<(f64, f64)>| {
        let (low, high) = ends.map(|(a, b)| (a.to_string(), b.to_string())).unwrap_or_default();
        rows.write_record([part, of, number, &value.to_string(), &low, &high])
    };
    let odds = &analysis.odds;
    for range in &odds.outcomes {
        let of = range.measure.word();
        let [mean, error] = range.mean;
        put("outcome", of, "mean", mean, Some((mean - 1.645 * error, mean + 1.645 * error)))?;
        for q in &range.quantiles {
            put("outcome", of, &format!("p{:.0}", 100.0 * q.p), q.value, Some((q.low, q.high)))?;
        }
    }
    let of = |id: &FigureId| figures.value(id);
    put("odds", "npv", "below nought", of(&odds.below_nought).best, None)?;
    for promise in &odds.promises {
        let (reached, part) = (of(&promise.odds), format!("reach {}", promise.of));
        let ends = Some((reached.low, reached.high));
        put("odds", promise.measure.word(), &part, reached.best, ends)?;
    }
    for party in &odds.parties {
        put("party", &party.party, "stated", party.stated, None)?;
        for (name, value) in ["p10", "p25", "p50", "p75", "p90"].into_iter().zip(party.lines) {
            put("party", &party.party, name, value, None)?;
        }
    }
    if let Some(first) = &odds.first_cash {
        let (year, never) = (of(&first.figure), of(&first.never));
        put("day", "first cash", "year", year.best, Some((year.low, year.high)))?;
        put("odds", "first cash", "never", never.best, Some((never.low, never.high)))?;
    }
    for under in &odds.under {
        for q in &under.quantiles {
            let ends = Some((q.low, q.high));
            put("process", under.process, &format!("p{:.0}", 100.0 * q.p), q.value, ends)?;
        }
        let below = of(&under.below_nought).best;
        put("process", under.process, "below nought", below, None)?;
        for (promise, reached) in &under.reached {
            let reached = of(reached);
            let ends = Some((reached.low, reached.high));
            put("process", under.process, &format!("reach {promise}"), reached.best, ends)?;
        }
    }
    if let Some(timeline) = &odds.timeline {
        let none = of(&timeline.no_mine);
        put("odds", "mine", "none", none.best, Some((none.low, none.high)))?;
        for gate in &timeline.gates {
            if let Some(odds) = gate.odds.as_ref().map(of) {
                put("odds", &gate.name, "passed", odds.best, Some((odds.low, odds.high)))?;
            }
            if let Some(on) = gate.on.as_ref().map(|on| of(&on.figure)) {
                put("day", &gate.name, "year", on.best, Some((on.low, on.high)))?;
            }
        }
        let first = of(&timeline.first_sale.figure);
        put("day", "first sale", "year", first.best, Some((first.low, first.high)))?;
        for (year, share) in &timeline.sold_by {
            put("odds", "first sale", &format!("by {year}"), *share, None)?;
        }
        for kept in &timeline.kept {
            let odds = of(&kept.odds);
            let ends = Some((odds.low, odds.high));
            put("odds", &kept.of, &format!("sold by {}", kept.due), odds.best, ends)?;
        }
    }
    for band in &odds.bands.rungs {
        put("rung", band.measure.word(), "stated", band.stated, None)?;
        for (name, value) in ["p10", "p25", "p50", "p75", "p90"].into_iter().zip(band.lines) {
            put("rung", band.measure.word(), name, value, None)?;
        }
    }
    for bar in &analysis.bars {
        for (name, value) in ["p10", "p30", "p50", "p70", "p90"].into_iter().zip(bar.outcomes) {
            put("tornado", &bar.name, name, value, None)?;
        }
    }
    for index in &analysis.indices {
        let (first, total) = index.errors;
        let ends = |value: f64, error: f64| Some((value - 1.645 * error, value + 1.645 * error));
        put("sobol", &index.name, "first", index.first, ends(index.first, first))?;
        put("sobol", &index.name, "total", index.total, ends(index.total, total))?;
    }
    for rank in &analysis.ranks {
        let reach = 1.645 * rank.error;
        let ends = Some((rank.rho - reach, rank.rho + reach));
        put("rank correlation", &rank.name, "rho", rank.rho, ends)?;
    }
    if let Some(stressed) = &analysis.stressed {
        for (measure, _, after) in &stressed.outcomes {
            for (name, value) in ["p10", "p50", "p90"].into_iter().zip(after) {
                put("stressed", measure.word(), name, *value, None)?;
            }
        }
        put("stressed", "npv", "below nought", stressed.below_nought[1], None)?;
    }
    for hangs in &odds.hangs {
        for (name, answer) in ["half", "as supposed", "twice"].into_iter().zip(&hangs.answers) {
            if let Some(answer) = answer {
                let of = format!("{} {}", hangs.of, hangs.key);
                put("supposed", &of, &format!("{name}: npv p50"), answer.npv, None)?;
                put("supposed", &of, &format!("{name}: odds of a mine"), answer.mine, None)?;
                put("supposed", &of, &format!("{name}: years late"), answer.late, None)?;
            }
        }
    }
    for look in &analysis.convergence.looks {
        let (mean, error) = (look.mean, look.standard_error);
        let ends = Some((mean - 1.645 * error, mean + 1.645 * error));
        put("convergence", analysis.of.word(), &look.n_draws.to_string(), mean, ends)?;
    }
    for fan in &odds.bands.fans {
        for (p, period) in odds.bands.periods.iter().enumerate() {
            put("year", fan.of, &format!("{period} stated"), fan.stated[p], None)?;
            for (name, line) in ["p10", "p25", "p50", "p75", "p90"].into_iter().zip(&fan.lines) {
                put("year", fan.of, &format!("{period} {name}"), line[p], None)?;
            }
        }
    }
    rows.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}
