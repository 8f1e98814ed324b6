//! Draws the two rows above the panes: the search and how much was found; then the clauses and filters, or the
//! completions of what is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::announcement::draw_announcement;
use super::format::{counted, group_digits};
use super::pen::Pen;
use super::popup::completions::draw_completions;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::input::command::Command;
use crate::app::pane::areas::Panes;
use crate::app::pane::chips::chips;
use crate::app::popup::prompt::{Prompt, PromptPurpose};
use crate::query::{Age, CopyRows, Mode, Order};
use crate::text::width::{prefix, shorten, width, without};

/// Draws the header; returns the cell of the cursor while a query is typed.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = panes.header;
    if area.height == 0 {
        return None;
    }
    let cursor = draw_query(app, theme, area, buffer);
    draw_chips(app, theme, area, buffer);
    cursor
}

fn draw_query(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1);
    let prompt = app.prompt.as_ref().filter(|prompt| prompt.purpose == PromptPurpose::Collection);
    let text = prompt.map_or(app.search.text(), |prompt| prompt.input.value());
    let slash = if prompt.is_some() { Role::Accent } else { Role::Muted };
    pen.put("/ ", theme.style(slash));
    // The counts stay in sight, however long the query is.
    let columns = usize::from(area.width * 2 / 3).saturating_sub(3);
    let scroll = prompt.map_or(0, |prompt| prompt.input.visual_scroll(columns));
    let shown = without(text, scroll);
    match (text.is_empty(), prompt.is_some()) {
        (true, true) => pen.put("words, “phrases”, -not, person:name …", theme.style(Role::Muted)),
        (true, false) => pen.put("search", theme.style(Role::Muted)),
        (false, true) => {
            let selected = prompt.is_some_and(|prompt| prompt.selected);
            let ground = if selected { theme.style(Role::Selected) } else { Style::default() };
            pen.put(prefix(shown, columns), theme.style(Role::Title).patch(ground))
        }
        (false, false) => pen.put(&shorten(shown, columns), theme.style(Role::Title)),
    };
    let room = pen.room().saturating_sub(3);
    if let Some(counts) = counts(app).into_iter().find(|counts| width(counts) <= room) {
        pen.put_right(&format!("{counts} "), theme.style(Role::Muted));
    }
    let column = |prompt: &Prompt| prompt.input.visual_cursor().saturating_sub(scroll) as u16;
    prompt.map(|prompt| (area.x + 3 + column(prompt), area.y))
}

/// How much was found, from the fullest wording to the shortest.
fn counts(app: &App) -> Vec<String> {
    let (found, folded, of) = (app.list.documents, app.list.folded(), app.list.of);
    let documents = match (app.list.answered, found == of) {
        (false, _) => String::new(),
        _ if app.shows_problems() => {
            format!("{} not read", counted(found, "file"))
        }
        // That there are none is not known before all was looked at.
        (true, true) if of == 0 && app.is_reading() => "reading …".to_owned(),
        (true, true) => counted(of, "document"),
        (true, false) => format!("{} of {}", group_digits(found as u64), counted(of, "document")),
    };
    let mut hits = Vec::new();
    if let Some((count, in_folds)) = app.list.hits.filter(|_| app.search.has_words()) {
        // What is found only in folded lines is said of the documents, and so is that nothing is found.
        hits.extend((count > 0 || folded == 0 && found > 0).then(|| counted(count as usize, "hit")));
        if in_folds > 0 {
            let folds = if folded > 0 { "folded" } else { "in folded lines" };
            hits.push(format!("+{} {folds}", group_digits(in_folds)));
        }
    }
    let more = group_digits(folded as u64);
    let (documents, short, shortest) = match folded {
        0 => (documents.clone(), documents, format!("{found}/{of}")),
        _ => (
            format!("{documents} · {more} more only in folded lines"),
            format!("{documents} · +{more} folded"),
            format!("{found}/{of} · +{more} folded"),
        ),
    };
    let join_counts = |head: &str| {
        let parts: Vec<&str> = std::iter::once(head).chain(hits.iter().map(String::as_str)).collect();
        parts.join(" · ")
    };
    let (all, without_copies) = (join_counts(&with_shared(app, &documents)), join_counts(&documents));
    let order = app.search.effective_order().name();
    let [whole, files, reading, percent] = progress(app);
    let join = |head: &str, progress: &str| {
        let tail: Vec<&str> = [order, progress].into_iter().filter(|part| !part.is_empty()).collect();
        format!("{head}      {}", tail.join("      "))
    };
    vec![
        join(&all, &whole),
        join(&all, &files),
        join(&without_copies, &files),
        join(&all, &reading),
        join(&documents, &reading),
        join(&short, &reading),
        format!("{short}  {percent}"),
        shortest,
        percent,
    ]
}

