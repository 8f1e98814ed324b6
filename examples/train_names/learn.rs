//! Examples from labelled documents, and learning from them.

use perusal::annotate::observe::{KINDS, LABELS, Observed, observe};
use perusal::lexicon::Lexicon;
use perusal::model::Kind;
use perusal::sequence::{Label, Model};

use super::sentence::{Sentence, UNSURE};
use super::source::Source;
use super::text::Text;
use super::training::{Example, Options, train};

/// Learns a model; an inside label follows only its own kind.
pub fn learn_model(examples: Vec<Example>, options: &Options) -> Model {
    let started = std::time::Instant::now();
    let mut report =
        |epoch: usize, likely: f64| println!("epoch {epoch}: {likely:.3}, {} s", started.elapsed().as_secs());
    let may_follow = |before: Option<Label>, label: Label| {
        let inside = label > 0 && label.is_multiple_of(2);
        !inside || before.is_some_and(|before| before == label || before + 1 == label)
    };
    train(&LABELS, &may_follow, examples, options, &mut report)
}

/// Appends the sentences of a document as examples.
pub fn learn(document: &[Sentence], source: &Source, lexicon: &Lexicon, examples: &mut Vec<Example>) {
    let text = Text::of(document);
    let mut names: Vec<(usize, usize, Kind)> = Vec::new();
    for (sentence, words) in document.iter().zip(&text.words) {
        let bare = sentence.names().into_iter().map(|name| sentence.bare(name));
        names.extend(bare.map(|(first, end, kind)| (words[first].0, words[end - 1].1, kind)));
    }
    let words =
        document.iter().zip(&text.words).flat_map(|(sentence, words)| sentence.labels.iter().zip(words));
    let unsure: Vec<(usize, usize)> =
        words.filter(|(label, _)| *label == UNSURE).map(|(_, &range)| range).collect();
    let mut doubts = unsure.iter().peekable();
    let mut at = 0;
    for observed in observe(&text.text, lexicon) {
        let mut example = Example::default();
        let mut last = None;
        for Observed { span, keys } in observed {
            while names.get(at).is_some_and(|name| name.1 <= span.start as usize) {
                at += 1;
            }
            let name = names.get(at).filter(|name| name.0 < span.end as usize);
            let code = name.and_then(|name| KINDS.iter().position(|&kind| kind == name.2));
            let inside = code.is_some() && last == Some(at);
            last = code.is_some().then_some(at);
            while doubts.next_if(|doubt| doubt.1 <= span.start as usize).is_some() {}
            if doubts.peek().is_some_and(|doubt| doubt.0 < span.end as usize) {
                example.push(keys, None);
                continue;
            }
            let label = code.map_or(0, |code| 1 + 2 * code as Label + Label::from(inside));
            match (source.open, name.map(|name| name.2)) {
                (true, None) => example.push_one_of(keys, &[0, 7, 8, 9, 10]),
                (true, Some(Kind::Name)) if inside => example.push_one_of(keys, &[8, 10]),
                (true, Some(Kind::Name)) => example.push_one_of(keys, &[7, 9]),
                (_, Some(Kind::Group)) if source.gmb && inside => example.push_one_of(keys, &[6, 8]),
                (_, Some(Kind::Group)) if source.gmb => example.push_one_of(keys, &[5, 7]),
                _ => example.push(keys, Some(label)),
            }
        }
        examples.push(example);
    }
}
