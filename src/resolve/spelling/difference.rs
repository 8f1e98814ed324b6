//! Compares two spellings letter by letter: whether they are one letter apart (edit distance), and where
//! they differ.

/// Whether one letter was left out, added, changed or changed places with its neighbour.
pub(in crate::resolve) fn one_letter_apart(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    match (a, b) {
        ([p, q], [r, s]) => p == s && q == r,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

/// Where two spellings differ, with a letter of what they share where one has nothing:
/// "y/yy". `None` when they differ too much to be shown so.
pub(in crate::resolve) fn difference(one: &str, other: &str) -> Option<String> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    if a.len() == b.len() && start == a.len() {
        return None;
    }
    if start + end == a.len() || start + end == b.len() {
        start = start.saturating_sub(1);
    }
    let part = |chars: &[char]| -> String {
        chars.get(start..chars.len() - end).unwrap_or_default().iter().collect()
    };
    let (a, b) = (part(&a), part(&b));
    let short =
        |part: &str| (1..=4).contains(&part.chars().count()) && part.chars().all(char::is_alphanumeric);
    (short(&a) && short(&b)).then(|| format!("{a}/{b}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_one_letter_apart_are_told_from_others() {
        for (one, other) in
            [("quayle", "quale"), ("tassilo", "tassilio"), ("brinzer", "brinzre"), ("ode", "ade")]
        {
            assert!(one_letter_apart(one, other), "{one} {other}");
        }
        for (one, other) in [("quayle", "quaint"), ("abcd", "badc"), ("il", "umo")] {
            assert!(!one_letter_apart(one, other), "{one} {other}");
        }
    }

    #[test]
    fn differences_are_shown_with_a_letter_on_either_side() {
        assert_eq!(difference("Zelensky", "Zelenskyy").as_deref(), Some("y/yy"));
        assert_eq!(difference("Odessa", "Odesa").as_deref(), Some("ss/s"));
        assert_eq!(difference("Maren Ode", "Karla Pike"), None);
        assert_eq!(difference("Ode", "Ode"), None);
    }

    proptest! {
        #[test]
        fn being_one_letter_apart_is_mutual(one in "[ab]{0,5}", other in "[ab]{0,5}") {
            prop_assert_eq!(one_letter_apart(&one, &other), one_letter_apart(&other, &one));
            if let Some(shown) = difference(&one, &other) {
                prop_assert_ne!(one, other);
                prop_assert!(shown.contains('/'));
            }
        }
    }
}