/// How many documents were found, how many of them are copies of others, and how many stories have several rows' worth
/// of them.
fn with_shared(app: &App, documents: &str) -> String {
    let once = if app.settings.copies == CopyRows::Once { ", counted once" } else { "" };
    let copies = match app.list.copies() {
        0 => String::new(),
        1 => format!("1 of them a copy{once}"),
        copies => format!("{} of them copies{once}", group_digits(copies as u64)),
    };
    let stories = match app.list.stories() {
        _ if app.is_finding_stories() => "finding stories …".to_owned(),
        0 => String::new(),
        1 => "1 story".to_owned(),
        stories => format!("{} stories", group_digits(stories as u64)),
    };
    let parts = [documents, copies.as_str(), stories.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How far indexing has come, while it goes on, from the fullest wording to the shortest.
fn progress(app: &App) -> [String; 4] {
    let progress = &app.progress;
    if app.search.age == Age::LastTime {
        return ["as of last time"; 4].map(str::to_owned);
    }
    // While the folders are walked there is no share to show.
    if progress.finished || progress.of == 0 {
        return Default::default();
    }
    let percent = format!("{} %", (progress.done * 100 / progress.of).min(99));
    let reading = format!("reading {}{percent}", if progress.again { "again " } else { "" });
    let files =
        format!("{reading} · {} of {}", group_digits(progress.done as u64), counted(progress.of, "file"));
    let whole = match progress.problems {
        0 => files.clone(),
        problems => format!("{files} · {} not read", group_digits(problems as u64)),
    };
    [whole, files, reading, percent]
}

/// How many rows came above those on the screen, which stay where they are.
fn draw_newer(app: &App, theme: &Theme, pen: &mut Pen) {
    let newer = app.list.came_above();
    let what = if app.search.effective_order() == Order::Newest { "newer" } else { "more above" };
    let words = format!("↑ {} {what}", group_digits(newer as u64));
    if newer > 0 && pen.room() > width(&words) {
        pen.put(&words, theme.style(Role::Accent)).skip(3);
    }
}

/// Whose texts these are, and how to open others: the sample is what a first start shows.
fn draw_sample_line(app: &App, theme: &Theme, pen: &mut Pen) {
    let muted = theme.style(Role::Muted);
    let palette = app.keys.map.chords(Command::Palette).into_iter().next().unwrap_or_default();
    let open = format!("{palette}open FOLDER");
    let of = counted(app.list.of, "made-up text");
    let wordings = [
        (format!("the sample: {of} about a river and its dam · "), " opens your own"),
        (format!("the sample: {of} · "), " opens your own"),
        ("the sample · ".to_owned(), " opens yours"),
        ("sample · ".to_owned(), ""),
    ];
    let fits = |(before, after): &&(String, &str)| width(before) + width(&open) + width(after) < pen.room();
    if let Some((before, after)) = wordings.iter().find(fits) {
        pen.put(before, muted).put(&open, theme.style(Role::Key)).put(after, muted).skip(3);
    }
}

/// What can be done with all filters.
const CLEAR: &str = "  X clear  u undo ";
/// The same with room before what stands at its right.
const CLEAR_BESIDE: &str = "  X clear  u undo   ";
/// Columns of the shortest line about the sample, with the gaps around it.
const SAMPLE_LINE: usize = 26;
/// Columns that say how many more filters there are.
const MORE: usize = 4;

fn draw_chips(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 1);
    if let Some(prompt) = app
        .prompt
        .as_ref()
        .filter(|prompt| prompt.purpose == PromptPurpose::Collection && !prompt.completions.names.is_empty())
        // Where nothing has what is typed, that is said first.
        .filter(|_| !app.search.shows_other_words())
    {
        pen.skip(3).put("Tab", theme.style(Role::Key)).skip(2);
        return draw_completions(&prompt.completions, theme, &mut pen);
    }
    let muted = theme.style(Role::Muted);
    let chips = chips(&app.search);
    let used = chips.last().map_or(0, |chip| chip.columns.end);
    let whole = pen.room();
    // Whose texts these are is said however narrow the screen is.
    let has_sample_line = app.settings.sample && app.search.is_empty() && chips.is_empty();
    let said = if has_sample_line { SAMPLE_LINE } else { used };
    draw_announcement(app, theme, said, &mut pen);
    let clear = if pen.room() < whole { CLEAR_BESIDE } else { CLEAR };
    // The keys stand in the last row, too: the filters come first.
    if !app.search.filters.is_empty() && used + width(clear) < pen.room() {
        pen.put_right(clear, muted);
    }
    let room = pen.room();
    for (at, chip) in chips.iter().enumerate() {
        let last = at + 1 == chips.len();
        // A chip that is not whole, or after which nothing could be said of others, may be the last one only.
        if at > 0 && chip.columns.end + if last { 0 } else { MORE } > room {
            let more = format!("+{}", chips.len() - at);
            pen.put_right(&more, muted);
            return;
        }
        let role = if chip.mode == Mode::Exclude { Role::Exclude } else { Role::Include };
        let text = shorten(&chip.text, pen.at(chip.columns.start).room());
        pen.put(&text, theme.style(role));
    }
    pen.skip(3);
    draw_newer(app, theme, &mut pen);
    if has_sample_line {
        draw_sample_line(app, theme, &mut pen);
    }
    if let Some(understood) = app.search.understood() {
        let text = shorten(&understood, pen.room());
        pen.put(&text, muted);
    }
}
