//! The parser of the query language: lenient and total. Any input gives a query; what cannot be
//! understood is left out or taken as words, with a remark. The pieces are cut in `lex`, single words
//! are read in `fields`, and put together in `tree`.
//!
//! The language: words are ANDed, `"phrases"` hold together, `word*` matches a prefix, `-word` and `NOT
//! word` exclude, `a OR b` needs one of the two and binds closer than AND, `field:value` searches a
//! field. Brackets group anything.

use std::ops::Range;

use super::context::QueryContext;
use super::fields::parse_word;
use super::lex::{Lexeme, QueryWord, lex};
use super::spellings::with_groups_joined;
use super::tree::Tree;
use super::values::ParsedWord;
use crate::query::condition::{Condition, Query};

/// The most bytes of a query that are parsed; a pasted page is not a query.
const MOST_BYTES: usize = 4_000;

/// The most words of a phrase that are searched; each word of a text is compared with all of them.
const MOST_TERMS: usize = 64;

/// The most words and phrases of a query. Set by hand: each is looked up by itself.
const MOST_WORDS: usize = 256;

/// The most regular expressions of a query. Set by hand: each is compiled anew with every key that is pressed.
const MOST_PATTERNS: usize = 4;

/// A typed query as understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedQuery {
    /// What is searched for.
    pub query: Query,
    /// What was left out or taken otherwise.
    pub remarks: Vec<Remark>,
}

/// What was left out of a typed query, or taken otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// In words for the reader. They quote the query and are not sanitised.
    pub words: String,
    /// Which part of the query it is about, in bytes.
    pub place: Range<usize>,
}

/// Parses a typed query. With `typing` the last word counts as a prefix, unless a space or closing quote
/// follows it.
pub fn parse(input: &str, typing: bool, context: &QueryContext<'_>) -> ParsedQuery {
    let mut builder =
        Builder { context: *context, tree: Tree::default(), words: 0, patterns: 0, remarks: Vec::new() };
    let read = head(input, MOST_BYTES);
    if read.len() < input.len() {
        let words = format!("only the first {} characters are used", read.chars().count());
        builder.remark(words, read.len()..input.len());
    }
    let read = &with_groups_joined(read);
    let mut lexer = lex(read);
    while let Some(lexeme) = lexer.next() {
        builder.take(&lexeme, typing, lexer.at());
    }
    ParsedQuery { query: builder.tree.finish(), remarks: builder.remarks }
}

/// The longest beginning of `text` of at most `bytes` bytes.
fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The query so far.
struct Builder<'a> {
    context: QueryContext<'a>,
    tree: Tree,
    words: usize,
    patterns: usize,
    remarks: Vec<Remark>,
}

impl Builder<'_> {
    /// Takes in a lexeme that ends there.
    fn take(&mut self, lexeme: &Lexeme<'_>, typing: bool, end: usize) {
        match lexeme {
            Lexeme::And => {}
            Lexeme::Or => self.tree.or(),
            Lexeme::Not => self.tree.not(),
            Lexeme::Open => {
                if !self.tree.open() {
                    self.remark("brackets so deep do not group".to_owned(), end - 1..end);
                }
            }
            Lexeme::Close => self.tree.close(),
            Lexeme::Word(word) => self.word(word, typing),
        }
    }

    fn word(&mut self, word: &QueryWord<'_>, typing: bool) {
        let place = word.start..word.start + word.typed.len();
        self.words += 1;
        if self.words > MOST_WORDS {
            self.remark(format!("only the first {MOST_WORDS} words and phrases are used"), place);
            return;
        }
        self.patterns += usize::from(word.pattern);
        if word.pattern && self.patterns > MOST_PATTERNS {
            self.remark(format!("only the first {MOST_PATTERNS} regular expressions are used"), place);
            return;
        }
        let unfinished = typing && word.open;
        let (mut condition, remark) = match parse_word(word, unfinished, &self.context) {
            ParsedWord::Condition(condition) => (Some(condition), None),
            ParsedWord::ConditionDespite(condition, remark) => (Some(condition), Some(remark)),
            ParsedWord::Ignored(remark) => (None, remark),
        };
        if let Some(remark) = remark {
            self.remark(remark, place.clone());
        }
        if let Some((terms, prefix)) = condition.as_mut().and_then(words_of) {
            // Nothing is excluded by the beginning of a word: `-o` would empty the list.
            if let Some(prefix) = prefix {
                *prefix &= !(self.tree.excludes() && unfinished && !word.star);
                *prefix &= terms.len() <= MOST_TERMS;
            }
            if terms.len() > MOST_TERMS {
                terms.truncate(MOST_TERMS);
                self.remark(format!("only the first {MOST_TERMS} words of a phrase are used"), place);
            }
        }
        self.tree.word(condition);
    }

    fn remark(&mut self, words: String, place: Range<usize>) {
        if !self.remarks.iter().any(|remark| remark.words == words) {
            self.remarks.push(Remark { words, place });
        }
    }
}

