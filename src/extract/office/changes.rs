//! What is said of comments and of changes that were tracked, in all formats of word processors.

use super::writer::Paragraph;
use crate::model::BlockKind;

/// What stands before the words of a comment.
pub fn comment_mark(author: &str) -> String {
    match author.trim() {
        "" => "Comment: ".to_owned(),
        author => format!("Comment by {author}: "),
    }
}

/// What is said of changes that were tracked; nothing where there are none.
pub fn said(inserted: usize, deleted: usize) -> Option<Paragraph> {
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    if inserted + deleted == 0 {
        return None;
    }
    let mut said = Paragraph::new(BlockKind::Caption);
    let (inserted, deleted) = (count(inserted, "insertion"), count(deleted, "deletion"));
    said.words(&format!("[Tracked changes: {inserted} read as text, {deleted} left out]"));
    Some(said)
}
