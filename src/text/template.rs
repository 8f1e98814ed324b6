//! A text with fields to be filled in: `{quote}{ — title}{, date}`. What stands in the brackets around the name of
//! a field is left out where the field is empty.
//!
//! Not here: which fields there are and what is in them (who fills it in).

use super::edits::{edits, most_edits};

/// A template that has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Field { before: String, name: String, after: String },
}

impl Template {
    /// Reads a template whose fields have these names.
    ///
    /// # Errors
    /// When a bracket is not closed, or holds none of these names; in words.
    pub fn parse(text: &str, names: &[&str]) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, from)) = rest.split_once('{') {
            let Some((field, after)) = from.split_once('}') else {
                return Err(format!("“{{{from}” has no }}"));
            };
            parts.push(Part::Words(words.to_owned()));
            parts.push(field_part(field, names)?);
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        parts.retain(|part| !matches!(part, Part::Words(words) if words.is_empty()));
        Ok(Template(parts))
    }

    /// The text with the fields filled in. Of a field of several lines each begins as its line of the template
    /// does, as far as that is signs.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => filled.push_str(words),
                Part::Field { before, name, after } => {
                    let value = value(name);
                    if value.is_empty() {
                        continue;
                    }
                    filled.push_str(before);
                    let line = filled.rsplit('\n').next().unwrap_or_default();
                    let signs = line.find(|c| !matches!(c, '>' | ' ' | '#')).unwrap_or(line.len());
                    let beginning = format!("\n{}", &line[..signs]);
                    filled.push_str(&value.replace('\n', &beginning));
                    filled.push_str(after);
                }
            }
        }
        filled
    }
}

fn field_part(field: &str, names: &[&str]) -> Result<Part, String> {
    let start = field.find(|c: char| c.is_ascii_lowercase()).unwrap_or(field.len());
    let (before, rest) = field.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    if names.contains(&name) {
        let [before, name, after] = [before, name, after].map(str::to_owned);
        return Ok(Part::Field { before, name, after });
    }
    let near = |known: &&&str| edits(name, known, most_edits(known)).is_some();
    let hint = names.iter().find(near).map(|name| format!("; did you mean {{{name}}}?")).unwrap_or_default();
    Err(format!("{{{field}}} is none of {{{}}}{hint}", names.join("} {")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["quote", "title", "date"];

    #[test]
    fn a_field_that_is_empty_takes_what_stands_around_it_along() {
        let template = Template::parse("{quote}\n{— title}{ (date)}.", &NAMES).unwrap();
        let filled = |title: &str, date: &str| {
            let value = |name: &str| match name {
                "quote" => "“a”".to_owned(),
                "title" => title.to_owned(),
                _ => date.to_owned(),
            };
            template.fill(value)
        };
        assert_eq!(filled("T", "1 May"), "“a”\n— T (1 May).");
        assert_eq!(filled("T", ""), "“a”\n— T.");
        assert_eq!(filled("", ""), "“a”\n.");
    }

    #[test]
    fn lines_of_a_field_begin_as_their_line_does() {
        let template = Template::parse("> {quote}", &NAMES).unwrap();
        assert_eq!(template.fill(|_| "a\n\nb".to_owned()), "> a\n> \n> b");
    }

    #[test]
    fn mistakes_are_named() {
        for (text, reason) in
            [("{quot}", "did you mean {quote}?"), ("{", "has no }"), ("{ }", "is none of {quote}")]
        {
            let error = Template::parse(text, &NAMES).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
