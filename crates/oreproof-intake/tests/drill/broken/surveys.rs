//! Surveys.

use super::{Broken, check};

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "a hole that was not surveyed",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\n")],
        expected: &["hole::no-survey collars.csv:3 [hole]"],
    },
    Broken {
        name: "surveys of a hole that has no collar",
        files: &[(
            "surveys.csv",
            "hole,depth,azimuth,dip\nA,0,90,-60\nB,0,90,-60\nC,0,1,-60\nC,9,1,-60\n",
        )],
        expected: &["hole::no-collar surveys.csv:4 [hole]"],
    },
    Broken {
        name: "a name written another way",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\na,0,90,-60\nB,0,90,-60\n")],
        expected: &["hole::no-collar surveys.csv:2 [hole]", "hole::no-survey collars.csv:2 [hole]"],
    },
    Broken {
        name: "a survey that names no hole",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\n,10,90,-60\nB,0,90,-60\n")],
        expected: &["hole::no-name surveys.csv:3 [hole]"],
    },
    Broken {
        name: "a depth in words",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,EOH,90,-60\nB,0,90,-60\n")],
        expected: &["hole::survey-unreadable surveys.csv:3 [depth]"],
    },
    Broken {
        name: "an azimuth that was not read",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,10,,-60\nB,0,90,-60\n")],
        expected: &["hole::survey-unreadable surveys.csv:3 [azimuth]"],
    },
    Broken {
        name: "a dip that was not read",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,10,90,nan\nB,0,90,-60\n")],
        expected: &["hole::survey-unreadable surveys.csv:3 [dip]"],
    },
    Broken {
        name: "a vertical hole needs no azimuth",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,,-90\nB,0,90,-60\n")],
        expected: &[],
    },
    Broken {
        name: "a survey above the collar",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,-5,90,-60\nA,0,90,-60\nB,0,90,-60\n")],
        expected: &["hole::survey-above-collar surveys.csv:2 [depth]"],
    },
    Broken {
        name: "a survey below the end of the hole",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,300,90,-60\nB,0,90,-60\n")],
        expected: &["hole::survey-beyond-end surveys.csv:3 [depth]"],
    },
    Broken {
        name: "a survey at a depth that stands for the end of all things",
        files: &[
            ("collars.csv", "hole,x,y,z\nA,100,200,50\nB,150,200,52\n"),
            ("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,9999,90,-60\nB,0,90,-60\n"),
        ],
        expected: &["hole::survey-far-below surveys.csv:3 [depth]"],
    },
    Broken {
        name: "a survey written twice",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,0,90,-60\nB,0,90,-60\n")],
        expected: &["hole::repeated-survey surveys.csv:3 [depth]"],
    },
    Broken {
        name: "two surveys that contradict each other",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,0,120,-60\nB,0,90,-60\n")],
        expected: &["hole::contradicting-survey surveys.csv:3 [azimuth]"],
    },
    Broken {
        name: "an azimuth beyond the circle",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,450,-60\nB,0,-270,-60\n")],
        expected: &[
            "hole::azimuth-range surveys.csv:2 [azimuth]",
            "hole::azimuth-range surveys.csv:3 [azimuth]",
        ],
    },
    Broken {
        name: "a mark for a missing azimuth",
        files: &[(
            "surveys.csv",
            "hole,depth,azimuth,dip\nA,0,90,-60\nA,20,-999,-60\nB,0,90,-60\n",
        )],
        expected: &["hole::azimuth-marker surveys.csv:3 [azimuth]"],
    },
    Broken {
        name: "a dip beyond the vertical",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,20,90,-120\nB,0,90,-60\n")],
        expected: &["hole::dip-range surveys.csv:3 [dip]"],
    },
    Broken {
        name: "one dip with the wrong sign",
        files: &[(
            "surveys.csv",
            "hole,depth,azimuth,dip\nA,0,90,-60\nA,10,90,-60\nA,20,90,60\nA,25,90,-60\nB,0,90,-60\nB,5,90,-60\nB,10,90,-60\nB,12,90,-60\nB,14,90,-60\nB,16,90,-60\n",
        )],
        expected: &["hole::dip-sign surveys.csv:4 [dip]"],
    },
    Broken {
        name: "one hole with the wrong sign",
        files: &[
            (
                "collars.csv",
                "hole,x,y,z\nA,0,0,0\nB,1,0,0\nC,2,0,0\nD,3,0,0\nE,4,0,0\nF,5,0,0\nG,6,0,0\nH,7,0,0\nI,8,0,0\nJ,9,0,0\nK,10,0,0\n",
            ),
            (
                "surveys.csv",
                "hole,depth,azimuth,dip\nA,0,0,-60\nB,0,0,-60\nC,0,0,-60\nD,0,0,-60\nE,0,0,-60\nF,0,0,60\nG,0,0,-60\nH,0,0,-60\nI,0,0,-60\nJ,0,0,-60\nK,0,0,-60\n",
            ),
            ("assays.csv", "none"),
        ],
        expected: &["hole::hole-upwards surveys.csv:7 [dip]"],
    },
    Broken {
        name: "signs that contradict each other",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nB,0,90,60\n")],
        expected: &[
            "table::dip-sign 1 surveys dip above zero and 1 below: which sign is downwards?",
        ],
    },
    Broken {
        name: "a bend that no rods take",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,10,150,-60\nB,0,90,-60\n")],
        expected: &["hole::sharp-bend surveys.csv:3 [azimuth]"],
    },
    Broken {
        name: "a first survey below the collar",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,6,90,-60\nB,0,90,-60\n")],
        expected: &["hole::no-survey-at-collar surveys.csv:2 [depth]"],
    },
    Broken {
        name: "surveys out of order",
        files: &[(
            "surveys.csv",
            "hole,depth,azimuth,dip\nA,20,90,-60\nA,0,90,-60\nA,10,90,-60\nB,0,90,-60\n",
        )],
        expected: &["hole::out-of-order surveys.csv:3 [depth]"],
    },
    Broken {
        name: "no survey anywhere, and no plan",
        files: &[("surveys.csv", "none")],
        expected: &["hole::no-survey collars.csv:2 [hole]", "hole::no-survey collars.csv:3 [hole]"],
    },
    Broken {
        name: "a plan is the survey where there is no other",
        files: &[
            ("surveys.csv", "none"),
            ("collars.csv", "hole,x,y,z,azimuth,dip\nA,100,200,50,90,-60\nB,150,200,52,90,-60\n"),
        ],
        expected: &[],
    },
];

#[test]
fn broken_surveys_are_told() {
    check(CASES);
}
