//! The desk that a case is weighed on: the case, the tables, the day, and the figures so far.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use oreproof_case::model::{Claim, Inventory, MetalOf, Site, Study, Tariff};
use oreproof_case::stated::{self, Confidence};
use oreproof_case::{Case, Quantity, Stated};
use oreproof_reference::Tables;
use oreproof_units::{Amount, Base, Basis, Bound, Currency, Period, Unit};
use serde::Serialize;

use crate::figure::{Figure, FigureId, Figures, Origin, Place};
use crate::spread::Spread;

/// US dollars.
pub const USD: Unit = Unit::of(Base::Money(Currency::Usd));
/// US dollars a tonne.
pub const USD_PER_TONNE: Unit = Unit::per(Base::Money(Currency::Usd), Base::Tonne);
/// Tonnes.
pub const TONNE: Unit = Unit::of(Base::Tonne);
/// Per cent.
pub const PERCENT: Unit = Unit::of(Base::Percent);
/// Years.
pub const YEAR: Unit = Unit::of(Base::Year);
/// Kilometres.
pub const KILOMETRE: Unit = Unit::of(Base::Kilometre);

/// Why a question cannot be answered yet: what it would take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Need(pub String);

/// The name of a country by its code; the code where the tables do not know it.
pub fn country<'n>(tables: &'n Tables, code: &'n str) -> &'n str {
    tables.countries().get(code).map_or(code, |country| &country.name)
}

/// Need of something, said as a noun phrase.
pub(crate) fn need<T>(what: impl Into<String>) -> Result<T, Need> {
    Err(Need(what.into()))
}

/// What is told to who watches a weighing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// So many of something are to be worked through.
    Begins {
        /// How many.
        n: u64,
        /// Of what: `draws`, `projects`.
        of: &'static str,
    },
    /// So many more are done.
    Done(u64),
}

/// Who watches a weighing; nobody, where none is named.
#[derive(Clone, Copy)]
pub struct Watch<'w>(&'w (dyn Fn(Tick) + Sync));

impl<'w> Watch<'w> {
    /// Somebody.
    pub fn new(watch: &'w (dyn Fn(Tick) + Sync)) -> Self {
        Self(watch)
    }

    /// Says that so many of something are to be worked through.
    pub fn begins(self, n: usize, of: &'static str) {
        (self.0)(Tick::Begins { n: n as u64, of });
    }

    /// Says that so many more are done.
    pub fn done(self, n: u64) {
        (self.0)(Tick::Done(n));
    }
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Self(&|_| {})
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// A case on the desk.
#[derive(Debug)]
pub struct Desk<'c> {
    /// The case, with only what was known on the day.
    pub case: &'c Case,
    /// The reference tables.
    pub tables: &'c Tables,
    /// The day of the weighing.
    pub day: Date,
    /// The figures so far.
    pub figures: Figures,
    /// Who watches.
    pub watch: Watch<'c>,
}

impl<'c> Desk<'c> {
    /// An empty desk.
    pub fn new(case: &'c Case, tables: &'c Tables, day: Date) -> Self {
        Self { case, tables, day, figures: Figures::default(), watch: Watch::default() }
    }

