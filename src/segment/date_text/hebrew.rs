//! The Hebrew calendar: its months and numerals as texts write them, and the day of ours that a day of it is.
//!
//! Not here: our own months under their Hebrew names (`lexicon::calendar`).

/// The months from the one that begins the year, as they are written; the seventh is the second Adar of a leap
/// year.
const MONTHS: [&[&str]; 13] = [
    &["תשרי"],
    &["חשון", "חשוון", "מרחשון", "מרחשוון"],
    &["כסלו", "כסליו"],
    &["טבת"],
    &["שבט"],
    &["אדר"],
    &[],
    &["ניסן"],
    &["אייר"],
    &["סיון", "סיוון"],
    &["תמוז"],
    &["אב"],
    &["אלול"],
];

/// The month that is the first of two in a leap year, and the second.
const ADAR: (u8, u8) = (6, 7);

/// Days before 1 January of the year 1 on which the first year of the calendar began.
const EPOCH: i64 = -1_373_427;

/// A value from here on is that of a year, whose thousands are left out.
const YEARS: u32 = 600;

/// Whether a character is a letter of Hebrew.
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}

/// Whether a character marks letters as a number or an abbreviation.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '״' | '׳' | '”' | '’')
}

/// The month that a word names, from the one that begins the year, and the bytes of `rest`, what stands behind
/// the word, that belong to its name: "אדר ב׳".
pub fn month(word: &str, rest: &str) -> Option<(u8, usize)> {
    let bare = word.strip_prefix('ב').unwrap_or(word);
    let is = |names: &&[&str]| names.contains(&word) || names.contains(&bare);
    let month = MONTHS.iter().position(is)? as u8 + 1;
    let second = |name: &str| {
        let behind = rest.strip_prefix(' ')?.strip_prefix(name)?;
        let marked = behind.chars().next().filter(|&c| is_mark(c)).map_or(0, char::len_utf8);
        let ends = !behind[marked..].starts_with(|c: char| is_letter(c) || is_mark(c));
        ends.then_some(1 + name.len() + marked)
    };
    if month != ADAR.0 {
        return Some((month, 0));
    }
    let first = second("א").map(|bytes| (ADAR.0, bytes));
    Some(first.or_else(|| second("ב").map(|bytes| (ADAR.1, bytes))).unwrap_or((month, 0)))
}

/// The number that letters with a mark before the last of them are, `י״ב` or `ה׳תשע״ט`, and its bytes; years
/// with their thousands.
pub fn number(text: &str) -> Option<(u32, usize)> {
    let end = text.find(|c: char| !is_letter(c) && !is_mark(c)).unwrap_or(text.len());
    let mut written = text[..end].trim_end_matches(['"', '”', '’', '\'', '׳']);
    let letters = written.chars().filter(|&c| is_letter(c)).count();
    let mark_of_one = text[written.len()..end].chars().next().filter(|c| matches!(c, '׳' | '\''));
    if let Some(mark) = mark_of_one.filter(|_| letters == 1) {
        written = &text[..written.len() + mark.len_utf8()];
    }
    let thousands = ["ה׳", "ה'"].iter().find_map(|five| written.strip_prefix(five));
    let bare = thousands.filter(|rest| !rest.is_empty()).unwrap_or(written);
    let marked =
        if letters == 1 { mark_of_one.is_some() } else { bare.chars().rev().nth(1).is_some_and(is_mark) };
    let value: u32 =
        bare.chars().filter(|&c| !is_mark(c)).map(value).sum::<Option<u32>>().filter(|_| marked)?;
    Some((if value >= YEARS { 5000 + value } else { value }, written.len()))
}

fn value(letter: char) -> Option<u32> {
    Some(match letter {
        'א'..='ט' => letter as u32 - 'א' as u32 + 1,
        'י' => 10,
        'כ' | 'ך' => 20,
        'ל' => 30,
        'מ' | 'ם' => 40,
        'נ' | 'ן' => 50,
        'ס' => 60,
        'ע' => 70,
        'פ' | 'ף' => 80,
        'צ' | 'ץ' => 90,
        'ק'..='ת' => (letter as u32 - 'ק' as u32 + 1) * 100,
        _ => return None,
    })
}

/// A day of the calendar as one of ours; none when it has no such day.
pub fn ours(year: u32, month: u8, day: u8) -> Option<(i16, u8, u8)> {
    let year = i64::from(year);
    if !(5000..=6000).contains(&year) {
        return None;
    }
    let leap = (7 * year + 1) % 19 < 7;
    let days = new_year(year + 1) - new_year(year);
    // A year of 355 days has a long second month, one of 353 a short third.
    let (second, third) = (29 + i64::from(days % 10 == 5), 30 - i64::from(days % 10 == 3));
    let (adar, leapt) = if leap { (30, 29) } else { (29, 0) };
    let lengths = [30, second, third, 29, 30, adar, leapt, 30, 29, 30, 29, 30, 29];
    // In a common year the second is the only one.
    let month = if month == ADAR.1 && !leap { ADAR.0 } else { month };
    let length = *lengths.get(usize::from(month).checked_sub(1)?)?;
    if i64::from(day) > length || day == 0 {
        return None;
    }
    let before: i64 = lengths.iter().take(usize::from(month) - 1).sum();
    let days = new_year(year) + before + i64::from(day) - 1;
    let date = jiff::civil::date(1, 1, 1).checked_add(jiff::Span::new().days(days - 1)).ok()?;
    Some((date.year(), date.month() as u8, date.day() as u8))
}

/// The first day of a year, 1 January of our year 1 as 1: the new moon's, put off where feasts would fall on
/// days that they may not.
fn new_year(year: i64) -> i64 {
    let (before, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let put_off = if next - this == 356 { 2 } else { i64::from(this - before == 382) };
    EPOCH + this + put_off
}

/// Days from the first year of the calendar to the new moon of a year.
fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234) / 19;
    let day = 29 * months + (12_084 + 13_753 * months) / 25_920;
    if 3 * (day + 1) % 7 < 3 { day + 1 } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_hebrew_calendar_are_days_of_ours() {
        for ((year, month, day), ours_is) in [
            ((5708, 8, 5), Some((1948, 4, 14))),
            ((5708, 9, 5), Some((1948, 5, 14))),
            ((5779, 7, 12), Some((2019, 3, 19))),
            ((5780, 1, 1), Some((2019, 9, 30))),
            ((5782, 6, 13), Some((2022, 2, 14))),
            ((5784, 1, 22), Some((2023, 10, 7))),
            ((5784, 2, 30), None),
            ((2022, 2, 14), None),
        ] {
            assert_eq!(ours(year, month, day), ours_is, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn letters_with_marks_are_numbers() {
        let value = |text| number(text).map(|(value, _)| value);
        assert_eq!(
            [value("י״ב"), value("י\"ב באדר"), value("ג׳"), value("ה' באייר")],
            [Some(12), Some(12), Some(3), Some(5)]
        );
        assert_eq!(
            [value("תשע״ט"), value("ה׳תשע״ט"), value("תשפ\"ב,")],
            [Some(5779), Some(5779), Some(5782)]
        );
        assert_eq!((value("אדר"), value("\"אדר\"")), (None, None));
    }

    #[test]
    fn the_second_adar_is_known_by_its_letter() {
        assert_eq!(month("באדר", " ב׳ תשע״ט"), Some((7, 5)));
        assert_eq!(month("אדר", " תשפ״ג"), Some((6, 0)));
        assert_eq!(month("בשבט", ""), Some((5, 0)));
        assert_eq!(month("שלום", ""), None);
    }
}
