//! The lines of the page of a story at a width: its reports by date with the reasons, what several have in common and
//! what only one has, and the story read once.

use crate::app::typeset::wrap::wrap;
use crate::model::{Kind, PartialDate, Span};
use crate::query::{StoryFact, StoryPage, StoryReport, ToldPassage};
use crate::text::sanitize::sanitize_line;

/// One line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    /// What sort of line it is.
    pub kind: StoryLineKind,
    /// What it says, sanitised; of a report its title.
    pub text: String,
    /// The place of the report that it is about.
    pub report: Option<usize>,
    /// The passage of the report that it is from.
    pub span: Option<Span>,
}

/// The sorts of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryLineKind {
    /// An empty line.
    Blank,
    /// The title of a part.
    Heading,
    /// A report, with its date, source and length.
    Report,
    /// Said of what stands above it.
    Remark,
    /// From where the lines below are.
    Source,
    /// Words of the reports.
    Text,
}

impl StoryLine {
    fn new(kind: StoryLineKind, text: impl Into<String>) -> StoryLine {
        StoryLine { kind, text: text.into(), report: None, span: None }
    }

    fn of(self, report: usize) -> StoryLine {
        StoryLine { report: Some(report), ..self }
    }

    /// Whether the cursor may stand on it.
    pub fn can_be_selected(&self) -> bool {
        !matches!(self.kind, StoryLineKind::Blank | StoryLineKind::Heading)
    }
}

/// Columns before the words of a line: bar and blanks.
pub const INDENT: usize = 3;
/// Words of the reports are set no wider, in columns.
const WIDEST: usize = 76;
/// So many names of one sort are told of, the first. Set by hand.
const MOST_NAMES: usize = 14;

/// The lines of a story on a screen of so many columns.
pub fn story_lines(page: &StoryPage, columns: usize) -> Vec<StoryLine> {
    let room = columns.saturating_sub(INDENT + 1).clamp(1, WIDEST);
    let mut lines = Vec::new();
    for (place, report) in page.reports.iter().enumerate().filter(|(_, report)| report.copy_of.is_none()) {
        let title = report.row.title.as_deref().unwrap_or(&report.row.path);
        lines.push(StoryLine::new(StoryLineKind::Report, sanitize_line(title)).of(place));
        let remark = if report.fullest { "the fullest; others are compared with it" } else { &report.reason };
        let also = also_in(page, place);
        let remarks =
            [Some(remark), also.as_deref()].into_iter().flatten().filter(|remark| !remark.is_empty());
        for remark in remarks {
            let wrapped = wrapped(StoryLineKind::Remark, remark, room.saturating_sub(2).max(1));
            lines.extend(wrapped.map(|line| line.of(place)));
        }
    }
    add_common(page, room, &mut lines);
    add_alone(page, room, &mut lines);
    if !page.told.is_empty() {
        let (told, all) = (page.told_of, page.reports.len());
        let fullest = (told < all).then(|| format!(": the {told} fullest of {all} reports"));
        add_heading(&format!("Read once{}", fullest.unwrap_or_default()), &mut lines);
        add_told(page, room, &mut lines);
    }
    lines
}

fn add_heading(words: &str, lines: &mut Vec<StoryLine>) {
    lines.push(StoryLine::new(StoryLineKind::Blank, ""));
    lines.push(StoryLine::new(StoryLineKind::Heading, words));
}

fn wrapped(kind: StoryLineKind, text: &str, room: usize) -> impl Iterator<Item = StoryLine> {
    let text = sanitize_line(text).into_owned();
    let lines: Vec<StoryLine> =
        wrap(&text, room).into_iter().map(|line| StoryLine::new(kind, &text[line])).collect();
    lines.into_iter()
}

/// Where else the very report stands.
fn also_in(page: &StoryPage, place: usize) -> Option<String> {
    let copies: Vec<&StoryReport> = page.copies_of(place).collect();
    let sources: Option<Vec<String>> =
        copies.iter().map(|report| report.row.marked_source().map(|source| source.to_string())).collect();
    match (copies.len(), sources) {
        (0, _) => None,
        (_, Some(sources)) => Some(format!("also in {}", listed(&sources))),
        (1, None) => Some("also in another document".to_owned()),
        (count, None) => Some(format!("also in {count} other documents")),
    }
}

/// What several reports have, one line or more for each sort, with how many have it.
fn add_common(page: &StoryPage, room: usize, lines: &mut Vec<StoryLine>) {
    let common: Vec<&StoryFact> = page.facts.iter().filter(|fact| fact.reports.len() > 1).collect();
    if common.is_empty() {
        return;
    }
    add_heading("In several reports", lines);
    for (sort, is_of) in SORTS {
        let of_sort: Vec<String> = common
            .iter()
            .filter(|fact| is_of(fact.kind))
            .map(|fact| format!("{} {}", fact.name, fact.reports.len()))
            .collect();
        if !of_sort.is_empty() {
            lines.extend(wrapped(StoryLineKind::Text, &format!("{sort}: {}", listed(&of_sort)), room));
        }
    }
}

/// What only one report has, for each.
fn add_alone(page: &StoryPage, room: usize, lines: &mut Vec<StoryLine>) {
    let alone = |place: usize| -> Vec<String> {
        let of_one = page.facts.iter().filter(|fact| fact.reports == [place]);
        of_one.map(|fact| fact.name.clone()).collect()
    };
    let all: Vec<(usize, Vec<String>)> = (0..page.reports.len()).map(|place| (place, alone(place))).collect();
    let reports = page.reports.len() - page.copies();
    if reports < 2 || all.iter().all(|(_, names)| names.is_empty()) {
        return;
    }
    add_heading("In one report only", lines);
    for (place, names) in all.into_iter().filter(|(_, names)| !names.is_empty()) {
        let Some(report) = page.reports.get(place) else { continue };
        lines.push(StoryLine::new(StoryLineKind::Source, named(report)).of(place));
        lines.extend(wrapped(StoryLineKind::Text, &listed(&names), room).map(|line| line.of(place)));
    }
}