    /// A claim by its name.
    pub fn claim(&self, id: &str) -> Option<&'c Claim> {
        self.case.claims.iter().find(|claim| claim.id.id == id)
    }

    /// A site by its name.
    pub fn site(&self, id: &str) -> Option<&'c Site> {
        self.case.sites.iter().find(|site| site.id.id == id)
    }

    /// A study by its name.
    pub fn study(&self, id: &str) -> Option<&'c Study> {
        self.case.studies.iter().find(|study| study.id.id == id)
    }

    /// An inventory by its name.
    pub fn inventory(&self, id: &str) -> Option<&'c Inventory> {
        self.case.inventories.iter().find(|inventory| inventory.id.id == id)
    }

    /// What a party, a site or another entry is called, or its name in the case.
    pub fn name_of(&self, id: &str) -> String {
        let case = self.case;
        let party = case.parties.iter().find(|p| p.id.id == id).map(|p| &p.name);
        let site = || self.site(id).map(|site| &site.name);
        let paper = || case.instruments.iter().find(|i| i.id.id == id).map(|i| &i.title);
        let study = || self.study(id).map(|study| &study.title);
        let project = || case.projects.iter().find(|p| p.id.id == id).map(|p| &p.name);
        party
            .or_else(site)
            .or_else(paper)
            .or_else(study)
            .or_else(project)
            .map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// When a claim was made: when it was said, or when the text that says it came out.
    pub fn said_on(&self, claim: &Claim) -> Option<Period> {
        claim.said.or_else(|| {
            let spans = claim.spans.iter();
            let documents = spans.filter_map(|span| {
                self.case.documents.iter().find(|d| d.id.id == span.document.id)
            });
            documents.map(|document| Period::day(document.published)).min()
        })
    }

    /// The amount that a claim states, with what its rounding leaves open.
    pub fn said(&mut self, claim: &Claim) -> Result<FigureId, Need> {
        let Some(value) = &claim.value else {
            return need(format!("the amount that claim {} states", claim.id));
        };
        let Some(spread) = as_said(value, claim.bound.map(bound)) else {
            return need(format!("an amount with an end in claim {}", claim.id));
        };
        let id = FigureId::path(&["claims", &claim.id.id, "value"]);
        let origin = Origin::Said { claim: claim.id.id.clone() };
        let mut figure = Figure::new(id, claim.says.clone(), spread, Some(value.unit), origin);
        figure.basis = claim.basis.map(basis);
        Ok(self.figures.add(figure))
    }

    /// A claim's amount in another unit, as a spread.
    pub fn said_in(&mut self, claim: &Claim, unit: Unit) -> Result<(FigureId, Spread), Need> {
        let id = self.said(claim)?;
        let spread = self.figures.value(&id);
        let from = claim.value.as_ref().map(|value| value.unit).expect("a claim said has a value");
        let to = |v: f64| match v.is_finite() {
            true => oreproof_units::convert(v, from, unit),
            false => Ok(v),
        };
        match (to(spread.low), to(spread.best), to(spread.high)) {
            (Ok(low), Ok(best), Ok(high)) => Ok((id, Spread { low, best, high })),
            _ => need(format!("claim {} in {unit}, not in {from}", claim.id)),
        }
    }

    /// A value that the case states, in a unit: the range over all sources, the first of them
    /// best. `entry` is the source of the table around it.
    pub fn stated<M>(
        &mut self,
        path: &[&str],
        label: &str,
        value: &Stated<Quantity<M>>,
        unit: Unit,
        entry: Option<&str>,
    ) -> Result<FigureId, Need> {
        let first = value.first();
        let in_unit = |quantity: &Quantity<M>| quantity.amount_in(unit);
        let (Ok(range), Ok(best)) = (value.range_in(unit), in_unit(&first.value)) else {
            return need(format!("{label} in {unit}, not in {}", first.value.unit));
        };
        let Some(spread) = best.middle().and_then(|best| {
            let low = range.low.unwrap_or(f64::NEG_INFINITY);
            let high = range.high.unwrap_or(f64::INFINITY);
            Spread::new(low.min(best), best, high.max(best))
        }) else {
            return need(format!("an end of {label}"));
        };
        let mut sources = BTreeSet::new();
        let mut claims = BTreeSet::new();
        for said in value.all() {
            match &said.origin {
                stated::Origin::Source(source) => drop(sources.insert(source.id.clone())),
                stated::Origin::Claim(claim) => drop(claims.insert(claim.id.clone())),
                stated::Origin::Derived(_) | stated::Origin::Assumed(_) => {}
            }
        }
        if sources.is_empty() {
            sources.extend(entry.map(str::to_owned));
        }
        let at = place(&first.at, path);
        let origin = match (sources.is_empty(), claims.first()) {
            (false, _) => Origin::Stated { at, sources: sources.into_iter().collect() },
            (true, Some(claim)) => Origin::Said { claim: claim.clone() },
            (true, None) => Origin::Chosen { at },
        };
        let mut figure = Figure::new(FigureId::path(path), label, spread, Some(unit), origin);
        figure.note = note(value);
        Ok(self.figures.add(figure))
    }

    /// A duty, in per cent. Of several rows for the same goods of the same pair, such as a duty
    /// and the one before it, each has a figure of its own.
    pub fn duty(&mut self, tariff: &Tariff) -> Result<FigureId, Need> {
        let alike = |other: &&Tariff| {
            (&other.importer, &other.exporter, &other.goods)
                == (&tariff.importer, &tariff.exporter, &tariff.goods)
        };
        let before =
            self.case.tariffs.iter().filter(alike).take_while(|t| t.at.whole != tariff.at.whole);
        let nth = match before.count() {
            0 => None,
            before => Some((before + 1).to_string()),
        };
        let mut path = vec!["tariffs", &tariff.importer, &tariff.exporter];
        path.extend(tariff.goods.as_deref());
        path.extend(nth.as_deref());
        let label = format!("duty on goods of {}", self.country(&tariff.exporter));
        let source = tariff.source.as_ref().map(|source| source.id.as_str());
        self.stated(&path, &label, &tariff.rate, PERCENT, source)
    }

    /// What [`country`] says by the tables on the desk.
    pub fn country(&self, code: &str) -> String {
        country(self.tables, code).to_owned()
    }

    /// A price of a commodity over a period, per tonne, from the reference tables.
    pub fn price(&mut self, commodity: &str, during: Period) -> Result<FigureId, Need> {
        let range = match self.tables.price_during(commodity, None, during) {
            Ok(range) => range,
            Err(unknown) => return need(unknown.needs()),
        };
        let (Some((low, high)), Some((a, b))) = (range.per_tonne(), range.printed_per_tonne())
        else {
            return need(format!("a price of {commodity} by mass"));
        };
        let spread = Spread { low, best: f64::midpoint(a, b), high };
        let source =
            range.sources.first().map(|source| self.tables.cite(source)).unwrap_or_default();
        let origin = Origin::Table { row: range.rows.join(", "), source };
        let id = FigureId::path(&["prices", commodity, &during.to_string()]);
        let label = format!("price of {commodity}, {during}");
        Ok(self.figures.add(Figure::new(id, label, spread, Some(USD_PER_TONNE), origin)))
    }

    /// A figure worked out from others.
    pub fn computed(
        &mut self,
        path: &[&str],
        label: impl Into<String>,
        value: Spread,
        unit: Option<Unit>,
        how: &str,
        of: &[&FigureId],
    ) -> FigureId {
        let origin = Origin::Computed {
            how: how.to_owned(),
            of: of.iter().map(|id| (*id).clone()).collect(),
        };
        self.figures.add(Figure::new(FigureId::path(path), label, value, unit, origin))
    }

    /// What a dollar is in the currency of a project's model, dated and with its source; none
    /// where the model is in US dollars.
    ///
    /// The case's choice goes before the rate at which the model itself exchanges prices, and
    /// that before the reference tables.
    ///
    /// # Errors
    ///
    /// When nobody says.
    pub(crate) fn exchange(
        &mut self,
        project: &str,
        model: &oreproof_money::Project,
    ) -> Result<Option<FigureId>, Need> {
        let currency = model.money.currency;
        if currency == Currency::Usd {
            return Ok(None);
        }
        let code = currency.code();
        let label = format!("{code} for one US dollar");
        let case = self.case;
        let choices = case.choices.as_ref();
        if let Some(stated) = choices.and_then(|choices| choices.exchange_rate.as_ref()) {
            let path = ["choices", "exchange_rate"];
            let rate = self.stated(&path, &label, stated, Unit::of(Base::Count), None)?;
            return match 0.0 < self.value(&rate).low {
                true => Ok(Some(rate)),
                false => need(format!("an exchange rate of {code} above nought")),
            };
        }
        let path = FigureId::path(&["exchange", project, code]);
        let exchange = model.prices.exchange.iter().find(|other| other.from == Currency::Usd);
        if let Some(rates) = exchange.map(|exchange| exchange.rate.values()) {
            let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
            let most = rates.iter().copied().fold(0.0, f64::max);
            let spread = Spread { low: least, best: f64::midpoint(least, most), high: most };
            let label = format!("{label}, as {project} exchanges prices");
            let entry = case.projects.iter().find(|entry| entry.id.id == project);
            let source = entry.and_then(|entry| entry.source.as_ref());
            let sources = source.iter().map(|source| source.id.clone()).collect();
            let entries = vec![project.to_owned()];
            let origin = Origin::Run { station: "factors".to_owned(), entries, sources };
            return Ok(Some(self.figures.add(Figure::new(path, label, spread, None, origin))));
        }
        let during = choices.and_then(|choices| choices.price_date);
        let during = during.unwrap_or(Period::day(self.day));
        match self.tables.exchange_rate(code, during) {
            Ok(rate) => {
                let spread = Spread {
                    low: rate.low,
                    best: f64::midpoint(rate.low, rate.high),
                    high: rate.high,
                };
                let source = self.tables.cite(&rate.source);
                let origin = Origin::Table { row: rate.row, source };
                let label = format!("{label}, {during}");
                Ok(Some(self.figures.add(Figure::new(path, label, spread, None, origin))))
            }
            Err(unknown) => need(format!(
                "{}, or `choices.exchange_rate`, {code} for one US dollar",
                unknown.needs()
            )),
        }
    }

    /// A sum of money in US dollars, at the middle of an exchange rate.
    pub(crate) fn in_dollars(&mut self, sum: &FigureId, rate: Option<&FigureId>) -> FigureId {
        let Some(rate) = rate else { return sum.clone() };
        let value = self.value(sum) / self.value(rate).best;
        let label = self.figures.get(sum).map(|figure| figure.label.clone()).unwrap_or_default();
        let how = "amount / exchange rate";
        let path: Vec<&str> = sum.as_str().split('/').chain(["usd"]).collect();
        self.computed(&path, label, value, Some(USD), how, &[sum, rate])
    }

    /// The value of a figure that is on the desk.
    pub fn value(&self, id: &FigureId) -> Spread {
        self.figures.value(id)
    }

    /// The metal of a commodity that a list of metals states, in tonnes.
    pub fn metal(
        &mut self,
        path: &[&str],
        metals: &[MetalOf],
        commodity: &str,
        entry: Option<&str>,
    ) -> Result<FigureId, Need> {
        match metals.iter().find(|metal| metal.commodity == commodity) {
            Some(metal) => {
                let label = format!("{commodity}, {}", path.join(" "));
                self.stated(path, &label, &metal.amount, TONNE, entry)
            }
            None => need(format!("tonnes of {commodity} in {}", path.join(" "))),
        }
    }
}

