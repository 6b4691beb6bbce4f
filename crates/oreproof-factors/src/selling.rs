//! Selling terms made ready: recovered metal in, payable value and charges out.
//!
//! [`Selling::new`] checks the terms and looks every name up once; [`Selling::sell`]
//! then runs over plain rows of numbers, metal by metal and period by period, and
//! allocates nothing.
//!
//! For a concentrate with `c` tonnes of carrier recovered, grade `g`, losses `l`,
//! moisture `w`, and `m` tonnes of a paid metal in it:
//!
//! ```text
//! dry tonnes made       d  = c / g
//! dry tonnes delivered  d' = d · (1 - l)
//! payable               q  = min(part · m · (1 - l), m · (1 - l) - deduction · d')
//! revenue               q · price
//! charges               TC · d'  +  RC · q  +  freight · d / (1 - w)  +  penalties · d'
//! ```

use std::ops::Range;

use oreproof_units::{Currency, Price, Series};

use crate::grid::{Grid, Indices, not_negative, part, positive};
use crate::prices::PriceDeck;
use crate::problem::Problem;
use crate::terms::{Concentrate, Dore, MetalTerms, Pay, Product, RareEarths, Terms};

/// A metal in a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Which product, by position.
    pub product: usize,
    /// Which metal.
    pub metal: String,
}

/// What a buyer takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// Treatment or separation.
    Treatment,
    /// Refining.
    Refining,
    /// Freight and transport.
    Freight,
    /// Penalties.
    Penalties,
    /// Insurance, agents and the like.
    Value,
}

/// How many kinds of [`Charge`] there are.
pub const N_CHARGES: usize = 5;

/// Rows that [`Selling::sell`] fills, each as long as the range it is called for.
#[derive(Debug)]
pub struct Sold<'a> {
    /// Dry tonnes of each concentrate, tonnes of each other product.
    pub mass: &'a mut [f64],
    /// Payable tonnes by slot.
    pub payable: &'a mut [f64],
    /// Payable value by slot.
    pub revenue: &'a mut [f64],
    /// Charges by kind.
    pub charges: &'a mut [f64],
}

/// Selling terms made ready.
#[derive(Clone, Debug)]
pub struct Selling {
    n: usize,
    priced: Vec<String>,
    prices: Vec<f64>,
    deck_prices: Vec<f64>,
    slots: Vec<Slot>,
    products: Vec<Ready>,
}

#[derive(Clone, Debug)]
enum Ready {
    Concentrate(ReadyConcentrate),
    Plain(Vec<ReadyMetal>),
    RareEarths(ReadyEarths),
}

#[derive(Clone, Debug)]
struct ReadyConcentrate {
    carrier: usize,
    per_grade: Vec<f64>,
    kept: f64,
    wet_per_dry: f64,
    treatment: Vec<f64>,
    freight: Vec<f64>,
    penalties: Option<Vec<f64>>,
    value_charge: f64,
    metals: Vec<(usize, usize, ReadyPay, Option<Vec<f64>>)>,
}

#[derive(Clone, Debug)]
enum ReadyPay {
    Stated,
    Lesser { part: f64, deduction: f64 },
    AfterDeduction { part: f64, deduction: f64 },
    Steps(Vec<(f64, f64)>),
}

#[derive(Clone, Debug)]
struct ReadyMetal {
    slot: usize,
    price: usize,
    payable: f64,
    premium: Option<Vec<f64>>,
    refining: Option<Vec<f64>>,
    freight: Option<Vec<f64>>,
    value_charge: f64,
}

#[derive(Clone, Debug)]
struct ReadyEarths {
    slot: usize,
    /// Price and payable part of the total, oxide by oxide.
    oxides: Vec<(usize, f64)>,
    separation: Option<Vec<f64>>,
    freight: Option<Vec<f64>>,
}

