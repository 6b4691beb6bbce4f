//! A project and its regime made ready, and their evaluation.
//!
//! Each instrument is computed over all periods, in the order of the list; then the
//! debt and the takes leave cash that is free, owners pay what is short and receive
//! what is over, and parties pass on what they pass on. Every movement is a flow
//! from one account to another, so the parties' cash adds up to the project's.

#![expect(clippy::needless_range_loop, reason = "a period indexes a dozen rows at once")]

use oreproof_money as money;
use oreproof_money::Draw;

use crate::flow::Account;
use crate::instrument::{
    BracketMode, Credit, Depreciation, HolidayLosses, HolidayStart, ThinCapitalisation,
};
use crate::problem::Problem;
use crate::ready::{
    Base, BonusAt, Class, Debt, Drawings, Edge, Holding, IncomeTax, Instrument, Maker, Rate,
    ReadyUntil, Terms, Transfer,
};
use crate::regime::{Regime, Repayment};

/// A project and a regime that have been checked.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) money: money::Model,
    pub(crate) regime: Regime,
    pub(crate) edges: Vec<Edge>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) debts: Vec<Debt>,
    pub(crate) holdings: Vec<Holding>,
    transfers: Vec<Transfer>,
    n_taxes: usize,
    main_slots: Vec<usize>,
}

/// The rows of one evaluation, used again and again.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The project's own rows.
    pub money: money::Workspace,
    /// What each instrument takes.
    pub takes: Vec<f64>,
    /// What each flow moves.
    pub flows: Vec<f64>,
    /// Cash left to owners, after takes and debt.
    pub free: Vec<f64>,
    /// Income before losses, by income tax.
    pub income: Vec<f64>,
    /// Income that was taxed, by income tax.
    pub taxable: Vec<f64>,
    /// What is owed to lenders at each period's end, by debt.
    pub owed: Vec<f64>,
    deducted: Vec<f64>,
    interest: Vec<f64>,
    base: Vec<f64>,
    depreciation: Vec<f64>,
    spend: Vec<f64>,
    losses: Vec<f64>,
}

/// Flows that are added up, each with its sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    terms: Vec<(usize, f64)>,
}

impl Model {
    /// Checks a project and a regime and makes them ready, with room for production to
    /// be `spare` periods late.
    ///
    /// # Errors
    ///
    /// Every problem found, each with its place.
    pub fn new(
        project: &money::Project,
        regime: &Regime,
        spare: usize,
    ) -> Result<Self, Vec<Problem>> {
        let money = money::Model::new(project, spare)
            .map_err(|found| found.into_iter().map(Problem::from).collect::<Vec<_>>())?;
        Self::with(money, regime)
    }

    /// The same for a project that is ready.
    ///
    /// # Errors
    ///
    /// Every problem found, each with its place.
    pub fn with(money: money::Model, regime: &Regime) -> Result<Self, Vec<Problem>> {
        let mut maker = Maker { money: &money, regime, edges: Vec::new(), problems: Vec::new() };
        maker.check_parties();
        let instruments = maker.instruments();
        let debts = maker.debts();
        let holdings = maker.holdings();
        let transfers = maker.transfers(&instruments, &holdings);
        let Maker { edges, problems, .. } = maker;
        if !problems.is_empty() {
            return Err(problems);
        }
        let is_tax = |instrument: &&Instrument| matches!(instrument.terms, Terms::IncomeTax(_));
        let n_taxes = instruments.iter().filter(is_tax).count();
        let regime = regime.clone();
        let main_slots = money.main_slots();
        Ok(Self {
            main_slots,
            money,
            regime,
            edges,
            instruments,
            debts,
            holdings,
            transfers,
            n_taxes,
        })
    }

    /// The project.
    pub fn money(&self) -> &money::Model {
        &self.money
    }

    /// The regime.
    pub fn regime(&self) -> &Regime {
        &self.regime
    }

