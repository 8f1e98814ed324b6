//! Prints hits of a search: for a reader, as JSON, or as the paths of their files.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde_json::json;

use super::json;
use crate::model::{DocumentId, PartialDate};
use crate::query::{FacetText, Passage, ScoredHit, SearchResults};
use crate::text::sanitize::{sanitize, sanitize_line};

/// Prints hits as JSON, one object a line.
///
/// # Errors
/// When nothing can be printed.
pub fn print_json(
    out: &mut impl Write,
    results: &SearchResults,
    hits: &[ScoredHit],
    contexts: &Contexts,
) -> io::Result<()> {
    hits.iter().enumerate().try_for_each(|(at, hit)| {
        let mut object = as_json(hit, at >= results.unfolded);
        if let Some(lines) = contexts.get(&hit.row.id) {
            let line = |(line, text): &(usize, String)| json!({ "line": line, "text": text });
            object["context"] = lines.iter().map(line).collect::<Vec<_>>().into();
        }
        json::line(out, &object)
    })
}

/// Lines of the file around the best one of a hit, each with its number from 1.
pub type Contexts = HashMap<DocumentId, Vec<(usize, String)>>;

/// Prints the path of each file once, each ended by a zero byte.
///
/// # Errors
/// When nothing can be printed.
pub fn print_paths(out: &mut impl Write, hits: &[ScoredHit]) -> io::Result<()> {
    let mut printed = HashSet::new();
    let mut files = hits.iter().filter(|hit| printed.insert(&hit.file));
    files.try_for_each(|hit| write!(out, "{}\0", hit.file))
}

/// Prints hits for a reader, those only in folded lines below a rule.
///
/// # Errors
/// When nothing can be printed.
pub fn print_hits(
    out: &mut impl Write,
    results: &SearchResults,
    hits: &[ScoredHit],
    contexts: &Contexts,
) -> io::Result<()> {
    if !results.resolved_names.is_empty() {
        writeln!(out, "means {}", sanitize_line(&results.resolved_names.join(", ")))?;
    }
    let (unfolded, folded) = hits.split_at(results.unfolded.min(hits.len()));
    unfolded.iter().try_for_each(|hit| print_with_context(out, hit, contexts))?;
    if !folded.is_empty() {
        writeln!(out, "── only in folded lines · {}", results.ids.len() - results.unfolded)?;
    }
    folded.iter().try_for_each(|hit| print_with_context(out, hit, contexts))
}

fn print_with_context(out: &mut impl Write, hit: &ScoredHit, contexts: &Contexts) -> io::Result<()> {
    print_hit(out, hit)?;
    let mut lines = contexts.get(&hit.row.id).into_iter().flatten();
    lines.try_for_each(|(line, text)| writeln!(out, "{line:>12}: {}", sanitize(text).text))
}

fn as_json(hit: &ScoredHit, is_folded: bool) -> serde_json::Value {
    let ScoredHit { row, file, passage, score, thread, copies, corrected } = hit;
    let passage = passage.as_ref();
    let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let spans =
        |passage: &Passage| passage.matches.iter().map(|span| [span.start, span.end]).collect::<Vec<_>>();
    let mut object = json!({
        "document": row.id.0, "file": file, "part": row.part, "parts": row.parts, "title": row.title,
        "date": text(row.date), "sure": row.sure, "after": text(row.after), "before": text(row.before),
        "score": score, "hits": passage.map(|passage| passage.hits),
        "snippet": passage.map(|passage| &passage.text), "snippet_matches": passage.map(spans),
        "folded": is_folded, "frame": null, "thread": thread.map(|first| first.0),
        "copies": copies,
    });
    if let Some(passage) = passage.filter(|passage| !passage.shared.is_empty()) {
        object["shared"] = passage.shared.clone().into();
    }
    if !corrected.is_empty() {
        object["corrected"] = corrected.iter().map(|part| part.name()).collect::<Vec<_>>().into();
    }
    if row.frame {
        object["frame"] = json!({ "line": passage.and_then(|passage| passage.line) });
    }
    for of in FacetText::ALL {
        object[of.name()] = row.texts.get(of).into();
    }
    if let Some(path) = &row.attachment {
        object["attachment"] = path.as_str().into();
    }
    if let Some(address) = &row.link {
        object["link"] = address.as_str().into();
    }
    if let Some(problem) = &row.problem {
        object["problem"] = problem.as_str().into();
    }
    object
}

fn print_hit(out: &mut impl Write, hit: &ScoredHit) -> io::Result<()> {
    let ScoredHit { row, file, passage, .. } = hit;
    if let Some(problem) = &row.problem {
        writeln!(out, "{:<12} {}", "not read", sanitize_line(file))?;
        return writeln!(out, "             {}", sanitize_line(problem));
    }
    if row.frame {
        let line = passage.as_ref().and_then(|passage| passage.line);
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        writeln!(out, "frame of {}{line}", sanitize_line(file))?;
        return print_snippet(out, hit);
    }
    let guess = if row.sure { "" } else { "~" };
    let date = match (row.date, row.after, row.before) {
        (Some(date), ..) => format!("{guess}{date}"),
        (_, Some(after), _) => format!(">{after}"),
        (.., Some(before)) => format!("<{before}"),
        _ => "undated".to_owned(),
    };
    let title = row.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{date:<12} {}", sanitize_line(title))?;
    let part = if row.parts > 1 { format!(" ({} of {})", row.part, row.parts) } else { String::new() };
    let inside = row.attachment.as_ref().map_or_else(String::new, |path| format!(", {path}"));
    writeln!(out, "             {}{part}", sanitize_line(&format!("{file}{inside}")))?;
    print_snippet(out, hit)
}

fn print_snippet(out: &mut impl Write, hit: &ScoredHit) -> io::Result<()> {
    let passage = hit.passage.as_ref();
    if let Some(passage) = passage.filter(|passage| !passage.text.is_empty()) {
        writeln!(out, "             “{}”", sanitize_line(&passage.text))?;
    }
    if let Some(shared) = passage.and_then(Passage::shared_words) {
        writeln!(out, "             {}", sanitize_line(&shared))?;
    }
    Ok(())
}
