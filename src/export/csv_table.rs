//! Writes pieces as a table (RFC 4180), a row a piece under a row of headings. No cell is taken for a formula.

use super::exported::Export;
use super::piece::Piece;
use crate::model::Citation;
use crate::query::Tag;

const HEADINGS: [&str; 28] = [
    "piece",
    "sort",
    "subject",
    "quote",
    "speaker",
    "speaker_sure",
    "note",
    "tags",
    "colour",
    "lost",
    "known",
    "title",
    "author",
    "source",
    "source_sure",
    "date",
    "date_sure",
    "after",
    "before",
    "why",
    "file",
    "part",
    "inside",
    "lines",
    "page",
    "address",
    "sha256",
    "saved",
];

/// The whole table.
pub fn write(export: &Export) -> String {
    let mut rows = csv::WriterBuilder::new().from_writer(Vec::new());
    // Nothing fails that is written to memory.
    let _ = rows.write_record(HEADINGS);
    for (number, piece) in (1..).zip(&export.pieces) {
        let _ = rows.write_record(row(number, piece).map(|cell| harmless(&cell)));
    }
    String::from_utf8_lossy(&rows.into_inner().unwrap_or_default()).into_owned()
}

/// A cell that no program takes for a formula: OWASP, "CSV Injection".
fn harmless(cell: &str) -> String {
    let acts = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if acts { format!("'{cell}") } else { cell.to_owned() }
}

fn row(number: usize, piece: &Piece) -> [String; HEADINGS.len()] {
    let unknown = Citation::default();
    let cited = piece.citation.as_ref().unwrap_or(&unknown);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes = |known: bool, sure: bool| match (known, sure) {
        (false, _) => String::new(),
        (true, true) => "yes".to_owned(),
        (true, false) => "no".to_owned(),
    };
    let date = cited.date.clone().unwrap_or_default();
    let day = |day: Option<crate::model::PartialDate>| day.map_or_else(String::new, |day| day.to_string());
    let number_of = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let speaker = piece.speaker.as_ref();
    [
        number.to_string(),
        piece.sort.name().to_owned(),
        text(&piece.subject),
        text(&piece.quote),
        speaker.map_or_else(String::new, |speaker| speaker.name.clone()),
        yes(speaker.is_some(), speaker.is_some_and(|speaker| speaker.sure)),
        piece.words.clone(),
        piece.tags.iter().map(Tag::name).collect::<Vec<_>>().join("; "),
        piece.colour.map_or_else(String::new, |colour| colour.name().to_owned()),
        text(&piece.lost),
        piece.details.join("\n"),
        text(&cited.title),
        text(&cited.author),
        text(&cited.source),
        yes(cited.source.is_some(), cited.source_sure),
        day(date.date),
        yes(date.date.is_some(), date.sure),
        day(date.after),
        day(date.before),
        text(&date.why),
        cited.file.clone(),
        if cited.parts > 1 { format!("{} of {}", cited.part, cited.parts) } else { String::new() },
        text(&cited.inside),
        cited.lines.map_or_else(String::new, |(first, last)| format!("{first}–{last}")),
        number_of(cited.page),
        text(&cited.address),
        text(&cited.sha256),
        day(cited.saved),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format::ExportFormat;
    use super::super::piece::tests::piece;
    use super::*;

    proptest! {
        #[test]
        fn every_row_has_its_cells_and_none_is_a_formula(pieces in prop::collection::vec(piece(), 0..4)) {
            let export = Export { pieces: pieces.clone(), ..Export::default() };
            let written = export.write(ExportFormat::Csv);
            let mut read = csv::Reader::from_reader(written.as_bytes());
            let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.len(), pieces.len());
            for (row, piece) in rows.iter().zip(&pieces) {
                let acts = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@']);
                prop_assert!(!row.iter().any(acts), "{}", written);
                let quote = piece.cleaned().quote.unwrap_or_default();
                let guarded = format!("'{quote}");
                prop_assert!(row[3] == quote || row[3] == guarded, "{}", written);
            }
        }
    }
}
