//! Reko Diq as a project, from published totals and stated assumptions.
//!
//! Published: 3,000 Mt of ore over 37 years, 13.1 Mt of copper and 17.9 Moz of gold
//! recovered, phase 1 at 45 Mt, 240 kt and 297 koz a year from 2029, phase 2 at 90 Mt
//! from 2034 with on average 460 kt and 520 koz in its first ten years; capital of
//! USD 5,570 m and 3,260 m; prices of USD 4.03/lb and USD 2,045/oz (feasibility study
//! of February 2025). Assumed: payable 96.5 % and 97 %, concentrate of 28 % copper and
//! 8 % moisture, charges of USD 80/dmt and 8 c/lb, gold refining USD 5/oz, freight
//! USD 100/wmt, half of phase 1 in 2029, three fifths of phase 2 in 2034, sustaining
//! capital of USD 11,000 m by the tonne from 2030. Solved for the published pre-tax
//! cash of USD 77,254 m and taxes of USD 7,100 m: running cost and royalty.

#![expect(dead_code, reason = "each test takes what it needs")]

use oreproof_factors::{
    Concentrate, Cost, CostGroup, Driver, PaidMetal, Pay, PriceDeck, Product, Terms as Selling,
};
use oreproof_money::{
    Amount, Capital, CapitalKind, Convention, Discounting, Moment, MoneyTerms, Production, Project,
    Spend, StatedMetal, StatedProduction, Supply, UnitOfCost,
};
use oreproof_shares::{
    Base as LevyBase, Carry, Funders, Holding, Instrument, Levy, Party, PartyKind, Rate, Regime,
    TakeKind, Terms, Until,
};
use oreproof_units::{
    Amounts, Base, ByYear, Cash, Currency, Fraction, Grade, Price, PriceBasis, Scale, Series,
    Timeline,
};

/// First and last year of production, and of the timeline.
pub const YEARS: (i16, i16) = (2025, 2064);

/// Ore in Mt, copper in kt and gold in koz of each year from 2025.
pub fn schedule() -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut ore = vec![0.0; 4];
    ore.extend([22.5, 45.0, 45.0, 45.0, 45.0, 54.0]);
    ore.extend([90.0; 29]);
    ore.push(3_000.0 - ore.iter().sum::<f64>());
    let mut copper = vec![0.0; 4];
    copper.extend([120.0, 240.0, 240.0, 240.0, 240.0]);
    let mut gold = vec![0.0; 4];
    gold.extend([148.5, 297.0, 297.0, 297.0, 297.0]);
    // Ten years of phase 2 average 460 kt and 520 koz; the first, three fifths of the
    // way from phase 1 to full output in ore, has the figures below.
    copper.push(287.5);
    gold.push(325.0);
    copper.extend([(4_600.0 - 287.5) / 9.0; 9]);
    gold.extend([(5_200.0 - 325.0) / 9.0; 9]);
    // What is left is spread evenly over the ore that is left.
    let tail: f64 = ore[19..].iter().sum();
    let (cu, au) = (13_100.0 - copper.iter().sum::<f64>(), 17_900.0 - gold.iter().sum::<f64>());
    for tonnes in &ore[19..] {
        copper.push(cu * tonnes / tail);
        gold.push(au * tonnes / tail);
    }
    (ore, copper, gold)
}

