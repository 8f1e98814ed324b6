//! Parses the lines of a file of corrections that are about documents, or two of them. The format is described in `file`.

use super::document::{CorrectedPart, DocumentCorrection, DocumentFact, FolderRule};
use super::file::{BEGINS, CHROME, FOLDER, NO_BEGINNING, is_of_document, part_named};
use super::file_reader::{LineFault, LineReader, Token, expected};
use super::log::Correction;
use super::story_pair::StoryPair;
use crate::model::{Anchor, Span};
use crate::query::request::DocumentLocation;

impl<'l> LineReader<'l, '_> {
    /// A correction of a document, from behind the word that it begins with.
    pub(super) fn document(&mut self, first: &str) -> Result<Correction, LineFault> {
        let of_folder = first == FOLDER;
        let first = if of_folder { self.sort_of_document()? } else { first };
        let location = self.location()?;
        let fact = self.fact(first)?;
        // Where a file was split, numbers of parts are others than they were.
        let document = match &fact {
            DocumentFact::Beginning { .. } => self.find_in_file(location),
            fact => self.find(&location, fact.anchor()),
        };
        let fact = if of_folder {
            self.expect("where")?;
            let before = self.text("what it was before")?;
            DocumentFact::Folder(Box::new(FolderRule { fact, before }))
        } else {
            fact
        };
        let learnt_from = if self.takes("learnt") { Some(self.text("the path of a file")?) } else { None };
        Ok(Correction::Document(Box::new(DocumentCorrection { document, fact, learnt_from })))
    }

    /// Whether two documents are of one story, from behind the word that says it.
    pub(super) fn stories(&mut self, same: bool) -> Result<Correction, LineFault> {
        let one = self.location()?;
        self.expect("and")?;
        let other = self.location()?;
        if one == other {
            return Err(LineFault::Misread("two documents were expected, not one twice".to_owned()));
        }
        let (one, other) = (self.find(&one, None), self.find(&other, None));
        Ok(Correction::Stories(StoryPair::new(one, other, same)))
    }

    /// Where a document is.
    fn location(&mut self) -> Result<DocumentLocation, LineFault> {
        self.expect("in")?;
        let path = self.text("a path")?;
        let part = if self.takes("part") { self.number("the number of a part")? } else { 1 };
        Ok(DocumentLocation { path, part })
    }

    /// What is said of a document, by the word that it begins with.
    fn fact(&mut self, first: &str) -> Result<DocumentFact, LineFault> {
        Ok(match part_named(first) {
            Some(part) => self.said(part)?,
            None if first == BEGINS || first == NO_BEGINNING => {
                DocumentFact::Beginning { heading: Box::new(self.passage()?), begins: first == BEGINS }
            }
            None => DocumentFact::Passage { passage: Box::new(self.passage()?), chrome: first == CHROME },
        })
    }

    /// What is said of a whole folder.
    fn sort_of_document(&mut self) -> Result<&'l str, LineFault> {
        match self.next() {
            Some(Token::Word(word)) if word != FOLDER && is_of_document(word) => Ok(word),
            other => Err(expected("title, source, author, text or chrome", other)),
        }
    }

    /// What is said of a part with a text, or that there is none.
    fn said(&mut self, part: CorrectedPart) -> Result<DocumentFact, LineFault> {
        self.expect("is")?;
        let text = if self.takes("none") { String::new() } else { self.text("a text, or none,")? };
        part.fact(&text).map_err(LineFault::Misread)
    }

    /// A passage: its words, and as far as they are given those around it and where it stood.
    fn passage(&mut self) -> Result<Anchor, LineFault> {
        self.expect("passage")?;
        let mut anchor = Anchor { quote: self.text("a passage")?, ..Anchor::default() };
        if self.takes("before") {
            anchor.before = self.text("the words before it")?;
        }
        if self.takes("after") {
            anchor.after = self.text("the words after it")?;
        }
        if self.takes("at") {
            let (start, end) = (self.number("where it stood")?, self.number("where it ended")?);
            anchor.span = Span { start, end };
            self.expect("of")?;
            anchor.text_hash = self.number("the hash of the text")?;
        }
        Ok(anchor)
    }

    fn expect(&mut self, word: &str) -> Result<(), LineFault> {
        match self.next() {
            Some(Token::Word(next)) if next == word => Ok(()),
            other => Err(expected(word, other)),
        }
    }
}
