//! Writes the letterhead of a message, the fields that a reader asks for, decoded and in one order; and
//! what of them is its title, author and date.
//!
//! Not here: reading a header (`crate::mail`).

use crate::extract::fact::fact;
use crate::mail::field::FieldRole;
use crate::mail::header::{Header, HeaderField};
use crate::mail::{address, encoded_word};
use crate::model::{Metadata, web_address};

/// The lines of the letterhead; none where the message has no such fields. `attached` are the names of what
/// the message has attached.
pub fn write(header: &Header, attached: &[&str]) -> Vec<String> {
    let named = |name: &str| header.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let line = |name: &str| {
        let value = decoded(named(name)?)?;
        Some(format!("{name}: {value}"))
    };
    let mut lines: Vec<String> = ["From", "To", "Cc", "Date"].into_iter().filter_map(line).collect();
    let attached = fact(&attached.join(", "));
    lines.extend(attached.map(|names| format!("Attachments: {names}")));
    lines.extend(line("Subject"));
    lines
}

/// What the header says of the message.
pub fn metadata(header: &Header, language: Option<String>) -> Metadata {
    let field = |role| header.field(role);
    let sender = field(FieldRole::From).and_then(|from| {
        let address = || address::first(&from.value).map(str::to_owned);
        address::display_name(&from.value).or_else(address)
    });
    Metadata {
        title: field(FieldRole::Subject).and_then(decoded).and_then(|subject| fact(&subject)),
        byline: sender.and_then(|sender| fact(&sender)),
        published: field(FieldRole::Date).and_then(decoded),
        url: archived_at(header),
        language,
        sure: true,
        ..Metadata::default()
    }
}

/// Where the message stands in the archive of its list: `Archived-At`, RFC 5064.
fn archived_at(header: &Header) -> Option<String> {
    let field = header.fields.iter().find(|field| field.name.eq_ignore_ascii_case("Archived-At"))?;
    let value = decoded(field)?;
    let address = value.split(['<', '>']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    web_address(address).map(str::to_owned)
}

/// The value of a field on one line, without what encodes it.
fn decoded(field: &HeaderField) -> Option<String> {
    let value = encoded_word::decode(&field.value);
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
