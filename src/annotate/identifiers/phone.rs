//! Finds telephone numbers: with the code of a country, in a shape that only the numbers of some country
//! have, or behind a word that says so. Dates, figures of a table, numbers of orders and books are none.

use std::ops::Range;

use super::calling_codes::is_international;
use super::digits::Digits;
use super::words::{Announced, announced};

/// The digits of a number within its country, at least and at most.
const NATIONAL: std::ops::RangeInclusive<usize> = 9..=12;

/// A number said to be that of a telephone has at least so many digits, and with less than [`SURE`] a mark
/// between it and the word.
const SAID: std::ops::RangeInclusive<usize> = 6..=15;
const SURE: usize = 9;

/// The telephone number that begins with these digits; `set` says that they stand in a table or the like.
pub fn phone(digits: &Digits<'_>, set: bool) -> Option<Range<usize>> {
    let first = digits.range(0).start;
    let lead = Lead::of(digits);
    let start = first - lead.length;
    let whole = digits.len();
    if whole == 1 && !lead.plus && digits.total(1) < *SAID.start() || !digits.begins(start) {
        return None;
    }
    let mut all = (1..=whole).rev();
    if let Some(groups) = all.find(|&groups| digits.ends(groups) && abroad(digits, groups, &lead)) {
        return Some(range(digits, start, groups));
    }
    let other = || digits.follows_figures(start) || is_other(digits, start);
    let found = !lead.plus && digits.ends(whole) && !digits.is_date(whole);
    let found = found && (said(digits, start) || is_shaped(digits, &lead, set) && !other());
    found.then(|| range(digits, start, whole))
}

/// The range of the first so many groups; a bracket around all of them is no part of it.
fn range(digits: &Digits<'_>, start: usize, groups: usize) -> Range<usize> {
    let end = digits.range(groups - 1).end;
    let number = &digits.text[start..end];
    let opened = number.starts_with('(') && number.matches('(').count() > number.matches(')').count();
    start + usize::from(opened)..end
}

/// Whether the groups are written as the numbers of some country are, and of none are figures of a table.
fn is_shaped(digits: &Digits<'_>, lead: &Lead, set: bool) -> bool {
    american(digits, lead) || russian(digits) || !set && (trunk(digits, lead) || bracketed(digits, lead))
}

/// What stands before the first digit and belongs to the number.
struct Lead {
    length: usize,
    plus: bool,
    bracket: bool,
}

impl Lead {
    fn of(digits: &Digits<'_>) -> Lead {
        let before = digits.before();
        let found = ["+(", "(+", "+", "("].into_iter().find(|lead| before.ends_with(lead)).unwrap_or("");
        Lead { length: found.len(), plus: found.contains('+'), bracket: found.contains('(') }
    }
}

/// With a plus, or two zeros, and the code of the country.
fn abroad(digits: &Digits<'_>, groups: usize, lead: &Lead) -> bool {
    // Most figures of a table end here.
    if !lead.plus && !digits.group(0).starts_with("00") {
        return false;
    }
    let total = digits.total(groups);
    if !(8..=17).contains(&total) || digits.marks(groups).skip(1).any(|mark| mark == "/") {
        return false;
    }
    let zero =
        |group: usize| digits.group(group) == "0" && group > 0 && digits.mark(group - 1).ends_with('(');
    let number: String = (0..groups).filter(|&group| !zero(group)).map(|group| digits.group(group)).collect();
    if lead.plus {
        return is_international(&number);
    }
    let dialled = number.strip_prefix("00").is_some_and(is_international);
    dialled && groups > 1 && !digits.follows_figures(digits.range(0).start)
}

