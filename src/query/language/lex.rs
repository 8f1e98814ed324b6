//! The lexer of the query language: cuts a typed query into words, brackets and operators.
//!
//! Not here: what a word means (`fields`), and how the pieces combine (`parse`).

/// One lexeme of a typed query.
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
    /// The field: what stands before the first colon, if anything does.
    pub field: Option<&'a str>,
    /// What stands after it: without quotes and without the star.
    pub value: &'a str,
    /// The whole as typed, and where it begins in the query.
    pub typed: &'a str,
    pub start: usize,
    pub quoted: bool,
    /// What stands right after a closing quote: how near the words are (`~5`), or how often (`>5`).
    pub suffix: &'a str,
    /// What stands between slashes is a regular expression.
    pub pattern: bool,
    /// A star after it says that its last term is a prefix.
    pub star: bool,
    /// It reaches the end of the input and no quote closes it: it may still be being typed.
    pub open: bool,
}

/// The lexemes of `input` from left to right.
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
    /// Where the last lexeme ends.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The word that begins here: up to white space, a closing bracket or a quote, or a quoted
    /// phrase, with its field before it.
    fn word(&mut self) -> Lexeme<'a> {
        let start = self.at;
        let rest = &self.input[start..];
        let end = rest.find(ends_word).unwrap_or(rest.len());
        if let Some(length) = pattern_length(rest) {
            self.at = start + length;
            return Lexeme::Word(QueryWord {
                field: None,
                value: &rest[1..length - 1],
                typed: &rest[..length],
                start,
                quoted: false,
                suffix: "",
                pattern: true,
                star: false,
                open: false,
            });
        }
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
                start,
                quoted: false,
                suffix: "",
                pattern: false,
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
        let end = end + usize::from(star_after);
        let rest = &self.input[end..];
        let is_suffix = close.is_some() && rest.starts_with(['~', '>', '<', '=']);
        let suffix = if is_suffix { &rest[..rest.find(ends_word).unwrap_or(rest.len())] } else { "" };
        self.at = end + suffix.len();
        Lexeme::Word(QueryWord {
            field,
            value: value.strip_suffix('*').unwrap_or(value),
            typed: &self.input[start..self.at],
            start,
            quoted: true,
            suffix,
            pattern: false,
            star: star_after || value.ends_with('*'),
            open: close.is_none() && !value.ends_with(char::is_whitespace),
        })
    }
}

/// How long the regular expression is that a text begins with, its slashes included: up to the next slash,
/// if the word ends there. White space may stand in it, but not before a slash: `/ or /` is none.
fn pattern_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('/')?;
    let mut escaped = false;
    let close = inside.find(|c: char| {
        let closes = c == '/' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    let after = inside[close..].strip_prefix('/')?;
    let bare = inside[..close].trim() == &inside[..close];
    (close > 0 && bare && after.chars().next().is_none_or(ends_word)).then_some(close + 2)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == ')' || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}
