//! Track records: what became of what a speaker announced before.
//!
//! Only what has an outcome in the case counts, each announcement once. A record is told as
//! counts and never as a score: four announcements are no probability.

use std::collections::BTreeMap;

use oreproof_case::Case;
use oreproof_case::model::{LinkKind, Result as Became};
use serde::Serialize;

/// What became of the announcements of one speaker, or of all together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Track {
    /// The speaker; none for those whose speaker the case does not know.
    pub speaker: Option<String>,
    /// Announcements that came true.
    pub realised: Vec<String>,
    /// That came true in part.
    pub partly: Vec<String>,
    /// That did not.
    pub failed: Vec<String>,
    /// Whose day has passed with nothing known.
    pub lapsed: Vec<String>,
    /// That nobody has checked.
    pub unverified: Vec<String>,
    /// Whose day is still to come.
    pub open: Vec<String>,
}

impl Track {
    /// How many announcements it counts.
    pub fn n_all(&self) -> usize {
        self.n_closed() + self.unverified.len() + self.open.len()
    }

    /// How many of them have ended one way or the other.
    pub fn n_closed(&self) -> usize {
        self.realised.len() + self.partly.len() + self.failed.len() + self.lapsed.len()
    }

    fn count(&mut self, result: Became, claim: &str) {
        let list = match result {
            Became::Realised => &mut self.realised,
            Became::Partly => &mut self.partly,
            Became::Failed => &mut self.failed,
            Became::Lapsed => &mut self.lapsed,
            Became::Unverified => &mut self.unverified,
            Became::Open => &mut self.open,
        };
        list.push(claim.to_owned());
    }
}

/// The record of every speaker who announced something whose outcome the case tells, in the
/// order of names.
///
/// A claim that says again what another says is the same announcement and is not counted.
pub fn tracks(case: &Case) -> Vec<Track> {
    let mut by_speaker: BTreeMap<Option<&str>, Track> = BTreeMap::new();
    for claim in &case.claims {
        let Some(outcome) = &claim.outcome else { continue };
        let repeats = claim
            .links
            .iter()
            .any(|link| matches!(link.kind, LinkKind::RestatesStronger | LinkKind::RestatesWeaker));
        if repeats {
            continue;
        }
        let speaker = claim.speaker.as_ref().map(|speaker| speaker.id.as_str());
        let track = by_speaker
            .entry(speaker)
            .or_insert_with(|| Track { speaker: speaker.map(str::to_owned), ..Track::default() });
        track.count(outcome.result, &claim.id.id);
    }
    by_speaker.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::tests::case;

    #[test]
    fn announcements_are_counted_once_by_speaker() {
        let claim = |id: &str, rest: &str| {
            format!(
                "[[claims]]\nid = \"{id}\"\nsays = \"it comes\"\nkind = \"plan\"\nattribution = \"reporter\"\n\
                 modality = \"promised\"\nspeaker = \"minister\"\n{rest}\n"
            )
        };
        let text = [
            "[[parties]]\nid = \"minister\"\nname = \"Minister\"\nkind = \"person\"\n".to_owned(),
            claim("a", "outcome = { result = \"failed\" }"),
            claim("b", "outcome = { result = \"unverified\" }"),
            claim("c", "outcome = { result = \"failed\" }\nlinks = [{ kind = \"restates-stronger\", to = \"a\" }]"),
            claim("d", ""),
        ]
        .join("\n");
        let tracks = tracks(&case(&text));
        assert_eq!(tracks.len(), 1);
        assert_eq!((tracks[0].failed.clone(), tracks[0].n_all()), (vec!["a".to_owned()], 2));
        assert_eq!(tracks[0].n_closed(), 1);
    }
}
