//! Counts of right, wrong and missed, and the table they are printed in.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde_json::Value;

use super::agree::{matched, same_finding, same_quantity};
use super::label::Label;

/// What is said of a quantity beside value and unit, in the order printed.
const ATTRIBUTES: [&str; 8] =
    ["kind", "commodity", "place", "as_of", "category", "speaker", "modality", "bound"];

/// How many were right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) missed: usize,
}

/// A whole corpus, scored.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) quantities: Tally,
    pub(crate) findings: Tally,
    documents: Vec<(String, Tally, Tally)>,
    by_rule: BTreeMap<String, Tally>,
    by_kind: BTreeMap<String, Tally>,
    /// Right, and how many were attempted.
    attributes: BTreeMap<&'static str, (usize, usize)>,
    notes: Vec<String>,
}

impl Tally {
    fn said(&self) -> usize {
        self.right + self.wrong
    }

    fn gold(&self) -> usize {
        self.right + self.missed
    }

    /// The right part of what was said. Nothing said and nothing to say is perfect.
    pub(crate) fn precision(&self) -> f64 {
        ratio(self.right, self.said(), self.missed == 0)
    }

    /// The part of what is there that was said.
    pub(crate) fn recall(&self) -> f64 {
        ratio(self.right, self.gold(), self.wrong == 0)
    }

    /// The harmonic mean of the two.
    pub(crate) fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    fn of(labels: usize, said: usize, right: usize) -> Self {
        Self { right, wrong: said - right, missed: labels - right }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn row(&self, name: &str) -> String {
        let (gold, said, right) = (self.gold(), self.said(), self.right);
        let (p, r, f1) = (self.precision(), self.recall(), self.f1());
        format!("{name:<14}{gold:>6}{said:>6}{right:>6}{p:>9.3}{r:>9.3}{f1:>9.3}")
    }
}

fn ratio(part: usize, whole: usize, perfect: bool) -> f64 {
    match whole {
        0 if perfect => 1.0,
        0 => 0.0,
        whole => part as f64 / whole as f64,
    }
}

impl Scores {
    /// Adds one document: what its label says and what was said of it.
    pub(crate) fn add(&mut self, label: &Label, said: &Label) {
        let quantities = self.add_quantities(label, said);
        let findings = self.add_findings(label, said);
        self.quantities.add(quantities);
        self.findings.add(findings);
        self.documents.push((label.id.clone(), quantities, findings));
    }

    fn add_quantities(&mut self, label: &Label, said: &Label) -> Tally {
        let pairs = matched(&label.quantities, &said.quantities, same_quantity);
        for (i, quantity) in label.quantities.iter().enumerate() {
            let right = usize::from(pairs.iter().any(|pair| pair.0 == i));
            let kind = quantity.attributes.get("kind").and_then(Value::as_str).unwrap_or("");
            let one = Tally { right, wrong: 0, missed: 1 - right };
            self.by_kind.entry(kind.to_owned()).or_default().add(one);
            if right == 0 {
                self.note(
                    &label.id,
                    "missed quantity ",
                    (quantity.start, quantity.end),
                    &quantity.quote,
                );
            }
        }
        for (j, quantity) in said.quantities.iter().enumerate() {
            if !pairs.iter().any(|pair| pair.1 == j) {
                let unit = quantity.unit.as_deref().unwrap_or("no unit");
                let shown = format!("{} {} {unit}", quantity.quote, quantity.value);
                self.note(&label.id, "wrong  quantity ", (quantity.start, quantity.end), &shown);
            }
        }
        for &(i, j) in &pairs {
            let (truth, said) = (&label.quantities[i], &said.quantities[j]);
            for name in ATTRIBUTES {
                // What nobody labelled cannot be right or wrong.
                if let Some(value) = said.attributes.get(name)
                    && truth.attributes.contains_key(name)
                {
                    let count = self.attributes.entry(name).or_default();
                    count.0 += usize::from(truth.attributes.get(name) == Some(value));
                    count.1 += 1;
                }
            }
        }
        Tally::of(label.quantities.len(), said.quantities.len(), pairs.len())
    }

