//! Scales from values to pixels, and ticks at round numbers.
//!
//! Ticks step by 1, 2 or 5 times a power of ten. A probability axis is straight
//! in the standard normal quantile, which is taken by Acklam's rational
//! approximation (relative error below 1.2e-9).

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Evenly.
    Linear,
    /// By their logarithm; for values above zero.
    Log,
    /// By the normal quantile; for fractions between nought and one.
    Normal,
}

/// From a value to a pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// How it spreads.
    pub spread: Spread,
    /// The least value and where it stands.
    pub from: (f64, f64),
    /// The greatest value and where it stands.
    pub to: (f64, f64),
}

impl Scale {
    /// The scale from values `range` to pixels `pixels`.
    pub fn new(spread: Spread, range: (f64, f64), pixels: (f64, f64)) -> Self {
        Self { spread, from: (range.0, pixels.0), to: (range.1, pixels.1) }
    }

    /// Where a value stands.
    pub fn at(&self, value: f64) -> f64 {
        let f = |v: f64| self.bend(v);
        let (a, b) = (f(self.from.0), f(self.to.0));
        let share = if b == a { 0.5 } else { (f(value) - a) / (b - a) };
        self.from.1 + share * (self.to.1 - self.from.1)
    }

    fn bend(&self, value: f64) -> f64 {
        match self.spread {
            Spread::Linear => value,
            Spread::Log => libm::log10(value.max(f64::MIN_POSITIVE)),
            Spread::Normal => quantile(value.clamp(1e-6, 1.0 - 1e-6)),
        }
    }

    /// Round values along it, about so many.
    pub fn ticks(&self, about: usize) -> Vec<f64> {
        let (low, high) = (self.from.0, self.to.0);
        match self.spread {
            Spread::Linear => linear_ticks(low, high, about),
            Spread::Log => log_ticks(low, high, about),
            Spread::Normal => [
                0.0001, 0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99,
                0.999, 0.9999,
            ]
            .into_iter()
            .filter(|p| (low..=high).contains(p))
            .collect(),
        }
    }
}

/// One, two or five times a power of ten, not below `rough`.
fn step(rough: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let lead = rough / power;
    let lead = [1.0, 2.0, 5.0].into_iter().find(|n| lead <= n * (1.0 + 1e-9)).unwrap_or(10.0);
    lead * power
}

fn linear_ticks(low: f64, high: f64, about: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite() && low < high) {
        return vec![low];
    }
    let step = step((high - low) / about.max(1) as f64);
    let first = libm::ceil(low / step - 1e-9);
    let last = libm::floor(high / step + 1e-9);
    // Ten to a negative power is not exact: what is multiplied is divided away.
    let inverse = libm::round(1.0 / step);
    let value = |n: f64| if step < 1.0 { n / inverse } else { n * step };
    (0..).map(|i| first + f64::from(i)).take_while(|n| *n <= last).map(value).collect()
}

fn log_ticks(low: f64, high: f64, about: usize) -> Vec<f64> {
    let decades =
        (libm::floor(libm::log10(low) + 1e-9) as i32)..=(libm::ceil(libm::log10(high)) as i32);
    let span = libm::log10(high) - libm::log10(low);
    let leads: &[f64] = if span < 2.6 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    // With many decades every second or third is enough.
    let every = (libm::ceil(span / about.max(1) as f64) as i32).max(1);
    decades
        .filter(|d| d.rem_euclid(every) == 0)
        .flat_map(|d| leads.iter().map(move |lead| lead * libm::pow(10.0, f64::from(d))))
        .filter(|v| (low * (1.0 - 1e-9)..=high * (1.0 + 1e-9)).contains(v))
        .collect()
}

/// A range that begins and ends on ticks and holds every value. With
/// `from_zero` it holds zero too.
pub fn nice(values: impl IntoIterator<Item = f64>, about: usize, from_zero: bool) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.into_iter().filter(|v| v.is_finite()) {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    if from_zero {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    if low == high {
        let pad = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        if !(from_zero && low == 0.0) {
            low -= pad;
        }
        high += pad;
    }
    let step = step((high - low) / about.max(1) as f64);
    (libm::floor(low / step + 1e-9) * step, libm::ceil(high / step - 1e-9) * step)
}

/// The standard normal quantile. Source: P. J. Acklam (2003), *An algorithm for
/// computing the inverse normal cumulative distribution function*.
pub fn quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -54.476_098_798_224_06,
        161.585_836_858_040_9,
        -155.698_979_859_886_6,
        66.801_311_887_719_72,
        -13.280_681_552_885_72,
    ];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_293,
        -0.322_396_458_041_136_5,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] = [
        0.007_784_695_709_041_462,
        0.322_467_129_070_039_8,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
    ];
    let horner = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, k| sum * x + k);
    let tail = |p: f64| {
        let q = libm::sqrt(-2.0 * libm::log(p));
        horner(&C, q) / (horner(&D, q) * q + 1.0)
    };
    if p < 0.02425 {
        tail(p)
    } else if p > 1.0 - 0.02425 {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        let r = q * q;
        horner(&A, r) * q / (horner(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(linear_ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(linear_ticks(-30.0, 95.0, 6), [0.0, 50.0]);
        assert_eq!(log_ticks(1.0, 1000.0, 5), [1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(nice([3.0, 97.0], 5, true), (0.0, 100.0));
    }

    /// From the tables of the normal distribution.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (p, z) in
            [(0.5, 0.0), (0.975, 1.959_963_985), (0.01, -2.326_347_874), (0.84, 0.994_457_883)]
        {
            assert!((quantile(p) - z).abs() < 1e-8, "{p}: {}", quantile(p));
        }
    }

    proptest! {
        #[test]
        fn a_nice_range_holds_its_values(a in -1e9..1e9f64, b in -1e9..1e9f64) {
            let (low, high) = nice([a, b], 5, false);
            let slack = (high - low) * 1e-6;
            prop_assert!(low <= a.min(b) + slack && a.max(b) <= high + slack && low < high);
        }
    }
}
