//! What a query consists of: clauses that must all hold, of conditions that a document meets or not.
//!
//! Not here: filters and the order (`request`), parsing and writing a query (`language`), evaluating it (`index::search`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facet::FacetText;
use super::facet_text::TextValue;
use super::kept::{Colour, Tag};
use super::pattern::Pattern;
use super::text_field::TextField;
use crate::model::{DocumentKind, Format, Kind};

/// What the typed text means: all clauses must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All must hold; none means that nothing was typed.
    pub clauses: Vec<Clause>,
}

impl Query {
    /// The single conditions that a document may be found for, wherever in the tree they stand; not those
    /// that are excluded.
    pub fn demanded(&self) -> Vec<&Condition> {
        self.clauses.iter().flat_map(Clause::demanded).collect()
    }

    /// Whether what it finds depends on which documents report one story.
    pub fn asks_for_stories(&self) -> bool {
        self.clauses.iter().flat_map(|clause| &clause.any).any(|condition| match condition {
            Condition::All(query) => query.asks_for_stories(),
            single => matches!(single, Condition::Reports(_)),
        })
    }
}

impl Clause {
    /// As [`Query::demanded`], of one clause.
    pub fn demanded(&self) -> Vec<&Condition> {
        let asked = self.any.iter().filter(|_| !self.negated);
        asked
            .flat_map(|condition| match condition {
                Condition::All(query) => query.demanded(),
                single => vec![single],
            })
            .collect()
    }
}

/// At least one condition must hold, or, if negated, none.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// No condition may hold, instead of at least one.
    pub negated: bool,
    /// Usually one; several when joined with `OR`. Never empty.
    pub any: Vec<Condition>,
}

/// Which words count for one that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// Only itself: it stands in quotes.
    Exact,
    /// Its forms by grammar too, such as plurals.
    Inflected,
    /// Words with few letters otherwise, too: `word~`.
    Misspelt,
}

/// A test on a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All the clauses of a query in brackets hold. Never a query that could stand without brackets.
    All(Query),
    /// Terms (as `text::search_terms` makes them, compounds with their hyphens) that follow each other in
    /// a field, however they are spelled. With `prefix` the last one may go on.
    Text {
        /// Where the terms are looked for.
        field: TextField,
        /// One after the other in the text, never empty.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
        /// Which other words count for a single one.
        likeness: Likeness,
    },
    /// Terms as in `Text`, none twice, that stand near each other in a field, in any order.
    Near {
        /// Where the terms are looked for.
        field: TextField,
        /// Never empty.
        terms: Vec<String>,
        /// How many other words may stand between the first and the last of them.
        between: u32,
    },
    /// A regular expression matches in a title or a paragraph.
    Pattern(Pattern),
    /// A name with all these terms in it, in any spelling of its entity. With `prefix` the last
    /// term may go on.
    Named {
        /// Entities of this kind only; `None` for any.
        kind: Option<Kind>,
        /// All in one name, in any order.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
    },
    /// As `Named`, of any kind, and in one sentence with every other name that is asked for.
    With {
        /// All in one name, in any order.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
    },
    /// Published between two days, both included. A document that is dated less exactly
    /// matches when any of its days does.
    Published {
        /// The first day; `None` for no bound.
        from: Option<Date>,
        /// The last day; `None` for no bound.
        to: Option<Date>,
    },
    /// The file was last changed between two days, both included: for a page that is when it was saved.
    Saved {
        /// The first day; `None` for no bound.
        from: Option<Date>,
        /// The last day; `None` for no bound.
        to: Option<Date>,
    },
    /// The terms, as in `Text` but only as typed, stand so often in title and body.
    Count {
        /// One after the other in the text, never empty.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
        /// How often.
        times: NumberRange,
    },
    /// The article text has so many words.
    Length(NumberRange),
    /// So many other documents are copies of it, or it of them.
    Copies(NumberRange),
    /// It is a copy of a fuller document.
    Copy,
    /// So many documents report what it does, itself among them, copies not.
    Reports(NumberRange),
    /// The name of the file, or of a folder it is in.
    Path {
        /// Which of both.
        part: PathPart,
        /// Folded. Any part of the name of a file; of folders the names below each other, joined by `/`.
        text: String,
        /// The name of the last folder may go on.
        prefix: bool,
    },
    /// What sort of file the document is in.
    Format(Format),
    /// The document is an article, or a list.
    Kind(DocumentKind),
    /// That text of the document is this one.
    Value(TextValue),
    /// That text of the document has all these terms, in any order. With `prefix` the last may go on.
    Part {
        /// Which text of the document.
        of: FacetText,
        /// As in `Text`; never empty.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
    },
    /// The mail is of a thread in which the terms, as in `Text`, follow each other in a subject. With `prefix` the
    /// last may go on.
    Thread {
        /// Never empty.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
    },
    /// The mail has files attached.
    Attached,
    /// The document has that tag or one below it, or a note on or in it has. With `goes_on` its last step may go on.
    Tag {
        /// The tag.
        tag: Tag,
        /// Its last step is the beginning of one.
        goes_on: bool,
    },
    /// In a note on or in the document, or in its passage, the terms follow each other. With `prefix` the last may
    /// go on.
    Note {
        /// As in `Text`; never empty.
        terms: Vec<String>,
        /// The last term is the beginning of a word.
        prefix: bool,
    },
    /// A passage of the document is highlighted in that colour.
    Colour(Colour),
    /// The document is in that state, by the reader's marks or by what became of its file.
    Is(State),
}

