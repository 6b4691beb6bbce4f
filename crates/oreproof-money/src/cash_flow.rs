//! The cash flow: a table of named lines, built from the rows of an evaluation.

use serde::{Deserialize, Serialize};

use crate::draw::Workspace;
use crate::model::Model;

/// A project's cash before royalty and tax, line by line and period by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CashFlow {
    /// The label of each period.
    pub periods: Vec<String>,
    /// The lines, in the order in which a table shows them.
    pub lines: Vec<CashLine>,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CashLine {
    /// What it is.
    pub kind: LineKind,
    /// Its name.
    pub name: String,
    /// One figure for each period: tonnes, or money; costs are positive.
    pub values: Vec<f64>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Tonnes fed.
    Feed,
    /// Tonnes of waste.
    Waste,
    /// Tonnes of a metal in the feed.
    Contained,
    /// Tonnes of a metal recovered in a product.
    Recovered,
    /// Tonnes of a metal paid for in a product.
    Payable,
    /// Money for a metal in a product.
    Revenue,
    /// Money for everything sold, before selling charges.
    GrossRevenue,
    /// One kind of selling charge.
    SellingCharge,
    /// All selling charges.
    SellingCharges,
    /// Gross revenue less selling charges.
    Nsr,
    /// One running cost.
    OperatingCost,
    /// All running costs.
    OperatingCosts,
    /// One sum of capital.
    Capital,
    /// All capital.
    CapitalTotal,
    /// Money newly tied up.
    WorkingCapital,
    /// Cash before royalty and tax.
    PreTaxCash,
}

impl CashFlow {
    /// The first line of a kind.
    pub fn line(&self, kind: LineKind) -> Option<&CashLine> {
        self.lines.iter().find(|line| line.kind == kind)
    }

    /// The sum of a line over all periods.
    pub fn total(&self, kind: LineKind) -> f64 {
        let lines = self.lines.iter().filter(|line| line.kind == kind);
        crate::discount::sum(lines.flat_map(|line| line.values.iter().copied()))
    }
}

impl Model {
    /// The table of an evaluation.
    pub fn cash_flow(&self, ws: &Workspace) -> CashFlow {
        use LineKind as Kind;
        let n = self.n_periods();
        let mut lines = Vec::new();
        let mut add = |kind, name: String, values: &[f64]| {
            lines.push(CashLine { kind, name, values: values.to_vec() });
        };
        if self.has_feed() {
            add(Kind::Feed, "feed".into(), &ws.feed);
            add(Kind::Waste, "waste".into(), &ws.waste);
        }
        for (metal, row) in self.laid.metals.iter().zip(ws.contained.chunks(n)) {
            add(Kind::Contained, metal.clone(), row);
        }
        for (kind, rows) in [
            (Kind::Recovered, &ws.recovered),
            (Kind::Payable, &ws.payable),
            (Kind::Revenue, &ws.revenue),
        ] {
            for (slot, row) in self.selling.slots().iter().zip(rows.chunks(n)) {
                let product = &self.project.products[slot.product].name;
                add(kind, format!("{}, {product}", slot.metal), row);
            }
        }
        add(Kind::GrossRevenue, "gross revenue".into(), &ws.gross);
        let charges = ["treatment", "refining", "freight", "penalties", "other selling charges"];
        for (name, row) in charges.into_iter().zip(ws.charges.chunks(n)) {
            add(Kind::SellingCharge, name.into(), row);
        }
        add(Kind::SellingCharges, "selling charges".into(), &ws.selling);
        add(Kind::Nsr, "net smelter return".into(), &ws.nsr);
        for (cost, row) in self.costs.iter().zip(ws.costs.chunks(n)) {
            add(Kind::OperatingCost, cost.name.clone(), row);
        }
        add(Kind::OperatingCosts, "operating costs".into(), &ws.opex);
        for (capital, row) in self.capital.iter().zip(ws.capital.chunks(n)) {
            add(Kind::Capital, capital.name.clone(), row);
        }
        add(Kind::CapitalTotal, "capital".into(), &ws.capex);
        add(Kind::WorkingCapital, "change in working capital".into(), &ws.working_capital);
        add(Kind::PreTaxCash, "pre-tax cash".into(), &ws.pre_tax);
        CashFlow { periods: self.labels.clone(), lines }
    }
}
