//! The kinds of evidence for a date of publication. They are stored by the words they are shown with, so
//! that a new kind changes nothing that is stored.
//!
//! Not here: how much each weighs (`segment::published`).

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a piece of evidence for a date of publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// A date below the headline, behind words such as "Published".
    LabelledPublished,
    /// A date labelled, or given by the format, as that of a change.
    LabelledUpdated,
    /// A date above the headline with a label.
    LabelledAbove,
    /// A date behind the text with a label.
    LabelledBelow,
    /// A date without a label by the headline.
    HeadDate,
    /// One of several dates in a line by the headline.
    HeadDates,
    /// A date without a label above the headline.
    DateAbove,
    /// A date in a line of its own far from the headline.
    DateElsewhere,
    /// A date above an article that is one of several in its file.
    DateBeforeArticle,
    /// The date of a mail's head.
    MailDate,
    /// The date of publication that the format declares.
    Metadata,
    /// A date in an element that calls itself one.
    MarkedElement,
    /// A date that the format declares for something else on the page.
    Incidental,
    /// A date in the document's address.
    Address,
    /// A date the text begins with or is signed with.
    TextEdge,
    /// A date in a dateline.
    Dateline,
    /// A day and month in a dateline, without a year.
    DatelineWithoutYear,
    /// A day in the caption of a picture.
    Caption,
    /// A day the text reports of.
    DayInText,
    /// A day and month in the text, without a year.
    DayWithoutYear,
    /// A day, month and day of the week in the text, without a year.
    WeekdayWithoutYear,
    /// The day of the week in the paragraph of a dateline.
    WeekdayBeside,
    /// The latest year in the text.
    YearInText,
    /// A label for a date with no date behind it.
    EmptyLabel,
    /// The clock of a page, which shows when the page was saved.
    PageClock,
    /// The dates of the documents before and after it in its file.
    FileOrder,
    /// What the reader says, whatever was read.
    Corrected,
    /// A kind that only another version of the program knows.
    Unknown,
}

/// The kinds in the order of their declaration, with the words for each.
const LABELS: [(EvidenceKind, &str); 28] = [
    (EvidenceKind::LabelledPublished, "labelled as published"),
    (EvidenceKind::LabelledUpdated, "labelled as updated"),
    (EvidenceKind::LabelledAbove, "labelled before the headline"),
    (EvidenceKind::LabelledBelow, "labelled after the text"),
    (EvidenceKind::HeadDate, "date by the headline"),
    (EvidenceKind::HeadDates, "dates by the headline"),
    (EvidenceKind::DateAbove, "date before the headline"),
    (EvidenceKind::DateElsewhere, "date elsewhere on the page"),
    (EvidenceKind::DateBeforeArticle, "date before the article"),
    (EvidenceKind::MailDate, "date of the mail"),
    (EvidenceKind::Metadata, "metadata"),
    (EvidenceKind::MarkedElement, "marked as a date"),
    (EvidenceKind::Incidental, "given by the way"),
    (EvidenceKind::Address, "address"),
    (EvidenceKind::TextEdge, "date at the edge of the text"),
    (EvidenceKind::Dateline, "dateline"),
    (EvidenceKind::DatelineWithoutYear, "dateline without a year"),
    (EvidenceKind::Caption, "caption"),
    (EvidenceKind::DayInText, "day in the text"),
    (EvidenceKind::DayWithoutYear, "day without a year"),
    (EvidenceKind::WeekdayWithoutYear, "day of the week without a year"),
    (EvidenceKind::WeekdayBeside, "day of the week beside it"),
    (EvidenceKind::YearInText, "year in the text"),
    (EvidenceKind::EmptyLabel, "empty label"),
    (EvidenceKind::PageClock, "page clock"),
    (EvidenceKind::FileOrder, "order in the file"),
    (EvidenceKind::Corrected, "by you"),
    (EvidenceKind::Unknown, "other evidence"),
];

impl EvidenceKind {
    /// The words it is shown and stored with.
    pub fn label(self) -> &'static str {
        LABELS.get(self as usize).map_or("", |(_, label)| label)
    }

    /// Where a date of this evidence is from, in words: `from the dateline`, `labelled as published`.
    pub fn origin(self) -> String {
        use EvidenceKind as K;
        let from = match self {
            K::LabelledPublished | K::LabelledUpdated | K::LabelledAbove | K::LabelledBelow => "",
            K::MarkedElement | K::Incidental | K::Corrected | K::Unknown => "",
            K::HeadDate | K::HeadDates => "from beside the headline",
            K::DateAbove => "from above the headline",
            K::DateBeforeArticle => "from above the article",
            K::DateElsewhere => "from elsewhere on the page",
            K::MailDate => "from the mail",
            K::TextEdge => "from the edge of the text",
            _ => return format!("from the {}", self.label()),
        };
        if from.is_empty() { self.label().to_owned() } else { from.to_owned() }
    }

    fn of_label(label: &str) -> EvidenceKind {
        let kind = LABELS.iter().find(|(_, other)| *other == label);
        kind.map_or(EvidenceKind::Unknown, |(kind, _)| *kind)
    }
}

impl fmt::Display for EvidenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl Serialize for EvidenceKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

impl<'de> Deserialize<'de> for EvidenceKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<EvidenceKind, D::Error> {
        deserializer.deserialize_str(Label)
    }
}

/// Reads a kind from its words.
struct Label;

impl Visitor<'_> for Label {
    type Value = EvidenceKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the words for a kind of evidence")
    }

    fn visit_str<E>(self, label: &str) -> Result<EvidenceKind, E> {
        Ok(EvidenceKind::of_label(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_stored_as_their_words_and_read_back() {
        for (at, (kind, label)) in LABELS.iter().enumerate() {
            assert_eq!(*kind as usize, at, "{label}: in the order of the declaration");
            let stored = postcard::to_stdvec(kind).unwrap();
            assert_eq!(stored, postcard::to_stdvec(label).unwrap());
            assert_eq!(postcard::from_bytes::<EvidenceKind>(&stored).unwrap(), *kind);
        }
        assert_eq!(LABELS.last().map(|(kind, _)| *kind), Some(EvidenceKind::Unknown));
        let other: EvidenceKind = serde_json::from_str("\"a kind of tomorrow\"").unwrap();
        assert_eq!(other, EvidenceKind::Unknown);
    }
}
