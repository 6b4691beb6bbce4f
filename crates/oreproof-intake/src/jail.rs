//! The reading of foreign binary formats in a process of its own.
//!
//! A PDF or a DOCX, or a binary table, can be made to exhaust memory, which no Rust program can
//! catch: it aborts. So those are read by a child process which first takes
//! away from itself everything it does not need, then reads the document from
//! its standard input and answers on its standard output. Whatever the document
//! does to the child, the parent gets a text or a typed error.
//!
//! The child is the same program run again with a hidden first argument, so
//! [`serve_if_child`] must be the first thing `main` calls. A program which
//! cannot do so (a Python interpreter) names the `oreproof-read` program
//! instead, which does nothing else.
//!
//! On Unix the child is bound in memory, processor time, open files and file
//! sizes, and leaves no core. Elsewhere only the elapsed time is bound.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::error::IntakeError;
use crate::layer::{Format, Sha256, TextLayer};
use crate::limits::{Limit, Limits};

/// The first bytes of a reader's answer.
const GREETING: &[u8] = b"oreproof reader 1\n";

/// Set in the child, so that a program which forgot to call
/// [`serve_if_child`] cannot start itself over and over.
const CHILD: &str = "OREPROOF_READER";

/// Files a reader may have open: its three streams and some to spare.
#[cfg(unix)]
const OPEN_FILES: u64 = 16;

/// Where and within which limits foreign binary formats are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jail {
    /// A program which calls [`serve_if_child`] first.
    pub program: PathBuf,
    /// The limits, also for the formats read in this process.
    pub limits: Limits,
}

impl Jail {
    /// This program, run again, is the reader.
    pub fn this_program(limits: Limits) -> Self {
        // Without a name the reader cannot start, and its error will say so.
        Self { program: std::env::current_exe().unwrap_or_default(), limits }
    }
}

/// The hidden argument that asks for a format.
fn argument(format: Format) -> Option<&'static str> {
    match format {
        Format::Pdf => Some("__read-pdf"),
        Format::Docx => Some("__read-docx"),
        Format::Datamine => Some("__read-datamine"),
        _ => None,
    }
}

/// Reads a document in a child process.
///
/// # Errors
///
/// What the reader said of the document; or that it could not be started, was
/// stopped at a limit (which is named), or died.
pub fn run(bytes: &[u8], format: Format, jail: &Jail) -> Result<TextLayer, IntakeError> {
    // The digest is not the reader's to say.
    ask(bytes, format, jail)
        .map(|layer: TextLayer| TextLayer { sha256: Sha256::of(bytes), ..layer })
}

/// Reads a Datamine table in a child process, as comma-separated text.
///
/// # Errors
///
/// As [`run`].
pub fn run_datamine(bytes: &[u8], jail: &Jail) -> Result<String, IntakeError> {
    ask(bytes, Format::Datamine, jail)
}

/// What a child process answers.
fn ask<T: DeserializeOwned>(bytes: &[u8], format: Format, jail: &Jail) -> Result<T, IntakeError> {
    let no_reader = |problem: &str| IntakeError::NoReader {
        program: jail.program.clone(),
        problem: problem.to_owned(),
    };
    let argument = argument(format).ok_or_else(|| no_reader("it has no reader for this format"))?;
    if std::env::var_os(CHILD).is_some() {
        return Err(no_reader("it is itself a reader"));
    }
    let limits =
        serde_json::to_string(&jail.limits).map_err(|error| no_reader(&error.to_string()))?;
    let mut command = Command::new(&jail.program);
    command.arg(argument).arg(limits).env_clear().env(CHILD, "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_reader(&error.to_string()))?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let most = jail.limits.text_bytes.saturating_mul(4).saturating_add(64 << 20);
    let wall = Duration::from_secs(jail.limits.wall_seconds);

    let (answer, complaint, stopped, status) = thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        scope.spawn(move || {
            // A child which has heard enough closes its end.
            let _ = stdin.map(|mut pipe| pipe.write_all(bytes));
        });
        scope.spawn(move || {
            let answer = stdout.map_or_else(Vec::new, |pipe| drain(pipe, most));
            let _ = tell.send(answer);
        });
        let complaint =
            scope.spawn(move || stderr.map_or_else(Vec::new, |pipe| drain(pipe, 8 << 10)));
        let answer = told.recv_timeout(wall);
        let stopped = answer.is_err();
        if stopped {
            let _ = child.kill();
        }
        let status = child.wait();
        (answer.unwrap_or_default(), complaint.join().unwrap_or_default(), stopped, status)
    });

    let status = status.map_err(|error| no_reader(&error.to_string()))?;
    if stopped {
        let limit = Limit::WallSeconds;
        return Err(IntakeError::OverLimit {
            limit,
            allowed: jail.limits.wall_seconds,
            found: None,
        });
    }
    if !status.success() {
        return Err(post_mortem(status, &complaint, &answer, format, jail));
    }
    let answer = answer.strip_prefix(GREETING).ok_or_else(|| {
        no_reader(
            "it answered something else: `jail::serve_if_child` must come first in its `main`",
        )
    })?;
    let result: Result<T, IntakeError> =
        serde_json::from_slice(answer).map_err(|error| IntakeError::ReaderFailed {
            format,
            how: format!("its answer cannot be understood ({error})"),
        })?;
    result
}

