//! The entities of a collection and what is known of them: which entity each key refers to under the
//! user's corrections (entity linking inside the collection), and from there cards, profiles, lists and
//! sentences. It knows no search engine. What an engine gives is plain:
//!
//! ```text
//! key statistics     PartitionKeys  ─→ KeyTable ─ resolve, corrections ─→ EntityIndex
//! keys of each row   PartitionRows  ─┘                                       │
//! rows of a key      MentioningRow, KeyMention  ─→ card, roles, profile, tallies, list
//! a document         sentences and mentions     ─→ SentenceLine
//! ```
//!
//! An engine may hold its rows in several partitions (segments, shards), each numbered from 0; only
//! [`RowAddress`] says so. The question asked most often is which entities a row has. It takes two
//! look-ups in vectors, so that facets are counted without a call out of the loop.
//!
//! Useful for: all that is known of people, organisations, places and own lists over a collection.
//! Not for: deciding which keys are one (`resolve`), or reading rows and searching (`index`).

mod card;
mod constraints;
#[cfg(test)]
mod corrected_tests;
mod detached_keys;
mod entity_index;
mod entity_list;
mod key_numbers;
mod key_table;
mod key_text;
mod keys;
mod mentioning_row;
mod names;
mod profile;
mod role_counts;
mod row;
mod rows;
mod sentence_line;
mod spelling_examples;
mod tallies;
mod time_cells;

pub use card::card;
pub use constraints::{
    EntityConstraint, demands_names, entity_constraint, entity_filters, meets_any, name_condition,
    query_constraints, sentences_meeting,
};
pub use entity_index::EntityIndex;
pub use entity_list::{complete, entity_list, listed};
pub use key_numbers::{NextKey, PartitionKeys, UNUSED_KEY};
pub use key_table::{KeyTable, PartitionRows};
pub use key_text::encode as encode_key;
pub use mentioning_row::MentioningRow;
pub use names::Namesakes;
pub use profile::{
    CoOccurrences, LATEST, ReadableSentences, TypicalSentences, by_date, months, most_mentions,
};
pub use role_counts::RoleCounts;
pub use row::{KeyMention, RowAddress, RowLists};
pub use sentence_line::{SentenceSource, mentions_of, sentence_line, wanted_keys};
pub use spelling_examples::{spelling_places, writes_out};
pub use tallies::{EntityTallies, needs_tallies};
pub use time_cells::CollectionTime;
