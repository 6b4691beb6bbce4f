//! Arithmetic and order: the checks that a case asks for by name.
//!
//! A check takes claims and entries of the case, works out what can be worked out, and says what
//! comes out in a sentence with its numbers. Where something is missing it says what.

mod amounts;
mod prices;
mod rock;
mod words;
mod time;
mod world;

use oreproof_case::Ref;
use oreproof_case::model::{self, Claim, Rule};
use oreproof_case::refs::ToClaim;
use serde::Serialize;

use crate::desk::{Desk, Need};
use crate::figure::FigureId;

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The figures agree.
    Pass,
    /// A number worth knowing; nothing is wrong.
    Info,
    /// It cannot be answered yet.
    NotComputable,
    /// Something a reader should be careful with.
    Warn,
    /// Hardly possible as said.
    Implausible,
    /// It does not hold.
    Fail,
}

impl Outcome {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "holds",
            Self::Info => "for the record",
            Self::NotComputable => "not computable",
            Self::Warn => "careful",
            Self::Implausible => "implausible",
            Self::Fail => "does not hold",
        }
    }
}

/// A check with its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Its name in the case.
    pub id: String,
    /// The rule.
    pub rule: &'static str,
    /// What it asks.
    pub asks: Option<String>,
    /// What it came to.
    pub outcome: Outcome,
    /// What came out, in a sentence.
    pub sentence: String,
    /// The figures in the sentence, and what they were worked out from.
    pub figures: Vec<FigureId>,
    /// The claims it is about.
    pub claims: Vec<String>,
    /// The claims that it speaks against, where it fails.
    pub against: Vec<String>,
    /// What would let it be answered.
    pub needs: Option<Need>,
}

/// A check as asked: its name, its claims and its other entries, in the order that the rule
/// takes them.
pub(crate) struct Ask<'c> {
    pub id: &'c str,
    pub claims: Vec<&'c Claim>,
    pub about: Vec<&'c str>,
}

/// What a rule answers.
pub(crate) struct Answer {
    pub verdict: Outcome,
    pub sentence: String,
    pub figures: Vec<FigureId>,
    /// The claims it speaks against, where the rule knows better than [`blames`].
    pub against: Vec<String>,
}

impl Answer {
    pub fn new(verdict: Outcome, sentence: String, figures: Vec<FigureId>) -> Self {
        Self { verdict, sentence, figures, against: Vec::new() }
    }
}

pub(crate) type Answered = Result<Answer, Need>;

impl<'c> Ask<'c> {
    /// The claim at a place of the order, or the need of it.
    pub fn claim(&self, at: usize, what: &str) -> Result<&'c Claim, Need> {
        self.claims.get(at).copied().ok_or_else(|| Need(format!("a claim of {what}")))
    }

    /// The other entry at a place of the order, or the need of it.
    pub fn about(&self, at: usize, what: &str) -> Result<&'c str, Need> {
        self.about.get(at).copied().ok_or_else(|| Need(format!("{what} in the case")))
    }

    /// The name of a figure of this check.
    pub fn path<'a>(&'a self, name: &'a str) -> [&'a str; 3] {
        ["checks", self.id, name]
    }
}

/// Answers every check that a case asks for, in the order of the case.
pub fn checks(desk: &mut Desk<'_>) -> Vec<Check> {
    desk.case.checks.iter().map(|asked| check(desk, asked)).collect()
}

fn check<'c>(desk: &mut Desk<'c>, asked: &'c model::Check) -> Check {
    let claims: Vec<&Claim> =
        asked.claims.iter().filter_map(|claim| desk.claim(&claim.id)).collect();
    let about = asked.about.iter().map(|entry| entry.id.as_str()).collect();
    let ask = Ask { id: &asked.id, claims, about };
    let answer = answer(asked.rule, desk, &ask);
    let (answer, needs) = match answer {
        Ok(answer) => (answer, None),
        Err(need) => {
            let sentence = format!("not computable: needs {}", need.0);
            (Answer::new(Outcome::NotComputable, sentence, Vec::new()), Some(need))
        }
    };
    let against = match answer.against.is_empty() {
        true => blames(asked.rule, answer.verdict, &asked.claims),
        false => answer.against,
    };
    Check {
        id: asked.id.clone(),
        rule: asked.rule.word(),
        asks: asked.asks.clone(),
        outcome: answer.verdict,
        sentence: answer.sentence,
        figures: answer.figures,
        against,
        claims: asked.claims.iter().map(|claim| claim.id.clone()).collect(),
        needs,
    }
}

