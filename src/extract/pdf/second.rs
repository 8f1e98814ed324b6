//! A second parser (`pdfboss-core`, `pdfboss-text`) for what the first does not tell: which letters a sign is and where
//! each stands, and what is filled into forms. It opens a file only when it is asked.
//!
//! Not here: what is made of its answers (`right_to_left`, `fields`).

use std::cell::OnceCell;

use pdfboss_core::{Document, Page};
use pdfboss_text::{FontCache, ReadingOrder, TextSpan, extract_spans_reporting_cached};

/// The share of letters that may be unknown. By hand.
const UNKNOWN: f32 = 0.02;

/// A file as the second parser has it.
pub struct SecondParser<'b> {
    bytes: &'b [u8],
    password: &'b str,
    file: OnceCell<Option<Document>>,
    fonts: FontCache,
}

impl<'b> SecondParser<'b> {
    /// That of a file which opens with a password; it may be empty.
    pub fn new(bytes: &'b [u8], password: &'b str) -> SecondParser<'b> {
        SecondParser { bytes, password, file: OnceCell::new(), fonts: FontCache::default() }
    }

    /// The file; `None` where it cannot be read.
    pub fn file(&self) -> Option<&Document> {
        let open = || Document::load_with_password(self.bytes.to_vec(), self.password).ok();
        self.file.get_or_init(open).as_ref()
    }

    /// A page, counted from 0.
    pub fn page(&self, number: usize) -> Option<(&Document, Page)> {
        let file = self.file()?;
        Some((file, file.page(number).ok()?))
    }

    /// The runs of letters of a page, counted from 0; `None` where it does not know what many of them are.
    pub fn runs(&self, number: usize) -> Option<Vec<TextSpan>> {
        let (file, page) = self.page(number)?;
        let read = extract_spans_reporting_cached(file, &page, &self.fonts, ReadingOrder::Content);
        let runs = read.ok()?.0;
        let letters = runs.iter().flat_map(|run| run.text.chars());
        let (unknown, all) = letters.fold((0, 0), |(unknown, all), c| {
            (unknown + usize::from(c == char::REPLACEMENT_CHARACTER), all + 1)
        });
        (unknown as f32 <= UNKNOWN * all as f32).then_some(runs)
    }

    /// Whether a file may have a form or words written onto its pages: it says so, or objects of it are packed.
    pub fn may_be_filled(&self) -> bool {
        const MARKS: [&[u8]; 3] = [b"AcroForm", b"FreeText", b"ObjStm"];
        let names = self.bytes.split(|&byte| byte == b'/').skip(1);
        names.into_iter().any(|name| MARKS.iter().any(|mark| name.starts_with(mark)))
    }
}
