//! Finds titles inside and before a run of name words: "President", "Deputy Prime Minister", "Secretary
//! of State".

use std::ops::Range;

use super::super::text::Sentence;
use super::super::word::Shape;
use crate::lexicon::Classes;

/// Whether "of" and this token go on with a title: "Secretary of State", "Chief of Staff".
pub fn is_state_office(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|t| t.is_capitalised() && t.word.any(Classes::TITLE_WORD))
}

/// Whether a title in lower case stands right before a run: "president".
pub fn lower_title_before(sentence: &Sentence<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| sentence.token(at));
    before.is_some_and(|t| t.shape == Shape::Lower && t.word.any(Classes::TITLE))
}

/// The first title in a run: "President", "Deputy Prime Minister", "Secretary of State".
pub fn first_title(sentence: &Sentence<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let title_like = Classes::TITLE.with(Classes::TITLE_WORD);
    let mut at = run.start;
    while at < run.end {
        if let Some(length) = sentence.listed_from(at) {
            at += length;
            continue;
        }
        let mut end = at;
        while end < run.end
            && sentence.tokens[end].word.any(title_like)
            && sentence.tokens[end].is_capitalised()
        {
            end += 1;
            let the = usize::from(sentence.written(end + 1) == "the");
            if end + 1 + the < run.end
                && sentence.written(end) == "of"
                && is_state_office(sentence, end + 1 + the)
            {
                end += 2 + the;
            }
        }
        let real = (at..end).any(|i| sentence.tokens[i].word.any(Classes::TITLE));
        if real && !names_an_office(sentence, run, end) && !ends_a_name(sentence, run, &(at..end)) {
            return Some(at..end);
        }
        at = end.max(at + 1);
    }
    None
}

/// "General Council", "Justice Ministry": the title's word belongs to an organisation.
fn names_an_office(sentence: &Sentence<'_>, run: &Range<usize>, end: usize) -> bool {
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
    let last = &sentence.tokens[run.end - 1];
    end < run.end
        && (last.word.any(head) && !last.name.any(Classes::FAMILY_NAME) || sentence.written(end) == "of")
        || end < run.end
            && sentence.tokens[end].word.any(head)
            && sentence.tokens[end].word.any(Classes::WORD)
}

/// "Stephen King", "Ada Bishop": the title's word is a family name.
fn ends_a_name(sentence: &Sentence<'_>, run: &Range<usize>, title: &Range<usize>) -> bool {
    title.end == run.end
        && title.len() == 1
        && title.start > run.start
        && sentence.tokens[title.start - 1].name.any(Classes::GIVEN_NAME)
        && sentence.tokens[title.start].name.any(Classes::FAMILY_NAME)
}
