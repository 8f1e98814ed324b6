//! Recognises the dateline before the first words of a story: "NORWICK, Feb 14 (Wire) – ".
//!
//! Not here: what its date means (`published::in_body`).

/// A dateline ends within so many bytes.
const LONGEST: usize = 80;

/// The length in bytes of the dateline a paragraph begins with, its dash included; 0 without one.
pub fn dateline(text: &str) -> usize {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let dashes = [" – ", " — ", " - ", " -- ", " ― "];
    let mut spaces = head.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at);
    let dash_at = |at| Some((at, dashes.iter().find(|dash| head[at..].starts_with(**dash))?));
    let Some((at, dash)) = spaces.find_map(dash_at) else { return 0 };
    match is_dateline(&head[..at]) {
        true => at + dash.trim_end().len(),
        false => 0,
    }
}

/// A place in capitals, then at most other places, a date and an agency in brackets.
fn is_dateline(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let Some(first) = all.next() else { return false };
    let letters = || first.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(char::is_uppercase);
    let fits = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
    capitals && all.clone().count() <= 8 && all.all(fits) && !words.contains(['“', '"', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::dateline;

    #[test]
    fn a_dateline_is_a_place_in_capitals_before_a_dash() {
        for (line, before) in [
            ("NORWICK, Feb 14 (Wire) – The harbour", "NORWICK, Feb 14 (Wire) –"),
            ("NORWICK — The harbour", "NORWICK —"),
            ("PORT ANN, Norwick (Wire) - The harbour", "PORT ANN, Norwick (Wire) -"),
            ("The harbour – closed", ""),
            ("NORWICK is closed – for now", ""),
            ("", ""),
        ] {
            assert_eq!(&line[..dateline(line)], before);
        }
    }
}
