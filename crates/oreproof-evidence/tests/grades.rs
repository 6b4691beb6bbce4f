//! The three grades rule by rule, as the project's page of grades has them: for each stage of S,
//! class of R and step of P the least proof that shows it, and a case that falls just short.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use oreproof_case::model::Stage;
use oreproof_case::{Case, Problem};
use oreproof_evidence::rock::of_sites;
use oreproof_evidence::standing::standing;
use oreproof_evidence::{P, Proof, R, Standing, gather};

const AROUND: &str = r#"
[case]
title = "Grades"
[choices]
as_of = 2025-10-01

[[sources]]
id = "filing"
title = "Annual report"
kind = "filing"
publisher = "Hill Mining"
[[sources]]
id = "survey"
title = "Survey of the hill"
kind = "statistics"
publisher = "The survey"
[[sources]]
id = "gazette"
title = "The hill is rich"
kind = "press"
publisher = "The gazette"
[[sources]]
id = "courier"
title = "Riches of the hill"
kind = "press"
publisher = "The courier"

[[parties]]
id = "minister"
name = "The minister"
kind = "person"
interest = "promoter-government"
[[parties]]
id = "state"
name = "The state"
kind = "government"
[[parties]]
id = "company"
name = "Hill Mining"
kind = "company"
interest = "counterparty"
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
"#;

const TODAY: Date = date(2025, 10, 1);

/// The case of some entries beside what stands around all of them. What is unfinished in an entry
/// and no grade looks at may be a problem.
fn case(entries: &str) -> Case {
    let mut read = oreproof_case::read(&[("around.toml", AROUND), ("entries.toml", entries)]);
    read.problems.retain(|problem| {
        use Problem::{BasisMissing, ClaimNowhere, EmptyRow};
        !matches!(problem, ClaimNowhere { .. } | BasisMissing { .. } | EmptyRow { .. })
    });
    assert!(read.problems.is_empty(), "{:#?}", read.problems);
    read.case
}

fn stands(entries: &str, of: &str, day: Date) -> Standing {
    standing(&case(entries), of, day).expect("the entries show a stage of it")
}

/// A paper signed lately: its kind, whether it binds, who signed, and what of its text is public.
fn paper(kind: &str, binding: &str, parties: &[&str], disclosure: &str) -> String {
    let signed = |party: &&str| format!("{{ party = \"{party}\", role = \"signatory\" }}");
    let parties: Vec<String> = parties.iter().map(signed).collect();
    format!(
        "[[instruments]]\nid = \"paper\"\ntitle = \"Paper\"\nkind = \"{kind}\"\nbinding = \"{binding}\"\n\
         signed = \"2025-09-08\"\nparties = [{}]\ndisclosure = \"{disclosure}\"\n",
        parties.join(", ")
    )
}

#[test]
fn a_paper_is_worth_what_is_shown_of_it() {
    let both = &["state", "company"][..];
    let one = &["company"][..];
    for (kind, binding, parties, disclosure, stage) in [
        // S0, a dated word; S1, named parties.
        ("declaration", "no", &[][..], "withheld", Stage::S0),
        ("declaration", "no", one, "withheld", Stage::S1),
        ("expression-of-interest", "no", both, "published", Stage::S1),
        // S2, the text or two signatories on record.
        ("memorandum", "no", both, "withheld", Stage::S2),
        ("memorandum", "no", &[], "published", Stage::S2),
        ("memorandum", "no", one, "withheld", Stage::S1),
        ("letter-of-intent", "unknown", &[], "unknown", Stage::S0),
        // S3, the signed text of what binds.
        ("joint-venture", "yes", both, "published", Stage::S3),
        ("offtake", "part", both, "part", Stage::S3),
        ("framework-agreement", "yes", both, "withheld", Stage::S2),
        ("framework-agreement", "no", both, "published", Stage::S2),
        ("agreement", "unknown", both, "published", Stage::S2),
    ] {
        let found = stands(&paper(kind, binding, parties, disclosure), "paper", TODAY);
        assert_eq!(found.stage, stage, "{kind}, {binding}, {parties:?}, {disclosure}");
        assert!(!found.inferred && found.raise.is_some() && !found.because.is_empty());
    }
}

fn title(id: &str, kind: &str, status: &str, more: &str) -> String {
    format!(
        "[[titles]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"{kind}\"\nstatus = \"{status}\"\nsites = [\"hill\"]\n{more}\n"
    )
}