    fn add_findings(&mut self, label: &Label, said: &Label) -> Tally {
        let pairs = matched(&label.findings, &said.findings, same_finding);
        for (i, finding) in label.findings.iter().enumerate() {
            let right = usize::from(pairs.iter().any(|pair| pair.0 == i));
            let one = Tally { right, wrong: 0, missed: 1 - right };
            self.by_rule.entry(finding.rule.clone()).or_default().add(one);
            if right == 0 {
                let what = format!("missed {} ", finding.rule);
                self.note(&label.id, &what, (finding.start, finding.end), &finding.quote);
            }
        }
        for (j, finding) in said.findings.iter().enumerate() {
            if !pairs.iter().any(|pair| pair.1 == j) {
                let one = Tally { wrong: 1, ..Tally::default() };
                self.by_rule.entry(finding.rule.clone()).or_default().add(one);
                let what = format!("wrong  {} ", finding.rule);
                self.note(&label.id, &what, (finding.start, finding.end), &finding.quote);
            }
        }
        Tally::of(label.findings.len(), said.findings.len(), pairs.len())
    }

    /// Whether both totals reach a floor.
    pub(crate) fn reach(&self, quantities: f64, findings: f64) -> bool {
        self.quantities.f1() >= quantities && self.findings.f1() >= findings
    }

    fn note(&mut self, id: &str, what: &str, (start, end): (usize, usize), quote: &str) {
        self.notes.push(format!("{id} {what} {start}..{end} {quote:?}"));
    }

    /// The mean F1 of the rules that the labels hold, and how many they are.
    fn macro_f1(&self) -> (f64, usize) {
        let occurring: Vec<f64> =
            self.by_rule.values().filter(|t| t.gold() > 0).map(Tally::f1).collect();
        let n = occurring.len();
        (if n == 0 { 1.0 } else { occurring.iter().sum::<f64>() / n as f64 }, n)
    }

    /// One line a document.
    pub(crate) fn per_document(&self) -> String {
        let mut out = format!("{:<24}{:>15}{:>13}\n", "document", "quantities F1", "findings F1");
        for (id, quantities, findings) in &self.documents {
            let (q, f) = (quantities.f1(), findings.f1());
            let _ = writeln!(out, "{id:<24}{q:>15.3}{f:>13.3}");
        }
        out
    }

    /// What was missed and what was wrong, one a line.
    pub(crate) fn misses(&self) -> String {
        self.notes.join("\n")
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!(
            "{:<14}{:>6}{:>6}{:>6}{:>9}{:>9}{:>9}",
            "", "gold", "said", "right", "P", "R", "F1"
        );
        writeln!(f, "{} documents\n\n{head}", self.documents.len())?;
        writeln!(f, "{}", self.quantities.row("quantities"))?;
        writeln!(f, "{}", self.findings.row("findings"))?;
        writeln!(f, "\nfindings by rule\n{head}")?;
        for (rule, tally) in &self.by_rule {
            writeln!(f, "{}", tally.row(rule))?;
        }
        let (mean, n) = self.macro_f1();
        writeln!(f, "\nmacro F1 over {n} rules that occur: {mean:.3}")?;
        writeln!(f, "\nquantities by kind (recall)")?;
        for (kind, tally) in &self.by_kind {
            writeln!(f, "{kind:<18}{:>5} of {}", tally.right, tally.gold())?;
        }
        if !self.attributes.is_empty() {
            writeln!(f, "\nattributes of matched quantities")?;
        }
        for name in ATTRIBUTES {
            if let Some((right, of)) = self.attributes.get(name) {
                let part = *right as f64 / *of as f64;
                writeln!(f, "{name:<18}{right:>5} of {of}  {part:.3}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_find_and_nothing_said_is_perfect() {
        assert_eq!(Tally::default().f1(), 1.0);
        assert_eq!(Tally { wrong: 1, ..Tally::default() }.f1(), 0.0);
        assert_eq!(Tally { missed: 1, ..Tally::default() }.f1(), 0.0);
        assert_eq!(Tally { right: 1, wrong: 1, missed: 0 }.f1(), 2.0 / 3.0);
    }
}
