//! Chooses the body of a message, its text or what it has as a page instead, and makes its extract.
//!
//! Not here: the parts that are no body (`attached`).

use mail_parser::{Encoding, Message, MessagePart, MessagePartId, MimeHeaders, PartType};

use crate::extract::blocks::Blocks;
use crate::extract::{decode, html, plain};
use crate::model::{Extract, Format};

/// A text below so many bytes may only say that there is a page instead.
const NOTE: usize = 200;
/// The page then has so many times the words. Both set by hand.
const MORE: usize = 4;

/// The body of a message.
pub struct Body {
    ids: Vec<MessagePartId>,
    parts: Vec<BodyPart>,
}

/// A part of it, decoded.
enum BodyPart {
    Text(String),
    Page(Box<Extract>),
}

/// Chooses the body: the text, unless it is empty or only says that there is a page.
pub fn choose(message: &Message<'_>) -> Body {
    let text = body(message, &message.text_body);
    if message.html_body == message.text_body || text.size() >= NOTE {
        return text;
    }
    let page = body(message, &message.html_body);
    if text.size() == 0 || page.size() > MORE * text.size() { page } else { text }
}

fn body(message: &Message<'_>, ids: &[MessagePartId]) -> Body {
    let part = |&id: &MessagePartId| {
        let part = message.parts.get(id as usize)?;
        match &part.body {
            PartType::Text(text) => Some((id, BodyPart::Text(without_ends(&decoded(message, part, text))))),
            PartType::Html(text) => {
                Some((id, BodyPart::Page(Box::new(html::whole(&decoded(message, part, text))))))
            }
            _ => None,
        }
    };
    let (ids, parts) = ids.iter().filter_map(part).unzip();
    Body { ids, parts }
}

/// The text of a part. One in an old encoding that nothing declares is read as such a file is.
fn decoded(message: &Message<'_>, part: &MessagePart<'_>, text: &str) -> String {
    let undeclared = part.content_type().is_none_or(|type_| type_.attribute("charset").is_none());
    if undeclared && part.encoding == Encoding::None && text.contains('\u{FFFD}') {
        let bytes = message.raw_message.get(part.offset_body as usize..part.offset_end as usize);
        if let Some(Ok(text)) = bytes.map(|bytes| decode::text(bytes.into())) {
            return text;
        }
    }
    decode::unix_line_ends(text.to_owned())
}

/// A text without spaces before its line ends: programs leave one where a line goes on in the next.
fn without_ends(text: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines.push("");
    lines.join("\n")
}

impl Body {
    /// Which parts of the message it is.
    pub fn parts(&self) -> &[MessagePartId] {
        &self.ids
    }

    /// Bytes of text, space around it aside.
    fn size(&self) -> usize {
        let size = |part: &BodyPart| match part {
            BodyPart::Text(text) => text.trim().len(),
            BodyPart::Page(page) => page.text.len(),
        };
        self.parts.iter().map(size).sum()
    }

    /// The body below the lines of a letterhead.
    pub fn below(self, letterhead: &[String]) -> Extract {
        let texts: Option<Vec<&str>> = self.parts.iter().map(BodyPart::text).collect();
        if let Some(texts) = texts {
            let body = texts.join("\n\n");
            let head = letterhead.join("\n");
            let gap = if head.is_empty() { "" } else { "\n\n" };
            return plain::undivided(format!("{head}{gap}{}", body.trim_start_matches('\n')));
        }
        let mut head = Blocks::new();
        for line in letterhead {
            head.words(line);
            head.end();
        }
        let mut whole = of_blocks(head);
        for part in self.parts {
            let of_part = match part {
                BodyPart::Text(text) => paragraphs(&text),
                BodyPart::Page(page) => *page,
            };
            let language = of_part.metadata.language.clone();
            whole.append(of_part);
            whole.metadata.language = whole.metadata.language.take().or(language);
        }
        whole
    }
}

impl BodyPart {
    fn text(&self) -> Option<&str> {
        match self {
            BodyPart::Text(text) => Some(text),
            BodyPart::Page(_) => None,
        }
    }
}

/// The paragraphs of a text that stands beside a page.
fn paragraphs(text: &str) -> Extract {
    let mut blocks = Blocks::new();
    for paragraph in text.split("\n\n") {
        blocks.verbatim(paragraph);
        blocks.end();
    }
    of_blocks(blocks)
}

fn of_blocks(blocks: Blocks) -> Extract {
    let Blocks { text, text_blocks, links, .. } = blocks;
    Extract { format: Format::Html, text, text_blocks, links, ..Extract::default() }
}
