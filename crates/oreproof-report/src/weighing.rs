//! A weighing as a page.
//!
//! The answer comes first, then the ladder, then claim by claim; what was worked out follows,
//! and at the end every number with where it comes from. Each number on the page leads to its
//! figure there.

mod claims;
mod figures;
mod ladder;
mod money;
mod scenarios;
mod odds;
mod balance;
mod land;
mod remarks;
mod schema;
mod sheets;

use oreproof_case::Case;
use oreproof_units::{Base, Currency};
use oreproof_weigh::{Figure, Need, Verdict, Weighing};
use serde_json::json;

use crate::number::Unit;
use crate::page::{Block, Page, Section, Source, Span};

pub use schema::schema;
pub use sheets::workbook;

/// The page of a weighing.
pub fn page(weighing: &Weighing, case: &Case) -> Page {
    let mut sections = vec![
        section("ladder", "Where the headline shrinks", ladder::blocks(weighing)),
        section("claims", "Claim by claim", claims::blocks(weighing, case)),
        section("settle", "What would settle it", claims::settling(weighing)),
        section("checks", "The arithmetic", claims::checks(weighing)),
        section("remarks", "What the rules say of the documents", remarks::blocks(weighing, case)),
        section("stages", "How far it has gone", claims::stages(weighing, case)),
        section("land", "Where it lies", land::blocks(weighing, case)),
    ];
    for worked in &weighing.projects {
        let title = case
            .projects
            .iter()
            .find(|p| p.id.id == worked.id)
            .map_or(worked.id.as_str(), |p| &p.name);
        let id = format!("project-{}", worked.id);
        sections.push(section(
            &id,
            &format!("{title}: what it earns, and who gets what"),
            money::blocks(weighing, case, worked),
        ));
    }
    sections.push(section("balance", "Who depends on whom", balance::blocks(weighing, case)));
    sections.push(section("odds", "How sure", odds::blocks(weighing)));
    sections.push(section("scenarios", "What if", scenarios::blocks(weighing)));
    sections.push(section(
        "records",
        "What became of earlier promises",
        claims::records(weighing, case),
    ));
    sections.push(section(
        "figures",
        "Every number, and where it comes from",
        figures::blocks(weighing, case),
    ));
    sections.retain(|section| !section.blocks.is_empty());
    Page {
        title: weighing.title.clone(),
        answer: answer(weighing),
        about: vec![
            weighing.question.clone().unwrap_or_default(),
            format!("As known on {}", weighing.day),
            format!("{} claims, {} checks, {} figures", weighing.claims.len(), weighing.checks.len(), weighing.figures.iter().len()),
        ],
        sections,
        sources: sources(case),
        data: Some(embedded(weighing)),
        foot: "A finding says that a claim lacks its proof; it never says that a deposit is poor or a speaker dishonest.".to_owned(),
    }
}

/// The same weighing for programs; [`schema()`] describes it.
pub fn json(weighing: &Weighing) -> serde_json::Value {
    json!({
        "title": weighing.title,
        "question": weighing.question,
        "day": weighing.day,
        "claims": weighing.claims,
        "checks": weighing.checks,
        "ladder": weighing.ladder,
        "evidence": weighing.evidence,
        "figures": weighing.figures,
        "projects": weighing.projects.iter().map(|worked| json!({
            "project": worked.id,
            "terms": worked.terms,
            "currency": worked.currency.code(),
            "cash": worked.cash,
            "shares": worked.shares,
        })).collect::<Vec<_>>(),
        "scenarios": weighing.scenarios.iter().map(|scenario| json!({
            "id": scenario.id,
            "title": scenario.title,
            "outcome": or_needs(scenario.outcome.as_ref().map(|figures| json!(figures))),
        })).collect::<Vec<_>>(),
        "odds": or_needs(weighing.odds.as_ref().map(|odds| json!(odds))),
        "balance": weighing.balance,
        "remarks": weighing.remarks,
        "ends": weighing.ends.iter().map(|(of, need)| json!({ "of": of, "needs": need })).collect::<Vec<_>>(),
    })
}

/// What came out, or what it needs.
fn or_needs(outcome: Result<serde_json::Value, &Need>) -> serde_json::Value {
    outcome.unwrap_or_else(|need| json!({ "needs": need }))
}

/// The machine's copy inside the page; `</` would end the element that holds it.
fn embedded(weighing: &Weighing) -> String {
    json(weighing).to_string().replace("</", "<\\/")
}

fn section(id: &str, title: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), title: title.to_owned(), blocks }
}

/// The answer in few words: the ends of the ladder, and how the claims fared.
fn answer(weighing: &Weighing) -> Vec<Span> {
    let mut words = Vec::new();
    if let (Some(first), Some(last)) = (weighing.ladder.rungs.first(), weighing.ladder.rungs.last())
        && let (Some(top), Some(end)) =
            (weighing.figures.get(&first.figure), weighing.figures.get(&last.figure))
    {
        words.extend([
            Span::Text("Of ".to_owned()),
            number(top),
            Span::Text(" said, what is worked out comes to ".to_owned()),
            number(end),
            Span::Text(format!(" {}. ", last.name)),
        ]);
    }
    if weighing.claims.is_empty() {
        words.push(Span::Text("The case holds no claim; what it computes follows.".to_owned()));
        return words;
    }
    let tally = weighing.tally();
    let parts: Vec<String> =
        tally.iter().map(|(verdict, n)| format!("{n} {}", verdict.word())).collect();
    words.push(Span::Text(format!("Of {} claims {}.", weighing.claims.len(), parts.join(", "))));
    words
}

/// A figure's number as it stands in text.
fn number(figure: &Figure) -> Span {
    Span::Number(figure.to_string(), figure.id.as_str().to_owned())
}

/// The unit in which the page shows a figure.
fn unit(figure: &Figure) -> Unit {
    match figure.unit {
        Some(unit) if unit.is_money() => Unit::money(match unit.currency() {
            Some(Currency::Usd) => "US$",
            Some(currency) => currency.code(),
            None => "",
        }),
        Some(unit) if unit.of == Base::Tonne && unit.per.is_none() => Unit::si("t"),
        Some(unit) => Unit::plain(&unit.to_string()),
        None => Unit::none(),
    }
}

/// How a verdict is told apart.
fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Proven => "✔ proven",
        Verdict::Supported => "✔ supported",
        Verdict::Unproven => "○ unproven",
        Verdict::Doubtful => "▲ doubtful",
        Verdict::Contradicted => "✖ contradicted",
        Verdict::NotComputable => "? not computable",
    }
}

/// The sources and documents of the case.
fn sources(case: &Case) -> Vec<Source> {
    let documents = case.documents.iter().map(|document| Source {
        key: document.id.id.clone(),
        title: document.title.clone(),
        about: format!(
            "{}, {}; SHA-256 {}…",
            document.publisher,
            document.published,
            &document.sha256[..12.min(document.sha256.len())]
        ),
        url: document.url.clone(),
    });
    let sources = case.sources.iter().map(|source| {
        let when = source.published.map(|period| period.to_string());
        let about = [
            source.publisher.clone(),
            when,
            Some(source.kind.word().to_owned()),
            source.note.clone(),
        ];
        Source {
            key: source.id.id.clone(),
            title: source.title.clone(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
            url: source.url.clone().filter(|url| url.starts_with("http")),
        }
    });
    documents.chain(sources).collect()
}
