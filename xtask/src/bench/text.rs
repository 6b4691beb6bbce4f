//! The text that speed is measured on: the labelled texts of the project, over
//! and over, with other numbers and names each time. The same on every machine.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, miette};

use super::dice::Dice;
use crate::house;

/// About the length of a long newspaper article.
const ARTICLE: usize = 16 * 1024;

/// Words with a capital that mean something to a reader of claims, so they stay.
const KEPT: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Measured",
    "Indicated",
    "Inferred",
    "Probable",
    "Proved",
    "Proven",
    "Mineral",
    "Resource",
    "Resources",
    "Reserve",
    "Reserves",
    "Exploration",
    "Target",
    "Competent",
    "Qualified",
    "Person",
    "Instrument",
    "National",
    "Code",
    "Feasibility",
    "Study",
];

const SYLLABLES: &[&str] = &[
    "ba", "dor", "ka", "lin", "mur", "nes", "ora", "pel", "qua", "ris", "sha", "tor", "ul", "ven",
    "wick", "yar", "zan", "ghu", "esk", "ford",
];

/// A folder of articles with `megabytes` of text in all, made once.
pub(crate) fn articles(megabytes: usize) -> Result<PathBuf> {
    let folder = house::target().join("bench").join(format!("articles-{megabytes}"));
    let done = folder.join(".done");
    if done.is_file() {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).into_diagnostic()?;
    let mut stream = Stream::new()?;
    let mut left = megabytes * 1_000_000;
    for n in 0.. {
        let article = stream.next(ARTICLE.min(left));
        fs::write(folder.join(format!("{n:06}.txt")), &article).into_diagnostic()?;
        left = left.saturating_sub(article.len());
        if left == 0 {
            break;
        }
    }
    fs::write(done, "").into_diagnostic()?;
    Ok(folder)
}

/// One file with so many bytes of text, or a little more.
pub(crate) fn one_file(bytes: usize) -> Result<PathBuf> {
    let path = house::target().join("bench").join(format!("one-{bytes}.txt"));
    if path.is_file() {
        return Ok(path);
    }
    fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).into_diagnostic()?;
    let beside = path.with_extension("part");
    let mut file = std::io::BufWriter::new(fs::File::create(&beside).into_diagnostic()?);
    let (mut stream, mut left) = (Stream::new()?, bytes);
    while left > 0 {
        let article = stream.next(ARTICLE.min(left));
        file.write_all(article.as_bytes()).into_diagnostic()?;
        left = left.saturating_sub(article.len());
    }
    file.flush().into_diagnostic()?;
    fs::rename(beside, &path).into_diagnostic()?;
    Ok(path)
}

/// Every text the project ships, by name.
pub(crate) fn corpus() -> Result<Vec<PathBuf>> {
    let folder = house::root().join("corpus/practice");
    let entries = fs::read_dir(folder).into_diagnostic()?.filter_map(|e| Some(e.ok()?.path()));
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    if paths.is_empty() { Err(miette!("corpus/practice holds no text")) } else { Ok(paths) }
}

struct Stream {
    texts: Vec<String>,
    n: usize,
}

impl Stream {
    fn new() -> Result<Self> {
        let texts = corpus()?.iter().map(fs::read_to_string).collect::<std::io::Result<_>>();
        Ok(Self { texts: texts.into_diagnostic()?, n: 0 })
    }

    /// The next texts, varied, until there are at least so many bytes.
    fn next(&mut self, bytes: usize) -> String {
        let mut article = String::new();
        while article.len() < bytes {
            let text = &self.texts[self.n % self.texts.len()];
            vary(text, self.n as u64, &mut article);
            article.push_str("\n\n");
            self.n += 1;
        }
        article
    }
}

/// Appends a text with other numbers and names.
fn vary(text: &str, copy: u64, out: &mut String) {
    let mut dice = Dice::new(copy, 0);
    let mut before = '\n';
    let mut inside_sentence = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = match first {
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.'),
            c if c.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()),
            c => Some(c.len_utf8()),
        };
        let mut run = run.unwrap_or(rest.len());
        while run > 1 && rest[..run].ends_with([',', '.']) {
            run -= 1;
        }
        let (run, tail) = rest.split_at(run);
        let is_code =
            before.is_alphanumeric() || matches!(before, '-' | '/') || tail.starts_with('-');
        let is_year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
        if first.is_ascii_digit() && !is_code && !is_year {
            number(run, &mut dice, out);
        } else if inside_sentence && is_name(run) {
            name(run, copy, out);
        } else {
            out.push_str(run);
        }
        inside_sentence = match first {
            '.' | '!' | '?' | '\n' | '“' | '"' | '•' => false,
            c => inside_sentence || c.is_alphanumeric(),
        };
        before = run.chars().next_back().unwrap_or(first);
        rest = tail;
    }
}

/// The same shape with other digits; zeros at the front stay.
fn number(run: &str, dice: &mut Dice, out: &mut String) {
    let mut leading = true;
    for c in run.chars() {
        let digit = match c {
            '1'..='9' if leading => char::from(b'1' + dice.below(9) as u8),
            '0'..='9' if !leading => char::from(b'0' + dice.below(10) as u8),
            other => other,
        };
        leading &= !('1'..='9').contains(&c);
        out.push(digit);
    }
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.len() >= 4
        && letters.all(char::is_lowercase)
        && !KEPT.contains(&word)
}

/// Another name, the same wherever the old one stands in this copy.
fn name(word: &str, copy: u64, out: &mut String) {
    let key = word.bytes().fold(copy, |key, byte| key.wrapping_mul(31).wrapping_add(byte.into()));
    let mut dice = Dice::new(key, 1);
    let mut made = String::new();
    for _ in 0..2 + dice.below(2) {
        made.push_str(dice.pick(SYLLABLES));
    }
    out.push(made.remove(0).to_ascii_uppercase());
    out.push_str(&made);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_change_and_codes_and_years_stay() {
        let text =
            "The Sable find holds 5.0 Mt, NI 43-101, in March 2024. Sable sold 1,234 t at Sable.";
        let varied = |copy| {
            let mut out = String::new();
            vary(text, copy, &mut out);
            out
        };
        let (one, other) = (varied(1), varied(2));
        assert_ne!(one, other);
        assert_eq!(one, varied(1));
        assert!(one.contains(" Mt, NI 43-101, in March 2024. Sable sold "), "{one}");
        assert!(!one.contains("5.0 Mt") || !other.contains("5.0 Mt"));
        let name = |text: &str| text.split(' ').nth(1).map(str::to_owned).unwrap();
        assert!(one.ends_with(&format!("{}.", name(&one))), "{one}");
    }
}
