//! What is measured of each draw: the rungs of the value ladder that are worked out.

use oreproof_case::model::Measure as Word;
use serde::{Serialize, Serializer};

/// A sum of one draw, in US dollars of the whole project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Metal fed to the plant at the draw's prices.
    Contained,
    /// Metal saved at the draw's prices.
    Recovered,
    /// What buyers pay for.
    Payable,
    /// After the smelter's and the freight's charges.
    Nsr,
    /// After running costs.
    Operating,
    /// After capital: cash before royalty and tax.
    PreTax,
    /// Cash after royalty and tax.
    AfterTake,
    /// The same at the first rate of the choices.
    Npv,
    /// What the state and its companies get over the life.
    State,
    /// What the beneficiary of the choices gets over the life.
    Beneficiary,
}

impl Measure {
    /// Every measure, in the order of the ladder.
    pub const ALL: [Self; 10] = [
        Self::Contained,
        Self::Recovered,
        Self::Payable,
        Self::Nsr,
        Self::Operating,
        Self::PreTax,
        Self::AfterTake,
        Self::Npv,
        Self::State,
        Self::Beneficiary,
    ];

    /// Its word in the case, in figures and in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contained => "contained",
            Self::Recovered => "recovered",
            Self::Payable => "payable",
            Self::Nsr => "nsr",
            Self::Operating => "operating",
            Self::PreTax => "pre-tax",
            Self::AfterTake => "after-take",
            Self::Npv => "npv",
            Self::State => "state",
            Self::Beneficiary => "beneficiary",
        }
    }

    /// What it is, in a few words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contained => "metal fed, at the prices drawn",
            Self::Recovered => "metal saved, at the prices drawn",
            Self::Payable => "what buyers pay for",
            Self::Nsr => "net smelter return",
            Self::Operating => "cash after running costs",
            Self::PreTax => "cash before royalty and tax",
            Self::AfterTake => "cash after royalty and tax over the life",
            Self::Npv => "present value after royalty and tax",
            Self::State => "what the state gets over the life",
            Self::Beneficiary => "what the beneficiary gets over the life",
        }
    }

    /// The measure of a word of the case.
    pub(crate) const fn of(word: Word) -> Self {
        match word {
            Word::Contained => Self::Contained,
            Word::Recovered => Self::Recovered,
            Word::Payable => Self::Payable,
            Word::Nsr => Self::Nsr,
            Word::Operating => Self::Operating,
            Word::PreTax => Self::PreTax,
            Word::AfterTake => Self::AfterTake,
            Word::Npv => Self::Npv,
            Word::State => Self::State,
            Word::Beneficiary => Self::Beneficiary,
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
