//! Reads the name of a person from an address field: `Ann Bell <ann@norwick.example>`,
//! `ann@norwick.example (Ann Bell)`.
//!
//! Not here: whether the name is that of a person (`segment::authors`).

use super::encoded_word;

/// The name that stands with the first address of a field; `None` where there is only the address.
pub fn display_name(value: &str) -> Option<String> {
    let first = first_address(value);
    let outside = first.split('<').next().unwrap_or_default();
    let name = match (first.contains('<'), comment(first)) {
        (true, _) if !outside.trim().is_empty() => outside,
        (_, Some(comment)) => comment,
        (false, None) => first,
        (true, None) => return None,
    };
    let decoded = encoded_word::decode(name);
    let bare = decoded.trim().trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_whitespace());
    let name = bare.replace("\\\"", "\"").split_whitespace().collect::<Vec<_>>().join(" ");
    // Archives write "ann at norwick.example" for an address.
    let address = name.contains('@') || name.split_once(" at ").is_some_and(|(_, host)| host.contains('.'));
    (!address && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// The part of a field up to the comma that ends its first address.
fn first_address(value: &str) -> &str {
    let (mut quoted, mut depth) = (false, 0usize);
    let ends = |(_, c): &(usize, char)| {
        match c {
            '"' => quoted = !quoted,
            '(' | '<' if !quoted => depth += 1,
            ')' | '>' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && !quoted && depth == 0
    };
    let end = value.char_indices().find(ends).map_or(value.len(), |(at, _)| at);
    let first = &value[..end];
    // "Bell, Ann <ann@norwick.example>" lacks its quotes.
    if first.contains(['@', '<']) || !value.contains(['@', '<']) { first.trim() } else { value.trim() }
}

/// What stands in the outermost brackets.
fn comment(address: &str) -> Option<&str> {
    let (start, end) = (address.find('(')?, address.rfind(')')?);
    address.get(start + 1..end)
}

/// The first address: `ann@norwick.example`; `None` without one.
pub fn first(value: &str) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | ',' | ';');
    value.split(ends).find(|word| word.contains('@'))
}

/// The part of the first address before its "@"; `None` without an address.
pub fn mailbox(value: &str) -> Option<&str> {
    let before = value.split_once('@')?.0;
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '<' | '(' | '"' | ',')).next()?;
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_before_or_behind_its_address() {
        for (value, name) in [
            ("Ann Bell <ann@norwick.example>", Some("Ann Bell")),
            ("\"Bell, Ann\" <ann@norwick.example>", Some("Bell, Ann")),
            ("Bell, Ann <ann@norwick.example>", Some("Bell, Ann")),
            ("ann@norwick.example (Ann Bell)", Some("Ann Bell")),
            ("ann at norwick.example (Ann (the boat) Bell)", Some("Ann (the boat) Bell")),
            ("<ann@norwick.example> (Ann Bell)", Some("Ann Bell")),
            ("=?utf-8?Q?Bj=C3=B6rn?= <b@norwick.example>, Ben <ben@norwick.example>", Some("Björn")),
            ("Ann Bell", Some("Ann Bell")),
            ("ann@norwick.example", None),
            ("ann at norwick.example", None),
            ("<ann@norwick.example>", None),
            ("ann@norwick.example (ann@norwick.example)", None),
            ("ann@norwick.example ()", None),
            ("", None),
        ] {
            assert_eq!(display_name(value).as_deref(), name, "{value}");
        }
        assert_eq!(
            first("Ann Bell <ann.b@norwick.example>, b@norwick.example"),
            Some("ann.b@norwick.example")
        );
        assert_eq!(mailbox("Ann Bell <ann.b@norwick.example>"), Some("ann.b"));
        assert_eq!(mailbox("ann"), None);
    }
}
