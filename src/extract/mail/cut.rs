//! Cuts a box of messages (mbox): where each begins, and its bytes as they were before they were put in.
//!
//! Not here: what is in a message.

use std::borrow::Cow;

use crate::mail::field::{self, FieldRole};
use crate::mail::header::is_envelope;

/// Whether bytes open like a box: "From …" above the first field of a message. `named`: the file is called one, and
/// a message may be without fields.
pub fn opens_box(bytes: &[u8], named: bool) -> bool {
    let fielded = || field::begins(&line(after_line(bytes))).is_some();
    envelope(bytes).is_some_and(|dated| named && dated || fielded())
}

/// A message without the line "From …" that it may open with.
pub fn without_envelope(bytes: &[u8]) -> &[u8] {
    if envelope(bytes).is_some() { after_line(bytes) } else { bytes }
}

/// The messages of a box, in order.
pub fn messages(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    // A box whose first line has no date has it in none.
    let dated = envelope(bytes).unwrap_or(true);
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start.filter(|&from| from < bytes.len())?;
        start = line_starts(bytes, from).find(|&at| parts(bytes, at, dated));
        Some(unquoted(&bytes[from..start.unwrap_or(bytes.len())]))
    })
}

/// Where lines begin behind `from`.
fn line_starts(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let ends = bytes[from..].iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    ends.map(move |(at, _)| from + at + 1)
}

/// Whether a line of a box begins the next message.
fn parts(bytes: &[u8], at: usize, dated: bool) -> bool {
    if !bytes[at..].starts_with(b"From ") {
        return false;
    }
    let apart = bytes[..at].ends_with(b"\n\n") || bytes[..at].ends_with(b"\n\r\n");
    let fielded = || {
        let second = line(after_line(&bytes[at..]));
        field::begins(&second).is_some_and(|(name, role, _)| role != FieldRole::Other || name.contains('-'))
    };
    // Some programs leave the blank line between two messages out.
    envelope(&bytes[at..]).is_some_and(|has_date| match apart {
        true => has_date || !dated,
        false => has_date && fielded(),
    })
}

/// Whether the line "From …" that bytes open with has a date; `None` where they open otherwise. One without is
/// known by the field below it.
fn envelope(bytes: &[u8]) -> Option<bool> {
    if !bytes.starts_with(b"From ") {
        return None;
    }
    let dated = is_envelope(&line(bytes));
    let second = line(after_line(bytes));
    let known = || {
        let role = field::begins(&second).map(|(_, role, _)| role);
        role.is_some_and(|role| role != FieldRole::Other || second.starts_with("X-"))
    };
    (dated || known()).then_some(dated)
}

/// The first line, as far as it can be the one that is looked for.
fn line(bytes: &[u8]) -> Cow<'_, str> {
    let end = bytes.iter().take(1000).position(|&byte| byte == b'\n').unwrap_or(bytes.len().min(1000));
    String::from_utf8_lossy(bytes[..end].trim_ascii_end())
}

/// What follows the first line.
fn after_line(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|&byte| byte == b'\n').map_or(&[], |at| &bytes[at + 1..])
}

/// A message in which the lines that would have parted it, ">From …", are as they were.
fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |&at: &usize| {
        let marks = message[at..].iter().take_while(|&&byte| byte == b'>').count();
        marks > 0 && message[at + marks..].starts_with(b"From ")
    };
    let mut quoted =
        line_starts(message, 0).filter(|&at| message.get(at) == Some(&b'>')).filter(is_quoted).peekable();
    if quoted.peek().is_none() {
        return Cow::Borrowed(message);
    }
    let (mut bytes, mut from) = (Vec::with_capacity(message.len()), 0);
    for at in quoted {
        bytes.extend_from_slice(&message[from..at]);
        from = at + 1;
    }
    bytes.extend_from_slice(&message[from..]);
    Cow::Owned(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_cut_at_its_envelopes_and_not_at_words_that_begin_so() {
        let first = "From ann@norwick.example Tue Apr  6 10:26:49 1993\nSubject: Boats\n\nHi.\n\nFrom Norwick to the sea\n\
            it takes 1993 steps.\n\n>From here on.\n>>From there.\n\n";
        let second = "From ben@norwick.example Wed Apr  7 10:26:49 1993\nSubject: More\n\nYes.\n";
        let cut: Vec<String> = messages(format!("{first}{second}").as_bytes())
            .map(|message| String::from_utf8(message.into_owned()).unwrap())
            .collect();
        assert_eq!(cut.len(), 2, "{cut:?}");
        assert!(cut[0].contains("\nFrom here on.\n>From there.\n"));
        assert_eq!(cut[1], second);
        assert_eq!(without_envelope(second.as_bytes()), b"Subject: More\n\nYes.\n");
        assert!(!opens_box(b"From the sea\nto Norwick", true));
        let tight = first.trim_end().to_owned() + "\n" + second;
        assert_eq!(messages(tight.as_bytes()).count(), 2);
        let bare = b"From a@b Tue Apr  6 10:26:49 1993\nBoats";
        assert!(opens_box(bare, true) && !opens_box(bare, false));
    }
}
