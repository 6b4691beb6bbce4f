//! One table as text: CSV with its columns named in the first line and `#` before a remark.
//!
//! Every field knows the line and column it begins at, which a mistake is reported
//! with; general readers of CSV say the line only.

use std::borrow::Cow;
use std::str::FromStr;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::error::{Problem, nearest};
use crate::source::SourceRef;

/// One kind of row.
pub(crate) trait Entry: Sized {
    /// The columns that must be there.
    const REQUIRED: &'static [&'static str];
    /// The columns that may be left out.
    const OPTIONAL: &'static [&'static str] = &[];

    /// Reads a row; `None` when it has problems, which the row has then told.
    fn read(row: &mut Row<'_, '_>) -> Option<Self>;

    /// The id that a report points to, unique within the tables.
    fn id(&self) -> String;
}

/// One field with the byte of its line at which it begins.
#[derive(Clone, Debug)]
pub(crate) struct Field<'t> {
    pub text: Cow<'t, str>,
    pub at: usize,
}

/// One row while it is read.
pub(crate) struct Row<'r, 't> {
    file: &'r str,
    line: usize,
    text: &'t str,
    names: &'r [&'static str],
    fields: &'r [Field<'t>],
    problems: &'r mut Vec<Problem>,
}

/// Reads every row of a table, each with its line, and tells every problem.
pub(crate) fn read<T: Entry>(
    file: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, T)> {
    let rows = rows::<T>(file, text, problems);
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (line, row) in &rows {
        if let Some(before) = seen.insert(row.id(), *line) {
            let (file, line, id) = (file.to_owned(), *line, row.id());
            problems.push(Problem::Duplicate { file, line, id, before });
        }
    }
    rows
}

/// As [`read`], without looking for rows of one id, which a checked table has none of.
pub(crate) fn rows<T: Entry>(
    file: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, T)> {
    let mut rows = Vec::new();
    let mut lines = lines(text);
    let Some((line, header)) = lines.next() else { return rows };
    let Some(names) = columns::<T>(file, line, header, problems) else { return rows };
    let mut fields = Vec::with_capacity(names.len());
    for (line, text) in lines {
        split_into(text, &mut fields);
        if fields.len() != names.len() {
            let at = fields.get(names.len()).map_or(text.len(), |field| field.at);
            let column = column(text, at);
            problems.push(Problem::Fields {
                file: file.to_owned(),
                line,
                column,
                expected: names.len(),
                found: fields.len(),
            });
            continue;
        }
        let mut row = Row { file, line, text, names: &names, fields: &fields, problems };
        if let Some(entry) = T::read(&mut row) {
            rows.push((line, entry));
        }
    }
    rows
}

/// The lines that are neither empty nor remarks, counted from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_ascii_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The columns in the order of the header; `None` when a row cannot be read by them.
fn columns<T: Entry>(
    file: &str,
    line: usize,
    header: &str,
    problems: &mut Vec<Problem>,
) -> Option<Vec<&'static str>> {
    let known = || T::REQUIRED.iter().chain(T::OPTIONAL).copied();
    let before = problems.len();
    let mut names = Vec::new();
    for field in split(header) {
        match known().find(|name| *name == field.text) {
            Some(name) => names.push(name),
            None => problems.push(Problem::UnknownColumn {
                file: file.to_owned(),
                line,
                column: column(header, field.at),
                nearest: nearest(&field.text, known()),
                found: field.text.into_owned(),
                known: known().collect::<Vec<_>>().join(", "),
            }),
        }
    }
    for missing in known() {
        let found = names.iter().filter(|name| **name == missing).count();
        if found > 1 || (found == 0 && T::REQUIRED.contains(&missing)) {
            problems.push(Problem::MissingColumn { file: file.to_owned(), line, missing, found });
        }
    }
    (problems.len() == before).then_some(names)
}

/// The column of a byte of a line, in characters from 1.
fn column(line: &str, at: usize) -> usize {
    line[..at].chars().count() + 1
}

/// The fields of a line; one between double quotes may hold commas, and quotes doubled.
pub(crate) fn split(line: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    split_into(line, &mut fields);
    fields
}

fn split_into<'t>(line: &'t str, fields: &mut Vec<Field<'t>>) {
    fields.clear();
    let (mut rest, mut at) = (line, 0);
    loop {
        let (raw, text) = match rest.strip_prefix('"') {
            Some(inner) => quoted(rest, inner),
            None => {
                // Fields are short, so that a plain loop beats a search set up for each.
                let comma = rest.bytes().position(|byte| byte == b',');
                let raw = comma.map_or(rest, |comma| &rest[..comma]);
                (raw, Cow::Borrowed(raw.trim_ascii()))
            }
        };
        fields.push(Field { text, at });
        at += raw.len() + 1;
        match rest[raw.len()..].strip_prefix(',') {
            Some(after) => rest = after,
            None => return,
        }
    }
}

