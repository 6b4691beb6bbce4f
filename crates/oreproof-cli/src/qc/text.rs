//! A check of drill tables for people: what was understood, what is wrong, and how much.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use oreproof::Lines;
use oreproof_ground::hole::{ControlReport, DipSign};
use oreproof_intake::drill::{ControlColumns, Mapping, Sheet, field_in_line};

use super::campaign::Campaign;
use super::told::{Severity, Told};
use crate::excerpt::{self, Mark};
use crate::ui::{self, Look, Style, plural};

/// How many problems of one kind are shown where not all are asked for.
const FIRST: usize = 2;

/// What each column is taken for.
pub(super) fn mapping(campaign: &Campaign, look: Look) -> String {
    let Some(mapping) = &campaign.mapping else { return String::new() };
    let origin = if campaign.is_detected { "as its heads are read" } else { "as the mapping says" };
    let folder = campaign.folder.display().to_string();
    let mut out = format!(
        "{} {}\n",
        look.paint(Style::Bold, ui::plain(&folder)),
        look.paint(Style::Dim, origin)
    );
    for (table, file, columns) in rows(campaign, mapping) {
        let n = campaign.sheets.iter().find(|sheet| *sheet.file == *file).map_or(0, Sheet::len);
        let head = format!("{file}, {}", plural(n, "row"));
        let _ = writeln!(out, "  {table:<10}  {}", look.paint(Style::Bold, ui::plain(&head)));
        for line in ui::wrap(&columns.join(" · "), look.width.saturating_sub(14).max(30)) {
            let _ = writeln!(out, "  {:10}  {}", "", ui::plain(&line));
        }
    }
    out.push('\n');
    out
}

/// A table, its file, and what its columns hold.
fn rows(campaign: &Campaign, mapping: &Mapping) -> Vec<(&'static str, String, Vec<String>)> {
    let mut rows = Vec::new();
    let said = |what: &str, column: &String| format!("{what} {column}");
    let more = |what: &str, column: &Option<String>| column.as_ref().map(|c| said(what, c));
    let collars = &mapping.collars;
    let dip = sign(campaign, mapping.dip);
    let mut columns = vec![
        said("hole", &collars.hole),
        said("east", &collars.x),
        said("north", &collars.y),
        said("elevation", &collars.z),
    ];
    columns.extend(more("length", &collars.length));
    columns.extend(more("azimuth", &collars.azimuth));
    columns.extend(more("dip", &collars.dip));
    if mapping.surveys.is_none() && collars.dip.is_some() {
        columns.push(dip.clone());
    }
    rows.push(("collars", collars.file.clone(), columns));
    if let Some(surveys) = &mapping.surveys {
        let columns = vec![
            said("hole", &surveys.hole),
            said("depth", &surveys.depth),
            said("azimuth", &surveys.azimuth),
            format!("{}, {dip}", said("dip", &surveys.dip)),
        ];
        rows.push(("surveys", surveys.file.clone(), columns));
    }
    for table in &mapping.intervals {
        let mut columns =
            vec![said("hole", &table.hole), said("from", &table.from), said("to", &table.to)];
        let names: Vec<&str> = table.assays.iter().map(|assay| assay.column.as_str()).collect();
        if !names.is_empty() {
            columns.push(format!("measured {}", names.join(", ")));
        }
        if !table.codes.is_empty() {
            columns.push(format!("logged {}", table.codes.join(", ")));
        }
        rows.push(("intervals", table.file.clone(), columns));
    }
    for table in &mapping.controls {
        let columns = match table {
            ControlColumns::Standards { material, assay, certified, deviation, .. } => {
                let mut columns: Vec<String> = more("material", material).into_iter().collect();
                columns.push(said("assay", assay));
                columns.push(said("certified", certified));
                columns.push(said("standard deviation", deviation));
                columns
            }
            ControlColumns::Blanks { assay, limit, .. } => {
                vec![said("assay", assay), format!("clean up to {limit}")]
            }
            ControlColumns::Duplicates { original, duplicate, .. } => {
                vec![said("original", original), said("duplicate", duplicate)]
            }
        };
        let name = match table {
            ControlColumns::Standards { .. } => "standards",
            ControlColumns::Blanks { .. } => "blanks",
            ControlColumns::Duplicates { .. } => "duplicates",
        };
        rows.push((name, table.file().to_owned(), columns));
    }
    rows
}

