//! Makes the locators of documents: hashes by which a document is found again when its file moves or
//! changes.
//!
//! Not here: storing and comparing them (`notebook::documents`).

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::model::Document;
use crate::notebook::DocumentLocators;
use crate::text::token;

/// Titles of fewer terms ("Live updates") do not distinguish documents.
const TITLE_TERMS: usize = 3;

/// The locators of a document that is this `part` of its file, from 1.
pub(super) fn locators(document: &Document, part: u32) -> DocumentLocators {
    DocumentLocators { part, lines: document.lines, text: text_hash(document), title: title_hash(document) }
}

/// Hash of the words of the article, however they are broken into lines; `None` without words.
fn text_hash(document: &Document) -> Option<u128> {
    let mut words = HashedWords::default();
    for block in document.body_blocks() {
        words.add(block.span.of(&document.text));
    }
    words.digest()
}

/// Hash of the title's terms, the date and the source.
fn title_hash(document: &Document) -> Option<u128> {
    let mut terms: Vec<_> = token::terms(document.title.as_deref()?).collect();
    if terms.len() < TITLE_TERMS {
        return None;
    }
    let date = document.published.as_ref().and_then(|published| published.date);
    terms.push(date.map(|date| date.to_string()).unwrap_or_default().into());
    terms.extend(token::terms(document.source.as_deref().unwrap_or_default()));
    digest(terms.iter().map(AsRef::as_ref), TITLE_TERMS)
}

/// Bytes of words that are hashed at once. Set by hand: the hash has its price for each time it is called.
const AT_ONCE: usize = 1024;

/// Hashes the words of texts, a space behind each.
#[derive(Default)]
struct HashedWords {
    hash: Option<Xxh3>,
    /// Read and not yet hashed.
    words: Vec<u8>,
}

impl HashedWords {
    fn add(&mut self, text: &str) {
        for word in words(text) {
            if self.words.len() + word.len() >= AT_ONCE {
                self.hash.get_or_insert_default().update(&self.words);
                self.words.clear();
            }
            self.words.extend_from_slice(word);
            self.words.push(b' ');
        }
    }

    /// `None` without words.
    fn digest(self) -> Option<u128> {
        match self.hash {
            None => (!self.words.is_empty()).then(|| xxh3_128(&self.words)),
            Some(mut hash) => {
                hash.update(&self.words);
                Some(hash.digest128())
            }
        }
    }
}

/// What stands between white space.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    let (plain, others) = if text.is_ascii() { (text, "") } else { ("", text) };
    let words = plain.as_bytes().split(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
    words.filter(|word| !word.is_empty()).chain(others.split_whitespace().map(str::as_bytes))
}

/// Hash of words; `None` for fewer than `least`.
fn digest<'a>(words: impl Iterator<Item = &'a str>, least: usize) -> Option<u128> {
    let mut hash = Xxh3::new();
    let mut count = 0;
    for word in words {
        hash.update(word.as_bytes());
        hash.update(b" ");
        count += 1;
    }
    (count >= least).then(|| hash.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate_text, lists::Lists};
    use crate::model::{PartialDate, Published};

    fn document(text: &str, title: &str) -> Document {
        Document { title: Some(title.to_owned()), ..annotate_text(text.to_owned(), &Lists::default()) }
    }

    #[test]
    fn the_same_words_in_other_lines_have_the_same_hash() {
        let one = document("The harbour\nreopened.", "");
        assert_eq!(text_hash(&one), text_hash(&document("The harbour   reopened.\n\n", "")));
        assert_ne!(text_hash(&one), text_hash(&document("The harbour re opened.", "")));
        assert_eq!(text_hash(&document(" \n", "")), None);
    }

    #[test]
    fn titles_count_with_their_date_and_without_regard_to_case() {
        let mut one = document("x", "Harbour reopens after storm");
        assert_eq!(title_hash(&one), title_hash(&document("y", "HARBOUR REOPENS AFTER STORM")));
        let undated = title_hash(&one);
        one.published = Some(Published { date: PartialDate::month(2021, 5), ..Published::default() });
        assert_ne!(title_hash(&one), undated);
        assert_eq!(title_hash(&document("x", "Live updates")), None);
    }
}