impl Selling {
    /// Checks prices and terms and makes them ready.
    ///
    /// # Errors
    ///
    /// Every problem found, each with its place.
    pub fn new(
        deck: &PriceDeck,
        products: &[Product],
        grid: &Grid,
        indices: &Indices,
        currency: Currency,
    ) -> Result<Self, Vec<Problem>> {
        let mut maker =
            Maker { grid, indices, currency, deck, problems: Vec::new(), slots: Vec::new() };
        let (prices, deck_prices) = maker.prices();
        let mut ready = Vec::new();
        for (idx, product) in products.iter().enumerate() {
            if products[..idx].iter().any(|earlier| earlier.name == product.name) {
                maker.problems.push(Problem::SameProduct { name: product.name.clone() });
            }
            ready.push(maker.product(idx, product));
        }
        let Maker { problems, slots, .. } = maker;
        if !problems.is_empty() {
            return Err(problems);
        }
        let priced = deck.prices.keys().cloned().collect();
        Ok(Self { n: grid.len(), priced, prices, deck_prices, slots, products: ready })
    }

    /// The metals and oxides of the price deck, in the order of their prices.
    pub fn priced(&self) -> &[String] {
        &self.priced
    }

    /// Prices per tonne in computed money, one row of periods for each of [`Self::priced`].
    pub fn prices(&self) -> &[f64] {
        &self.prices
    }

    /// The same in the deck's own money.
    pub fn deck_prices(&self) -> &[f64] {
        &self.deck_prices
    }

    /// Every metal in every product.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slot of a metal in a product.
    pub fn slot(&self, product: usize, metal: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.product == product && slot.metal == metal)
    }

    /// How many products there are.
    pub fn n_products(&self) -> usize {
        self.products.len()
    }

    /// From now on the masses of a slot are payable masses as stated.
    pub fn state_payable(&mut self, slot: usize) {
        for product in &mut self.products {
            match product {
                Ready::Concentrate(terms) => {
                    for metal in terms.metals.iter_mut().filter(|metal| metal.0 == slot) {
                        metal.2 = ReadyPay::Stated;
                    }
                }
                Ready::Plain(metals) => {
                    for metal in metals.iter_mut().filter(|metal| metal.slot == slot) {
                        metal.payable = 1.0;
                    }
                }
                Ready::RareEarths(_) => {}
            }
        }
    }

    /// Sells what was recovered in the periods of `range`.
    ///
    /// `recovered` has a row for each slot and `prices` one for each priced metal,
    /// both as long as the range; so have the rows of `sold`, which are overwritten.
    #[inline(always)]
    pub fn sell(
        &self,
        range: Range<usize>,
        recovered: &[f64],
        prices: &[f64],
        sold: &mut Sold<'_>,
    ) {
        debug_assert!(range.end <= self.n);
        let n = range.len();
        sold.charges.fill(0.0);
        for (idx, product) in self.products.iter().enumerate() {
            let mass = &mut sold.mass[idx * n..(idx + 1) * n];
            let mut out = Out {
                payable: sold.payable,
                revenue: sold.revenue,
                charges: sold.charges,
                recovered,
                prices,
                at: range.start,
                n,
            };
            match product {
                Ready::Concentrate(terms) => terms.sell(mass, &mut out),
                Ready::Plain(metals) => {
                    mass.fill(0.0);
                    for metal in metals {
                        metal.sell(mass, &mut out);
                    }
                }
                Ready::RareEarths(terms) => terms.sell(mass, &mut out),
            }
        }
    }
}

/// What the products write into, and where their periods start.
struct Out<'a> {
    payable: &'a mut [f64],
    revenue: &'a mut [f64],
    charges: &'a mut [f64],
    recovered: &'a [f64],
    prices: &'a [f64],
    at: usize,
    n: usize,
}

