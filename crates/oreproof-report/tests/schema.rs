//! The published schema of a weighing: it is current, and what the worked cases come to keeps it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oreproof_case::Case;
use oreproof_reference::Tables;
use oreproof_report::weighing::{json, schema};
use oreproof_weigh::weigh;
use serde_json::{Value, json};

fn case(name: &str) -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("the case is there") {
            let path: PathBuf = entry.expect("a folder lists").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(&root).expect("it lies in the case");
                let name = inside.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(&path).expect("a file reads")));
            }
        }
    }
    oreproof_case::read(&files).case
}

/// What in a value breaks the schema, each with its path: as much of JSON Schema 2020-12 as the
/// schema uses.
fn breaks(value: &Value, schema: &Value, root: &Value, path: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let at = name.strip_prefix('#').expect("within the file");
        let target = root.pointer(at).unwrap_or_else(|| panic!("{name} is not there"));
        return breaks(value, target, root, path);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let tries: Vec<_> = any.iter().map(|one| breaks(value, one, root, path)).collect();
        return match tries.iter().any(Vec::is_empty) {
            true => Vec::new(),
            false => tries.into_iter().min_by_key(Vec::len).unwrap_or_default(),
        };
    }
    let wrong = |what: &str| vec![format!("{path}: {value} {what}")];
    if schema.get("const").is_some_and(|only| only != value) {
        return wrong("is another word");
    }
    if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        return wrong("is not in the list");
    }
    let kind_holds = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some(kind) => panic!("{kind} is no type"),
        None => true,
    };
    if !kind_holds {
        return wrong("is of another type");
    }
    if schema["minimum"].as_i64().is_some_and(|least| value.as_i64().is_some_and(|n| n < least)) {
        return wrong("is too small");
    }
    let mut found = Vec::new();
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        let each = list.iter().enumerate();
        found.extend(each.flat_map(|(i, v)| breaks(v, items, root, &format!("{path}/{i}"))));
    }
    if let (Some(properties), Some(keys)) = (schema["properties"].as_object(), value.as_object()) {
        for (key, value) in keys {
            match properties.get(key) {
                Some(schema) => found.extend(breaks(value, schema, root, &format!("{path}/{key}"))),
                None => found.push(format!("{path}/{key} is not described")),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let absent = required.filter_map(Value::as_str).filter(|key| !keys.contains_key(*key));
        found.extend(absent.map(|key| format!("{path}/{key} is missing")));
    }
    found
}

#[test]
fn the_published_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/weighing.schema.json");
    let published = fs::read_to_string(path).expect("the schema lies in docs");
    // The two are too long to be printed.
    assert!(published == format!("{:#}\n", schema()), "stale: run `cargo xtask docs`");
}

#[test]
fn every_worked_case_keeps_the_schema() {
    let schema = schema();
    for name in ["pakistan-2025", "compliant-junior", "hollow-promise"] {
        let case = case(name);
        let day = case.choices.as_ref().and_then(|choices| choices.as_of).unwrap();
        let weighing = json(&weigh(&case, Tables::built_in(), day, &BTreeSet::new()));
        let found = breaks(&weighing, &schema, &schema, "");
        assert!(
            found.is_empty(),
            "{name}: {} breaks, {:?}",
            found.len(),
            &found[..found.len().min(5)]
        );
    }
}

#[test]
fn what_is_not_described_breaks_the_schema() {
    let schema = schema();
    let found = breaks(&json!({"day": 3, "mood": "good"}), &schema, &schema, "");
    assert!(found.contains(&"/mood is not described".to_owned()));
    assert!(found.contains(&"/claims is missing".to_owned()));
    assert!(found.contains(&"/day: 3 is of another type".to_owned()));
}
