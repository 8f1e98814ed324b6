//! Reads the marks of RTF: groups, control words, and characters in the encoding of their font.
//!
//! Not here: what the words mean (`rtf`).

/// One thing in the markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RtfToken<'r> {
    Open,
    Close,
    /// A control word or sign, with its number.
    Control(&'r str, Option<i32>),
    /// A character by its byte in the encoding of its font.
    Byte(u8),
}

/// The tokens of a file, in order.
pub struct RtfTokens<'r> {
    rest: &'r [u8],
}

impl<'r> RtfTokens<'r> {
    /// Those of a file.
    pub fn of(bytes: &'r [u8]) -> RtfTokens<'r> {
        RtfTokens { rest: bytes }
    }

    fn control(&mut self) -> RtfToken<'r> {
        let after = &self.rest[1..];
        let letters = after.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.sign(after);
        }
        let word = std::str::from_utf8(&after[..letters]).unwrap_or_default();
        let after = &after[letters..];
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after[sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number =
            (digits > 0).then(|| std::str::from_utf8(&after[..sign + digits]).ok()?.parse().ok()).flatten();
        let after = if digits > 0 { &after[sign + digits..] } else { after };
        let rest = after.strip_prefix(b" ").unwrap_or(after);
        // Bytes as they are follow it.
        let skipped =
            if word == "bin" { number.and_then(|count| usize::try_from(count).ok()).unwrap_or(0) } else { 0 };
        self.rest = rest.get(skipped..).unwrap_or_default();
        RtfToken::Control(word, number)
    }

    /// A control sign: `\'e9`, `\~`, `\{`.
    fn sign(&mut self, after: &'r [u8]) -> RtfToken<'r> {
        let Some((&sign, rest)) = after.split_first() else {
            self.rest = &[];
            return RtfToken::Control("", None);
        };
        self.rest = rest;
        match sign {
            b'\'' => {
                let hex = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                self.rest = if byte.is_some() { &rest[2..] } else { rest };
                byte.map_or(RtfToken::Control("", None), RtfToken::Byte)
            }
            b'{' | b'}' | b'\\' => RtfToken::Byte(sign),
            b'\n' | b'\r' => RtfToken::Control("par", None),
            _ => {
                let sign = std::str::from_utf8(&after[..1]).unwrap_or_default();
                RtfToken::Control(sign, None)
            }
        }
    }
}

impl<'r> Iterator for RtfTokens<'r> {
    type Item = RtfToken<'r>;

    fn next(&mut self) -> Option<RtfToken<'r>> {
        loop {
            let &first = self.rest.first()?;
            if first == b'\\' {
                return Some(self.control());
            }
            self.rest = &self.rest[1..];
            match first {
                b'{' => return Some(RtfToken::Open),
                b'}' => return Some(RtfToken::Close),
                b'\n' | b'\r' | 0 => {}
                byte => return Some(RtfToken::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let tokens: Vec<RtfToken<'_>> =
            RtfTokens::of(b"{\\rtf1\\u-3913 ?a\\'e9\\{\\~\\bin3 {}\\}b").collect();
        let byte = RtfToken::Byte;
        assert_eq!(
            tokens,
            [
                RtfToken::Open,
                RtfToken::Control("rtf", Some(1)),
                RtfToken::Control("u", Some(-3913)),
                byte(b'?'),
                byte(b'a'),
                byte(0xE9),
                byte(b'{'),
                RtfToken::Control("~", None),
                RtfToken::Control("bin", Some(3)),
                RtfToken::Close,
                byte(b'b'),
            ]
        );
        for end in ["\\", "\\'", "\\'f", "\\bin99 x", "{", "\\a-"] {
            assert!(RtfTokens::of(end.as_bytes()).count() <= 2, "{end}");
        }
    }
}
