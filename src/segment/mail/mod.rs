//! Mail and news posts saved as plain text: finds each message by its header (`messages`), and what the
//! rows below are for: words of others (`quotes`), how it is signed (`closing`), what is set in columns
//! (`set_rows`), what was passed on (`forwarded`), and the writer's own paragraphs (`layout`). All that a person wrote stays text; only
//! header and signature are chrome.
//!
//! Not here: the fields of a header (`crate::mail`).

pub mod attribution;
mod closing;
mod forwarded;
pub mod head;
pub mod layout;
mod messages;
pub mod part;
mod quotes;
mod set_rows;

#[cfg(test)]
mod tests;
