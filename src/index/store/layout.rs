//! Serialises what is stored of a document beside its text (blocks, mentions, keys, dates), and of a
//! frame, and reads it back.

use serde::{Deserialize, Serialize};

use crate::model::{
    Block, Document, DocumentKind, Frame, FrameRun, Key, Link, MappedField, Mention, PageStart, Published,
    Role, Span,
};

/// Everything of a document but its text. Blocks are stored before it, so that they can be
/// read without the rest.
#[derive(Serialize, Deserialize)]
struct Layout {
    part: u32,
    parts: u32,
    lines: Option<(u32, u32)>,
    kind: DocumentKind,
    title: Option<String>,
    byline: Option<String>,
    source: Option<String>,
    published: Option<Published>,
    language: Option<String>,
    pages: Vec<PageStart>,
    links: Vec<Link>,
    sentences: Vec<Span>,
    mentions: Vec<Mention>,
    roles: Vec<Role>,
    keys: Vec<Key>,
    mapping: Vec<MappedField>,
}

/// The layout of a document, as bytes.
///
/// # Errors
/// When it cannot be encoded.
pub(super) fn encode(document: &Document) -> Result<Vec<u8>, postcard::Error> {
    let layout = Layout {
        part: document.part,
        parts: document.parts,
        lines: document.lines,
        kind: document.kind,
        title: document.title.clone(),
        byline: document.byline.clone(),
        source: document.source.clone(),
        published: document.published.clone(),
        language: document.language.clone(),
        pages: document.pages.clone(),
        links: document.links.clone(),
        sentences: document.sentences.clone(),
        mentions: document.mentions.clone(),
        roles: document.roles.clone(),
        keys: document.keys.clone(),
        mapping: document.mapping.clone(),
    };
    let stored = postcard::to_extend(&layout, postcard::to_stdvec(&document.blocks)?)?;
    // Behind all that an index of before has, which answers until it is made anew.
    postcard::to_extend(&(&document.text_beside, &document.quotes), stored)
}

/// The blocks of a stored layout, without decoding the rest.
pub(in crate::index) fn decode_blocks(layout: &[u8]) -> Option<Vec<Block>> {
    postcard::take_from_bytes(layout).ok().map(|(blocks, _)| blocks)
}

/// The document that was stored. Whether its source is a guess is a column of its own.
pub(in crate::index) fn decode(text: String, layout: &[u8]) -> Option<Document> {
    let (blocks, rest) = postcard::take_from_bytes::<Vec<Block>>(layout).ok()?;
    let (layout, rest) = postcard::take_from_bytes::<Layout>(rest).ok()?;
    let (text_beside, quotes) =
        if rest.is_empty() { Default::default() } else { postcard::from_bytes(rest).ok()? };
    Some(Document {
        part: layout.part,
        parts: layout.parts,
        lines: layout.lines,
        kind: layout.kind,
        title: layout.title,
        byline: layout.byline,
        source: layout.source,
        source_guessed: false,
        published: layout.published,
        language: layout.language,
        text,
        blocks,
        pages: layout.pages,
        links: layout.links,
        sentences: layout.sentences,
        mentions: layout.mentions,
        roles: layout.roles,
        keys: layout.keys,
        mapping: layout.mapping,
        text_beside,
        quotes,
        ..Document::default()
    })
}

/// The text of a frame, and as bytes where its runs begin in it and in the file.
///
/// # Errors
/// When it cannot be encoded.
pub(super) fn encode_frame(frame: &Frame) -> Result<(String, Vec<u8>), postcard::Error> {
    let texts: Vec<&str> = frame.runs.iter().map(|run| run.text.as_str()).collect();
    let runs: Vec<(u32, Option<u32>)> =
        frame.runs.iter().map(|run| (run.text.len() as u32, run.line)).collect();
    Ok((texts.concat(), postcard::to_stdvec(&runs)?))
}

/// The frame that was stored.
pub(in crate::index) fn decode_frame(text: &str, layout: &[u8]) -> Option<Frame> {
    let stored: Vec<(u32, Option<u32>)> = postcard::from_bytes(layout).ok()?;
    let (mut runs, mut rest) = (Vec::with_capacity(stored.len()), text);
    for (length, line) in stored {
        let (run, after) = rest.split_at_checked(length as usize)?;
        runs.push(FrameRun { line, text: run.to_owned() });
        rest = after;
    }
    Some(Frame { runs })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, Kind, PartialDate, Quoted, TextBeside};

    #[test]
    fn a_document_comes_back_as_it_was_stored() {
        let document = Document {
            part: 2,
            parts: 3,
            title: Some("Harbour reopens".to_owned()),
            published: Some(Published { date: PartialDate::month(2021, 5), ..Published::default() }),
            text: "Harbour reopens\nMara Quill said so.".to_owned(),
            blocks: vec![Block { span: Span::new(0, 15), kind: BlockKind::Headline }],
            mentions: vec![Mention { span: Span::new(16, 26), kind: Kind::Person, key: Some(0) }],
            pages: vec![PageStart { start: 0, page: 4 }],
            text_beside: Some(Box::new(TextBeside { file: "a.hocr".to_owned(), sureness: Some(91) })),
            quotes: vec![Quoted {
                span: Span::new(0, 15),
                rows: 1,
                from: None,
                day: PartialDate::year(2021).into(),
            }],
            keys: vec![Key { kind: Kind::Person, name: "Mara Quill".to_owned(), bare: false }],
            ..Document::default()
        };
        let layout = encode(&document).unwrap();
        assert_eq!(decode_blocks(&layout).as_ref(), Some(&document.blocks));
        assert_eq!(decode(document.text.clone(), &layout), Some(document));
    }

    #[test]
    fn a_frame_comes_back_as_it_was_stored() {
        let run = |line, text: &str| FrameRun { line, text: text.to_owned() };
        let frame = Frame { runs: vec![run(Some(1), "THE GULL\nTown news"), run(None, "é")] };
        let (text, layout) = encode_frame(&frame).unwrap();
        assert_eq!(decode_frame(&text, &layout), Some(frame));
        assert_eq!(decode_frame(&text[..3], &layout), None);
    }

    #[test]
    fn a_damaged_layout_is_refused() {
        let layout = encode(&Document::default()).unwrap();
        assert_eq!(decode(String::new(), &layout[..layout.len() - 3]), None);
        let older = decode(String::new(), &layout[..layout.len() - 2]);
        assert!(older.is_some(), "one without what stands behind all else is read");
    }
}
