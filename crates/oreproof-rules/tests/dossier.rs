//! The rules that need the other documents of the case.

use jiff::civil::Date;
use oreproof_promise::{About, Form, Reading, read};
use oreproof_rules::document::{Register, Right};
use oreproof_rules::{Document, Dossier, Tables, check, lexicon};

fn date(text: &str) -> Date {
    text.parse().expect("a test date is an ISO date")
}

fn document(text: &'static str, form: Form, day: &str) -> Reading<'static> {
    read(text, About { form, date: Some(date(day)) }, lexicon())
}

/// What the rules of the family find, and what they say they need.
fn found(
    reading: &Reading<'_>,
    dossier: Option<&Dossier<'_>>,
) -> (Vec<(String, String)>, Vec<String>) {
    let document = Document { reading, tables: Tables::built_in(), dossier };
    let (findings, unanswered) = check(&document, |rule| rule.family() == "DOS");
    let findings = findings.iter().map(|f| (reading.quote(&f.bytes).to_owned(), f.message.clone()));
    (findings.collect(), unanswered.iter().map(|question| question.needs.clone()).collect())
}

fn quotes(reading: &Reading<'_>, dossier: &Dossier<'_>) -> Vec<String> {
    found(reading, Some(dossier)).0.into_iter().map(|(quote, _)| quote).collect()
}

const REPORT: &str =
    "The Indicated Resource at Orla is 12.0 Mt at 1.10% copper, effective 31 May 2024.";

fn with(name: &str, reading: Reading<'static>) -> Dossier<'static> {
    Dossier { documents: vec![(name.to_owned(), reading)], register: None }
}

#[test]
fn an_article_is_held_to_the_technical_report() {
    let dossier = with("report", document(REPORT, Form::TechnicalReportSummary, "2024-06-30"));
    let article = document(
        "The Indicated Resource at Orla is 20 Mt at 1.10% copper.",
        Form::NewsArticle,
        "2025-01-10",
    );
    let (findings, _) = found(&article, Some(&dossier));
    assert_eq!(findings, [("20 Mt".to_owned(), "20 Mt here, 12.0 Mt in report".to_owned())]);
}

#[test]
fn a_report_is_not_held_to_an_older_article() {
    let article = document(
        "The Indicated Resource at Orla is 20 Mt at 1.10% copper.",
        Form::NewsArticle,
        "2024-01-10",
    );
    let report = document(REPORT, Form::TechnicalReportSummary, "2024-06-30");
    assert_eq!(quotes(&report, &with("article", article)), Vec::<String>::new());
}

#[test]
fn rounding_and_the_other_figure_beside_it_are_no_conflict() {
    let dossier = with("report", document(REPORT, Form::TechnicalReportSummary, "2024-06-30"));
    for text in [
        "The Indicated Resource at Orla is 12 million tonnes at 1.1% copper.",
        "The Indicated Resource at Orla is now 14 Mt at 1.10% copper, revised from an Indicated 12.0 Mt.",
        "The Inferred Resource at Orla is 20 Mt at 1.10% copper.",
        "The Indicated Resource at Orla is not 20 Mt.",
    ] {
        let article = document(text, Form::NewsArticle, "2025-01-10");
        let findings = quotes(&article, &dossier);
        assert!(!findings.iter().any(|quote| quote.contains('t')), "{text}: {findings:?}");
    }
}

#[test]
fn a_right_is_looked_up_by_holder_place_and_number() {
    let register = Register {
        date: Some(date("2025-05-01")),
        rights: vec![Right {
            kind: "mining lease".to_owned(),
            holder: "Kestrel Mines Ltd".to_owned(),
            place: "Orla".to_owned(),
            number: Some("ML 204".to_owned()),
            until: Some(date("2030-12-31")),
            ..Right::default()
        }],
    };
    let dossier = Dossier { documents: Vec::new(), register: Some(register) };
    let on = |text| quotes(&document(text, Form::NewsArticle, "2025-06-01"), &dossier);
    let late = |text| quotes(&document(text, Form::NewsArticle, "2031-06-01"), &dossier);
    assert_eq!(on("Kestrel Mines holds a mining lease at Orla."), Vec::<String>::new());
    assert_eq!(on("The company holds mining lease ML 204."), Vec::<String>::new());
    assert_eq!(on("Kestrel Mines holds a mining lease at Dovla."), ["mining lease"]);
    assert_eq!(on("Norvik Ltd holds a mining lease at Orla."), ["mining lease"]);
    assert_eq!(on("Kestrel Mines holds an exploration licence at Orla."), ["exploration licence"]);
    assert_eq!(on("Kestrel Mines will apply for a mining lease at Dovla."), Vec::<String>::new());
    assert_eq!(on("Kestrel Mines does not hold a mining lease at Dovla."), Vec::<String>::new());
    assert_eq!(late("Kestrel Mines holds a mining lease at Orla."), ["mining lease"]);
}

#[test]
fn a_promise_that_nobody_mentions_again_has_lapsed() {
    let memorandum = document(
        "The refinery will be opened in 2023. The school will be finished by June 2022.",
        Form::MouSummary,
        "2021-03-01",
    );
    let silent = with("article", document("The valley is quiet.", Form::NewsArticle, "2025-01-10"));
    assert_eq!(
        quotes(&memorandum, &silent),
        ["will be opened in 2023", "will be finished by June 2022"]
    );
    let moved = with(
        "notice",
        document("The refinery has been moved to 2026.", Form::MinistryThread, "2023-11-02"),
    );
    assert_eq!(quotes(&memorandum, &moved), ["will be finished by June 2022"]);
}

#[test]
fn a_promise_is_not_lapsed_before_its_date() {
    let memorandum = document("The refinery will open in 2027.", Form::MouSummary, "2021-03-01");
    let dossier = with("article", document("All is quiet.", Form::NewsArticle, "2025-01-10"));
    assert_eq!(quotes(&memorandum, &dossier), Vec::<String>::new());
}

#[test]
fn without_a_dossier_each_rule_says_once_what_it_lacks() {
    let text = "The company holds a mining lease. The ridge holds 12 Mt of ore and 40 Mt of rock. Mining will start in 2027, and the smelter will open in 2028.";
    let (findings, needs) = found(&document(text, Form::NewsArticle, "2025-01-10"), None);
    assert!(findings.is_empty());
    assert_eq!(
        needs,
        [
            "the other documents of the case",
            "an extract of the register of mineral rights",
            "the later documents of the case"
        ]
    );
    let (findings, needs) =
        found(&document("The valley is quiet.", Form::NewsArticle, "2025-01-10"), None);
    assert!(findings.is_empty() && needs.is_empty());
}
