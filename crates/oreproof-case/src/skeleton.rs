//! The files of a new case: commented, and without a problem.

/// Each file of a new case, by its name and its text.
pub const SKELETON: &[(&str, &str)] = &[
    ("case.toml", include_str!("skeleton/case.toml")),
    ("claims.toml", include_str!("skeleton/claims.toml")),
    ("ground.toml", include_str!("skeleton/ground.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_case_has_no_problem() {
        let parsed = crate::read(SKELETON);
        assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
        assert_eq!(parsed.case.claims.len(), 1);
    }
}