/// The words of a condition, and whether the last may go on, where any may.
fn words_of(condition: &mut Condition) -> Option<(&mut Vec<String>, Option<&mut bool>)> {
    match condition {
        Condition::Text { terms, prefix, .. }
        | Condition::Named { terms, prefix, .. }
        | Condition::Count { terms, prefix, .. }
        | Condition::Part { terms, prefix, .. }
        | Condition::Thread { terms, prefix }
        | Condition::With { terms, prefix } => Some((terms, Some(prefix))),
        Condition::Near { terms, .. } => Some((terms, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ListName;
    use proptest::prelude::*;

    fn on_a_day() -> QueryContext<'static> {
        QueryContext { lists: &[], today: "2024-03-31".parse().unwrap() }
    }

    fn shown(input: &str) -> String {
        parse(input, false, &on_a_day()).query.to_string()
    }

    fn typed(input: &str) -> String {
        parse(input, true, &on_a_day()).query.to_string()
    }

    #[test]
    fn what_cannot_become_a_value_is_said_while_it_is_typed() {
        for input in ["date:20x", "is:x", "kind:lost", "format:docx", "words:>x", "lang:eng", "since:2022-13"]
        {
            let parsed = parse(input, true, &on_a_day());
            assert_eq!((parsed.query.to_string().as_str(), parsed.remarks.len()), ("", 1), "{input}");
            assert_eq!(parsed.remarks[0].place, 0..input.len());
        }
    }

    #[test]
    fn brackets_without_end_are_read_and_said_to_be_too_many() {
        let parsed = parse(&"(a ".repeat(100_000), false, &on_a_day());
        assert!(parsed.remarks.iter().any(|remark| remark.words.contains("brackets")));
        let many = parse(&"(a OR (b ".repeat(300), false, &on_a_day());
        assert!(many.query.demanded().len() <= MOST_WORDS);
        assert!(parse(&"(".repeat(100_000), false, &on_a_day()).query.clauses.is_empty());
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
            ("/(gr)ain \\/ deal/ -/x|y/", "/(gr)ain \\/ deal/ AND NOT /x|y/"),
            ("and/or / a / /home/ann/x", "and/or AND a AND \"home ann x\""),
            ("\"Grain deal\"~5 title:\"a b\"~12", "\"grain deal\"~5 AND title:\"a b\"~12"),
            ("\"the the\"~5", "\"the\""),
            ("Marlwo~ grain", "marlwo~ AND grain"),
            ("東京", "\"東 京\""),
            ("“grain deal”", "\"grain deal\""),
            ("(a b) OR (c -d)", "(a AND b) OR (c AND NOT d)"),
            ("-(a b) c", "NOT (a AND b) AND c"),
            ("grain OR -wheat", "grain OR (NOT wheat)"),
            ("((a)) (b (c OR (d)))", "a AND b AND (c OR d)"),
            ("-(-a) -(-(a b))", "a AND a AND b"),
            ("a OR () b", "a AND b"),
            ("(a OR (b c)", "a OR (b AND c)"),
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
            ("by:Quayle -Author:\"ann marlow\"", "by:quayle AND NOT by:\"ann marlow\""),
            ("kind:list language:pt-BR is:Unread", "kind:list AND lang:pt AND is:unread"),
            ("is:list format:HTML", "kind:list AND format:html"),
            ("words:>500 -words:10..20", "words:>500 AND NOT words:=10..20"),
            ("-is:copy copies:>2", "NOT is:copy AND copies:>2"),
            ("is:story -reports:>3", "is:story AND NOT reports:>3"),
            ("count:boat>5 count:\"grain deal\"<=2", "count:boat>5 AND count:\"grain deal\"<3"),
            ("file:Council.html folder:News/2021/", "file:council.html AND folder:news/2021"),
            ("folder:\"Old News\"", "folder:\"old news\""),
            ("since:2022 saved:2023", "date:2022-01-01.. AND saved:2023"),
            ("date:last-30d", "date:2024-03"),
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
            let parsed = parse(input, false, &QueryContext { lists: &lists, ..QueryContext::default() });
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
            ("words:many", "", 1),
            ("words:<0", "", 1),
            ("count:boat", "", 1),
            ("format:docx", "", 1),
            ("date:20x", "", 1),
            ("/(a/", "a", 1),
            ("\"grain deal\"~", "\"grain deal\"", 1),
            ("\"grain deal\"~x5", "\"grain deal\"", 1),
            ("marlow grain", "marlow AND grain", 0),
        ] {
            let parsed = parse(input, false, &QueryContext::default());
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
            ("words:>", ""),
            ("count:boa", "boa*"),
            ("count:boat>", "boat"),
            ("date:last-3", ""),
            ("folder:new", "folder:new*"),
        ] {
            assert_eq!(typed(input), expected, "{input}");
            assert_eq!(parse(input, true, &QueryContext::default()).remarks, [], "{input}");
        }
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let parsed = parse(&"é ".repeat(100_000), false, &QueryContext::default());
        assert!(parsed.query.clauses.len() <= MOST_BYTES);
        assert_eq!(parsed.remarks.len(), 2, "too long, and too many words");
    }

    #[test]
    fn few_expressions_are_read() {
        let parsed = parse(&"/a+/ ".repeat(9), false, &QueryContext::default());
        assert_eq!((parsed.query.clauses.len(), parsed.remarks.len()), (MOST_PATTERNS, 1));
    }

    #[test]
    fn a_phrase_without_end_is_cut() {
        for field in ["", "title:", "person:"] {
            let phrase = |words: usize| format!("{field}\"{}\"", ["a"; 200][..words].join(" "));
            let (most, more) = (
                parse(&phrase(MOST_TERMS), true, &QueryContext::default()),
                parse(&phrase(MOST_TERMS + 1), true, &QueryContext::default()),
            );
            assert_eq!((most.query, most.remarks.len()), (more.query, 0));
            assert_eq!(more.remarks.len(), 1);
        }
        let open = format!("\"{}", "a ".repeat(MOST_TERMS) + "b");
        assert!(typed(&open).ends_with("a a\""), "the last word that is kept does not go on");
    }

    proptest! {
        #[test]
        fn any_input_gives_clauses_that_are_not_empty(input in "(\\PC|[-\"():* ]|OR|NOT|date:|is:){0,40}", typing: bool) {
            for clause in parse(&input, typing, &QueryContext::default()).query.clauses {
                prop_assert!(!clause.any.is_empty());
            }
        }
    }
}
