//! The lexer of the query language: cuts a typed query into words, brackets and operators.
//!
//! Not here: what a word means (`fields`), and how the pieces combine (`parse`).

/// One piece of a typed query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lexeme<'a> {
    Word(QueryWord<'a>),
    And,
    Or,
    /// `NOT`, or a hyphen before a word or bracket.
    Not,
    Open,
    Close,
}

/// A word or quoted phrase, with what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QueryWord<'a> {
    /// What stands before the first colon, if anything does.
    pub field: Option<&'a str>,
    /// What stands after it: without quotes and without the star.
    pub value: &'a str,
    /// The whole as typed.
    pub typed: &'a str,
    pub quoted: bool,
    /// A star says that the last term may go on.
    pub star: bool,
    /// It reaches the end of the input and no quote closes it: it may still be being typed.
    pub open: bool,
}

/// The pieces of `input` from left to right.
pub(super) fn lex(input: &str) -> Lexer<'_> {
    Lexer { input, at: 0 }
}

#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    input: &'a str,
    at: usize,
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Lexeme<'a>;

    fn next(&mut self) -> Option<Lexeme<'a>> {
        loop {
            let rest = &self.input[self.at..];
            let first = rest.chars().next()?;
            let after = rest[first.len_utf8()..].chars().next();
            let single = match first {
                '(' => Some(Lexeme::Open),
                ')' => Some(Lexeme::Close),
                '-' if after.is_some_and(|c| !c.is_whitespace() && c != ')') => Some(Lexeme::Not),
                c if c.is_whitespace() || c == '-' => None,
                _ => return Some(self.word()),
            };
            self.at += first.len_utf8();
            if single.is_some() {
                return single;
            }
        }
    }
}

impl<'a> Lexer<'a> {
    /// The word that begins here: up to white space, a closing bracket or a quote, or a quoted
    /// phrase, with its field before it.
    fn word(&mut self) -> Lexeme<'a> {
        let start = self.at;
        let rest = &self.input[start..];
        let end = rest.find(ends_word).unwrap_or(rest.len());
        let (bare, after) = rest.split_at(end);
        let (field, value) = match bare.split_once(':') {
            Some((field, value)) => (Some(field), value),
            None => (None, bare),
        };
        if value.is_empty() && after.starts_with(is_quote) {
            return self.phrase(field, start, start + end);
        }
        self.at = start + end;
        match bare {
            "AND" => Lexeme::And,
            "OR" => Lexeme::Or,
            "NOT" => Lexeme::Not,
            _ => Lexeme::Word(QueryWord {
                field,
                value: value.strip_suffix('*').unwrap_or(value),
                typed: bare,
                quoted: false,
                star: value.ends_with('*'),
                open: after.is_empty(),
            }),
        }
    }

    /// The phrase whose quote opens at `quote`; without a closing quote it goes on to the end.
    fn phrase(&mut self, field: Option<&'a str>, start: usize, quote: usize) -> Lexeme<'a> {
        let width = |at: usize| self.input[at..].chars().next().map_or(0, char::len_utf8);
        let inside = quote + width(quote);
        let close = self.input[inside..].find(is_quote).map(|at| inside + at);
        let value = &self.input[inside..close.unwrap_or(self.input.len())];
        let end = close.map_or(self.input.len(), |close| close + width(close));
        // Both `"grain de*"` and `"grain de"*` let the last word go on.
        let star_after = close.is_some() && self.input[end..].starts_with('*');
        self.at = end + usize::from(star_after);
        Lexeme::Word(QueryWord {
            field,
            value: value.strip_suffix('*').unwrap_or(value),
            typed: &self.input[start..self.at],
            quoted: true,
            star: star_after || value.ends_with('*'),
            open: close.is_none() && !value.ends_with(char::is_whitespace),
        })
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == ')' || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}
