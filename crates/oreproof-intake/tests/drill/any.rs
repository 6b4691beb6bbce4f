//! Whatever the files hold, reading them never panics, and large ones are no trouble.

use std::fmt::Write as _;

use oreproof_ground::hole::{Bounds, DipSign, Problem};
use proptest::prelude::*;

use crate::campaign::read;

/// Cells that a keyboard, a spreadsheet or a laboratory might write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..40_i32).prop_map(|n| n.to_string()),
        2 => (-1e6..1e6_f64).prop_map(|x| x.to_string()),
        1 => Just(String::new()),
        1 => prop_oneof![
            Just("<0.01".to_owned()), Just(">5".to_owned()), Just("1e308".to_owned()),
            Just("-1e308".to_owned()), Just("5e-324".to_owned()), Just("NaN".to_owned()),
            Just("inf".to_owned()), Just("\"a,b\"".to_owned()), Just("\"".to_owned()),
            Just("-90".to_owned()), Just("90".to_owned()), Just("360".to_owned()),
        ],
        1 => "[ -~\u{a0}-\u{ff}]{0,6}",
    ]
}

fn table(head: &'static str, n_columns: usize) -> impl Strategy<Value = String> {
    let hole = prop_oneof![Just("A"), Just("B"), Just("C"), Just("")];
    let row = (hole, proptest::collection::vec(cell(), n_columns));
    proptest::collection::vec(row, 0..12).prop_map(move |rows| {
        let mut text = head.to_owned();
        for (hole, cells) in rows {
            let _ = write!(text, "\n{hole},{}", cells.join(","));
        }
        text
    })
}

proptest! {
    #[test]
    fn no_campaign_makes_it_panic(
        collars in table("hole,x,y,z,length,azimuth,dip", 6),
        surveys in table("hole,depth,azimuth,dip", 3),
        assays in table("hole,from,to,cu_pct,au,rock", 5),
    ) {
        let files = [
            ("collars.csv", collars.as_bytes()),
            ("surveys.csv", surveys.as_bytes()),
            ("assays.csv", assays.as_bytes()),
        ];
        let campaign = read(&files, Some(DipSign::NegativeDown), &Bounds::default());
        for hole in &campaign.holes.holes {
            for depth in [0.0, 1.0, 100.0] {
                prop_assert!(hole.trace.at(depth).iter().all(|c| !c.is_nan()), "{:?}", hole);
            }
        }
        for table in &campaign.holes.intervals {
            prop_assert!(table.from.iter().zip(&table.to).all(|(from, to)| from < to));
            for assay in &table.assays {
                prop_assert!(assay.values.iter().flatten().all(|value| value.is_finite()));
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&[("a.csv", &bytes)], None, &Bounds::default());
    }
}

#[test]
fn one_bad_cell_among_many_rows_is_found() {
    let mut assays = String::from("hole,from,to,cu_pct\n");
    for row in 0..100_000 {
        let (hole, depth) = (row / 1000, row % 1000);
        let grade = if row == 77_777 { "0.5x" } else { "0.5" };
        let _ = writeln!(assays, "H{hole},{depth},{},{grade}", depth + 1);
    }
    let mut collars = String::from("hole,x,y,z\n");
    let mut surveys = String::from("hole,depth,azimuth,dip\n");
    for hole in 0..100 {
        let _ = writeln!(collars, "H{hole},{hole},0,0");
        let _ = writeln!(surveys, "H{hole},0,0,-90");
    }
    let files = [
        ("collars.csv", collars.as_bytes()),
        ("surveys.csv", surveys.as_bytes()),
        ("assays.csv", assays.as_bytes()),
    ];
    let campaign = read(&files, None, &Bounds::default());
    let [Problem::AssayText { at, .. }, Problem::Constant { .. }] = campaign.problems.as_slice()
    else {
        panic!("{:?}", campaign.problems)
    };
    assert_eq!((at.row, &*campaign.holes.intervals[0].file), (77_779, "assays.csv"));
}
