//! Lines of pages to paragraphs of text, with the place of each line.

use std::collections::{HashMap, HashSet};

use super::lines::Line;
use crate::origin::LineMark;

/// Lines at the top and the bottom of a page which may be running headers.
const EDGE: usize = 2;

/// On how many pages a line must stand to be a running header.
const RUNNING: usize = 3;

/// A line, with where it stands.
struct Placed {
    page: u32,
    number: u32,
    line: Line,
}

/// Joins the lines of pages into one line of text per paragraph.
pub(super) fn join(pages: Vec<(u32, Vec<Line>)>) -> (String, Vec<LineMark>) {
    let running = running(&pages);
    let mut seen = HashSet::new();
    let mut placed = Vec::new();
    for (page, lines) in pages {
        let n = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let key = is_edge(at, n).then(|| keys(page, &line.text)).into_iter().flatten();
            let mut key = key.filter(|key| running.contains(key));
            if key.next().is_some_and(|key| !seen.insert(key)) {
                continue;
            }
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            placed.push(Placed { page, number, line });
        }
    }
    write(&placed)
}

fn is_edge(at: usize, n: usize) -> bool {
    at < EDGE || at + EDGE >= n
}

/// What makes a running line the same from page to page: its text or, as the
/// numbers of pages differ, its text without one number and how far that number
/// is from the page's.
type Key = (String, Option<i64>);

fn keys(page: u32, text: &str) -> Vec<Key> {
    let mut keys = vec![(text.to_owned(), None)];
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = digits.parse::<u16>() {
            let rest = format!("{}#{}", &text[..at], &text[at + digits.len()..]);
            keys.push((rest, Some(i64::from(number) - i64::from(page))));
        }
        at += piece.len();
    }
    keys
}

/// The lines which stand at the edge of many pages.
fn running(pages: &[(u32, Vec<Line>)]) -> HashSet<Key> {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    for (page, lines) in pages {
        let n = lines.len();
        let edge =
            lines.iter().enumerate().filter(|(at, line)| is_edge(*at, n) && line.text.len() <= 200);
        let on_page: HashSet<Key> = edge.flat_map(|(_, line)| keys(*page, &line.text)).collect();
        for key in on_page {
            *counts.entry(key).or_default() += 1;
        }
    }
    let often = |count: usize| count >= RUNNING && count * 3 >= pages.len();
    counts.into_iter().filter(|(_, count)| often(*count)).map(|(key, _)| key).collect()
}

fn write(lines: &[Placed]) -> (String, Vec<LineMark>) {
    let rights = right_edges(lines);
    let compounds = compounds(lines);
    let mut text = String::new();
    let mut marks = Vec::new();
    for (at, Placed { page, number, line }) in lines.iter().enumerate() {
        let words = line.text.trim();
        if words.is_empty() {
            continue;
        }
        let joins = at > 0 && joins(&lines[at - 1], &lines[at], rights[at - 1]);
        if at > 0 && !text.is_empty() {
            if !joins {
                text.push('\n');
            } else if let Some(kept) = hyphenated(&text, words, &compounds) {
                text.truncate(kept);
            } else {
                text.push(' ');
            }
        }
        marks.push(LineMark { start: text.len(), page: *page, line: *number });
        text.push_str(words);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    (text, marks)
}

/// Where the column of each line ends: the furthest right of the lines stacked
/// with it.
fn right_edges(lines: &[Placed]) -> Vec<f64> {
    let mut rights = vec![0.0; lines.len()];
    let mut begin = 0;
    for at in 0..lines.len() {
        let ends = lines.get(at + 1).is_none_or(|next| !stacked(&lines[at], next));
        if ends {
            let right =
                lines[begin..=at].iter().map(|placed| placed.line.end).fold(f64::MIN, f64::max);
            rights[begin..=at].fill(right);
            begin = at + 1;
        }
    }
    rights
}

/// Whether a line stands below another in one column, no more than an empty
/// line apart.
fn stacked(above: &Placed, below: &Placed) -> bool {
    let (a, b) = (&above.line, &below.line);
    let down = a.y - b.y;
    let size = a.size.max(b.size);
    above.page == below.page
        && a.turn == b.turn
        && down > 0.3 * size
        && down <= 2.6 * size
        && a.x < b.end
        && b.x < a.end
}

/// Whether a line goes on with the paragraph of the one before.
fn joins(above: &Placed, below: &Placed, right: f64) -> bool {
    let (a, b) = (&above.line, &below.line);
    let size = a.size.max(b.size);
    let alike = a.turn == b.turn && (a.size - b.size).abs() <= 0.12 * size;
    let has_leader = ["....", ". . .", "::::", "____"].iter().any(|leader| a.text.contains(leader));
    if !alike || a.is_row || b.is_row || has_leader || begins_item(&b.text) {
        return false;
    }
    let goes_on = b.text.starts_with(char::is_lowercase);
    let ended = a.text.ends_with(['.', '!', '?', ':', ';', '”', '"', ')']);
    if !stacked(above, below) {
        // The next column or page.
        return goes_on && !ended && (above.page != below.page || b.y > a.y);
    }
    if a.y - b.y > 1.75 * size {
        return false;
    }
    let word = b.text.split(' ').next().unwrap_or_default().chars().count() as f64;
    let fits = a.end + (word + 1.0) * 0.5 * a.size < right;
    let indented = b.x > a.x + 0.8 * size && ended;
    (!fits || goes_on && !ended) && !indented
}

/// Whether a line begins an item of a list: with a bullet, a number or a letter
/// and a stop.
fn begins_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let bullets = ["•", "◦", "▪", "■", "●", "–", "—", "-", "*", "➢", "\u{f0b7}"];
    if bullets.contains(&first) {
        return true;
    }
    let Some(label) = first.strip_suffix(['.', ')']) else { return false };
    let label = label.trim_start_matches('(');
    let is_number =
        label.len() <= 2 && !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit());
    is_number || first.ends_with(')') && label.len() == 1
}

