//! The JSON Schema of the format, and the page that lists its keys.
//!
//! Both come from the declarations that also read and write a case.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::case::Case;
use crate::field::Field;
use crate::given::BEHIND;

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

    /// Gives the way to a schema, which is kept under a name, or a numbered one where the name is
    /// that of another.
    pub(crate) fn share(&mut self, name: &str, schema: Value) -> Value {
        let called = |nth: usize| if nth == 1 { name.to_owned() } else { format!("{name}{nth}") };
        let fits = |name: &String| match self.defs.get(name) {
            None => true,
            Some(known) => matches!(known, Def::Plain(known) if *known == schema),
        };
        let name = (1..).map(called).find(fits).unwrap_or_else(|| name.to_owned());
        let way = json!({ "$ref": format!("#/$defs/{name}") });
        self.defs.insert(name, Def::Plain(schema));
        way
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
    inputs(&mut page, &defs);
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The types of the stations' inputs, each with its keys or words.
fn inputs(page: &mut String, defs: &Defs) {
    page.push_str("# Every key of the inputs\n\n");
    page.push_str("What `[projects.model]` and `[fiscal_terms.regime]` are made of.\n");
    page.push_str("Keys that say where a figure is from may stand in every table.\n\n");
    for (name, def) in &defs.defs {
        let (Def::Plain(schema), true) = (def, name.ends_with("Input")) else { continue };
        let plain = schema["anyOf"].get(0).unwrap_or(schema);
        let mut rows = Vec::new();
        for (key, inner) in keys_of(plain) {
            rows.push((format!("`{key}`"), input_kind(inner)));
        }
        for way in plain["anyOf"].as_array().into_iter().flatten() {
            let alone = way["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
            rows.extend(alone.map(|word| (format!("`{word}`"), String::new())));
            rows.extend(keys_of(way).map(|(word, under)| (format!("`{word}`"), input_kind(under))));
        }
        if rows.is_empty() {
            continue;
        }
        let head = if plain.get("properties").is_some() { "key" } else { "word" };
        let _ = writeln!(page, "## {name}\n\n| {head} | value |\n|---|---|");
        for (key, kind) in rows {
            let _ = writeln!(page, "| {key} | {} |", cell(&kind));
        }
        page.push('\n');
    }
}

/// The keys of a table of an input, without those that say where it is from.
fn keys_of(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let keys = schema["properties"].as_object().into_iter().flatten();
    keys.filter(|(key, _)| !BEHIND.contains(&key.as_str()))
}

/// A short word for what may stand behind a key of an input.
fn input_kind(schema: &Value) -> String {
    let to = schema["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/"));
    match to {
        Some("NumberInput") => return "number".to_owned(),
        Some("IntegerInput") => return "integer".to_owned(),
        Some("TextInput") => return "text".to_owned(),
        Some("YesInput") => return "boolean".to_owned(),
        Some(to) => return format!("[{to}](#{})", to.to_lowercase()),
        None => {}
    }
    let plain = schema["anyOf"].get(0).unwrap_or(schema);
    let inner: Vec<String> =
        keys_of(plain).map(|(key, inner)| format!("`{key}`: {}", input_kind(inner))).collect();
    match plain["type"].as_str() {
        Some("array") => format!("list of {}", input_kind(&plain["items"])),
        Some("object") if !inner.is_empty() => format!("table of {}", inner.join(", ")),
        Some("object") => format!("by name: {}", input_kind(&plain["additionalProperties"])),
        Some("string") => "text".to_owned(),
        Some(other) => other.to_owned(),
        None if plain.get("anyOf").is_some() => input_kind(plain),
        None => "figures: one, a list with one for each period, by year, or a column".to_owned(),
    }
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
