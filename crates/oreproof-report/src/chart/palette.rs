//! The colours of every chart, light and dark, in one place.
//!
//! The hues are those of Okabe and Ito (2008), *Color universal design*, which
//! readers with any common kind of colour blindness tell apart; their lightness
//! is moved until each stands out 3 : 1 from the paper, as WCAG 2.2 (1.4.11)
//! asks of graphics. Classes differ in hatch too, so that no meaning hangs on
//! colour alone.

/// What a mark means, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// What is shown: filled.
    Proof,
    /// What is only said: outlined, hatched.
    Promise,
    /// A Measured resource.
    Measured,
    /// An Indicated resource.
    Indicated,
    /// An Inferred resource.
    Inferred,
    /// A reserve.
    Reserve,
    /// What went well.
    Good,
    /// What went wrong.
    Bad,
    /// What stands back.
    Soft,
    /// The colour of the text.
    Text,
    /// The colour of the paper, to part a line from what lies beneath.
    Paper,
    /// The nth of several series, from nought; they repeat after eight.
    Series(u8),
    /// A step of a ramp from low to high grade, nought to six.
    Ramp(u8),
}

/// Variable, light, dark.
pub const COLOURS: &[(&str, &str, &str)] = &[
    ("blue", "#0b68a8", "#56b4e9"),
    ("red", "#c4500a", "#ff8a47"),
    ("green", "#00805c", "#2cc295"),
    ("gold", "#a67500", "#f0b840"),
    ("purple", "#a8508a", "#e59bc4"),
    ("sky", "#2e86b5", "#8fd3f5"),
    ("olive", "#77751a", "#d3cd5a"),
    ("grey", "#6a7078", "#a4a9b0"),
    ("good", "#00805c", "#2cc295"),
    ("bad", "#b3261e", "#ff9b90"),
];

/// A ramp in one direction of lightness, low grade near the paper.
pub const RAMP_LIGHT: [&str; 7] =
    ["#dfe9ef", "#b9d3e0", "#8fbcd1", "#619fc0", "#3a7faa", "#1d5c8a", "#0d3a62"];
/// The same on dark paper.
pub const RAMP_DARK: [&str; 7] =
    ["#203039", "#28485a", "#32657f", "#4285a3", "#5fa6c4", "#8ec8dd", "#c9ecf5"];

/// Paper, text and soft text, light and dark.
pub const PAPER: (&str, &str) = ("#fbfaf7", "#15171a");
/// Text.
pub const TEXT: (&str, &str) = ("#1d2126", "#e7e5e0");
/// Text that stands back.
pub const SOFT: (&str, &str) = ("#5b626b", "#a4a9b0");

/// The variables and classes a drawing needs; a page has them once.
pub const STYLE: &str = include_str!("chart.css");

impl Ink {
    /// The colour as a style value.
    pub fn css(self) -> String {
        match self {
            Self::Text => "var(--ink)".into(),
            Self::Paper => "var(--paper)".into(),
            Self::Soft => "var(--c-grey)".into(),
            Self::Ramp(step) => format!("var(--r{})", step.min(6)),
            _ => format!("var(--c-{})", self.name()),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Proof | Self::Indicated => "blue",
            Self::Promise => "red",
            Self::Measured => "green",
            Self::Inferred => "gold",
            Self::Reserve => "purple",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Soft | Self::Text | Self::Paper | Self::Ramp(_) => "grey",
            Self::Series(n) => COLOURS[usize::from(n) % 8].0,
        }
    }

    /// The hatch that tells it apart without colour; nought is a plain fill.
    pub fn hatch(self) -> u8 {
        match self {
            Self::Promise => 1,
            Self::Inferred => 2,
            Self::Indicated => 3,
            Self::Reserve => 4,
            Self::Series(n) => [0, 3, 2, 4, 5, 0, 3, 2][usize::from(n) % 8],
            _ => 0,
        }
    }
}

/// The contrast of two colours by WCAG 2.2, one to twenty-one. `None` when one
/// is not written as `#rrggbb`.
pub fn contrast(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let channel = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 1e-9);
    }

    #[test]
    fn every_colour_stands_out_from_its_paper() {
        for (name, light, dark) in COLOURS {
            assert!(contrast(light, PAPER.0).unwrap() >= 3.0, "{name} on light");
            assert!(contrast(light, "#ffffff").unwrap() >= 3.0, "{name} on white");
            assert!(contrast(dark, PAPER.1).unwrap() >= 3.0, "{name} on dark");
        }
        for (light, dark) in [TEXT, SOFT] {
            assert!(contrast(light, PAPER.0).unwrap() >= 4.5);
            assert!(contrast(dark, PAPER.1).unwrap() >= 4.5);
        }
    }

    #[test]
    fn the_style_sheet_has_these_colours() {
        for (name, light, dark) in COLOURS {
            assert!(STYLE.contains(&format!("--c-{name}: {light};")), "{name}");
            assert!(STYLE.contains(&format!("--c-{name}: {dark};")), "{name}");
        }
        for (step, (light, dark)) in RAMP_LIGHT.iter().zip(RAMP_DARK).enumerate() {
            assert!(STYLE.contains(&format!("--r{step}: {light};")), "{step}");
            assert!(STYLE.contains(&format!("--r{step}: {dark};")), "{step}");
        }
    }

    #[test]
    fn the_ramp_goes_one_way() {
        for ramp in [RAMP_LIGHT, RAMP_DARK] {
            let lights: Vec<f64> = ramp.iter().map(|c| luminance(c).unwrap()).collect();
            assert!(lights.is_sorted() || lights.iter().rev().is_sorted());
        }
    }
}
