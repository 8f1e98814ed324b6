//! Finds the holder of the copyright in the last lines of a page: "© 2020 Ann Bell".

use crate::segment::lexicon::names::person_score;
use crate::text::find::find;

/// The person whose page it is: "© 2020 Ann Bell".
pub fn owner(text: &str) -> Option<&str> {
    holder(text).filter(|name| name.split(' ').count() <= 3 && person_score(name) == 3)
}

/// The holder of the rights that a line names.
pub fn holder(text: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let named = |mark: &str| find(text, mark).map(|at| &text[at + mark.len()..]);
    let rest = named("©").or_else(|| named("(c)")).or_else(|| named("Copyright"))?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest.find(['.', '|', '·', '•', ',', '–', '—', '(']).unwrap_or(rest.len());
    let end = rest.find(" All ").unwrap_or(end).min(end);
    Some(rest[..end].trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::holder;

    #[test]
    fn the_holder_of_rights_is_named_without_years() {
        assert_eq!(holder("Copyright © 2019-2020 Ann Bell · Theme by Carl"), Some("Ann Bell"));
        assert_eq!(holder("Ann Bell"), None);
    }
}
