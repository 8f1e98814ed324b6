//! Names found by rules and lists, without a model: candidates of each sentence, then the kind of each
//! with the whole document in view. In languages without a model these are the names; where there is a
//! model they are one of its features.
//!
//! ```text
//! Sentence ─candidates→ Candidate ─weigh→ KindEvidence ─settle→ kind
//! ```
//!
//! Not here: the weights (`annotate::weights`), and the model's own features (`annotate::model`).

mod candidates;
mod exclude;
mod parts;
mod run;
mod settle;
mod sides;
mod titles;
mod trim;
mod votes;
mod weigh;
mod weighed;

pub use settle::settle;
pub use weighed::{RuleContext, WeighedCandidate, weigh_sentence};

#[cfg(test)]
mod tests {
    use super::super::names_of_text::weigh_by_rules;
    use super::super::tokenized::{TokenizedText, blocks_of_lines};
    use super::super::word::WordTable;
    use crate::lexicon::lexicon;

    fn names(text: &str) -> Vec<String> {
        let rules = weigh_by_rules(
            &TokenizedText::of(text, &blocks_of_lines(text), &mut WordTable::new(lexicon(), None)),
            true,
        );
        let settled = rules.candidates.iter().zip(&rules.kinds);
        settled
            .filter_map(|(candidate, kind)| Some(format!("{} {}", (*kind)?.name(), candidate.span.of(text))))
            .collect()
    }

    #[test]
    fn a_name_is_found_without_title_article_and_possessive_ending() {
        for (text, expected) in [
            ("President Maren Ode’s speech was long.", vec!["person Maren Ode"]),
            ("She thanked Deputy Prime Minister Tom A. Pike.", vec!["person Tom A. Pike"]),
            ("Defense Secretary Maren Ode spoke.", vec!["person Maren Ode"]),
            ("Norwegian Foreign Minister Maren Ode left.", vec!["person Maren Ode"]),
            ("NATO Secretary General Maren Ode left.", vec!["organization NATO", "person Maren Ode"]),
            ("the Crown Prince Faisal bin Turki said", vec!["person Faisal bin Turki"]),
            ("We met Stephen King there.", vec!["person Stephen King"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn organizations_keep_their_heads_and_small_words() {
        for (text, expected) in [
            (
                "She left the Ministry of Fisheries and Tourism.",
                vec!["organization Ministry of Fisheries and Tourism"],
            ),
            (
                "He works for Tarnwick Motors Inc. in Oslo.",
                vec!["organization Tarnwick Motors Inc.", "place Oslo"],
            ),
            ("the University of Tarnwick said", vec!["organization University of Tarnwick"]),
            ("EU workers met.", vec!["organization EU"]),
            ("Workers of Quelle & Falke struck.", vec!["organization Quelle & Falke"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_told_by_list_head_word_and_preposition() {
        for (text, expected) in [
            ("They sailed from Norway to Lake Tarn.", vec!["place Norway", "place Lake Tarn"]),
            ("The ferry sank near Tarnwick, Canada.", vec!["place Tarnwick", "place Canada"]),
            ("He warned the West of it.", vec!["place West"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn firms_keep_their_joint_heads_and_their_suffixes() {
        for (text, expected) in [
            (
                "the Food and Water Commission said on Monday that it had begun.",
                vec!["organization Food and Water Commission"],
            ),
            ("It is owned by Co Inc and others.", vec![]),
            ("She lives in Tarnwick, TX and likes FL.", vec!["place Tarnwick", "place TX"]),
            ("A dam on the Amazon river broke.", vec!["place Amazon"]),
            ("He ordered it from Amazon again.", vec!["organization Amazon"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn headings_in_title_case_give_only_names_the_lists_or_the_text_know() {
        let text = "How Tarnwick Motors Writes A Ferry Essay in Oslo\n\
                    Best Overall Power Wire\n\
                    The ferry was built by Tarnwick Motors and sold.";
        assert_eq!(
            names(text),
            ["organization Tarnwick Motors", "place Oslo", "organization Tarnwick Motors"]
        );
    }

    #[test]
    fn capitals_that_are_no_names_are_left_alone() {
        for text in [
            "The API and the GPU were slow, and the FAQ did not help.",
            "A general Election was near, and Advancements said much.",
            "However, Western officials and South American workers met on Monday in May.",
            "WHAT HAPPENS NEXT IN THE HARBOUR?",
            "It broke Article 5 of the Harbour Act.",
            "The Danish-built T-62 and the H5N1 strain",
            "Reporting by Maren Ode; Editing by Tom Pike",
            "More than 100,000 XQZRT troops",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }
}