    /// Room for evaluations, to be kept and used again.
    pub fn workspace(&self) -> Workspace {
        let n = self.money.n_periods();
        let rows = |count: usize| vec![0.0; count * n];
        Workspace {
            money: self.money.workspace(),
            takes: rows(self.instruments.len()),
            flows: rows(self.edges.len()),
            free: rows(1),
            income: rows(self.n_taxes),
            taxable: rows(self.n_taxes),
            owed: rows(self.debts.len()),
            deducted: rows(1),
            interest: rows(1),
            base: rows(1),
            depreciation: rows(1),
            spend: rows(1),
            losses: rows(1),
        }
    }

    /// Computes every row of `ws` for one draw; allocates nothing.
    ///
    /// The draw must fit the project, as [`Draw::check`] says.
    #[inline(always)]
    pub fn evaluate(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        self.money.evaluate(&mut ws.money, draw);
        self.divide(ws);
    }

    /// The row of one party's net cash, added up into `into`.
    pub fn party_cash(&self, ws: &Workspace, party: usize, into: &mut [f64]) {
        self.net_cash(ws, &self.net(&[party]), into);
    }

    /// The flows of some parties taken together: what passes between them cancels.
    pub fn net(&self, parties: &[usize]) -> Net {
        let holds = |account| match account {
            Account::Party(party) => parties.contains(&party),
            Account::Project => false,
        };
        let signs = self.edges.iter().map(|edge| match (holds(edge.from), holds(edge.to)) {
            (true, false) => -1.0,
            (false, true) => 1.0,
            _ => 0.0,
        });
        Net { terms: signs.enumerate().filter(|(_, sign)| *sign != 0.0).collect() }
    }

    /// The row of the net cash of some parties, added up into `into`.
    #[inline(always)]
    pub fn net_cash(&self, ws: &Workspace, net: &Net, into: &mut [f64]) {
        let n = self.money.n_periods();
        into.fill(0.0);
        for (edge, sign) in &net.terms {
            let row = &ws.flows[edge * n..(edge + 1) * n];
            into.iter_mut().zip(row).for_each(|(total, value)| *total += sign * value);
        }
    }

    #[inline(always)]
    fn divide(&self, ws: &mut Workspace) {
        let n = self.money.n_periods();
        ws.flows.fill(0.0);
        ws.deducted.fill(0.0);
        ws.interest.fill(0.0);
        for (idx, debt) in self.debts.iter().enumerate() {
            self.borrow(debt, idx, ws);
        }
        for (idx, instrument) in self.instruments.iter().enumerate() {
            // The row is taken out while it is filled from the others.
            let mut takes = std::mem::take(&mut ws.takes);
            let (before, row) = takes.split_at_mut(idx * n);
            self.take(instrument, &mut row[..n], before, ws);
            if instrument.deductible {
                ws.deducted.iter_mut().zip(&row[..n]).for_each(|(total, value)| *total += value);
            }
            ws.takes = takes;
        }
        ws.free.copy_from_slice(&ws.money.pre_tax);
        for (edge, row) in self.edges.iter().zip(ws.flows.chunks(n)) {
            let sign = match (edge.from, edge.to) {
                (Account::Project, Account::Party(_)) => -1.0,
                (Account::Party(_), Account::Project) => 1.0,
                _ => continue,
            };
            ws.free.iter_mut().zip(row).for_each(|(free, value)| *free += sign * value);
        }
        self.distribute(ws);
        self.withhold_dividends(ws);
        for transfer in &self.transfers {
            for p in 0..n {
                let received: f64 = transfer.of.iter().map(|edge| ws.flows[edge * n + p]).sum();
                ws.flows[transfer.edge * n + p] = received * transfer.part[p];
            }
        }
    }

