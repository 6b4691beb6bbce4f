//! Bands: how far each rung of the ladder and each year's cash may lie from what is stated.

use oreproof_risk::run::{Model as Drawn, run};
use oreproof_risk::sample::Plan;
use oreproof_risk::summary::Sorted;
use serde::Serialize;

use super::measure::Measure;
use super::origin;
use super::road::{Road, Room};
use super::setup::{Setup, impossible};
use crate::desk::{Desk, Need, USD};
use crate::figure::{Figure, FigureId};
use crate::spread::Spread;

/// The shares of draws below the lines of a band, from the lowest line to the highest.
pub const LINES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

/// Draws that the yearly bands rest on at most: more would fill memory with rows and move a
/// line by less than its width on paper.
pub(crate) const YEARLY: u64 = 1 << 14;

/// How far rungs and years may lie from what is stated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bands {
    /// The rungs of the ladder that are drawn, from rock to share.
    pub rungs: Vec<RungBand>,
    /// The periods of the fans.
    pub periods: Vec<String>,
    /// How many draws the fans rest on.
    pub n: u64,
    /// The yearly cash of project, state and beneficiary.
    pub fans: Vec<Fan>,
}

/// A rung of the ladder with its band.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RungBand {
    /// Which rung.
    pub measure: Measure,
    /// What is stated: the case without draws, in US dollars.
    pub stated: f64,
    /// One draw in ten below, the middle, one in ten above.
    pub figure: FigureId,
    /// The values of [`LINES`], in US dollars.
    pub lines: [f64; 5],
}

/// The yearly cash of somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fan {
    /// Whose: `project`, `state` or `beneficiary`.
    pub of: &'static str,
    /// What it is.
    pub label: String,
    /// The promised line: the case as stated, in US dollars a period.
    pub stated: Vec<f64>,
    /// The values of [`LINES`], a row a line, in US dollars a period.
    pub lines: [Vec<f64>; 5],
    /// A figure for each period: one draw in ten below, the middle, one in ten above.
    pub figures: Vec<FigureId>,
}

/// Whose cash fans are drawn of, and in which row of the room it lies.
type Whose = (&'static str, &'static str, fn(&Room) -> &[f64]);

const WHOSE: [Whose; 3] = [
    ("project", "cash after royalty and tax", |room| &room.after),
    ("state", "what the state and its companies get", |room| &room.state),
    ("beneficiary", "what the beneficiary gets", |room| &room.beneficiary),
];

/// The bands of a setup, whose draws lie sorted at hand.
///
/// # Errors
///
/// What cannot be drawn.
pub(crate) fn bands<'s>(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    sorted: &dyn Fn(Measure) -> Option<&'s Sorted>,
) -> Result<Bands, Need> {
    let stated = setup.road.stated();
    let mut rungs = Vec::new();
    for measure in Measure::ALL {
        let Some(sorted) = sorted(measure) else { continue };
        let lines = lines(sorted)?;
        let name = &setup.project.name;
        let figure = Figure::new(
            FigureId::path(&["odds", &setup.project.id.id, "rung", measure.word()]),
            format!("{name}: {}, one in ten below, the middle, one in ten above", measure.label()),
            Spread { low: lines[0], best: lines[2], high: lines[4] },
            Some(USD),
            origin(setup),
        );
        rungs.push(RungBand {
            measure,
            stated: setup.road.measured(measure, &stated),
            figure: desk.figures.add(figure),
            lines,
        });
    }
    fans(desk, setup, &stated, rungs)
}

pub(crate) fn lines(sorted: &Sorted) -> Result<[f64; 5], Need> {
    let mut lines = [0.0; 5];
    for (line, p) in lines.iter_mut().zip(LINES) {
        *line = sorted.quantile(p, 0.0).map_err(|error| impossible(&error))?.value;
    }
    Ok(lines)
}

