//! Promise against event: dates said, dates slipped to, and what came.

use jiff::civil::Date;

use super::axis::{Scale, Spread};
use super::drawing::{Area, Drawing, Fill, Label, Swatch, legend, named, takes_two};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::Unit;
use crate::table::{Cell, Column, Table};
use crate::text::clip;

/// How a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It came, on that day.
    Met(Date),
    /// It did not come.
    NotMet,
    /// Its day is still to come.
    Open,
    /// By silence: taken to have lapsed on that day, not reported.
    Lapsed(Date),
}

/// Something that was to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// What.
    pub name: String,
    /// The stage or the words beneath it.
    pub about: String,
    /// The day first promised, then every later one.
    pub promised: Vec<Date>,
    /// How it stands.
    pub standing: Standing,
    /// Stretches without evidence.
    pub gaps: Vec<(Date, Date)>,
    /// Its odds: low tenth, middle, high tenth.
    pub odds: Option<[Date; 3]>,
    /// Its figure.
    pub figure: Option<String>,
}

/// Milestones in order, up to the day of weighing.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The day of weighing.
    pub as_of: Date,
    /// What was to happen.
    pub milestones: Vec<Milestone>,
}

/// A date as a year with its fraction.
pub fn year_of(date: Date) -> f64 {
    f64::from(date.year()) + (f64::from(date.day_of_year()) - 1.0) / f64::from(date.days_in_year())
}

impl Milestone {
    fn dates(&self) -> impl Iterator<Item = Date> {
        let stood = match self.standing {
            Standing::Met(date) | Standing::Lapsed(date) => Some(date),
            Standing::NotMet | Standing::Open => None,
        };
        let gaps = self.gaps.iter().flat_map(|g| [g.0, g.1]);
        self.promised
            .iter()
            .copied()
            .chain(stood)
            .chain(gaps)
            .chain(self.odds.into_iter().flatten())
    }

    fn said(&self) -> String {
        let slips = self.promised.len().saturating_sub(1);
        let slips = match slips {
            0 => String::new(),
            1 => ", 1 slip".to_owned(),
            n => format!(", {n} slips"),
        };
        match self.standing {
            Standing::Met(date) => format!("met {date}{slips}"),
            Standing::NotMet => format!("not met{slips}"),
            Standing::Open => format!("open{slips}"),
            Standing::Lapsed(_) => format!("lapsed (inferred){slips}"),
        }
    }
}

/// Room for the names.
const NAMES: f64 = 208.0;