/// The amount of a quantity as it was said, open by half a unit of its last digit.
fn as_said(value: &Quantity, bound: Option<Bound>) -> Option<Spread> {
    let amount = value.amount;
    let spread = Spread::try_from(&amount).ok()?;
    if !spread.is_exact() {
        return Some(spread);
    }
    let half = half_unit(&value.written, &amount);
    Some(match bound {
        Some(Bound::Min) => Spread { high: f64::INFINITY, ..spread },
        Some(Bound::Max) => Spread { low: f64::NEG_INFINITY, ..spread },
        Some(Bound::Approx) | None => Spread::rounded(spread.best, half),
    })
}

/// Half a unit of the last digit of a number as written: half a billion for `138 billion`.
///
/// A count is what it is and is not rounded.
fn half_unit(written: &str, amount: &Amount) -> f64 {
    let digits: String = written
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    let number: f64 = digits.trim_end_matches('.').parse().unwrap_or(0.0);
    let decimals = digits.trim_end_matches('.').split_once('.').map_or(0, |(_, after)| after.len());
    let scale =
        amount.middle().map_or(0.0, |value| if number == 0.0 { 0.0 } else { value / number });
    // A whole number without a scale word is written out in full.
    if scale == 1.0 && decimals == 0 {
        0.0
    } else {
        0.5 * scale.abs() / 10_f64.powi(decimals as i32)
    }
}

