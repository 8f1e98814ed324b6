//! Finds the passage of an anchor in a text that has changed: all places where it may stand are weighed against each
//! other, and where two are nearly as likely it is in neither.
//!
//! Not here: which places those are (`places`), what speaks for one (`weigh`).

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::places::{gap, places};
use super::seeds::stretches;
use super::weigh::{Evidence, FEW};
use super::words::{Pattern, weight, words};
use crate::model::{Anchor, Span};

/// The likeliest place is taken where it is ahead of the next by this share of what stood around, and by so much. Set by
/// hand: a tenth of the words around the right one may have changed.
const AHEAD: f32 = 0.3;
const AHEAD_AT_LEAST: i32 = 16;

/// What is there must be more than of the next likely place in the text where it was noted, in thousandths. Set by hand.
const ABOVE_RIVAL: u32 = 20;

/// A place where a passage may stand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// In which of the texts looked through.
    text: usize,
    pub(super) span: Span,
    pub(super) evidence: Evidence,
    /// What stood next to the passage is near; otherwise the place only speaks against others.
    is_placed: bool,
}

/// Where a passage stands if a text, by its XXH3-64 hash, is the very one it was noted in.
pub fn unmoved(anchor: &Anchor, text: &str, hash: impl FnOnce() -> u64) -> Option<Span> {
    let stands = !anchor.quote.is_empty() && anchor.span.of(text) == anchor.quote;
    (stands && anchor.text_hash == hash()).then_some(anchor.span)
}

/// A passage looked for in one text after the other.
pub struct Sought {
    anchor: Anchor,
    pattern: Pattern,
    /// The place of each text looked through among all.
    orders: Vec<usize>,
    candidates: Vec<Candidate>,
    /// How much of what stood around stands where the passage may have been taken away.
    gap: i32,
    /// It could not be taken for another place in its own text: places with other words are not looked at any more once
    /// one with its words is found for sure.
    is_single: bool,
    /// The text is the one it stood in.
    certain: Option<(usize, Span)>,
}

impl Sought {
    /// A passage not looked for yet.
    pub fn new(anchor: &Anchor) -> Sought {
        let pattern = Pattern::of(anchor);
        Sought {
            anchor: anchor.clone(),
            pattern,
            orders: Vec::new(),
            candidates: Vec::new(),
            gap: 0,
            is_single: anchor.twin.1 <= 1,
            certain: None,
        }
    }

    /// A passage looked for in its own text, where other places count as well.
    pub(super) fn in_own_text(anchor: &Anchor, text: &str) -> Sought {
        let mut sought = Sought { is_single: false, ..Sought::new(anchor) };
        sought.weigh(text, 0);
        sought
    }

    /// How the passage is written in words.
    pub(super) fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// Looks through the next text, which has that place among all documents of its file. Texts are numbered from 0 in
    /// the order in which they are looked through.
    pub fn look_in(&mut self, text: &str, order: usize) {
        let number = self.orders.len();
        self.orders.push(order);
        if let Some(span) = unmoved(&self.anchor, text, || xxh3_64(text.as_bytes())) {
            self.certain = self.certain.or(Some((number, span)));
            return;
        }
        self.weigh(text, number);
    }

    /// Takes in all places of a text where it may stand.
    fn weigh(&mut self, text: &str, number: usize) {
        for stretch in stretches(&self.pattern, text) {
            let there = words(text.get(stretch.clone()).unwrap_or_default(), stretch.start);
            self.gap = self.gap.max(gap(&self.pattern, &there));
            let is_found = self.is_single && self.placed().any(|of| of.evidence.is_settled());
            for (first, last) in places(&self.pattern, &there, is_found) {
                let evidence = Evidence::of(&self.pattern, &there, first, last);
                let (Some(first), Some(last)) = (there.get(first), there.get(last)) else { continue };
                let is_placed = evidence.is_placed(&self.pattern);
                if is_placed || evidence.is_equal() {
                    let bytes: Range<usize> = self.pattern.edges(text, *first, *last);
                    let span = Span::new(bytes.start, bytes.end);
                    self.add(Candidate { text: number, span, evidence, is_placed });
                }
            }
        }
    }