impl Out<'_> {
    #[inline(always)]
    fn charge(&mut self, charge: Charge) -> &mut [f64] {
        let row = charge as usize;
        &mut self.charges[row * self.n..(row + 1) * self.n]
    }

    /// Adds `rate` times a mass row to a charge.
    #[inline(always)]
    fn charge_by(&mut self, charge: Charge, rate: &[f64], masses: &[f64], times: f64) {
        let rate = &rate[self.at..self.at + self.n];
        for ((charged, rate), mass) in self.charge(charge).iter_mut().zip(rate).zip(masses) {
            *charged += rate * mass * times;
        }
    }

    /// Values a slot's payable row at a price, and adds its refining and value charges.
    #[inline(always)]
    fn value(
        &mut self,
        slot: usize,
        price: usize,
        premium: Option<&[f64]>,
        refining: Option<&[f64]>,
        part: f64,
    ) {
        let (n, at) = (self.n, self.at);
        let payable = &self.payable[slot * n..(slot + 1) * n];
        let price = &self.prices[price * n..(price + 1) * n];
        let revenue = &mut self.revenue[slot * n..(slot + 1) * n];
        match premium {
            None => {
                for p in 0..n {
                    revenue[p] = payable[p] * price[p];
                }
            }
            Some(premium) => {
                for p in 0..n {
                    revenue[p] = payable[p] * (price[p] + premium[at + p]);
                }
            }
        }
        if let Some(refining) = refining {
            let row = Charge::Refining as usize * n;
            let charged = &mut self.charges[row..row + n];
            for p in 0..n {
                charged[p] += refining[at + p] * payable[p];
            }
        }
        if part != 0.0 {
            let row = Charge::Value as usize * n;
            let charged = &mut self.charges[row..row + n];
            for p in 0..n {
                charged[p] += part * revenue[p];
            }
        }
    }
}

impl ReadyConcentrate {
    #[inline(always)]
    fn sell(&self, mass: &mut [f64], out: &mut Out<'_>) {
        let (n, at) = (out.n, out.at);
        let carrier = &out.recovered[self.carrier * n..(self.carrier + 1) * n];
        for ((mass, carrier), per_grade) in
            mass.iter_mut().zip(carrier).zip(&self.per_grade[at..at + n])
        {
            *mass = carrier * per_grade;
        }
        out.charge_by(Charge::Treatment, &self.treatment, mass, self.kept);
        out.charge_by(Charge::Freight, &self.freight, mass, self.wet_per_dry);
        if let Some(penalties) = &self.penalties {
            out.charge_by(Charge::Penalties, penalties, mass, self.kept);
        }
        for (slot, price, pay, refining) in &self.metals {
            let recovered = &out.recovered[slot * n..(slot + 1) * n];
            let payable = &mut out.payable[slot * n..(slot + 1) * n];
            pay.apply(self.kept, recovered, mass, payable);
            out.value(*slot, *price, None, refining.as_deref(), self.value_charge);
        }
    }
}

impl ReadyPay {
    #[inline(always)]
    fn apply(&self, kept: f64, recovered: &[f64], mass: &[f64], payable: &mut [f64]) {
        let rows = payable.iter_mut().zip(recovered).zip(mass);
        match self {
            Self::Stated => payable.copy_from_slice(recovered),
            Self::Lesser { part, deduction } => {
                for ((payable, recovered), mass) in rows {
                    let content = recovered * kept;
                    *payable = (part * content).min(content - deduction * (mass * kept)).max(0.0);
                }
            }
            Self::AfterDeduction { part, deduction } => {
                for ((payable, recovered), mass) in rows {
                    *payable = (part * (recovered * kept - deduction * (mass * kept))).max(0.0);
                }
            }
            Self::Steps(steps) => {
                for ((payable, recovered), mass) in rows {
                    let grade = if *mass > 0.0 { recovered / mass } else { 0.0 };
                    let reached = steps.iter().rev().find(|(from, _)| grade >= *from);
                    *payable = reached.map_or(0.0, |(_, part)| part * recovered * kept);
                }
            }
        }
    }
}