/// What the control samples come to, one line each.
fn controls(campaign: &Campaign) -> String {
    let mut out = String::new();
    for report in &campaign.controls {
        let line = match report {
            ControlReport::Standard { material, n, certified, mean, n_failed, .. } => format!(
                "{material}: {} average {mean:.4} against {certified} certified, {n_failed} failed",
                plural(*n, "assay")
            ),
            ControlReport::Blanks { file, n, n_failed } => {
                format!("{file}: {}, {n_failed} not clean", plural(*n, "blank"))
            }
            ControlReport::Duplicates {
                file,
                n,
                mean_original,
                mean_duplicate,
                share_within_tenth,
                coefficient_of_variation,
            } => format!(
                "{file}: {} average {mean_original:.4} and {mean_duplicate:.4}; {:.0} % agree within a fifth; an assay is good to {:.1} %",
                plural(*n, "pair"),
                100.0 * share_within_tenth,
                100.0 * coefficient_of_variation
            ),
        };
        let _ = writeln!(out, "{}", ui::plain(&line));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn sign(campaign: &Campaign, dip: DipSign) -> String {
    let (name, n) = match dip {
        DipSign::NegativeDown => ("negative", campaign.dips.n_negative),
        DipSign::PositiveDown => ("positive", campaign.dips.n_positive),
    };
    let all = campaign.dips.n_negative + campaign.dips.n_positive;
    format!("{name} down in {n} of {all}")
}

/// The problems of each kind, the worst kinds first.
pub(super) fn problems(campaign: &Campaign, told: &[Told], all: bool, look: Look) -> String {
    let mut kinds: Vec<(&str, Vec<&Told>)> = Vec::new();
    for one in told {
        match kinds.iter_mut().find(|(code, _)| *code == one.code) {
            Some((_, list)) => list.push(one),
            None => kinds.push((&one.code, vec![one])),
        }
    }
    let mut texts = Texts::new(campaign);
    let mut out = String::new();
    for (_, list) in kinds {
        let shown = if all || list.len() <= FIRST + 1 { list.len() } else { FIRST };
        for one in &list[..shown] {
            texts.draw(one, look, &mut out);
        }
        if shown < list.len() {
            let dots = look.glyph("…", "...");
            let more =
                format!("{dots} and {} more like this; --all shows them", list.len() - shown);
            let _ = writeln!(out, "{}\n", look.paint(Style::Dim, more));
        }
    }
    out
}

/// A problem that stands at no line of a file.
pub(crate) fn lone(told: &Told, look: Look) -> String {
    let mut out = head(told, look);
    if let Some(help) = &told.help {
        look.note(&mut out, 2, "help", help);
    }
    out
}

fn head(told: &Told, look: Look) -> String {
    let head = format!("{}[{}]", told.severity.name(), told.code);
    let head = look.paint(told.severity.style(), head);
    format!("{head} {}\n", look.paint(Style::Bold, ui::plain(&told.message)))
}

/// The files as text, opened when the first problem in each is drawn.
struct Texts<'c> {
    campaign: &'c Campaign,
    open: BTreeMap<&'c str, (Cow<'c, str>, Lines)>,
}

impl<'c> Texts<'c> {
    fn new(campaign: &'c Campaign) -> Self {
        Self { campaign, open: BTreeMap::new() }
    }

    fn draw(&mut self, told: &Told, look: Look, out: &mut String) {
        let file = told
            .file
            .as_deref()
            .and_then(|name| self.campaign.files.iter().find(|(known, _)| known == name));
        let (Some((name, bytes)), Some(row)) = (file, told.row) else {
            out.push_str(&lone(told, look));
            out.push('\n');
            return;
        };
        let (text, lines) = self.open.entry(name).or_insert_with(|| {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = String::from_utf8_lossy(bytes);
            let lines = Lines::new(&text);
            (text, lines)
        });
        let line = lines.range(row as usize);
        let (span, label) = self.campaign.span(told, &text[line.clone()]);
        let column = text[line.start..line.start + span.start].chars().count() + 1;
        let path = self.campaign.folder.join(name);
        let place = format!("{}:{row}:{column}", path.display());
        let bytes = line.start + span.start..line.start + span.end;
        let mark = Mark { bytes, style: told.severity.style(), label };
        out.push_str(&head(told, look));
        let number = |line: usize| line.to_string();
        let indent = excerpt::draw(out, &place, text, lines, number, &[mark], look);
        if let Some(help) = &told.help {
            look.note(out, indent, "help", help);
        }
        out.push('\n');
    }
}

impl Campaign {
    /// Where in its line a problem stands, and the head of the column.
    fn span(&self, told: &Told, line: &str) -> (std::ops::Range<usize>, String) {
        let sheet = self.sheets.iter().find(|sheet| Some(&*sheet.file) == told.file.as_deref());
        let found = sheet.zip(told.column.as_deref());
        let at = found.and_then(|(sheet, column)| Some((sheet, sheet.position(column)?)));
        let whole = 0..line.trim_end().len();
        match (at, &told.column) {
            (Some((sheet, at)), Some(column)) => {
                let span = field_in_line(line.trim_end(), sheet.delimiter, at);
                // In the line of heads the name already stands there.
                let label =
                    if line[span.clone()] == **column { String::new() } else { column.clone() };
                (span, label)
            }
            _ => (whole, String::new()),
        }
    }
}

/// How many of each kind, and of what.
pub(super) fn summary(campaign: &Campaign, told: &[Told], look: Look) -> String {
    let mut counts: Vec<(&Told, usize)> = Vec::new();
    for one in told {
        match counts.iter_mut().find(|(known, _)| known.code == one.code) {
            Some((_, n)) => *n += 1,
            None => counts.push((one, 1)),
        }
    }
    let width = counts.iter().map(|(_, n)| n.to_string().len()).max().unwrap_or(1);
    let mut out = String::new();
    for (one, n) in &counts {
        let name = look.paint(one.severity.style(), format_args!("{:<7}", one.severity.name()));
        let _ = writeln!(out, "{n:>width$}  {name}  {}", one.code);
    }
    if !counts.is_empty() {
        out.push('\n');
    }
    out.push_str(&controls(campaign));
    let holes = &campaign.holes;
    let n_intervals: usize = holes.intervals.iter().map(|table| table.len()).sum();
    let read =
        format!("{} with {}", plural(holes.holes.len(), "hole"), plural(n_intervals, "interval"));
    if told.is_empty() {
        let _ = writeln!(out, "{} in {read}", look.paint(Style::Bold, "no problems"));
        return out;
    }
    let count = |severity: &Severity| {
        let n = told.iter().filter(|told| told.severity == *severity).count();
        (n > 0).then(|| look.paint(severity.style(), plural(n, severity.name())))
    };
    let parts: Vec<String> = Severity::ALL.iter().filter_map(count).collect();
    let problems = look.paint(Style::Bold, plural(told.len(), "problem"));
    let _ = writeln!(out, "{problems} in {read}: {}", parts.join(", "));
    if campaign.mapping.is_none() {
        let _ = writeln!(out, "the columns cannot all be told apart, so that no hole was read");
    }
    out
}
