//! Which stretches of a sentence may be names: runs of capitalised words, with the small words
//! that names have inside, cut at titles. Of which kind they are is `classify`'s decision.

use std::ops::Range;

use super::super::lexicon::{Classes, LISTED, LISTED_NAME, Lexicon};
use super::super::sentence::Casing;
use super::super::token::{Shape, Token};
use crate::model::Span;

/// More words than any listed name has.
const LONGEST_LISTED: usize = 7;
/// A run of more tokens is cut: it is no name, and looking at all of it for each of its words
/// would take quadratic time.
const LONGEST_RUN: usize = 24;

/// The sentence whose names are looked for.
#[derive(Clone)]
pub struct Sentence<'a> {
    pub text: &'a str,
    /// The tokens of the whole block.
    pub tokens: &'a [Token],
    pub range: Range<usize>,
    pub casing: Casing,
    pub lexicon: &'a Lexicon,
}

/// A stretch of tokens that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub tokens: Range<usize>,
    /// Whether a title stands right before it.
    pub titled: bool,
}

impl<'a> Sentence<'a> {
    /// The text under a token.
    pub fn written(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The span of a range of tokens, which must not be empty.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let (first, last) = (&self.tokens[tokens.start], &self.tokens[tokens.end - 1]);
        Span { start: first.span.start, end: last.span.end }
    }

    /// The token at a position, if it lies in the sentence.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        if self.range.contains(&at) { self.tokens.get(at) } else { None }
    }

    /// The classes of a range of tokens as one name; of capitals also as the name is usually
    /// written.
    pub fn listed(&self, tokens: &Range<usize>) -> Classes {
        let written = self.span(tokens).of(self.text);
        let classes = match written.contains(['’', '\n']) {
            true => self.lexicon.name(&written.replace('’', "'").replace('\n', " ")),
            false => self.lexicon.name(written),
        };
        if classes.any(LISTED) || !self.tokens[tokens.clone()].iter().any(|t| t.shape == Shape::Capitals) {
            return classes;
        }
        self.lexicon.name(&title_case(written))
    }

    /// The number of tokens of the longest listed name of at least two that begins at `at`.
    pub fn listed_from(&self, at: usize) -> Option<usize> {
        let first = self.token(at).filter(|t| t.is_capitalised())?;
        let opens = first.name.any(Classes::OPENS_NAME)
            || (first.shape == Shape::Capitals && self.listed(&(at..at + 1)).any(Classes::OPENS_NAME));
        if !opens {
            return None;
        }
        let longest = LONGEST_LISTED.min(self.range.end - at);
        (2..=longest).rev().find(|&n| self.listed(&(at..at + n)).any(LISTED))
    }
}

/// "WEST BANK" as "West Bank".
pub fn title_case(capitals: &str) -> String {
    let mut out = String::with_capacity(capitals.len());
    let mut inside = false;
    for c in capitals.chars() {
        match inside {
            true => out.extend(c.to_lowercase()),
            false => out.push(c),
        }
        inside = c.is_alphabetic();
    }
    out
}

/// The candidates of a sentence in order, without overlaps.
pub fn candidates(sentence: &Sentence<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = sentence.range.start;
    while at < sentence.range.end {
        let end = run_end(sentence, at);
        if end == at {
            at += 1;
            continue;
        }
        cut(sentence, at..end, &mut found);
        at = end;
    }
    found
}

