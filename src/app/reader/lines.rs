//! Lays out one fragment of a page in lines of a given width, safe to draw, and maps places on them back
//! to the document's bytes.

use std::ops::Range;

use super::fragments::Fragment;
use super::mentions::NameSign;
use super::quotes::fold_line;
use crate::app::typeset::wrap::wrap;
use crate::model::{BlockKind, Quoted, Span};
use crate::text::sanitize::{Sanitized, sanitize, sanitize_line, sanitize_paragraph};
use crate::text::width::prefix;

/// A fragment in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FragmentLayout {
    /// What is drawn, all lines.
    pub text: String,
    /// The lines, from the top.
    pub lines: Vec<LayoutLine>,
    /// Empty rows after the lines.
    pub gap: usize,
    /// Where the beginning of `text` comes from, when it comes from the document.
    origin: Option<Origin>,
}

#[derive(Clone, Debug, PartialEq)]
struct Origin {
    span: Span,
    sanitized: Sanitized<'static>,
}

/// One line of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutLine {
    /// The bytes of [`FragmentLayout::text`] on the line.
    pub range: Range<usize>,
    /// How it is drawn.
    pub style: LineStyle,
    /// Columns left empty before it.
    pub indent: u16,
}

/// How a line is drawn when nothing is marked in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStyle {
    /// The headline, or what stands for one.
    Title,
    /// Author, date and source below the title.
    Facts,
    /// A paragraph, or an entry of a list.
    Body,
    /// A heading inside the text.
    Heading,
    /// A quotation set apart.
    Quote,
    /// The caption of a picture.
    Caption,
    /// Text in fixed columns.
    Code,
    /// Site chrome that is shown.
    Chrome,
    /// The line in place of folded lines.
    Folded,
}

impl FragmentLayout {
    /// The number of screen rows, gap included.
    pub fn rows(&self) -> usize {
        self.lines.len() + self.gap
    }

    /// Where a span of the document stands in [`FragmentLayout::text`]; `None` when it is not shown here.
    pub fn place(&self, span: Span) -> Option<Range<usize>> {
        let origin = self.origin.as_ref().filter(|origin| origin.span.overlaps(span))?;
        let within = |offset: u32| offset.clamp(origin.span.start, origin.span.end) - origin.span.start;
        Some(origin.sanitized.span(Span { start: within(span.start), end: within(span.end) }).range())
    }

    /// The byte of the document shown first on a line.
    pub fn source(&self, line: usize) -> Option<usize> {
        let origin = self.origin.as_ref()?;
        let at = self.lines.get(line).map_or(origin.sanitized.text.len(), |line| line.range.start);
        let at = at.min(origin.sanitized.text.len());
        Some(origin.span.start as usize + origin.sanitized.source(at))
    }

    /// The byte of [`FragmentLayout::text`] at a column of a line; `None` before it.
    pub(super) fn text_at(&self, line: usize, column: usize) -> Option<usize> {
        let line = self.lines.get(line)?;
        let column = column.checked_sub(usize::from(line.indent))?;
        Some(line.range.start + prefix(&self.text[line.range.clone()], column).len())
    }

    /// The byte of the document that a byte of [`FragmentLayout::text`] shows.
    pub(super) fn source_of(&self, at: usize) -> Option<usize> {
        let origin = self.origin.as_ref().filter(|_| at < self.text.len())?;
        Some(origin.span.start as usize + origin.sanitized.source(at))
    }

    /// The line that shows a byte of the document.
    pub fn line_of(&self, offset: usize) -> usize {
        let Some(origin) = &self.origin else { return 0 };
        let at = origin.sanitized.offset(offset.saturating_sub(origin.span.start as usize));
        let after = self.lines.partition_point(|line| line.range.start <= at);
        after.saturating_sub(1)
    }
}

/// What stands in the head beside the headline.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The title for a document without a headline in its text.
    pub title: &'a str,
    /// The line under the title.
    pub facts: &'a str,
    /// Line ends inside a paragraph only broke it at a width, as in plain text.
    pub flows: bool,
    /// What its chrome is.
    pub chrome: &'a str,
    /// What it quotes.
    pub quotes: &'a [Quoted],
    /// What stands after names in the fragment.
    pub signs: &'a [NameSign],
}

