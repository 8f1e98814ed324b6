//! What is read of the sample, compared with its labels: the figures, and those of documents and blocks.

use std::collections::BTreeSet;

use perusal::model::Document;

use super::fields::fields;
use super::gold::{File, Gold, Labels};
use super::mentions::names;
use crate::scoring::count::Tally;
use crate::scoring::reading::{article_text, documents, longest};
use crate::scoring::words::text_score;

/// The figures of the whole sample, by name. Shares are from 0 to 1, the others are counts.
pub type Figures = Vec<(&'static str, f64)>;

/// The documents that the program reads in each labelled file.
pub type Read = Vec<Vec<Document>>;

/// Reads the labelled files.
pub fn read(gold: &Gold) -> Read {
    gold.files.iter().map(|file| documents(&file.name, &file.bytes)).collect()
}

/// All figures, and what was read otherwise than labelled, a line each.
pub fn figures(gold: &Gold, read: &Read) -> (Figures, Vec<String>) {
    let mut differences = Vec::new();
    let mut figures = documents_and_blocks(gold, read);
    figures.extend(fields(gold, read, &mut differences));
    figures.extend(names(gold, read, &mut differences));
    (figures, differences)
}

/// The document of the program that begins where a labelled one does, give or take two lines.
pub fn matching<'a>(file: &File, labels: &Labels, documents: &'a [Document]) -> Option<&'a Document> {
    if file.has_markup() {
        return longest(documents);
    }
    let (first, _) = file.lines_of(labels);
    let distance = |document: &Document| document.lines.map(|(start, _)| (start as usize).abs_diff(first));
    let near = documents.iter().filter(|document| distance(document).is_some_and(|lines| lines <= 2));
    near.min_by_key(|document| distance(document))
}

fn documents_and_blocks(gold: &Gold, read: &Read) -> Figures {
    let (mut starts, mut article, mut kinds) = (Tally::default(), Tally::default(), Tally::default());
    let (mut markup, mut marked) = (0.0, 0.0);
    for (file, documents) in gold.files.iter().zip(read) {
        if file.has_markup() {
            markup += text_score(&article_text(documents), &file.content(&file.documents[0])).f1;
            marked += 1.0;
            continue;
        }
        let right = file.documents.iter().filter_map(|labels| matching(file, labels, documents)?.lines);
        let right = right.collect::<BTreeSet<_>>().len();
        let (wanted, found) = (file.documents.len(), documents.len());
        starts.join(Tally { right, wrong: found - right, missed: wanted - right });
        let wanted = file.kinds();
        let found = block_kinds(file, documents);
        for (at, _) in file.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let is_head = ["chrome", "headline", "byline", "dateline", "caption"].contains(&wanted[at]);
            let found_head = ["chrome", "headline", "byline", "caption"].contains(&found[at]);
            // The place and day before the first words of a text are of the text, those on a line of their own not.
            let found_head = found_head || found[at] == "dateline" && is_head;
            article.add(!is_head, !found_head, 1);
            let same = wanted[at] == found[at]
                || found[at] == "dateline" && ["paragraph", "byline"].contains(&wanted[at])
                || found[at] == "byline" && wanted[at] == "dateline";
            kinds.add(true, same, 1);
        }
    }
    vec![
        ("documents: F1 of where they begin", starts.score().f1),
        ("article text: characters, precision", article.score().precision),
        ("article text: characters, recall", article.score().recall),
        ("article text: characters, F1", article.score().f1),
        ("article text of markup: words, F1", markup / marked),
        ("kinds of blocks: characters", kinds.score().recall),
    ]
}

/// What each byte of a file's text is, as the program says.
fn block_kinds(file: &File, documents: &[Document]) -> Vec<&'static str> {
    let starts = file.line_starts();
    let mut kinds = vec!["chrome"; file.text.len()];
    for document in documents {
        let offset = starts[document.lines.unwrap().0 as usize];
        for block in &document.blocks {
            let (start, end) = (offset + block.span.start as usize, offset + block.span.end as usize);
            kinds[start..end].fill(block.kind.name());
        }
    }
    kinds
}
