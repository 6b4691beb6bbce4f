//! The files of a new case: commented, and without a problem.

/// Each file of a new case, by its name and its text.
pub const SKELETON: &[(&str, &str)] = &[
    ("case.toml", include_str!("skeleton/case.toml")),
    ("claims.toml", include_str!("skeleton/claims.toml")),
    ("ground.toml", include_str!("skeleton/ground.toml")),
    ("project.toml", include_str!("skeleton/project.toml")),
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

    #[test]
    fn what_is_marked_out_of_the_project_is_a_project() {
        let of_toml = |line: &str| line.strip_prefix("# ").unwrap_or("").to_owned() + "\n";
        let project: String = SKELETON[3].1.lines().skip(3).map(of_toml).collect();
        let parties = "[[parties]]\nid = \"a-state\"\nname = \"A state\"\nkind = \"government\"\n\
                       [[parties]]\nid = \"an-owner\"\nname = \"An owner\"\nkind = \"company\"\n";
        let choices = SKELETON[0].1;
        let choices = ["currency", "price_terms", "price_year", "discount_rates"]
            .iter()
            .chain(&["price_deck", "discount_convention", "discount_to"])
            .fold(choices.to_owned(), |text, key| {
                text.replace(&format!("# {key} = "), &format!("{key} = "))
            });
        let files = [
            ("case.toml", choices),
            ("claims.toml", SKELETON[1].1.to_owned()),
            ("parties.toml", parties.to_owned()),
            ("project.toml", project),
        ];
        let parsed = crate::read(&files);
        assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
        assert!(parsed.case.projects[0].model.as_ref().is_some_and(|m| m.value.is_some()));
        assert!(parsed.case.fiscal_terms[0].regime.value.is_some());
    }
}
