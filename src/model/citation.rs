//! A citation: by what a reader finds a text again, and what is known of where it comes from, each guess marked.
//!
//! Not here: how it is written (`export`), and making one of a page (`query::kept::cited`).

use serde::{Deserialize, Serialize};

use super::PartialDate;

/// What is known of a document, and where it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Citation {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as written.
    pub author: Option<String>,
    /// The newspaper, site or sender.
    pub source: Option<String>,
    /// Whether the source is no guess.
    pub source_sure: bool,
    /// When it was published.
    pub date: Option<CitedDate>,
    /// The path of its file.
    pub file: String,
    /// Its place among the documents of the file, from 1.
    pub part: u32,
    /// How many documents the file holds.
    pub parts: u32,
    /// The path under which it lies in its file: an archive, or a mail.
    pub inside: Option<String>,
    /// The first and the last line of the file that are cited, from 1; `None` of what is no plain text.
    pub lines: Option<(u32, u32)>,
    /// The page of the file on which the passage begins, from 1.
    pub page: Option<u32>,
    /// The address it had on the web.
    pub address: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// SHA-256 of the file in hexadecimal digits; `None` when it could not be read.
    pub sha256: Option<String>,
    /// The day on which the file was last changed, as the disk says.
    pub saved: Option<PartialDate>,
}

/// When a document was published, as sure as that is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CitedDate {
    /// The date; `None` when only bounds are known.
    pub date: Option<PartialDate>,
    /// Whether the date is no guess.
    pub sure: bool,
    /// It is not earlier.
    pub after: Option<PartialDate>,
    /// It is not later.
    pub before: Option<PartialDate>,
    /// What gave the date, in words.
    pub why: Option<String>,
}

impl CitedDate {
    /// In words, with the mark of a guess: `5 Jun 2023`, `~Feb 2022`, `after 10 May 2024`.
    pub fn words(&self) -> Option<String> {
        let guess = if self.sure { "" } else { "~" };
        match (self.date, self.after, self.before) {
            (Some(date), ..) => Some(format!("{guess}{}", date.words())),
            (None, Some(after), _) => Some(format!("after {}", after.words())),
            (None, None, Some(before)) => Some(format!("before {}", before.words())),
            (None, None, None) => None,
        }
    }
}

impl Citation {
    /// The source with the mark of a guess.
    pub fn marked_source(&self) -> Option<String> {
        let guess = if self.source_sure { "" } else { "~" };
        self.source.as_ref().map(|source| format!("{guess}{source}"))
    }

    /// The last part of the path of its file.
    pub fn file_name(&self) -> &str {
        super::file_name(&self.file)
    }

    /// What it is called: its title, else what it is called in its file, else as its file.
    pub fn name(&self) -> &str {
        self.title.as_deref().or(self.inside.as_deref()).unwrap_or_else(|| self.file_name())
    }

    /// Where in the file the passage stands: `p. 3`, `lines 10–12`, `2 of 5`.
    pub fn place_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.parts > 1 {
            words.push(format!("{} of {}", self.part, self.parts));
        }
        words.extend(self.page.map(|page| format!("p. {page}")));
        words.extend(self.lines.map(|(first, last)| match first == last {
            true => format!("line {first}"),
            false => format!("lines {first}–{last}"),
        }));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_marked_and_places_named() {
        let date = |sure| CitedDate { date: PartialDate::parse("2022-02"), sure, ..CitedDate::default() };
        assert_eq!(date(true).words().as_deref(), Some("Feb 2022"));
        assert_eq!(date(false).words().as_deref(), Some("~Feb 2022"));
        let after = CitedDate { after: PartialDate::parse("2022"), ..CitedDate::default() };
        assert_eq!(after.words().as_deref(), Some("after 2022"));
        assert_eq!(CitedDate::default().words(), None);
        let cited = Citation {
            file: "/a/b.pdf".into(),
            part: 2,
            parts: 3,
            page: Some(4),
            lines: Some((7, 7)),
            source: Some("Courier".into()),
            ..Citation::default()
        };
        assert_eq!(cited.place_words(), ["2 of 3", "p. 4", "line 7"]);
        assert_eq!((cited.name(), cited.marked_source().as_deref()), ("b.pdf", Some("~Courier")));
    }
}
