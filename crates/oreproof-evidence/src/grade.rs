//! The three grades of every claim, side by side and never blended.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oreproof_case::Case;
use oreproof_case::model::{Claim, ClaimKind};
use serde::Serialize;

use crate::land::{Land, land};
use crate::proof::{Proof, prove};
use crate::rock::{R, Rock, of_sites};
use crate::standing::{Standing, rank, standings};
use crate::track::{Track, tracks};

/// Everything that stands behind the claims of a case on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The claims, in the order of the case.
    pub claims: Vec<ClaimEvidence>,
    /// How far things have gone, in the order of names.
    pub standings: Vec<Standing>,
    /// What became of what each speaker announced.
    pub tracks: Vec<Track>,
    /// Where sites and titles lie.
    pub land: Land,
}

/// What stands behind one claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimEvidence {
    /// The claim.
    pub claim: String,
    /// S: the standing of what it speaks of; none where that has no stage.
    pub standing: Option<Standing>,
    /// R: how well the rock is known; none where it speaks of no rock.
    pub rock: Option<Rock>,
    /// P: how well the claim is proven.
    pub proof: Proof,
}

impl ClaimEvidence {
    /// The three grades as a card shows them: `S2 · R1 · P2`.
    pub fn card(&self) -> String {
        let stage = self.standing.as_ref().map(|standing| standing.stage.word().to_owned());
        let rock = self.rock.as_ref().map(|rock| format!("{:?}", rock.grade));
        let parts = [stage, rock, Some(format!("{:?}", self.proof.grade))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The UNFC class of the rock, where it has one.
    pub fn unfc(&self) -> Option<&'static str> {
        self.rock.as_ref().and_then(|rock| rock.grade.unfc())
    }

    /// The documents that would raise each grade: the grade, and what to ask for.
    pub fn raises(&self) -> Vec<(&'static str, &'static str)> {
        let stage = self.standing.as_ref().and_then(|standing| standing.raise);
        let rock = self.rock.as_ref().and_then(|rock| rock.grade.next_proof());
        let proof = self.proof.grade.next_proof();
        [("S", stage), ("R", rock), ("P", proof)]
            .into_iter()
            .filter_map(|(axis, raise)| Some((axis, raise?)))
            .collect()
    }
}

/// Gathers what stands behind every claim.
///
/// The case holds only what was known on the day. `failed` names claims whose arithmetic fails,
/// and `quoted` documents, by their names in the case, whose text was at hand and in which every
/// quote was verified.
pub fn gather(
    case: &Case,
    day: Date,
    failed: &BTreeSet<String>,
    quoted: &BTreeSet<String>,
) -> Evidence {
    let standings = standings(case, day);
    let claims = case
        .claims
        .iter()
        .map(|claim| ClaimEvidence {
            claim: claim.id.id.clone(),
            standing: standing_of(claim, &standings),
            rock: rock_of(case, claim),
            proof: prove(case, claim, failed, quoted),
        })
        .collect();
    Evidence { claims, standings, tracks: tracks(case), land: land(case) }
}

/// The furthest standing of anything that a claim is about.
fn standing_of(claim: &Claim, standings: &[Standing]) -> Option<Standing> {
    let of = |standing: &&Standing| claim.subjects.iter().any(|s| s.id == standing.of);
    standings.iter().filter(of).max_by_key(|standing| rank(standing.stage)).cloned()
}

/// How well the rock that a claim speaks of is known.
fn rock_of(case: &Case, claim: &Claim) -> Option<Rock> {
    let speaks_of_rock = matches!(
        claim.kind,
        ClaimKind::InSituValue
            | ClaimKind::Contained
            | ClaimKind::OreTonnage
            | ClaimKind::Grade
            | ClaimKind::Discovery
    );
    if !speaks_of_rock {
        return None;
    }
    let sites: Vec<&str> = claim.subjects.iter().flat_map(|s| sites_of(case, &s.id)).collect();
    of_sites(case, &sites).or_else(|| {
        let (grade, because) = match &claim.value {
            Some(value) => {
                (R::R1, format!("{} comes with no statement of the rock", value.written))
            }
            None => (R::R0, "it is an adjective and no number".to_owned()),
        };
        Some(Rock { grade, inventory: None, because, flags: Vec::new() })
    })
}

/// The sites that an entry is, or lies at.
fn sites_of<'c>(case: &'c Case, id: &str) -> Vec<&'c str> {
    let itself = case.sites.iter().filter(|site| site.id.id == id).map(|site| &*site.id.id);
    let parts = case
        .sites
        .iter()
        .filter(|site| site.part_of.as_ref().is_some_and(|whole| whole.id == id))
        .map(|site| &*site.id.id);
    let inventories = case.inventories.iter().filter(|i| i.id.id == id).map(|i| &*i.site.id);
    let studies = case
        .studies
        .iter()
        .filter(|s| s.id.id == id || s.project.as_ref().is_some_and(|project| project.id == id));
    let studied = studies.filter_map(|s| s.site.as_ref()).map(|site| &*site.id);
    itself.chain(parts).chain(inventories).chain(studied).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::proof::P;
    use jiff::civil::date;
    use oreproof_case::model::Stage;

    const HEAD: &str = "[case]\ntitle = \"A case\"\n[choices]\nas_of = 2025-10-01\n";

    /// A case of two files, which must read without a problem. Claims may lack a
    /// passage, amounts their basis and lines their tonnes: no grade looks at them.
    pub(crate) fn case(text: &str) -> Case {
        let mut parsed = oreproof_case::read(&[("case.toml", HEAD), ("entries.toml", text)]);
        parsed.problems.retain(|problem| {
            use oreproof_case::Problem::{BasisMissing, ClaimNowhere, EmptyRow};
            !matches!(problem, ClaimNowhere { .. } | BasisMissing { .. } | EmptyRow { .. })
        });
        assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
        parsed.case
    }

    const WORDS: &str = r#"
