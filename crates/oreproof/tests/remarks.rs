//! A case that holds two texts: each is read with the other as its dossier.

use oreproof::weigh::{Road, weigh};
use oreproof_case::quotes::sha256;

const REPORT: &str =
    "The Indicated Resource at Orla is 12.0 Mt at 1.10% copper (JORC 2012), effective 31 May 2025.";
const RELEASE: &str = "The Indicated Resource at Orla is 20 Mt at 1.10% copper. The refinery will be opened by June 2024.";

fn case(report: &str, release: &str) -> String {
    let document = |id: &str, form: &str, published: &str, text: &str| {
        format!(
            "[[documents]]\nid = \"{id}\"\nsha256 = \"{}\"\ntitle = \"{id}\"\npublisher = \"Orla Mining\"\n\
             published = {published}\nprimary = true\nform = \"{form}\"\ntext = \"{id}.txt\"\n",
            sha256(text)
        )
    };
    let words = "The refinery will be opened by June 2024";
    let start = release.find(words).map_or(0, |at| release[..at].chars().count());
    format!(
        "[case]\ntitle = \"Orla\"\n[choices]\nas_of = 2025-10-01\n{}{}\
         [[claims]]\nid = \"refinery\"\nsays = \"The refinery opens by June 2024\"\nkind = \"date\"\n\
         attribution = \"reporter\"\nmodality = \"promised\"\n\
         spans = [{{ document = \"release\", start = {start}, end = {}, sha256 = \"{}\" }}]\n",
        document("report", "technical_report_summary", "2025-06-30", report),
        document("release", "company_press_release", "2023-02-01", release),
        start + words.chars().count(),
        sha256(words),
    )
}

#[test]
fn a_text_is_held_to_the_better_one_and_its_promises_to_what_came_after() {
    let files = [
        ("case.toml", case(REPORT, RELEASE)),
        ("report.txt", REPORT.to_owned()),
        ("release.txt", RELEASE.to_owned()),
    ];
    let walked = weigh(&files, &Road::default()).unwrap();
    assert!(walked.problems.is_empty(), "{:#?}", walked.problems);
    let of = |rule: &str| -> Vec<_> {
        let remarks = walked.weighing.remarks.iter().filter(|remark| remark.rule == rule);
        remarks.map(|r| (r.document.as_str(), r.message.as_str(), r.claims.concat())).collect()
    };
    let refinery = || "refinery".to_owned();
    assert_eq!(of("DOS001"), [("release", "20 Mt here, 12.0 Mt in report", String::new())]);
    assert_eq!(of("DOS003"), [("release", "promised for June 2024; nothing since", refinery())]);
    // The text is held and the words stand in it.
    assert_eq!(format!("{:?}", walked.weighing.claims[0].evidence.proof.grade), "P3");
}

#[test]
fn texts_that_agree_and_promises_that_were_kept_are_left_alone() {
    let release = RELEASE.replace("20 Mt", "12 Mt");
    let report = format!("{REPORT} The refinery opened in May 2024.");
    let files = [
        ("case.toml", case(&report, &release)),
        ("report.txt", report.clone()),
        ("release.txt", release.clone()),
    ];
    let walked = weigh(&files, &Road::default()).unwrap();
    let found = walked.weighing.remarks.iter().filter(|remark| remark.needs.is_none());
    let rules: Vec<&str> = found.map(|remark| remark.rule.as_str()).collect();
    assert!(!rules.contains(&"DOS001") && !rules.contains(&"DOS003"), "{rules:?}");
}
