//! A regime made ready: names looked up, series laid out, every flow given a row.

use oreproof_money as money;
use oreproof_units::{Amounts, Series, quantity::masses_per_tonne};

use crate::flow::{Account, FlowKind};
use crate::instrument as given;
use crate::instrument::{BracketMode, TakeKind};
use crate::problem::Problem;
use crate::regime::{Carry, DebtSize, Funders, Receipts, Regime, Until};

/// Where a flow goes, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edge {
    pub from: Account,
    pub to: Account,
    pub kind: FlowKind,
    pub name: String,
    pub instrument: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Instrument {
    pub deductible: bool,
    pub edges: Vec<usize>,
    pub terms: Terms,
}

#[derive(Clone, Debug)]
pub(crate) enum Terms {
    Levy {
        base: Base,
        rate: Rate,
        credits: Vec<usize>,
    },
    Row(Vec<f64>),
    Bonus {
        at: BonusAt,
        amount: f64,
    },
    IncomeTax(Box<IncomeTax>),
    RateOfReturn(Vec<(Vec<f64>, f64)>),
    RFactor {
        mode: BracketMode,
        brackets: Vec<(f64, f64)>,
    },
    Sharing {
        limit: f64,
        mode: BracketMode,
        brackets: Vec<(f64, f64)>,
    },
    /// Holdings and the rate.
    OnDividends(Vec<usize>, f64),
    OnInterest(f64),
    OnServices {
        part: f64,
        borne_by_project: bool,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum BonusAt {
    Period(usize),
    FirstProduction,
    Cumulative(Vec<usize>, f64),
}

#[derive(Clone, Debug)]
pub(crate) enum Base {
    Gross,
    GrossOf(Vec<usize>),
    Nsr,
    OperatingProfit,
    Taxable(usize),
    NetProfit(usize),
    Opex,
    Capital(Vec<usize>),
    Mass(Vec<usize>, f64),
    Feed,
    Year,
}

#[derive(Clone, Debug)]
pub(crate) enum Rate {
    /// Parts of money, or money for each unit.
    Each(Vec<f64>),
    ByPrice {
        price: usize,
        mode: BracketMode,
        brackets: Vec<(f64, f64)>,
    },
    ByMargin {
        mode: BracketMode,
        brackets: Vec<(f64, f64)>,
    },
    Linear {
        start: f64,
        slope: f64,
        least: f64,
        most: f64,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct IncomeTax {
    /// Its place among the income taxes.
    pub order: usize,
    pub rate: Vec<f64>,
    pub classes: Vec<Class>,
    pub carried_months: Option<f64>,
    pub carries: bool,
    pub offset: f64,
    pub holiday: Option<given::Holiday>,
    pub minimum: Option<(f64, Base, bool, given::Credit)>,
    pub interest: bool,
    pub thin: Option<given::ThinCapitalisation>,
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub rows: Vec<usize>,
    pub method: given::Depreciation,
    pub from_production: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Debt {
    pub drawings: Drawings,
    /// The rate of each period.
    pub rates: Vec<f64>,
    pub capitalise: bool,
    pub grace_months: f64,
    pub tenor_months: f64,
    pub repayment: crate::regime::Repayment,
    pub fee: f64,
    pub cover: Option<f64>,
    /// Drawing, interest, principal, fee.
    pub edges: [usize; 4],
}

#[derive(Clone, Debug)]
pub(crate) enum Drawings {
    Part(f64, Vec<usize>),
    Row(Vec<f64>),
}

#[derive(Clone, Debug)]
pub(crate) struct Holding {
    pub share: f64,
    pub carry: Option<ReadyCarry>,
    pub dividend: usize,
    pub call: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct ReadyCarry {
    pub until: ReadyUntil,
    /// Weight, carry edge and repayment edge of each funder.
    pub funders: Vec<(f64, usize, Option<usize>)>,
    /// Interest of each period and the part of dividends that repays.
    pub loan: Option<(Vec<f64>, f64)>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ReadyUntil {
    Always,
    FirstProduction,
    Through(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Transfer {
    pub of: Vec<usize>,
    pub part: Vec<f64>,
    pub edge: usize,
}

/// Gathers rows and problems.
pub(crate) struct Maker<'a> {
    pub money: &'a money::Model,
    pub regime: &'a Regime,
    pub edges: Vec<Edge>,
    pub problems: Vec<Problem>,
}

impl Maker<'_> {
    fn hold<T: Copy>(
        &mut self,
        series: &Series<T>,
        number: impl Fn(T) -> f64,
        at: &str,
    ) -> Vec<f64> {
        let n = self.money.n_periods();
        match series.resolve(&self.money.project().timeline) {
            Ok(values) => {
                let mut row: Vec<f64> = values.into_iter().map(number).collect();
                row.resize(n, row.last().copied().unwrap_or(0.0));
                row
            }
            Err(source) => {
                self.problems.push(Problem::Series { at: at.to_owned(), source });
                vec![0.0; n]
            }
        }
    }

    /// Amounts in computed money, nothing in the spare periods.
    fn amounts(&mut self, amounts: &Amounts, at: &str) -> Vec<f64> {
        let mut row = self.hold(&amounts.values, |value| value * amounts.scale.factor(), at);
        let n = self.money.project().timeline.len();
        row[n..].fill(0.0);
        row.iter_mut()
            .zip(&self.money.indices().charges)
            .for_each(|(value, index)| *value *= index);
        row
    }

    fn parts(&mut self, row: &[f64], at: &str) {
        for value in row.iter().filter(|value| !(0.0..=1.0).contains(*value)) {
            self.problems.push(Problem::NotAPart { at: at.to_owned(), value: *value });
        }
    }

    fn part(&mut self, value: f64, at: &str) -> f64 {
        self.parts(&[value], at);
        value
    }

    fn not_negative(&mut self, row: &[f64], at: &str) {
        if let Some(value) = row.iter().find(|value| !(value.is_finite() && **value >= 0.0)) {
            self.problems.push(Problem::Negative { at: at.to_owned(), value: *value });
        }
    }

    fn party(&mut self, id: &str, at: &str) -> usize {
        self.regime.parties.iter().position(|party| party.id == id).unwrap_or_else(|| {
            self.problems.push(Problem::NoSuchParty { at: at.to_owned(), party: id.to_owned() });
            0
        })
    }

    fn period(&mut self, label: &str, at: &str) -> usize {
        self.money.labels().iter().position(|known| known == label).unwrap_or_else(|| {
            self.problems
                .push(Problem::NoSuchPeriod { at: at.to_owned(), label: label.to_owned() });
            0
        })
    }

    fn slots(&mut self, metal: &str, at: &str) -> Vec<usize> {
        let slots = self.money.selling().slots().iter().enumerate();
        let found: Vec<usize> =
            slots.filter(|(_, slot)| slot.metal == metal).map(|(idx, _)| idx).collect();
        if found.is_empty() {
            self.problems.push(Problem::NoSuchMetal { at: at.to_owned(), metal: metal.to_owned() });
        }
        found
    }

    fn kinds(&self, kinds: &[money::CapitalKind]) -> Vec<usize> {
        let rows = self.money.capital().enumerate();
        rows.filter(|(_, (_, kind))| kinds.contains(kind)).map(|(row, _)| row).collect()
    }

    fn edge(
        &mut self,
        from: Account,
        to: Account,
        kind: FlowKind,
        name: &str,
        instrument: Option<usize>,
    ) -> usize {
        self.edges.push(Edge { from, to, kind, name: name.to_owned(), instrument });
        self.edges.len() - 1
    }

    fn brackets<T: Copy>(
        &mut self,
        brackets: &[given::Bracket<T>],
        number: impl Fn(T) -> f64,
        at: &str,
    ) -> Vec<(f64, f64)> {
        let ready: Vec<(f64, f64)> = brackets.iter().map(|b| (number(b.from), b.part.0)).collect();
        if ready.is_empty() || !ready.is_sorted_by(|a, b| a.0 < b.0) {
            self.problems.push(Problem::Brackets { at: at.to_owned() });
        }
        for (_, part) in &ready {
            self.part(*part, at);
        }
        ready
    }

    /// A yearly rate for each period.
    fn yearly(&self, rate: f64) -> Vec<f64> {
        let period = |months: &i32| libm::pow(1.0 + rate, f64::from(*months) / 12.0) - 1.0;
        self.money
            .months()
            .iter()
            .map(|months| if *months == 12 { rate } else { period(months) })
            .collect()
    }

    pub fn check_parties(&mut self) {
        let parties = &self.regime.parties;
        for (i, party) in parties.iter().enumerate() {
            if parties[..i].iter().any(|earlier| earlier.id == party.id) {
                self.problems
                    .push(Problem::SameId { at: format!("parties[{i}]"), id: party.id.clone() });
            }
        }
    }

    pub fn instruments(&mut self) -> Vec<Instrument> {
        let regime = self.regime;
        let mut ready: Vec<Instrument> = Vec::new();
        for (i, instrument) in regime.instruments.iter().enumerate() {
            let at = format!("instruments[{i}]");
            if regime.instruments[..i].iter().any(|earlier| earlier.id == instrument.id) {
                self.problems.push(Problem::SameId { at: at.clone(), id: instrument.id.clone() });
            }
            let payee = Account::Party(self.party(&instrument.payee, &format!("{at}.payee")));
            let (kind, terms) = self.terms(&instrument.terms, i, &format!("{at}.terms"));
            let mut payers = vec![Account::Project];
            match (&terms, &instrument.terms) {
                (Terms::OnDividends(holdings, _), _) => {
                    let holders = holdings.iter().map(|h| regime.holdings[*h].party.clone());
                    let holders: Vec<String> = holders.collect();
                    payers = holders.iter().map(|id| Account::Party(self.party(id, &at))).collect();
                }
                (Terms::OnInterest(_), _) => {
                    payers = regime
                        .debts
                        .iter()
                        .map(|debt| Account::Party(self.party(&debt.lender, &at)))
                        .collect();
                }
                (
                    Terms::OnServices { .. },
                    given::Terms::Withholding(given::Withholding {
                        on:
                            given::WithholdingOn::Services {
                                borne_by: given::Bearer::Supplier(id), ..
                            },
                        ..
                    }),
                ) => payers = vec![Account::Party(self.party(id, &at))],
                _ => {}
            }
            let edges = payers
                .into_iter()
                .map(|payer| {
                    self.edge(payer, payee, FlowKind::Take(kind), &instrument.name, Some(i))
                })
                .collect();
            ready.push(Instrument { deductible: instrument.deductible, edges, terms });
        }
        ready
    }

    fn earlier(
        &mut self,
        id: &str,
        before: usize,
        at: &str,
        wanted: &'static str,
        is: fn(&given::Terms) -> bool,
    ) -> usize {
        let earlier = self.regime.instruments[..before].iter();
        earlier
            .clone()
            .position(|instrument| instrument.id == id && is(&instrument.terms))
            .unwrap_or_else(|| {
                self.problems.push(Problem::NoSuchInstrument {
                    at: at.to_owned(),
                    id: id.to_owned(),
                    wanted,
                });
                0
            })
    }

    /// The place of an income tax among the income taxes.
    fn tax(&mut self, id: &str, before: usize, at: &str) -> usize {
        let is_tax: fn(&given::Terms) -> bool = |terms| matches!(terms, given::Terms::IncomeTax(_));
        let place = self.earlier(id, before, at, "an income tax", is_tax);
        self.regime.instruments[..place]
            .iter()
            .filter(|instrument| is_tax(&instrument.terms))
            .count()
    }

    fn base(&mut self, base: &given::Base, before: usize, at: &str) -> Base {
        let no_base = |maker: &mut Self, known: bool, base: &'static str| {
            if !known {
                maker.problems.push(Problem::NoBase { at: at.to_owned(), base });
            }
        };
        match base {
            given::Base::GrossRevenue => {
                no_base(self, self.money.has_gross(), "gross revenue");
                Base::Gross
            }
            given::Base::GrossRevenueOf(metal) => Base::GrossOf(self.slots(metal, at)),
            given::Base::Nsr => Base::Nsr,
            given::Base::OperatingProfit => Base::OperatingProfit,
            given::Base::TaxableIncome(id) => Base::Taxable(self.tax(id, before, at)),
            given::Base::NetProfit(id) => Base::NetProfit(self.tax(id, before, at)),
            given::Base::OperatingCosts => Base::Opex,
            given::Base::Capital(kinds) => Base::Capital(self.kinds(kinds)),
            given::Base::Metal { metal, unit } => {
                Base::Mass(self.slots(metal, at), masses_per_tonne(*unit))
            }
            given::Base::TonneFeed => {
                no_base(self, self.money.has_feed(), "the feed");
                Base::Feed
            }
            given::Base::Year => Base::Year,
        }
    }

    fn rate(&mut self, rate: &given::Rate, at: &str) -> Rate {
        match rate {
            given::Rate::Part(series) => {
                let row = self.hold(series, |part| part.0, at);
                self.parts(&row, at);
                Rate::Each(row)
            }
            given::Rate::Specific(series) => {
                let mut row = self.hold(series, |cash| cash.0, at);
                self.not_negative(&row, at);
                row.iter_mut().zip(&self.money.indices().charges).for_each(|(v, i)| *v *= i);
                Rate::Each(row)
            }
            given::Rate::ByPrice { metal, mode, brackets } => {
                let price = self.money.priced().iter().position(|known| known == metal);
                if price.is_none() {
                    self.problems
                        .push(Problem::NoSuchMetal { at: at.to_owned(), metal: metal.clone() });
                }
                let brackets = self.brackets(brackets, |price| price.per_tonne(), at);
                Rate::ByPrice { price: price.unwrap_or(0), mode: *mode, brackets }
            }
            given::Rate::ByMargin { mode, brackets } => Rate::ByMargin {
                mode: *mode,
                brackets: self.brackets(brackets, |margin| margin.0, at),
            },
            given::Rate::LinearInMargin { start, slope, least, most } => Rate::Linear {
                start: start.0,
                slope: *slope,
                least: self.part(least.0, at),
                most: self.part(most.0, at),
            },
        }
    }

    fn terms(&mut self, terms: &given::Terms, before: usize, at: &str) -> (TakeKind, Terms) {
        match terms {
            given::Terms::Levy(levy) => {
                let base = self.base(&levy.base, before, &format!("{at}.levy.base"));
                let at_rate = format!("{at}.levy.rate");
                let is_count = matches!(base, Base::Mass(..) | Base::Feed | Base::Year);
                let is_specific = matches!(levy.rate, given::Rate::Specific(_));
                if is_count != is_specific {
                    let found = if is_specific { "a specific rate" } else { "a part" };
                    self.problems.push(Problem::RateAndBase { at: at_rate.clone(), found });
                }
                let rate = self.rate(&levy.rate, &at_rate);
                let is_advance: fn(&given::Terms) -> bool =
                    |t| matches!(t, given::Terms::AdvanceRoyalty(_));
                let credits = levy
                    .credits
                    .iter()
                    .map(|id| {
                        self.earlier(
                            id,
                            before,
                            &format!("{at}.levy.credits"),
                            "an advance",
                            is_advance,
                        )
                    })
                    .collect();
                (levy.kind, Terms::Levy { base, rate, credits })
            }
            given::Terms::AdvanceRoyalty(advance) => {
                let mut row =
                    self.amounts(&advance.amounts, &format!("{at}.advance_royalty.amounts"));
                self.not_negative(&row, at);
                let mut left = advance.cap.map_or(f64::INFINITY, |cap| cap.0);
                for paid in &mut row {
                    *paid = paid.min(left);
                    left -= *paid;
                }
                (TakeKind::Royalty, Terms::Row(row))
            }
            given::Terms::Bonus(bonus) => {
                self.not_negative(&[bonus.amount.0], at);
                let event = match &bonus.at {
                    given::BonusEvent::Period(label) => BonusAt::Period(self.period(label, at)),
                    given::BonusEvent::FirstProduction => BonusAt::FirstProduction,
                    given::BonusEvent::Cumulative { metal, unit, amount } => {
                        BonusAt::Cumulative(self.slots(metal, at), amount / masses_per_tonne(*unit))
                    }
                };
                (TakeKind::Bonus, Terms::Bonus { at: event, amount: bonus.amount.0 })
            }
            given::Terms::IncomeTax(tax) => {
                (TakeKind::IncomeTax, Terms::IncomeTax(Box::new(self.income_tax(tax, before, at))))
            }
            given::Terms::RentTax(given::RentTax::RateOfReturn(tiers)) => {
                let tiers = tiers
                    .iter()
                    .map(|tier| (self.yearly(tier.uplift.0), self.part(tier.part.0, at)))
                    .collect();
                (TakeKind::RentTax, Terms::RateOfReturn(tiers))
            }
            given::Terms::RentTax(given::RentTax::RFactor { mode, brackets }) => {
                let brackets = self.brackets(brackets, |r| r, at);
                (TakeKind::RentTax, Terms::RFactor { mode: *mode, brackets })
            }
            given::Terms::ProductionSharing(sharing) => {
                let limit = self.part(sharing.cost_recovery_limit.0, at);
                let brackets = self.brackets(&sharing.brackets, |r| r, at);
                (TakeKind::ProductionShare, Terms::Sharing { limit, mode: sharing.mode, brackets })
            }
            given::Terms::Withholding(withholding) => {
                let rate = self.part(withholding.rate.0, at);
                let terms = match &withholding.on {
                    given::WithholdingOn::Dividends(holders) => {
                        for holder in holders {
                            self.party(holder, at);
                        }
                        let holdings = self.regime.holdings.iter().enumerate();
                        let of =
                            holdings.filter(|(_, h)| holders.contains(&h.party)).map(|(i, _)| i);
                        Terms::OnDividends(of.collect(), rate)
                    }
                    given::WithholdingOn::Interest => Terms::OnInterest(rate),
                    given::WithholdingOn::Services { part_of_costs, borne_by } => {
                        Terms::OnServices {
                            part: self.part(part_of_costs.0, at) * rate,
                            borne_by_project: *borne_by == given::Bearer::Project,
                        }
                    }
                };
                (TakeKind::Withholding, terms)
            }
            given::Terms::Stated(stated) => {
                let row = self.amounts(&stated.amounts, &format!("{at}.stated.amounts"));
                if !stated.refunds {
                    self.not_negative(&row, at);
                }
                (stated.kind, Terms::Row(row))
            }
        }
    }

    fn income_tax(&mut self, tax: &given::IncomeTax, before: usize, at: &str) -> IncomeTax {
        let at = format!("{at}.income_tax");
        let rate = self.hold(&tax.rate, |rate| rate.0, &format!("{at}.rate"));
        self.parts(&rate, &format!("{at}.rate"));
        let mut free: Vec<bool> = self.money.capital().map(|_| true).collect();
        let mut classes = Vec::new();
        for (i, rule) in tax.depreciation.iter().enumerate() {
            let at = format!("{at}.depreciation[{i}]");
            let rows = match &rule.of {
                given::Depreciable::Kinds(kinds) => self.kinds(kinds),
                given::Depreciable::Named(names) => {
                    for name in names {
                        if !self.money.capital().any(|(known, _)| known == name) {
                            self.problems.push(Problem::NoSuchCapital {
                                at: at.clone(),
                                name: name.clone(),
                            });
                        }
                    }
                    let rows = self.money.capital().enumerate();
                    rows.filter(|(_, (name, _))| names.iter().any(|n| n == name))
                        .map(|(row, _)| row)
                        .collect()
                }
            };
            match rule.method {
                given::Depreciation::StraightLine { years } if years.is_nan() || years <= 0.0 => {
                    self.problems.push(Problem::Negative { at: at.clone(), value: years });
                }
                given::Depreciation::DecliningBalance { rate, .. } => {
                    self.part(rate.0, &at);
                }
                _ => {}
            }
            let rows: Vec<usize> =
                rows.into_iter().filter(|row| std::mem::take(&mut free[*row])).collect();
            classes.push(Class {
                rows,
                method: rule.method,
                from_production: rule.from_production,
            });
        }
        let is_tax = |instrument: &&given::Instrument| {
            matches!(instrument.terms, given::Terms::IncomeTax(_))
        };
        let order = self.regime.instruments[..before].iter().filter(is_tax).count();
        let minimum = tax.minimum.as_ref().map(|minimum| {
            let base = self.base(&minimum.base, before, &format!("{at}.minimum.base"));
            let rate = self.part(minimum.rate.0, &format!("{at}.minimum.rate"));
            (rate, base, minimum.in_holiday, minimum.credit)
        });
        if let Some(holiday) = &tax.holiday {
            self.part(holiday.part_owed.0, &format!("{at}.holiday.part_owed"));
            self.not_negative(&[holiday.years], &format!("{at}.holiday.years"));
        }
        IncomeTax {
            order,
            rate,
            classes,
            carried_months: match tax.losses.carried {
                given::CarryForward::Years(years) => Some(12.0 * years),
                _ => None,
            },
            carries: tax.losses.carried != given::CarryForward::Never,
            offset: self.part(tax.losses.offset_at_most.0, &format!("{at}.losses.offset_at_most")),
            holiday: tax.holiday,
            minimum,
            interest: tax.interest_deductible,
            thin: tax.thin_capitalisation,
        }
    }

    pub fn debts(&mut self) -> Vec<Debt> {
        let regime = self.regime;
        let mut ready = Vec::new();
        for (i, debt) in regime.debts.iter().enumerate() {
            let at = format!("debts[{i}]");
            let lender = Account::Party(self.party(&debt.lender, &format!("{at}.lender")));
            let drawings = match &debt.size {
                DebtSize::PartOfCapital { part, kinds } => {
                    Drawings::Part(self.part(part.0, &format!("{at}.size")), self.kinds(kinds))
                }
                DebtSize::Drawings(amounts) => {
                    let row = self.amounts(amounts, &format!("{at}.size"));
                    self.not_negative(&row, &format!("{at}.size"));
                    Drawings::Row(row)
                }
            };
            self.not_negative(&[debt.rate.0, debt.grace_years, debt.tenor_years], &at);
            self.outlives(debt, &drawings, &at);
            let name = &debt.name;
            let edges = [
                self.edge(lender, Account::Project, FlowKind::Drawing, name, None),
                self.edge(Account::Project, lender, FlowKind::Interest, name, None),
                self.edge(Account::Project, lender, FlowKind::Principal, name, None),
                self.edge(Account::Project, lender, FlowKind::Fee, name, None),
            ];
            ready.push(Debt {
                drawings,
                rates: self.yearly(debt.rate.0),
                capitalise: debt.capitalise_in_grace,
                grace_months: 12.0 * debt.grace_years,
                tenor_months: 12.0 * debt.tenor_years,
                repayment: debt.repayment,
                fee: debt.upfront_fee.map_or(0.0, |fee| fee.0),
                cover: debt.covenant.map(|covenant| covenant.least_debt_service_cover),
                edges,
            });
        }
        ready
    }

    fn outlives(&mut self, debt: &crate::regime::Debt, drawings: &Drawings, at: &str) {
        let mut ws = self.money.workspace();
        self.money.evaluate(&mut ws, &money::Draw::stated());
        let n = self.money.n_periods();
        let drawn = |p: usize| match drawings {
            Drawings::Part(_, rows) => rows.iter().any(|row| ws.capital[row * n + p] != 0.0),
            Drawings::Row(row) => row[p] != 0.0,
        };
        let Some(first) = (0..n).find(|p| drawn(*p)) else { return };
        let end = self.money.start_months()[n - 1] + self.money.months()[n - 1];
        let life = f64::from(end - self.money.start_months()[first]) / 12.0;
        let years = debt.grace_years + debt.tenor_years;
        if years > life {
            self.problems.push(Problem::DebtOutlives { at: at.to_owned(), years, life });
        }
    }

    pub fn holdings(&mut self) -> Vec<Holding> {
        let regime = self.regime;
        let sum: f64 = regime.holdings.iter().map(|holding| holding.share.0).sum();
        if (sum - 1.0).abs() > 1e-9 {
            self.problems.push(Problem::NotWhole { sum });
        }
        let mut ready = Vec::new();
        for (i, holding) in regime.holdings.iter().enumerate() {
            let at = format!("holdings[{i}]");
            let share = self.part(holding.share.0, &format!("{at}.share"));
            let holder = Account::Party(self.party(&holding.party, &format!("{at}.party")));
            let dividend =
                self.edge(Account::Project, holder, FlowKind::Dividend, "dividends", None);
            let call = self.edge(holder, Account::Project, FlowKind::Call, "cash calls", None);
            let carry = match &holding.carry {
                Carry::Paid => None,
                Carry::Free { until, by } => Some(self.carry(until, by, None, holder, &at)),
                Carry::Loan { interest, repaid_from, until, by } => {
                    let part = self.part(repaid_from.0, &format!("{at}.carry.repaid_from"));
                    self.not_negative(&[interest.0], &format!("{at}.carry.interest"));
                    let loan = (self.yearly(interest.0), part);
                    Some(self.carry(until, by, Some(loan), holder, &at))
                }
            };
            ready.push(Holding { share, carry, dividend, call });
        }
        ready
    }

    fn carry(
        &mut self,
        until: &Until,
        by: &Funders,
        loan: Option<(Vec<f64>, f64)>,
        holder: Account,
        at: &str,
    ) -> ReadyCarry {
        let until = match until {
            Until::Always => ReadyUntil::Always,
            Until::FirstProduction => ReadyUntil::FirstProduction,
            Until::Through(label) => {
                ReadyUntil::Through(self.period(label, &format!("{at}.carry.until")))
            }
        };
        let weights: Vec<(String, f64)> = match by {
            Funders::Party(id) => vec![(id.clone(), 1.0)],
            Funders::Others => {
                let payer = |holding: &crate::regime::Holding| match &holding.carry {
                    Carry::Paid => Some((holding.party.clone(), holding.share.0)),
                    Carry::Free { by: Funders::Party(id), .. }
                    | Carry::Loan { by: Funders::Party(id), .. } => {
                        Some((id.clone(), holding.share.0))
                    }
                    Carry::Free { .. } | Carry::Loan { .. } => None,
                };
                let paying: Vec<(String, f64)> =
                    self.regime.holdings.iter().filter_map(payer).collect();
                let total: f64 = paying.iter().map(|(_, share)| share).sum();
                paying.into_iter().map(|(id, share)| (id, share / total)).collect()
            }
        };
        if weights.is_empty() {
            self.problems.push(Problem::NoFunder { at: at.to_owned() });
        }
        let mut funders = Vec::new();
        for (id, weight) in weights {
            let funder = Account::Party(self.party(&id, &format!("{at}.carry.by")));
            let paid =
                self.edge(funder, Account::Project, FlowKind::Carry, "cash calls for others", None);
            let repaid = loan.is_some().then(|| {
                self.edge(holder, funder, FlowKind::Repayment, "carried interest repaid", None)
            });
            funders.push((weight, paid, repaid));
        }
        ReadyCarry { until, funders, loan }
    }

    pub fn transfers(&mut self, instruments: &[Instrument], holdings: &[Holding]) -> Vec<Transfer> {
        let regime = self.regime;
        let mut ready = Vec::new();
        for (i, transfer) in regime.transfers.iter().enumerate() {
            let at = format!("transfers[{i}]");
            let from = Account::Party(self.party(&transfer.from, &format!("{at}.from")));
            let to = Account::Party(self.party(&transfer.to, &format!("{at}.to")));
            let part = self.hold(&transfer.part, |part| part.0, &format!("{at}.part"));
            self.parts(&part, &format!("{at}.part"));
            let chosen: Vec<usize> = match &transfer.of {
                Receipts::AllInstruments => {
                    instruments.iter().flat_map(|i| i.edges.clone()).collect()
                }
                Receipts::Dividends => holdings.iter().map(|holding| holding.dividend).collect(),
                Receipts::Instruments(ids) => {
                    let end = regime.instruments.len();
                    let mut chosen = Vec::new();
                    for id in ids {
                        let idx = self.earlier(id, end, &format!("{at}.of"), "one", |_| true);
                        chosen.extend(
                            instruments.get(idx).map(|i| i.edges.clone()).unwrap_or_default(),
                        );
                    }
                    chosen
                }
            };
            let of = chosen.into_iter().filter(|edge| self.edges[*edge].to == from).collect();
            let edge = self.edge(from, to, FlowKind::Transfer, &transfer.name, None);
            ready.push(Transfer { of, part, edge });
        }
        ready
    }
}
