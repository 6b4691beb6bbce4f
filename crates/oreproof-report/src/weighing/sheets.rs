//! Cash flow and shares as a workbook whose formulas give the engine's numbers.
//!
//! What goes in is stated: revenue by metal, charges, costs, capital, takes, and what passes
//! between the project and each party. Sums, differences, present values and each party's part
//! are formulas, and check cells hold them against the engine. Beside them stand the balance, its
//! concentrations as formulas, and the odds as they were drawn.

mod balance;
mod odds;

use oreproof_case::Case;
use oreproof_money::LineKind;
use oreproof_shares::{Account, FlowKind};
use oreproof_units::human::currency_sign;
use oreproof_weigh::{Weighing, Worked};

use super::claims::name;
use crate::error::ReportError;
use crate::xlsx::{Book, Line, format};

/// Money of a case counts in millions to the cent: ten digits of a large one.
const CLOSE: f64 = 1e-9;

/// The workbook of every project that could be worked out, of the odds and of the balance.
///
/// # Errors
///
/// When a sheet cannot be written.
pub fn workbook(weighing: &Weighing, case: &Case) -> Result<Vec<u8>, ReportError> {
    let mut book = Book::new();
    let about = book.sheet("About");
    book.heading(about, &weighing.title);
    book.words(about, &["As known on", &weighing.day.to_string()]);
    book.words(about, &["Blue cells are stated; formulas follow from them.", ""]);
    book.words(about, &["Other numbers are the engine's; beside them stands their figure.", ""]);
    book.words(about, &["A check cell says whether the formulas give the engine's number.", ""]);
    for (at, worked) in weighing.projects.iter().enumerate() {
        Sheets { book: &mut book, case, worked, tag: format!("p{}", at + 1) }.fill()?;
    }
    odds::fill(&mut book, weighing);
    balance::fill(&mut book, weighing)?;
    let sources = book.sheet("Sources");
    book.words(sources, &["Source", "Published by", "Address"]);
    for source in &case.sources {
        let publisher = source.publisher.as_deref().unwrap_or_default();
        book.words(sources, &[&source.title, publisher, source.url.as_deref().unwrap_or_default()]);
    }
    book.bytes()
}

struct Sheets<'a, 'w> {
    book: &'a mut Book,
    case: &'w Case,
    worked: &'w Worked,
    /// Tells the names of one project from those of another.
    tag: String,
}

impl Sheets<'_, '_> {
    fn fill(&mut self) -> Result<(), ReportError> {
        let projects = &self.case.projects;
        let project = projects.iter().find(|project| project.id.id == self.worked.id);
        let title = project.map_or(self.worked.id.as_str(), |project| &project.name).to_owned();
        let cash = self.book.sheet(&format!("{} cash", short(&title)));
        self.cash(cash, &title)?;
        let shares = self.book.sheet(&format!("{} shares", short(&title)));
        self.shares(shares, &title)
    }

