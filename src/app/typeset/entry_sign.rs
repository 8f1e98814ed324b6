//! The sign that an entry of a list begins with: a bullet, a dash, a number.

/// A number or letter before a point or bracket has at most so many bytes. Set by hand: what is longer is a word.
const LONGEST: usize = 5;

/// How many bytes of an entry are its sign, with the spaces after it; 0 without one.
pub fn entry_sign(entry: &str) -> usize {
    let Some((sign, _)) = entry.split_once(' ') else { return 0 };
    let is_bullet = !sign.is_empty() && sign.chars().count() == 1 && sign.chars().all(is_bullet);
    if !is_bullet && !is_number(sign) {
        return 0;
    }
    entry.len() - entry[sign.len()..].trim_start_matches(' ').len()
}

fn is_bullet(c: char) -> bool {
    "-–—*+·•‣◦▪■□●○►▸→✓✔>".contains(c)
}

/// `1.`, `12)`, `(a)`, `iv.`
fn is_number(sign: &str) -> bool {
    let bare = sign.strip_prefix('(').unwrap_or(sign);
    let Some(bare) = bare.strip_suffix(['.', ')']) else { return false };
    let digits = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = !bare.is_empty() && bare.chars().all(|c| "ivxIVX".contains(c));
    sign.len() <= LONGEST
        && (digits || roman || bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::entry_sign;

    #[test]
    fn bullets_and_numbers_are_signs_and_words_are_none() {
        for (entry, sign) in [
            ("- The dam", "- "),
            ("•  The dam", "•  "),
            ("12. The dam", "12. "),
            ("(a) The dam", "(a) "),
            ("iv) The dam", "iv) "),
            ("The dam", ""),
            ("2021 was dry", ""),
            ("Mr. Bell left", ""),
            ("-", ""),
            ("", ""),
        ] {
            assert_eq!(&entry[..entry_sign(entry)], sign);
        }
    }
}
