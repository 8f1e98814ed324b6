//! Reads the words of charts and of drawings of the kind SmartArt, which DOCX and PPTX have in parts of their own.

use std::collections::HashMap;

use super::docx_parts::Relations;
use crate::extract::archive::Archive;
use crate::extract::xml::{Element, Node, walk};
use crate::model::Problem;

/// The longest words of one drawing that are kept, in bytes. Set by hand: a chart may have all rows of its table.
const LONGEST: usize = 10_000;

/// The words of drawings, by the name of their part.
#[derive(Debug, Default)]
pub struct Drawings {
    words: HashMap<String, String>,
}

impl Drawings {
    /// Those that a part refers to.
    ///
    /// # Errors
    /// When one is broken, or larger than may be unpacked.
    pub fn of(archive: &mut Archive<'_>, relations: &Relations) -> Result<Drawings, Problem> {
        let mut words = HashMap::new();
        for of_type in ["diagramData", "chart"] {
            for name in relations.parts(of_type) {
                let text = archive.text(&name)?.unwrap_or_default();
                words.insert(name, words_of(&text));
            }
        }
        Ok(Drawings { words })
    }

    /// What is shown in place of a drawing, if the element stands for one: its words in brackets.
    pub fn shown(&self, element: &Element<'_>, relations: &Relations) -> Option<String> {
        let (what, id) = match element.name() {
            "relIds" => ("Diagram", element.reference("dm")),
            "chart" => ("Chart", element.reference("id")),
            _ => return None,
        };
        let words = id.and_then(|id| relations.target_part(&id)).and_then(|part| self.words.get(&part));
        Some(match words.filter(|words| !words.is_empty()) {
            Some(words) => format!(" [{what}: {words}] "),
            None => format!(" [{what}] "),
        })
    }
}

/// The words of a drawing, box by box; of a chart its titles, the names of its rows and columns.
fn words_of(text: &str) -> String {
    let (mut boxes, mut is_text, mut is_name): (Vec<String>, bool, bool) =
        (vec![String::new()], false, false);
    _ = walk(text, |node| match node {
        Node::Start(element) => match (element.prefix(), element.name()) {
            (_, "pt" | "title" | "tx") => boxes.push(String::new()),
            (_, "strCache") => is_name = true,
            ("a", "t") => is_text = true,
            (_, "v") if is_name => {
                boxes.push(String::new());
                is_text = true;
            }
            _ => {}
        },
        Node::Text(words) if is_text => boxes.last_mut().into_iter().for_each(|last| last.push_str(&words)),
        Node::End("t" | "v") => is_text = false,
        Node::End("strCache") => is_name = false,
        _ => {}
    });
    let mut all = String::new();
    let mut before: Vec<&str> = Vec::new();
    for words in boxes.iter().map(|words| words.trim()).filter(|words| !words.is_empty()) {
        // Each row of a chart has the names of all columns once more.
        if all.len() < LONGEST && !before.contains(&words) {
            all.push_str(if all.is_empty() { "" } else { "; " });
            all.push_str(words);
            before.push(words);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_its_words_box_by_box() {
        let diagram = "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Ferry</a:t></a:r><a:r><a:t> one</a:t></a:r></a:p></dgm:t></dgm:pt>\
            <dgm:pt/><dgm:pt><dgm:t><a:p><a:r><a:t>Boat</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>";
        assert_eq!(words_of(diagram), "Ferry one; Boat");
        let chart = "<c:title><c:tx><a:t>Leaks</a:t></c:tx></c:title><c:ser><c:cat><c:strCache><c:pt><c:v>May</c:v></c:pt>\
            <c:pt><c:v>June</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache></c:val></c:ser>\
            <c:ser><c:cat><c:strCache><c:pt><c:v>May</c:v></c:pt></c:strCache></c:cat></c:ser>";
        assert_eq!(words_of(chart), "Leaks; May; June");
    }
}
