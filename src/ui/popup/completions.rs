//! Draws completions of names side by side: in the header and beside a prompt.

use crate::app::popup::completions::Completions;
use crate::query::{COMPLETIONS, Completion};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::group_digits;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of a name, at most.
const LONGEST: usize = 40;

/// Whether the names of which one may be chosen first have a place in so many columns, beside something else.
pub fn fit_beside(completions: &Completions, columns: usize) -> bool {
    let few = completions.names.iter().take(3);
    let wanted: usize = few.map(|name| width(&sanitize_line(&name.name)).min(LONGEST) + 8).sum();
    wanted <= columns
}

/// The names offered, as many as there is room for whole; the chosen one stands out.
pub fn draw_completions(completions: &Completions, theme: &Theme, pen: &mut Pen<'_>) {
    // One at least has a place.
    let longest = LONGEST.min(pen.room().saturating_sub(7));
    let shown = |completion: &Completion| {
        let count = Some(completion.documents).filter(|&documents| documents > 0);
        let count = count.map_or_else(String::new, |documents| group_digits(documents.into()));
        (shorten(&sanitize_line(&completion.name), longest), count)
    };
    // Those before the chosen one make room for it.
    let taken = |(name, count): &(String, String)| width(name) + width(count) + 4;
    let mut first = 0;
    let columns = |first: usize| -> usize {
        let names = completions.names.get(first..=completions.chosen).unwrap_or_default();
        names.iter().map(|completion| taken(&shown(completion))).sum()
    };
    while first < completions.chosen && columns(first) > pen.room() {
        first += 1;
    }
    for (at, completion) in completions.names.iter().enumerate().skip(first) {
        let (name, count) = shown(completion);
        // That there are more is said where they are cut off.
        let more = if at + 1 == completions.names.len() { 0 } else { 2 };
        if pen.room() < width(&name) + width(&count) + 1 + more {
            pen.put("…", theme.style(Role::Muted));
            return;
        }
        let role = if at == completions.chosen && completions.common().is_none() {
            Role::Selected
        } else {
            Role::Text
        };
        pen.put(&name, theme.style(role)).skip(1).put(&count, theme.style(Role::Muted)).skip(3);
    }
    if completions.names.len() >= COMPLETIONS {
        pen.put("…", theme.style(Role::Muted));
    }
}
