//! Which rule silences which, where two fire on the same words.
//!
//! The catalogue's section 1.5. Most of it is built into the rules themselves
//! (a target is no uncategorised tonnage); what needs the findings of two rules
//! is settled here.

use crate::finding::Finding;

/// The first rule silences the second on overlapping words.
const SILENCES: &[(&str, &str)] = &[
    ("CAT004", "CAT002"),
    ("CAT006", "CAT001"),
    ("EXP001", "CAT001"),
    ("EXP002", "CAT001"),
    ("CAT001", "CAT005"),
    ("TIM006", "TIM001"),
];

/// Takes out the findings that a stronger rule silences.
pub(crate) fn settle(findings: &mut Vec<Finding>) {
    let overlaps =
        |a: &Finding, b: &Finding| a.bytes.start < b.bytes.end && b.bytes.start < a.bytes.end;
    let mut silenced = vec![false; findings.len()];
    for (strong, weak) in SILENCES {
        // Findings of one rule come in order of place, so two fingers suffice.
        let of = |code: &str| -> Vec<usize> {
            findings
                .iter()
                .enumerate()
                .filter(|(_, f)| f.rule.code == code)
                .map(|(at, _)| at)
                .collect()
        };
        let strong = of(strong);
        if strong.is_empty() {
            continue;
        }
        let mut from = 0;
        for weak in of(weak) {
            while from < strong.len()
                && findings[strong[from]].bytes.end <= findings[weak].bytes.start
            {
                from += 1;
            }
            if from < strong.len() && overlaps(&findings[strong[from]], &findings[weak]) {
                silenced[weak] = true;
            }
        }
    }
    let mut silenced = silenced.into_iter();
    findings.retain(|_| silenced.next() != Some(true));
}
