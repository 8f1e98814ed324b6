//! Where documents of a file begin as the reader says, against where it was split: a document begins at a line and one
//! that went on there is cut, or none begins there and the one that did is joined to the one above it.
//!
//! Not here: which file that is said of (`ingest::corrected`), how it is split without (`choice`).

use super::choice::Part;
use crate::model::{Anchor, Extract, Format, Metadata};
use crate::segment::line::measured::Line;
use crate::text::anchor::place;

/// Whether a document begins at a line of a file, as the reader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedBeginning {
    /// The line, in the text of the document it stood in.
    pub heading: Anchor,
    /// Whether a document begins there.
    pub begins: bool,
}

/// The parts of a text once they begin where the reader says, what was said last last. A line that is found no more
/// changes nothing.
pub fn as_stated(
    mut parts: Vec<Part>,
    extract: &Extract,
    lines: &[Line<'_>],
    stated: &[StatedBeginning],
) -> Vec<Part> {
    // The rows of a mail are one letter, header and all.
    if extract.whole && extract.format == Format::PlainText {
        return parts;
    }
    for of in stated {
        let Some(span) = place(&of.heading, &extract.text) else { continue };
        let at = lines.partition_point(|line| line.span.end <= span.start as usize);
        match of.begins {
            true if at < lines.len() => begin(&mut parts, at, lines.len()),
            true => {}
            false => join(&mut parts, at),
        }
    }
    parts
}

/// Has a document begin at a line. The lines between two documents stay so above it.
fn begin(parts: &mut Vec<Part>, at: usize, end: usize) {
    let below = parts.iter().position(|part| part.lines.end > at);
    let Some(nth) = below else {
        let before = parts.last().map_or(0, |part| part.lines.end)..at;
        return parts.push(Part { lines: at..end, before });
    };
    let part = &mut parts[nth];
    if at == part.lines.start {
        return;
    }
    let (before, lines) = if at < part.lines.start {
        let found = (part.before.start..at, at..part.lines.start);
        part.before = part.lines.start..part.lines.start;
        found
    } else {
        let found = (part.before.clone(), part.lines.start..at);
        (part.before, part.lines) = (at..at, at..part.lines.end);
        found
    };
    parts.insert(nth, Part { lines, before });
}

/// Joins the document that begins at a line to the one above it, with the lines between them. The first of a file
/// begins it, whatever is said.
fn join(parts: &mut Vec<Part>, at: usize) {
    let begins = parts.iter().position(|part| part.lines.start == at).filter(|&nth| nth > 0);
    if let Some(nth) = begins {
        let joined = parts.remove(nth);
        parts[nth - 1].lines.end = joined.lines.end;
    }
}

/// The extract as documents below the first are read by: what it declares of title, author and day is of the first,
/// and its text is looked at as that of a page.
pub fn below_the_first(extract: &Extract) -> Extract {
    let Metadata { source, language, url, .. } = extract.metadata.clone();
    let metadata = Metadata { source, language, url, ..Metadata::default() };
    Extract { metadata, whole: false, mail: None, ..extract.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::segment::{KnownBoilerplate, SegmentContext, segment_with_known};
    use crate::text::anchor::anchor;

    const TEXT: &str = "Harbour closed by a leak\n\nThe harbour was closed for most of the week, the port said \
        on Monday, and the ferries stayed at their moorings.\n\nViolins for schools\n\nEvery primary school will \
        receive twelve violins this autumn, after a collector left his instruments to the county.\n\nPotatoes \
        fail\n\nFarmers expect to lose half of their potatoes to blight after the wettest summer of all.\n";

    fn extract(whole: bool, format: Format) -> Extract {
        let text = crate::extract::extract("a.txt", TEXT.as_bytes()).unwrap().next().unwrap();
        let title = whole.then(|| "Minutes".to_owned());
        Extract { whole, format, metadata: Metadata { title, sure: whole, ..Metadata::default() }, ..text }
    }

    fn said(line: &str, begins: bool) -> StatedBeginning {
        let at = TEXT.find(line).unwrap();
        StatedBeginning { heading: anchor(TEXT, Span::new(at, at + line.len())), begins }
    }

    /// The first line and the title of each document.
    fn documents(extract: &Extract, beginnings: &[StatedBeginning]) -> Vec<(String, String)> {
        let known = KnownBoilerplate::default();
        let by = SegmentContext { known: &known, today: None, beginnings };
        let found = segment_with_known(extract, &by).documents.into_iter();
        found
            .map(|of| {
                let first = of.text.lines().find(|line| !line.is_empty()).unwrap_or_default().to_owned();
                (first, of.title.unwrap_or_default())
            })
            .collect()
    }

    fn firsts(beginnings: &[StatedBeginning]) -> Vec<String> {
        documents(&extract(false, Format::PlainText), beginnings)
            .into_iter()
            .map(|(first, _)| first)
            .collect()
    }

    #[test]
    fn a_document_begins_where_that_is_said_and_what_was_said_last_holds() {
        let [harbour, violins, potatoes] =
            ["Harbour closed by a leak", "Violins for schools", "Potatoes fail"];
        assert_eq!(firsts(&[]), [harbour]);
        let both = [said(violins, true), said(potatoes, true)];
        assert_eq!(firsts(&both), [harbour, violins, potatoes]);
        let [one, other] = both.clone();
        assert_eq!(firsts(&[other, one.clone(), one]), [harbour, violins, potatoes], "in whatever order");
        let [one, other] = both;
        assert_eq!(firsts(&[one.clone(), other.clone(), said(violins, false)]), [harbour, potatoes]);
        assert_eq!(firsts(&[said(violins, false), one]), [harbour, violins]);
        assert_eq!(firsts(&[said(harbour, false)]), [harbour], "the first begins its file");
        let gone = "Bridges fall in the night of the storm";
        let gone = StatedBeginning { heading: anchor(gone, Span::new(0, gone.len())), begins: true };
        assert_eq!(firsts(&[gone]), [harbour]);
    }

    #[test]
    fn what_a_file_declares_is_of_its_first_document() {
        let report = extract(true, Format::Office);
        let found = documents(&report, &[said("Potatoes fail", true)]);
        let titles: Vec<&str> = found.iter().map(|(_, title)| title.as_str()).collect();
        assert_eq!(titles, ["Minutes", "Potatoes fail"]);
        assert_eq!(documents(&extract(true, Format::PlainText), &[said("Potatoes fail", true)]).len(), 1);
    }

    #[test]
    fn lines_between_documents_become_one_or_are_joined() {
        let part = |lines, before| Part { lines, before };
        let split = vec![part(2..4, 0..2), part(6..9, 4..6)];
        let mut parts = split.clone();
        begin(&mut parts, 5, 12);
        begin(&mut parts, 10, 12);
        let expected = [part(2..4, 0..2), part(5..6, 4..5), part(6..9, 6..6), part(10..12, 9..10)];
        assert_eq!(parts, expected);
        let mut parts = split;
        join(&mut parts, 7);
        assert_eq!(parts.len(), 2, "none begins there");
        join(&mut parts, 6);
        assert_eq!(parts, [part(2..9, 0..2)]);
    }
}
