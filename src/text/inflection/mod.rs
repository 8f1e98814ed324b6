//! Inflection: whether two words are forms of one word in a language, as `stabbed` and `stabbing`. By the
//! stemmers of Snowball (`stem`), a list of irregular forms (`irregular`), and endings of English, which keep
//! out what is derived and not inflected: `organization` is no form of `organ`.
//!
//! Not here: where the forms of a word stand (`index::segments`).

mod irregular;
mod language;
mod stem;
mod ukrainian;
mod word_forms;

pub use language::InflectedLanguage;
pub use word_forms::WordForms;
