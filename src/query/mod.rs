//! Questions and answers about a collection, the query language, and the user's corrections of names.
//! Everything that is asked is a [`Question`], everything that comes back an [`Answer`]: plain data, so
//! that screen, command line and tests know of no index, and no index of them.
//!
//! Useful for: parsing typed text to a [`Query`], writing it back as understood, finding its matches in
//! one text.
//! Not for: answering questions (`engine`), or searching (`index`).
//!
//! A new question is a variant of [`Question`] with its lane and how it waits (`question.rs`), a variant
//! of [`Answer`] (`answer.rs`), and an arm where it is answered (`engine/local.rs`).

mod answer;
mod compared;
mod condition;
mod correction;
mod entities;
mod example;
mod facet;
mod facet_table;
mod facet_text;
mod found;
mod kept;
mod language;
mod language_names;
mod line_places;
mod name_match;
mod page;
mod pattern;
mod question;
mod request;
mod results;
mod saved;
mod text_field;
mod time;

pub use answer::{Answer, CollectionCounts, Completion, Failure, Overview, ScoredHit};
pub use compared::{
    ComparedSentence, ComparedWith, CopyPairs, CopyRows, Differences, DroppedSentence, PageBeside,
    RowSharing, SentenceRelation, SharedBy, SharedRow, Story, StoryFact, StoryPage, StoryReport, StoryRows,
    StoryTable, ToldPassage,
};
pub use condition::{Clause, Condition, Likeness, NumberRange, PathPart, Query, State};
pub use correction::{
    CorrectedPart, Correction, CorrectionLog, Corrections, DocumentCorrection, DocumentFact, Edit,
    FindDocument, FolderRule, NameReference, ParsedCorrections, RecordedCorrection, SplitEdit, StatedDate,
    StoryPair, correction_line, corrections_head, folder_rule, read_corrections, said_alike, said_by_rule,
    search_for_alike, seen_by_rule, words_around_title,
};
pub use entities::{
    CoOccurrence, EntityCard, EntityList, EntityListOrder, EntityListRequest, EntityRow, EntityTimes,
    LatestDocument, MergeReason, Profile, ResolvedEntity, SentenceLine, SentencePlace, Spelling,
    SpellingExample, StatedRole, TIME_CELLS,
};
pub use example::Example;
pub use facet::{Facet, FacetSource, FacetSpec, FacetText, TextSpec, TypedText};
pub use facet_table::FACETS;
pub use facet_text::{FacetTexts, TextValue};
pub use found::{Age, DocumentIds, ReadIds, Shown};
pub use kept::{
    Colour, DocumentPlace, Dossier, DossierChange, DossierId, DossierPiece, Dossiers, ExchangedNote,
    FoundNotes, Held, Holding, Item, KeptStep, MarkChange, Marks, Note, NoteChange, NoteId, NoteIds,
    NoteOrder, NotePlace, NoteSubject, NotebookChange, NotebookCopy, Notes, Openings, PageLayer, PieceChange,
    PieceId, PieceSubject, PlacedNote, ReadAfter, ReadSentences, ReadingPosition, RowHeight, StepChange,
    StepEntry, Tag, cited, cited_row, exchange_files, fingerprints_in, merge, quotation, quotation_of_row,
    read_exchange_file, unite,
};
pub use language::{
    CompletedBy, ParsedQuery, QueryContext, Remark, Unfinished, document_matches, field_names, field_of,
    fields_beginning, is_field, matches, matches_of_title, name_terms, needs_folded_lines, parse, query_text,
    spellings, title_matches, unfinished, with_spans, with_words_replaced,
};
pub use line_places::LinePlaces;
pub use name_match::{FoundAs, MatchedDocument, NameMatch, WantedName};
pub use page::DocumentPage;
pub use pattern::Pattern;
pub use question::{COMPLETIONS, Lane, Question, Waiting};
pub use request::{Criterion, DocumentLocation, Filter, MOST_WEIGHED, Mode, Order, Search};
pub use results::{
    FacetGroup, FacetValue, Facets, FileCounts, GroupedRows, Passage, ReplacedWord, Row, SearchResults,
    Suggestion,
};
pub use saved::{LastLook, SavedSearch, SearchChange, SearchCount, TypedSearch};
pub use text_field::TextField;
pub use time::{DateCount, DateRange, Dating, TimeCounts};
