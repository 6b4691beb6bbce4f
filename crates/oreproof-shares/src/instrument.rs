//! What is taken: royalties, duties, taxes, bonuses, shares of production.

use oreproof_money::CapitalKind;
use oreproof_units::{Amounts, Base as MassUnit, Cash, Fraction, Price, Series};
use serde::{Deserialize, Serialize};

/// One entry of the fiscal list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// A short name that the rest of the regime uses.
    pub id: String,
    /// The full name, as the law or contract has it.
    pub name: String,
    /// Who receives it.
    pub payee: String,
    /// Whether it is a cost to every instrument after it that taxes profit.
    pub deductible: bool,
    /// How much it is.
    pub terms: Terms,
}

/// How much an instrument takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Terms {
    /// A rate on a base: royalty, export duty, zone surcharge, community fund, fee.
    Levy(Levy),
    /// Royalty paid before any is due.
    AdvanceRoyalty(AdvanceRoyalty),
    /// A sum at an event.
    Bonus(Bonus),
    /// Tax on profit.
    IncomeTax(IncomeTax),
    /// Tax on profit above a return.
    RentTax(RentTax),
    /// A share of production after costs.
    ProductionSharing(ProductionSharing),
    /// Tax held back from what is paid out.
    Withholding(Withholding),
    /// A line as printed.
    Stated(StatedTake),
}

/// What an instrument is called when its kind is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakeKind {
    /// Royalty.
    Royalty,
    /// Duty on exports.
    ExportDuty,
    /// Duty on imports.
    ImportDuty,
    /// Surcharge of an export zone.
    Surcharge,
    /// Tax on income.
    IncomeTax,
    /// Tax on rent.
    RentTax,
    /// Tax held back.
    Withholding,
    /// Bonus.
    Bonus,
    /// Share of production.
    ProductionShare,
    /// Community or social spending.
    Community,
    /// Fee or rent for land.
    Fee,
    /// Any other.
    Other,
}

impl TakeKind {
    /// Whether studies count it among taxes, and not among what cash before tax is after.
    pub fn is_tax(self) -> bool {
        matches!(self, Self::IncomeTax | Self::RentTax | Self::Withholding)
    }
}

/// A rate on a base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levy {
    /// What it is called.
    pub kind: TakeKind,
    /// What the rate is applied to.
    pub base: Base,
    /// The rate.
    pub rate: Rate,
    /// Advances, named by id and listed before, that it is paid out of first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<String>,
}

/// What a levy is a part of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Base {
    /// Payable value at market prices.
    GrossRevenue,
    /// Payable value of one metal.
    GrossRevenueOf(String),
    /// Gross revenue less selling charges.
    Nsr,
    /// NSR less running costs and the deductible takes before this one; never below nought.
    OperatingProfit,
    /// Operating profit less depreciation, interest and losses, as an income tax computes
    /// it; the id is of that tax, listed before.
    TaxableIncome(String),
    /// Taxable income before losses less that income tax; the id is of the tax, listed before.
    NetProfit(String),
    /// Running costs.
    OperatingCosts,
    /// Capital of these kinds.
    Capital(Vec<CapitalKind>),
    /// A mass of a recovered metal; the rate is [`Rate::Specific`].
    Metal {
        /// Which metal.
        metal: String,
        /// The mass the rate is quoted for.
        unit: MassUnit,
    },
    /// A tonne of feed; the rate is [`Rate::Specific`].
    TonneFeed,
    /// A year; the rate is [`Rate::Specific`].
    Year,
}

/// A rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rate {
    /// A part of the base.
    Part(Series<Fraction>),
    /// Money for each unit of the base.
    Specific(Series<Cash>),
    /// A part that slides with a metal's price.
    ByPrice {
        /// Which metal.
        metal: String,
        /// What happens between brackets.
        mode: BracketMode,
        /// From each price on, this part; nothing below the first.
        brackets: Vec<Bracket<Price>>,
    },
    /// A part that slides with profitability, NSR less running costs over gross revenue.
    ByMargin {
        /// What happens between brackets.
        mode: BracketMode,
        /// From each margin on, this part; nothing below the first.
        brackets: Vec<Bracket<Fraction>>,
    },
    /// A part in proportion to profitability, as South Africa has it:
    /// `start + slope × margin`, not below `least` nor above `most`.
    LinearInMargin {
        /// At no margin.
        start: Fraction,
        /// For each unit of margin.
        slope: f64,
        /// At least.
        least: Fraction,
        /// At most.
        most: Fraction,
    },
}

/// What happens between the brackets of a sliding rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BracketMode {
    /// The bracket reached sets the rate of the whole base.
    Whole,
    /// Each bracket's rate falls on what lies in it, as income tax brackets do.
    Sliced,
    /// The rate rises in a straight line from bracket to bracket, flat after the last.
    Interpolated,
}

/// One bracket.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bracket<T> {
    /// Where it starts.
    pub from: T,
    /// The part taken from there on.
    pub part: Fraction,
}

/// Royalty paid before any is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvanceRoyalty {
    /// What is paid in each period.
    pub amounts: Amounts,
    /// What is paid at most in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cash>,
}

/// A sum at an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    /// When it falls due.
    pub at: BonusEvent,
    /// How much.
    pub amount: Cash,
}

/// When a bonus falls due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BonusEvent {
    /// In the period of this label.
    Period(String),
    /// In the first period with production.
    FirstProduction,
    /// In the period in which this much has been recovered in all.
    Cumulative {
        /// Of which metal.
        metal: String,
        /// In which unit.
        unit: MassUnit,
        /// How much.
        amount: f64,
    },
}

