//! The schema of the inputs is closed, and every worked case keeps to it.

use std::fs;
use std::path::{Path, PathBuf};

use oreproof_case::schema::json_schema;
use serde_json::{Value, json};

/// Whether a value fits a schema, as far as the inputs use JSON Schema.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let all = |of: &Value, f: &dyn Fn(&Value) -> bool| of.as_array().into_iter().flatten().all(f);
    let Some(rules) = schema.as_object() else { return schema != &json!(false) };
    rules.iter().all(|(word, rule)| match word.as_str() {
        "$ref" => {
            let way = rule.as_str().expect("the schema is written so").trim_start_matches('#');
            fits(root, root.pointer(way).expect("the way leads somewhere"), value)
        }
        "anyOf" => rule
            .as_array()
            .expect("the schema is written so")
            .iter()
            .any(|way| fits(root, way, value)),
        "type" => match rule.as_str().expect("the schema is written so") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64(),
            "boolean" => value.is_boolean(),
            other => panic!("{other} is not known here"),
        },
        "enum" => rule.as_array().expect("the schema is written so").contains(value),
        "required" => {
            all(rule, &|key| value.get(key.as_str().expect("the schema is written so")).is_some())
        }
        "minItems" => value.as_array().is_none_or(|list| !list.is_empty()),
        "properties" => rule
            .as_object()
            .expect("the schema is written so")
            .iter()
            .all(|(key, inner)| value.get(key).is_none_or(|inside| fits(root, inner, inside))),
        "additionalProperties" => {
            let known = schema.get("properties").and_then(Value::as_object);
            value.as_object().into_iter().flatten().all(|(key, inside)| {
                known.is_some_and(|known| known.contains_key(key)) || fits(root, rule, inside)
            })
        }
        "items" => all(value, &|inside| fits(root, rule, inside)),
        "description" | "title" => true,
        other => panic!("{other} is not known here"),
    })
}

/// Every input of the worked cases: the name of its schema, where it stands, and what is written.
fn inputs() -> Vec<(&'static str, String, Value)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let (mut open, mut found) = (vec![cases], Vec::new());
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("the cases are there") {
            let path: PathBuf = entry.expect("a folder lists").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "toml") {
                let text = fs::read_to_string(&path).expect("a file reads");
                let Ok(file) = toml::from_str::<Value>(&text) else { continue };
                for (table, key, name) in [
                    ("projects", "model", "ProjectInput"),
                    ("fiscal_terms", "regime", "RegimeInput"),
                ] {
                    for entry in file[table].as_array().into_iter().flatten() {
                        if let Some(input) = entry.get(key) {
                            let at = format!("{}, {}", path.display(), entry["id"]);
                            found.push((name, at, input.clone()));
                        }
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_input_of_a_worked_case_fits() {
    let root = json_schema();
    let all = inputs();
    assert!(4 < all.len(), "{} inputs", all.len());
    for (name, at, input) in all {
        let schema = &root["$defs"][name];
        for (key, value) in input.as_object().unwrap() {
            let known = schema["properties"].get(key);
            let known = known.unwrap_or_else(|| panic!("{at}: {key} is not in the schema"));
            assert!(fits(&root, known, value), "{at}: {key} does not fit: {value:#}");
        }
        assert!(fits(&root, schema, &input), "{at}");
    }
}

#[test]
fn a_key_that_is_no_key_does_not_fit() {
    let root = json_schema();
    for (name, at, input) in inputs() {
        let mut bad = input.clone();
        bad["more"] = json!(1);
        assert!(!fits(&root, &root["$defs"][name], &bad), "{at}");
        let list = if name == "ProjectInput" { "products" } else { "instruments" };
        if input[list].get(0).is_some() {
            let mut bad = input.clone();
            bad[list][0]["mroe"] = json!(1);
            assert!(!fits(&root, &root["$defs"][name], &bad), "{at}: {list}");
        }
    }
}
