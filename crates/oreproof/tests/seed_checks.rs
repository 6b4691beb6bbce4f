//! The checks on the project's first article that need no outside data, as stated in
//! `seed-checks.json`: each from what the reader understood, or from the findings.
//!
//! The article and its checks lie beside the project; where they are absent the tests say so.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail and say what it skips"
)]

use std::fs;
use std::path::{Path, PathBuf};

use oreproof::promise::{About, Quantity};
use oreproof::{Checked, Options, check};
use oreproof_units::Period;

const TEXT: &str = "seed/000_2ae8036f59b6ab1c.txt";

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        println!("../shared/data/{name} is absent: nothing is checked");
        return None;
    }
    Some(path)
}

/// The article checked, handed to a test; nothing where it is absent.
fn with_article(test: impl Fn(&Checked<'_>)) {
    let Some(path) = shared(TEXT) else { return };
    let text = fs::read_to_string(path).unwrap();
    let about = About { date: "2025-09-25".parse().ok(), ..About::default() };
    test(&check(&text, about, &Options::default()));
}

/// The quantity written so; where it is written several times, the first.
fn quantity<'c>(article: &'c Checked<'_>, quote: &str) -> &'c Quantity {
    let reading = &article.reading;
    reading
        .quantities
        .iter()
        .find(|q| reading.quote(&q.bytes) == quote)
        .unwrap_or_else(|| panic!("{quote} is not read"))
}

fn value(article: &Checked<'_>, quote: &str) -> f64 {
    quantity(article, quote).value()
}

/// The words of every finding of a rule.
fn words<'t>(article: &Checked<'t>, code: &str) -> Vec<&'t str> {
    let of_rule = article.findings.iter().filter(|finding| finding.rule.code == code);
    of_rule.map(|finding| article.reading.quote(&finding.bytes)).collect()
}

/// The message of a rule's one finding.
fn message(article: &Checked<'_>, code: &str) -> String {
    let mut of_rule = article.findings.iter().filter(|finding| finding.rule.code == code);
    let found = of_rule.next().unwrap_or_else(|| panic!("{code} finds nothing"));
    assert!(of_rule.next().is_none(), "{code} finds more than one");
    found.message.clone()
}

/// What `seed-checks.json` expects of one check.
fn expected(id: &str) -> serde_json::Value {
    let path = shared("corpus/seed-checks.json").unwrap();
    let all: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    all["checks"].as_array().unwrap().iter().find(|check| check["id"] == id).unwrap()["expected"]
        .clone()
}

#[track_caller]
fn close(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance * expected.abs(), "{value} against {expected}");
}

#[test]
fn k01_the_parts_make_the_total() {
    with_article(|article| {
        let sum = value(article, "$138bn") + value(article, "$53bn");
        close(sum, expected("K01")["sum_usd"].as_f64().unwrap(), 1e-12);
        // “Over $190bn”: the parts may be more, and SUM001 has nothing to say.
        assert!(sum > value(article, "$190bn"));
        assert!(words(article, "SUM001").is_empty());
    });
}

#[test]
fn k02_and_k03_imply_their_prices() {
    with_article(|article| {
        let copper = value(article, "$138bn") / value(article, "15 million tonnes");
        close(copper, expected("K02")["usd_per_t"].as_f64().unwrap(), 1e-9);
        let gold = value(article, "$53bn") / value(article, "26 million ounces");
        close(gold, expected("K03")["usd_per_troy_oz"].as_f64().unwrap(), 1e-5);
        assert_eq!(quantity(article, "26 million ounces").unit.unwrap().to_string(), "ozt");
        assert_eq!(words(article, "PRC001"), ["$53bn"]);
    });
}

#[test]
fn k10_one_deposit_covers_a_tenth_of_the_trillions() {
    with_article(|article| {
        let claimed = quantity(article, "trillions of dollars");
        assert_eq!((claimed.amount.low, claimed.amount.high), (Some(1e12), None));
        // The plural is two at the least.
        let ratio = 2.0 * claimed.amount.low.unwrap() / value(article, "$190bn");
        close(ratio, expected("K10")["min_ratio"].as_f64().unwrap(), 1e-3);
        assert_eq!(words(article, "VAL002"), ["trillions of dollars"]);
    });
}

#[test]
fn k11_one_amount_is_a_deal_an_investment_and_a_plan() {
    with_article(|article| {
        let called = words(article, "STG001");
        assert!(
            called.contains(&"$500m deal") && called.contains(&"is investing $500m"),
            "{called:?}"
        );
        assert_eq!(value(article, "$500 million"), value(article, "$500m"));
    });
}

#[test]
fn k12_export_comes_before_any_mine() {
    with_article(|article| assert_eq!(words(article, "TIM002"), ["immediately"]));
}

#[test]
fn k13_the_steps_stand_in_reverse() {
    with_article(|article| {
        let found = words(article, "TIM007");
        assert_eq!(found.len(), 1, "{found:?}");
        let places: Vec<usize> = ["export", "processing", "exploration"]
            .iter()
            .map(|step| found[0].find(step).unwrap_or_else(|| panic!("{step} in {found:?}")))
            .collect();
        let stated = expected("K13")["stated"].clone();
        assert_eq!(stated, serde_json::json!(["export", "processing", "exploration"]));
        assert!(places.is_sorted(), "{places:?}");
    });
}

