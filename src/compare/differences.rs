//! What one document says beside another: for each sentence whether the other says it too, says it otherwise, or says
//! nothing of it; and what only the other says.
//!
//! A sentence is known by the share of its words that stand in common runs (`common`); a short one, whose one other
//! figure breaks every run, by the sentence of the other that is most like it.

use super::common::{ByWord, Sentence, Word, WordRuns, sentences, shared};
use crate::model::{Document, Kind, Mention, Span};
use crate::query::{ComparedSentence, Differences, DroppedSentence, SentenceRelation};

/// A sentence of which so much is in common is told by both. Set by hand, checked by `cargo run --release --example
/// differences`: a dateline, "on Monday" for "yesterday" and a name with or without its title are left of the others.
const TOLD: f32 = 0.5;

/// Of a sentence that is told by both, so much may be other without a word of it being said. Set by hand.
const ALIKE: f32 = 0.85;

/// Where runs are broken, sentences that share so many words tell the same. Set by hand, checked as above.
const LIKE: f32 = 0.7;

/// How a document differs from another one.
pub fn differences(document: &Document, other: &Document) -> Differences {
    let (own, others) = (sentences(document), sentences(other));
    let compared = |sentence, from: &Side| from.compare(sentence);
    let (of_own, of_other) = (Side::new(document, &own), Side::new(other, &others));
    let seen: Vec<ComparedSentence> = own
        .iter()
        .map(|sentence| {
            let (told, other_words) = compared(sentence, &of_other);
            let relation = match told {
                false => SentenceRelation::Added,
                true => relation(document, sentence, &other_words),
            };
            let other_words = match relation {
                SentenceRelation::Same | SentenceRelation::Added => Vec::new(),
                _ => other_words,
            };
            ComparedSentence { span: sentence.span, relation, other_words }
        })
        .collect();
    let dropped = dropped(other, &others, &of_own);
    Differences { sentences: seen, dropped }
}

/// A document that sentences are looked for in.
struct Side<'s> {
    document: &'s Document,
    sentences: &'s [Sentence],
    runs: WordRuns,
    by_word: ByWord<'s>,
}

impl<'s> Side<'s> {
    fn new(document: &'s Document, sentences: &'s [Sentence]) -> Side<'s> {
        Side { document, sentences, runs: WordRuns::of(sentences), by_word: ByWord::of(sentences) }
    }

    /// Whether it tells the sentence, and which of its words it has not.
    fn compare(&self, sentence: &Sentence) -> (bool, Vec<Span>) {
        let mut had = self.runs.covered(&sentence.words);
        let share = had.iter().filter(|covered| **covered).count() as f32 / had.len() as f32;
        if share == 1.0 {
            return (true, Vec::new());
        }
        let like = self.by_word.most_like(&sentence.words).filter(|(_, like)| *like >= TOLD);
        if share < TOLD && like.is_none_or(|(_, like)| like < LIKE) {
            return (false, Vec::new());
        }
        // A word that is other breaks the runs that it stands in: those beside it are had all the same.
        if let Some(of) = like.and_then(|(at, _)| self.sentences.get(at)) {
            let shared = shared(&sentence.words, &of.words);
            had.iter_mut().zip(shared).for_each(|(had, shared)| *had |= shared);
        }
        (true, stretches(&sentence.words, &had))
    }

    /// Where the document tells a sentence: the sentence of it that is most like.
    fn place(&self, sentence: &Sentence) -> Option<u32> {
        let (at, like) = self.by_word.most_like(&sentence.words)?;
        self.sentences.get(at).filter(|_| like >= TOLD).map(|sentence| sentence.span.start)
    }

    fn end(&self) -> u32 {
        self.sentences.last().map_or(self.document.text.len() as u32, |last| last.span.end)
    }
}

/// The words that are not had, those that stand together as one.
fn stretches(words: &[Word], had: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for (word, had) in words.iter().zip(had) {
        match found.last_mut() {
            Some(last) if goes_on && !had => last.end = word.span.end,
            _ if !had => found.push(word.span),
            _ => {}
        }
        goes_on = !had;
    }
    found
}

/// What of a sentence that both tell is other. A figure weighs most: it is what a reader must not miss.
fn relation(document: &Document, sentence: &Sentence, other_words: &[Span]) -> SentenceRelation {
    use SentenceRelation as R;
    let is_other = |span: Span| other_words.iter().any(|other| other.overlaps(span));
    let text = |span: &Span| span.of(&document.text);
    let digits = |word: &Word| is_other(word.span) && text(&word.span).contains(|c: char| c.is_ascii_digit());
    let begin = document.mentions.partition_point(|mention| mention.span.end <= sentence.span.start);
    let here = |mention: &&Mention| mention.span.start < sentence.span.end;
    let mut mentions = document.mentions[begin..].iter().take_while(here);
    let is_date = |word: &Word| {
        let dated = |mention: &Mention| mention.kind == Kind::Date && mention.span.overlaps(word.span);
        document.mentions[begin..].iter().take_while(here).any(dated)
    };
    if sentence.words.iter().any(|word| digits(word) && !is_date(word)) {
        return R::OtherFigure;
    }
    let lost: usize = other_words.iter().map(|span| span.len()).sum();
    let alike = 1.0 - lost as f32 / sentence.span.len().max(1) as f32 >= ALIKE;
    if quoted(text(&sentence.span), sentence.span.start).into_iter().any(is_other) {
        return R::OtherQuotation;
    }
    // A name in full where the other has the surname is no other name: every word of it must be other.
    let whole = |mention: &Mention| other_words.iter().any(|other| other.contains(mention.span));
    if mentions.any(|mention| mention.kind.is_name() && whole(mention)) {
        return R::OtherName;
    }
    if alike { R::Same } else { R::Reworded }
}

/// What stands between quotation marks in a sentence that begins at a byte of its text.
fn quoted(sentence: &str, start: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in sentence.char_indices() {
        match (c, open) {
            ('"', Some(from)) | ('”' | '»' | '“', Some(from)) => {
                found.push(Span::new(start as usize + from, start as usize + at));
                open = None;
            }
            ('"' | '“' | '„' | '«' | '»', None) => open = Some(at + c.len_utf8()),
            _ => {}
        }
    }
    found.retain(|span| !span.is_empty());
    found
}

/// The sentences of the other that are not told, each before what follows it there and is told.
fn dropped(other: &Document, others: &[Sentence], own: &Side<'_>) -> Vec<DroppedSentence> {
    let mut found = Vec::new();
    let mut before = own.end();
    for sentence in others.iter().rev() {
        if own.compare(sentence).0 {
            before = own.place(sentence).unwrap_or(before);
        } else {
            found.push(DroppedSentence { text: sentence.span.of(&other.text).to_owned(), before });
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests;