/// "(212) 555-0100", "212-555-0100", "1.212.555.0100": area and exchange begin with 2 to 9.
fn american(digits: &Digits<'_>, lead: &Lead) -> bool {
    let groups = digits.len();
    let at = match digits.lengths(groups).as_slice() {
        [3, 3, 4] => 0,
        [1, 3, 3, 4] if digits.group(0) == "1" => 1,
        _ => return false,
    };
    let (area, exchange) = (digits.group(at), digits.group(at + 1));
    let begins = |group: &str| group.as_bytes()[0] >= b'2' && &group[1..] != "11";
    let (one, two) = (digits.mark(at), digits.mark(at + 1));
    let bracket = lead.bracket || at == 1 && digits.mark(0).ends_with('(');
    let shape = match bracket {
        true => one.starts_with(')') && matches!(two, "-" | "." | " " | "\u{2011}" | "–"),
        false => one == two && matches!(one, "-" | "." | "\u{2011}" | "–") || one == "/" && two == "-",
    };
    shape && begins(area) && begins(exchange)
}

/// "8 (495) 123-45-67": an 8, an area in brackets, eleven digits in all.
fn russian(digits: &Digits<'_>) -> bool {
    let groups = digits.len();
    groups >= 3
        && digits.group(0) == "8"
        && digits.total(groups) == 11
        && (3..=5).contains(&digits.range(1).len())
        && digits.group(1).as_bytes()[0] >= b'3'
        && (digits.mark(0).ends_with('(') && digits.mark(1).starts_with(')')
            || digits.marks(groups).all(|mark| mark == "-"))
}

/// "020 7946 0000", "0171/1234567", "01 23 45 67 89": a zero before the area, groups with one sort of mark.
fn trunk(digits: &Digits<'_>, lead: &Lead) -> bool {
    let groups = digits.len();
    let lengths = digits.lengths(groups);
    let zero = digits.group(0).as_bytes();
    let area = (2..=5).contains(&zero.len()) && zero[0] == b'0' && zero[1] != b'0';
    if !area || !NATIONAL.contains(&digits.total(groups)) || !(2..=5).contains(&groups) {
        return false;
    }
    if lengths.iter().skip(1).any(|length| !(2..=8).contains(length)) {
        return false;
    }
    let first = digits.mark(0);
    let pairs = lengths == [2; 5];
    let bracket = lead.bracket && first.starts_with(')');
    let plain = matches!(first, " " | "-" | "/" | "\u{A0}" | "\u{2011}" | "–") || pairs && first == ".";
    let mut rest = digits.marks(groups).skip(1);
    let second = rest.next();
    let alike = second
        .is_none_or(|mark| matches!(mark, " " | "-" | "\u{A0}" | "\u{2011}") || pairs && mark == first)
        && rest.all(|mark| Some(mark) == second);
    (bracket || plain && !lead.bracket) && alike && !(pairs && counts_up(digits, groups))
}

/// Whether each group is one more than that before it, as in a row of numbered things.
fn counts_up(digits: &Digits<'_>, groups: usize) -> bool {
    let number = |group: usize| digits.group(group).parse::<u64>().unwrap_or(0);
    (1..groups).filter(|&group| number(group) == number(group - 1) + 1).count() >= 2
}

/// "(11) 91234-5678": an area in brackets that is no year, seven digits or more behind it in groups.
fn bracketed(digits: &Digits<'_>, lead: &Lead) -> bool {
    let groups = digits.len();
    let area = digits.group(0);
    let local = digits.total(groups) - area.len();
    let year = area.len() == 4 && (area.starts_with("19") || area.starts_with("20"));
    let marks = digits.marks(groups).skip(1).all(|mark| matches!(mark, " " | "-" | "\u{A0}" | "\u{2011}"));
    lead.bracket
        && (2..=5).contains(&area.len())
        && groups > 1
        && digits.mark(0).starts_with(')')
        && !year
        && (7..=9).contains(&local)
        && (2..=4).contains(&(groups - 1))
        && marks
        && digits.marks(groups).skip(1).any(|mark| mark == "-")
}

/// Behind "Tel.", "Fax:" and their likes.
fn said(digits: &Digits<'_>, start: usize) -> bool {
    let total = digits.total(digits.len());
    if !SAID.contains(&total)
        || announced(digits.text, start).next() != Some(Announced::Phone) && !is_said(digits, start)
    {
        return false;
    }
    let before = digits.text[..start].trim_end();
    let dashed = digits.lengths(digits.len()) == [3, 4] && digits.mark(0) == "-";
    total >= SURE || dashed || before.ends_with([':', '.', ')', '：'])
}

