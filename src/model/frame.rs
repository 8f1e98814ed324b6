//! The frame of a file: its lines outside all its documents, such as a masthead, and what separates
//! articles.
//!
//! Not here: which lines those are (`segment::split`).

use serde::{Deserialize, Serialize};

/// The lines of a file that belong to none of its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// In the order of the file.
    pub runs: Vec<FrameRun>,
}

/// Lines of a frame that follow each other in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameRun {
    /// The line of the file that the run begins with, from 1; `None` when the file is no plain text.
    pub line: Option<u32>,
    /// The lines as decoded.
    pub text: String,
}

impl FrameRun {
    /// The line of the file that a byte of the text stands in, from 1.
    pub fn line_at(&self, offset: usize) -> Option<u32> {
        let before = self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count();
        Some(self.line? + before as u32)
    }
}
