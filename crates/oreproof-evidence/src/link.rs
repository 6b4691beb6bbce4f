//! Records of one place under several names and positions.
//!
//! Linking proposes and never merges by itself: two records are *the same* where name, position
//! and commodity agree, *perhaps* where they partly do, and the reader decides. A linked site
//! keeps every value with the record it came from.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::geodesy::distance_m;

/// A record of a place in a data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The data set.
    pub source: String,
    /// Its number there.
    pub id: String,
    /// What it calls the place.
    pub name: String,
    /// Longitude and latitude in degrees, where it has them.
    pub position: Option<[f64; 2]>,
    /// Its other values by field: commodities, deposit type, tonnage.
    pub fields: Vec<(String, String)>,
}

/// How near to each other two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// They share a name and lie together.
    Same,
    /// They share a name, and nothing says where one of them lies; or they lie together under
    /// names that are alike.
    Perhaps,
}

/// Two records that may be one place, with why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// The first, by its number in the list.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// How sure.
    pub how: Match,
    /// Kilometres between them, where both have a position.
    pub apart_km: Option<f64>,
    /// Why, in words.
    pub because: String,
}

/// A place with the records that are the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Linked {
    /// The records, by their numbers in the list.
    pub records: Vec<usize>,
    /// Every value by field, with the record that gives it; values that agree stand once for
    /// each record.
    pub fields: BTreeMap<String, Vec<(String, usize)>>,
}

/// Kilometres within which records of one name are one place: porphyry districts and lease
/// blocks are that wide.
const TOGETHER_KM: f64 = 25.0;
/// Kilometres within which another spelling is thought of at all.
const NEAR_KM: f64 = 5.0;
/// How alike two names must be for that (Jaro and Winkler).
const ALIKE: f64 = 0.88;

/// A name as it is compared: lower case, with the words that data sets add left out.
fn plain(name: &str) -> String {
    const ADDED: &[&str] =
        &["jv", "project", "deposit", "mine", "prospect", "district", "area", "occurrence", "the"];
    let letters: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
        .collect();
    let kept = letters
        .split_whitespace()
        .filter(|word| !ADDED.contains(word) && !word.chars().all(|c| c.is_ascii_digit()));
    kept.collect::<Vec<_>>().join(" ")
}

/// Pairs of records that may be one place, in the order of the list.
///
/// A shared name far apart is no match: the phosphate called Dadu lies 600 km from the town.
pub fn pairs(records: &[Record]) -> Vec<Pair> {
    let names: Vec<String> = records.iter().map(|record| plain(&record.name)).collect();
    let mut found = Vec::new();
    for a in 0..records.len() {
        for b in a + 1..records.len() {
            if names[a].is_empty() || names[b].is_empty() {
                continue;
            }
            let apart_km = records[a]
                .position
                .zip(records[b].position)
                .map(|(p, q)| distance_m(p, q) / 1000.0);
            let same_name = names[a] == names[b];
            let alike = strsim::jaro_winkler(&names[a], &names[b]);
            let (how, because) = match apart_km {
                Some(km) if same_name && km <= TOGETHER_KM => {
                    (Match::Same, format!("one name, {km:.1} km apart"))
                }
                None if same_name => {
                    (Match::Perhaps, "one name, and one of them has no position".to_owned())
                }
                Some(km) if km <= NEAR_KM && ALIKE <= alike => {
                    (Match::Perhaps, format!("names alike, {km:.1} km apart"))
                }
                _ => continue,
            };
            found.push(Pair { a, b, how, apart_km, because });
        }
    }
    found
}

/// Joins the records whose pairs are accepted, keeping the origin of every value.
pub fn join(records: &[Record], accepted: &[(usize, usize)]) -> Vec<Linked> {
    let mut group: Vec<usize> = (0..records.len()).collect();
    for &(a, b) in accepted {
        let (from, to) = (group[a].max(group[b]), group[a].min(group[b]));
        group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
    }
    let mut linked: BTreeMap<usize, Linked> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let place = linked
            .entry(group[at])
            .or_insert_with(|| Linked { records: Vec::new(), fields: BTreeMap::new() });
        place.records.push(at);
        let mut keep = |field: &str, value: String| {
            place.fields.entry(field.to_owned()).or_default().push((value, at));
        };
        keep("name", record.name.clone());
        if let Some([lon, lat]) = record.position {
            keep("position", format!("{lat} N, {lon} E"));
        }
        for (field, value) in &record.fields {
            keep(field, value.clone());
        }
    }
    linked.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(source: &str, name: &str, position: Option<[f64; 2]>) -> Record {
        Record {
            source: source.into(),
            id: source.into(),
            name: name.into(),
            position,
            fields: vec![],
        }
    }

    /// Positions of Duddar, Reko Diq and Dadu as the USGS data sets print them (major deposits,
    /// porphyry copper, sediment-hosted zinc and lead, phosphate).
    fn printed() -> Vec<Record> {
        vec![
            record("major-418", "Duddar", Some([66.8272, 26.0972])),
            record("sedexmvt-65", "114:Duddar", Some([66.82, 26.09])),
            record("sedznpb-356", "Duddar", Some([66.83639, 26.22333])),
            record("major-406", "Reko Diq", Some([62.0333, 29.1333])),
            record("porcu-404", "Reko Diq", Some([62.07889, 29.12278])),
            record("literature-1458", "5:Reko Diq JV", None),
            record("phosphate-243", "Dadu", Some([72.6472, 30.0943])),
            record("town", "Dadu", Some([67.775, 26.733])),
        ]
    }

    #[test]
    fn one_name_close_together_is_one_place_and_far_apart_is_not() {
        let found: Vec<_> = pairs(&printed()).into_iter().map(|p| (p.a, p.b, p.how)).collect();
        use Match::{Perhaps, Same};
        let expected = [
            (0, 1, Same),
            (0, 2, Same),
            (1, 2, Same),
            (3, 4, Same),
            (3, 5, Perhaps),
            (4, 5, Perhaps),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_joined_site_keeps_where_every_value_is_from() {
        let mut records = printed();
        records[3].fields = vec![("commodity".into(), "Cu".into())];
        let joined = join(&records, &[(3, 4), (4, 5)]);
        let reko = joined.iter().find(|linked| linked.records.contains(&3)).unwrap();
        assert_eq!(reko.records, [3, 4, 5]);
        assert_eq!(reko.fields["position"].len(), 2);
        assert_eq!(reko.fields["commodity"], [("Cu".to_owned(), 3)]);
        assert_eq!(joined.len(), 6);
    }
}
