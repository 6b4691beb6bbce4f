//! The fuzzer: driver, worker and reader of foreign formats in one program.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its user")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use clap::Parser;
use fuzz::target::{ALL, Target};
use fuzz::{driver, worker};
use oreproof_intake::jail;

/// Give mutated inputs to every reader and count what ends badly.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask fuzz")]
struct Args {
    /// How many inputs a target gets.
    #[arg(long, default_value_t = 2_000)]
    runs: u64,

    /// The seed that inputs are made from.
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// One target instead of all.
    #[arg(long, value_enum)]
    target: Option<Target>,

    /// The first input's number.
    #[arg(long, default_value_t = 0, hide = true)]
    from: u64,

    /// Where crashing inputs are saved.
    #[arg(long, default_value = "target/fuzz", hide = true)]
    save: PathBuf,

    /// Run the inputs in this process.
    #[arg(long, requires = "target", hide = true)]
    worker: bool,
}

fn main() -> ExitCode {
    if let Some(code) = jail::serve_if_child(std::env::args_os()) {
        return code;
    }
    let args = Args::parse();
    if args.worker {
        let target = args.target.expect("clap requires it");
        let done = worker::run(target, args.seed, args.from..args.from + args.runs);
        return if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let mut clean = true;
    let targets = args.target.map_or_else(|| ALL.to_vec(), |one| vec![one]);
    let jobs = thread::available_parallelism().map_or(1, usize::from) as u64;
    println!("{} mutated inputs a target, seed {}", args.runs, args.seed);
    for target in targets {
        let start = Instant::now();
        let tally = match driver::run(target, args.seed, args.runs, jobs, &args.save) {
            Ok(tally) => tally,
            Err(report) => {
                eprintln!("fuzz: {}: {report}", target.name());
                return ExitCode::from(2);
            }
        };
        let contained = tally.crashes.iter().filter(|crash| crash.contained).count();
        let crashed = tally.crashes.len() - contained;
        println!(
            "{:<8} {} read, {} refused, {crashed} crashed, {contained} crashed in the jail and contained, {:.0} s",
            target.name(),
            tally.read,
            tally.refused,
            start.elapsed().as_secs_f64()
        );
        for crash in &tally.crashes {
            println!("         input {}: {} ({})", crash.number, crash.how, crash.saved.display());
        }
        clean &= crashed == 0;
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
