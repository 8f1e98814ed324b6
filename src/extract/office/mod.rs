//! Reads the documents of word processors (DOCX, ODT, RTF) and slides (PPTX, ODP).

mod changes;
pub mod docx;
mod docx_numbering;
mod docx_parts;
mod drawings;
pub mod odp;
pub mod odt;
pub mod open_document;
pub mod pptx;
mod properties;
pub mod rtf;
mod rtf_fonts;
mod rtf_state;
mod rtf_tokens;
mod rtf_words;
mod writer;

#[cfg(test)]
mod slide_tests;
#[cfg(test)]
mod tests;
