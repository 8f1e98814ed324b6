//! The worker that opens a file in its program: apart from this one, which goes on and whose terminal it leaves alone.
//!
//! Not here: which program that is (`programs`).

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::context::{Outcome, WorkerContext};
use crate::app::Message;
use crate::model::{DocumentId, web_address};
use crate::terminal::crash;
use crate::terminal::program_thread::ProgramThread;
use crate::terminal::programs::{Opening, Programs};

/// A program that fails within this time could not open the file. Set by hand: later it failed over something
/// else.
const AT_ONCE: Duration = Duration::from_secs(10);

/// What opens files.
pub struct Opener {
    programs: Programs,
    /// The reader's programs, by the ending of files.
    own: BTreeMap<String, String>,
    /// Why nothing can be opened here.
    refusal: Option<&'static str>,
}

/// What is to be opened.
#[derive(Clone, Debug)]
pub enum OpeningJob {
    /// The file of a document.
    File {
        /// The document.
        id: DocumentId,
        /// The page of the file, from 1, where it has pages.
        page: Option<u32>,
    },
    /// An address of the web.
    Address(String),
}

impl Opener {
    /// One for this desktop; `variable` looks up the environment.
    pub fn new(
        programs: Programs,
        own: BTreeMap<String, String>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Opener {
        let any = |names: &[&str]| names.iter().any(|name| variable(name).is_some());
        let (is_far, has_screen) =
            (any(&["SSH_TTY", "SSH_CONNECTION"]), any(&["DISPLAY", "WAYLAND_DISPLAY"]));
        let refusal = match (is_far, has_screen || cfg!(target_os = "macos")) {
            (true, _) if !has_screen => Some("over SSH there is no screen to open it on"),
            (false, false) => Some("there is no desktop here to open it on"),
            _ => None,
        };
        Opener { programs, own, refusal }
    }

    /// Opens the file of a document, or an address.
    ///
    /// # Errors
    /// Why it cannot be opened, in words for the reader.
    pub fn open(&self, context: &WorkerContext, job: OpeningJob) -> Outcome {
        match job {
            OpeningJob::File { id, page } => self.open_file(context, id, page),
            OpeningJob::Address(address) => self.open_address(context, &address),
        }
    }

    fn open_address(&self, context: &WorkerContext, address: &str) -> Outcome {
        let failed = |reason: &str| format!("not opened: {reason} ({address})");
        // Whoever asked looked at it; a program is given it only if it is one.
        let address = web_address(address).ok_or_else(|| failed("it is no address of the web"))?;
        if let Some(refusal) = self.refusal {
            return Err(failed(refusal));
        }
        let command = self.programs.command_of_address(address, &self.own);
        let (child, name) = start(&command).map_err(|error| failed(&error))?;
        watch_over(context, child, name);
        Ok(())
    }

    fn open_file(&self, context: &WorkerContext, id: DocumentId, page: Option<u32>) -> Outcome {
        let file = context.engine.file_of(id).ok_or("not opened: its file is not known")?;
        let failed = |reason: &str| format!("not opened: {reason} ({})", file.display());
        if let Some(refusal) = self.refusal {
            return Err(failed(refusal));
        }
        if self.programs.may_run(&file) {
            return Err(failed("such a file may be run by being opened"));
        }
        if !file.exists() {
            return Err(failed("it is not there any more"));
        }
        let opening = Opening { file: &file, page };
        let desktop = if self.programs.know_pages(opening) { program_of_desktop(&file) } else { None };
        let command = self.programs.command(opening, &self.own, desktop.as_deref());
        let (child, name) = start(&command).map_err(|error| failed(&error))?;
        watch_over(context, child, name);
        Ok(())
    }
}

/// Starts a program in a group of its own, so that keys for this one are none for it. What it says is swallowed.
fn start(command: &[OsString]) -> Result<(Child, String), String> {
    let (program, arguments) = command.split_first().ok_or("no program is set for it")?;
    let name = program.to_string_lossy().into_owned();
    let mut command = Command::new(program);
    command.args(arguments).current_dir("/");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("the program {name} is not there"),
        _ => format!("{name}: {error}"),
    })?;
    Ok((child, name))
}

/// Waits for the end of a program on a thread of its own, so that nothing of it is left. One that fails at once is
/// told of.
fn watch_over(context: &WorkerContext, mut child: Child, name: String) {
    let (outbox, since) = (context.outbox.clone(), Instant::now());
    let waits = move || {
        let ended = child.wait();
        if let Ok(status) = ended
            && !status.success()
            && since.elapsed() < AT_ONCE
        {
            outbox.send(Message::Failed(format!("not opened: {name} failed ({status})")));
        }
    };
    // Without a thread it is left to the end of this program.
    let _ = crash::spawn(ProgramThread::Opened, waits);
}

