//! Finds the words of a query in one text, for highlighting and counting.
//!
//! Not here: whether a document matches as a whole (`index::search`).

use std::collections::{HashMap, HashSet};

use super::near::{NearMatches, NearPattern};
use super::spellings::spellings;
use crate::model::{Block, BlockKind, Document, Span};
use crate::query::condition::{Likeness, Query};
use crate::query::pattern::Pattern;
use crate::query::text_field::TextField;
use crate::text::edits::{edits, most_edits};
use crate::text::inflection::{InflectedLanguage, WordForms};
use crate::text::sanitize::sanitize_line;
use crate::text::search_terms::TermReader;
use crate::text::token;

/// The places in a text that the query's words, phrases and prefixes match: in order, without
/// overlaps; a phrase is one span, matches that overlap are joined to one.
///
/// What is excluded, and conditions on title, names, source and the like, are passed over.
///
/// `language` is the code of the text's language, by which words are inflected; `None` when it is not known.
pub fn matches(query: &Query, language: Option<&str>, text: &str) -> Vec<Span> {
    find(&Patterns::new(query, &[TextField::Anywhere], language), text)
}

/// As [`matches()`], in a document as it is searched: a phrase goes on from block to block of the
/// body, over folded lines too, but never from the body into them.
pub fn document_matches(query: &Query, document: &Document) -> Vec<Span> {
    let patterns = Patterns::new(query, &[TextField::Anywhere], document.language.as_deref());
    with_spans(find_in_body(&patterns, document), &find_in_folds(&patterns, document))
}

/// Whether a document has something of what the query demands in folded lines only.
pub fn needs_folded_lines(query: &Query, document: &Document) -> bool {
    let language = document.language.as_deref();
    query.clauses.iter().filter(|clause| !clause.negated).any(|clause| {
        let of_clause = Query { clauses: vec![clause.clone()] };
        let patterns = Patterns::new(&of_clause, &[TextField::Anywhere], language);
        let stands_in = |head: &Option<String>| {
            head.as_deref().is_some_and(|head| !title_matches(&of_clause, language, head).is_empty())
        };
        !find_in_folds(&patterns, document).is_empty()
            && find_in_body(&patterns, document).is_empty()
            && ![&document.title, &document.source, &document.byline].into_iter().any(stands_in)
    })
}

/// The matches in the body of a document.
fn find_in_body(patterns: &Patterns, document: &Document) -> Vec<Span> {
    find_in(patterns, &document.text, document.body_blocks().map(|block| block.span))
}

/// The matches in the folded lines of a document.
fn find_in_folds(patterns: &Patterns, document: &Document) -> Vec<Span> {
    let of_run = |run: &[Block]| find_in(patterns, &document.text, run.iter().map(|block| block.span));
    document.folded_runs().flat_map(of_run).collect()
}

/// As [`matches()`], in a title: what is asked of titles alone counts as well.
pub fn title_matches(query: &Query, language: Option<&str>, title: &str) -> Vec<Span> {
    find(&Patterns::new(query, &[TextField::Anywhere, TextField::Title], language), title)
}

/// The matches in the title of a document: in the text where it stands there, or else in the title on one line,
/// as it is shown.
pub fn matches_of_title(query: &Query, document: &Document) -> (Vec<Span>, Vec<Span>) {
    let language = document.language.as_deref();
    if let Some(headline) = document.blocks.iter().find(|block| block.kind == BlockKind::Headline) {
        let mut found = title_matches(query, language, headline.span.of(&document.text));
        for span in &mut found {
            *span = Span { start: span.start + headline.span.start, end: span.end + headline.span.start };
        }
        return (found, Vec::new());
    }
    let title = document.title.as_deref().map(sanitize_line);
    (Vec::new(), title.map_or_else(Vec::new, |title| title_matches(query, language, &title)))
}

/// Matches with more places to go to, such as names: in order, without overlaps. What overlaps
/// becomes one.
pub fn with_spans(matches: Vec<Span>, more: &[Span]) -> Vec<Span> {
    let mut all = matches;
    all.extend_from_slice(more);
    all.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match found.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => found.push(span),
        }
    }
    found
}