#[test]
fn a_lease_is_no_mine_before_its_environmental_approval() {
    let lease = title("lease", "mining-lease", "in-force", "");
    let permit = title("permit", "environmental-permit", "in-force", "");
    let at = |entries: &str| stands(entries, "hill", TODAY).stage;
    assert_eq!(at(&title("el", "exploration", "in-force", "")), Stage::S4);
    assert_eq!(at(&lease), Stage::S4);
    assert_eq!(at(&format!("{lease}{permit}")), Stage::S5);
    assert_eq!(at(&lease.replace("mining-lease", "mineral-agreement")), Stage::S4);
    let refused = permit.replace("in-force", "refused");
    assert_eq!(at(&format!("{lease}{refused}")), Stage::S4);
    // What has run out holds nothing, whatever the register says.
    let over = title("lease", "mining-lease", "in-force", "expires = \"2025-09-30\"");
    assert_eq!(stands(&over, "lease", TODAY).stage, Stage::Expired);
    assert_eq!(standing(&case(&format!("{over}{permit}")), "hill", TODAY), None);
    // An application is no title.
    assert_eq!(standing(&case(&title("el", "exploration", "applied", "")), "el", TODAY), None);
}

#[test]
fn a_title_says_which_of_its_proofs_are_missing() {
    let bare = stands(&title("lease", "mining-lease", "in-force", ""), "lease", TODAY);
    assert!(bare.because.ends_with("not shown: number, outline, term"), "{}", bare.because);
    let more = "number = \"ML 7\"\nexpires = \"2040-01-01\"";
    let known = stands(&title("lease", "mining-lease", "in-force", more), "lease", TODAY);
    assert!(known.because.ends_with("not shown: outline"), "{}", known.because);
}

fn event(stage: &str, day: &str) -> String {
    format!(
        "[[stage_events]]\nof = \"hill\"\nstage = \"{stage}\"\ndate = \"{day}\"\nknown = \"observed\"\n"
    )
}

#[test]
fn beyond_titles_the_furthest_event_counts_and_an_end_ends_it() {
    let mut entries = String::new();
    for (stage, day, reached) in [
        ("S6", "2025-01-10", Stage::S6),
        ("S7", "2025-03-01", Stage::S7),
        ("S8", "2025-06-01", Stage::S8),
        ("S9", "2025-08-01", Stage::S9),
        // An earlier stage that is reported later takes nothing back.
        ("S7", "2025-09-01", Stage::S9),
    ] {
        entries.push_str(&event(stage, day));
        assert_eq!(stands(&entries, "hill", TODAY).stage, reached, "after {stage} on {day}");
    }
    assert_eq!(stands(&entries, "hill", TODAY).raise, None, "there is nothing beyond S9");
    for (word, ended) in [
        ("shelved", Stage::Shelved),
        ("cancelled", Stage::Cancelled),
        ("failed", Stage::Failed),
        ("expired", Stage::Expired),
    ] {
        let found = stands(&format!("{entries}{}", event(word, "2025-09-15")), "hill", TODAY);
        assert_eq!((found.stage, found.before), (ended, Some(Stage::S9)));
        assert!(!found.inferred, "{word} was stated and not inferred");
    }
}

#[test]
fn silence_shelves_after_two_years_and_cancels_after_four() {
    let entries = event("S4", "2021-05-20");
    let on = |day| {
        let found = stands(&entries, "hill", day);
        (found.stage, found.inferred, found.before)
    };
    assert_eq!(on(date(2023, 5, 19)), (Stage::S4, false, None));
    assert_eq!(on(date(2023, 5, 20)), (Stage::Shelved, true, Some(Stage::S4)));
    assert_eq!(on(date(2025, 5, 19)), (Stage::Shelved, true, Some(Stage::S4)));
    assert_eq!(on(date(2025, 5, 20)), (Stage::Cancelled, true, Some(Stage::S4)));
    // A mine at work need not be in the news.
    assert_eq!(stands(&event("S8", "2015-01-01"), "hill", TODAY).stage, Stage::S8);
    // Inferred news is no news: silence is counted from what somebody saw.
    let inferred = event("S4", "2025-01-01").replace("observed", "inferred");
    assert_eq!(stands(&format!("{entries}{inferred}"), "hill", TODAY).stage, Stage::Cancelled);
}

