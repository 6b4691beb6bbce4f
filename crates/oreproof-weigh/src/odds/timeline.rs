//! The timeline with odds: each step still to be passed, the first sale, and promised dates.

use jiff::ToSpan;
use jiff::civil::Date;
use oreproof_case::model::{ClaimKind, MilestoneKind, MilestoneStatus, Stage};
use oreproof_evidence::standing::rank;
use oreproof_risk::run::{Model as Drawn, run};
use oreproof_risk::summary::Sorted;
use oreproof_units::Period;
use serde::Serialize;

use super::bands::lines;
use super::origin;
use super::road::Road;
use super::setup::{Setup, impossible};
use super::way::Way;
use crate::desk::{Desk, Need};
use crate::figure::{Figure, FigureId};
use crate::spread::Spread;

/// Days in a year, on average.
const DAYS: f64 = 365.25;

/// When the project sells first, and whether it ever does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// The stage that the project has reached; none where the case shows none.
    pub stage: Option<String>,
    /// Steps that are behind it, then those to come, in order.
    pub gates: Vec<Passage>,
    /// The odds that a step is never passed and there is no mine at all.
    pub no_mine: FigureId,
    /// The first sale of the plan as stated.
    pub plan: Date,
    /// The first sale where there is a mine.
    pub first_sale: When,
    /// The odds that something has been sold by the end of each year, no mine at all counted in.
    pub sold_by: Vec<(i16, f64)>,
    /// Promised dates of the first product or export, with the odds that each is kept.
    pub kept: Vec<Kept>,
}

/// A step of the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// What it is called.
    pub name: String,
    /// The stage that passing it reaches.
    pub stage: String,
    /// Whether it is behind the project on the day of the weighing.
    pub passed: bool,
    /// The odds that it and all before it are passed; none where it is behind.
    pub odds: Option<FigureId>,
    /// When it is passed, if it is; none where it is behind.
    pub on: Option<When>,
}

/// A day that is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct When {
    /// The year with its fraction: one draw in ten before, the middle, one in ten after.
    pub figure: FigureId,
    /// The days that 10, 25, 50, 75 and 90 % of the draws come before.
    pub days: [Date; 5],
}

/// A promised date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kept {
    /// The claim that names it, or what the milestone is of.
    pub of: String,
    /// What is promised, in words.
    pub says: String,
    /// When it was promised.
    pub announced: Option<String>,
    /// The last day of the promise.
    pub due: Date,
    /// The odds that something is sold by then, no mine at all counted in.
    pub odds: FigureId,
}

/// Where the days of a project are counted from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calendar {
    /// The first day of the timeline.
    pub start: Date,
}

impl Calendar {
    /// A day in years from the start.
    pub(crate) fn years(self, day: Date) -> f64 {
        let days = self.start.until(day).map_or(0, |span| span.get_days());
        f64::from(days) / DAYS
    }

    /// The end of a period in years from the start.
    pub(crate) fn end(self, period: Period) -> f64 {
        self.years(period.last) + 1.0 / DAYS
    }

    /// The day at so many years from the start; the last of all days where it lies beyond them.
    fn day(self, years: f64) -> Date {
        let days = (years * DAYS).floor().clamp(0.0, 1e6) as i64;
        self.start.checked_add(days.days()).unwrap_or(Date::MAX)
    }

    /// A year with its fraction at so many years from the start.
    fn decimal(self, years: f64) -> f64 {
        let of =
            |date: Date| (f64::from(date.day_of_year()) - 1.0) / f64::from(date.days_in_year());
        f64::from(self.start.year()) + of(self.start) + years
    }
}

/// The timeline of a setup whose project has a calendar.
///
/// # Errors
///
/// What cannot be drawn.
pub(crate) fn timeline(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    n: u64,
) -> Result<Option<Timeline>, Need> {
    let (Some(way), Some(calendar)) = (&setup.road.way, setup.calendar) else { return Ok(None) };
    let times = Times { road: &setup.road, way };
    let drawn = run(&times, &setup.plan()?, 0..n, |_| true).expect("nothing stops it");
    let mut columns = Vec::new();
    for column in drawn.columns {
        columns.push(Sorted::new(column).map_err(|error| impossible(&error))?);
    }
    let sold = columns.pop().expect("the first sale is the last outcome");
    let project = setup.project.id.id.as_str();
    let behind = way.passed.iter().map(|(name, stage)| Passage {
        name: name.clone(),
        stage: stage.word().to_owned(),
        passed: true,
        odds: None,
        on: None,
    });
    let mut gates: Vec<Passage> = behind.collect();
    for (idx, (step, sorted)) in way.steps.iter().zip(&columns).enumerate() {
        let label = format!("odds that {} is passed, and all before it", step.name);
        let odds = spread(way.reached(idx + 1));
        let path = ["odds", project, "gate", &step.name];
        let odds = Some(add(desk, setup, &path, &label, odds));
        let path = ["odds", project, "gate", &step.name, "on"];
        let on = Some(when(
            desk,
            setup,
            calendar,
            &path,
            &format!("when {} is passed", step.name),
            sorted,
        )?);
        let (name, stage) = (step.name.clone(), step.stage.word().to_owned());
        gates.push(Passage { name, stage, passed: false, odds, on });
    }
    let (low, high) = way.odds();
    let none = spread((1.0 - high, 1.0 - low));
    let no_mine = add(desk, setup, &["odds", project, "no-mine"], "odds of no mine at all", none);
    let path = ["odds", project, "first-sale"];
    let first_sale =
        when(desk, setup, calendar, &path, "first sale, where there is a mine", &sold)?;
    let built = f64::midpoint(low, high);
    let by = |years: f64| 1.0 - strictly_after(&sold, years);
    let first = first_sale.days[0].year();
    let last = (first..).find(|year| 0.995 <= by(calendar.end_of(*year)) || first + 60 < *year);
    let years = (first - 1)..=last.unwrap_or(first);
    let sold_by = years.map(|year| (year, built * by(calendar.end_of(year)))).collect();
    let kept = promised(desk, setup)
        .into_iter()
        .map(|(of, says, announced, due)| {
            let share = by(calendar.end(due));
            let path = ["odds", project, "kept", &of, &due.last.to_string()];
            let label = format!("odds that {says} by {}", due.last);
            let odds = add(desk, setup, &path, &label, spread((low * share, high * share)));
            Kept { of, says, announced, due: due.last, odds }
        })
        .collect();
    let plan = calendar.day(way.plan_sold);
    let stage = way.stands.as_ref().map(|standing| standing.stage.word().to_owned());
    Ok(Some(Timeline { stage, gates, no_mine, plan, first_sale, sold_by, kept }))
}