/// The words that count for a single one beside itself.
enum AlikeWords {
    Forms(WordForms),
    /// With at most so many letters otherwise.
    Misspelt(String, usize),
}

impl AlikeWords {
    fn of(word: &str, likeness: Likeness, language: Option<&str>) -> Option<AlikeWords> {
        match likeness {
            Likeness::Exact => None,
            Likeness::Inflected => {
                let language = InflectedLanguage::of_document(language, word)?;
                WordForms::of(word, language).map(AlikeWords::Forms)
            }
            Likeness::Misspelt => Some(AlikeWords::Misspelt(word.to_owned(), most_edits(word))),
        }
    }

    fn has(&self, term: &str) -> bool {
        match self {
            AlikeWords::Forms(forms) => forms.has(term),
            AlikeWords::Misspelt(word, most) => edits(word, term, *most).is_some(),
        }
    }
}

/// A word, phrase or prefix to look for, in one spelling.
struct WordPattern {
    terms: Vec<String>,
    /// The last term may go on.
    prefix: bool,
}

impl WordPattern {
    /// Whether the term at position `at` of the pattern is met by `term`.
    fn meets(&self, at: usize, term: &str) -> bool {
        let last = at + 1 == self.terms.len();
        self.terms
            .get(at)
            .is_some_and(|t| if last && self.prefix { term.starts_with(t.as_str()) } else { t == term })
    }
}

/// The patterns of a query, so ordered that most tokens are passed over after one look.
#[derive(Default)]
struct Patterns {
    all: Vec<WordPattern>,
    /// By first term, the patterns whose first term must be met whole.
    by_first: HashMap<String, Vec<usize>>,
    /// The patterns that are one term that may go on.
    prefixes: Vec<usize>,
    /// Words alike to single ones.
    alike: Vec<AlikeWords>,
    /// Words near each other.
    near: Vec<NearPattern>,
    /// Regular expressions.
    expressions: Vec<Pattern>,
}

impl Patterns {
    fn new(query: &Query, fields: &[TextField], language: Option<&str>) -> Patterns {
        let mut patterns = Patterns::default();
        let mut seen = HashSet::new();
        for condition in query.demanded() {
            let anywhere = condition.pattern().filter(|_| fields.contains(&TextField::Anywhere));
            patterns.expressions.extend(anywhere.cloned());
            let Some((field, terms, prefix)) = condition.words() else { continue };
            let alike = condition.alike();
            if !fields.contains(&field) || !seen.insert((terms, prefix, alike)) {
                continue;
            }
            match condition.between() {
                Some(between) => {
                    let ways = spellings(terms).into_iter();
                    patterns.near.extend(ways.map(|terms| NearPattern { terms, between }));
                }
                None => spellings(terms).into_iter().for_each(|terms| patterns.add(terms, prefix)),
            }
            if let Some((word, likeness)) = alike {
                patterns.alike.extend(AlikeWords::of(word, likeness, language));
            }
        }
        patterns
    }

    fn add(&mut self, terms: Vec<String>, prefix: bool) {
        let Some(first) = terms.first() else { return };
        let number = self.all.len();
        match terms.len() == 1 && prefix {
            true => self.prefixes.push(number),
            false => self.by_first.entry(first.clone()).or_default().push(number),
        }
        self.all.push(WordPattern { terms, prefix });
    }

    /// The patterns that may begin with `term`.
    fn beginning(&self, term: &str) -> impl Iterator<Item = &WordPattern> {
        let whole = self.by_first.get(term).into_iter().flatten();
        whole.chain(&self.prefixes).filter_map(|&number| self.all.get(number))
    }
}

/// A pattern of which some terms have been met, but not yet all.
struct PartialMatch<'p> {
    pattern: &'p WordPattern,
    met: usize,
    start: u32,
}

fn find(patterns: &Patterns, text: &str) -> Vec<Span> {
    find_in(patterns, text, [Span::new(0, text.len())])
}

