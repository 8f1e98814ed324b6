//! Files that lie beside a scan, a PDF file or an image, and have its text: they belong to the scan, and are no documents
//! of their own. What changes in one of them has all read again.
//!
//! `names` says which may belong together, `files` reads them, `together` loads a scan with them.

pub mod files;
pub(in crate::ingest) mod names;
pub(in crate::ingest) mod together;
