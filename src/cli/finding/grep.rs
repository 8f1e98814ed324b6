//! `perusal grep`: prints every line that a query finds, for those who come from grep and rg.
//!
//! Not here: the lines of a file and their hits (`file_lines`).

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::file_lines::{FileLines, LineHits};
use super::searched::{Searched, report_query};
use crate::cli::choice::one_of;
use crate::cli::{Outcome, report_failure};
use crate::model::{DocumentId, Span};
use crate::paths::Paths;
use crate::query::{Answer, DocumentPage, Order, Query, Question, Row, Search};
use crate::text::sanitize::{sanitize, sanitize_line};

/// A query whose lines are printed.
#[derive(clap::Args)]
pub struct GrepArguments {
    /// As for `perusal search`
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Only in this file or folder; else in everything indexed
    #[arg(long = "in", value_name = "PATH")]
    path: Option<PathBuf>,
    /// So many lines before and after each
    #[arg(long, short = 'C', default_value_t = 0, value_name = "N", hide_default_value = true)]
    context: usize,
    /// Print how many lines each file has
    #[arg(long, short = 'c', conflicts_with = "context")]
    count: bool,
    /// Print the files only
    #[arg(long, short = 'l', conflicts_with_all = ["context", "count"])]
    files: bool,
    /// When to use colours: auto, always, never
    #[arg(long, default_value = "auto", value_name = "WHEN", value_parser = color)]
    color: Color,
}

/// When colours are used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Color {
    Auto,
    Always,
    Never,
}

fn color(typed: &str) -> Result<Color, String> {
    let name = |color: Color| match color {
        Color::Auto => "auto".to_owned(),
        Color::Always => "always".to_owned(),
        Color::Never => "never".to_owned(),
    };
    one_of([Color::Auto, Color::Always, Color::Never], name, typed)
}

impl Color {
    /// On a terminal that knows them, unless the user wants none.
    fn is_used(self) -> bool {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = || std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb(),
        }
    }
}

/// Prints the lines that a query finds.
///
/// # Errors
/// When nothing can be printed.
pub fn grep(asked: &GrepArguments, paths: &Paths) -> io::Result<Outcome> {
    let searched = match Searched::open(asked.path.as_deref(), paths) {
        Ok(searched) => searched,
        Err(error) => return Ok(report_failure(&error)),
    };
    let typed = asked.query.join(" ");
    let query = match searched.parse(&typed, false) {
        Ok(query) => query,
        Err(remark) => return Ok(report_query(&typed, &remark)),
    };
    let out =
        Printer { out: BufWriter::new(io::stdout().lock()), colored: asked.color.is_used(), any: false };
    let grep = Grep { asked, searched, query, out };
    match grep.print() {
        Ok(printed) => printed,
        Err(error) => Ok(report_failure(&error)),
    }
}

/// A query being printed, file by file.
struct Grep<'a> {
    asked: &'a GrepArguments,
    searched: Searched,
    query: Query,
    out: Printer,
}

