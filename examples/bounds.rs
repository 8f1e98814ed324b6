//! Measures what reading takes, at worst: makes texts that each pile up one thing (short lines, tags, quotes,
//! names in names), reads each in a process of its own, and prints seconds and memory for a size and for
//! twice that, so that one sees that both grow in line.
//!
//! `cargo run --release --example bounds -- [MEGABYTES] [NAME…]`; 8 MB without. Memory is what a process
//! held at most (Linux only), and what that is beside the text itself.

use std::error::Error;
use std::process::Command;
use std::time::Instant;

use perusal::annotate::lists::{ListFormat, Lists};
use perusal::ingest::read::read;
use perusal::model::{Kind, ListName};
use perusal::query::{CorrectionLog, QueryContext, parse, read_corrections};
use perusal::resolve::{KeyUse, resolve};
use perusal::text::sanitize::sanitize;

/// A text that piles up one thing: its name, the file's name, what it begins with, and what is repeated.
type Pile = (&'static str, &'static str, &'static str, &'static str);

const PROSE: &str = "Vladimir Putin met Angela Merkel in Berlin on 3 May 2014, the Kremlin said. ";

const PILES: &[Pile] = &[
    ("short lines", "a.txt", "", "x\n"),
    ("CRLF", "a.txt", "", "x\r\n"),
    ("blank lines", "a.txt", "word", "\n"),
    ("one line of prose", "a.txt", "", PROSE),
    ("lines of prose", "a.txt", "", "It was closed on Monday, the mayor said.\n"),
    ("one word", "a.txt", "", "x"),
    ("names", "a.txt", "", "Al Bo said. "),
    ("lines of names", "a.txt", "", "Al Bo\n"),
    ("dates", "a.txt", "", "3 May 2014, "),
    ("lines of dates", "a.txt", "", "3 May 2014\n"),
    ("sums", "a.txt", "", "$3m "),
    ("quotes", "a.txt", "", "\""),
    ("brackets", "a.txt", "", "(["),
    ("initials", "a.txt", "", "A. "),
    ("bullets", "a.txt", "", "- a\n"),
    ("separators", "a.txt", "", "word word word.\n\n----------\n\n"),
    ("bylines", "a.txt", "", "By Al Bo\n"),
    ("marks on a letter", "a.txt", "a", "\u{301}"),
    ("marks of direction", "a.txt", "", "a\u{202e}"),
    ("escape sequences", "a.txt", "", "\u{1b}[31m"),
    ("capitals", "a.txt", "", "ABC "),
    ("texts passed on (mail)", "a.txt", "From: a\nSubject: b\n\n", "-- forwarded message\n"),
    ("encoded words (mail)", "a.txt", "From: a\nSubject: ", "=?a?Q?x"),
    ("nested quotes (md)", "a.md", "", "> "),
    ("list (md)", "a.md", "", "- a\n"),
    ("emphasis (md)", "a.md", "", "*a "),
    ("open links (md)", "a.md", "", "[a]("),
    ("table (md)", "a.md", "|a|b|\n|-|-|\n", "|a|b|\n"),
    ("paragraphs (html)", "a.html", "<html>", "<p>a"),
    ("open tags (html)", "a.html", "<html>", "<b>a"),
    ("nested tags (html)", "a.html", "<html>", "<div>"),
    ("attributes (html)", "a.html", "<html><p ", "a=b "),
    ("entities (html)", "a.html", "<html>", "&amp;"),
    ("cells (html)", "a.html", "<html><table><tr>", "<td>a"),
    ("links (html)", "a.html", "<html>", "<a href=b>a</a>"),
    ("comments (html)", "a.html", "<html>a", "<!--a-->"),
    ("scripts (html)", "a.html", "<html>a", "<script>x</script>"),
];

/// What is measured beside texts that are read; each makes its own input.
const OTHERS: &[&str] =
    &["names in names", "150 patterns", "a list of names", "corrections", "keys", "query", "sanitising"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, name, bytes] = arguments.as_slice()
        && first == "one"
    {
        return one(name, bytes.parse()?);
    }
    let megabytes: usize = arguments.first().map_or(Ok(8), |size| size.parse())?;
    let names = PILES.iter().map(|pile| pile.0).chain(OTHERS.iter().copied());
    let wanted =
        |name: &&str| arguments.len() < 2 || arguments[1..].iter().any(|of| name.contains(of.as_str()));
    eprintln!("{:<22} {:>24} {:>24}", "", format!("{megabytes} MB"), format!("{} MB", 2 * megabytes));
    for name in names.filter(wanted) {
        eprint!("{name:<22}");
        for bytes in [megabytes << 20, megabytes << 21] {
            let child =
                Command::new(std::env::current_exe()?).args(["one", name, &bytes.to_string()]).output()?;
            match child.status.success() {
                true => eprint!(" {:>24}", String::from_utf8_lossy(&child.stderr).trim()),
                false => eprint!(" {:>24}", "failed"),
            }
        }
        eprintln!();
    }
    Ok(())
}

