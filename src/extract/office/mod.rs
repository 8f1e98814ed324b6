//! Reads the documents of word processors: DOCX, ODT and RTF.

mod changes;
pub mod docx;
mod docx_numbering;
mod docx_parts;
pub mod odt;
mod properties;
pub mod rtf;
mod rtf_fonts;
mod rtf_state;
mod rtf_tokens;
mod rtf_words;
mod writer;

#[cfg(test)]
mod tests;
