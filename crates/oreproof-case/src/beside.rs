//! Files that lie beside the TOML: their names in it, and what they hold.

use std::collections::BTreeMap;

use serde_json::json;
use toml::de::{DeTable, DeValue};

use crate::field::{Field, Value};
use crate::place::{FileText, Place};
use crate::reader::Reader;
use crate::schema::Defs;

/// A file beside the one that names it, and what was read from it.
#[derive(Clone, Debug)]
pub struct Beside<T> {
    /// Its path, from the folder of the file that names it.
    pub name: String,
    /// Where it is named.
    pub at: Place,
    /// What it holds; empty where it could not be read, which is a problem.
    pub content: T,
}

/// Where a file is named is no part of what it holds.
impl<T: PartialEq> PartialEq for Beside<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.content == other.content
    }
}

impl<T: Default> Field for Beside<T> {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let name = String::read(reader, key, value)?;
        Some(Self { name, at: reader.place(value.span()), content: T::default() })
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.name.clone().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "string", "title": "file", "minLength": 1 })
    }
}

/// The path of a file, from the folder of the file that names it.
pub(crate) fn path(of: &str, name: &str) -> String {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The files that the TOML of a case names as its tables and columns, by their paths in the
/// folder, each with the place that names it first.
///
/// A table that is no text, such as a Parquet file, is made comma-separated text before a case is
/// read; this says which of the files beside are meant.
pub fn tables<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    for (file, bytes) in files {
        let (file, text) = (file.as_ref(), str::from_utf8(bytes.as_ref()));
        let (Ok(text), true) = (text, file.ends_with(".toml")) else { continue };
        let (table, _) = DeTable::parse_recoverable(text);
        let places = FileText::new(file, text);
        let mut named = |value: &Value<'_>| {
            if let Some(name) = value.get_ref().as_str() {
                let at = places.place(value.span());
                found.entry(path(file, name)).or_insert(at);
            }
        };
        let rows = table.get_ref().get("tables").and_then(|rows| rows.get_ref().as_array());
        for row in rows.into_iter().flatten() {
            row.get_ref()
                .as_table()
                .and_then(|row| row.get("file"))
                .into_iter()
                .for_each(&mut named);
        }
        table.get_ref().values().for_each(|value| columns(value, &mut named));
    }
    found
}

/// Every file that a column is taken from.
fn columns<'v, 'i>(value: &'v Value<'i>, named: &mut dyn FnMut(&'v Value<'i>)) {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().for_each(|item| columns(item, named)),
        DeValue::Table(table) => {
            table.get("csv").into_iter().for_each(&mut *named);
            table.values().for_each(|value| columns(value, named));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{path, tables};

    #[test]
    fn only_tables_and_columns_are_tables() {
        let text = "[[tables]]\nkind = \"trade\"\nfile = \"t.parquet\"\n[[estimates]]\n\
                    holes.collars.file = \"c.parquet\"\n[[projects]]\n[projects.model]\n\
                    costs = [{ rate = { csv = \"../s.parquet\", column = \"a\" } }]\n";
        let found = tables(&[("a/b.toml", text), ("t.parquet", "PAR1")]);
        let found: Vec<String> = found.iter().map(|(path, at)| format!("{path} {at}")).collect();
        assert_eq!(found, ["a/t.parquet a/b.toml:3:8", "s.parquet a/b.toml:8:27"]);
    }

    #[test]
    fn a_path_starts_from_the_file_that_names_it() {
        assert_eq!(path("case.toml", "a.csv"), "a.csv");
        assert_eq!(path("projects/a.toml", "a.csv"), "projects/a.csv");
        assert_eq!(path("projects/a.toml", "../data/a.csv"), "data/a.csv");
    }
}
