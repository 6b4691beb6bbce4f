//! The JSON Schema of an input, from the shape of the station's type.
//!
//! Every table is closed. Beyond the station's own keys stand those that say where a part is
//! from, any value may be a stated one, and figures over time may be a column of a CSV file.
//! What stands in many places is described once.

use serde_json::{Map, Value, json};

use crate::given::BEHIND;
use crate::schema::Defs;
use crate::shape::Shape;

/// The schema of an input of this shape.
pub(crate) fn input_schema(shape: &Shape, defs: &mut Defs) -> Value {
    let Shape::Table(_, keys) = shape else { return of(shape, defs) };
    let mut properties = behind();
    for (key, inner) in keys {
        let mut schema = of(inner, defs);
        if *key == "parties"
            && let Shape::List(party) = inner
        {
            // A regime may name a party of the case.
            let named =
                json!({ "type": "string", "description": "The `id` of an entry of parties." });
            let party = json!({ "anyOf": [named, of(party, defs)] });
            schema = json!({ "type": "array", "items": party });
        }
        properties.insert((*key).to_owned(), schema);
    }
    closed(&properties)
}

fn of(shape: &Shape, defs: &mut Defs) -> Value {
    let plain = match shape {
        Shape::Any => return json!({}),
        Shape::Nothing => return json!({ "type": "object" }),
        Shape::Number => return once("Number", &json!({ "type": "number" }), defs),
        Shape::Integer => return once("Integer", &json!({ "type": "integer" }), defs),
        Shape::Yes => return once("Yes", &json!({ "type": "boolean" }), defs),
        Shape::Text => return once("Text", &json!({ "type": "string" }), defs),
        Shape::Words(name, words) => {
            let words = self::words(words, defs);
            return once(name, &words, defs);
        }
        Shape::Table(name, keys) => {
            let mut properties = behind();
            properties.extend(keys.iter().map(|(key, inner)| ((*key).to_owned(), of(inner, defs))));
            return once(name, &closed(&properties), defs);
        }
        Shape::List(item) => {
            let item = of(item, defs);
            json!({ "type": "array", "items": item })
        }
        Shape::Map(value) => {
            let value = of(value, defs);
            json!({ "type": "object", "additionalProperties": value })
        }
    };
    json!({ "anyOf": [plain, stated(defs), column(defs)] })
}

/// A type or a stated value of it, described once by the type's name, which stations may share.
fn once(name: &str, plain: &Value, defs: &mut Defs) -> Value {
    let schema = json!({ "anyOf": [plain, stated(defs)] });
    if name.is_empty() {
        return schema;
    }
    defs.share(&format!("{name}Input"), schema)
}

/// One of several words: alone, or as a key with what stands under it.
fn words(words: &[(&'static str, Shape)], defs: &mut Defs) -> Value {
    let alone: Vec<&str> =
        words.iter().filter(|(_, under)| *under == Shape::Nothing).map(|(word, _)| *word).collect();
    let mut ways: Vec<Value> =
        if alone.is_empty() { Vec::new() } else { vec![json!({ "enum": alone })] };
    for (word, under) in words.iter().filter(|(_, under)| *under != Shape::Nothing) {
        let mut properties = behind();
        properties.insert((*word).to_owned(), of(under, defs));
        let mut way = closed(&properties);
        way["required"] = json!([word]);
        ways.push(way);
    }
    json!({ "anyOf": ways })
}

fn closed(properties: &Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// The keys that say where a part is from.
fn behind() -> Map<String, Value> {
    let schema = |key: &str| match key {
        "low" | "high" | "as_of" => json!({}),
        _ => json!({ "type": "string" }),
    };
    BEHIND.iter().map(|key| ((*key).to_owned(), schema(key))).collect()
}

/// A value with where it is from, or several that disagree.
fn stated(defs: &mut Defs) -> Value {
    let way = defs.plain("StatedInput", "stated", |_| {
        let mut properties = behind();
        properties.insert("value".to_owned(), json!({}));
        let mut one = closed(&properties);
        one["required"] = json!(["value"]);
        json!({ "anyOf": [one.clone(), { "type": "array", "minItems": 1, "items": one }] })
    });
    json!({ "$ref": way["$ref"] })
}

/// A column of a CSV file beside.
fn column(defs: &mut Defs) -> Value {
    let way = defs.plain("InputColumn", "column", |_| {
        let mut properties = behind();
        properties.insert("csv".to_owned(), json!({ "type": "string" }));
        properties.insert("column".to_owned(), json!({ "type": "string" }));
        let mut one = closed(&properties);
        one["required"] = json!(["csv", "column"]);
        one
    });
    json!({ "$ref": way["$ref"] })
}