    /// Drawings, interest on what was owed at the period's start, and repayment.
    fn borrow(&self, debt: &Debt, idx: usize, ws: &mut Workspace) {
        let n = self.money.n_periods();
        let months = self.money.start_months();
        let mut first: Option<f64> = None;
        let mut owed = 0.0;
        for (p, start) in months.iter().enumerate() {
            let drawn = match &debt.drawings {
                Drawings::Part(part, rows) => {
                    part * rows.iter().map(|row| ws.money.capital[row * n + p]).sum::<f64>()
                }
                Drawings::Row(row) => row[p],
            };
            if drawn != 0.0 && first.is_none() {
                first = Some(f64::from(*start));
            }
            let Some(first) = first else { continue };
            let since = f64::from(*start) - first;
            let mut interest = owed * debt.rates[p];
            let mut principal = 0.0;
            if since < debt.grace_months {
                if debt.capitalise {
                    owed += interest;
                    interest = 0.0;
                }
            } else if owed > 0.0 {
                let length = f64::from(self.money.months()[p]);
                let left = debt.grace_months + debt.tenor_months - since;
                // Payments still to be made, this one counted.
                let payments = libm::ceil(left / length - 1e-9).max(1.0);
                principal = match debt.repayment {
                    Repayment::EqualPrincipal => owed / payments,
                    Repayment::Bullet if payments > 1.0 => 0.0,
                    Repayment::Bullet => owed,
                    Repayment::Annuity if debt.rates[p] == 0.0 => owed / payments,
                    Repayment::Annuity => {
                        let rate = debt.rates[p];
                        owed * rate / (1.0 - libm::pow(1.0 + rate, -payments)) - interest
                    }
                };
            }
            owed += drawn - principal;
            ws.interest[p] += interest;
            ws.owed[idx * n + p] = owed;
            for (edge, value) in
                debt.edges.iter().zip([drawn, interest, principal, drawn * debt.fee])
            {
                ws.flows[edge * n + p] = value;
            }
        }
    }

    /// Fills one instrument's row; `before` holds the rows of those before it.
    #[inline(always)]
    fn take(&self, instrument: &Instrument, row: &mut [f64], before: &[f64], ws: &mut Workspace) {
        let n = self.money.n_periods();
        match &instrument.terms {
            Terms::Levy { base, rate, credits } => {
                self.base(base, ws);
                self.levy(rate, row, ws);
                for advance in credits {
                    let mut credit = 0.0_f64;
                    for p in 0..n {
                        credit += before[advance * n + p];
                        let used = credit.min(row[p]);
                        row[p] -= used;
                        credit -= used;
                    }
                }
            }
            Terms::Row(stated) => row.copy_from_slice(stated),
            Terms::Bonus { at, amount } => {
                row.fill(0.0);
                let due = match at {
                    BonusAt::Period(p) => Some(*p),
                    BonusAt::FirstProduction => ws.money.production.map(|(first, _)| first),
                    BonusAt::Cumulative(slots, tonnes) => {
                        let mut total = 0.0;
                        (0..n).find(|p| {
                            total += slots
                                .iter()
                                .map(|slot| ws.money.recovered[slot * n + p])
                                .sum::<f64>();
                            total >= *tonnes
                        })
                    }
                };
                if let Some(p) = due {
                    row[p] = amount * self.money.indices().charges[p];
                }
            }
            Terms::IncomeTax(tax) => self.income_tax(tax, row, ws),
            Terms::RateOfReturn(tiers) => {
                row.fill(0.0);
                for (uplift, part) in tiers {
                    let mut account = 0.0_f64;
                    for p in 0..n {
                        let cash = ws.money.pre_tax[p] - ws.deducted[p] - row[p];
                        account = account * (1.0 + uplift[p]) + cash;
                        if account > 0.0 {
                            row[p] += part * account;
                            account = 0.0;
                        }
                    }
                }
            }
            Terms::RFactor { mode, brackets } => {
                let (mut received, mut spent) = (0.0, 0.0);
                for p in 0..n {
                    let money = &ws.money;
                    received += money.nsr[p];
                    spent += money.opex[p] + money.capex[p] + ws.deducted[p];
                    let factor = if spent > 0.0 { received / spent } else { 0.0 };
                    let profit = money.nsr[p] - money.opex[p] - money.capex[p] - ws.deducted[p];
                    row[p] = sliding(factor, *mode, brackets) * profit.max(0.0);
                }
            }
            Terms::Sharing { limit, mode, brackets } => {
                let (mut pool, mut received, mut spent) = (0.0_f64, 0.0, 0.0);
                for p in 0..n {
                    let money = &ws.money;
                    let production = (money.nsr[p] - ws.deducted[p]).max(0.0);
                    pool += money.opex[p] + money.capex[p];
                    spent += money.opex[p] + money.capex[p];
                    let recovered = pool.min(limit * production);
                    pool -= recovered;
                    let factor = if spent > 0.0 { received / spent } else { 0.0 };
                    row[p] = sliding(factor, *mode, brackets) * (production - recovered);
                    received += production - row[p];
                }
            }
            Terms::OnDividends(..) => row.fill(0.0),
            Terms::OnInterest(rate) => {
                row.fill(0.0);
                for (debt, edge) in self.debts.iter().zip(&instrument.edges) {
                    for p in 0..n {
                        let held = rate * ws.flows[debt.edges[1] * n + p];
                        ws.flows[edge * n + p] = held;
                        row[p] += held;
                    }
                }
                return;
            }
            Terms::OnServices { part, borne_by_project } => {
                // Grossed up, the project pays the tax on what the supplier keeps whole.
                let part = if *borne_by_project { part / (1.0 - part) } else { *part };
                row.iter_mut().zip(&ws.money.opex).for_each(|(take, cost)| *take = part * cost);
            }
        }
        if let [edge] = instrument.edges[..]
            && !matches!(instrument.terms, Terms::OnDividends(..))
        {
            ws.flows[edge * n..(edge + 1) * n].copy_from_slice(row);
        }
    }

