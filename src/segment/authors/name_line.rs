//! Finds authors on lines near the headline that hold a name and little else: "Ann Bell", "Ann Bell |
//! Staff writer", "The Norwick Ferries Team".

use super::byline::{Byline, WeighedByline};
use super::cjk::is_cjk;
use super::context::BylineContext;
use super::people::{authors, names_outlet, team};
use super::weights::{self as weight, sum};
use crate::segment::lexicon::byline_words::{has_surname, is_group_word, is_role};
use crate::segment::lexicon::names::{is_given, is_person, is_title_cased, person_score};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// A line of names, and what else is in it.
struct NameLine<'t> {
    /// The words before the first mark that separates parts of a line.
    head: &'t str,
    /// Those behind it.
    rest: &'t str,
    /// The names in the head, separated by commas.
    names: String,
    /// An e-mail address stands behind them.
    addressed: bool,
}

/// A line that holds only names: the more so beside a date or a job title, and when they stand again
/// where authors are presented.
pub fn name_line(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let found = NameLine::read(&context.lines[at])?;
    let score = found.names.split(", ").map(person_score).min()?;
    if score < 0 || names_outlet(&found.names) {
        return None;
    }
    let presented = context.is_presented(at, found.first());
    if !(found.is_whole() || found.has_trade() || found.has_office(presented)) {
        return None;
    }
    let weight = weight::NAME_LINE
        + weight::NAME_LINE_PERSON * score.min(3)
        + by_place(context, at, &found)
        + by_name(context, &found, presented, score);
    Some((weight - context.distance(at), Byline::of(at, found.names)))
}

/// What stands around the line.
fn by_place(context: &BylineContext<'_, '_>, at: usize, found: &NameLine<'_>) -> i32 {
    let labelled = lexicon::cues(found.rest.trim()).any(Cues::PUBLISHED.or(Cues::UPDATED));
    let dated = |reach: usize| {
        let mut around = context.lines.iter().skip(at.saturating_sub(reach)).take(2 * reach + 1);
        labelled || around.any(Line::is_date_line)
    };
    let is_trade = |line: &Line<'_>| line.words <= 8 && lexicon::is_trade(&fold(line.text));
    let below = context.headline.is_some_and(|headline| at > headline);
    sum(&[
        (dated(1), weight::DATE_BESIDE),
        (dated(3), weight::DATE_NEAR),
        (found.has_trade() || context.lines.get(at + 1).is_some_and(is_trade), weight::TRADE),
        (found.addressed, weight::ADDRESS),
        (below, weight::BELOW_HEADLINE),
        (below && at < context.body.start, weight::BEFORE_BODY),
        (context.headline.is_some_and(|headline| at == headline + 1), weight::NEXT_TO_HEADLINE),
    ])
}

/// What the document has of the name.
fn by_name(context: &BylineContext<'_, '_>, found: &NameLine<'_>, presented: bool, score: i32) -> i32 {
    let first = found.first();
    let chinese = is_cjk(first) && has_surname(first);
    let of_presented = if score > 0 { weight::PRESENTED } else { weight::PRESENTED_UNKNOWN };
    sum(&[
        (presented, of_presented),
        (!presented && context.is_mentioned(first), weight::MENTIONED),
        (!is_person(first) && !chinese, weight::NO_PERSON),
        (is_cjk(first) && !chinese, weight::CJK),
        (chinese && !found.names.contains(", "), weight::ONE_CHINESE),
    ])
}

impl<'t> NameLine<'t> {
    fn read(line: &Line<'t>) -> Option<NameLine<'t>> {
        let text = without_bullet(line.text);
        let sentence = line.ends_sentence && !ends_with_initials(text);
        if line.words > 14 || sentence || line.is_chrome_by_words() || line.cues.any(Cues::CAPTION) {
            return None;
        }
        let (head, rest) = text.split_once(['|', '•', '·', '⋅', '\n']).unwrap_or((text, ""));
        let whole = head.trim();
        let head = without_address(whole);
        let names = authors(head).or_else(|| is_given(head).then(|| head.to_owned()))?;
        Some(NameLine { head, rest, names, addressed: head.len() < whole.len() })
    }

    /// The first of the names.
    fn first(&self) -> &str {
        self.names.split(", ").next().unwrap_or(&self.names)
    }

    /// What stands behind the first name.
    fn behind(&self) -> &'t str {
        let first = self.first();
        self.head.find(first).map_or(self.head, |at| &self.head[at + first.len()..])
    }

    /// Whether there is little but names and what joins them.
    fn is_whole(&self) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        letters(self.head) <= letters(&self.names) + 8
    }

    /// Whether a job title stands behind the names.
    fn has_trade(&self) -> bool {
        lexicon::is_trade(&fold(self.behind())) || self.rest.split_whitespace().any(is_role)
    }

    /// Whether a newspaper, a group, or if the bearer is `presented` an office, stands behind the names.
    fn has_office(&self, presented: bool) -> bool {
        let behind = self.behind();
        let rest = behind.trim_start_matches([',', ' ']);
        let paper = rest.rsplit(' ').next().is_some_and(|last| lexicon::is_outlet(&fold(last)));
        is_title_cased(rest) && (paper || is_group_word(&fold(rest)) || presented && behind.starts_with(','))
    }
}

/// "The Norwick Ferries Team" between headline and text.
pub fn team_line(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let line = &context.lines[at];
    let headline = context.headline.filter(|&headline| at > headline && !line.ends_sentence)?;
    let dated = context.lines.iter().skip(at.saturating_sub(1)).take(4).any(Line::is_date_line);
    let authors = team(line.text).filter(|_| at == headline + 1 || dated)?;
    Some((weight::TEAM - context.distance(at), Byline::of(at, authors)))
}

/// Whether a text ends with initials or a degree, whose full stop ends no sentence.
fn ends_with_initials(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|last| last.len() <= 6 && last.starts_with(char::is_uppercase))
}

/// A name without the e-mail address behind it, also where "@" is written as a word: "Ann Bell ann at norwick.example".
fn without_address(head: &str) -> &str {
    let Some((before, last)) = head.rsplit_once(' ') else { return head };
    let address = last.trim_matches(['<', '>', '(', ')']);
    if address.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.')) {
        return before.trim_end();
    }
    let spelled = ["at", "(at)", "[at]", "AT"].iter().find_map(|at| before.strip_suffix(at));
    let user =
        spelled.filter(|_| address.contains('.')).and_then(|before| before.trim_end().rsplit_once(' '));
    user.map_or(head, |(name, _)| name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_the_address_behind_it_however_that_is_written() {
        for line in [
            "Ann Bell ann@norwick.example",
            "Ann Bell <ann@norwick.example>",
            "Ann Bell ann at norwick.example",
            "Ann Bell ann [at] norwick.example",
            "Ann Bell",
        ] {
            assert_eq!(without_address(line), "Ann Bell");
        }
        assert_eq!(without_address("Ann Bell at the Norwick Star"), "Ann Bell at the Norwick Star");
    }
}
