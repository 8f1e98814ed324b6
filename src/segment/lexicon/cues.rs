//! Finds the cues of one line by its phrases: site chrome, captions, labels of dates and authors. Of a
//! long line only both ends are looked at.
//!
//! Not here: the phrases (`phrase_table`), and what follows from a cue (`split`, `body`, `published`).

use super::cue_set::Cues;
use super::phrase_table::PHRASES;
use crate::text::fold::fold;

/// Lines longer than this many bytes are looked at only at both ends.
const WHOLE_LINE: usize = 320;
const ENDS: usize = 100;

/// The cues of a line, trimmed.
pub fn cues(line: &str) -> Cues {
    if line.len() <= WHOLE_LINE {
        return PHRASES.cues(&fold(line), true);
    }
    let head = PHRASES.cues(&fold(&line[..line.floor_char_boundary(ENDS)]), false);
    let tail = PHRASES.cues(&fold(&line[line.ceil_char_boundary(line.len() - ENDS)..]), false);
    let heads = Cues::CHROME_START.or(Cues::SEPARATOR).or(Cues::CAPTION).or(Cues::BYLINE);
    head.and(heads).or(tail.and(Cues::CAPTION))
}

/// The length in bytes of a link glued to the end of a paragraph ("… said. read more").
pub fn glued_link(line: &str) -> usize {
    if !PHRASES.tail_ends.may_end(line) {
        return 0;
    }
    let end = line.ceil_char_boundary(line.len().saturating_sub(40));
    let last = &line[end..];
    let folded = fold(last);
    let kept = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let words = PHRASES
        .tails
        .iter()
        .filter(|phrase| kept.ends_with(phrase.as_str()))
        .map(|phrase| phrase.split(' ').count());
    let Some(count) = words.max() else { return 0 };
    let trimmed = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((start, _)) = trimmed.rmatch_indices(' ').nth(count - 1) else { return 0 };
    let before = trimmed[..start].trim_end();
    match before.ends_with(['.', '!', '?', '…', '”', '"', '’', ']', ')']) {
        true => line.len() - before.len(),
        false => 0,
    }
}

/// How many social networks a line names.
pub fn networks(line: &str) -> usize {
    let lower = line.to_ascii_lowercase();
    PHRASES.networks.iter().filter(|network| lower.contains(network.as_str())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_counts_only_in_its_place() {
        assert!(cues("-Advertisement-").any(Cues::CHROME));
        assert!(!cues("The advertisement was withdrawn").any(Cues::CHROME));
        assert!(cues("Also Read: Harbour opens").any(Cues::CHROME_START));
        assert!(cues("RELATED STORIES").any(Cues::SECTION));
        assert!(cues("Posted on 4 May by Ann").any(Cues::PUBLISHED));
        assert!(!cues("Readers wrote").any(Cues::CHROME_START), "a word must end where the phrase ends");
    }

    #[test]
    fn a_link_glued_to_a_sentence_is_measured() {
        let line = "The port says it will open. read more";
        assert_eq!(&line[line.len() - glued_link(line)..], " read more");
        assert_eq!(glued_link("They want to read more"), 0);
        assert_eq!(glued_link("Read more"), 0);
        assert_eq!(glued_link(""), 0);
    }
}