/// A statement about the hill.
fn statement(kind: &str, code: &str, study: &str, categories: &[&str]) -> String {
    let row = |category: &&str| format!("[[inventories.rows]]\ncategory = \"{category}\"\n");
    let rows: String = categories.iter().map(row).collect();
    format!(
        "[[inventories]]\nid = \"statement\"\nsite = \"hill\"\nkind = \"{kind}\"\ncode = \"{code}\"\n\
         study = \"{study}\"\nownership = \"whole\"\nsource = \"filing\"\n{rows}"
    )
}

#[test]
fn rock_is_known_as_well_as_the_best_statement_under_a_code() {
    for (kind, code, study, categories, grade) in [
        ("target", "JORC", "unknown", &["target"][..], R::R2),
        ("exploration-results", "NI-43-101", "unknown", &["unclassified"], R::R3),
        ("resource", "JORC", "unknown", &["inferred"], R::R4),
        ("resource", "SAMREC", "unknown", &["inferred", "indicated"], R::R5),
        ("resource", "S-K-1300", "unknown", &["measured-and-indicated"], R::R5),
        ("reserve", "PERC", "pre-feasibility", &["probable"], R::R6),
        ("reserve", "CRIRSCO", "feasibility", &["proved-and-probable"], R::R6),
        // A reserve needs its study.
        ("reserve", "JORC", "scoping", &["probable"], R::R5),
        // Numbers without a code that holds somebody to them.
        ("resource", "none", "feasibility", &["measured"], R::R1),
        ("resource", "national", "unknown", &["national"], R::R1),
        ("exploration-results", "none", "unknown", &["unclassified"], R::R1),
        ("historical", "JORC", "unknown", &["indicated"], R::R1),
        ("mineable", "JORC", "feasibility", &["proved"], R::R1),
        ("unclassified", "unknown", "unknown", &["unclassified"], R::R1),
    ] {
        let rock = of_sites(&case(&statement(kind, code, study, categories)), &["hill"]).unwrap();
        assert_eq!(rock.grade, grade, "{kind}, {code}, {study}, {categories:?}");
        assert!(!rock.because.is_empty() && rock.grade.next_proof().is_some());
    }
}

#[test]
fn a_mine_is_reconciled_by_a_record_and_not_by_the_press() {
    let mined = |source: &str| {
        format!(
            "{}[[production]]\nplace = \"PAK\"\nsite = \"hill\"\ncommodity = \"copper\"\nperiod = 2024\nstage = \"mine\"\namount = \"14,136 t\"\nsource = \"{source}\"\n",
            statement("reserve", "JORC", "feasibility", &["proved"])
        )
    };
    let grade = |entries: &str| of_sites(&case(entries), &["hill"]).unwrap().grade;
    assert_eq!(grade(&mined("survey")), R::R7);
    assert_eq!(grade(&mined("gazette")), R::R6);
    assert_eq!(R::R7.next_proof(), None);
}

#[test]
fn flags_tell_of_old_estimates_national_codes_and_unknown_parts() {
    let flags = |entries: &str| of_sites(&case(entries), &["hill"]).unwrap().flags;
    assert_eq!(flags(&statement("resource", "JORC", "unknown", &["inferred"])), []);
    assert_eq!(flags(&statement("historical", "none", "unknown", &["inferred"])), ['H']);
    assert_eq!(flags(&statement("resource", "national", "unknown", &["national"])), ['N']);
    let whose = statement("resource", "JORC", "unknown", &["inferred"]);
    assert_eq!(flags(&whose.replace("ownership = \"whole\"\n", "")), ['B']);
}

/// A claim of 15 Mt of copper in the hill.
fn claim(speaker: &str, attribution: &str, more: &str) -> String {
    format!(
        "[[claims]]\nid = \"claim\"\nsays = \"The hill holds 15 Mt of copper\"\nkind = \"contained\"\n\
         speaker = \"{speaker}\"\nattribution = \"{attribution}\"\nmodality = \"asserted\"\n\
         said = \"2025-09-25\"\nsubjects = [\"hill\"]\ncommodities = [\"copper\"]\nvalue = \"15 Mt\"\n{more}\n"
    )
}

/// A statement of the hill's copper by a source.
fn record(id: &str, source: &str, amount: &str) -> String {
    format!(
        "[[inventories]]\nid = \"{id}\"\nsite = \"hill\"\nkind = \"resource\"\ncode = \"JORC\"\nownership = \"whole\"\nsource = \"{source}\"\n\
         [[inventories.rows]]\ncategory = \"indicated\"\ncontained = [{{ commodity = \"copper\", amount = {{ value = \"{amount}\", source = \"{source}\" }}, basis = \"contained\" }}]\n"
    )
}