    /// The base of a levy, in `ws.base`; never below nought.
    #[inline(always)]
    fn base(&self, base: &Base, ws: &mut Workspace) {
        let n = self.money.n_periods();
        let Workspace { money, base: into, deducted, income, taxable, takes: _, .. } = ws;
        let mut add = |rows: &[f64], chosen: &[usize], factor: f64| {
            into.fill(0.0);
            for row in chosen {
                let row = &rows[row * n..(row + 1) * n];
                into.iter_mut().zip(row).for_each(|(total, value)| *total += factor * value);
            }
        };
        match base {
            Base::GrossOf(slots) => add(&money.revenue, slots, 1.0),
            Base::Mass(slots, units) => add(&money.recovered, slots, *units),
            Base::Capital(rows) => add(&money.capital, rows, 1.0),
            Base::Gross => into.copy_from_slice(&money.gross),
            Base::Nsr => into.copy_from_slice(&money.nsr),
            Base::Opex => into.copy_from_slice(&money.opex),
            Base::Feed => into.copy_from_slice(&money.feed),
            Base::OperatingProfit => {
                for p in 0..n {
                    into[p] = money.nsr[p] - money.opex[p] - deducted[p];
                }
            }
            Base::Taxable(tax) => into.copy_from_slice(&taxable[tax * n..(tax + 1) * n]),
            Base::NetProfit(tax) => into.copy_from_slice(&income[tax * n..(tax + 1) * n]),
            Base::Year => {
                let (first, last) = money.production.unwrap_or((n, n));
                for (p, months) in self.money.months().iter().enumerate() {
                    let runs = first <= p && p <= last;
                    into[p] = if runs { f64::from(*months) / 12.0 } else { 0.0 };
                }
            }
        }
        if let Base::NetProfit(tax) = base {
            let taxes = self
                .instruments
                .iter()
                .position(|i| matches!(&i.terms, Terms::IncomeTax(found) if found.order == *tax));
            if let Some(edge) = taxes.and_then(|idx| self.instruments[idx].edges.first()) {
                let paid = &ws.flows[edge * n..(edge + 1) * n];
                into.iter_mut().zip(paid).for_each(|(profit, paid)| *profit -= paid);
            }
        }
        into.iter_mut().for_each(|value| *value = value.max(0.0));
    }