[[sources]]
id = "filing"
title = "Annual reserves"
kind = "filing"
publisher = "Miner"

[[sources]]
id = "survey"
title = "Survey of deposits"
kind = "statistics"
publisher = "Survey"

[[documents]]
id = "article"
sha256 = "00a50e2c94fb82c52437dc7cc325f0e42775f970479d9c0e0554d11a8935eff7"
title = "An article"
publisher = "A newspaper"
published = 2025-09-25
primary = false

[[parties]]
id = "minister"
name = "The minister"
kind = "person"
interest = "promoter-government"

[[parties]]
id = "analyst"
name = "An analyst"
kind = "person"
interest = "independent"

[[parties]]
id = "official"
name = "An official"
kind = "anonymous"

[[sites]]
id = "hill"
name = "Hill"
kind = "deposit"

[[inventories]]
id = "reserve"
site = "hill"
kind = "reserve"
code = "NI-43-101"
ownership = "whole"
study = "feasibility"
source = "filing"
[[inventories.rows]]
category = "proved-and-probable"
contained = [{ commodity = "copper", amount = { value = "15 Mt", source = "filing" }, basis = "contained" }]
"#;

    fn claim(speaker: &str, attribution: &str, rest: &str) -> String {
        format!(
            "{WORDS}\n[[claims]]\nid = \"c1\"\nsays = \"a claim\"\nkind = \"contained\"\nspeaker = \"{speaker}\"\n\
             attribution = \"{attribution}\"\nmodality = \"asserted\"\nsaid = \"2025-09-25\"\ncommodities = [\"copper\"]\n{rest}\n"
        )
    }

    fn gathered(text: &str) -> ClaimEvidence {
        let none = BTreeSet::new();
        gather(&case(text), date(2025, 10, 1), &none, &none).claims.remove(0)
    }

    #[test]
    fn an_interested_word_is_the_least_and_a_filing_lifts_it() {
        let bare = gathered(&claim("minister", "direct-quote", "value = \">= 2 trillion USD\""));
        assert_eq!((bare.proof.grade, bare.rock.unwrap().grade), (P::P0, R::R1));
        let analyst = gathered(&claim("analyst", "paraphrase", "value = \"40 Mt\""));
        assert_eq!(analyst.proof.grade, P::P1);
        let backed = gathered(&claim(
            "minister",
            "direct-quote",
            "subjects = [\"hill\"]\nvalue = \"15 Mt\"",
        ));
        assert_eq!(backed.proof.grade, P::P2, "{backed:?}");
        assert_eq!(backed.card(), "R6 · P2");
        assert_eq!(backed.unfc(), Some("E1 F1 G2/G1"));
    }

    #[test]
    fn nobody_in_particular_and_failed_sums_stay_reports() {
        let text = claim("official", "anonymous", "subjects = [\"hill\"]\nvalue = \"15 Mt\"");
        let anonymous = gathered(&text);
        assert_eq!(anonymous.proof.grade, P::P1);
        assert!(anonymous.proof.capped.is_some());
        let text = claim("minister", "direct-quote", "subjects = [\"hill\"]\nvalue = \"15 Mt\"");
        let failed = BTreeSet::from(["c1".to_owned()]);
        let evidence = gather(&case(&text), date(2025, 10, 1), &failed, &BTreeSet::new());
        assert_eq!(evidence.claims[0].proof.grade, P::P1);
    }

    #[test]
    fn two_records_by_different_hands_are_better_than_one() {
        let second = "\n[[inventories]]\nid = \"other\"\nsite = \"hill\"\nkind = \"resource\"\ncode = \"JORC\"\nownership = \"whole\"\nsource = \"survey\"\n\
            [[inventories.rows]]\ncategory = \"indicated\"\ncontained = [{ commodity = \"copper\", amount = { value = \"15.2 Mt\", source = \"survey\" }, basis = \"contained\" }]\n";
        let text = claim("analyst", "direct-quote", "subjects = [\"hill\"]\nvalue = \"15 Mt\"");
        assert_eq!(gathered(&format!("{text}{second}")).proof.grade, P::P4);
        let far = second.replace("15.2 Mt", "25 Mt");
        assert_eq!(gathered(&format!("{text}{far}")).proof.grade, P::P2);
    }

    #[test]
    fn a_claim_of_a_paper_takes_its_stage() {
        let paper = r#"
[[instruments]]
id = "mou"
title = "The memorandum"
kind = "memorandum"
binding = "no"
signed = "2025-09-08"
parties = [{ party = "minister", role = "signatory" }, { party = "analyst", role = "signatory" }]
disclosure = "withheld"
"#;
        let text = claim("analyst", "paraphrase", "subjects = [\"mou\"]");
        let evidence = gathered(&format!("{text}{paper}"));
        assert_eq!(evidence.standing.as_ref().unwrap().stage, Stage::S2);
        assert!(evidence.raises().iter().any(|(axis, _)| *axis == "S"));
    }
}
