//! Selling terms against worked examples from outside the code.

use oreproof_factors::{
    Charge, Concentrate, Cutoff, Destination, Dilution, DilutionOf, Dore, Grid, Indices,
    MetalTerms, Modifying, OreCosts, OreValue, Oxide, PaidMetal, Pay, PayStep, Penalty, PriceDeck,
    Problem, Product, RareEarths, Recovery, RefinedMetal, Selling, Terms, block_worth,
    cutoff_grade, cutoff_nsr,
};
use oreproof_units::{
    Base, Cash, Currency, Fraction, Grade, Price, PriceBasis, Series, Timeline, Tonnes,
};
use proptest::prelude::*;

fn deck(prices: &[(&str, &str)]) -> PriceDeck {
    let price = |text: &str| Series::Flat(text.parse().expect("a price"));
    PriceDeck {
        basis: PriceBasis::Nominal,
        prices: prices.iter().map(|(metal, text)| ((*metal).to_owned(), price(text))).collect(),
        exchange: vec![],
    }
}

fn grade(text: &str) -> Grade {
    text.parse().expect("a grade")
}

fn paid(metal: &str, pay: Pay, charge: Option<&str>) -> PaidMetal {
    let charge = charge.map(|text| Series::Flat(text.parse().expect("a charge")));
    PaidMetal { metal: metal.into(), pay, refining_charge: charge }
}

fn concentrate(carrier: &str, of: &str, treatment: f64, metals: Vec<PaidMetal>) -> Product {
    Product {
        name: "concentrate".into(),
        terms: Terms::Concentrate(Concentrate {
            carrier: carrier.into(),
            grade: Series::Flat(grade(of)),
            moisture: Fraction(0.0),
            losses: Fraction(0.0),
            treatment_charge: Series::Flat(Cash(treatment)),
            freight: Series::Flat(Cash(0.0)),
            metals,
            penalties: vec![],
            value_charge: None,
        }),
    }
}

fn year() -> Timeline {
    Timeline::years(2025, 1)
}

fn selling(deck: &PriceDeck, products: &[Product]) -> Result<Selling, Vec<Problem>> {
    let grid = Grid { timeline: year(), spare: 0 };
    Selling::new(deck, products, &grid, &Indices::none(1), Currency::Usd)
}

fn recovery(metal: &str, product: &str, part: f64) -> Recovery {
    Recovery {
        metal: metal.into(),
        product: product.into(),
        fraction: Series::Flat(Fraction(part)),
    }
}

#[track_caller]
fn digits(found: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    assert_eq!(format!("{found:.decimals$}"), printed);
}

/// A dry tonne of 28 % copper and 20 g/t gold, to the printed digits.
#[test]
fn a_copper_concentrate_is_paid_by_the_lesser_of_two() {
    let pay = Pay::Lesser { part: Fraction(0.965), deduction: grade("1 %") };
    let mut product = concentrate(
        "Cu",
        "28 %",
        80.0,
        vec![
            paid("Cu", pay, Some("0.08 USD/lb")),
            paid("Au", Pay::Part(Fraction(0.975)), Some("5 USD/ozt")),
        ],
    );
    if let Terms::Concentrate(terms) = &mut product.terms {
        (terms.moisture, terms.freight) = (Fraction(0.08), Series::Flat(Cash(100.0)));
    }
    let deck = deck(&[("Cu", "4.03 USD/lb"), ("Au", "2045 USD/ozt")]);
    let products = [product];
    let selling = selling(&deck, &products).unwrap();
    let recoveries = [recovery("Cu", "concentrate", 1.0), recovery("Au", "concentrate", 1.0)];
    let value = OreValue::new(&selling, &products, 0, &["Cu", "Au"], &recoveries, &year()).unwrap();
    let nsr = value.nsr(&[0.28, 20e-6]);
    digits(nsr.gross, "3680.94");
    digits(nsr.charges.iter().sum(), "239.45");
    digits(nsr.nsr, "3441.49");
    digits(nsr.charge(Charge::Refining) - 5.0 * 0.626_94, "47.62");
    let copper = value.nsr(&[0.28, 0.0]).gross;
    digits(100.0 * copper / 4.03 / 2_204.622_621_848_776, "27.0");
    digits(copper / 4.03, "595.2481");
    digits((nsr.gross - copper) / 2_045.0, "0.62694");
    let contained = 0.28 * 4.03 * 2_204.622_621_848_776 + 20.0 / 31.103_476_8 * 2_045.0;
    digits(nsr.nsr / contained, "0.905");
}

