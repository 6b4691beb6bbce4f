//! Figures: every number of a weighing, with where it comes from.
//!
//! A report prints nothing but figures. Each is named by a path that a person can type
//! (`reko-diq/npv`), and its origin leads on: to words in a document, to a value that the case
//! states with its source, to a row of a reference table, or to other figures and the formula
//! that joins them. Since a figure can only be worked out from figures that are there already,
//! every walk back ends.

use std::collections::BTreeMap;
use std::fmt;

use oreproof_units::{Basis, Ownership, Unit, human};
use serde::{Deserialize, Serialize};

use crate::spread::Spread;

/// The name of a figure: a path such as `reko-diq/npv` or `claims/c12/value`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FigureId(String);

/// A number with its unit, its basis and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Its name.
    pub id: FigureId,
    /// What it is, as a reader would say it: `copper contained`.
    pub label: String,
    /// How much.
    pub value: Spread,
    /// Of what; `None` for a bare number: a ratio, a count, a factor.
    pub unit: Option<Unit>,
    /// Where on the road from rock to sale it stands, where that matters.
    pub basis: Option<Basis>,
    /// Whose part it counts, where that matters.
    pub ownership: Option<Ownership>,
    /// Where it comes from.
    pub origin: Origin,
    /// What a reader must know besides: a conflict kept as a range, a figure from memory.
    pub note: Option<String>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Origin {
    /// Words of a document: the claim of the case that quotes them.
    Said {
        /// The claim.
        claim: String,
    },
    /// A value that the case states.
    Stated {
        /// Where the case states it: file, line and key.
        at: Place,
        /// The sources that it names, of which there is at least one.
        sources: Vec<String>,
    },
    /// A choice of the case's author, which has no source but the author.
    Chosen {
        /// Where the case states it.
        at: Place,
    },
    /// A row of a reference table.
    Table {
        /// The row: `prices/copper/2024`.
        row: String,
        /// The source that the row names.
        source: String,
    },
    /// A count of claims of the case, or of the time between two of them.
    Counted {
        /// Which.
        claims: Vec<String>,
    },
    /// What a station came to for a project of the case.
    Run {
        /// The station: `money`, `shares`.
        station: String,
        /// The project, and the fiscal terms where they were used.
        entries: Vec<String>,
        /// The sources behind its input.
        sources: Vec<String>,
    },
    /// Worked out from other figures.
    Computed {
        /// How, as a formula or a method: `value / tonnes`.
        how: String,
        /// From which.
        of: Vec<FigureId>,
    },
}

/// A place in the case folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the case folder names it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The key: `project.reko-diq.capital.initial`.
    pub key: String,
}

/// The figures of one weighing, in the order in which they came about.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Figures {
    all: Vec<Figure>,
    #[serde(skip)]
    by_id: BTreeMap<FigureId, usize>,
}

impl FigureId {
    /// A name out of its parts, each brought to lower case with hyphens for all but letters,
    /// digits and dots.
    pub fn path(parts: &[&str]) -> Self {
        let slug = |part: &&str| {
            let mut slug = String::new();
            for c in part.chars() {
                if c.is_alphanumeric() || c == '.' {
                    slug.extend(c.to_lowercase());
                } else if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
            slug.trim_end_matches('-').to_owned()
        };
        Self(parts.iter().map(slug).filter(|slug| !slug.is_empty()).collect::<Vec<_>>().join("/"))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for FigureId {
    /// A name written as a path: `reko-diq/npv`.
    fn from(path: &str) -> Self {
        Self::path(&path.split('/').collect::<Vec<_>>())
    }
}

impl Figure {
    /// A figure with neither basis nor note.
    pub fn new(
        id: FigureId,
        label: impl Into<String>,
        value: Spread,
        unit: Option<Unit>,
        origin: Origin,
    ) -> Self {
        let label = label.into();
        Self { id, label, value, unit, basis: None, ownership: None, origin, note: None }
    }

    /// The same on a basis.
    #[must_use]
    pub fn on(mut self, basis: Basis) -> Self {
        self.basis = Some(basis);
        self
    }

    /// The same with a note.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl fmt::Display for Figure {
    /// The best value with its unit, as the trade writes it: `US$13.0 billion`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Some(unit) => f.write_str(&human::amount(self.value.best, unit)),
            None => f.write_str(&human::number(self.value.best)),
        }
    }
}

impl Figures {
    /// Adds a figure and gives back its name.
    ///
    /// One that is there already under the same name stays as it is when it is the same, so
    /// that two stations may name one figure.
    ///
    /// # Panics
    ///
    /// When another figure has the name, or when it is worked out from a figure that is not
    /// there: both are mistakes of the program, not of a case.
    pub fn add(&mut self, figure: Figure) -> FigureId {
        if let Origin::Computed { of, .. } = &figure.origin {
            for id in of {
                assert!(self.by_id.contains_key(id), "{}: no figure {id} to work from", figure.id);
            }
        }
        let id = figure.id.clone();
        match self.by_id.get(&id) {
            Some(&at) => assert!(self.all[at] == figure, "two figures are named {id}"),
            None => {
                self.by_id.insert(id.clone(), self.all.len());
                self.all.push(figure);
            }
        }
        id
    }