fn proof(entries: &str, failed: &[&str], quoted: &[&str]) -> Proof {
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
    gather(&case(entries), TODAY, &set(failed), &set(quoted)).claims.remove(0).proof
}

#[test]
fn a_claim_is_proven_by_what_is_held_and_not_by_what_is_said() {
    let said = claim("minister", "direct-quote", "");
    let filed = record("a", "filing", "15.1 Mt");
    let grade = |entries: &str| proof(entries, &[], &[]).grade;
    assert_eq!(grade(&said), P::P0, "an interested party, and no document");
    assert_eq!(grade(&claim("company", "direct-quote", "")), P::P0);
    assert_eq!(grade(&claim("analyst", "direct-quote", "")), P::P1, "one voice with no interest");
    assert_eq!(grade(&format!("{said}{filed}")), P::P2, "on a record that can be named");
    // The record says something else.
    assert_eq!(grade(&format!("{said}{}", record("a", "filing", "13.1 Mt"))), P::P0);
    // The press repeats, and repetition never raises a grade.
    let press = [record("a", "gazette", "15 Mt"), record("b", "courier", "15 Mt")].concat();
    assert_eq!(grade(&format!("{said}{press}")), P::P0);
    let twice = [record("a", "filing", "15 Mt"), record("b", "filing", "15 Mt")].concat();
    assert_eq!(grade(&format!("{said}{twice}")), P::P2, "two prints of one record");
    let two = [record("a", "filing", "15 Mt"), record("b", "survey", "15.2 Mt")].concat();
    assert_eq!(grade(&format!("{said}{two}")), P::P4);
    let outcome = |result: &str, source: &str| {
        let more = format!("outcome = {{ result = \"{result}\", source = \"{source}\" }}");
        grade(&claim("minister", "direct-quote", &more))
    };
    assert_eq!(outcome("realised", "survey"), P::P5);
    assert_eq!(outcome("realised", "gazette"), P::P0, "told by the press");
    assert_eq!(outcome("failed", "survey"), P::P0);
}

#[test]
fn a_primary_document_counts_once_its_words_were_verified() {
    let entries = |primary: bool| {
        let span = format!(
            "spans = [{{ document = \"report\", start = 0, end = 4, sha256 = \"{}\" }}]",
            "1".repeat(64)
        );
        format!(
            "{}[[documents]]\nid = \"report\"\nsha256 = \"{}\"\ntitle = \"Report\"\npublisher = \"Hill Mining\"\npublished = 2025-09-01\nprimary = {primary}\n",
            claim("analyst", "direct-quote", &span),
            "0".repeat(64)
        )
    };
    assert_eq!(proof(&entries(true), &[], &["report"]).grade, P::P3);
    assert_eq!(proof(&entries(true), &[], &[]).grade, P::P1, "cited, and not at hand");
    assert_eq!(proof(&entries(false), &[], &["report"]).grade, P::P1, "a report of a report");
}

#[test]
fn nobody_and_failed_sums_hold_a_claim_down() {
    let two = [record("a", "filing", "15 Mt"), record("b", "survey", "15.2 Mt")].concat();
    for nobody in [
        claim("official", "direct-quote", ""),
        claim("minister", "anonymous", ""),
        claim("minister", "passive", ""),
    ] {
        let found = proof(&format!("{nobody}{two}"), &[], &[]);
        assert_eq!(found.grade, P::P1, "{nobody}");
        assert!(found.capped.is_some());
    }
    let named = format!("{}{two}", claim("minister", "direct-quote", ""));
    let failed = proof(&named, &["claim"], &[]);
    assert_eq!(failed.grade, P::P1);
    assert!(failed.capped.is_some());
    assert_eq!(proof(&named, &["another"], &[]).capped, None);
}

#[test]
fn every_grade_names_the_one_document_that_would_raise_it() {
    let lease = title("lease", "mining-lease", "in-force", "");
    let said = format!("{}{lease}", claim("minister", "direct-quote", ""));
    let none = BTreeSet::new();
    let evidence = gather(&case(&said), TODAY, &none, &none).claims.remove(0);
    assert_eq!(evidence.card(), "S4 · R1 · P0");
    let axes: Vec<&str> = evidence.raises().iter().map(|(axis, _)| *axis).collect();
    assert_eq!(axes, ["S", "R", "P"]);
}
