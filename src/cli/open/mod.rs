//! `perusal [PATH…]`: opens the screen. Where nothing can be written one can still read, but nothing is
//! remembered.

mod piped;
mod temporary;

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use clap::Args;

use self::piped::Piped;
use self::temporary::TemporaryFolder;
use super::linear;
use super::lists::lists_in;
use super::outcome::{Outcome, report_failure};
use super::private;
use crate::config::Config;
use crate::ingest::{index_locator, known_path};
use crate::notebook::{self, Notebook};
use crate::paths::Paths;
use crate::sample;
use crate::terminal::{self, ExitReason, Options};

/// The notebook's key for what was opened last.
const LAST_OPENED: &str = "last opened";

/// Opens files and folders on the screen; without any what comes in on standard input, else the ones opened last, or the
/// sample. `linear` asks for a dialogue by lines in place of the screen.
///
/// # Errors
/// When the sample cannot be written anywhere.
pub fn open(given: &[PathBuf], paths: Paths, linear: bool) -> io::Result<Outcome> {
    if linear {
        return show(given, paths, Start::Linear);
    }
    // Without a screen nothing is read: whoever waits for more on standard input would wait for ever.
    let piped = if given.is_empty() && terminal::is_present() { Piped::read() } else { Ok(None) };
    match piped {
        Ok(Some(piped)) => show(std::slice::from_ref(&piped.file), paths, Start::Piped),
        Ok(None) => show(given, paths, Start::Usual),
        Err(error) => Ok(report_failure(&format!("standard input: {error}"))),
    }
}

/// How the screen begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// With what is given, which is remembered.
    Usual,
    /// With what came in on standard input.
    Piped,
    /// With the tutor.
    Tutor,
    /// Not at all: a dialogue by lines takes its place.
    Linear,
}

/// How the tutor is started.
#[derive(Debug, Args)]
pub struct TutorArguments {
    /// Begin with the first task again
    #[arg(long)]
    again: bool,
}

/// Opens the sample with the tutor. What is made there is kept apart, so that nothing of it gets among the
/// reader's own notes.
///
/// # Errors
/// When the sample cannot be written anywhere, or what was made before cannot be removed.
pub fn tutor(asked: &TutorArguments, paths: Paths) -> io::Result<Outcome> {
    let below = |folder: &Path| folder.join("tutor");
    let (cache, data, state) = (below(&paths.cache), below(&paths.data), below(&paths.state));
    if asked.again && data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let paths = Paths { cache, data, state, ..paths };
    private::close(&paths);
    show(&[], paths, Start::Tutor)
}

/// Shows what is given, and then what is chosen there to be opened in its place. What cannot be opened is said over
/// what was open before.
fn show(given: &[PathBuf], paths: Paths, mut start: Start) -> io::Result<Outcome> {
    let (mut given, mut before, mut said) = (given.to_vec(), None, Vec::new());
    loop {
        let shown = show_one(&given, paths.clone(), start, std::mem::take(&mut said))?;
        match shown {
            Shown::Instead(path) => {
                before = Some(std::mem::replace(&mut given, vec![path]));
                if start != Start::Linear {
                    start = Start::Usual;
                }
            }
            Shown::Ended(outcome) => return Ok(outcome),
            Shown::Failed(reason) => match before.take() {
                Some(opened) => (given, said) = (opened, vec![reason]),
                None => return Ok(report_failure(&reason)),
            },
        }
    }
}

/// What became of showing something.
enum Shown {
    /// This is to be shown in its place.
    Instead(PathBuf),
    /// The program ends.
    Ended(Outcome),
    /// It cannot be shown.
    Failed(String),
}

