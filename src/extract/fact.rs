//! Cleans one metadata value (title, author, site) for keeping: on one line and of bounded length.
//!
//! Not here: finding the values (the readers of the formats).

/// The longest fact that is kept, in bytes; a longer one is cut.
pub const LONGEST: usize = 1000;

/// The text on one line, cut where it is too long; none when it is blank.
pub fn fact(text: &str) -> Option<String> {
    let line = one_line(text, LONGEST);
    (!line.is_empty()).then_some(line)
}

/// The text with its white space collapsed, cut between two characters to at most `limit` bytes.
pub fn one_line(text: &str, limit: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        let room = limit.saturating_sub(line.len());
        line.push_str(&word[..word.floor_char_boundary(room)]);
        if word.len() > room {
            break;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_one_line() {
        assert_eq!(fact(" Ferry\n  sails "), Some("Ferry sails".to_owned()));
        assert_eq!(fact(" \n"), None);
    }

    #[test]
    fn a_long_fact_is_cut_between_two_characters() {
        assert_eq!(one_line("aé bé", 2), "a");
        assert_eq!(one_line("aé bé", 4), "aé");
        assert_eq!(one_line("aé bé", 6), "aé b");
        assert_eq!(fact(&"é".repeat(LONGEST)).map(|fact| fact.len()), Some(LONGEST));
    }
}
