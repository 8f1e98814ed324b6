//! Lists what a message has attached: the name of each file, and its bytes where there may be something to
//! read in it.
//!
//! Not here: reading them (`extract`).

use mail_parser::{Message, MessagePart, MessagePartId, MimeHeaders, PartType};

use crate::extract::fact::fact;
use crate::mail::encoded_word;

/// Types with nothing in them that a person would read.
const UNREAD: [&str; 9] = [
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pgp-",
    "application/pkcs7-",
    "application/x-pkcs7-",
    "text/calendar",
    "text/vcard",
];

/// The name and the bytes of what is attached; `body` are the parts that are read as its body.
pub fn files(message: &Message<'_>, body: &[MessagePartId]) -> Vec<(String, Option<Vec<u8>>)> {
    // A part that could be either body is listed where it is not the one that was chosen.
    let both = message.text_body.iter().chain(&message.html_body);
    let passed = |id: &MessagePartId| {
        body.contains(id) || both.clone().any(|other| other == id && is_text(message, *id))
    };
    let ids = message.attachments.iter().filter(|id| !passed(id));
    let parts = ids.filter_map(|&id| message.parts.get(id as usize));
    parts.map(|part| (name(part), bytes(part))).collect()
}

fn is_text(message: &Message<'_>, id: MessagePartId) -> bool {
    let part = message.parts.get(id as usize);
    part.is_some_and(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)))
}

/// The type of a part in small letters: "text/plain".
fn type_of(part: &MessagePart<'_>) -> String {
    let of = part.content_type().map(|of| format!("{}/{}", of.ctype(), of.subtype().unwrap_or_default()));
    of.unwrap_or_default().to_ascii_lowercase()
}

/// The name of a file; one without is called by what it is.
fn name(part: &MessagePart<'_>) -> String {
    let typed = part.content_type().and_then(|of| of.attribute("name"));
    // Some programs give the place where they kept the file.
    let given =
        part.attachment_name().map(|name| typed.filter(|_| name.contains([':', '\\'])).unwrap_or(name));
    let given = given.map(encoded_word::decode);
    if let Some(name) = given.and_then(|name| fact(&name)) {
        return name;
    }
    match &part.body {
        PartType::Message(message) => {
            let subject = message.subject().and_then(fact);
            format!("{}.eml", subject.as_deref().unwrap_or("message"))
        }
        PartType::Html(_) => "text.html".to_owned(),
        PartType::Text(_) => "text.txt".to_owned(),
        _ => {
            let of = type_of(part);
            let kind = of.split('/').next().filter(|kind| !kind.is_empty() && *kind != "application");
            kind.unwrap_or("file").to_owned()
        }
    }
}

fn bytes(part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let of = type_of(part);
    if UNREAD.iter().any(|unread| of.starts_with(unread)) {
        return None;
    }
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.as_bytes().to_vec()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(bytes.to_vec()),
        PartType::Message(message) => Some(message.raw_message().to_vec()),
        PartType::Multipart(_) => None,
    }
}
