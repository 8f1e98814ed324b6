//! Reads what the fields and elements of a web page name as its authors.
//!
//! Not here: which of them are people (`segment::authors`).

use scraper::node::Element;

use super::elements::class_words;

/// So many authors in fields of their own are kept.
pub const MOST: usize = 40;

/// The author that an element names.
pub enum Named {
    Author,
    Poster,
}

/// What an element's class declares its text to name.
pub fn named(element: &Element) -> Option<Named> {
    let words = class_words(element.attr("class").unwrap_or_default());
    let other = |word: &String| {
        matches!(
            word.as_str(),
            "avatar" | "image" | "img" | "photo" | "bio" | "comment" | "comments" | "box" | "related"
        )
    };
    let is = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    match (is(&["author", "byline", "authors"]), is(&["username"])) {
        _ if words.iter().any(other) => None,
        (true, _) => Some(Named::Author),
        (false, true) => Some(Named::Poster),
        (false, false) => None,
    }
}

/// The authors that fields of one name give, a paper one in each; none when it is an address.
pub fn of_fields(first: &str, further: &[String]) -> Option<String> {
    let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    if is_address(first) {
        return None;
    }
    let mut all = vec![given_first(first)];
    for other in further.iter().filter(|other| !is_address(other)).map(|other| given_first(other)) {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    // One field with several names is as it was written.
    if all.len() == 1 { Some(first.to_owned()) } else { Some(all.join(", ")) }
}

/// A name that papers give as "Oduya, Maren", in the usual order.
fn given_first(name: &str) -> String {
    let surname = |words: &str| !words.contains(' ') || words.starts_with(char::is_lowercase);
    match name.split_once(", ") {
        Some((last, given)) if surname(last) && !given.contains(',') && given.split(' ').count() <= 3 => {
            format!("{given} {last}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_names_an_author() {
        let fields = |first: &str, further: &[&str]| {
            of_fields(first, &further.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(fields("Oduya, Maren", &["Tobias Lind"]).as_deref(), Some("Maren Oduya, Tobias Lind"));
        assert_eq!(
            fields("Ann Bell, Carl Dow", &["Eva Fry"]).as_deref(),
            Some("Ann Bell, Carl Dow, Eva Fry")
        );
        assert_eq!(fields("Ann Bell, Carl Dow", &[]).as_deref(), Some("Ann Bell, Carl Dow"));
        assert_eq!(fields("https://norwick.example/bell", &[]), None);
    }
}
