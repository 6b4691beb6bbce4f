//! P: how well a claim is proven.
//!
//! The grade is the strongest evidence that is held, not the strongest that is reported. What
//! is said by nobody in particular stays a report; what fails its arithmetic stays a report
//! until that is explained; saying a thing again proves nothing.

use std::collections::BTreeSet;

use oreproof_case::Case;
use oreproof_case::model::{
    Attribution, Claim, ClaimKind, Interest, Modality, PartyKind, Result as Became, SourceKind,
};
use serde::Serialize;

use crate::backing::{Backing, backing, nameable};
use crate::index;

/// How well a claim is proven, from an interested word to an outcome on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum P {
    /// Said by somebody who gains from it, with no document.
    P0,
    /// Reported and attributed, by one voice.
    P1,
    /// On an official record that can be named.
    P2,
    /// The document itself is held and quoted.
    P3,
    /// Two independent official records agree, and everything that can be computed does.
    P4,
    /// It has happened, and the returns show it.
    P5,
}

impl P {
    /// What the grade says.
    pub fn words(self) -> &'static str {
        match self {
            Self::P0 => "an interested party says so, and shows nothing",
            Self::P1 => "it is reported and attributed, by one voice",
            Self::P2 => "an official record that can be named says so",
            Self::P3 => "the document itself is held and quoted",
            Self::P4 => "two independent official records agree",
            Self::P5 => "it has happened, and the returns show it",
        }
    }

    /// The one document that would take the claim a grade further.
    pub fn next_proof(self) -> Option<&'static str> {
        Some(match self {
            Self::P0 => "a report that names who says so, by somebody who does not gain from it",
            Self::P1 => "the official record of it: a filing, a register, a study, a signed paper",
            Self::P2 => "the text of that record itself",
            Self::P3 => "a second official record by somebody else that says the same",
            Self::P4 => "the returns, customs records or receipts that show it happened",
            Self::P5 => return None,
        })
    }
}

/// A grade of proof with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    /// The grade.
    pub grade: P,
    /// Why, in order of weight.
    pub because: Vec<String>,
    /// The sources and documents it rests on.
    pub sources: Vec<String>,
    /// What holds it down, where something does.
    pub capped: Option<&'static str>,
}

/// Grades a claim.
///
/// `failed` names the claims whose arithmetic fails; `quoted` the documents, by name, whose
/// text was at hand and whose quotes were verified in it.
pub fn prove(
    case: &Case,
    claim: &Claim,
    failed: &BTreeSet<String>,
    quoted: &BTreeSet<String>,
) -> Proof {
    let official: Vec<Backing> =
        backing(case, claim).into_iter().filter(|b| index::is_official(case, &b.source)).collect();
    let mut proof = base(case, claim);
    if let Some(first) = official.first().or(nameable(case, claim).first()) {
        raise(&mut proof, P::P2, first.says.clone(), &first.source);
    }
    let mut held = claim.spans.iter().filter_map(|span| index::document(case, &span.document.id));
    if let Some(document) = held.find(|d| d.primary && quoted.contains(&d.id.id)) {
        let words = format!("{} is held, and the words stand in it", document.title);
        raise(&mut proof, P::P3, words, &document.id.id);
    }
    if let Some((a, b)) = independent(case, &official) {
        let words = format!("{} and {} agree", title(case, &a.source), title(case, &b.source));
        raise(&mut proof, P::P4, words, &b.source);
    }
    let outcome = claim.outcome.as_ref().filter(|outcome| outcome.result == Became::Realised);
    if let Some(source) = outcome.and_then(|outcome| outcome.source.as_ref())
        && index::is_official(case, &source.id)
    {
        let words = format!("{} shows that it happened", title(case, &source.id));
        raise(&mut proof, P::P5, words, &source.id);
    }
    let cap = if failed.contains(&claim.id.id) {
        Some("its arithmetic fails, and nobody has explained why")
    } else if is_nobody(case, claim) && proof.grade < P::P5 {
        Some("it is said by nobody in particular")
    } else {
        None
    };
    if let Some(cap) = cap.filter(|_| P::P1 < proof.grade) {
        proof.grade = P::P1;
        proof.capped = Some(cap);
    }
    proof
}

/// What the mere report is worth.
fn base(case: &Case, claim: &Claim) -> Proof {
    let speaker = claim.speaker.as_ref().and_then(|speaker| index::party(case, &speaker.id));
    // A voice without a name cannot be held to an interest: the reporter answers for it, and
    // that it is nobody's caps the grade besides.
    let gains = serves(claim)
        && !is_nobody(case, claim)
        && speaker.and_then(|party| party.interest).is_some_and(|interest| {
            matches!(
                interest,
                Interest::PromoterGovernment | Interest::Counterparty | Interest::Adviser
            )
        });
    let name = speaker.map_or("the text itself", |party| &party.name);
    let (grade, because) = match gains {
        true => (P::P0, format!("{name} says so, and gains from it")),
        false => (P::P1, format!("{name} says so")),
    };
    let spans = claim.spans.iter().map(|span| span.document.id.clone());
    let source = claim.source.iter().map(|source| source.id.clone());
    let sources: BTreeSet<String> = spans.chain(source).collect();
    Proof { grade, because: vec![because], sources: sources.into_iter().collect(), capped: None }
}

/// Whether a claim can serve who gains from a venture: it promises, or it praises what the
/// venture has, can do or will bring. A length of time, an order of steps, a view of others or
/// a plain state of things serves nobody by itself.
fn serves(claim: &Claim) -> bool {
    use ClaimKind::{
        Casualties, Count, Date, Debt, Distance, Duration, Opinion, Population, Sequence, Status,
        Tariff,
    };
    let promises =
        matches!(claim.modality, Modality::Promised | Modality::Envisaged | Modality::Aspired);
    match claim.kind {
        Casualties | Debt | Distance | Duration | Opinion | Population | Sequence | Tariff => false,
        // That something has got far serves; that it has not does not.
        Status => claim.stage.is_some() || promises,
        Count | Date => promises,
        _ => true,
    }
}

fn raise(proof: &mut Proof, grade: P, because: String, source: &str) {
    proof.grade = proof.grade.max(grade);
    proof.because.insert(0, because);
    if !proof.sources.iter().any(|known| known == source) {
        proof.sources.push(source.to_owned());
    }
}

/// Two official records by different publishers.
fn independent<'b>(case: &Case, official: &'b [Backing]) -> Option<(&'b Backing, &'b Backing)> {
    let first = official.first()?;
    let other = official.iter().find(|other| {
        index::publisher(case, &other.source) != index::publisher(case, &first.source)
    })?;
    Some((first, other))
}

/// Whether nobody stands behind the words.
fn is_nobody(case: &Case, claim: &Claim) -> bool {
    let speaker = claim.speaker.as_ref().and_then(|speaker| index::party(case, &speaker.id));
    matches!(claim.attribution, Attribution::Anonymous | Attribution::Passive)
        || speaker.is_some_and(|party| party.kind == PartyKind::Anonymous)
}

fn title<'c>(case: &'c Case, origin: &'c str) -> &'c str {
    let source = index::source(case, origin).map(|source| source.title.as_str());
    source.or_else(|| index::document(case, origin).map(|d| d.title.as_str())).unwrap_or(origin)
}

/// Whether a source is a report by the press or less, which repeats and does not record.
pub fn is_report(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Press | SourceKind::Page | SourceKind::Memory)
}
