//! What learning, which stands with the examples and not in the library, makes of labelled sequences.

use perusal::sequence::{Decoder, Feature, LANES, Label, LabelScores, Model};

#[path = "../../examples/training/mod.rs"]
mod learning;

use learning::{Example, Options, train};

/// Letters; a vowel is told by itself, what follows an unknown letter only by the chain.
fn example(text: &str, labels: &str) -> Example {
    let mut example = Example::default();
    for (c, label) in text.chars().zip(labels.chars()) {
        let label = label.to_digit(10).map(|digit| digit as Label);
        example.push([Feature::of(1).with(c as u64).key(), Feature::of(0).key()], label);
    }
    example
}

fn learn(examples: Vec<Example>) -> Model {
    learn_on(None, 100, examples)
}

fn learn_on(begin: Option<Model>, epochs: usize, examples: Vec<Example>) -> Model {
    let options = Options { epochs, rate: 0.2, l1: 1e-4, least: 1, dropout: 0.0, begin };
    let mut reports = Vec::new();
    let may_follow = |before: Option<Label>, label: Label| !(label == 2 && before == Some(0));
    let model =
        train(&["a", "b", "c"], &may_follow, examples, &options, &mut |_, likely| reports.push(likely));
    assert!(reports.last() > reports.first() && reports.len() == epochs);
    model
}

fn read(model: &Model, text: &str) -> Vec<Label> {
    let scores: Vec<LabelScores> = text
        .chars()
        .map(|c| {
            let mut scores = [0; LANES];
            model.add(Feature::of(1).with(c as u64), &mut scores);
            model.add(Feature::of(0), &mut scores);
            scores
        })
        .collect();
    let mut path = Vec::new();
    Decoder::default().decode(model, &scores, &mut path);
    path
}

#[test]
fn features_and_neighbours_are_learned() {
    // An x takes the label of what stands before it.
    let examples = || {
        ["axx", "bxx", "abx", "bax"]
            .map(|text| {
                let mut last = '0';
                let labels: String = text
                    .chars()
                    .map(|c| {
                        last = match c {
                            'a' => '0',
                            'b' => '1',
                            _ => last,
                        };
                        last
                    })
                    .collect();
                example(text, &labels)
            })
            .to_vec()
    };
    let model = learn(examples());
    assert_eq!(read(&model, "abaxxx"), [0, 1, 0, 0, 0, 0]);
    assert_eq!(read(&model, "babxxx"), [1, 0, 1, 1, 1, 1]);
    assert_eq!(read(&model, "c?"), read(&model, "??"), "what was never seen has no weight");
    let again = learn(examples());
    assert!(again.rows().eq(model.rows()), "learning is repeatable");
}

#[test]
fn places_without_a_label_are_filled_in_and_what_may_not_follow_does_not() {
    let mut examples: Vec<Example> = (0..8).map(|_| example("aqb", "0?1")).collect();
    examples.extend((0..8).map(|_| example("bc", "12")));
    let model = learn(examples);
    assert_eq!(read(&model, "bc"), [1, 2]);
    assert!(!read(&model, "accc").windows(2).any(|pair| pair == [0, 2]));
    assert!(read(&model, "aqb")[1] < 2);
}

#[test]
fn a_place_of_two_possible_labels_gets_the_one_its_like_have() {
    let mut examples: Vec<Example> = (0..8).map(|_| example("ab", "01")).collect();
    let mut either = Example::default();
    either.push_one_of([Feature::of(1).with('a' as u64).key(), Feature::of(9).key()], &[0, 2]);
    examples.extend((0..8).map(|_| either.clone()));
    assert_eq!(read(&learn(examples), "a"), [0]);
}

#[test]
fn a_model_that_is_gone_on_from_keeps_what_the_new_examples_do_not_have() {
    let first = learn((0..8).map(|_| example("ab", "01")).collect());
    let more = learn_on(Some(first), 2, (0..8).map(|_| example("bc", "12")).collect());
    assert_eq!((read(&more, "ab"), read(&more, "bc")), (vec![0, 1], vec![1, 2]));
}
