//! S: how far an instrument, a title, a site or a project has gone.
//!
//! A stage is what the case shows to have been reached: by an event that it records, by the
//! paper itself, or by a title. Where nothing is heard for two years of something that is not
//! producing yet, it is taken to be shelved, and after four years cancelled; both are marked as
//! inferred, and one piece of news undoes them.
//!
//! Source of the terms of silence: Global Energy Monitor, the status definitions of its
//! trackers. Source of the stages: OCDS and Land Matrix for commitments, UNFC (2019) for the
//! feasibility axis.

use std::collections::BTreeSet;

use jiff::Unit;
use jiff::civil::Date;
use oreproof_case::Case;
use oreproof_case::model::{
    Binding, Disclosure, Instrument, InstrumentKind, Knowing, Stage, Title, TitleKind, TitleStatus,
};
use oreproof_units::Period;
use serde::Serialize;

use crate::index;

/// Whole years of silence after which something is taken to be shelved, and to be cancelled.
pub const SILENCE: (i32, i32) = (2, 4);

/// Where something stands on the day of the weighing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// What: its name in the case.
    pub of: String,
    /// The furthest stage shown, or how it ended.
    #[serde(serialize_with = "word")]
    pub stage: Stage,
    /// When it was reached.
    pub since: Option<String>,
    /// Whether somebody saw it or silence says it.
    pub inferred: bool,
    /// The furthest stage reached before it ended, where it ended.
    #[serde(serialize_with = "maybe_word")]
    pub before: Option<Stage>,
    /// The last day on which something was heard of it.
    pub last_heard: Option<Date>,
    /// Why it stands there.
    pub because: String,
    /// The one document that would take it a stage further; none at the end of the road.
    pub raise: Option<&'static str>,
}

fn word<S: serde::Serializer>(stage: &Stage, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(stage.word())
}

fn maybe_word<S: serde::Serializer>(
    stage: &Option<Stage>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match stage {
        Some(stage) => serializer.serialize_some(stage.word()),
        None => serializer.serialize_none(),
    }
}

/// How far along the road a stage lies; nothing for one that has left it.
pub fn rank(stage: Stage) -> Option<u8> {
    use Stage::{S0, S1, S2, S3, S4, S5, S6, S7, S8, S9};
    [S0, S1, S2, S3, S4, S5, S6, S7, S8, S9].iter().position(|s| *s == stage).map(|at| at as u8)
}

/// The one document that takes something beyond a stage.
fn next_proof(stage: Stage) -> Option<&'static str> {
    Some(match stage {
        Stage::S0 => "a statement that names the parties",
        Stage::S1 => "the text of the memorandum, or two signatories on record",
        Stage::S2 => "the signed text of an agreement that binds",
        Stage::S3 => "the licence number, term and outline in the register",
        Stage::S4 => "the mining lease or mineral agreement, with the environmental approval",
        Stage::S5 => "the filing of the decision to invest, or the lenders' notice of closing",
        Stage::S6 => "pictures or returns that show building, and the capital spent",
        Stage::S7 => "a return of production",
        Stage::S8 => "customs returns and the treasury's receipt of the royalty",
        Stage::S9 => return None,
        Stage::Shelved | Stage::Cancelled => "any dated news of work or payment",
        Stage::Failed | Stage::Expired => "a new agreement or title",
    })
}

/// UNFC class of a stage on the feasibility axis.
///
/// Source: UNFC (2019), annex I; the bridging document ECE/ENERGY/GE.3/2024/5 decides.
pub fn unfc_f(stage: Stage) -> Option<&'static str> {
    Some(match stage {
        Stage::S0 | Stage::S1 => "F4",
        Stage::S2 => "F4–F3",
        Stage::S3 | Stage::S4 => "F3",
        Stage::S5 => "F2.1–F1.3",
        Stage::S6 | Stage::S7 => "F1.2",
        Stage::S8 | Stage::S9 => "F1.1",
        Stage::Shelved | Stage::Cancelled | Stage::Failed | Stage::Expired => return None,
    })
}

