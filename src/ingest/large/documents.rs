//! The documents of one file, in order, until they are written. Of a file that is very large those behind the
//! first wait on disk, in a file without a name that is gone with the process.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::vec::IntoIter;

use crate::model::{Document, Problem};

/// Documents with so many bytes of text are held in memory. Set by hand: few files have more, and twice as much
/// would be seen in what the program needs as a whole.
const HELD: usize = 24 << 20;

/// The documents of one file.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Documents {
    held: Vec<Document>,
    /// Bytes of text held.
    bytes: usize,
    spool: Option<BufWriter<File>>,
    spooled: u32,
}

impl Documents {
    /// How many there are.
    pub(in crate::ingest) fn len(&self) -> u32 {
        self.held.len() as u32 + self.spooled
    }

    /// Adds one at the end, and numbers it. What is too much is put into a file in the `folder`, if there is one.
    ///
    /// # Errors
    /// When that cannot be written, in words for the reader.
    pub(in crate::ingest) fn push(
        &mut self,
        document: Document,
        folder: Option<&Path>,
    ) -> Result<(), Problem> {
        let document = Document { part: self.len() + 1, ..document };
        let more = self.bytes + document.text.len();
        match folder.filter(|_| self.spool.is_some() || more > HELD && !self.held.is_empty()) {
            Some(folder) => self.set_down(&document, folder).map_err(|error| {
                Problem::new(format!("too large to be held, and not to be put on the disk: {error}"))
            }),
            None => {
                self.bytes = more;
                self.held.push(document);
                Ok(())
            }
        }
    }

    fn set_down(&mut self, document: &Document, folder: &Path) -> io::Result<()> {
        let spool = match self.spool.take() {
            Some(spool) => spool,
            None => BufWriter::new(tempfile::tempfile_in(folder)?),
        };
        let spool = self.spool.insert(spool);
        let bytes = postcard::to_stdvec(document).map_err(io::Error::other)?;
        spool.write_all(&(bytes.len() as u64).to_le_bytes())?;
        spool.write_all(&bytes)?;
        self.spooled += 1;
        Ok(())
    }

    /// Gives them up, one after the other; each knows how many there are.
    ///
    /// # Errors
    /// When those on disk cannot be read again; the same for each of them.
    pub(in crate::ingest) fn taken(self) -> io::Result<TakenDocuments> {
        let parts = self.len();
        let spool = self.spool.map(|spool| {
            let mut file = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.seek(SeekFrom::Start(0))?;
            io::Result::Ok(BufReader::new(file))
        });
        Ok(TakenDocuments {
            held: self.held.into_iter(),
            spool: spool.transpose()?,
            rest: self.spooled,
            parts,
        })
    }
}

/// Documents that are given up.
pub(in crate::ingest) struct TakenDocuments {
    held: IntoIter<Document>,
    spool: Option<BufReader<File>>,
    rest: u32,
    parts: u32,
}

impl TakenDocuments {
    fn read_on(&mut self) -> io::Result<Document> {
        let spool = self.spool.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut length = [0; 8];
        spool.read_exact(&mut length)?;
        let mut bytes = Vec::new();
        spool.take(u64::from_le_bytes(length)).read_to_end(&mut bytes)?;
        postcard::from_bytes(&bytes).map_err(io::Error::other)
    }
}

impl Iterator for TakenDocuments {
    type Item = io::Result<Document>;

    fn next(&mut self) -> Option<io::Result<Document>> {
        let next = match self.held.next() {
            Some(document) => Ok(document),
            None if self.rest == 0 => return None,
            None => {
                self.rest -= 1;
                self.read_on()
            }
        };
        Some(next.map(|document| Document { parts: self.parts, ..document }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document { text: text.to_owned(), ..Document::default() }
    }

    #[test]
    fn what_waits_on_disk_comes_back_as_it_was_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut documents = Documents::default();
        let long = "x".repeat(HELD - 1);
        for text in [&long, "two", "three", "four"] {
            documents.push(document(text), Some(folder.path())).unwrap();
        }
        assert_eq!((documents.held.len(), documents.spooled, documents.len()), (1, 3, 4));
        let taken: Vec<Document> = documents.taken().unwrap().map(Result::unwrap).collect();
        let numbers: Vec<_> = taken.iter().map(|document| (document.part, document.parts)).collect();
        assert_eq!(numbers, [(1, 4), (2, 4), (3, 4), (4, 4)]);
        assert_eq!(
            taken.iter().skip(1).map(|d| d.text.as_str()).collect::<Vec<_>>(),
            ["two", "three", "four"]
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "its file has no name");
    }

    #[test]
    fn a_disk_that_refuses_is_a_problem_and_without_a_folder_all_is_held() {
        let (mut documents, long) = (Documents::default(), "x".repeat(HELD));
        documents.push(document(&long), None).unwrap();
        let refused = documents.push(document("two"), Some(Path::new("/no/such/folder"))).unwrap_err();
        assert!(refused.0.starts_with("too large to be held"), "{refused}");
        documents.push(document("three"), None).unwrap();
        assert_eq!(documents.taken().unwrap().count(), 2);
    }
}
