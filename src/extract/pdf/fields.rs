//! Reads what was filled into the fields of a form, and what was written onto a page as a note that shows: words that
//! stand on the page for whoever looks at it, but not among its own.
//!
//! Not here: notes that show only when they are opened, and fields that do not show.

use std::collections::HashMap;

use pdfboss_core::{FieldType, ObjRef, Rect};
use unpdf::parser::TextSpan;

use super::second::SecondParser;

/// The size of letters in a field that is high enough, in points; a field says its own in many ways. By hand.
const SIZE: f32 = 10.0;
/// How much of a field's height letters take at most.
const SHARE: f32 = 0.75;
/// Words of a field take so many bytes at most.
const LONGEST: usize = 64 << 10;

/// What is filled into the fields of a file, by the object that draws each.
#[derive(Default)]
pub struct Fields(HashMap<ObjRef, String>);

impl Fields {
    /// Those of a file; `None` where it has neither fields nor notes that show.
    pub fn of(second: &SecondParser<'_>) -> Option<Fields> {
        let file = second.may_be_filled().then(|| second.file()).flatten()?;
        let mut words = HashMap::new();
        for field in file.form_fields() {
            let filled = match field.field_type {
                Some(FieldType::Text) if !field.flags.password() => field.text().unwrap_or_default(),
                Some(FieldType::Choice) => field.selected().join(", "),
                _ => continue,
            };
            if !filled.trim().is_empty() && filled.len() <= LONGEST {
                words.extend(field.widgets.iter().map(|widget| (widget.object, filled.clone())));
            }
        }
        Some(Fields(words))
    }

    /// What shows on a page, counted from 0, where it stands there.
    pub fn on_page(&self, second: &SecondParser<'_>, number: usize) -> Vec<TextSpan> {
        let Some((file, page)) = second.page(number) else { return Vec::new() };
        let mut spans = Vec::new();
        for annotation in file.annotations(&page) {
            let hidden = annotation.flags.hidden() || annotation.flags.no_view();
            let words = match annotation.subtype.as_str() {
                "Widget" => annotation.object.and_then(|object| self.0.get(&object)),
                "FreeText" => annotation.contents.as_ref().filter(|words| words.len() <= LONGEST),
                _ => None,
            };
            if let Some((words, place)) = words.zip(annotation.rect).filter(|_| !hidden) {
                spans.extend(lines(words, place));
            }
        }
        spans
    }
}

/// The lines of a field's words, from its upper edge.
fn lines(words: &str, place: Rect) -> Vec<TextSpan> {
    let rows: Vec<&str> = words.split(['\r', '\n']).map(str::trim).filter(|row| !row.is_empty()).collect();
    let height = (place.y1 - place.y0).abs() / rows.len().max(1) as f32;
    let size = (SHARE * height).clamp(4.0, SIZE);
    let pitch = height.min(1.3 * size);
    let top = place.y0.max(place.y1) - 0.5 * (height - pitch) * f32::from(rows.len() == 1);
    let left = place.x0.min(place.x1);
    let line = |(row, number): (&&str, u16)| {
        let letters = row.chars().count() as f32;
        // What does not fit a field is drawn in several rows, or not at all; it is read all the same.
        let width = (0.5 * size * letters).min((place.x1 - place.x0).abs()).max(1.0);
        let y = top - pitch * f32::from(number) - size;
        TextSpan {
            width,
            width_measured: true,
            ink_width: Some(width),
            ..TextSpan::new((*row).to_owned(), left, y, size, String::new())
        }
    };
    rows.iter().zip(0..).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_field_stand_in_its_place_row_by_row() {
        let place = Rect { x0: 100.0, y0: 500.0, x1: 300.0, y1: 540.0 };
        let spans = lines("Maren Ode\r\nNorwick", place);
        let placed: Vec<(&str, f32)> = spans.iter().map(|span| (span.text.as_str(), span.x)).collect();
        assert_eq!(placed, [("Maren Ode", 100.0), ("Norwick", 100.0)]);
        assert!(spans[0].y > spans[1].y && spans.iter().all(|span| span.y > 500.0 && span.y < 540.0));
        assert!(lines(" \n", place).is_empty());
    }
}
