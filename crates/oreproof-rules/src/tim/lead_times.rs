//! The least times from a stage to first production.
//!
//! House defaults, chosen from the low end of published times: S&P Global Market Intelligence,
//! June 2023, 127 mines, mean 15.7 years from discovery, six at the least; MinEx Consulting 2014;
//! 35 large mines, 1.8 years from the end of the study to construction (mdoresorting.com).

/// What a document shows of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A find, a memorandum, or nothing.
    Exploration,
    /// A resource or a preliminary assessment.
    Resource,
    /// A completed pre-feasibility or feasibility study.
    Study,
}

impl Stage {
    /// The least number of years from here to first production.
    pub(crate) fn least_years(self) -> i16 {
        match self {
            Self::Exploration => 6,
            Self::Resource => 4,
            Self::Study => 2,
        }
    }

    /// How a message names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exploration => "exploration",
            Self::Resource => "a resource or preliminary assessment",
            Self::Study => "a feasibility study",
        }
    }
}
