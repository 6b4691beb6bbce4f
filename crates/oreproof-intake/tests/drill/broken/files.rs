//! Files that are no tables, or whose columns cannot be told apart.

use super::{Broken, check};

pub(super) const CASES: &[Broken] = &[
    Broken {
        name: "an empty file",
        files: &[("surveys.csv", "")],
        expected: &[
            "table::empty surveys.csv is empty",
            "hole::no-survey collars.csv:2 [hole]",
            "hole::no-survey collars.csv:3 [hole]",
        ],
    },
    Broken {
        name: "no collars",
        files: &[("collars.csv", "none")],
        expected: &[
            "table::no-collars no file has the columns of collars: hole, east, north and elevation",
        ],
    },
    Broken {
        name: "two files of collars",
        files: &[("old.csv", "hole,x,y,z\nA,1,2,3\n")],
        expected: &["table::which-file collars.csv, old.csv could each be the table of collars"],
    },
    Broken {
        name: "two columns of eastings",
        files: &[("collars.csv", "hole,x,easting,y,z\nA,100,500100,200,50\nB,150,500150,200,52\n")],
        expected: &["table::which-column collars.csv: x, easting could each be the east"],
    },
    Broken {
        name: "two columns with one head",
        files: &[("collars.csv", "hole,x,y,z,z\nA,100,200,50,51\nB,150,200,52,53\n")],
        expected: &[
            "table::same-heads collars.csv has two columns headed \"z\"; the first is used",
            "table::which-column collars.csv: z, z could each be the elevation",
        ],
    },
    Broken {
        name: "a file of something else",
        files: &[("notes.csv", "date,who,what\n2024-01-01,me,drilling\n")],
        expected: &[
            "table::left-aside notes.csv is left aside: it has no column for name of the hole, from, to",
        ],
    },
    Broken {
        name: "an inclination may be measured from the vertical",
        files: &[("surveys.csv", "hole,depth,azimuth,inclination\nA,0,90,30\nB,0,90,30\n")],
        expected: &[
            "table::left-aside surveys.csv is left aside: it has no column for dip",
            "hole::no-survey collars.csv:2 [hole]",
            "hole::no-survey collars.csv:3 [hole]",
        ],
    },
    Broken {
        name: "a row that is cut off",
        files: &[("surveys.csv", "hole,depth,azimuth,dip\nA,0,90,-60\nA,10,90\nB,0,90,-60\n")],
        expected: &[
            "table::ragged-row surveys.csv:3 has 3 fields where there are 4 columns; what is missing counts as empty",
            "hole::survey-unreadable surveys.csv:3 [dip]",
        ],
    },
    Broken {
        name: "a decimal comma in a file with commas",
        files: &[("assays.csv", "hole,from,to,cu_pct\nA,0,10,0,5\nA,10,20,0.7\nB,0,10,0.2\n")],
        expected: &[
            "table::ragged-row assays.csv:2 has 5 fields where there are 4 columns; what is missing counts as empty",
        ],
    },
    Broken {
        name: "a quote that is not closed",
        files: &[(
            "assays.csv",
            "hole,from,to,cu_pct,note\nA,0,10,0.5,\"soft\nA,10,20,0.7,hard\nB,0,10,0.2,hard\n",
        )],
        expected: &[
            "table::runs-on assays.csv:2 has a quoted field that runs over 4 lines",
            "hole::no-intervals collars.csv:3 [hole]",
        ],
    },
    Broken {
        name: "a file with a mark, quotes, semicolons and decimal commas is sound",
        files: &[(
            "assays.csv",
            "\u{feff}\"Hole ID\";\"From (m)\";\"To (m)\";\"Cu %\"\r\n\"A\";\"0\";\"10,5\";\"0,5\"\r\n\"B\";\"0\";\"10\";\"0,25\"\r\n",
        )],
        expected: &[],
    },
    Broken {
        name: "a table without rows",
        files: &[("assays.csv", "hole,from,to,cu_pct\n")],
        expected: &[
            "hole::no-intervals collars.csv:2 [hole]",
            "hole::no-intervals collars.csv:3 [hole]",
        ],
    },
];

#[test]
fn broken_files_are_told() {
    check(CASES);
}