    #[inline(always)]
    fn levy(&self, rate: &Rate, row: &mut [f64], ws: &Workspace) {
        let n = self.money.n_periods();
        let margin = |p: usize| {
            let money = &ws.money;
            if money.gross[p] > 0.0 { (money.nsr[p] - money.opex[p]) / money.gross[p] } else { 0.0 }
        };
        match rate {
            Rate::Each(rates) => {
                for p in 0..n {
                    row[p] = rates[p] * ws.base[p];
                }
            }
            Rate::ByPrice { price, mode, brackets } => {
                for p in 0..n {
                    let price = ws.money.prices[price * n + p] * self.money.deflate_prices()[p];
                    row[p] = sliding(price, *mode, brackets) * ws.base[p];
                }
            }
            Rate::ByMargin { mode, brackets } => {
                for p in 0..n {
                    row[p] = sliding(margin(p), *mode, brackets) * ws.base[p];
                }
            }
            Rate::Linear { start, slope, least, most } => {
                for p in 0..n {
                    row[p] = (start + slope * margin(p)).max(*least).min(*most) * ws.base[p];
                }
            }
        }
    }

    fn income_tax(&self, tax: &IncomeTax, row: &mut [f64], ws: &mut Workspace) {
        let n = self.money.n_periods();
        let (starts, months) = (self.money.start_months(), self.money.months());
        ws.depreciation.fill(0.0);
        for class in &tax.classes {
            self.depreciate(class, ws);
        }
        let at = tax.order * n;
        self.income(tax, ws);
        if let Some((_, base, ..)) = &tax.minimum {
            self.base(base, ws);
        }
        let first =
            ws.money.production.map_or(f64::INFINITY, |(first, _)| f64::from(starts[first]));
        // Months of the holiday: from, to.
        let holiday = tax.holiday.map(|holiday| {
            let from = match holiday.from {
                HolidayStart::Start => 0.0,
                HolidayStart::FirstProduction => first,
            };
            (holiday, from, from + 12.0 * holiday.years)
        });
        ws.losses.fill(0.0);
        let mut oldest = 0;
        let mut credit = 0.0_f64;
        for p in 0..n {
            let (start, length) = (f64::from(starts[p]), f64::from(months[p]));
            let free = holiday.map_or(0.0, |(_, from, to)| {
                ((start + length).min(to) - start.max(from)).max(0.0) / length
            });
            let losses = holiday.map(|(holiday, ..)| holiday.losses);
            if losses == Some(HolidayLosses::Lost)
                && holiday.is_some_and(|(_, _, to)| start < to)
                && free == 1.0
            {
                // Losses of the holiday end with it, and so do those it found.
                ws.losses[..=p].fill(0.0);
            }
            let income = ws.income[at + p];
            let mut taxable = income.max(0.0);
            if income < 0.0 {
                let lost = losses == Some(HolidayLosses::Lost) && free == 1.0;
                if tax.carries && !lost {
                    ws.losses[p] = -income;
                }
            } else if losses != Some(HolidayLosses::KeptForLater) || free == 0.0 {
                let mut room = tax.offset * taxable;
                while oldest < p && room > 0.0 {
                    let expired = tax
                        .carried_months
                        .is_some_and(|most| start - f64::from(starts[oldest]) > most);
                    let used = if expired { 0.0 } else { ws.losses[oldest].min(room) };
                    ws.losses[oldest] -= used;
                    room -= used;
                    taxable -= used;
                    if expired || ws.losses[oldest] <= 0.0 {
                        oldest += 1;
                    }
                }
            }
            ws.taxable[at + p] = taxable;
            let owed =
                holiday.map_or(1.0, |(holiday, ..)| 1.0 - free * (1.0 - holiday.part_owed.0));
            let mut due = tax.rate[p] * taxable * owed;
            if let Some((rate, _, in_holiday, kept)) = &tax.minimum {
                let least = rate * ws.base[p] * if *in_holiday { 1.0 } else { 1.0 - free };
                if due < least {
                    if *kept == Credit::Unlimited {
                        credit += least - due;
                    }
                    due = least;
                } else {
                    let used = credit.min(due - least);
                    credit -= used;
                    due -= used;
                }
            }
            row[p] = due;
        }
    }