impl Condition {
    /// The words that a document is looked through for, and whether the last may go on.
    pub fn words(&self) -> Option<(TextField, &[String], bool)> {
        match self {
            Condition::Text { field, terms, prefix, .. } => Some((*field, terms, *prefix)),
            Condition::Near { field, terms, .. } => Some((*field, terms, false)),
            Condition::Count { terms, prefix, .. } => Some((TextField::Anywhere, terms, *prefix)),
            _ => None,
        }
    }

    /// The regular expression that texts are looked through for.
    pub fn pattern(&self) -> Option<&Pattern> {
        match self {
            Condition::Pattern(pattern) => Some(pattern),
            _ => None,
        }
    }

    /// Whether it is met by places in a text, which are hits.
    pub fn has_hits(&self) -> bool {
        self.words().is_some() || self.pattern().is_some()
    }

    /// How many words may stand between those looked for, in whatever order; `None` where they follow each
    /// other.
    pub fn between(&self) -> Option<u32> {
        match self {
            Condition::Near { between, .. } => Some(*between),
            _ => None,
        }
    }

    /// The single word for which others count too, and which.
    pub fn alike(&self) -> Option<(&str, Likeness)> {
        match self {
            Condition::Text { terms, likeness, .. } if terms.len() == 1 && *likeness != Likeness::Exact => {
                terms.first().map(|word| (word.as_str(), *likeness))
            }
            _ => None,
        }
    }
}

/// What of a path is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// The name of the file.
    File,
    /// The folders above it.
    Folder,
}

/// The numbers between two, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRange {
    /// The least.
    pub from: u32,
    /// The greatest.
    pub to: u32,
}

impl NumberRange {
    /// Whether a number is one of these.
    pub fn contains(self, number: u32) -> bool {
        (self.from..=self.to).contains(&number)
    }
}

/// What the reader has done with a document, and what became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Documents the reader has not opened.
    Unread,
    /// Documents the reader has opened.
    Read,
    /// Documents the reader has starred.
    Starred,
    /// Documents on the reading list.
    Later,
    /// Documents that were on the page while reading, opened or passed over.
    Seen,
    /// Documents on which, or in which, the reader has noted something.
    Noted,
    /// Documents that were not there when the collection was last open.
    New,
    /// Files that could not be read.
    Failed,
}

impl State {
    /// Every state.
    pub const ALL: [State; 8] = [
        State::Unread,
        State::Read,
        State::Starred,
        State::Later,
        State::Seen,
        State::Noted,
        State::New,
        State::Failed,
    ];

    /// The word after `is:`.
    pub fn name(self) -> &'static str {
        match self {
            State::Unread => "unread",
            State::Read => "read",
            State::Starred => "starred",
            State::Later => "later",
            State::Seen => "seen",
            State::Noted => "noted",
            State::New => "new",
            State::Failed => "failed",
        }
    }
}
