//! A search request: a query, filters and an order; or a document by its file.
//!
//! Not here: what a query consists of (`condition`).

use serde::{Deserialize, Serialize};

use super::condition::{Query, State};
use super::example::Example;
use super::facet::{Facet, FacetText};
use super::facet_text::TextValue;
use super::kept::Tag;
use super::text_field::TextField;
use super::time::DateRange;
use crate::model::{DocumentKind, Format, Kind};

/// Which documents are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The query as parsed; without clauses it holds of every document.
    pub query: Query,
    /// What was chosen beside the query; they narrow it further.
    pub filters: Vec<Filter>,
    /// How the documents found are sorted.
    pub order: Order,
}

impl Filter {
    /// What it does, in words: "not Harbour Courier".
    pub fn words(&self) -> String {
        let label = self.criterion.label();
        match self.mode {
            Mode::Include => label,
            Mode::Exclude => format!("not {label}"),
            Mode::AnyOf => format!("any of {label}"),
        }
    }
}

impl Search {
    /// What the documents are to be like.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        let asked = self.filters.iter().filter(|filter| filter.mode != Mode::Exclude);
        asked.filter_map(|filter| match &filter.criterion {
            Criterion::Like(example) => Some(example),
            _ => None,
        })
    }

    /// Whether words are searched for that stand in titles and texts, so that there are hits to list.
    pub fn asks_for_words(&self) -> bool {
        let is_text = |field| field != TextField::Source;
        self.query
            .demanded()
            .iter()
            .any(|of| of.has_hits() && of.words().is_none_or(|(field, ..)| is_text(field)))
    }
}

/// A criterion chosen from the sidebar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// How it combines with the others.
    pub mode: Mode,
    /// What documents are tested for.
    pub criterion: Criterion,
}

/// How a filter narrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// The criterion must hold.
    Include,
    /// The criterion must not hold.
    Exclude,
    /// At least one of all the filters with this mode must hold.
    AnyOf,
}

/// What a filter looks at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Criterion {
    /// An entity by kind and displayed name, which survive a rebuilt index.
    Entity {
        /// The kind as it is shown, which a correction may have changed.
        kind: Kind,
        /// The displayed name, not that of a key.
        name: String,
    },
    /// Documents in a state.
    State(State),
    /// Everything below a folder of the root: a path ending in `/`, or one file.
    Path(String),
    /// Documents of a kind.
    Kind(DocumentKind),
    /// Documents in files of a format.
    Format(Format),
    /// Documents published in a range of days. A document that is dated less exactly matches when any of
    /// its days does.
    Published(DateRange),
    /// Documents like another, the most alike first where the order is relevance.
    Like(Example),
    /// Documents with that tag or one below it, or with a note that has it.
    Tag(Tag),
    /// A text of documents, such as the source.
    #[serde(untagged)]
    Text(TextValue),
}

/// A document by its file, as one can write it down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentLocation {
    /// Below its root.
    pub path: String,
    /// Its place among the documents of the file, from 1.
    pub part: u32,
}

impl Criterion {
    /// Documents whose text is this one; the empty text stands for documents without.
    pub fn text(of: FacetText, value: impl Into<String>) -> Criterion {
        Criterion::Text(TextValue { of, value: value.into() })
    }

    /// The facet it is a value of.
    pub fn facet(&self) -> Option<Facet> {
        match self {
            Criterion::Entity { kind, .. } => Facet::of_kind(*kind),
            Criterion::Text(text) => text.of.facet(),
            Criterion::State(_) => Some(Facet::State),
            Criterion::Path(_) => Some(Facet::Folder),
            Criterion::Kind(_) => Some(Facet::Kind),
            Criterion::Format(_) => Some(Facet::Format),
            Criterion::Tag(_) => Some(Facet::Tag),
            Criterion::Published(_) | Criterion::Like(_) => None,
        }
    }

    /// In a few words.
    pub fn label(&self) -> String {
        match self {
            Criterion::Entity { name, .. } => name.clone(),
            Criterion::Text(text) => text.of.label(&text.value),
            Criterion::Path(path) => path.clone(),
            Criterion::Kind(kind) => kind.name().into(),
            Criterion::Format(format) => format.name().into(),
            Criterion::Published(range) => range.words(),
            Criterion::State(state) => state.name().into(),
            Criterion::Like(example) => example.label(),
            Criterion::Tag(tag) => format!("#{tag}"),
        }
    }
}

/// How the documents found are sorted. Documents alike stand as they were first read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Best first; without words to rank by, as `Newest`.
    #[default]
    Relevance,
    /// Latest publication first. A document with bounds only stands where these put it; undated last.
    Newest,
    /// Earliest publication first, bounds as in `Newest`; undated last.
    Oldest,
    /// Most words first.
    Longest,
    /// Those in which the words stand most often first; without words, as `Newest`.
    MostHits,
    /// By title; untitled ones last.
    Title,
    /// By source; documents without one last.
    Source,
    /// By file and part.
    Path,
    /// Opened last first; those never opened last.
    LastRead,
    /// Those of whose sentences the largest share was read in no other document first; of the latest
    /// [`MOST_WEIGHED`] found only, the others and those found only with folded lines as `Newest`.
    MostNew,
}

/// Of so many documents, the latest found, it is found out how much is new to the reader. Set by hand: a second's work.
pub const MOST_WEIGHED: usize = 20_000;

impl Order {
    /// Every order.
    pub const ALL: [Order; 10] = [
        Order::Relevance,
        Order::Newest,
        Order::Oldest,
        Order::Longest,
        Order::MostHits,
        Order::Title,
        Order::Source,
        Order::Path,
        Order::LastRead,
        Order::MostNew,
    ];

    /// The word shown in the sort menu.
    pub fn name(self) -> &'static str {
        match self {
            Order::Relevance => "relevance",
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Longest => "longest",
            Order::MostHits => "most hits",
            Order::Title => "title",
            Order::Source => "source",
            Order::Path => "as found",
            Order::LastRead => "last read",
            Order::MostNew => "most new to you",
        }
    }
}
