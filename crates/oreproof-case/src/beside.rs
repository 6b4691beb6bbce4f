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