    /// Takes in a place; of those that share words the likelier.
    fn add(&mut self, candidate: Candidate) {
        let same = |other: &Candidate| other.text == candidate.text && other.span.overlaps(candidate.span);
        match self.candidates.iter_mut().find(|other| same(other)) {
            Some(other) => {
                let likelihood = |of: &Candidate| (of.is_placed, of.evidence.total);
                if likelihood(other) < likelihood(&candidate) {
                    *other = candidate;
                }
            }
            None => self.candidates.push(candidate),
        }
    }

    /// In which text the passage stands, and where there; `None` where that is not sure.
    pub fn found(&self) -> Option<(usize, Span)> {
        self.certain.or_else(|| {
            let best = self.best()?;
            best.evidence.is_enough(self.pattern.passage().len()).then_some((best.text, best.span))
        })
    }

    /// Whether no other text need be looked through.
    pub fn is_sure(&self) -> bool {
        self.certain.is_some() || self.best().is_some_and(|best| best.evidence.is_sure())
    }

    /// The likeliest place, if it is ahead of all others, and of what spoke for another place before; of places that
    /// could not be told from each other before either the one in its turn, if there are as many.
    fn best(&self) -> Option<&Candidate> {
        let best = self.placed().max_by_key(|candidate| candidate.evidence.total)?;
        if self.gap > best.evidence.around_without() {
            return None;
        }
        let mut alike = self.alike(best, self.ahead());
        let (turn, of) = self.anchor.twin;
        if of > 1 {
            alike.sort_by_key(|candidate| (self.orders.get(candidate.text), candidate.span));
            // Where one is nearly one of them or nearly none, or is in another text now, so that one may have come and
            // another gone, none is counted in its turn; nor of a few words where one has others.
            let counts = [alike.len(), self.alike(best, self.ahead() * 2).len()];
            let is_long = self.pattern.passage().len() > FEW;
            let is_same =
                |other: &&Candidate| other.text == best.text && (is_long || other.evidence.is_equal());
            let are_same = alike.iter().all(is_same);
            let is_told = are_same && counts == [of as usize; 2];
            return alike.get(turn as usize).copied().filter(|_| is_told);
        }
        let is_rival = self.anchor.rival > 0 && best.evidence.share() < self.anchor.rival + ABOVE_RIVAL;
        (alike.len() == 1 && !is_rival).then_some(best)
    }

    /// The places where it may be.
    pub(super) fn placed(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.is_placed)
    }

    /// The places that another is not so far ahead of.
    pub(super) fn alike(&self, best: &Candidate, ahead: i32) -> Vec<&Candidate> {
        let total = best.evidence.total;
        let is_alike = |other: &&Candidate| {
            let (one, of_best) = (&other.evidence, &best.evidence);
            let counts = other.is_placed || !of_best.is_equal();
            counts && (total - one.total < ahead && one.is_like(of_best) || one.is_purer(of_best))
        };
        self.candidates.iter().filter(is_alike).collect()
    }

    /// How far the likeliest place must be ahead.
    pub(super) fn ahead(&self) -> i32 {
        let around = weight(self.pattern.before()) + weight(self.pattern.after());
        AHEAD_AT_LEAST.max((around as f32 * AHEAD) as i32)
    }
}

/// Where the passage of an anchor stands in a text; `None` where that is not sure.
pub fn place(anchor: &Anchor, text: &str) -> Option<Span> {
    let mut sought = Sought::new(anchor);
    sought.look_in(text, 0);
    sought.found().map(|(_, span)| span)
}

#[cfg(test)]
mod tests {
    use super::super::anchor;
    use super::*;

    /// A text of sentences that differ from each other.
    fn story(sentences: usize) -> String {
        const WORDS: [&str; 12] = [
            "harbour", "the", "ledger", "of", "morning", "witness", "a", "quarry", "signed", "near",
            "bridge", "and",
        ];
        // As in a language few words are everywhere, and most stand in few places.
        let word = |n: usize| match (n * 7 + n / 5 + n * n / 3) % 24 {
            common if common < 12 => WORDS[common].to_owned(),
            other => format!("{}{}", WORDS[other - 12], n % 89),
        };
        let sentence = |n: usize| {
            let words: Vec<String> = (0..9).map(|w| word(n * 9 + w)).collect();
            format!("Item{n} {}.", words.join(" "))
        };
        (0..sentences).map(|n| sentence(n) + if n % 4 == 3 { "\n\n" } else { " " }).collect()
    }

