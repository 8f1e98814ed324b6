//! Name forms as they are compared inside one document: a name normalised to one line, and tables from a
//! form to the full name it stands for.

use std::collections::HashMap;
use std::hash::Hash;

/// A name that breaks over lines, or is set with wide spaces, as it is written elsewhere.
pub fn in_one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Enters a form of a name; `None` marks one that two share.
pub fn add_form<K: Hash + Eq>(table: &mut HashMap<K, Option<usize>>, form: K, person: usize) {
    table.entry(form).and_modify(|bearer| *bearer = None).or_insert(Some(person));
}
