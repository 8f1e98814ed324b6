//! What is too large to be held: a text that is read piece by piece (`text`), and documents that wait on disk until
//! they are written (`documents`).

mod documents;
mod text;

pub(super) use documents::Documents;
pub(super) use text::LargeText;
