//! Prices that move from year to year, what buyers promise, and models in another currency.

use oreproof_case::Case;
use oreproof_reference::Tables;
use oreproof_risk::special::normal_cdf;
use oreproof_units::human;
use oreproof_weigh::Desk;
use oreproof_weigh::odds::{Measure, drawn, odds, variants};

mod made;

/// A made-up mine, drawn in every other way.
const CASE: &str = include_str!("golden.toml");
const PATHS: &str = include_str!("paths.toml");

/// The made-up mine with more to draw, or with that alone.
fn case(alone: bool, more: &str) -> Case {
    let start = CASE.find("[[draws.variables]]").expect("it draws");
    let end = match alone {
        true => CASE.find("[[incidents]]").expect("it goes on"),
        false => start,
    };
    let text = format!("{}{more}\n{}", &CASE[..start], &CASE[end..]);
    let parsed = oreproof_case::read(&[("case.toml", text)]);
    assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
    parsed.case
}

fn desk(case: &Case) -> Desk<'_> {
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).expect("it has a day");
    Desk::new(case, Tables::built_in(), day)
}

fn column(case: &Case, measure: Measure) -> Vec<f64> {
    let drawn = drawn(&desk(case)).expect("it can be drawn");
    drawn.into_iter().find(|(known, _)| *known == measure).expect("it is drawn").1
}

fn mean(column: &[f64]) -> (f64, f64) {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    (mean, (column.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n / n).sqrt())
}

/// Eleven years of 4 Mt at 0.6 % copper and 0.4 g/t gold, 88 % and 70 % saved, 99 % and 98 % paid.
/// A floor K under a wandering price whose mean is the deck's F is worth F N(d) + K N(s - d) after
/// t years, with s = sigma root t and d = ln(F/K)/s + s/2 (Black 1976); without it, F.
#[test]
fn a_floor_is_worth_what_blacks_formula_says() {
    let pounds = 4e6 * 0.006 * 0.88 * 0.99 / 0.453_592_37e-3;
    let gold = 4e6 * 0.4 * 0.7 * 0.98 / 31.103_476_8 * 2_000.0;
    let (deck, floor, sigma) = (4.0_f64, 3.6, 0.2);
    let (mut without, mut with) = (0.0, 0.0);
    for year in 2028..=2038 {
        let s = sigma * (f64::from(year) + 0.5 - 2025.0).sqrt();
        let d = (deck / floor).ln() / s + s / 2.0;
        let floored = deck * normal_cdf(d) + floor * normal_cdf(s - d);
        without += pounds * deck + gold;
        with += pounds * floored + gold;
    }
    let path = "[[draws.paths]]\nof = \"price.copper\"\nprocess = \"wandering\"\ndeck_is = \"mean\"\nvolatility = 0.2\n";
    let clause = "[[draws.price_clauses]]\nname = \"floor\"\nof = \"price.copper\"\nfloor = \"3.60 USD/lb\"\npart = \"100 %\"\n";
    for (more, expected) in [(path.to_owned(), without), (format!("{path}{clause}"), with)] {
        let (got, error) = mean(&column(&case(true, &more), Measure::Payable));
        assert!((got - expected).abs() < 4.0 * error, "{got} ± {error} is not {expected}");
    }
}

/// What a clause is worth is had with it less without it, draw by draw: never less than nothing
/// for a floor.
#[test]
fn compare_tells_what_a_floor_is_worth() {
    let case = case(false, PATHS);
    let paired = variants(&desk(&case), &[]).expect("it can be drawn");
    let floor = paired.iter().find(|paired| paired.of == "floor").expect("it is told");
    let differences = floor.outcome.as_ref().expect("it can be had");
    let npv = differences.iter().find(|d| d.measure == Measure::Npv).expect("it is told");
    assert!(0.0 <= npv.quantiles[0].value && 0.0 < npv.mean[0], "{npv:?}");
}

#[test]
fn a_deck_that_a_clause_would_change_is_refused() {
    let case = case(false, &PATHS.replace("3.60 USD/lb", "4.20 USD/lb"));
    let need = drawn(&desk(&case)).expect_err("the deck lies below the floor");
    assert!(need.0.contains("a deck that floor leaves as it is"), "{need:?}");
}

#[test]
fn paths_have_the_same_bits_on_any_number_of_threads() {
    let case = case(false, PATHS);
    let [one, two, eight] = [1, 2, 8].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("it starts");
        let drawn = pool.install(|| drawn(&desk(&case))).expect("it can be drawn");
        let bits = drawn.iter().flat_map(|(_, column)| column).map(|value| value.to_bits());
        bits.collect::<Vec<u64>>()
    });
    assert!(one == two && one == eight, "the bits differ");
}

/// Both processes are told from the same numbers, each with where it takes the price; a path is
/// one bar and one input.
#[test]
fn both_processes_are_told() {
    let case = case(false, PATHS);
    let mut desk = desk(&case);
    let odds = odds(&mut desk).expect("it can be drawn");
    let under: Vec<_> = odds.under.iter().map(|under| (under.process, under.is_chosen)).collect();
    assert_eq!(under, [("as chosen", true), ("returning", false), ("wandering", false)]);
    for path in &odds.paths {
        assert_eq!(path.drawn.len(), 2, "{path:?}");
        assert_eq!(path.verdict(), None, "nothing was fitted");
        let [returning, wandering] = &path.drawn[..] else { panic!("{path:?}") };
        let last = |moves: &oreproof_weigh::odds::Moves| moves.spread[3].1;
        assert!(last(wandering)[0] < last(returning)[0], "{path:?}");
        assert!(odds.bars.iter().any(|bar| bar.name == path.of && 0.0 < bar.swing()));
        let input = odds.inputs.iter().find(|input| input.name == path.of).expect("it is told");
        assert!(input.ends.is_some() && !input.supposed.is_empty(), "{input:?}");
    }
}

/// A model in Canadian dollars is told in US dollars: at the rate at which the study itself
/// exchanges prices, or at that of the choices, as a figure with its source.
#[test]
fn a_model_in_another_currency_is_exchanged() {
    let draws = r#"
[draws]
seed = 1
n = 64
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 1 }]
"#;
    let stated = r#"exchange_rate = { value = 1.4, source = "fenn-gib-pfs" }"#;
    for (exchange, rate) in [("", 1.35), (stated, 1.4)] {
        let chosen = format!("[choices]\nproject = \"fenn-gib\"\n{exchange}\n");
        let edit = |text: String| text.replace("[choices]\n", &chosen) + draws;
        let case = made::case("published-tables", &edit);
        let mut desk = desk(&case);
        let odds = odds(&mut desk).expect("it can be drawn");
        let figure = desk.figures.get(odds.exchange.as_ref().expect("it is told")).expect("told");
        assert_eq!(figure.value.best, rate);
        assert!(figure.label.contains("CAD for one US dollar"), "{}", figure.label);
        let npv = desk.figures.value(&odds.outcomes[0].figure).best;
        // The choices discount at 8 %; the study prints 651.7 million at its own 5 %.
        let weighed =
            oreproof_weigh::weigh(&case, Tables::built_in(), desk.day, &Default::default());
        let project = weighed.projects.iter().find(|p| p.id == "fenn-gib").expect("it is worked");
        let canadian = weighed.figures.value(&project.steps.npv[0].1).best;
        assert!((npv * rate / canadian - 1.0).abs() < 1e-12, "{}", human::number(npv));
    }
}
