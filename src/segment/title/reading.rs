//! What the reading of lines (`roles`) says of a line that could be the headline: for what it was read, and what was read
//! around it. A headline that was read as one may be that of another article; one that was not may stand alone among links.
//!
//! Not here: what the line looks like and says (`score`), and how the weights were learned (`examples/train_titles.rs`).

use super::weights as weight;
use crate::segment::roles::role::LineRole;

/// What each sign is called in the table of weights.
pub const NAMES: [&str; 11] = [
    "read-headline",
    "read-first-headline",
    "read-chrome",
    "read-text",
    "read-byline",
    "read-caption",
    "read-comment",
    "byline-read-below",
    "headline-read-above",
    "text-read-above",
    "text-read-next",
];

/// Lines below a headline in which its byline or date stands.
const BELOW: usize = 3;
/// Lines above in which another headline, or text, is looked for.
const ABOVE: usize = 20;
/// Lines of text above that are told from fewer.
const MOST: usize = 3;

/// How much each sign holds of the line, in the order of [`NAMES`]: 0 or 1, of text above up to [`MOST`].
pub fn signs(roles: &[LineRole], at: usize) -> [i32; NAMES.len()] {
    let role = |at: usize| roles.get(at).copied();
    let is = |wanted: LineRole| role(at) == Some(wanted);
    let above = &roles[at.saturating_sub(ABOVE).min(roles.len())..at.min(roles.len())];
    let below = roles.iter().skip(at + 1).take(BELOW);
    let names = |role: &LineRole| matches!(role, LineRole::Byline | LineRole::Dateline);
    let first = || !roles[..at].contains(&LineRole::Headline);
    let text = above.iter().filter(|role| **role == LineRole::Content).count();
    [
        i32::from(is(LineRole::Headline)),
        i32::from(is(LineRole::Headline) && first()),
        i32::from(is(LineRole::Chrome)),
        i32::from(is(LineRole::Content)),
        i32::from(is(LineRole::Byline) || is(LineRole::Dateline)),
        i32::from(is(LineRole::Caption)),
        i32::from(is(LineRole::Comment)),
        i32::from(below.clone().any(names)),
        i32::from(above.contains(&LineRole::Headline)),
        text.min(MOST) as i32,
        i32::from(role(at + 1) == Some(LineRole::Content)),
    ]
}

/// What the signs weigh together, in hundredths.
pub fn weigh(roles: &[LineRole], at: usize) -> i32 {
    signs(roles, at).iter().zip(weight::READ).map(|(sign, weight)| sign * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_read_as_headline_above_its_byline_is_told_from_one_in_the_text() {
        use LineRole::{Byline, Chrome, Content, Headline};
        let roles = [Chrome, Headline, Byline, Content, Content, Headline, Content];
        let held = |at: usize| -> Vec<&str> {
            let signs = signs(&roles, at);
            NAMES.into_iter().zip(signs).filter(|(_, sign)| *sign > 0).map(|(name, _)| name).collect()
        };
        assert_eq!(held(1), ["read-headline", "read-first-headline", "byline-read-below"]);
        assert_eq!(held(5), ["read-headline", "headline-read-above", "text-read-above", "text-read-next"]);
        assert!(weigh(&roles, 1) > weigh(&roles, 5) && weigh(&roles, 1) > weigh(&roles, 0));
        assert_eq!(weigh(&[], 4), 0);
    }
}
