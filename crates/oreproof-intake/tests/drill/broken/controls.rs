//! Control samples.

use super::{Broken, check};

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "a standard that fails, and one whose certificate has no deviation",
        files: &[(
            "standards.csv",
            "CRM,Au_assay,Au_certified,Au_SD\nG1,2.0,2,0.1\nG1,2.5,2,0.1\nG2,1,1,0\n",
        )],
        expected: &[
            "hole::no-deviation standards.csv:4 [Au_assay]",
            "hole::standard-fails standards.csv:3 [Au_assay]",
        ],
    },
    Broken {
        name: "duplicates that are apart",
        files: &[("pairs.csv", "Au_original,Au_duplicate\n1,1.1\n1,5\n2,two\n")],
        expected: &[
            "hole::duplicate-apart pairs.csv:3 [Au_duplicate]",
            "hole::assay-text pairs.csv:4 [Au_duplicate]",
        ],
    },
];

#[test]
fn control_samples_are_detected_and_told() {
    check(CASES);
}
