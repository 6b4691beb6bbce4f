//! Wholes and who holds which part of each: bars of one length, side by side.

use std::collections::BTreeMap;

use super::Plot;
use super::drawing::{Drawing, Fill, Label, Swatch, legend};
use super::palette::Ink;
use crate::number::{Printed, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::{clip, width};

/// What one holder has.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Who.
    pub who: String,
    /// Its part, from 0 to 1.
    pub part: Printed,
}

/// One whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// What it is.
    pub name: String,
    /// Who holds which part, the largest first.
    pub parts: Vec<Part>,
    /// The part that nobody is named for, from 0 to 1.
    pub unnamed: Option<Printed>,
}

/// Wholes in the order given; never one sum over them.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The wholes.
    pub wholes: Vec<Whole>,
    /// Who is at home, and stands back.
    pub own: Option<String>,
}

/// More holders than these stand under one colour.
const COLOURED: usize = 6;

impl Parts {
    /// Who has a colour of its own: those that stand in most wholes, then by their parts.
    fn coloured(&self) -> Vec<&str> {
        let mut met: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
        for part in self.wholes.iter().flat_map(|whole| &whole.parts) {
            let known = met.entry(&part.who).or_default();
            *known = (known.0 + 1, known.1 + part.part.value);
        }
        let mut who: Vec<(&str, (usize, f64))> = met.into_iter().collect();
        who.retain(|(who, _)| self.own.as_deref() != Some(who));
        who.sort_by(|(_, a), (_, b)| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        who.into_iter().take(COLOURED).map(|(who, _)| who).collect()
    }
}

impl Plot for Parts {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let mut d = Drawing::new(id, wide, 0.0);
        let coloured = self.coloured();
        let fill = |who: &str| match coloured.iter().position(|known| *known == who) {
            Some(at) => Fill::Solid(Ink::Series(at as u8)),
            None if self.own.as_deref() == Some(who) => Fill::Solid(Ink::Text),
            None => Fill::Solid(Ink::Soft),
        };
        let mut entries: Vec<(String, Swatch)> =
            coloured.iter().map(|who| ((*who).to_owned(), Swatch::Fill(fill(who)))).collect();
        let held = |who: &str| self.wholes.iter().any(|w| w.parts.iter().any(|p| p.who == who));
        if let Some(own) = self.own.as_deref().filter(|own| held(own)) {
            entries.push((own.to_owned(), Swatch::Fill(fill(own))));
        }
        let is_other =
            |part: &Part| !coloured.contains(&&*part.who) && self.own.as_ref() != Some(&part.who);
        if self.wholes.iter().any(|whole| whole.parts.iter().any(is_other)) {
            entries.push(("others".to_owned(), Swatch::Fill(Fill::Solid(Ink::Soft))));
        }
        if self.wholes.iter().any(|whole| whole.unnamed.is_some()) {
            entries.push(("not named".to_owned(), Swatch::Fill(Fill::Hollow(Ink::Soft))));
        }
        let top = legend(&mut d, 0.0, 0.0, &entries) + 8.0;
        let row = 46.0;
        d.height = top + row * self.wholes.len() as f64 + 4.0;
        let unit = Unit::percent();
        for (nth, whole) in self.wholes.iter().enumerate() {
            let y = top + row * nth as f64;
            d.put(&Label::new(0.0, y + 15.0, clip(&whole.name, 12.5, false, wide)).size(12.5));
            let span = (y + 21.0, y + 39.0);
            let mut from = 0.0;
            let unnamed = whole.unnamed.iter().map(|part| (None, part));
            for (who, part) in
                whole.parts.iter().map(|part| (Some(&*part.who), &part.part)).chain(unnamed)
            {
                let to = from + part.value;
                let (a, b) = (wide * from, wide * to);
                let fill = who.map_or(Fill::Hollow(Ink::Soft), fill);
                d.rect((a, (b - 1.0).max(a)), span, fill);
                let said = unit.show(part.value, 3);
                let full =
                    who.map_or_else(|| format!("not named {said}"), |w| format!("{w} {said}"));
                let text =
                    [full, said].into_iter().find(|text| width(text, 12.0, true) + 12.0 < b - a);
                if let Some(text) = text {
                    let label = Label::new(a + 6.0, span.1 - 5.0, text)
                        .size(12.0)
                        .bold()
                        .figure(part.figure.as_deref());
                    d.put(&if who.is_some() { label.ink(Ink::Paper) } else { label });
                }
                from = to;
            }
        }
        d
    }

    fn table(&self) -> Table {
        let columns = vec![
            Column::words("Of"),
            Column::words("Who"),
            Column::numbers("Part", Unit::percent()),
        ];
        let mut rows = Vec::new();
        for whole in &self.wholes {
            let unnamed = whole.unnamed.iter().map(|part| ("not named", part));
            let parts = whole.parts.iter().map(|part| (&*part.who, &part.part));
            for (who, part) in parts.chain(unnamed) {
                rows.push(vec![
                    Cell::text(whole.name.clone()),
                    Cell::text(who),
                    Cell::Number(part.clone(), Digits::Of(3)),
                ]);
            }
        }
        Table { title: String::new(), columns, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_leads_to_its_figure_and_only_the_commonest_are_coloured() {
        let part = |who: &str, part| Part { who: who.into(), part: Printed::of(part, who) };
        let whole = |parts: &[(&str, f64)]| Whole {
            name: "ore".into(),
            parts: parts.iter().map(|(who, n)| part(who, *n)).collect(),
            unnamed: None,
        };
        let many: Vec<(String, f64)> = (0..9).map(|at| (format!("n{at}"), 0.1)).collect();
        let many: Vec<(&str, f64)> = many.iter().map(|(who, n)| (who.as_str(), *n)).collect();
        let parts = Parts {
            wholes: vec![whole(&many), whole(&[("PAK", 0.6), ("n8", 0.4)])],
            own: Some("PAK".into()),
        };
        let coloured = parts.coloured();
        assert_eq!((coloured[0], coloured.len()), ("n8", COLOURED));
        assert!(!coloured.contains(&"PAK"));
        assert_eq!(parts.table().rows.len(), 11);
        assert!(parts.draw("x", 720.0).markup().contains("#n8"));
    }
}