/// The end of the run of name tokens that begins at `at`; `at` itself when none does.
fn run_end(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut end = at;
    while end < sentence.range.end && end < at + LONGEST_RUN {
        if let Some(length) = sentence.listed_from(end) {
            end += length;
        } else if belongs(sentence, end, at) {
            end += 1;
        } else if end > at {
            match connected(sentence, at, end) {
                0 => break,
                joined => end += joined,
            }
        } else if leads(sentence, at) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether the token at `at` can be a word of a name, in a run that began at `start`.
fn belongs(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    let Some(token) = sentence.token(at) else { return false };
    let time = Classes::MONTH.with(Classes::WEEKDAY);
    if !token.is_capitalised() || (token.word.any(time) && !token.word.any(Classes::FUNCTION) && at == start)
    {
        return false;
    }
    if token.word.any(time) && !token.name.any(Classes::GIVEN_NAME) {
        return false;
    }
    match sentence.casing {
        Casing::Sentence => {
            let function = token.shape == Shape::Capitalised && token.word.any(Classes::FUNCTION);
            at == start || !function || token.name.any(Classes::GIVEN_NAME.with(Classes::FAMILY_NAME))
        }
        Casing::Title => {
            let head =
                Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD).with(Classes::ORGANIZATION_SUFFIX);
            !token.word.any(Classes::WORD.with(Classes::FUNCTION))
                || token.name.any(Classes::REGION)
                || token.word.any(Classes::TITLE.with(Classes::TITLE_WORD))
                || (at > start && token.word.any(head))
                || (at > start && token.name.any(Classes::FAMILY_NAME) && given(sentence, at - 1))
        }
        Casing::Capitals => sentence.listed(&(at..at + 1)).any(Classes::REGION.with(Classes::ORGANIZATION)),
    }
}

fn given(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens[at].name.any(Classes::GIVEN_NAME)
}

/// Whether a lower-case particle opens a name: "bin Salman", "von Trotta".
fn leads(sentence: &Sentence<'_>, at: usize) -> bool {
    let particle = matches!(sentence.written(at), "al" | "bin" | "ibn" | "von" | "van" | "de" | "du" | "el");
    let next = sentence.token(at + 1);
    particle && sentence.casing != Casing::Capitals && next.is_some_and(|t| t.shape == Shape::Capitalised)
}

/// How many tokens at `end` join the run `start..end` to more of its name; 0 for none.
fn connected(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let capitalised =
        |at: usize| sentence.token(at).is_some_and(|t| t.shape != Shape::Initial && t.is_capitalised());
    let Some(token) = sentence.token(end) else { return 0 };
    let last = sentence.tokens[end - 1].word;
    let heads = |class: Classes| last.any(class) && sentence.casing == Casing::Sentence;
    let the = usize::from(sentence.written(end + 1) == "the");
    match token.span.of(sentence.text) {
        "of" if heads(Classes::TITLE) && state_office(sentence, end + 1 + the) => 2 + the,
        "of" | "for" if heads(Classes::ORGANIZATION_HEAD) && capitalised(end + 1 + the) => 2 + the,
        "on" if considers(sentence.written(end - 1)) && capitalised(end + 1 + the) => 2 + the,
        "of" if heads(Classes::PLACE_HEAD) && capitalised(end + 1 + the) => 2 + the,
        "&" if capitalised(end + 1) => 2,
        // "Ministry of Culture and Tourism", but not "University of Exampleton and Mr. Ode".
        "and" if capitalised(end + 1) && last.any(Classes::WORD) => {
            let next = sentence.tokens[end + 1].word.any(Classes::WORD);
            let office = (start..end).any(|i| sentence.tokens[i].word.any(Classes::ORGANIZATION_HEAD));
            let of = (start..end).any(|i| matches!(sentence.written(i), "of" | "for" | "on"));
            if next && (office && of || opens_joint_head(sentence, end + 1)) { 2 } else { 0 }
        }
        // By themselves these are the articles of German and Dutch sentences.
        "der" | "den" | "ter" | "ten" => 0,
        _ if token.shape == Shape::Lower && token.word.any(Classes::PARTICLE) => {
            let twice =
                sentence.token(end + 1).is_some_and(|t| t.word.any(Classes::PARTICLE) && !t.is_capitalised());
            let joined = 2 + usize::from(twice);
            if capitalised(end + joined - 1) && sentence.written(end) != "a" { joined } else { 0 }
        }
        _ => 0,
    }
}

/// Whether a run of capitalised words goes on from `at` to the head of an organisation:
/// "Exchange Commission" behind "Securities and".
fn opens_joint_head(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut last = at;
    while sentence.token(last + 1).is_some_and(|t| t.shape == Shape::Capitalised && t.word.any(Classes::WORD))
    {
        last += 1;
    }
    let token = &sentence.tokens[last];
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX);
    last > at && last < at + LONGEST_LISTED && token.word.any(head) && sentence.casing == Casing::Sentence
}

/// Whether the name of such an organisation says what it is "on".
fn considers(head: &str) -> bool {
    matches!(
        head,
        "Committee" | "Commission" | "Council" | "Conference" | "Subcommittee" | "Institute" | "Office"
    )
}

/// Whether "of" and this token go on with a title: "Secretary of State", "Chief of Staff".
fn state_office(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|t| t.is_capitalised() && t.word.any(Classes::TITLE_WORD))
}

/// Cuts a run at its titles and strips what is no part of a name.
fn cut(sentence: &Sentence<'_>, run: Range<usize>, found: &mut Vec<Candidate>) {
    let mut rest = run;
    let mut titled = lower_title_before(sentence, rest.start);
    while let Some(title) = first_title(sentence, &rest) {
        push(sentence, rest.start..title.start, titled, found);
        rest = title.end..rest.end;
        titled = true;
    }
    push(sentence, rest, titled, found);
}

fn lower_title_before(sentence: &Sentence<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| sentence.token(at));
    before.is_some_and(|t| t.shape == Shape::Lower && t.word.any(Classes::TITLE))
}