/// The yearly cash of those that the project has.
fn fans(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    stated: &Room,
    rungs: Vec<RungBand>,
) -> Result<Bands, Need> {
    let yearly = Yearly { road: &setup.road };
    let n = setup.draws.n.min(YEARLY);
    // The first draws of the same plan: plain and stratified draws lie in no order, and a power
    // of two of Sobol points fills the cube evenly.
    let plan: Plan = setup.plan()?;
    let watch = desk.watch;
    watch.begins(n as usize, "draws by year");
    let tick = |n| {
        watch.done(n);
        true
    };
    let rows = run(&yearly, &plan, 0..n, tick).expect("nothing stops it");
    let n_periods = yearly.n_periods();
    let money = setup.road.model.money();
    let longer = money.project().timeline.extended(money.spare() + setup.road.beyond);
    let labels: Vec<String> = longer.periods().map(|slot| slot.to_string()).collect();
    let mut fans = Vec::new();
    let mut columns = rows.columns.into_iter();
    let mut last = 0;
    for (of, label, row) in WHOSE {
        let columns: Vec<Vec<f64>> = columns.by_ref().take(n_periods).collect();
        let has = match of {
            "state" => setup.road.has(Measure::State),
            "beneficiary" => setup.road.has(Measure::Beneficiary),
            _ => true,
        };
        if !has {
            continue;
        }
        let mut bands: [Vec<f64>; 5] = Default::default();
        for column in columns {
            let line = lines(&Sorted::new(column).map_err(|error| impossible(&error))?)?;
            bands.iter_mut().zip(line).for_each(|(band, value)| band.push(value));
        }
        let mut stated = row(stated).to_vec();
        stated.resize(n_periods, 0.0);
        let moves = |p: &usize| stated[*p] != 0.0 || bands.iter().any(|band| band[*p] != 0.0);
        last = (0..n_periods).rfind(moves).map_or(0, |p| p + 1).max(last);
        fans.push(Fan { of, label: label.to_owned(), stated, lines: bands, figures: Vec::new() });
    }
    for fan in &mut fans {
        fan.stated.truncate(last);
        fan.lines.iter_mut().for_each(|line| line.truncate(last));
        for (p, period) in labels[..last].iter().enumerate() {
            let spread =
                Spread { low: fan.lines[0][p], best: fan.lines[2][p], high: fan.lines[4][p] };
            // A name has no sign: years counted from −3 to 16 would share theirs.
            let before = period.strip_prefix(['-', '\u{2212}']);
            let named = before.map_or_else(|| period.clone(), |year| format!("minus {year}"));
            let path = ["odds", &setup.project.id.id, "year", fan.of, &named];
            let label = format!("{}: {}, {period}", setup.project.name, fan.label);
            let figure =
                Figure::new(FigureId::path(&path), label, spread, Some(USD), origin(setup));
            fan.figures.push(desk.figures.add(figure));
        }
    }
    Ok(Bands { rungs, periods: labels[..last].to_vec(), n, fans })
}

/// The road with the yearly cash of each draw.
struct Yearly<'r> {
    road: &'r Road,
}

impl Yearly<'_> {
    /// The periods of the model, and those that a plan that is late as a whole needs beside.
    fn n_periods(&self) -> usize {
        self.road.model.money().n_periods() + self.road.beyond
    }
}

impl Drawn for Yearly<'_> {
    type Space = Room;

    fn n_outcomes(&self) -> usize {
        WHOSE.len() * self.n_periods()
    }

    fn space(&self) -> Room {
        self.road.room()
    }

    fn draw(&self, units: &[f64], room: &mut Room, outcomes: &mut [f64]) {
        self.road.walk(units, room);
        outcomes.fill(0.0);
        let months = f64::from(self.road.model.money().months()[0]);
        let late = (room.slip * 12.0 / months).round() as usize;
        for ((.., row), outcomes) in WHOSE.iter().zip(outcomes.chunks_exact_mut(self.n_periods())) {
            // What comes after the last period, in a draw later than nearly all, is not shown.
            let late = late.min(outcomes.len());
            outcomes[late..].iter_mut().zip(row(room)).for_each(|(cash, row)| *cash = *row);
        }
    }
}
