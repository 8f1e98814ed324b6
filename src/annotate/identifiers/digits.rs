//! Groups of digits with single marks between them, which numbers of all sorts are written in.
//!
//! Not here: which numbers they are (`phone`, `card`).

use std::ops::Range;

/// More groups than any number of a telephone or card has.
const MOST_GROUPS: usize = 12;

/// Groups of digits and where they stand.
pub struct Digits<'t> {
    /// The text they are in.
    pub text: &'t str,
    groups: [(u32, u32); MOST_GROUPS],
    count: usize,
    /// Where what stands before them may begin.
    from: usize,
}

impl<'t> Digits<'t> {
    /// The groups that begin with the digit at `at`, inside these bounds.
    pub fn read(text: &'t str, at: usize, bounds: &Range<usize>) -> Digits<'t> {
        let mut digits = Digits { text, groups: [(0, 0); MOST_GROUPS], count: 0, from: bounds.start };
        let bytes = &text.as_bytes()[..bounds.end];
        let mut start = at;
        while let Some(group) = digits.groups.get_mut(digits.count) {
            let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            *group = (start as u32, end as u32);
            digits.count += 1;
            match end + mark_length(&bytes[end..]) {
                next if next > end && bytes.get(next).is_some_and(u8::is_ascii_digit) => start = next,
                _ => break,
            }
        }
        digits
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Where a group stands.
    pub fn range(&self, group: usize) -> Range<usize> {
        let (start, end) = self.groups[group];
        start as usize..end as usize
    }

    /// The digits of a group.
    pub fn group(&self, group: usize) -> &'t str {
        &self.text[self.range(group)]
    }

    /// What stands between a group and the next.
    pub fn mark(&self, group: usize) -> &'t str {
        &self.text[self.range(group).end..self.range(group + 1).start]
    }

    /// The marks between the first so many groups.
    pub fn marks(&self, groups: usize) -> impl Iterator<Item = &'t str> {
        (1..groups).map(|group| self.mark(group - 1))
    }

    /// The lengths of the first so many groups.
    pub fn lengths(&self, groups: usize) -> Vec<usize> {
        (0..groups).map(|group| self.range(group).len()).collect()
    }

    /// How many digits the first so many groups have.
    pub fn total(&self, groups: usize) -> usize {
        (0..groups).map(|group| self.range(group).len()).sum()
    }

    /// The digits of the first so many groups.
    pub fn joined(&self, groups: usize) -> String {
        (0..groups).map(|group| self.group(group)).collect()
    }

    /// The text before the first group, in its bounds.
    pub fn before(&self) -> &'t str {
        &self.text[self.from..self.range(0).start]
    }

    /// Whether the first so many groups are a whole number: no letter, digit or sign goes on behind them.
    pub fn ends(&self, groups: usize) -> bool {
        if groups < self.count {
            return self.mark(groups - 1).starts_with([' ', '\u{A0}', '\u{202F}']);
        }
        let mut after = self.text[self.range(groups - 1).end..].chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = |c: char| c.is_alphanumeric() && c < '\u{2E80}' || "_%@$€£¥°′″=+".contains(c);
        let more = |c: char| ".,:-/–'’".contains(c) && second.is_some_and(|c| c.is_ascii_digit());
        !next.is_some_and(|c| goes_on(c) || more(c))
    }

    /// Whether nothing but a blank, a bracket or a mark of the sentence stands before a place.
    pub fn begins(&self, at: usize) -> bool {
        let before = &self.text[self.from..at];
        before.chars().next_back().is_none_or(|c| {
            c.is_whitespace() || "([{<\"'“‘«„,;:|>*–—•·、。（「：=~.".contains(c) || c >= '\u{2E80}'
        }) && !before
            .strip_suffix([',', '.', ':', '\''])
            .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the groups stand in a row of figures: another number is one blank before them.
    pub fn follows_figures(&self, at: usize) -> bool {
        let before = self.text[self.from..at].strip_suffix([' ', '\u{A0}', '\t', '-', '/']);
        before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the groups are a date or a span of years.
    pub fn is_date(&self, groups: usize) -> bool {
        let is_year = |at: usize| {
            let group = self.group(at);
            group.len() == 4
                && (group.starts_with("19") || group.starts_with("20") || group.starts_with("18"))
        };
        let short = |at: usize| self.range(at).len() <= 2;
        (0..groups).any(|at| {
            at + 1 < groups && is_year(at) && is_year(at + 1)
                || at + 2 < groups
                    && (short(at) && short(at + 1) && is_year(at + 2)
                        || is_year(at) && short(at + 1) && short(at + 2))
        })
    }
}

/// The length of a mark that may stand between two groups: a blank, a hyphen, a full stop, a slash, or a
/// bracket with a blank or hyphen.
fn mark_length(rest: &[u8]) -> usize {
    let single = match rest {
        [b' ' | b'-' | b'.' | b'/', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        // The narrow blank, the hyphen that does not break, the dash.
        [0xE2, 0x80, 0xAF | 0x91 | 0x93, ..] => 3,
        _ => 0,
    };
    match &rest[single..] {
        [b'(', ..] if single <= 1 => single + 1,
        [b')', more @ ..] if single == 0 => match more {
            [b' ' | b'-' | b'.', b'(', ..] => 3,
            [b' ' | b'-' | b'.' | b'/', ..] => 2,
            [0xC2, 0xA0, ..] => 3,
            _ => 1,
        },
        _ => single,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<&str> {
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap();
        let digits = Digits::read(text, at, &(0..text.len()));
        (0..digits.len()).map(|group| digits.group(group)).collect()
    }

    #[test]
    fn groups_are_parted_by_single_marks() {
        assert_eq!(groups("+44 (0)20 7946-0000 or"), ["44", "0", "20", "7946", "0000"]);
        assert_eq!(groups("(212)\u{A0}555\u{2011}0100, 3"), ["212", "555", "0100"]);
        assert_eq!(groups("1,200 boats"), ["1"]);
        assert_eq!(groups("12  13"), ["12"]);
        assert_eq!(groups("1 2 3 4 5 6 7 8 9 10 11 12 13").len(), MOST_GROUPS);
    }
}
