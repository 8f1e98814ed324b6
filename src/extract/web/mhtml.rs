//! Reads pages that a browser saved whole in one file (MHTML, RFC 2557): the page itself, without what it shows.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::extract::contents::ReadOutcome;
use crate::extract::{decode, html};
use crate::model::{DeclaredAs, DeclaredDate, Extract, Problem};

/// How many bytes show whether it is one.
const OPENING: usize = 8 << 10;

/// Whether bytes are a saved page: a mail by its form, and by its ending or first field saved by a browser.
pub fn is_one(ending: &str, bytes: &[u8]) -> bool {
    let named = matches!(ending, "mht" | "mhtml");
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    // Nearly all files show by their first letter that they are none.
    if !named && first.is_none_or(|byte| byte.is_ascii_graphic() && *byte != b'F') {
        return false;
    }
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]);
    let opening = opening.trim_start();
    let saved = ["From: <Saved by ", "From: \"Saved by ", "From: Saved by "];
    let is_mail = || {
        let field = opening.lines().next().unwrap_or_default().split_once(':');
        let is_field =
            field.is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        is_field && opening.to_ascii_lowercase().contains("content-type:")
    };
    named && is_mail() || ending != "eml" && saved.iter().any(|start| opening.starts_with(start))
}

/// The page.
///
/// # Errors
/// When there is none in it.
pub fn read(bytes: &[u8]) -> ReadOutcome {
    let none = || Problem::new("a saved page without the page: no text");
    let message = MessageParser::default().parse(bytes).ok_or_else(none)?;
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let of_body = message.html_body.iter().filter_map(|&id| message.parts.get(id as usize)).find(is_page);
    // A part is a page that is shown inside the page where another comes before it.
    let page = of_body.or_else(|| message.parts.iter().find(is_page)).ok_or_else(none)?;
    let extract = html::extract(&text(&message, page)?);
    let header = |name: &'static str| {
        let whole = message.header_raw(HeaderName::Other(name.into()));
        whole.map(|value| value.split_whitespace().collect::<String>()).filter(|value| !value.is_empty())
    };
    let address = header("Snapshot-Content-Location").or_else(|| page.content_location().map(str::to_owned));
    let mut metadata = extract.metadata;
    let day = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    metadata.url = address.filter(|address| address.starts_with("http")).or(metadata.url);
    metadata.title = metadata.title.or_else(|| message.subject().map(str::to_owned));
    metadata.dates.extend(day.map(|words| DeclaredDate { how: DeclaredAs::Captured, words }));
    Ok(Extract { metadata, ..extract }.into())
}

/// The text of a part. Browsers leave its encoding to the page.
fn text(message: &Message<'_>, part: &MessagePart<'_>) -> Result<String, Problem> {
    let declared = part.content_type().is_some_and(|type_| type_.attribute("charset").is_some());
    let raw =
        message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let bytes = match part.encoding {
        _ if declared => None,
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    };
    match (bytes, &part.body) {
        (Some(bytes), _) => decode::text(bytes.into()),
        (None, PartType::Html(text)) => Ok(decode::unix_line_ends(text.to_string())),
        (None, _) => Err(Problem::new("a saved page without the page: no text")),
    }
}
