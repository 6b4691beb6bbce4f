//! Odds: the project of the choices drawn many times over.
//!
//! What the case says is not known (`[draws]`) is drawn, each draw goes through the same stations
//! as the stated case, and what comes out are ranges with their sampling error: of every rung of
//! the value ladder that is worked out, and of the yearly cash of project, state and
//! beneficiary. Variables that go together go together by rank. The same case and seed give the
//! same numbers on any number of threads.

mod measure;
mod input;
mod prices;
mod supposed;
mod road;
mod setup;
mod base_rate;
mod way;
mod timeline;
mod promise;
mod bands;
mod party;
mod analysis;
mod paired;

use oreproof_risk::run::{Model as Drawn, Outcomes, run};
use oreproof_risk::sensitivity::tornado;
use oreproof_risk::summary::{Estimate, Sorted, mean};
use serde::Serialize;

pub use analysis::{Analysis, Asked, Convergence, Rank, Stress, Stressed, analyse};
pub use oreproof_risk::run::Look as Settled;
pub use oreproof_risk::sample::Sampling;
pub use oreproof_risk::sensitivity::{Bar, Index};

pub use bands::{Bands, Fan, RungBand};
pub use input::{End, EndUnit, Input};
pub use measure::Measure;
pub use paired::{Difference, Paired, Variant, between, variants};
pub use party::{FirstCash, Party};
pub use prices::{Fitted, Moves, Path, Together, Under};
pub use promise::Promise;
pub(crate) use road::Held;
pub use supposed::{Answer, Hangs};
pub use timeline::{Kept, Passage, Timeline, When};

use crate::desk::{Desk, Need, USD, Watch};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;
use road::{Measured, Road};
use setup::{Setup, impossible};

/// The shares of draws below the quantiles that are told.
pub const TOLD: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/// How sure an interval of a quantile is.
pub const CONFIDENCE: f64 = 0.9;

/// Points of an exceedance curve.
const POINTS: usize = 101;

/// What many draws of the project came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Odds {
    /// The project.
    pub project: String,
    /// How many draws.
    pub n: u64,
    /// Their seed.
    pub seed: u64,
    /// How they are laid out.
    pub sampling: Sampling,
    /// The exchange rate by which all sums are US dollars; none where the model is in them.
    pub exchange: Option<FigureId>,
    /// What was drawn.
    pub inputs: Vec<Input>,
    /// The outcomes: present value, cash, and what state and beneficiary get.
    pub outcomes: Vec<Range>,
    /// The odds that the present value is below nought.
    pub below_nought: FigureId,
    /// The odds that what was promised is reached.
    pub promises: Vec<Promise>,
    /// What moves the present value, the most first.
    pub bars: Vec<Bar>,
    /// Bands around the ladder's rungs and the yearly cash.
    pub bands: Bands,
    /// When the first sale comes, and whether it does; none where the project has no calendar.
    pub timeline: Option<Timeline>,
    /// What each party gets over the life, where there is a mine.
    pub parties: Vec<Party>,
    /// When the beneficiary is paid for the first time; none where the project has no calendar.
    pub first_cash: Option<FirstCash>,
    /// Prices that move from year to year.
    pub paths: Vec<Path>,
    /// What goes together, and how closely.
    pub together: Vec<Together>,
    /// What hangs on figures that are supposed.
    pub hangs: Vec<Hangs>,
    /// The odds under each process that the prices could follow, as chosen first; none where no
    /// price moves.
    pub under: Vec<Under>,
}

/// An outcome as a range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Which measure it is of.
    pub measure: Measure,
    /// What it is.
    pub label: String,
    /// One draw in ten lies below the low end, one in two below the best, one in ten above the
    /// high end.
    pub figure: FigureId,
    /// Half the width of the 90 % interval of the middle one: the sampling error.
    pub error: f64,
    /// Mean of the draws and its standard error as of plain draws, in US dollars.
    pub mean: [f64; 2],
    /// The quantiles of [`TOLD`], each with its 90 % interval.
    pub quantiles: Vec<Estimate>,
    /// Points of the exceedance curve: value, and the share of draws that reach it.
    pub curve: Vec<(f64, f64)>,
}

