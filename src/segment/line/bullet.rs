//! Recognises the mark or number before the words of a list entry.

/// What stands before the words of a list entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// A mark: "•", "-", "*".
    Mark,
    /// A number: "3." or "3)".
    Number(u32),
}

/// The bullet that a text begins with.
pub fn bullet(text: &str) -> Option<Bullet> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = &text[digits..];
        let follows = rest.starts_with(". ") || rest.starts_with(") ");
        return text[..digits].parse().ok().filter(|_| follows).map(Bullet::Number);
    }
    let mut chars = text.chars();
    let mark =
        chars.next().is_some_and(|c| matches!(c, '•' | '-' | '–' | '*' | '·' | '▪' | '►' | '○' | '‣' | '+'));
    let spaced = chars.next().is_some_and(char::is_whitespace);
    (mark && spaced && chars.any(char::is_alphanumeric)).then_some(Bullet::Mark)
}

/// The words of a list entry without what stands before them.
pub fn without_bullet(text: &str) -> &str {
    match bullet(text) {
        Some(_) => text.split_once(' ').map_or(text, |(_, rest)| rest.trim_start()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_told_from_numbers_in_a_sentence() {
        assert_eq!(bullet("12. Twelve"), Some(Bullet::Number(12)));
        assert_eq!(bullet("2022 was long"), None);
        assert_eq!(without_bullet("• one two"), "one two");
    }
}
