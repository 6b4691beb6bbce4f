//! Every mistake of an input, though its reader stops at the first.
//!
//! A station's own types read its input, and `serde` ends at the first mistake. So what it
//! stopped at is set right in a copy and read again: a key that is not known is taken out, a
//! value that is not understood or missing makes room for one that is. What is put in is never
//! used; only the list of mistakes is.

use serde::de::DeserializeOwned;
use toml::Value as Plain;

/// More mistakes than these in one part help nobody.
const MOST: usize = 100;

/// What a reader stopped at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Where, as `costs[0].fixed`.
    pub path: String,
    /// What it said.
    pub message: String,
}

/// Reads a value as a type, and drops it.
pub(crate) fn try_read<T: DeserializeOwned>(plain: Plain) -> Result<(), Mistake> {
    serde_path_to_error::deserialize::<_, T>(plain).map(drop).map_err(|error| Mistake {
        path: error.path().to_string(),
        message: error.inner().message().lines().next().unwrap_or_default().to_owned(),
    })
}

/// Every mistake that a reader finds in a value, and whether the value is left such that it
/// reads.
pub(crate) fn mend(
    value: &mut Plain,
    read: fn(Plain) -> Result<(), Mistake>,
) -> (Vec<Mistake>, bool) {
    let mut mistakes: Vec<Mistake> = Vec::new();
    while let Err(mistake) = read(value.clone()) {
        if mistakes.len() == MOST {
            return (mistakes, false);
        }
        let better = set_right(value, &mistake, read);
        mistakes.push(mistake);
        match better {
            Some(better) => *value = better,
            None => return (mistakes, false),
        }
    }
    (mistakes, true)
}

/// The value with one mistake set right: the reader then gets past the place.
fn set_right(
    value: &Plain,
    mistake: &Mistake,
    read: fn(Plain) -> Result<(), Mistake>,
) -> Option<Plain> {
    let steps = steps(&mistake.path);
    let quoted: Vec<&str> = mistake.message.split('`').skip(1).step_by(2).collect();
    let says = |start: &str| mistake.message.starts_with(start);
    if says("unknown field") || says("duplicate field") {
        return without(value, &steps, quoted.first()?);
    }
    let mut steps = steps;
    if says("missing field") {
        steps.push(Step::Key((*quoted.first()?).to_owned()));
    }
    let words = says("unknown variant").then(|| quoted.iter().skip(1));
    let words = words.into_iter().flatten().map(|word| Plain::from(*word));
    words.chain(stand_ins()).find_map(|stand_in| {
        let mut copy = value.clone();
        put(&mut copy, &steps, stand_in)?;
        let passed = match read(copy.clone()) {
            Ok(()) => true,
            Err(next) => next != *mistake && !is_within(&next.path, &steps),
        };
        passed.then_some(copy)
    })
}

/// The value without a key: one of the table at the path, or the path's own last step.
fn without(value: &Plain, steps: &[Step], key: &str) -> Option<Plain> {
    let mut copy = value.clone();
    let (at, _) = match steps.split_last() {
        Some((Step::Key(last), before)) if last == key => (before, last),
        _ => {
            find(&mut copy, steps)?.as_table_mut()?.remove(key)?;
            return Some(copy);
        }
    };
    find(&mut copy, at)?.as_table_mut()?.remove(key)?;
    Some(copy)
}

/// Values of every shape that an input takes.
fn stand_ins() -> impl Iterator<Item = Plain> {
    let texts = [
        "1",
        "copper",
        "2025",
        "2025-01-01",
        "1 %",
        "1 t",
        "1 USD",
        "1 USD/t",
        "1 USD/lb",
        "1 USD/ozt",
        "USD",
        "nominal",
        "all",
    ];
    let list = |item: Plain| Plain::Array(vec![item]);
    let numbers =
        [Plain::Integer(1), Plain::Float(0.5), Plain::Integer(2025), Plain::Boolean(true)];
    let empty = [Plain::Array(Vec::new()), Plain::Table(toml::Table::new())];
    let lists = [list(Plain::Float(0.5)), list(Plain::from("1"))];
    numbers.into_iter().chain(texts.map(Plain::from)).chain(empty).chain(lists)
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Item(usize),
}

/// The steps of a path as `serde_path_to_error` writes it; a variant's name is a key too.
pub(crate) fn steps(path: &str) -> Vec<Step> {
    let parts = path.split(['.', '[']).filter(|part| !part.is_empty() && *part != "?");
    let step = |part: &str| match part.strip_suffix(']').map(str::parse) {
        Some(Ok(item)) => Step::Item(item),
        _ => Step::Key(part.to_owned()),
    };
    parts.map(step).collect()
}

/// Whether a path leads into what stands at some steps, or is it.
pub(crate) fn is_within(path: &str, at: &[Step]) -> bool {
    steps(path).starts_with(at)
}

/// What stands at some steps.
pub(crate) fn find<'v>(value: &'v mut Plain, at: &[Step]) -> Option<&'v mut Plain> {
    at.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.as_table_mut()?.get_mut(key),
        Step::Item(item) => value.as_array_mut()?.get_mut(*item),
    })
}

/// Puts a value at some steps, where all but the last lead somewhere.
fn put(value: &mut Plain, at: &[Step], new: Plain) -> Option<()> {
    let Some((last, before)) = at.split_last() else {
        *value = new;
        return Some(());
    };
    match (last, find(value, before)?) {
        (Step::Key(key), Plain::Table(table)) => {
            table.insert(key.clone(), new);
        }
        (Step::Item(item), Plain::Array(list)) => *list.get_mut(*item)? = new,
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Mill {
        name: String,
        recovery: f64,
        lines: Vec<Line>,
        kind: Kind,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Line {
        tonnes: f64,
        metal: String,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Flotation,
        HeapLeach,
    }

    fn mistakes(text: &str) -> (Vec<String>, bool) {
        let mut value = Plain::Table(text.parse().unwrap());
        let (found, mended) = mend(&mut value, try_read::<Mill>);
        (found.iter().map(|m| format!("{}: {}", m.path, m.message)).collect(), mended)
    }

    #[test]
    fn every_mistake_is_found_once() {
        let (mut found, mended) = mistakes(
            "nmae = 'x'\nrecovery = 'most'\nkind = 'melting'\nsize = 3\n\
             lines = [{ tonnes = 'many', metal = 1 }, { tones = 2.0, metal = 'gold' }]",
        );
        assert!(mended);
        found.sort();
        let starts: Vec<&str> =
            found.iter().map(|m| m.split([',', '"']).next().unwrap().trim_end()).collect();
        assert_eq!(
            starts,
            [
                ".: missing field `name`",
                "kind: unknown variant `melting`",
                "lines[0].metal: invalid type: integer `1`",
                "lines[0].tonnes: invalid type: string",
                "lines[1].tones: unknown field `tones`",
                "lines[1]: missing field `tonnes`",
                "nmae: unknown field `nmae`",
                "recovery: invalid type: string",
                "size: unknown field `size`",
            ]
        );
    }

    #[test]
    fn what_is_right_has_no_mistake() {
        let (found, mended) =
            mistakes("name = 'x'\nrecovery = 0.9\nkind = 'heap_leach'\nlines = []");
        assert_eq!((found.len(), mended), (0, true));
    }
}