/// Tax on profit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeTax {
    /// The rate.
    pub rate: Series<Fraction>,
    /// How capital is written off; capital that no rule names is not.
    pub depreciation: Vec<DepreciationRule>,
    /// What becomes of losses.
    pub losses: Losses,
    /// Years without tax; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holiday: Option<Holiday>,
    /// A tax that is owed at least; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<MinimumTax>,
    /// Whether interest is deductible.
    pub interest_deductible: bool,
    /// How much of it, at most; absent where there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thin_capitalisation: Option<ThinCapitalisation>,
}

/// How some capital is written off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepreciationRule {
    /// Which capital; the first rule that names it counts.
    pub of: Depreciable,
    /// By which method.
    pub method: Depreciation,
    /// Whether capital before production waits for it; otherwise each sum is written off
    /// from the period it is spent in.
    pub from_production: bool,
}

/// Which capital a rule writes off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Depreciable {
    /// All of these kinds.
    Kinds(Vec<CapitalKind>),
    /// These sums, by name.
    Named(Vec<String>),
}

/// A method of writing off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Depreciation {
    /// At once.
    Immediate,
    /// In equal parts over years.
    StraightLine {
        /// Over how many years.
        years: f64,
    },
    /// A part of what is left each year, in one pool; what is left when production ends is
    /// written off then if so stated.
    DecliningBalance {
        /// The part of each year.
        rate: Fraction,
        /// Whether the rest is written off in the last period of production.
        rest_at_end: bool,
    },
    /// In proportion to the feed; where none is stated, to the metal that unit costs are
    /// quoted for, and without that or any production, to gross revenue.
    UnitsOfProduction,
}

/// What becomes of losses.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Losses {
    /// How long they may be used.
    pub carried: CarryForward,
    /// The part of a period's income that they may offset.
    pub offset_at_most: Fraction,
}

/// How long losses may be used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarryForward {
    /// Not at all.
    Never,
    /// For so many years after the one they arose in, the oldest first.
    Years(f64),
    /// For ever.
    Unlimited,
}

/// Years without tax.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// When it starts.
    pub from: HolidayStart,
    /// How many years it lasts.
    pub years: f64,
    /// The part of the tax that is still owed.
    pub part_owed: Fraction,
    /// What becomes of losses made before it ends.
    pub losses: HolidayLosses,
}

/// When a holiday starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayStart {
    /// With the timeline.
    Start,
    /// With the first production.
    FirstProduction,
}

/// What becomes of losses when a holiday ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayLosses {
    /// They are used up by the holiday's income, as in any year.
    UsedInHoliday,
    /// They wait, and the holiday's income leaves them whole.
    KeptForLater,
    /// They end with it.
    Lost,
}

/// A tax that is owed at least.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumTax {
    /// The rate.
    pub rate: Fraction,
    /// Of what: usually gross revenue.
    pub base: Base,
    /// Whether it is owed during a holiday too.
    pub in_holiday: bool,
    /// Whether what it exceeds the tax by is credited against later tax above the minimum.
    pub credit: Credit,
}

/// Whether an excess of minimum tax is credited later.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credit {
    /// It is not.
    Never,
    /// It is, for ever.
    Unlimited,
}

/// How much interest is deductible.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThinCapitalisation {
    /// That on debt up to so many times the holders' paid-in money.
    DebtToEquity(f64),
    /// Up to a part of NSR less running costs; the rest waits.
    PartOfEarnings(Fraction),
}

/// Tax on profit above a return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RentTax {
    /// On what cash exceeds a return: the account grows by the return, takes each
    /// period's cash after the deductible takes before this one, and is taxed and
    /// emptied when above nought. Tiers are taxed one on the other's remainder.
    RateOfReturn(Vec<RentTier>),
    /// On operating profit less capital, at a part set by the R-factor: money received so
    /// far over money spent so far.
    RFactor {
        /// What happens between brackets.
        mode: BracketMode,
        /// From each R-factor on, this part; nothing below the first.
        brackets: Vec<Bracket<f64>>,
    },
}

/// A return and the part taken above it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RentTier {
    /// The return a year by which the account grows.
    pub uplift: Fraction,
    /// The part taken.
    pub part: Fraction,
}

/// A share of production after costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductionSharing {
    /// The part of NSR, after the deductible takes before this one, that may go to
    /// recovering costs; what is not recovered waits.
    pub cost_recovery_limit: Fraction,
    /// The payee's part of the rest by R-factor; a flat share has one bracket from nought.
    pub mode: BracketMode,
    /// From each R-factor on, this part.
    pub brackets: Vec<Bracket<f64>>,
}

/// Tax held back from what is paid out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withholding {
    /// On what.
    pub on: WithholdingOn,
    /// The rate.
    pub rate: Fraction,
}

/// What a tax is held back from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WithholdingOn {
    /// Dividends of these holders; the holder bears it.
    Dividends(Vec<String>),
    /// Interest to every lender; the lender bears it.
    Interest,
    /// A part of running costs that is paid to foreign suppliers. With `grossed_up` the
    /// project bears it, otherwise the supplier named does.
    Services {
        /// The part of running costs.
        part_of_costs: Fraction,
        /// Who bears it.
        borne_by: Bearer,
    },
}

/// Who bears a tax held back on services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    /// The project, which pays the supplier in full.
    Project,
    /// The supplier of this id, out of what it is paid.
    Supplier(String),
}

/// A line as printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedTake {
    /// What it is called.
    pub kind: TakeKind,
    /// Its figures; positive where it is paid.
    pub amounts: Amounts,
    /// Whether figures below nought, such as refunds, are meant.
    pub refunds: bool,
}
