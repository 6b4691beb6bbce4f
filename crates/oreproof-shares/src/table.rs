//! Who gets what, when: the table, exact to the cent.
//!
//! Every flow is rounded once, to whole cents. What the project then has left in a
//! period is divided among its owners by largest remainder, so that what parties
//! receive less what they pay is the project's rounded pre-tax cash, exactly, in
//! every period. Charts and tables are built from these same whole numbers.

use serde::{Deserialize, Serialize};

use crate::flow::{Account, FlowKind};
use crate::model::{Model, Workspace};

/// Everything that moves between a project and the parties to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// The label of each period.
    pub periods: Vec<String>,
    /// The id of each party.
    pub parties: Vec<String>,
    /// The project's cash before royalty and tax, in cents.
    pub pre_tax: Vec<i64>,
    /// What moves.
    pub flows: Vec<Flow>,
    /// What lenders were promised and did not get.
    pub warnings: Vec<CoverWarning>,
}

/// One movement of money, in every period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Who pays.
    pub from: Account,
    /// Who receives.
    pub to: Account,
    /// What it is.
    pub kind: FlowKind,
    /// What it is called.
    pub name: String,
    /// The instrument it belongs to, by its place in the list.
    pub instrument: Option<usize>,
    /// Cents in each period; below nought only for refunds.
    pub cents: Vec<i64>,
}

/// A period in which cash after takes covered debt service less than promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverWarning {
    /// The debt, by its place in the list.
    pub debt: usize,
    /// The period, by its place on the timeline.
    pub period: usize,
    /// Cash over debt service, in thousandths.
    pub cover_thousandths: i64,
}

impl Shares {
    /// What a party receives less what it pays, in cents, period by period.
    pub fn net(&self, party: usize) -> Vec<i64> {
        let account = Account::Party(party);
        let mut net = vec![0; self.periods.len()];
        for flow in &self.flows {
            let sign = i64::from(flow.to == account) - i64::from(flow.from == account);
            net.iter_mut().zip(&flow.cents).for_each(|(net, cents)| *net += sign * cents);
        }
        net
    }

    /// What a party receives of some kinds of flow over all periods, in cents.
    pub fn received(&self, party: usize, is: impl Fn(FlowKind) -> bool) -> i64 {
        let to = Account::Party(party);
        let flows = self.flows.iter().filter(|flow| flow.to == to && is(flow.kind));
        flows.flat_map(|flow| &flow.cents).sum()
    }

    /// What a party pays of some kinds of flow over all periods, in cents.
    pub fn paid(&self, party: usize, is: impl Fn(FlowKind) -> bool) -> i64 {
        let from = Account::Party(party);
        let flows = self.flows.iter().filter(|flow| flow.from == from && is(flow.kind));
        flows.flat_map(|flow| &flow.cents).sum()
    }
}

impl Model {
    /// The table of an evaluation.
    pub fn shares(&self, ws: &Workspace) -> Shares {
        let n = self.money().n_periods();
        let pre_tax: Vec<i64> = ws.money.pre_tax.iter().map(|cash| cents(*cash)).collect();
        let mut rows: Vec<Vec<i64>> = ws
            .flows
            .chunks(n)
            .take(self.edges.len())
            .map(|row| row.iter().map(|v| cents(*v)).collect())
            .collect();
        for (p, pre_tax) in pre_tax.iter().enumerate() {
            self.close(p, *pre_tax, ws, &mut rows);
        }
        let flows = self.edges.iter().zip(rows).map(|(edge, cents)| Flow {
            from: edge.from,
            to: edge.to,
            kind: edge.kind,
            name: edge.name.clone(),
            instrument: edge.instrument,
            cents,
        });
        Shares {
            periods: self.money().labels().to_vec(),
            parties: self.regime().parties.iter().map(|party| party.id.clone()).collect(),
            pre_tax,
            flows: flows.collect(),
            warnings: self.cover_warnings(ws),
        }
    }

    /// Divides what the project has left in a period among owners, to the last cent.
    fn close(&self, p: usize, pre_tax: i64, ws: &Workspace, rows: &mut [Vec<i64>]) {
        let n = self.money().n_periods();
        let is_owners =
            |kind| matches!(kind, FlowKind::Dividend | FlowKind::Call | FlowKind::Carry);
        let mut left = pre_tax;
        for (edge, row) in self.edges.iter().zip(&*rows).filter(|(edge, _)| !is_owners(edge.kind)) {
            left += i64::from(edge.to == Account::Project) * row[p]
                - i64::from(edge.from == Account::Project) * row[p];
        }
        let owners: Vec<usize> =
            (0..self.edges.len()).filter(|edge| is_owners(self.edges[*edge].kind)).collect();
        for edge in &owners {
            rows[*edge][p] = 0;
        }
        // Rounding may leave a cent on the other side of nought, which the exact flows
        // do not weigh; owners then share it as they share everything.
        let mut weights: Vec<(usize, f64)> = owners
            .iter()
            .filter(|edge| (self.edges[**edge].kind == FlowKind::Dividend) == (left >= 0))
            .map(|edge| (*edge, ws.flows[edge * n + p]))
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        if weights.is_empty() {
            let side = |holding: &crate::ready::Holding| match (left >= 0, &holding.carry) {
                (true, _) => (holding.dividend, holding.share),
                (false, None) => (holding.call, holding.share),
                (false, Some(carry)) => (carry.funders[0].1, holding.share),
            };
            weights = self.holdings.iter().map(side).collect();
        }
        for (edge, amount) in by_largest_remainder(left.abs(), &weights) {
            rows[edge][p] += amount;
        }
    }

    fn cover_warnings(&self, ws: &Workspace) -> Vec<CoverWarning> {
        let n = self.money().n_periods();
        let mut found = Vec::new();
        for (idx, debt) in self.debts.iter().enumerate() {
            let Some(least) = debt.cover else { continue };
            for period in 0..n {
                let service: f64 = self
                    .debts
                    .iter()
                    .flat_map(|d| [d.edges[1], d.edges[2]])
                    .map(|e| ws.flows[e * n + period])
                    .sum();
                let takes: f64 = self
                    .instruments
                    .iter()
                    .flat_map(|i| &i.edges)
                    .filter(|edge| self.edges[**edge].from == Account::Project)
                    .map(|edge| ws.flows[edge * n + period])
                    .sum();
                let cash = ws.money.pre_tax[period] - takes;
                if service > 0.0 && cash < least * service {
                    let cover_thousandths = libm::round(1_000.0 * cash / service) as i64;
                    found.push(CoverWarning { debt: idx, period, cover_thousandths });
                }
            }
        }
        found
    }
}

/// Whole cents, halves away from nought.
fn cents(amount: f64) -> i64 {
    libm::round(100.0 * amount) as i64
}

/// Whole parts of a whole number, in proportion to weights.
fn by_largest_remainder(whole: i64, weights: &[(usize, f64)]) -> Vec<(usize, i64)> {
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let exact: Vec<f64> = weights.iter().map(|(_, weight)| whole as f64 * weight / total).collect();
    let mut parts: Vec<(usize, i64)> = weights
        .iter()
        .zip(&exact)
        .map(|((edge, _), exact)| (*edge, libm::floor(*exact) as i64))
        .collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| {
        let rest = |i: usize| exact[i] - libm::floor(exact[i]);
        rest(*b).total_cmp(&rest(*a)).then(a.cmp(b))
    });
    let left = whole - parts.iter().map(|(_, part)| part).sum::<i64>();
    for i in 0..left.unsigned_abs() as usize {
        let place = order[i % order.len()];
        parts[place].1 += left.signum();
    }
    parts
}
