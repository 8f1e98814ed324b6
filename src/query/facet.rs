//! Facets, what one can filter by. A row of their table says a facet's heading, the query fields that
//! ask for it, and where its values come from; the query language, the filters, the sidebar, the help,
//! JSON and the index read it from here.
//!
//! A new facet over a text of documents is a variant of [`Facet`] and of [`FacetText`] with a row
//! in the table, a new version of the schema (`index/store/schema.rs`), and its key in `docs/json.md`.
//!
//! Not here: the rows and looking them up (`facet_table`), how values are stored and counted (`index`).

use serde::{Deserialize, Serialize};

use super::text_field::TextField;
use crate::model::{Document, Kind, ListName, SourceFile};

/// What one can filter by, in the order of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// Names of people.
    People,
    /// Names of organisations.
    Organizations,
    /// Names of places.
    Places,
    /// The names of an own list.
    Own(ListName),
    /// E-mail addresses.
    Emails,
    /// Telephone numbers.
    Phones,
    /// Domains.
    Domains,
    /// Bank accounts.
    Accounts,
    /// Payment cards.
    Cards,
    /// Wallets of cryptocurrencies.
    Wallets,
    /// Tags of documents, and of notes in them.
    Tag,
    /// Who published a document.
    Source,
    /// Who wrote a document.
    Author,
    /// Who wrote a mail, with the address.
    Sender,
    /// To whom a mail was sent.
    Recipients,
    /// The language of a document.
    Language,
    /// The folders that files lie in.
    Folder,
    /// What sort of file a document is in.
    Format,
    /// Articles, and lists of headlines.
    Kind,
    /// What the reader has done with a document.
    State,
}

/// A text that a document has at most one of. A document without it has the empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FacetText {
    /// As printed.
    Source,
    /// A code of two letters.
    Language,
    /// All authors of a document, as its head shows them.
    Author,
    /// Who wrote a mail, name and address.
    Sender,
    /// All whom a mail was sent to, names and addresses.
    Recipients,
}

impl FacetText {
    /// Every one, each at the place of its number.
    pub const ALL: [FacetText; 5] =
        [FacetText::Source, FacetText::Language, FacetText::Author, FacetText::Sender, FacetText::Recipients];
}

/// A row of the table of facets.
#[derive(Clone, Copy, Debug)]
pub struct FacetSpec {
    /// The facet the row is about.
    pub facet: Facet,
    /// The fields it is asked for with in a query; it is shown back with the first. None where the query
    /// language has fields of its own for it.
    pub fields: &'static [&'static str],
    /// The heading of its values.
    pub heading: &'static str,
    /// Whether its values are folded until somebody opens them.
    pub folded: bool,
    /// Where its values come from.
    pub values: FacetSource,
}

/// Where the values of a facet come from.
#[derive(Clone, Copy, Debug)]
pub enum FacetSource {
    /// The entities of that kind, names or identifiers.
    Names(Kind),
    /// The texts of documents.
    Texts(FacetText, TextSpec),
    /// The folders of files.
    Folders,
    /// The formats of files.
    Formats,
    /// The kinds of documents.
    Kinds,
    /// The reader's marks.
    States,
    /// The reader's tags.
    Tags,
}

/// A text of documents: where it comes from, how it is asked for and shown.
#[derive(Clone, Copy, Debug)]
pub struct TextSpec {
    /// Its key in JSON, and in the index.
    pub name: &'static str,
    /// What a document found in that file has of it.
    pub of_document: for<'d> fn(&'d SourceFile, &'d Document) -> Option<&'d str>,
    /// The label of documents without it.
    pub absent: &'static str,
    /// How it is typed in a query.
    pub typed: TypedText,
}

/// How a text of documents is typed in a query.
#[derive(Clone, Copy, Debug)]
pub enum TypedText {
    /// By words of it, which the index looks up.
    Words(TextField),
    /// By words of it, each text being read.
    Part,
    /// As a whole. `read` makes the value of what is typed; where it is none, a remark says what
    /// was expected.
    Value {
        /// The value of what is typed.
        read: fn(&str) -> Option<String>,
        /// What a remark says was expected.
        expected: &'static str,
    },
}
