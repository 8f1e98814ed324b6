//! Answers about entities: cards, profiles, lists, and sentences that mention them. Plain data, not yet
//! sanitised.

use serde::{Deserialize, Serialize};

use super::{Criterion, Dating, Row};
use crate::model::{DocumentId, Kind, PartialDate, Span};

/// Somebody or something the documents mention, in short.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityCard {
    /// The kind it is shown with.
    pub kind: Kind,
    /// The name to show.
    pub name: String,
    /// Much of it rests on merges that are likely but not sure.
    pub guess: bool,
    /// Documents that mention it, each once.
    pub documents: u32,
    /// Mentions in all of them.
    pub mentions: u32,
    /// Every name it goes by: its own first, then the most frequent.
    pub spellings: Vec<Spelling>,
    /// The roles stated of it, most frequent first.
    pub roles: Vec<StatedRole>,
    /// The latest sentences that mention it, where they were asked for.
    pub last: Vec<SentenceLine>,
}

impl EntityCard {
    /// What to filter by.
    pub fn criterion(&self) -> Criterion {
        Criterion::Entity { kind: self.kind, name: self.name.clone() }
    }
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The kind of the keys with this name.
    pub kind: Kind,
    /// The name as the documents write it.
    pub name: String,
    /// The only document meant, when its bearer there was detached from all others of the name.
    pub only_in: Option<DocumentId>,
    /// Documents that use this name for the entity.
    pub documents: u32,
    /// Why it is a name of this entity; `None` for the one it is called by.
    pub why: Option<MergeReason>,
}

/// Why two names are taken for one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeReason {
    /// The other name, which leads to the one the entity is called by.
    pub with: String,
    /// The rule in few words.
    pub rule: String,
    /// Whether every step to the name it is called by is more than likely.
    pub sure: bool,
}

/// A role that documents state of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRole {
    /// As it is written most often: "harbour minister".
    pub words: String,
    /// Documents that state it.
    pub documents: u32,
    /// The earliest publication that states it; `None` when no document that does is dated.
    pub first: Option<PartialDate>,
    /// The latest one.
    pub last: Option<PartialDate>,
}

/// A page about an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The entity in short, with every spelling.
    pub card: EntityCard,
    /// Mentions by the month of publication, in order: year, month from 1, and how many.
    pub months: Vec<(i16, u8, u32)>,
    /// Who else its documents mention, in most of them first.
    pub seen_with: Vec<CoOccurrence>,
    /// How many those are in all.
    pub seen_with_of: usize,
    /// The most informative sentences, best first, each of another document.
    pub sentences: Vec<SentenceLine>,
    /// Its documents: the latest first, undated ones last; copies are in the row of the fullest.
    pub latest: Vec<LatestDocument>,
    /// How many of them have a row of their own, listed or not.
    pub latest_of: usize,
}

/// A document in the profile of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct LatestDocument {
    /// The document as lists show it.
    pub row: Row,
    /// How many copies of it that have the entity too are not listed.
    pub copies: u32,
}

/// A spelling of an entity with sentences where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SpellingExample {
    /// The kind of the keys with this name.
    pub kind: Kind,
    /// The name as the documents write it.
    pub name: String,
    /// The only document meant, as in [`Spelling::only_in`].
    pub only_in: Option<DocumentId>,
    /// Sentences that write it so, each of another document, the latest first.
    pub lines: Vec<SentenceLine>,
}

/// An entity in the same documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoOccurrence {
    /// The kind of the other entity.
    pub kind: Kind,
    /// Its name to show.
    pub name: String,
    /// Much of the other entity rests on merges that are likely but not sure.
    pub guess: bool,
    /// Documents that mention both.
    pub documents: u32,
}

/// The place of a sentence or a hit: its document and its number there.
pub type SentencePlace = (DocumentId, u32);

/// A sentence that mentions an entity or has a hit, as a line.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceLine {
    /// The document it is in.
    pub id: DocumentId,
    /// Its number in that document, or that of the hit, from 0.
    pub sentence: u32,
    /// The place of the sentence, or of the hit, in the document's text; empty for a hit in a title above it.
    pub span: Span,
    /// On one line.
    pub text: String,
    /// The mentions of the names asked for, or the hit and what follows it, in `text`.
    pub names: Vec<Span>,
    /// When the document was published.
    pub dating: Dating,
    /// The title of the document, if it has one.
    pub title: Option<String>,
    /// The source of the document, if one is known.
    pub source: Option<String>,
}

/// An entity in a list of all.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// The kind it is shown with.
    pub kind: Kind,
    /// The name to show.
    pub name: String,
    /// Much of it rests on merges that are likely but not sure.
    pub guess: bool,
    /// Documents that mention it, each once.
    pub documents: u32,
    /// Mentions in all of them.
    pub mentions: u32,
    /// The earliest publication that mentions it.
    pub first: Option<PartialDate>,
    /// Documents that may mention somebody else of the name.
    pub doubtful: u32,
}

/// A list of entities, as far as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityList {
    /// The first entities in the order asked for, at most as many as the request's limit.
    pub rows: Vec<EntityRow>,
    /// How many there are in all.
    pub total: usize,
}

/// Parts of the time that a collection is of, in which documents are counted.
pub const TIME_CELLS: usize = 12;

/// How the documents that name some entities spread over the time that the collection is of: that of all of them is
/// divided into equal parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityTimes {
    /// The years in which the time begins and ends; `None` where no document has a date. The few documents before and
    /// after it count in the first and the last part.
    pub years: Option<(i16, i16)>,
    /// Of each entity asked for kind, name, and its documents in each part.
    pub of: Vec<(Kind, String, [u32; TIME_CELLS])>,
}

/// How entities are sorted. Those alike stand by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityListOrder {
    #[default]
    /// Those in most documents first.
    Documents,
    /// Those with most mentions first.
    Mentions,
    /// The latest to come up first; undated ones last.
    FirstSeen,
    /// Those with most doubtful documents first: where a correction is worth most.
    Doubtful,
    /// By name.
    Name,
}

impl EntityListOrder {
    /// Every order, in the order of the menu.
    pub const ALL: [EntityListOrder; 5] = [
        EntityListOrder::Documents,
        EntityListOrder::Mentions,
        EntityListOrder::FirstSeen,
        EntityListOrder::Doubtful,
        EntityListOrder::Name,
    ];

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            EntityListOrder::Documents => "documents",
            EntityListOrder::Mentions => "mentions",
            EntityListOrder::FirstSeen => "first seen",
            EntityListOrder::Doubtful => "doubtful",
            EntityListOrder::Name => "name",
        }
    }
}

/// Which entities are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityListRequest {
    /// Entities of this kind only; `None` for all that have names.
    pub kind: Option<Kind>,
    /// The beginning of a name, or of words of it; empty: all.
    pub typed: String,
    /// How they are sorted before the limit cuts them off.
    pub order: EntityListOrder,
    /// At most so many rows.
    pub limit: usize,
}

/// The entity that a name of a page means, for marking it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedEntity {
    /// The kind of the entity, which may not be that of the key.
    pub kind: Kind,
    /// The name the entity is called by.
    pub name: String,
    /// The reader wants to see nothing of it.
    pub hidden: bool,
}
