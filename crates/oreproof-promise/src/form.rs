//! What kind of document a text is, as far as the rules care.

use serde::{Deserialize, Serialize};

/// The form of a document. It comes from the reader or the case, never from a guess.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A newspaper or agency article; what a text is taken for when nobody says.
    #[default]
    NewsArticle,
    /// A release by a company about itself.
    CompanyPressRelease,
    /// A company's quarterly report.
    QuarterlyActivityReport,
    /// A technical report or its summary.
    TechnicalReportSummary,
    /// Posts of a ministry or minister.
    MinistryThread,
    /// A memorandum, communiqué or summary of one.
    MouSummary,
    /// An answer in parliament.
    ParliamentaryAnswer,
    /// A brief of a non-governmental organisation.
    NgoBrief,
}

/// Every form with the name it has on the command line and in files.
pub const FORMS: &[(Form, &str)] = &[
    (Form::NewsArticle, "news_article"),
    (Form::CompanyPressRelease, "company_press_release"),
    (Form::QuarterlyActivityReport, "quarterly_activity_report"),
    (Form::TechnicalReportSummary, "technical_report_summary"),
    (Form::MinistryThread, "ministry_thread"),
    (Form::MouSummary, "mou_summary"),
    (Form::ParliamentaryAnswer, "parliamentary_answer"),
    (Form::NgoBrief, "ngo_brief"),
];

/// Who stands behind a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormGroup {
    /// A company that reports on itself.
    Issuer,
    /// A government or parliament.
    State,
    /// A newspaper or a non-governmental organisation.
    Press,
}

impl Form {
    /// The name on the command line and in files.
    pub fn name(self) -> &'static str {
        FORMS.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name)
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMS.iter().find(|(_, known)| *known == name).map(|(form, _)| *form)
    }

    /// Who stands behind it.
    pub fn group(self) -> FormGroup {
        match self {
            Self::CompanyPressRelease
            | Self::QuarterlyActivityReport
            | Self::TechnicalReportSummary => FormGroup::Issuer,
            Self::MinistryThread | Self::MouSummary | Self::ParliamentaryAnswer => FormGroup::State,
            Self::NewsArticle | Self::NgoBrief => FormGroup::Press,
        }
    }
}
