//! Queries nobody would type: whatever comes, there is an answer, and it is quick.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use perusal::engine::Engine;
use perusal::query::{Answer, Query, QueryContext, Question, Search, parse};

use crate::harness::sample;

/// Pieces of the language, in any order, and any characters.
fn any_query() -> impl Strategy<Value = String> {
    let piece = "dam|water|wat\\*|\"dovrin dam\"|\\(|\\)|-|OR|AND|NOT|person:zhorek|with:tselko|date:20[0-9x.-]{0,9}|\
        since:2021|saved:last-[0-9]{1,6}[dwmyx]|words:[<>=0-9.]{0,12}|count:dam[<>=]{0,2}[0-9]{0,3}|file:[a-z.]{0,3}|\
        folder:[a-z/]{0,5}|format:[a-z]{0,4}|is:(read|failed|list|x)|/[a-z.*+(\\[]{0,4}/|[a-z]{1,6}~|\
        \"a b\"(~|>)[0-9]{0,9}|[(\\[{\"“:*~/<>=-]{1,6}|\\PC{1,8}";
    prop_oneof![
        9 => proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" ")),
        1 => proptest::collection::vec(any::<u8>(), 0..80)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

#[test]
fn ten_thousand_random_queries_are_parsed_shown_and_parsed_again_and_some_are_asked() {
    let engine = Engine::new(vec![sample()], Vec::new(), Vec::new());
    let found = |query: Query| {
        let search = Search { query, ..Search::default() };
        match engine.ask(&Question::TopHits { search, marks: Default::default(), limit: 1 }) {
            Ok(Answer::TopHits { results, .. }) => results.ids.len(),
            other => panic!("{other:?}"),
        }
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let queries = any_query();
    let context = QueryContext { lists: &[], today: "2024-03-31".parse().unwrap() };
    let all = found(Query::default());
    for number in 0..10_000 {
        let typed = queries.new_tree(&mut runner).unwrap().current();
        let parsed = parse(&typed, number % 2 == 0, &context);
        assert!(parsed.remarks.iter().all(|remark| typed.get(remark.place.clone()).is_some()), "{typed}");
        let shown = parsed.query.to_string();
        let _ = parse(&shown, false, &context);
        if number % 250 == 0 {
            let is_empty = parsed.query.clauses.is_empty();
            assert!(found(parsed.query) == all || !is_empty, "{typed}");
        }
    }
    for long in ["(".repeat(100_000), ")".repeat(100_000), "(a -".repeat(100_000), "é\"".repeat(500_000)] {
        let parsed = parse(&long, true, &context);
        assert!(!parsed.remarks.is_empty());
        let _ = parse(&parsed.query.to_string(), false, &context);
    }
}
