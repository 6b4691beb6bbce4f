//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::geo::words::TAKEN;
    /// On what basis rare earths are counted.
    REE_BASIS = [
        "reo", "treo", "treo+y", "oxide+", "rare earth oxide+", "total rare earth oxide+", "element+", "elemental", "metal content", "contained metal", "as metal", "tre", "reo basis", "oxide basis", "metal basis", "lreo", "hreo", "mreo",
        "ndpr oxide", "oxide equivalent",
    ];
    /// Total rare-earth oxide.
    TREO = ["treo", "reo", "total rare earth oxide+", "rare earth oxide+", "treo+y"];
    /// The light rare earths that carry the worth.
    LIGHT_SPLIT = ["ndpr", "nd pr", "neodymium", "praseodymium", "nd2o3", "nd₂o₃", "pr6o11", "pr₆o₁₁", "magnet rare earth+", "mreo", "nd and pr", "nd + pr", "nd+pr"];
    /// The heavy rare earths.
    HEAVY_SPLIT = ["dytb", "dy tb", "dysprosium", "terbium", "dy2o3", "dy₂o₃", "tb4o7", "tb₄o₇", "heavy rare earth+", "hreo", "heavies", "heavy share", "heavy oxides", "hree", "dy and tb", "dy + tb", "dy+tb", "magnet rare earth+", "mreo"];
    /// The rare earths as a group.
    RARE_EARTH = [
        "rare earth", "rare earths", "rare earth element+", "rare earth mineral+", "rare earth metal+", "rare earth oxide+", "rare earth commodity", "rare earth commodities", "ree", "rees", "rare earth product+", "rare metal earths", "rare earth resource+", "rare earth deposit+", "rare earth ore+",
    ];
    /// Members of a group follow.
    SUCH_AS = ["such as", "like", "including", "include", "includes", "e.g", "for example", "for instance", "namely", "among them", "notably", "above all", "especially", "in particular", "i.e", "that is"];
    /// Metals and minerals that are no rare earth.
    NO_RARE_EARTH = [
        "lithium", "cobalt", "nickel", "copper", "gold", "silver", "zinc", "lead", "tin", "tungsten", "antimony", "tantalum", "niobium", "coltan", "tantalite", "columbite", "columbium", "beryllium", "gallium", "germanium", "indium",
        "bismuth", "vanadium", "titanium", "zirconium", "zircon", "hafnium", "molybdenum", "rhenium", "tellurium", "selenium", "manganese", "chromium", "chromite", "chrome", "graphite", "magnesium", "magnesite", "uranium", "thorium",
        "platinum", "palladium", "rhodium", "iridium", "ruthenium", "osmium", "caesium", "cesium", "rubidium", "strontium", "barium", "barite", "baryte", "boron", "silicon", "arsenic", "cadmium", "mercury", "aluminium", "aluminum", "bauxite",
        "iron", "iron ore", "phosphate", "phosphorus", "potash", "fluorspar", "fluorite", "spodumene", "wolframite", "scheelite", "cassiterite", "stibnite", "rutile", "ilmenite", "coal", "quartz", "emeralds", "rubies", "gemstones", "diamonds", "pgms", "platinum group metals",
    ];
    /// The rare earths one by one, and minerals of theirs.
    ONE_RARE_EARTH = [
        "lanthanum", "cerium", "praseodymium", "neodymium", "promethium", "samarium", "europium", "gadolinium", "terbium", "dysprosium", "holmium", "erbium", "thulium", "ytterbium", "lutetium", "yttrium", "scandium", "ndpr", "didymium",
        "monazite", "bastnaesite", "bastnasite", "xenotime", "lanthanides",
    ];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::geo::words::TAKEN + LISTS.len() as u16;
