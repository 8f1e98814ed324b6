//! Lays out one fragment of a page in lines of a given width, safe to draw.
//!
//! Not here: the head and the end of a page (`furniture`), setting words in lines (`text_lines`), the way back to
//! the document's bytes (`lines`).

use super::choose::Fragment;
use super::furniture::{Furniture, lay_out_end, lay_out_head};
use super::lines::{FragmentLayout, LayoutLine, LineStyle};
use super::quotes::fold_line;
use super::text_lines::{SetAs, set_entry, set_table, set_text, shown_text};
use crate::app::reader::mentions::NameSign;
use crate::app::typeset::table::Columns;
use crate::model::{BlockKind, Span};
use crate::text::sanitize::{Sanitized, sanitize};

/// Lays a fragment out.
pub fn lay_out(fragment: &Fragment, text: &str, around: Furniture<'_>, width: usize) -> FragmentLayout {
    match *fragment {
        Fragment::Head(headline) => lay_out_head(headline, text, around, width),
        Fragment::Block { kind, span } => lay_out_block(kind, span, text, around, width),
        // The file as it stands has nothing that is not in it.
        Fragment::Raw(span) => {
            let set = SetAs { width, style: LineStyle::Body, indent: 0, gap: 0 };
            set_text(span, sanitize(span.of(text)).into_owned(), set)
        }
        Fragment::Folded { lines, .. } => {
            let plural = if lines == 1 { "line" } else { "lines" };
            lay_out_fold(format!("┄ {lines} {plural} of {} · c ┄", around.chrome))
        }
        Fragment::Quoted { quote, .. } => {
            lay_out_fold(around.quotes.get(quote).map(fold_line).unwrap_or_default())
        }
        Fragment::End => lay_out_end(around.end, width),
    }
}

fn lay_out_fold(text: String) -> FragmentLayout {
    let lines = vec![LayoutLine { range: 0..text.len(), style: LineStyle::Folded, indent: 0 }];
    FragmentLayout { text, lines, gap: 1, ..FragmentLayout::default() }
}

fn lay_out_block(
    kind: BlockKind,
    span: Span,
    text: &str,
    around: Furniture<'_>,
    width: usize,
) -> FragmentLayout {
    let (style, indent, gap) = match kind {
        BlockKind::Headline | BlockKind::Heading => (LineStyle::Heading, 0, 1),
        BlockKind::Byline | BlockKind::Dateline => (LineStyle::Byline, 0, 0),
        BlockKind::Paragraph => (LineStyle::Body, 0, 1),
        BlockKind::List => (LineStyle::Entry, 2, 0),
        BlockKind::Table => (LineStyle::Code, 0, 1),
        BlockKind::Quote => (LineStyle::Quote, 3, 1),
        BlockKind::Code => (LineStyle::Code, 2, 1),
        BlockKind::Caption => (LineStyle::Caption, 0, 1),
        BlockKind::Chrome => (LineStyle::Chrome, 0, 0),
    };
    let set = SetAs { width, style, indent, gap };
    let shown = signed(shown_text(kind, span.of(text), around.flows).into_owned(), span, around.signs);
    match kind {
        BlockKind::List => set_entry(span, shown, set),
        BlockKind::Table => set_table(span, shown, around.columns, set),
        _ => set_text(span, shown, set),
    }
}

/// The columns of a table over several fragments, as its rows are shown.
pub fn columns_of(span: Span, text: &str, flows: bool, signs: &[NameSign]) -> Columns {
    let shown = shown_text(BlockKind::Table, span.of(text), flows).into_owned();
    Columns::of(&signed(shown, span, signs).text)
}

