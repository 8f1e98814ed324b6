//! Resolves short forms of people to the fullest name in the document: "Ode" and "M. Ode" to "Maren
//! Ode".

use std::collections::HashMap;

use super::form::{add_form, in_one_line};
use crate::model::Kind;
use crate::text::fold::fold;

/// Names of more words than this are compared as wholes only.
const MOST_WORDS: usize = 8;
/// Bearers of one first and last name that are distinguished by middle names, at most.
const MOST_NAMESAKES: usize = 4;

/// One person of the document, under the fullest name seen.
struct Person<'a> {
    name: &'a str,
    words: Vec<String>,
}

/// The people of a document by the ways they can be called; `None` marks a form that two share.
#[derive(Default)]
struct DocumentPeople<'a> {
    people: Vec<Person<'a>>,
    by_ends: HashMap<(String, String), Vec<usize>>,
    by_initial: HashMap<(char, String), Option<usize>>,
    by_ending: HashMap<String, Option<usize>>,
    by_beginning: HashMap<String, Option<usize>>,
    /// By words inside the name: the first of two family names, as in Spanish and Portuguese.
    by_inside: HashMap<String, Option<usize>>,
}

/// Gives each short name of a person the fullest name it can be.
pub fn resolve_people(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let mut order: Vec<(usize, Vec<String>)> = distinct
        .iter()
        .enumerate()
        .filter(|(_, (kind, _))| *kind == Kind::Person)
        .map(|(number, (_, name))| (number, name_words(name)))
        .collect();
    // The fullest names first, so that the shorter find them.
    order.sort_by_key(|(_, words)| {
        std::cmp::Reverse((words.iter().filter(|w| w.chars().count() > 1).count(), words.len()))
    });
    let mut people = DocumentPeople::default();
    for (number, words) in order {
        let (Some(&(_, name)), Some(entry)) = (distinct.get(number), full.get_mut(number)) else { continue };
        match people.find(&words) {
            Some(person) => entry.1 = in_one_line(people.people[person].name),
            None if words.len() >= 2 => people.add(name, words),
            None => entry.2 = true,
        }
    }
}

impl<'a> DocumentPeople<'a> {
    fn find(&self, words: &[String]) -> Option<usize> {
        let (first, last) = words.first().zip(words.last())?;
        if words.len() >= 2 {
            let ends = (first.clone(), last.clone());
            let same = |&&person: &&usize| compatible(&self.people[person].words, words);
            if let Some(&person) = self.by_ends.get(&ends).and_then(|people| people.iter().find(same)) {
                return Some(person);
            }
            if first.chars().count() == 1
                && let Some(Some(person)) =
                    first.chars().next().map(|c| self.by_initial.get(&(c, last.clone())).copied().flatten())
            {
                return Some(person);
            }
        }
        let form = words.join(" ");
        match self.by_ending.get(&form) {
            Some(&person) => person,
            None => match self.by_beginning.get(&form) {
                Some(&person) => person,
                None => self.by_inside.get(&form).copied().flatten(),
            },
        }
    }

    fn add(&mut self, name: &'a str, words: Vec<String>) {
        let number = self.people.len();
        if let (Some(first), Some(last)) = (words.first(), words.last())
            && words.len() <= MOST_WORDS
        {
            let namesakes = self.by_ends.entry((first.clone(), last.clone())).or_default();
            if namesakes.len() < MOST_NAMESAKES {
                namesakes.push(number);
            }
            if let Some(initial) = first.chars().next() {
                add_form(&mut self.by_initial, (initial, last.clone()), number);
            }
            for (start, end) in insides(words.len()) {
                let inside = &words[start..end];
                if inside.iter().any(|word| word.chars().count() > 2) {
                    add_form(&mut self.by_inside, inside.join(" "), number);
                }
            }
            for cut in 1..words.len() {
                add_form(&mut self.by_ending, words[cut..].join(" "), number);
                add_form(&mut self.by_beginning, words[..cut].join(" "), number);
            }
        }
        self.people.push(Person { name, words });
    }
}

/// The ranges of words that neither begin nor end a name of so many.
fn insides(words: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..words.saturating_sub(1)).flat_map(move |start| (start + 1..words).map(move |end| (start, end)))
}

/// Whether two names with equal first and last words can be one person's: "George A. Pike" and
/// "George Pike", but not "George A. Pike" and "George B. Pike".
fn compatible(full: &[String], words: &[String]) -> bool {
    let middle =
        |words: &'_ [String]| words.get(1..words.len() - 1).map(<[String]>::to_vec).unwrap_or_default();
    let (one, other) = (middle(full), middle(words));
    one.iter().zip(&other).all(|(a, b)| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
}

/// The words of a personal name as they are compared.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(|c: char| c.is_whitespace())
        .map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .map(|word| match word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")) {
            Some(stem) => stem.to_owned(),
            None => word,
        })
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1
        && words.last().is_some_and(|w| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        words.pop();
    }
    words
}