/// A stage shown by something, with the day and the words for why.
struct Shown {
    stage: Stage,
    date: Option<Period>,
    inferred: bool,
    because: String,
}

/// Where everything of the case stands on a day, in the order of names.
///
/// The case holds only what was known on the day.
pub fn standings(case: &Case, day: Date) -> Vec<Standing> {
    let mut names: BTreeSet<&str> = case.stage_events.iter().map(|event| &*event.of.id).collect();
    names.extend(case.milestones.iter().map(|milestone| &*milestone.of.id));
    names.extend(case.instruments.iter().map(|instrument| &*instrument.id.id));
    names.extend(case.titles.iter().map(|title| &*title.id.id));
    names.extend(case.sites.iter().map(|site| &*site.id.id));
    names.into_iter().filter_map(|name| standing(case, name, day)).collect()
}

/// Where one thing stands; nothing where the case shows no stage of it.
pub fn standing(case: &Case, name: &str, day: Date) -> Option<Standing> {
    let mut shown: Vec<Shown> = Vec::new();
    for event in case.stage_events.iter().filter(|event| event.of.id == name) {
        let (date, inferred) = (Some(event.date), event.known == Knowing::Inferred);
        let because = format!("the case records {} on {}", event.stage.word(), event.date);
        shown.push(Shown { stage: event.stage, date, inferred, because });
    }
    if let Some(instrument) = case.instruments.iter().find(|i| i.id.id == name) {
        shown.extend(by_paper(instrument));
    }
    if let Some(title) = case.titles.iter().find(|title| title.id.id == name) {
        shown.extend(by_title(title, day));
    }
    if index::site(case, name).is_some() {
        shown.extend(of_site(case, name, day));
    }
    let furthest = shown.iter().filter_map(|s| Some((rank(s.stage)?, s))).max_by_key(|(r, _)| *r);
    let ended = shown.iter().filter(|s| rank(s.stage).is_none()).max_by_key(|s| s.date);
    let last_heard = last_heard(case, name);
    let (stage, from, before) = match (furthest, ended) {
        (Some((_, reached)), Some(end)) if reached.date <= end.date => {
            (end.stage, end, Some(reached.stage))
        }
        (Some((_, reached)), _) => (reached.stage, reached, None),
        (None, Some(end)) => (end.stage, end, None),
        (None, None) => return None,
    };
    let mut standing = Standing {
        of: name.to_owned(),
        stage,
        since: from.date.map(|date| date.to_string()),
        inferred: from.inferred,
        before,
        last_heard,
        because: from.because.clone(),
        raise: next_proof(stage),
    };
    if let Some(silent) = silence(stage, last_heard, day) {
        standing.before = Some(stage);
        standing.stage = silent;
        standing.inferred = true;
        let years = if silent == Stage::Shelved { SILENCE.0 } else { SILENCE.1 };
        let heard = last_heard.map(|day| day.to_string()).unwrap_or_default();
        standing.because = format!("nothing was heard for {years} years or more, since {heard}");
        standing.raise = next_proof(silent);
    }
    Some(standing)
}

/// What silence makes of a stage that is not yet producing.
fn silence(stage: Stage, last_heard: Option<Date>, day: Date) -> Option<Stage> {
    if 8 <= rank(stage)? {
        return None;
    }
    let years = last_heard?.until((Unit::Year, day)).ok()?.get_years();
    if SILENCE.1 <= i32::from(years) {
        Some(Stage::Cancelled)
    } else if SILENCE.0 <= i32::from(years) {
        Some(Stage::Shelved)
    } else {
        None
    }
}

