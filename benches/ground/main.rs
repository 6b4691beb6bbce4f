//! What `ground` is timed on: one task a run, on samples and grids that peers are given as well.
//!
//! `cargo bench -p oreproof-ground --bench ground -- TASK FOLDER`, where `samples FOLDER` writes
//! the samples and any other task reads them, does its work, writes its answers as doubles and
//! prints its times. `cargo xtask bench ground` runs them all beside the peers.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads clocks and files"
)]

mod samples;
mod holes;
mod task;
mod unit;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [task, folder] = &args[..] else {
        eprintln!("usage: ground TASK FOLDER; a task is samples or one of {}", task::names());
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    let done = if task == "samples" { write(folder) } else { timed(task, folder) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{task}: {error}");
            ExitCode::from(2)
        }
    }
}

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

/// Prints the task's wall time, processor time and answers; reading samples is not counted.
fn timed(task: &str, folder: &Path) -> Answer<()> {
    let ready = task::prepare(task, folder)?;
    let (wall, processor) = (Instant::now(), processor_s());
    let answers = ready()?;
    let (wall_s, processor_s) = (wall.elapsed().as_secs_f64(), processor_s() - processor);
    println!("{task} {wall_s:.4} {processor_s:.4} {}", answers.len());
    unit::save(&folder.join(format!("{task}.f64")), &answers)
}

/// The samples, and for peers the same with the targets in the space of the search.
fn write(folder: &Path) -> Answer<()> {
    samples::write(folder)?;
    for &(samples, counts) in task::KRIGED {
        unit::write(folder, samples, &task::grid(counts)?)?;
    }
    unit::write(folder, "2k", &task::plane()?)
}

/// Processor time of all threads so far, from /proc; nought where there is none.
fn processor_s() -> f64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return 0.0 };
    let of_thread = |thread: fs::DirEntry| -> Option<f64> {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse().ok()
    };
    threads.flatten().filter_map(of_thread).sum::<f64>() / 1e9
}