    fn of(text: &str, quote: &str) -> Anchor {
        let at = text.find(quote).unwrap();
        anchor(text, Span::new(at, at + quote.len()))
    }

    fn found<'t>(anchor: &Anchor, text: &'t str) -> Option<&'t str> {
        place(anchor, text).map(|span| span.of(text))
    }

    #[test]
    fn a_passage_is_where_it_was_in_the_same_text_and_lost_where_it_is_not() {
        let text = "The dam held. Then the dam broke.";
        let made = anchor(text, Span::new(23, 32));
        assert_eq!((made.quote.as_str(), made.after.as_str()), ("dam broke", "."));
        assert_eq!(place(&made, text), Some(Span::new(23, 32)));
        assert_eq!(found(&made, "Late. The dam held. Then the dam broke."), Some("dam broke"));
        assert_eq!(place(&made, "The dam held."), None);
        assert_eq!(place(&made, "The dam broke; the dam broke."), None, "which is it?");
        assert_eq!(place(&anchor("", Span::new(0, 0)), "The dam held."), None);
        let beyond = anchor("Ida", Span::new(2, 900));
        assert_eq!((place(&beyond, "Ida"), place(&beyond, "")), (Some(Span::new(2, 3)), None));
    }

    #[test]
    fn white_space_quotation_marks_and_case_may_become_others() {
        let text = "He came late that day to us. She said “We  don’t know”,\nand left the room of the harbour office.";
        let made = of(text, "“We  don’t know”,");
        let other = "HE CAME late that day to us.\n\nShe said \"We don't know\", and left the room of the harbour office.";
        assert_eq!(found(&made, other), Some("\"We don't know\","));
    }

    #[test]
    fn a_passage_over_paragraphs_holds_what_was_put_in_between() {
        let text = story(40);
        let (from, until) = (text.find("Item14").unwrap(), text.find("Item18").unwrap());
        let made = anchor(&text, Span::new(from, until - 1));
        let other = text.replacen("\n\nItem16", "\n\nADVERTISEMENT Buy a boat now and save\n\nItem16", 1);
        let found = found(&made, &other).unwrap();
        assert!(found.starts_with("Item14") && found.contains("boat"), "{found}");
        assert!(found.ends_with(text[..until - 1].rsplit(' ').next().unwrap()), "{found}");
    }

    #[test]
    fn of_words_that_stand_twice_those_with_the_same_words_around_are_taken() {
        let text = story(40)
            .replace("Item30 ", "Item30 It rained all day. ")
            .replace("Item9 ", "Item9 It rained all day. ");
        let at = text.rfind("It rained").unwrap();
        let made = anchor(&text, Span::new(at, at + "It rained all day.".len()));
        let other = format!("Late edition.\n\n{}", text.replace("Item29", "Item999"));
        let second = other.rfind("It rained").unwrap();
        assert_eq!(place(&made, &other).map(|span| span.start as usize), Some(second));
        // Only the other one is left.
        assert_eq!(place(&made, other.split("Item25").next().unwrap()), None);
    }

    #[test]
    fn of_words_in_the_same_words_each_has_its_turn_while_all_are_in_one_text() {
        let menu = story(160).split("Item140 ").nth(1).unwrap()[..900].to_owned();
        let text = format!("{}{menu} {}{menu}", story(12), story(30).replace("Item", "Part"));
        let quote = &menu[440..460];
        let at = text.rfind(quote).unwrap();
        let made = anchor(&text, Span::new(at, at + quote.len()));
        assert_eq!(made.twin, (1, 2));
        let late = format!("Late edition.\n\n{text}");
        assert_eq!(place(&made, &late).map(|span| span.start as usize), Some(at + 15));
        let (one, other) = late.split_at(late.find("Part9 ").unwrap());
        let mut sought = Sought::new(&made);
        (0..).zip([one, other]).for_each(|(order, part)| sought.look_in(part, order));
        assert_eq!(sought.found(), None);
    }

    #[test]
    fn a_list_that_was_taken_away_is_not_found_in_its_like() {
        let list = |of: &str| -> String {
            (0..40).map(|n| format!("size_{n}:\n\n{of} shirt number {n} of the shop\n\n")).collect()
        };
        let lists = [list("red"), list("green"), list("blue")];
        let text = format!("{}Sizes and prices\n\n{}{}", story(8), lists.concat(), story(12));
        let from = text.find("size_0").unwrap();
        let made = anchor(&text, Span::new(from, from + lists[0].len() - 2));
        assert_eq!(place(&made, &format!("Late. {text}")).map(|span| span.start as usize), Some(from + 6));
        assert_eq!(place(&made, &text.replace(&lists[0], "")), None);
        assert_eq!(place(&made, &text.replace(&lists[0], &lists[1])), None, "which is another, twice");
    }

    #[test]
    fn a_passage_that_was_taken_away_is_not_found_in_a_near_double_beside_it() {
        let consent = |button: &str| {
            format!(
                "keeping of your account is needed. With a click on {button} you agree for this purpose to the use"
            )
        };
        let stay = format!(
            "We keep accounts with a service of the house. The setting up, {} of the service, and data of your browser are read by the firm that keeps accounts. Where data stay with the firm nobody knows. ",
            consent("Stay signed in")
        );
        let sign = format!(
            "We keep accounts with a service of the town. The setting up, {} of the service, and data of your browser are kept by the firm that reads accounts. Where data go from the firm nobody knows. ",
            consent("Sign in")
        );
        let text = [&story(6), &stay, &story(18)[600..], &sign, &story(6)].concat();
        let made = of(&text, &consent("Stay signed in"));
        assert!(made.rival > 0, "{made:?}");
        assert_eq!(found(&made, &format!("Late. {text}")), Some(made.quote.as_str()));
        let away = text.replacen(&made.quote, "", 1).replacen("a service of the house", "some firm", 1);
        assert_eq!(found(&made, &away), None);
    }

    #[test]
    fn a_single_word_is_found_in_another_spelling_where_it_stood_and_no_other_word_is() {
        let text = story(40).replace("Item20 ", "Item20 Zelensky ");
        let made = of(&text, "Zelensky");
        let spelt = |word: &str| text.replace("Zelensky", word);
        assert_eq!(found(&made, &spelt("Zelenskyy")), Some("Zelenskyy"));
        assert_eq!(found(&made, &spelt("Selensky")), Some("Selensky"));
        assert_eq!(found(&made, &spelt("Thursday")), None);
        assert_eq!(found(&made, &spelt("")), None);
    }

    #[test]
    fn changed_words_of_a_passage_and_half_words_at_its_ends_are_found() {
        let text = story(40);
        let at = text.find("Item20").unwrap();
        let made = anchor(&text, Span::new(at + 2, at + 40));
        let other = text.replace("Item21", "Item21 and more of it").replace("Item3 ", "");
        assert_eq!(found(&made, &other), Some(made.quote.as_str()));
        let mut parts = made.quote.splitn(3, ' ');
        let (first, _, rest) = (parts.next().unwrap(), parts.next(), parts.next().unwrap());
        let changed = other.replacen(&made.quote, &format!("{first} changed {rest}"), 1);
        assert_eq!(found(&made, &changed), Some(format!("{first} changed {rest}").as_str()));
    }

    #[test]
    fn a_long_passage_of_a_long_text_is_found_by_its_ends() {
        let text = story(3_000);
        let (from, until) = (text.find("Item1200 ").unwrap(), text.find("Item1300 ").unwrap());
        let made = anchor(&text, Span::new(from, until - 1));
        let other = story(200).replace("Item", "Other") + &text.replace("Item1250 ", "Changed ");
        let found = found(&made, &other).unwrap();
        assert!(found.starts_with("Item1200 ") && found.contains("Changed "), "{found}");
        assert_eq!(found.split_whitespace().count(), made.quote.split_whitespace().count());
    }

    #[test]
    fn a_passage_of_another_document_of_the_file_is_found_there() {
        let text = story(40);
        let made = of(&text, "Item30 ");
        let (one, other) = text.split_at(text.find("Item24").unwrap());
        let mut sought = Sought::new(&made);
        sought.look_in(one, 0);
        assert!(sought.found().is_none() && !sought.is_sure());
        sought.look_in(other, 1);
        let (number, span) = sought.found().unwrap();
        assert_eq!((number, span.start as usize), (1, other.find("Item30").unwrap()));
    }
}
