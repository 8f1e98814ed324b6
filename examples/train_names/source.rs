//! Files of labelled documents, and how each is learned from.

use std::error::Error;

use perusal::lexicon::Lexicon;
use xxhash_rust::xxh3::xxh3_64;

use super::sentence::{Sentence, without_titles};

/// Documents without bounds are cut after so many sentences.
const SENTENCES: usize = 20;

/// The names of the lists fall into so many parts, of which thinned lists lack one.
const THINNED: u64 = 3;

/// A file of documents, and what its argument says of it.
pub struct Source {
    pub documents: Vec<Vec<Sentence>>,
    pub times: usize,
    pub open: bool,
    pub gmb: bool,
    pub lexicons: Vec<Lexicon>,
    pub other: Option<String>,
}

/// Reads a file that stands in an argument with how it is learned from.
pub fn read(argument: &str) -> Result<Source, Box<dyn Error>> {
    let mut parts = argument.split(':');
    let file = parts.next().unwrap_or_default();
    let mut source = Source {
        documents: Vec::new(),
        times: 1,
        open: false,
        gmb: false,
        lexicons: vec![Lexicon::load(|_| true)],
        other: None,
    };
    for part in parts {
        match part {
            "open" => source.open = true,
            _ if part.starts_with("other=") => source.other = part.strip_prefix("other=").map(str::to_owned),
            "thin" => source.lexicons = (0..THINNED).map(thinned).collect(),
            "gmb" => source.gmb = true,
            times => source.times = times.parse()?,
        }
    }
    let (mut document, mut sentence) = (Vec::new(), Sentence::default());
    let mut documents = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        match line.split_once('\t') {
            Some(("-DOCSTART-", _)) => documents.push(std::mem::take(&mut document)),
            Some((word, label)) => {
                sentence.words.push(word.to_owned());
                sentence.labels.push(label.replace("FAC", "LOC"));
            }
            None if sentence.words.is_empty() => {}
            None => document.push(std::mem::take(&mut sentence)),
        }
    }
    document.push(sentence);
    documents.push(document);
    let bounded = documents.len() > SENTENCES;
    for document in documents {
        let mut document: Vec<Sentence> = document.into_iter().filter(|s| !s.words.is_empty()).collect();
        while !bounded && document.len() > SENTENCES {
            let rest = document.split_off(SENTENCES);
            source.documents.push(std::mem::replace(&mut document, rest));
        }
        if !document.is_empty() {
            source.documents.push(document);
        }
    }
    if source.gmb {
        source.documents.iter_mut().flatten().for_each(without_titles);
    }
    if let Some(other) = &source.other {
        let other = read(&format!("{other}:gmb"))?;
        let sentences = source.documents.iter_mut().flatten();
        sentences.zip(other.documents.iter().flatten()).for_each(|(one, other)| one.doubt(other));
    }
    Ok(source)
}

/// The lists without the `nth` of the parts of their names.
fn thinned(nth: u64) -> Lexicon {
    Lexicon::load(|name| xxh3_64(name.as_bytes()) % THINNED != nth)
}
