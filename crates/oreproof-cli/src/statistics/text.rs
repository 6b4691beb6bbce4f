//! A grade described for people.

use std::fmt::Write as _;

use oreproof_ground::explore::Distribution;

use super::{Described, QUANTILES};
use crate::ui::{Look, Style, plain, plural};

pub(super) fn text(described: &Described, look: Look) -> String {
    let all = &described.distribution;
    let bold = |text: &str| look.paint(Style::Bold, text);
    let mut out = format!("{} ", bold(&plain(&described.column)));
    let _ = writeln!(out, "known in {} of {}", all.len(), plural(described.n_rows, "row"));
    let maybe = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), number);
    let _ = writeln!(
        out,
        "  mean {} · standard deviation {} · cv {} · skewness {}",
        number(all.mean()),
        number(all.standard_deviation()),
        maybe(all.coefficient_of_variation()),
        maybe(all.skewness()),
    );
    let _ = writeln!(out, "  least {} · greatest {}\n", number(all.min()), number(all.max()));
    let heads: Vec<String> =
        QUANTILES.iter().map(|share| format!("P{:.0}", 100.0 * share)).collect();
    let values: Vec<String> = QUANTILES.iter().map(|&share| number(all.quantile(share))).collect();
    for row in [heads, values] {
        let cells: Vec<String> = row.iter().map(|cell| format!("{cell:>9}")).collect();
        let _ = writeln!(out, "{}", cells.concat());
    }
    out.push('\n');
    histogram(all, look, &mut out);
    if let Some((curve, size)) = &described.curve {
        let _ = writeln!(out, "\n{}", bold("Declustering by cells"));
        let _ = writeln!(out, "  {:>9}  {:>9}", "plain", number(curve.plain));
        for (cell, mean) in &curve.means {
            let used = if cell == size { "  used above" } else { "" };
            let _ = writeln!(out, "  {:>9}  {:>9}{used}", number(*cell), number(*mean));
        }
    }
    let _ = writeln!(out, "\n{}", bold("What the rich samples carry"));
    let (tenths, hundredths) = &described.deciles;
    for part in tenths[7..].iter().chain(&hundredths[7..]) {
        let _ = writeln!(
            out,
            "  from {:>3.0} % to {:>3.0} %   mean {:>9}   metal {:>5.1} %",
            100.0 * part.from,
            100.0 * part.to,
            number(part.mean),
            100.0 * part.metal.unwrap_or_default(),
        );
    }
    if !described.caps.is_empty() {
        let _ = writeln!(out, "\n{}", bold("Caps"));
    }
    for cap in &described.caps {
        let _ = writeln!(
            out,
            "  {:>9}   {:>5} above   mean {:>9}   cv {:>6}   metal lost {:>5.1} %",
            number(cap.cap),
            cap.n_above,
            number(cap.mean),
            maybe(cap.coefficient_of_variation),
            100.0 * cap.metal_lost.unwrap_or_default(),
        );
    }
    out
}

/// Four digits, or what whole numbers need.
pub(crate) fn number(value: f64) -> String {
    let digits = match value.abs() {
        0.0 => 0,
        size if size < 1e-4 => return format!("{value:.3e}"),
        size => (3 - size.log10().floor() as i32).clamp(0, 8),
    };
    let text = format!("{value:.*}", digits as usize);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// So many bins fill the range of the middle 98 %.
const BINS: f64 = 16.0;

/// Bars of the histogram, the last for all that is above.
fn histogram(all: &Distribution, look: Look, out: &mut String) {
    let range = all.quantile(0.99) - all.quantile(0.01);
    if range <= 0.0 {
        return;
    }
    let Ok(bins) = all.histogram(round_step(range / BINS)) else { return };
    let last = bins.iter().position(|bin| all.quantile(0.99) < bin.to).unwrap_or(bins.len() - 1);
    let first = bins.iter().position(|bin| all.quantile(0.01) < bin.to).unwrap_or_default();
    let share = |from: usize, to: usize| bins[from..to].iter().map(|bin| bin.share).sum::<f64>();
    let mut rows = Vec::new();
    if 0 < first {
        rows.push((format!("below {:>9}", number(bins[first].from)), share(0, first)));
    }
    for bin in &bins[first..=last] {
        rows.push((format!("{:>15}", number(bin.from)), bin.share));
    }
    if last + 1 < bins.len() {
        rows.push((format!("above {:>9}", number(bins[last].to)), share(last + 1, bins.len())));
    }
    let most = rows.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let room = look.width.saturating_sub(30).clamp(10, 60) as f64;
    for (name, share) in rows {
        let bar = look.glyph("█", "#").repeat((room * share / most).round() as usize);
        let _ = writeln!(out, "  {name} {:>6.2} % {}", 100.0 * share, look.paint(Style::Info, bar));
    }
}

/// One, two or five times a power of ten, no less than a step.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|of| of * power).find(|of| step <= *of).unwrap_or(step)
}
