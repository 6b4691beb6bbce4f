//! Reading a whole folder.
//!
//! Every TOML file is read on its own and added to the case; then the files beside
//! are read into it; then what only the whole can show is checked.

use std::collections::BTreeMap;
use std::str;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::beside::path;
use crate::case::Case;
use crate::check;
use crate::field::Field;
use crate::geo;
use crate::model::TableKind;
use crate::place::{FileText, Place};
use crate::problem::Problem;
use crate::quotes;
use crate::reader::{Named, Reader, in_order, nearest};
use crate::refs::{Kind, Mention};
use crate::rows;
use crate::set;
use crate::settle;

/// What was understood of a case, and everything its author should mend.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// What was understood.
    pub case: Case,
    /// What to mend, in the order of files and places.
    pub problems: Vec<Problem>,
}

/// What looks a price up in the reference tables: from a path such as
/// `prices/copper/2024` to a price such as `9,147 USD/t`, or what is needed for it.
pub type Lookup<'l> = dyn Fn(&str) -> Result<String, String> + 'l;

/// Reads the files of a case: each by its path inside the folder, with `/` between
/// its parts, and its bytes.
///
/// Files that are neither TOML nor named by one are left alone. Prices of the
/// reference tables are not looked up; see [`read_with`].
pub fn read<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Parsed {
    read_with(files, &|_| Err("the reference tables".to_owned()))
}

/// Reads the files of a case, and looks prices that it takes from the reference tables
/// up in them.
pub fn read_with<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)], lookup: &Lookup<'_>) -> Parsed {
    let mut files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())).collect();
    files.sort_by_key(|(name, _)| *name);
    let mut problems = Vec::new();
    let mut named = Vec::new();
    let mut case = empty();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".toml")) {
        if let Some(text) = as_text(name, bytes, &mut problems) {
            add_file(name, text, &mut case, &mut problems, &mut named);
        }
    }
    beside(&files, &mut case, &mut problems);
    settle::settle(&files, &mut case, lookup, &mut problems);
    set::check(&case, &mut problems);
    quotes::held(&files, &case, &mut problems);
    check::check(&case, &mut problems);
    names(&case, &named, &mut problems);
    problems.sort_by(|a, b| a.place().cmp(b.place()));
    Parsed { case, problems }
}

/// Reads the files beside the TOML into the case.
fn beside(files: &[(&str, &[u8])], case: &mut Case, problems: &mut Vec<Problem>) {
    for table in std::mem::take(&mut case.tables) {
        let source = table.source.as_ref().map(|source| (source.id.clone(), source.at.clone()));
        if let Some((path, text)) = find(files, &table.file.name, &table.file.at, problems) {
            let mut reader = Reader::loose(&path, text, source);
            rows_into(case, &mut reader, text, table.kind);
            problems.extend(reader.finish().0);
        }
    }
    for layer in &mut case.layers {
        if let Some((path, text)) = find(files, &layer.file.name, &layer.file.at, problems) {
            layer.file.content = geo::read(&path, text, problems);
        }
    }
}

fn rows_into(case: &mut Case, reader: &mut Reader<'_>, text: &str, kind: TableKind) {
    use crate::model::{Incident, IncidentTotal, Population, Price, Production, Tariff, Trade};
    match kind {
        TableKind::Incidents => {
            case.incidents.extend(rows::read(reader, text, "incidents", Incident::KEYS));
        }
        TableKind::IncidentTotals => {
            let read = rows::read(reader, text, "incident_totals", IncidentTotal::KEYS);
            case.incident_totals.extend(read);
        }
        TableKind::Production => {
            case.production.extend(rows::read(reader, text, "production", Production::KEYS));
        }
        TableKind::Trade => case.trade.extend(rows::read(reader, text, "trade", Trade::KEYS)),
        TableKind::Tariffs => {
            case.tariffs.extend(rows::read(reader, text, "tariffs", Tariff::KEYS));
        }
        TableKind::Populations => {
            case.populations.extend(rows::read(reader, text, "populations", Population::KEYS));
        }
        TableKind::Prices => case.prices.extend(rows::read(reader, text, "prices", Price::KEYS)),
    }
}