#[test]
fn k24_two_memorandums_are_signed_and_one_is_described() {
    with_article(|article| {
        let expected = expected("K24");
        let (stated, described) = (&expected["stated"], &expected["described"]);
        let message = message(article, "SUM010");
        assert!(message.starts_with(&format!("{stated} ")), "{message}");
        assert!(message.ends_with(&format!("{described} described")), "{message}");
    });
}

#[test]
fn k27_no_earlier_claim_came_true() {
    with_article(|article| {
        let expected = expected("K27");
        let wanted = format!(
            "{} earlier claims: {} realised, {} failed, {} unverified",
            expected["earlier_claims"],
            expected["realised"],
            expected["failed"],
            expected["unverified"]
        );
        assert_eq!(message(article, "SRC005"), wanted);
    });
}

#[test]
fn k29_a_recycler_is_to_explore_mine_and_refine() {
    with_article(|article| {
        let message = message(article, "STG006");
        assert!(message.contains("recycling"), "{message}");
        for task in ["exploration", "mining", "refin"] {
            assert!(message.contains(task), "{task} in {message}");
        }
        assert_eq!(expected("K29")["promised"].as_array().unwrap().len(), 3);
    });
}

#[test]
fn k14_not_all_projects_are_greenfield() {
    with_article(|article| {
        assert_eq!(words(article, "SUM009"), ["all the projects are greenfield"]);
    });
}

#[test]
fn k15_the_articles_own_mine_took_longer_than_it_says() {
    with_article(|article| {
        let dated = |words: &str| -> Period {
            let reading = &article.reading;
            let found = reading.dates.iter().find(|date| reading.quote(&date.bytes) == words);
            found.unwrap_or_else(|| panic!("{words} is not read")).period
        };
        let (found, opened) = (dated("1970s"), dated("early 2000s"));
        let least = opened.first.year() - found.last.year();
        let most = opened.last.year() - found.first.year();
        let years = expected("K15")["years"].clone();
        assert_eq!(
            (Some(i64::from(least)), Some(i64::from(most))),
            (years[0].as_i64(), years[1].as_i64())
        );
        let claimed = quantity(article, "five to 15 years");
        assert_eq!((claimed.amount.low, claimed.amount.high), (Some(5.0), Some(15.0)));
    });
}

#[test]
fn k16_k20_and_k30_are_plain_ratios() {
    with_article(|article| {
        let growth = 100.0 * (value(article, "$842m") / value(article, "$777m") - 1.0);
        close(growth, expected("K16")["pct"].as_f64().unwrap(), 1e-3);
        let people = 100.0 * value(article, "15 million people") / value(article, "240 million");
        close(people, expected("K20")["pct"].as_f64().unwrap(), 1e-9);
        let killed = value(article, "20") / value(article, "20,000 Chinese nationals");
        close(killed, expected("K30")["share"].as_f64().unwrap(), 1e-9);
        // “Since 2021”: from its first day to the day of the article.
        let since = quantity(article, "20").as_of.unwrap();
        let days = f64::from((since.last - since.first).get_days() + 1);
        let yearly = killed / (days / 365.25) * 1e5;
        close(yearly, expected("K30")["per_100k_per_year"].as_f64().unwrap(), 5e-3);
        assert!(words(article, "SUM005").is_empty());
    });
}

#[test]
fn k21_the_list_of_fifty_four_was_a_draft() {
    with_article(|article| {
        assert!(
            words(article, "COM004").contains(&"54 elements"),
            "{:?}",
            words(article, "COM004")
        );
        let message =
            article.findings.iter().find(|f| f.rule.code == "COM004").unwrap().message.clone();
        let in_force = expected("K21")["on_2025-09-25_in_force"].as_u64().unwrap();
        assert!(message.contains(&in_force.to_string()) && message.contains("draft"), "{message}");
    });
}

#[test]
fn k22_there_are_seventeen_rare_earths() {
    with_article(|article| {
        let known = oreproof::promise::commodity::RARE_EARTHS.len();
        assert_eq!(value(article, "17 metallic elements"), known as f64);
        assert!(words(article, "REE003").is_empty());
    });
}

#[test]
fn k25_the_dates_agree() {
    with_article(|article| {
        let dates: Vec<String> =
            article.reading.dates.iter().map(|date| date.period.to_string()).collect();
        // The date printed twice without a space is one day, and a Thursday.
        assert!(dates.contains(&"2025-09-25".to_owned()), "{dates:?}");
        let day: jiff::civil::Date = "2025-09-25".parse().unwrap();
        assert_eq!(day.weekday(), jiff::civil::Weekday::Thursday);
        assert_eq!(value(article, "Five months"), 5.0);
        assert!(dates.contains(&"2025-09-08".to_owned()), "{dates:?}");
    });
}

#[test]
fn k28_the_anonymous_and_the_interested_are_named() {
    with_article(|article| {
        let unnamed = expected("K28")["anonymous_official"].as_u64().unwrap();
        assert_eq!(words(article, "SRC001").len() as u64, unnamed);
        assert_eq!(words(article, "SRC004").len(), 2);
    });
}
