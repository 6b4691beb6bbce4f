//! Time and memory of a child process, read from /proc where there is one.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use miette::{IntoDiagnostic, Result, WrapErr, miette};

/// What a run cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// From start to end, in seconds.
    pub(crate) wall_s: f64,
    /// Processor time, in seconds; `None` without /proc.
    pub(crate) cpu_s: Option<f64>,
    /// Most memory held at once, in bytes; `None` without /proc.
    pub(crate) peak_bytes: Option<u64>,
}

/// How often a run is looked at, at its start and when it has gone on for long.
const CLOSE: Duration = Duration::from_micros(200);
const SELDOM: Duration = Duration::from_millis(20);

/// Runs a command to its end with its output thrown away.
///
/// The exit code 1 means that there were findings, and is as good as 0.
pub(crate) fn measured(command: &mut Command) -> Result<Cost> {
    let program = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot run {program}"))?;
    let mut cost = Cost::default();
    // An ended process keeps its times until it is waited for, but not its memory.
    while let Some(state) = state(child.id()) {
        cost.cpu_s = Some(state.cpu_s);
        if state.has_ended {
            break;
        }
        cost.peak_bytes = peak(child.id()).or(cost.peak_bytes);
        // Watching costs time as well: a short run is watched closely, a long one seldom.
        thread::sleep((start.elapsed() / 50).clamp(CLOSE, SELDOM));
    }
    let status = child.wait().into_diagnostic()?;
    cost.wall_s = start.elapsed().as_secs_f64();
    match status.code() {
        Some(0 | 1) => Ok(cost),
        _ => Err(miette!("{program} ended with {status}")),
    }
}

struct State {
    has_ended: bool,
    cpu_s: f64,
}

/// Fields 3, 14 and 15 of /proc/PID/stat; the name before them may hold spaces.
fn state(pid: u32) -> Option<State> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<f64>().ok();
    // Linux reports in hundredths of a second whatever its own clock does.
    let cpu_s = (ticks(11)? + ticks(12)?) / 100.0;
    Some(State { has_ended: fields.first() == Some(&"Z"), cpu_s })
}

/// The high-water mark of resident memory.
fn peak(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}