    /// The figure of a name.
    pub fn get(&self, id: &FigureId) -> Option<&Figure> {
        self.by_id.get(id).map(|&at| &self.all[at])
    }

    /// The value of a figure that is known to be there.
    ///
    /// # Panics
    ///
    /// When it is not.
    pub fn value(&self, id: &FigureId) -> Spread {
        self.get(id).unwrap_or_else(|| panic!("no figure {id}")).value
    }

    /// Every figure, in the order in which they came about.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Figure> {
        self.all.iter()
    }

    /// Everything that a figure rests on, each once, the figure itself first and then in
    /// breadth, so that what is nearest comes first.
    pub fn walk(&self, id: &FigureId) -> Vec<&Figure> {
        let mut found: Vec<&Figure> = self.get(id).into_iter().collect();
        let mut at = 0;
        while let Some(figure) = found.get(at) {
            if let Origin::Computed { of, .. } = &figure.origin {
                for id in of {
                    let Some(next) = self.get(id) else { continue };
                    if !found.iter().any(|known| known.id == next.id) {
                        found.push(next);
                    }
                }
            }
            at += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oreproof_units::{Base, Currency};

    const USD: Unit = Unit::of(Base::Money(Currency::Usd));
    const TONNE: Unit = Unit::of(Base::Tonne);

    fn said(id: &str, value: f64, unit: Unit) -> Figure {
        let origin = Origin::Said { claim: "c1".to_owned() };
        Figure::new(id.into(), id, Spread::exact(value), Some(unit), origin)
    }

    fn computed(id: &str, value: f64, of: &[&str]) -> Figure {
        let of = of.iter().map(|&id| id.into()).collect();
        let origin = Origin::Computed { how: "value / tonnes".to_owned(), of };
        Figure::new(id.into(), id, Spread::exact(value), None, origin)
    }

    #[test]
    fn a_walk_ends_at_words_and_names_each_figure_once() {
        let mut figures = Figures::default();
        figures.add(said("c1/value", 138e9, USD));
        figures.add(said("c1/tonnes", 15e6, TONNE));
        figures.add(computed("c1/price", 9_200.0, &["c1/value", "c1/tonnes"]));
        figures.add(computed("c1/gap", 0.9, &["c1/price", "c1/value"]));
        let names: Vec<_> =
            figures.walk(&"c1/gap".into()).iter().map(|f| f.id.as_str().to_owned()).collect();
        assert_eq!(names, ["c1/gap", "c1/price", "c1/value", "c1/tonnes"]);
    }

    #[test]
    fn the_same_figure_may_be_added_twice() {
        let mut figures = Figures::default();
        assert_eq!(figures.add(said("a", 1.0, USD)), figures.add(said("a", 1.0, USD)));
        assert_eq!(figures.iter().len(), 1);
    }

    #[test]
    #[should_panic(expected = "two figures are named a")]
    fn two_figures_of_one_name_are_refused() {
        let mut figures = Figures::default();
        figures.add(said("a", 1.0, USD));
        figures.add(said("a", 2.0, USD));
    }

    #[test]
    #[should_panic(expected = "no figure b to work from")]
    fn a_figure_of_nothing_is_refused() {
        Figures::default().add(computed("a", 1.0, &["b"]));
    }

    #[test]
    fn names_are_paths_that_can_be_typed() {
        let id = FigureId::path(&["Reko Diq", "NPV at 8 %", "2025"]);
        assert_eq!(id.as_str(), "reko-diq/npv-at-8/2025");
        assert_eq!(FigureId::from("Reko Diq/NPV at 8 %/2025"), id);
    }

    #[test]
    fn a_figure_prints_as_the_trade_writes_it() {
        assert_eq!(said("a", 138e9, USD).to_string(), "US$138 billion");
        assert_eq!(computed_free().to_string(), "0.9");
    }

    fn computed_free() -> Figure {
        let origin = Origin::Said { claim: "c1".to_owned() };
        Figure::new("a".into(), "ratio", Spread::exact(0.9), None, origin)
    }
}
