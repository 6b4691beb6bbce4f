//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::geo::words::TAKEN;
    /// The basis of a rare-earth quantity.
    BASIS = ["reo", "treo", "lreo", "hreo", "treeo", "treo+y", "oxide", "oxides", "element content", "metal content", "elemental", "as metal", "as elements", "rare earth oxide", "rare earth oxides"];
    /// Total oxides, behind a number.
    TREO = ["treo", "reo", "total rare earth oxide", "total rare earth oxides", "rare earth oxide", "rare earth oxides"];
    /// Neodymium and praseodymium.
    LIGHT = ["ndpr", "nd", "neodymium", "praseodymium", "nd pr", "magnet rare earth+", "magnet metals"];
    /// Dysprosium, terbium, or the heavy share.
    HEAVY = ["dytb", "dy", "dysprosium", "terbium", "heavy rare earth+", "heavy rare earths", "heavies", "hreo", "heavy share", "magnet rare earth+"];
    /// What opens a list of examples.
    INTRO = ["such as", "like", "including", "for example", "e.g", "notably", "namely", "particularly", "especially", "for instance", "among them", "from", "e.g."];
    /// Elements that are not rare earths and that the commodity table does not hold.
    WRONG = ["beryllium", "caesium", "cesium", "rubidium", "thorium", "strontium", "tellurium", "selenium", "zirconium", "hafnium", "rhenium", "boron", "iridium", "arsenic", "silicon", "radium", "polonium", "helium"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::geo::words::TAKEN + LISTS.len() as u16;