/// What the desktop calls the program that it opens such files with; `None` where it does not say.
fn program_of_desktop(file: &Path) -> Option<String> {
    let asked = |arguments: &[&std::ffi::OsStr]| {
        let mut command = Command::new("xdg-mime");
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
        let output = command.output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned()).filter(|said| !said.is_empty())
    };
    let sort = asked(&["query".as_ref(), "filetype".as_ref(), file.as_os_str()])?;
    asked(&["query".as_ref(), "default".as_ref(), sort.as_ref()])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;
    use crate::engine::Engine;
    use crate::index::Index;
    use crate::ingest::{self, Lists, Root};
    use crate::notebook::Notebook;
    use crate::terminal::event::{Event, Outbox};

    /// A folder with one article, read, and what the workers say.
    fn read(folder: &Path) -> (WorkerContext, Receiver<Event>) {
        fs::write(folder.join("ferry.txt"), "Ferry sails again\n\nPORT ELLERY, 4 May 2021 - It sails.\n")
            .unwrap();
        let (root, index) = (Root::open(folder).unwrap(), Index::in_memory().unwrap());
        let (mut notebook, never) = (Notebook::in_memory().unwrap(), false.into());
        ingest::run(&root, &index, &mut notebook, &Lists::default(), &never, &mut |_| {}).unwrap();
        let (sender, events) = channel();
        (WorkerContext::new(Engine::new(vec![index], vec![root], Vec::new()), Outbox(sender)), events)
    }

    fn opener(own: &str, set: &[&str]) -> Opener {
        let own = BTreeMap::from([("any".to_owned(), own.to_owned())]);
        Opener::new(Programs::built_in().unwrap(), own, &|name| set.contains(&name).then(|| "x".to_owned()))
    }

    const JOB: OpeningJob = OpeningJob::File { id: DocumentId(1), page: None };

    #[test]
    fn without_a_screen_it_is_said_and_nothing_is_started() {
        let folder = tempfile::tempdir().unwrap();
        let (context, _events) = read(folder.path());
        let refused = |set: &[&str]| opener("true", set).open(&context, JOB).unwrap_err();
        assert!(refused(&["SSH_TTY"]).starts_with("not opened: over SSH there is no screen"));
        assert!(refused(&["SSH_TTY"]).ends_with("ferry.txt)"));
        #[cfg(target_os = "linux")]
        assert!(refused(&[]).starts_with("not opened: there is no desktop here"));
        let unknown = OpeningJob::File { id: DocumentId(99), page: None };
        assert!(opener("true", &["DISPLAY"]).open(&context, unknown).is_err());
    }

    #[test]
    fn a_program_gets_the_file_and_one_that_fails_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let (context, events) = read(folder.path());
        let copy = folder.path().join("copy");
        opener(&format!("cp {{file}} {}", copy.display()), &["DISPLAY"]).open(&context, JOB).unwrap();
        opener("false", &["DISPLAY"]).open(&context, JOB).unwrap();
        let Event::Message(Message::Failed(said)) = events.recv().unwrap() else { panic!("it is not told") };
        assert!(said.starts_with("not opened: false failed"), "{said}");
        while fs::read(&copy).unwrap_or_default().is_empty() {
            std::thread::yield_now();
        }
        let (written, address) = (folder.path().join("written"), "https://tide.example/1");
        let job = |address: &str| OpeningJob::Address(address.to_owned());
        let own =
            BTreeMap::from([("web".to_owned(), format!("cp {} {}", copy.display(), written.display()))]);
        let browser = Opener { own, ..opener("false", &["DISPLAY"]) };
        let refused = browser.open(&context, job("file:///etc/passwd")).unwrap_err();
        assert!(refused.starts_with("not opened: it is no address of the web"), "{refused}");
        // It is given the address behind the words of the setting, which this program refuses.
        browser.open(&context, job(address)).unwrap();
        let Event::Message(Message::Failed(said)) = events.recv().unwrap() else { panic!("it is not told") };
        assert!(said.starts_with("not opened: cp failed"), "{said}");
        let missing = opener("no-such-program", &["DISPLAY"]).open(&context, JOB).unwrap_err();
        assert!(missing.starts_with("not opened: the program no-such-program is not there"), "{missing}");
        fs::remove_file(folder.path().join("ferry.txt")).unwrap();
        assert!(opener("true", &["DISPLAY"]).open(&context, JOB).unwrap_err().contains("not there any more"));
    }
}