/// A field that opens with a quote: as it stands, and what it holds.
fn quoted<'t>(rest: &'t str, inner: &'t str) -> (&'t str, Cow<'t, str>) {
    let bytes = inner.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            if bytes.get(at + 1) != Some(&b'"') {
                break;
            }
            at += 1;
        }
        at += 1;
    }
    let held = &inner[..at.min(inner.len())];
    let text = match held.contains('"') {
        true => Cow::Owned(held.replace("\"\"", "\"")),
        false => Cow::Borrowed(held),
    };
    // What follows the closing quote belongs to the field up to the next comma.
    let end = inner[at.min(inner.len())..].find(',').map_or(inner.len(), |comma| at + comma);
    (&rest[..end + 1], text)
}

impl<'t> Row<'_, 't> {
    /// What a column holds; empty when the table leaves it out.
    pub fn text(&self, name: &'static str) -> &str {
        self.field(name).map_or("", |field| &field.text)
    }

    /// What a column holds when it is not empty.
    pub fn some(&self, name: &'static str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// A column that may not be empty.
    pub fn word(&mut self, name: &'static str) -> Option<String> {
        self.value(name, "some text", |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// A column read by a function that knows what it should hold.
    pub fn value<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = read(self.text(name));
        if value.is_none() {
            let (found, column) = (self.text(name).to_owned(), self.column(name));
            self.problems.push(Problem::Value {
                file: self.file.to_owned(),
                line: self.line,
                column,
                field: name,
                expected,
                found,
            });
        }
        value
    }

    /// As [`value`](Self::value), with `None` inside for an empty field.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.text(name).is_empty() {
            true => Some(None),
            false => self.value(name, expected, read).map(Some),
        }
    }

    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        self.value(name, "a date", |text| Date::from_str(text).ok())
    }

    pub fn number(&mut self, name: &'static str) -> Option<f64> {
        self.value(name, "a number", finite)
    }

    /// A table's own words for a closed set.
    pub fn one_of<T: Copy>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        known: &[(T, &str)],
    ) -> Option<T> {
        self.value(name, expected, |text| {
            known.iter().find(|(_, word)| *word == text).map(|(value, _)| *value)
        })
    }

    pub fn source(&mut self) -> Option<SourceRef> {
        self.word("source").map(SourceRef::new)
    }

    /// Names parted by semicolons.
    pub fn names(&self, name: &'static str) -> Vec<String> {
        let names = self.text(name).split(';').map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Tells that two fields stand the wrong way round.
    pub fn ordered(
        &mut self,
        holds: bool,
        first: &'static str,
        second: &'static str,
    ) -> Option<()> {
        if !holds {
            let column = self.column(first);
            let (file, line) = (self.file.to_owned(), self.line);
            self.problems.push(Problem::Order { file, line, column, first, second });
        }
        holds.then_some(())
    }

    fn field(&self, name: &str) -> Option<&Field<'t>> {
        self.names.iter().position(|known| *known == name).map(|at| &self.fields[at])
    }

    fn column(&self, name: &str) -> usize {
        self.field(name).map_or(1, |field| column(self.text, field.at))
    }
}

/// A number that is one.
pub(crate) fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<(String, usize)> {
        let fields = split(line).into_iter();
        fields.map(|field| (field.text.into_owned(), column(line, field.at))).collect()
    }

    #[test]
    fn fields_know_where_they_begin() {
        let expected = [("a", 1), ("b, c", 3), ("", 10), ("say \"x\"", 11), ("é", 23), ("z", 25)];
        let expected: Vec<(String, usize)> =
            expected.iter().map(|(text, at)| ((*text).to_owned(), *at)).collect();
        assert_eq!(texts("a,\"b, c\",,\"say \"\"x\"\"\",é,z"), expected);
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_split_without_panic(line in ".{0,60}") {
            let fields = split(&line);
            proptest::prop_assert!(!fields.is_empty());
        }

        #[test]
        fn what_is_quoted_comes_back(fields in proptest::collection::vec("[a-z\", é]{0,8}", 1..5)) {
            let line: Vec<String> =
                fields.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
            let read: Vec<String> =
                split(&line.join(",")).into_iter().map(|f| f.text.into_owned()).collect();
            proptest::prop_assert_eq!(read, fields);
        }
    }
}