/// "Phone No. 555-0100": the word stands before a sign for a number.
fn is_said(digits: &Digits<'_>, start: usize) -> bool {
    announced(digits.text, start).any(|of| of == Announced::Phone)
}

/// Behind "No.", "ISBN", "order" and their likes, or a sign.
fn is_other(digits: &Digits<'_>, start: usize) -> bool {
    let before = digits.text[..start].trim_end();
    announced(digits.text, start).any(|of| of == Announced::Number)
        || before.ends_with(['#', '$', '€', '£', '№'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str, set: bool) -> Option<&str> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        phone(&Digits::read(text, at, &(0..text.len())), set).map(|range| &text[range])
    }

    #[test]
    fn numbers_are_found_in_the_shapes_of_many_countries() {
        for number in [
            "+44 20 7946 0000",
            "+44 (0)20 7946 0000",
            "+1-212-555-0100",
            "+1 (212) 555-0100",
            "+12125550100",
            "+49 (0) 30 123456",
            "+33 1 23 45 67 89",
            "+39 06 1234567",
            "+380 44 123-45-67",
            "+81-3-1234-5678",
            "(+351) 21 123 4567",
            "0044 20 7946 0000",
            "(212) 555-0100",
            "212-555-0100",
            "212.555.0100",
            "1-800-555-0100",
            "020 7946 0000",
            "07700 900123",
            "(020) 7946 0000",
            "030 12345678",
            "0171/1234567",
            "(030) 123 45 67",
            "01 23 45 67 89",
            "01.23.45.67.89",
            "020-7123456",
            "08-123 456 78",
            "03-1234-5678",
            "0412 345 678",
            "01512 3456789",
            "8 (495) 123-45-67",
            "(044) 123-45-67",
            "(11) 91234-5678",
            "0212 555 01 00",
        ] {
            assert_eq!(found_in(&format!("Call {number}, or write."), false), Some(number));
        }
    }

    #[test]
    fn a_word_before_it_makes_a_number_one_of_a_telephone() {
        for (text, number) in [
            ("Tel.: 22 123 45 67", "22 123 45 67"),
            ("Tfno: 912 345 678", "912 345 678"),
            ("Phone 555-0100", "555-0100"),
            ("Mobile: 0612345678", "0612345678"),
            ("Phone No. 212 555 0100", "212 555 0100"),
            ("тел. 123-45-67", "123-45-67"),
            ("電話：03 1234 5678", "03 1234 5678"),
            ("(tel: 12345678)", "12345678"),
        ] {
            assert_eq!(found_in(text, true), Some(number), "{text}");
        }
    }

    #[test]
    fn dates_figures_and_other_numbers_are_none() {
        for text in [
            "on 01-02-2003 and",
            "02/03/2004-05/06/2007",
            "2003-2004",
            "ISBN 0-306-40615-2",
            "ISBN 978-3-16-148410-0",
            "Order 020 7946 0000",
            "No. 212-555-0100",
            "won 6-4, 6-7, 7-5",
            "at 51.5074",
            "version 10.12.2003.1",
            "by +12,000 to",
            "gained +44 000 000 crowns",
            "1 200 000 boats",
            "12 345 678 901",
            "£020 7946 0000",
            "020 7946 0000 1234 5678",
            "01 02 03 04 05",
            "Nature (1999) 401-4040",
            "(21) 2001-2005",
            "phone 4711",
            "phone in 2003-2004",
            "the mobile 100 000 crowns",
            "192.168.100.200",
            "512-110-0100",
            "0.123456789",
            "00123456789",
        ] {
            assert_eq!(found_in(text, false), None, "{text}");
        }
        assert_eq!(found_in("020 7946 0000", true), None, "figures of a table");
    }
}
