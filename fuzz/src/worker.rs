//! The process that inputs run in. It says on its standard output what it does,
//! so that its last words name the input that ended it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

use crate::target::{Kitchen, Taken, Target};

/// The address space of a worker: what a reader may need and some to spare.
#[cfg(unix)]
const MEMORY: u64 = 2 << 30;

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the inputs with these numbers.
///
/// Before each a line with its number; after it `+` when it was read, `-` when it
/// was refused, and `!` with the message when the reader panicked.
///
/// # Errors
///
/// When nobody listens any more.
pub fn run(target: Target, seed: u64, numbers: Range<u64>) -> io::Result<()> {
    #[cfg(unix)]
    rlimit::Resource::AS.set(MEMORY, MEMORY)?;
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, ToString::to_string);
        let message = info.payload_as_str().unwrap_or("").replace('\n', " ");
        LAST_PANIC.set(format!("{place}: {message}"));
    }));
    let kitchen = Kitchen::new(target);
    let mut out = io::stdout().lock();
    for number in numbers {
        writeln!(out, "{number}")?;
        let input = kitchen.input(seed, number);
        match catch_unwind(AssertUnwindSafe(|| kitchen.serve(&input, number))) {
            Ok(Taken::Read) => writeln!(out, "+")?,
            Ok(Taken::Refused) => writeln!(out, "-")?,
            Err(_) => writeln!(out, "!{}", LAST_PANIC.take())?,
        }
    }
    out.flush()
}
