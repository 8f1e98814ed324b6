//! The parser of the query language: lenient and total. Any input gives a query; what cannot be
//! understood is left out or taken as words, with a remark. The pieces are cut in `lex`, single words
//! are read in `fields`.
//!
//! The language: words are ANDed, `"phrases"` hold together, `word*` matches a prefix, `-word` and `NOT
//! word` exclude, `a OR b` needs one of the two and binds closer than AND, `field:value` searches a
//! field. Brackets only group what is joined by OR.

use super::fields::{ParsedWord, parse_word};
use super::lex::{Lexeme, lex};
use crate::model::ListName;
use crate::query::request::{Clause, Condition, Query};

/// The most bytes of a query that are parsed; a pasted page is not a query.
const MOST_BYTES: usize = 4_000;

/// The most words of a phrase that are searched; each word of a text is compared with all of them.
const MOST_TERMS: usize = 64;

/// A typed query as understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedQuery {
    /// What is searched for.
    pub query: Query,
    /// What was left out or taken otherwise, in words for the reader. They quote the input and
    /// are not sanitised.
    pub remarks: Vec<String>,
}

/// Parses a typed query; `lists` are the user's own lists, whose names are fields too. With `typing`
/// the last word counts as a prefix, unless a space or closing quote follows it.
pub fn parse(input: &str, typing: bool, lists: &[ListName]) -> ParsedQuery {
    let mut builder = Builder { lists, ..Builder::default() };
    let read = head(input, MOST_BYTES);
    if read.len() < input.len() {
        builder.parsed.remarks.push(format!("only the first {} characters are used", read.chars().count()));
    }
    for lexeme in lex(read) {
        builder.take(&lexeme, typing);
    }
    builder.parsed
}

/// The longest beginning of `text` of at most `bytes` bytes.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The query so far, and what the next word has to know.
#[derive(Default)]
struct Builder<'a> {
    lists: &'a [ListName],
    parsed: ParsedQuery,
    /// The clause of the word just before; none after one that was left out.
    last: Option<usize>,
    /// `OR` stands before the next word.
    or: bool,
    /// `NOT` or a hyphen stands before the next word or bracket.
    not: bool,
    /// Brackets open now.
    depth: usize,
    /// Inside a bracket under `NOT`: its depth, and its clause once there is one.
    excluded: Option<(usize, Option<usize>)>,
}

impl Builder<'_> {
    fn take(&mut self, lexeme: &Lexeme<'_>, typing: bool) {
        match lexeme {
            Lexeme::And => {}
            Lexeme::Or => self.or = true,
            Lexeme::Not => self.not = true,
            Lexeme::Open => self.open(),
            Lexeme::Close => self.close(),
            Lexeme::Word(word) => {
                // Nothing is excluded by the beginning of a word: `-o` would empty the list.
                let excludes = self.not || self.excluded.is_some();
                let unfinished = typing && word.open;
                let mut parsed = parse_word(word, unfinished, self.lists);
                if excludes && unfinished && !word.star {
                    finish(&mut parsed);
                }
                self.word(parsed);
            }
        }
    }

    fn open(&mut self) {
        self.depth += 1;
        if self.not && self.excluded.is_none() {
            self.excluded = Some((self.depth, None));
            (self.not, self.or, self.last) = (false, false, None);
        }
    }

    fn close(&mut self) {
        if self.excluded.is_some_and(|(depth, _)| depth == self.depth) {
            self.excluded = None;
            self.last = None;
        }
        self.depth = self.depth.saturating_sub(1);
        (self.or, self.not) = (false, false);
    }

    fn word(&mut self, word: ParsedWord) {
        match word {
            ParsedWord::Condition(condition) => self.condition(condition),
            ParsedWord::ConditionDespite(condition, remark) => {
                self.remark(remark);
                self.condition(condition);
            }
            ParsedWord::Ignored(remark) => {
                self.last = None;
                if let Some(remark) = remark {
                    self.remark(remark);
                }
            }
        }
        (self.or, self.not) = (false, false);
    }

    /// Adds a condition to the clause it belongs to, or opens a new one.
    fn condition(&mut self, mut condition: Condition) {
        if truncate(&mut condition) {
            self.remark(format!("only the first {MOST_TERMS} words of a phrase are used"));
        }
        if let Some((depth, clause)) = self.excluded {
            let clause = clause.unwrap_or_else(|| self.clause(true));
            self.excluded = Some((depth, Some(clause)));
            self.join(clause, condition);
            return;
        }
        let joined = self.last.filter(|_| self.or);
        let excluded = |clause: usize| self.parsed.query.clauses.get(clause).is_some_and(|c| c.negated);
        let clause = match joined {
            Some(clause) if !self.not && !excluded(clause) => clause,
            Some(_) => {
                self.remark("OR does not join what is excluded; taken as AND".to_owned());
                self.clause(self.not)
            }
            None => self.clause(self.not),
        };
        self.join(clause, condition);
        self.last = Some(clause);
    }

    /// Opens a clause and says where it stands.
    fn clause(&mut self, negated: bool) -> usize {
        self.parsed.query.clauses.push(Clause { negated, any: Vec::new() });
        self.parsed.query.clauses.len() - 1
    }

    fn join(&mut self, clause: usize, condition: Condition) {
        if let Some(clause) = self.parsed.query.clauses.get_mut(clause) {
            clause.any.push(condition);
        }
    }

    fn remark(&mut self, remark: String) {
        if !self.parsed.remarks.contains(&remark) {
            self.parsed.remarks.push(remark);
        }
    }
}

