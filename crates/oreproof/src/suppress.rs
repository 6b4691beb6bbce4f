//! Findings that a text asks not to be told of.
//!
//! A line that holds `check: ignore CAT001` silences that rule on the next line;
//! several codes or prefixes may follow, and none stands for all rules.
//! `check: ignore-file` does the same for the whole text.

use std::ops::Range;

use oreproof_rules::{Finding, rules};

/// An inline request that did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The request, in bytes of the text.
    pub bytes: Range<usize>,
    /// The code that names no rule; `None` where all do and yet nothing was silenced.
    pub unknown: Option<String>,
}

const MARK: &str = "check: ignore";

struct Request {
    bytes: Range<usize>,
    codes: Vec<String>,
    /// The bytes in which it holds.
    reach: Range<usize>,
}

/// Takes out the findings that the text asks not to be told of, and returns the requests that
/// silenced nothing or name no rule.
pub fn suppress(text: &str, findings: &mut Vec<Finding>) -> Vec<Ignored> {
    let requests: Vec<Request> =
        text.match_indices(MARK).filter_map(|(at, _)| request(text, at)).collect();
    let mut idle = Vec::new();
    for Request { bytes, codes, reach } in requests {
        let unknown =
            codes.iter().find(|code| !rules().any(|rule| rule.code.starts_with(code.as_str())));
        if let Some(code) = unknown {
            idle.push(Ignored { bytes: bytes.clone(), unknown: Some(code.clone()) });
        }
        let before = findings.len();
        findings.retain(|finding| {
            let named = codes.is_empty()
                || codes.iter().any(|code| finding.rule.code.starts_with(code.as_str()));
            !(named && reach.contains(&finding.bytes.start))
        });
        if findings.len() == before && unknown.is_none() {
            idle.push(Ignored { bytes, unknown: None });
        }
    }
    idle
}

/// The request at a place, if what follows is a list of codes and not prose.
fn request(text: &str, at: usize) -> Option<Request> {
    let line_end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let mut rest = &text[at + MARK.len()..line_end];
    let file = rest.strip_prefix("-file");
    rest = file.unwrap_or(rest);
    let end_of_comment =
        |word: &str| word.starts_with("--") || word.starts_with("*/") || word.starts_with("%}");
    let words = rest
        .split([' ', ',', '\t', '\r'])
        .filter(|word| !word.is_empty())
        .take_while(|word| !end_of_comment(word));
    let codes: Vec<String> =
        words.map(|word| word.trim_end_matches(['.', ')', '”', '"']).to_owned()).collect();
    let is_code = |word: &String| {
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        letters == 3 && word.bytes().skip(3).all(|b| b.is_ascii_digit()) && word.len() <= 6
    };
    if !codes.iter().all(is_code) || !(rest.is_empty() || rest.starts_with([' ', '\t', '\r', ',']))
    {
        return None;
    }
    let next = (line_end + 1).min(text.len());
    let next_end = text[next..].find('\n').map_or(text.len(), |length| next + length);
    let reach = if file.is_some() { 0..text.len() } else { next..next_end };
    Some(Request { bytes: at..line_end, codes, reach })
}

#[cfg(test)]
mod tests {
    use crate::{Options, check};
    use oreproof_promise::About;

    fn left(text: &str) -> (Vec<&'static str>, usize) {
        let mut checked = check(text, About::default(), &Options::default());
        let idle = super::suppress(text, &mut checked.findings);
        (checked.findings.iter().map(|f| f.rule.code).collect(), idle.len())
    }

    const WORTH: &str = "The tungsten deposit is worth $900 million.";

    #[test]
    fn the_line_before_silences_a_rule() {
        assert!(left(WORTH).0.contains(&"VAL001"));
        let (codes, idle) = left(&format!("check: ignore VAL001\n{WORTH}"));
        assert!(!codes.contains(&"VAL001") && codes.contains(&"VAL002") && idle == 0, "{codes:?}");
        let (codes, _) = left(&format!("<!-- check: ignore VAL -->\n{WORTH}"));
        assert!(!codes.iter().any(|code| code.starts_with("VAL")), "{codes:?}");
        assert!(left(&format!("check: ignore\n{WORTH}")).0.is_empty());
        assert!(left(&format!("check: ignore-file\nMore.\n{WORTH}")).0.is_empty());
    }

    #[test]
    fn what_silences_nothing_is_told() {
        assert_eq!(left("check: ignore VAL001\nThe sky is blue.").1, 1);
        assert_eq!(left("check: ignore XYZ001\nThe sky is blue.").1, 1);
        assert_eq!(left("Please check: ignore the noise.\nThe sky is blue.").1, 0);
    }
}
