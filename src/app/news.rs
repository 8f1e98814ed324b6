//! News: what has become of documents without the reader's doing, said in one line until the next key.
//!
//! Not here: noticing it (`terminal::workers`), and saying it (`state`).

/// What has become of documents without the reader's doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Documents that were never there before.
    pub new: usize,
    /// Documents with another text or title.
    pub changed: usize,
    /// Documents that are no more.
    pub gone: usize,
    /// What has become of the document that is being read.
    pub reading: Option<ReadingNews>,
}

/// What has become of the document that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingNews {
    /// It has another text, which is shown.
    Changed,
    /// Its file is no more, or it is no more in it.
    Gone,
}

impl News {
    /// All of it in one line; `None` where there is none.
    pub fn words(&self) -> Option<String> {
        let counts = [(self.new, "new"), (self.changed, "changed"), (self.gone, "gone")];
        let mut parts: Vec<String> = Vec::new();
        for (count, word) in counts.into_iter().filter(|(count, _)| *count > 0) {
            let noun = if count == 1 { "document" } else { "documents" };
            parts.push(match (parts.is_empty(), word) {
                (true, "new") => format!("{count} new {noun}"),
                (true, word) => format!("{count} {noun} {word}"),
                (false, word) => format!("{count} {word}"),
            });
        }
        let mut all = parts.join(", ");
        if let Some(reading) = self.reading {
            all.push_str(if all.is_empty() { "" } else { "; " });
            all.push_str(match reading {
                ReadingNews::Changed => "what you are reading has changed",
                ReadingNews::Gone => {
                    "what you are reading is gone from its folder; it stays here until you leave it"
                }
            });
        }
        (!all.is_empty()).then_some(all)
    }

    /// This and what came later.
    pub fn and(self, later: News) -> News {
        News {
            new: self.new + later.new,
            changed: self.changed + later.changed,
            gone: self.gone + later.gone,
            reading: later.reading.or(self.reading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(new: usize, changed: usize, gone: usize, reading: Option<ReadingNews>) -> String {
        News { new, changed, gone, reading }.words().unwrap_or_default()
    }

    #[test]
    fn only_what_there_is_is_said() {
        assert_eq!(words(3, 1, 0, None), "3 new documents, 1 changed");
        assert_eq!(words(0, 1, 2, None), "1 document changed, 2 gone");
        assert_eq!(words(1, 0, 0, None), "1 new document");
        assert_eq!(words(0, 0, 0, Some(ReadingNews::Changed)), "what you are reading has changed");
        assert!(words(0, 0, 1, Some(ReadingNews::Gone)).starts_with("1 document gone; what you are reading"));
        assert_eq!(words(0, 0, 0, None), "");
    }
}
