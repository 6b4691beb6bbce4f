//! One page for the browser: the documents with their words marked and the
//! findings in the margin beside them.
//!
//! The page loads nothing: styles and script stand in it, fonts are the
//! system's, and its own policy forbids the rest. It reads and prints without
//! the script, which only filters and points.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use oreproof::page::FAMILIES;
use oreproof::report::Finding;
use oreproof::rules::{Severity, rule};

use super::Render;
use crate::check::{Document, Entry, Failure, SEVERITIES, Tally, summary};
use crate::ui::{self, Look, plural};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// More findings than this beside one paragraph keep their advice folded.
const FEW: usize = 2;

/// The format.
pub(super) struct Html;

impl Render for Html {
    fn waits(&self) -> bool {
        true
    }

    fn head(&self, tally: &Tally) -> String {
        let summary = summary::line(tally, Look::PLAIN);
        let title = match &tally.contents[..] {
            [only] => format!("Findings in {}", escape(&only.title)),
            _ => "Findings".to_owned(),
        };
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#documents\">Skip to the documents</a>\n\
             <header>\n<h1>{title}</h1>\n<p class=\"summary\">{}.</p>\n\
             <p class=\"lede\">A finding says that a sentence does not carry its own proof. \
             It never says that a deposit is poor or a speaker dishonest.</p>\n",
            escape(&summary)
        );
        contents(tally, &mut out);
        out.push_str("</header>\n");
        filters(tally, &mut out);
        out.push_str("<main id=\"documents\">\n");
        out
    }

    fn document(&self, document: &Document<'_>) -> String {
        let mut out = String::with_capacity(2 * document.text().len());
        title(document, &mut out);
        rows(document, &mut out);
        questions(document, &mut out);
        out.push_str("</article>\n");
        out
    }

    fn failure(&self, failure: &Failure) -> String {
        let help = failure
            .error
            .help
            .as_deref()
            .map_or(String::new(), |help| format!("<p>{}.</p>\n", escape(&capital(help))));
        format!(
            "<article class=\"failed\">\n<h2>{}</h2>\n<p class=\"message\">Not checked: {}.</p>\n{help}</article>\n",
            escape(&failure.file),
            escape(&failure.error.message),
        )
    }

    fn foot(&self, tally: &Tally) -> String {
        let needs: Vec<String> = tally
            .needs
            .iter()
            .map(|((code, needs), n)| {
                format!(
                    "<li><b>{code}</b> needs {} <span>{}</span></li>\n",
                    escape(needs),
                    plural(*n, "place")
                )
            })
            .collect();
        let needs = match needs.is_empty() {
            true => String::new(),
            false => format!(
                "<section class=\"needs\">\n<h2>What could not be answered</h2>\n<ul>\n{}</ul>\n</section>\n",
                needs.concat()
            ),
        };
        format!(
            "</main>\n{needs}<footer>\n<p>Written by oreproof {}. <span class=\"keys\">Press <kbd>j</kbd> and <kbd>k</kbd> to go from finding to finding.</span></p>\n\
             </footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION"),
        )
    }
}

/// The documents with their counts, where there are several.
fn contents(tally: &Tally, out: &mut String) {
    if tally.contents.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Documents\">\n<ol>\n");
    for Entry { id, title, counts } in &tally.contents {
        let _ = write!(out, "<li><a href=\"#{id}\">{}</a> <span class=\"counts\">", escape(title));
        for (severity, n) in SEVERITIES.iter().zip(counts).filter(|(_, n)| **n > 0) {
            let what = plural(*n, summary::noun(*severity));
            let _ = write!(
                out,
                "<span class=\"pill {severity}\" title=\"{what}\">{n}<span class=\"unseen\"> {}</span></span> ",
                summary::noun(*severity)
            );
        }
        if counts.iter().all(|n| *n == 0) {
            out.push_str("<span class=\"clean\">no findings</span>");
        }
        out.push_str("</span></li>\n");
    }
    out.push_str("</ol>\n</nav>\n");
}

