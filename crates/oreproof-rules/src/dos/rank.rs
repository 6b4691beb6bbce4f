//! How much a document weighs as evidence.

use oreproof_promise::{Form, Reading};

/// A higher rank outweighs a lower one: technical report, then what a company files, then what a
/// state or parliament records, then what is written about it.
fn rank(form: Form) -> u8 {
    match form {
        Form::TechnicalReportSummary => 4,
        Form::QuarterlyActivityReport => 3,
        Form::CompanyPressRelease => 2,
        Form::ParliamentaryAnswer | Form::MouSummary => 1,
        Form::MinistryThread | Form::NewsArticle | Form::NgoBrief => 0,
    }
}

/// Whether another document outweighs this one: it ranks higher, or ranks no lower and is later.
pub(crate) fn outweighs(other: &Reading<'_>, this: &Reading<'_>) -> bool {
    let (theirs, ours) = (rank(other.about.form), rank(this.about.form));
    theirs > ours || is_later(other, this) && theirs >= ours.min(1)
}

/// Whether another document is dated after this one.
pub(crate) fn is_later(other: &Reading<'_>, this: &Reading<'_>) -> bool {
    other.about.date.zip(this.about.date).is_some_and(|(theirs, ours)| theirs > ours)
}
