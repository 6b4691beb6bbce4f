//! Commodities: their names, symbols and trade forms in a text.

use serde::{Serialize, Serializer};

/// A commodity, by its plain English name: `copper`, `rare earths`, `iron ore`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Commodity(&'static str);

impl Commodity {
    /// The plain English name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Whether it is the rare earths as a group, or one of the seventeen.
    pub fn is_rare_earth(self) -> bool {
        self.0 == "rare earths" || RARE_EARTHS.contains(&self.0)
    }

    /// Sold by the tonne of rock, so that a grade is not asked for.
    pub fn is_bulk(self) -> bool {
        matches!(
            self.0,
            "coal"
                | "stone"
                | "aggregate"
                | "salt"
                | "limestone"
                | "marble"
                | "granite"
                | "sand"
                | "gypsum"
                | "clay"
        )
    }

    /// A precious metal, sold by the troy ounce.
    pub fn is_precious(self) -> bool {
        matches!(
            self.0,
            "gold" | "silver" | "platinum" | "palladium" | "rhodium" | "platinum group"
        )
    }
}

impl Serialize for Commodity {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0)
    }
}

/// The seventeen rare earths: fifteen lanthanides, yttrium and scandium.
pub const RARE_EARTHS: &[&str] = &[
    "lanthanum",
    "cerium",
    "praseodymium",
    "neodymium",
    "promethium",
    "samarium",
    "europium",
    "gadolinium",
    "terbium",
    "dysprosium",
    "holmium",
    "erbium",
    "thulium",
    "ytterbium",
    "lutetium",
    "yttrium",
    "scandium",
];

