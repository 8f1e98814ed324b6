//! Parses corrections from a text file, line by line. The format is described in `file`; lines about documents are
//! read in `document_lines`.

use std::iter::Peekable;
use std::str::FromStr;
use std::vec::IntoIter;

use super::file::{FORMAT, HEAD, OTHER_STORY, SAME_STORY, is_of_document};
use super::log::{Correction, NameReference, RecordedCorrection};
use crate::model::{Anchor, DocumentId, Kind, ListName};
use crate::query::request::DocumentLocation;
use crate::text::quote::quote;

/// Which document a line is about: by its place, and where it is about a passage by that.
pub type FindDocument<'f> = dyn Fn(&DocumentLocation, Option<&Anchor>) -> Option<DocumentId> + 'f;

/// What a file of corrections holds. Lines are named by number and text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedCorrections {
    /// Those understood, in the order of their lines.
    pub corrections: Vec<RecordedCorrection>,
    /// Lines about documents that are not known.
    pub unlocated: Vec<(usize, String)>,
    /// Lines that are not understood, with what was expected.
    pub misread: Vec<(usize, String)>,
}

/// Reads a file of corrections. Blank lines and what follows a `#` are passed over.
pub fn read_corrections(text: &str, find: &FindDocument<'_>) -> ParsedCorrections {
    let mut read = ParsedCorrections::default();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        match read_line(line, find) {
            Ok(correction) => read.corrections.extend(correction),
            Err(LineFault::Unlocated) => read.unlocated.push((number, line.trim().to_owned())),
            Err(LineFault::Misread(expected)) => read.misread.push((number, expected)),
        }
    }
    read
}

/// Why a line gives no correction.
pub(super) enum LineFault {
    Unlocated,
    Misread(String),
}

/// A word, or a text in quotation marks.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'l> {
    Word(&'l str),
    Text(String),
}

/// What is left of a line.
pub(super) struct LineReader<'l, 'f> {
    tokens: Peekable<IntoIter<Token<'l>>>,
    find: &'f FindDocument<'f>,
    /// A document of it is not known.
    unlocated: bool,
}

/// The parts of a name that have been read.
#[derive(Default)]
struct NameParts {
    kind: Option<Kind>,
    name: Option<String>,
    path: Option<String>,
    part: Option<u32>,
}

fn read_line(line: &str, find: &FindDocument<'_>) -> Result<Option<RecordedCorrection>, LineFault> {
    let format = line.trim().strip_prefix(HEAD).and_then(|format| format.trim().parse::<u32>().ok());
    if format.is_some_and(|format| format != FORMAT) {
        return Err(LineFault::Misread(format!("a file of format {FORMAT} was expected")));
    }
    let mut tokens = tokens(line)?;
    let before = tokens.len();
    tokens.retain(|token| *token != Token::Word("everywhere"));
    let everywhere = tokens.len() < before;
    if before == 0 {
        return Ok(None);
    }
    let mut rest = LineReader { tokens: tokens.into_iter().peekable(), find, unlocated: false };
    let correction = rest.correction()?;
    if let Some(token) = rest.tokens.next() {
        return Err(expected("the end of the line", Some(token)));
    }
    if rest.unlocated {
        Err(LineFault::Unlocated)
    } else {
        // A document is the same in every collection.
        let everywhere = everywhere && correction.subject().is_some();
        Ok(Some(RecordedCorrection { everywhere, ..RecordedCorrection::here(correction) }))
    }
}

fn tokens(line: &str) -> Result<Vec<Token<'_>>, LineFault> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        let end = if rest.starts_with('"') {
            let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let Some(Ok(text)) = texts.next() else {
                return Err(LineFault::Misread(format!("a text in quotation marks was expected at {rest}")));
            };
            tokens.push(Token::Text(text));
            texts.byte_offset()
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '"' || c == '#').unwrap_or(rest.len());
            tokens.push(Token::Word(&rest[..end]));
            end
        };
        rest = rest[end..].trim_start();
    }
    Ok(tokens)
}

pub(super) fn expected(what: &str, found: Option<Token<'_>>) -> LineFault {
    LineFault::Misread(match found {
        Some(Token::Word(word)) => format!("{what} was expected, not {word}"),
        Some(Token::Text(text)) => format!("{what} was expected, not {}", quote(&text)),
        None => format!("{what} was expected at the end"),
    })
}

/// What a line may begin with, for errors.
const SORTS: &str = "same, apart, not-here, called, kind, hidden, title, date, source, author, text, chrome, folder, same-story or \
     other-story";

