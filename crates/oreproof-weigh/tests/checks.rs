//! The checks on a small case whose figures are those of the article that the project began
//! with; expected values are worked out by hand from them.

use jiff::civil::date;
use oreproof_reference::Tables;
use oreproof_weigh::check::{Check, Outcome, checks};
use oreproof_weigh::{Desk, FigureId};

const CASE: &str = r#"
[case]
title = "A porphyry with a headline"
country = "PAK"

[choices]
as_of = 2025-10-01
price_date = "2025-10-01"

[[sources]]
id = "study-press"
title = "Press on the study"
kind = "press"

[[sources]]
id = "fixings"
title = "Fixings of 1 October 2025"
kind = "statistics"

[[sites]]
id = "hill"
name = "Hill"
kind = "deposit"
positions = [
  { lat = 29.1333, lon = 62.0333, source = "study-press" },
  { lat = 29.1228, lon = 62.0789, source = "study-press" },
]

[[sites]]
id = "mine"
name = "Mine"
kind = "mine"
positions = [{ lat = 29.2833, lon = 61.5833, source = "study-press" }]

[[prices]]
commodity = "copper"
date = "2025-10-01"
price = { value = "10,263 USD/t", source = "fixings" }

[[prices]]
commodity = "gold"
date = "2025-10-01"
price = { value = "3,879 USD/oz", source = "fixings" }

[[studies]]
id = "study"
title = "Feasibility study"
level = "feasibility"
site = "hill"
ownership = "whole"
source = "study-press"
grades = [
  { commodity = "copper", grade = { value = "0.48 %", source = "study-press" } },
  { commodity = "gold", grade = { value = "0.26 g/t", source = "study-press" } },
]
recovered = [
  { commodity = "copper", amount = { value = "13.1 Mt", source = "study-press" } },
  { commodity = "gold", amount = { value = "17.9 Moz", source = "study-press" } },
]
npv = [{ rate = "8 %", tax = "after", value = { value = "13,014 million USD", source = "study-press" } }]
pre_tax_cash = { value = "77,254 million USD", source = "study-press" }
taxes = { value = "7.1 billion USD", source = "study-press" }

[[capacities]]
site = "mine"
commodity = "copper"
stage = "smelter"
capacity = { value = "15,800 t/a", source = "study-press" }

[[figures]]
id = "copper-april"
what = "copper price of April 2025"
value = { value = "9,815 USD/t", source = "study-press" }

[[figures]]
id = "earned"
what = "earned since the start"
value = { value = "3.4 billion USD", source = "study-press" }

[[tariffs]]
importer = "USA"
exporter = "PAK"
group = "South Asia"
rate = { value = "19 %", source = "study-press" }

[[tariffs]]
importer = "USA"
exporter = "AFG"
group = "South Asia"
rate = { value = "15 %", source = "study-press" }
"#;

/// A claim: its id, kind, value, and further keys.
fn claim(id: &str, kind: &str, value: &str, more: &str) -> String {
    let value = if value.is_empty() { String::new() } else { format!("value = \"{value}\"\n") };
    format!(
        "[[claims]]\nid = \"{id}\"\nsays = \"{id}\"\nkind = \"{kind}\"\nattribution = \"reporter\"\n\
         modality = \"asserted\"\nsource = \"study-press\"\nsaid = \"2025-09-25\"\n{value}{more}\n\n"
    )
}

fn ask(id: &str, rule: &str, claims: &[&str], about: &[&str]) -> String {
    let list =
        |ids: &[&str]| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    format!(
        "[[checks]]\nid = \"{id}\"\nrule = \"{rule}\"\nclaims = [{}]\nabout = [{}]\n\n",
        list(claims),
        list(about)
    )
}

