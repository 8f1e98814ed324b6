//! The columns of one segment (tantivy's fast fields): what lists, filters and facets read instead of
//! stored documents.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::fast_fields::FastFields;
use super::occurrences::KeptBeginnings;
use super::strings::Strings;
use crate::index::fingerprints::KeptFingerprints;
use crate::index::store::{facet_column, name, unpack};
use crate::model::PartialDate;
use crate::query::FacetText;

/// The columns of a segment, opened once.
pub(in crate::index) struct Columns {
    pub row: Column<u64>,
    pub path: Strings,
    pub problem: Strings,
    pub id: Column<u64>,
    pub title: Strings,
    pub kind: Column<u64>,
    pub part: Column<u64>,
    pub parts: Column<u64>,
    pub mentions: Column<u64>,
    pub headlined: Column<u64>,
    pub source_guessed: Column<u64>,
    pub body: BodyColumns,
    pub mail: MailColumns,
    pub place: PlaceColumns,
    pub file: FileColumns,
    pub dates: DateColumns,
    pub keys: KeyColumns,
    /// Of the sentences of documents: no column, but kept as long as these.
    pub fingerprints: KeptFingerprints,
    /// Of short beginnings of words: no column either.
    pub beginnings: KeptBeginnings,
    /// By the number of the text.
    facet_texts: Vec<Strings>,
}

/// How many words the article text has, and the sketch by which copies of it are found.
pub(in crate::index) struct BodyColumns {
    pub words: Column<u64>,
    pub sketch: Column<u64>,
}

/// Where a document lies beside the path of its file: the path inside it, and the address on the web.
pub(in crate::index) struct PlaceColumns {
    pub attachment: Strings,
    pub link: Strings,
}

/// By what a file is known to be unchanged, and its format.
pub(in crate::index) struct FileColumns {
    pub size: Column<u64>,
    pub modified: Column<i64>,
    pub changed: Column<i64>,
    pub inode: Column<u64>,
    pub device: Column<u64>,
    pub hash_high: Column<u64>,
    pub hash_low: Column<u64>,
    pub lists: Column<u64>,
    pub format: Column<u64>,
}

/// What only mails have: by what each is found by others of its thread, when it was sent, in seconds since 1970, and how
/// many files it has attached.
pub(in crate::index) struct MailColumns {
    pub thread: Column<u64>,
    pub sent: Column<i64>,
    pub attachments: Column<u64>,
}

/// When a document was published, packed.
pub(in crate::index) struct DateColumns {
    pub published: Column<i64>,
    pub sure: Column<u64>,
    pub after: Column<i64>,
    pub before: Column<i64>,
}

/// The keys of a document, their mentions, and the roles of those they mean.
pub(in crate::index) struct KeyColumns {
    pub texts: Strings,
    pub mentions: Column<u64>,
    pub roles: Strings,
    pub role_of: Column<u64>,
    pub addressed: Column<u64>,
}

impl Columns {
    /// Opens the columns of a segment.
    pub(in crate::index) fn open(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = &FastFields::of(segment);
        Ok(Columns {
            row: columns.u64(name::ROW)?,
            path: Strings::open(columns, name::PATH)?,
            problem: Strings::open(columns, name::PROBLEM)?,
            id: columns.u64(name::ID)?,
            title: Strings::open(columns, name::TITLE)?,
            kind: columns.u64(name::KIND)?,
            part: columns.u64(name::PART)?,
            parts: columns.u64(name::PARTS)?,
            mentions: columns.u64(name::MENTIONS)?,
            headlined: columns.u64(name::HEADLINED)?,
            source_guessed: columns.u64(name::SOURCE_GUESSED)?,
            body: BodyColumns::open(columns)?,
            mail: MailColumns::open(columns)?,
            place: PlaceColumns::open(columns)?,
            file: FileColumns::open(columns)?,
            dates: DateColumns::open(columns)?,
            keys: KeyColumns::open(columns)?,
            fingerprints: KeptFingerprints::default(),
            beginnings: KeptBeginnings::default(),
            facet_texts: FacetText::ALL
                .iter()
                .map(|&of| Strings::open(columns, &facet_column(of)))
                .collect::<tantivy::Result<_>>()?,
        })
    }

    /// The column of a text that facets take their values from.
    pub(in crate::index) fn text(&self, of: FacetText) -> &Strings {
        self.facet_texts.get(of as usize).unwrap_or(Strings::ABSENT)
    }
}

impl BodyColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<BodyColumns> {
        Ok(BodyColumns { words: columns.u64(name::WORDS)?, sketch: columns.u64(name::SKETCH)? })
    }
}

impl PlaceColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<PlaceColumns> {
        let open = |name| Strings::open(columns, name);
        Ok(PlaceColumns { attachment: open(name::ATTACHMENT)?, link: open(name::LINK)? })
    }
}

impl MailColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<MailColumns> {
        Ok(MailColumns {
            thread: columns.u64(name::THREAD)?,
            sent: columns.i64(name::SENT)?,
            attachments: columns.u64(name::ATTACHMENTS)?,
        })
    }
}

impl FileColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<FileColumns> {
        Ok(FileColumns {
            size: columns.u64(name::SIZE)?,
            modified: columns.i64(name::MODIFIED)?,
            changed: columns.i64(name::CHANGED)?,
            inode: columns.u64(name::INODE)?,
            device: columns.u64(name::DEVICE)?,
            hash_high: columns.u64(name::HASH_HIGH)?,
            hash_low: columns.u64(name::HASH_LOW)?,
            lists: columns.u64(name::LISTS)?,
            format: columns.u64(name::FORMAT)?,
        })
    }
}

impl DateColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<DateColumns> {
        Ok(DateColumns {
            published: columns.i64(name::PUBLISHED)?,
            sure: columns.u64(name::SURE)?,
            after: columns.i64(name::AFTER)?,
            before: columns.i64(name::BEFORE)?,
        })
    }
}

impl KeyColumns {
    fn open(columns: &FastFields<'_>) -> tantivy::Result<KeyColumns> {
        Ok(KeyColumns {
            texts: Strings::open(columns, name::KEYS)?,
            mentions: columns.u64(name::KEY_MENTIONS)?,
            roles: Strings::open(columns, name::ROLES)?,
            role_of: columns.u64(name::ROLE_OF)?,
            addressed: columns.u64(name::ADDRESSED)?,
        })
    }
}

/// The date in a column of packed dates.
pub(in crate::index) fn date(column: &Column<i64>, doc: DocId) -> Option<PartialDate> {
    column.first(doc).and_then(unpack)
}