/// The matches in stretches of a text, of words as if nothing stood between them.
fn find_in(patterns: &Patterns, text: &str, stretches: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let stretches = stretches.into_iter();
    if patterns.expressions.is_empty() {
        return find_words(patterns, text, stretches);
    }
    let stretches: Vec<Span> = stretches.collect();
    let in_stretch = |&stretch| patterns.expressions.iter().flat_map(move |of| of.find_in(text, stretch));
    let found: Vec<Span> = stretches.iter().flat_map(in_stretch).collect();
    with_spans(find_words(patterns, text, stretches.into_iter()), &found)
}

fn find_words(patterns: &Patterns, text: &str, stretches: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    if patterns.all.is_empty() && patterns.near.is_empty() {
        return found;
    }
    let mut near = NearMatches::of(&patterns.near);
    let mut begun: Vec<PartialMatch<'_>> = Vec::new();
    let tokens = stretches.flat_map(|stretch| {
        let at = move |offset: u32| offset + stretch.start;
        token::tokens(stretch.of(text)).map(move |span| Span { start: at(span.start), end: at(span.end) })
    });
    let mut reader = TermReader::default();
    let (mut own, mut others) = (String::new(), Vec::new());
    for span in tokens {
        others.clear();
        reader.read(text, span, &mut own, &mut others);
        let terms = || std::iter::once((own.as_str(), span)).chain(others.iter().map(|o| (&*o.term, o.span)));
        for (term, written) in terms() {
            if patterns.alike.iter().any(|words| words.has(term)) {
                add(&mut found, written);
            }
            let fresh = |pattern| PartialMatch { pattern, met: 0, start: written.start };
            begun.extend(patterns.beginning(term).map(fresh));
        }
        if let Some(start) = near.read(span.start, |word| terms().any(|(term, _)| term == word)) {
            add(&mut found, Span { start, end: span.end });
        }
        begun.retain_mut(|begun| {
            // What has just begun is met by the term that it begins with.
            let here = |written: Span| begun.met > 0 || written.start == begun.start;
            let met = terms().find(|&(term, at)| here(at) && begun.pattern.meets(begun.met, term));
            let Some((_, written)) = met else { return false };
            begun.met += 1;
            let whole = begun.met == begun.pattern.terms.len();
            // Of a compound the word alone is marked that a beginning is met by.
            let marked = begun.pattern.prefix && found.last().is_some_and(|last| last.start == begun.start);
            if whole && !marked {
                add(&mut found, Span { start: begun.start, end: written.end });
            }
            !whole
        });
    }
    found
}

/// Adds a match that ends last, joined with those it overlaps.
fn add(found: &mut Vec<Span>, mut span: Span) {
    while let Some(before) = found.pop_if(|before| before.end > span.start) {
        span.start = span.start.min(before.start);
    }
    found.push(span);
}

#[cfg(test)]
mod tests {
    use super::super::{QueryContext, parse};
    use super::*;
    use proptest::prelude::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let query = parse(query, false, &QueryContext::default()).query;
        matches(&query, None, text).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn words_phrases_and_prefixes_are_found_as_the_index_sees_them() {
        let text = "The Grain deal: Marlow’s grain-deal, a grained déal. No deal.";
        assert_eq!(marked("\"grain deal\"", text), ["Grain deal", "grain-deal"]);
        assert_eq!(marked("grain*", text), ["Grain", "grain", "grained"]);
        assert_eq!(marked("deal marlow", text), ["deal", "Marlow’s", "deal", "déal", "deal"]);
        assert_eq!(marked("\"a grain*\"", text), ["a grained"]);
        assert_eq!(marked("isère near*", "in d’Isère.Nearby"), ["d’Isère.Nearby"]);
        assert_eq!(marked("\"isère fell\"", "in d’Isère fell"), ["d’Isère fell"]);
        assert_eq!(marked("-deal person:marlow title:grain", text), Vec::<String>::new());
    }

