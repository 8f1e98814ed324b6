//! How a copied passage is written: plainly, as Markdown or after a template of the reader's own, with where it
//! is from.
//!
//! Not here: what stands in a citation (`app::citation`), and copying (`terminal`).

use super::quotation::quoted;
use super::template::Template;

/// The fields of a template, in the order in which they are named.
pub const FIELDS: [&str; 11] = [
    "quote",
    "passage",
    "title",
    "author",
    "source",
    "date",
    "file",
    "lines",
    "page",
    "address",
    "reference",
];

const PLAIN: &str = "{quote}{ — reference}";
const MARKDOWN: &str = "> {quote}\n>\n> {— reference}{ <address>}\n";

/// A passage with all that is known of where it is from; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// As it is shown.
    pub passage: String,
    /// ISO 639-1, for the quotation marks.
    pub language: Option<String>,
    /// Of the document.
    pub title: String,
    /// As written.
    pub author: String,
    /// With the sign of a guess.
    pub source: String,
    /// With the sign of a guess.
    pub date: String,
    /// Its path.
    pub file: String,
    /// "lines 12–15", of a plain text.
    pub lines: String,
    /// "p. 3", of what has pages.
    pub page: String,
    /// Where it was published.
    pub address: String,
}

impl Citation {
    /// Where it is from, in one line.
    pub fn reference(&self) -> String {
        let parts = [&self.title, &self.source, &self.date, &self.file, &self.lines, &self.page];
        let known = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str);
        known.collect::<Vec<_>>().join(", ")
    }

    fn field(&self, name: &str) -> String {
        match name {
            "quote" if self.passage.is_empty() => String::new(),
            "quote" => quoted(&self.passage, self.language.as_deref()),
            "passage" => self.passage.clone(),
            "title" => self.title.clone(),
            "author" => self.author.clone(),
            "source" => self.source.clone(),
            "date" => self.date.clone(),
            "file" => self.file.clone(),
            "lines" => self.lines.clone(),
            "page" => self.page.clone(),
            "address" => self.address.clone(),
            _ => self.reference(),
        }
    }
}

/// How a copied passage is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyAs {
    template: Template,
    /// What would be a sign of Markdown in a text is written so that it is none.
    escapes: bool,
}

impl CopyAs {
    /// The way of that name, "plain" or "markdown", else that of a template.
    ///
    /// # Errors
    /// When the template is wrong; in words.
    pub fn parse(text: &str) -> Result<CopyAs, String> {
        let (text, escapes) = match text {
            "plain" => (PLAIN, false),
            "markdown" => (MARKDOWN, true),
            own if own.contains('{') => (own, false),
            other => {
                return Err(format!(
                    "“{other}” is neither plain nor markdown, and has no field such as {{quote}}"
                ));
            }
        };
        Ok(CopyAs { template: Template::parse(text, &FIELDS)?, escapes })
    }

    /// The passage as it is copied.
    pub fn write(&self, citation: &Citation) -> String {
        self.template.fill(|name| {
            let value = citation.field(name);
            if self.escapes && name != "address" { escaped(&value) } else { value }
        })
    }
}

impl Default for CopyAs {
    fn default() -> CopyAs {
        CopyAs::parse("plain").unwrap_or(CopyAs { template: Template::default(), escapes: false })
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation() -> Citation {
        Citation {
            passage: "“Go,” she_said.\n\nThey went.".into(),
            title: "A thaw".into(),
            source: "~Harbour Courier".into(),
            date: "5 Jun 2021".into(),
            file: "web/a.txt".into(),
            lines: "lines 3–5".into(),
            address: "https://courier.example/a_b".into(),
            ..Citation::default()
        }
    }

    #[test]
    fn a_passage_is_written_with_all_that_is_known_of_its_source() {
        let written = |way: &str| CopyAs::parse(way).unwrap().write(&citation());
        let plain =
            "“‘Go,’ she_said.\n\nThey went.” — A thaw, ~Harbour Courier, 5 Jun 2021, web/a.txt, lines 3–5";
        assert_eq!(written("plain"), plain);
        let markdown = "> “‘Go,’ she\\_said.\n> \n> They went.”\n>\n> — A thaw, ~Harbour Courier, 5 Jun 2021, \
                        web/a.txt, lines 3–5 <https://courier.example/a_b>\n";
        assert_eq!(written("markdown"), markdown);
        assert_eq!(
            written("{passage}{ (source, }{date)}{ page}").lines().last().unwrap(),
            "They went. (~Harbour Courier, 5 Jun 2021)"
        );
        assert_eq!(CopyAs::default().write(&Citation::default()), "");
    }

    #[test]
    fn a_wrong_template_is_said() {
        for (text, reason) in [("plian", "neither plain nor markdown"), ("{titel}", "did you mean {title}?")]
        {
            assert!(CopyAs::parse(text).unwrap_err().contains(reason));
        }
    }
}
