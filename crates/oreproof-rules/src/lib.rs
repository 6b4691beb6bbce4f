//! Station `rules`: claims to findings.
//!
//! A finding says that a sentence does not carry its own proof. It never says
//! that a deposit is poor or a speaker dishonest.
//!
//! Every rule is one file. Its doc comment is its public page, its constant its
//! entry in the registry, its function the check, and its examples are tested.
//! [`check`] runs them all over one [`Reading`](oreproof_promise::Reading).

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod rule;
pub mod finding;
pub mod document;
pub mod words;
pub mod val;
pub mod cat;
pub mod exp;
pub mod sum;
pub mod uni;
pub mod stg;
pub mod src;
pub mod tim;
pub mod mon;
pub mod prc;
pub mod geo;
pub mod ree;
pub mod com;
pub mod lan;
pub mod dos;
mod precedence;
pub mod registry;

pub use document::{Document, Dossier};
pub use finding::{Finding, Sink, Unanswered};
pub use oreproof_reference::Tables;
pub use registry::{check, lexicon, rule, rules};
pub use rule::{DecidedBy, Forms, Rule, Severity};
