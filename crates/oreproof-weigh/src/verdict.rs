//! A verdict for each claim: does the proof carry the promise?
//!
//! A verdict speaks of the claim and never of the speaker or the deposit. It follows from what
//! stands behind the claim and from what its arithmetic came to; no weights, no score.

use std::collections::BTreeSet;

use oreproof_case::model::{Claim, LinkKind, Result as Became};
use oreproof_evidence::{ClaimEvidence, P};
use serde::Serialize;

use crate::check::Check;
use crate::desk::{Desk, Need};

/// Whether the proof carries the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Independent records agree, or it has happened.
    Proven,
    /// A record says so, and nothing speaks against it.
    Supported,
    /// Nothing but words stands behind it.
    Unproven,
    /// Its figures do not fit each other, or what else is known.
    Doubtful,
    /// Something better proven says otherwise.
    Contradicted,
    /// It cannot be answered for want of something.
    NotComputable,
}

impl Verdict {
    /// Every verdict, from the best to the worst.
    pub const ALL: [Self; 6] = [
        Self::Proven,
        Self::Supported,
        Self::Unproven,
        Self::NotComputable,
        Self::Doubtful,
        Self::Contradicted,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Supported => "supported",
            Self::Unproven => "unproven",
            Self::Doubtful => "doubtful",
            Self::Contradicted => "contradicted",
            Self::NotComputable => "not computable",
        }
    }
}

/// A claim weighed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// The claim.
    pub claim: String,
    /// What is said, in the words of the case's author.
    pub says: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, the weightiest first.
    pub because: Vec<String>,
    /// The checks it takes part in.
    pub checks: Vec<String>,
    /// The documents that would settle it, by the grade they would raise.
    pub settle: Vec<(&'static str, String)>,
    /// What stands behind it.
    pub evidence: ClaimEvidence,
}

/// Weighs one claim.
pub fn weigh_claim(
    desk: &Desk<'_>,
    claim: &Claim,
    evidence: ClaimEvidence,
    checks: &[Check],
) -> Weighed {
    let id = &claim.id.id;
    let mine: Vec<&Check> = checks.iter().filter(|check| check.claims.contains(id)).collect();
    let blamed: Vec<&Check> =
        mine.iter().copied().filter(|check| check.against.contains(id)).collect();
    let mut because = Vec::new();
    let failed = claim.outcome.as_ref().filter(|outcome| outcome.result == Became::Failed);
    let against = contradicted_by(desk, claim, &evidence);
    let unanswered: Vec<&Need> = mine.iter().filter_map(|check| check.needs.as_ref()).collect();
    let grade = evidence.proof.grade;
    let verdict = if failed.is_some() {
        because.push("it did not come true".to_owned());
        Verdict::Contradicted
    } else if let Some(other) = against {
        because.push(format!("better proven: {other}"));
        Verdict::Contradicted
    } else if !blamed.is_empty() {
        Verdict::Doubtful
    } else if P::P4 <= grade {
        Verdict::Proven
    } else if P::P2 <= grade {
        Verdict::Supported
    } else if !unanswered.is_empty() && unanswered.len() == mine.len() {
        Verdict::NotComputable
    } else {
        Verdict::Unproven
    };
    because.extend(blamed.iter().map(|check| check.sentence.clone()));
    because.extend(unanswered.iter().map(|need| format!("needs {}", need.0)));
    because.extend(evidence.proof.because.clone());
    because.extend(evidence.proof.capped.map(str::to_owned));
    let settle = evidence.raises().into_iter().map(|(axis, document)| (axis, document.to_owned()));
    Weighed {
        claim: id.clone(),
        says: claim.says.clone(),
        verdict,
        because,
        checks: mine.iter().map(|check| check.id.clone()).collect(),
        settle: settle.collect(),
        evidence,
    }
}

/// What a better proven claim says against it.
fn contradicted_by(desk: &Desk<'_>, claim: &Claim, evidence: &ClaimEvidence) -> Option<String> {
    let none = BTreeSet::new();
    let better = |other: &Claim| {
        let proof = oreproof_evidence::proof::prove(desk.case, other, &none, &none);
        evidence.proof.grade < proof.grade && P::P2 <= proof.grade
    };
    desk.case.claims.iter().find_map(|other| {
        let linked = |a: &Claim, b: &Claim| {
            a.links.iter().any(|link| {
                matches!(link.kind, LinkKind::Contradicts | LinkKind::Fails)
                    && link.to.id == b.id.id
            })
        };
        let against = linked(other, claim) || linked(claim, other);
        (against && better(other)).then(|| other.says.clone())
    })
}
