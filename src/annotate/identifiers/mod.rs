//! Finds identifiers: e-mail addresses, telephone numbers, domains, accounts, payment cards, wallets. Each
//! has one holder, so that it ties documents together that name nobody. Precision comes first: what has
//! check digits is verified, and what has none needs a shape or a word before it that nothing else has.
//!
//! Useful for: the identifiers of a text, with their keys, in one pass over its bytes.
//! Not for: names (`rules`, `model`); which written forms are one (`model::normal_form`).
//!
//! ```text
//! bytes ─scan→ '@' email · '.' domain (host) · digit → digits → account, card, phone, wallet
//! ```

mod account;
mod calling_codes;
mod card;
mod digits;
mod domain;
mod email;
mod host;
mod keys;
mod phone;
mod scan;
mod sentences;
mod wallet;
mod words;

pub use domain::is_bare_domain;
pub use keys::identifier_keys;
pub use scan::identifiers;
pub use sentences::sentences_with;
