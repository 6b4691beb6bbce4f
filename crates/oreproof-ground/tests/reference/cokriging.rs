//! Co-kriging and cross-variograms against R's gstat, on the metals of the Swiss Jura.

use oreproof_ground::cokrige::{Cokriging, Means, cokrige};
use oreproof_ground::coregion::{Coregionalisation, SharedStructure, cross_experimental};
use oreproof_ground::experimental::{Lags, Pairs};
use oreproof_ground::{Angles, Points, Search, Shape, Support};

use crate::shared;

const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

/// `predict` of gstat 2.1.0 (Debian's r-cran-gstat) at the first twelve validation sites: ordinary
/// co-kriging of Cd, known at every second site from the first on, with Ni, and with Ni and Zn,
/// known at all 259; twelve samples of each within 1.2 km. Estimate and variance with one grade
/// more, then with two.
const GSTAT: &[[f64; 4]] = &[
    [
        0.702_012_978_043_169_3,
        0.673_025_942_693_63,
        0.718_398_038_306_333_5,
        0.672_156_004_042_235_4,
    ],
    [
        2.265_588_569_584_670_3,
        0.730_615_172_213_815_8,
        2.267_522_728_843_021_5,
        0.730_292_404_067_744_4,
    ],
    [
        2.481_431_908_117_814_4,
        0.830_369_418_226_167_8,
        2.493_004_310_703_14,
        0.830_040_348_437_629_2,
    ],
    [
        1.678_787_660_636_921_9,
        0.761_023_589_831_372_4,
        1.688_187_768_929_085_8,
        0.760_656_003_051_192_5,
    ],
    [
        1.368_990_945_538_647_3,
        0.904_264_979_475_028_2,
        1.397_655_697_067_652_6,
        0.903_334_657_912_095_7,
    ],
    [
        1.192_198_448_475_486_4,
        0.765_996_001_478_871,
        1.230_260_114_221_881_6,
        0.765_569_554_784_813_4,
    ],
    [
        2.070_630_347_517_596,
        0.748_234_795_602_379_4,
        2.074_373_545_537_189_7,
        0.748_026_248_211_912_4,
    ],
    [
        1.026_833_749_044_247_2,
        0.852_395_507_212_758_3,
        1.017_186_580_906_244_1,
        0.851_900_547_117_061_2,
    ],
    [
        1.580_696_951_087_306,
        0.749_814_864_509_577_8,
        1.548_553_740_490_818_3,
        0.749_171_397_993_369_5,
    ],
    [
        1.535_641_020_041_711_7,
        0.777_909_259_415_757_6,
        1.540_170_538_258_727_4,
        0.777_511_299_780_121_9,
    ],
    [
        0.933_636_513_012_297_1,
        0.783_511_931_969_376_5,
        0.931_208_173_865_247_8,
        0.783_019_396_295_183_6,
    ],
    [
        0.814_669_206_742_666_4,
        0.845_763_998_780_155_6,
        0.845_617_302_734_165,
        0.845_185_161_392_572,
    ],
];

fn points(column: &str, every: usize) -> Option<Points> {
    let table = shared::table("jura/prediction.csv")?;
    let some = |name: &str| table.numbers(name).into_iter().step_by(every).collect::<Vec<f64>>();
    let n = some(column).len();
    let places = [some("Xloc"), some("Yloc"), vec![0.0; n]];
    Some(Points::new(places, some(column), (0..n as u32).collect()).unwrap())
}

/// The leading part of the matrices that the answers were made with.
fn model(n: usize) -> Coregionalisation {
    let part = |of: [[f64; 3]; 3]| of[..n].iter().map(|row| row[..n].to_vec()).collect();
    let shared = |range, sills| SharedStructure {
        shape: Shape::Spherical,
        sills: part(sills),
        ranges: [range; 3],
        angles: LEVEL,
    };
    let nugget = part([[0.3, 0.6, 1.2], [0.6, 11.0, 6.0], [1.2, 6.0, 90.0]]);
    let near = shared(0.2, [[0.3, 1.5, 5.0], [1.5, 40.0, 110.0], [5.0, 110.0, 480.0]]);
    let far = shared(1.3, [[0.26, 1.2, 3.0], [1.2, 32.0, 60.0], [3.0, 60.0, 300.0]]);
    Coregionalisation::new(nugget, vec![near, far]).unwrap()
}

#[test]
fn ordinary_cokriging_is_that_of_gstat() {
    let grades: Option<Vec<Points>> = [("Cd", 2), ("Ni", 1), ("Zn", 1)]
        .map(|(name, every)| points(name, every))
        .into_iter()
        .collect();
    let (Some(grades), Some(sites)) = (grades, shared::table("jura/validation.csv")) else {
        return;
    };
    let targets: Vec<[f64; 3]> = sites
        .numbers("Xloc")
        .into_iter()
        .zip(sites.numbers("Yloc"))
        .map(|(x, y)| [x, y, 0.0])
        .collect();
    for n in [2, 3] {
        let cokriging = Cokriging {
            model: model(n),
            search: Search {
                radii: [1.2; 3],
                angles: LEVEL,
                min_samples: 1,
                max_samples: 12,
                sectors: None,
                max_per_hole: None,
            },
            collocated: false,
            means: Means::Unknown,
            support: Support::Point,
        };
        let found = cokrige(&grades[..n], &targets[..GSTAT.len()], &cokriging).unwrap();
        for (site, (outcome, expected)) in found.iter().zip(GSTAT).enumerate() {
            let found = outcome.as_ref().unwrap();
            let [value, variance] = [expected[2 * n - 4], expected[2 * n - 3]];
            assert!((found.value / value - 1.0).abs() < 1e-9, "{n} grades at {site}: {found:?}");
            assert!((found.variance / variance - 1.0).abs() < 1e-9, "{n} at {site}: {found:?}");
        }
    }
}

/// `variogram` of the same, Cd with Ni at all 259 sites, lags of 0.15 km; it counts each pair both
/// ways round.
const CROSS: &[(u64, f64, f64)] = &[
    (696, 0.059_686_223_808_633_76, 1.218_427_873_563_218_8),
    (942, 0.237_488_098_736_290_18, 1.493_692_611_464_967_8),
    (1672, 0.376_505_632_009_879_4, 2.524_365_311_004_782_3),
    (1882, 0.516_085_170_853_814_1, 2.710_909_436_769_393),
    (2088, 0.679_307_683_309_110_7, 3.136_540_996_168_587_3),
];

#[test]
fn cross_variograms_are_those_of_gstat() {
    let [Some(points), Some(second)] = [points("Cd", 1), points("Ni", 1)] else { return };
    let lags = Lags { width: 0.15, count: 5 };
    let found = cross_experimental(&points, &second.value, &lags, &Pairs::All).unwrap();
    for (lag, &(pairs, distance, value)) in found.iter().zip(CROSS) {
        let lag = lag.unwrap();
        assert_eq!(2 * lag.pairs, pairs);
        assert!((lag.distance / distance - 1.0).abs() < 1e-9);
        assert!((lag.value / value - 1.0).abs() < 1e-9, "{lag:?}");
    }
}
