//! The way to the first sale: steps with odds and times, and what stops output later.

use oreproof_case::model::{Disruption, Draws, Gate, Holds, Stage};
use oreproof_evidence::standing::{Standing, rank, standing};
use oreproof_risk::elementary::log;
use oreproof_risk::event::Rate;
use oreproof_risk::{Quantile, Stream, on_widest};
use serde::{Serialize, Serializer};

use super::base_rate::{mean_of, odds_of};
use crate::desk::{Desk, Need, need};

/// A step that is still to be passed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Step {
    pub name: String,
    #[serde(skip)]
    pub stage: Stage,
    /// The odds of passing, from the least to the most that is said.
    pub odds: (f64, f64),
    pub years: Quantile,
    #[serde(serialize_with = "word")]
    pub holds: Holds,
    /// When the plan has it passed, in years from the start of the timeline.
    pub due: Option<f64>,
}

fn word<S: Serializer>(holds: &Holds, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(holds.word())
}

/// The way from the day of the weighing to the first sale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Way {
    /// Where the project stands.
    #[serde(skip)]
    pub stands: Option<Standing>,
    /// Steps that are behind it: their names and stages.
    #[serde(skip)]
    pub passed: Vec<(String, Stage)>,
    /// Steps still to be passed, in order.
    pub steps: Vec<Step>,
    /// The day of the weighing, in years from the start of the timeline.
    pub day: f64,
    /// The first capital of the plan, likewise.
    pub plan_built: f64,
    /// The first sale of the plan, likewise.
    pub plan_sold: f64,
}

/// By how much a draw is late, in years.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Late {
    /// The whole plan, its capital with it.
    pub all: f64,
    /// Production beside that.
    pub production: f64,
}

impl Way {
    /// The way of the project, by its own steps or those of its first site.
    ///
    /// # Errors
    ///
    /// What a step lacks.
    pub(crate) fn of(
        desk: &Desk<'_>,
        draws: &Draws,
        names: &[&str],
        times: (f64, f64, f64),
        years_of: &dyn Fn(oreproof_units::Period) -> f64,
    ) -> Result<Self, Need> {
        let stands = names.iter().find_map(|name| standing(desk.case, name, desk.day));
        let here = stands.as_ref().and_then(|standing| rank(standing.stage));
        let mut way = Self {
            stands,
            day: times.0,
            plan_built: times.1,
            plan_sold: times.2,
            ..Self::default()
        };
        for gate in &draws.gates {
            match rank(gate.stage) <= here && here.is_some() {
                true => way.passed.push((gate.name.clone(), gate.stage)),
                false => way.steps.push(step(desk, gate, years_of)?),
            }
        }
        let held = way.steps.iter().position(|step| step.holds == Holds::Production);
        let later = way.steps.iter().rposition(|step| step.holds == Holds::Everything);
        if let (Some(held), Some(later)) = (held, later)
            && held < later
        {
            return need("gates that hold everything before those that hold production");
        }
        if way.odds().1 <= 0.0 {
            return need("gates that can be passed");
        }
        Ok(way)
    }

    /// The odds that every step is passed, from the least to the most that is said.
    pub(crate) fn odds(&self) -> (f64, f64) {
        self.reached(self.steps.len())
    }

    /// The odds that the first so many steps are passed.
    pub(crate) fn reached(&self, n: usize) -> (f64, f64) {
        let steps = self.steps[..n].iter();
        steps.fold((1.0, 1.0), |(low, high), step| (low * step.odds.0, high * step.odds.1))
    }

    /// When each step is passed if it is, in years from the start of the timeline, from a number
    /// of the unit interval each.
    pub(crate) fn times<'w>(&'w self, units: &'w [f64]) -> impl Iterator<Item = f64> + 'w {
        let mut at = self.day;
        self.steps.iter().zip(units).map(move |(step, unit)| {
            at += step.years.at(*unit);
            at
        })
    }

    /// By how much the steps make the plan late; a plan is never early.
    pub(crate) fn late(&self, units: &[f64]) -> Late {
        let mut late = Late::default();
        let last = self.steps.iter().rposition(|step| step.holds == Holds::Everything);
        for (idx, (step, at)) in self.steps.iter().zip(self.times(units)).enumerate() {
            match step.holds {
                Holds::Everything => {
                    let due = step.due.or((Some(idx) == last).then_some(self.plan_built));
                    late.all = due.map_or(late.all, |due| late.all.max(at - due));
                }
                Holds::Production => {
                    let is_last = idx + 1 == self.steps.len();
                    let due = step.due.or(is_last.then_some(self.plan_sold));
                    late.production =
                        due.map_or(late.production, |due| late.production.max(at - due - late.all));
                }
            }
        }
        late
    }

