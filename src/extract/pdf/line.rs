//! A line of a page with its place and size, and what is usual in the file.

use std::collections::HashMap;

/// A page as its lines.
#[derive(Debug, Default)]
pub struct PdfPage {
    /// In points, as all lengths here.
    pub height: f32,
    /// In reading order: column by column.
    pub lines: Vec<PdfLine>,
    /// Whether there are images on it.
    pub images: bool,
}

/// A line of one column.
#[derive(Clone, Debug, Default)]
pub struct PdfLine {
    pub text: String,
    /// The page, counted from 0.
    pub page: usize,
    /// Where its words begin, from the edge at which lines of its script begin.
    pub left: f32,
    pub right: f32,
    /// The base line, from the lower edge of the page.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    /// The words between wide gaps; one cell mostly.
    pub cells: Vec<String>,
    /// A running head, running foot or page number.
    pub furniture: bool,
}

impl PdfLine {
    /// The characters of it.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        let closing =
            |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』' | ' ');
        let bare = self.text.trim_end_matches(|c: char| closing(c) || c.is_ascii_digit());
        let bare = if bare.ends_with(['.', '!', '?']) { bare } else { self.text.trim_end_matches(closing) };
        bare.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '։', '؟', '۔', '।'])
    }

    /// Whether it begins as the middle of a sentence does.
    pub fn begins_inside(&self) -> bool {
        self.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
    }

    /// Whether another line is about as large.
    pub fn is_as_large_as(&self, other: &PdfLine) -> bool {
        (self.size - other.size).abs() <= 0.08 * self.size.max(other.size)
    }

    /// Whether another line stands beneath, in the same column of the same page.
    pub fn is_above(&self, below: &PdfLine) -> bool {
        let overlap = self.right.min(below.right) - self.left.max(below.left);
        self.page == below.page && below.y < self.y - 0.2 * below.size && overlap > -self.size
    }
}

/// What is usual in a file.
#[derive(Debug)]
pub struct Measures {
    /// The size of most letters.
    pub body: f32,
    /// The usual distance of base lines of each size, in half points.
    pitches: HashMap<i32, f32>,
}

impl Measures {
    /// What is usual in these pages.
    pub fn of(pages: &[PdfPage]) -> Measures {
        let mut letters: HashMap<i32, usize> = HashMap::new();
        let mut distances: HashMap<i32, Vec<f32>> = HashMap::new();
        for page in pages {
            for line in &page.lines {
                *letters.entry(step(line.size)).or_default() += line.length();
            }
            for pair in page.lines.windows(2) {
                let distance = pair[0].y - pair[1].y;
                let near = pair[0].is_above(&pair[1]) && distance < 2.5 * pair[0].size;
                if near && pair[0].is_as_large_as(&pair[1]) && !pair[0].furniture && !pair[1].furniture {
                    distances.entry(step(pair[0].size)).or_default().push(distance);
                }
            }
        }
        // Of sizes that are as frequent the larger, so that it does not depend on the order of a map.
        let body = letters.into_iter().max_by_key(|&(size, count)| (count, size));
        let usual = |(size, mut all): (i32, Vec<f32>)| {
            all.sort_by(f32::total_cmp);
            (size, all[all.len() / 2])
        };
        Measures {
            body: body.map_or(10.0, |(size, _)| size as f32 / 2.0),
            pitches: distances.into_iter().map(usual).collect(),
        }
    }

    /// The usual distance between a line and the next of its size.
    pub fn pitch(&self, line: &PdfLine) -> f32 {
        let usual = self.pitches.get(&step(line.size)).copied();
        usual.unwrap_or(1.2 * line.size).clamp(0.9 * line.size, 2.2 * line.size)
    }
}

/// A size in half points.
fn step(size: f32) -> i32 {
    (size * 2.0).round() as i32
}
