//! Recognises a time of day in a text.

/// Whether the line gives a time of day: "07:39", "20.15 Uhr", "7 pm", "16h45", "7時39分".
pub fn has_time(line: &str) -> bool {
    let colon =
        |w: &[u8]| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit();
    let hours = [" Uhr", "am", "pm", " a.m.", " p.m.", "時", "时", "点", "시 "];
    let hour = |mark: &str| line.match_indices(mark).any(|(at, _)| follows_digit(line, at));
    // "16h45", "9h21".
    let french =
        |w: &[u8]| w[0].is_ascii_digit() && w[1] == b'h' && w[2].is_ascii_digit() && w[3].is_ascii_digit();
    line.as_bytes().windows(4).any(|w| colon(w) || french(w)) || hours.into_iter().any(hour)
}

fn follows_digit(line: &str, at: usize) -> bool {
    line[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::has_time;

    #[test]
    fn times_of_day_are_known_by_their_marks() {
        for text in ["Monday, 07:39", "à 16h45", "20.15 Uhr", "7 pm", "at 9:30 a.m.", "7時39分"] {
            assert!(has_time(text), "{text}");
        }
        for text in ["4 May 2020", "the team", "chapter 3: the pier", ""] {
            assert!(!has_time(text), "{text}");
        }
    }
}