fn show_one(given: &[PathBuf], paths: Paths, start: Start, said: Vec<String>) -> io::Result<Shown> {
    // The paths are checked first: a misspelt one is the error to report, not the missing terminal.
    for path in given {
        if let Err(error) = fs::metadata(path)
            && !index_locator::is_away(&paths, path)
        {
            // A word alone may have been meant as a subcommand.
            let is_a_word = error.kind() == io::ErrorKind::NotFound && path.components().count() == 1;
            let hint = if is_a_word { "; perusal --help names the subcommands" } else { "" };
            return Ok(Shown::Failed(format!("{}: {error}{hint}", path.display())));
        }
    }
    if start != Start::Linear && !terminal::is_present() {
        return Ok(Shown::Failed(terminal::Error::NoTerminal.to_string()));
    }
    // The sample stays as long as it is shown.
    let (options, _sample) = match options(given, paths, start, said)? {
        Ok(options) => options,
        Err(reason) => return Ok(Shown::Failed(reason)),
    };
    if start == Start::Linear {
        return Ok(match linear::hold(&options.roots, &options.paths, &options.config, &options.notices)? {
            linear::Ended::Quit(outcome) => Shown::Ended(outcome),
            linear::Ended::Instead(path) => Shown::Instead(path),
        });
    }
    Ok(match terminal::run(options) {
        Ok(ExitReason::Quit) => Shown::Ended(Outcome::Found),
        Ok(ExitReason::Instead(path)) => Shown::Instead(path),
        Ok(ExitReason::Signal(number)) => {
            Shown::Ended(Outcome::Signalled(u8::try_from(number).unwrap_or_default()))
        }
        Err(error) => Shown::Failed(error.to_string()),
    })
}

