//! Who wrote a mail to whom and when, and which mails it follows, as its header says.
//!
//! Not here: reading a header (`mail`), and which mails are one thread (`index`).

use serde::{Deserialize, Serialize};

/// What the header of a mail says of its way and of the mails before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondence {
    /// Who wrote it, name and address as written; empty where nobody is named.
    pub from: String,
    /// All whom it was sent to, copies and newsgroups included, as written; empty where nobody is named.
    pub to: String,
    /// What it is about, "Re:" included; empty where nothing is said.
    pub subject: String,
    /// When it was sent, in seconds since 1970; `None` where the header has no time in a form of mail.
    pub sent: Option<i64>,
    /// The name that its program gave it.
    pub id: Option<String>,
    /// The names of mails that it follows, from the first on, and of the conversation where a program numbers
    /// those.
    pub follows: Vec<String>,
}
