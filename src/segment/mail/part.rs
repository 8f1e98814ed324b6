//! What a line of a mail is for.

use std::ops::Range;

use crate::model::BlockKind;

/// Rows that make one line, and what it is for.
pub type MailLine = (Range<usize>, MailPart);

/// What a line of a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailPart {
    /// A field of the header.
    Field {
        /// The first of its message.
        first: bool,
        /// It says who wrote to whom, or when.
        asked_for: bool,
    },
    /// What stands between two messages of a file.
    Between,
    /// Words of others, and the line that says whose.
    Quote,
    /// How it is signed: a closing, the signature, the footer of a mailing list.
    Closing,
    /// Rows whose line ends matter: tables, figures, code, output.
    Set,
    /// An entry of a list.
    Entry,
    /// The writer's own words.
    Own,
    /// Words of a text that the writer passes on.
    PassedOn,
}

impl MailPart {
    /// The kind of block that it becomes; `None` for what was passed on, which may be any page or letter.
    pub fn block_kind(self) -> Option<BlockKind> {
        Some(match self {
            MailPart::Field { asked_for: true, .. } => BlockKind::Byline,
            MailPart::Field { .. } | MailPart::Between | MailPart::Closing => BlockKind::Chrome,
            MailPart::Quote => BlockKind::Quote,
            MailPart::Set => BlockKind::Code,
            MailPart::Entry => BlockKind::List,
            MailPart::Own => BlockKind::Paragraph,
            MailPart::PassedOn => return None,
        })
    }
}
