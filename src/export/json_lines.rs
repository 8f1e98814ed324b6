//! Writes pieces as JSON Lines, an object a piece, and reads them back. Nothing is left out: what could act on a
//! terminal is escaped. The keys are in `docs/json.md`.

use serde::{Deserialize, Serialize};

use super::exported::Export;
use super::piece::{Piece, PieceSort, Speaker};
use crate::model::{Citation, CitedDate, PartialDate};
use crate::query::{Colour, Tag};
use crate::text::json_line::line;

/// A piece as its object.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct PieceLine {
    piece: usize,
    sort: String,
    subject: Option<String>,
    quote: Option<String>,
    speaker: Option<String>,
    speaker_sure: Option<bool>,
    lost: Option<String>,
    known: Vec<String>,
    note: String,
    tags: Vec<String>,
    colour: Option<String>,
    citation: Option<CitationLine>,
}

/// Where it comes from.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct CitationLine {
    title: Option<String>,
    author: Option<String>,
    source: Option<String>,
    source_sure: bool,
    published: Option<DateLine>,
    file: String,
    part: u32,
    parts: u32,
    inside: Option<String>,
    lines: Option<(u32, u32)>,
    page: Option<u32>,
    address: Option<String>,
    language: Option<String>,
    sha256: Option<String>,
    saved: Option<String>,
}

/// When it was published.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct DateLine {
    date: Option<String>,
    sure: bool,
    after: Option<String>,
    before: Option<String>,
    why: Option<String>,
}

/// All objects, a line each.
pub fn write(export: &Export) -> String {
    let mut out = Vec::new();
    for (number, piece) in (1..).zip(&export.pieces) {
        // Nothing fails that is written to memory.
        let _ = line(&mut out, &PieceLine::new(number, piece));
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The pieces of a file of such lines; empty lines are passed over.
///
/// # Errors
/// With the line, counted from 1, that is no piece, and why.
pub fn read_json_lines(text: &str) -> Result<Vec<Piece>, String> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let read: PieceLine =
                serde_json::from_str(line).map_err(|error| format!("line {number}: {error}"))?;
            read.piece()
                .ok_or_else(|| format!("line {number}: no sort of piece that is known: {}", read.sort))
        })
        .collect()
}

impl PieceLine {
    fn new(number: usize, piece: &Piece) -> PieceLine {
        let (speaker, speaker_sure) =
            piece.speaker.as_ref().map(|speaker| (speaker.name.clone(), speaker.sure)).unzip();
        PieceLine {
            piece: number,
            sort: piece.sort.name().to_owned(),
            subject: piece.subject.clone(),
            quote: piece.quote.clone(),
            speaker,
            speaker_sure,
            lost: piece.lost.clone(),
            known: piece.details.clone(),
            note: piece.words.clone(),
            tags: piece.tags.iter().map(|tag| tag.name().to_owned()).collect(),
            colour: piece.colour.map(|colour| colour.name().to_owned()),
            citation: piece.citation.as_ref().map(CitationLine::new),
        }
    }

    fn piece(&self) -> Option<Piece> {
        Some(Piece {
            sort: PieceSort::from_name(&self.sort)?,
            subject: self.subject.clone(),
            quote: self.quote.clone(),
            speaker: self
                .speaker
                .clone()
                .map(|name| Speaker { name, sure: self.speaker_sure.unwrap_or(false) }),
            lost: self.lost.clone(),
            details: self.known.clone(),
            citation: self.citation.as_ref().map(CitationLine::citation),
            words: self.note.clone(),
            tags: self.tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            colour: self.colour.as_deref().and_then(Colour::from_name),
        })
    }
}

impl CitationLine {
    fn new(cited: &Citation) -> CitationLine {
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let cited = cited.clone();
        CitationLine {
            title: cited.title,
            author: cited.author,
            source: cited.source,
            source_sure: cited.source_sure,
            published: cited.date.map(|date| DateLine {
                date: text(date.date),
                sure: date.sure,
                after: text(date.after),
                before: text(date.before),
                why: date.why,
            }),
            file: cited.file,
            part: cited.part,
            parts: cited.parts,
            inside: cited.inside,
            lines: cited.lines,
            page: cited.page,
            address: cited.address,
            language: cited.language,
            sha256: cited.sha256,
            saved: text(cited.saved),
        }
    }

    fn citation(&self) -> Citation {
        let day = |text: &Option<String>| text.as_deref().and_then(PartialDate::parse);
        Citation {
            title: self.title.clone(),
            author: self.author.clone(),
            source: self.source.clone(),
            source_sure: self.source_sure,
            date: self.published.as_ref().map(|read| CitedDate {
                date: day(&read.date),
                sure: read.sure,
                after: day(&read.after),
                before: day(&read.before),
                why: read.why.clone(),
            }),
            file: self.file.clone(),
            part: self.part,
            parts: self.parts,
            inside: self.inside.clone(),
            lines: self.lines,
            page: self.page,
            address: self.address.clone(),
            language: self.language.clone(),
            sha256: self.sha256.clone(),
            saved: day(&self.saved),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format::ExportFormat;
    use super::super::piece::tests::piece;
    use super::*;

    proptest! {
        #[test]
        fn every_piece_reads_back_from_json_lines_as_it_is(pieces in prop::collection::vec(piece(), 0..4)) {
            let export = Export { pieces: pieces.clone(), ..Export::default() };
            let written = export.write(ExportFormat::JsonLines);
            prop_assert_eq!(written.lines().count(), pieces.len());
            prop_assert_eq!(read_json_lines(&written).unwrap(), pieces, "{}", written);
        }
    }

    #[test]
    fn a_line_that_is_no_piece_is_named() {
        assert!(read_json_lines("\n{\"sort\":\"comment\"}\n{").unwrap_err().starts_with("line 3: "));
        assert!(read_json_lines("{\"sort\":\"song\"}").unwrap_err().contains("song"));
    }
}
