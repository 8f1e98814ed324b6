//! The documents that pieces cite, each once, with a key of its own: what reference managers take.
//!
//! Not here: how they are written (`csl`, `bibtex`).

use std::collections::{BTreeMap, BTreeSet};

use super::piece::Piece;
use crate::model::Citation;
use crate::text::fold::fold;

/// A document that is cited.
#[derive(Debug)]
pub struct Reference<'a> {
    /// By what it is cited: `bell2022thaw`.
    pub key: String,
    /// Of its first piece.
    pub cited: &'a Citation,
    /// Its pieces, in their order.
    pub pieces: Vec<&'a Piece>,
}

/// The documents of the pieces, in the order in which they first come.
pub fn references(pieces: &[Piece]) -> Vec<Reference<'_>> {
    let mut at: BTreeMap<(&str, u32, Option<&str>), usize> = BTreeMap::new();
    let mut found: Vec<Reference<'_>> = Vec::new();
    let mut keys = BTreeSet::new();
    for piece in pieces {
        let Some(cited) = &piece.citation else { continue };
        let place = (cited.file.as_str(), cited.part, cited.inside.as_deref());
        let number = *at.entry(place).or_insert(found.len());
        if number == found.len() {
            found.push(Reference { key: free_key(&key(cited), &mut keys), cited, pieces: Vec::new() });
        }
        if let Some(reference) = found.get_mut(number) {
            reference.pieces.push(piece);
        }
    }
    found
}

impl Reference<'_> {
    /// Who wrote it, each by himself where signs part them.
    pub fn authors(&self) -> Vec<&str> {
        let author = self.cited.author.as_deref().unwrap_or_default();
        let names = author.split(';').flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
        names.map(str::trim).filter(|name| !name.is_empty()).collect()
    }

    /// What a reader should know of it beside its fields: guesses, the place in the file, how to check it.
    pub fn remarks(&self) -> Vec<String> {
        let cited = self.cited;
        let mut remarks = Vec::new();
        if let Some(date) = &cited.date
            && let Some(words) = date.words().filter(|_| !date.sure || date.date.is_none())
        {
            let why = date.why.as_ref().map(|why| format!(" by: {why}")).unwrap_or_default();
            remarks.push(format!("date not sure: {words}{why}"));
        }
        if cited.source.is_some() && !cited.source_sure {
            remarks.push("source not sure".to_owned());
        }
        remarks.push(format!("file: {}", cited.file));
        remarks.extend(cited.inside.as_ref().map(|inside| format!("in it: {inside}")));
        if cited.parts > 1 {
            remarks.push(format!("document {} of {} of the file", cited.part, cited.parts));
        }
        remarks.extend(cited.sha256.as_ref().map(|sum| format!("SHA-256: {sum}")));
        remarks
    }

    /// The passages cited, with what the reader wrote of each.
    pub fn annotations(&self) -> Vec<String> {
        let of = |piece: &&Piece| {
            let quote = piece.quote.as_ref().map(|quote| {
                let place = piece.citation.as_ref().map(places).unwrap_or_default();
                format!("“{quote}”{place}")
            });
            let parts: Vec<String> = quote.into_iter().chain(Some(piece.words.clone())).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        };
        self.pieces.iter().map(of).filter(|words| !words.is_empty()).collect()
    }

    /// All tags of its pieces, each once.
    pub fn tags(&self) -> BTreeSet<&str> {
        self.pieces.iter().flat_map(|piece| &piece.tags).map(|tag| tag.name()).collect()
    }
}

fn places(cited: &Citation) -> String {
    let alone = Citation { parts: 0, ..cited.clone() };
    let words = alone.place_words();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// Last word of the author or the source, year, first long word of the title; ASCII letters and digits.
fn key(cited: &Citation) -> String {
    let plain = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let author = cited.author.as_deref().and_then(|name| name.split([';', ',']).next());
    let author = author.and_then(|name| name.split(" and ").next()?.split_whitespace().last());
    let mut words = cited.source.as_deref().unwrap_or_default().split_whitespace();
    let source = words.clone().find(|word| word.chars().count() > 3).or(words.next());
    let who = [author, source].into_iter().flatten().map(plain).find(|who| !who.is_empty());
    let year = cited.date.as_ref().and_then(|date| date.date).map(|date| date.parts().0.to_string());
    let words = cited.name().split(|c: char| !c.is_alphanumeric()).map(plain);
    let word =
        words.filter(|word| word.len() > 3).map(|word| word.chars().take(20).collect::<String>()).next();
    let parts =
        [who.unwrap_or_else(|| "anon".to_owned()), year.unwrap_or_default(), word.unwrap_or_default()];
    parts.concat()
}

/// A key that no other has.
fn free_key(key: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 1;
    let mut free = key.to_owned();
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{key}-{number}");
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CitedDate, PartialDate};

    #[test]
    fn each_document_is_one_reference_under_a_key_of_its_own() {
        let cited = |file: &str, title: &str| Citation {
            title: Some(title.into()),
            author: Some("Ann Bell and Tom Pike".into()),
            date: Some(CitedDate { date: PartialDate::parse("2022-02"), ..CitedDate::default() }),
            file: file.into(),
            ..Citation::default()
        };
        let piece = |file, title, quote: &str| Piece {
            citation: Some(cited(file, title)),
            quote: Some(quote.into()),
            ..Piece::default()
        };
        let pieces = [
            piece("/a", "The thaw", "x"),
            piece("/b", "A thaw", "y"),
            piece("/a", "The thaw", "z"),
            Piece::default(),
        ];
        let found = references(&pieces);
        let keys: Vec<&str> = found.iter().map(|reference| reference.key.as_str()).collect();
        assert_eq!(keys, ["bell2022thaw", "bell2022thaw-2"]);
        assert_eq!(found[0].annotations(), ["“x”", "“z”"]);
        assert_eq!(found[0].authors(), ["Ann Bell", "Tom Pike"]);
        assert!(found[0].remarks()[0].starts_with("date not sure: ~Feb 2022"));
    }
}