/// The words with a hyphen in the middle of a line, in lower case.
fn compounds(lines: &[Placed]) -> HashSet<String> {
    let words = lines.iter().flat_map(|placed| placed.line.text.split(' '));
    let inside = words.filter(|word| word.trim_end_matches('-').contains('-'));
    inside.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect()
}

/// If the text ends in a word cut by a hyphen, how much of it stays when the
/// rest of the word follows.
fn hyphenated(text: &str, next: &str, compounds: &HashSet<String>) -> Option<usize> {
    let hyphen = text.chars().next_back().filter(|c| ['-', '\u{2010}'].contains(c))?;
    let stem = &text[..text.len() - hyphen.len_utf8()];
    let word = stem.rsplit([' ', '\n']).next()?;
    if !word.ends_with(char::is_alphanumeric) {
        return None;
    }
    let rest: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let compound = format!("{}-{rest}", word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_cut = word.ends_with(char::is_lowercase)
        && rest.starts_with(char::is_lowercase)
        && !compounds.contains(&compound.to_lowercase());
    Some(if is_cut { stem.len() } else { text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f64, end: f64, y: f64, text: &str) -> Line {
        Line { x, end, y, size: 10.0, turn: 0, text: text.to_owned(), is_row: false }
    }

    #[test]
    fn lines_become_paragraphs() {
        let lines = vec![
            line(50.0, 150.0, 730.0, "A heading"),
            line(50.0, 300.0, 700.0, "The deposit holds fifteen mil-"),
            line(50.0, 298.0, 688.0, "lion tonnes of long-"),
            line(50.0, 120.0, 676.0, "term ore, a long-term plan."),
            line(50.0, 295.0, 664.0, "Another paragraph."),
        ];
        let (text, marks) = join(vec![(1, lines)]);
        assert_eq!(
            text,
            "A heading\nThe deposit holds fifteen million tonnes of long-term ore, a long-term \
             plan.\nAnother paragraph.\n"
        );
        let at = text.find("tonnes").unwrap();
        let mark = marks[marks.partition_point(|mark| mark.start <= at) - 1];
        assert_eq!((mark.page, mark.line), (1, 3));
    }

    #[test]
    fn running_headers_are_kept_once() {
        let page = |n: u32| {
            let header = line(50.0, 200.0, 800.0, &format!("Annual report, page {n}"));
            let body = |y: f64| line(50.0, 300.0, y, &format!("Inferred {} Mt.", f64::from(n) * y));
            let middle = [700.0, 688.0, 676.0].map(body);
            let footer = line(50.0, 60.0, 30.0, &n.to_string());
            let lines = [vec![header], middle.to_vec(), vec![footer]].concat();
            (n, lines)
        };
        let (text, _) = join((1..=4).map(page).collect());
        assert_eq!(text.matches("Annual report").count(), 1);
        assert_eq!(text.matches("Inferred").count(), 12, "a table is no header: {text}");
        assert!(!text.contains("\n3\n"), "{text}");
    }

    #[test]
    fn a_sentence_goes_on_over_the_page() {
        let first = vec![line(50.0, 300.0, 60.0, "The deposit holds")];
        let second = vec![line(50.0, 200.0, 780.0, "fifteen million tonnes.")];
        let (text, marks) = join(vec![(1, first), (2, second)]);
        assert_eq!(text, "The deposit holds fifteen million tonnes.\n");
        assert_eq!(marks.last().map(|mark| mark.page), Some(2));
    }
}
