//! Who wrote it. Where a document names its authors is found (`find`) among its lines (`context`): behind
//! a label (`labelled`, `label`), beside a date (`beside_date`), alone in a line (`name_line`), below the
//! text (`signed`); weighed by `weights`. Without people the author is the group or name it credits (`credits`, `rights`). Which of
//! the words are names: `name_list`, `clean`, `people`, `groups`, `cjk`. What the format declares is
//! weighed against that (`declared`).
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
