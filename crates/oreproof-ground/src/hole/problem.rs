//! What is wrong in drill tables, each with the file, row and column where it stands.

use std::fmt;
use std::sync::Arc;

use miette::Diagnostic;
use serde::Serialize;
use thiserror::Error;

/// A cell, or a whole row, of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The line of the row, counted from 1.
    pub row: u32,
    /// The head of the column; none where the whole row is meant.
    pub column: Option<Arc<str>>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.row)?;
        self.column.as_ref().map_or(Ok(()), |column| write!(f, " [{column}]"))
    }
}

/// Something in the drill tables that their keeper should mend.
///
/// An error means that what stands there is not used, or cannot all be right; the message says
/// what is done instead. A warning is likely a mistake; advice is worth knowing.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Problem {
    /// A row does not say which hole it belongs to.
    #[error("the row names no hole; it is left out")]
    #[diagnostic(code("hole::no-name"), help("give the name of the hole as the collars write it"))]
    NoName {
        /// Where.
        at: Place,
    },
    /// A collar has no usable coordinate, so the hole cannot be placed.
    #[error("the collar of {hole} has {written} for a coordinate; the hole is left out")]
    #[diagnostic(
        code("hole::collar-unreadable"),
        help("give east, north and elevation as numbers")
    )]
    CollarUnreadable {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        written: String,
    },
    /// A hole has two collars in different places.
    #[error("{hole} already has a collar in row {first_row}, {apart:.1} away; the first is used")]
    #[diagnostic(code("hole::duplicate-collar"), help("keep the collar that was surveyed"))]
    DuplicateCollar {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// The row of the first.
        first_row: u32,
        /// How far apart the two are.
        apart: f64,
    },
    /// A collar is written twice, with the same coordinates.
    #[error("{hole} already has this collar in row {first_row}")]
    #[diagnostic(
        code("hole::repeated-collar"),
        severity(Warning),
        help("take one of the rows out")
    )]
    RepeatedCollar {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// The row of the first.
        first_row: u32,
    },
    /// Two holes start at the same point, as a hole entered under two names does.
    #[error("{hole} starts at the very place of {other} in row {other_row}")]
    #[diagnostic(
        code("hole::collars-coincide"),
        severity(Warning),
        help("wedges and re-entries do so; otherwise it is one hole under two names")
    )]
    CollarsCoincide {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The other hole.
        other: String,
        /// Its row.
        other_row: u32,
    },
    /// Two names of holes differ only in case, blanks, punctuation or leading zeros.
    #[error("{hole} and {other} in row {other_row} are nearly the same name")]
    #[diagnostic(
        code("hole::names-alike"),
        severity(Warning),
        help("if they are one hole, write its name one way in every table")
    )]
    NamesAlike {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The other hole.
        other: String,
        /// Its row.
        other_row: u32,
    },
    /// A collar lies outside the area that was given.
    #[error("the collar of {hole} at {value} lies outside the area, which ends at {bound}")]
    #[diagnostic(
        code("hole::collar-outside"),
        severity(Warning),
        help("look for swapped coordinates, another zone or datum, or a missing digit")
    )]
    CollarOutside {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The coordinate.
        value: f64,
        /// The bound it passes.
        bound: f64,
    },
    /// A collar lies outside the outline of the area.
    #[error("the collar of {hole} lies {away:.1} outside the area")]
    #[diagnostic(
        code("hole::outside-area"),
        severity(Warning),
        help("is the hole of this campaign? look for swapped coordinates, another zone or datum")
    )]
    OutsideArea {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// How far from the nearest edge.
        away: f64,
    },
    /// A collar lies far from all others.
    #[error("the collar of {hole} at {value} lies {times:.0} times the usual spread from the rest")]
    #[diagnostic(
        code("hole::collar-apart"),
        severity(Warning),
        help("look for swapped coordinates, another zone or datum, or a missing digit")
    )]
    CollarApart {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The coordinate.
        value: f64,
        /// How many times the spread of the middle half of the holes.
        times: f64,
    },
    /// A collar is not on the ground.
    #[error("the collar of {hole} lies {off:+.1} off the topography at {surface:.1}")]
    #[diagnostic(
        code("hole::collar-off-topography"),
        severity(Warning),
        help("check the elevation and its datum; underground holes start below the surface")
    )]
    CollarOffTopography {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// How far above the surface, below where negative.
        off: f64,
        /// The elevation of the surface there.
        surface: f64,
    },
    /// The length of a hole is no number above zero.
    #[error("{hole} has {written} for its length, which is not used")]
    #[diagnostic(code("hole::bad-length"), help("give the length drilled, above zero"))]
    BadLength {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        written: String,
    },
    /// A hole has no survey.
    #[error("{hole} has no usable survey; {done}")]
    #[diagnostic(
        code("hole::no-survey"),
        severity(Warning),
        help("find its survey, or say what holes without one are taken to do")
    )]
    NoSurvey {
        /// Where the collar stands.
        at: Place,
        /// The hole.
        hole: String,
        /// What is done instead.
        done: Unsurveyed,
    },
    /// A hole has no row in any table of intervals.
    #[error("{hole} has nothing measured or logged")]
    #[diagnostic(
        code("hole::no-intervals"),
        severity(Advice),
        help("a hole without assays may be barren or not yet assayed; the two are not the same")
    )]
    NoIntervals {
        /// Where the collar stands.
        at: Place,
        /// The hole.
        hole: String,
    },
    /// Rows belong to a hole without a collar.
    #[error("{hole} has no collar; {} left out", rows(*.n_rows))]
    #[diagnostic(code("hole::no-collar"))]
    NoCollar {
        /// The first of the rows.
        at: Place,
        /// The hole.
        hole: String,
        /// How many rows of this table there are.
        n_rows: usize,
        /// A hole with a collar and nearly the same name.
        #[help]
        alike: Alike,
    },
    /// A survey has a cell that is no number.
    #[error("a survey of {hole} has {written} where a number belongs; it is left out")]
    #[diagnostic(code("hole::survey-unreadable"), help("give depth, azimuth and dip as numbers"))]
    SurveyUnreadable {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        written: String,
    },
    /// A survey lies above the collar.
    #[error("a survey of {hole} at depth {depth} lies above the collar; it is left out")]
    #[diagnostic(code("hole::survey-above-collar"), help("depths are lengths down the hole"))]
    SurveyAboveCollar {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Its depth.
        depth: f64,
    },
    /// A survey lies below the end of the hole.
    #[error("a survey of {hole} at {depth} lies below its end at {length}")]
    #[diagnostic(
        code("hole::survey-beyond-end"),
        severity(Warning),
        help("the depth or the length of the hole is wrong")
    )]
    SurveyBeyondEnd {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Its depth.
        depth: f64,
        /// The length of the hole.
        length: f64,
    },
    /// A survey lies far below anything measured or logged in a hole whose length is not known.
    #[error("a survey of {hole} at {depth} lies far below anything in it, which ends at {deepest}")]
    #[diagnostic(
        code("hole::survey-far-below"),
        severity(Warning),
        help(
            "a station so deep only says that the hole keeps its direction, as it does without one"
        )
    )]
    SurveyFarBelow {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Its depth.
        depth: f64,
        /// Where the deepest interval ends.
        deepest: f64,
    },
    /// Two surveys at one depth say the same.
    #[error("{hole} is surveyed at {depth} already in row {first_row}")]
    #[diagnostic(
        code("hole::repeated-survey"),
        severity(Warning),
        help("take one of the rows out")
    )]
    RepeatedSurvey {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Its depth.
        depth: f64,
        /// The row of the first.
        first_row: u32,
    },
    /// Two surveys at one depth point different ways.
    #[error(
        "{hole} at {depth} points {degrees:.1}° away from row {first_row} at the same depth; the first is used"
    )]
    #[diagnostic(code("hole::contradicting-survey"), help("keep the better of the two readings"))]
    ContradictingSurvey {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Their depth.
        depth: f64,
        /// The angle between the two.
        degrees: f64,
        /// The row of the first.
        first_row: u32,
    },
    /// An azimuth outside 0 to 360 degrees.
    #[error("the azimuth {azimuth} of {hole} is outside 0 to 360; it is taken round the circle")]
    #[diagnostic(
        code("hole::azimuth-range"),
        severity(Warning),
        help("write azimuths clockwise from north, 0 to 360 degrees")
    )]
    AzimuthRange {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        azimuth: f64,
    },
    /// An azimuth that stands for a missing one.
    #[error("the azimuth {azimuth} of {hole} is no direction; the survey is left out")]
    #[diagnostic(
        code("hole::azimuth-marker"),
        help("leave the cell empty where nothing was measured")
    )]
    AzimuthMarker {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        azimuth: f64,
    },
    /// A dip beyond the vertical.
    #[error("the dip {dip} of {hole} is outside -90 to 90; the survey is left out")]
    #[diagnostic(
        code("hole::dip-range"),
        help(
            "give the dip in degrees from the horizontal; an inclination from the vertical is 90 less"
        )
    )]
    DipRange {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        dip: f64,
    },
    /// A survey points up in a hole that otherwise points down.
    #[error("{hole} dips {dip} here, against its other surveys; is the sign wrong?")]
    #[diagnostic(
        code("hole::dip-sign"),
        severity(Warning),
        help("downwards has one sign in the whole table")
    )]
    DipSign {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        dip: f64,
    },
    /// A whole hole points up while nearly all others point down.
    #[error("{hole} points upwards while most holes point down; is the sign of its dip wrong?")]
    #[diagnostic(
        code("hole::hole-upwards"),
        severity(Warning),
        help("true for holes drilled from underground; otherwise the sign is turned")
    )]
    HoleUpwards {
        /// Where its first survey stands.
        at: Place,
        /// The hole.
        hole: String,
    },
    /// A hole bends more sharply than a string of rods can.
    #[error("{hole} bends {degrees:.1}° over the {step} above {depth}: more than rods can")]
    #[diagnostic(
        code("hole::sharp-bend"),
        severity(Warning),
        help("look for a wrong azimuth, a magnetic reading in magnetic rock, or a wrong depth")
    )]
    SharpBend {
        /// Where the lower survey stands.
        at: Place,
        /// The hole.
        hole: String,
        /// The depth of the lower survey.
        depth: f64,
        /// The length of the step.
        step: f64,
        /// How much it bends.
        degrees: f64,
    },
    /// The first survey lies below the collar.
    #[error("the first survey of {hole} is at {depth}; its direction is used up to the collar")]
    #[diagnostic(
        code("hole::no-survey-at-collar"),
        severity(Advice),
        help("add the direction of the rig at depth 0")
    )]
    NoSurveyAtCollar {
        /// Where the first survey stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Its depth.
        depth: f64,
    },
    /// The collar table and the first survey point different ways.
    #[error("{hole} is planned {degrees:.1}° away from its first survey")]
    #[diagnostic(
        code("hole::plan-differs"),
        severity(Warning),
        help("the survey is used; a difference near 180° is a reversed azimuth")
    )]
    PlanDiffers {
        /// Where the collar stands.
        at: Place,
        /// The hole.
        hole: String,
        /// The angle between the two.
        degrees: f64,
    },
    /// The cells of an interval are no numbers.
    #[error("an interval of {hole} has {written} for a depth; it is left out")]
    #[diagnostic(code("hole::interval-unreadable"), help("give from and to as numbers"))]
    IntervalUnreadable {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        written: String,
    },
    /// An interval starts above the collar.
    #[error("an interval of {hole} starts at {from}, above the collar; it is left out")]
    #[diagnostic(code("hole::interval-above-collar"), help("depths are lengths down the hole"))]
    IntervalAboveCollar {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Where it starts.
        from: f64,
    },
    /// An interval ends above its start.
    #[error("an interval of {hole} runs back from {from} to {to}; it is left out")]
    #[diagnostic(code("hole::reversed-interval"), help("from is the shallower depth"))]
    ReversedInterval {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Where it starts.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// An interval has no length.
    #[error("an interval of {hole} at {from} has no length; it is left out")]
    #[diagnostic(code("hole::empty-interval"), help("give its true end"))]
    EmptyInterval {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Where it is.
        from: f64,
    },
    /// An interval is written twice.
    #[error("{hole} has the interval {from} to {to} already in row {first_row}; {done}")]
    #[diagnostic(
        code("hole::duplicate-interval"),
        help("keep one row; a re-assay has its own table")
    )]
    DuplicateInterval {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Where it starts.
        from: f64,
        /// Where it ends.
        to: f64,
        /// The row of the first.
        first_row: u32,
        /// What is done.
        done: Overlap,
    },
    /// Two intervals of a hole share some of it.
    #[error("{hole} from {from} to {to} is also in row {first_row}; {done}")]
    #[diagnostic(code("hole::overlap"), help("mend the depths of one of the rows"))]
    Overlapping {
        /// Where the later one stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Where they start to overlap.
        from: f64,
        /// Where they cease to.
        to: f64,
        /// The row of the first.
        first_row: u32,
        /// What is done.
        done: Overlap,
    },
    /// Nothing is said of part of a hole.
    #[error("{hole} has nothing from {from} to {to}")]
    #[diagnostic(
        code("hole::gap"),
        severity(Advice),
        help("not sampled is not barren: say which, where you know it")
    )]
    Gap {
        /// Where the interval below the gap stands.
        at: Place,
        /// The hole.
        hole: String,
        /// Where the gap starts.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// An interval runs on below the end of the hole.
    #[error("an interval of {hole} ends at {to}, below the end of the hole at {length}")]
    #[diagnostic(
        code("hole::beyond-end"),
        severity(Warning),
        help("the depth or the length of the hole is wrong")
    )]
    BeyondEnd {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// Where it ends.
        to: f64,
        /// The length of the hole.
        length: f64,
    },
    /// Rows of a hole are not in the order of their depths.
    #[error("{hole} is not in order of depth from here on")]
    #[diagnostic(
        code("hole::out-of-order"),
        severity(Advice),
        help("nothing is lost by it, but a wrong depth often shows so")
    )]
    OutOfOrder {
        /// The first row that is shallower than the one above it.
        at: Place,
        /// The hole.
        hole: String,
    },
    /// A measured cell holds words.
    #[error("{hole} has the text {written:?} for a measurement; it counts as not measured")]
    #[diagnostic(code("hole::assay-text"), help("give a number, or leave the cell empty"))]
    AssayText {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        written: String,
    },
    /// A measurement below the detection limit.
    #[error("{hole} is below the detection limit of {limit}; {done}")]
    #[diagnostic(
        code("hole::below-detection"),
        severity(Advice),
        help("say in the choices what a value below the limit stands for")
    )]
    BelowDetection {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The limit.
        limit: f64,
        /// What is done.
        done: BelowDetection,
    },
    /// A measurement above what the method can measure.
    #[error("{hole} is above the upper limit of {limit}, which it is taken for")]
    #[diagnostic(
        code("hole::above-limit"),
        severity(Warning),
        help("have it assayed again by a method for high grades")
    )]
    AboveLimit {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// The limit.
        limit: f64,
    },
    /// A number such as -999 that stands for nothing.
    #[error("{hole} has {value}, which marks a missing measurement; it counts as not measured")]
    #[diagnostic(
        code("hole::missing-marker"),
        severity(Warning),
        help("leave the cell empty where nothing was measured")
    )]
    MissingMarker {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        value: f64,
    },
    /// A measurement below zero.
    #[error("{hole} has {value}, and there is no less than nothing; it counts as not measured")]
    #[diagnostic(
        code("hole::negative-assay"),
        help("laboratories write the detection limit so: replace -0.005 by <0.005 if yours does")
    )]
    NegativeAssay {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        value: f64,
    },
    /// More than all of it.
    #[error("{hole} has {value} per cent; it counts as not measured")]
    #[diagnostic(code("hole::over-hundred"), help("the unit of the column or the cell is wrong"))]
    OverHundred {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        value: f64,
    },
    /// A density that no rock has.
    #[error("{hole} has a density of {value}, outside {least} to {most}")]
    #[diagnostic(
        code("hole::odd-density"),
        severity(Warning),
        help("density is in tonnes per cubic metre, of dry rock with its pores")
    )]
    OddDensity {
        /// Where.
        at: Place,
        /// The hole.
        hole: String,
        /// What stands there.
        value: f64,
        /// The least a rock can have.
        least: f64,
        /// The most.
        most: f64,
    },
    /// The numbers of a column are too large or small for its unit.
    #[error("half of the values are above {median}: {suspicion}")]
    #[diagnostic(
        code("hole::unit-mix-up"),
        severity(Warning),
        help("check the unit with the certificates of the laboratory")
    )]
    UnitMixUp {
        /// The head of the column.
        at: Place,
        /// The median of what was measured.
        median: f64,
        /// What it looks like.
        suspicion: Suspicion,
    },
    /// Every measurement in a column is the same.
    #[error("all {n} values are {value}")]
    #[diagnostic(
        code("hole::constant"),
        severity(Warning),
        help("a column filled in by hand or by a default measures nothing")
    )]
    Constant {
        /// The head of the column.
        at: Place,
        /// How many there are.
        n: usize,
        /// What they are.
        value: f64,
    },
    /// A measured column holds nothing.
    #[error("the column holds no measurement")]
    #[diagnostic(code("hole::nothing-measured"), severity(Advice), help("take the column out"))]
    NothingMeasured {
        /// The head of the column.
        at: Place,
    },
    /// An assay of a standard is beyond three standard deviations of its certificate.
    #[error(
        "{material} is assayed at {value}, {deviations:+.1} standard deviations off its {certified}"
    )]
    #[diagnostic(
        code("hole::standard-fails"),
        help("have the samples between the standards on either side assayed again")
    )]
    StandardFails {
        /// Where.
        at: Place,
        /// The material.
        material: String,
        /// What was assayed.
        value: f64,
        /// What the certificate says.
        certified: f64,
        /// How many standard deviations that is off.
        deviations: f64,
    },
    /// Two assays of a standard in a row are beyond two standard deviations on one side.
    #[error(
        "{material} is assayed at {value}, the second in a row beyond two standard deviations on one side"
    )]
    #[diagnostic(
        code("hole::standard-drifts"),
        severity(Warning),
        help("ask the laboratory for its calibration")
    )]
    StandardDrifts {
        /// Where the second stands.
        at: Place,
        /// The material.
        material: String,
        /// What was assayed.
        value: f64,
        /// How many standard deviations that is off.
        deviations: f64,
    },
    /// The mean of the assays of a standard is off its certificate.
    #[error(
        "{material} averages {mean:.4} over {n} assays, against {certified} on its certificate"
    )]
    #[diagnostic(
        code("hole::standard-biased"),
        severity(Warning),
        help("the grades of this range are likely off by as much")
    )]
    StandardBiased {
        /// Where the first of them stands.
        at: Place,
        /// The material.
        material: String,
        /// How many assays.
        n: usize,
        /// Their mean.
        mean: f64,
        /// What the certificate says.
        certified: f64,
    },
    /// A certificate without a standard deviation above zero.
    #[error(
        "the standard deviation of a certificate is {deviation}, so that its assay is not judged"
    )]
    #[diagnostic(
        code("hole::no-deviation"),
        help("give the standard deviation of the certificate")
    )]
    NoDeviation {
        /// Where.
        at: Place,
        /// What stands there.
        deviation: f64,
    },
    /// A blank is not clean.
    #[error("a blank is assayed at {value}, above its limit of {limit}")]
    #[diagnostic(
        code("hole::blank-contaminated"),
        help("look at the sample prepared before it: what it holds may have smeared")
    )]
    BlankContaminated {
        /// Where.
        at: Place,
        /// What was assayed.
        value: f64,
        /// The limit.
        limit: f64,
    },
    /// Two assays of one sample differ several times over.
    #[error("a sample assayed at {original} is assayed at {duplicate} again")]
    #[diagnostic(
        code("hole::duplicate-apart"),
        severity(Warning),
        help("look for swapped samples first, then for coarse gold")
    )]
    DuplicateApart {
        /// Where the second stands.
        at: Place,
        /// The first assay.
        original: f64,
        /// The second.
        duplicate: f64,
    },
    /// Too few duplicates agree.
    #[error("{:.0} % of {n} duplicates agree within a fifth of their mean", .share * 100.0)]
    #[diagnostic(
        code("hole::duplicates-imprecise"),
        severity(Warning),
        help(
            "larger samples or finer grinding before splitting make them agree; the nugget holds the rest"
        )
    )]
    DuplicatesImprecise {
        /// Where the duplicates start.
        at: Place,
        /// How many pairs.
        n: usize,
        /// The share that agrees.
        share: f64,
    },
}

