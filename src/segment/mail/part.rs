//! What a line of a mail is for.

use crate::model::BlockKind;

/// What a line of a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailPart {
    /// A field of the header.
    Field {
        /// The first of its message.
        first: bool,
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
}

impl MailPart {
    /// The kind of block that it becomes; fields are told apart by their names (`head`).
    pub fn block_kind(self) -> BlockKind {
        match self {
            MailPart::Field { .. } | MailPart::Between | MailPart::Closing => BlockKind::Chrome,
            MailPart::Quote => BlockKind::Quote,
            MailPart::Set => BlockKind::Code,
            MailPart::Entry => BlockKind::List,
            MailPart::Own => BlockKind::Paragraph,
        }
    }
}
