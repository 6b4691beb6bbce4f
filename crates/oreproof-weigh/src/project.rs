//! Projects worked out: what a project of the case earns, and who gets what of it.

use std::collections::BTreeSet;

use oreproof_case::model::{FiscalTerms, Project};
use oreproof_case::stated::Origin as Behind;
use oreproof_money::{CashFlow, Draw, Irr, LineKind, Times, UnitCosts, payback};
use oreproof_shares::{Measures, Model, Shares};
use oreproof_units::{Base, Currency, Unit, human};

use crate::desk::{Desk, Need, PERCENT, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// A project with everything that was worked out of it.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The project.
    pub id: String,
    /// The fiscal terms.
    pub terms: String,
    /// The currency of its money.
    pub currency: Currency,
    /// Its cash before royalty and tax.
    pub cash: CashFlow,
    /// Who gets what, when.
    pub shares: Shares,
    /// Its measures under the terms.
    pub measures: Measures,
    /// When the money of each period stands.
    pub times: Times,
    /// The figures that the ladder and the report use, from rock to party.
    pub steps: Steps,
}

/// Figures of a project along the road, all of them for the whole project, in its own currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// Metal fed to the plant at the deck's prices; none where the schedule states only what is
    /// saved.
    pub contained: Option<FigureId>,
    /// Metal saved at the deck's prices.
    pub recovered: FigureId,
    /// What buyers pay for.
    pub payable: FigureId,
    /// After the smelter's and the freight's charges.
    pub nsr: FigureId,
    /// After running costs.
    pub operating: FigureId,
    /// After capital: cash before royalty and tax.
    pub pre_tax: FigureId,
    /// After what the state takes.
    pub after_take: FigureId,
    /// Present values after royalties and before taxes, at each rate of the choices: what studies
    /// call before tax.
    pub before_tax: Vec<FigureId>,
    /// Present values after takes, at each rate of the choices.
    pub npv: Vec<(f64, FigureId)>,
    /// The internal rate of return after royalties and before taxes, where it can be quoted.
    pub irr_before_tax: Option<FigureId>,
    /// The internal rate of return after takes, or why none can be quoted.
    pub irr: Result<FigureId, String>,
    /// Years of production until the money is back.
    pub payback: Option<FigureId>,
    /// Costs for each unit of the main metal: C1, and all-in sustaining.
    pub unit_costs: Vec<FigureId>,
    /// What governments take of the cash before royalty and tax: in all, and at each rate.
    pub take: Vec<FigureId>,
    /// Every line of the cash flow over the life, in the order of the table.
    pub lines: Vec<FigureId>,
    /// What each party gets over the life: its id in the terms, and the figure.
    pub parties: Vec<(String, FigureId)>,
    /// The years from the first cash to the last.
    pub years: FigureId,
}

impl Steps {
    /// The figures in the order in which a reader goes through them, from metal to party.
    pub fn figures(&self) -> Vec<&FigureId> {
        let mut rows = vec![
            &self.recovered,
            &self.payable,
            &self.nsr,
            &self.operating,
            &self.pre_tax,
            &self.after_take,
        ];
        rows.extend(&self.before_tax);
        rows.extend(self.npv.iter().map(|(_, id)| id));
        rows.extend(&self.irr_before_tax);
        rows.extend(&self.irr);
        rows.extend(&self.payback);
        rows.extend(&self.unit_costs);
        rows.extend(&self.take);
        rows.extend(self.parties.iter().map(|(_, id)| id));
        rows
    }
}