impl Grep<'_> {
    fn print(mut self) -> Result<io::Result<Outcome>, String> {
        let search = self.searched.search(self.query.clone(), Order::Path);
        let (results, _) = self.searched.top(search, 0)?;
        let ids = results.as_asked().ids.to_vec();
        let mut rows =
            match self.searched.ask(&Question::Rows { search: Search::default(), ids, read: None })? {
                Answer::Rows { rows, .. } => rows,
                _ => Vec::new(),
            };
        // What has the words only in folded lines, or in the frame of a file, comes last of all that is found.
        rows.sort_by(|a, b| (a.root, &a.path, a.part).cmp(&(b.root, &b.path, b.part)));
        let mut failed = false;
        for rows in rows.chunk_by(|a, b| (a.root, &a.path) == (b.root, &b.path)) {
            match self.lines_of(rows)? {
                Ok(Some((path, lines, hits))) => {
                    if let Err(error) = self.print_file(&path, &lines, &hits) {
                        return Ok(Err(error));
                    }
                }
                Ok(None) => {}
                Err(reason) => {
                    report_failure(&reason);
                    failed = true;
                }
            }
        }
        Ok(self.out.out.flush().map(|()| match (failed, self.out.any) {
            (true, _) => Outcome::Failed,
            (_, true) => Outcome::Found,
            _ => Outcome::NothingFound,
        }))
    }

    fn page(&self, id: DocumentId) -> Result<Arc<DocumentPage>, String> {
        match self.searched.ask(&Question::Page { id, query: self.query.clone(), notes: Arc::default() })? {
            Answer::Page(page) => Ok(page),
            _ => Ok(Arc::default()),
        }
    }

    /// The lines of a file with the hits that these of its documents have; what keeps the file from being read.
    fn lines_of(&self, rows: &[Row]) -> Result<Result<Option<FileHits>, String>, String> {
        let mut found: Option<FileHits> = None;
        for row in rows {
            let page = self.page(row.id)?;
            let (_, lines, hits) = match &mut found {
                Some(found) => found,
                none => match FileLines::read(&page.path) {
                    Ok(lines) => none.insert((page.path.clone(), lines, LineHits::new())),
                    Err(reason) => return Ok(Err(format!("{}: {reason}", page.path))),
                },
            };
            if row.frame {
                let pages =
                    page.siblings.iter().map(|&id| self.page(id)).collect::<Result<Vec<_>, String>>()?;
                let documents: Vec<(u32, u32)> =
                    pages.iter().filter_map(|page| page.document.lines).collect();
                hits.extend(lines.hits_outside(&documents, &self.query));
            } else {
                hits.extend(lines.hits(&page, &self.query));
            }
        }
        Ok(Ok(found))
    }

    fn print_file(&mut self, path: &str, lines: &FileLines, hits: &LineHits) -> io::Result<()> {
        if hits.is_empty() {
            return Ok(());
        }
        if self.asked.files {
            return self.out.print_path(path, "\n");
        }
        if self.asked.count {
            self.out.print_path(path, ":")?;
            return writeln!(self.out.out, "{}", hits.len());
        }
        for run in lines.with_context(hits.keys().copied(), self.asked.context) {
            if self.asked.context > 0 && self.out.any {
                writeln!(self.out.out, "--")?;
            }
            for at in run {
                self.out.print_line(path, at, lines.line(at), hits.get(&at).map(Vec::as_slice))?;
            }
        }
        Ok(())
    }
}

/// The path of a file, its lines, and those with hits.
type FileHits = (String, FileLines, LineHits);

/// Prints lines, in colours or without.
struct Printer {
    out: BufWriter<io::StdoutLock<'static>>,
    colored: bool,
    /// Something was printed.
    any: bool,
}

impl Printer {
    fn print_path(&mut self, path: &str, then: &str) -> io::Result<()> {
        self.any = true;
        self.colored(PATH, &sanitize_line(path))?;
        self.out.write_all(then.as_bytes())
    }

    /// A line of a file, counted from 0; one around hits has none.
    fn print_line(&mut self, path: &str, at: usize, text: &str, hits: Option<&[Span]>) -> io::Result<()> {
        let mark = if hits.is_some() { ":" } else { "-" };
        self.print_path(path, mark)?;
        self.colored(NUMBER, &(at + 1).to_string())?;
        self.out.write_all(mark.as_bytes())?;
        self.out.write_all(b" ")?;
        let safe = sanitize(text);
        let mut done = 0;
        for hit in hits.unwrap_or_default().iter().map(|&hit| safe.span(hit)) {
            let start = (hit.start as usize).max(done);
            self.out.write_all(safe.text.get(done..start).unwrap_or_default().as_bytes())?;
            done = (hit.end as usize).max(start);
            self.colored(HIT, safe.text.get(start..done).unwrap_or_default())?;
        }
        self.out.write_all(safe.text.get(done..).unwrap_or_default().as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn colored(&mut self, color: &str, text: &str) -> io::Result<()> {
        match self.colored && !text.is_empty() {
            true => write!(self.out, "\x1b[{color}m{text}\x1b[0m"),
            false => self.out.write_all(text.as_bytes()),
        }
    }
}

/// The colours of the terminal, as grep and rg use them.
const PATH: &str = "35";
const NUMBER: &str = "32";
const HIT: &str = "1;31";
