//! Sets the words of a block in lines: running text, entries of lists, tables.
//!
//! Not here: which block is set how (`lay_out`).

use super::lines::{FragmentLayout, LayoutLine, LineStyle, Origin};
use super::sideways::Sideways;
use crate::app::typeset::direction::is_right_to_left;
use crate::app::typeset::entry_sign::entry_sign;
use crate::app::typeset::table::{Aligned, Columns, wrap_rows};
use crate::app::typeset::wrap::wrap;
use crate::model::{BlockKind, Span};
use crate::text::sanitize::{Sanitized, sanitize, sanitize_paragraph};
use crate::text::width::width;

/// The sign of an entry is at most so many columns wide, or it is left with its words. Set by hand.
const WIDEST_SIGN: usize = 6;

/// How a block is set.
#[derive(Clone, Copy, Debug)]
pub struct SetAs {
    /// Columns of the page.
    pub width: usize,
    /// How its lines are drawn.
    pub style: LineStyle,
    /// Columns left empty before its lines.
    pub indent: u16,
    /// Empty rows after them.
    pub gap: usize,
}

/// The text of a block as it is shown: in a text whose lines flow those of a paragraph are joined.
pub fn shown_text(kind: BlockKind, text: &str, flows: bool) -> Sanitized<'_> {
    use BlockKind as K;
    let set = matches!(kind, K::Byline | K::Dateline | K::Table | K::Quote | K::Code | K::Chrome);
    if flows && !set { sanitize_paragraph(text) } else { sanitize(text) }
}

/// Sets running text. A paragraph that runs from right to left stands at the right.
pub fn set_text(span: Span, sanitized: Sanitized<'static>, set: SetAs) -> FragmentLayout {
    let lead = lead_of(&sanitized.text, set);
    let shown = &sanitized.text[lead..];
    let columns = set.width.saturating_sub(usize::from(set.indent)).max(1);
    let from_right = set.style != LineStyle::Code && is_right_to_left(shown);
    let line = |range: std::ops::Range<usize>| {
        let indent = match from_right {
            true => columns.saturating_sub(width(&shown[range.clone()])) as u16,
            false => set.indent,
        };
        LayoutLine { range: range.start + lead..range.end + lead, style: set.style, indent }
    };
    let lines = wrap(shown, columns).into_iter().map(line).collect();
    laid_out(span, sanitized, lines, set.gap)
}

/// Sets an entry of a list: the lines after the first begin below its first word.
pub fn set_entry(span: Span, sanitized: Sanitized<'static>, set: SetAs) -> FragmentLayout {
    let lead = lead_of(&sanitized.text, set);
    let shown = &sanitized.text[lead..];
    let sign = entry_sign(shown);
    let hang = width(&shown[..sign]);
    if hang > WIDEST_SIGN || is_right_to_left(shown) {
        return set_text(span, sanitized, SetAs { style: LineStyle::Body, ..set });
    }
    let columns = set.width.saturating_sub(usize::from(set.indent) + hang).max(1);
    let mut lines: Vec<LayoutLine> = wrap(&shown[sign..], columns)
        .into_iter()
        .map(|range| LayoutLine {
            range: range.start + lead + sign..range.end + lead + sign,
            style: LineStyle::Body,
            indent: set.indent + hang as u16,
        })
        .collect();
    if let Some(first) = lines.first_mut() {
        *first = match sign {
            0 => LayoutLine { style: LineStyle::Entry, ..first.clone() },
            _ => LayoutLine { range: lead..first.range.end, indent: set.indent, ..first.clone() },
        };
    }
    laid_out(span, sanitized, lines, set.gap)
}

/// Sets rows of a table: its columns below each other, as they are measured in the whole of it. One that is wider than
/// the page moves sideways below it.
pub fn set_table(
    span: Span,
    sanitized: Sanitized<'static>,
    columns: Option<&Columns>,
    set: SetAs,
) -> FragmentLayout {
    let line = |range| LayoutLine { range, style: set.style, indent: set.indent };
    let aligned = match columns {
        Some(columns) => columns.set(&sanitized.text, set.width),
        None => Columns::of(&sanitized.text).set(&sanitized.text, set.width),
    };
    match aligned {
        Some(Aligned { pads, stops, width: widest, is_named }) => {
            let shown = sanitized.padded(&pads);
            let mut laid = set_text(span, shown, SetAs { width: widest.max(set.width), ..set });
            let wider = Sideways { page: set.width, widest, stops, hidden: 0 };
            laid.sideways = Some(wider).filter(|_| widest > set.width);
            laid.names_columns = is_named;
            laid
        }
        None if sanitized.text.contains(" | ") => {
            let lines = wrap_rows(&sanitized.text, set.width.max(1)).into_iter().map(line).collect();
            laid_out(span, sanitized, lines, set.gap)
        }
        None => set_text(span, sanitized, set),
    }
}

/// White space before the first word belongs to the source's layout, not to ours.
fn lead_of(shown: &str, set: SetAs) -> usize {
    let kept = set.indent == 0 && set.style != LineStyle::Body;
    if kept { 0 } else { shown.len() - shown.trim_start_matches(' ').len() }
}

fn laid_out(span: Span, sanitized: Sanitized<'static>, lines: Vec<LayoutLine>, gap: usize) -> FragmentLayout {
    let text = sanitized.text.clone().into_owned();
    FragmentLayout { text, lines, gap, origin: Some(Origin { span, sanitized }), ..FragmentLayout::default() }
}
