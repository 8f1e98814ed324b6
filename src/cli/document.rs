//! `perusal document` and `perusal annotate`: print what is read from single files, without an index.

use std::borrow::Cow;
use std::fs::{FileType, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, StdoutLock, Write};
use std::path::{Path, PathBuf};

use super::json;
use super::lists::own_lists;
use super::outcome::{Outcome, report_failure};
use crate::ingest::apart::ParserProcess;
use crate::ingest::{FilesBeside, Passwords};
use crate::model::{BlockKind, Document, Mention, Problem, Role};
use crate::paths::Paths;
use crate::text::sanitize::{sanitize, sanitize_line};
use crate::{annotate, extract, ingest};

type Output = BufWriter<StdoutLock<'static>>;

/// Files to read, and how to print them.
#[derive(clap::Args)]
pub struct DocumentArguments {
    /// Files and pipes; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What a file of what comes in by - or a pipe would be called; its ending helps where the bytes do not say
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

/// Prints the documents found in files.
///
/// # Errors
/// When nothing can be printed.
pub fn documents(files: &DocumentArguments, paths: &Paths) -> io::Result<Outcome> {
    let lists = own_lists(paths);
    let mut parser = ParserProcess::of(paths.program.as_deref());
    let passwords = Passwords::of(paths);
    let read = |name: &str, bytes: Vec<u8>, beside: &FilesBeside| {
        parser.try_passwords(passwords.for_file(name));
        ingest::read::read_by(name, bytes, &lists, beside, &mut parser)
    };
    print(files, read, json::document, whole)
}

/// Prints the mentions in texts taken as they are; of files that are no text, in what their format's reader
/// makes of them.
///
/// # Errors
/// When nothing can be printed.
pub fn annotate(files: &DocumentArguments, paths: &Paths) -> io::Result<Outcome> {
    let lists = own_lists(paths);
    let mut parser = ParserProcess::of(paths.program.as_deref());
    let passwords = Passwords::of(paths);
    let read = |name: &str, bytes: Vec<u8>, beside: &FilesBeside| {
        parser.try_passwords(passwords.for_file(name));
        let mut parts = match extract::is_text(name, &bytes)? {
            true => extract::parts(extract::decode(name, bytes)?),
            false => extract::extract_by(
                name,
                bytes.into(),
                lists.mappings().of(name),
                &|| beside.files(),
                &mut |name, bytes, from| parser.read(name, bytes, from),
            )?,
        };
        let problem = parts.problem().cloned();
        let mut document = annotate::annotate_text(parts.next().unwrap_or_default().text, &lists);
        parts.for_each(|part| append(&mut document, annotate::annotate_text(part.text, &lists)));
        Ok((vec![document], problem))
    };
    print(files, read, json::annotated, mentions)
}

fn print(
    files: &DocumentArguments,
    mut read: impl FnMut(&str, Vec<u8>, &FilesBeside) -> Result<(Vec<Document>, Option<Problem>), Problem>,
    write_json: impl Fn(&mut Output, &str, &Document) -> io::Result<()>,
    write_plain: impl Fn(&mut Output, &str, &Document) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::NothingFound;
    for path in &files.files {
        let (bytes, is_stream) = bytes(path);
        let file =
            files.name.as_deref().filter(|_| is_stream).map_or_else(|| path.to_string_lossy(), Cow::Borrowed);
        let beside = if is_stream { FilesBeside::none() } else { FilesBeside::of(path) };
        match bytes.and_then(|bytes| read(&file, bytes, &beside)) {
            Ok((documents, problem)) => {
                // What is not read is said; what is read stands for itself.
                problem.iter().for_each(|problem| _ = report_failure(&format!("{file}: {problem}")));
                for document in &documents {
                    match files.json {
                        true => write_json(&mut out, &file, document)?,
                        false => write_plain(&mut out, &file, document)?,
                    }
                }
                if !documents.is_empty() && outcome == Outcome::NothingFound {
                    outcome = Outcome::Found;
                }
            }
            Err(problem) => {
                outcome = Outcome::Failed;
                match files.json {
                    true => json::problem(&mut out, &file, &problem)?,
                    false => _ = report_failure(&format!("{file}: {problem}")),
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The bytes of a file, of a pipe or of standard input, and whether they are not of a file.
fn bytes(path: &Path) -> (Result<Vec<u8>, Problem>, bool) {
    if path.as_os_str() == "-" {
        return (ingest::stream_bytes(io::stdin().lock()), true);
    }
    match std::fs::metadata(path) {
        Ok(found) if is_pipe(found.file_type()) => {
            let pipe = pipe(path).map_err(|error| Problem::new(error.to_string()));
            (pipe.and_then(ingest::stream_bytes), true)
        }
        _ => (ingest::file_bytes(path), false),
    }
}

/// What comes through a pipe. One into which nobody writes is not waited for: it might be for ever.
fn pipe(path: &Path) -> io::Result<impl Read> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    let mut pipe = options.open(path)?;
    let mut first = Vec::new();
    match (&mut pipe).take(1).read_to_end(&mut first) {
        Ok(0) => return Err(io::Error::other("nothing comes through this pipe")),
        Ok(_) => {}
        // Somebody has it open and has not written yet.
        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    rustix::io::ioctl_fionbio(&pipe, false)?;
    Ok(io::Cursor::new(first).chain(pipe))
}

#[cfg(unix)]
fn is_pipe(sort: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&sort)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

/// Adds what was found in the next part of a text; keys of different parts are different ones.
fn append(document: &mut Document, next: Document) {
    let (at, keys, mentions) =
        (document.text.len(), document.keys.len() as u32, document.mentions.len() as u32);
    document.text.push_str(&next.text);
    document.keys.extend(next.keys);
    document.roles.extend(
        next.roles
            .into_iter()
            .map(|role| Role { mention: role.mention + mentions, span: role.span.shifted(at) }),
    );
    document.mentions.extend(next.mentions.into_iter().map(|mention| Mention {
        span: mention.span.shifted(at),
        key: mention.key.map(|key| key + keys),
        ..mention
    }));
}

/// A document for a person: head, then the text without chrome, then the names.
fn whole(out: &mut impl Write, file: &str, document: &Document) -> io::Result<()> {
    let title = document.title.as_deref().unwrap_or("(no title)");
    let part =
        if document.parts > 1 { format!("  {} of {}", document.part, document.parts) } else { String::new() };
    writeln!(out, "{}{part}", sanitize_line(file))?;
    writeln!(out, "{}", sanitize_line(title))?;
    let date = document
        .published
        .as_ref()
        .and_then(|published| Some(format!("{}{}", if published.sure { "" } else { "~" }, published.date?)));
    let source = document.marked_source();
    let facts: Vec<&str> =
        [&source, &date, &document.byline].into_iter().flatten().map(String::as_str).collect();
    if !facts.is_empty() {
        writeln!(out, "{}", sanitize_line(&facts.join(" · ")))?;
    }
    writeln!(out)?;
    for block in document.body_blocks().filter(|block| block.kind != BlockKind::Headline) {
        writeln!(out, "{}\n", sanitize(block.span.of(&document.text).trim()).text)?;
    }
    let names = names(document);
    if !names.is_empty() {
        writeln!(out, "Names: {}\n", sanitize_line(&names.join(", ")))?;
    }
    Ok(())
}

/// The names of a document with the number of their mentions, the most frequent first.
fn names(document: &Document) -> Vec<String> {
    let mut counts = vec![0usize; document.keys.len()];
    let keys = document.mentions.iter().filter_map(|mention| mention.key);
    keys.for_each(|key| counts[key as usize] += 1);
    let mut counted: Vec<_> = document.keys.iter().zip(counts).collect();
    counted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counted.into_iter().map(|(key, count)| format!("{} ({} {count})", key.name, key.kind.name())).collect()
}

/// The mentions of a text for a person, one a line.
fn mentions(out: &mut impl Write, _file: &str, document: &Document) -> io::Result<()> {
    for mention in &document.mentions {
        writeln!(out, "{:<13} {}", mention.kind.name(), sanitize_line(mention.span.of(&document.text)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Lists;

    #[test]
    fn what_is_found_in_parts_stands_where_it_stands_in_the_whole() {
        let read = |text: &str| annotate::annotate_text(text.to_owned(), &Lists::default());
        let (one, other) = ("Minister Maren Ode met Tom Pike.\n", "Harbour minister Ida Marrel left Oslo.\n");
        let mut whole = read(one);
        append(&mut whole, read(other));
        assert_eq!(whole.text, format!("{one}{other}"));
        let names = |document: &Document| -> Vec<String> {
            let key = |mention: &Mention| document.keys.get(mention.key? as usize);
            let named = document.mentions.iter().filter_map(|mention| Some((mention, key(mention)?)));
            named.map(|(mention, key)| format!("{} {}", mention.span.of(&document.text), key.name)).collect()
        };
        assert_eq!(names(&whole), [names(&read(one)), names(&read(other))].concat());
        let roles = |document: &Document| -> Vec<String> {
            let holder = |role: &Role| document.mentions[role.mention as usize].span.of(&document.text);
            document
                .roles
                .iter()
                .map(|role| format!("{} {}", role.span.of(&document.text), holder(role)))
                .collect()
        };
        assert!(!roles(&whole).is_empty());
        assert_eq!(roles(&whole), [roles(&read(one)), roles(&read(other))].concat());
    }
}