    /// The most that production alone is late in all but one of so many draws, or a bound on it.
    pub(crate) fn latest(&self, one_in: f64) -> f64 {
        let steps = self.steps.iter().filter(|step| step.holds == Holds::Production);
        let most: f64 = steps.map(|step| step.years.at(1.0 - 1.0 / one_in)).sum();
        let from = self.steps.iter().rfind(|step| step.holds == Holds::Everything);
        let from = from.map_or(self.day, |step| step.due.unwrap_or(self.plan_built));
        (most - (self.plan_sold - from)).max(0.0)
    }

    /// The most that the whole plan is late in all but one of so many draws, or a bound on it.
    pub(crate) fn latest_of_all(&self, one_in: f64) -> f64 {
        let u = 1.0 - 1.0 / one_in;
        let units = vec![u; self.steps.len()];
        self.late(&units).all
    }
}

/// A gate as a step, with the base rates that it names.
fn step(
    desk: &Desk<'_>,
    gate: &Gate,
    years_of: &dyn Fn(oreproof_units::Period) -> f64,
) -> Result<Step, Need> {
    let refused =
        |problem: Box<oreproof_case::Problem>| Need(format!("a gate that fits: {problem}"));
    let odds = match (gate.stated_odds().map_err(refused)?, &gate.odds_rate) {
        (Some(odds), _) => (odds, odds),
        (None, Some(rate)) => odds_of(desk.tables, rate)?,
        (None, None) => return need(format!("the odds of the gate {}", gate.name)),
    };
    let mean = match &gate.years_rate {
        None => None,
        Some(rate) => {
            let (mean, unit) = mean_of(desk.tables, rate)?;
            match (unit.as_str(), gate.planned()) {
                ("years", _) => Some(mean),
                ("ratio", Some(plan)) => Some(plan * mean),
                ("ratio", None) => {
                    return need(format!(
                        "`plan` of the gate {}, which {rate} is a ratio to",
                        gate.name
                    ));
                }
                _ => return need(format!("a base rate in years for the gate {}", gate.name)),
            }
        }
    };
    Ok(Step {
        name: gate.name.clone(),
        stage: gate.stage,
        odds,
        years: gate.time(mean).map_err(refused)?,
        holds: gate.holds,
        due: gate.due.map(years_of),
    })
}

/// Something that stops output now and then.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Stops {
    pub name: String,
    /// How often, by the record.
    pub rate: Rate,
    /// The part of it that stops this project.
    pub part: f64,
    /// How long a stop lasts, in years.
    pub outage: Quantile,
}

impl Stops {
    /// A disruption of the case.
    ///
    /// # Errors
    ///
    /// What it lacks.
    pub(crate) fn of(desk: &Desk<'_>, of: &Disruption) -> Result<Self, Need> {
        let refused = |problem: Box<oreproof_case::Problem>| {
            Need(format!("a disruption that can be drawn: {problem}"))
        };
        Ok(Self {
            name: of.name.clone(),
            rate: of.rate(desk.case).map_err(refused)?,
            part: of.part().map_err(refused)?,
            outage: of.outage().map_err(refused)?,
        })
    }

    /// Takes from the part of each period that is left what stops take of it.
    ///
    /// The first number decides how often stops come, the second when and how long: its bits key
    /// a stream of their own, so that stops need no fixed number of numbers. `ends` are the ends
    /// of the periods in years from the start.
    pub(crate) fn take(&self, units: [f64; 2], ends: &[f64], left: &mut [f64]) {
        let rate = self.part * self.rate.at(units[0]);
        let stream = Stream::new(units[1].to_bits(), 0);
        if 0.0 < rate && !ends.is_empty() {
            let outage = &self.outage;
            on_widest!(stop(
                outage: &Quantile,
                rate: f64,
                stream: Stream,
                ends: &[f64],
                left: &mut [f64]
            ) -> ());
        }
    }

    /// Takes what stops take on average at a rate: what a bar of a tornado shows.
    pub(crate) fn take_mean(&self, unit: f64, left: &mut [f64]) {
        let lost = self.part * self.rate.at(unit) * self.outage.mean();
        left.iter_mut().for_each(|left| *left = (*left - lost).max(0.0));
    }
}

/// Stops that are drawn side by side.
const LANES: usize = 8;

