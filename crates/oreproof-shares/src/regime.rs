//! Who takes part, who owns what, who lends, and what passes between them.

use oreproof_money::CapitalKind;
use oreproof_units::{Amounts, Fraction, Series};
use serde::{Deserialize, Serialize};

use crate::instrument::Instrument;

/// Everything that divides a project's cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Everyone who pays or receives.
    pub parties: Vec<Party>,
    /// Who owns the project; the shares add to one.
    pub holdings: Vec<Holding>,
    /// What is taken, in the order in which it is computed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instruments: Vec<Instrument>,
    /// What is borrowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub debts: Vec<Debt>,
    /// What parties pass on to each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
}

/// Someone who pays or receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// A short name that the rest of the regime uses.
    pub id: String,
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// The state as a whole.
    National,
    /// A province or region.
    Province,
    /// A district or municipality.
    Local,
    /// A community, or a fund for one.
    Community,
    /// A company that a state owns.
    StateCompany,
    /// Any other owner.
    Investor,
    /// A lender.
    Lender,
    /// Someone paid for a service.
    Supplier,
}

impl PartyKind {
    /// Whether what it takes is the government's take.
    pub fn is_government(self) -> bool {
        matches!(self, Self::National | Self::Province | Self::Local)
    }

    /// Whether it belongs to a government, as a holder of shares may.
    pub fn is_state_owned(self) -> bool {
        self.is_government() || self == Self::StateCompany
    }
}

/// A share of the project.
///
/// A party whose shares are held on several terms has several holdings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Who holds it.
    pub party: String,
    /// How much of the project.
    pub share: Fraction,
    /// Who pays its part of the project's costs.
    pub carry: Carry,
}

/// Who pays a holding's part of the cash calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Carry {
    /// The holder itself.
    Paid,
    /// Others, who never get it back.
    Free {
        /// Until when; afterwards the holder pays.
        until: Until,
        /// Who pays in its place.
        by: Funders,
    },
    /// Others, who are repaid with interest out of the holding's dividends.
    Loan {
        /// Interest for a year.
        interest: Fraction,
        /// The part of the holding's dividends that goes to repayment until it is done.
        repaid_from: Fraction,
        /// Until when calls are carried; afterwards the holder pays.
        until: Until,
        /// Who lends.
        by: Funders,
    },
}

/// Until when a holding is carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// For ever.
    Always,
    /// Up to the first period with production.
    FirstProduction,
    /// Through the period of this label.
    Through(String),
}

/// Who pays in a carried holder's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funders {
    /// Whoever pays for the other holdings, in proportion to those holdings' shares: their
    /// holders, or the party that funds them.
    Others,
    /// One party.
    Party(String),
}

/// Money borrowed by the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debt {
    /// Its name.
    pub name: String,
    /// Who lends.
    pub lender: String,
    /// How much.
    pub size: DebtSize,
    /// Interest for a year.
    pub rate: Fraction,
    /// Whether interest is added to the debt until the grace ends.
    pub capitalise_in_grace: bool,
    /// Years from the first drawing in which nothing is repaid.
    pub grace_years: f64,
    /// Years after the grace over which it is repaid.
    pub tenor_years: f64,
    /// How it is repaid.
    pub repayment: Repayment,
    /// A fee on each drawing, paid at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upfront_fee: Option<Fraction>,
    /// What the borrower has promised to keep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covenant: Option<Covenant>,
}

/// How much is borrowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DebtSize {
    /// A part of capital of these kinds, drawn as it is spent.
    PartOfCapital {
        /// The part.
        part: Fraction,
        /// Of which kinds.
        kinds: Vec<CapitalKind>,
    },
    /// Drawings by period.
    Drawings(Amounts),
}

/// How a debt is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repayment {
    /// The same principal each period.
    EqualPrincipal,
    /// The same payment each period.
    Annuity,
    /// All of it at the end.
    Bullet,
}

/// What a borrower has promised to keep; a breach is a warning, never a default.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covenant {
    /// Cash after taxes over debt service, at least.
    pub least_debt_service_cover: f64,
}

/// What one party passes on to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Its name, such as the formula it follows.
    pub name: String,
    /// Who passes on.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// Of what it receives.
    pub of: Receipts,
    /// Which part, perhaps a product of several: the pool's and the province's.
    pub part: Series<Fraction>,
}

/// What a transfer is a part of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receipts {
    /// What it receives from these instruments.
    Instruments(Vec<String>),
    /// What it receives from every instrument.
    AllInstruments,
    /// What it receives as dividends.
    Dividends,
}
