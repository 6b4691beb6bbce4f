//! What somebody probably meant, when they wrote something else.

use oreproof_rules::rules;

use crate::page::FAMILIES;

/// Below this likeness a suggestion helps nobody.
const ALIKE: f64 = 0.8;

/// The candidate most like a word, where one is like it at all; the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(word, candidate);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether a code or prefix of a code, in capitals, names any rule.
pub fn is_code(prefix: &str) -> bool {
    !prefix.is_empty() && rules().any(|rule| rule.code.starts_with(prefix))
}

/// The code, family or rule name most like what was written.
pub fn code(written: &str) -> Option<&'static str> {
    let upper = written.to_ascii_uppercase();
    let lower = written.to_ascii_lowercase();
    if let Some(rule) = rules().find(|rule| rule.name == lower) {
        return Some(rule.code);
    }
    if upper.bytes().any(|byte| byte.is_ascii_digit()) {
        return nearest(&upper, rules().map(|rule| rule.code));
    }
    let families = FAMILIES.iter().map(|(family, ..)| *family).filter(|family| is_code(family));
    nearest(&upper, families).or_else(|| {
        let named = nearest(&lower, rules().map(|rule| rule.name))?;
        rules().find(|rule| rule.name == named).map(|rule| rule.code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        assert_eq!(code("VAL01"), Some("VAL001"));
        assert_eq!(code("val1"), Some("VAL001"));
        assert_eq!(code("gross-in-situ-value"), Some("VAL001"));
        assert_eq!(code("quux"), None);
        assert!(is_code("VAL") && is_code("VAL001") && !is_code("VAL1") && !is_code(""));
    }
}
