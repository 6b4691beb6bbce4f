//! The JSON Schema of the format, and the page that lists its keys.
//!
//! Both come from the declarations that also read and write a case.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::case::Case;
use crate::field::Field;

/// A key of a table, as it is described.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it says, as its comment has it.
    pub about: &'static str,
    /// Whether it must be written.
    pub required: bool,
    /// What may stand behind it.
    pub schema: Value,
}

/// A named type of the format.
#[derive(Clone, Debug)]
enum Def {
    Table {
        about: String,
        keys: Vec<Key>,
    },
    Words {
        about: String,
        words: Vec<(&'static str, String)>,
    },
    /// Described by its schema alone.
    Plain(Value),
    /// Met, and still being described.
    Open,
}

/// The named types met so far.
#[derive(Debug, Default)]
pub struct Defs {
    defs: BTreeMap<String, Def>,
}

impl Defs {
    /// Describes a table once, and gives the way to it.
    pub(crate) fn table(
        &mut self,
        name: &'static str,
        about: &str,
        keys: impl FnOnce(&mut Self) -> Vec<Key>,
    ) -> Value {
        if !self.defs.contains_key(name) {
            self.defs.insert(name.to_owned(), Def::Open);
            let keys = keys(self);
            self.defs.insert(name.to_owned(), Def::Table { about: prose(about), keys });
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// Describes a list of words once, and gives the way to it.
    pub(crate) fn words(
        &mut self,
        name: &'static str,
        about: &str,
        words: &[(&'static str, &str)],
    ) -> Value {
        let words = words.iter().map(|(word, about)| (*word, prose(about))).collect();
        self.defs
            .entry(name.to_owned())
            .or_insert_with(|| Def::Words { about: prose(about), words });
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// Describes a type by its schema once, and gives the way to it.
    pub(crate) fn plain(
        &mut self,
        name: &str,
        title: &str,
        schema: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        if !self.defs.contains_key(name) {
            self.defs.insert(name.to_owned(), Def::Open);
            let schema = schema(self);
            self.defs.insert(name.to_owned(), Def::Plain(schema));
        }
        json!({ "$ref": format!("#/$defs/{name}"), "title": title })
    }
}

/// A doc comment as running text.
fn prose(comment: &str) -> String {
    let paragraphs = comment.split("\n\n").map(|p| {
        let lines: Vec<_> = p.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join(" ")
    });
    paragraphs.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The JSON Schema of a file of a case, for editors.
pub fn json_schema() -> Value {
    let (_, defs) = defs();
    let mut all = Map::new();
    for (name, def) in &defs.defs {
        all.insert(name.clone(), described(def));
    }
    let mut root = all.remove("Case").unwrap_or_default();
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        root.insert("title".into(), "A file of an Oreproof case".into());
        root.insert("$defs".into(), all.into());
    }
    root
}

fn defs() -> (Value, Defs) {
    let mut defs = Defs::default();
    let root = Case::schema(&mut defs);
    (root, defs)
}

fn described(def: &Def) -> Value {
    match def {
        Def::Table { about, keys } => {
            let property = |key: &Key| {
                let mut schema = key.schema.clone();
                let about = prose(key.about);
                if let Some(schema) = schema.as_object_mut() {
                    let more = schema.get("description").and_then(Value::as_str);
                    let about = more.map_or(about.clone(), |more| format!("{about} {more}"));
                    schema.insert("description".into(), about.into());
                }
                (key.name.to_owned(), schema)
            };
            let properties: Map<String, Value> = keys.iter().map(property).collect();
            let required: Vec<_> =
                keys.iter().filter(|key| key.required).map(|key| key.name).collect();
            json!({
                "type": "object",
                "description": about,
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            })
        }
        Def::Words { about, words } => {
            let each: Vec<_> = words
                .iter()
                .map(|(word, about)| json!({ "const": word, "description": about }))
                .collect();
            json!({ "type": "string", "description": about, "oneOf": each })
        }
        Def::Plain(schema) => schema.clone(),
        Def::Open => Value::Bool(true),
    }
}

/// The page of the format: how a case is written, and every key of every table.
pub fn page() -> String {
    let (_, defs) = defs();
    let mut page = include_str!("format.md").to_owned();
    if let Some(Def::Table { keys, .. }) = defs.defs.get("Case") {
        let _ = writeln!(page, "## Tables of a file\n");
        keys_table(&mut page, keys);
    }
    for (name, def) in defs.defs.iter().filter(|(name, _)| *name != "Case") {
        match def {
            Def::Table { about, keys } => {
                let _ = writeln!(page, "## {name}\n\n{}\n", sentences(about));
                keys_table(&mut page, keys);
            }
            Def::Words { about, words } => {
                let _ = writeln!(page, "## {name}\n\n{}\n", sentences(about));
                let _ = writeln!(page, "| word | meaning |\n|---|---|");
                for (word, about) in words {
                    let _ = writeln!(page, "| `{word}` | {} |", cell(about));
                }
                page.push('\n');
            }
            Def::Plain(_) | Def::Open => {}
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn keys_table(page: &mut String, keys: &[Key]) {
    let _ = writeln!(page, "| key | | value | meaning |\n|---|---|---|---|");
    for key in keys {
        let need = if key.required { "must" } else { "" };
        let kind = cell(&kind(&key.schema));
        let _ =
            writeln!(page, "| `{}` | {need} | {kind} | {} |", key.name, cell(&prose(key.about)));
    }
    page.push('\n');
}

/// One sentence a line.
fn sentences(text: &str) -> String {
    text.replace(". ", ".\n")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A short word for what may stand behind a key.
fn kind(schema: &Value) -> String {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(name) = text("title") {
        return name.to_owned();
    }
    if let Some(to) = text("$ref").and_then(|to| to.strip_prefix("#/$defs/")) {
        return format!("[{to}](#{})", to.to_lowercase());
    }
    match (text("type"), schema.get("items")) {
        (Some("array"), Some(items)) => format!("list of {}", kind(items)),
        (Some("string"), _) => {
            match text("description").and_then(|d| d.strip_prefix("The `id` of an entry of ")) {
                Some(of) => format!("id in {}", of.trim_end_matches('.')),
                None if text("pattern").is_some_and(|p| p.contains("d{4}")) => "day".to_owned(),
                None => "text".to_owned(),
            }
        }
        (Some(name), _) => name.to_owned(),
        (None, _) => "period".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way from one type to another leads somewhere.
    fn check_ways(value: &Value, defs: &Map<String, Value>) {
        match value {
            Value::Object(of) => {
                if let Some(to) = of.get("$ref").and_then(Value::as_str) {
                    let name = to.trim_start_matches("#/$defs/");
                    assert!(defs.contains_key(name), "{to}");
                }
                of.values().for_each(|value| check_ways(value, defs));
            }
            Value::Array(all) => all.iter().for_each(|value| check_ways(value, defs)),
            _ => {}
        }
    }

    #[test]
    fn the_schema_has_every_table_and_no_open_way() {
        let schema = json_schema();
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.len(), Case::KEYS.len());
        check_ways(&schema, schema["$defs"].as_object().unwrap());
    }

    #[test]
    fn the_page_has_every_key_of_a_file() {
        let page = page();
        for key in Case::KEYS {
            assert!(page.contains(&format!("| `{key}` |")), "{key}");
        }
    }
}
