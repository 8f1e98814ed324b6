//! Counts what became of passages, and prints it.

use std::time::Duration;

use perusal::model::{Anchor, Span};
use perusal::text::anchor::Sought;

/// The time this thread has had of a processor, whoever else wants one.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// What became of passages changed in one way.
#[derive(Default)]
pub struct Tally {
    what: &'static str,
    right: usize,
    near: usize,
    lost: usize,
    wrong: usize,
    /// How many of each length were looked for, and how many of these are lost.
    lengths: [(usize, usize); 5],
    longest: Duration,
}

/// The most words of passages that are counted together.
const LENGTHS: [usize; 5] = [1, 3, 10, 50, usize::MAX];

impl Tally {
    pub fn new(what: &'static str) -> Tally {
        Tally { what, ..Tally::default() }
    }

    /// Looks for a passage in texts, in one of which it is from one byte to another, or in none.
    pub fn note(&mut self, made: &Anchor, texts: &[&str], right: Option<(usize, usize, usize)>) {
        let started = processor_time();
        let mut sought = Sought::new(made);
        (0..).zip(texts).for_each(|(order, text)| sought.look_in(text, order));
        let found = sought.found();
        self.longest = self.longest.max(processor_time().saturating_sub(started));
        let count = made.quote.split_whitespace().count();
        let length = LENGTHS.iter().position(|most| count <= *most).unwrap_or(0);
        self.lengths[length].0 += 1;
        let words = |of: usize, start: usize, end: usize| &texts[of][start..end];
        let is = right.map(|(of, start, end)| words(of, start, end));
        let became = match (found, right) {
            (None, _) => {
                self.lost += 1;
                self.lengths[length].1 += 1;
                right.map(|_| "lost")
            }
            (Some((number, span)), Some((of, start, end)))
                if number == of && span == Span::new(start, end) =>
            {
                self.right += 1;
                None
            }
            (Some((number, span)), Some((of, start, end)))
                if number == of && span.overlaps(Span::new(start, end)) =>
            {
                self.near += 1;
                Some("edges")
            }
            (Some(_), _) => {
                self.wrong += 1;
                Some("wrong")
            }
        };
        let is_shown = became == Some("wrong") || became.is_some() && std::env::var_os("SHOW").is_some();
        if let Some(became) = became.filter(|_| is_shown) {
            let around = (made.before.as_str(), short(&made.quote), made.after.as_str());
            println!("{} {became}, rival {} twin {:?}\n  was {around:?}", self.what, made.rival, made.twin);
            println!("  is {right:?} {:?}", is.map(short));
            let found = found.map(|(of, span)| (of, span, words(of, span.range().start, span.range().end)));
            println!("  found {:?}", found.map(|(of, span, words)| (of, span, short(words))));
        }
    }

    /// Prints a line.
    pub fn print(&self) {
        let all = (self.right + self.near + self.lost + self.wrong).max(1);
        let share = |count: usize| 100.0 * count as f64 / all as f64;
        let lengths: Vec<String> = self.lengths.iter().map(|(all, lost)| format!("{lost}/{all}")).collect();
        println!(
            "{:34} {all:5}  right {:5.1} %  edges {:4.1} %  lost {:5.1} % ({})  wrong {}  longest {:.1} ms",
            self.what,
            share(self.right),
            share(self.near),
            share(self.lost),
            lengths.join(" "),
            self.wrong,
            self.longest.as_secs_f64() * 1e3
        );
    }
}

/// A text without its middle.
fn short(text: &str) -> String {
    let (start, end) =
        (text.floor_char_boundary(120), text.ceil_char_boundary(text.len().saturating_sub(120)));
    match start < end {
        true => [&text[..start], " […] ", &text[end..]].concat(),
        false => text.to_owned(),
    }
}