/// Reads at most so many bytes, then throws the rest away so that the writer
/// does not wait.
fn drain(mut pipe: impl Read, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
    let _ = io::copy(&mut pipe, &mut io::sink());
    bytes
}

/// What a reader died of.
fn post_mortem(
    status: ExitStatus,
    complaint: &[u8],
    answer: &[u8],
    format: Format,
    jail: &Jail,
) -> IntakeError {
    let complaint = String::from_utf8_lossy(complaint);
    let limits = &jail.limits;
    let over =
        |limit: Limit| IntakeError::OverLimit { limit, allowed: limits.value(limit), found: None };
    if complaint.contains("memory allocation of") {
        return over(Limit::MemoryBytes);
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const SIGXCPU: i32 = 24;
        const SIGKILL: i32 = 9;
        match status.signal() {
            Some(SIGXCPU) => return over(Limit::CpuSeconds),
            // The system kills what takes more memory than there is.
            Some(SIGKILL) => return over(Limit::MemoryBytes),
            _ => {}
        }
    }
    if !answer.starts_with(GREETING) && status.code().is_some() {
        let problem = format!("it ended with {status} and without an answer");
        return IntakeError::NoReader { program: jail.program.clone(), problem };
    }
    let how = if complaint.contains("overflowed its stack") {
        "its stack overflowed".to_owned()
    } else {
        format!("it ended with {status}")
    };
    IntakeError::ReaderFailed { format, how }
}

/// Reads a document and answers, if this process was started to do so.
///
/// `args` are those of the process, its name first. To be called before
/// anything else in `main`; the process should end with the code returned.
pub fn serve_if_child(args: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut args = args.into_iter().skip(1);
    let first = args.next()?;
    let asked = |format: &Format| argument(*format).is_some_and(|name| first == OsStr::new(name));
    let format = [Format::Pdf, Format::Docx, Format::Datamine].into_iter().find(asked)?;
    let limits = args.next().and_then(|json| serde_json::from_str(json.to_str()?).ok());
    let served = serve(format, &limits.unwrap_or_default());
    Some(if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn serve(format: Format, limits: &Limits) -> io::Result<()> {
    confine(limits)?;
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    stdout.write_all(GREETING)?;
    stdout.flush()?;
    let over = |limit: Limit| {
        Err(IntakeError::OverLimit { limit, allowed: limits.value(limit), found: None })
    };
    let mut bytes = Vec::new();
    let most = limits.input_bytes.saturating_add(1);
    let refused: Result<(), IntakeError> =
        match io::stdin().lock().take(most).read_to_end(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::OutOfMemory => over(Limit::MemoryBytes),
            Err(error) => return Err(error),
            Ok(_) if bytes.len() as u64 > limits.input_bytes => over(Limit::InputBytes),
            Ok(_) => Ok(()),
        };
    match (refused, format) {
        (Err(error), _) => serde_json::to_writer(&mut stdout, &Err::<(), _>(error))?,
        (Ok(()), Format::Datamine) => {
            serde_json::to_writer(&mut stdout, &datamine_here(&bytes))?;
        }
        (Ok(()), format) => {
            serde_json::to_writer(&mut stdout, &read_here(&bytes, format, limits))?;
        }
    }
    stdout.flush()
}

/// Reads a document in this process; a panic of the parser becomes an error.
pub(crate) fn read_here(
    bytes: &[u8],
    format: Format,
    limits: &Limits,
) -> Result<TextLayer, IntakeError> {
    let read = || match format {
        Format::Docx => crate::docx::read(bytes, limits),
        _ => crate::pdf::read(bytes, limits),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(IntakeError::ReaderFailed { format, how: "the parser panicked".to_owned() })
    })
}

/// Reads a Datamine table in this process, as [`read_here`] does a document.
fn datamine_here(bytes: &[u8]) -> Result<String, IntakeError> {
    let format = Format::Datamine;
    let read = || crate::datamine::read(bytes);
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|source| IntakeError::Datamine { source }),
        Err(_) => Err(IntakeError::ReaderFailed { format, how: "the parser panicked".to_owned() }),
    }
}

/// Gives up what reading a document does not need.
#[cfg(unix)]
fn confine(limits: &Limits) -> io::Result<()> {
    use rlimit::Resource;
    // The soft limit on time sends a signal which names itself; the hard one
    // only kills.
    let cpu = limits.cpu_seconds;
    lower(Resource::CPU, cpu, cpu.saturating_add(1))?;
    lower(Resource::AS, limits.memory_bytes, limits.memory_bytes)?;
    lower(Resource::FSIZE, 0, 0)?;
    lower(Resource::NOFILE, OPEN_FILES, OPEN_FILES)?;
    lower(Resource::CORE, 0, 0)
}

/// Lowers a limit; one that is already lower stays.
#[cfg(unix)]
fn lower(resource: rlimit::Resource, soft: u64, hard: u64) -> io::Result<()> {
    let (_, most) = resource.get()?;
    resource.set(soft.min(most), hard.min(most))
}

#[cfg(not(unix))]
fn confine(_: &Limits) -> io::Result<()> {
    Ok(())
}
