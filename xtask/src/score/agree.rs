//! When something said agrees with something labelled, and which agrees with which.
//!
//! A quantity agrees when its span and the label's overlap by at least half
//! (what they share over what they cover) and value and unit are equal. A finding
//! agrees when the rule is the same and the spans share a character. Each may
//! agree with one other only, and as many as possible do.

use serde_json::Value;

use super::label::{Finding, Quantity};

/// The least overlap of two spans of one quantity.
const OVERLAP: f64 = 0.5;

/// How far two values may lie apart, relative to the larger.
const RELATIVE: f64 = 1e-6;

/// Units as tools write them: unit, the label's unit, and how many of it.
const WRITTEN: &[(&str, &str, f64)] = &[
    ("Gt", "t", 1e9),
    ("Mt", "t", 1e6),
    ("kt", "t", 1e3),
    ("tonne", "t", 1.0),
    ("tonnes", "t", 1.0),
    ("tpa", "t/a", 1.0),
    ("ktpa", "t/a", 1e3),
    ("Mtpa", "t/a", 1e6),
    ("kt/a", "t/a", 1e3),
    ("Mt/a", "t/a", 1e6),
    ("tpd", "t/d", 1.0),
    ("Moz", "ozt", 1e6),
    ("koz", "ozt", 1e3),
    ("oz", "ozt", 1.0),
    ("oz/a", "ozt/a", 1.0),
    ("koz/a", "ozt/a", 1e3),
    ("Mozt", "ozt", 1e6),
    ("kozt", "ozt", 1e3),
    ("Mton", "ton", 1e6),
    ("Mlb", "lb", 1e6),
    ("klb", "lb", 1e3),
    ("percent", "%", 1.0),
    ("pct", "%", 1.0),
    ("gpt", "g/t", 1.0),
    ("yr", "year", 1.0),
    ("years", "year", 1.0),
    ("a", "year", 1.0),
    ("months", "month", 1.0),
    ("mo", "month", 1.0),
    ("days", "day", 1.0),
    ("d", "day", 1.0),
    ("decade", "year", 10.0),
    ("week", "day", 7.0),
    ("km²", "km2", 1.0),
    ("$", "USD", 1.0),
    ("US$", "USD", 1.0),
    ("$/a", "USD/a", 1.0),
    ("$/t", "USD/t", 1.0),
    ("$/lb", "USD/lb", 1.0),
    ("$/oz", "USD/ozt", 1.0),
    ("$/ozt", "USD/ozt", 1.0),
    ("USD/oz", "USD/ozt", 1.0),
];

/// A stretch of text, in Unicode scalar values, end exclusive.
pub(crate) trait Spanned {
    /// First and one past the last.
    fn span(&self) -> (usize, usize);

    /// How many characters two spans share.
    fn shared(&self, other: &Self) -> usize {
        let ((a, b), (c, d)) = (self.span(), other.span());
        b.min(d).saturating_sub(a.max(c))
    }

    /// What two spans share over what they cover.
    fn overlap(&self, other: &Self) -> f64 {
        let ((a, b), (c, d)) = (self.span(), other.span());
        let shared = self.shared(other);
        shared as f64 / ((b - a) + (d - c) - shared) as f64
    }
}

