//! Corrections as a text file, for version control and colleagues: one a line, names in
//! quotation marks as in JSON, documents by the path below their root.
//!
//! ```text
//! # perusal corrections 1
//! same person "Ann Bell" person "Ann B. Bell"
//! not-here person "Ann Bell" in "news/council.txt" part 2
//! everywhere hidden person "ZZ Plant"
//! ```
//!
//! Where the file lies and which document has which path is known to others.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::correction::{Correction, NameReference, RecordedCorrection};
use crate::model::{DocumentId, Kind, ListName};
use crate::text::quote::quote;

/// The first line of a file, without the number of its format.
const HEAD: &str = "# perusal corrections";
/// The number of the format written here.
const FORMAT: u32 = 1;

/// A document as a file of corrections names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentLocation {
    /// Below its root.
    pub path: String,
    pub part: u32,
}

/// What a file of corrections says. Lines are named by number and text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedCorrections {
    pub corrections: Vec<RecordedCorrection>,
    /// Lines about documents that are not known.
    pub unplaced: Vec<(usize, String)>,
    /// Lines that are not understood, with what was expected.
    pub misread: Vec<(usize, String)>,
}

/// The line that a file of corrections begins with.
pub fn corrections_head() -> String {
    format!("{HEAD} {FORMAT}")
}

/// A correction as a line.
///
/// # Errors
/// With a line for people only when a document it speaks of has no place.
pub fn correction_line(
    recorded: &RecordedCorrection,
    place: &dyn Fn(DocumentId) -> Option<DocumentLocation>,
) -> Result<String, String> {
    let mut line = if recorded.everywhere { "everywhere ".to_owned() } else { String::new() };
    let mut placed = true;
    let mut named = |name: &NameReference| {
        let mut text = format!("{} {}", written_kind(name.kind), quote(&name.name));
        match name.document.map(place) {
            None => {}
            Some(Some(of)) => _ = write!(text, " in {} part {}", quote(&of.path), of.part),
            Some(None) => {
                placed = false;
                text.push_str(" in a document that is not indexed");
            }
        }
        text
    };
    line += &match &recorded.correction {
        Correction::Same(one, other) => format!("same {} {}", named(one), named(other)),
        Correction::Apart(one, other) => format!("apart {} {}", named(one), named(other)),
        Correction::NotHere(name) => format!("not-here {}", named(name)),
        Correction::Called(name, called) => format!("called {} {}", named(name), quote(called)),
        Correction::Kind(name, kind) => format!("kind {} {}", named(name), written_kind(*kind)),
        Correction::Hidden(name) => format!("hidden {}", named(name)),
    };
    if placed { Ok(line) } else { Err(line) }
}

/// A kind as a line has it: the name of an own list could be any words.
fn written_kind(kind: Kind) -> String {
    match kind {
        Kind::Own(list) => format!("list {}", quote(list.as_str())),
        kind => kind.name().to_owned(),
    }
}

/// Reads a file of corrections. Blank lines and what follows a `#` are passed over.
pub fn read_corrections(
    text: &str,
    find: &dyn Fn(&DocumentLocation) -> Option<DocumentId>,
) -> ParsedCorrections {
    let mut read = ParsedCorrections::default();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        match read_line(line, find) {
            Ok(correction) => read.corrections.extend(correction),
            Err(Fault::Unplaced) => read.unplaced.push((number, line.trim().to_owned())),
            Err(Fault::Misread(expected)) => read.misread.push((number, expected)),
        }
    }
    read
}

/// Why a line gives no correction.
enum Fault {
    Unplaced,
    Misread(String),
}

/// A word, or a text in quotation marks.
#[derive(Debug, PartialEq)]
enum Token<'l> {
    Word(&'l str),
    Text(String),
}

/// What is left of a line.
struct Rest<'l, 'f> {
    tokens: Peekable<IntoIter<Token<'l>>>,
    find: &'f dyn Fn(&DocumentLocation) -> Option<DocumentId>,
    /// A document of it is not known.
    unplaced: bool,
}

fn read_line(
    line: &str,
    find: &dyn Fn(&DocumentLocation) -> Option<DocumentId>,
) -> Result<Option<RecordedCorrection>, Fault> {
    let format = line.trim().strip_prefix(HEAD).and_then(|format| format.trim().parse::<u32>().ok());
    if format.is_some_and(|format| format != FORMAT) {
        return Err(Fault::Misread(format!("a file of format {FORMAT} was expected")));
    }
    let mut tokens = tokens(line)?;
    let before = tokens.len();
    tokens.retain(|token| *token != Token::Word("everywhere"));
    let everywhere = tokens.len() < before;
    if before == 0 {
        return Ok(None);
    }
    let mut rest = Rest { tokens: tokens.into_iter().peekable(), find, unplaced: false };
    let correction = rest.correction()?;
    if let Some(token) = rest.tokens.next() {
        return Err(expected("the end of the line", Some(token)));
    }
    if rest.unplaced {
        Err(Fault::Unplaced)
    } else {
        Ok(Some(RecordedCorrection { everywhere, ..RecordedCorrection::here(correction) }))
    }
}