fn claims() -> String {
    [
        claim(
            "cu-value",
            "in-situ-value",
            "138 billion USD",
            "commodities = [\"copper\"]\nbound = \"approx\"",
        ),
        claim(
            "au-value",
            "in-situ-value",
            "53 billion USD",
            "commodities = [\"gold\"]\nbound = \"approx\"",
        ),
        claim("value", "in-situ-value", "190 billion USD", "bound = \"min\""),
        claim(
            "cu",
            "contained",
            "15 Mt",
            "basis = \"contained\"\ncommodities = [\"copper\"]\nbound = \"approx\"",
        ),
        claim(
            "au",
            "contained",
            "26 Moz",
            "basis = \"contained\"\ncommodities = [\"gold\"]\nbound = \"approx\"",
        ),
        claim("trillions", "in-situ-value", ">= 2 trillion USD", ""),
        claim("exports-2024", "export-value", "842 million USD", "as_of = \"2024\""),
        claim("exports-2023", "export-value", "777 million USD", "as_of = \"2023\""),
        claim("killed", "casualties", "20", "bound = \"min\""),
        claim("nationals", "population", "20,000", "bound = \"max\""),
        claim("since", "date", "", "as_of = \"2021\""),
        claim("fifteen", "population", "15 million", ""),
        claim("country", "population", "240 million", ""),
        claim("seventeen", "count", "17", "commodities = [\"rare earths\"]"),
        claim(
            "fifty-four",
            "membership",
            "54",
            "place = \"United States\"\ncommodities = [\"copper\", \"gold\"]",
        ),
        claim("promise", "plan", "", "commodities = [\"rare earths\"]\nplace = \"Pakistan\""),
        claim("lowest", "superlative", "19 %", "place = \"South Asia\""),
        claim("near", "distance", "150 km", "bound = \"max\""),
        claim("begun", "date", "", "as_of = \"1970/1979\""),
        claim("done", "date", "", "as_of = \"2000/2004\""),
        claim("takes", "duration", "5 to 15 years", ""),
        claim("steps", "sequence", "", "tasks = [\"export\", \"processing\", \"exploration\"]"),
    ]
    .concat()
}

/// The best value of each figure by its name.
type Values = Vec<(String, f64)>;

fn run(asked: &str) -> (Vec<Check>, Values) {
    let text = format!("{CASE}\n{}\n{asked}", claims());
    let parsed = oreproof_case::read(&[("case.toml", text)]);
    assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
    let mut desk = Desk::new(&parsed.case, Tables::built_in(), date(2025, 10, 1));
    let checks = checks(&mut desk);
    let figures = desk.figures.iter().map(|f| (f.id.as_str().to_owned(), f.value.best));
    (checks, figures.collect())
}

/// Asks one check and gives its verdict, its sentence and the values of its figures.
fn one(rule: &str, claims: &[&str], about: &[&str]) -> (Outcome, String, impl Fn(&str) -> f64) {
    let (checks, figures) = run(&ask("k", rule, claims, about));
    let check = checks[0].clone();
    let value = move |name: &str| {
        let id = FigureId::path(&["checks", "k", name]);
        let found = figures.iter().find(|(figure, _)| figure == id.as_str());
        found.unwrap_or_else(|| panic!("no figure {id} in {figures:#?}")).1
    };
    (check.outcome, check.sentence, value)
}

fn near(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within, "{got} is not {expected} ± {within}");
}

#[test]
fn parts_are_added_up() {
    let (verdict, sentence, value) = one("parts-sum", &["value", "cu-value", "au-value"], &[]);
    assert_eq!(verdict, Outcome::Pass, "{sentence}");
    near(value("sum"), 191e9, 1.0);
    near(value("gap"), 0.0053, 1e-4);
    let (verdict, ..) = one("parts-sum", &["value", "cu-value"], &[]);
    assert_eq!(verdict, Outcome::Fail);
}

#[test]
fn values_over_amounts_are_prices() {
    let (_, sentence, value) = one("implied-price", &["cu-value", "cu"], &[]);
    near(value("price-copper"), 9_200.0, 1e-6);
    near(value("per-pound"), 4.173, 5e-4);
    assert!(sentence.contains("8,871") && sentence.contains("9,552"), "{sentence}");
    let (_, sentence, value) = one("implied-price", &["au-value", "au"], &[]);
    near(value("price-gold"), 2_038.46, 0.01);
    assert!(sentence.contains("1,981") && sentence.contains("2,098"), "{sentence}");
}

#[test]
fn implied_prices_of_two_days_are_told() {
    let (verdict, sentence, value) =
        one("price-vintage", &["cu-value", "cu", "au-value", "au"], &[]);
    assert_eq!(verdict, Outcome::Warn, "{sentence}");
    near(value("stray-copper"), -0.104, 5e-4);
    near(value("stray-gold"), -0.474, 5e-4);
}

#[test]
fn metal_in_rock_is_not_metal_saved() {
    let claims = ["cu", "au", "cu-value", "au-value"];
    let (verdict, sentence, value) = one("contained-vs-recoverable", &claims, &["study"]);
    assert_eq!(verdict, Outcome::Warn, "{sentence}");
    near(value("recovered-copper"), 0.873, 5e-4);
    near(value("recovered-gold"), 0.688, 5e-4);
    near(value("recoverable"), 157e9, 0.5e9);
}

