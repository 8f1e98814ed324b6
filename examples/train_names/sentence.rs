//! A labelled sentence and the names in it.

use std::collections::BTreeSet;

use perusal::model::Kind;

/// Words that stand before a person and not in a name; for sets that have them inside.
const TITLES: &str = "president prime minister foreign secretary general mr. mrs. ms. dr. king queen pope prince senator \
     chancellor defense interior premier governor ambassador colonel judge spokesman sheikh ayatollah deputy \
     vice former chief justice state of admiral captain professor lieutenant major sergeant";

/// Words and their labels.
#[derive(Default)]
pub struct Sentence {
    pub words: Vec<String>,
    pub labels: Vec<String>,
}

/// A name: the first word and the end, in its sentence.
pub type Name = (usize, usize, Kind);

/// The label of a word on which two labellings differ; it is learned from without one.
pub const UNSURE: &str = "?";

/// Takes the titles at their head out of the names of persons.
pub fn without_titles(sentence: &mut Sentence) {
    for at in 0..sentence.words.len() {
        let titled = sentence.labels[at] == "B-PER"
            && TITLES.split_whitespace().any(|title| sentence.words[at].to_lowercase() == title);
        if titled && sentence.labels.get(at + 1).is_some_and(|label| label == "I-PER") {
            sentence.labels[at] = "O".to_owned();
            sentence.labels[at + 1] = "B-PER".to_owned();
        }
    }
}

fn kind(label: &str) -> Option<Kind> {
    match label.get(2..)? {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "LOC" => Some(Kind::Place),
        "NORP" => Some(Kind::Group),
        "MISC" => Some(Kind::Name),
        _ => None,
    }
}

impl Sentence {
    /// Takes back the labels of the names on which another labelling of the sentence differs.
    pub fn doubt(&mut self, other: &Sentence) {
        if self.words != other.words {
            return;
        }
        let known = |name: &Name| name.2.is_name();
        let bare = |sentence: &Sentence| -> BTreeSet<Name> {
            sentence.names().into_iter().map(|name| sentence.bare(name)).collect()
        };
        let (own, others) = (bare(self), bare(other));
        // The other labelling counts many countries among the peoples.
        let same = |&(first, end, kind): &Name| {
            others.contains(&(first, end, kind))
                || (kind == Kind::Place && others.contains(&(first, end, Kind::Group)))
        };
        let unsure: Vec<Name> = own
            .iter()
            .filter(|name| known(name) && !same(name))
            .chain(others.iter().filter(|name| known(name) && !own.contains(*name)))
            .copied()
            .collect();
        for (first, end, _) in unsure {
            // An article before the name and an ending behind it are unsure with it.
            let article =
                first > 0 && self.labels[first - 1].starts_with('B') && self.labels[first].starts_with('I');
            let ending = self.labels.get(end).is_some_and(|label| label.starts_with('I'));
            for label in &mut self.labels[first - usize::from(article)..end + usize::from(ending)] {
                *label = UNSURE.to_owned();
            }
        }
    }

    /// The names, in order.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            let Some(kind) = kind(label) else { continue };
            match names.last_mut() {
                Some(last) if label.starts_with('I') && last.1 == at && last.2 == kind => last.1 = at + 1,
                _ => names.push((at, at + 1, kind)),
            }
        }
        names
    }

    /// A name without "the" before and "'s" behind.
    pub fn bare(&self, (mut first, mut end, kind): Name) -> Name {
        if end - first > 1 && self.words[first].eq_ignore_ascii_case("the") {
            first += 1;
        }
        if end - first > 1 && matches!(self.words[end - 1].as_str(), "'s" | "’s" | "'") {
            end -= 1;
        }
        (first, end, kind)
    }
}
