//! Collars.

use oreproof_ground::hole::{Bounds, Topography};

use super::{Broken, check, check_within};

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "the same collar twice",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,50\nB,150,200,52\nA,100,200,50\n")],
        expected: &["hole::repeated-collar collars.csv:4 [hole]"],
    },
    Broken {
        name: "two collars for one hole",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,50\nB,150,200,52\nA,100,205,50\n")],
        expected: &["hole::duplicate-collar collars.csv:4 [hole]"],
    },
    Broken {
        name: "two holes at one place",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,50\nB,100,200,50\n")],
        expected: &["hole::collars-coincide collars.csv:3 [hole]"],
    },
    Broken {
        name: "a collar without a name",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,50\n,1,2,3\nB,150,200,52\n")],
        expected: &["hole::no-name collars.csv:3 [hole]"],
    },
    Broken {
        name: "an elevation that was forgotten",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,\nB,150,200,52\n")],
        expected: &["hole::collar-unreadable collars.csv:2 [z]"],
    },
    Broken {
        name: "a word for a coordinate",
        files: &[("collars.csv", "hole,x,y,z\nA,TBA,200,50\nB,150,200,52\n")],
        expected: &["hole::collar-unreadable collars.csv:2 [x]"],
    },
    Broken {
        name: "an infinite coordinate",
        files: &[("collars.csv", "hole,x,y,z\nA,100,inf,50\nB,150,200,52\n")],
        expected: &["hole::collar-unreadable collars.csv:2 [y]"],
    },
    Broken {
        name: "a number too large to be one",
        files: &[("collars.csv", "hole,x,y,z\nA,100,1e400,50\nB,150,200,52\n")],
        expected: &["hole::collar-unreadable collars.csv:2 [y]"],
    },
    Broken {
        name: "names that differ in case and blanks",
        files: &[(
            "collars.csv",
            "hole,x,y,z\nA,100,200,50\nB,150,200,52\nDH-1,170,200,50\ndh 01,180,200,50\n",
        )],
        expected: &[
            "hole::names-alike collars.csv:5 [hole]",
            "hole::no-survey collars.csv:4 [hole]",
            "hole::no-survey collars.csv:5 [hole]",
        ],
    },
    Broken {
        name: "a length of zero",
        files: &[("collars.csv", "hole,x,y,z,length\nA,100,200,50,0\nB,150,200,52,20\n")],
        expected: &["hole::bad-length collars.csv:2 [length]"],
    },
    Broken {
        name: "a length below zero, and one in words",
        files: &[("collars.csv", "hole,x,y,z,length\nA,100,200,50,-30\nB,150,200,52,deep\n")],
        expected: &[
            "hole::bad-length collars.csv:2 [length]",
            "hole::bad-length collars.csv:3 [length]",
        ],
    },
    Broken {
        name: "a digit lost from an easting",
        files: &[(
            "collars.csv",
            "hole,x,y,z\nA,10000,200,50\nB,10050,200,52\nC,1010,200,5\nD,10020,210,5\nE,10030,220,5\nF,10040,230,5\nG,10060,240,5\nH,10070,250,5\n",
        )],
        expected: &[
            "hole::collar-apart collars.csv:4 [x]",
            "hole::no-survey collars.csv:4 [hole]",
            "hole::no-survey collars.csv:5 [hole]",
            "hole::no-survey collars.csv:6 [hole]",
            "hole::no-survey collars.csv:7 [hole]",
            "hole::no-survey collars.csv:8 [hole]",
            "hole::no-survey collars.csv:9 [hole]",
        ],
    },
    Broken {
        name: "a hole planned the other way round",
        files: &[(
            "collars.csv",
            "hole,x,y,z,azimuth,dip\nA,100,200,50,270,-60\nB,150,200,52,90,-60\n",
        )],
        expected: &["hole::plan-differs surveys.csv:2 [azimuth]"],
    },
    Broken {
        name: "a hole with nothing measured",
        files: &[
            ("collars.csv", "hole,x,y,z\nA,100,200,50\nB,150,200,52\nC,160,200,50\n"),
            ("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nB,0,90,-60\nC,0,90,-60\n"),
        ],
        expected: &["hole::no-intervals collars.csv:4 [hole]"],
    },
];

/// Within an area of 0 to 1000 either way, on ground level at 50.
pub(super) const WITHIN: &[Broken] = &[
    Broken {
        name: "swapped coordinates",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,50\nB,200,1500,52\n")],
        expected: &["hole::collar-outside collars.csv:3 [y]"],
    },
    Broken {
        name: "an elevation in feet",
        files: &[("collars.csv", "hole,x,y,z\nA,100,200,164\nB,150,200,52\n")],
        expected: &["hole::collar-off-topography collars.csv:2 [z]"],
    },
];

#[test]
fn broken_collars_are_told() {
    check(CASES);
}

#[test]
fn collars_off_the_ground_or_the_area_are_told() {
    let topography = Topography {
        first: [0.0, 0.0],
        step: [1000.0, 1000.0],
        counts: [2, 2],
        elevation: vec![Some(50.0); 4],
    };
    let area = Some([[0.0, 1000.0]; 2]);
    let bounds = Bounds { area, topography: Some(topography), ..Bounds::default() };
    check_within(WITHIN, &bounds);
}
