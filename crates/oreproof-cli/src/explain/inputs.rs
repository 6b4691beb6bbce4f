//! The inputs of a run: every figure that a project and its fiscal terms state, with what stands
//! behind it.

use oreproof_case::{Case, Confidence, InputOrigin, Origin};
use serde_json::Value;

/// A line for each input of the named projects, fiscal terms and scenarios, in the order of the
/// case.
pub(super) fn inputs(case: &Case, entries: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for project in case.projects.iter().filter(|project| entries.contains(&project.id.id)) {
        if let Some(model) = &project.model {
            let values = serde_json::to_value(&model.value).unwrap_or_default();
            lines.extend(model.origins.iter().map(|origin| line(case, "model", origin, &values)));
        }
    }
    for terms in case.fiscal_terms.iter().filter(|terms| entries.contains(&terms.id.id)) {
        let values = serde_json::to_value(&terms.regime.value).unwrap_or_default();
        let origins = terms.regime.origins.iter();
        lines.extend(origins.map(|origin| line(case, "regime", origin, &values)));
    }
    lines
}

fn line(case: &Case, part: &str, origin: &InputOrigin, values: &Value) -> String {
    let path = if origin.path.is_empty() { "all of it" } else { &origin.path };
    let mut out = format!("{part} {path}");
    match values.pointer(&pointer(&origin.path)) {
        Some(Value::Number(number)) => out.push_str(&format!(" = {number}")),
        Some(Value::Array(list)) if list.iter().all(Value::is_number) && list.len() <= 4 => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            out.push_str(&format!(" = {}", list.join(", ")));
        }
        _ => {}
    }
    if let (Some(low), Some(high)) = (origin.low, origin.high) {
        out.push_str(&format!(" ({low} to {high})"));
    }
    out.push_str(&format!(", {}:{}: ", origin.at.file, origin.at.line));
    match &origin.origin {
        Some(behind) => out.push_str(&from(case, behind)),
        None => out.push_str("as the part around it"),
    }
    if let Some(page) = &origin.page {
        out.push_str(&format!(", {page}"));
    }
    if let Some(quote) = &origin.quote {
        out.push_str(&format!("; “{quote}”"));
    }
    match origin.confidence {
        Some(Confidence::Memory) => out.push_str("; from memory"),
        Some(Confidence::Unverified) => out.push_str("; said somewhere, and not found"),
        Some(Confidence::Partial) => out.push_str("; the address is not complete"),
        Some(Confidence::Conflict) => out.push_str("; sources disagree"),
        Some(Confidence::Derived) => out.push_str("; derived"),
        Some(Confidence::Verified) | None => {}
    }
    for (value, other) in &origin.others {
        let who = other.as_ref().map_or_else(|| "another".to_owned(), |other| from(case, other));
        out.push_str(&format!("; {value} by {who}"));
    }
    if let Some(note) = &origin.note {
        out.push_str(&format!("; {note}"));
    }
    out
}

/// Who or what stands behind an input, down to its document.
fn from(case: &Case, origin: &Origin) -> String {
    match origin {
        Origin::Source(source) => document(case, &source.id),
        Origin::Claim(claim) => {
            let said = case.claims.iter().find(|c| c.id.id == claim.id);
            let spans = said.into_iter().flat_map(|claim| &claim.spans);
            let places: Vec<String> = spans
                .map(|span| {
                    let title = document(case, &span.document.id);
                    format!("{title}, characters {} to {}", span.start, span.end)
                })
                .collect();
            format!("claim {}, {}", claim.id, places.join("; "))
        }
        Origin::Derived(how) => format!("worked out: {how}"),
        Origin::Assumed(why) => format!("assumed: {why}"),
    }
}

/// A source or document: title, publisher, day and address.
fn document(case: &Case, id: &str) -> String {
    if let Some(source) = case.sources.iter().find(|source| source.id.id == id) {
        let when = source.published.map(|when| when.to_string());
        let parts =
            [Some(source.title.clone()), source.publisher.clone(), when, source.url.clone()];
        return parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    case.documents.iter().find(|document| document.id.id == id).map_or_else(
        || id.to_owned(),
        |document| {
            let url = document.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
            format!(
                "{}, {}, {}{url}, SHA-256 {}",
                document.title, document.publisher, document.published, document.sha256
            )
        },
    )
}

/// `products[0].grade` as a pointer into JSON: `/products/0/grade`.
fn pointer(path: &str) -> String {
    let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.map(|part| format!("/{part}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_into_json() {
        assert_eq!(pointer("products[0].terms.copper"), "/products/0/terms/copper");
        assert_eq!(pointer(""), "");
    }
}
