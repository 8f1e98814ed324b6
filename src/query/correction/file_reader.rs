//! Parses corrections from a text file, line by line. The format is described in `file`.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::file::{FORMAT, HEAD};
use super::log::{Correction, NameReference, RecordedCorrection};
use crate::model::{DocumentId, Kind, ListName};
use crate::query::request::DocumentLocation;
use crate::text::quote::quote;

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
pub fn read_corrections(
    text: &str,
    find: &dyn Fn(&DocumentLocation) -> Option<DocumentId>,
) -> ParsedCorrections {
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
enum LineFault {
    Unlocated,
    Misread(String),
}

/// A word, or a text in quotation marks.
#[derive(Debug, PartialEq)]
enum Token<'l> {
    Word(&'l str),
    Text(String),
}

/// What is left of a line.
struct LineReader<'l, 'f> {
    tokens: Peekable<IntoIter<Token<'l>>>,
    find: &'f dyn Fn(&DocumentLocation) -> Option<DocumentId>,
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

fn read_line(
    line: &str,
    find: &dyn Fn(&DocumentLocation) -> Option<DocumentId>,
) -> Result<Option<RecordedCorrection>, LineFault> {
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

fn expected(what: &str, found: Option<Token<'_>>) -> LineFault {
    LineFault::Misread(match found {
        Some(Token::Word(word)) => format!("{what} was expected, not {word}"),
        Some(Token::Text(text)) => format!("{what} was expected, not {}", quote(&text)),
        None => format!("{what} was expected at the end"),
    })
}

impl LineReader<'_, '_> {
    fn correction(&mut self) -> Result<Correction, LineFault> {
        match self.tokens.next() {
            Some(Token::Word("same")) => self.name_with(Self::name, Correction::Same),
            Some(Token::Word("apart")) => self.name_with(Self::name, Correction::Apart),
            Some(Token::Word("called")) => self.name_with(|line| line.text("a new name"), Correction::Called),
            Some(Token::Word("kind")) => self.name_with(Self::kind, Correction::Kind),
            Some(Token::Word("hidden")) => self.name().map(Correction::Hidden),
            Some(Token::Word("not-here")) => self.not_here(),
            other => Err(expected("same, apart, not-here, called, kind or hidden", other)),
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
        let document = location.as_ref().and_then(self.find);
        self.unlocated |= location.is_some() && document.is_none();
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
                parts.part = Some(self.number()?);
            }
            Some(&Token::Word(word)) if parts.kind.is_none() && begins_kind(word) => {
                parts.kind = Some(self.kind()?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn text(&mut self, what: &str) -> Result<String, LineFault> {
        match self.tokens.next() {
            Some(Token::Text(text)) => Ok(text),
            other => Err(expected(&format!("{what} in quotation marks"), other)),
        }
    }

    fn number(&mut self) -> Result<u32, LineFault> {
        let token = self.tokens.next();
        let number = match token {
            Some(Token::Word(word)) => word.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| expected("the number of a part", token))
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

#[cfg(test)]
mod tests {
    use super::super::file::{correction_line, corrections_head};
    use super::*;
    use proptest::prelude::*;

    /// Documents of which the last digit is the part.
    fn location(id: DocumentId) -> Option<DocumentLocation> {
        let path = format!("news/{} \u{202e}#.txt", id.0 / 10);
        (id.0 < 1000).then_some(DocumentLocation { path, part: (id.0 % 10) as u32 })
    }

    fn find(wanted: &DocumentLocation) -> Option<DocumentId> {
        (0..1000).map(DocumentId).find(|&id| location(id).as_ref() == Some(wanted))
    }

    fn read(text: &str) -> ParsedCorrections {
        read_corrections(text, &|location| {
            (location.path == "a.txt").then_some(DocumentId(u64::from(location.part)))
        })
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
            assert_eq!((found.corrections.len(), found.unlocated.len()), (1, 0), "{line}");
            let [(3, expected)] = found.misread.as_slice() else { panic!("{line}: {found:?}") };
            assert!(expected.contains(words), "{line}: {expected}");
        }
    }

    #[test]
    fn a_line_about_a_document_that_is_not_known_is_listed() {
        let line = "not-here person \"A\" in \"b.txt\" part 1";
        let found = read(&format!("{line}\nhidden person \"A\""));
        assert_eq!((found.corrections.len(), found.unlocated), (1, vec![(1, line.to_owned())]));
        let name =
            NameReference { document: Some(DocumentId(1000)), ..NameReference::new(Kind::Person, "A") };
        let recorded =
            RecordedCorrection { everywhere: true, ..RecordedCorrection::here(Correction::NotHere(name)) };
        let written = correction_line(&recorded, &location).unwrap_err();
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
            let lines = corrections.iter().map(|recorded| correction_line(recorded, &location).unwrap() + "\n");
            let text = format!("{}\n{}", corrections_head(), lines.collect::<String>());
            prop_assert_eq!(text.lines().count(), corrections.len() + 1);
            let read = read_corrections(&text, &find);
            prop_assert_eq!(read, ParsedCorrections { corrections, ..ParsedCorrections::default() });
        }

        #[test]
        fn any_text_is_read(text in "([a-z\"# \\\\\n]|person|same|in )*") {
            let read = read(&text);
            prop_assert!(read.corrections.len() + read.unlocated.len() + read.misread.len() <= text.lines().count());
        }
    }
}