/// Switches for severities, families and rules; the script shows them.
fn filters(tally: &Tally, out: &mut String) {
    if tally.findings() == 0 {
        return;
    }
    out.push_str("<form id=\"filters\" aria-label=\"Filters\" autocomplete=\"off\" hidden>\n<fieldset>\n<legend class=\"unseen\">Severity</legend>\n");
    for severity in SEVERITIES {
        let n = tally.of_severity(severity);
        if n > 0 {
            let what = plural(n, summary::noun(severity));
            let _ = writeln!(
                out,
                "<label class=\"chip {severity}\"><input type=\"checkbox\" name=\"severity\" value=\"{severity}\" checked><span>{what}</span></label>"
            );
        }
    }
    out.push_str("</fieldset>\n<fieldset>\n<legend class=\"unseen\">Family</legend>\n");
    for (family, name, about) in FAMILIES {
        let n: usize =
            tally.rules.iter().filter(|(code, _)| code.starts_with(family)).map(|(_, n)| n).sum();
        if n > 0 {
            let _ = writeln!(
                out,
                "<label class=\"chip\" title=\"{}: {}\"><input type=\"checkbox\" name=\"family\" value=\"{family}\" checked><span>{family} <small>{n}</small></span></label>",
                escape(name),
                escape(about)
            );
        }
    }
    out.push_str("</fieldset>\n<fieldset>\n<legend class=\"unseen\">Rule</legend>\n<select name=\"rule\" aria-label=\"Rule\">\n<option value=\"\">every rule</option>\n");
    for (code, n) in &tally.rules {
        let name = rule(code).map_or("", |rule| rule.name);
        let _ = writeln!(out, "<option value=\"{code}\">{code} {name} ({n})</option>");
    }
    out.push_str("</select>\n</fieldset>\n<p id=\"shown\" role=\"status\"></p>\n</form>\n");
}

fn title(document: &Document<'_>, out: &mut String) {
    let metadata = &document.layer.metadata;
    let title = metadata.title.as_deref().filter(|title| !title.trim().is_empty());
    let mut about = vec![document.about.form.name().replace('_', " ")];
    about.extend(document.about.date.map(|date| date.to_string()));
    about.extend(title.map(|_| document.file.to_owned()));
    about.extend(metadata.uri.clone());
    let _ = write!(
        out,
        "<article id=\"{}\">\n<h2>{}</h2>\n<p class=\"about\">{}</p>\n",
        document.id,
        escape(title.unwrap_or(document.file)),
        escape(&about.join(" · ")),
    );
    for warning in document.warnings_plain() {
        let _ = writeln!(out, "<p class=\"warning\">{}</p>", escape(&capital(&warning)));
    }
    if document.findings().next().is_none() {
        out.push_str("<p class=\"clean\">No findings.</p>\n");
    }
}

/// A finding with its number in the document and whether its rule is new there.
struct Noted<'a> {
    finding: Finding<'a>,
    nth: usize,
    first_of_rule: bool,
}

/// The paragraphs, each with its findings beside it.
fn rows(document: &Document<'_>, out: &mut String) {
    let mut known = BTreeSet::new();
    let mut findings = document
        .findings()
        .zip(1..)
        .map(|(finding, nth)| {
            let first_of_rule = known.insert(finding.rule);
            Noted { finding, nth, first_of_rule }
        })
        .peekable();
    // Findings that began on an earlier line and are not over.
    let mut open: Vec<Noted<'_>> = Vec::new();
    for line in 1..=document.lines.count() {
        let range = document.lines.range(line);
        open.retain(|noted| noted.finding.byte_end > range.start);
        let begun = open.len();
        while let Some(noted) = findings.next_if(|noted| noted.finding.byte_start <= range.end) {
            open.push(noted);
        }
        let text = document.text()[range.clone()].trim_end();
        if text.is_empty() && open.len() == begun {
            continue;
        }
        let _ = write!(out, "<div class=\"row\">\n<p class=\"text\" data-line=\"{line}\">");
        marked(document, range.start..range.start + text.len(), &open, begun, out);
        out.push_str("</p>\n");
        if open.len() > begun {
            out.push_str("<div class=\"margin\">\n");
            let brief = open.len() - begun > FEW;
            open[begun..].iter().for_each(|noted| card(document, noted, brief, out));
            out.push_str("</div>\n");
        }
        out.push_str("</div>\n");
    }
}

