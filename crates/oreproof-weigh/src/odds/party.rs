//! What each party gets over the life, and when the beneficiary gets something for the first time.

use oreproof_risk::run::{Model as Drawn, run};
use oreproof_risk::summary::Sorted;
use oreproof_units::First;
use serde::Serialize;

use super::bands::{YEARLY, lines};
use super::origin;
use super::road::{Road, Room};
use super::setup::{Setup, impossible};
use super::way::Way;
use crate::desk::{Desk, Need, USD};
use crate::figure::{Figure, FigureId};
use crate::spread::Spread;

/// What a party gets over the life, where there is a mine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// Its id in the terms.
    pub party: String,
    /// What it is called.
    pub name: String,
    /// As stated, in US dollars.
    pub stated: f64,
    /// One draw in ten below, the middle, one in ten above.
    pub figure: FigureId,
    /// What 10, 25, 50, 75 and 90 % of the draws lie below, in US dollars.
    pub lines: [f64; 5],
}

/// When the beneficiary is paid for the first time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirstCash {
    /// As stated.
    pub stated: i16,
    /// The year: one draw in ten before, the middle, one in ten after; of draws in which it comes.
    pub figure: FigureId,
    /// The odds that it never comes, no mine at all counted in.
    pub never: FigureId,
}

/// What each party gets, and the first year in which the beneficiary gets more than it pays.
///
/// # Errors
///
/// What cannot be drawn.
pub(crate) fn parties(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
) -> Result<(Vec<Party>, Option<FirstCash>), Need> {
    let model = Parties { road: &setup.road };
    let n = setup.draws.n.min(YEARLY);
    let drawn = run(&model, &setup.plan()?, 0..n, |_| true).expect("nothing stops it");
    let mut stated = vec![0.0; model.n_outcomes()];
    model.told(&mut setup.road.stated(), &mut stated);
    let mut columns = drawn.columns;
    let firsts = columns.pop().expect("the first year is the last outcome");
    let project = setup.project.id.id.as_str();
    let name = &setup.project.name;
    let mut parties = Vec::new();
    let entries = &setup.road.model.regime().parties;
    for ((party, column), stated) in entries.iter().zip(columns).zip(&stated) {
        let lines = lines(&Sorted::new(column).map_err(|error| impossible(&error))?)?;
        let label = format!("{name}: what {} gets over the life", party.name);
        let spread = Spread { low: lines[0], best: lines[2], high: lines[4] };
        let path = FigureId::path(&["odds", project, "party", &party.id]);
        let figure = Figure::new(path, label, spread, Some(USD), origin(setup));
        parties.push(Party {
            party: party.id.clone(),
            name: party.name.clone(),
            stated: *stated,
            figure: desk.figures.add(figure),
            lines,
        });
    }
    let First::Month { year, .. } = setup.road.model.money().project().timeline.first else {
        return Ok((parties, None));
    };
    let stated = stated.last().copied().unwrap_or(f64::INFINITY);
    let n_drawn = firsts.len() as f64;
    let paid: Vec<f64> = firsts.into_iter().filter(|years| years.is_finite()).collect();
    if setup.road.beneficiary.is_none() || paid.is_empty() || !stated.is_finite() {
        return Ok((parties, None));
    }
    let share = paid.len() as f64 / n_drawn;
    let lines = lines(&Sorted::new(paid).map_err(|error| impossible(&error))?)?;
    let in_year = |years: f64| f64::from(year) + years;
    let [low, _, best, _, high] = lines.map(in_year);
    let mut add = |last: &str, label: &str, spread: Spread| {
        let path = FigureId::path(&["odds", project, "first-cash", last]);
        let label = format!("{name}: {label}");
        desk.figures.add(Figure::new(path, label, spread, None, origin(setup)))
    };
    let label = "first year in which the beneficiary gets more than it pays, where it comes";
    let figure = add("year", label, Spread { low, best, high });
    let (least, most) = setup.road.way.as_ref().map_or((1.0, 1.0), Way::odds);
    let never = |odds: f64| 1.0 - odds * share;
    let spread =
        Spread { low: never(most), best: never(f64::midpoint(least, most)), high: never(least) };
    let never = add("never", "odds that the beneficiary never gets more than it pays", spread);
    Ok((parties, Some(FirstCash { stated: in_year(stated) as i16, figure, never })))
}

/// The road with what each party gets over the life, and the first year of the beneficiary's cash
/// as whole years after that of the timeline's start.
struct Parties<'r> {
    road: &'r Road,
}

impl Parties<'_> {
    fn told(&self, room: &mut Room, outcomes: &mut [f64]) {
        let n = outcomes.len() - 1;
        for (party, outcome) in outcomes[..n].iter_mut().enumerate() {
            *outcome = self.road.party(party, room);
        }
        let money = self.road.model.money();
        let first = room.beneficiary.iter().position(|cash| 0.0 < *cash);
        outcomes[n] = match first.filter(|_| self.road.beneficiary.is_some()) {
            Some(p) => {
                let month = match money.project().timeline.first {
                    First::Month { month, .. } => f64::from(month) - 1.0,
                    _ => 0.0,
                };
                let start = (month + f64::from(money.start_months()[p])) / 12.0;
                (start + room.slip).floor()
            }
            None => f64::INFINITY,
        };
    }
}

impl Drawn for Parties<'_> {
    type Space = Room;

    fn n_outcomes(&self) -> usize {
        self.road.model.regime().parties.len() + 1
    }

    fn space(&self) -> Room {
        self.road.room()
    }

    fn draw(&self, units: &[f64], room: &mut Room, outcomes: &mut [f64]) {
        self.road.walk(units, room);
        self.told(room, outcomes);
    }
}
