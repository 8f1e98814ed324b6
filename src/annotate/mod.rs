//! Annotation of one document: its language and its mentions, that is names (named entity recognition),
//! dates, sums and quantities. Pure.
//!
//! Useful for: turning a segmented document into mentions and keys. A key is the full name under which a
//! document mentions somebody or something.
//! Not for: which keys of different documents are one entity (`resolve`).
//!
//! The names of the reader's own lists are found separately, and take precedence over what is recognised
//! at the same place.
//!
//! ```text
//! blocks ─text, word→ TokenizedText ─rules→ RuleNames ─model→ Name ─names→ Mention, Role, Key
//!        │                       └─ amount → Mention
//!        └─lists→ Mention, Key
//! ```
//!
//! ```
//! use perusal::annotate::{annotate_text, lists::Lists};
//!
//! let text = "Ida Marrel, the harbour minister, met Ben Oba of the World Bank in Geneva.";
//! let document = annotate_text(text.to_owned(), &Lists::default());
//! let names: Vec<&str> = document.mentions.iter().map(|mention| mention.span.of(&document.text)).collect();
//! assert_eq!(names, ["Ida Marrel", "Ben Oba", "World Bank", "Geneva"]);
//! ```

mod amount;
mod correspondents;
mod credit_line;
mod document;
mod evidence;
mod identifiers;
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
