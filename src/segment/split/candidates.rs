//! The candidate splits of a file: the parts between the lines of a pattern, where these lines may stand
//! between articles, be headlines, or stand below them.
//!
//! Not here: how well a candidate fits (`evidence`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::file_lines::{FileLines, SOME_PROSE};
use super::separators::{SeparatorKind, SeparatorPattern, first_number};
use crate::segment::title::form::is_headline;

/// So much running text below the last closing line is an article without one.
const UNCLOSED: usize = 500;
/// Running text between counted headlines, in characters, that is evidence neither for nor against them.
const MEASURE: f32 = 80.0;
/// What a change of subject has to gain, in several degrees.
const COSTS: [f32; 3] = [0.7, 1.2, 2.0];
/// Of lines of one number a nearer one is preferred: a list of contents has the numbers of the articles.
const FARTHER: f32 = 0.1;
/// So many lines with the number before are tried.
const TRIED: usize = 20;

/// Where the lines of a pattern stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Between articles, or first or last in them.
    Between,
    /// They are the headlines.
    At,
    /// So many lines below the headlines.
    Below(usize),
    /// They are the headlines, counted from 1.
    Counted,
}

/// A way to split a file into articles.
#[derive(Clone, Debug)]
pub struct CandidateSplit {
    /// The kind of the lines that separate.
    pub kind: SeparatorKind,
    /// Where those lines stand.
    pub arrangement: Arrangement,
    /// The lines of each article.
    pub parts: Vec<Range<usize>>,
    /// The share of the pattern's lines that fit.
    pub used: f32,
    /// Whether the numbers of the pattern's lines count up from 1.
    pub counted: bool,
}

impl CandidateSplit {
    /// Whether its parts begin with their headlines.
    pub fn has_heads(&self) -> bool {
        matches!(self.arrangement, Arrangement::At | Arrangement::Counted)
            && !matches!(self.kind, SeparatorKind::Shape(_) | SeparatorKind::Address)
    }

    /// The headline of one of its parts.
    pub fn headline_of(&self, file: &FileLines<'_, '_>, part: &Range<usize>) -> Option<usize> {
        if self.has_heads() { Some(part.start) } else { file.headline_of(part) }
    }
}

/// How alike two splits are: the F1 of their starts, next lines counted.
pub fn likeness(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let mut rest = b.iter().map(|part| part.start).peekable();
    let hits = a.iter().filter(|part| {
        while rest.next_if(|&start| start + 1 < part.start).is_some() {}
        rest.next_if(|&start| start <= part.start + 1).is_some()
    });
    2.0 * hits.count() as f32 / (a.len() + b.len()).max(1) as f32
}

/// The splits at headlines at which the subject changes, by how much a change has to tell.
pub fn by_subject(file: &FileLines<'_, '_>) -> Vec<Vec<Range<usize>>> {
    let heads = file.heads();
    let first = heads.first().copied().filter(|&first| file.prose_in(&(0..first)) < SOME_PROSE);
    let starts: Vec<usize> = first.map_or(Some(0), |_| None).into_iter().chain(heads).collect();
    let parts = |chosen: Vec<usize>| -> Vec<Range<usize>> {
        let ends = chosen.iter().skip(1).copied().chain([file.lines.len()]);
        chosen.iter().zip(ends).map(|(&at, end)| at..end).collect()
    };
    let chosen = file.words().best_starts(&starts, file.lines.len(), COSTS);
    let mut found: Vec<_> = chosen.into_iter().map(parts).filter(|parts| parts.len() >= 2).collect();
    found.dedup();
    found
}

/// Every split that a pattern allows.
pub fn candidates(file: &FileLines<'_, '_>, pattern: &SeparatorPattern) -> Vec<CandidateSplit> {
    use Arrangement::{At, Below, Between, Counted};
    let arrangements: &[Arrangement] = match pattern.kind {
        SeparatorKind::Export
        | SeparatorKind::Accession
        | SeparatorKind::Closing(_)
        | SeparatorKind::Rule(_) => &[Between],
        SeparatorKind::Numbered(_) => &[Counted],
        SeparatorKind::Marked(_)
        | SeparatorKind::Gap(_)
        | SeparatorKind::EndDated
        | SeparatorKind::Shape(_)
        | SeparatorKind::Head(_)
        | SeparatorKind::Capitals => &[At],
        SeparatorKind::Date | SeparatorKind::Dated => &[Between, Below(1), Below(2), Below(3)],
        SeparatorKind::Opening(_) | SeparatorKind::Label(_) => &[Between, At, Below(1), Below(2)],
        SeparatorKind::Byline => &[Below(1), Below(2), Below(3)],
        SeparatorKind::Address => &[Between, At, Below(1), Below(2)],
        SeparatorKind::Source | SeparatorKind::Bracketed => &[Between, Below(1)],
        SeparatorKind::Words(_) | SeparatorKind::Ending(_) => &[Between],
    };
    arrangements.iter().filter_map(|&arrangement| candidate(file, pattern, arrangement)).collect()
}

