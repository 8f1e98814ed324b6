//! Reads pieces back from what `markdown` wrote, also after the reader changed its words.
//!
//! Not here: Markdown in general (`extract::markdown`).

use super::escape::from_markdown;
use super::piece::{Piece, PieceSort, Speaker};
use crate::model::{Citation, CitedDate, PartialDate};
use crate::query::{Colour, Tag};

/// The pieces of a file.
///
/// # Errors
/// With the line of the file, counted from 1, that is not understood, and why.
pub fn read_markdown(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut section: Vec<(usize, &str)> = Vec::new();
    let mut began = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.starts_with("## ") {
            if began {
                pieces.push(read_piece(&section)?);
            }
            (began, section) = (true, Vec::new());
        } else if began {
            section.push((number, line));
        }
    }
    if began {
        pieces.push(read_piece(&section)?);
    }
    Ok(pieces)
}

fn read_piece(section: &[(usize, &str)]) -> Result<Piece, String> {
    let mut piece = Piece::default();
    let mut lines = section.iter().copied().peekable();
    while lines.next_if(|(_, line)| line.is_empty()).is_some() {}
    let mut quoted: Vec<String> = Vec::new();
    while let Some((_, line)) = lines.next_if(|(_, line)| line.starts_with('>')) {
        if !line.starts_with("> [!quote]") {
            quoted.push(from_markdown(line.trim_start_matches('>').trim_start_matches(' ')).into_owned());
        }
    }
    piece.quote = (!quoted.is_empty()).then(|| quoted.join("\n"));
    let mut words: Vec<String> = Vec::new();
    while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("- **")) {
        words.push(from_markdown(line).into_owned());
    }
    piece.words = words.join("\n").trim_matches('\n').to_owned();
    let entries: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
    for (number, line) in entries {
        let entry = line.strip_prefix("- **").and_then(|line| line.split_once(":**"));
        let understood =
            entry.and_then(|(label, value)| take(&mut piece, label, value.trim_start_matches(' ')));
        understood.ok_or_else(|| format!("line {number}: not an entry of a piece: {line}"))?;
    }
    Ok(piece)
}

/// Takes an entry of the list into a piece; `None` when it is not understood.
fn take(piece: &mut Piece, label: &str, value: &str) -> Option<()> {
    let text = || Some(from_markdown(value).into_owned());
    match label {
        "Sort" => piece.sort = PieceSort::from_name(value)?,
        "Subject" => piece.subject = text(),
        "Speaker" => {
            let (name, sure) = guessed(value);
            piece.speaker = Some(Speaker { name, sure });
        }
        "Not found again" => piece.lost = text(),
        "Known" => piece.details.extend(text()),
        "Tags" => piece.tags = tags(value)?,
        "Colour" => piece.colour = Some(Colour::from_name(value)?),
        _ => return take_cited(piece.citation.get_or_insert_default(), label, value),
    }
    Some(())
}

fn take_cited(cited: &mut Citation, label: &str, value: &str) -> Option<()> {
    if let Some(field) = text_field(cited, label) {
        *field = Some(from_markdown(value).into_owned());
        return Some(());
    }
    match label {
        "Source" => {
            let (source, sure) = guessed(value);
            (cited.source, cited.source_sure) = (Some(source), sure);
        }
        "Date" => cited.date = Some(date(value)?),
        "File" => cited.file = linked(value),
        "Part" => (cited.part, cited.parts) = numbers(value, " of ")?,
        "Lines" => cited.lines = Some(numbers(value, "–")?),
        "Page" => cited.page = Some(value.parse().ok()?),
        "Address" => cited.address = Some(linked(value)),
        "File saved" => cited.saved = Some(PartialDate::parse(&from_markdown(value))?),
        _ => return None,
    }
    Some(())
}