/// Works out a project under fiscal terms.
///
/// # Errors
///
/// What is missing, or what the stations refuse.
pub fn work(desk: &mut Desk<'_>, project: &Project, terms: &FiscalTerms) -> Result<Worked, Need> {
    let id = project.id.id.as_str();
    let Some(input) = project.model.as_ref().and_then(|model| model.value.as_ref()) else {
        return need(format!("the figures of {}", project.name));
    };
    let Some(regime) = terms.regime.value.as_ref() else {
        return need(format!("the fiscal terms {}", terms.title));
    };
    let model = match Model::new(input, regime, 0) {
        Ok(model) => model,
        Err(problems) => {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            return need(format!("figures of {} that fit together: {first}", project.name));
        }
    };
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    let cash = model.money().cash_flow(&ws.money);
    let shares = model.shares(&ws);
    let measures = model.measures(&ws);
    let currency = input.money.currency;
    let mut book = Book { desk, project, terms, input };

    let n = model.money().n_periods();
    let worth = |kind_rows: &[f64], metals: &mut dyn Iterator<Item = &str>| -> f64 {
        let selling = model.money().selling();
        let mut sum = 0.0;
        for (metal, row) in metals.zip(kind_rows.chunks(n)) {
            if let Some(at) = selling.priced().iter().position(|priced| priced == metal) {
                let prices = &selling.prices()[at * n..][..n];
                sum += row.iter().zip(prices).map(|(tonnes, price)| tonnes * price).sum::<f64>();
            }
        }
        sum
    };
    let slots = model.money().selling().slots();
    let recovered = worth(&ws.money.recovered, &mut slots.iter().map(|slot| slot.metal.as_str()));
    let contained =
        worth(&ws.money.contained, &mut model.money().metals().iter().map(String::as_str));
    let total = |kind| cash.total(kind);
    let operating = total(LineKind::Nsr) - total(LineKind::OperatingCosts);
    let contained = (contained > recovered)
        .then(|| book.money("contained", "metal fed, at the deck's prices", contained));
    let royalties = model.royalties(&ws);
    let before = match royalties.iter().any(|taken| *taken != 0.0) {
        true => "after royalty, before tax",
        false => "before tax",
    };
    let after = model.after_take(&ws);
    let payback =
        payback(&after, model.money(), &ws.money).and_then(|back| back.years_of_production);
    let steps = Steps {
        contained,
        recovered: book.money("recovered", "metal saved, at the deck's prices", recovered),
        payable: book.money("payable", "what buyers pay for", total(LineKind::GrossRevenue)),
        nsr: book.money("nsr", "net smelter return", total(LineKind::Nsr)),
        operating: book.money("operating", "cash after running costs", operating),
        pre_tax: book.money("pre-tax", "cash before royalty and tax", total(LineKind::PreTaxCash)),
        after_take: book.shared(
            "after-take",
            "cash after royalty and tax",
            measures.at[0].after_take,
        ),
        before_tax: measures.at[1..]
            .iter()
            .map(|at| {
                let rate = human::number(100.0 * at.rate);
                let label = format!("present value at {rate} % {before}");
                book.shared(&format!("npv-before-tax-{rate}"), &label, at.before_tax)
            })
            .collect(),
        npv: measures.at[1..]
            .iter()
            .map(|at| {
                let rate = human::number(100.0 * at.rate);
                let label = format!("present value at {rate} % after royalty and tax");
                (at.rate, book.shared(&format!("npv-{rate}"), &label, at.after_take))
            })
            .collect(),
        irr_before_tax: measures.before_tax_irr.quoted().map(|irr| {
            let label = format!("internal rate of return {before}");
            book.percent("irr-before-tax", &label, 100.0 * irr)
        }),
        irr: match measures.after_take_irr.quoted() {
            Some(irr) => {
                let label = "internal rate of return after royalty and tax";
                Ok(book.percent("irr", label, 100.0 * irr))
            }
            None => Err(no_rate(&measures.after_take_irr)),
        },
        payback: payback.map(|years| {
            let label = "years of production until the money is back, after royalty and tax";
            book.add("payback", label, years, Unit::of(Base::Year), true)
        }),
        unit_costs: book.unit_costs(model.money().unit_costs(&ws.money, royalties.iter().sum())),
        take: book.take(&measures),
        lines: book.lines(&cash),
        parties: regime
            .parties
            .iter()
            .enumerate()
            .map(|(at, party)| {
                let cents: i64 = shares.net(at).iter().sum();
                let label = format!("what {} gets over the life", party.name);
                (
                    party.id.clone(),
                    book.shared(&format!("party-{}", party.id), &label, cents as f64 / 100.0),
                )
            })
            .collect(),
        years: book.years(years(&cash, model.money().months())),
    };
    let times = model.money().times().clone();
    Ok(Worked {
        id: id.to_owned(),
        terms: terms.id.id.clone(),
        currency,
        cash,
        shares,
        measures,
        times,
        steps,
    })
}

/// Years with a cash flow, from the first to the last.
fn years(cash: &CashFlow, months: &[i32]) -> f64 {
    let row =
        cash.line(LineKind::PreTaxCash).map(|line| line.values.as_slice()).unwrap_or_default();
    let moves = |value: &f64| *value != 0.0;
    let first = row.iter().position(moves).unwrap_or(0);
    let last = row.iter().rposition(moves).unwrap_or(0);
    let run = months.get(first..=last).unwrap_or_default();
    f64::from(run.iter().sum::<i32>()) / 12.0
}

/// Why no internal rate of return can be quoted.
fn no_rate(irr: &Irr) -> String {
    let rates: Vec<String> =
        irr.roots.iter().map(|rate| format!("{:.1} %", 100.0 * rate)).collect();
    match rates.as_slice() {
        [] => "none: the present value after royalty and tax is nought at no rate".to_owned(),
        rates => format!(
            "none to quote: the present value after royalty and tax is nought at {}",
            rates.join(" and ")
        ),
    }
}

/// Writes the figures of one project.
struct Book<'a, 'd, 'c> {
    desk: &'a mut Desk<'c>,
    project: &'d Project,
    terms: &'d FiscalTerms,
    input: &'d oreproof_money::Project,
}