    /// Income before losses.
    fn income(&self, tax: &IncomeTax, ws: &mut Workspace) {
        let n = self.money.n_periods();
        let at = tax.order * n;
        let (mut waiting, mut invested) = (0.0_f64, 0.0_f64);
        for p in 0..n {
            let earned = ws.money.nsr[p] - ws.money.opex[p];
            let paid = if tax.interest { ws.interest[p] } else { 0.0 };
            let debt = |p: usize| (0..self.debts.len()).map(|d| ws.owed[d * n + p]).sum::<f64>();
            let allowed = match tax.thin {
                None => paid,
                Some(ThinCapitalisation::PartOfEarnings(part)) => {
                    waiting += paid;
                    let allowed = waiting.min((part.0 * earned).max(0.0));
                    waiting -= allowed;
                    allowed
                }
                Some(ThinCapitalisation::DebtToEquity(most)) => {
                    // Owners' money is capital spent so far that no lender paid for.
                    let owed = if p > 0 { debt(p - 1) } else { 0.0 };
                    if owed > 0.0 {
                        paid * (most * invested.max(0.0) / owed).min(1.0)
                    } else {
                        paid
                    }
                }
            };
            let drawn: f64 = self.debts.iter().map(|debt| ws.flows[debt.edges[0] * n + p]).sum();
            invested += ws.money.capex[p] - drawn;
            ws.income[at + p] = earned - ws.deducted[p] - allowed - ws.depreciation[p];
        }
    }

    /// Adds a class of capital's depreciation to `ws.depreciation`.
    fn depreciate(&self, class: &Class, ws: &mut Workspace) {
        let n = self.money.n_periods();
        let months = self.money.months();
        ws.spend.fill(0.0);
        for row in &class.rows {
            let row = &ws.money.capital[row * n..(row + 1) * n];
            ws.spend.iter_mut().zip(row).for_each(|(total, value)| *total += value);
        }
        let Some((first, last)) = ws.money.production else { return };
        if class.from_production {
            let waited: f64 = ws.spend[..first].iter().sum();
            ws.spend[..first].fill(0.0);
            ws.spend[first] += waited;
        }
        let Workspace { spend, depreciation, money, .. } = ws;
        match class.method {
            Depreciation::Immediate => {
                depreciation.iter_mut().zip(&*spend).for_each(|(d, spent)| *d += spent);
            }
            Depreciation::StraightLine { years } => {
                for (p, spent) in spend.iter().enumerate().filter(|(_, spent)| **spent != 0.0) {
                    let mut left = 12.0 * years;
                    let each = spent / left;
                    for (d, months) in depreciation[p..].iter_mut().zip(&months[p..]) {
                        let used = f64::from(*months).min(left);
                        *d += each * used;
                        left -= used;
                        if left <= 0.0 {
                            break;
                        }
                    }
                }
            }
            Depreciation::DecliningBalance { rate, rest_at_end } => {
                let mut pool = 0.0;
                for p in 0..n {
                    pool += spend[p];
                    let kept = match months[p] {
                        12 => 1.0 - rate.0,
                        some => libm::pow(1.0 - rate.0, f64::from(some) / 12.0),
                    };
                    let used = if rest_at_end && p >= last { pool } else { pool * (1.0 - kept) };
                    depreciation[p] += used;
                    pool -= used;
                }
            }
            Depreciation::UnitsOfProduction => {
                let units = |p: usize| {
                    if self.money.has_feed() {
                        money.feed[p]
                    } else if self.main_slots.is_empty() {
                        money.gross[p]
                    } else {
                        self.main_slots.iter().map(|slot| money.recovered[slot * n + p]).sum()
                    }
                };
                let mut left: f64 = (0..n).map(units).sum();
                let mut pool = 0.0;
                for p in 0..n {
                    pool += spend[p];
                    let made = units(p);
                    let used = if left > 0.0 && p < last {
                        pool * made / left
                    } else if p >= last {
                        pool
                    } else {
                        0.0
                    };
                    depreciation[p] += used;
                    pool -= used;
                    left -= made;
                }
            }
        }
    }

