//! Reads what was saved of the web: files of many captures (WARC, ARC) and single pages saved whole (MHTML).
//!
//! ```text
//! warc ─record→ block ─http→ page, as it was fetched ─→ files inside (`gathered`), each by its address
//! mhtml ─mail-parser→ the part that is the page ─→ html
//! ```
//!
//! Not here: the text of pages (`html`).

pub mod mhtml;
pub mod warc;

mod http;
mod record;

#[cfg(test)]
mod tests;
