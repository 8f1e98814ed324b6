//! How well a model, or the rules alone, finds the names of labelled documents.

use std::collections::BTreeSet;

use perusal::annotate::observe::{KINDS, NameReader};
use perusal::lexicon::Lexicon;
use perusal::sequence::Model;

use super::sentence::{Name, Sentence};
use super::text::Text;

/// Precision, recall and F1 of persons, organisations and places, exact in span and kind.
pub fn measure(name: &str, documents: &[Vec<Sentence>], model: Option<&Model>) -> String {
    let lexicon = Lexicon::load(|_| true);
    let mut reader = NameReader::new(&lexicon, model);
    // Right, found and looked for, by kind.
    let mut counts = [[0usize; 3]; 3];
    for document in documents {
        let text = Text::of(document);
        let found = reader.names(&text.text);
        let mut at = 0;
        for (sentence, words) in document.iter().zip(&text.words) {
            let Some(&(_, end)) = words.last() else { continue };
            let mut predicted = BTreeSet::new();
            while let Some((span, kind)) = found.get(at).filter(|(span, _)| (span.start as usize) < end) {
                let first = words.iter().position(|word| word.1 > span.start as usize).unwrap_or(0);
                let last = words.iter().rposition(|word| word.0 < span.end as usize).unwrap_or(0);
                predicted.insert(sentence.bare((first, last + 1, *kind)));
                at += 1;
            }
            let gold: BTreeSet<Name> = sentence.names().into_iter().map(|name| sentence.bare(name)).collect();
            if model.is_some() && std::env::var_os("ERRORS").is_some() {
                print_errors(name, sentence, &gold, &predicted);
            }
            for (row, kind) in counts.iter_mut().zip(KINDS) {
                let of = |name: &&Name| name.2 == kind;
                row[0] += gold.intersection(&predicted).filter(of).count();
                row[1] += predicted.iter().filter(of).count();
                row[2] += gold.iter().filter(of).count();
            }
        }
    }
    let percent = |of: usize, all: usize| 100.0 * of as f64 / all.max(1) as f64;
    let f1 = |[right, found, gold]: [usize; 3]| percent(2 * right, found + gold);
    let all = [0, 1, 2].map(|at| counts.iter().map(|row| row[at]).sum::<usize>());
    let short = name.rsplit('/').next().unwrap_or(name);
    format!(
        "{short:30} P {:.1} R {:.1} F1 {:.2} | person {:.1} organization {:.1} place {:.1}",
        percent(all[0], all[1]),
        percent(all[0], all[2]),
        f1(all),
        f1(counts[0]),
        f1(counts[1]),
        f1(counts[2])
    )
}

/// Prints the names that were missed and those that are wrong.
fn print_errors(name: &str, sentence: &Sentence, gold: &BTreeSet<Name>, predicted: &BTreeSet<Name>) {
    let show = |name: &Name| format!("{}:{}", name.2.name(), sentence.words[name.0..name.1].join(" "));
    let names = |names: &mut dyn Iterator<Item = &Name>| -> Vec<String> {
        names.filter(|name| name.2.is_name()).map(show).collect()
    };
    let missed = names(&mut gold.difference(predicted));
    let wrong = names(&mut predicted.difference(gold));
    if missed.len() + wrong.len() > 0 {
        println!("ERR {name} -{missed:?} +{wrong:?} | {}", sentence.words.join(" "));
    }
}
