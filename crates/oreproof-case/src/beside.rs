//! Files that lie beside the TOML: their names in it, and what they hold.

use serde_json::json;

use crate::field::{Field, Value};
use crate::place::Place;
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

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_starts_from_the_file_that_names_it() {
        assert_eq!(path("case.toml", "a.csv"), "a.csv");
        assert_eq!(path("projects/a.toml", "a.csv"), "projects/a.csv");
        assert_eq!(path("projects/a.toml", "../data/a.csv"), "data/a.csv");
    }
}
