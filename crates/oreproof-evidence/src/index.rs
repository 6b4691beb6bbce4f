//! Look-ups in a case that the grades share.

use jiff::civil::Date;
use oreproof_case::Case;
use oreproof_case::model::{Claim, Document, Party, Site, Source, SourceKind};
use oreproof_units::Period;

/// The last day on which something can have happened that is dated to a period.
pub(crate) fn last(period: &Period) -> Date {
    period.last
}

pub(crate) fn document<'c>(case: &'c Case, id: &str) -> Option<&'c Document> {
    case.documents.iter().find(|document| document.id.id == id)
}

pub(crate) fn source<'c>(case: &'c Case, id: &str) -> Option<&'c Source> {
    case.sources.iter().find(|source| source.id.id == id)
}

pub(crate) fn party<'c>(case: &'c Case, id: &str) -> Option<&'c Party> {
    case.parties.iter().find(|party| party.id.id == id)
}

pub(crate) fn site<'c>(case: &'c Case, id: &str) -> Option<&'c Site> {
    case.sites.iter().find(|site| site.id.id == id)
}

/// When a claim was made: when it was said, or when the text that says it came out.
pub(crate) fn said(case: &Case, claim: &Claim) -> Option<Period> {
    claim.said.or_else(|| {
        let spans = claim.spans.iter();
        spans
            .filter_map(|span| document(case, &span.document.id))
            .map(|d| Period::day(d.published))
            .min()
    })
}

/// Whether what a name stands for is an official record: a filing, a study, a law, a register,
/// statistics, or the document itself and not a report about it.
pub(crate) fn is_official(case: &Case, origin: &str) -> bool {
    use SourceKind::{Filing, Law, Register, Statistics, Study};
    match (source(case, origin), document(case, origin)) {
        (Some(source), _) => matches!(source.kind, Filing | Study | Law | Register | Statistics),
        (None, Some(document)) => document.primary,
        (None, None) => false,
    }
}

/// Who put out what a name stands for, to tell independent sources from two prints of one.
pub(crate) fn publisher<'c>(case: &'c Case, origin: &str) -> Option<&'c str> {
    match (source(case, origin), document(case, origin)) {
        (Some(source), _) => source.publisher.as_deref().or(Some(&source.title)),
        (None, Some(document)) => Some(&document.publisher),
        (None, None) => None,
    }
}
