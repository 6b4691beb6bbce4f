//! Who gets it: streams of money from one hand to the next.
//!
//! What comes into a hand goes out of it. Streams of nothing are listed, because
//! a reader who expects one should see that it is nothing.

use std::collections::BTreeMap;

use super::drawing::{Drawing, Fill, Label, at};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::error::ReportError;
use crate::number::{Printed, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::{clip, width, wrap};

/// A stream from one hand to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Who pays.
    pub from: String,
    /// Who gets.
    pub to: String,
    /// How much.
    pub value: Printed,
}

/// Streams that balance.
#[derive(Clone, Debug, PartialEq)]
pub struct Sankey {
    unit: Unit,
    streams: Vec<Stream>,
    /// Name, column, through-flow; in order of first mention.
    hands: Vec<(String, usize, f64)>,
}

impl Sankey {
    /// Streams in the order they are drawn, downwards.
    ///
    /// # Errors
    ///
    /// When a stream is negative or no number, when streams go round in a
    /// circle, or when what a hand takes in is not what it hands on (to one part
    /// in a million).
    pub fn new(unit: Unit, streams: Vec<Stream>) -> Result<Self, ReportError> {
        if let Some(bad) =
            streams.iter().find(|s| !(s.value.value.is_finite() && s.value.value >= 0.0))
        {
            return Err(ReportError::NotDrawable {
                name: format!("{} → {}", bad.from, bad.to),
                value: bad.value.value,
            });
        }
        let mut names: Vec<&str> = Vec::new();
        for stream in streams.iter().filter(|s| s.value.value > 0.0) {
            for name in [&stream.from, &stream.to] {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        let mut hands = Vec::new();
        let columns = columns(&names, &streams)?;
        for name in names {
            let sum = |f: fn(&Stream) -> &String| -> f64 {
                streams.iter().filter(|s| f(s) == name).map(|s| s.value.value).sum()
            };
            let (inflow, outflow) = (sum(|s| &s.to), sum(|s| &s.from));
            let larger = inflow.max(outflow);
            if inflow > 0.0 && outflow > 0.0 && (inflow - outflow).abs() > 1e-6 * larger {
                return Err(ReportError::Unbalanced { node: name.to_owned(), inflow, outflow });
            }
            hands.push((name.to_owned(), columns[name], larger));
        }
        Ok(Self { unit, streams, hands })
    }

    /// The height from which a hand is paid, by how much it is paid.
    fn level(&self, hand: &str, places: &[(f64, f64, f64)], scale: f64) -> Option<f64> {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (i, stream) in self.streams.iter().enumerate().filter(|(_, s)| s.to == hand) {
            let from = self.hands.iter().position(|h| h.0 == stream.from)?;
            let earlier = self.streams[..i].iter().filter(|s| s.from == stream.from);
            let above: f64 = earlier.map(|s| s.value.value).sum();
            let value = stream.value.value;
            sum += value * (places[from].1 + (above + value / 2.0) * scale);
            weight += value;
        }
        (weight > 0.0).then(|| sum / weight)
    }

    fn zeros(&self) -> Vec<String> {
        self.streams
            .iter()
            .filter(|s| s.value.value == 0.0)
            .map(|s| format!("{} → {}", s.from, s.to))
            .collect()
    }
}

/// The column of each hand: one past the furthest who pays it.
fn columns<'a>(
    names: &[&'a str],
    streams: &[Stream],
) -> Result<BTreeMap<&'a str, usize>, ReportError> {
    let mut columns: BTreeMap<&str, usize> = names.iter().map(|n| (*n, 0)).collect();
    for round in 0..=names.len() {
        let mut moved = None;
        for stream in streams.iter().filter(|s| s.value.value > 0.0) {
            let after = columns.get(stream.from.as_str()).map_or(0, |c| c + 1);
            if let Some(column) = columns.get_mut(stream.to.as_str())
                && *column < after
            {
                *column = after;
                moved = Some(&stream.to);
            }
        }
        match moved {
            None => break,
            Some(node) if round == names.len() => {
                return Err(ReportError::Circular { node: node.clone() });
            }
            Some(_) => {}
        }
    }
    Ok(columns)
}

/// Room beneath each hand for its two lines of words.
const GAP: f64 = 16.0;

impl Plot for Sankey {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let last = self.hands.iter().map(|h| h.1).max().unwrap_or(0);
        let mut d = Drawing::new(id, wide, 0.0);
        let bar = if narrow { 9.0 } else { 14.0 };
        let said = |hand: &(String, usize, f64)| self.unit.show(hand.2, 3);
        let final_room = if narrow { 108.0 } else { 175.0 };
        let step = (wide - final_room - bar) / last.max(1) as f64;
        let total =
            self.hands.iter().filter(|h| h.1 == 0).map(|h| h.2).sum::<f64>().max(f64::MIN_POSITIVE);
        let tall = if narrow { 300.0 } else { 330.0 };
        let room_of = |column: usize| (if column == last { final_room } else { step }) - bar - 12.0;
        // Each hand keeps at least the height of its words.
        let words_of = |hand: &(String, usize, f64)| wrap(&hand.0, 12.0, true, room_of(hand.1));
        let least_of = |hand: &(String, usize, f64)| 19.0 + 15.0 * words_of(hand).len() as f64;
        let mut places: Vec<(f64, f64, f64)> = vec![(0.0, 0.0, 0.0); self.hands.len()];
        let mut lowest: f64 = 0.0;
        for column in 0..=last {
            let mut y: f64 = 8.0;
            for (i, hand) in self.hands.iter().enumerate().filter(|(_, h)| h.1 == column) {
                let height = (hand.2 / total * tall).max(1.0);
                // Level with who pays, so that streams cross as little as may be.
                let level = self.level(&hand.0, &places, tall / total);
                y = level.map_or(y, |level| y.max(level - height / 2.0));
                places[i] = (step * column as f64, y, height);
                y += height.max(least_of(hand)) + GAP;
            }
            lowest = lowest.max(y);
        }
        let top = lowest;
        let index: BTreeMap<&str, usize> =
            self.hands.iter().enumerate().map(|(i, h)| (h.0.as_str(), i)).collect();
        let mut left_used = vec![0.0; self.hands.len()];
        let mut right_used = vec![0.0; self.hands.len()];
        for stream in self.streams.iter().filter(|s| s.value.value > 0.0) {
            let (Some(&from), Some(&to)) =
                (index.get(stream.from.as_str()), index.get(stream.to.as_str()))
            else {
                continue;
            };
            let thick = stream.value.value / total * tall;
            let (x0, x1) = (places[from].0 + bar, places[to].0);
            let (y0, y1) = (places[from].1 + right_used[from], places[to].1 + left_used[to]);
            right_used[from] += thick;
            left_used[to] += thick;
            let m = (x0 + x1) / 2.0;
            let path = format!(
                "M{} {}C{m} {} {m} {} {} {}V{}C{m} {} {m} {} {} {}Z",
                at(x0),
                at(y0),
                at(y0),
                at(y1),
                at(x1),
                at(y1),
                at(y1 + thick),
                at(y1 + thick),
                at(y0 + thick),
                at(x0),
                at(y0 + thick),
                m = at(m),
            );
            d.path(&path, Fill::Wash(ink_of(to), 0.32));
        }
        for (i, (x, y, height)) in places.iter().enumerate() {
            d.rect((*x, x + bar), (*y, y + height), Fill::Solid(ink_of(i)));
        }
        for (i, hand) in self.hands.iter().enumerate() {
            let (x, y, height) = places[i];
            let (room, least) = (room_of(hand.1), least_of(hand));
            let middle = y + height.max(least) / 2.0;
            let tx = x + bar + 6.0;
            let figure = self
                .streams
                .iter()
                .filter(|s| s.to == hand.0 && s.value.value == hand.2)
                .find_map(|s| s.value.figure.as_deref());
            let lines = words_of(hand);
            let mut ty = middle - 8.0 * lines.len() as f64 + 4.0;
            for line in lines {
                d.put(&Label::new(tx, ty, clip(&line, 12.0, true, room)).bold().halo());
                ty += 15.0;
            }
            let share = format!("{} · {}", said(hand), Unit::percent().show(hand.2 / total, 2));
            let share = if width(&share, 12.0, false) > room { said(hand) } else { share };
            d.put(&Label::new(tx, ty, share).halo().figure(figure));
        }
        d.height = top;
        let zeros = self.zeros();
        if !zeros.is_empty() {
            let text = format!("Nothing flows: {}", zeros.join("; "));
            for line in wrap(&text, 12.0, false, wide - 4.0) {
                d.put(&Label::new(0.0, d.height + 8.0, line).soft());
                d.height += 16.0;
            }
            d.height += 2.0;
        }
        d
    }

