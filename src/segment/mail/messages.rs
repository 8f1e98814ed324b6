//! Finds the messages of a file: where each header begins and ends. The first stands at the beginning of
//! the file, others behind the envelope line of an mbox file or behind a rule.
//!
//! Not here: what the rows below a header are for (`layout`).

use std::ops::Range;

use crate::mail::field::FieldRole;
use crate::mail::header::{Header, HeaderField, LONGEST, is_envelope, may_begin};
use crate::segment::line::rows::Row;

/// Lines of a file before the header of its first message, at most.
pub const ABOVE: usize = 6;
/// Words by which a sender may sign, at most: each word of a signature is compared with all of them.
const SENDER: usize = 24;

/// One message of a file, by its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The fields of its header, in order.
    pub fields: Vec<FieldRows>,
    /// The name of the sender and the mailbox, in small letters, as words.
    pub sender: Vec<String>,
    /// Its rows, header included.
    pub rows: Range<usize>,
}

/// The rows of one field of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRows {
    /// Which.
    pub rows: Range<usize>,
    /// What it says.
    pub role: FieldRole,
}

impl Message {
    /// The first row below its header.
    pub fn body(&self) -> usize {
        self.fields.last().map_or(self.rows.start, |field| field.rows.end)
    }
}

/// The messages of a text, in order; none where it does not begin with a header.
pub fn messages(text: &str, rows: &[Row<'_>]) -> Vec<Message> {
    let Some(first) = (0..rows.len().min(ABOVE)).find_map(|at| message(text, rows, at)) else {
        return Vec::new();
    };
    let mut all = vec![first];
    let begins = |at: &usize| {
        let row = &rows[*at];
        let apart = row.number > rows[*at - 1].number + 1;
        is_envelope(row.text) && apart
            || crate::mail::field::begins(row.text).is_some() && is_rule(rows[*at - 1].text)
    };
    for at in (1..rows.len()).filter(begins) {
        if at < all.last().map_or(0, Message::body) {
            continue;
        }
        if let Some(next) = message(text, rows, at).filter(|next| next.fields.len() >= 3) {
            if let Some(before) = all.last_mut() {
                before.rows.end = at;
            }
            all.push(next);
        }
    }
    all
}

/// The message whose header begins at a row.
pub fn message(text: &str, rows: &[Row<'_>], at: usize) -> Option<Message> {
    let first = rows.get(at)?;
    if !may_begin(first.text) {
        return None;
    }
    // The lines as they stand in the file: a blank one ends a header, an indent goes on with a field.
    let (mut lines, mut of_line) = (Vec::new(), Vec::new());
    for (below, row) in rows[at..].iter().enumerate().take(LONGEST) {
        if below > 0 && row.number > rows[at + below - 1].number + 1 {
            lines.push("");
            of_line.push(at + below);
        }
        lines.push(text.get(row.span.start - row.indent..row.span.end).unwrap_or(row.text));
        of_line.push(at + below);
    }
    let header = Header::read(&lines)?;
    let row_of = |line: usize| of_line.get(line).copied().unwrap_or(rows.len().min(at + LONGEST));
    let of_field = |field: &HeaderField| FieldRows {
        rows: row_of(field.lines.start)..row_of(field.lines.end - 1) + 1,
        role: field.role,
    };
    let mut fields: Vec<FieldRows> = header.fields.iter().map(of_field).collect();
    // The envelope stands with the first field.
    if let Some(first) = fields.first_mut() {
        first.rows.start = at;
    }
    let from = header.field(FieldRole::From).map_or("", |from| from.value.as_str());
    Some(Message { fields, sender: sender_words(from), rows: at..rows.len() })
}

/// The words by which a sender may sign: the name's, and the mailbox.
fn sender_words(from: &str) -> Vec<String> {
    let name = crate::mail::address::display_name(from).unwrap_or_default();
    let mailbox = crate::mail::address::mailbox(from).unwrap_or_default();
    let words = name.split(|c: char| !c.is_alphanumeric()).chain(mailbox.split(['.', '_', '-']));
    let words = words.chain([mailbox]).filter(|word| !word.is_empty());
    words.take(SENDER).map(str::to_lowercase).collect()
}

/// Whether a row consists of marks alone, enough to part two messages.
pub fn is_rule(text: &str) -> bool {
    text.len() >= 5 && !text.contains(char::is_alphanumeric)
}
