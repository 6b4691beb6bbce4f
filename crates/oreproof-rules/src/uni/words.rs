//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::sum::words::TAKEN;
    /// That a text says which ton it means.
    TON_DEFINED = ["short ton+", "long ton+", "metric ton+", "metric tonne+", "tons are metric", "a ton is", "a ton of 1,000", "1,000 kg", "1,000 kilograms", "2,000 pounds", "2,000 lb", "dry metric", "tons of 1,000", "tons means", "tons mean", "mt means", "mt is", "metric tons"];
    /// A product, not rock.
    CONCENTRATE = ["concentrate+", "matte", "ingot+", "cathode+", "alloy", "smelter", "bullion", "dore", "doré", "carbonate", "product+", "refined"];
    /// That a text says which dollar it means.
    DOLLAR_DEFINED = ["dollar amounts are", "dollars are", "all amounts are", "all amounts in", "amounts are in", "references to $", "$ means", "dollars unless", "all dollar amounts", "all figures in", "currency is", "reported in us dollars", "reported in australian dollars", "reported in canadian dollars", "all dollars are", "$ refers", "all sums are"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::sum::words::TAKEN + LISTS.len() as u16;