fn note<M>(value: &Stated<Quantity<M>>) -> Option<String>
where
    Quantity<M>: PartialEq,
{
    if value.is_conflict() {
        return Some("sources disagree; the range holds them all".to_owned());
    }
    match value.first().confidence? {
        Confidence::Memory => Some("from memory, with no source at hand".to_owned()),
        Confidence::Unverified => Some("said somewhere, and not found".to_owned()),
        Confidence::Partial => {
            Some("seen, but the address of the source is not complete".to_owned())
        }
        Confidence::Conflict => Some("sources disagree, or it fails a check".to_owned()),
        Confidence::Derived | Confidence::Verified => None,
    }
}

/// The place of a value in the case folder.
pub(crate) fn place(at: &oreproof_case::Place, path: &[&str]) -> Place {
    Place { file: at.file.to_string(), line: at.line as usize, key: path.join(".") }
}

/// The case's word for how far along the road an amount stands, as the trade's.
pub(crate) fn basis(word: oreproof_case::model::Basis) -> Basis {
    use oreproof_case::model::Basis as Word;
    match word {
        Word::InSitu => Basis::InSitu,
        Word::Contained => Basis::Contained,
        Word::Recoverable => Basis::Recoverable,
        Word::Payable => Basis::Payable,
    }
}

fn bound(word: oreproof_case::model::Bound) -> Bound {
    use oreproof_case::model::Bound as Word;
    match word {
        Word::Min => Bound::Min,
        Word::Max => Bound::Max,
        Word::Approx => Bound::Approx,
    }
}
