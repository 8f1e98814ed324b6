//! The schema of the index: its fields, its version, and whether an index of another version can still
//! be searched. Three kinds of row share the schema: for each file, for each document, for each frame.
//!
//! Not here: writing values into the fields (`record`), and reading them (`segments`).

use std::borrow::Cow;

use tantivy::schema::{
    FAST, Field, FieldEntry, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use super::tokenizer::WORDS;
use crate::model::READING_VERSION;
use crate::query::FacetText;

/// Counts the changes of the schema, of the tokenizer and of what is stored. An index of another
/// version is made anew, and answers until the new one is whole where it [`can_answer`]. For that a
/// new column is added at the end of [`schema`], and a field, a tokenizer or a stored layout that
/// means something else than before gets another name.
pub const SCHEMA_VERSION: u32 = 11;

/// What an index is made by: this version and that of reading.
pub(super) fn version_numbers() -> (u32, u32) {
    (SCHEMA_VERSION, READING_VERSION)
}

/// Whether an index made under the schema `written` can be asked: it has all our fields in the same
/// places, but perhaps the last ones, provided these are columns only, which are then empty.
pub(super) fn can_answer(written: &Schema) -> bool {
    let (ours, _) = schema();
    let mut theirs = written.fields().map(|(_, field)| field);
    let column_only = |field: &FieldEntry| field.is_fast() && !field.is_indexed() && !field.is_stored();
    ours.fields().all(|(_, field)| theirs.next().map_or(column_only(field), |known| known == field))
}

/// Names of fields that are read as columns.
pub(in crate::index) mod name {
    pub const ROW: &str = "row";
    pub const PATH: &str = "path";
    pub const SIZE: &str = "size";
    pub const MODIFIED: &str = "modified";
    pub const HASH_HIGH: &str = "hash_high";
    pub const HASH_LOW: &str = "hash_low";
    pub const LISTS: &str = "lists";
    pub const FORMAT: &str = "format";
    pub const PROBLEM: &str = "problem";
    pub const ID: &str = "id";
    pub const TITLE: &str = "title";
    pub const SOURCE: &str = "source";
    pub const LANGUAGE: &str = "language";
    pub const KIND: &str = "kind";
    pub const PUBLISHED: &str = "published";
    pub const SURE: &str = "sure";
    pub const AFTER: &str = "after";
    pub const BEFORE: &str = "before";
    pub const PART: &str = "part";
    pub const PARTS: &str = "parts";
    pub const MENTIONS: &str = "mentions";
    pub const HEADLINED: &str = "headlined";
    pub const KEYS: &str = "keys";
    /// Called so by indexes that exist.
    pub const KEY_MENTIONS: &str = "spoken";
    pub const ROLES: &str = "roles";
    pub const ROLE_OF: &str = "role_of";
    pub const CHANGED: &str = "changed";
    pub const INODE: &str = "inode";
    pub const DEVICE: &str = "device";
    pub const SOURCE_GUESSED: &str = "source_guessed";
    pub const WORDS: &str = "words";
    pub const THREAD: &str = "thread";
    pub const SENT: &str = "sent";
    pub const ATTACHMENTS: &str = "attachments";
    pub const ADDRESSED: &str = "addressed";
    pub const ATTACHMENT: &str = "attachment";
    pub const LINK: &str = "link";
    pub const SKETCH: &str = "sketch";
}

/// The column of a text that facets take their values from. Source and language are columns of
/// their own; another has a prefix, so that it meets no other field.
pub(in crate::index) fn facet_column(of: FacetText) -> Cow<'static, str> {
    match of.name() {
        name @ (name::SOURCE | name::LANGUAGE) => name.into(),
        name => format!("facet_{name}").into(),
    }
}

/// The kinds of row, as values of the field `row`.
pub(in crate::index) mod row {
    /// A source file, read or failed.
    pub const FILE: u64 = 0;
    /// A document found in a file.
    pub const DOCUMENT: u64 = 1;
    /// The lines of a file that are in no document.
    pub const FRAME: u64 = 2;
}

/// The fields by their role.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Fields {
    pub row: Field,
    /// On every row: deleting by it removes a file with its documents.
    pub path: Field,
    /// The path again, on the file's own row only.
    pub file: Field,
    pub size: Field,
    pub modified: Field,
    pub hash_high: Field,
    pub hash_low: Field,
    pub format: Field,
    pub documents: Field,
    pub lists: Field,
    pub problem: Field,
    pub id: Field,
    pub title: Field,
    pub source: Field,
    pub language: Field,
    /// The words of all blocks that are not chrome; then, set apart, those of the head that stand in no
    /// block.
    pub body: Field,
    /// The words of all blocks that are chrome, or of a frame; what does not stand together is set apart,
    /// so that no phrase is found across it.
    pub chrome: Field,
    /// The texts that facets take their values from, by their number.
    pub facet_texts: [Field; FacetText::ALL.len()],
    pub kind: Field,
    pub published: Field,
    pub sure: Field,
    pub after: Field,
    pub before: Field,
    pub part: Field,
    pub parts: Field,
    pub mentions: Field,
    /// Whether the title stands in the body too, as a headline.
    pub headlined: Field,
    pub keys: Field,
    /// For each mention of a key, which and in which sentence.
    pub key_mentions: Field,
    /// The roles that are stated of persons, and for each the key of its person.
    pub roles: Field,
    pub role_of: Field,
    /// Stored: the document's text, and everything else of it.
    pub text: Field,
    pub layout: Field,
    pub changed: Field,
    pub inode: Field,
    pub device: Field,
    /// 1 where the source is a guess; nothing where it is none.
    pub source_guessed: Field,
    /// How many words the body has.
    pub words: Field,
    /// Of a mail by what it is found by others of its thread, when it was sent, and how many files it has
    /// attached; nothing of all else.
    pub thread: Field,
    pub sent: Field,
    pub attachments: Field,
    /// Names of people that stand with an address: the key of each and that of the address.
    pub addressed: Field,
    /// The path inside its file, of what lies in an archive or is attached to a mail.
    pub attachment: Field,
    /// The address on the web.
    pub link: Field,
    /// The numbers of the sketch by which copies are found; none of a text that is too short for it.
    pub sketch: Field,
}

