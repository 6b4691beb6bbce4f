//! Station `promise`: text to sentences, quantities and claims.
//!
//! What was said, by whom, how binding, about what, as of when. A domain grammar
//! reads it: no model weights, no network, the same answer every time.
//!
//! [`read`] makes a [`Reading`], which every rule and every later station uses.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod text;
pub mod form;
pub mod inflect;
pub mod lexicon;
pub mod lex;
pub mod sentence;
pub mod cursor;
pub mod number;
pub mod measure;
mod grammar;
pub mod commodity;
pub mod category;
pub mod quantity;
pub mod vocabulary;
mod ellipsis;
mod around;
mod kind;
mod context;
pub mod when;
mod modality;
mod as_of;
mod basis;
pub mod name;
pub mod speaker;
pub mod place;
pub mod party;
pub mod instrument;
pub mod reading;
pub mod claim;

pub use category::{Categories, Category};
pub use claim::{Claim, ClaimKind, claims};
pub use commodity::Commodity;
pub use cursor::Cursor;
pub use form::{FORMS, Form, FormGroup};
pub use instrument::{Binding, Instrument, InstrumentType, Stage, instruments};
pub use lex::{Case, Token, TokenKind};
pub use lexicon::{Cue, CueSet, Hit, Lexicon, PhraseList, WordId};
pub use name::Name;
pub use party::{Party, Side};
pub use place::{Extent, Place};
pub use quantity::{Kind, Modality, Quantity};
pub use reading::{About, Reading, complete, read, skim};
pub use sentence::{Paragraph, Sentence};
pub use speaker::{Attribution, InterestedRole, Manner, Nature, Speaker};
pub use text::{Places, Span};
pub use when::{Dated, What};