fn candidate(
    file: &FileLines<'_, '_>,
    pattern: &SeparatorPattern,
    arrangement: Arrangement,
) -> Option<CandidateSplit> {
    let at = match arrangement {
        Arrangement::Counted => longest_count(file, &pattern.at)?,
        _ => pattern.at.clone(),
    };
    let (parts, used) = match arrangement {
        Arrangement::Between if pattern.kind == SeparatorKind::Export => after_counts(file, &at),
        Arrangement::Between => between(file, pattern.kind, &at),
        Arrangement::At | Arrangement::Counted => headed(file, pattern.kind, &at, 0),
        Arrangement::Below(by) => headed(file, pattern.kind, &at, by),
    }?;
    let parts = from_usual_heads(file, parts);
    let numbers = at.iter().map(|&at| first_number(file.lines[at].text));
    let counted = numbers.enumerate().all(|(i, number)| number == Some(i as u32 + 1));
    let numbered = pattern.kind == SeparatorKind::Export;
    let parts = if numbered { parts } else { without_empty_ends(file, parts) };
    (!parts.is_empty()).then_some(CandidateSplit { kind: pattern.kind, arrangement, parts, used, counted })
}

/// The parts, of which those that begin with lines that the others do not have above their heads, a masthead
/// or what closes the article before, begin below these.
fn from_usual_heads(file: &FileLines<'_, '_>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (usual, same) = usual_shape(file, &parts);
    if parts.len() < 3 || same * 2 < parts.len() {
        return parts;
    }
    // A headline alone above its text is of no shape to go by.
    let plain =
        parts.iter().any(|part| file.shapes.at(part.start) == usual && file.shapes.head_at(part.start) < 2);
    let below = |part: &Range<usize>| {
        let mut heads = part.start..part.start + file.shapes.head_at(part.start).min(part.len());
        heads.find(|&at| file.shapes.at(at) == usual)
    };
    if plain {
        let first = parts[0].clone();
        let title = below(&first).filter(|&at| file.is_masthead(first.start..at));
        parts[0].start = title.unwrap_or(first.start);
        return parts;
    }
    for part in &mut parts {
        part.start = below(part).unwrap_or(part.start);
    }
    parts
}

/// The shape that most parts begin with, and how many do.
pub fn usual_shape(file: &FileLines<'_, '_>, parts: &[Range<usize>]) -> (u64, usize) {
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    parts.iter().for_each(|part| *counts.entry(file.shapes.at(part.start)).or_default() += 1);
    counts.into_iter().max_by_key(|&(shape, count)| (count, shape)).unwrap_or_default()
}

/// The parts between lines, which are in the part they open or close, or in none.
fn between(file: &FileLines<'_, '_>, kind: SeparatorKind, at: &[usize]) -> Option<(Vec<Range<usize>>, f32)> {
    let (&first, &last) = (at.first()?, at.last()?);
    let rest = last + 1..file.lines.len();
    // What a rule or a known phrase closes is an article, whatever its first line looks like.
    let closing = matches!(
        kind,
        SeparatorKind::Rule(_) | SeparatorKind::Closing(_) | SeparatorKind::Source | SeparatorKind::Accession
    );
    let lead = file
        .without_head(0..first)
        .filter(|lead| file.is_article(lead) || closing && file.prose_in(lead) >= UNCLOSED);
    let open = lead.is_none();
    let closed = !file.is_article(&rest) || file.prose_in(&rest) < SOME_PROSE;
    // "Source: The Norwick Star" closes an article or opens it, and is its own.
    let opens = usize::from(kind.is_inside() && open);
    let closes = usize::from(kind.is_inside() && !open && closed);
    let mut parts: Vec<Range<usize>> = lead.map(|lead| lead.start..first + closes).into_iter().collect();
    for pair in at.windows(2) {
        parts.push(pair[0] + 1 - opens..pair[1] + closes);
    }
    let is_sign = matches!(kind, SeparatorKind::Rule(_)) || kind.is_inside();
    let least = if open || is_sign { SOME_PROSE } else { UNCLOSED };
    if file.is_article(&rest) && file.prose_in(&rest) >= least {
        parts.push(last + 1 - opens..rest.end);
    }
    let all = parts.len();
    let mut parts: Vec<_> = parts.into_iter().filter_map(|part| file.without_masthead(part)).collect();
    if let Some(last) = parts.pop() {
        parts.push(if last.end == file.lines.len() && closes == 0 { file.without_foot(last) } else { last });
    }
    Some((parts, all as f32 / (at.len() + 1).max(all) as f32))
}