/// The claims that a failing check speaks against.
///
/// Those that are only its measure (the parts behind a whole, the reserve under a headline) are
/// not to blame: the first claim bears it, both sides of a contradiction do, and of a history
/// what is said of it.
fn blames(rule: Rule, outcome: Outcome, claims: &[Ref<ToClaim>]) -> Vec<String> {
    if !matches!(outcome, Outcome::Fail | Outcome::Implausible) {
        return Vec::new();
    }
    let blamed = match rule {
        Rule::Contradiction => claims,
        Rule::DurationVsHistory => &claims[claims.len().saturating_sub(1)..],
        _ => &claims[..claims.len().min(1)],
    };
    blamed.iter().map(|claim| claim.id.clone()).collect()
}

fn answer(rule: Rule, desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    match rule {
        Rule::PartsSum => amounts::parts_sum(desk, ask),
        Rule::CoverRatio => amounts::cover_ratio(desk, ask),
        Rule::Growth => amounts::growth(desk, ask),
        Rule::ShareOf => amounts::share_of(desk, ask),
        Rule::Scale => amounts::scale(desk, ask),
        Rule::SharesSum => amounts::shares_sum(desk, ask),
        Rule::Rate => amounts::rate(desk, ask),
        Rule::ImpliedPrice => prices::implied_price(desk, ask),
        Rule::PriceVintage => prices::price_vintage(desk, ask),
        Rule::CompanionDocument => prices::companion_document(desk, ask),
        Rule::RevenueVsCapacity => prices::revenue_vs_capacity(desk, ask),
        Rule::ContainedVsRecoverable => rock::contained_vs_recoverable(desk, ask),
        Rule::InSituValue => rock::in_situ_value(desk, ask),
        Rule::ValueVsEconomics => rock::value_vs_economics(desk, ask),
        Rule::OreTwoWays => rock::ore_two_ways(desk, ask),
        Rule::ReserveWithinResource => rock::reserve_within_resource(desk, ask),
        Rule::ModalityDrift => words::modality_drift(desk, ask),
        Rule::StageVsSchedule => words::stage_vs_schedule(desk, ask),
        Rule::SequenceOrder => words::sequence_order(desk, ask),
        Rule::Contradiction => words::contradiction(desk, ask),
        Rule::CountVsDescribed => words::count_vs_described(desk, ask),
        Rule::CapabilityVsTask => words::capability_vs_task(desk, ask),
        Rule::SourceAudit => words::source_audit(desk, ask),
        Rule::TrackRecord => words::track_record(desk, ask),
        Rule::DurationVsHistory => time::duration_vs_history(desk, ask),
        Rule::DateArithmetic => time::date_arithmetic(desk, ask),
        Rule::Distance => world::distance(desk, ask),
        Rule::ListMembership => world::list_membership(desk, ask),
        Rule::ListedVsPromised => world::listed_vs_promised(desk, ask),
        Rule::GroupCount => world::group_count(desk, ask),
        Rule::Superlative => world::superlative(desk, ask),
    }
}

/// A share as people read it: `6.8 %`.
pub(crate) fn percent(share: f64) -> String {
    let points = 100.0 * share;
    let decimals = match points.abs() {
        p if p >= 100.0 => 0,
        p if p >= 1.0 => 1,
        _ => 2,
    };
    format!("{points:.decimals$} %")
}

/// Words joined as a sentence joins them.
pub(crate) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