impl Problem {
    /// Where it stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::NoName { at, .. }
            | Self::CollarUnreadable { at, .. }
            | Self::DuplicateCollar { at, .. }
            | Self::RepeatedCollar { at, .. }
            | Self::CollarsCoincide { at, .. }
            | Self::NamesAlike { at, .. }
            | Self::CollarOutside { at, .. }
            | Self::OutsideArea { at, .. }
            | Self::CollarApart { at, .. }
            | Self::CollarOffTopography { at, .. }
            | Self::BadLength { at, .. }
            | Self::NoSurvey { at, .. }
            | Self::NoIntervals { at, .. }
            | Self::NoCollar { at, .. }
            | Self::SurveyUnreadable { at, .. }
            | Self::SurveyAboveCollar { at, .. }
            | Self::SurveyBeyondEnd { at, .. }
            | Self::SurveyFarBelow { at, .. }
            | Self::RepeatedSurvey { at, .. }
            | Self::ContradictingSurvey { at, .. }
            | Self::AzimuthRange { at, .. }
            | Self::AzimuthMarker { at, .. }
            | Self::DipRange { at, .. }
            | Self::DipSign { at, .. }
            | Self::HoleUpwards { at, .. }
            | Self::SharpBend { at, .. }
            | Self::NoSurveyAtCollar { at, .. }
            | Self::PlanDiffers { at, .. }
            | Self::IntervalUnreadable { at, .. }
            | Self::IntervalAboveCollar { at, .. }
            | Self::ReversedInterval { at, .. }
            | Self::EmptyInterval { at, .. }
            | Self::DuplicateInterval { at, .. }
            | Self::Overlapping { at, .. }
            | Self::Gap { at, .. }
            | Self::BeyondEnd { at, .. }
            | Self::OutOfOrder { at, .. }
            | Self::AssayText { at, .. }
            | Self::BelowDetection { at, .. }
            | Self::AboveLimit { at, .. }
            | Self::MissingMarker { at, .. }
            | Self::NegativeAssay { at, .. }
            | Self::OverHundred { at, .. }
            | Self::OddDensity { at, .. }
            | Self::UnitMixUp { at, .. }
            | Self::Constant { at, .. }
            | Self::NothingMeasured { at, .. }
            | Self::StandardFails { at, .. }
            | Self::StandardDrifts { at, .. }
            | Self::StandardBiased { at, .. }
            | Self::NoDeviation { at, .. }
            | Self::BlankContaminated { at, .. }
            | Self::DuplicateApart { at, .. }
            | Self::DuplicatesImprecise { at, .. } => at,
        }
    }
}

