//! Totals over categories that the text lists one by one.

use std::collections::HashMap;

use oreproof_promise::{Categories, Category, Kind, Quantity, Reading};

use crate::cat::basis;

/// How many categorised amounts a table may list above its total.
const LONGEST_LIST: usize = 6;

/// The bare or summed amounts that equal the amounts just before them, Inferred among these, by
/// their places among the quantities of the reading; each with the categories it adds up.
///
/// A list runs over at most two paragraphs, so that rows of a table are read together.
pub(crate) fn with_inferred(reading: &Reading<'_>) -> HashMap<usize, Categories> {
    let mut totals = HashMap::new();
    let mut lists: HashMap<Kind, Vec<usize>> = HashMap::new();
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
            list.clear();
        }
        if quantity.category.len() == 1 && quantity.category.is_categorised() {
            list.push(at);
            continue;
        }
        if let Some(categories) = adds_up(reading, quantity, list) {
            totals.insert(at, categories);
        }
    }
    totals
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