    fn table(&self) -> Table {
        let columns = vec![
            Column::words("From"),
            Column::words("To"),
            Column::numbers("Amount", self.unit.clone()),
        ];
        let rows = self
            .streams
            .iter()
            .map(|s| {
                let amount = Cell::Number(s.value.clone(), Digits::Of(3));
                vec![Cell::text(s.from.clone()), Cell::text(s.to.clone()), amount]
            })
            .collect();
        Table { title: String::new(), columns, rows }
    }
}

fn ink_of(hand: usize) -> Ink {
    Ink::Series((hand % 8) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(from: &str, to: &str, value: f64) -> Stream {
        Stream { from: from.into(), to: to.into(), value: value.into() }
    }

    #[test]
    fn what_does_not_balance_is_refused() {
        let unit = Unit::money("US$");
        let error = Sankey::new(unit.clone(), vec![stream("a", "b", 10.0), stream("b", "c", 9.0)])
            .unwrap_err();
        assert_eq!(error, ReportError::Unbalanced { node: "b".into(), inflow: 10.0, outflow: 9.0 });
        let error = Sankey::new(unit.clone(), vec![stream("a", "b", 1.0), stream("b", "a", 1.0)])
            .unwrap_err();
        assert!(matches!(error, ReportError::Circular { .. }));
        assert!(Sankey::new(unit, vec![stream("a", "b", -1.0)]).is_err());
    }

    #[test]
    fn streams_of_nothing_are_listed() {
        let sankey = Sankey::new(
            Unit::money("US$"),
            vec![stream("a", "b", 1.0), stream("a", "province", 0.0)],
        )
        .unwrap();
        assert_eq!(sankey.zeros(), ["a → province"]);
        assert!(sankey.draw("x", 720.0).markup().contains("Nothing flows: a → province"));
    }
}
