//! Reads the header that a text begins with: a block of lines `Name: value`, of which enough have names
//! that mail programs write.
//!
//! Front matter, recipes, transcripts and prose that begins "Note: …" have the same form; the names
//! tell them apart.
//!
//! Not here: one line of it (`field`), and what values say (`address`, `sent`, `subject`).

use std::ops::Range;

use super::field::{FieldRole, begins};

/// Lines of a header, at most.
pub const LONGEST: usize = 400;
/// More bytes of a value are left out: names and subjects are read with care, and have fewer.
const LONGEST_VALUE: usize = 4000;
/// The same of a list of people, which may have hundreds.
const LONGEST_LIST: usize = 30_000;
/// A line of at least so many characters may go on in the next without being indented.
const FILLED: usize = 60;

/// The header of one mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its fields, in order.
    pub fields: Vec<HeaderField>,
    /// How many of the lines it takes, blank lines inside and the envelope's "From " included.
    pub lines: usize,
}

/// One field of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderField {
    /// As written.
    pub name: String,
    /// What the name says.
    pub role: FieldRole,
    /// The value, folded lines joined by a space, encoded words as written; its beginning where it is very
    /// long.
    pub value: String,
    /// The lines it stands on.
    pub lines: Range<usize>,
}

impl Header {
    /// Reads the header that the lines begin with, line ends removed; `None` where they begin with
    /// something else. A first line "From name date", which parts the mails of an mbox file, belongs
    /// to the header.
    pub fn read(lines: &[&str]) -> Option<Header> {
        let envelope = usize::from(lines.first().is_some_and(|line| is_envelope(line)));
        let mut header = Header { fields: Vec::new(), lines: envelope };
        let mut at = envelope;
        while let Some(line) = lines.get(at).filter(|_| at < LONGEST) {
            if line.trim().is_empty() {
                if !header.goes_on_below(lines, at) {
                    break;
                }
            } else if !header.take(lines, at) {
                header.give_back_prose();
                break;
            }
            at += 1;
        }
        header.lines = header.fields.last()?.lines.end;
        header.is_one().then_some(header)
    }

    /// The fields of lines that are known to be a header, whatever their names; a line that is none is passed
    /// over.
    pub fn of_mail(lines: &[&str]) -> Header {
        let mut header = Header::default();
        for at in 0..lines.len().min(LONGEST) {
            header.take(lines, at);
        }
        header.lines = header.fields.last().map_or(0, |field| field.lines.end);
        header
    }

    /// The first field of a role.
    pub fn field(&self, role: FieldRole) -> Option<&HeaderField> {
        self.fields.iter().find(|field| field.role == role)
    }

    /// Takes a line as the beginning of a field, or as more of the last one.
    fn take(&mut self, lines: &[&str], at: usize) -> bool {
        let line = lines[at];
        let folded = line.starts_with([' ', '\t']);
        if let Some((name, role, value)) = begins(line).filter(|_| !folded) {
            let value = value[..value.floor_char_boundary(longest(name, role))].to_owned();
            let name = name.to_owned();
            self.fields.push(HeaderField { name, role, value, lines: at..at + 1 });
            return true;
        }
        let Some(last) = self.fields.last_mut().filter(|last| last.lines.end == at) else { return false };
        // What was copied out of a window is broken without an indent.
        let known = |line: &&str| begins(line).is_some_and(|(_, role, _)| role != FieldRole::Other);
        let broken = || lines[at - 1].chars().count() >= FILLED && lines[at + 1..].iter().take(2).any(known);
        if !folded && !broken() {
            return false;
        }
        let more = line.trim();
        let room = longest(&last.name, last.role).saturating_sub(last.value.len() + 1);
        if room > 0 {
            last.value.push(' ');
            last.value.push_str(&more[..more.floor_char_boundary(room)]);
        }
        last.lines.end = at + 1;
        true
    }

    /// Whether the header goes on below a blank line: some programs leave one after each field.
    fn goes_on_below(&self, lines: &[&str], at: usize) -> bool {
        let apart = self.fields.windows(2).all(|pair| pair[0].lines.end < pair[1].lines.start);
        let below = lines.iter().skip(at + 1).take(2).find(|line| !line.trim().is_empty());
        let known = below.and_then(|line| begins(line)).is_some_and(|(_, role, _)| role != FieldRole::Other);
        !self.fields.is_empty() && apart && known
    }

