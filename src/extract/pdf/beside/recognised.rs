//! Pages as an OCR program recognised them.

use crate::extract::pdf::line::PdfPage;

/// Recognised pages.
#[derive(Debug, Default)]
pub struct Recognised {
    pub pages: Vec<PdfPage>,
    /// Whether the places of the lines are those on the paper; otherwise they are made from the text.
    pub placed: bool,
    /// Whether it is known where pages begin.
    pub paged: bool,
    /// As in `TextBeside`.
    pub sureness: Option<u8>,
}