/// What is done with a hole that has no survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unsurveyed {
    /// It is left out.
    LeaveOut,
    /// It is taken to run straight down.
    Vertical,
    /// It is taken to run as the collar table plans it, and is left out where that does not say.
    AsPlanned,
}

/// What is done where two intervals of one table share part of a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overlap {
    /// Both count, each with its length.
    KeepBoth,
    /// The one that starts higher up counts; the other keeps what is left below it.
    UpperCounts,
}

/// What a measurement below the detection limit counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BelowDetection {
    /// Not measured.
    Missing,
    /// Zero.
    Zero,
    /// Half the limit.
    HalfLimit,
    /// The limit.
    Limit,
}

/// What a column of odd numbers looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspicion {
    /// Precious metal in parts per billion under a head of grams per tonne or no unit.
    PartsPerBillion,
    /// Parts per million under a head of per cent.
    PartsPerMillion,
    /// Kilograms per cubic metre under a head of density.
    KilogramsPerCubicMetre,
}

/// A hole with nearly the same name, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Alike(pub Option<String>);

impl fmt::Display for Alike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(name) => write!(f, "there is a collar for {name}: is it the same hole?"),
            None => write!(f, "add its collar, or correct the name"),
        }
    }
}

impl fmt::Display for Unsurveyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeaveOut => "it is left out",
            Self::Vertical => "it is taken to run straight down",
            Self::AsPlanned => "it is taken to run as its collar plans it",
        })
    }
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeepBoth => "both are used",
            Self::UpperCounts => "the upper is used",
        })
    }
}

impl fmt::Display for BelowDetection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "it counts as not measured",
            Self::Zero => "it counts as zero",
            Self::HalfLimit => "it counts as half of that",
            Self::Limit => "it counts as that",
        })
    }
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PartsPerBillion => "are these parts per billion?",
            Self::PartsPerMillion => "are these parts per million?",
            Self::KilogramsPerCubicMetre => "are these kilograms per cubic metre?",
        })
    }
}

fn rows(n: usize) -> String {
    if n == 1 { "its row is".to_owned() } else { format!("its {n} rows are") }
}