/// Five million tonnes of 1 % copper and 0.5 g/t gold (SLR Consulting, worksheet of a
/// cut-off grade course, 2024), in thousands.
#[test]
fn a_cutoff_worksheet_comes_out_line_by_line() {
    let product = concentrate(
        "Cu",
        "25 %",
        9.0,
        vec![
            paid("Cu", Pay::Part(Fraction(0.9)), Some("0.09 USD/lb")),
            paid("Au", Pay::Part(Fraction(0.99)), Some("5 USD/ozt")),
        ],
    );
    let deck = deck(&[("Cu", "3.25 USD/lb"), ("Au", "1500 USD/ozt")]);
    let products = [product];
    let selling = selling(&deck, &products).unwrap();
    let recoveries = [recovery("Cu", "concentrate", 0.87), recovery("Au", "concentrate", 0.9)];
    let value = OreValue::new(&selling, &products, 0, &["Cu", "Au"], &recoveries, &year()).unwrap();
    let nsr = value.nsr(&[0.01, 0.5e-6]);
    let thousands = 5e6 / 1e3;
    // The sheet has 72,340 oz of gold where 31.1034768 g make 72,339: its ounce is 31.103 g.
    let gold = (31.103_476_8 / 31.103 - 1.0) * 107_424.0;
    assert!((nsr.gross * thousands + gold - 387_936.0).abs() < 1.0);
    digits(nsr.charge(Charge::Treatment) * thousands, "1566");
    digits(nsr.charge(Charge::Refining) * thousands, "8126");
    assert!((nsr.nsr * thousands + gold - 378_244.0).abs() < 1.0);
}

/// By hand: 60 % WO₃ at USD 340/mtu paid 78 %; 55 % antimony at USD 20,000/t paid 65 %.
#[test]
fn tungsten_trades_by_the_unit_and_antimony_by_content() {
    for (metal, of, price, part, per_tonne) in [
        ("WO3", "60 %", "340 USD/mtu", 0.78, 60.0 * 340.0 * 0.78),
        ("Sb", "55 %", "20000 USD/t", 0.65, 0.55 * 20_000.0 * 0.65),
    ] {
        let products =
            [concentrate(metal, of, 0.0, vec![paid(metal, Pay::Part(Fraction(part)), None)])];
        let selling = selling(&deck(&[(metal, price)]), &products).unwrap();
        let recoveries = [recovery(metal, "concentrate", 1.0)];
        let value = OreValue::new(&selling, &products, 0, &[metal], &recoveries, &year()).unwrap();
        let found = value.nsr(&[grade(of).fraction()]).nsr;
        assert!((found - per_tonne).abs() < 1e-9 * per_tonne, "{metal}: {found}");
    }
}

/// By hand: 500 g of gold and 400 g of silver in doré, 99.9 % and 99 % paid; cathode at a
/// premium; a basket of two oxides after separation.
#[test]
fn dore_cathode_and_oxides_are_paid_on_their_terms() {
    let refined = |metal: &str, part, charge: &str| RefinedMetal {
        metal: metal.into(),
        payable: Fraction(part),
        refining_charge: Some(Series::Flat(charge.parse().expect("a charge"))),
        transport: None,
    };
    let products = [
        Product {
            name: "doré".into(),
            terms: Terms::Dore(Dore {
                metals: vec![
                    refined("Au", 0.999, "1.5 USD/ozt"),
                    refined("Ag", 0.99, "0.5 USD/ozt"),
                ],
                value_charge: Some(Fraction(0.001)),
            }),
        },
        Product {
            name: "cathode".into(),
            terms: Terms::Metal(MetalTerms {
                metal: "Cu".into(),
                payable: Fraction(1.0),
                premium: Some(Series::Flat(Price::usd(100.0, Base::Tonne))),
                freight: Some(Series::Flat(Price::usd(60.0, Base::Tonne))),
                value_charge: None,
            }),
        },
        Product {
            name: "oxides".into(),
            terms: Terms::RareEarths(RareEarths {
                total: "TREO".into(),
                basket: vec![
                    Oxide {
                        oxide: "NdPr".into(),
                        share: Fraction(0.2),
                        recovery: Fraction(0.95),
                        payable: Fraction(1.0),
                    },
                    Oxide {
                        oxide: "CeO2".into(),
                        share: Fraction(0.5),
                        recovery: Fraction(0.9),
                        payable: Fraction(0.8),
                    },
                ],
                separation_charge: Some(Series::Flat(Price::usd(6.0, Base::Kilogram))),
                freight: None,
            }),
        },
    ];
    let deck = deck(&[
        ("Au", "2000 USD/ozt"),
        ("Ag", "25 USD/ozt"),
        ("Cu", "9000 USD/t"),
        ("NdPr", "60 USD/kg"),
        ("CeO2", "1 USD/kg"),
    ]);
    let selling = selling(&deck, &products).unwrap();
    let recoveries = [
        recovery("Au", "doré", 1.0),
        recovery("Ag", "doré", 1.0),
        recovery("Cu", "cathode", 1.0),
        recovery("TREO", "oxides", 1.0),
    ];
    let metals = ["Au", "Ag", "Cu", "TREO"];
    let value = OreValue::new(&selling, &products, 0, &metals, &recoveries, &year()).unwrap();
    let ounce = 31.103_476_8;
    let (gold, silver) = (500.0 / ounce * 0.999, 400.0 / ounce * 0.99);
    let dore = gold * 2_000.0 + silver * 25.0;
    let charged = gold * 1.5 + silver * 0.5 + 0.001 * dore;
    let found = value.nsr(&[500e-6, 400e-6, 0.0, 0.0]).nsr;
    assert!((found - (dore - charged)).abs() < 1e-9 * dore, "{found}");
    assert!((value.nsr(&[0.0, 0.0, 0.5, 0.0]).nsr - 0.5 * 9_040.0).abs() < 1e-9);
    let basket = 1_000.0 * (0.2 * 0.95 * 60.0 + 0.5 * 0.9 * 0.8 * 1.0 - 6.0);
    assert!((value.nsr(&[0.0, 0.0, 0.0, 1.0]).nsr - basket).abs() < 1e-9 * basket);
}