/// Lays a fragment out.
pub fn lay_out(fragment: &Fragment, text: &str, head: Head<'_>, width: usize) -> FragmentLayout {
    match *fragment {
        Fragment::Head(headline) => lay_out_head(headline, text, head, width),
        Fragment::Block { kind, span } => lay_out_block(kind, span, text, head, width),
        // The file as it stands has nothing that is not in it.
        Fragment::Raw(span) => {
            lay_out_text(span, sanitize(span.of(text)).into_owned(), width, LineStyle::Body, 0, 0)
        }
        Fragment::Folded { lines, .. } => {
            let plural = if lines == 1 { "line" } else { "lines" };
            lay_out_fold(format!("┄ {lines} {plural} of {} · c ┄", head.chrome))
        }
        Fragment::Quoted { quote, .. } => {
            lay_out_fold(head.quotes.get(quote).map(fold_line).unwrap_or_default())
        }
    }
}

fn lay_out_fold(text: String) -> FragmentLayout {
    let lines = vec![LayoutLine { range: 0..text.len(), style: LineStyle::Folded, indent: 0 }];
    FragmentLayout { text, lines, gap: 1, origin: None }
}

fn lay_out_head(headline: Option<Span>, text: &str, head: Head<'_>, width: usize) -> FragmentLayout {
    let mut laid = match headline {
        Some(span) => {
            let title = shown_text(BlockKind::Headline, span.of(text), head.flows);
            let title = signed(title.into_owned(), span, head.signs);
            lay_out_text(span, title, width, LineStyle::Title, 0, 1)
        }
        None => {
            let title = sanitize_line(head.title).into_owned();
            let lines = wrap(&title, width);
            let line = |range| LayoutLine { range, style: LineStyle::Title, indent: 0 };
            FragmentLayout { lines: lines.into_iter().map(line).collect(), text: title, gap: 1, origin: None }
        }
    };
    let start = laid.text.len();
    laid.text.push_str(&sanitize_line(head.facts));
    for range in wrap(&laid.text[start..], width) {
        let range = range.start + start..range.end + start;
        laid.lines.push(LayoutLine { range, style: LineStyle::Facts, indent: 0 });
    }
    laid
}

fn lay_out_block(kind: BlockKind, span: Span, text: &str, head: Head<'_>, width: usize) -> FragmentLayout {
    let (style, indent, gap) = match kind {
        BlockKind::Headline | BlockKind::Heading => (LineStyle::Heading, 0, 1),
        BlockKind::Byline | BlockKind::Dateline => (LineStyle::Facts, 0, 0),
        BlockKind::Paragraph => (LineStyle::Body, 0, 1),
        BlockKind::List => (LineStyle::Body, 2, 0),
        BlockKind::Table => (LineStyle::Code, 0, 1),
        BlockKind::Quote => (LineStyle::Quote, 3, 1),
        BlockKind::Code => (LineStyle::Code, 2, 1),
        BlockKind::Caption => (LineStyle::Caption, 0, 1),
        BlockKind::Chrome => (LineStyle::Chrome, 0, 0),
    };
    let shown = shown_text(kind, span.of(text), head.flows).into_owned();
    lay_out_text(span, signed(shown, span, head.signs), width, style, indent, gap)
}

/// The text of a fragment with the signs after its names.
fn signed(mut shown: Sanitized<'static>, span: Span, signs: &[NameSign]) -> Sanitized<'static> {
    signs.iter().for_each(|(after, sign)| shown.insert((after - span.start) as usize, sign));
    shown
}

/// The text of a block as it is shown: in a text whose lines flow those of a paragraph are joined.
pub(super) fn shown_text(kind: BlockKind, text: &str, flows: bool) -> Sanitized<'_> {
    use BlockKind as K;
    let set = matches!(kind, K::Byline | K::Dateline | K::Table | K::Quote | K::Code | K::Chrome);
    if flows && !set { sanitize_paragraph(text) } else { sanitize(text) }
}

