//! Selling terms, as the trade writes them.
//!
//! A concentrate is paid by content: the payable part is the lesser of a
//! percentage of the content and the content less a minimum deduction, metal by
//! metal. From that value the buyer takes a treatment charge per dry tonne, a
//! refining charge per payable pound or ounce, and penalties; the seller carries
//! moisture, freight and losses on the way. Tungsten is such a concentrate, its
//! WO₃ priced per mtu; antimony another, priced per tonne of content.

use oreproof_units::{Cash, Fraction, Grade, Price, Series};
use serde::{Deserialize, Serialize};

/// Something the plant makes and sells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its name in the case.
    pub name: String,
    /// On what terms it is sold.
    pub terms: Terms,
}

/// On what terms a product is sold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Terms {
    /// A concentrate, paid by content.
    Concentrate(Concentrate),
    /// Doré: gold and silver to a refiner.
    Dore(Dore),
    /// Finished metal, such as copper cathode.
    Metal(MetalTerms),
    /// Rare-earth oxides, paid by the basket.
    RareEarths(RareEarths),
}

/// Terms of a concentrate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concentrate {
    /// The metal or oxide whose grade sets how much concentrate there is.
    pub carrier: String,
    /// How much of it a dry tonne of concentrate holds.
    pub grade: Series<Grade>,
    /// Water as a part of the wet mass.
    pub moisture: Fraction,
    /// Dry mass lost between plant and buyer.
    pub losses: Fraction,
    /// Money for each dry tonne treated.
    pub treatment_charge: Series<Cash>,
    /// Money for each wet tonne moved to the buyer, all in.
    pub freight: Series<Cash>,
    /// What is paid for.
    pub metals: Vec<PaidMetal>,
    /// What is deducted for unwanted elements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub penalties: Vec<Penalty>,
    /// Insurance, agents and the like, as a part of the payable value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_charge: Option<Fraction>,
}

/// A metal that a concentrate is paid for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidMetal {
    /// Which metal or oxide.
    pub metal: String,
    /// How much of its content is paid.
    pub pay: Pay,
    /// Money for each payable mass refined; absent where none is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refining_charge: Option<Series<Price>>,
}

/// How much of a content the buyer pays for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Pay {
    /// A part of the content, whatever its grade.
    Part(Fraction),
    /// The lesser of a part of the content and the content less a deduction.
    Lesser {
        /// The part paid at most.
        part: Fraction,
        /// What at least stays unpaid.
        deduction: Grade,
    },
    /// A part of what is left after a deduction.
    AfterDeduction {
        /// What stays unpaid.
        deduction: Grade,
        /// The part paid of the rest.
        part: Fraction,
    },
    /// A part that depends on the grade; below the first step nothing is paid.
    Steps(Vec<PayStep>),
}

/// One step of a pay scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayStep {
    /// The grade at which the step starts.
    pub from: Grade,
    /// The part of the whole content paid from there.
    pub part: Fraction,
}

/// A deduction for an unwanted element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penalty {
    /// Which element.
    pub element: String,
    /// How much of it the concentrate holds.
    pub content: Series<Grade>,
    /// How much is free of penalty.
    pub free: Grade,
    /// The step the charge is quoted for; parts of a step count pro rata.
    pub step: Grade,
    /// Money for each dry tonne and step above the free content.
    pub charge: Cash,
}

/// Terms of doré.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dore {
    /// What is paid for.
    pub metals: Vec<RefinedMetal>,
    /// Insurance, assay and the like, as a part of the payable value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_charge: Option<Fraction>,
}

/// A metal of doré.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefinedMetal {
    /// Which metal.
    pub metal: String,
    /// The part of the content that is paid.
    pub payable: Fraction,
    /// Money for each payable mass refined; absent where none is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refining_charge: Option<Series<Price>>,
    /// Money for each mass of the metal carried to the refiner; absent where none is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<Series<Price>>,
}

/// Terms of finished metal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetalTerms {
    /// Which metal.
    pub metal: String,
    /// The part that is paid.
    pub payable: Fraction,
    /// Money above the market's price for each payable mass; a discount is negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premium: Option<Series<Price>>,
    /// Money for each mass carried to the buyer; absent where the buyer carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Series<Price>>,
    /// Insurance, agents and the like, as a part of the payable value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_charge: Option<Fraction>,
}

/// Terms of rare-earth oxides.
///
/// The metal flow is total rare-earth oxide, and the basket says what it is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RareEarths {
    /// The name of the total in the schedule, usually `TREO`.
    pub total: String,
    /// What the total is made of; the shares add to at most one.
    pub basket: Vec<Oxide>,
    /// Money for each mass of total oxide separated; absent where mixed oxide is sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separation_charge: Option<Series<Price>>,
    /// Money for each mass of total oxide carried; absent where the buyer carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Series<Price>>,
}

/// One oxide of a basket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oxide {
    /// Which oxide, by its name in the price deck.
    pub oxide: String,
    /// Its share of the total.
    pub share: Fraction,
    /// The part of it that separation saves.
    pub recovery: Fraction,
    /// The part of its price that is paid.
    pub payable: Fraction,
}
