//! The same case and seed give the same bits, on any number of threads and from day to day.

use oreproof_case::model::Sampling;
use oreproof_reference::Tables;
use oreproof_weigh::Desk;
use oreproof_weigh::odds::drawn;

/// Two metals that go together, every kind of variable, gates and a disruption.
const STILL: &str = concat!(include_str!("golden.toml"), "\n", include_str!("levels.toml"));

/// The same with prices that move from year to year.
const MOVING: &str = concat!(include_str!("golden.toml"), "\n", include_str!("paths.toml"));

/// FNV-1a over the bits of every outcome of every draw, by case and sampling.
const GOLDEN: [(&str, Sampling, u64); 4] = [
    (STILL, Sampling::Plain, 0xFABC_FB01_8DE5_42FB),
    (STILL, Sampling::LatinHypercube, 0xCD29_3CB3_05F8_C53C),
    (STILL, Sampling::Sobol, 0xC7D9_D188_9D19_9FAD),
    (MOVING, Sampling::Plain, 0xE159_1AD0_CBE5_30DA),
];

/// Source: Fowler, Noll and Vo, 64 bits.
fn hash(columns: &[Vec<f64>]) -> u64 {
    let bytes = columns.iter().flatten().flat_map(|value| value.to_bits().to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

fn run(text: &str, sampling: Sampling, threads: usize) -> u64 {
    let parsed = oreproof_case::read(&[("case.toml", text)]);
    assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
    let mut case = parsed.case;
    case.draws.as_mut().expect("the case draws").sampling = sampling;
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).expect("it has a day");
    let desk = Desk::new(&case, Tables::built_in(), day);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
    let drawn = pool.install(|| drawn(&desk)).expect("it can be drawn");
    let columns: Vec<Vec<f64>> = drawn.into_iter().map(|(_, column)| column).collect();
    assert!(columns.iter().flatten().all(|value| value.is_finite()));
    hash(&columns)
}

#[test]
fn the_bits_are_the_same_on_any_number_of_threads_and_every_day() {
    let got = GOLDEN.map(|(text, sampling, _)| [1, 2, 8].map(|n| run(text, sampling, n)));
    assert_eq!(got, GOLDEN.map(|(_, _, golden)| [golden; 3]), "{got:#x?}");
}