/// By hand: 0.35 % arsenic, 0.2 % free, USD 2.50 for each 0.1 %: a step and a half.
#[test]
fn penalties_losses_and_pay_scales_bite() {
    let steps = Pay::Steps(vec![
        PayStep { from: grade("1 g/t"), part: Fraction(0.9) },
        PayStep { from: grade("5 g/t"), part: Fraction(0.95) },
    ]);
    let after = Pay::AfterDeduction { deduction: grade("30 g/t"), part: Fraction(0.9) };
    let mut product =
        concentrate("Cu", "25 %", 100.0, vec![paid("Au", steps, None), paid("Ag", after, None)]);
    if let Terms::Concentrate(terms) = &mut product.terms {
        terms.losses = Fraction(0.01);
        terms.penalties.push(Penalty {
            element: "As".into(),
            content: Series::Flat(grade("0.35 %")),
            free: grade("0.2 %"),
            step: grade("0.1 %"),
            charge: Cash(2.5),
        });
    }
    let products = [product];
    let selling =
        selling(&deck(&[("Au", "2000 USD/ozt"), ("Ag", "25 USD/ozt")]), &products).unwrap();
    let recoveries = [
        recovery("Cu", "concentrate", 1.0),
        recovery("Au", "concentrate", 1.0),
        recovery("Ag", "concentrate", 1.0),
    ];
    let value =
        OreValue::new(&selling, &products, 0, &["Cu", "Au", "Ag"], &recoveries, &year()).unwrap();
    let ounces = |grams: f64| grams / 31.103_476_8;
    for (gold, part) in [(0.9, 0.0), (1.0, 0.9), (4.9, 0.9), (6.0, 0.95)] {
        let nsr = value.nsr(&[0.25, gold * 1e-6, 100e-6]);
        let expected = ounces(gold * part * 0.99) * 2_000.0 + ounces(0.9 * 70.0 * 0.99) * 25.0;
        assert!((nsr.gross - expected).abs() < 1e-6, "{gold} g/t: {}", nsr.gross);
        assert!((nsr.charge(Charge::Penalties) - 1.5 * 2.5 * 0.99).abs() < 1e-9);
        assert!((nsr.charge(Charge::Treatment) - 99.0).abs() < 1e-9);
    }
}

