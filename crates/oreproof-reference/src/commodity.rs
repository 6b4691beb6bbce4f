//! Commodities: what they are called, what they are sold by, what they come with.

use oreproof_units::{Factor, oxide};
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use crate::error::{NotKnown, Problem, nearest};
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// A commodity as the trade and the lists know it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Commodity {
    /// The name that every other table uses.
    pub name: String,
    /// The chemical symbol of its element, or its one main element.
    pub symbol: Option<String>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The groups it belongs to: dysprosium to the heavy rare earths and the rare earths.
    pub groups: Vec<String>,
    /// The metal whose ore or raw material it is: bauxite, of aluminum.
    pub ore_of: Option<String>,
    /// Other names, spellings and mineral names that stand for it alone.
    pub names: Vec<String>,
    /// The units it is sold by, the most usual first.
    pub units: Vec<TradeUnit>,
    /// Oxides and salts it is quoted as; [`Commodity::factor`] converts.
    pub compounds: Vec<String>,
    /// The commodities that it is chiefly won beside, where that is well known.
    pub by_product_of: Vec<String>,
    /// Where the row comes from.
    pub source: SourceRef,
}

/// What sort of thing a commodity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A chemical element, whatever it is sold as.
    Element,
    /// A mineral, rock or compound.
    Mineral,
    /// Several of them counted as one.
    Group,
}

const KINDS: [(Kind, &str); 3] =
    [(Kind::Element, "element"), (Kind::Mineral, "mineral"), (Kind::Group, "group")];

/// A unit of trade, with what is counted in it where that is not the product itself:
/// a metric ton unit of WO3 is the 10 kg of trioxide in a tonne of 1 %.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeUnit {
    /// Its symbol.
    pub symbol: String,
    /// The compound counted, in plain letters.
    pub of: Option<String>,
}

/// Every unit of trade with its kilograms; `None` for a volume.
const TRADE_UNITS: [(&str, Option<f64>); 12] = [
    ("t", Some(1000.0)),
    ("kg", Some(1.0)),
    ("g", Some(0.001)),
    ("lb", Some(0.453_592_37)),
    ("ozt", Some(0.031_103_476_8)),
    ("ct", Some(0.000_2)),
    ("mtu", Some(10.0)),
    ("dmtu", Some(10.0)),
    // A short ton unit is one per cent of 2,000 lb.
    ("stu", Some(9.071_847_4)),
    // A flask of mercury holds 76 lb.
    ("flask", Some(34.473_020_12)),
    ("m3", None),
    ("l", None),
];

impl TradeUnit {
    fn parse(text: &str) -> Option<Self> {
        let (symbol, of) = text.split_once(' ').map_or((text, None), |(s, of)| (s, Some(of)));
        let known = TRADE_UNITS.iter().any(|(known, _)| *known == symbol);
        known.then(|| Self { symbol: symbol.to_owned(), of: of.map(str::to_owned) })
    }

    /// Kilograms of what is counted in one unit; `None` for a volume.
    pub fn kilograms(&self) -> Option<f64> {
        TRADE_UNITS.iter().find(|(known, _)| *known == self.symbol).and_then(|(_, kg)| *kg)
    }
}

impl Serialize for TradeUnit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.of {
            Some(of) => to.collect_str(&format_args!("{} {of}", self.symbol)),
            None => to.serialize_str(&self.symbol),
        }
    }
}

impl Commodity {
    /// Tonnes of a compound that hold a tonne of the element, from the atomic weights of
    /// [`oreproof_units::oxide`].
    pub fn factor(&self, compound: &str) -> Option<Factor> {
        oxide::factor(self.symbol.as_deref()?, compound)
    }
}

impl Entry for Commodity {
    const REQUIRED: &'static [&'static str] = &[
        "name",
        "symbol",
        "kind",
        "groups",
        "ore_of",
        "names",
        "units",
        "compounds",
        "by_product_of",
        "source",
    ];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let kind = row.one_of("kind", "element, mineral or group", &KINDS);
        let units = row.value("units", "units of trade such as t; lb; mtu WO3", |text| {
            text.split(';').map(|unit| TradeUnit::parse(unit.trim())).collect::<Option<Vec<_>>>()
        });
        let symbol = row.some("symbol").map(str::to_owned);
        let compounds = row.value("compounds", "formulas with a factor, such as Li2O", |text| {
            let formulas = text.split(';').map(str::trim).filter(|formula| !formula.is_empty());
            let known = |formula: &str| {
                symbol.as_deref().is_some_and(|symbol| oxide::factor(symbol, formula).is_some())
            };
            formulas.map(|formula| known(formula).then(|| formula.to_owned())).collect()
        });
        Some(Self {
            name: row.word("name")?,
            kind: kind?,
            groups: row.names("groups"),
            ore_of: row.some("ore_of").map(str::to_owned),
            names: row.names("names"),
            units: units?,
            compounds: compounds?,
            by_product_of: row.names("by_product_of"),
            source: row.source()?,
            symbol,
        })
    }

    fn id(&self) -> String {
        format!("commodities/{}", self.name)
    }
}

/// Every commodity, found by any of its names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commodities {
    rows: Vec<Commodity>,
    by_name: FxHashMap<String, usize>,
    by_symbol: FxHashMap<String, usize>,
}

impl Commodities {
    /// Indexes the rows and tells every name that would mean two things.
    pub(crate) fn new(
        file: &str,
        rows: Vec<(usize, Commodity)>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut all = Self::default();
        for (at, (line, row)) in rows.iter().enumerate() {
            let names = std::iter::once(&row.name).chain(&row.names);
            for name in names {
                if let Some(before) = all.by_name.insert(name.to_lowercase(), at)
                    && before != at
                {
                    problems.push(Problem::Ambiguous {
                        file: file.to_owned(),
                        line: *line,
                        name: name.clone(),
                        other: rows[before].1.name.clone(),
                    });
                }
            }
            // Several minerals share the symbol of their metal, which it then stands for.
            if let (Some(symbol), Kind::Element) = (&row.symbol, row.kind) {
                all.by_symbol.entry(symbol.clone()).or_insert(at);
            }
        }
        all.rows = rows.into_iter().map(|(_, row)| row).collect();
        all
    }

    /// All of them, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Commodity> {
        self.rows.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The commodity of a name in any capitals, or of a symbol as chemists write it.
    pub fn get(&self, name: &str) -> Option<&Commodity> {
        let name = name.trim();
        let at = self
            .by_symbol
            .get(name)
            .or_else(|| self.by_name.get(name))
            .or_else(|| self.by_name.get(&name.to_lowercase()));
        at.map(|at| &self.rows[*at])
    }

    /// As [`get`](Self::get), saying what was meant where a name is unknown.
    ///
    /// # Errors
    ///
    /// When no commodity has that name.
    pub fn named(&self, name: &str) -> Result<&Commodity, NotKnown> {
        self.get(name).ok_or_else(|| NotKnown::Commodity {
            name: name.to_owned(),
            nearest: nearest(&name.to_lowercase(), self.rows.iter().map(|row| row.name.as_str())),
        })
    }

    /// The name that the other tables use; what no commodity is called stays as it is.
    pub fn canonical<'n>(&'n self, name: &'n str) -> &'n str {
        self.get(name).map_or(name, |commodity| &commodity.name)
    }

    /// Every commodity that belongs to a group, in the order of the table.
    pub fn of_group<'c>(&'c self, group: &'c str) -> impl Iterator<Item = &'c Commodity> {
        self.rows.iter().filter(move |row| row.groups.iter().any(|name| name == group))
    }
}
