//! The command line as a whole: what every verb shares, and the verbs.

use clap::{Parser, Subcommand};

use crate::ui::ColorChoice;
use crate::{
    balance, cash, check, claims, compare, completions, composite, desurvey, estimate, explain,
    krige, man, new, qc, reference, risk, rules, simulate, statistics, validate, variogram, weigh,
};

/// Weighs a mineral promise against its proof.
#[derive(Debug, Parser)]
#[command(name = "oreproof", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  oreproof check article.txt --date 2025-09-25
  oreproof check releases/ --form company_press_release --output findings.html
  oreproof claims article.txt
  oreproof weigh cases/pakistan-2025
  oreproof explain VAL001")]
pub(crate) struct Cli {
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are heeded.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,

    /// Print results only: no summary, no warnings, no progress.
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Check(check::Args),
    Claims(claims::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Reference(reference::Args),
    New(new::Args),
    Validate(validate::Args),
    Weigh(weigh::Args),
    Estimate(estimate::Args),
    Simulate(simulate::Args),
    Cash(cash::Args),
    Risk(risk::Args),
    Balance(balance::Args),
    Compare(compare::Args),
    Qc(qc::Args),
    Desurvey(desurvey::Args),
    Composite(composite::Args),
    Statistics(statistics::Args),
    Variogram(variogram::Args),
    Krige(krige::Args),
    Completions(completions::Args),
    Man(man::Args),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
