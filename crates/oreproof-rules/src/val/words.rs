//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::words::TAKEN;
    /// Whether tax is in an NPV.
    TAX_BASIS = ["pre tax", "after tax", "post tax", "before tax", "pretax", "posttax", "before taxes", "after taxes", "net of tax", "untaxed"];
    /// What is paid out of a mine, and so is not the worth of the rock.
    PAYMENT = [
        "royalty", "royalties", "wage+", "salary", "salaries", "fee+", "fine+", "dividend+", "equipment", "machinery", "compensation", "rent+",
        "bribe+", "tender+", "penalty", "penalties",
    ];
    /// What else is said to be worth an amount: `a placement worth $4 million`.
    INSTRUMENT = [
        "placement+", "deal+", "package+", "loan+", "grant+", "offer+", "order+", "agreement+", "acquisition+", "takeover+", "stake+", "plant", "bid+", "purchase+",
        "financing", "facility", "programme+", "program+", "tranche+", "option+", "warrant+", "sale+", "imports", "import+", "project finance", "aid", "bond+",
    ];
    /// What is done with metal that has left the ground.
    HANDLED = [
        "seize~", "seizure+", "confiscate~", "smuggle~", "smuggling", "steal~", "stolen", "stole", "theft+", "loot~", "robbery", "robbed", "jewellery", "jewelry",
        "bar+", "ingot+", "bullion", "coin+", "necklace+", "ring+", "cargo", "cargoes", "consignment+", "truckload+", "warehouse+", "stockpile+", "vault+",
        "dealer+", "trader+", "bought", "purchase~", "imported", "imports", "donate~", "recovered", "customs", "airport", "shop+", "concentrate+", "cathode+",
    ];
    /// The level of a study.
    STUDY_LEVEL = ["feasibility", "pre feasibility", "prefeasibility", "scoping study", "scoping", "preliminary economic assessment", "pea", "pfs", "dfs", "bfs", "initial assessment", "order of magnitude study", "conceptual study", "bankable study", "concept study"];
    /// A discount rate in words.
    DISCOUNTED = ["discount rate", "discount rates", "discounted at", "npv8", "npv5", "npv10", "npv7", "npv6", "npv12", "discount factor"];
    /// What worth in the ground is said to do to public money.
    RESCUE = ["equal~", "worth", "exceed~", "pay off", "pays off", "paid off", "pay~ back", "clear~", "wipe~ out", "wipe away", "transform~", "times", "twice", "thrice", "end our", "end the", "ends the", "end its", "end all", "put an end to", "settle~", "erase~", "retire~", "dwarf~", "cover~", "cancel~", "repay~", "extinguish~", "bury", "buries", "double the", "many times over", "free us from", "rid us of", "solve~", "eliminate~", "bigger than", "larger than", "greater than", "more than our", "more than the whole"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::words::TAKEN + LISTS.len() as u16;
