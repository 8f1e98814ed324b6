//! The name of a language by its code, as filters show it.
//!
//! Not here: which language a text is in (`annotate::language`).

/// Lines of a code and a name.
const NAMES: &str = include_str!("../../assets/lexicon/language_names.txt");

/// The name of a language by its code of two letters; `None` for one that is not in the list.
pub(super) fn language_name(code: &str) -> Option<&'static str> {
    let rows = NAMES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    rows.into_iter().find(|(of, _)| *of == code).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::language_name;

    #[test]
    fn a_code_has_a_name_and_what_is_none_has_not() {
        assert_eq!(
            ["en", "nb", "xx", "#", ""].map(language_name),
            [Some("English"), Some("Norwegian Bokmål"), None, None, None]
        );
    }
}