impl Odds {
    /// The input of a bar.
    pub fn input(&self, bar: &Bar) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == bar.name)
    }
}

/// The outcomes that are told as ranges.
const OUTCOMES: [Measure; 4] =
    [Measure::Npv, Measure::AfterTake, Measure::Beneficiary, Measure::State];

/// Draws the project of the choices as often as the case says.
///
/// # Errors
///
/// What is missing or cannot be drawn.
pub fn odds(desk: &mut Desk<'_>) -> Result<Odds, Need> {
    let setup = Setup::stated(desk)?;
    let drawn = Drawing::of(&setup, desk.watch)?;
    told(desk, &setup, &drawn)
}

/// The draws themselves: each measure that the project has, with its value in every draw.
///
/// # Errors
///
/// What is missing or cannot be drawn.
pub fn drawn(desk: &Desk<'_>) -> Result<Vec<(Measure, Vec<f64>)>, Need> {
    let setup = Setup::stated(desk)?;
    let drawn = Drawing::of(&setup, desk.watch)?;
    Ok(drawn.measures.into_iter().zip(drawn.outcomes.columns).collect())
}

/// What a draw is worked out from beside the project and its terms, spelt out so that another
/// program can draw the same: the names of its numbers, and distributions, steps and stops.
///
/// # Errors
///
/// What is missing or cannot be drawn.
pub fn spelled(desk: &Desk<'_>) -> Result<(Vec<String>, impl Serialize), Need> {
    let Setup { names, road, .. } = Setup::stated(desk)?;
    Ok((names, road))
}

/// The draws of a setup, a column for each measure that it has.
pub(crate) struct Drawing {
    pub measures: Vec<Measure>,
    pub outcomes: Outcomes,
}

impl Drawing {
    fn of(setup: &Setup<'_>, watch: Watch<'_>) -> Result<Self, Need> {
        Self::by(setup, &setup.road, setup.measures(), setup.draws.n, watch)
    }

    /// The first `n` draws of a setup by a road that takes the same numbers.
    fn by(
        setup: &Setup<'_>,
        road: &Road,
        measures: Vec<Measure>,
        n: u64,
        watch: Watch<'_>,
    ) -> Result<Self, Need> {
        let model = Measured { road, measures: &measures };
        watch.begins(n as usize, "draws");
        let tick = |n| {
            watch.done(n);
            true
        };
        let outcomes = run(&model, &setup.plan()?, 0..n, tick).expect("nothing stops it");
        Ok(Self { measures, outcomes })
    }

    /// The draws of a measure, in their order.
    pub(crate) fn column(&self, measure: Measure) -> Option<&[f64]> {
        let at = self.measures.iter().position(|known| *known == measure)?;
        Some(&self.outcomes.columns[at])
    }

    /// The draws of a measure, from the least to the greatest.
    fn sorted(&self, measure: Measure) -> Option<Result<Sorted, Need>> {
        self.column(measure)
            .map(|column| Sorted::new(column.to_vec()).map_err(|error| impossible(&error)))
    }
}

