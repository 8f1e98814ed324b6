//! The library as the scores use it: files read, texts annotated, names of many documents resolved.
//! The only place of the two programs that calls it.

use std::collections::{BTreeSet, HashMap};

use perusal::annotate::lists::Lists;
use perusal::annotate::{annotate_text, short_forms};
use perusal::model::{BlockKind, Document, Key, Kind};
use perusal::resolve::{KeyUse, explain_acronyms, resolve};
use perusal::{extract, ingest};

/// The documents of a file; none where it cannot be read.
pub fn documents(name: &str, bytes: &[u8]) -> Vec<Document> {
    ingest::read::read(name, bytes, &Lists::default()).unwrap_or_default()
}

/// The text of a file of plain text; none where it cannot be read.
pub fn decoded(name: &str, bytes: &[u8]) -> String {
    extract::decode(name, bytes).unwrap_or_default()
}

/// A text taken as it is, with its mentions.
pub fn annotated(text: &str) -> Document {
    annotate_text(text.to_owned(), &Lists::default())
}

/// The document with the most characters, the first of several.
pub fn longest(documents: &[Document]) -> Option<&Document> {
    let length = |document: &Document| document.text.chars().count();
    documents.iter().rev().max_by_key(|document| length(document))
}

/// Whether a block is part of the article's text.
pub fn is_article(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Chrome | BlockKind::Headline | BlockKind::Byline | BlockKind::Caption)
}

/// The text of the articles, a block a line.
pub fn article_text(documents: &[Document]) -> String {
    let blocks = documents.iter().flat_map(|document| {
        let blocks = document.blocks.iter().filter(|block| is_article(block.kind));
        blocks.map(|block| block.span.of(&document.text))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// The lines of the file, from 0, that documents keep as article text.
pub fn kept_lines(documents: &[Document]) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    for document in documents {
        let Some((first, _)) = document.lines else { continue };
        let blocks: Vec<_> = document.blocks.iter().filter(|block| is_article(block.kind)).collect();
        let mut start = 0;
        for (number, line) in document.text.split('\n').enumerate() {
            let end = start + line.len() + 1;
            let has_text = blocks.iter().any(|block| {
                let (from, to) = (start.max(block.span.start as usize), end.min(block.span.end as usize));
                from < to
                    && document.text.as_bytes()[from..to]
                        .iter()
                        .any(|byte| !b" \t\n\r\x0b\x0c".contains(byte))
            });
            if has_text {
                kept.insert(first as usize + number);
            }
            start = end;
        }
    }
    kept
}

/// When a document was published, as "2022-02-14", "2022-02" or "2022", and whether that is sure.
pub fn published(document: &Document) -> Option<(String, bool)> {
    let published = document.published.as_ref()?;
    Some((published.date?.to_string(), published.sure))
}

/// The entity of each name of documents: the names of one follow each other.
pub fn entities_of_names(documents: &[Vec<(Kind, &str)>]) -> Vec<Vec<Option<u32>>> {
    let keyed: Vec<_> = documents.iter().map(|names| short_forms::keys(names)).collect();
    let tables: Vec<&[Key]> = keyed.iter().map(|(keys, _)| keys.as_slice()).collect();
    let entities = entities_of_keys(&tables);
    let of_names = entities.iter().zip(&keyed);
    of_names.map(|(of, (_, keys))| keys.iter().map(|&key| of[key as usize]).collect()).collect()
}

/// The entity of each key of documents, in a collection of nothing else.
pub fn entities_of_keys(documents: &[&[Key]]) -> Vec<Vec<Option<u32>>> {
    let mut table: Vec<(&Key, u32)> = Vec::new();
    let mut known: HashMap<(Kind, &str), usize> = HashMap::new();
    let mut numbers: Vec<Vec<usize>> = Vec::new();
    for keys in documents {
        let mut own = Vec::new();
        for key in *keys {
            let next = table.len();
            // A bare name belongs to its document alone.
            let number = if key.bare { next } else { *known.entry((key.kind, &key.name)).or_insert(next) };
            if number == next {
                table.push((key, 0));
            }
            table[number].1 += 1;
            own.push(number);
        }
        numbers.push(own);
    }
    let mut uses: Vec<KeyUse<'_>> = table
        .iter()
        .map(|&(key, documents)| KeyUse { documents, ..KeyUse::new(key.kind, &key.name, key.bare) })
        .collect();
    let rows: Vec<Vec<u32>> =
        numbers.iter().map(|own| own.iter().map(|&number| number as u32).collect()).collect();
    explain_acronyms(&mut uses, rows.iter().map(Vec::as_slice));
    let entities = resolve(&uses, &[]);
    let of = |number: &usize| entities.of_key(*number as u32);
    numbers.iter().map(|own| own.iter().map(of).collect()).collect()
}
