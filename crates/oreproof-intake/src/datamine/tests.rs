use proptest::prelude::*;

use super::*;

const NAMES: [&str; 3] = ["PORPHYRY STOCK", "DYKE", "A \"B\", C"];

fn table(n_rows: usize, precision: Precision) -> Vec<u8> {
    let grade = |row: usize| (row % 5 != 3).then_some(row as f64 * 0.1 - 2.0);
    let east = |row: usize| Some(523_456.789 + row as f64);
    let rock = |row: usize| NAMES[row % 3];
    let columns = [
        Column { name: "XC", values: Values::Numbers(&east) },
        Column { name: "XINC", values: Values::Constant(12.5) },
        Column { name: "ROCK", values: Values::Words(14, &rock) },
        Column { name: "CU_PCT", values: Values::Numbers(&grade) },
    ];
    let mut bytes = Vec::new();
    write(&columns, n_rows, precision, &mut bytes).unwrap();
    bytes
}

#[test]
fn a_table_comes_back_in_both_precisions() {
    // 508 words a page and six a record: 84 records, and a page more for the rest.
    for (precision, page, n_rows, pages) in
        [(Precision::Single, 2048, 84, 2), (Precision::Extended, 4096, 85, 3)]
    {
        let bytes = table(n_rows, precision);
        assert_eq!(bytes.len(), page * pages);
        let text = read(&bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines.len()), ("XC,XINC,ROCK,CU_PCT", n_rows + 1));
        let east = if precision == Precision::Single { "523456.78" } else { "523456.789" };
        assert_eq!(lines[1], format!("{east},12.5,PORPHYRY STOCK,-2"));
        assert!(lines[3].contains(",\"A \"\"B\"\", C\","), "{}", lines[3]);
        assert!(lines[4].ends_with("PORPHYRY STOCK,"), "what is missing is empty: {}", lines[4]);
    }
    assert_eq!(read(&table(0, Precision::Extended)).unwrap().lines().count(), 1);
}

/// A first page by hand, with the greatest byte first and the words of a text in no order.
#[test]
fn a_page_by_hand_with_the_other_byte_order() {
    let mut bytes = vec![b' '; 2 * 2048];
    let mut put = |word: usize, four: [u8; 4]| bytes[4 * word..4 * word + 4].copy_from_slice(&four);
    for (word, number) in [(24, 20_261_127.0_f32), (25, 4.0), (26, 2.0), (27, 1.0)] {
        put(word, number.to_be_bytes());
    }
    let fields = [
        ("BHID", "A", 3.0, 2.0),
        ("BHID", "A", 1.0, 1.0),
        ("AU", "N", 2.0, 1.0),
        ("CU", "N", 4.0, 1.0),
    ];
    for (nth, (name, kind, place, number)) in fields.into_iter().enumerate() {
        let at = 28 + 7 * nth;
        let four = |text: &str| -> [u8; 4] {
            let mut four = [b' '; 4];
            four[..text.len()].copy_from_slice(text.as_bytes());
            four
        };
        put(at, four(name));
        put(at + 2, four(kind));
        for (word, number) in [(3, place), (4, number), (5, 0.0), (6, -1e30)] {
            put(at + word, f32::to_be_bytes(number));
        }
    }
    put(512, *b"MH00");
    put(513, 1e-30_f32.to_be_bytes());
    put(514, *b"42  ");
    put(515, 1e30_f32.to_be_bytes());
    assert_eq!(read(&bytes).unwrap(), "BHID,AU,CU\nMH0042,TRACE,TOP\n");
}

#[test]
fn what_is_no_table_is_told() {
    let whole = table(200, Precision::Extended);
    assert!(matches!(read(&whole[..4095]), Err(DatamineError::NotATable)));
    assert!(matches!(read(&whole[..8191]), Err(DatamineError::CutShort { said: 4, found: 1 })));
    for bytes in [&b""[..], &[0; 9000], &[0xff; 9000], &[b' '; 9000]] {
        assert_eq!(read(bytes), Err(DatamineError::NotATable));
    }
    let nothing = |_: usize| None;
    let long = Column { name: "NINELONGS", values: Values::Numbers(&nothing) };
    let refused = write(&[long], 1, Precision::Single, Vec::new());
    assert!(matches!(refused, Err(DatamineError::BadName { .. })));
    let twice = ["CU", "cu"].map(|name| Column { name, values: Values::Numbers(&nothing) });
    assert!(matches!(
        write(&twice, 1, Precision::Single, Vec::new()),
        Err(DatamineError::BadName { .. })
    ));
    let wide = |_: usize| "x";
    let wide = [Column { name: "WIDE", values: Values::Words(300, &wide) }];
    assert!(matches!(
        write(&wide, 1, Precision::Single, Vec::new()),
        Err(DatamineError::TooManyFields { given: 75, .. })
    ));
}

proptest! {
    /// Whatever is changed or cut, an answer or an error comes, and no more rows than bytes hold.
    #[test]
    fn changed_bytes_are_read_or_refused(
        changes in proptest::collection::vec((0..12_288_usize, any::<u8>()), 0..60),
        cut in 0..12_289_usize,
        extended in any::<bool>(),
    ) {
        let precision = if extended { Precision::Extended } else { Precision::Single };
        let mut bytes = table(120, precision);
        for (at, byte) in changes {
            if let Some(there) = bytes.get_mut(at) {
                *there = byte;
            }
        }
        bytes.truncate(cut.max(100));
        if let Ok(text) = read(&bytes) {
            prop_assert!(text.lines().count() <= 1 + bytes.len() / 4);
        }
    }
}