    fn money(&self) -> &'static str {
        currency_sign(self.worked.currency)
    }

    fn line(&mut self, sheet: usize, key: &str, label: &str, values: &[f64]) -> String {
        let cell = format!("{}_{key}", self.tag);
        let unit = self.money();
        let line = Line { name: &cell, label, unit, format: format::MONEY, source: "case" };
        self.book.stated(sheet, &line, values);
        cell
    }

    fn sum(
        &mut self,
        sheet: usize,
        key: &str,
        label: &str,
        formula: &str,
        values: &[f64],
    ) -> String {
        let cell = format!("{}_{key}", self.tag);
        let unit = self.money();
        let line = Line { name: &cell, label, unit, format: format::MONEY, source: "" };
        self.book.formula(sheet, &line, formula, values);
        cell
    }

    /// The lines of a kind as stated rows, and their sum as a formula.
    fn group(
        &mut self,
        sheet: usize,
        kinds: (LineKind, LineKind),
        key: &str,
        label: &str,
    ) -> String {
        let cash = &self.worked.cash;
        let parts: Vec<(String, Vec<f64>)> = cash
            .lines
            .iter()
            .filter(|line| line.kind == kinds.0)
            .map(|line| (line.name.clone(), line.values.clone()))
            .collect();
        let total = cash.line(kinds.1).map(|line| line.values.clone()).unwrap_or_default();
        let cells: Vec<String> = parts
            .iter()
            .enumerate()
            .map(|(at, (name, values))| {
                self.line(sheet, &format!("{key}_{}", at + 1), name, values)
            })
            .collect();
        let formula = match cells.is_empty() {
            true => "0".to_owned(),
            false => cells.iter().map(|cell| format!("{{{cell}}}")).collect::<Vec<_>>().join("+"),
        };
        // A total that no line adds up to was stated as such.
        let sum: f64 = parts.iter().flat_map(|(_, values)| values).sum();
        let stated: f64 = total.iter().sum();
        if CLOSE * stated.abs().max(1.0) < (sum - stated).abs() {
            return self.line(sheet, key, label, &total);
        }
        self.sum(sheet, key, label, &formula, &total)
    }

    fn cash(&mut self, sheet: usize, title: &str) -> Result<(), ReportError> {
        let worked = self.worked;
        self.book.heading(sheet, &format!("{title}: cash before royalty and tax, and after"));
        let periods = numbers(&worked.cash.periods);
        let years = format!("{}_periods", self.tag);
        self.book.periods(sheet, &years, &periods);
        let gross = self.group(
            sheet,
            (LineKind::Revenue, LineKind::GrossRevenue),
            "gross",
            "gross revenue",
        );
        let selling = self.group(
            sheet,
            (LineKind::SellingCharge, LineKind::SellingCharges),
            "selling",
            "selling charges",
        );
        let values =
            |kind| worked.cash.line(kind).map(|line| line.values.clone()).unwrap_or_default();
        let nsr = self.sum(
            sheet,
            "nsr",
            "net smelter return",
            &format!("{{{gross}}}-{{{selling}}}"),
            &values(LineKind::Nsr),
        );
        let opex = self.group(
            sheet,
            (LineKind::OperatingCost, LineKind::OperatingCosts),
            "opex",
            "running costs",
        );
        let capex =
            self.group(sheet, (LineKind::Capital, LineKind::CapitalTotal), "capex", "capital");
        let tied = self.line(
            sheet,
            "tied",
            "change in working capital",
            &values(LineKind::WorkingCapital),
        );
        let pre = values(LineKind::PreTaxCash);
        let formula = format!("{{{nsr}}}-{{{opex}}}-{{{capex}}}-{{{tied}}}");
        let pre_tax = self.sum(sheet, "pretax", "cash before royalty and tax", &formula, &pre);
        let takes = self.takes();
        let take = self.line(sheet, "take", "royalty and tax", &takes);
        let after: Vec<f64> = pre.iter().zip(&takes).map(|(cash, take)| cash - take).collect();
        let after_take = self.sum(
            sheet,
            "after",
            "cash after royalty and tax",
            &format!("{{{pre_tax}}}-{{{take}}}"),
            &after,
        );
        let when = format!("{}_years", self.tag);
        let line = Line {
            name: &when,
            label: "years from the day of valuation",
            unit: "years",
            format: format::GENERAL,
            source: "case",
        };
        self.book.stated(sheet, &line, &worked.times.years);
        self.book.heading(sheet, "Measures");
        for (at, rate) in worked.measures.at[1..].iter().enumerate() {
            let rate_name = format!("{}_rate_{}", self.tag, at + 1);
            let line = Line {
                name: &rate_name,
                label: "rate a year",
                unit: "",
                format: "0.0%",
                source: "choices of the case",
            };
            self.book.input(sheet, &line, rate.rate);
            let npv = format!("{}_npv_{}", self.tag, at + 1);
            let line = Line {
                name: &npv,
                label: "present value after royalty and tax",
                unit: self.money(),
                format: format::MONEY,
                source: "",
            };
            let formula =
                format!("SUMPRODUCT({{{after_take}:all}},(1+{{{rate_name}}})^(-{{{when}:all}}))");
            if worked.times.counts.iter().all(|counts| *counts) {
                self.book.result(sheet, &line, &formula, rate.after_take);
                self.book.check(sheet, &npv, "against the engine", rate.after_take, CLOSE)?;
            } else {
                self.book.input(sheet, &line, rate.after_take);
            }
        }
        let total = format!("{}_total", self.tag);
        let line = Line {
            name: &total,
            label: "cash before royalty and tax, in all",
            unit: self.money(),
            format: format::MONEY,
            source: "",
        };
        self.book.result(sheet, &line, &format!("SUM({{{pre_tax}:all}})"), pre.iter().sum());
        self.book.check(sheet, &total, "against the engine", pre.iter().sum(), CLOSE)
    }

    /// What the state takes, period by period.
    fn takes(&self) -> Vec<f64> {
        let mut takes = vec![0.0; self.worked.shares.periods.len()];
        for flow in &self.worked.shares.flows {
            if matches!(flow.kind, FlowKind::Take(_)) {
                let sign = if flow.from == Account::Project { 1.0 } else { 0.0 }
                    - if flow.to == Account::Project { 1.0 } else { 0.0 };
                takes
                    .iter_mut()
                    .zip(&flow.cents)
                    .for_each(|(sum, cents)| *sum += sign * *cents as f64 / 100.0);
            }
        }
        takes
    }

    fn shares(&mut self, sheet: usize, title: &str) -> Result<(), ReportError> {
        let shares = &self.worked.shares;
        self.book.heading(sheet, &format!("{title}: who gets what"));
        let years = format!("{}_share_periods", self.tag);
        self.book.periods(sheet, &years, &numbers(&shares.periods));
        let hand = |account: Account| match account {
            Account::Project => "the project".to_owned(),
            Account::Party(at) => name(self.case, &shares.parties[at]),
        };
        let flows: Vec<(String, Account, Account, Vec<f64>)> = shares
            .flows
            .iter()
            .map(|flow| {
                let label = format!("{}: {} to {}", flow.name, hand(flow.from), hand(flow.to));
                let money = flow.cents.iter().map(|cents| *cents as f64 / 100.0).collect();
                (label, flow.from, flow.to, money)
            })
            .collect();
        let mut cells = Vec::new();
        for (at, (label, from, to, money)) in flows.iter().enumerate() {
            let cell = self.line(sheet, &format!("flow_{}", at + 1), label, money);
            cells.push((cell, *from, *to));
        }
        self.book.heading(sheet, "What each party gets");
        for at in 0..shares.parties.len() {
            let account = Account::Party(at);
            let mut formula = String::new();
            for (cell, from, to) in &cells {
                if *to == account {
                    formula.push_str(&format!("+{{{cell}}}"));
                }
                if *from == account {
                    formula.push_str(&format!("-{{{cell}}}"));
                }
            }
            let formula = if formula.is_empty() { "0".to_owned() } else { format!("0{formula}") };
            let net: Vec<f64> = shares.net(at).iter().map(|cents| *cents as f64 / 100.0).collect();
            let who = name(self.case, &shares.parties[at]);
            let row = self.sum(sheet, &format!("party_{}", at + 1), &who, &formula, &net);
            let total = format!("{}_party_total_{}", self.tag, at + 1);
            let label = format!("{who}, in all");
            let line = Line {
                name: &total,
                label: &label,
                unit: self.money(),
                format: format::MONEY,
                source: "",
            };
            self.book.result(sheet, &line, &format!("SUM({{{row}:all}})"), net.iter().sum());
            self.book.check(sheet, &total, "against the engine", net.iter().sum(), CLOSE)?;
        }
        Ok(())
    }
}

/// Periods as numbers: years where they are years, and their order where they are not.
fn numbers(periods: &[String]) -> Vec<f64> {
    let years: Option<Vec<f64>> = periods.iter().map(|period| period.parse().ok()).collect();
    years.unwrap_or_else(|| (1..=periods.len()).map(|at| at as f64).collect())
}

/// A project's name in that of a sheet: a sheet's has 31 characters at most, and none of some.
fn short(name: &str) -> String {
    let kept = name.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c });
    kept.take(24).collect::<String>().trim().to_owned()
}
