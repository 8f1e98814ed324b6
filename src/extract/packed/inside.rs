//! Takes the files inside an archive one by one, within limits, until there is enough for one step.

use std::io::{self, Read};

use crate::extract::archive::BOMB;
use crate::extract::contents::{Contents, Piece};
use crate::extract::unread;
use crate::model::Problem;

/// The largest file inside an archive that is read, in bytes. Set by hand: what goes from process to process at
/// once is bounded.
pub const LARGEST: u64 = 64 << 20;
/// So many bytes are given on in one step. Set by hand.
const STEP: usize = 16 << 20;
/// So many files are given on in one step. Set by hand.
const STEP_FILES: usize = 5_000;
/// A file may unpack to so many times what it takes in the archive, and a beginning beside. Set by hand: texts of
/// a few words over and over pack to a hundredth.
const RATIO: u64 = 200;
/// See [`RATIO`], in bytes.
const FREE: u64 = 1 << 20;
/// How many bytes show whether there are words in a file.
const SAMPLE: u64 = 512;
/// After so many files that unpack to more than is sound the rest is left alone. Set by hand.
const MOST_BOMBS: usize = 3;

/// What was taken so far.
#[derive(Default)]
pub struct Inside {
    contents: Contents,
    bytes: usize,
    bombs: usize,
}

impl Inside {
    /// Whether the step is full; the archive is then read on from a later file.
    pub fn is_full(&self) -> bool {
        self.bytes >= STEP || self.contents.pieces.len() >= STEP_FILES
    }

    /// Whether so much of it is unsound that nothing more is to be read.
    pub fn is_unsound(&self) -> bool {
        self.bombs >= MOST_BOMBS
    }

    /// Takes a file of `size` bytes, as the archive says, that takes `packed` bytes in it. One without words is
    /// passed over.
    pub fn take(&mut self, name: &str, file: impl Read, size: u64, packed: u64) {
        match read(file, size, packed) {
            Ok(Some(bytes)) => {
                self.bytes += bytes.len();
                self.contents.pieces.push(Piece::File { name: name.to_owned(), bytes: Some(bytes) });
            }
            Ok(None) => {}
            Err(problem) => self.pass_over(name, problem),
        }
    }

    /// Notes a file that is not read.
    pub fn pass_over(&mut self, name: &str, problem: Problem) {
        self.bombs += usize::from(problem == bomb());
        self.contents.pieces.push(Piece::Unread { name: name.to_owned(), problem });
    }

    /// Says why the archive is not read to its end.
    pub fn break_off(&mut self, problem: Problem) {
        self.contents.problem.get_or_insert(problem);
    }

    /// What was taken, and from which file on there is more.
    pub fn finish(mut self, next: Option<usize>) -> Contents {
        if self.is_unsound() {
            self.break_off(Problem::new("it holds archive bombs: the rest was not read"));
        }
        Contents { next: next.filter(|_| self.bombs < MOST_BOMBS), ..self.contents }
    }
}

/// The bytes of a file; `None` where there are no words in it by what it is.
fn read(mut file: impl Read, size: u64, packed: u64) -> Result<Option<Vec<u8>>, Problem> {
    let broken = |_: io::Error| Problem::new("it is broken, or the archive ends before it does");
    let mut bytes = Vec::new();
    file.by_ref().take(SAMPLE).read_to_end(&mut bytes).map_err(broken)?;
    if unread::is_wordless(&bytes) && (bytes.is_empty() || bytes.len() as u64 == SAMPLE) {
        return Ok(None);
    }
    if size > LARGEST {
        return Err(too_large());
    }
    let sound = (RATIO * packed + FREE).min(LARGEST);
    file.take(sound + 1 - bytes.len() as u64).read_to_end(&mut bytes).map_err(broken)?;
    match bytes.len() as u64 {
        length if length > LARGEST => Err(too_large()),
        length if length > sound => Err(bomb()),
        length if length < size => Err(broken(io::Error::from(io::ErrorKind::UnexpectedEof))),
        _ => Ok(Some(bytes)),
    }
}

fn bomb() -> Problem {
    Problem::new(BOMB)
}

fn too_large() -> Problem {
    Problem::new(format!("larger than {} MiB", LARGEST >> 20))
}

/// A path inside an archive as it is shown, without what leads to the root or stands for the folder itself.
pub fn shown(name: &str) -> String {
    let name = name.replace('\\', "/");
    let steps = name.split('/').filter(|step| !step.is_empty() && *step != ".");
    steps.collect::<Vec<_>>().join("/")
}

/// Whether a file is only a note of the system that made the archive.
pub fn is_of_system(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || file.starts_with("._")
        || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_without_what_leads_elsewhere_being_followed() {
        assert_eq!(shown("/etc/./passwd"), "etc/passwd");
        assert_eq!(shown("a\\b.txt"), "a/b.txt");
        assert_eq!(shown("../../up.txt"), "../../up.txt", "it is only a name");
        assert!(
            is_of_system("__MACOSX/a/._b.txt") && is_of_system("a/.DS_Store") && !is_of_system("a/b.txt")
        );
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_is_sound_is_none_and_so_is_one_without_words() {
        let zeros = || std::io::repeat(b'x');
        assert_eq!(read(zeros(), 10, 1000), Err(bomb()));
        assert_eq!(read(zeros(), LARGEST + 1, LARGEST), Err(too_large()));
        assert_eq!(
            read(&b"\x89PNG\r\n"[..], 6, 6).map(|read| read.is_some()),
            Ok(true),
            "its reader says what it is"
        );
        assert_eq!(read(&b""[..], 0, 0), Ok(None));
        let picture = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 1000]].concat();
        assert_eq!(read(&picture[..], 1008, 1000), Ok(None));
    }
}
