//! Writes pieces as Markdown: a head in YAML, then a section a piece with its quote as a callout, what the reader
//! wrote, and a list of where it comes from. `markdown_reader` reads it back.

use std::fmt::Write as _;

use super::escape::{file_address, markdown, web_address};
use super::exported::Export;
use super::piece::Piece;
use crate::model::{Citation, CitedDate};
use crate::query::Tag;
use crate::text::quote::quote;

/// The whole file.
pub fn write(export: &Export) -> String {
    let mut text = String::from("---\n");
    let _ = writeln!(text, "title: {}", quote(&export.title));
    let _ = writeln!(text, "made_by: {}", quote(&export.command));
    let _ = writeln!(text, "pieces: {}", export.pieces.len());
    let mut tags: Vec<String> = export.pieces.iter().flat_map(|piece| &piece.tags).map(slug).collect();
    tags.sort();
    tags.dedup();
    if !tags.is_empty() {
        text.push_str("tags:\n");
        tags.iter().for_each(|tag| _ = writeln!(text, "  - {}", quote(tag)));
    }
    let _ = writeln!(text, "---\n\n# {}\n", markdown(&export.title));
    for (number, piece) in (1..).zip(&export.pieces) {
        write_piece(&mut text, number, piece);
    }
    text
}

fn write_piece(text: &mut String, number: usize, piece: &Piece) {
    let _ = writeln!(text, "## {number}. {}\n", markdown(&piece.heading()));
    if let Some(quote) = &piece.quote {
        let of = piece.citation.as_ref().map(|cited| markdown(&credit(piece, cited))).unwrap_or_default();
        let _ = writeln!(text, "{}", format!("> [!quote] {of}").trim_end());
        for line in quote.split('\n') {
            let _ = match line {
                "" => writeln!(text, ">"),
                line => writeln!(text, "> {}", markdown(line)),
            };
        }
        text.push('\n');
    }
    if !piece.words.is_empty() {
        for line in piece.words.split('\n') {
            let _ = writeln!(text, "{}", markdown(line));
        }
        text.push('\n');
    }
    let mut entry = |label: &str, value: &str| _ = writeln!(text, "- **{label}:** {value}");
    entry("Sort", piece.sort.name());
    if let Some(subject) = &piece.subject {
        entry("Subject", &markdown(subject));
    }
    if let Some(speaker) = &piece.speaker {
        entry("Speaker", &guessed(&speaker.name, speaker.sure));
    }
    if let Some(lost) = &piece.lost {
        entry("Not found again", &markdown(lost));
    }
    piece.details.iter().for_each(|detail| entry("Known", &markdown(detail)));
    if let Some(cited) = &piece.citation {
        write_citation(&mut entry, cited);
    }
    if !piece.tags.is_empty() {
        entry("Tags", &piece.tags.iter().map(tag).collect::<Vec<_>>().join(" "));
    }
    if let Some(colour) = piece.colour {
        entry("Colour", colour.name());
    }
    text.push('\n');
}

fn write_citation(entry: &mut impl FnMut(&str, &str), cited: &Citation) {
    let mut text = |label: &str, value: &Option<String>| {
        if let Some(value) = value {
            entry(label, &markdown(value));
        }
    };
    text("Title", &cited.title);
    text("Author", &cited.author);
    if let Some(source) = &cited.source {
        entry("Source", &guessed(source, cited.source_sure));
    }
    if let Some(date) = &cited.date {
        entry("Date", &date_value(date));
    }
    let file = markdown(&cited.file);
    entry("File", &file_address(&cited.file).map_or(file.clone(), |to| format!("[{file}](<{to}>)")));
    if (cited.part, cited.parts) != (0, 0) {
        entry("Part", &format!("{} of {}", cited.part, cited.parts));
    }
    if let Some(inside) = &cited.inside {
        entry("Inside", &markdown(inside));
    }
    if let Some((first, last)) = cited.lines {
        entry("Lines", &format!("{first}–{last}"));
    }
    if let Some(page) = cited.page {
        entry("Page", &page.to_string());
    }
    if let Some(address) = &cited.address {
        let shown = markdown(address);
        entry("Address", &web_address(address).map_or(shown.clone(), |to| format!("[{shown}](<{to}>)")));
    }
    let mut text = |label: &str, value: &Option<String>| {
        if let Some(value) = value {
            entry(label, &markdown(value));
        }
    };
    text("Language", &cited.language);
    text("SHA-256", &cited.sha256);
    text("File saved", &cited.saved.map(|day| day.to_string()));
}

/// Who wrote what where and when, in a line: `Ann Bell, “A thaw”, Courier, ~5 Jun 2023, p. 3`.
pub fn credit(piece: &Piece, cited: &Citation) -> String {
    let mut parts = Vec::new();
    parts.extend(
        piece.speaker.as_ref().map(|speaker| format!("{} in", plain_guess(&speaker.name, speaker.sure))),
    );
    parts.extend(cited.author.clone());
    parts.push(format!("“{}”", cited.name()));
    parts.extend(cited.marked_source());
    parts.extend(cited.date.as_ref().and_then(CitedDate::words));
    parts.extend(cited.place_words());
    parts.join(", ")
}

fn plain_guess(text: &str, sure: bool) -> String {
    if sure { text.to_owned() } else { format!("~{text}") }
}

/// A text with the mark of a guess, which no escaped text begins with.
fn guessed(text: &str, sure: bool) -> String {
    if sure { markdown(text) } else { format!("~{}", markdown(text)) }
}

/// `~2022-02 (after 2022-01-05) (before 2022-03) — why`.
fn date_value(date: &CitedDate) -> String {
    let guess = if date.sure { "" } else { "~" };
    let mut value = date.date.map_or_else(|| "unknown".to_owned(), |day| format!("{guess}{day}"));
    for (word, bound) in [("after", date.after), ("before", date.before)] {
        if let Some(bound) = bound {
            let _ = write!(value, " ({word} {bound})");
        }
    }
    if let Some(why) = &date.why {
        let _ = write!(value, " — {}", markdown(why));
    }
    value
}

/// A tag as Obsidian takes it: without blanks and signs.
fn slug(tag: &Tag) -> String {
    let keep = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') { c } else { '-' };
    tag.name().chars().map(keep).collect()
}

/// A tag, with how it is written in brackets where it cannot be so.
fn tag(tag: &Tag) -> String {
    match slug(tag) {
        slug if slug == tag.name() => format!("#{slug}"),
        slug => format!("#{slug}(`{}`)", tag.name().replace('%', "%25").replace('`', "%60")),
    }
}
