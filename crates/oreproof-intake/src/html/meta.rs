//! What a page says about itself: title, date, author, address.

use serde_json::Value;

use crate::layer::Metadata;

/// Statements of a page about itself, the first of each kind.
#[derive(Default)]
pub(super) struct Meta {
    /// The text of `<title>`.
    pub(super) title: String,
    /// The contents of `<script type="application/ld+json">`.
    pub(super) structured: Vec<Vec<u8>>,
    named: Vec<(&'static str, String)>,
}

/// Names under which pages state these, the more reliable first.
const TITLE: &[&str] = &["og:title", "dc.title", "dcterms.title", "twitter:title", "headline"];
const DATE: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "date",
    "time",
];
const AUTHOR: &[&str] = &["author", "article:author", "dc.creator", "dcterms.creator"];
const ADDRESS: &[&str] = &["canonical", "og:url"];

impl Meta {
    /// Notes a statement, if it is one of those that matter.
    pub(super) fn state(&mut self, name: &str, value: &str) {
        let lists = [TITLE, DATE, AUTHOR, ADDRESS];
        let known = lists.iter().flat_map(|list| *list).find(|key| name.eq_ignore_ascii_case(key));
        let value = value.trim();
        if let Some(key) = known.filter(|_| !value.is_empty() && value.len() <= 2_000) {
            self.named.push((key, value.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            self.named.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
        })
    }

    pub(super) fn settle(mut self) -> Metadata {
        for script in std::mem::take(&mut self.structured) {
            if let Ok(value) = serde_json::from_slice::<Value>(&script) {
                self.structured(&value);
            }
        }
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        Metadata {
            title: self.first(TITLE).or_else(|| (!title.is_empty()).then_some(title)),
            date: self.first(DATE),
            author: self.first(AUTHOR),
            uri: self.first(ADDRESS),
            fetched: None,
        }
    }

    /// Looks through structured data for an article's headline and date. The
    /// parser has bounded its depth.
    fn structured(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.structured(item)),
            Value::Object(fields) => {
                for key in ["headline", "datePublished"] {
                    if let Some(Value::String(value)) = fields.get(key) {
                        self.state(key, value);
                    }
                }
                if let Some(graph) = fields.get("@graph") {
                    self.structured(graph);
                }
            }
            _ => {}
        }
    }
}
