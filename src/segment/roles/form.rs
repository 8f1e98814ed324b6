//! The form of a line in a few coarse classes: how long, how it begins and ends, how it is written.
//!
//! Not here: exact measures (`line`), and what the classes say of a line's role, which the model
//! learned.

use crate::segment::lexicon;
use crate::segment::lexicon::names::{first_name, person_score};
use crate::segment::line::bullet::{Bullet, without_bullet};
use crate::segment::line::counts::Counts;
use crate::segment::line::measured::Line;
use crate::segment::line::menu::{has_mark, is_menu, is_trail};
use crate::text::find::contains;
use crate::text::fold::fold;

/// A line that names somebody has at most so many words.
const NAMED: usize = 16;

/// The coarse form of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineForm {
    /// The length in characters, on the scale of [`bucket`].
    pub size: u8,
    /// How many words, up to ten exactly, then on the scale of [`bucket`].
    pub words: u8,
    /// The class of its first character.
    pub first: Glyph,
    /// The class of its last one, a glued link not counted.
    pub last: Glyph,
    /// How its words are written.
    pub case: Case,
    /// Commas and the like for each eight words, at most 3.
    pub commas: u8,
    /// The tenth of its characters that are digits.
    pub digits: u8,
    /// The fifth of its words that are short and small, as in running text.
    pub small: u8,
    /// Whether it is an entry of a list: 1 with a mark, 2 with a number.
    pub list: u8,
    /// Whether it reads like running text.
    pub prose: bool,
    /// Whether it has a date (1), and is little more than that (2).
    pub date: u8,
    /// It is a menu, a breadcrumb trail, or an address.
    pub links: u8,
    /// How much its first words look like the name of a person, and what follows them.
    pub name: u8,
}

/// What a character is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyph {
    /// No character.
    #[default]
    None,
    /// A capital letter.
    Upper,
    /// A small letter.
    Lower,
    /// A letter of a script without case.
    Letter,
    /// A digit of ASCII.
    Digit,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A colon or semicolon.
    Colon,
    /// A comma.
    Comma,
    /// Three dots.
    Ellipsis,
    /// A quotation mark.
    Quote,
    /// A bracket.
    Bracket,
    /// A dash.
    Dash,
    /// A mark before entries of a list.
    Bullet,
    /// An arrow, or a mark between links.
    Arrow,
    /// A sign of money, or of parts of a hundred.
    Currency,
    /// Anything else.
    Symbol,
}

/// How the words of a line are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// No words with letters.
    #[default]
    None,
    /// All words are small.
    Lower,
    /// Only the first word begins with a capital.
    Sentence,
    /// Some words begin with capitals.
    Mixed,
    /// Nearly all words begin with capitals.
    Title,
    /// All words in capitals.
    Capitals,
}

/// The form of a line.
pub fn line_form(line: &Line<'_>) -> LineForm {
    let counts = &line.counts;
    LineForm {
        size: bucket(line.size),
        words: if line.words <= 10 { line.words as u8 } else { 4 + bucket(line.words) },
        first: line.text.chars().next().map_or(Glyph::None, glyph),
        last: line.own_text().chars().next_back().map_or(Glyph::None, glyph),
        case: case(counts),
        commas: (counts.commas * 8 / counts.lettered.max(1)).min(3) as u8,
        digits: (counts.digits * 10 / counts.solid.max(1)) as u8,
        small: (counts.small * 5 / counts.lettered.max(1)) as u8,
        list: match line.bullet {
            None => 0,
            Some(Bullet::Mark) => 1,
            Some(Bullet::Number(_)) => 2,
        },
        prose: line.is_prose(),
        date: u8::from(!line.dates.is_empty()) + u8::from(line.is_date_line()),
        links: if line.size > 220 { 0 } else { links(line.text) },
        name: name(line),
    }
}

/// Whether a text is a menu (1), a breadcrumb trail (2), an address (3) or one of mail (4).
fn links(text: &str) -> u8 {
    let marked = has_mark(text);
    if marked && is_menu(text) {
        1
    } else if marked && is_trail(text) {
        2
    } else if contains(text, "://") || contains(text, "www.") {
        3
    } else {
        u8::from(text.contains('@')) * 4
    }
}