impl<'l> LineReader<'l, '_> {
    /// The next token.
    pub(super) fn next(&mut self) -> Option<Token<'l>> {
        self.tokens.next()
    }

    /// Takes the next token if it is this word; whether it was.
    pub(super) fn takes(&mut self, word: &str) -> bool {
        self.tokens.next_if(|token| matches!(token, Token::Word(next) if *next == word)).is_some()
    }

    /// The document at a place; the line is noted as being about an unknown one where there is none.
    pub(super) fn find(&mut self, location: &DocumentLocation, passage: Option<&Anchor>) -> DocumentId {
        let found = (self.find)(location, passage);
        self.unlocated |= found.is_none();
        found.unwrap_or_default()
    }

    /// The document at a place, or else the first of its file.
    pub(super) fn find_in_file(&mut self, location: DocumentLocation) -> DocumentId {
        let there = (self.find)(&location, None);
        there.unwrap_or_else(|| self.find(&DocumentLocation { part: 1, ..location }, None))
    }

    fn correction(&mut self) -> Result<Correction, LineFault> {
        match self.tokens.next() {
            Some(Token::Word("same")) => self.name_with(Self::name, Correction::Same),
            Some(Token::Word("apart")) => self.name_with(Self::name, Correction::Apart),
            Some(Token::Word("called")) => self.name_with(|line| line.text("a new name"), Correction::Called),
            Some(Token::Word("kind")) => self.name_with(Self::kind, Correction::Kind),
            Some(Token::Word("hidden")) => self.name().map(Correction::Hidden),
            Some(Token::Word("not-here")) => self.not_here(),
            Some(Token::Word(word)) if is_of_document(word) => self.document(word),
            Some(Token::Word(word)) if [SAME_STORY, OTHER_STORY].contains(&word) => {
                self.stories(word == SAME_STORY)
            }
            other => Err(expected(SORTS, other)),
        }
    }

    /// A correction that consists of a name and something more.
    fn name_with<T>(
        &mut self,
        more: fn(&mut Self) -> Result<T, LineFault>,
        correction: fn(NameReference, T) -> Correction,
    ) -> Result<Correction, LineFault> {
        Ok(correction(self.name()?, more(self)?))
    }

    fn not_here(&mut self) -> Result<Correction, LineFault> {
        let name = self.name()?;
        if name.document.is_none() && !self.unlocated {
            return Err(expected("in \"PATH\"", self.tokens.next()));
        }
        Ok(Correction::NotHere(name))
    }

    /// A name with its kind and document, in any order, up to what can no longer be of it.
    fn name(&mut self) -> Result<NameReference, LineFault> {
        let mut parts = NameParts::default();
        while self.take_part(&mut parts)? {}
        let Some(kind) = parts.kind else { return Err(expected(&kinds(), self.tokens.next())) };
        let Some(name) = parts.name else {
            return Err(expected("a name in quotation marks", self.tokens.next()));
        };
        if parts.path.is_none() && parts.part.is_some() {
            return Err(expected("in \"PATH\"", self.tokens.next()));
        }
        let part = parts.part.unwrap_or(1);
        let location = parts.path.map(|path| DocumentLocation { path, part });
        let document = location.map(|location| self.find(&location, None)).filter(|_| !self.unlocated);
        Ok(NameReference { kind, name, document })
    }

    /// Takes the next part of a name, if one is left that it does not have yet; whether it did.
    fn take_part(&mut self, parts: &mut NameParts) -> Result<bool, LineFault> {
        match self.tokens.peek() {
            Some(Token::Text(_)) if parts.name.is_none() => parts.name = Some(self.text("a name")?),
            Some(Token::Word("in")) if parts.path.is_none() => {
                self.tokens.next();
                parts.path = Some(self.text("a path")?);
            }
            Some(Token::Word("part")) if parts.part.is_none() => {
                self.tokens.next();
                parts.part = Some(self.number("the number of a part")?);
            }
            Some(&Token::Word(word)) if parts.kind.is_none() && begins_kind(word) => {
                parts.kind = Some(self.kind()?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A text in quotation marks.
    pub(super) fn text(&mut self, what: &str) -> Result<String, LineFault> {
        match self.tokens.next() {
            Some(Token::Text(text)) => Ok(text),
            other => Err(expected(&format!("{what} in quotation marks"), other)),
        }
    }

    /// The next token as a number.
    pub(super) fn number<N: FromStr>(&mut self, what: &str) -> Result<N, LineFault> {
        let token = self.tokens.next();
        let number = match token {
            Some(Token::Word(word)) => word.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| expected(what, token))
    }

    fn kind(&mut self) -> Result<Kind, LineFault> {
        let token = self.tokens.next();
        let kind = match token {
            Some(Token::Word("list")) => {
                let name = self.text("the name of a list")?;
                let list = ListName::new(&name);
                return list
                    .map(Kind::Own)
                    .map_err(|why| LineFault::Misread(format!("no list is called {name}: {why}")));
            }
            Some(Token::Word(word)) => kind_of(word),
            _ => None,
        };
        kind.ok_or_else(|| expected(&kinds(), token))
    }
}

fn begins_kind(word: &str) -> bool {
    word == "list" || kind_of(word).is_some()
}

fn kind_of(word: &str) -> Option<Kind> {
    Kind::with_keys(&[]).find(|kind| kind.name() == word)
}

/// The kinds of names, for errors.
fn kinds() -> String {
    let names: Vec<String> = Kind::of_names(&[]).map(|kind| kind.name().to_owned()).collect();
    format!("a kind ({}, list \"NAME\")", names.join(", "))
}