/// Shortens a phrase that is too long; whether it was.
fn truncate(condition: &mut Condition) -> bool {
    let (Condition::Text { terms, prefix, .. }
    | Condition::Named { terms, prefix, .. }
    | Condition::With { terms, prefix }) = condition
    else {
        return false;
    };
    let long = terms.len() > MOST_TERMS;
    if long {
        terms.truncate(MOST_TERMS);
        *prefix = false;
    }
    long
}

/// Takes the last word of a condition as it stands.
fn finish(word: &mut ParsedWord) {
    if let ParsedWord::Condition(condition) | ParsedWord::ConditionDespite(condition, _) = word
        && let Condition::Text { prefix, .. }
        | Condition::Named { prefix, .. }
        | Condition::With { prefix, .. } = condition
    {
        *prefix = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(input: &str) -> String {
        parse(input, false, &[]).query.to_string()
    }

    fn typed(input: &str) -> String {
        parse(input, true, &[]).query.to_string()
    }

    #[test]
    fn words_phrases_and_operators_are_understood() {
        for (input, expected) in [
            ("Marlow \"grain deal\" -opinion", "marlow AND \"grain deal\" AND NOT opinion"),
            ("marlow AND NOT \"grain deal\"", "marlow AND NOT \"grain deal\""),
            ("marlow grain OR wheat", "marlow AND (grain OR wheat)"),
            ("grain OR wheat", "grain OR wheat"),
            ("grain OR wheat OR maize oats", "(grain OR wheat OR maize) AND oats"),
            ("(grain OR wheat) marlow", "(grain OR wheat) AND marlow"),
            ("-(grain OR wheat)", "NOT (grain OR wheat)"),
            ("NOT (grain OR wheat) oats", "NOT (grain OR wheat) AND oats"),
            ("life-saving", "life-saving"),
            ("東京", "\"東 京\""),
            ("“grain deal”", "\"grain deal\""),
            ("gra* \"grain de*\" \"grain de\"*", "gra* AND \"grain de*\" AND \"grain de*\""),
            ("or and not", "or AND and AND not"),
            ("it's U.S. 100,000", "it AND u.s AND 100000"),
        ] {
            assert_eq!(shown(input), expected, "{input}");
        }
    }

    #[test]
    fn fields_take_words_quotes_and_their_other_names() {
        for (input, expected) in [
            ("title:grain", "title:grain"),
            ("Title:\"grain deal\"", "title:\"grain deal\""),
            ("-source:herald", "NOT source:herald"),
            ("organisation:\"Port Authority\"", "org:\"port authority\""),
            ("person:marlow OR name:Quayle", "person:marlow OR name:quayle"),
            ("place:aldern*", "place:aldern*"),
            ("kind:list language:pt-BR is:Unread", "kind:list AND lang:pt AND is:unread"),
            ("date:2022-02..2023", "date:2022-02-01..2023-12-31"),
            ("before:2022 after:2020-03", "date:..2021-12-31 AND date:2020-04-01.."),
        ] {
            assert_eq!(shown(input), expected, "{input}");
        }
    }

    #[test]
    fn own_lists_are_fields_and_unknown_ones_stay_words() {
        let lists = ["vessels", "Case numbers"].map(|name| ListName::new(name).unwrap());
        for (input, expected, remarks) in [
            ("vessels:aurora", "vessels:aurora", 0),
            ("-Vessels:\"MV Aurora\"", "NOT vessels:\"mv aurora\"", 0),
            ("case-numbers:AB-12", "case-numbers:\"ab 12\"", 0),
            ("theatres:globe", "\"theatres globe\"", 1),
        ] {
            let parsed = parse(input, false, &lists);
            assert_eq!(
                (parsed.query.to_string().as_str(), parsed.remarks.len()),
                (expected, remarks),
                "{input}"
            );
        }
    }

    #[test]
    fn what_dangles_is_ignored() {
        for input in ["marlow AND", "marlow -", "marlow OR", "OR marlow", "(marlow", "marlow )", "- marlow"] {
            assert_eq!(shown(input), "marlow", "{input}");
        }
        for input in
            ["marlow title:", "marlow NOT", "marlow \"", "marlow \"\"", "marlow *", "marlow -(", "& marlow"]
        {
            assert_eq!(shown(input), "marlow", "{input}");
        }
        assert_eq!(shown("grain date:soon OR wheat"), "grain AND wheat", "OR joins neighbours only");
        assert_eq!(shown(" \t"), "");
    }

    #[test]
    fn what_is_not_understood_is_remarked_upon() {
        for (input, expected, remarks) in [
            ("date:soon marlow", "marlow", 1),
            ("is:lost marlow", "marlow", 1),
            ("foo:bar", "\"foo bar\"", 1),
            ("https://x.example/z", "https://x.example/z", 0),
            ("10:30", "\"10 30\"", 0),
            ("grain OR -wheat", "grain AND NOT wheat", 1),
            ("marlow grain", "marlow AND grain", 0),
        ] {
            let parsed = parse(input, false, &[]);
            assert_eq!(parsed.query.to_string(), expected, "{input}");
            assert_eq!(parsed.remarks.len(), remarks, "{input}: {:?}", parsed.remarks);
        }
    }

    #[test]
    fn the_word_being_typed_may_go_on() {
        for (input, expected) in [
            ("marlow gra", "marlow AND gra*"),
            ("marlow ", "marlow"),
            ("\"grain de", "\"grain de*\""),
            ("\"grain deal\"", "\"grain deal\""),
            ("\"grain ", "\"grain\""),
            ("person:", ""),
            ("marlow person:", "marlow"),
            ("person:mar", "person:mar*"),
            ("-o", "NOT o"),
            ("date:2022-0", "date:2022"),
            ("date:2022..20", "date:2022-01-01.."),
            ("date:20", ""),
            ("is:unr", ""),
            ("lang:e", ""),
        ] {
            assert_eq!(typed(input), expected, "{input}");
            assert_eq!(parse(input, true, &[]).remarks, Vec::<String>::new(), "{input}");
        }
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let parsed = parse(&"é ".repeat(100_000), false, &[]);
        assert!(parsed.query.clauses.len() <= MOST_BYTES);
        assert_eq!(parsed.remarks.len(), 1);
    }

    #[test]
    fn a_phrase_without_end_is_cut() {
        for field in ["", "title:", "person:"] {
            let phrase = |words: usize| format!("{field}\"{}\"", ["a"; 200][..words].join(" "));
            let (most, more) =
                (parse(&phrase(MOST_TERMS), true, &[]), parse(&phrase(MOST_TERMS + 1), true, &[]));
            assert_eq!((most.query, most.remarks.len()), (more.query, 0));
            assert_eq!(more.remarks.len(), 1);
        }
        let open = format!("\"{}", "a ".repeat(MOST_TERMS) + "b");
        assert!(typed(&open).ends_with("a a\""), "the last word that is kept does not go on");
    }

    proptest! {
        #[test]
        fn any_input_gives_clauses_that_are_not_empty(input in "(\\PC|[-\"():* ]|OR|NOT|date:|is:){0,40}", typing: bool) {
            for clause in parse(&input, typing, &[]).query.clauses {
                prop_assert!(!clause.any.is_empty());
            }
        }
    }
}