impl Book<'_, '_, '_> {
    fn currency(&self) -> Base {
        Base::Money(self.input.money.currency)
    }

    fn money(&mut self, name: &str, label: &str, value: f64) -> FigureId {
        self.add(name, label, value, Unit::of(self.currency()), false)
    }

    fn shared(&mut self, name: &str, label: &str, value: f64) -> FigureId {
        self.add(name, label, value, Unit::of(self.currency()), true)
    }

    /// C1 and all-in sustaining cost, where the project names its main metal.
    fn unit_costs(&mut self, costs: Option<UnitCosts>) -> Vec<FigureId> {
        let (Some(costs), Some(main)) = (costs, &self.input.unit_of_cost) else {
            return Vec::new();
        };
        let unit = Unit::per(self.currency(), main.unit);
        let metal = &main.metal;
        let c1 = format!("running and selling cost less by-products (C1), for {metal} paid for");
        let aisc =
            format!("the same with royalty, sustaining and closure (AISC), for {metal} paid for");
        [("c1", c1, costs.c1), ("aisc", aisc, costs.aisc)]
            .into_iter()
            .map(|(name, label, value)| self.add(name, &label, value, unit, true))
            .collect()
    }

    /// Each line of the cash flow over the life.
    fn lines(&mut self, cash: &CashFlow) -> Vec<FigureId> {
        let (tonne, money) = (Unit::of(Base::Tonne), Unit::of(self.currency()));
        let mut figures: Vec<FigureId> = Vec::new();
        for line in &cash.lines {
            let (word, unit) = match line.kind {
                LineKind::Feed | LineKind::Waste => ("rock", tonne),
                LineKind::Contained => ("metal fed", tonne),
                LineKind::Recovered => ("metal saved", tonne),
                LineKind::Payable => ("metal paid for", tonne),
                LineKind::Revenue => ("revenue", money),
                LineKind::SellingCharge => ("selling charge", money),
                LineKind::OperatingCost => ("running cost", money),
                LineKind::Capital => ("capital", money),
                LineKind::GrossRevenue
                | LineKind::SellingCharges
                | LineKind::Nsr
                | LineKind::OperatingCosts
                | LineKind::CapitalTotal
                | LineKind::WorkingCapital
                | LineKind::PreTaxCash => ("sum", money),
            };
            let path = |nth: usize| match nth {
                1 => self.path(&["lines", word, &line.name], false),
                // Two lines may have one name.
                nth => self.path(&["lines", word, &line.name, &nth.to_string()], false),
            };
            let path = (1..).map(path).find(|path| !figures.contains(path));
            let label = format!("{word}, over the life: {}", line.name);
            let total = line.values.iter().sum();
            figures.extend(path.map(|path| self.put(path, &label, total, unit, false)));
        }
        figures
    }

    /// What governments take of the cash before royalty and tax, in all and at each rate.
    fn take(&mut self, measures: &Measures) -> Vec<FigureId> {
        let mut figures = Vec::new();
        for at in &measures.at {
            let Some(part) = at.aetr else { continue };
            let rate = human::number(100.0 * at.rate);
            let (name, label) = match at.rate {
                0.0 => ("take".to_owned(), "what governments take of the cash".to_owned()),
                _ => (
                    format!("aetr-{rate}"),
                    format!("what governments take of the present value at {rate} % (AETR)"),
                ),
            };
            figures.push(self.percent(&name, &label, 100.0 * part));
        }
        figures
    }

    fn percent(&mut self, name: &str, label: &str, value: f64) -> FigureId {
        self.add(name, label, value, PERCENT, true)
    }

    fn years(&mut self, value: f64) -> FigureId {
        self.add(
            "years",
            "years from the first cash to the last",
            value,
            Unit::of(Base::Year),
            false,
        )
    }

    /// The name of a figure of the project, or of the project under its terms.
    fn path(&self, name: &[&str], shared: bool) -> FigureId {
        let (project, terms) = (&self.project.id.id, &self.terms.id.id);
        let head: &[&str] =
            if shared { &["projects", project, terms] } else { &["projects", project] };
        FigureId::path(&[head, name].concat())
    }

    fn add(&mut self, name: &str, label: &str, value: f64, unit: Unit, shared: bool) -> FigureId {
        self.put(self.path(&[name], shared), label, value, unit, shared)
    }

    fn put(
        &mut self,
        path: FigureId,
        label: &str,
        value: f64,
        unit: Unit,
        shared: bool,
    ) -> FigureId {
        let (project, terms) = (self.project, self.terms);
        let mut sources: BTreeSet<String> = BTreeSet::new();
        let mut take = |origins: &[oreproof_case::given::InputOrigin]| {
            for origin in origins {
                if let Some(Behind::Source(source)) = &origin.origin {
                    sources.insert(source.id.clone());
                }
            }
        };
        if let Some(model) = &project.model {
            take(&model.origins);
        }
        let mut entries = vec![project.id.id.clone()];
        if shared {
            take(&terms.regime.origins);
            entries.push(terms.id.id.clone());
        }
        let station = if shared { "shares" } else { "money" }.to_owned();
        let origin = Origin::Run { station, entries, sources: sources.into_iter().collect() };
        let mut figure = Figure::new(
            path,
            format!("{}: {label}", project.name),
            Spread::exact(value),
            Some(unit),
            origin,
        );
        figure.note = project.reconstruction.clone();
        self.desk.figures.add(figure)
    }
}