/// Reads one input in this process and prints what it took.
fn one(name: &str, bytes: usize) -> Result<(), Box<dyn Error>> {
    // The models are read before.
    let _ = read("a.txt", PROSE.as_bytes(), &Lists::default());
    let pile = PILES.iter().find(|pile| pile.0 == name);
    let (text, lists) = match pile {
        Some((_, _, begins, repeated)) => (repeat(begins, repeated, bytes), Lists::default()),
        None => input(name, bytes)?,
    };
    let before = resident("VmRSS:");
    let started = Instant::now();
    let length = text.len();
    match (pile, name) {
        (Some((_, file, ..)), _) => drop(read(file, text.into_bytes(), &lists)),
        (None, "corrections") => {
            let read = read_corrections(&text, &|_, _| None);
            drop(CorrectionLog::default().add(read.corrections));
        }
        (None, "keys") => {
            let uses: Vec<KeyUse<'_>> =
                text.lines().map(|name| KeyUse::new(Kind::Person, name, false)).collect();
            drop(resolve(&uses, &[]));
        }
        (None, "query") => drop(parse(&text, true, &QueryContext::default())),
        (None, "sanitising") => drop(sanitize(&text)),
        _ => drop(read("a.txt", text.into_bytes(), &lists)),
    }
    let seconds = started.elapsed().as_secs_f64();
    let (peak, text) = (resident("VmHWM:"), length >> 20);
    eprintln!("{seconds:.1} s {peak} MB +{}", peak.saturating_sub(before.max(text)));
    Ok(())
}

/// A text of at most so many bytes.
fn repeat(begins: &str, repeated: &str, bytes: usize) -> String {
    format!("{begins}{}", repeated.repeat((bytes - begins.len()) / repeated.len()))
}

/// The inputs that are not one thing repeated.
fn input(name: &str, bytes: usize) -> Result<(String, Lists), Box<dyn Error>> {
    let mut lists = Lists::default();
    let nested: Vec<String> = (1..100).map(|words| vec!["a"; words].join(" ")).collect();
    let list = match name {
        "names in names" => nested.join("\n"),
        "150 patterns" => "/a+/\n".repeat(150),
        "a list of names" => invented(bytes),
        _ => String::new(),
    };
    lists.add(ListName::new("mine")?, ListFormat::Text, &list);
    Ok(match name {
        "a list of names" => (repeat("", PROSE, 1 << 16), lists),
        "corrections" => {
            let names = invented(bytes / 2);
            let line = |name: &str| format!("everywhere same person \"{name}\" person \"{name} B\"\n");
            (format!("# perusal corrections 1\n{}", names.lines().map(line).collect::<String>()), lists)
        }
        "keys" => (invented(bytes), lists),
        "query" => (repeat("", "(a OR -(b ", bytes), lists),
        "sanitising" => (repeat("", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{200d}\u{1b}", bytes), lists),
        _ => (repeat("", "a ", bytes), lists),
    })
}

/// Names of two words, no two alike, one a line.
fn invented(bytes: usize) -> String {
    let mut names = String::with_capacity(bytes + 32);
    let syllables = ["ka", "ro", "mi", "ten", "sky", "ov", "lar", "phi", "wou", "zen"];
    for number in 0u64.. {
        if names.len() >= bytes {
            break;
        }
        let mut rest = number;
        names.push_str("Bel");
        while rest > 0 {
            if rest == number / 1000 {
                names.push_str(" Dor");
            }
            names.push_str(syllables[(rest % 10) as usize]);
            rest /= 10;
        }
        names.push('\n');
    }
    names
}

/// A line of the system's account of this process, in megabytes; 0 where there is none.
fn resident(line: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|of| of.strip_prefix(line));
    found.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<usize>().ok()).unwrap_or(0) >> 10
}