impl Plot for Timeline {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let two = self.milestones.iter().any(|milestone| takes_two(&milestone.name, NAMES));
        let row = match (narrow, two) {
            (true, _) => 54.0,
            (false, true) => 50.0,
            (false, false) => 40.0,
        };
        let mut d = Drawing::new(id, wide, 0.0);
        let any = |f: fn(&Milestone) -> bool| self.milestones.iter().any(f);
        let mut entries = vec![("promised".to_owned(), Swatch::Dot(Fill::Hollow(Ink::Promise)))];
        if any(|m| matches!(m.standing, Standing::Met(_))) {
            entries.push(("met".to_owned(), Swatch::Dot(Fill::Solid(Ink::Proof))));
        }
        if any(|m| m.promised.len() > 1) {
            entries.push(("slipped".to_owned(), Swatch::Line(Ink::Promise, "3 3")));
        }
        if any(|m| m.standing == Standing::NotMet) {
            entries.push(("not met ✕".to_owned(), Swatch::Line(Ink::Bad, "")));
        }
        if any(|m| !m.gaps.is_empty()) {
            entries.push(("no evidence".to_owned(), Swatch::Fill(Fill::Wash(Ink::Soft, 0.3))));
        }
        if any(|m| m.odds.is_some()) {
            entries.push((
                "8 in 10 odds, middle".to_owned(),
                Swatch::Fill(Fill::Wash(Ink::Proof, 0.35)),
            ));
        }
        if any(|m| matches!(m.standing, Standing::Lapsed(_))) {
            entries.push(("? inferred".to_owned(), Swatch::Dot(Fill::Wash(Ink::Soft, 0.8))));
        }
        let top = legend(&mut d, 0.0, 0.0, &entries) + 42.0;
        d.height = top + row * self.milestones.len() as f64 + 4.0;
        let (left, right) = if narrow { (8.0, wide - 8.0) } else { (226.0, wide - 14.0) };
        let years =
            self.milestones.iter().flat_map(Milestone::dates).chain([self.as_of]).map(year_of);
        let (low, high) =
            years.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), y| (a.min(y), b.max(y)));
        let x = Scale::new(
            Spread::Linear,
            (libm::floor(low - 0.05), libm::ceil(high + 0.05)),
            (left, right),
        );
        let now = x.at(year_of(self.as_of));
        // The rule of the day must not run through the name of a year.
        d.take(Area { left: now - 2.0, top: top - 24.0, right: now + 2.0, bottom: top });
        for year in x.ticks(if narrow { 4 } else { 8 }).into_iter().filter(|y| y.fract() == 0.0) {
            d.rule((x.at(year), top - 6.0), (x.at(year), d.height - 4.0), "grid");
            d.fit(&Label::new(x.at(year), top - 12.0, Unit::year().show(year, 4)).middle().soft());
        }
        d.line(&[(now, top - 22.0), (now, d.height - 4.0)], Ink::Text, 1.4, "");
        for (i, milestone) in self.milestones.iter().enumerate() {
            let y = top + row * i as f64;
            let middle = if narrow { y + 38.0 } else { y + 20.0 };
            let said = milestone.said();
            if narrow {
                d.put(
                    &Label::new(0.0, y + 14.0, clip(&milestone.name, 12.5, true, 200.0))
                        .size(12.5)
                        .bold(),
                );
                d.put(
                    &Label::new(wide, y + 14.0, clip(&said, 11.0, false, 132.0))
                        .size(11.0)
                        .soft()
                        .end(),
                );
            } else {
                let about = if milestone.about.is_empty() {
                    said
                } else {
                    format!("{} · {said}", milestone.about)
                };
                let about = clip(&about, 11.0, false, NAMES);
                let note = Label::new(0.0, 0.0, about).figure(milestone.figure.as_deref());
                named(&mut d, y + 17.0, &milestone.name, note, NAMES);
            }
            self.marks(&mut d, milestone, &x, middle);
        }
        let label = Label::new(now, top - 27.0, format!("as of {}", self.as_of)).bold().size(11.5);
        if !d.fit(&label.clone().middle()) && !d.fit(&label.clone().end()) {
            d.fit(&label);
        }
        d
    }

    fn table(&self) -> Table {
        let names = [
            "Milestone",
            "About",
            "First promised",
            "Later dates",
            "Standing",
            "No evidence",
            "Odds",
        ];
        let rows = self
            .milestones
            .iter()
            .map(|m| {
                let list = |dates: &[Date]| {
                    dates.iter().map(Date::to_string).collect::<Vec<_>>().join(", ")
                };
                let gaps: Vec<String> = m.gaps.iter().map(|(a, b)| format!("{a} to {b}")).collect();
                let odds = m
                    .odds
                    .map_or(String::new(), |[l, m, h]| format!("low {l}, middle {m}, high {h}"));
                [
                    m.name.clone(),
                    m.about.clone(),
                    list(&m.promised[..m.promised.len().min(1)]),
                    list(m.promised.get(1..).unwrap_or_default()),
                    m.said(),
                    gaps.join(", "),
                    odds,
                ]
                .map(Cell::Text)
                .to_vec()
            })
            .collect();
        Table { title: String::new(), columns: names.map(Column::words).to_vec(), rows }
    }
}

impl Timeline {
    fn marks(&self, d: &mut Drawing, m: &Milestone, x: &Scale, middle: f64) {
        let at = |date: Date| x.at(year_of(date));
        for (from, to) in &m.gaps {
            d.rect((at(*from), at(*to)), (middle - 7.0, middle + 7.0), Fill::Wash(Ink::Soft, 0.3));
        }
        if let Some([low, mid, high]) = m.odds {
            d.rect((at(low), at(high)), (middle - 5.0, middle + 5.0), Fill::Wash(Ink::Proof, 0.35));
            d.line(&[(at(mid), middle - 7.0), (at(mid), middle + 7.0)], Ink::Proof, 2.4, "");
        }
        let promised: Vec<(f64, f64)> = m.promised.iter().map(|date| (at(*date), middle)).collect();
        d.line(&promised, Ink::Promise, 2.0, "3 3");
        for point in &promised {
            d.circle(*point, 5.0, Fill::Paper);
            d.circle(*point, 4.5, Fill::Hollow(Ink::Promise));
        }
        let last = promised.last().copied();
        match m.standing {
            Standing::Met(date) => {
                if let Some(last) = last {
                    d.line(&[last, (at(date), middle)], Ink::Proof, 2.0, "");
                }
                d.circle((at(date), middle), 5.5, Fill::Solid(Ink::Proof));
            }
            Standing::NotMet => {
                let Some((px, _)) = last else { return };
                for (a, b) in [((-4.0, -4.0), (4.0, 4.0)), ((-4.0, 4.0), (4.0, -4.0))] {
                    d.line(
                        &[(px + a.0, middle + a.1), (px + b.0, middle + b.1)],
                        Ink::Bad,
                        2.2,
                        "",
                    );
                }
            }
            Standing::Lapsed(date) => {
                let px = at(date);
                d.circle((px, middle), 7.0, Fill::Paper);
                d.circle((px, middle), 6.5, Fill::Hollow(Ink::Soft));
                d.put(&Label::new(px, middle + 4.0, "?").size(11.0).bold().middle());
            }
            Standing::Open => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_middle_of_a_year_is_its_half() {
        assert!((year_of(date(2025, 7, 2)) - 2025.4986).abs() < 1e-4);
    }
}
