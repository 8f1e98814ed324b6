//! Chooses the split of a file. Every pattern of separators (`separators`) is tried in every arrangement
//! (`candidates`); the candidate with the most evidence (`evidence`) is taken, if it has enough.

use std::ops::Range;

use super::candidates::{CandidateSplit, by_subject, candidates};
use super::evidence::{by_agreement, by_layout, by_words, most_by_words};
use super::features::SplitFeatures;
use super::file_lines::FileLines;
use super::separators::{HeadReading, SeparatorKind, SeparatorPattern, is_export_count, patterns};
use super::weights::{ENOUGH, sum};
use crate::segment::line::measured::Line;
use crate::segment::mail::part::MailPart;

/// The evidence of the layout without which a file is not looked at further: of 550 archives that have enough
/// evidence in all six have less, of pages of one article a third has more.
const LIKELY: f32 = -5.0;
/// So many candidates are compared with each other; it keeps the time linear.
const COMPARED: usize = 64;
/// The words of so many candidates are looked at; it keeps the time linear.
const TRIED: usize = 24;

/// Where one document of a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The lines of the document.
    pub lines: Range<usize>,
    /// The lines between it and the document before.
    pub before: Range<usize>,
}

/// Splits the lines of a file into documents; one part with all lines when there is no evidence for more.
/// `strong_only` asks for patterns that are known to close or to number articles.
pub fn split(lines: &[Line<'_>], strong_only: bool) -> Vec<Part> {
    let parts = match lines.len() {
        0..4 => None,
        _ => messages(lines).or_else(|| best(lines, strong_only || is_letter(lines))),
    };
    let Some(parts) = parts else { return vec![Part { lines: 0..lines.len(), before: 0..0 }] };
    let mut end = 0;
    let part = |lines: Range<usize>| {
        let before = end..lines.start;
        end = lines.end;
        Part { lines, before }
    };
    parts.into_iter().map(part).collect()
}

/// The messages of a file of several mails, by their headers.
fn messages(lines: &[Line<'_>]) -> Option<Vec<Range<usize>>> {
    let begins = |at: &usize| matches!(lines[*at].mail, Some(MailPart::Field { first: true, .. }));
    let starts: Vec<usize> = (0..lines.len()).filter(begins).collect();
    let part = |(&start, end): (&usize, usize)| {
        let between = lines[start..end].iter().rev().take_while(|line| line.mail == Some(MailPart::Between));
        start..end - between.count()
    };
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    (starts.len() >= 2).then(|| starts.iter().zip(ends).map(part).collect())
}

/// Whether the lines are those of a mail: what it quotes and numbers is of one letter.
fn is_letter(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.mail.is_some())
}

/// The candidate splits of a file whose parts look like articles: the most likely by their layout, if there is
/// more evidence than that for one of them. They lack the features of their words.
pub fn weighable(
    file: &FileLines<'_, '_>,
    strong_only: bool,
    least: f32,
) -> Vec<(SplitFeatures, CandidateSplit)> {
    let heads = [HeadReading::Text, HeadReading::Worded, HeadReading::Listed];
    let heads = heads
        .map(|reading| SeparatorPattern { kind: SeparatorKind::Head(reading), at: file.heads_as(reading) });
    let patterns = patterns(file.lines, &file.shapes).into_iter().chain(heads);
    let patterns = patterns.filter(|pattern| !strong_only || pattern.kind.is_known());
    let all = patterns.flat_map(|pattern| candidates(file, &pattern));
    let measured = |candidate| Some((by_layout(file, &candidate)?, candidate));
    let mut weighable: Vec<_> = all.filter_map(measured).collect();
    weighable.sort_by(|a, b| sum(&b.0).total_cmp(&sum(&a.0)));
    weighable.truncate(COMPARED);
    if weighable.first().is_none_or(|(features, _)| sum(features) <= least) {
        return Vec::new();
    }
    let by_subject = if strong_only { Vec::new() } else { by_subject(file) };
    by_agreement(&mut weighable, &by_subject);
    weighable
}

/// The parts of an export that counts its articles.
fn export(file: &FileLines<'_, '_>) -> Option<Vec<Range<usize>>> {
    let at: Vec<usize> = (0..file.lines.len()).filter(|&at| is_export_count(file.lines[at].text)).collect();
    let pattern = SeparatorPattern { kind: SeparatorKind::Export, at };
    candidates(file, &pattern)
        .into_iter()
        .find(|candidate| candidate.counted)
        .map(|candidate| candidate.parts)
}

/// The parts of the candidate with the most evidence.
fn best(lines: &[Line<'_>], strong_only: bool) -> Option<Vec<Range<usize>>> {
    let file = FileLines::new(lines);
    // An export that counts its articles, were it only one, leaves nothing to weigh.
    if let Some(parts) = export(&file) {
        return Some(parts);
    }
    let weighed = weighable(&file, strong_only, LIKELY).into_iter().map(|(features, candidate)| {
        let most = sum(&features) + most_by_words(candidate.kind);
        (most, features, candidate)
    });
    let mut tried: Vec<_> = weighed.filter(|(most, ..)| *most > ENOUGH).collect();
    tried.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut best: Option<(f32, CandidateSplit)> = None;
    for (most, mut features, candidate) in tried.into_iter().take(TRIED) {
        let so_far = best.as_ref().map_or(ENOUGH, |(sum, _)| *sum);
        if most <= so_far {
            break;
        }
        by_words(&file, &candidate, &mut features);
        let sum = sum(&features);
        if sum > so_far {
            best = Some((sum, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, Extract, Format, Span, TextBlock, Vote};
    use crate::segment::line::measure::measure;

    /// Articles on different subjects: a title, and its paragraphs.
    const ARTICLES: [(&str, [&str; 2]); 3] = [
        (
            "Harbour of Norwick closed by a leak",
            [
                "The harbour of Norwick was closed for most of the week, the port said on Monday, and the ferries \
                 stayed at their moorings while engineers looked for the leak below the eastern quay.",
                "Passengers were taken to the neighbouring port by coach, which took twice as long, and fishermen sold \
                 their catch from the pier while divers examined the foundations.",
            ],
        ),
        (
            "Schools are given new violins",
            [
                "Every primary school in the county will receive twelve violins this autumn, after a collector left his \
                 instruments to the education board in a will that surprised even his family.",
                "Teachers welcomed the gift but asked who would give lessons, since orchestras have complained for years \
                 that nobody trains musicians outside the conservatory.",
            ],
        ),
        (
            "Potato harvest fails for the third year",
            [
                "Farmers in the upper valley expect to lose half of their potatoes to blight after the wettest summer \
                 since records began, according to the agricultural chamber.",
                "Prices at wholesale markets have doubled since August, and growers want the ministry to pay for \
                 resistant seed before the next planting season begins.",
            ],
        ),
    ];

    /// How many documents a plain text is split into.
    fn count(text: &str) -> usize {
        let mut extract = Extract { format: Format::PlainText, text: text.to_owned(), ..Extract::default() };
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            extract.text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
            start += line.len() + 1;
        }
        split(&measure(&extract), false).len()
    }

    /// The articles one after another, with lines before and after each.
    fn archive(before: impl Fn(usize) -> String, below: &str, after: &str) -> String {
        let article = |(i, (title, text)): (usize, &(&str, [&str; 2]))| {
            format!("{}{title}\n\n{below}{}\n\n{}\n\n{after}", before(i + 1), text[0], text[1])
        };
        ARTICLES.iter().enumerate().map(article).collect()
    }

    #[test]
    fn whatever_repeats_between_articles_separates_them() {
        let none = |_: usize| String::new();
        for text in [
            archive(none, "", "- - -\n\n"),
            archive(none, "", "\n\n"),
            archive(none, "", "Back to the top of the list\n\n"),
            archive(none, "", "Source: Norwick Star\n\n"),
            archive(|i| if i > 1 { format!("Source: Norwick Star {i}\n\n") } else { String::new() }, "", ""),
            archive(|i| format!("{i}) "), "", ""),
            archive(|i| format!("Story {i}\n\n"), "", ""),
            archive(|_| "## ".to_owned(), "", ""),
            archive(|i| format!("{i} May 2022\n\n"), "", ""),
            archive(none, "", "Document NWCK000020100111e61b0002x\n\n"),
        ] {
            assert_eq!(count(&text), 3, "{text}");
        }
    }

    /// A paragraph of words that no other number has; figures are not compared.
    fn paragraph(number: usize) -> String {
        let word = |nth: usize| -> String {
            let mut rest = number * 40 + nth;
            let mut word = String::from("Mor");
            while rest > 0 {
                word.push_str(["lan", "des", "vik", "ton", "ber", "sul", "gar", "nem"][rest % 8]);
                rest /= 8;
            }
            word
        };
        let sentence = |nth: usize| {
            let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|i| word(nth * 2 + i).to_lowercase());
            format!("The {a} of the {b} said on Monday that the {c} would not {d} before the {e} was there.")
        };
        (0..6).map(sentence).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_file_of_many_articles_is_split_as_one_of_few() {
        let article = |i: usize| {
            let (day, first) = (1 + i % 28, paragraph(i));
            let second =
                first.split(". ").collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(". ");
            let words: Vec<&str> = first.split(' ').filter(|word| word.len() > 6).take(4).collect();
            let title = words.join(" ");
            format!("News of {title}\nNorwick Star, {day} May 2022\n\n{first}\n\n{second}\n\n")
        };
        for many in [5, 30, 100, 300] {
            assert_eq!(count(&(0..many).map(article).collect::<String>()), many);
        }
        let part = |i: usize| {
            let text = paragraph(i % 3);
            format!("{}. Of the matter before us\n\n{text}\n\n{text}\n\n", i + 1)
        };
        let minutes = (0..300).map(part).collect::<String>();
        assert_eq!(count(&format!("The minutes of the council\n\n{}\n\n{minutes}", paragraph(1))), 1);
    }

    #[test]
    fn an_export_that_counts_its_articles_is_believed() {
        let short =
            |i: usize| format!("{i} of 3 DOCUMENTS\n\nThe harbour\n\nA short notice.\n\nLENGTH: 3 words\n\n");
        assert_eq!(count(&(1..=3).map(short).collect::<String>()), 3);
    }

    #[test]
    fn what_repeats_inside_an_article_does_not() {
        let harbour = ARTICLES[0].1;
        let part =
            |i: usize| format!("{i}. The harbour and its ferries\n\n{}\n\n{}\n\n", harbour[0], harbour[1]);
        let listicle = format!("Ways to the harbour\n\n{}\n\n{}{}{}", harbour[1], part(1), part(2), part(3));
        let signs =
            format!("Harbour closed\n\n{}\n\n* * *\n\n{}\n\n* * *\n\n{}", harbour[0], harbour[1], harbour[0]);
        let talk = ["Why is it closed?", "Who pays for the ferries?", "When does the harbour open?"]
            .map(|question| format!("Question: {question}\n\n{}\n\n", harbour[0]));
        for text in [listicle, signs, format!("The port talks\n\n{}", talk.concat())] {
            assert_eq!(count(&text), 1, "{text}");
        }
    }
}
