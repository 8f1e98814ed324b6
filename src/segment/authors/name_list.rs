//! Splits a byline into its names: removes what follows the names or is glued to them, and separates
//! them by commas.
//!
//! Not here: which of them are people (`people`).

use super::cjk::{has_hangul, is_cjk, is_cjk_name};
use crate::segment::date_text::find_dates;
use crate::segment::lexicon;
use crate::text::find::find;

/// What ends the names of a byline.
const STOPS: [&str; 20] = [
    " - ",
    " – ",
    " — ",
    " on ",
    " in ",
    " In ",
    " at ",
    " for ",
    " For ",
    " am ",
    " le ",
    " el ",
    " den ",
    " Follow",
    " Updated",
    " Published",
    " Posted",
    " Category",
    " Read",
    "\u{a0}| ",
];
/// What scrapers glue to a name: "Ann BellPublished".
const GLUED: [&str; 6] = ["Published", "Updated", "Posted", "Twitter", "Facebook", "Follow"];
/// What stands between two names.
const JOINTS: [&str; 12] =
    [" and ", " & ", " und ", " et ", " y ", " og ", " och ", " en ", " e ", " i ", " и ", " та "];

/// The list of names a byline holds, with nothing but commas between them.
pub fn listed(text: &str) -> String {
    let text = without_brackets(text);
    let end = text.find(['|', '•', '·', '⋅', '»', '\n', '@', '(', '[', ':', '<']).unwrap_or(text.len());
    let stops = |at: &usize| begins_with_any(&text[*at..], &STOPS);
    let end = spaces(&text).find(stops).map_or(end, |at| at.min(end));
    let dated = find_dates(&text).first().map_or(end, |date| date.span.start);
    let end = end.min(dated);
    // "3i Norwick" is a firm.
    let letter = text[..end].find(char::is_alphabetic).unwrap_or(end);
    let digit = text[letter..end].find(|c: char| c.is_ascii_digit());
    // "Ann Bell2 hours ago", but "carl7".
    let glued = digit.filter(|_| text[..end].trim().contains(' '));
    let end = glued.map_or(end, |at| letter + at);
    let end =
        GLUED.iter().filter_map(|stop| find(&text[..end], stop)).filter(|&at| at > 0).fold(end, usize::min);
    let slashed = text[..end].replace('/', ",");
    // Names in Chinese and Japanese hold no spaces.
    let spaced = is_cjk(&slashed) && !has_hangul(&slashed) && slashed.split_whitespace().all(is_cjk_name);
    let slashed = if spaced { slashed.replace(char::is_whitespace, ",") } else { without_trade(slashed) };
    let joined = spaces(&slashed).any(|at| begins_with_any(&slashed[at..], &JOINTS));
    match joined {
        true => JOINTS.iter().fold(slashed, |list, joint| list.replace(joint, ",")),
        false => slashed,
    }
}

/// Where the spaces of a text are; all joints and stops begin with one.
fn spaces(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices([' ', '\u{a0}']).map(|(at, _)| at)
}

fn begins_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// The first word of a Korean or Japanese name and the person's job title.
fn without_trade(text: String) -> String {
    match text.rsplit_once(char::is_whitespace) {
        Some((name, trade)) if is_cjk(name) && lexicon::is_trade(trade) => name.to_owned(),
        _ => text,
    }
}

/// The text without a nickname in brackets: "Ann (Annie) Bell".
fn without_brackets(text: &str) -> String {
    if !text.contains('(') {
        return text.to_owned();
    }
    let inner = text.split_once(" (").and_then(|(before, rest)| Some((before, rest.split_once(") ")?)));
    match inner {
        Some((before, (name, after))) if name.len() <= 20 && after.starts_with(char::is_uppercase) => {
            format!("{before} {after}")
        }
        _ => text.to_owned(),
    }
}
