//! The calendars of other years: Buddhist (Thailand), solar Hijri (Iran), Hebrew, the eras of Japan and the
//! Republic of China; their names of months and eras, and the day of ours that theirs are.
//!
//! Not here: the names of our own months (`lexicon::calendar`), and how the Hebrew calendar counts (`hebrew`).

use super::hebrew;

/// A calendar whose months have names of their own or whose years are counted otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// Our months under Thai names, years counted from the Buddha, or ours.
    Thai,
    /// The months of Iran.
    Persian,
    /// The months of the Hebrew year, the one that begins it first.
    Hebrew,
}

/// Thai months in full and short, January first.
const THAI: [[&str; 2]; 12] = [
    ["มกราคม", "ม.ค."],
    ["กุมภาพันธ์", "ก.พ."],
    ["มีนาคม", "มี.ค."],
    ["เมษายน", "เม.ย."],
    ["พฤษภาคม", "พ.ค."],
    ["มิถุนายน", "มิ.ย."],
    ["กรกฎาคม", "ก.ค."],
    ["สิงหาคม", "ส.ค."],
    ["กันยายน", "ก.ย."],
    ["ตุลาคม", "ต.ค."],
    ["พฤศจิกายน", "พ.ย."],
    ["ธันวาคม", "ธ.ค."],
];

/// The months of Iran, the one that begins in March first.
const PERSIAN: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

/// Eras of East Asia with the year before their first.
const ERAS: [(&str, i16); 7] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("民國", 1911),
    ("民国", 1911),
];

/// Our months under names of two words in Syria, Iraq, Jordan and Lebanon.
const PAIRED: [(&str, &str, u8); 8] = [
    ("كانون", "الثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الاول", 10),
    ("تشرين", "أول", 10),
    ("تشرين", "الثاني", 11),
    ("تشرين", "ثاني", 11),
    ("كانون", "الأول", 12),
    ("كانون", "الاول", 12),
];

/// Words before a Thai year: "of the Buddhist era", "of the common era".
const THAI_YEARS: [&str; 2] = ["พ.ศ.", "ค.ศ."];

/// Whether a character belongs to Thai words, in which vowels stand as marks.
pub fn is_thai(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E4E}')
}

/// Whether a Thai word stands before a year.
pub fn is_thai_year(word: &str) -> bool {
    THAI_YEARS.contains(&word)
}

/// The month of another calendar that a word names, from 1.
pub fn month(word: &str) -> Option<(Calendar, u8)> {
    if word.chars().next().is_some_and(is_thai) {
        let at = THAI.iter().position(|names| names.contains(&word))?;
        return Some((Calendar::Thai, at as u8 + 1));
    }
    if !matches!(word.chars().next()?, '\u{620}'..='\u{6FF}') {
        return None;
    }
    // Keyboards of Arabic write two of the letters otherwise.
    let written: String = word.chars().map(|c| if c == 'ي' { 'ی' } else { c }).collect();
    let at = PERSIAN.iter().position(|name| *name == written)?;
    Some((Calendar::Persian, at as u8 + 1))
}

/// The month of ours that a word and those behind it name, and the bytes of `rest` that belong to its name.
pub fn paired(word: &str, rest: &str) -> Option<(u8, usize)> {
    let behind = rest.strip_prefix(' ')?;
    let is = |second: &str| {
        let next = behind.strip_prefix(second);
        next.is_some_and(|next| !next.starts_with(char::is_alphabetic))
    };
    let (_, second, month) = PAIRED.iter().find(|(first, second, _)| *first == word && is(second))?;
    Some((*month, 1 + second.len()))
}

/// The value of numerals of Chinese: `二〇二二`, `十四`, `一百一十一`; none of more than four digits.
pub fn chinese_number(text: &str) -> Option<u32> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|other| other == c).map(|at| at as u32);
    if !text.contains(['十', '百']) {
        let digits = text.chars().map(|c| digit(if matches!(c, '零' | '○') { '〇' } else { c }));
        let value = digits.take(5).try_fold(0, |all, digit| Some(all * 10 + digit?));
        return value.filter(|&value| value < 10_000);
    }
    let (mut all, mut last) = (0, None);
    for c in text.chars() {
        match c {
            '百' => all += last.take().unwrap_or(1) * 100,
            '十' => all += last.take().unwrap_or(1) * 10,
            '零' | '〇' => last = None,
            _ => last = Some(digit(c)?),
        }
    }
    Some(all + last.unwrap_or(0)).filter(|&value| value < 1000)
}

/// Whether a character is a numeral of Chinese.
pub fn is_chinese_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

