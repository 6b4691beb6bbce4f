//! What the rules of reading say of the documents of a case, beside the claims that they touch.

use serde::Serialize;

/// A sentence of a document that does not carry its own proof, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The document.
    pub document: String,
    /// The code of the rule, such as `VAL001`.
    pub rule: String,
    /// `error`, `warn` or `info`.
    pub severity: String,
    /// What is wrong or missing.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The norm behind it.
    pub norm: String,
    /// The first character of the words, counted from the start of the text.
    pub start: u64,
    /// The one after the last.
    pub end: u64,
    /// What the rule would need, where it could not answer.
    pub needs: Option<String>,
    /// The claims of the case whose words it touches.
    pub claims: Vec<String>,
}
