//! Depths of intervals.

use super::{Broken, check};

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "intervals that overlap",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,8,20,0.7\nB,0,10,0.2\n")],
        expected: &["hole::overlap assays.csv:3 [from]"],
    },
    Broken {
        name: "one interval inside another, and one below both",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct\nA,0,20,0.5\nA,5,6,0.7\nA,10,25,0.1\nB,0,10,0.2\n",
        )],
        expected: &["hole::overlap assays.csv:3 [from]", "hole::overlap assays.csv:4 [from]"],
    },
    Broken {
        name: "an interval written twice",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,0,10,0.6\nB,0,10,0.2\n")],
        expected: &["hole::duplicate-interval assays.csv:3 [from]"],
    },
    Broken {
        name: "a gap",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,12,20,0.7\nB,0,10,0.2\n")],
        expected: &["hole::gap assays.csv:3 [from]"],
    },
    Broken {
        name: "a gap of rounding is none",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10.0004,20,0.7\nB,0,10,0.2\n")],
        expected: &[],
    },
    Broken {
        name: "from and to swapped",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,10,0,0.5\nA,10,20,0.7\nB,0,10,0.2\n")],
        expected: &["hole::reversed-interval assays.csv:2 [from]"],
    },
    Broken {
        name: "an interval of no length",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,10,0.7\nB,0,10,0.2\n")],
        expected: &["hole::empty-interval assays.csv:3 [from]"],
    },
    Broken {
        name: "an interval above the collar",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,-1,10,0.5\nB,0,10,0.2\n")],
        expected: &[
            "hole::interval-above-collar assays.csv:2 [from]",
            "hole::no-intervals collars.csv:2 [hole]",
        ],
    },
    Broken {
        name: "an interval below the end of the hole",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,40,0.7\nB,0,10,0.2\n")],
        expected: &["hole::beyond-end assays.csv:3 [to]"],
    },
    Broken {
        name: "a depth that was forgotten",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,,0.7\nB,0,10,0.2\n")],
        expected: &["hole::interval-unreadable assays.csv:3 [to]"],
    },
    Broken {
        name: "a depth in words",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,top,10,0.5\nA,10,20,0.7\nB,0,10,0.2\n")],
        expected: &["hole::interval-unreadable assays.csv:2 [from]"],
    },
    Broken {
        name: "a depth that is no finite number",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct\nA,0,10,0.5\nA,10,infinity,0.7\nB,0,10,0.2\n",
        )],
        expected: &["hole::interval-unreadable assays.csv:3 [to]"],
    },
    Broken {
        name: "intervals of a hole without a collar",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\nB,0,10,0.2\nC,0,1,2\nC,1,2,3\n")],
        expected: &["hole::no-collar assays.csv:4 [hole]"],
    },
    Broken {
        name: "an interval that names no hole",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0.5\n,10,20,1\nB,0,10,0.2\n")],
        expected: &["hole::no-name assays.csv:3 [hole]"],
    },
    Broken {
        name: "intervals out of order",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,10,20,0.7\nA,0,10,0.5\nB,0,10,0.2\n")],
        expected: &["hole::out-of-order assays.csv:3 [from]"],
    },
    Broken {
        name: "holes that are mixed up, each in order",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct\nA,0,10,0.5\nB,0,10,0.2\nA,10,20,0.7\nB,10,20,0.2\n",
        )],
        expected: &[],
    },
    Broken {
        name: "a log that overlaps",
        files: &[("log.csv", "hole,from,to,lith\nA,0,10,ore\nA,9,20,waste\nB,0,20,ore\n")],
        expected: &["hole::overlap log.csv:3 [from]"],
    },
    Broken {
        name: "a collar left out takes its intervals along without a word",
        files: &[("collars.csv", "hole,x,y,z\nA,,200,50\nB,150,200,52\n")],
        expected: &["hole::collar-unreadable collars.csv:2 [x]"],
    },
];

#[test]
fn broken_intervals_are_told() {
    check(CASES);
}
