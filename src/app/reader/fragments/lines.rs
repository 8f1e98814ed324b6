//! One fragment of a page in lines, and the way from places on them back to the document's bytes.
//!
//! Not here: breaking a fragment into lines (`lay_out`).

use std::ops::Range;

use super::sideways::Sideways;
use crate::model::Span;
use crate::text::sanitize::Sanitized;
use crate::text::width::{prefix, width};

/// A fragment in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FragmentLayout {
    /// What is drawn, all lines.
    pub text: String,
    /// The lines, from the top.
    pub lines: Vec<LayoutLine>,
    /// Empty rows after the lines.
    pub gap: usize,
    /// How far it has moved below the page, where it is wider.
    pub(in crate::app::reader) sideways: Option<Sideways>,
    /// Whether it is of a table whose first row names its columns.
    pub(in crate::app::reader) names_columns: bool,
    /// Where the beginning of `text` comes from, when it comes from the document.
    pub(super) origin: Option<Origin>,
}

/// Where the beginning of a laid-out text comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    /// Bytes of the document.
    pub span: Span,
    /// What is shown of them.
    pub sanitized: Sanitized<'static>,
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
    /// The source, above the headline.
    Source,
    /// The headline, or what stands for one.
    Title,
    /// Date, author and length, below the headline.
    Facts,
    /// The rule between the head and the text; it has no words.
    Rule,
    /// The end of the page, and what comes next.
    End,
    /// Author or date where they stand in the text.
    Byline,
    /// A paragraph, or an entry of a list.
    Body,
    /// The first line of an entry of a list that has no sign of its own.
    Entry,
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

impl LineStyle {
    /// Whether it is of the page, and shows nothing of the document's text.
    pub fn is_furniture(self) -> bool {
        matches!(self, LineStyle::Source | LineStyle::Facts | LineStyle::Rule | LineStyle::End)
    }
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

    /// The byte of the document shown first on a line, or else below it.
    pub fn source(&self, line: usize) -> Option<usize> {
        let origin = self.origin.as_ref()?;
        let shown = self.lines.iter().skip(line).find(|line| !line.style.is_furniture());
        let at = shown.map_or(origin.sanitized.text.len(), |line| line.range.start);
        let at = at.min(origin.sanitized.text.len());
        Some(origin.span.start as usize + origin.sanitized.source(at))
    }

    /// The byte of [`FragmentLayout::text`] at a column of the page on a line; `None` before it.
    pub(in crate::app::reader) fn text_at(&self, line: usize, column: usize) -> Option<usize> {
        let line = self.lines.get(line)?;
        let column = (column + self.hidden()).checked_sub(usize::from(line.indent))?;
        Some(line.range.start + prefix(&self.text[line.range.clone()], column).len())
    }

    /// The byte of the document that a byte of [`FragmentLayout::text`] shows.
    pub(in crate::app::reader) fn source_of(&self, at: usize) -> Option<usize> {
        let origin = self.origin.as_ref().filter(|origin| at < origin.sanitized.text.len())?;
        Some(origin.span.start as usize + origin.sanitized.source(at))
    }

    /// The line that shows a byte of the document.
    pub fn line_of(&self, offset: usize) -> usize {
        let Some(origin) = &self.origin else { return 0 };
        let at = origin.sanitized.offset(offset.saturating_sub(origin.span.start as usize));
        let above = self.lines_above();
        let shown = self.lines.get(above..).unwrap_or_default();
        let after = shown.partition_point(|line| !line.style.is_furniture() && line.range.start <= at);
        above + after.saturating_sub(1)
    }

    /// The lines above the first that shows anything of the document.
    pub fn lines_above(&self) -> usize {
        self.lines.iter().take_while(|line| line.style.is_furniture()).count()
    }
}

/// What is drawn of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownPart {
    /// Bytes of [`FragmentLayout::text`]; what is beyond the right edge is among them.
    pub range: Range<usize>,
    /// Columns left empty for a character that is cut by the left edge.
    pub cut: usize,
    /// Whether more of the line is to the left.
    pub more_left: bool,
    /// Whether more of it is to the right.
    pub more_right: bool,
}

impl FragmentLayout {
    /// What is drawn of a line.
    pub fn shown(&self, line: usize) -> ShownPart {
        let Some(range) = self.lines.get(line).map(|line| line.range.clone()) else {
            return ShownPart::default();
        };
        let Some(sideways) = &self.sideways else { return ShownPart { range, ..ShownPart::default() } };
        let text = self.text.get(range.clone()).unwrap_or_default();
        let (all, hidden) = (width(text), sideways.hidden);
        let mut before = prefix(text, hidden);
        if width(before) < hidden.min(all) {
            before = prefix(text, hidden + 1);
        }
        ShownPart {
            cut: width(before).saturating_sub(hidden),
            more_left: !before.trim().is_empty(),
            more_right: all > hidden + sideways.page,
            range: range.start + before.len()..range.end,
        }
    }

    /// Columns of each line that are hidden to the left.
    pub fn hidden(&self) -> usize {
        self.sideways.as_ref().map_or(0, |sideways| sideways.hidden)
    }

    /// The columns of the page that some columns of a line stand in; `None` where they are hidden.
    pub fn on_page(&self, columns: Range<usize>) -> Option<Range<usize>> {
        let Some(sideways) = &self.sideways else { return Some(columns) };
        let on_page = |column: usize| column.saturating_sub(sideways.hidden).min(sideways.page);
        Some(on_page(columns.start)..on_page(columns.end)).filter(|shown| !shown.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_cut_by_the_edge_leaves_its_room_empty() {
        let text = "a港口 dock".to_owned();
        let line = LayoutLine { range: 0..text.len(), style: LineStyle::Code, indent: 0 };
        let at = |hidden| {
            let sideways = Some(Sideways { page: 4, widest: 10, stops: vec![0], hidden });
            let laid = FragmentLayout {
                text: text.clone(),
                lines: vec![line.clone()],
                sideways,
                ..Default::default()
            };
            let part = laid.shown(0);
            (laid.text[part.range.clone()].to_owned(), part.cut, part.more_left, part.more_right)
        };
        assert_eq!(at(0), ("a港口 dock".into(), 0, false, true));
        assert_eq!(at(2), ("口 dock".into(), 1, true, true));
        assert_eq!(at(3), ("口 dock".into(), 0, true, true));
        assert_eq!(at(6), ("dock".into(), 0, true, false));
    }
}
