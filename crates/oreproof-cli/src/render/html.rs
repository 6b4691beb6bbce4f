//! One page for the browser: the documents with their words marked, the findings in the margin.
//!
//! The page loads nothing: styles and script stand in it, fonts are the system's.

use std::fmt::Write as _;
use std::ops::Range;

use oreproof::rules::Severity;

use crate::check::Total;
use crate::report::{Report, Shown};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub(super) fn begin() -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Oreproof findings</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Findings</h1>\n\
         <p class=\"lede\">A finding says that a sentence does not carry its own proof. \
         It never says that a deposit is poor or a speaker dishonest.</p>\n\
         <form id=\"filters\" aria-label=\"Filters\" hidden></form>\n<p id=\"shown\" role=\"status\"></p>\n\
         <nav id=\"contents\" aria-label=\"Documents\" hidden></nav>\n</header>\n<main>\n"
    )
}

pub(super) fn document(report: &Report) -> String {
    let mut out = String::new();
    let id = slug(&report.name);
    let date = report.date.map_or(String::new(), |date| format!(" · {date}"));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<article id=\"{id}\" data-name=\"{name}\" data-findings=\"{count}\">\n<h2>{name}</h2>\n<p class=\"about\">{form}{date} · {said}</p>\n",
        name = escape(&report.name),
        count = report.findings.len(),
        form = report.form.name().replace('_', " "),
        said = match report.findings.len() {
            0 => "no findings".to_owned(),
            1 => "1 finding".to_owned(),
            n => format!("{n} findings"),
        },
    );
    let mut next = 0;
    let mut start = 0;
    for line in report.text.split_inclusive('\n') {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let first = next;
        while report.findings.get(next).is_some_and(|shown| shown.bytes.start < start) {
            next += 1;
        }
        if !range.is_empty() {
            row(report, &id, range, first..next, &mut out);
        }
    }
    unanswered(report, &mut out);
    out.push_str("</article>\n");
    out
}

/// A paragraph with its findings beside it.
fn row(report: &Report, id: &str, line: Range<usize>, findings: Range<usize>, out: &mut String) {
    let shown = &report.findings[findings.clone()];
    out.push_str("<div class=\"row\">\n<p class=\"text\">");
    marked(report, id, &line, shown, findings.start, out);
    out.push_str("</p>\n");
    if !shown.is_empty() {
        out.push_str("<div class=\"margin\">\n");
        for (nth, finding) in shown.iter().enumerate() {
            card(id, finding, findings.start + nth, out);
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
}

/// The text of a line with the words of each finding marked; where several overlap, a stretch
/// takes the gravest and leads to it.
fn marked(
    report: &Report,
    id: &str,
    line: &Range<usize>,
    shown: &[Shown],
    first: usize,
    out: &mut String,
) {
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    cuts.extend(shown.iter().flat_map(|f| {
        [f.bytes.start.clamp(line.start, line.end), f.bytes.end.clamp(line.start, line.end)]
    }));
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let over = |f: &&(usize, &Shown)| f.1.bytes.start <= from && to <= f.1.bytes.end;
        let numbered: Vec<(usize, &Shown)> =
            shown.iter().enumerate().map(|(nth, f)| (first + nth, f)).collect();
        let covering: Vec<&(usize, &Shown)> = numbered.iter().filter(over).collect();
        let words = escape(&report.text[from..to]);
        match covering.iter().min_by_key(|(nth, f)| (f.severity(), *nth)) {
            None => out.push_str(&words),
            Some((nth, gravest)) => {
                let all: Vec<String> =
                    covering.iter().map(|(nth, _)| format!("{id}-{nth}")).collect();
                let _ = write!(
                    out,
                    "<a class=\"mark {}\" href=\"#{id}-{nth}\" data-for=\"{}\">{words}</a>",
                    gravest.severity(),
                    all.join(" ")
                );
            }
        }
    }
}

fn card(id: &str, shown: &Shown, nth: usize, out: &mut String) {
    let rule = shown.rule;
    let place = shown.place.as_ref().map_or(String::new(), |place| format!(" · {}", escape(place)));
    let _ = write!(
        out,
        "<section class=\"card {severity}\" id=\"{id}-{nth}\" data-severity=\"{severity}\" data-rule=\"{code}\" tabindex=\"-1\">\n\
         <h3><a class=\"code\" href=\"#{id}-{nth}\">{code}</a> <span class=\"severity\">{name}</span></h3>\n\
         <p class=\"message\">{message}</p>\n<p>{help}.</p>\n\
         <p class=\"norm\">{norm} · line {line}{place}</p>\n</section>\n",
        severity = shown.severity(),
        name = severity_name(shown.severity()),
        code = rule.code,
        message = escape(&shown.message),
        help = escape(&capital(rule.help)),
        norm = escape(rule.norm),
        line = shown.position.line,
    );
}

fn unanswered(report: &Report, out: &mut String) {
    if report.unanswered.is_empty() {
        return;
    }
    out.push_str("<section class=\"unanswered\">\n<h3>Not computable</h3>\n<ul>\n");
    for (code, shown, needs) in &report.unanswered {
        let quote = escape(shown.quote(&report.text));
        let _ = writeln!(out, "<li><b>{code}</b> “{quote}”: needs {}</li>", escape(needs));
    }
    out.push_str("</ul>\n</section>\n");
}

pub(super) fn end(total: &Total) -> String {
    let plural =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let failed = if total.failed > 0 {
        format!(" {} could not be read.", plural(total.failed, "document"))
    } else {
        String::new()
    };
    format!(
        "</main>\n<footer>\n<p>{} in {}.{failed} Oreproof {}.</p>\n</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        plural(total.findings, "finding"),
        plural(total.documents, "document"),
        env!("CARGO_PKG_VERSION"),
    )
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// An id made of a name: the same name gives the same id, and two names hardly ever one.
fn slug(name: &str) -> String {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| {
        (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("d{hash:016x}")
}

/// Text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