/// Sums up what was drawn.
fn told(desk: &mut Desk<'_>, setup: &Setup<'_>, drawn: &Drawing) -> Result<Odds, Need> {
    let project = setup.project.id.id.as_str();
    let exchange = desk.exchange(project, setup.road.model.money().project())?;
    let mut sorted = Vec::new();
    for measure in &drawn.measures {
        sorted.push((*measure, drawn.sorted(*measure).expect("it was drawn")?));
    }
    let of = |measure: Measure| sorted.iter().find(|(known, _)| *known == measure).map(|(_, s)| s);
    let mut outcomes = Vec::new();
    for measure in OUTCOMES {
        let (Some(sorted), Some(column)) = (of(measure), drawn.column(measure)) else { continue };
        outcomes.push(range(desk, setup, measure, sorted, column)?);
    }
    let npv = of(Measure::Npv).expect("every project has a present value");
    let path = FigureId::path(&["odds", project, "below-nought"]);
    let label = format!("{}: odds of a present value below nought", setup.project.name);
    let share = Spread::exact(1.0 - npv.exceedance(0.0).0);
    let below_nought = desk.figures.add(Figure::new(path, label, share, None, origin(setup)));
    let promises = promise::promises(desk, setup, &|measure| of(measure).cloned())?;
    let bands = bands::bands(desk, setup, &of)?;
    let timeline = timeline::timeline(desk, setup, drawn.outcomes.n_draws as u64)?;
    let under = prices::under(desk, setup, drawn, &promises)?;
    let (parties, first_cash) = party::parties(desk, setup)?;
    Ok(Odds {
        project: project.to_owned(),
        n: drawn.outcomes.n_draws as u64,
        seed: setup.draws.seed,
        sampling: setup.sampling(),
        exchange,
        inputs: input::inputs(setup),
        outcomes,
        below_nought,
        promises,
        bars: bars(setup, Measure::Npv),
        bands,
        timeline,
        parties,
        first_cash,
        paths: setup.road.prices.told.clone(),
        together: together(setup),
        hangs: supposed::hangs(desk, setup)?,
        under,
    })
}

/// The correlations that are drawn: of variables as stated, of paths as stated or fitted.
fn together(setup: &Setup<'_>) -> Vec<Together> {
    let mut together = setup.road.prices.together.clone();
    for link in &setup.draws.correlations {
        if let Some(rho) =
            link.rho.filter(|_| !together.iter().any(|t| t.a == link.a && t.b == link.b))
        {
            together.push(Together { a: link.a.clone(), b: link.b.clone(), rho, error: None });
        }
    }
    together
}

/// A measure's draws as a range.
fn range(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    measure: Measure,
    sorted: &Sorted,
    column: &[f64],
) -> Result<Range, Need> {
    let at = |p: f64| sorted.quantile(p, CONFIDENCE).map_err(|error| impossible(&error));
    let (low, middle, high) = (at(0.1)?, at(0.5)?, at(0.9)?);
    let spread = Spread { low: low.value, best: middle.value, high: high.value };
    let label = measure.label();
    let figure = Figure::new(
        FigureId::path(&["odds", &setup.project.id.id, measure.word()]),
        format!("{}: {label}, one in ten below, the middle, one in ten above", setup.project.name),
        spread,
        Some(USD),
        origin(setup),
    );
    let (mean, error) = mean(column);
    Ok(Range {
        measure,
        label: label.to_owned(),
        figure: desk.figures.add(figure),
        error: (middle.high - middle.low) / 2.0,
        mean: [mean, error],
        quantiles: TOLD.into_iter().map(at).collect::<Result<_, _>>()?,
        curve: sorted.curve(POINTS),
    })
}

/// What a figure of the draws rests on.
pub(crate) fn origin(setup: &Setup<'_>) -> Origin {
    let entries = vec![setup.project.id.id.clone(), setup.terms.id.id.clone()];
    Origin::Run { station: "risk".to_owned(), entries, sources: setup.sources() }
}

/// Each variable alone: correlations are left out, since together nothing is alone.
struct Alone<'r> {
    of: Measured<'r>,
    /// Whether stops take what they take on average.
    on_average: bool,
}

impl Drawn for Alone<'_> {
    type Space = road::Room;

    fn n_outcomes(&self) -> usize {
        self.of.n_outcomes()
    }

    fn space(&self) -> road::Room {
        let mut room = self.of.space();
        room.alone = true;
        room.on_average = self.on_average;
        room
    }

    fn draw(&self, units: &[f64], room: &mut road::Room, outcomes: &mut [f64]) {
        self.of.draw(units, room, outcomes);
    }
}

/// The bars of a tornado of one measure.
pub(crate) fn bars(setup: &Setup<'_>, measure: Measure) -> Vec<Bar> {
    let measures = [measure];
    // A bar shows how often output stops, not at which moments chance has it stop.
    let alone = Alone { of: Measured { road: &setup.road, measures: &measures }, on_average: true };
    tornado(&alone, setup.names.len(), &setup.causes, 0)
}
