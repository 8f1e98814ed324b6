//! The parser process as the reading threads know it: started when it is needed, ended when it fails or is
//! needed no more.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::exchange::{Broken, Patience, exchange};
use super::failure::Failure;
use super::frame;
use super::request::ParserRequest;
use crate::extract::ReadOutcome;

/// The subcommand by which the program is told to be a parser process. Nobody types it, and no folder that somebody
/// opens is likely to be called so.
pub const PARSER_SUBCOMMAND: &str = "parser-of-perusal";

/// How long a file may take: what goes on giving is waited for longer. Set by hand.
const PATIENCE: Patience =
    Patience { without_progress: Duration::from_secs(20), in_all: Duration::from_secs(120) };

/// A parser process for one reading thread, or none yet.
pub struct ParserProcess {
    /// The program to start and what to tell it; `None` where nobody knows it.
    command: Option<(OsString, Vec<OsString>)>,
    patience: Patience,
    running: Option<Running>,
    unavailable: bool,
    passwords: Vec<String>,
}

/// A process that waits for a file.
struct Running {
    child: Child,
    stdin: ChildStdin,
    stdout: ChildStdout,
}

impl ParserProcess {
    /// One of this program, which is not started yet. Where the program is not known, files that are to be
    /// read in such a process are Problems.
    pub fn of(program: Option<&Path>) -> ParserProcess {
        ParserProcess::by(program.map(|path| (path.into(), vec![PARSER_SUBCOMMAND.into()])), PATIENCE)
    }

    fn by(command: Option<(OsString, Vec<OsString>)>, patience: Patience) -> ParserProcess {
        ParserProcess { command, patience, running: None, unavailable: false, passwords: Vec::new() }
    }

    /// Whether the last file could not be read because there was no process: it is to be tried again.
    pub(in crate::ingest) fn is_unavailable(&self) -> bool {
        self.unavailable
    }

    /// What a file is tried with that is locked, and files inside it, until others are given.
    pub fn try_passwords(&mut self, passwords: Vec<String>) {
        self.passwords = passwords;
    }

    /// Reads the bytes of a file called `name`, from the place on where the step before ended, or 0. Whatever becomes
    /// of the process, the next file finds another.
    ///
    /// # Errors
    /// The reason, in words for the reader, why the file gives no text.
    pub fn read(&mut self, name: &str, bytes: &[u8], from: usize) -> ReadOutcome {
        let used = self.running.is_some();
        let mut asked = self.ask(name, bytes, from);
        if used && matches!(asked, Err(Failure::Ended(_))) {
            // The files before may have left it short of memory.
            asked = self.ask(name, bytes, from);
        }
        self.unavailable = matches!(asked, Err(Failure::NoProcess(_)));
        asked.unwrap_or_else(|failure| Err(failure.problem()))
    }

    fn ask(&mut self, name: &str, bytes: &[u8], from: usize) -> Result<ReadOutcome, Failure> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let request = ParserRequest { name: name.to_owned(), from, passwords: self.passwords.clone() };
        let request = postcard::to_stdvec(&request).map_err(|_| Failure::Senseless)?;
        let heads = [request.len(), bytes.len()].map(frame::head);
        let sent = [&heads[0][..], &request, &heads[1], bytes];
        let since = Instant::now();
        let answer = exchange(&mut running.stdin, &mut running.stdout, &sent, self.patience);
        let failure = match answer {
            Ok(bytes) => match postcard::from_bytes::<ReadOutcome>(&bytes) {
                Ok(outcome) => {
                    self.running = Some(running);
                    return Ok(outcome);
                }
                Err(_) => Failure::Senseless,
            },
            Err(Broken::Slow) => Failure::Slow(since.elapsed().as_secs()),
            Err(Broken::Large) => Failure::Large,
            Err(Broken::Senseless) => Failure::Senseless,
            Err(Broken::Ended) => match running.end() {
                Ok(status) => Failure::Ended(status),
                Err(_) => Failure::Senseless,
            },
        };
        Err(failure)
    }

    fn start(&self) -> Result<Running, Failure> {
        let unknown = || Failure::NoProcess("it is not known which program to start".to_owned());
        let (program, arguments) = self.command.as_ref().ok_or_else(unknown)?;
        start(program, arguments).map_err(|error| Failure::NoProcess(error.to_string()))
    }
}

fn start(program: &OsString, arguments: &[OsString]) -> io::Result<Running> {
    let mut command = Command::new(program);
    // No folder is kept busy by it, and nothing that it says of its end is shown.
    command.args(arguments).current_dir("/").stderr(Stdio::null());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    // Keys that interrupt or stop this program in its terminal are not for it: it ends with its input.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let streams = child.stdin.take().zip(child.stdout.take());
    let (stdin, stdout) = streams.ok_or_else(|| io::Error::other("it has no streams"))?;
    rustix::io::ioctl_fionbio(&stdin, true)?;
    rustix::io::ioctl_fionbio(&stdout, true)?;
    Ok(Running { child, stdin, stdout })
}