/// The last day on which the case heard of something.
fn last_heard(case: &Case, name: &str) -> Option<Date> {
    let events = case.stage_events.iter().filter(|event| event.of.id == name);
    let milestones = case.milestones.iter().filter(|milestone| milestone.of.id == name);
    let claims = case.claims.iter().filter(|claim| claim.subjects.iter().any(|s| s.id == name));
    let instruments = case.instruments.iter().filter(|instrument| instrument.id.id == name);
    let heard = events
        .filter(|event| event.known == Knowing::Observed)
        .map(|event| event.date)
        .chain(milestones.flat_map(|milestone| [milestone.announced, milestone.met]).flatten())
        .chain(claims.filter_map(|claim| index::said(case, claim)))
        .chain(instruments.filter_map(|instrument| instrument.signed));
    heard.map(|period| index::last(&period)).max()
}

/// The stage that a paper is by itself: what is shown of it counts, and not what it is called.
fn by_paper(instrument: &Instrument) -> Option<Shown> {
    use InstrumentKind as K;
    let binds = matches!(instrument.binding, Binding::Yes | Binding::Part);
    let has_text = matches!(instrument.disclosure, Disclosure::Published | Disclosure::Part)
        || instrument.document.is_some();
    let n_parties = instrument.parties.len();
    // Neither its text nor two signatories are on record: somebody wants it, or says so.
    let wanted = if n_parties == 0 { Stage::S0 } else { Stage::S1 };
    let signed = if has_text || 2 <= n_parties { Stage::S2 } else { wanted };
    let stage = match instrument.kind {
        K::ExpressionOfInterest | K::Declaration => wanted,
        K::Memorandum | K::LetterOfIntent => signed,
        K::TermSheet
        | K::FrameworkAgreement
        | K::JointVenture
        | K::Offtake
        | K::MineralAgreement
        | K::Lease
        | K::Financing
        | K::Agreement => match binds && has_text {
            true => Stage::S3,
            false => signed,
        },
        K::Award | K::Approval => return None,
    };
    let binds = match instrument.binding {
        Binding::Yes => "which binds",
        Binding::Part => "of which some clauses bind",
        Binding::No => "which does not bind",
        Binding::Unknown => "of which nobody shows that it binds",
    };
    let mut because = format!("it is a {}, {binds}", instrument.kind.word().replace('-', " "));
    because.push_str(match (has_text, n_parties) {
        (true, _) => "",
        (false, 0) => "; neither its text nor a party is shown",
        (false, 1) => "; neither its text nor a second party is shown",
        (false, _) => "; its text is not shown",
    });
    Some(Shown { stage, date: instrument.signed, inferred: false, because })
}

/// The stage that a title is by itself; a lease without its environmental approval is not yet
/// a mine.
fn by_title(title: &Title, day: Date) -> Option<Shown> {
    let over = title.expires.is_some_and(|end| index::last(&end) < day);
    let name = &title.name;
    if title.status == TitleStatus::Expired || over {
        let because = format!("the title {name} has run out");
        return Some(Shown {
            stage: Stage::Expired,
            date: title.expires,
            inferred: false,
            because,
        });
    }
    if title.status != TitleStatus::InForce {
        return None;
    }
    let missing = [
        ("number", title.number.is_none()),
        ("outline", title.shape.is_none()),
        ("term", title.expires.is_none()),
    ];
    let missing: Vec<_> = missing.iter().filter(|(_, lacks)| *lacks).map(|(of, _)| *of).collect();
    let missing = match missing.as_slice() {
        [] => String::new(),
        missing => format!("; not shown: {}", missing.join(", ")),
    };
    let because = format!("the title {name} is in force{missing}");
    matches!(
        title.kind,
        TitleKind::Reconnaissance
            | TitleKind::Exploration
            | TitleKind::MiningLease
            | TitleKind::MineralAgreement
    )
    .then_some(Shown { stage: Stage::S4, date: title.granted, inferred: false, because })
}

