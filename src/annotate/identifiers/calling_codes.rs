//! The calling codes of countries, and how many digits follow each.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const CODES: &str = include_str!("../../../assets/lexicon/calling_codes.txt");

/// Countries in which the zero before a number is dialled from abroad too.
const KEEP_ZERO: [&str; 6] = ["39", "225", "229", "241", "242", "378"];

/// Whether digits, without the plus before them, are a telephone number with the code of its country.
pub fn is_international(digits: &str) -> bool {
    (1..=3).any(|length| {
        let Some((code, national)) = digits.split_at_checked(length) else { return false };
        let Some(&(least, most)) = table().get(code) else { return false };
        let dialled = match code {
            // An area and an exchange begin with 2 to 9.
            "1" => national.bytes().step_by(3).take(2).all(|byte| byte >= b'2'),
            _ => !national.starts_with('0') || KEEP_ZERO.contains(&code),
        };
        (least..=most).contains(&national.len()) && dialled
    })
}

fn table() -> &'static FxHashMap<&'static str, (usize, usize)> {
    static TABLE: OnceLock<FxHashMap<&'static str, (usize, usize)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let words = CODES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let row = |word: &'static str| {
            let (code, lengths) = word.split_once(':')?;
            let (least, most) = lengths.split_once('-').unwrap_or((lengths, lengths));
            Some((code, (least.parse().ok()?, most.parse().ok()?)))
        };
        words.filter_map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::is_international;

    #[test]
    fn a_number_has_a_country_and_as_many_digits_as_numbers_there() {
        for digits in ["442079460000", "12125550100", "74951234567", "390612345678", "4530123456"] {
            assert!(is_international(digits), "{digits}");
        }
        for digits in ["44207946", "11125550100", "440207946000", "9991234567", "20000000", ""] {
            assert!(!is_international(digits), "{digits}");
        }
    }
}
