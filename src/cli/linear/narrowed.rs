//! By what the documents of the dialogue are narrowed, one thing after the other, so that the last can be taken back.

use super::spoken::line;
use crate::cli::finding::Searched;
use crate::query::{Answer, Criterion, Facets, Filter, Mode, Order, Query, Question, RowSharing, Search};

/// What was asked for, in its order.
#[derive(Clone, Default)]
pub struct Narrowed(Vec<Narrowing>);

/// One thing that documents must have.
#[derive(Clone)]
enum Narrowing {
    /// As it was typed.
    Query(String),
    /// A value, with the words it was told in.
    Value(Criterion, String),
}

impl Narrowed {
    /// By a query alone.
    pub fn by(words: &str) -> Narrowed {
        Narrowed::default().and(words)
    }

    /// And by these words, too.
    pub fn and(&self, words: &str) -> Narrowed {
        Narrowed([self.0.clone(), vec![Narrowing::Query(words.to_owned())]].concat())
    }

    /// And by a value, too.
    pub fn and_value(&self, criterion: Criterion, said: &str) -> Narrowed {
        Narrowed([self.0.clone(), vec![Narrowing::Value(criterion, said.to_owned())]].concat())
    }

    /// Without what came last; `None` where there is nothing.
    pub fn wider(&self) -> Option<Narrowed> {
        self.0.split_last().map(|(_, before)| Narrowed(before.to_vec()))
    }

    /// In words that go on from "12 documents".
    pub fn said(&self) -> String {
        let said = self.0.iter().map(|by| match by {
            Narrowing::Query(words) => words.as_str(),
            Narrowing::Value(_, said) => said.as_str(),
        });
        let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
        if said.is_empty() { String::new() } else { format!(" for {}", line(&said.join(", "))) }
    }

    /// All queries as one.
    ///
    /// # Errors
    /// With what is not understood.
    pub fn query(&self, searched: &Searched) -> Result<Query, String> {
        let typed = self.0.iter().filter_map(|by| match by {
            Narrowing::Query(words) => Some(words.as_str()),
            Narrowing::Value(..) => None,
        });
        searched.parse(&typed.collect::<Vec<_>>().join(" "), false).map_err(|remark| remark.words)
    }

    /// The search for all of it.
    ///
    /// # Errors
    /// With what is not understood.
    pub fn search(&self, searched: &Searched) -> Result<Search, String> {
        let mut search = searched.search(self.query(searched)?, Order::default());
        search.filters.extend(self.0.iter().filter_map(|by| match by {
            Narrowing::Value(criterion, _) => {
                Some(Filter { mode: Mode::Include, criterion: criterion.clone() })
            }
            Narrowing::Query(_) => None,
        }));
        Ok(search)
    }

    /// The values that the documents have.
    ///
    /// # Errors
    /// With what is not understood, and when the index does not answer.
    pub fn facets(&self, searched: &Searched) -> Result<Facets, String> {
        let question = Question::Search {
            search: self.search(searched)?,
            marks: searched.marks.clone(),
            around: None,
            height: 0,
            sharing: RowSharing::default(),
        };
        let mut facets = Facets::default();
        let take = &mut |answer| {
            if let Answer::Facets(of) = answer {
                facets = *of;
            }
        };
        searched.engine.answer(&question, &|| false, take).map_err(|failure| failure.to_string())?;
        Ok(facets)
    }
}
