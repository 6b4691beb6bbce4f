//! Measurements.

use super::{Broken, check, whole};
use oreproof_ground::hole::Bounds;

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "a word for a grade",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,trace\nB,0,10,0.2\n")],
        expected: &["hole::assay-text assays.csv:3 [cu_pct]"],
    },
    Broken {
        name: "a grade below detection",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,<0.01\nB,0,10,0.2\n")],
        expected: &["hole::below-detection assays.csv:3 [cu_pct]"],
    },
    Broken {
        name: "a grade above what can be measured",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,>10\nB,0,10,0.2\n")],
        expected: &["hole::above-limit assays.csv:3 [cu_pct]"],
    },
    Broken {
        name: "a mark for what is missing",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct,au\nA,0,10,0.5,1\nA,10,20,-999,1e31\nB,0,10,0.2,2\n",
        )],
        expected: &[
            "hole::missing-marker assays.csv:3 [cu_pct]",
            "hole::missing-marker assays.csv:3 [au]",
        ],
    },
    Broken {
        name: "a negative grade",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,-0.005\nB,0,10,0.2\n")],
        expected: &["hole::negative-assay assays.csv:3 [cu_pct]"],
    },
    Broken {
        name: "more than all of it",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,150\nB,0,10,0.2\n")],
        expected: &["hole::over-hundred assays.csv:3 [cu_pct]"],
    },
    Broken {
        name: "parts per million under a head of per cent",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,5000\nA,10,20,7000\nB,0,10,2000\n")],
        expected: &["hole::unit-mix-up assays.csv:1 [cu_pct]"],
    },
    Broken {
        name: "parts per billion of gold",
        files: &[("assays.csv", "hole,from,to,Au\nA,0,10,400\nA,10,20,700\nB,0,10,20\n")],
        expected: &["hole::unit-mix-up assays.csv:1 [Au]"],
    },
    Broken {
        name: "a density that no rock has",
        files: &[("assays.csv", "hole,from,to,density\nA,0,10,2.7\nA,10,20,27\nB,0,10,2.6\n")],
        expected: &["hole::odd-density assays.csv:3 [density]"],
    },
    Broken {
        name: "kilograms per cubic metre",
        files: &[("assays.csv", "hole,from,to,density\nA,0,10,2700\nA,10,20,2800\nB,0,10,2600\n")],
        expected: &["hole::unit-mix-up assays.csv:1 [density]"],
    },
    Broken {
        name: "a column that is always the same",
        files: &[(
            "assays.csv",
            "hole,from,to,sg\nA,0,1,2.7\nA,1,2,2.7\nA,2,3,2.7\nA,3,4,2.7\nA,4,5,2.7\nA,5,6,2.7\nA,6,7,2.7\nA,7,8,2.7\nA,8,9,2.7\nB,0,1,2.7\n",
        )],
        expected: &["hole::constant assays.csv:1 [sg]"],
    },
    Broken {
        name: "a column without a measurement",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct,au_ppm\nA,0,10,0.5,\nA,10,20,0.2,\nB,0,10,0.2,\n",
        )],
        expected: &["hole::nothing-measured assays.csv:1 [au_ppm]"],
    },
    Broken {
        name: "words for nothing are nothing",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,N/A\nA,20,30,-\nB,0,10,NaN\n",
        )],
        expected: &[],
    },
    Broken {
        name: "an infinite grade",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,20,inf\nB,0,10,0.2\n")],
        expected: &["hole::assay-text assays.csv:3 [cu_pct]"],
    },
];

#[test]
fn broken_assays_are_told() {
    check(CASES);
}

#[test]
fn half_the_limit_stands_for_what_is_below_it() {
    let campaign = whole(
        &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,<0.01\nA,10,20,-9\nB,0,10,>10\n")],
        &Bounds::default(),
    );
    let values = &campaign.holes.intervals[0].assays[0].values;
    assert_eq!(*values, [Some(0.005), None, Some(10.0)]);
}
