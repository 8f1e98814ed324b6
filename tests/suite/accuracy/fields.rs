//! Figures: titles, authors, sources and dates of documents.

use std::cmp::Ordering;

use perusal::model::Document;

use super::figures::{Figures, Read, matching};
use super::gold::{Gold, Labels};
use crate::scoring::count::Tally;
use crate::scoring::reading::published;
use crate::scoring::words::{is_author, is_title, words};

/// What is counted of titles, authors, sources and dates.
#[derive(Default)]
struct Fields {
    title: Tally,
    author: Tally,
    /// Authors where nobody is named.
    nameless: usize,
    source: Tally,
    date: Tally,
    /// Dates that do not stand in the text.
    hidden: Tally,
    /// Dates that are given as sure, and are wrong or not in the text.
    sure: usize,
    /// Dates whose bounds exclude the true one.
    excluded: usize,
}

/// The figures of titles, authors, sources and dates.
pub fn fields(gold: &Gold, read: &Read, differences: &mut Vec<String>) -> Figures {
    let mut fields = Fields::default();
    for (file, documents) in gold.files.iter().zip(read) {
        for labels in &file.documents {
            let document = matching(file, labels, documents);
            let before = fields.faults();
            fields.add_head(labels, document);
            fields.add_date(labels, document);
            if fields.faults() > before {
                let says = document.map(|d| (&d.title, &d.byline, &d.source, published(d)));
                differences.push(format!("{}: title, author, source, date {says:?}", file.name));
            }
        }
    }
    vec![
        ("titles", fields.title.score().recall),
        ("authors", fields.author.score().recall),
        ("authors: somebody else", fields.author.wrong as f64),
        ("authors: somebody where nobody is named", fields.nameless as f64),
        ("sources", fields.source.score().recall),
        ("dates in the text", fields.date.score().recall),
        ("dates not in the text: guessed rightly", fields.hidden.score().recall),
        ("dates not in the text: guessed wrongly", fields.hidden.wrong as f64),
        ("dates: sure, and wrong or not in the text", fields.sure as f64),
        ("dates: bounds that exclude the true day", fields.excluded as f64),
    ]
}

impl Fields {
    fn add_head(&mut self, labels: &Labels, document: Option<&Document>) {
        let says = |field: fn(&Document) -> Option<&str>| document.and_then(field).unwrap_or_default();
        let title = says(|document| document.title.as_deref());
        self.title.add(true, labels.title.iter().any(|wanted| is_title(title, wanted)), 1);
        let author = says(|document| document.byline.as_deref());
        if labels.author.is_empty() {
            self.nameless += usize::from(!author.is_empty());
        } else {
            let right = labels.author.iter().any(|wanted| is_author(author, wanted));
            self.author.add(true, right, 1);
            self.author.wrong += usize::from(!right && !author.is_empty());
        }
        let plain = |name: &str| words(name).into_iter().filter(|word| word != "the").collect::<Vec<_>>();
        if let Some(wanted) = &labels.source {
            self.source.add(true, plain(says(|document| document.source.as_deref())) == plain(wanted), 1);
        }
    }

    fn add_date(&mut self, labels: &Labels, document: Option<&Document>) {
        let given = document.and_then(published);
        let wanted = labels.date.as_deref().unwrap_or_default();
        let date = given.as_ref().map(|(date, _)| date.as_str());
        let fits = date.is_some_and(|date| date.starts_with(wanted) || wanted.starts_with(date));
        let is_sure = given.as_ref().is_some_and(|(_, sure)| *sure);
        self.sure += usize::from(is_sure && !(labels.in_text && fits));
        if labels.in_text {
            self.date.add(true, date == Some(wanted), 1);
        } else if !wanted.is_empty() {
            self.hidden.add(true, fits, 1);
            self.hidden.wrong += usize::from(date.is_some() && !fits);
        }
        self.excluded += usize::from(document.is_some_and(|document| is_excluded(document, wanted)));
    }

    fn faults(&self) -> usize {
        let missed = [self.title, self.author, self.source, self.date, self.hidden];
        missed.iter().map(|tally| tally.missed).sum::<usize>() + self.nameless + self.sure + self.excluded
    }
}

/// Whether the bounds of a document's date exclude the true one.
fn is_excluded(document: &Document, wanted: &str) -> bool {
    let Some(published) = document.published.as_ref().filter(|_| !wanted.is_empty()) else { return false };
    // Only as exactly as both are known.
    let order = |bound: String| {
        let length = bound.len().min(wanted.len());
        wanted[..length].cmp(&bound[..length])
    };
    let after = published.after.map(|bound| order(bound.to_string()));
    let before = published.before.map(|bound| order(bound.to_string()));
    after == Some(Ordering::Less) || before == Some(Ordering::Greater)
}
