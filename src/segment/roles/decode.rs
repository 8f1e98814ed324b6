//! Labels each line of a page with its role, by three learned models (CRFs), one after the other: two of lines, one of
//! whole stretches of them.
//!
//! Not here: the features (`features`, `second`, `stretch_features`), the CRF with its Viterbi decoding (`sequence`), and how
//! the models were made (`assets/model/README.md`).

use std::sync::LazyLock;

use super::features::features;
use super::page_context::PageContext;
use super::role::LineRole;
use super::second::FirstReading;
use super::stretches::{Stretches, are_several};
use crate::segment::line::measured::Line;
use crate::sequence::{Decoder, FormatError, Label, LabelScores, Model};

/// Part of the program and read once. The tests fail when it cannot be read.
static READER: LazyLock<Option<Reader>> = LazyLock::new(|| {
    let first = include_bytes!("../../../assets/model/lines.bin");
    let second = include_bytes!("../../../assets/model/lines_again.bin");
    Reader::from_bytes(first, second, include_bytes!("../../../assets/model/stretches.bin")).ok()
});

/// Reads the roles of lines with three models, each by what those before made of the page.
pub struct Reader {
    first: Model,
    second: Model,
    stretches: Model,
}

impl Reader {
    /// The reader of those models.
    fn from_bytes(first: &[u8], second: &[u8], stretches: &[u8]) -> Result<Reader, FormatError> {
        let [first, second, stretches] = [first, second, stretches].map(Model::from_bytes);
        Ok(Reader { first: first?, second: second?, stretches: stretches? })
    }

    /// The reader in the program.
    pub fn built_in() -> Option<&'static Reader> {
        READER.as_ref()
    }

    /// The roles of the lines of one page.
    pub fn read(&self, lines: &[Line<'_>]) -> Vec<LineRole> {
        let page = PageContext::of(lines);
        let (roles, margins) = read_lines(&page, &self.first, &self.second);
        if !are_several(&roles) {
            return roles;
        }
        let stretches = Stretches::of(&page, &roles, &margins);
        let own = |at: usize, keys: &mut Vec<u32>| {
            stretches.features(at, &mut |feature| keys.push(feature.key()));
        };
        let (path, _) = read(&self.stretches, stretches.len(), own);
        stretches.together(roles, &path)
    }
}

/// The roles by both readings of lines, and how much each line spoke for text at first.
pub fn read_lines(page: &PageContext<'_, '_>, first: &Model, second: &Model) -> (Vec<LineRole>, Vec<i8>) {
    let first = read_first(page, first);
    let between = first.between();
    let own = |at: usize, keys: &mut Vec<u32>| {
        first.features(page, between.start + at, &mut |feature| keys.push(feature.key()));
    };
    let (path, _) = read(second, between.len(), own);
    first.together(page.lines, &path)
}

/// What the first reading makes of a page.
pub fn read_first(page: &PageContext<'_, '_>, model: &Model) -> FirstReading {
    let own = |at: usize, keys: &mut Vec<u32>| features(page, at, &mut |feature| keys.push(feature.key()));
    let (path, scores) = read(model, page.lines.len(), own);
    FirstReading::of(page, model, &scores, &path)
}

/// The best labels of so many places, and the scores they were found by.
fn read(
    model: &Model,
    places: usize,
    features: impl Fn(usize, &mut Vec<u32>),
) -> (Vec<Label>, Vec<LabelScores>) {
    let mut keys = Vec::new();
    let score = |at: usize| {
        keys.clear();
        features(at, &mut keys);
        model.sum(&keys)
    };
    let scores: Vec<LabelScores> = (0..places).map(score).collect();
    let mut path = Vec::new();
    Decoder::default().decode(model, &scores, &mut path);
    (path, scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn the_models_are_whole_and_have_the_roles_as_its_labels() {
        let reader = Reader::built_in().unwrap();
        assert_eq!(reader.first.labels(), LineRole::ALL.map(LineRole::name));
        assert_eq!(reader.second.labels(), LineRole::ALL.map(LineRole::name));
        assert_eq!(reader.stretches.labels(), LineRole::ALL.map(LineRole::name));
        assert!(reader.first.features() > 10_000);
    }

    #[test]
    fn lists_between_paragraphs_are_text() {
        let prose = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the \
                     ferries stayed at their moorings while engineers looked for the leak.";
        let more = "Ann Bell, who runs the ferries, told reporters that the company would lose a good deal of \
                    money, and that the passengers had been patient so far.";
        let mut lines = vec!["Home", "Sign in", "Harbour of Norwick closed by a leak for a week"];
        lines.extend([prose, more, prose, more, prose, more]);
        lines.extend(["Sailings in May", "• Norwick", "• Ostra", "• Tarn", more, prose, more, prose, more]);
        lines.extend(["Share on Facebook", "All rights reserved"]);
        let lines: Vec<Line<'_>> = lines.into_iter().map(line).collect();
        let roles = Reader::built_in().unwrap().read(&lines);
        assert!(roles[3..18].iter().all(|role| *role == LineRole::Content), "{roles:?}");
        assert!([0, 1, 18, 19].iter().all(|&at| roles[at] == LineRole::Chrome), "{roles:?}");
    }

    #[test]
    fn an_article_is_distinguished_from_the_lines_around_it() {
        let prose = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the \
                     ferries stayed at their moorings while engineers looked for the leak.";
        let more = "Ann Bell, who runs the ferries, told reporters that the company would lose a good deal of \
                    money, and that the passengers had been patient so far.";
        let lines = [
            "Skip to content",
            "Home",
            "Sign in",
            "Harbour of Norwick closed by a leak for a week",
            prose,
            more,
            prose,
            "Share on Facebook",
            "Subscribe to our newsletter",
            "All rights reserved",
        ]
        .map(line);
        let roles = Reader::built_in().unwrap().read(&lines);
        let content: Vec<usize> = (0..lines.len()).filter(|&at| roles[at] == LineRole::Content).collect();
        assert_eq!(content, [4, 5, 6], "{roles:?}");
        assert_eq!(roles[3], LineRole::Headline);
        assert!([0, 1, 2, 7, 8, 9].iter().all(|&at| roles[at] == LineRole::Chrome), "{roles:?}");
        assert!(Reader::built_in().unwrap().read(&[]).is_empty());
    }
}
