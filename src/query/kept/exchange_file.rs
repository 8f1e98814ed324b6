//! The files of a folder in which two people exchange what they keep: one for each document, of a name that stays, in
//! TOML, in an order that stays; what was deleted is said to be. A person can read and edit them.
//!
//! Not here: merging (`exchange`), the folder itself (`cli::sync`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::exchange::{DocumentPlace, ExchangedNote, Held, Holding, Item};
use super::note::{Colour, Tag};
use crate::model::{Anchor, Span};

/// The number of the format written here.
const FORMAT: u32 = 1;

/// So many letters of the name of a file stand in that of its notes.
const NAMED: usize = 40;

const HEAD: &str = "# Notes of perusal; `perusal notes sync` reads and writes this file. To delete a note, move its id to `deleted`.\n";

/// What a file says.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FileText {
    perusal_notes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starred: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_read: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags_taken_away: Vec<Tag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    searches: Vec<WrittenSearch>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    searches_deleted: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections_taken_back: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deleted: Vec<String>,
    #[serde(rename = "note", skip_serializing_if = "Vec::is_empty")]
    notes: Vec<WrittenNote>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSearch {
    name: String,
    /// As JSON: text, filters, order.
    search: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNote {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    before: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    after: String,
    /// Where the quote stood, and in which text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stood: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What might be taken for it there.
    #[serde(default, skip_serializing_if = "is_zero")]
    rival: u32,
    #[serde(default, skip_serializing_if = "is_single")]
    twin: (u32, u32),
    made: i64,
    changed: i64,
}

/// What is held, as the text of each file by its name.
///
/// # Errors
/// When a text cannot be written as TOML.
pub fn exchange_files(holding: &Holding) -> Result<BTreeMap<String, String>, String> {
    let mut files: BTreeMap<String, FileText> = BTreeMap::new();
    for (key, held) in holding {
        let place = held.item().place();
        let file = files.entry(file_name(place)).or_default();
        file.perusal_notes = FORMAT;
        if let Some(place) = place {
            (file.file, file.part) = (Some(place.path.clone()), Some(place.part));
            // Of several titles, which a document had one after the other, the same one each time.
            file.title = file.title.take().max(place.title.clone());
        }
        match held {
            Held::There(Item::Note(note)) => file.notes.push(note_text(key, note)),
            Held::Gone(Item::Note(_)) => file.deleted.push(key.clone()),
            Held::There(Item::Tag(_, tag)) => file.tags.push(tag.clone()),
            Held::Gone(Item::Tag(_, tag)) => file.tags_taken_away.push(tag.clone()),
            Held::There(Item::Star(_)) => file.starred = Some(true),
            Held::Gone(Item::Star(_)) => file.starred = Some(false),
            Held::There(Item::Read(_)) => file.read = Some(true),
            Held::Gone(Item::Read(_)) => file.read = Some(false),
            Held::There(Item::Later(_)) => file.to_read = Some(true),
            Held::Gone(Item::Later(_)) => file.to_read = Some(false),
            Held::There(Item::Search(name, typed)) => {
                let search = serde_json::to_string(typed).map_err(|error| error.to_string())?;
                file.searches.push(WrittenSearch { name: name.clone(), search });
            }
            Held::Gone(Item::Search(name, _)) => file.searches_deleted.push(name.clone()),
            Held::There(Item::Correction(line)) => file.corrections.push(line.clone()),
            Held::Gone(Item::Correction(line)) => file.corrections_taken_back.push(line.clone()),
        }
    }
    let text = |mut file: FileText| {
        file.notes.sort_by(|a, b| (a.stood, a.made, &a.id).cmp(&(b.stood, b.made, &b.id)));
        toml::to_string_pretty(&file).map(|text| format!("{HEAD}{text}")).map_err(|error| error.to_string())
    };
    files.into_iter().map(|(name, file)| Ok((name, text(file)?))).collect()
}

/// What a file says is held.
///
/// # Errors
/// With what is not understood, and where.
pub fn read_exchange_file(text: &str) -> Result<Holding, String> {
    let file: FileText = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.perusal_notes != FORMAT {
        return Err(format!("it is of format {}, this version reads {FORMAT}", file.perusal_notes));
    }
    let place = file.file.map(|path| DocumentPlace { path, part: file.part.unwrap_or(1), title: file.title });
    let mut holding = Holding::new();
    let mut insert = |item: Item, is_there: bool| {
        if let Some(key) = item.key() {
            holding.insert(key, if is_there { Held::There(item) } else { Held::Gone(item) });
        }
    };
    for (lines, is_there) in [(file.corrections_taken_back, false), (file.corrections, true)] {
        lines.into_iter().for_each(|line| insert(Item::Correction(line), is_there));
    }
    file.searches_deleted.into_iter().for_each(|name| insert(Item::Search(name, Box::default()), false));
    for WrittenSearch { name, search } in file.searches {
        let typed = serde_json::from_str(&search).map_err(|error| format!("the search {name}: {error}"))?;
        insert(Item::Search(name, typed), true);
    }
    if let Some(place) = &place {
        for (tags, is_there) in [(file.tags_taken_away, false), (file.tags, true)] {
            tags.into_iter().for_each(|tag| insert(Item::Tag(place.clone(), tag), is_there));
        }
        let marks = [
            (file.starred, Item::Star(place.clone())),
            (file.read, Item::Read(place.clone())),
            (file.to_read, Item::Later(place.clone())),
        ];
        for (is_there, item) in marks {
            is_there.into_iter().for_each(|is_there| insert(item.clone(), is_there));
        }
    }
    for id in file.deleted {
        let gone = ExchangedNote { place: place.clone(), ..ExchangedNote::default() };
        holding.insert(id, Held::Gone(Item::Note(Box::new(gone))));
    }
    for note in file.notes {
        let (id, note) = exchanged(note, place.as_ref())?;
        holding.insert(id, Held::There(Item::Note(Box::new(note))));
    }
    Ok(holding)
}

fn note_text(id: &str, note: &ExchangedNote) -> WrittenNote {
    let anchor = note.anchor.as_ref();
    let (kind, name) = note.name.clone().unzip();
    WrittenNote {
        id: id.to_owned(),
        words: note.words.clone(),
        tags: note.tags.clone(),
        colour: note.colour.map(|colour| colour.name().to_owned()),
        kind,
        name,
        quote: anchor.map(|anchor| anchor.quote.clone()),
        before: anchor.map(|anchor| anchor.before.clone()).unwrap_or_default(),
        after: anchor.map(|anchor| anchor.after.clone()).unwrap_or_default(),
        stood: anchor.map(|anchor| (anchor.span.start, anchor.span.end)),
        text: anchor.map(|anchor| format!("{:016x}", anchor.text_hash)),
        rival: anchor.map(|anchor| anchor.rival).unwrap_or_default(),
        twin: anchor.map(|anchor| anchor.twin).unwrap_or_default(),
        made: note.made,
        changed: note.changed,
    }
}

fn is_zero(rival: &u32) -> bool {
    *rival == 0
}

fn is_single(twin: &(u32, u32)) -> bool {
    twin.1 == 0
}

fn exchanged(text: WrittenNote, place: Option<&DocumentPlace>) -> Result<(String, ExchangedNote), String> {
    let is_number = text.id.len() == 32 && text.id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_number {
        return Err(format!("“{}” is no number of a note", text.id));
    }
    let (start, end) = text.stood.unwrap_or_default();
    let hash = text.text.as_deref().and_then(|hash| u64::from_str_radix(hash, 16).ok()).unwrap_or_default();
    let span = Span { start, end };
    let anchor = |quote| Anchor {
        quote,
        before: text.before,
        after: text.after,
        span,
        text_hash: hash,
        rival: text.rival,
        twin: text.twin,
    };
    let note = ExchangedNote {
        place: place.cloned(),
        anchor: text.quote.map(anchor),
        name: text.kind.zip(text.name),
        colour: text.colour.as_deref().and_then(Colour::from_name),
        words: text.words,
        tags: text.tags,
        made: text.made,
        changed: text.changed,
    };
    Ok((text.id.to_ascii_lowercase(), note))
}

/// The name of the file for what is on a document, or on none.
fn file_name(place: Option<&DocumentPlace>) -> String {
    let Some(place) = place else { return "collection.toml".to_owned() };
    let stem = place.path.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let letters = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let named: String = letters.take(NAMED).collect();
    let hash = xxh3_64(format!("{}#{}", place.path, place.part).as_bytes());
    format!("{}-{hash:016x}.toml", named.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::TypedSearch;

    fn note(place: Option<DocumentPlace>, words: &str) -> Item {
        let anchor = place.is_some().then(|| Anchor {
            quote: "“grain”\n\"\"\" \\ \u{7}".into(),
            before: "the ".into(),
            span: Span::new(4, 9),
            text_hash: u64::MAX,
            ..Anchor::default()
        });
        let name = place.is_none().then(|| ("person".to_owned(), "Ida Marrel".to_owned()));
        Item::Note(Box::new(ExchangedNote {
            place,
            anchor,
            name,
            colour: Some(Colour::Blue),
            words: words.into(),
            tags: vec![Tag::new("a/b").unwrap()],
            made: 5,
            changed: 6,
        }))
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let place =
            DocumentPlace { path: "old/Ferry, late.txt".into(), part: 2, title: Some("Ferry".into()) };
        let tag = |name: &str| Item::Tag(place.clone(), Tag::new(name).unwrap());
        let search = |text: &str| {
            let typed = TypedSearch { text: text.to_owned(), ..TypedSearch::default() };
            Item::Search(format!("on {text}"), Box::new(typed))
        };
        let correction = |line: &str| Item::Correction(line.to_owned());
        let items = [
            tag("sea"),
            Item::Star(place.clone()),
            Item::Read(place.clone()),
            search("grain"),
            correction("hidden person \"ZZ\""),
        ];
        let gone = [tag("land"), Item::Later(place.clone()), search(""), correction("hidden person \"YY\"")];
        let mut holding: Holding =
            items.into_iter().map(|item| (item.key().unwrap(), Held::There(item))).collect();
        holding.extend(gone.into_iter().map(|item| (item.key().unwrap(), Held::Gone(item))));
        let id = |n: u32| format!("{n:032x}");
        holding.insert(id(1), Held::There(note(Some(place.clone()), "two\nlines")));
        holding.insert(id(2), Held::There(note(None, "")));
        let deleted = ExchangedNote { place: Some(place), ..ExchangedNote::default() };
        holding.insert(id(3), Held::Gone(Item::Note(Box::new(deleted))));
        let files = exchange_files(&holding).unwrap();
        assert_eq!(files.len(), 2);
        assert!(files.keys().next_back().unwrap().starts_with("ferry--late-"), "{files:?}");
        let read = files.values().map(|text| read_exchange_file(text).unwrap());
        assert_eq!(read.fold(Holding::new(), super::super::exchange::unite), holding);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (text, said) in [
            ("<<<<<<< HEAD\n", "line 1"),
            ("perusal_notes = 9\n", "format 9"),
            ("perusal_notes = 1\n[[note]]\nid = \"x\"\nmade = 1\nchanged = 1\n", "no number"),
            ("perusal_notes = 1\nwords = \"x\"\n", "words"),
        ] {
            let error = read_exchange_file(text).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }
}
