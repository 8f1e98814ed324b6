//! Name forms as they are compared inside one document: a name normalised to one line, and tables from a
//! form to the full name it stands for.

use std::collections::HashMap;
use std::hash::Hash;

use crate::text::token::is_unseen;

/// A name that breaks over lines, is set with wide spaces or holds marks that are not seen, as it is written
/// elsewhere.
pub fn in_one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        match word.is_ascii() {
            true => line.push_str(word),
            false => line.extend(word.chars().filter(|&c| !is_unseen(c))),
        }
    }
    line
}

/// Enters a form of a name; `None` marks one that two share.
pub fn add_form<K: Hash + Eq>(table: &mut HashMap<K, Option<usize>>, form: K, person: usize) {
    table.entry(form).and_modify(|bearer| *bearer = None).or_insert(Some(person));
}
