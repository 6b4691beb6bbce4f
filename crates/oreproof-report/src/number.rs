//! Numbers as people read them: few digits, trade units, the same everywhere.
//!
//! Rounding is done on the exact decimal value of the number, half to even as
//! the standard library prints it, so a page is the same on every machine.

/// How large numbers are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As it is, thousands grouped: `12,300`.
    Plain,
    /// As it is, ungrouped: `2028`.
    Year,
    /// As money is spoken of: `340 m`, `1.2 bn`, `6 trn`.
    Money,
    /// With the prefix on the unit: `15 Mt`.
    Si,
    /// A fraction printed as a percentage.
    Percent,
}

/// How a number is printed: what stands before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Before the number, such as `US$ `.
    pub before: String,
    /// The unit after it.
    pub after: String,
    /// How it is shortened.
    pub notation: Notation,
}

impl Unit {
    /// A bare unit: `0.53 g/t`.
    pub fn plain(after: &str) -> Self {
        Self { before: String::new(), after: after.to_owned(), notation: Notation::Plain }
    }

    /// Money of a currency: `US$ 1.2 bn`.
    pub fn money(currency: &str) -> Self {
        Self { before: format!("{currency} "), after: String::new(), notation: Notation::Money }
    }

    /// A unit that takes prefixes: `15 Mt`.
    pub fn si(after: &str) -> Self {
        Self { before: String::new(), after: after.to_owned(), notation: Notation::Si }
    }

    /// Fractions read as percentages.
    pub fn percent() -> Self {
        Self { before: String::new(), after: "%".into(), notation: Notation::Percent }
    }

    /// Calendar years.
    pub fn year() -> Self {
        Self { before: String::new(), after: String::new(), notation: Notation::Year }
    }

    /// A count of things, or a ratio.
    pub fn none() -> Self {
        Self::plain("")
    }

    /// The value to so many significant figures, with its unit.
    pub fn show(&self, value: f64, digits: usize) -> String {
        let (body, suffix) = self.parts(value, digits);
        let sign = if body.starts_with('\u{2212}') { "\u{2212}" } else { "" };
        let body = body.trim_start_matches('\u{2212}');
        format!("{sign}{}{body}{suffix}", self.before)
    }

    /// The value without what stands before it and without a plain unit, as on
    /// an axis whose unit is said once.
    pub fn tick(&self, value: f64, digits: usize) -> String {
        let (body, suffix) = self.parts(value, digits);
        match self.notation {
            Notation::Plain | Notation::Year => body,
            _ => format!("{body}{suffix}"),
        }
    }

    /// How the unit is named in words beside an axis or a column.
    pub fn name(&self) -> String {
        match self.notation {
            Notation::Money => self.before.trim().to_owned(),
            _ => self.after.clone(),
        }
    }

    fn parts(&self, value: f64, digits: usize) -> (String, String) {
        let spaced = |unit: &str| match unit {
            "" | "%" => unit.to_owned(),
            _ => format!("\u{a0}{unit}"),
        };
        match self.notation {
            Notation::Plain => (group(&significant(value, digits)), spaced(&self.after)),
            Notation::Year => (significant(value, 4), String::new()),
            Notation::Percent => (group(&significant(value * 100.0, digits)), "%".into()),
            Notation::Money => {
                let (scaled, word) = scale(value, digits, &["", "k", "m", "bn", "trn"]);
                // Thousands are written out: "12,300", not "12.3 k".
                if word == "k" {
                    return (group(&significant(value, digits)), String::new());
                }
                (group(&significant(scaled, digits)), spaced(word))
            }
            Notation::Si => {
                let (scaled, prefix) = scale(value, digits, &["", "k", "M", "G"]);
                (group(&significant(scaled, digits)), spaced(&format!("{prefix}{}", self.after)))
            }
        }
    }
}

/// The value in the largest step of a thousand that leaves at least one before
/// the point, after rounding: 999.6 million to three digits is 1 bn.
fn scale<'a>(value: f64, digits: usize, words: &[&'a str]) -> (f64, &'a str) {
    let mut scaled = value;
    let mut step = 0;
    while step + 1 < words.len() && rounded(scaled, digits).abs() >= 1000.0 {
        scaled /= 1000.0;
        step += 1;
    }
    (scaled, words[step])
}

fn rounded(value: f64, digits: usize) -> f64 {
    significant(value, digits).replace('\u{2212}', "-").parse().unwrap_or(0.0)
}

/// A decimal with so many significant figures and no exponent; trailing zeros
/// after the point are dropped, digits before it are kept at zero.
pub fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "n/a".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = digits.max(1);
    let text = format!("{:.*e}", digits - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let figures: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let mut out = String::new();
    if value < 0.0 {
        out.push('\u{2212}');
    }
    if exponent < 0 {
        out.push_str("0.");
        (1..-exponent).for_each(|_| out.push('0'));
        out.push_str(&figures);
    } else {
        let whole = exponent as usize + 1;
        if figures.len() > whole {
            out.push_str(&figures[..whole]);
            out.push('.');
            out.push_str(&figures[whole..]);
        } else {
            out.push_str(&figures);
            (figures.len()..whole).for_each(|_| out.push('0'));
        }
    }
    if out.contains('.') {
        out.truncate(out.trim_end_matches('0').trim_end_matches('.').len());
    }
    out
}

fn group(text: &str) -> String {
    let (sign, rest) = match text.strip_prefix('\u{2212}') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", text),
    };
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(w, f)| (w, f));
    if whole.len() < 5 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        // Four figures read well alone: 2028, 1500.
        return text.to_owned();
    }
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number on its way to the page, with the id of the figure it shows, so that
/// a reader can follow it back and a test can find an orphan.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The number.
    pub value: f64,
    /// The id of the figure, such as `f12`.
    pub figure: Option<String>,
}

impl Printed {
    /// A number that shows a figure.
    pub fn of(value: f64, figure: &str) -> Self {
        Self { value, figure: Some(figure.to_owned()) }
    }
}

impl From<f64> for Printed {
    fn from(value: f64) -> Self {
        Self { value, figure: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_print_as_the_trade_writes_them() {
        let money = Unit::money("US$");
        for (value, digits, expected) in [
            (6e12, 2, "US$ 6\u{a0}trn"),
            (1.234e9, 2, "US$ 1.2\u{a0}bn"),
            (340e6, 3, "US$ 340\u{a0}m"),
            (999.6e6, 3, "US$ 1\u{a0}bn"),
            (-77_254e6, 3, "\u{2212}US$ 77.3\u{a0}bn"),
            (12_345.0, 3, "US$ 12,300"),
            (0.5, 2, "US$ 0.5"),
            (0.0, 2, "US$ 0"),
        ] {
            assert_eq!(money.show(value, digits), expected, "{value}");
        }
        assert_eq!(Unit::si("t").show(15_049_000.0, 2), "15\u{a0}Mt");
        assert_eq!(Unit::percent().show(0.2129, 3), "21.3%");
        assert_eq!(Unit::plain("g/t").show(0.2949, 2), "0.29\u{a0}g/t");
        assert_eq!(Unit::year().show(2028.0, 1), "2028");
        assert_eq!(Unit::none().show(f64::NAN, 2), "n/a");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_what_was_meant(value in -1e13..1e13f64, digits in 1usize..7) {
            let back: f64 = significant(value, digits).replace('\u{2212}', "-").parse().unwrap();
            let tolerance = value.abs() * 0.5001 * 10f64.powi(1 - digits as i32);
            prop_assert!((back - value).abs() <= tolerance);
        }
    }
}
