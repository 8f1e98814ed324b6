//! Corrections of documents: what a reader says of the title, the date, the source, the authors and the passages
//! of one document, and where documents of its file begin, against what was read of it.
//!
//! Not here: applying them when a file is read (`ingest::corrected`), and corrections of names (`log`).

use serde::{Deserialize, Serialize};

use crate::model::{Anchor, DocumentId, PartialDate};

/// What a reader says of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DocumentCorrection {
    /// The document.
    pub document: DocumentId,
    /// What is said of it.
    pub fact: DocumentFact,
    /// The path of the file of which it was said first, where this document learnt it from another.
    pub learnt_from: Option<String>,
}

/// A fact about a document, as a reader says it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentFact {
    /// The title; `None`: it has none.
    Title(Option<String>),
    /// When it was published; `None`: nobody knows.
    Date(Option<StatedDate>),
    /// The newspaper, site or sender; `None`: none is known.
    Source(Option<String>),
    /// Who wrote it; `None`: nobody is credited.
    Author(Option<String>),
    /// What a passage is.
    Passage {
        /// Where it stands.
        passage: Box<Anchor>,
        /// Whether it is site chrome, and not text.
        chrome: bool,
    },
    /// Whether a document begins at a line of its file, which stands in this document if none does.
    Beginning {
        /// The line.
        heading: Box<Anchor>,
        /// Whether one begins there.
        begins: bool,
    },
    /// What is said of others in its folder that are alike, also of those that come later.
    Folder(Box<FolderRule>),
}

/// What a reader says of all documents of a folder that are like one of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FolderRule {
    /// What is said of the one.
    pub fact: DocumentFact,
    /// What the corrected part of it was before; of a passage nothing.
    pub before: String,
}

/// A date as a reader says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StatedDate {
    /// A day, a month or a year.
    pub date: PartialDate,
    /// Whether it is no guess.
    pub sure: bool,
}

impl StatedDate {
    /// Reads `2022`, `2022-02` or `2022-02-14`; with `~` before it it is a guess.
    pub fn parse(text: &str) -> Option<StatedDate> {
        let exact = text.trim().strip_prefix('~').map(str::trim_start);
        let date = PartialDate::parse(exact.unwrap_or(text.trim()))?;
        Some(StatedDate { date, sure: exact.is_none() })
    }
}

impl std::fmt::Display for StatedDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.sure { "" } else { "~" }, self.date)
    }
}

/// What of a document can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectedPart {
    /// Its title.
    Title,
    /// When it was published.
    Date,
    /// The newspaper, site or sender.
    Source,
    /// Who wrote it.
    Author,
    /// What is text in it and what is chrome.
    Blocks,
    /// Where documents of its file begin.
    Beginnings,
}

impl CorrectedPart {
    /// The word used in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            CorrectedPart::Title => "title",
            CorrectedPart::Date => "date",
            CorrectedPart::Source => "source",
            CorrectedPart::Author => "author",
            CorrectedPart::Blocks => "blocks",
            CorrectedPart::Beginnings => "beginnings",
        }
    }

    /// The word used on the screen.
    pub fn word(self) -> &'static str {
        match self {
            CorrectedPart::Blocks => "folded lines",
            CorrectedPart::Beginnings => "where documents begin",
            part => part.name(),
        }
    }

    /// What is said of it by a text as it was typed; an empty one says that there is none.
    ///
    /// # Errors
    /// With a sentence for the reader when the text is no date, or the part is not said with a text.
    pub fn fact(self, typed: &str) -> Result<DocumentFact, String> {
        let typed = typed.trim();
        let text = (!typed.is_empty()).then(|| typed.to_owned());
        Ok(match self {
            CorrectedPart::Title => DocumentFact::Title(text),
            CorrectedPart::Source => DocumentFact::Source(text),
            CorrectedPart::Author => DocumentFact::Author(text),
            CorrectedPart::Date => match text {
                None => DocumentFact::Date(None),
                Some(text) => DocumentFact::Date(Some(StatedDate::parse(&text).ok_or_else(|| {
                    format!("“{text}” is no date: 2023, 2023-06 or 2023-06-05; with ~ before it, a guess")
                })?)),
            },
            CorrectedPart::Blocks | CorrectedPart::Beginnings => {
                return Err("point at the passage".to_owned());
            }
        })
    }
}

impl DocumentFact {
    /// What of a document it is about.
    pub fn part(&self) -> CorrectedPart {
        match self {
            DocumentFact::Title(_) => CorrectedPart::Title,
            DocumentFact::Date(_) => CorrectedPart::Date,
            DocumentFact::Source(_) => CorrectedPart::Source,
            DocumentFact::Author(_) => CorrectedPart::Author,
            DocumentFact::Passage { .. } => CorrectedPart::Blocks,
            DocumentFact::Beginning { .. } => CorrectedPart::Beginnings,
            DocumentFact::Folder(rule) => rule.fact.part(),
        }
    }

    /// What is said, as a text; `None` where there is none, and of what is pointed at.
    pub fn text(&self) -> Option<String> {
        match self {
            DocumentFact::Title(text) | DocumentFact::Source(text) | DocumentFact::Author(text) => {
                text.clone()
            }
            DocumentFact::Date(date) => date.map(|date| date.to_string()),
            DocumentFact::Passage { .. } | DocumentFact::Beginning { .. } => None,
            DocumentFact::Folder(rule) => rule.fact.text(),
        }
    }

    /// Whether both answer the same question of a document, so that only the later one holds.
    pub fn is_about_the_same(&self, other: &DocumentFact) -> bool {
        self.question() == other.question()
    }

    /// What it points at in the text, if it does.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            DocumentFact::Passage { passage: at, .. } | DocumentFact::Beginning { heading: at, .. } => {
                Some(at)
            }
            DocumentFact::Folder(rule) => rule.fact.anchor(),
            _ => None,
        }
    }

    /// What it answers: of which part, of which passage, and of a rule where that was what before.
    pub(super) fn question(&self) -> (CorrectedPart, Option<(&str, &str)>, Option<&str>) {
        (self.part(), self.passage(), self.rule().map(|rule| rule.before.as_str()))
    }

    /// What it says of others, if it does.
    pub fn rule(&self) -> Option<&FolderRule> {
        match self {
            DocumentFact::Folder(rule) => Some(rule),
            _ => None,
        }
    }

    /// The passage or line it is about, with the words before it: those tell lines that stand twice apart.
    fn passage(&self) -> Option<(&str, &str)> {
        self.anchor().map(|at| (at.quote.as_str(), at.before.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_says_what_a_part_is_or_that_there_is_none() {
        let date = |text: &str| CorrectedPart::Date.fact(text).map(|fact| fact.text());
        assert_eq!(date(" ~ 2023-06 "), Ok(Some("~2023-06".to_owned())));
        assert_eq!(date("2023-06-05"), Ok(Some("2023-06-05".to_owned())));
        assert_eq!(date(" "), Ok(None));
        assert!(date("last June").unwrap_err().contains("“last June” is no date"));
        assert_eq!(CorrectedPart::Title.fact(""), Ok(DocumentFact::Title(None)));
        assert_eq!(CorrectedPart::Source.fact(" Post "), Ok(DocumentFact::Source(Some("Post".into()))));
    }
}