/// What titles show of a site together.
fn of_site(case: &Case, site: &str, day: Date) -> Option<Shown> {
    let held = |kinds: &[TitleKind]| {
        case.titles.iter().find(|title| {
            title.sites.iter().any(|s| s.id == site)
                && kinds.contains(&title.kind)
                && by_title(title, day).is_some_and(|shown| shown.stage == Stage::S4)
        })
    };
    let permit = case.titles.iter().any(|title| {
        title.kind == TitleKind::EnvironmentalPermit
            && title.status == TitleStatus::InForce
            && title.sites.iter().any(|s| s.id == site)
    });
    let lease = held(&[TitleKind::MiningLease, TitleKind::MineralAgreement]);
    if let (Some(lease), true) = (lease, permit) {
        let because =
            format!("{} is in force, and the environmental approval is given", lease.name);
        return Some(Shown { stage: Stage::S5, date: lease.granted, inferred: false, because });
    }
    let title = lease.or_else(|| held(&[TitleKind::Exploration, TitleKind::Reconnaissance]))?;
    by_title(title, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::tests::case;
    use jiff::civil::date;

    const MEMORANDUM: &str = r#"
[[instruments]]
id = "mou"
title = "Memorandum"
kind = "memorandum"
binding = "no"
signed = "2025-09-08"
disclosure = "published"
"#;

    fn stage_on(text: &str, name: &str, day: Date) -> Standing {
        standing(&case(text), name, day).unwrap()
    }

    #[test]
    fn a_memorandum_is_stage_two_and_decays_in_silence() {
        let at = |day| stage_on(MEMORANDUM, "mou", day);
        let fresh = at(date(2025, 9, 25));
        assert_eq!((fresh.stage, fresh.inferred), (Stage::S2, false));
        assert!(fresh.raise.unwrap().contains("binds"));
        let stalled = at(date(2027, 9, 8));
        assert_eq!((stalled.stage, stalled.inferred), (Stage::Shelved, true));
        assert_eq!(stalled.before, Some(Stage::S2));
        assert_eq!(at(date(2027, 9, 7)).stage, Stage::S2, "a day short of two years");
        assert_eq!(at(date(2029, 9, 8)).stage, Stage::Cancelled);
    }

    #[test]
    fn news_undoes_silence_and_a_mine_at_work_may_be_silent() {
        let event = |stage: &str, day: &str| {
            format!(
                "{MEMORANDUM}\n[[stage_events]]\nof = \"mou\"\nstage = \"{stage}\"\ndate = \"{day}\"\nknown = \"observed\"\n"
            )
        };
        let moved = stage_on(&event("S3", "2027-01-10"), "mou", date(2028, 12, 31));
        assert_eq!(moved.stage, Stage::S3);
        let silent = stage_on(&event("S8", "2026-01-10"), "mou", date(2040, 1, 1));
        assert_eq!((silent.stage, silent.inferred), (Stage::S8, false));
    }

    #[test]
    fn an_end_that_is_stated_stands_over_what_was_reached() {
        let text = format!(
            "{MEMORANDUM}\n[[stage_events]]\nof = \"mou\"\nstage = \"failed\"\ndate = \"2025-12\"\nknown = \"observed\"\n"
        );
        let ended = stage_on(&text, "mou", date(2026, 1, 1));
        assert_eq!((ended.stage, ended.before), (Stage::Failed, Some(Stage::S2)));
    }

    #[test]
    fn a_lease_needs_its_environmental_approval() {
        let text = r#"
[[sites]]
id = "hill"
name = "Hill"
kind = "deposit"

[[titles]]
id = "ml-1"
name = "ML-1"
kind = "mining-lease"
status = "in-force"
granted = "2024-05-01"
sites = ["hill"]
"#;
        assert_eq!(stage_on(text, "hill", date(2025, 1, 1)).stage, Stage::S4);
        let permit = "\n[[titles]]\nid = \"ep\"\nname = \"EP\"\nkind = \"environmental-permit\"\nstatus = \"in-force\"\nsites = [\"hill\"]\n";
        let both = format!("{text}{permit}");
        assert_eq!(stage_on(&both, "hill", date(2025, 1, 1)).stage, Stage::S5);
        let over = text.replace("sites = [", "expires = \"2024-12-31\"\nsites = [");
        assert_eq!(stage_on(&over, "ml-1", date(2025, 1, 1)).stage, Stage::Expired);
    }
}
