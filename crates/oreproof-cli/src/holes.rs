//! Holes read for a single step: what the tables leave to choose must be said.

use std::path::PathBuf;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::hole::{
    BelowDetection, Bounds, Desurvey, HoleChoices, Holes, Overlap, Problem, Unsurveyed,
};

use crate::qc::campaign::{self, NotMapped};
use crate::qc::{Sign, say_open};
use crate::ui::{Done, Stop, Ui, plural, say};

/// The tables of a drill campaign and how they are read.
#[derive(clap::Args, Debug)]
pub(crate) struct HoleArgs {
    /// The folder that holds the tables; `oreproof qc` says how they are understood.
    pub folder: PathBuf,

    /// What each column holds, in the place of FOLDER/holes.toml.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,

    /// Which sign of dip is downwards, where the surveys leave it open.
    #[arg(long, value_enum, value_name = "SIGN")]
    dip: Option<Sign>,

    /// How holes run between surveys.
    #[arg(long, value_enum, value_name = "METHOD")]
    method: Method,

    /// What holes without a survey do; asked for where there are any.
    #[arg(long, value_enum, value_name = "RULE")]
    unsurveyed: Option<WithoutSurvey>,

    /// What counts where intervals of one table overlap; asked for where they do.
    #[arg(long, value_enum, value_name = "RULE")]
    overlap: Option<Overlaps>,

    /// What a value below the detection limit counts as; asked for where there are any.
    #[arg(long, value_enum, value_name = "RULE")]
    below_detection: Option<Below>,

    /// A number that stands for a missing measurement, such as -999.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    missing: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Along the arc of a circle.
    MinimumCurvature,
    /// Half along each of the two directions.
    BalancedTangential,
    /// Along the upper direction.
    Tangential,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WithoutSurvey {
    /// They are left out.
    LeaveOut,
    /// They run straight down.
    Vertical,
    /// They run as the collar table plans them.
    AsPlanned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Overlaps {
    /// Both count, each with its length.
    KeepBoth,
    /// The one that starts higher up counts.
    UpperCounts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Below {
    /// Not measured.
    Missing,
    /// Zero.
    Zero,
    /// Half the limit.
    HalfLimit,
    /// The limit.
    Limit,
}

/// Something in the tables waits for a choice.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum Open {
    #[error("{} of the tables wait for a choice: {what}", plural(*.n, "place"))]
    #[diagnostic(code("holes::not-chosen"), help("add {option} with one of {values}"))]
    NotChosen { n: usize, what: &'static str, option: &'static str, values: &'static str },
}

impl HoleArgs {
    /// Reads the tables and places the holes; what is wrong in them is counted on the terminal.
    pub(crate) fn read(&self, ui: &Ui) -> Done<Holes> {
        let choices = |dip| HoleChoices {
            dip,
            desurvey: match self.method {
                Method::MinimumCurvature => Desurvey::MinimumCurvature,
                Method::BalancedTangential => Desurvey::BalancedTangential,
                Method::Tangential => Desurvey::Tangential,
            },
            unsurveyed: match self.unsurveyed {
                None | Some(WithoutSurvey::LeaveOut) => Unsurveyed::LeaveOut,
                Some(WithoutSurvey::Vertical) => Unsurveyed::Vertical,
                Some(WithoutSurvey::AsPlanned) => Unsurveyed::AsPlanned,
            },
            overlap: match self.overlap {
                None | Some(Overlaps::KeepBoth) => Overlap::KeepBoth,
                Some(Overlaps::UpperCounts) => Overlap::UpperCounts,
            },
            below_detection: match self.below_detection {
                None | Some(Below::Missing) => BelowDetection::Missing,
                Some(Below::Zero) => BelowDetection::Zero,
                Some(Below::HalfLimit) => BelowDetection::HalfLimit,
                Some(Below::Limit) => BelowDetection::Limit,
            },
            missing: self.missing.clone(),
        };
        let dip = self.dip.map(Sign::sign);
        let (mapping, bounds) = (self.mapping.as_deref(), Bounds::default());
        let campaign = campaign::read(&self.folder, mapping, dip, &choices, &bounds)?;
        if campaign.mapping.is_none() || !campaign.is_read {
            say_open(&campaign, ui);
            return Err(Stop::of(NotMapped { folder: self.folder.clone() }));
        }
        self.settled(&campaign.problems).map_err(Stop::of)?;
        let n = campaign.problems.len() + campaign.table_problems.len();
        if 0 < n && !ui.quiet {
            let folder = self.folder.display();
            say(&format!(
                "{} in the tables; `oreproof qc {folder}` tells them\n",
                plural(n, "problem")
            ));
        }
        Ok(campaign.holes)
    }

    /// Whether every choice that the tables ask for is made.
    fn settled(&self, problems: &[Problem]) -> Result<(), Open> {
        let count =
            |of: fn(&Problem) -> bool| problems.iter().filter(|problem| of(problem)).count();
        let n = count(|problem| matches!(problem, Problem::NoSurvey { .. }));
        if self.unsurveyed.is_none() && 0 < n {
            let (what, option) = ("what do holes without a survey do?", "--unsurveyed");
            let values = "leave-out, vertical or as-planned";
            return Err(Open::NotChosen { n, what, option, values });
        }
        let overlaps = |p: &Problem| {
            matches!(p, Problem::Overlapping { .. } | Problem::DuplicateInterval { .. })
        };
        let n = count(overlaps);
        if self.overlap.is_none() && 0 < n {
            let (what, option) = ("which of intervals that overlap counts?", "--overlap");
            return Err(Open::NotChosen { n, what, option, values: "keep-both or upper-counts" });
        }
        let n = count(|problem| matches!(problem, Problem::BelowDetection { .. }));
        if self.below_detection.is_none() && 0 < n {
            let what = "what does a value below the detection limit count as?";
            let values = "missing, zero, half-limit or limit";
            return Err(Open::NotChosen { n, what, option: "--below-detection", values });
        }
        Ok(())
    }
}
