//! The same case and seed give the same bits, on any number of threads and from day to day.

use oreproof_case::model::Sampling;
use oreproof_reference::Tables;
use oreproof_weigh::Desk;
use oreproof_weigh::odds::drawn;

/// Two metals that go together, every kind of variable, gates and a disruption.
const CASE: &str = include_str!("golden.toml");

/// FNV-1a over the bits of every outcome of every draw, by sampling.
const GOLDEN: [(Sampling, u64); 3] = [
    (Sampling::Plain, 0x75E5_3E8A_F0F7_0332),
    (Sampling::LatinHypercube, 0x8ABE_14BC_A466_EB1B),
    (Sampling::Sobol, 0x352A_9B3F_6AE0_297A),
];

/// Source: Fowler, Noll and Vo, 64 bits.
fn hash(columns: &[Vec<f64>]) -> u64 {
    let bytes = columns.iter().flatten().flat_map(|value| value.to_bits().to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

fn run(sampling: Sampling, threads: usize) -> u64 {
    let parsed = oreproof_case::read(&[("case.toml", CASE)]);
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
    for (sampling, golden) in GOLDEN {
        let got = [1, 2, 8].map(|threads| run(sampling, threads));
        assert_eq!(got, [golden; 3], "{sampling:?}: {got:#x?}");
    }
}