impl Running {
    /// Ends it. One that has ended by itself keeps its own reason; it may also only have closed its output.
    fn end(&mut self) -> io::Result<ExitStatus> {
        let _ = self.child.kill();
        self.child.wait()
    }
}

impl Drop for Running {
    /// It is either idle or not to be waited for.
    fn drop(&mut self) {
        let _ = self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A process that does what a line of shell says; files are given to it on its standard input.
    fn process(line: &str) -> ParserProcess {
        let command = ("/bin/sh".into(), vec!["-c".into(), line.into()]);
        ParserProcess::by(Some(command), patience(5_000, 10_000))
    }

    /// In milliseconds.
    fn patience(without_progress: u64, in_all: u64) -> Patience {
        let ms = Duration::from_millis;
        Patience { without_progress: ms(without_progress), in_all: ms(in_all) }
    }

    fn problem(parser: &mut ParserProcess) -> String {
        parser.read("a.pdf", b"%PDF-1.7", 0).unwrap_err().0
    }

    /// A line of shell that writes a frame with these bytes, and says no more.
    fn writes(bytes: &[u8]) -> String {
        let frame: String =
            frame::head(bytes.len()).iter().chain(bytes).map(|byte| format!("\\{byte:03o}")).collect();
        format!("printf '{frame}'; exec sleep 1000")
    }

    #[test]
    fn where_no_program_is_known_or_none_can_be_started_it_is_said_and_the_file_is_to_be_tried_again() {
        let mut none = ParserProcess::of(None);
        assert!(!none.is_unavailable());
        assert!(problem(&mut none).ends_with("it is not known which program to start"));
        assert!(none.is_unavailable());
        let mut missing = ParserProcess::of(Some(Path::new("/no/such/program")));
        assert!(problem(&mut missing).starts_with("the process that reads such files cannot be started: "));
    }

    #[test]
    fn a_process_that_hangs_crashes_floods_or_answers_nonsense_costs_one_file() {
        let mut hangs = ParserProcess { patience: patience(50, 10_000), ..process("exec sleep 1000") };
        assert_eq!(problem(&mut hangs), "it took more than 0 s to read");
        assert!(hangs.running.is_none() && !hangs.is_unavailable());
        for (line, said) in [
            ("exit 3", "reading it failed: the process that read it crashed"),
            ("kill -SEGV $$", "reading it failed: the process that read it crashed"),
            ("kill -ABRT $$", "reading it took more memory than 1024 MiB"),
            ("exec yes", "what is in it takes more than 96 MiB"),
            ("exec cat /dev/zero", "reading it failed: this is a fault of perusal"),
            ("exec cat >/dev/null", "reading it failed: the process that read it crashed"),
            (&writes(b"\x07nonsense"), "reading it failed: this is a fault of perusal"),
        ] {
            let mut parser = process(line);
            assert_eq!(problem(&mut parser), said, "{line}");
            assert!(parser.running.is_none(), "{line}");
            assert_eq!(problem(&mut parser), said, "{line}, once more");
        }
    }

    #[test]
    fn a_process_that_goes_on_giving_is_not_waited_for_for_ever() {
        // The head of a frame of a million bytes, and then one after the other.
        let drips = r"printf '\100\102\017\0\0\0\0\0'; while printf x; do sleep 0.05; done";
        let mut drips = ParserProcess { patience: patience(60_000, 300), ..process(drips) };
        assert_eq!(problem(&mut drips), "it took more than 0 s to read");
    }

    #[test]
    fn a_process_that_does_not_read_is_not_waited_for_with_a_large_file() {
        let mut deaf = ParserProcess { patience: patience(50, 10_000), ..process("exec sleep 1000") };
        assert!(deaf.read("a.pdf", &vec![0; 1 << 20], 0).unwrap_err().0.starts_with("it took more than"));
    }

    #[test]
    fn an_outcome_is_taken_and_the_process_stays_for_the_next_file() {
        let refused: ReadOutcome = Err(crate::model::Problem::new("torn"));
        let frame = writes(&postcard::to_stdvec(&refused).unwrap());
        let mut parser = process(&frame);
        assert_eq!(problem(&mut parser), "torn");
        let number = parser.running.as_ref().map(|running| running.child.id());
        assert!(number.is_some());
        parser.patience = patience(50, 10_000);
        assert_eq!(problem(&mut parser), "it took more than 0 s to read", "it is the same, and says no more");
    }

    #[test]
    fn a_process_that_ends_after_other_files_is_started_anew_for_the_same_file() {
        let refused: ReadOutcome = Err(crate::model::Problem::new("torn"));
        let frame = writes(&postcard::to_stdvec(&refused).unwrap());
        // It ends at the second file.
        let once = frame.replace("exec sleep 1000", "head -c 32 >/dev/null; head -c 1 >/dev/null");
        let mut parser = process(&once);
        assert_eq!((problem(&mut parser), problem(&mut parser)), ("torn".to_owned(), "torn".to_owned()));
    }
}