fn lay_out_text(
    span: Span,
    sanitized: Sanitized<'static>,
    width: usize,
    style: LineStyle,
    indent: u16,
    gap: usize,
) -> FragmentLayout {
    let shown = sanitized.text.clone().into_owned();
    // White space before the first word belongs to the source's layout, not to ours.
    let lead = if indent > 0 || style == LineStyle::Body {
        shown.len() - shown.trim_start_matches(' ').len()
    } else {
        0
    };
    let columns = width.saturating_sub(usize::from(indent)).max(1);
    let lines = wrap(&shown[lead..], columns)
        .into_iter()
        .map(|range| LayoutLine { range: range.start + lead..range.end + lead, style, indent })
        .collect();
    FragmentLayout { text: shown, lines, gap, origin: Some(Origin { span, sanitized }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Head<'static> = Head {
        title: "Untitled",
        facts: "Harbour Courier · 5 Jun 2021",
        flows: false,
        chrome: "site chrome",
        quotes: &[],
        signs: &[],
    };

    #[test]
    fn a_block_finds_its_spans_again_after_cleaning_and_wrapping() {
        let text = "x  \u{200b}The water\trose over the wall.";
        let span = Span::new(1, text.len());
        let laid = lay_out(&Fragment::Block { kind: BlockKind::Paragraph, span }, text, HEAD, 12);
        let at = text.find("wall").unwrap();
        let place = laid.place(Span::new(at, at + 4)).unwrap();
        assert_eq!(&laid.text[place.clone()], "wall");
        let line = laid.line_of(at);
        assert!(laid.lines[line].range.contains(&place.start));
        assert!(laid.source(line).unwrap() <= at);
        assert_eq!(laid.place(Span::new(0, 1)), None, "another block's");
    }

    #[test]
    fn signs_after_names_take_room_and_move_nothing_else() {
        let text = "Ada\tBell left Norwick.";
        let span = Span::new(0, text.len());
        let head = Head { signs: &[(8, "ᴾ"), (21, "ᴸ")], ..HEAD };
        let laid = lay_out(&Fragment::Block { kind: BlockKind::Paragraph, span }, text, head, 20);
        assert_eq!(laid.text, "Ada    Bellᴾ left Norwickᴸ.");
        assert_eq!(laid.lines.len(), 2);
        let shown = |word: &str| {
            let at = text.find(word).unwrap();
            &laid.text[laid.place(Span::new(at, at + word.len())).unwrap()]
        };
        assert_eq!([shown("left"), shown("Norwick"), shown(".")], ["left", "Norwickᴸ", "."]);
        for word in ["Bell", "left", "."] {
            let at = laid.text.find(word).unwrap();
            assert_eq!(laid.source_of(at), text.find(word), "{word}");
        }
    }

    #[test]
    fn a_paragraph_of_plain_text_flows_and_what_is_set_keeps_its_lines() {
        let text = "The water\nrose over\nthe wall.";
        let span = Span::new(0, text.len());
        let rows = |kind, flows| {
            lay_out(&Fragment::Block { kind, span }, text, Head { flows, ..HEAD }, 40).lines.len()
        };
        assert_eq!(rows(BlockKind::Paragraph, true), 1);
        assert_eq!(rows(BlockKind::Paragraph, false), 3);
        assert_eq!(rows(BlockKind::Code, true), 3);
    }

    #[test]
    fn the_head_shows_the_headline_and_then_the_facts() {
        let text = "Dam breaks";
        let laid = lay_out(&Fragment::Head(Some(Span::new(0, 10))), text, HEAD, 20);
        let styles: Vec<_> =
            laid.lines.iter().map(|line| (&laid.text[line.range.clone()], line.style)).collect();
        assert_eq!(
            styles,
            [
                ("Dam breaks", LineStyle::Title),
                ("Harbour Courier · 5", LineStyle::Facts),
                ("Jun 2021", LineStyle::Facts)
            ]
        );
        assert_eq!(laid.place(Span::new(4, 10)), Some(4..10));
        let untitled = lay_out(&Fragment::Head(None), text, HEAD, 20);
        assert_eq!(&untitled.text[untitled.lines[0].range.clone()], "Untitled");
    }
}