pub fn reko_diq() -> Project {
    let (ore, copper, gold) = schedule();
    let by_year = |years: &[(i32, f64)], then| {
        let mut all: std::collections::BTreeMap<i32, f64> =
            (2025..=2064).map(|y| (y, then)).collect();
        all.extend(years.iter().copied());
        Series::ByYear(ByYear { years: all, then: None })
    };
    let millions = |values| Amounts { scale: Scale::Millions, values };
    let metal = |metal: &str, unit: &str, values: Vec<f64>| StatedMetal {
        metal: metal.into(),
        product: "concentrate".into(),
        amount: Amount::Recovered { unit: unit.into(), values: Series::ByPeriod(values) },
    };
    let paid = |metal: &str, part, charge| PaidMetal {
        metal: metal.into(),
        pay: Pay::Part(Fraction(part)),
        refining_charge: Some(Series::Flat(charge)),
    };
    let after_2029: f64 = 11_000e6 / (3_000e6 - 22.5e6);
    let sustaining = (0..40).map(|p| Cash(if p <= 4 { 0.0 } else { after_2029 })).collect();
    let capital = |name: &str, kind, spend, moves_with_production| Capital {
        name: name.into(),
        kind,
        spend,
        moves_with_production,
    };
    Project {
        name: "Reko Diq, reconstructed".into(),
        timeline: Timeline::years(YEARS.0, 40),
        money: MoneyTerms {
            currency: Currency::Usd,
            stated: PriceBasis::Real { year: 2025 },
            computed: PriceBasis::Real { year: 2025 },
            inflation: None,
        },
        supply: Supply::Mine,
        production: Production::Stated(StatedProduction {
            feed: Some(millions(Series::ByPeriod(ore))),
            waste: None,
            metals: vec![metal("Cu", "kt", copper), metal("Au", "kozt", gold)],
        }),
        prices: PriceDeck {
            basis: PriceBasis::Real { year: 2025 },
            prices: [
                ("Cu".to_owned(), Series::Flat(Price::usd(4.03, Base::Pound))),
                ("Au".to_owned(), Series::Flat(Price::usd(2_045.0, Base::TroyOunce))),
            ]
            .into(),
            exchange: vec![],
        },
        products: vec![Product {
            name: "concentrate".into(),
            terms: Selling::Concentrate(Concentrate {
                carrier: "Cu".into(),
                grade: Series::Flat(Grade::percent(28.0)),
                moisture: Fraction(0.08),
                losses: Fraction(0.0),
                treatment_charge: Series::Flat(Cash(80.0)),
                freight: Series::Flat(Cash(100.0)),
                metals: vec![
                    paid("Cu", 0.965, Price::usd(0.08, Base::Pound)),
                    paid("Au", 0.97, Price::usd(5.0, Base::TroyOunce)),
                ],
                penalties: vec![],
                value_charge: None,
            }),
        }],
        costs: vec![Cost {
            name: "on site".into(),
            group: CostGroup::Other,
            per: Driver::TonneFeed,
            rate: Series::Flat(13.198),
        }],
        capital: vec![
            capital(
                "phase 1",
                CapitalKind::Initial,
                Spend::Amounts(millions(by_year(
                    &[(2025, 720.0), (2026, 1_400.0), (2027, 1_900.0), (2028, 1_550.0)],
                    0.0,
                ))),
                false,
            ),
            capital(
                "phase 2",
                CapitalKind::Expansion,
                Spend::Amounts(millions(by_year(
                    &[(2031, 800.0), (2032, 1_230.0), (2033, 1_230.0)],
                    0.0,
                ))),
                true,
            ),
            capital(
                "sustaining",
                CapitalKind::Sustaining,
                Spend::PerTonneFeed(Series::ByPeriod(sustaining)),
                true,
            ),
        ],
        working_capital: None,
        stated: vec![],
        discounting: Discounting {
            convention: Convention::FirstUndiscounted,
            at: Moment::StartOf("2025".into()),
            past: None,
            rates: vec![Fraction(0.08), Fraction(0.10)],
        },
        unit_of_cost: Some(UnitOfCost { metal: "Cu".into(), unit: Base::Pound }),
    }
}

fn nsr_levy(id: &str, payee: &str, kind: TakeKind, rate: f64) -> Instrument {
    Instrument {
        id: id.into(),
        name: id.into(),
        payee: payee.into(),
        deductible: true,
        terms: Terms::Levy(Levy {
            kind,
            base: LevyBase::Nsr,
            rate: Rate::Part(Series::Flat(Fraction(rate))),
            credits: vec![],
        }),
    }
}

/// The owners, and one royalty on NSR that meets the taxes the study prints.
pub fn one_royalty(rate: f64) -> Regime {
    let mut regime = as_reported();
    regime.instruments = vec![nsr_levy("royalty", "balochistan", TakeKind::Royalty, rate)];
    regime
}

/// The terms as the press has them: 5 %, 1 % and ½ % of NSR.
pub fn as_reported() -> Regime {
    let party = |id: &str, kind| Party { id: id.into(), name: id.into(), kind };
    let holding =
        |party: &str, share, carry| Holding { party: party.into(), share: Fraction(share), carry };
    let free = |by| Carry::Free { until: Until::Always, by };
    Regime {
        parties: vec![
            party("barrick", PartyKind::Investor),
            party("state companies", PartyKind::StateCompany),
            party("balochistan", PartyKind::Province),
            party("federation", PartyKind::National),
        ],
        holdings: vec![
            holding("barrick", 0.5, Carry::Paid),
            holding("state companies", 0.25, Carry::Paid),
            holding("balochistan", 0.15, free(Funders::Party("federation".into()))),
            holding("balochistan", 0.1, free(Funders::Others)),
        ],
        instruments: vec![
            nsr_levy("royalty", "balochistan", TakeKind::Royalty, 0.05),
            nsr_levy("federal", "federation", TakeKind::Royalty, 0.01),
            nsr_levy("zone", "federation", TakeKind::Surcharge, 0.005),
        ],
        debts: vec![],
        transfers: vec![],
    }
}