/// The text of a fragment with the signs before its names.
fn signed(mut shown: Sanitized<'static>, span: Span, signs: &[NameSign]) -> Sanitized<'static> {
    signs.iter().for_each(|(before, sign)| shown.insert((before - span.start) as usize, sign));
    shown
}

#[cfg(test)]
mod tests {
    use super::super::furniture::PageEnd;
    use super::*;

    const END: PageEnd = PageEnd { title: String::new(), key: String::new() };
    const AROUND: Furniture<'static> = Furniture {
        source: "Harbour Courier",
        title: "Untitled",
        facts: "5 June 2021 · 412 words",
        end: &END,
        flows: false,
        chrome: "site chrome",
        quotes: &[],
        signs: &[],
        columns: None,
    };

    #[test]
    fn a_block_finds_its_spans_again_after_cleaning_and_wrapping() {
        let text = "x  \u{200b}The water\trose over the wall.";
        let span = Span::new(1, text.len());
        let laid = lay_out(&Fragment::Block { kind: BlockKind::Paragraph, span }, text, AROUND, 12);
        let at = text.find("wall").unwrap();
        let place = laid.place(Span::new(at, at + 4)).unwrap();
        assert_eq!(&laid.text[place.clone()], "wall");
        let line = laid.line_of(at);
        assert!(laid.lines[line].range.contains(&place.start));
        assert!(laid.source(line).unwrap() <= at);
        assert_eq!(laid.place(Span::new(0, 1)), None, "another block's");
    }

    #[test]
    fn signs_before_names_take_room_and_move_nothing_else() {
        let text = "Ada\tBell left Norwick.";
        let span = Span::new(0, text.len());
        let around = Furniture { signs: &[(4, "ᴾ"), (14, "ᴸ")], ..AROUND };
        let laid = lay_out(&Fragment::Block { kind: BlockKind::Paragraph, span }, text, around, 20);
        assert_eq!(laid.text, "Ada    ᴾBell left ᴸNorwick.");
        assert_eq!(laid.lines.len(), 2);
        let shown = |word: &str| {
            let at = text.find(word).unwrap();
            &laid.text[laid.place(Span::new(at, at + word.len())).unwrap()]
        };
        assert_eq!([shown("left"), shown("Norwick"), shown(".")], ["left", "Norwick", "."]);
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
            lay_out(&Fragment::Block { kind, span }, text, Furniture { flows, ..AROUND }, 40).lines.len()
        };
        assert_eq!(rows(BlockKind::Paragraph, true), 1);
        assert_eq!(rows(BlockKind::Paragraph, false), 3);
        assert_eq!(rows(BlockKind::Code, true), 3);
    }

    /// The lines of a block with the columns before them.
    fn set(kind: BlockKind, text: &str, width: usize) -> Vec<(u16, String)> {
        let block = Fragment::Block { kind, span: Span::new(0, text.len()) };
        let laid = lay_out(&block, text, AROUND, width);
        laid.lines.iter().map(|line| (line.indent, laid.text[line.range.clone()].to_owned())).collect()
    }

    #[test]
    fn the_lines_of_an_entry_begin_below_its_first_word() {
        let lines = |rows: &[(u16, &str)]| -> Vec<(u16, String)> {
            rows.iter().map(|&(indent, text)| (indent, text.to_owned())).collect()
        };
        assert_eq!(set(BlockKind::List, "12. The dam holds", 14), lines(&[(2, "12. The dam"), (6, "holds")]));
        assert_eq!(set(BlockKind::List, "The dam holds", 10), lines(&[(2, "The dam"), (2, "holds")]));
        assert_eq!(set(BlockKind::Paragraph, "שלום עולם", 12), lines(&[(3, "שלום עולם")]));
    }

    #[test]
    fn the_columns_of_a_table_stand_below_each_other_and_places_in_it_are_found() {
        let text = "Port | Ships\nOstra Bay | 7";
        let block = Fragment::Block { kind: BlockKind::Table, span: Span::new(0, text.len()) };
        let laid = lay_out(&block, text, AROUND, 40);
        let rows: Vec<&str> = laid.lines.iter().map(|line| &laid.text[line.range.clone()]).collect();
        assert_eq!(rows, ["Port      | Ships", "Ostra Bay |     7"]);
        for word in ["Port", "Ships", "Ostra Bay", "7"] {
            let at = text.find(word).unwrap();
            let place = laid.place(Span::new(at, at + word.len())).unwrap();
            assert_eq!(&laid.text[place], word);
        }
    }

    #[test]
    fn the_head_shows_source_headline_facts_and_a_rule() {
        let text = "Dam breaks";
        let laid = lay_out(&Fragment::Head(Some(Span::new(0, 10))), text, AROUND, 20);
        let styles: Vec<_> =
            laid.lines.iter().map(|line| (&laid.text[line.range.clone()], line.style)).collect();
        assert_eq!(
            styles,
            [
                ("Harbour Courier", LineStyle::Source),
                ("Dam breaks", LineStyle::Title),
                ("5 June 2021", LineStyle::Facts),
                ("412 words", LineStyle::Facts),
                ("", LineStyle::Rule)
            ]
        );
        assert_eq!(laid.place(Span::new(4, 10)), Some(4..10));
        assert_eq!((laid.line_of(4), laid.source(0), laid.source(2)), (1, Some(0), Some(10)));
        assert_eq!(laid.source_of(12), None, "the source is no text of the document");
        let untitled = lay_out(&Fragment::Head(None), text, AROUND, 20);
        assert_eq!(&untitled.text[untitled.lines[1].range.clone()], "Untitled");
    }

    #[test]
    fn the_end_names_what_comes_next() {
        let end = PageEnd { title: "A long way to the harbour".into(), key: "J".into() };
        let shown = |width| lay_out(&Fragment::End, "", Furniture { end: &end, ..AROUND }, width).text;
        assert_eq!(shown(60), "∎  next: A long way to the harbour  J");
        assert_eq!(shown(24), "∎  next: A long way…  J");
        assert_eq!(lay_out(&Fragment::End, "", AROUND, 24).text, "∎");
    }
}
