//! The public page of a rule, and the list of all of them, as Markdown.
//!
//! A page is the comment at the head of the rule's file with what the registry
//! knows added, so it cannot disagree with the rule.

use std::fmt::Write as _;

use oreproof_promise::FormGroup;
use oreproof_rules::rule::Example;
use oreproof_rules::{DecidedBy, Forms, Rule, rules};

/// Families in catalogue order: letters, name and subject.
pub const FAMILIES: &[(&str, &str, &str)] = &[
    ("VAL", "Valuation", "worth attached to what lies in the ground"),
    ("CAT", "Category and estimate", "how sure a tonnage is, and whether the text says so"),
    ("EXP", "Exploration", "targets, intercepts and samples"),
    ("SUM", "Arithmetic", "numbers that contradict one another"),
    ("UNI", "Units", "units and currencies that can be read two ways, or not at all"),
    ("STG", "Stage and instrument", "what has been signed, permitted and studied"),
    ("SRC", "Attribution", "who says so, and what they gain"),
    ("TIM", "Time", "dates, periods and staleness"),
    ("MON", "Money and shares", "capital, income, jobs and who receives what"),
    ("PRC", "Price", "prices used and prices implied"),
    ("GEO", "Place, tenure and interest", "whose, where, and whether anyone has recorded it"),
    ("REE", "Rare earths", "the ways in which rare-earth claims go wrong"),
    ("COM", "Other commodities", "basis and form of the product"),
    ("LAN", "Language", "words that sound like numbers or rankings"),
    ("DOS", "Dossier", "checks against the other documents of the case"),
];

/// The page of one rule.
pub fn page(rule: &Rule) -> String {
    let comment = rule.comment();
    let (title, body) = comment.split_once('\n').unwrap_or((&comment, ""));
    let mut page = format!(
        "# {}: {}\n\n`{}` · {} · {} · {} · tier {}\n\n{}\n",
        rule.code,
        title.trim_start_matches('#').trim(),
        rule.name,
        rule.severity,
        decided_by(rule),
        forms(rule),
        rule.tier,
        body.trim(),
    );
    let _ = write!(
        page,
        "\n## What it says\n\n`{}`\n\nHelp: {}.\n\nNorm: {}.\n",
        rule.message, rule.help, rule.norm
    );
    for (heading, examples) in [("Fires on", rule.fires_on), ("Silent on", rule.silent_on)] {
        let _ = writeln!(page, "\n## {heading}");
        examples.iter().for_each(|example| show(example, &mut page));
    }
    page
}

/// The list of every rule by family, each with a link to its page.
pub fn index() -> String {
    let mut page = format!(
        "# Rules\n\nThere are {} rules.\n\
         An `error` is barred, false or meaningless as it stands; a `warn` lacks something that a reader needs; \
         an `info` is worth a question.\n",
        rules().count()
    );
    for (family, name, about) in FAMILIES {
        let of_family: Vec<_> = rules().filter(|rule| rule.family() == *family).collect();
        if of_family.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {family}: {name}\n\n{}.\n\n", capital(about));
        page.push_str("| rule | name | severity | says |\n|---|---|---|---|\n");
        for rule in of_family {
            let Rule { code, name, severity, message, .. } = rule;
            let message = message.replace('|', "\\|");
            let _ = writeln!(page, "| [{code}]({code}.md) | {name} | {severity} | {message} |");
        }
    }
    page
}

fn show(example: &Example, page: &mut String) {
    page.push('\n');
    for line in example.text.lines() {
        let _ = writeln!(page, "{}", format!("> {line}").trim_end());
    }
    let form = example.form.map(|form| format!("as `{}`", form.name()));
    let date = example.date.map(|date| format!("dated {date}"));
    let notes: Vec<String> = form.into_iter().chain(date).collect();
    if !notes.is_empty() {
        let _ = write!(page, "\n({})\n", notes.join(", "));
    }
}

fn decided_by(rule: &Rule) -> &'static str {
    match rule.decided_by {
        DecidedBy::Text => "decided by the text",
        DecidedBy::Reference => "needs reference tables",
        DecidedBy::Dossier => "needs the other documents of the case",
    }
}

fn forms(rule: &Rule) -> String {
    match rule.forms {
        Forms::All => "every form".to_owned(),
        Forms::Groups(groups) => {
            let name = |group: &FormGroup| match group {
                FormGroup::Issuer => "issuers",
                FormGroup::State => "states",
                FormGroup::Press => "press",
            };
            format!("forms of {}", groups.iter().map(name).collect::<Vec<_>>().join(", "))
        }
        Forms::These(forms) => {
            let names = forms.iter().map(|form| format!("`{}`", form.name()));
            names.collect::<Vec<_>>().join(", ")
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_in_the_index() {
        let index = index();
        for rule in rules() {
            assert!(index.contains(&format!("[{0}]({0}.md)", rule.code)), "{}", rule.code);
            let page = page(rule);
            assert!(page.starts_with(&format!("# {}: ", rule.code)), "{}", rule.code);
            assert!(page.contains(rule.norm) && page.contains("## Fires on"), "{}", rule.code);
        }
    }
}
