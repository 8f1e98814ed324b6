//! Makes rows of the index from files, documents and frames.
//!
//! Not here: reading rows back as columns (`segments`), and the stored form of a whole document
//! (`layout`).

use std::collections::HashMap;

use tantivy::TantivyDocument;

use super::layout::{encode, encode_frame};
use super::packed_date::pack;
use super::schema::{Fields, row};
use crate::compare::{Runs, Sketch};
use crate::entity::{KeyMention, encode_key};
use crate::mail::thread;
use crate::model::{
    Block, BlockKind, Correspondence, Document, DocumentId, DocumentKind, Format, Frame, KeyNumber, Mention,
    Published, SourceFile, web_address,
};
use crate::query::FacetText;
use crate::text::token::{is_word, tokens};

/// Titles are shortened to this many bytes in their column; the document keeps them whole.
const COLUMN_BYTES: usize = 1000;
/// Texts to filter by are shortened to this many: a mail may have hundreds of recipients, and each is to be found.
const FACET_BYTES: usize = 30_000;

/// The row of a file.
pub(super) fn file_row(f: &Fields, file: &SourceFile) -> TantivyDocument {
    let mut r = TantivyDocument::new();
    r.add_u64(f.row, row::FILE);
    r.add_text(f.path, &file.path);
    r.add_text(f.file, &file.path);
    r.add_u64(f.size, file.stamp.size);
    r.add_i64(f.modified, file.stamp.modified);
    r.add_i64(f.changed, file.stamp.changed);
    r.add_u64(f.inode, file.stamp.inode);
    r.add_u64(f.device, file.stamp.device);
    r.add_u64(f.hash_high, (file.hash >> 64) as u64);
    r.add_u64(f.hash_low, file.hash as u64);
    r.add_u64(f.format, format_number(file.format));
    r.add_u64(f.documents, file.documents.into());
    r.add_u64(f.lists, file.lists);
    if let Some(problem) = &file.problem {
        r.add_text(f.problem, shortened(&problem.0, COLUMN_BYTES));
    }
    r
}

/// The row of a document found in a file, and about how many bytes it takes.
///
/// # Errors
/// When the layout cannot be encoded.
pub(super) fn document_row(
    f: &Fields,
    file: &SourceFile,
    id: DocumentId,
    document: &Document,
) -> Result<(TantivyDocument, usize), postcard::Error> {
    let body = words_of(document, document.body_blocks());
    let folded = document.folded_runs().map(|run| words_of(document, run));
    let chrome: Vec<String> = folded.collect();
    let layout = encode(document)?;
    let folded_bytes: usize = chrome.iter().map(String::len).sum();
    let bytes = body.len() + folded_bytes + layout.len() + document.text.len();
    let mut r = TantivyDocument::with_capacity(bytes + 1024);
    r.add_u64(f.row, row::DOCUMENT);
    r.add_text(f.path, &file.path);
    r.add_u64(f.id, id.0);
    r.add_text(f.title, shortened(document.title.as_deref().unwrap_or(""), COLUMN_BYTES));
    for (field, of) in f.facet_texts.into_iter().zip(FacetText::ALL) {
        r.add_text(field, shortened(of.of_document(file, document), FACET_BYTES));
    }
    r.add_u64(f.kind, kind_number(document.kind));
    r.add_u64(f.part, document.part.into());
    r.add_u64(f.parts, document.parts.into());
    r.add_u64(f.mentions, document.mentions.len() as u64);
    let headlined = document.blocks.iter().any(|block| block.kind == BlockKind::Headline);
    r.add_u64(f.headlined, headlined.into());
    r.add_u64(f.words, tokens(&body).count() as u64);
    if let Some(path) = &document.attachment {
        r.add_text(f.attachment, shortened(path, COLUMN_BYTES));
    }
    if let Some(address) = document.link.as_deref().and_then(web_address) {
        r.add_text(f.link, address);
    }
    if document.source_guessed {
        r.add_u64(f.source_guessed, 1);
    }
    if let Some(published) = &document.published {
        add_dates(&mut r, f, published);
    }
    if let Some(mail) = &document.mail {
        add_correspondence(&mut r, f, mail, document);
    }
    if let Some(sketch) = Sketch::of(&Runs::of(document)) {
        sketch.numbers().into_iter().for_each(|number| r.add_u64(f.sketch, number));
    }
    add_names(&mut r, f, id, document);
    r.add_text(f.body, &body);
    for words in unprinted(file, document, &body) {
        r.add_text(f.body, words);
    }
    for run in &chrome {
        r.add_text(f.chrome, run);
    }
    r.add_bytes(f.text, document.text.as_bytes());
    r.add_bytes(f.layout, &layout);
    Ok((r, bytes))
}

/// The row of a file's frame, and about how many bytes it takes.
///
/// # Errors
/// When the lines cannot be encoded.
pub(super) fn frame_row(
    f: &Fields,
    file: &SourceFile,
    frame: &Frame,
) -> Result<(TantivyDocument, usize), postcard::Error> {
    let (text, layout) = encode_frame(frame)?;
    let bytes = 2 * text.len() + layout.len();
    let mut r = TantivyDocument::with_capacity(bytes + 256);
    r.add_u64(f.row, row::FRAME);
    r.add_text(f.path, &file.path);
    for run in &frame.runs {
        r.add_text(f.chrome, &run.text);
    }
    r.add_bytes(f.text, text.as_bytes());
    r.add_bytes(f.layout, &layout);
    Ok((r, bytes))
}