/// The parts that begin at headlines, which stand so many lines above those of the pattern.
fn headed(
    file: &FileLines<'_, '_>,
    kind: SeparatorKind,
    at: &[usize],
    above: usize,
) -> Option<(Vec<Range<usize>>, f32)> {
    let is_head = |at: usize| match kind {
        SeparatorKind::Numbered(_)
        | SeparatorKind::Marked(_)
        | SeparatorKind::Opening(_)
        | SeparatorKind::Label(_)
            if above == 0 =>
        {
            file.lines[at].words <= 32
        }
        // "https://norwick.example/bridge" above a headline opens an article.
        SeparatorKind::Address if above == 0 => {
            file.lines.get(at + 1).is_some_and(|below| !below.is_prose() && below.words >= 2)
        }
        SeparatorKind::EndDated => file.lines[at].words >= 6,
        SeparatorKind::Shape(_) => true,
        // What stands above a date or a byline need not look like a headline.
        _ if above > 0 => !file.lines[at].is_prose() && file.lines[at].words <= 32,
        _ => is_headline(&file.lines[at]),
    };
    let mut starts: Vec<usize> =
        at.iter().filter_map(|at| at.checked_sub(above)).filter(|&at| is_head(at)).collect();
    if let (SeparatorKind::Gap(_), Some(&first)) = (kind, starts.first()) {
        let lead = file.without_head(0..first).filter(|lead| file.is_article(lead));
        starts.splice(0..0, lead.map(|lead| lead.start));
    }
    let ends = starts.iter().skip(1).copied().chain([file.lines.len()]);
    let parts = starts.iter().zip(ends).map(|(&at, end)| file.without_foot(at..end)).collect();
    Some((parts, starts.len() as f32 / at.len().max(starts.len()) as f32))
}

/// The parts after the counting lines of an export, without what stands centred there.
fn after_counts(file: &FileLines<'_, '_>, at: &[usize]) -> Option<(Vec<Range<usize>>, f32)> {
    let ends = at.iter().skip(1).copied().chain([file.lines.len()]);
    let parts = at.iter().zip(ends).filter_map(|(&at, end)| {
        let title = (at + 1..end).find(|&i| file.lines[i].indent < 8 && !file.lines[i].is_date_line())?;
        let dated = title > at + 1 && file.lines[title - 1].is_date_line();
        Some(file.without_foot(if dated { title - 1 } else { title }..end))
    });
    Some((parts.collect(), 1.0))
}

/// The lines among these that count up from 1 with the most text between: a numbered list
/// inside an article has the same numbers.
fn longest_count(file: &FileLines<'_, '_>, at: &[usize]) -> Option<Vec<usize>> {
    // Of each line: the best sum of a chain that ends there, and the line before it.
    let mut chains: Vec<(f32, Option<usize>)> = Vec::with_capacity(at.len());
    let mut with: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, &line) in at.iter().enumerate() {
        let number = first_number(file.lines[line].text).unwrap_or(0);
        let before = with.get(&number.wrapping_sub(1)).map_or(&[][..], Vec::as_slice);
        let sum = |(nth, &before): (usize, &usize)| {
            let between = file.prose_in(&(at[before]..line)) as f32;
            (chains[before].0 + (between / MEASURE).max(0.1).ln() - FARTHER * nth as f32, Some(before))
        };
        let tried = before.iter().rev().take(TRIED).enumerate().map(sum);
        let best = tried.max_by(|a, b| a.0.total_cmp(&b.0));
        chains.push(match number {
            1 => (0.0, None),
            _ => best.unwrap_or((f32::NEG_INFINITY, None)),
        });
        with.entry(number).or_default().push(i);
    }
    let end = |i: &usize| {
        chains[*i].0 + (file.prose_in(&(at[*i]..file.lines.len())) as f32 / MEASURE).max(0.1).ln()
    };
    let mut next = (0..at.len()).max_by(|a, b| end(a).total_cmp(&end(b)));
    let mut chain = Vec::new();
    while let Some(i) = next {
        chain.push(at[i]);
        next = chains[i].1;
    }
    chain.reverse();
    (chain.len() >= 2).then_some(chain)
}

/// The parts without those at both ends that hold no text.
fn without_empty_ends(file: &FileLines<'_, '_>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let size = |part: &Range<usize>| {
        file.lines[part.end - 1].span.end.saturating_sub(file.lines[part.start].span.start)
    };
    let empty = |part: &Range<usize>| {
        part.is_empty() || file.prose_in(part) == 0 && file.entries_in(part) < 3 && size(part) < SOME_PROSE
    };
    let first = parts.iter().position(|part| !empty(part)).unwrap_or(parts.len());
    parts.drain(..first);
    while parts.last().is_some_and(empty) {
        parts.pop();
    }
    parts
}
