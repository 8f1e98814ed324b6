//! Measures how passages are found again in texts that have changed.
//!
//! `cargo run --release --example anchors -- FOLDER…` takes 1,000 passages of 1 to 2,000 words out of the documents of the
//! folders, by lot but always the same, changes the texts in several ways, and prints how many passages are found where
//! they are, how many are said to be lost, and how many are found anywhere else, which must be none.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use perusal::annotate::lists::Lists;
use perusal::ingest;
use perusal::model::{Anchor, Span};
use perusal::text::anchor::{Sought, anchor};

/// So many passages are looked for.
const PASSAGES: usize = 1_000;
/// So many words the longest have.
const LONGEST: f64 = 2_000.0;
/// So many bytes the long text has.
const LONG_TEXT: usize = 16 << 20;

/// Numbers by lot (S. Vigna's splitmix64).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The documents of a file.
type FileTexts = Vec<String>;

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => files(&path, found)?,
            false => found.push(path),
        }
    }
    Ok(())
}

fn read(folders: &[String]) -> Result<Vec<FileTexts>, Box<dyn Error>> {
    let mut paths = Vec::new();
    folders.iter().try_for_each(|folder| files(Path::new(folder), &mut paths))?;
    let texts = paths.iter().filter_map(|path| {
        let documents =
            ingest::read::read(&path.to_string_lossy(), fs::read(path).ok()?, &Lists::default()).ok()?;
        let texts: FileTexts = documents.into_iter().map(|document| document.text).collect();
        (texts.iter().map(String::len).sum::<usize>() > 200).then_some(texts)
    });
    Ok(texts.collect())
}

/// The words of a text, by white space.
fn words(text: &str) -> Vec<(usize, usize)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - start, word.as_ptr() as usize - start + word.len()))
        .collect()
}

/// A passage of some document by lot: which file, which document, from where to where.
fn passage(lot: &mut Lot, files: &[FileTexts]) -> (usize, usize, usize, usize) {
    loop {
        let file = lot.below(files.len());
        let document = lot.below(files[file].len());
        let words = words(&files[file][document]);
        let count = LONGEST.powf(lot.share()).round() as usize;
        if words.len() >= count + 5 {
            let first = lot.below(words.len() - count);
            return (file, document, words[first].0, words[first + count - 1].1);
        }
    }
}

/// A text in which every tenth word outside the passage is another or none, and lines are put in; where the passage is.
fn changed(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> (String, usize, usize) {
    let (mut new, mut start, mut end) = (String::new(), 0, 0);
    let mut at = 0;
    for (from, until) in words(text) {
        let between = &text[at..from];
        new.push_str(between);
        let inside = from >= passage.0 && from < passage.1;
        if between.contains('\n') && !(inside && from > passage.0) && lot.below(8) == 0 {
            new.push_str(&other_words(lot, others, 12));
            new.push('\n');
        }
        if from == passage.0 {
            start = new.len();
        }
        match (inside, lot.below(20)) {
            (false, 0) => {}
            (false, 1) => new.push_str(&other_words(lot, others, 1)),
            _ => new.push_str(&text[from..until]),
        }
        if until == passage.1 {
            end = new.len();
        }
        at = until;
    }
    new.push_str(&text[at..]);
    (new, start, end)
}

fn other_words(lot: &mut Lot, others: &[(String, usize)], count: usize) -> String {
    let mut words = Vec::new();
    while words.len() < count {
        let (text, length) = &others[lot.below(others.len())];
        words.extend(text.split_whitespace().skip(lot.below(*length)).take(count));
    }
    words.truncate(count);
    words.join(" ")
}

/// The texts of a file, cut at other ends of lines than before, none of them in the passage; which of them has it, and
/// where.
fn split_otherwise(
    lot: &mut Lot,
    texts: &FileTexts,
    document: usize,
    passage: (usize, usize),
) -> (FileTexts, usize, usize, usize) {
    let whole = texts.join("\n");
    let before: usize = texts[..document].iter().map(|text| text.len() + 1).sum();
    let (start, end) = (before + passage.0, before + passage.1);
    let cuts: Vec<usize> =
        whole.match_indices('\n').map(|(at, _)| at + 1).filter(|&at| at <= start || at > end).collect();
    let mut chosen: Vec<usize> = (0..2.min(cuts.len())).map(|_| cuts[lot.below(cuts.len())]).collect();
    chosen.extend([0, whole.len()]);
    chosen.sort_unstable();
    chosen.dedup();
    let parts: Vec<(usize, &str)> =
        chosen.windows(2).map(|pair| (pair[0], &whole[pair[0]..pair[1]])).collect();
    let of = parts.iter().rposition(|(from, _)| *from <= start).unwrap_or(0);
    let from = parts[of].0;
    (parts.iter().map(|(_, part)| (*part).to_owned()).collect(), of, start - from, end - from)
}

/// White space and quotation marks as another reader might leave them.
fn normalised(text: &str, passage: (usize, usize)) -> (String, usize, usize) {
    let straight = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace(['“', '”', '„'], "\"")
            .replace(['‘', '’'], "'")
    };
    let (before, within, after) =
        (straight(&text[..passage.0]), straight(&text[passage.0..passage.1]), straight(&text[passage.1..]));
    let start = before.len() + 1;
    (format!("{before} {within} {after}"), start, start + within.len())
}

