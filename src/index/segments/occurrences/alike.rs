//! Words alike to one: how often its other forms (inflections) stand in the rows of a segment, each by the language
//! of the row, or words that are a few letters away, of those that the segment's dictionary of terms has.
//!
//! Not here: what is a form of what (`text::inflection`), and how far words are apart (`text::edits`).

use std::collections::BTreeMap;

use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

use super::postings::{RowSums, each_row, each_term, near_terms};
use crate::index::segments::segment::Segment;
use crate::query::{FacetText, Likeness};
use crate::text::edits::most_edits;
use crate::text::inflection::{InflectedLanguage, WordForms};

/// How often each row has words alike to one, itself not among them, nor with `prefix` forms that begin with it.
/// `None` when cancelled.
pub(super) fn count_alike(
    index: &InvertedIndexReader,
    segment: &Segment,
    field: Field,
    (word, prefix, likeness): (&str, bool, Likeness),
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    if likeness != Likeness::Misspelt {
        return count_forms(index, segment, word, prefix, cancelled);
    }
    let mut sums = RowSums::new(segment.size());
    for (_, info) in near_terms(index, field, word, most_edits(word), false)? {
        each_row(index, &info, |row, count| sums.change(row, |sum| sum + count))?;
    }
    Ok(Some(sums))
}

/// How often each row has forms of `word`, itself not among them. With `prefix` words that begin with it are
/// none: they are counted as what was typed. `None` when cancelled.
fn count_forms(
    index: &InvertedIndexReader,
    segment: &Segment,
    word: &str,
    prefix: bool,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    let mut sums = RowSums::new(segment.size());
    for (language, of_rows) in languages(segment, word)? {
        let Some(forms) = WordForms::of(word, language) else { continue };
        let Some(terms) = terms_of(index, &forms, cancelled)? else { return Ok(None) };
        for (term, info) in terms {
            if prefix && term.starts_with(word) {
                continue;
            }
            each_row(index, &info, |row, count| {
                let language = segment.columns().text(FacetText::Language).ordinal(row);
                if of_rows.contains(&language) {
                    sums.change(row, |sum| sum + count);
                }
            })?;
        }
    }
    Ok(Some(sums))
}

/// The languages in whose forms the word is looked for, and for each the values of the language column that
/// mean it; `None` is that of rows without a language.
fn languages(
    segment: &Segment,
    word: &str,
) -> tantivy::Result<BTreeMap<InflectedLanguage, Vec<Option<u64>>>> {
    let mut languages: BTreeMap<InflectedLanguage, Vec<Option<u64>>> = BTreeMap::new();
    let mut add = |code: Option<&str>, ordinal: Option<u64>| {
        if let Some(language) = InflectedLanguage::of_document(code, word) {
            languages.entry(language).or_default().push(ordinal);
        }
    };
    add(None, None);
    let mut ordinal = 0;
    segment.columns().text(FacetText::Language).each(|code| {
        add(Some(code), Some(ordinal));
        ordinal += 1;
    })?;
    Ok(languages)
}

/// The forms that stand in a field, with where their rows are kept. `None` when cancelled.
fn terms_of(
    index: &InvertedIndexReader,
    forms: &WordForms,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<Vec<(String, TermInfo)>>> {
    let mut terms = Vec::new();
    let whole = each_term(index, forms.beginning(), cancelled, |term, info| {
        if let Ok(term) = str::from_utf8(term)
            && forms.is_regular(term)
        {
            terms.push((term.to_owned(), info.clone()));
        }
        Ok(())
    })?;
    for &form in forms.irregular() {
        let known = terms.iter().any(|(term, _)| term == form);
        terms.extend(index.terms().get(form)?.filter(|_| !known).map(|info| (form.to_owned(), info)));
    }
    Ok(whole.then_some(terms))
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::DocumentId;
    use crate::query::{Search, parse};

    /// Documents found by what is typed, the best first, each with its hits.
    fn found_by(typed: &str, typing: bool) -> Vec<(u64, u32)> {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let texts = [
            ("en", "The prize was won. Prizes and more prizes."),
            ("en", "Two men were seen stabbing a man. No prize."),
            ("de", "Die Häuser am Hafen. Das Haus."),
            ("", "A prized horse."),
        ];
        for ((language, text), id) in texts.into_iter().zip(1..) {
            let mut document = document("Untitled", text);
            document.language = Some(language.to_owned()).filter(|code| !code.is_empty());
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let search = Search { query: parse(typed, typing, &Default::default()).query, ..Search::default() };
        let found = snapshot.search(&search, &Default::default(), &|| false).unwrap();
        let passages = snapshot.passages(&search, &found.ids);
        for passage in &passages {
            assert_eq!(passage.hits as usize, passage.matches.len(), "{typed}: what is counted is marked");
        }
        found.ids.iter().zip(&passages).map(|(id, passage)| (id.0, passage.hits)).collect()
    }

    #[test]
    fn forms_are_found_after_the_word_itself_by_the_language_of_the_document() {
        assert_eq!(found_by("prizes", false), [(1, 3), (4, 1), (2, 1)]);
        assert_eq!(found_by("stabbed", false), [(2, 1)]);
        assert_eq!(found_by("haus", false), [(3, 2)], "the German form, in the German text");
        assert_eq!(found_by("men", false), [(2, 2)], "an irregular form");
    }

    #[test]
    fn quotes_and_exclusion_mean_the_word_as_typed() {
        assert_eq!(found_by("\"prizes\"", false), [(1, 2)]);
        assert_eq!(found_by("\"two man\"", false), []);
        assert_eq!(found_by("horse -prize", false), [(4, 1)]);
    }

    #[test]
    fn misspelt_words_are_found_where_they_are_asked_for() {
        assert_eq!(found_by("prise~", false), [(1, 1), (2, 1)], "prized is two letters away");
        assert_eq!(found_by("hosre~", true), [(4, 1)], "neighbours swapped");
        assert_eq!(found_by("horse -prise~", false), [(4, 1)]);
        assert_eq!(
            found_by("prise~ -stabbin~", false),
            [(1, 1)],
            "what is near is excluded too, when it is asked for"
        );
    }

    #[test]
    fn a_word_being_typed_goes_on_and_has_its_forms() {
        assert_eq!(found_by("prizes", true), found_by("prizes", false));
        assert_eq!(found_by("priz", true).len(), 3);
        assert_eq!(found_by("stabbed", true), [(2, 1)]);
    }
}