impl ReadyMetal {
    fn sell(&self, mass: &mut [f64], out: &mut Out<'_>) {
        let n = out.n;
        let recovered = &out.recovered[self.slot * n..(self.slot + 1) * n];
        let payable = &mut out.payable[self.slot * n..(self.slot + 1) * n];
        for p in 0..n {
            mass[p] += recovered[p];
            payable[p] = self.payable * recovered[p];
        }
        if let Some(freight) = &self.freight {
            out.charge_by(Charge::Freight, freight, recovered, 1.0);
        }
        let (premium, refining) = (self.premium.as_deref(), self.refining.as_deref());
        out.value(self.slot, self.price, premium, refining, self.value_charge);
    }
}

impl ReadyEarths {
    fn sell(&self, mass: &mut [f64], out: &mut Out<'_>) {
        let n = out.n;
        let recovered = &out.recovered[self.slot * n..(self.slot + 1) * n];
        mass.copy_from_slice(recovered);
        let paid: f64 = self.oxides.iter().map(|(_, part)| part).sum();
        let payable = &mut out.payable[self.slot * n..(self.slot + 1) * n];
        let revenue = &mut out.revenue[self.slot * n..(self.slot + 1) * n];
        revenue.fill(0.0);
        for p in 0..n {
            payable[p] = paid * recovered[p];
        }
        for (price, part) in &self.oxides {
            let price = &out.prices[price * n..(price + 1) * n];
            for p in 0..n {
                revenue[p] += part * recovered[p] * price[p];
            }
        }
        for (charge, rate) in
            [(Charge::Treatment, &self.separation), (Charge::Freight, &self.freight)]
        {
            if let Some(rate) = rate {
                out.charge_by(charge, rate, recovered, 1.0);
            }
        }
    }
}

/// Checks terms and gathers slots and problems.
struct Maker<'a> {
    grid: &'a Grid,
    indices: &'a Indices,
    currency: Currency,
    deck: &'a PriceDeck,
    problems: Vec<Problem>,
    slots: Vec<Slot>,
}