    /// Leaves out what is no field though it has the form of one, where text follows without a blank
    /// line: "Hello: …".
    fn give_back_prose(&mut self) {
        let named = |field: &HeaderField| field.role != FieldRole::Other || field.name.contains(['-', '_']);
        while self.fields.pop_if(|field| !named(field)).is_some() {}
    }

    /// Whether enough of the names are those of a mail.
    fn is_one(&self) -> bool {
        let has = |role: FieldRole| self.field(role).is_some();
        let known = self.fields.iter().filter(|field| field.role != FieldRole::Other).count();
        let (from, subject, date) = (has(FieldRole::From), has(FieldRole::Subject), has(FieldRole::Date));
        from && subject || known >= 3 && date && (from || subject)
    }
}

/// So many bytes of the value of a field are kept.
fn longest(name: &str, role: FieldRole) -> usize {
    match role == FieldRole::To || name.eq_ignore_ascii_case("cc") || name.eq_ignore_ascii_case("bcc") {
        true => LONGEST_LIST,
        false => LONGEST_VALUE,
    }
}

/// Whether a header can begin on a line.
pub fn may_begin(line: &str) -> bool {
    begins(line).is_some() || is_envelope(line)
}

/// Whether a line is the one before each mail of an mbox file: "From ann@norwick.example Tue Apr  6
/// 10:26:49 1993".
pub fn is_envelope(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ").filter(|rest| rest.len() <= 200) else { return false };
    let timed = rest.split_whitespace().any(|word| {
        word.len() >= 5 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':')
    });
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    timed && rest.split_whitespace().any(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Header> {
        Header::read(&text.split('\n').collect::<Vec<_>>())
    }

    #[test]
    fn a_block_of_fields_is_a_header_whatever_its_first_names() {
        let header = read(
            "Path: norwick!tide!news\nX-Odd: 1\nFrom: ann@norwick.example (Ann Bell)\nSubject: Boats\n\tof Norwick\n\
             Lines: 2\n\nNote: the boats are late.",
        )
        .unwrap();
        assert_eq!(header.lines, 6);
        assert_eq!(header.fields.len(), 5);
        assert_eq!(header.field(FieldRole::Subject).unwrap().value, "Boats of Norwick");
        assert_eq!(header.field(FieldRole::Subject).unwrap().lines, 3..5);
    }

    #[test]
    fn an_envelope_and_fields_apart_belong_to_it() {
        let mbox = read("From ann@norwick.example Tue Apr  6 10:26:49 1993\nFrom: Ann\nSubject: Boats\n\nHi");
        assert_eq!(mbox.unwrap().lines, 3);
        let apart = read("From: Ann\n\nSent: 1 May 2020\n\nSubject: Boats\n\nHello").unwrap();
        assert_eq!((apart.lines, apart.fields.len()), (5, 3));
        assert!(!is_envelope("From Norwick to the sea it takes 1993 steps"));
    }

    #[test]
    fn text_right_below_is_not_taken_along() {
        let header =
            read("From: Ann\nTo: Ben\nSubject: Dinner\nHello: it is late.\nAnn wrote a letter.").unwrap();
        assert_eq!(header.lines, 3);
    }

    #[test]
    fn of_a_very_long_value_the_beginning_is_kept() {
        let long = "é".repeat(LONGEST_VALUE);
        let header = read(&format!("From: Ann {long}\nSubject: Boats\n of {long}\n more\n\nHi")).unwrap();
        assert!(header.fields.iter().all(|field| field.value.len() <= LONGEST_VALUE));
        assert!(header.fields[1].value.starts_with("Boats of éé"));
        assert_eq!(header.lines, 4);
    }

    #[test]
    fn other_texts_of_names_and_values_are_no_headers() {
        for text in [
            "Note: the boats are late.\nReason: the tide.",
            "Serves: 4\nTime: 20 minutes\nFlour: 200 g",
            "Q: Where is the boat?\nA: In the harbour.",
            "ANN: Where is it?\nBEN: Here.\nANN: Where?",
            "title: Boats\ndate: 2020-05-01\nauthor: Ann Bell",
            "Author: Bell\nDate: 2020\nPublisher: Tide",
            "From: the sea",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
