//! Files of words with a label each (BIO), as texts that a person could have written.

use std::fs;
use std::path::Path;

/// A sentence: its words, each with its label ("B-PER", "I-PER", "O").
pub type Sentence = Vec<(String, String)>;

/// The documents of a file. One that has no bounds of documents is cut into pieces of 20 sentences.
pub fn load(path: &Path) -> Vec<Vec<Sentence>> {
    let (mut documents, mut document, mut sentence) = (Vec::new(), Vec::new(), Sentence::new());
    for line in fs::read_to_string(path).unwrap().lines() {
        let Some((word, label)) = line.split_once('\t') else {
            if !sentence.is_empty() {
                document.push(std::mem::take(&mut sentence));
            }
            continue;
        };
        if word == "-DOCSTART-" {
            documents.push(std::mem::take(&mut document));
            sentence.clear();
        } else {
            sentence.push((word.to_owned(), label.to_owned()));
        }
    }
    if !sentence.is_empty() {
        document.push(sentence);
    }
    documents.push(document);
    documents.retain(|document| !document.is_empty());
    match documents.as_slice() {
        [only] if only.len() > 60 => only.chunks(20).map(<[Sentence]>::to_vec).collect(),
        _ => documents,
    }
}

/// The text of a document, a sentence a line, and for each sentence where its words stand, in bytes.
pub fn written(document: &[Sentence]) -> (String, Vec<Vec<(usize, usize)>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for sentence in document {
        let words: Vec<&str> = sentence.iter().map(|(word, _)| word.as_str()).collect();
        let mut quoted = false;
        let mut at = Vec::new();
        for (number, word) in words.iter().enumerate() {
            let before = number.checked_sub(1).map(|before| words[before]);
            let mut joined =
                before.is_none_or(|before| opens(before) || before == "\"" && quoted) || follows(word);
            if *word == "\"" {
                joined |= quoted;
                quoted = !quoted;
            }
            if !joined {
                text.push(' ');
            }
            at.push((text.len(), text.len() + word.len()));
            text.push_str(word);
        }
        text.push('\n');
        places.push(at);
    }
    (text, places)
}

/// Whether no space stands before a word.
fn follows(word: &str) -> bool {
    let mark = |c| ".,;:!?%)]}’”".contains(c);
    let mut letters = word.chars();
    let one = letters.next().is_some_and(mark) && letters.next().is_none();
    one || ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "''", "’s"].contains(&word)
}

/// Whether no space stands behind a word.
fn opens(word: &str) -> bool {
    ["(", "[", "{", "$", "“", "‘", "``"].contains(&word)
}