/// A line with the words of each finding marked. Where several overlap, a
/// stretch looks like the gravest and leads to it.
fn marked(
    document: &Document<'_>,
    line: Range<usize>,
    open: &[Noted<'_>],
    begun: usize,
    out: &mut String,
) {
    let clip = |byte: usize| byte.clamp(line.start, line.end);
    let mut cuts = vec![line.start, line.end];
    cuts.extend(
        open.iter()
            .flat_map(|noted| [clip(noted.finding.byte_start), clip(noted.finding.byte_end)]),
    );
    cuts.sort_unstable();
    cuts.dedup();
    let mut active: Vec<&Noted<'_>> = open[..begun].iter().collect();
    let mut coming = open[begun..].iter().peekable();
    for cut in cuts.windows(2) {
        let (from, to) = (cut[0], cut[1]);
        active.retain(|noted| noted.finding.byte_end > from);
        while let Some(noted) = coming.next_if(|noted| noted.finding.byte_start <= from) {
            active.push(noted);
        }
        let words = escape(&document.text()[from..to]);
        let Some(gravest) = active.iter().min_by_key(|noted| (noted.finding.severity, noted.nth))
        else {
            out.push_str(&words);
            continue;
        };
        let id = &document.id;
        // The first stretch of each finding is what its card leads back to.
        for noted in active.iter().filter(|noted| noted.finding.byte_start == from) {
            let _ = write!(out, "<span id=\"{id}-w{}\"></span>", noted.nth);
        }
        let cards: Vec<String> =
            active.iter().map(|noted| format!("{id}-f{}", noted.nth)).collect();
        let labels: Vec<String> = active
            .iter()
            .map(|noted| format!("{} {}", noted.finding.rule, noted.finding.message))
            .collect();
        let _ = write!(
            out,
            "<a class=\"mark {}\" href=\"#{id}-f{}\" data-for=\"{}\" title=\"{}\">{words}</a>",
            gravest.finding.severity,
            gravest.nth,
            cards.join(" "),
            escape(&labels.join("\n")),
        );
    }
}

fn card(document: &Document<'_>, noted: &Noted<'_>, brief: bool, out: &mut String) {
    let Noted { finding, nth, first_of_rule } = noted;
    let (id, severity, code) = (&document.id, finding.severity, finding.rule);
    let place = document.origin(&(finding.byte_start..finding.byte_end)).brief();
    let place = if place.starts_with(|c: char| c.is_ascii_digit()) {
        format!("line {place}")
    } else {
        place
    };
    let advice = format!(
        "<p>{}.</p>\n<p class=\"norm\">{}</p>",
        escape(&capital(finding.help)),
        escape(finding.norm)
    );
    // The advice of a rule is open where it is first needed and there is room for it.
    let advice = match *first_of_rule && !brief {
        true => advice,
        false => format!("<details><summary>Help and norm</summary>\n{advice}\n</details>"),
    };
    let _ = write!(
        out,
        "<section class=\"card {severity}\" id=\"{id}-f{nth}\" data-severity=\"{severity}\" data-family=\"{}\" data-rule=\"{code}\" tabindex=\"-1\">\n\
         <h3><a href=\"#{id}-f{nth}\" title=\"Link to this finding\"><span class=\"severity\">{}</span> {code}</a> <span class=\"name\">{}</span> \
         <a class=\"place\" href=\"#{id}-w{nth}\" title=\"Go to the words\">{}</a></h3>\n\
         <p class=\"message\">{}</p>\n{advice}\n</section>\n",
        &code[..3],
        noun(severity),
        finding.name,
        escape(&place),
        escape(&capital(finding.message)),
    );
}

fn questions(document: &Document<'_>, out: &mut String) {
    let mut questions = document.questions().peekable();
    if questions.peek().is_none() {
        return;
    }
    out.push_str("<section class=\"needs\">\n<h3>Not computable</h3>\n<ul>\n");
    for question in questions {
        let quote = escape(question.quote.trim());
        let _ = writeln!(
            out,
            "<li><b>{}</b> “{quote}” needs {}</li>",
            question.rule,
            escape(question.needs)
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn noun(severity: Severity) -> &'static str {
    summary::noun(severity)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c => out.push(ui::shown(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("<script>\"&'\u{202e}"), "&lt;script&gt;&quot;&amp;&#39;\u{fffd}");
    }
}