#[test]
fn a_value_is_held_against_the_economics() {
    let (_, sentence, value) = one("value-vs-economics", &["value"], &["study"]);
    near(value("share-npv"), 0.068, 1e-3);
    near(value("share-cash"), 0.407, 1e-3);
    near(value("share-taxes"), 0.037, 5e-4);
    assert!(sentence.contains('%'));
}

#[test]
fn ore_is_worked_out_two_ways() {
    let (verdict, _, value) = one("ore-two-ways", &["cu", "au"], &["study"]);
    assert_eq!(verdict, Outcome::Pass);
    near(value("ore-copper") / 1e6, 3_125.0, 0.5);
    near(value("ore-gold") / 1e6, 3_110.0, 0.5);
    near(value("gap"), 0.005, 5e-4);
}

#[test]
fn a_headline_is_covered_by_what_is_named() {
    let (verdict, _, value) = one("cover-ratio", &["trillions", "value"], &[]);
    assert_eq!(verdict, Outcome::Fail);
    near(value("ratio"), 10.53, 5e-3);
    near(value("uncovered"), 0.905, 5e-4);
}

#[test]
fn growth_shares_and_rates_come_out() {
    near(one("growth", &["exports-2023", "exports-2024"], &[]).2("growth"), 0.0837, 5e-5);
    near(one("share-of", &["fifteen", "country"], &[]).2("share"), 0.0625, 1e-9);
    let (_, _, value) = one("rate", &["killed", "nationals", "since"], &[]);
    near(value("share"), 0.001, 1e-9);
    near(value("yearly"), 21.1, 0.1);
}

#[test]
fn a_revenue_is_held_against_the_plant() {
    let claims = ["exports-2024", "exports-2023"];
    let about = ["mine", "copper-april", "earned"];
    let (verdict, sentence, value) = one("revenue-vs-capacity", &claims, &about);
    assert_eq!(verdict, Outcome::Implausible, "{sentence}");
    near(value("tonnes"), 85_787.0, 1.0);
    near(value("times"), 5.43, 5e-3);
    near(value("share-of-all"), 0.476, 5e-4);
}

#[test]
fn lists_groups_and_countries_are_looked_up() {
    let (verdict, sentence, _) = one("list-membership", &["fifty-four"], &[]);
    assert_eq!(verdict, Outcome::Fail);
    assert!(sentence.contains("draft") && sentence.contains("50 entries"), "{sentence}");
    assert!(sentence.contains("gold is on neither"), "{sentence}");
    let (verdict, sentence, _) = one("group-count", &["seventeen"], &[]);
    assert_eq!(verdict, Outcome::Pass, "{sentence}");
    let (verdict, sentence, _) = one("listed-vs-promised", &["promise"], &[]);
    assert_eq!(verdict, Outcome::Fail);
    assert!(sentence.contains("not listed"), "{sentence}");
    let (verdict, sentence, _) = one("superlative", &["lowest"], &[]);
    assert_eq!(verdict, Outcome::Fail);
    assert!(sentence.contains("Afghanistan 15 %"), "{sentence}");
}

#[test]
fn distances_times_and_orders_are_checked() {
    let (verdict, sentence, _) = one("distance", &["near"], &["hill", "mine"]);
    assert_eq!(verdict, Outcome::Pass);
    assert!(sentence.contains("km"), "{sentence}");
    let (verdict, sentence, value) = one("duration-vs-history", &["begun", "done", "takes"], &[]);
    assert_eq!(verdict, Outcome::Fail, "{sentence}");
    near(value("years"), 27.5, 1e-9);
    assert!(sentence.contains("21 to 34"), "{sentence}");
    let (verdict, sentence, _) = one("sequence-order", &["steps"], &[]);
    assert_eq!(verdict, Outcome::Warn);
    assert!(sentence.contains("backwards"), "{sentence}");
}

#[test]
fn what_is_missing_is_said() {
    let (checks, _) = run(&ask("k", "value-vs-economics", &["value"], &[]));
    assert_eq!(checks[0].outcome, Outcome::NotComputable);
    assert!(checks[0].sentence.contains("needs the study"), "{}", checks[0].sentence);
    let (checks, _) = run(&ask("k", "shares-sum", &[], &["hill"]));
    assert_eq!(checks[0].outcome, Outcome::NotComputable);
}