/// The path and the text of a file that the case names at a place.
pub(crate) fn find<'b>(
    files: &[(&str, &'b [u8])],
    name: &str,
    at: &Place,
    problems: &mut Vec<Problem>,
) -> Option<(String, &'b str)> {
    let path = path(&at.file, name);
    let Some((_, bytes)) = files.iter().find(|(name, _)| *name == path) else {
        let suggestion = nearest(&path, files.iter().map(|(name, _)| *name)).map(str::to_owned);
        problems.push(Problem::NoFile { path, suggestion, at: at.clone() });
        return None;
    };
    let text = as_text(&path, bytes, problems)?;
    Some((path, text.strip_prefix('\u{feff}').unwrap_or(text)))
}

/// A case of no files.
fn empty() -> Case {
    let table = Spanned::new(0..0, DeValue::Table(DeTable::default()));
    Case::read(&mut Reader::new("case.toml", ""), "case", &table)
        .expect("a case may leave out every key")
}

/// The text of a file, without a byte order mark.
fn as_text<'b>(name: &str, bytes: &'b [u8], problems: &mut Vec<Problem>) -> Option<&'b str> {
    match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let good = str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let at = FileText::new(name, good).place(good.len()..good.len());
            problems.push(Problem::NotText { at });
            None
        }
    }
}

fn add_file(
    name: &str,
    text: &str,
    case: &mut Case,
    problems: &mut Vec<Problem>,
    named: &mut Vec<Named>,
) {
    let mut reader = Reader::new(name, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let at = reader.place(error.span().unwrap_or_default());
        reader.problem(Problem::Syntax { message, at });
    }
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    // A file that is no TOML is told so once, not once more for each of its keys.
    if errors.is_empty()
        && let Some(file) = Case::read(&mut reader, name_of_case(), &value)
        && let Some(table) = value.get_ref().as_table()
    {
        let doubles = case.absorb(file);
        for (key, value) in in_order(table) {
            if doubles.contains(&key.get_ref().as_ref()) {
                let at = reader.header(value.span(), value.get_ref().as_table().unwrap_or(table));
                reader.problem(Problem::Twice { table: key.get_ref().to_string(), at });
            }
        }
    }
    let (found, met) = reader.finish();
    problems.extend(found);
    named.extend(met);
}

fn name_of_case() -> &'static str {
    "the file"
}

/// Names given twice, and mentions of what has no name.
fn names(case: &Case, named: &[Named], problems: &mut Vec<Problem>) {
    let mut known: BTreeMap<(Kind, &str), &Named> = BTreeMap::new();
    for entry in named {
        match known.get(&(entry.kind, entry.id.as_str())) {
            None => {
                known.insert((entry.kind, &entry.id), entry);
            }
            Some(first) => problems.push(Problem::DuplicateId {
                kind: entry.kind,
                id: entry.id.clone(),
                first: first.at.clone(),
                at: entry.at.clone(),
            }),
        }
    }
    let mut mentions: Vec<Mention> = Vec::new();
    case.mentions(&mut mentions);
    // A source that a table gives to many values is one mention.
    mentions.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
    mentions.dedup_by(|a, b| a.at == b.at && a.id == b.id);
    for mention in mentions {
        let of_kind = |kind: &Kind| known.contains_key(&(*kind, mention.id.as_str()));
        if mention.kinds.iter().any(of_kind) {
            continue;
        }
        let candidates = known.keys().filter(|(kind, _)| mention.kinds.contains(kind));
        let suggestion = nearest(&mention.id, candidates.map(|(_, id)| *id));
        problems.push(Problem::DanglingReference {
            allowed: mention.kinds,
            suggestion: suggestion.map(str::to_owned),
            id: mention.id,
            at: mention.at,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_several_files_are_one_case() {
        let files = [
            (
                "case.toml",
                "[case]\ntitle = \"A\"\n[[sources]]\nid = \"s\"\ntitle = \"S\"\nkind = \"press\"\n",
            ),
            (
                "sites.toml",
                "[[sites]]\nid = \"a\"\nname = \"A\"\nkind = \"mine\"\nsource = \"s\"\n\
                 province = [{ value = \"X\" }, { value = \"Y\", source = \"t\", confidence = \"conflict\" }]\n\
                 [[sites.positions]]\nlat = 1\nlon = 2.5\n",
            ),
        ];
        let Parsed { case, mut problems } = read(&files);
        problems.retain(|problem| !matches!(problem, Problem::ChoiceMissing { .. }));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(matches!(&problems[0], Problem::DanglingReference { id, .. } if id == "t"));
        assert_eq!(problems[0].place().to_string(), "sites.toml:6:54");
        let site = &case.sites[0];
        assert_eq!(site.at.of("name").to_string(), "sites.toml:3:8");
        assert!(site.province.as_ref().unwrap().is_conflict());
        assert_eq!(site.positions[0].source.0.as_str(), "s");
        assert_eq!(case.case.unwrap().title, "A");
    }
}