impl Spanned for Quantity {
    fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

impl Spanned for Finding {
    fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// Whether a quantity said is the one labelled.
pub(crate) fn same_quantity(label: &Quantity, said: &Quantity) -> bool {
    let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= RELATIVE * a.abs().max(b.abs()).max(1e-12),
        (a, b) => a.is_none() && b.is_none(),
    };
    let ((unit, low, high), (said_unit, said_low, said_high)) = (in_base(label), in_base(said));
    label.overlap(said) >= OVERLAP
        && unit == said_unit
        && near(low, said_low)
        && near(high, said_high)
}

/// Whether a finding said is the one labelled.
pub(crate) fn same_finding(label: &Finding, said: &Finding) -> bool {
    label.rule == said.rule && label.shared(said) > 0
}

/// Unit and both ends of a quantity, multiples undone.
fn in_base(quantity: &Quantity) -> (Option<&str>, Option<f64>, Option<f64>) {
    let written = quantity.unit.as_deref().filter(|unit| !unit.is_empty());
    let known = written.and_then(|unit| WRITTEN.iter().find(|(name, ..)| *name == unit));
    let (unit, factor) = known.map_or((written, 1.0), |(_, base, factor)| (Some(*base), *factor));
    let ends = match &quantity.value {
        Value::Object(fields) => match fields.get("num") {
            Some(one) => (one.as_f64(), one.as_f64()),
            None => {
                let end = |name: &str| fields.get(name).and_then(Value::as_f64);
                (end("lo"), end("hi"))
            }
        },
        one => (one.as_f64(), one.as_f64()),
    };
    (unit, ends.0.map(|v| v * factor), ends.1.map(|v| v * factor))
}

/// The largest one-to-one matching of labels and things said, as index pairs in
/// the order of the labels; closer spans are tried first.
pub(crate) fn matched<T: Spanned>(
    labels: &[T],
    said: &[T],
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(usize, usize)> {
    let mut wishes: Vec<Vec<usize>> = Vec::new();
    for label in labels {
        let mut fitting: Vec<usize> = (0..said.len()).filter(|&j| same(label, &said[j])).collect();
        // The sort is stable, so equally close spans stay in their order.
        fitting.sort_by(|&a, &b| label.overlap(&said[b]).total_cmp(&label.overlap(&said[a])));
        wishes.push(fitting);
    }
    let mut taken_by: Vec<Option<usize>> = vec![None; said.len()];
    for i in 0..labels.len() {
        take(i, &wishes, &mut taken_by, &mut vec![false; said.len()]);
    }
    let pairs = taken_by.iter().enumerate().filter_map(|(j, i)| Some(((*i)?, j)));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    pairs
}

/// Finds a partner for label `i`, moving earlier labels to other partners where
/// that frees one (Kuhn's augmenting paths).
fn take(
    i: usize,
    wishes: &[Vec<usize>],
    taken_by: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for &j in &wishes[i] {
        if !std::mem::replace(&mut tried[j], true)
            && taken_by[j].is_none_or(|other| take(other, wishes, taken_by, tried))
        {
            taken_by[j] = Some(i);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn quantity(start: usize, end: usize, value: &Value, unit: &str) -> Quantity {
        serde_json::from_value(json!({"start": start, "end": end, "value": value, "unit": unit}))
            .unwrap()
    }

    #[test]
    fn multiples_and_bare_dollars_agree_with_their_base() {
        for (value, unit, base_value, base) in [
            (15.0, "Mt", 15e6, "t"),
            (26.0, "Moz", 26e6, "ozt"),
            (2.0, "week", 14.0, "day"),
            (9_200.0, "$/t", 9_200.0, "USD/t"),
        ] {
            let label = quantity(0, 10, &json!({"num": base_value}), base);
            assert!(
                same_quantity(&label, &quantity(0, 10, &json!({"num": value}), unit)),
                "{unit}"
            );
            assert!(same_quantity(&label, &quantity(0, 10, &json!(value), unit)), "{unit}");
        }
    }

    #[test]
    fn spans_must_overlap_by_half_and_ends_must_agree() {
        let label = quantity(0, 10, &json!({"lo": 5.0, "hi": null}), "t");
        assert!(same_quantity(&label, &quantity(0, 5, &json!({"lo": 5.0, "hi": null}), "t")));
        assert!(!same_quantity(&label, &quantity(0, 4, &json!({"lo": 5.0, "hi": null}), "t")));
        assert!(!same_quantity(&label, &quantity(0, 10, &json!({"num": 5.0}), "t")));
        assert!(!same_quantity(&label, &quantity(0, 10, &json!({"lo": 5.0, "hi": null}), "t/a")));
    }

    #[test]
    fn a_label_gives_way_when_another_has_no_other_partner() {
        let finding = |start, end| Finding { start, end, quote: String::new(), rule: "A".into() };
        // The first label is closest to what only the second can have.
        let labels = [finding(0, 10), finding(8, 9)];
        let said = [finding(0, 10), finding(0, 5)];
        assert_eq!(matched(&labels, &said, same_finding), [(0, 1), (1, 0)]);
    }
}