/// The reported terms with an income tax, a rent tax, a levy that slides, withholding,
/// community money, a transfer and a debt: every sort of instrument at once.
pub fn full_list() -> Regime {
    use oreproof_shares::{
        AdvanceRoyalty, Bracket, BracketMode, CarryForward, Covenant, Credit, Debt, DebtSize,
        Depreciable, Depreciation, DepreciationRule, Holiday, HolidayLosses, HolidayStart,
        IncomeTax, Losses, MinimumTax, Receipts, RentTax, RentTier, Repayment, ThinCapitalisation,
        Transfer, Withholding, WithholdingOn,
    };
    let mut regime = as_reported();
    let party = |id: &str, kind| Party { id: id.into(), name: id.into(), kind };
    regime.parties.push(party("banks", PartyKind::Lender));
    regime.parties.push(party("chagai", PartyKind::Community));
    let add = |id: &str, payee: &str, deductible, terms| Instrument {
        id: id.into(),
        name: id.into(),
        payee: payee.into(),
        deductible,
        terms,
    };
    let capital = |of: &[CapitalKind], method| DepreciationRule {
        of: Depreciable::Kinds(of.to_vec()),
        method,
        from_production: true,
    };
    regime.instruments.insert(
        0,
        add(
            "advance",
            "balochistan",
            false,
            Terms::AdvanceRoyalty(AdvanceRoyalty {
                amounts: Amounts {
                    scale: Scale::Millions,
                    values: Series::ByYear(ByYear {
                        years: [(2025, 5.0), (2026, 7.5)].into(),
                        then: Some(10.0),
                    }),
                },
                cap: Some(Cash(50e6)),
            }),
        ),
    );
    if let Terms::Levy(levy) = &mut regime.instruments[1].terms {
        levy.credits.push("advance".into());
    }
    let sliding = Levy {
        kind: TakeKind::ExportDuty,
        base: LevyBase::GrossRevenue,
        rate: Rate::ByPrice {
            metal: "Cu".into(),
            mode: BracketMode::Sliced,
            brackets: vec![Bracket { from: Price::usd(4.0, Base::Pound), part: Fraction(0.02) }],
        },
        credits: vec![],
    };
    regime.instruments.push(add("duty", "federation", true, Terms::Levy(sliding)));
    let tax = IncomeTax {
        rate: Series::Flat(Fraction(0.29)),
        depreciation: vec![
            capital(
                &[CapitalKind::Initial, CapitalKind::Expansion],
                Depreciation::DecliningBalance { rate: Fraction(0.15), rest_at_end: true },
            ),
            capital(&[CapitalKind::Sustaining], Depreciation::StraightLine { years: 8.0 }),
        ],
        losses: Losses { carried: CarryForward::Years(6.0), offset_at_most: Fraction(0.8) },
        holiday: Some(Holiday {
            from: HolidayStart::FirstProduction,
            years: 5.0,
            part_owed: Fraction(0.0),
            losses: HolidayLosses::UsedInHoliday,
        }),
        minimum: Some(MinimumTax {
            rate: Fraction(0.0125),
            base: LevyBase::GrossRevenue,
            in_holiday: false,
            credit: Credit::Unlimited,
        }),
        interest_deductible: true,
        thin_capitalisation: Some(ThinCapitalisation::DebtToEquity(3.0)),
    };
    regime.instruments.push(add("tax", "federation", true, Terms::IncomeTax(tax)));
    let tiers = vec![RentTier { uplift: Fraction(0.15), part: Fraction(0.1) }];
    regime.instruments.push(add(
        "rent",
        "federation",
        true,
        Terms::RentTax(RentTax::RateOfReturn(tiers)),
    ));
    let community = Levy {
        kind: TakeKind::Community,
        base: LevyBase::NetProfit("tax".into()),
        rate: Rate::Part(Series::Flat(Fraction(0.01))),
        credits: vec![],
    };
    regime.instruments.push(add("community", "chagai", false, Terms::Levy(community)));
    let held = |on, rate| Terms::Withholding(Withholding { on, rate: Fraction(rate) });
    let dividends = WithholdingOn::Dividends(vec!["barrick".into()]);
    regime.instruments.push(add("dividends", "federation", false, held(dividends, 0.1)));
    regime.instruments.push(add(
        "interest",
        "federation",
        false,
        held(WithholdingOn::Interest, 0.1),
    ));
    regime.debts.push(Debt {
        name: "project finance".into(),
        lender: "banks".into(),
        size: DebtSize::PartOfCapital { part: Fraction(0.5), kinds: vec![CapitalKind::Initial] },
        rate: Fraction(0.08),
        capitalise_in_grace: true,
        grace_years: 5.0,
        tenor_years: 10.0,
        repayment: Repayment::Annuity,
        upfront_fee: Some(Fraction(0.02)),
        covenant: Some(Covenant { least_debt_service_cover: 1.3 }),
    });
    regime.transfers.push(Transfer {
        name: "divisible pool".into(),
        from: "federation".into(),
        to: "balochistan".into(),
        of: Receipts::Instruments(vec!["tax".into()]),
        part: Series::Flat(Fraction(0.575 * 0.0909)),
    });
    regime
}
