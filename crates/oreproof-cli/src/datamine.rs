//! Datamine tables among the tables that commands read.

use std::path::Path;

use oreproof_intake::jail::{Jail, run_datamine};
use oreproof_intake::{IntakeError, Limits};

/// A block model of so many bytes is as large as Datamine itself handles well.
const MOST_BYTES: u64 = 2 << 30;

/// How long the reading of one may take.
const SECONDS: u64 = 300;

/// Whether a file is a Datamine table by its name: nothing in its bytes says so for sure.
pub(crate) fn is_one(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("dm"))
}

/// The bytes of a table, where it is a Datamine one as comma-separated text: read by a process of
/// its own that has bound its memory and time.
pub(crate) fn plain(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, IntakeError> {
    if !is_one(name) {
        return Ok(bytes);
    }
    let jail = Jail::this_program(Limits {
        input_bytes: MOST_BYTES,
        text_bytes: MOST_BYTES,
        memory_bytes: 8 << 30,
        cpu_seconds: SECONDS,
        wall_seconds: SECONDS,
        ..Limits::default()
    });
    run_datamine(&bytes, &jail).map(String::into_bytes)
}