/// Names and symbols in texts, with the commodity each stands for. A symbol is
/// told by its capital: it counts only as written, behind a number or a unit.
const TABLE: [(&str, &str); 138] = [
    ("copper", "copper"),
    ("Cu", "copper"),
    ("CuEq", "copper"),
    ("gold", "gold"),
    ("Au", "gold"),
    ("AuEq", "gold"),
    ("silver", "silver"),
    ("Ag", "silver"),
    ("AgEq", "silver"),
    ("nickel", "nickel"),
    ("Ni", "nickel"),
    ("NiEq", "nickel"),
    ("zinc", "zinc"),
    ("Zn", "zinc"),
    ("ZnEq", "zinc"),
    ("lead", "lead"),
    ("Pb", "lead"),
    ("tin", "tin"),
    ("Sn", "tin"),
    ("antimony", "antimony"),
    ("Sb", "antimony"),
    ("stibnite", "antimony"),
    ("tungsten", "tungsten"),
    ("W", "tungsten"),
    ("WO3", "tungsten"),
    ("WO₃", "tungsten"),
    ("wolframite", "tungsten"),
    ("scheelite", "tungsten"),
    ("lithium", "lithium"),
    ("Li", "lithium"),
    ("Li2O", "lithium"),
    ("Li₂O", "lithium"),
    ("LCE", "lithium"),
    ("spodumene", "lithium"),
    ("cobalt", "cobalt"),
    ("Co", "cobalt"),
    ("molybdenum", "molybdenum"),
    ("Mo", "molybdenum"),
    ("iron ore", "iron ore"),
    ("iron", "iron ore"),
    ("Fe", "iron ore"),
    ("magnetite", "iron ore"),
    ("hematite", "iron ore"),
    ("haematite", "iron ore"),
    ("manganese", "manganese"),
    ("Mn", "manganese"),
    ("chromite", "chromite"),
    ("chrome", "chromite"),
    ("chromium", "chromite"),
    ("Cr2O3", "chromite"),
    ("Cr₂O₃", "chromite"),
    ("bauxite", "bauxite"),
    ("alumina", "bauxite"),
    ("Al2O3", "bauxite"),
    ("Al₂O₃", "bauxite"),
    ("aluminium", "bauxite"),
    ("uranium", "uranium"),
    ("U3O8", "uranium"),
    ("U₃O₈", "uranium"),
    ("vanadium", "vanadium"),
    ("V2O5", "vanadium"),
    ("V₂O₅", "vanadium"),
    ("niobium", "niobium"),
    ("Nb2O5", "niobium"),
    ("Nb₂O₅", "niobium"),
    ("tantalum", "tantalum"),
    ("Ta2O5", "tantalum"),
    ("Ta₂O₅", "tantalum"),
    ("coltan", "tantalum"),
    ("tantalite", "tantalum"),
    ("phosphate", "phosphate"),
    ("phosphate rock", "phosphate"),
    ("P2O5", "phosphate"),
    ("P₂O₅", "phosphate"),
    ("graphite", "graphite"),
    ("TGC", "graphite"),
    ("graphitic carbon", "graphite"),
    ("platinum", "platinum"),
    ("Pt", "platinum"),
    ("palladium", "palladium"),
    ("Pd", "palladium"),
    ("rhodium", "rhodium"),
    ("platinum group metals", "platinum group"),
    ("platinum group elements", "platinum group"),
    ("PGM", "platinum group"),
    ("PGMs", "platinum group"),
    ("PGE", "platinum group"),
    ("3E", "platinum group"),
    ("4E", "platinum group"),
    ("rare earth", "rare earths"),
    ("rare earths", "rare earths"),
    ("REE", "rare earths"),
    ("REEs", "rare earths"),
    ("REO", "rare earths"),
    ("TREO", "rare earths"),
    ("TREE", "rare earths"),
    ("neodymium", "neodymium"),
    ("praseodymium", "praseodymium"),
    ("dysprosium", "dysprosium"),
    ("terbium", "terbium"),
    ("cerium", "cerium"),
    ("lanthanum", "lanthanum"),
    ("yttrium", "yttrium"),
    ("scandium", "scandium"),
    ("NdPr", "rare earths"),
    ("monazite", "rare earths"),
    ("bastnaesite", "rare earths"),
    ("potash", "potash"),
    ("K2O", "potash"),
    ("K₂O", "potash"),
    ("KCl", "potash"),
    ("coal", "coal"),
    ("lignite", "coal"),
    ("gallium", "gallium"),
    ("germanium", "germanium"),
    ("indium", "indium"),
    ("bismuth", "bismuth"),
    ("titanium", "titanium"),
    ("TiO2", "titanium"),
    ("TiO₂", "titanium"),
    ("ilmenite", "titanium"),
    ("rutile", "titanium"),
    ("zircon", "zircon"),
    ("fluorspar", "fluorspar"),
    ("fluorite", "fluorspar"),
    ("barite", "barite"),
    ("baryte", "barite"),
    ("magnesite", "magnesite"),
    ("magnesium", "magnesium"),
    ("salt", "salt"),
    ("gypsum", "gypsum"),
    ("marble", "marble"),
    ("limestone", "limestone"),
    ("diamonds", "diamonds"),
    ("diamond", "diamonds"),
    ("mercury", "mercury"),
    ("petroleum", "petroleum"),
    ("fuel", "fuel"),
];

/// The phrases of the table, for the word list.
pub(crate) const PHRASES: [&str; TABLE.len()] = {
    let mut phrases = [""; TABLE.len()];
    let mut at = 0;
    while at < TABLE.len() {
        phrases[at] = TABLE[at].0;
        at += 1;
    }
    phrases
};

/// The commodity of a phrase of the table.
pub fn of_phrase(phrase: u16) -> Commodity {
    Commodity(TABLE[usize::from(phrase)].1)
}

/// Whether a phrase of the table is a symbol, which counts only as it is written.
pub(crate) fn is_symbol(phrase: u16) -> bool {
    TABLE[usize::from(phrase)].0.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// A phrase of the table as written there.
pub(crate) fn phrase(nth: u16) -> &'static str {
    TABLE[usize::from(nth)].0
}

/// The commodity of that name.
pub fn by_name(name: &str) -> Option<Commodity> {
    TABLE.iter().find(|(_, known)| *known == name).map(|(_, known)| Commodity(known))
}
