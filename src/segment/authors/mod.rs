//! The authors of a document. They are searched (`find`) among its lines (`context`): after a label
//! (`labelled`, `label`), beside a date (`beside_date`), alone on a line (`name_line`), below the text
//! (`signed`); each is weighed by `weights`. Without people it is whoever is credited (`credits`,
//! `rights`). Which of the words are names: `name_list`, `clean`, `people`, `groups`, `cjk`. The result
//! is weighed against what the format declares (`declared`).
//!
//! Not here: names in running text (`annotate`).

mod beside_date;
pub mod byline;
mod cjk;
mod clean;
mod context;
mod credits;
pub mod declared;
pub mod find;
mod groups;
mod label;
mod labelled;
mod name_line;
mod name_list;
mod people;
mod rights;
mod signed;
mod weights;
