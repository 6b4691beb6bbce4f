//! Totals over categories that the text lists one by one.

use std::collections::BTreeMap;

use oreproof_promise::{Categories, Category, Kind, Quantity, Reading};
use oreproof_units::Unit;
use rustc_hash::FxHashMap;

use crate::cat::basis;

/// How many categorised amounts a table may list above its total.
const LONGEST_LIST: usize = 6;

/// The amounts that equal a list of categorised amounts, Inferred among these, by their places
/// among the quantities of the reading; each with the categories it adds up.
///
/// The total behind the list counts; where there is none, the first bare amount that equals the
/// whole list, such as a headline. A list runs over neighbouring paragraphs, so that rows of a
/// table are read together.
pub(crate) fn with_inferred(reading: &Reading<'_>) -> FxHashMap<usize, Categories> {
    let mut totals = FxHashMap::default();
    let mut lists: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    let mut without_total = Vec::new();
    for (at, quantity) in reading.quantities.iter().enumerate() {
        if !basis::is_stock(quantity) {
            continue;
        }
        let list = lists.entry(quantity.kind).or_default();
        let last = list.last().map(|&last| &reading.quantities[last]);
        let apart = |last: &Quantity| {
            last.unit != quantity.unit
                || last.commodity != quantity.commodity
                || quantity.paragraph - last.paragraph > 1
        };
        if last.is_some_and(apart) || list.len() >= LONGEST_LIST {
            without_total.extend(Sum::of(reading, list));
            list.clear();
        }
        if quantity.category.len() == 1 && quantity.category.is_categorised() {
            list.push(at);
        } else if let Some(categories) = adds_up(reading, quantity, list) {
            totals.insert(at, categories);
            list.clear();
        }
    }
    without_total.extend(lists.values().filter_map(|list| Sum::of(reading, list)));
    headlines(reading, without_total, &mut totals);
    totals
}

/// What a list of categorised amounts comes to.
struct Sum {
    kind: Kind,
    unit: Option<Unit>,
    value: f64,
    slack: f64,
    categories: Categories,
}

impl Sum {
    /// None where the list has one category only, or no Inferred, or gives one twice.
    fn of(reading: &Reading<'_>, list: &[usize]) -> Option<Self> {
        let parts = || list.iter().map(|&at| &reading.quantities[at]);
        let first = parts().next()?;
        let categories: Categories =
            parts().fold(Categories::default(), |all, part| all.union(part.category));
        let once = categories.len() as usize == list.len();
        (once && list.len() > 1 && categories.has(Category::Inferred)).then(|| Self {
            kind: first.kind,
            unit: first.unit,
            value: parts().map(Quantity::value).sum(),
            slack: parts().map(|part| part.rounding).sum(),
            categories,
        })
    }
}

/// Finds for each sum the first bare amount that equals it.
fn headlines(reading: &Reading<'_>, mut sums: Vec<Sum>, totals: &mut FxHashMap<usize, Categories>) {
    if sums.is_empty() {
        return;
    }
    sums.sort_by(|a, b| a.value.total_cmp(&b.value));
    let mut taken = vec![false; sums.len()];
    for (at, quantity) in reading.quantities.iter().enumerate() {
        if !basis::is_stock(quantity) || !quantity.category.is_empty() {
            continue;
        }
        let value = quantity.value();
        let from = sums.partition_point(|sum| sum.value < value);
        let equals = |sum: &Sum| {
            (sum.kind, sum.unit) == (quantity.kind, quantity.unit)
                && (sum.value - value).abs() <= sum.slack + quantity.rounding
        };
        // The nearest sum on either side.
        let nearest = [from.checked_sub(1), Some(from)].into_iter().flatten();
        let equal =
            nearest.filter(|&sum| sums.get(sum).is_some_and(equals)).find(|&sum| !taken[sum]);
        if let Some(sum) = equal {
            taken[sum] = true;
            totals.insert(at, sums[sum].categories);
        }
    }
}

/// The categories of the amounts directly before a total that add up to it, where Inferred is
/// one of several.
fn adds_up(reading: &Reading<'_>, total: &Quantity, list: &[usize]) -> Option<Categories> {
    let (mut sum, mut slack, mut categories) = (0.0, total.rounding, Categories::default());
    for &at in list.iter().rev() {
        let part = &reading.quantities[at];
        sum += part.value();
        slack += part.rounding;
        categories = categories.union(part.category);
        if (sum - total.value()).abs() <= slack && categories.len() > 1 {
            return categories.has(Category::Inferred).then_some(categories);
        }
    }
    None
}

/// The categories that are given by themselves, with a tonnage and a grade.
pub(crate) fn given_apart(reading: &Reading<'_>) -> Categories {
    let (mut tonnages, mut grades) = (Categories::default(), Categories::default());
    for quantity in reading.quantities.iter().filter(|q| q.category.len() == 1) {
        match quantity.kind {
            Kind::OreTonnage => tonnages = tonnages.union(quantity.category),
            _ if basis::is_grade(quantity) => grades = grades.union(quantity.category),
            _ => {}
        }
    }
    tonnages.shared_with(grades)
}