    #[test]
    fn a_phrase_goes_on_over_folded_lines_and_never_into_them() {
        let lines = [("the dam", false), ("broke news", true), ("broke today", false), ("the menu", true)];
        let mut document = Document::default();
        for (line, folded) in lines {
            let span = Span::new(document.text.len(), document.text.len() + line.len());
            let kind = if folded { BlockKind::Chrome } else { BlockKind::Paragraph };
            document.blocks.push(Block { span, kind });
            document.text += line;
            document.text.push('\n');
        }
        let found = |typed: &str| {
            let query = parse(typed, false, &QueryContext::default()).query;
            let spans = document_matches(&query, &document);
            (
                spans.iter().map(|span| span.of(&document.text)).collect(),
                needs_folded_lines(&query, &document),
            )
        };
        let places = |places: &[&'static str]| places.to_vec();
        assert_eq!(found("\"dam broke today\""), (places(&["dam\nbroke news\nbroke today"]), false));
        assert_eq!(found("\"dam broke news\""), (places(&[]), false));
        assert_eq!(found("\"today the\""), (places(&[]), false));
        assert_eq!(found("the"), (places(&["the", "the"]), false));
        assert_eq!(found("dam menu"), (places(&["dam", "menu"]), true));
        assert_eq!(found("dam -menu"), (places(&["dam"]), false));
        assert_eq!(found("dam OR menu"), (places(&["dam", "menu"]), false));
    }

    #[test]
    fn a_word_parted_at_a_line_end_is_marked_in_both_its_parts() {
        assert_eq!(marked("harbour", "the har-\nbour is closed"), ["har-\nbour"]);
        assert_eq!(marked("harb*", "the har-\nbour is closed"), ["har-\nbour"]);
        assert_eq!(marked("\"har bour\"", "the har-\nbour"), ["har-\nbour"]);
    }

    #[test]
    fn words_near_each_other_are_marked_with_what_stands_between() {
        let text = "The deal on grain, no grain, and the new big deal over it.";
        assert_eq!(marked("\"grain deal\"~1", text), ["deal on grain"]);
        assert_eq!(marked("\"grain deal\"~4", text), ["deal on grain", "grain, and the new big deal"]);
        assert_eq!(marked("\"grain deal\"~0 grain", text), ["grain", "grain"]);
        assert_eq!(marked("\"covid-19 jab\"~2", "a jab for Covid-19"), ["jab for Covid-19"]);
    }

    #[test]
    fn expressions_are_marked_beside_words() {
        assert_eq!(marked(r"/case \d+/ dam", "the dam, Case\n12"), ["dam", "Case\n12"]);
    }

    #[test]
    fn matches_that_overlap_become_one() {
        assert_eq!(marked("\"a b\" \"b c\" c", "a b c d"), ["a b c"]);
        assert_eq!(marked("\"a a b\"", "a a a b"), ["a a b"]);
        assert_eq!(marked("東京", "東京都"), ["東京"]);
    }

    #[test]
    fn other_places_join_the_matches() {
        let span = |start, end| Span { start, end };
        assert_eq!(
            with_spans(vec![span(0, 4), span(10, 12)], &[span(2, 6), span(7, 9)]),
            [span(0, 6), span(7, 9), span(10, 12)]
        );
    }

    #[test]
    fn what_is_asked_of_titles_is_marked_in_titles_only() {
        let query = parse("title:grain deal", false, &QueryContext::default()).query;
        assert_eq!(title_matches(&query, None, "Grain deal").len(), 2);
        assert_eq!(matches(&query, None, "Grain deal").len(), 1);
    }

    proptest! {
        #[test]
        fn matches_are_ordered_and_apart(query in "[ab東é\" *-]{0,20}", text in "[abB東é' .-]{0,60}") {
            let query = parse(&query, true, &QueryContext::default()).query;
            let mut end = 0;
            for span in matches(&query, None, &text) {
                prop_assert!(span.start >= end && !span.of(&text).is_empty());
                end = span.end;
            }
        }
    }
}