#[test]
fn ore_begins_where_it_pays_for_what_is_still_to_be_spent() {
    let products =
        [concentrate("Cu", "25 %", 80.0, vec![paid("Cu", Pay::Part(Fraction(0.96)), None)])];
    let selling = selling(&deck(&[("Cu", "9000 USD/t")]), &products).unwrap();
    let recoveries = [recovery("Cu", "concentrate", 0.9)];
    let value = OreValue::new(&selling, &products, 0, &["Cu"], &recoveries, &year()).unwrap();
    let costs = OreCosts { mining: 3.0, processing: 9.0, general_and_admin: 2.0 };
    let wanted = [Cutoff::Breakeven, Cutoff::Mill, Cutoff::Marginal]
        .map(|cutoff| cutoff_nsr(cutoff, &costs));
    assert_eq!(wanted, [14.0, 11.0, 9.0]);
    for nsr in wanted {
        // A tonne of copper recovered is worth 0.96 of its price less the treatment of 4 t.
        let by_hand = nsr / (0.9 * (0.96 * 9_000.0 - 320.0));
        let found = cutoff_grade(&value, 0, &[1.0], nsr).unwrap().fraction();
        assert!((found - by_hand).abs() < 1e-12, "{found}");
    }
    assert_eq!(cutoff_grade(&value, 0, &[1.0], 1e6), None);
    let at_cutoff = block_worth(11.0, Tonnes(10.0), &costs);
    assert_eq!(at_cutoff, (-30.0, Destination::Mill), "material at the cut-off is ore");
    assert_eq!(block_worth(10.9, Tonnes(10.0), &costs), (-30.0, Destination::Waste));
}

/// By hand: a fifth more waste than ore, or a fifth of the feed, carrying nothing.
#[test]
fn dilution_says_what_it_is_a_fraction_of() {
    let modifying = |of| Modifying {
        mining_recovery: Fraction(0.9),
        dilution: Dilution { fraction: Fraction(0.2), of, grades: Default::default() },
    };
    let (of_ore, of_feed) = (modifying(DilutionOf::Ore), modifying(DilutionOf::Feed));
    assert!((of_ore.feed(Tonnes(100.0)).0 - 108.0).abs() < 1e-9);
    assert!((of_feed.feed(Tonnes(100.0)).0 - 112.5).abs() < 1e-9);
    assert!((of_ore.head_grade("Cu", 0.012) - 0.01).abs() < 1e-12);
    assert!((of_feed.head_grade("Cu", 0.012) - 0.0096).abs() < 1e-12);
}

#[test]
fn bad_terms_are_refused_all_at_once_with_their_places() {
    let mut product =
        concentrate("Cu", "0 %", 80.0, vec![paid("Au", Pay::Part(Fraction(1.2)), None)]);
    if let Terms::Concentrate(terms) = &mut product.terms {
        terms.moisture = Fraction(1.0);
    }
    let found = selling(&deck(&[("Cu", "-4 USD/lb")]), &[product.clone(), product]).unwrap_err();
    let has = |wanted: fn(&Problem) -> bool| found.iter().any(wanted);
    assert!(has(|p| matches!(p, Problem::Negative { at, .. } if at == "prices.Cu")));
    assert!(has(|p| matches!(p, Problem::NoPrice { metal, .. } if metal == "Au")));
    assert!(has(|p| matches!(p, Problem::NotAPart { at, .. } if at.ends_with("metals[0].pay"))));
    assert!(has(|p| matches!(p, Problem::NotPositive { at, .. } if at.ends_with("grade"))));
    assert!(has(|p| matches!(p, Problem::SameProduct { .. })));
    let foreign = selling(&deck(&[("Cu", "4 EUR/lb")]), &[]).unwrap_err();
    assert!(matches!(foreign[..], [Problem::NoExchange { .. }]));
}

proptest! {
    /// A buyer never pays for more than the content, and more grade never pays less.
    #[test]
    fn payable_value_lies_within_the_content(low in 0.0_f64..50e-6, more in 0.0_f64..50e-6, part in 0.0_f64..1.0, deduction in 0.0_f64..5.0) {
        let pay = Pay::Lesser { part: Fraction(part), deduction: Grade::grams_per_tonne(deduction) };
        let products = [concentrate("Cu", "25 %", 0.0, vec![paid("Au", pay, None)])];
        let selling = selling(&deck(&[("Au", "2000 USD/ozt")]), &products).unwrap();
        let recoveries = [recovery("Cu", "concentrate", 1.0), recovery("Au", "concentrate", 1.0)];
        let value = OreValue::new(&selling, &products, 0, &["Cu", "Au"], &recoveries, &year()).unwrap();
        let worth = |grade: f64| value.nsr(&[0.25, grade]).gross;
        let contained = low * 1e6 / 31.103_476_8 * 2_000.0;
        prop_assert!((0.0..=contained * (1.0 + 1e-12)).contains(&worth(low)));
        prop_assert!(worth(low + more) >= worth(low) - 1e-9);
    }
}