/// How much the first words of a short line look like a name, 1 to 6, and whether a job title (8) or
/// anything else (16) follows; 0 of other lines.
fn name(line: &Line<'_>) -> u8 {
    if line.words > NAMED || line.size > 160 {
        return 0;
    }
    let text = without_bullet(line.text);
    let text = text.strip_prefix("By ").unwrap_or(text);
    let name = first_name(text);
    if name.is_empty() {
        return 0;
    }
    let rest = fold(&text[name.len()..]);
    let follows = match rest.trim().is_empty() {
        true => 0,
        false if lexicon::is_trade(&rest) => 8,
        false => 16,
    };
    (3 + person_score(name).clamp(-2, 3)) as u8 + follows
}

/// A number on a logarithmic scale of half octaves: 0, 1, 2, 3, 4, 6, 8, 12, 16, …
pub fn bucket(number: usize) -> u8 {
    match number.checked_ilog2() {
        None => 0,
        Some(0) => 1,
        Some(octave) => (2 * octave as usize + (number >> (octave - 1) & 1)).min(40) as u8,
    }
}

/// The class of a character.
fn glyph(c: char) -> Glyph {
    match c {
        '.' | '。' | '।' => Glyph::Stop,
        '?' | '？' => Glyph::Question,
        '!' | '！' => Glyph::Exclamation,
        ':' | ';' | '：' => Glyph::Colon,
        ',' | '、' | '，' => Glyph::Comma,
        '…' => Glyph::Ellipsis,
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '「' | '」' => Glyph::Quote,
        '(' | ')' | '[' | ']' | '{' | '}' | '【' | '】' | '（' | '）' => Glyph::Bracket,
        '-' | '–' | '—' => Glyph::Dash,
        '•' | '*' | '·' | '▪' | '■' | '●' | '○' | '‣' | '+' => Glyph::Bullet,
        '→' | '›' | '>' | '←' | '‹' | '<' | '▼' | '►' | '▸' | '|' | '/' => Glyph::Arrow,
        '$' | '€' | '£' | '¥' | '₹' | '%' => Glyph::Currency,
        _ => letter(c),
    }
}

/// The class of a character that is none of the usual marks.
fn letter(c: char) -> Glyph {
    match c {
        _ if c.is_ascii_digit() => Glyph::Digit,
        _ if c.is_uppercase() => Glyph::Upper,
        _ if c.is_lowercase() => Glyph::Lower,
        _ if c.is_alphabetic() => Glyph::Letter,
        _ => Glyph::Symbol,
    }
}

/// How words are written that were counted.
fn case(counts: &Counts) -> Case {
    let Counts { lettered, capitals, shouted, small, .. } = *counts;
    if lettered == 0 {
        Case::None
    } else if shouted == lettered {
        Case::Capitals
    } else if capitals == 0 {
        Case::Lower
    } else if capitals * 10 >= (lettered - small.min(lettered - 1)) * 8 && lettered > 1 {
        Case::Title
    } else if capitals == 1 && counts.first_is_capital {
        Case::Sentence
    } else {
        Case::Mixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn lengths_fall_into_half_octaves() {
        let buckets: Vec<u8> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 1000].map(bucket).to_vec();
        assert_eq!(buckets, [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 19]);
    }

    #[test]
    fn the_case_of_a_line_is_that_of_its_longer_words() {
        for (text, case) in [
            ("Norwick Opens Its New Bridge to the Ferries", Case::Title),
            ("Norwick opens its new bridge", Case::Sentence),
            ("Mayor of Norwick opens the bridge", Case::Mixed),
            ("NEWS FROM NORWICK", Case::Capitals),
            ("read more", Case::Lower),
            ("12 / 13", Case::None),
        ] {
            assert_eq!(line_form(&line(text)).case, case, "{text}");
        }
    }

    #[test]
    fn a_line_shows_its_ends_and_what_it_is_made_of() {
        let found = line_form(&line("• Tickets: 12, 24 and 36 crowns!"));
        assert_eq!((found.first, found.last, found.list), (Glyph::Bullet, Glyph::Exclamation, 1));
        assert_eq!(found.digits, 2);
        assert_eq!(line_form(&line("News | City | Sport")).links, 1);
        assert_eq!(line_form(&line("ann@norwick.example")).links, 4);
    }
}
