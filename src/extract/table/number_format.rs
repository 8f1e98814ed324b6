//! Shows numbers as the format of their cell says (ECMA-376, 18.8.31): decimals, thousands, percent, and the words
//! around the number. Formats of fractions and powers, and colours and conditions, are left out.

/// How a number is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    before: String,
    behind: String,
    /// `None`: as many as there are.
    decimals: Option<usize>,
    thousands: bool,
    percent: bool,
}

/// Digits of a number without a format: more are the noise of its form in the file.
const DIGITS: usize = 15;

impl NumberFormat {
    /// The format of a code: `#,##0.00 "EUR"`; of several parts the first, that of numbers above zero.
    pub fn of(code: &str) -> NumberFormat {
        let mut format = NumberFormat::default();
        let (mut digits, mut point, mut decimals, mut optional) = (false, false, 0, false);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            let mut words = String::new();
            match c {
                ';' => break,
                '0' | '#' | '?' => {
                    (digits, optional) = (true, optional || point && c != '0');
                    decimals += usize::from(point);
                }
                '.' => point = true,
                ',' => format.thousands |= digits,
                '%' => (format.percent, words) = (true, "%".to_owned()),
                '"' => words = chars.by_ref().take_while(|&c| c != '"').collect(),
                '\\' => words.extend(chars.next()),
                // A space as wide as the sign; a sign that fills the cell.
                '_' | '*' => _ = chars.next(),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    let sign = inside.strip_prefix('$').and_then(|sign| sign.split('-').next());
                    words.push_str(sign.unwrap_or_default());
                }
                'E' | 'e' | '/' | '@' | 'G' | 'g' => return NumberFormat::default(),
                c => words.push(c),
            }
            if digits { format.behind.push_str(&words) } else { format.before.push_str(&words) }
        }
        format.decimals = (digits && !optional).then_some(decimals);
        if digits { format } else { NumberFormat::default() }
    }

    /// A number as it is shown.
    pub fn show(&self, number: f64) -> String {
        let number = if self.percent { number * 100.0 } else { number };
        if !number.is_finite() {
            return String::new();
        }
        let plain = match self.decimals {
            Some(decimals) => format!("{:.*}", decimals.min(DIGITS), number.abs()),
            None => shortest(number.abs()),
        };
        let zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let sign = if number < 0.0 && !zero { "-" } else { "" };
        let shown = if self.thousands { grouped(&plain) } else { plain };
        format!("{sign}{}{shown}{}", self.before, self.behind).trim().to_owned()
    }
}

/// A number without noise behind its last digits: 0.1 + 0.2 is 0.3.
fn shortest(number: f64) -> String {
    let rounded: f64 = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    match rounded {
        n if n != 0.0 && !(1e-9..1e15).contains(&n) => format!("{n:E}"),
        n => n.to_string(),
    }
}

/// Digits in groups of three before the point.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_format_says() {
        for (code, number, shown) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1234567.0, "1234567"),
            ("0.00", 2.71929, "2.72"),
            ("0%", 0.257, "26%"),
            ("0.0%", -0.257, "-25.7%"),
            ("#,##0.00\\ \"EUR\";[Red]-#,##0.00", 1234567.891, "1,234,567.89 EUR"),
            ("[$€-407]#,##0", -1500.4, "-€1,500"),
            ("\"$\"#,##0.00_);(\"$\"#,##0.00)", 12.5, "$12.50"),
            ("0.00", -0.001, "0.00"),
            ("0.###", 2.5, "2.5"),
            ("0.00E+00", 1500.0, "1500"),
            ("@", 7.0, "7"),
            ("General", 1e20, "1E20"),
        ] {
            assert_eq!(NumberFormat::of(code).show(number), shown, "{code}");
        }
    }
}