    /// Owners pay what is short and receive what is over.
    #[inline(always)]
    fn distribute(&self, ws: &mut Workspace) {
        let n = self.money.n_periods();
        let Workspace { flows, free, money, .. } = ws;
        let first = money.production.map_or(n, |(first, _)| first);
        for holding in &self.holdings {
            let dividend = |free: f64| holding.share * free.max(0.0);
            let call = |free: f64| holding.share * (-free).max(0.0);
            fill(&mut flows[holding.dividend * n..][..n], free, dividend);
            let calls = &mut flows[holding.call * n..][..n];
            let Some(carry) = &holding.carry else {
                fill(calls, free, call);
                continue;
            };
            // Others pay up to here.
            let carried = match carry.until {
                ReadyUntil::Always => n,
                ReadyUntil::FirstProduction => first,
                ReadyUntil::Through(last) => n.min(last + 1),
            };
            fill(&mut calls[carried..], &free[carried..], call);
            for (weight, paid, _) in &carry.funders {
                fill(&mut flows[paid * n..][..carried], free, |free| weight * call(free));
            }
            let Some((interest, part)) = &carry.loan else { continue };
            let mut loan = 0.0_f64;
            for p in 0..n {
                let lent = if p < carried { call(free[p]) } else { 0.0 };
                loan += loan * interest[p] + lent;
                let repaid = loan.min(part * dividend(free[p]));
                loan -= repaid;
                for (weight, _, edge) in &carry.funders {
                    if let Some(edge) = edge {
                        flows[edge * n + p] = weight * repaid;
                    }
                }
            }
        }
    }

    fn withhold_dividends(&self, ws: &mut Workspace) {
        let n = self.money.n_periods();
        for (idx, instrument) in self.instruments.iter().enumerate() {
            let Terms::OnDividends(holdings, rate) = &instrument.terms else { continue };
            for (holding, edge) in holdings.iter().zip(&instrument.edges) {
                let dividend = self.holdings[*holding].dividend;
                for p in 0..n {
                    let held = rate * ws.flows[dividend * n + p];
                    ws.flows[edge * n + p] = held;
                    ws.takes[idx * n + p] += held;
                }
            }
        }
    }
}

/// Fills a row from what is free in each period.
fn fill(row: &mut [f64], free: &[f64], what: impl Fn(f64) -> f64) {
    row.iter_mut().zip(free).for_each(|(flow, free)| *flow = what(*free));
}

/// The part of a sliding scale at `at`.
fn sliding(at: f64, mode: BracketMode, brackets: &[(f64, f64)]) -> f64 {
    match mode {
        BracketMode::Whole => {
            brackets.iter().rev().find(|(from, _)| at >= *from).map_or(0.0, |(_, part)| *part)
        }
        BracketMode::Sliced => {
            if at <= 0.0 {
                return 0.0;
            }
            let mut taken = 0.0;
            for (i, (from, part)) in brackets.iter().enumerate() {
                let to = brackets.get(i + 1).map_or(f64::INFINITY, |next| next.0);
                taken += part * (at.min(to) - from).max(0.0);
            }
            taken / at
        }
        BracketMode::Interpolated => {
            let Some(above) = brackets.iter().position(|(from, _)| at < *from) else {
                return brackets.last().map_or(0.0, |(_, part)| *part);
            };
            if above == 0 {
                return 0.0;
            }
            let ((x0, y0), (x1, y1)) = (brackets[above - 1], brackets[above]);
            y0 + (y1 - y0) * (at - x0) / (x1 - x0)
        }
    }
}