/// The first title in a run: "President", "Deputy Prime Minister", "Secretary of State".
fn first_title(sentence: &Sentence<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let title_like = Classes::TITLE.with(Classes::TITLE_WORD);
    let mut at = run.start;
    while at < run.end {
        if let Some(length) = sentence.listed_from(at) {
            at += length;
            continue;
        }
        let mut end = at;
        while end < run.end
            && sentence.tokens[end].word.any(title_like)
            && sentence.tokens[end].is_capitalised()
        {
            end += 1;
            let the = usize::from(sentence.written(end + 1) == "the");
            if end + 1 + the < run.end
                && sentence.written(end) == "of"
                && state_office(sentence, end + 1 + the)
            {
                end += 2 + the;
            }
        }
        let real = (at..end).any(|i| sentence.tokens[i].word.any(Classes::TITLE));
        if real && !names_an_office(sentence, run, end) && !ends_a_name(sentence, run, &(at..end)) {
            return Some(at..end);
        }
        at = end.max(at + 1);
    }
    None
}

/// "General Council", "Justice Ministry": the title's word belongs to an organisation.
fn names_an_office(sentence: &Sentence<'_>, run: &Range<usize>, end: usize) -> bool {
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
    let last = &sentence.tokens[run.end - 1];
    end < run.end
        && (last.word.any(head) && !last.name.any(Classes::FAMILY_NAME) || sentence.written(end) == "of")
        || end < run.end
            && sentence.tokens[end].word.any(head)
            && sentence.tokens[end].word.any(Classes::WORD)
}

/// "Stephen King", "Ada Bishop": the title's word is a family name.
fn ends_a_name(sentence: &Sentence<'_>, run: &Range<usize>, title: &Range<usize>) -> bool {
    title.end == run.end
        && title.len() == 1
        && title.start > run.start
        && sentence.tokens[title.start - 1].name.any(Classes::GIVEN_NAME)
        && sentence.tokens[title.start].name.any(Classes::FAMILY_NAME)
}

fn push(sentence: &Sentence<'_>, mut name: Range<usize>, titled: bool, found: &mut Vec<Candidate>) {
    while !name.is_empty() && strips(sentence, &name, titled) {
        name.start += 1;
    }
    while !name.is_empty() && !sentence.listed(&name).any(LISTED_NAME) && trails(sentence, name.end - 1) {
        name.end -= 1;
    }
    if !name.is_empty() {
        found.push(Candidate { tokens: name, titled });
    }
}

/// Whether the first token of a candidate is no part of the name.
fn strips(sentence: &Sentence<'_>, name: &Range<usize>, titled: bool) -> bool {
    let first = &sentence.tokens[name.start];
    if sentence.listed_from(name.start).is_some() || sentence.listed(name).any(LISTED_NAME) {
        return false;
    }
    let opening = opens_sentence(sentence, name.start);
    let written = first.span.of(sentence.text);
    if first.shape == Shape::Punctuation {
        return true;
    }
    if first.shape == Shape::Lower {
        return !first.word.any(Classes::PARTICLE);
    }
    if matches!(written, "I" | "A") && first.shape == Shape::Initial {
        return true;
    }
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
    let last = &sentence.tokens[name.end - 1];
    let headed = name.len() > 1 && (last.word.any(head) || has_of(sentence, name));
    if first.shape == Shape::Capitalised && first.word.any(Classes::FUNCTION) {
        let person =
            first.name.any(Classes::GIVEN_NAME) && name.len() > 1 && last.name.any(Classes::FAMILY_NAME);
        return !(person && (!opening || !last.name.any(LISTED_NAME))) && !titled;
    }
    if first.word.any(Classes::DEMONYM) {
        return !headed;
    }
    let plain = first.word.any(Classes::WORD) && !first.name.any(Classes::GIVEN_NAME.with(Classes::REGION));
    opening && plain && !headed && name.len() > 1 && !titled
}

fn has_of(sentence: &Sentence<'_>, name: &Range<usize>) -> bool {
    name.clone().any(|i| matches!(sentence.written(i), "of" | "for" | "&"))
}

/// Whether a token is the first word of its sentence.
pub fn opens_sentence(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.range.start..at.min(sentence.range.end);
    let word = |i: &usize| sentence.tokens[*i].shape != Shape::Punctuation;
    let quoted =
        at > sentence.range.start && matches!(sentence.written(at - 1), "“" | "\"" | "‘" | ":" | "•" | "—");
    quoted || (before.len() < 4 && before.into_iter().filter(word).count() == 0)
}

/// Whether the last token of a candidate is no part of the name.
fn trails(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let month =
        token.word.any(Classes::MONTH.with(Classes::WEEKDAY)) && !token.name.any(Classes::FAMILY_NAME);
    // "South American", "Texas Republican" are no names.
    let before = at.checked_sub(1).and_then(|at| sentence.token(at));
    let whereabouts = before.is_some_and(|t| t.word.any(Classes::DIRECTION) || t.name.any(Classes::REGION));
    month
        || (whereabouts && token.word.any(Classes::DEMONYM))
        || token.shape == Shape::Lower
        || (token.shape == Shape::Capitalised
            && token.word.any(Classes::FUNCTION)
            && !token.name.any(LISTED_NAME))
}
