//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::sum::words::TAKEN;
    /// Which ton is meant.
    TON_DEFINED = [
        "metric", "short ton+", "long ton+", "imperial ton+", "net ton+", "gross ton+", "us ton+", "tons are tonnes", "ton means", "tons means", "tons of 1,000 kg", "tons of 2,000", "tons of 2,240",
        "2,000 pounds", "2,240 pounds", "1,000 kilograms", "1,000 kg",
    ];
    /// Which dollar is meant.
    DOLLAR_DEFINED = [
        "all dollar amounts are", "all dollar figures are", "all amounts are in", "all figures are in", "dollar amounts are in", "dollars are", "dollar means", "dollars means", "all dollars", "unless otherwise stated", "unless otherwise indicated",
        "unless otherwise noted", "unless stated otherwise", "expressed in", "reporting currency", "presentation currency", "presented in", "references to $", "references to dollars", "reference to $", "$ means", "$ refers", "all currency", "currency is",
        "amounts in", "$ are", "$ is", "stated in",
    ];
    /// What is sold, not what lies in the ground.
    PRODUCT_GRADE = [
        "concentrate+", "product+", "cathode+", "ingot+", "matte", "dore", "doré", "bullion", "alloy+", "metal", "carbonate", "hydroxide", "bar+", "powder", "purity", "precipitate", "slag", "speiss", "blister", "anode+", "ferro", "leach solution",
    ];
    /// One sample, or a few picked ones.
    SAMPLE_GRADE = [
        "sample+", "sampled", "grab", "chip+", "rock chip+", "boulder+", "float", "specimen+", "hand picked", "hand sorted", "nugget+", "assayed up to", "up to", "as much as", "as high as", "highest", "best", "peak", "maximum",
        "channel+", "vein material", "outcrop+", "selected", "pocket+", "lump+", "hand specimen+", "dump", "interval+", "intercept~", "intersect~", "trench+", "including",
    ];
    /// Ore minerals with a limit to what they can hold, in the order of the rule's table.
    ORE_MINERAL = [
        "sphalerite", "galena", "chalcopyrite", "cassiterite", "stibnite", "scheelite", "hematite", "haematite", "magnetite", "spodumene",
    ];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::sum::words::TAKEN + LISTS.len() as u16;
