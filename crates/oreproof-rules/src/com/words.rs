//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::ree::words::TAKEN;
    /// The basis of a lithium quantity.
    LITHIUM_BASIS = ["li2o", "li₂o", "lce", "carbonate", "hydroxide", "spodumene concentrate", "lithium oxide", "oxide", "carbonate equivalent", "lithium metal", "as metal", "chloride", "li2co3", "lioh", "spodumene"];
    /// Selling or making it.
    TRADE_VERB = ["export~", "sell~", "sold", "ship~", "produce~", "deliver~", "supply~", "market~", "dig~ out", "bring to market", "extract~"];
    /// That losses are applied.
    RECOVERED = ["recover~", "recovery", "recoverable", "payable", "recoveries"];
    /// Concentrate.
    CONCENTRATE_WORD = ["concentrate", "concentrates"];
    /// The form of a product.
    FORM = ["concentrate", "concentrates", "metal", "contained", "payable", "ingot", "ingots", "cathode", "cathodes", "matte", "refined", "bullion", "carbonate", "hydroxide", "oxide", "sulphate", "sulfate", "in concentrate", "alloy", "powder", "dore", "doré", "blister", "anode", "anodes", "ore"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::ree::words::TAKEN + LISTS.len() as u16;
