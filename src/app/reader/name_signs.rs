//! The signs before names that say their kind where no colour can: ᴾ a person, ᴼ an organisation, ᴸ a place, at the
//! first mention of each. They stand in what is laid out, never in the text; before a name, for behind it one reads
//! them as the number of a footnote.
//!
//! Not here: whether there are colours (`ui::theme`).

use super::mentions::NameSign;
use super::page::Reader;
use crate::model::{Kind, Span};

/// The sign of a kind of names.
fn sign_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Person => Some("ᴾ"),
        Kind::Organization => Some("ᴼ"),
        Kind::Place => Some("ᴸ"),
        _ => None,
    }
}

impl Reader {
    /// Puts signs before names, or no longer; the place on the page stays.
    pub fn show_name_signs(&mut self, shown: bool) {
        if self.has_name_signs != shown {
            let offset = self.place();
            self.has_name_signs = shown;
            self.laid.clear();
            // The signs take columns.
            self.tables.iter_mut().for_each(|table| table.columns = None);
            self.last_top = None;
            self.hold(offset);
        }
    }

    /// The signs in a part of the document, in order; none where they are not asked for.
    pub(super) fn name_signs(&self, part: Option<Span>) -> Vec<NameSign> {
        let (Some(part), Some(page)) = (part.filter(|_| self.has_name_signs), &self.page) else {
            return Vec::new();
        };
        let mentions = page.document.mentions.iter().enumerate();
        let within = mentions.skip_while(|(_, of)| of.span.start < part.start);
        let within = within.take_while(|(_, of)| of.span.start < part.end);
        let sign = |(at, of): (usize, &crate::model::Mention)| {
            let marked = self.marked(at).filter(|marked| marked.first)?;
            Some((of.span.start, sign_of(marked.kind)?))
        };
        within.filter_map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Document, Key, Mention};
    use crate::query::{DocumentPage, ResolvedEntity};

    #[test]
    fn the_first_mention_of_each_has_the_sign_of_its_kind() {
        let text = "Bell left Norwick. Bell slept.";
        let mention = |start: usize, word: &str, kind, key| Mention {
            span: Span::new(start, start + word.len()),
            kind,
            key: Some(key),
        };
        let key = |kind, name: &str| Key { kind, name: name.into(), bare: false };
        let entity = |kind, name: &str| ResolvedEntity { kind, name: name.into(), hidden: false };
        let document = Document {
            text: text.into(),
            keys: vec![key(Kind::Person, "Bell"), key(Kind::Place, "Norwick")],
            mentions: vec![
                mention(0, "Bell", Kind::Person, 0),
                mention(10, "Norwick", Kind::Place, 1),
                mention(19, "Bell", Kind::Person, 0),
            ],
            ..Document::default()
        };
        let entities = vec![entity(Kind::Person, "Bell"), entity(Kind::Place, "Norwick")];
        let mut reader = Reader::default();
        reader
            .show(Arc::new(DocumentPage { document, entities, ..DocumentPage::default() }), &Arc::default());
        let whole = Some(Span::new(0, text.len()));
        assert_eq!(reader.name_signs(whole), [], "they are not asked for");
        reader.show_name_signs(true);
        assert_eq!(reader.name_signs(whole), [(0, "ᴾ"), (10, "ᴸ")]);
        assert_eq!(reader.name_signs(Some(Span::new(5, 12))), [(10, "ᴸ")]);
    }
}
