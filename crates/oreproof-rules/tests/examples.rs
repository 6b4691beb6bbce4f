//! Every rule fires on its firing examples and stays silent on the others.

use jiff::civil::Date;
use oreproof_promise::{About, FORMS, Form};
use oreproof_rules::rule::Example;
use oreproof_rules::{Document, Forms, Rule, Tables, check, lexicon, rules};

/// A form that the rule reads, where its example names none.
fn form_of(rule: &Rule, example: &Example) -> Form {
    let first = || FORMS.iter().map(|(form, _)| *form).find(|form| rule.forms.include(*form));
    example.form.or_else(first).expect("a rule reads at least one form")
}

fn fires(rule: &Rule, example: &Example) -> bool {
    let date: Date =
        example.date.unwrap_or("2025-06-30").parse().expect("example dates are ISO dates");
    let about = About { form: form_of(rule, example), date: Some(date) };
    let reading = oreproof_promise::read(example.text, about, lexicon());
    let document = Document { reading: &reading, tables: Tables::built_in(), dossier: None };
    let (findings, _) = check(&document, |_| true);
    findings.iter().any(|finding| finding.rule.code == rule.code)
}

#[test]
fn every_rule_fires_where_it_says_and_only_there() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in rule.fires_on.iter().filter(|example| !fires(rule, example)) {
            wrong.push(format!("{} is silent on: {}", rule.code, example.text));
        }
        for example in rule.silent_on.iter().filter(|example| fires(rule, example)) {
            wrong.push(format!("{} fires on: {}", rule.code, example.text));
        }
    }
    assert!(wrong.is_empty(), "{} examples disagree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_four_examples_of_each_kind() {
    for rule in rules().filter(|rule| rule.family() != "DOS") {
        assert!(
            rule.fires_on.len() >= 4,
            "{} has {} firing examples",
            rule.code,
            rule.fires_on.len()
        );
        assert!(
            rule.silent_on.len() >= 4,
            "{} has {} silent examples",
            rule.code,
            rule.silent_on.len()
        );
    }
}

#[test]
fn codes_are_unique_and_in_order_within_their_family() {
    let codes: Vec<&str> = rules().map(|rule| rule.code).collect();
    for pair in codes.windows(2) {
        assert!(
            pair[0][..3] != pair[1][..3] || pair[0] < pair[1],
            "{} before {}",
            pair[0],
            pair[1]
        );
    }
    assert!(rules().all(|rule| !matches!(rule.forms, Forms::These([]) | Forms::Groups([]))));
}