impl Maker<'_> {
    fn prices(&mut self) -> (Vec<f64>, Vec<f64>) {
        let (mut computed, mut deck) = (Vec::new(), Vec::new());
        for (metal, series) in &self.deck.prices {
            let at = format!("prices.{metal}");
            for price in series.values() {
                not_negative(price.amount, &at, &mut self.problems);
            }
            let mut row = self.money(series, &at);
            deck.extend_from_slice(&row);
            for (price, index) in row.iter_mut().zip(&self.indices.prices) {
                *price *= index;
            }
            computed.extend(row);
        }
        (computed, deck)
    }

    /// A series of prices per tonne, in the project's currency.
    fn money(&mut self, series: &Series<Price>, at: &str) -> Vec<f64> {
        let mut row = self.grid.hold(series, Price::per_tonne, at, &mut self.problems);
        for price in series.values() {
            if !price.per.is_mass() || price.per == oreproof_units::Base::Ton {
                positive(f64::NAN, at, &mut self.problems);
            }
        }
        let found = series.values().first().map_or(self.currency, |price| price.currency);
        if found != self.currency {
            match self.deck.exchange.iter().find(|exchange| exchange.from == found) {
                Some(exchange) => {
                    let at = format!("prices.exchange.{found}");
                    let rates = self.grid.hold(&exchange.rate, |r| r, &at, &mut self.problems);
                    for (price, rate) in row.iter_mut().zip(rates) {
                        *price *= rate;
                    }
                }
                None => self.problems.push(Problem::NoExchange {
                    at: at.to_owned(),
                    found,
                    project: self.currency,
                }),
            }
        }
        row
    }

    /// A series of charges per tonne in computed money.
    fn charge(&mut self, series: &Series<Price>, at: &str) -> Vec<f64> {
        let row = self.money(series, at);
        self.index(row)
    }

    fn index(&self, mut row: Vec<f64>) -> Vec<f64> {
        for (value, index) in row.iter_mut().zip(&self.indices.charges) {
            *value *= index;
        }
        row
    }

    fn price(&mut self, metal: &str, at: &str) -> usize {
        self.deck.prices.keys().position(|name| name == metal).unwrap_or_else(|| {
            self.problems.push(Problem::NoPrice { at: at.to_owned(), metal: metal.to_owned() });
            0
        })
    }

    fn slot(&mut self, product: usize, metal: &str) -> usize {
        let known = self.slots.iter().position(|s| s.product == product && s.metal == metal);
        known.unwrap_or_else(|| {
            self.slots.push(Slot { product, metal: metal.to_owned() });
            self.slots.len() - 1
        })
    }

    fn product(&mut self, idx: usize, product: &Product) -> Ready {
        let at = format!("products[{idx}].terms");
        match &product.terms {
            Terms::Concentrate(terms) => Ready::Concentrate(self.concentrate(idx, terms, &at)),
            Terms::Dore(terms) => Ready::Plain(self.dore(idx, terms, &at)),
            Terms::Metal(terms) => Ready::Plain(vec![self.metal(idx, terms, &at)]),
            Terms::RareEarths(terms) => Ready::RareEarths(self.earths(idx, terms, &at)),
        }
    }

    fn concentrate(&mut self, idx: usize, terms: &Concentrate, at: &str) -> ReadyConcentrate {
        let key = |name: &str| format!("{at}.concentrate.{name}");
        let carrier = self.slot(idx, &terms.carrier);
        let problems = &mut self.problems;
        for grade in terms.grade.values() {
            positive(grade.fraction(), &key("grade"), problems);
        }
        let grade = self.grid.hold(&terms.grade, |g| g.fraction(), &key("grade"), problems);
        let kept = 1.0 - part(terms.losses.0, &key("losses"), problems);
        let dry = positive(1.0 - terms.moisture.0, &key("moisture"), problems);
        part(terms.moisture.0, &key("moisture"), problems);
        let value_charge =
            terms.value_charge.map_or(0.0, |c| part(c.0, &key("value_charge"), problems));
        let treatment =
            self.grid.hold(&terms.treatment_charge, |c| c.0, &key("treatment_charge"), problems);
        let freight = self.grid.hold(&terms.freight, |c| c.0, &key("freight"), problems);
        let mut penalties: Option<Vec<f64>> = None;
        for (i, penalty) in terms.penalties.iter().enumerate() {
            let at = key(&format!("penalties[{i}]"));
            let content =
                self.grid.hold(&penalty.content, |g| g.fraction(), &at, &mut self.problems);
            let step = positive(penalty.step.fraction(), &format!("{at}.step"), &mut self.problems);
            let charge =
                not_negative(penalty.charge.0, &format!("{at}.charge"), &mut self.problems);
            let free = penalty.free.fraction();
            let total = penalties.get_or_insert_with(|| vec![0.0; content.len()]);
            for (total, content) in total.iter_mut().zip(content) {
                *total += charge * ((content - free) / step).max(0.0);
            }
        }
        let mut metals = Vec::new();
        for (i, paid) in terms.metals.iter().enumerate() {
            let at = key(&format!("metals[{i}]"));
            let slot = self.slot(idx, &paid.metal);
            let price = self.price(&paid.metal, &at);
            let pay = self.pay(&paid.pay, &format!("{at}.pay"));
            let refining = paid
                .refining_charge
                .as_ref()
                .map(|rc| self.charge(rc, &format!("{at}.refining_charge")));
            metals.push((slot, price, pay, refining));
        }
        ReadyConcentrate {
            carrier,
            per_grade: grade.into_iter().map(|g| 1.0 / g).collect(),
            kept,
            wet_per_dry: 1.0 / dry,
            treatment: self.index(treatment),
            freight: self.index(freight),
            penalties: penalties.map(|row| self.index(row)),
            value_charge,
            metals,
        }
    }

    fn pay(&mut self, pay: &Pay, at: &str) -> ReadyPay {
        let problems = &mut self.problems;
        match pay {
            Pay::Part(p) => ReadyPay::Lesser { part: part(p.0, at, problems), deduction: 0.0 },
            Pay::Lesser { part: p, deduction } => ReadyPay::Lesser {
                part: part(p.0, at, problems),
                deduction: not_negative(deduction.fraction(), at, problems),
            },
            Pay::AfterDeduction { deduction, part: p } => ReadyPay::AfterDeduction {
                part: part(p.0, at, problems),
                deduction: not_negative(deduction.fraction(), at, problems),
            },
            Pay::Steps(steps) => {
                let ready: Vec<_> = steps
                    .iter()
                    .map(|step| (step.from.fraction(), part(step.part.0, at, problems)))
                    .collect();
                if !ready.is_sorted_by(|a, b| a.0 < b.0) {
                    problems.push(Problem::StepsNotRising { at: at.to_owned() });
                }
                ReadyPay::Steps(ready)
            }
        }
    }

    fn dore(&mut self, idx: usize, terms: &Dore, at: &str) -> Vec<ReadyMetal> {
        let value_charge = terms
            .value_charge
            .map_or(0.0, |c| part(c.0, &format!("{at}.dore.value_charge"), &mut self.problems));
        let mut metals = Vec::new();
        for (i, metal) in terms.metals.iter().enumerate() {
            let at = format!("{at}.dore.metals[{i}]");
            metals.push(ReadyMetal {
                slot: self.slot(idx, &metal.metal),
                price: self.price(&metal.metal, &at),
                payable: part(metal.payable.0, &format!("{at}.payable"), &mut self.problems),
                premium: None,
                refining: metal
                    .refining_charge
                    .as_ref()
                    .map(|rc| self.charge(rc, &format!("{at}.refining_charge"))),
                freight: metal
                    .transport
                    .as_ref()
                    .map(|rate| self.charge(rate, &format!("{at}.transport"))),
                value_charge,
            });
        }
        metals
    }

    fn metal(&mut self, idx: usize, terms: &MetalTerms, at: &str) -> ReadyMetal {
        let key = |name: &str| format!("{at}.metal.{name}");
        ReadyMetal {
            slot: self.slot(idx, &terms.metal),
            price: self.price(&terms.metal, &key("metal")),
            payable: part(terms.payable.0, &key("payable"), &mut self.problems),
            premium: terms.premium.as_ref().map(|rate| self.charge(rate, &key("premium"))),
            refining: None,
            freight: terms.freight.as_ref().map(|rate| self.charge(rate, &key("freight"))),
            value_charge: terms
                .value_charge
                .map_or(0.0, |c| part(c.0, &key("value_charge"), &mut self.problems)),
        }
    }

    fn earths(&mut self, idx: usize, terms: &RareEarths, at: &str) -> ReadyEarths {
        let key = |name: &str| format!("{at}.rare_earths.{name}");
        let sum: f64 = terms.basket.iter().map(|oxide| oxide.share.0).sum();
        if sum > 1.0 + 1e-9 {
            self.problems.push(Problem::BasketOverOne { at: key("basket"), sum });
        }
        let mut oxides = Vec::new();
        for (i, oxide) in terms.basket.iter().enumerate() {
            let at = key(&format!("basket[{i}]"));
            let parts = [oxide.share.0, oxide.recovery.0, oxide.payable.0];
            let product = parts.iter().map(|p| part(*p, &at, &mut self.problems)).product();
            oxides.push((self.price(&oxide.oxide, &at), product));
        }
        ReadyEarths {
            slot: self.slot(idx, &terms.total),
            oxides,
            separation: terms
                .separation_charge
                .as_ref()
                .map(|rate| self.charge(rate, &key("separation_charge"))),
            freight: terms.freight.as_ref().map(|rate| self.charge(rate, &key("freight"))),
        }
    }
}
