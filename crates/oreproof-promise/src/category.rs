//! Resource and reserve categories.

use std::fmt;

use serde::{Serialize, Serializer};

/// A set of categories; a sum such as Measured and Indicated holds several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Categories(u16);

/// One category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Measured Mineral Resource.
    Measured,
    /// Indicated Mineral Resource.
    Indicated,
    /// Inferred Mineral Resource.
    Inferred,
    /// Proved (or Proven) Reserve.
    Proved,
    /// Probable Reserve.
    Probable,
    /// Exploration Target.
    Target,
    /// A class of UNFC or of a national code.
    National,
}

const NAMES: [(Category, &str); 7] = [
    (Category::Proved, "Proved"),
    (Category::Probable, "Probable"),
    (Category::Measured, "Measured"),
    (Category::Indicated, "Indicated"),
    (Category::Inferred, "Inferred"),
    (Category::Target, "Exploration Target"),
    (Category::National, "National"),
];

impl Category {
    /// The printed name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(category, _)| *category == self).map_or("", |(_, name)| name)
    }
}

impl Categories {
    /// Adds a category.
    pub fn insert(&mut self, category: Category) {
        self.0 |= 1 << category as u16;
    }

    /// Whether it holds a category.
    pub fn has(self, category: Category) -> bool {
        self.0 & (1 << category as u16) != 0
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether anything but an exploration target is in it.
    pub fn is_categorised(self) -> bool {
        self.0 & !(1 << Category::Target as u16) != 0
    }

    /// Holds Proved or Probable.
    pub fn is_reserve(self) -> bool {
        self.has(Category::Proved) || self.has(Category::Probable)
    }

    /// Holds Measured, Indicated or Inferred.
    pub fn is_resource(self) -> bool {
        self.has(Category::Measured)
            || self.has(Category::Indicated)
            || self.has(Category::Inferred)
    }

    /// How many categories it holds.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether every category of another set is in this one.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Those that both hold.
    pub fn shared_with(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// All of both.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl FromIterator<Category> for Categories {
    fn from_iter<I: IntoIterator<Item = Category>>(categories: I) -> Self {
        let mut all = Self::default();
        for category in categories {
            all.insert(category);
        }
        all
    }
}

impl fmt::Display for Categories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (category, name) in NAMES {
            if self.has(category) {
                if !first {
                    f.write_str("+")?;
                }
                f.write_str(name)?;
                first = false;
            }
        }
        Ok(())
    }
}

impl Serialize for Categories {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.is_empty() {
            true => to.serialize_none(),
            false => to.collect_str(self),
        }
    }
}