/// The field of that label, of those that are texts.
fn text_field<'c>(cited: &'c mut Citation, label: &str) -> Option<&'c mut Option<String>> {
    match label {
        "Title" => Some(&mut cited.title),
        "Author" => Some(&mut cited.author),
        "Inside" => Some(&mut cited.inside),
        "Language" => Some(&mut cited.language),
        "SHA-256" => Some(&mut cited.sha256),
        _ => None,
    }
}

/// Two numbers with a sign between them.
fn numbers(value: &str, between: &str) -> Option<(u32, u32)> {
    let (first, second) = value.split_once(between)?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// A text with the mark of a guess before it.
fn guessed(value: &str) -> (String, bool) {
    match value.strip_prefix('~') {
        Some(text) => (from_markdown(text).into_owned(), false),
        None => (from_markdown(value).into_owned(), true),
    }
}

/// The text of a link, or what stands without one.
fn linked(value: &str) -> String {
    let inner = value.strip_prefix('[').and_then(|link| link.rsplit_once("](<"));
    from_markdown(inner.map_or(value, |(shown, _)| shown)).into_owned()
}

fn date(value: &str) -> Option<CitedDate> {
    let (days, why) = match value.split_once(" — ") {
        Some((days, why)) => (days, Some(from_markdown(why).into_owned())),
        None => (value, None),
    };
    let mut parts = days.split(" (");
    let first = parts.next()?;
    let mut date =
        CitedDate { why, sure: !first.starts_with('~') && first != "unknown", ..CitedDate::default() };
    if first != "unknown" {
        date.date = Some(PartialDate::parse(first.trim_start_matches('~'))?);
    }
    for bound in parts {
        let (word, day) = bound.strip_suffix(')')?.split_once(' ')?;
        let day = PartialDate::parse(day)?;
        match word {
            "after" => date.after = Some(day),
            "before" => date.before = Some(day),
            _ => return None,
        }
    }
    Some(date)
}

fn tags(value: &str) -> Option<Vec<Tag>> {
    let mut tags = Vec::new();
    let mut rest = value;
    while let Some(after) = rest.strip_prefix('#') {
        let end = after.find([' ', '(']).unwrap_or(after.len());
        let (slug, more) = after.split_at(end);
        let (name, more) = match more.strip_prefix("(`").and_then(|more| more.split_once("`)")) {
            Some((name, more)) => (name.replace("%60", "`").replace("%25", "%"), more),
            None => (slug.to_owned(), more),
        };
        tags.extend(Tag::new(&name));
        rest = more.trim_start_matches(' ');
    }
    rest.is_empty().then_some(tags)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exported::Export;
    use super::super::format::ExportFormat;
    use super::super::piece::tests::{hostile, piece};
    use super::*;

    proptest! {
        #[test]
        fn every_piece_reads_back_from_markdown(
            pieces in prop::collection::vec(piece(), 0..4), title in hostile(),
        ) {
            let clean: Vec<Piece> = pieces.iter().map(Piece::cleaned).collect();
            let export = Export { title, command: "perusal export --notes".into(), pieces };
            let written = export.write(ExportFormat::Markdown);
            prop_assert_eq!(read_markdown(&written).unwrap(), clean, "{}", written);
        }
    }

    #[test]
    fn what_a_reader_wrote_into_it_is_read_and_what_is_no_entry_is_said() {
        let text = "# Mine\n\n## 1. x\n\n> one\n> two\n\nMy *own* words.\n\n- **Sort:** passage\n- **Tags:** #a/b #c\n";
        let pieces = read_markdown(text).unwrap();
        assert_eq!(pieces[0].quote.as_deref(), Some("one\ntwo"));
        assert_eq!((pieces[0].words.as_str(), pieces[0].tags.len()), ("My *own* words.", 2));
        let error = read_markdown("## 1\n\n- **Sort:** passage\n- **Page:** x\n").unwrap_err();
        assert!(error.starts_with("line 4: "), "{error}");
        assert_eq!(read_markdown("no piece").unwrap(), []);
    }
}
