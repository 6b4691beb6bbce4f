//! The rules over the texts of a case, each text with the others as its dossier.

use oreproof_case::Case;
use oreproof_case::model::{Claim, Document, SourceKind, Title, TitleStatus};
use oreproof_promise::{About, FORMS, read};
use oreproof_reference::Tables;
use oreproof_rules::document::{Register, Right};
use oreproof_rules::{Dossier, lexicon};
use oreproof_weigh::{Remark, Watch};

use crate::check::{Checked, Options, check};

/// The text of a document of the case.
#[derive(Clone, Debug)]
pub(crate) struct Text<'t> {
    /// The document.
    pub document: String,
    /// Its text.
    pub text: &'t str,
}

/// What the rules say of the texts, in the order of documents and places.
pub(crate) fn remarks(
    case: &Case,
    texts: &[Text<'_>],
    tables: &Tables,
    watch: Watch<'_>,
) -> Vec<Remark> {
    let known: Vec<(&Document, &Text<'_>)> = case
        .documents
        .iter()
        .filter_map(|document| {
            Some((document, texts.iter().find(|text| text.document == document.id.id)?))
        })
        .collect();
    let mut all = Vec::new();
    watch.begins(known.len(), "documents");
    for (document, text) in &known {
        // A document proves nothing of itself.
        let others = known.iter().filter(|(other, _)| other.sha256 != document.sha256);
        let dossier = Dossier {
            documents: others
                .map(|(other, text)| {
                    (other.title.clone(), read(text.text, about(other), lexicon()))
                })
                .collect(),
            register: register(case),
        };
        let is_alone = dossier.documents.is_empty() && dossier.register.is_none();
        let dossier = (!is_alone).then_some(&dossier);
        let options = Options { tables: Some(tables), dossier, ..Options::default() };
        all.extend(of(case, document, &check(text.text, about(document), &options)));
        watch.done(1);
    }
    all
}

/// What was found in one document, and what could not be answered.
fn of(case: &Case, document: &Document, checked: &Checked<'_>) -> Vec<Remark> {
    let remark = |code: &str, bytes: &std::ops::Range<usize>, message: String| {
        let rule = oreproof_rules::rules().find(|rule| rule.code == code)?;
        let span = checked.span(bytes);
        let (start, end) = (span.start as u64, span.end as u64);
        let touches = |claim: &&Claim| {
            claim.spans.iter().any(|span| {
                span.document.id == document.id.id && span.start < end && start < span.end
            })
        };
        Some(Remark {
            document: document.id.id.clone(),
            rule: rule.code.to_owned(),
            severity: rule.severity.to_string(),
            message,
            help: rule.help.to_owned(),
            norm: rule.norm.to_owned(),
            start,
            end,
            needs: None,
            claims: case.claims.iter().filter(touches).map(|claim| claim.id.id.clone()).collect(),
        })
    };
    let found = checked
        .findings
        .iter()
        .filter_map(|finding| remark(finding.rule.code, &finding.bytes, finding.message.clone()));
    let open = checked.unanswered.iter().filter_map(|open| {
        let message = format!("not computable: needs {}", open.needs);
        Some(Remark { needs: Some(open.needs.clone()), ..remark(open.rule, &open.bytes, message)? })
    });
    let mut all: Vec<Remark> = found.chain(open).collect();
    all.sort_by(|a, b| (a.start, a.end, &a.rule).cmp(&(b.start, b.end, &b.rule)));
    all
}

/// What a document is, as the case has it.
fn about(document: &Document) -> About {
    let form = document
        .form
        .as_ref()
        .and_then(|form| FORMS.iter().find(|(_, name)| name == form).map(|(form, _)| *form));
    About { form: form.unwrap_or_default(), date: Some(document.published) }
}

/// What the case's sources that are registers show, as an extract; `None` where none was drawn, for
/// what a case does not hold a register may well have.
fn register(case: &Case) -> Option<Register> {
    let name = |id: &str| {
        let party = case.parties.iter().find(|party| party.id.id == id);
        party.map_or_else(|| id.to_owned(), |party| party.name.clone())
    };
    let from_register = |title: &&Title| {
        let source = title.source.as_ref();
        source.is_some_and(|source| {
            case.sources.iter().any(|s| s.id.id == source.id && s.kind == SourceKind::Register)
        })
    };
    let titles = case.titles.iter().filter(|title| title.status == TitleStatus::InForce);
    let rights = titles.filter(from_register).flat_map(|title| {
        let sites = case.sites.iter().filter(|site| title.sites.iter().any(|s| s.id == site.id.id));
        let places = std::iter::once(&title.name).chain(sites.map(|site| &site.name));
        places.map(|place| Right {
            kind: title.kind.word().replace('-', " "),
            holder: title.holder.as_ref().map(|holder| name(&holder.id)).unwrap_or_default(),
            place: place.clone(),
            number: title.number.clone(),
            from: title.granted.map(|granted| granted.first),
            until: title.expires.map(|expires| expires.last),
        })
    });
    let rights: Vec<Right> = rights.collect();
    (!rights.is_empty()).then_some(Register { date: None, rights })
}