/// Takes what stops take that come so many times a year, from the start to the last of `ends`.
#[inline(always)]
fn stop(outage: &Quantile, rate: f64, stream: Stream, ends: &[f64], left: &mut [f64]) {
    let last = ends[ends.len() - 1];
    let periods_a_year = ends.len() as f64 / last;
    let mut at = 0.0;
    for block in (0..).step_by(LANES) {
        let [mut waits, mut lengths] = stream.pairs::<LANES>(block);
        waits.iter_mut().for_each(|wait| *wait = -log(*wait) / rate);
        outage.at_each(&mut lengths);
        for (wait, length) in waits.into_iter().zip(lengths) {
            at += wait;
            if last <= at {
                return;
            }
            // Where all periods are as long, the first guess is right.
            let mut first = ((at * periods_a_year) as usize).min(ends.len() - 1);
            while ends[first] <= at {
                first += 1;
            }
            while 0 < first && at < ends[first - 1] {
                first -= 1;
            }
            let mut start = if first == 0 { 0.0 } else { ends[first - 1] };
            let until = at + length;
            for (end, left) in ends[first..].iter().zip(&mut left[first..]) {
                if until <= start {
                    break;
                }
                let lost = (until.min(*end) - at.max(start)) / (end - start);
                // Stops that overlap take no more than the whole.
                *left = (*left - lost).max(0.0);
                start = *end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oreproof_risk::Distribution;
    use oreproof_risk::event::Record;

    fn step(odds: f64, years: f64, holds: Holds, due: Option<f64>) -> Step {
        Step {
            name: "a step".to_owned(),
            stage: Stage::S8,
            odds: (odds, odds),
            years: Distribution::Constant { value: years }.prepare().unwrap(),
            holds,
            due,
        }
    }

    /// A plan that starts to build after one year and sells after four, looked at after half a
    /// year.
    fn way(steps: Vec<Step>) -> Way {
        Way { steps, day: 0.5, plan_built: 1.0, plan_sold: 4.0, ..Way::default() }
    }

    #[test]
    fn a_plan_waits_for_its_steps_and_is_never_early() {
        let on_time = way(vec![
            step(0.5, 0.5, Holds::Everything, None),
            step(0.8, 3.0, Holds::Production, None),
        ]);
        assert_eq!(on_time.late(&[0.5; 2]), Late::default());
        assert_eq!(on_time.odds(), (0.4, 0.4));
        let early = way(vec![step(1.0, 0.1, Holds::Everything, None)]);
        assert_eq!(early.late(&[0.5]), Late::default());
        // Half a year late to start, a year longer to build: half of all, one of production.
        let late = way(vec![
            step(1.0, 1.0, Holds::Everything, None),
            step(1.0, 4.0, Holds::Production, None),
        ]);
        assert_eq!(late.late(&[0.5; 2]), Late { all: 0.5, production: 1.0 });
        assert_eq!(late.times(&[0.5; 2]).collect::<Vec<_>>(), [1.5, 5.5]);
        // A late start that quick building makes good moves nothing but the start.
        let quick = way(vec![
            step(1.0, 1.0, Holds::Everything, None),
            step(1.0, 2.0, Holds::Production, None),
        ]);
        assert_eq!(quick.late(&[0.5; 2]), Late { all: 0.5, production: 0.0 });
        let due = way(vec![step(1.0, 1.0, Holds::Everything, Some(1.5))]);
        assert_eq!(due.late(&[0.5]), Late::default());
    }

    /// Six events in ten years with Jeffreys' prior, half of which stop the mine for a tenth of
    /// a year: 0.65 a year · ½ · 0.1 is 3.25 % of the time, within five standard errors.
    #[test]
    fn stops_take_what_their_record_says_on_average() {
        let record = Record { events: 6.0, years: 10.0, prior_events: 0.5, prior_years: 0.0 };
        let stops = Stops {
            name: "attacks".to_owned(),
            rate: record.rate().unwrap(),
            part: 0.5,
            outage: Distribution::Constant { value: 0.1 }.prepare().unwrap(),
        };
        let ends: Vec<f64> = (1..=20).map(f64::from).collect();
        let stream = Stream::new(5, 1);
        let n = 20_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in 0..n {
            let units = [stream.uniform(draw, 0), stream.uniform(draw, 1)];
            let mut left = vec![1.0; 20];
            stops.take(units, &ends, &mut left);
            assert!(left.iter().all(|left| (0.0..=1.0).contains(left)));
            let lost = 1.0 - left.iter().sum::<f64>() / 20.0;
            (sum, squares) = (sum + lost, squares + lost * lost);
        }
        let n = n as f64;
        let (mean, error) = (sum / n, ((squares / n - (sum / n).powi(2)) / n).sqrt());
        assert!((mean - 0.0325).abs() < 5.0 * error, "{mean} ± {error}");
    }

    #[test]
    fn a_long_stop_runs_on_into_later_periods() {
        let stops = Stops {
            name: "war".to_owned(),
            rate: Record { events: 1e6, years: 1e6, prior_events: 0.5, prior_years: 0.0 }
                .rate()
                .unwrap(),
            part: 1.0,
            outage: Distribution::Constant { value: 50.0 }.prepare().unwrap(),
        };
        let ends: Vec<f64> = (1..=40).map(f64::from).collect();
        let mut left = vec![1.0; 40];
        stops.take([0.5, 0.5], &ends, &mut left);
        let struck = left.iter().position(|left| *left < 1.0).expect("it strikes once a year");
        assert!(left[struck + 1..].iter().all(|left| *left == 0.0), "{left:?}");
    }
}
