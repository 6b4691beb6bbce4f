//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::mon::words::TAKEN;
    /// A price as a word.
    PRICE_WORD = ["price+", "priced", "pricing", "price deck", "price assumption+"];
    /// What a study or an estimate does with a price.
    PRICE_USED = [
        "estimate+", "study", "studies", "assume~", "assumption+", "uses", "used", "using", "based on", "cut off", "resource+", "reserve+", "npv", "model~", "economics", "base case", "net present value",
        "pit shell", "optimisation", "optimization", "price deck", "evaluation", "valuation", "priced", "appraisal", "scenario+",
    ];
    /// A price that was got for a sale.
    PRICE_GOT = ["sold", "sales", "realised", "realized", "received", "shipped", "fetched", "achieved", "contract price", "invoice~", "paid"];
    /// A result at other prices.
    PRICE_SENSITIVITY = [
        "sensitivity", "sensitivities", "sensitive to", "at a lower price", "at lower prices", "at spot", "spot price case", "price lower", "lower price", "higher price", "at today's price", "at current prices", "break even price", "breakeven price",
        "at the current price", "upside case", "downside case",
    ];
    /// A price that is meant to hold for long.
    LONG_TERM = ["long term", "consensus", "long run", "through the cycle", "trailing average"];
    /// A record of trade.
    RECORD = ["customs", "declared", "recorded", "declaration+", "return+ lists", "invoice~", "manifest+", "weighbridge", "statistics"];
    /// Sold as metal.
    METAL_FORM = ["ingot+", "cathode+", "metal", "bullion", "dore", "doré", "refined", "bar+", "billet+", "slab+", "briquette+", "blister", "anode+", "sponge"];
    /// Sold as a concentrate.
    CONCENTRATE_FORM = ["concentrate+"];
    /// Sold as rock.
    ORE_FORM = ["ore", "ores", "lump", "fines", "run of mine", "rock", "raw", "unprocessed", "direct shipping"];
    /// Sold as an oxide or a salt.
    CHEMICAL_FORM = ["hydroxide", "carbonate", "sulphate", "sulfate", "oxide", "pentoxide", "chemical+", "ammonium paratungstate", "apt", "matte", "alloy", "ferroalloy+", "ferronickel", "ferrochrome"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::mon::words::TAKEN + LISTS.len() as u16;