/// The schema with its fields.
pub(in crate::index) fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default()
        .set_tokenizer(WORDS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words);
    let column = TextOptions::default().set_fast("raw");
    let mut b = Schema::builder();
    let mut fields = Fields {
        row: b.add_u64_field(name::ROW, FAST),
        path: b.add_text_field(name::PATH, STRING.set_fast("raw")),
        file: b.add_text_field("file", STRING),
        size: b.add_u64_field(name::SIZE, FAST),
        modified: b.add_i64_field(name::MODIFIED, FAST),
        hash_high: b.add_u64_field(name::HASH_HIGH, FAST),
        hash_low: b.add_u64_field(name::HASH_LOW, FAST),
        format: b.add_u64_field(name::FORMAT, FAST),
        documents: b.add_u64_field("documents", FAST),
        lists: b.add_u64_field(name::LISTS, FAST),
        problem: b.add_text_field(name::PROBLEM, column.clone()),
        id: b.add_u64_field(name::ID, FAST | INDEXED),
        title: b.add_text_field(name::TITLE, words.clone().set_fast("raw")),
        source: b.add_text_field(name::SOURCE, words.clone().set_fast("raw")),
        body: b.add_text_field("body", words.clone()),
        chrome: b.add_text_field("chrome", words),
        language: b.add_text_field(name::LANGUAGE, column.clone()),
        kind: b.add_u64_field(name::KIND, FAST),
        published: b.add_i64_field(name::PUBLISHED, FAST),
        sure: b.add_u64_field(name::SURE, FAST),
        after: b.add_i64_field(name::AFTER, FAST),
        before: b.add_i64_field(name::BEFORE, FAST),
        part: b.add_u64_field(name::PART, FAST),
        parts: b.add_u64_field(name::PARTS, FAST),
        mentions: b.add_u64_field(name::MENTIONS, FAST),
        headlined: b.add_u64_field(name::HEADLINED, FAST),
        keys: b.add_text_field(name::KEYS, STRING.set_fast("raw")),
        key_mentions: b.add_u64_field(name::KEY_MENTIONS, FAST),
        roles: b.add_text_field(name::ROLES, column.clone()),
        role_of: b.add_u64_field(name::ROLE_OF, FAST),
        text: b.add_bytes_field("text", STORED),
        layout: b.add_bytes_field("layout", STORED),
        facet_texts: [Field::from_field_id(0); FacetText::ALL.len()],
        changed: Field::from_field_id(0),
        inode: Field::from_field_id(0),
        device: Field::from_field_id(0),
        source_guessed: Field::from_field_id(0),
        words: Field::from_field_id(0),
        thread: Field::from_field_id(0),
        sent: Field::from_field_id(0),
        attachments: Field::from_field_id(0),
        addressed: Field::from_field_id(0),
        attachment: Field::from_field_id(0),
        link: Field::from_field_id(0),
        sketch: Field::from_field_id(0),
    };
    add_later(&mut b, &mut fields, &column);
    (b.build(), fields)
}

/// Adds the fields that came later: they stand last, as `can_answer` wants it.
fn add_later(b: &mut SchemaBuilder, fields: &mut Fields, column: &TextOptions) {
    fields.changed = b.add_i64_field(name::CHANGED, FAST);
    fields.inode = b.add_u64_field(name::INODE, FAST);
    fields.device = b.add_u64_field(name::DEVICE, FAST);
    fields.source_guessed = b.add_u64_field(name::SOURCE_GUESSED, FAST);
    fields.words = b.add_u64_field(name::WORDS, FAST);
    fields.facet_texts = FacetText::ALL.map(|of| match of.name() {
        name::SOURCE => fields.source,
        name::LANGUAGE => fields.language,
        _ => b.add_text_field(&facet_column(of), column.clone()),
    });
    fields.thread = b.add_u64_field(name::THREAD, FAST);
    fields.sent = b.add_i64_field(name::SENT, FAST);
    fields.attachments = b.add_u64_field(name::ATTACHMENTS, FAST);
    fields.addressed = b.add_u64_field(name::ADDRESSED, FAST);
    fields.attachment = b.add_text_field(name::ATTACHMENT, column.clone());
    fields.link = b.add_text_field(name::LINK, column.clone());
    fields.sketch = b.add_u64_field(name::SKETCH, FAST);
}
