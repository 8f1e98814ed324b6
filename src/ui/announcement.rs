//! Says above the list what is not in it: files that could not be read, and files that are away and shown
//! as they were read last.

use super::format::group_digits;
use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::text::width::width;

/// Columns kept free before it.
const GAP: usize = 2;

/// The key that lists what could not be read.
pub const KEY: &str = "g p";

/// Writes it against the right end, as fully as there is room beside what takes `taken` columns from the
/// left.
pub fn draw_announcement(app: &App, theme: &Theme, taken: usize, pen: &mut Pen<'_>) {
    let room = pen.room().saturating_sub(taken + GAP);
    let wordings = wordings(app);
    // Never nothing: then the shortest, over whatever stands there.
    let shown = wordings.iter().find(|words| width(words) < room).or(wordings.last());
    let Some(words) = shown else { return };
    let (muted, key) = (theme.style(Role::Muted), theme.style(Role::Key));
    pen.put_right(" ", muted);
    match words.strip_suffix(KEY) {
        Some(words) => pen.put_right(KEY, key).put_right(words, muted),
        None => pen.put_right(words, muted),
    };
}

/// What there is to say, from the fullest wording to the shortest.
fn wordings(app: &App) -> Vec<String> {
    let files = app.list.files;
    let unread = if app.shows_problems() { 0 } else { files.unread };
    let [all, unread, away] = [files.all as usize, unread as usize, app.progress.away];
    let digits = |number: usize| group_digits(number as u64);
    let noun = |number: usize| if number == 1 { "file" } else { "files" };
    let mut said = Vec::new();
    if away > 0 {
        said.push([
            format!("{} {} away, shown as last read", digits(away), noun(away)),
            format!("{} {} away", digits(away), noun(away)),
            format!("{} away", digits(away)),
        ]);
    }
    if unread > 0 {
        said.push([
            format!("{} of {} {} not read · {KEY}", digits(unread), digits(all), noun(all)),
            format!("{} not read · {KEY}", digits(unread)),
            format!("{} not read", digits(unread)),
        ]);
    }
    if said.is_empty() {
        return Vec::new();
    }
    (0..3).map(|at| said.iter().map(|words| words[at].as_str()).collect::<Vec<_>>().join(" · ")).collect()
}
