//! What a document mentions: its language, the names in it, dates, sums and quantities. Pure.
//!
//! Useful for: turning a segmented document into mentions and keys.
//! Not for: which names of different documents are one entity (`resolve`).
//!
//! The names of the reader's own lists are found separately, and take precedence over what is
//! recognised at the same place.
//!
//! ```text
//! blocks ─text, word→ TokenizedText ─rules→ RuleNames ─model→ Name ─names→ Mention, Role, Key
//!        │                       └─ amount → Mention
//!        └─lists→ Mention, Key
//! ```

mod amount;
mod credit_line;
mod document;
mod evidence;
mod language;
pub mod lists;
mod model;
mod names;
mod names_of_text;
pub mod observe;
mod rules;
mod text;
mod tokenized;
mod weights;
mod word;

pub use amount::value;
pub use document::{annotate, annotate_text};
pub use names::short_forms;