/// The year before the first of the era that a word ends with, and whether the word says that it is
/// the first.
pub fn era(word: &str) -> Option<(i16, bool)> {
    let (word, first) = word.strip_suffix('元').map_or((word, false), |word| (word, true));
    ERAS.iter().find(|(name, _)| word.ends_with(name)).map(|&(_, before)| (before, first))
}

/// The digit that a character is, in the scripts that have their own.
pub fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{9E6}'..='\u{9EF}' => '\u{9E6}',
        '\u{E50}'..='\u{E59}' => '\u{E50}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

/// Whether a text has a digit of any script, or what shows that it has numerals of another sort.
pub fn has_digit(text: &str) -> bool {
    // The first bytes of the digits and signs that are not of ASCII.
    let other = |b: u8| matches!(b, 0xD7 | 0xD9 | 0xDB | 0xE0 | 0xE5 | 0xEF);
    text.bytes().any(|b| b.is_ascii_digit()) || text.bytes().any(other) && signs(text).next().is_some()
}

/// Where in a text digits stand, and what shows that numerals of another sort do: the sign for a year in
/// Chinese, a mark before the last letter in Hebrew.
pub fn signs(text: &str) -> impl Iterator<Item = usize> {
    let (plain, others) = if text.is_ascii() { (text, "") } else { ("", text) };
    let mut before = ' ';
    let others = others.char_indices().filter_map(move |(at, c)| {
        let marks = hebrew::is_letter(before) && hebrew::is_mark(c);
        before = c;
        (digit(c).is_some() || c == '年' || marks).then_some(at)
    });
    let plain = plain.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    plain.map(|(at, _)| at).chain(others)
}

/// The year, month and day of our calendar; none when the other has no such year.
pub fn ours(calendar: Calendar, year: u32, month: u8, day: Option<u8>) -> Option<(i16, u8, Option<u8>)> {
    match calendar {
        Calendar::Thai => {
            // "65" is 2565.
            let year = if year < 100 { year + 2500 } else { year };
            let year = if year >= 2400 { year - 543 } else { year };
            (1800..=2100).contains(&year).then_some((year as i16, month, day))
        }
        Calendar::Persian => {
            let (year, month, first) = of_persian(year.into(), month.into(), day.unwrap_or(1).into())?;
            Some((year, month, day.map(|_| first)))
        }
        Calendar::Hebrew => {
            let (year, month, first) = hebrew::ours(year, month, day.unwrap_or(1))?;
            Some((year, month, day.map(|_| first)))
        }
    }
}

/// A day of the calendar of Iran as one of ours, by its cycle of 33 years, which has been right since
/// the calendar was made law and will be for this century.
fn of_persian(year: i64, month: i64, day: i64) -> Option<(i16, u8, u8)> {
    if !(1250..=1500).contains(&year) || day > if month < 7 { 31 } else { 30 } {
        return None;
    }
    let year = year + 1595;
    let before = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    // Days since 1 January of the year 0, counted back from the epoch of the cycle.
    let days = -355_668 + 365 * year + year / 33 * 8 + (year % 33 + 3) / 4 + day + before;
    let first = jiff::civil::date(1, 1, 1);
    let date = first.checked_add(jiff::Span::new().days(days - 366)).ok()?;
    Some((date.year(), date.month() as u8, date.day() as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_iran_are_days_of_ours() {
        for ((year, month, day), ours) in [
            ((1397, 12, 21), (2019, 3, 12)),
            ((1400, 1, 1), (2021, 3, 21)),
            ((1399, 12, 30), (2021, 3, 20)),
            ((1357, 11, 22), (1979, 2, 11)),
        ] {
            assert_eq!(of_persian(year, month, day), Some(ours), "{year}-{month}-{day}");
        }
        assert_eq!(of_persian(2019, 1, 1), None);
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        assert_eq!(['٣', '۳', '३', '๓', '３'].map(digit), [Some(3); 5]);
        assert!(has_digit("۱۲ اسفند") && !has_digit("Ärger — กันยายน"));
        assert!(has_digit("二〇二二年") && has_digit("י״ב באדר") && !has_digit("שלום 山口"));
    }

    #[test]
    fn numerals_of_chinese_are_numbers() {
        let want = [
            ("二〇二二", 2022),
            ("二零二二", 2022),
            ("十四", 14),
            ("二十", 20),
            ("一百一十一", 111),
            ("一百零八", 108),
            ("三", 3),
        ];
        for (text, value) in want {
            assert_eq!(chinese_number(text), Some(value), "{text}");
        }
    }
}