/// What is opened and how, and the sample where it is laid out for that; or why nothing can be.
fn options(
    given: &[PathBuf],
    paths: Paths,
    start: Start,
    said: Vec<String>,
) -> io::Result<Result<(Options, Option<Sample>), String>> {
    let (config, mut notices) = match Config::load(&paths.config.join("config.toml")) {
        Ok(config) => config,
        Err(error) => return Ok(Err(error)),
    };
    notices.extend(said);
    let lists = lists_in(&config, &paths, &mut notices);
    let mut notebook = match notebook(&paths.notebook(), &mut notices) {
        Ok(notebook) => notebook,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let (roots, gone) = match start {
        Start::Piped => (given.to_vec(), None),
        _ => roots(given, &mut notebook, &paths),
    };
    notices.extend(gone);
    let laid_out = if is_sample(&roots, &paths) { Some(Sample::lay_out(&paths)?) } else { None };
    let roots = laid_out.as_ref().map_or(roots, |sample| vec![sample.folder.clone()]);
    let options = Options {
        roots,
        paths,
        config,
        notices,
        sample: laid_out.is_some().then_some(sample::FIRST),
        tutor: start == Start::Tutor,
        notebook,
        lists,
    };
    Ok(Ok((options, laid_out)))
}

/// Whether what is to be opened is the sample: nothing else is, or its folder was chosen.
fn is_sample(roots: &[PathBuf], paths: &Paths) -> bool {
    let sample = known_path(&paths.sample());
    roots.iter().all(|root| known_path(root) == sample)
}

/// The notebook, repaired if need be; one in memory when the disk refuses. Notices about that come
/// before all others.
///
/// # Errors
/// When a newer version of the program wrote it.
fn notebook(file: &Path, notices: &mut Vec<String>) -> Result<Notebook, notebook::Error> {
    let opened = Notebook::open_or_mend(file, jiff::Zoned::now().date())
        .and_then(|(notebook, mended)| notebook.edition().map(|_| (notebook, mended)));
    match opened {
        Ok((notebook, mended)) => {
            notices.splice(0..0, mended.map(|mended| mended.to_string()));
            Ok(notebook)
        }
        Err(error) if error.is_newer() => Err(error),
        Err(error) => {
            notices.insert(0, format!("nothing will be remembered: {}", error.reason()));
            Notebook::in_memory_from(file)
        }
    }
}

/// What to open: what was given, and is remembered for the next time; else what is remembered.
/// Not being able to remember is no reason not to read. Of what is remembered and is neither there nor
/// indexed a word is said.
fn roots(given: &[PathBuf], notebook: &mut Notebook, paths: &Paths) -> (Vec<PathBuf>, Option<String>) {
    if given.is_empty() {
        let last = match notebook.session(LAST_OPENED) {
            Ok(last) => last.unwrap_or_default(),
            Err(error) => return (Vec::new(), Some(format!("{error}; this is the sample"))),
        };
        let last: Vec<PathBuf> = serde_json::from_str(&last).unwrap_or_default();
        let is_kept = |path: &PathBuf| path.exists() || index_locator::is_away(paths, path);
        let (kept, gone): (Vec<_>, Vec<_>) = last.into_iter().partition(is_kept);
        let shown = if kept.is_empty() { "; this is the sample" } else { "" };
        let name = |path: &PathBuf| path.display().to_string();
        let names = gone.iter().map(name).collect::<Vec<_>>().join(", ");
        return (kept, (!gone.is_empty()).then(|| format!("{names}, opened last, is not there{shown}")));
    }
    if is_sample(given, paths) {
        return (given.to_vec(), None);
    }
    let absolute: Vec<PathBuf> = given.iter().map(|path| known_path(path)).collect();
    // A name that is not text cannot be remembered; it can be opened all the same.
    if let Ok(json) = serde_json::to_string(&absolute) {
        let _ = notebook.keep_session(LAST_OPENED, &json);
    }
    (given.to_vec(), None)
}

/// The sample's folder.
struct Sample {
    folder: PathBuf,
    /// Where it is laid out for the time being only.
    _temporary: Option<TemporaryFolder>,
}

impl Sample {
    fn lay_out(paths: &Paths) -> io::Result<Sample> {
        if let Ok(folder) = sample::lay_out(&paths.cache) {
            return Ok(Sample { folder, _temporary: None });
        }
        let folder = env::temp_dir().join(format!("perusal-{}", process::id()));
        let laid_out = TemporaryFolder::make(&folder).and_then(|temporary| {
            let folder = sample::lay_out(temporary.path())?;
            Ok(Sample { folder, _temporary: Some(temporary) })
        });
        laid_out
            .map_err(|error| io::Error::new(error.kind(), format!("the sample cannot be laid out: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_can_be_written_the_notebook_is_in_memory_and_that_is_reported_first() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::write(&home, "a file").unwrap();
        let mut notices = vec!["another".to_owned()];
        let notebook = notebook(&home.join("data/notebook.db"), &mut notices).unwrap();
        assert!(!notebook.is_kept());
        assert!(notices[0].starts_with("nothing will be remembered: ") && notices.len() == 2, "{notices:?}");
    }

    #[test]
    fn what_was_opened_last_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let mut notebook = Notebook::in_memory().unwrap();
        let mut opened = |given: &[PathBuf]| roots(given, &mut notebook, &paths);
        assert_eq!(opened(&[]), (vec![], None));
        let given = vec![folder.path().canonicalize().unwrap()];
        assert_eq!((opened(&given), opened(&[])), ((given.clone(), None), (given.clone(), None)));
        let folder = folder.keep();
        fs::remove_dir(&folder).unwrap();
        let (shown, said) = opened(&[]);
        assert!(shown.is_empty() && said.unwrap().ends_with("is not there; this is the sample"));
        fs::create_dir(&folder).unwrap();
        index_locator::open(&paths, &folder, "1").unwrap();
        fs::remove_dir(&folder).unwrap();
        assert_eq!(opened(&[]), (given, None), "what was read of it is shown");
    }

    #[test]
    fn where_the_cache_cannot_be_written_the_sample_is_laid_out_for_the_time_being() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::write(&home, "a file").unwrap();
        let paths = Paths::find(Some(&home), &|_| None).unwrap();
        let sample = Sample::lay_out(&paths).unwrap();
        let laid = sample.folder.clone();
        assert!(fs::read_dir(&laid).unwrap().count() > 0);
        drop(sample);
        assert!(!laid.exists());
    }
}