fn tokens(line: &str) -> Result<Vec<Token<'_>>, Fault> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        let end = if rest.starts_with('"') {
            let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let Some(Ok(text)) = texts.next() else {
                return Err(Fault::Misread(format!("a text in quotation marks was expected at {rest}")));
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

fn expected(what: &str, found: Option<Token<'_>>) -> Fault {
    Fault::Misread(match found {
        Some(Token::Word(word)) => format!("{what} was expected, not {word}"),
        Some(Token::Text(text)) => format!("{what} was expected, not {}", quote(&text)),
        None => format!("{what} was expected at the end"),
    })
}

impl Rest<'_, '_> {
    fn correction(&mut self) -> Result<Correction, Fault> {
        Ok(match self.tokens.next() {
            Some(Token::Word("same")) => Correction::Same(self.name()?, self.name()?),
            Some(Token::Word("apart")) => Correction::Apart(self.name()?, self.name()?),
            Some(Token::Word("called")) => Correction::Called(self.name()?, self.text("a new name")?),
            Some(Token::Word("kind")) => Correction::Kind(self.name()?, self.kind()?),
            Some(Token::Word("hidden")) => Correction::Hidden(self.name()?),
            Some(Token::Word("not-here")) => {
                let name = self.name()?;
                if name.document.is_none() && !self.unplaced {
                    return Err(expected("in \"PATH\"", self.tokens.next()));
                }
                Correction::NotHere(name)
            }
            other => return Err(expected("same, apart, not-here, called, kind or hidden", other)),
        })
    }

    /// A name with its kind and document, in any order, up to what can no longer be of it.
    fn name(&mut self) -> Result<NameReference, Fault> {
        let (mut kind, mut name, mut path, mut part) = (None, None, None, None);
        loop {
            match self.tokens.peek() {
                Some(Token::Text(_)) if name.is_none() => name = Some(self.text("a name")?),
                Some(Token::Word("in")) if path.is_none() => {
                    self.tokens.next();
                    path = Some(self.text("a path")?);
                }
                Some(Token::Word("part")) if part.is_none() => {
                    self.tokens.next();
                    part = Some(self.number()?);
                }
                Some(&Token::Word(word)) if kind.is_none() && (word == "list" || kind_of(word).is_some()) => {
                    kind = Some(self.kind()?);
                }
                _ => break,
            }
        }
        let Some(kind) = kind else { return Err(expected(&kinds(), self.tokens.next())) };
        let Some(name) = name else { return Err(expected("a name in quotation marks", self.tokens.next())) };
        if path.is_none() && part.is_some() {
            return Err(expected("in \"PATH\"", self.tokens.next()));
        }
        let place = path.map(|path| DocumentLocation { path, part: part.unwrap_or(1) });
        let document = place.as_ref().and_then(self.find);
        self.unplaced |= place.is_some() && document.is_none();
        Ok(NameReference { kind, name, document })
    }

    fn text(&mut self, what: &str) -> Result<String, Fault> {
        match self.tokens.next() {
            Some(Token::Text(text)) => Ok(text),
            other => Err(expected(&format!("{what} in quotation marks"), other)),
        }
    }

    fn number(&mut self) -> Result<u32, Fault> {
        let token = self.tokens.next();
        let number = match token {
            Some(Token::Word(word)) => word.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| expected("the number of a part", token))
    }

    fn kind(&mut self) -> Result<Kind, Fault> {
        let token = self.tokens.next();
        let kind = match token {
            Some(Token::Word("list")) => {
                let name = self.text("the name of a list")?;
                let list = ListName::new(&name);
                return list
                    .map(Kind::Own)
                    .map_err(|why| Fault::Misread(format!("no list is called {name}: {why}")));
            }
            Some(Token::Word(word)) => kind_of(word),
            _ => None,
        };
        kind.ok_or_else(|| expected(&kinds(), token))
    }
}

fn kind_of(word: &str) -> Option<Kind> {
    Kind::of_names(&[]).find(|kind| kind.name() == word)
}

/// The kinds of names, for errors.
fn kinds() -> String {
    let names: Vec<String> = Kind::of_names(&[]).map(|kind| kind.name().to_owned()).collect();
    format!("a kind ({}, list \"NAME\")", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Documents of which the last digit is the part.
    fn place(id: DocumentId) -> Option<DocumentLocation> {
        let path = format!("news/{} \u{202e}#.txt", id.0 / 10);
        (id.0 < 1000).then_some(DocumentLocation { path, part: (id.0 % 10) as u32 })
    }

    fn find(place_of: &DocumentLocation) -> Option<DocumentId> {
        (0..1000).map(DocumentId).find(|&id| place(id).as_ref() == Some(place_of))
    }

    fn read(text: &str) -> ParsedCorrections {
        read_corrections(text, &|place| (place.path == "a.txt").then_some(DocumentId(u64::from(place.part))))
    }

    #[test]
    fn a_file_is_read_line_by_line_whatever_its_order_and_spaces() {
        let text = "\u{feff}# perusal corrections 1\n\n\
            same person \"Volodymyr\" person \"Volodymir\"  # a remark\n\
            \tnot-here part 2 in \"a.txt\" \"Ann \\\"A\\\" Bell\" person\r\n\
            called person\"Ann Bell\" in \"a.txt\" \"Dame Ann\" everywhere\n\
            kind person \"Tarn\" place\n";
        let ann = |name: &str, part| NameReference {
            document: Some(DocumentId(part)),
            ..NameReference::new(Kind::Person, name)
        };
        let recorded = |correction, everywhere| RecordedCorrection {
            everywhere,
            ..RecordedCorrection::here(correction)
        };
        let person = |name: &str| NameReference::new(Kind::Person, name);
        let expected = vec![
            recorded(Correction::Same(person("Volodymyr"), person("Volodymir")), false),
            recorded(Correction::NotHere(ann("Ann \"A\" Bell", 2)), false),
            recorded(Correction::Called(ann("Ann Bell", 1), "Dame Ann".into()), true),
            recorded(Correction::Kind(person("Tarn"), Kind::Place), false),
        ];
        assert_eq!(read(text), ParsedCorrections { corrections: expected, ..ParsedCorrections::default() });
    }

    #[test]
    fn what_is_not_understood_is_listed_by_line_with_what_was_expected() {
        for (line, words) in [
            ("# perusal corrections 2", "a file of format 1 was expected"),
            ("merge person \"A\"", "same, apart, not-here, called, kind or hidden was expected, not merge"),
            ("everywhere", "same, apart, not-here, called, kind or hidden was expected at the end"),
            ("hidden \"A\"", "a kind (person, organization, place"),
            ("hidden date \"A\"", "was expected, not date"),
            ("hidden person", "a name in quotation marks was expected at the end"),
            ("hidden person \"A", "a text in quotation marks was expected at \"A"),
            ("hidden person \"A\" \"B\"", "the end of the line was expected, not \"B\""),
            ("hidden person \"A\" in a.txt", "a path in quotation marks was expected, not a.txt"),
            ("hidden person \"A\" part 2", "in \"PATH\" was expected"),
            ("hidden person \"A\" in \"a.txt\" part two", "the number of a part was expected, not two"),
            ("not-here person \"A\"", "in \"PATH\" was expected"),
            ("called person \"A\"", "a new name in quotation marks was expected"),
            ("kind person \"A\"", "a kind ("),
        ] {
            let found = read(&format!("\nhidden person \"ZZ\"\n{line}"));
            assert_eq!((found.corrections.len(), found.unplaced.len()), (1, 0), "{line}");
            let [(3, expected)] = found.misread.as_slice() else { panic!("{line}: {found:?}") };
            assert!(expected.contains(words), "{line}: {expected}");
        }
    }

    #[test]
    fn a_line_about_a_document_that_is_not_known_is_listed() {
        let line = "not-here person \"A\" in \"b.txt\" part 1";
        let found = read(&format!("{line}\nhidden person \"A\""));
        assert_eq!((found.corrections.len(), found.unplaced), (1, vec![(1, line.to_owned())]));
        let name =
            NameReference { document: Some(DocumentId(1000)), ..NameReference::new(Kind::Person, "A") };
        let recorded =
            RecordedCorrection { everywhere: true, ..RecordedCorrection::here(Correction::NotHere(name)) };
        let written = correction_line(&recorded, &place).unwrap_err();
        assert_eq!(written, "everywhere not-here person \"A\" in a document that is not indexed");
    }

    prop_compose! {
        fn some_name()(
            kind in prop::sample::select(vec![Kind::Person, Kind::Organization, Kind::Place]),
            name in any::<String>(),
            document in prop::option::of((0..1000u64).prop_map(DocumentId)),
        ) -> NameReference {
            NameReference { kind, name, document }
        }
    }

    prop_compose! {
        fn some_recorded()(
            sort in 0..6,
            (one, other) in (some_name(), some_name()),
            id in 0..1000u64,
            everywhere in any::<bool>(),
        ) -> RecordedCorrection {
            let correction = match sort {
                0 => Correction::Same(one, other),
                1 => Correction::Apart(one, other),
                2 => Correction::NotHere(NameReference { document: Some(DocumentId(id)), ..one }),
                3 => Correction::Called(one, other.name),
                4 => Correction::Kind(one, other.kind),
                _ => Correction::Hidden(one),
            };
            RecordedCorrection { everywhere, ..RecordedCorrection::here(correction) }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(corrections in prop::collection::vec(some_recorded(), 0..6)) {
            let lines = corrections.iter().map(|recorded| correction_line(recorded, &place).unwrap() + "\n");
            let text = format!("{}\n{}", corrections_head(), lines.collect::<String>());
            prop_assert_eq!(text.lines().count(), corrections.len() + 1);
            let read = read_corrections(&text, &find);
            prop_assert_eq!(read, ParsedCorrections { corrections, ..ParsedCorrections::default() });
        }

        #[test]
        fn any_text_is_read(text in "([a-z\"# \\\\\n]|person|same|in )*") {
            let read = read(&text);
            prop_assert!(read.corrections.len() + read.unplaced.len() + read.misread.len() <= text.lines().count());
        }
    }
}
