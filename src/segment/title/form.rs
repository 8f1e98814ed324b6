//! Decides whether a line by itself has the form of a headline.

use crate::model::BlockKind;
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;
use crate::segment::line::menu::is_menu;
use crate::text::find::contains;

/// Words of the longest headlines.
const LONGEST: usize = 50;

/// Whether a line could be a headline, though it has a date: "The best bridges of May 2022".
pub fn is_headline(line: &Line<'_>) -> bool {
    line.could_be_headline() || line.is_date_line() && !is_dated(line) && !line.is_prose()
}

/// Whether a line is there for its date.
pub fn is_dated(line: &Line<'_>) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let dated: usize = line.dates.iter().map(|date| words(&line.text[date.span.clone()])).sum();
    let labelled = line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED).or(Cues::BYLINE));
    line.is_date_line() && (line.words < dated + 5 || labelled)
}

/// Whether a line has the length of a headline as well as its form.
pub fn is_worded(line: &Line<'_>) -> bool {
    (5..=18).contains(&line.words) && line.could_be_headline() && !line.is_chrome_by_words()
}

/// Whether a line is looked at when the headline is chosen: by its form, or since the format
/// marks it, a full stop alone is evidence against it, or, though it is long, the reader of lines takes it for one.
pub fn is_candidate(line: &Line<'_>, read: bool) -> bool {
    let marked = matches!(line.kind, BlockKind::Headline | BlockKind::Heading);
    let marked = marked && line.words <= 25 && line.size <= 160;
    let full_stop = line.text.ends_with('.') && line.words > 4;
    let long = read && line.words <= LONGEST;
    let fits = (is_headline(line) || marked || full_stop) && line.words <= 32 || long;
    fits && (read || !line.is_chrome_by_words()) && !is_dated(line) && !is_of_other_use(line)
}

/// Whether a line is a caption, a masthead, an address, a rule or a menu.
fn is_of_other_use(line: &Line<'_>) -> bool {
    line.cues.any(Cues::CAPTION.or(Cues::MASTHEAD))
        || contains(line.text, "://")
        || line.is_rule()
        || is_menu(line.text)
}
