//! Where one article of a file ends and the next begins. Whatever lines repeat down the file
//! (`seams`) are tried as seams in every arrangement (`cuts`); of the cuttings the one for which
//! most speaks (`evidence`) is taken, if enough does.

use std::ops::Range;

use super::cuts::{Cutting, File};
use super::evidence::{MOST_BY_WORDS, Words, by_form};
use super::lines::Line;
use super::seams::{Form, patterns};

/// So much must speak for a cutting. Single pages reach 0.8 once in a thousand times.
const ENOUGH: f32 = 0.8;
/// The words of so many cuttings are looked at; it keeps the time linear.
const TRIED: usize = 24;

/// The lines of one document, and the lines between it and the document before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub lines: Range<usize>,
    pub before: Range<usize>,
}

/// Cuts the lines of a file into documents; one part with all lines when nothing speaks for more.
/// `strong_only` asks for patterns that are known to close or to number articles.
pub fn split(lines: &[Line<'_>], strong_only: bool) -> Vec<Part> {
    let cuts = match lines.len() {
        0..4 => None,
        _ => best(lines, strong_only),
    };
    let Some(cuts) = cuts else { return vec![Part { lines: 0..lines.len(), before: 0..0 }] };
    let mut end = 0;
    let part = |lines: Range<usize>| {
        let before = end..lines.start;
        end = lines.end;
        Part { lines, before }
    };
    cuts.into_iter().map(part).collect()
}

/// The stretches of the cutting for which most speaks.
fn best(lines: &[Line<'_>], strong_only: bool) -> Option<Vec<Range<usize>>> {
    let file = File::new(lines);
    let known = |form: Form| matches!(form, Form::Export | Form::Accession | Form::Closing(_));
    let patterns = patterns(lines).into_iter().filter(|pattern| !strong_only || known(pattern.form));
    let cuttings: Vec<Cutting> = patterns.flat_map(|pattern| file.cuttings(&pattern)).collect();
    // "1 of 1 DOCUMENTS" numbers a single article.
    if let Some(only) =
        cuttings.iter().find(|cutting| cutting.form == Form::Export && cutting.cuts.len() == 1)
    {
        return Some(only.cuts.clone());
    }
    let weighed = cuttings.into_iter().filter_map(|cutting| Some((by_form(&file, &cutting)?, cutting)));
    let mut tried: Vec<(f32, Cutting)> = weighed.filter(|(sum, _)| sum + MOST_BY_WORDS > ENOUGH).collect();
    tried.sort_by(|a, b| b.0.total_cmp(&a.0));
    let words = Words::new(&file);
    let mut best: Option<(f32, Cutting)> = None;
    for (sum, cutting) in tried.into_iter().take(TRIED) {
        let most = best.as_ref().map_or(ENOUGH, |(most, _)| *most);
        if sum + MOST_BY_WORDS <= most {
            break;
        }
        let sum = sum + words.weigh(&cutting);
        if sum > most {
            best = Some((sum, cutting));
        }
    }
    best.map(|(_, cutting)| cutting.cuts)
}