/// What the head of a document shows that does not stand in its text: authors that only the format
/// declares, the end of a title too long for its column, the file's name in place of a title, the path inside an
/// archive.
fn unprinted<'d>(file: &'d SourceFile, document: &'d Document, body: &str) -> Vec<&'d str> {
    let mut words = Vec::new();
    words.extend(document.byline.as_deref());
    words.extend(document.attachment.as_deref());
    match document.title.as_deref() {
        Some(title) if title.len() > COLUMN_BYTES => words.push(title),
        Some(title) if !title.is_empty() => {}
        _ => words.push(file.path.rsplit('/').next().unwrap_or(&file.path)),
    }
    words.retain(|words| tokens(words).any(|word| !stands_in(body, word.of(words))));
    words
}

/// Whether a word stands in a text.
fn stands_in(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// By what a mail is found by others of its thread, when it was sent, and how much it has attached.
fn add_correspondence(r: &mut TantivyDocument, f: &Fields, mail: &Correspondence, document: &Document) {
    for key in thread::keys(mail) {
        r.add_u64(f.thread, key.number());
    }
    if let Some(sent) = mail.sent {
        r.add_i64(f.sent, sent);
    }
    if !document.attachments.is_empty() {
        r.add_u64(f.attachments, document.attachments.len() as u64);
    }
}

/// The keys of a document, and where in it they are mentioned.
fn add_names(r: &mut TantivyDocument, f: &Fields, id: DocumentId, document: &Document) {
    let of_keys: Vec<Option<String>> = document.keys.iter().map(|key| encode_key(key, id)).collect();
    let mut texts: Vec<&str> = of_keys.iter().flatten().map(String::as_str).collect();
    texts.sort_unstable();
    texts.dedup();
    for text in &texts {
        r.add_text(f.keys, text);
    }
    let position_of = |key: KeyNumber| {
        let text = of_keys.get(key as usize)?.as_deref()?;
        texts.binary_search(&text).ok()
    };
    let position = |mention: &Mention| position_of(mention.key?);
    let domains: HashMap<KeyNumber, KeyNumber> = document.address_domains().into_iter().collect();
    for mention in &document.mentions {
        let domain = mention.key.and_then(|key| domains.get(&key));
        for key in position(mention).into_iter().chain(domain.and_then(|&key| position_of(key))) {
            let sentence = document.sentences.partition_point(|sentence| sentence.end <= mention.span.start);
            let mention = KeyMention { key: key as u32, sentence: sentence as u32 };
            r.add_u64(f.key_mentions, pack_mention(mention));
        }
    }
    for (person, address) in document.addressed() {
        if let (Some(person), Some(address)) = (position_of(person), position_of(address)) {
            r.add_u64(f.addressed, (person as u64) << 32 | address as u64);
        }
    }
    for role in &document.roles {
        if let Some(key) = document.mentions.get(role.mention as usize).and_then(position) {
            let words: Vec<&str> = role.span.of(&document.text).split_whitespace().collect();
            r.add_text(f.roles, shortened(&words.join(" "), COLUMN_BYTES));
            r.add_u64(f.role_of, key as u64);
        }
    }
}

/// A mention as one number.
fn pack_mention(mention: KeyMention) -> u64 {
    u64::from(mention.key) << 32 | u64::from(mention.sentence)
}

/// The mention that was packed.
pub(in crate::index) fn unpack_mention(packed: u64) -> KeyMention {
    KeyMention { key: (packed >> 32) as u32, sentence: packed as u32 }
}

fn add_dates(r: &mut TantivyDocument, f: &Fields, published: &Published) {
    let dates = [(f.published, published.date), (f.after, published.after), (f.before, published.before)];
    for (field, date) in dates {
        if let Some(date) = date {
            r.add_i64(field, pack(date));
        }
    }
    r.add_u64(f.sure, published.sure.into());
}

/// These blocks as one text. There is no gap between them: a sentence may be broken over several
/// lines, each a block, and a phrase must still be found in it.
fn words_of<'d>(document: &Document, blocks: impl IntoIterator<Item = &'d Block>) -> String {
    let mut words = String::new();
    for block in blocks {
        words.push_str(block.span.of(&document.text));
        words.push('\n');
    }
    words
}

/// The longest beginning of `text` that has at most so many bytes.
fn shortened(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

pub(in crate::index) fn kind_number(kind: DocumentKind) -> u64 {
    match kind {
        DocumentKind::Article => 0,
        DocumentKind::List => 1,
    }
}

pub(in crate::index) fn kind_from_number(number: u64) -> DocumentKind {
    match number {
        1 => DocumentKind::List,
        _ => DocumentKind::Article,
    }
}

pub(in crate::index) fn format_number(format: Format) -> u64 {
    match format {
        Format::PlainText => 0,
        Format::Markdown => 1,
        Format::Html => 2,
        Format::Other => 3,
        Format::Pdf => 4,
        Format::Mail => 5,
        Format::Office => 6,
        Format::Book => 7,
        Format::Feed => 8,
        Format::Archive => 9,
        Format::Table => 10,
        Format::Records => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::file;

    #[test]
    fn a_word_of_the_head_is_indexed_though_a_longer_word_of_the_text_holds_it() {
        let document =
            Document { title: Some("News".to_owned()), byline: Some("Li".to_owned()), ..Document::default() };
        assert_eq!(unprinted(&file("a.txt"), &document, "News of Linz"), ["Li"]);
        assert_eq!(unprinted(&file("a.txt"), &document, "News by Li"), [""; 0]);
        let inside = Document { attachment: Some("letters/Linz.txt".to_owned()), ..document };
        assert_eq!(unprinted(&file("a.zip"), &inside, "News by Li"), ["letters/Linz.txt"]);
    }
}