fn add_told(page: &StoryPage, room: usize, lines: &mut Vec<StoryLine>) {
    let mut last = None;
    for ToldPassage { report: place, span, text } in &page.told {
        let Some(report) = page.reports.get(*place) else { continue };
        if last.replace(*place) == Some(*place) {
            lines.push(StoryLine::new(StoryLineKind::Blank, ""));
        } else {
            if lines.last().is_some_and(|line| line.kind == StoryLineKind::Text) {
                lines.push(StoryLine::new(StoryLineKind::Blank, ""));
            }
            let also = if report.fullest { "" } else { " adds" };
            lines.push(StoryLine::new(StoryLineKind::Source, format!("{}{also}", named(report))).of(*place));
        }
        let of_report = wrapped(StoryLineKind::Text, text, room);
        lines.extend(of_report.map(|line| StoryLine { span: Some(*span), ..line.of(*place) }));
    }
}

/// A report by its source and date; by its title where it has no source.
fn named(report: &StoryReport) -> String {
    let title = || report.row.title.as_deref().unwrap_or(&report.row.path);
    let source = report.row.marked_source();
    let name = source.as_deref().unwrap_or_else(title);
    let day = report.row.date.map(PartialDate::words);
    sanitize_line(&[Some(name.to_owned()), day].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        .into_owned()
}

/// Names with commas between, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

type IsOfSort = fn(Kind) -> bool;

const SORTS: [(&str, IsOfSort); 5] = [
    ("people", |kind| kind == Kind::Person),
    ("organisations", |kind| kind == Kind::Organization),
    ("places", |kind| kind == Kind::Place),
    ("other names", |kind| matches!(kind, Kind::Name | Kind::Own(_))),
    ("figures", |kind| matches!(kind, Kind::Money | Kind::Percent | Kind::Quantity)),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::query::{FacetText, FacetTexts, Row};

    /// A story of two reports.
    pub fn page() -> StoryPage {
        let report = |id: u64, title: &str, day: &str, fullest: bool| StoryReport {
            row: Row {
                id: DocumentId(id),
                title: Some(title.to_owned()),
                date: PartialDate::parse(day),
                ..Row::default()
            },
            words: 120,
            reason: if fullest { String::new() } else { "both name Ann Bell; share “mill”".to_owned() },
            fullest,
            copy_of: None,
        };
        let fact = |name: &str, kind, reports: &[usize]| StoryFact {
            name: name.to_owned(),
            kind,
            reports: reports.to_vec(),
        };
        StoryPage {
            reports: vec![
                report(1, "Mill burns", "2021-05-03", true),
                report(2, "Fire", "2021-05-04", false),
            ],
            facts: vec![
                fact("Ann Bell", Kind::Person, &[0, 1]),
                fact("£20", Kind::Money, &[0, 1]),
                fact("Tarn", Kind::Place, &[1]),
            ],
            told: vec![
                ToldPassage {
                    report: 0,
                    span: Span::new(0, 30),
                    text: "The mill of Ann Bell burned.".to_owned(),
                },
                ToldPassage { report: 1, span: Span::new(40, 60), text: "It stood in Tarn.".to_owned() },
            ],
            told_of: 2,
        }
    }

    #[test]
    fn a_page_lists_reports_what_they_share_and_what_each_adds() {
        let lines = story_lines(&page(), 60);
        let written: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            written,
            [
                "Mill burns",
                "the fullest; others are compared with it",
                "Fire",
                "both name Ann Bell; share “mill”",
                "",
                "In several reports",
                "people: Ann Bell 2",
                "figures: £20 2",
                "",
                "In one report only",
                "Fire · 4 May 2021",
                "Tarn",
                "",
                "Read once",
                "Mill burns · 3 May 2021",
                "The mill of Ann Bell burned.",
                "",
                "Fire · 4 May 2021 adds",
                "It stood in Tarn.",
            ]
        );
    }

    #[test]
    fn copies_of_a_report_are_said_with_it() {
        let mut page = page();
        page.reports[1].copy_of = Some(0);
        let written = |page: &StoryPage| -> Vec<String> {
            story_lines(page, 60).into_iter().take(3).map(|line| line.text).collect()
        };
        let remark = "the fullest; others are compared with it";
        assert_eq!(written(&page), ["Mill burns", remark, "also in another document"]);
        page.reports[1].row.texts =
            FacetTexts::read(|of| (of == FacetText::Source).then(|| "Tarn Herald".to_owned()));
        assert_eq!(written(&page)[2], "also in Tarn Herald");
    }

    #[test]
    fn it_is_said_where_not_all_reports_are_read_once() {
        let lines = story_lines(&StoryPage { told_of: 1, ..page() }, 60);
        let said = "Read once: the 1 fullest of 2 reports";
        assert!(lines.iter().any(|line| line.kind == StoryLineKind::Heading && line.text == said));
    }

    #[test]
    fn no_line_is_wider_than_its_screen() {
        for columns in [1, 5, 20, 33] {
            let lines = story_lines(&page(), columns);
            let told = lines.iter().filter(|line| line.kind == StoryLineKind::Text);
            let room = columns.saturating_sub(INDENT + 1).max(1);
            assert!(
                told.clone().count() > 0 && told.into_iter().all(|line| line.text.chars().count() <= room)
            );
        }
    }
}
