//! Reads e-mails: each message is a text of its own, its header first, and what it has attached follows as
//! files. The structure of a message, its encodings and its bodies are read by `mail-parser`, its header as
//! everywhere by `crate::mail`.
//!
//! ```text
//! box ─cut→ message ─mail-parser→ parts ─body→ Extract, below its letterhead
//!                                    └─attached→ files
//! ```
//!
//! Not here: which lines of a body are quotes and signatures (`segment::mail`).

mod attached;
mod body;
mod cut;
mod letterhead;

use mail_parser::{Message, MessageParser};

use super::contents::{Contents, Piece};
use super::{decode, opening, plain, unread};
use crate::mail::correspondence;
use crate::mail::header::{Header, may_begin};
use crate::model::{Extract, Problem};

/// How many bytes of a file are looked at for a header.
const OPENING: usize = 32 << 10;
/// Messages of a box that are read. Set by hand: a box of the largest size that is read has fewer.
const MOST_MESSAGES: usize = 100_000;
/// Parts of a message that may hold messages of their own; each could lie in the one before. Set by hand.
const MOST_NESTED: usize = 200;

/// Whether bytes are a box of messages, each below a line "From …".
pub fn is_box(ending: &str, bytes: &[u8]) -> bool {
    let named = matches!(ending, "eml" | "mbox" | "mbx");
    !opening::is_document_ending(ending) && cut::opens_box(bytes, named) && !unread::is_no_text(bytes)
}

/// Whether bytes are a message: by the ending, or by the header they open with where the ending does not
/// say that they are a text.
pub fn is_message(ending: &str, bytes: &[u8]) -> bool {
    if opening::is_document_ending(ending) || bytes.trim_ascii().is_empty() {
        return false;
    }
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]);
    let begins = opening.lines().next().is_some_and(|line| may_begin(line.trim_end()));
    match ending {
        "eml" | "mbox" | "mbx" => begins || !unread::is_no_text(bytes),
        _ => {
            let lines = || opening.lines().map(str::trim_end).collect::<Vec<_>>();
            begins && Header::read(&lines()).is_some() && !unread::is_no_text(bytes)
        }
    }
}

/// The messages of a box, in order, each with what it has attached.
pub fn read_box(bytes: &[u8]) -> Contents {
    let mut contents = Contents::default();
    for (number, message) in cut::messages(bytes).enumerate() {
        if number == MOST_MESSAGES {
            let most = format!("more than {MOST_MESSAGES} messages: the rest was not read");
            contents.problem = Some(Problem::new(most));
            break;
        }
        match read_message(&message) {
            Ok(of_message) => {
                contents.pieces.extend(of_message.pieces);
                contents.problem = contents.problem.or(of_message.problem);
            }
            Err(problem) => {
                contents.problem.get_or_insert(Problem::new(format!("message {}: {problem}", number + 1)));
            }
        }
    }
    contents
}

/// A message with what it has attached.
///
/// # Errors
/// When there is nothing in it.
pub fn read_message(bytes: &[u8]) -> Result<Contents, Problem> {
    if holds_many(bytes) {
        return Err(Problem::new(format!("more than {MOST_NESTED} messages inside a message")));
    }
    let bytes = cut::without_envelope(bytes);
    let Some(message) = MessageParser::default().parse(bytes) else {
        // No header and no parts: it is the text it is.
        return Ok(Extract { whole: true, ..plain::undivided(decode::text(bytes.into())?) }.into());
    };
    let header = header(&message, bytes);
    let body = body::choose(&message);
    let files = attached::files(&message, body.parts());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let text = body.below(&letterhead::write(&header, &names));
    if text.text.trim().is_empty() {
        return Err(Problem::new("an e-mail without header and text"));
    }
    let metadata = letterhead::metadata(&header, text.metadata.language.clone());
    let mail = Some(Box::new(correspondence::of_header(&header)));
    let mut contents = Contents::from(Extract { metadata, mail, whole: true, ..text });
    contents.pieces.extend(files.into_iter().map(|(name, bytes)| Piece::File { name, bytes }));
    Ok(contents)
}

/// The fields of a message.
fn header(message: &Message<'_>, bytes: &[u8]) -> Header {
    let end = message.parts.first().map_or(0, |part| part.offset_body as usize);
    let text = decode::text(bytes.get(..end).unwrap_or_default().into()).unwrap_or_default();
    Header::of_mail(&text.lines().collect::<Vec<_>>())
}

/// Whether more parts than are sound say that they hold messages: each that lies in another costs room on
/// the stack.
fn holds_many(bytes: &[u8]) -> bool {
    let follows = |at: usize, word: &[u8]| {
        bytes.get(at + 1..at + 1 + word.len()).is_some_and(|after| after.eq_ignore_ascii_case(word))
    };
    let behind = |at: usize, word: &[u8]| {
        let before = at.checked_sub(word.len()).and_then(|from| bytes.get(from..at));
        before.is_some_and(|before| before.eq_ignore_ascii_case(word))
    };
    let holds = |&at: &usize| {
        behind(at, b"message") && (follows(at, b"rfc822") || follows(at, b"global"))
            || behind(at, b"multipart") && follows(at, b"digest")
    };
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
    slashes.filter(holds).nth(MOST_NESTED).is_some()
}

#[cfg(test)]
mod tests;
