//! What was said against what else was said, and by whom.

use std::collections::BTreeMap;

use oreproof_case::model::{Attribution, Claim, LinkKind, PartyKind, Result as Became, Task};
use oreproof_evidence::standing::{rank, standing};
use oreproof_evidence::tracks;

use super::amounts::written;
use super::{Answer, Answered, Ask, Outcome, and};
use crate::desk::{Desk, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// The names of claims.
fn ids<'c>(claims: impl IntoIterator<Item = &'c &'c Claim>) -> Vec<&'c str> {
    claims.into_iter().map(|claim| claim.id.id.as_str()).collect()
}

/// A count of claims, as a figure that leads back to each of them.
fn count(desk: &mut Desk<'_>, ask: &Ask<'_>, name: &str, label: &str, claims: &[&str]) -> FigureId {
    let value = Spread::exact(claims.len() as f64);
    let origin = Origin::Counted { claims: claims.iter().map(|&claim| claim.to_owned()).collect() };
    desk.figures.add(Figure::new(FigureId::path(&ask.path(name)), label, value, None, origin))
}

/// Claims of one amount.
pub(super) fn modality_drift(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    ask.claim(1, "the same amount said twice")?;
    let mut figures = Vec::new();
    let mut words = Vec::new();
    for claim in &ask.claims {
        figures.push(desk.said(claim)?);
        words.push(format!("{} ({})", claim.says.trim_end_matches('.'), claim.modality.word()));
    }
    let mut strengths: Vec<_> = ask.claims.iter().map(|claim| claim.modality).collect();
    strengths.sort_unstable();
    strengths.dedup();
    let verdict = if strengths.len() > 1 { Outcome::Warn } else { Outcome::Pass };
    let amount = written(ask.claims[0]);
    let sentence = match strengths.len() {
        1 => format!("{amount} is said with one strength"),
        n => format!("{amount} is said with {n} strengths: {}", words.join("; ")),
    };
    Ok(Answer::new(verdict, sentence, figures))
}

/// The promise with its stage, and the instrument, project or site as entry.
pub(super) fn stage_vs_schedule(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let promise = ask.claim(0, "the promise")?;
    let entry = ask.about(0, "the instrument or site that is to carry it")?;
    let Some(promised) = promise.stage.and_then(rank) else {
        return need(format!("the stage that claim {} promises", promise.id));
    };
    let Some(standing) = standing(desk.case, entry, desk.day) else {
        return need(format!("how far {} has gone", desk.name_of(entry)));
    };
    let stands = rank(standing.stage).or(standing.before.and_then(rank)).unwrap_or(0);
    let missing = promised.saturating_sub(stands);
    let sentence = format!(
        "{} stands at {} ({}); what is promised is S{promised}, {missing} {} further",
        desk.name_of(entry),
        standing.stage.word(),
        standing.because,
        if missing == 1 { "stage" } else { "stages" }
    );
    let verdict = match missing {
        0 => Outcome::Pass,
        1 => Outcome::Info,
        2 => Outcome::Warn,
        _ => Outcome::Fail,
    };
    Ok(Answer::new(verdict, sentence, Vec::new()))
}

/// Where a task stands on the road from looking to selling.
fn order(task: Task) -> Option<u8> {
    Some(match task {
        Task::Survey => 0,
        Task::Exploration => 1,
        Task::Mining => 2,
        Task::Processing | Task::TailingsReprocessing | Task::Recycling => 3,
        Task::Refining => 4,
        Task::Export | Task::Trading => 5,
        Task::Construction | Task::Finance | Task::Regulation | Task::Advice => return None,
    })
}

/// The claim that names steps in an order.
pub(super) fn sequence_order(_: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let mut tasks: Vec<Task> = ask.claims.iter().flat_map(|claim| claim.tasks.clone()).collect();
    tasks.retain(|task| order(*task).is_some());
    if tasks.len() < 2 {
        return need("two steps in the order they are said");
    }
    let said: Vec<String> = tasks.iter().map(|task| task.word().replace('-', " ")).collect();
    let backward = tasks.windows(2).filter(|pair| order(pair[1]) < order(pair[0])).count();
    let sentence = match backward {
        0 => format!("{} is the order of the road", and(&said)),
        n if n + 1 == tasks.len() => format!(
            "{} is the road backwards: only a stock or a mine that exists can supply the first step",
            and(&said)
        ),
        _ => format!("{} is out of the order of the road", and(&said)),
    };
    let verdict = if backward == 0 { Outcome::Pass } else { Outcome::Warn };
    Ok(Answer::new(verdict, sentence, Vec::new()))
}

/// Claims that the case links as contradicting each other.
pub(super) fn contradiction(_: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    ask.claim(1, "another claim to hold it against")?;
    let against = |a: &Claim, b: &Claim| {
        a.links.iter().any(|link| link.kind == LinkKind::Contradicts && link.to.id == b.id.id)
    };
    let mut found = Vec::new();
    for (at, a) in ask.claims.iter().enumerate() {
        for b in &ask.claims[at + 1..] {
            if against(a, b) || against(b, a) {
                found.push(format!("“{}” against “{}”", a.says, b.says));
            }
        }
    }
    let (verdict, sentence) = match found.is_empty() {
        true => (Outcome::Pass, "none of these contradicts another".to_owned()),
        false => (Outcome::Fail, format!("these cannot all be true: {}", found.join("; "))),
    };
    Ok(Answer::new(verdict, sentence, Vec::new()))
}

/// A claim that counts things, and the things as entries; described are those that another
/// claim speaks of.
pub(super) fn count_vs_described(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let counted = ask.claim(0, "the count")?;
    let id = desk.said(counted)?;
    let stated = desk.value(&id).best;
    let described = ask.about.iter().filter(|entry| {
        let others = desk.case.claims.iter().filter(|claim| claim.id != counted.id);
        others.into_iter().any(|claim| claim.subjects.iter().any(|subject| subject.id == **entry))
    });
    let names: Vec<String> = described.map(|entry| desk.name_of(entry)).collect();
    let sentence = match names.is_empty() {
        true => format!("{stated} are counted, and none is described"),
        false => format!("{stated} are counted, and {} described: {}", names.len(), and(&names)),
    };
    let verdict = if names.len() as f64 == stated { Outcome::Pass } else { Outcome::Warn };
    Ok(Answer::new(verdict, sentence, vec![id]))
}

/// The party, then the instrument whose tasks it takes on.
pub(super) fn capability_vs_task(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let who = ask.about(0, "the party")?;
    let paper = ask.about(1, "the instrument")?;
    let Some(party) = desk.case.parties.iter().find(|party| party.id.id == who) else {
        return need(format!("a party called {who}"));
    };
    if party.profile.is_empty() {
        return need(format!("what {} does by its own account", party.name));
    }
    let Some(instrument) = desk.case.instruments.iter().find(|i| i.id.id == paper) else {
        return need(format!("an instrument called {paper}"));
    };
    let words =
        |tasks: &[Task]| tasks.iter().map(|t| t.word().replace('-', " ")).collect::<Vec<_>>();
    let new: Vec<Task> =
        instrument.tasks.iter().copied().filter(|task| !party.profile.contains(task)).collect();
    let sentence = match new.is_empty() {
        true => format!("{} does what it takes on by its own account", party.name),
        false => format!(
            "{} does {} by its own account, and takes on {}, which it has not shown",
            party.name,
            and(&words(&party.profile)),
            and(&words(&new))
        ),
    };
    let verdict = if new.is_empty() { Outcome::Pass } else { Outcome::Warn };
    Ok(Answer::new(verdict, sentence, Vec::new()))
}

/// What stands behind the claims: those given, or all of the case that quote a document.
pub(super) fn source_audit(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let claims: Vec<&Claim> = match ask.claims.is_empty() {
        false => ask.claims.clone(),
        true => desk.case.claims.iter().filter(|claim| !claim.spans.is_empty()).collect(),
    };
    if claims.is_empty() {
        return need("claims that quote a document");
    }
    let case = desk.case;
    let primary = |claim: &&&Claim| {
        claim
            .spans
            .iter()
            .any(|span| case.documents.iter().any(|d| d.id.id == span.document.id && d.primary))
    };
    let kind = |claim: &Claim| {
        let speaker = claim.speaker.as_ref()?;
        case.parties.iter().find(|party| party.id.id == speaker.id).map(|party| party.kind)
    };
    let nameless = |claim: &&&Claim| {
        claim.attribution == Attribution::Anonymous || kind(claim) == Some(PartyKind::Anonymous)
    };
    let with_primary = ids(claims.iter().filter(primary));
    let anonymous = ids(claims.iter().filter(nameless));
    let mut voices: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in &claims {
        let named = kind(claim).is_some_and(|kind| kind == PartyKind::Person);
        if let (Some(speaker), true) = (&claim.speaker, named) {
            voices.entry(&speaker.id).or_default().push(&claim.id.id);
        }
    }
    let loudest = voices.iter().max_by_key(|(_, claims)| claims.len());
    let all = ids(&claims);
    let mut figures = vec![
        count(desk, ask, "claims", "claims", &all),
        count(desk, ask, "primary", "claims that quote the record itself", &with_primary),
        count(desk, ask, "anonymous", "claims of a speaker without a name", &anonymous),
    ];
    let mut sentence = format!(
        "of {} claims {} quote the record itself; {} come from speakers without a name",
        all.len(),
        if with_primary.is_empty() { "none".to_owned() } else { with_primary.len().to_string() },
        anonymous.len()
    );
    if let Some((who, said)) = loudest {
        let name = desk.name_of(who);
        sentence = format!("{sentence}; {} rest on {name} alone", said.len());
        let said = said.clone();
        figures.push(count(desk, ask, "one-voice", &format!("claims of {name}"), &said));
    }
    let verdict = if with_primary.is_empty() { Outcome::Warn } else { Outcome::Info };
    Ok(Answer::new(verdict, sentence, figures))
}

/// Earlier announcements: those given, or all of the case that have an outcome.
pub(super) fn track_record(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let wanted =
        |id: &str| ask.claims.is_empty() || ask.claims.iter().any(|claim| claim.id.id == id);
    let mut lists: BTreeMap<Became, Vec<String>> = BTreeMap::new();
    for track in tracks(desk.case) {
        for (result, claims) in [
            (Became::Realised, track.realised),
            (Became::Partly, track.partly),
            (Became::Failed, track.failed),
            (Became::Lapsed, track.lapsed),
            (Became::Unverified, track.unverified),
            (Became::Open, track.open),
        ] {
            lists.entry(result).or_default().extend(claims.into_iter().filter(|id| wanted(id)));
        }
    }
    let all: Vec<String> = lists.values().flatten().cloned().collect();
    if all.is_empty() {
        return need("earlier announcements and what became of them");
    }
    let mut figures = Vec::new();
    let mut words = Vec::new();
    for (result, claims) in &lists {
        let ids: Vec<&str> = claims.iter().map(String::as_str).collect();
        let word = result.word();
        if !ids.is_empty() || *result == Became::Realised {
            words.push(format!("{} {word}", ids.len()));
        }
        figures.push(count(desk, ask, word, &format!("earlier announcements {word}"), &ids));
    }
    let sentence = format!("of {} earlier announcements {}", all.len(), and(&words));
    let kept = lists.get(&Became::Realised).map_or(0, Vec::len);
    let verdict = if 2 * kept >= all.len() { Outcome::Info } else { Outcome::Warn };
    Ok(Answer::new(verdict, sentence, figures))
}