impl Calendar {
    /// The end of a calendar year in years from the start.
    fn end_of(self, year: i16) -> f64 {
        Period::year(year).map_or(f64::INFINITY, |year| self.end(year))
    }
}

/// The share of draws strictly after a time.
fn strictly_after(sorted: &Sorted, years: f64) -> f64 {
    let values = sorted.values();
    let upto = values.partition_point(|value| *value <= years);
    (values.len() - upto) as f64 / values.len() as f64
}

fn spread((low, high): (f64, f64)) -> Spread {
    Spread { low, best: f64::midpoint(low, high), high }
}

fn add(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    path: &[&str],
    label: &str,
    value: Spread,
) -> FigureId {
    let label = format!("{}: {label}", setup.project.name);
    desk.figures.add(Figure::new(FigureId::path(path), label, value, None, origin(setup)))
}

/// A drawn time as days, with its figure.
fn when(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    calendar: Calendar,
    path: &[&str],
    label: &str,
    sorted: &Sorted,
) -> Result<When, Need> {
    let lines = lines(sorted)?;
    let [low, _, best, _, high] = lines.map(|years| calendar.decimal(years));
    let figure = add(desk, setup, path, label, Spread { low, best, high });
    Ok(When { figure, days: lines.map(|years| calendar.day(years)) })
}

/// A promise of a date: what it is of, in words, when it was made, and when it is due.
type Promised = (String, String, Option<String>, Period);

/// Dates that were promised for the first product or export of the project.
fn promised(desk: &Desk<'_>, setup: &Setup<'_>) -> Vec<Promised> {
    let ours = |id: &str| {
        id == setup.project.id.id || setup.project.sites.iter().any(|site| site.id == id)
    };
    let mut promised: Vec<Promised> = Vec::new();
    let sells = |kind| matches!(kind, MilestoneKind::FirstProduction | MilestoneKind::FirstExport);
    for milestone in &desk.case.milestones {
        let is_open = milestone.met.is_none() && milestone.status != MilestoneStatus::Met;
        if let (true, Some(due)) =
            (is_open && sells(milestone.kind) && ours(&milestone.of.id), milestone.due)
        {
            let announced = milestone.announced.map(|period| period.to_string());
            let (of, says) = (milestone.of.id.clone(), milestone.title.clone());
            promised.push((of, says, announced, due));
        }
    }
    for claim in &desk.case.claims {
        let is_sale =
            claim.stage.and_then(rank).is_some_and(|stage| rank(Stage::S8) <= Some(stage));
        let is_date = matches!(claim.kind, ClaimKind::Date | ClaimKind::Plan);
        let is_ours = claim.subjects.iter().any(|subject| ours(&subject.id));
        // A date that a milestone records is told once.
        let is_new = |due: &Period| promised.iter().all(|(.., known)| known != due);
        if let (true, Some(due)) = (is_sale && is_date && is_ours, claim.due.filter(is_new)) {
            let announced = claim.said.map(|period| period.to_string());
            promised.push((claim.id.id.clone(), claim.says.clone(), announced, due));
        }
    }
    promised.sort_by_key(|(.., due)| due.last);
    promised.dedup_by(|a, b| a.0 == b.0 && a.3.last == b.3.last);
    promised
}

/// When each step is passed and when the first sale comes, in years from the start.
struct Times<'r> {
    road: &'r Road,
    way: &'r Way,
}

impl Drawn for Times<'_> {
    type Space = Vec<f64>;

    fn n_outcomes(&self) -> usize {
        self.way.steps.len() + 1
    }

    fn space(&self) -> Vec<f64> {
        vec![0.0; self.road.variables.len()]
    }

    fn draw(&self, units: &[f64], space: &mut Vec<f64>, outcomes: &mut [f64]) {
        let steps = &units[self.road.variables.len()..][..self.way.steps.len()];
        for (outcome, at) in outcomes.iter_mut().zip(self.way.times(steps)) {
            *outcome = at;
        }
        outcomes[self.way.steps.len()] = self.way.plan_sold + self.road.late(units, space);
    }
}