/// The passage with one word of it another.
fn word_changed(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> (String, usize, usize) {
    let within = words(&text[passage.0..passage.1]);
    let (from, until) = within[lot.below(within.len())];
    let other = other_words(lot, others, 1);
    let new = [&text[..passage.0 + from], &other, &text[passage.0 + until..]].concat();
    let end = passage.1 - (until - from) + other.len();
    (new, passage.0, end)
}

/// The passage with a line put in between its lines; `None` where it has only one.
fn line_put_in(
    lot: &mut Lot,
    text: &str,
    passage: (usize, usize),
    others: &[(String, usize)],
) -> Option<(String, usize, usize)> {
    let breaks: Vec<usize> = text[passage.0..passage.1].match_indices('\n').map(|(at, _)| at).collect();
    let at = passage.0 + breaks.get(lot.below(breaks.len()))?;
    let line = format!("\n{}", other_words(lot, others, 15));
    Some(([&text[..at], &line, &text[at..]].concat(), passage.0, passage.1 + line.len()))
}

/// The time this thread has had of a processor, whoever else wants one.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// What became of passages changed in one way.
#[derive(Default)]
struct Tally {
    what: &'static str,
    right: usize,
    near: usize,
    lost: usize,
    wrong: usize,
    longest: Duration,
}

impl Tally {
    fn new(what: &'static str) -> Tally {
        Tally { what, ..Tally::default() }
    }

    fn note(&mut self, made: &Anchor, texts: &[&str], right: Option<(usize, usize, usize)>) {
        let started = processor_time();
        let mut sought = Sought::new(made);
        (0..).zip(texts).for_each(|(order, text)| sought.look_in(text, order));
        let found = sought.found();
        self.longest = self.longest.max(processor_time().saturating_sub(started));
        match (found, right) {
            (None, _) => self.lost += 1,
            (Some((number, span)), Some((of, start, end)))
                if number == of && span == Span::new(start, end) =>
            {
                self.right += 1
            }
            (Some((number, span)), Some((of, start, end)))
                if number == of && span.overlaps(Span::new(start, end)) =>
            {
                if std::env::var_os("SHOW").is_some() {
                    let (found, right) = (span.of(texts[of]), &texts[of][start..end]);
                    println!(
                        "{} near\n  was   {:?}\n  is    {right:?}\n  found {found:?}",
                        self.what, made.quote
                    );
                }
                self.near += 1;
            }
            (Some((number, span)), _) => {
                println!(
                    "{} wrong\n  {:?} {:?} {:?}\n  in {number} {span:?} right {right:?}",
                    self.what, made.before, made.quote, made.after
                );
                self.wrong += 1;
            }
        }
    }

    fn print(&self) {
        let all = (self.right + self.near + self.lost + self.wrong).max(1);
        let share = |count: usize| 100.0 * count as f64 / all as f64;
        println!(
            "{:34} {all:5}  right {:5.1} %  edges {:4.1} %  lost {:5.1} %  wrong {}  longest {:.1} ms",
            self.what,
            share(self.right),
            share(self.near),
            share(self.lost),
            self.wrong,
            self.longest.as_secs_f64() * 1e3
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    let files = read(&folders)?;
    let others: Vec<(String, usize)> = files
        .iter()
        .flatten()
        .map(|text| (text.clone(), text.split_whitespace().count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    println!("{} documents of {} files", others.len(), files.len());
    let mut lot = Lot(15);
    let mut tallies = [
        "the same text",
        "words around changed, lines put in",
        "and a word of the passage",
        "split otherwise",
        "split otherwise and words changed",
        "white space and quotation marks",
        "a line put in the passage",
        "taken away",
        "a text of 16 MB, words changed",
    ]
    .map(Tally::new);
    let mut long: String = others.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n\n");
    while long.len() < LONG_TEXT && !long.is_empty() {
        long = long.repeat(2);
    }
    long.truncate(long.floor_char_boundary(LONG_TEXT));
    for number in 0..PASSAGES {
        let (file, document, start, end) = passage(&mut lot, &files);
        let text = &files[file][document];
        let made = anchor(text, Span::new(start, end));
        tallies[0].note(&made, &[text], Some((0, start, end)));
        let (other, from, until) = changed(&mut lot, text, (start, end), &others);
        tallies[1].note(&made, &[&other], Some((0, from, until)));
        let (word, of, to) = word_changed(&mut lot, &other, (from, until), &others);
        tallies[2].note(&made, &[&word], Some((0, of, to)));
        let (parts, of, from, until) = split_otherwise(&mut lot, &files[file], document, (start, end));
        let texts: Vec<&str> = parts.iter().map(String::as_str).collect();
        tallies[3].note(&made, &texts, Some((of, from, until)));
        let (part, from, until) = changed(&mut lot, &parts[of], (from, until), &others);
        let texts: Vec<&str> =
            (0..).zip(&texts).map(|(n, text)| if n == of { part.as_str() } else { *text }).collect();
        tallies[4].note(&made, &texts, Some((of, from, until)));
        let (other, from, until) = normalised(text, (start, end));
        tallies[5].note(&made, &[&other], Some((0, from, until)));
        if let Some((other, from, until)) = line_put_in(&mut lot, text, (start, end), &others) {
            tallies[6].note(&made, &[&other], Some((0, from, until)));
        }
        let (other, from, until) = changed(&mut lot, text, (start, end), &others);
        let away = [&other[..from], &other[until..]].concat();
        tallies[7].note(&made, &[&away], None);
        if number % 20 == 0 {
            let at = long.floor_char_boundary(lot.below(long.len() - 1));
            let within = [&long[..at], "\n", &other, "\n", &long[at..]].concat();
            // The text stands elsewhere in it, too, so that being lost is right as well; the time counts.
            let right = Some((0, at + 1 + from, at + 1 + until));
            tallies[8].note(&made, &[&within.replace(text.as_str(), "")], right);
        }
    }
    tallies.iter().for_each(Tally::print);
    Ok(())
}
