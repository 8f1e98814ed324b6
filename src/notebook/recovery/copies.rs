//! The copies in a folder: their names, which count as copies, and which are kept as they grow old.
//!
//! Not here: making one (`backup`), going back to one (`restore`).

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

/// The latest days of which a copy is kept.
const DAYS: usize = 7;
/// The weeks before them of which a copy is kept, the latest of each.
const WEEKS: usize = 8;
/// What every file of SQLite begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The name of a copy: its day, and its number among the copies of that day, from 1. In the order of
/// time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CopyName {
    pub(super) day: Date,
    pub(super) number: u32,
}

impl CopyName {
    /// The name of a file or of a copy in a list: `2030-01-05`, `2030-01-05-2`.
    pub(super) fn parse(text: &str) -> Option<CopyName> {
        let (day, rest) = text.split_at_checked("2030-01-05".len())?;
        let number = match rest.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None => 1,
        };
        let name = CopyName { day: day.parse().ok()?, number };
        (name.to_string() == text).then_some(name)
    }
}

impl std::fmt::Display for CopyName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.number {
            1 => write!(f, "{}", self.day),
            number => write!(f, "{}-{number}", self.day),
        }
    }
}

/// The folder of the copies of the notebook at a path.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Where a copy is.
pub(super) fn place(folder: &Path, name: CopyName) -> PathBuf {
    folder.join(format!("notebook-{name}.db"))
}

/// The copies in a folder, oldest first. A file that is empty or of another sort is none, whatever its
/// name; whether a copy is whole shows only when it is read.
pub(super) fn copies(folder: &Path) -> io::Result<Vec<CopyName>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        entries => entries?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let text = name.to_str().and_then(|name| name.strip_prefix("notebook-")?.strip_suffix(".db"));
        if let Some(name) = text.and_then(CopyName::parse)
            && begins_as_a_notebook(&place(folder, name))?
        {
            copies.push(name);
        }
    }
    copies.sort();
    Ok(copies)
}

fn begins_as_a_notebook(place: &Path) -> io::Result<bool> {
    let mut beginning = [0; MAGIC.len()];
    match File::open(place).and_then(|mut file| file.read_exact(&mut beginning)) {
        Ok(()) => Ok(&beginning == MAGIC),
        Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The copies that are too old to be kept: all but those of the latest days and the latest of each
/// week before. None of `today` is: after a clock that was ahead it is not among the latest.
pub(super) fn outdated(copies: &[CopyName], today: Date) -> Vec<CopyName> {
    let mut days: Vec<Date> = copies.iter().map(|copy| copy.day).collect();
    days.dedup();
    let (mut kept, mut weeks) = (HashSet::from([today]), HashSet::new());
    for (at, &day) in days.iter().rev().enumerate() {
        let week = day.iso_week_date();
        let is_kept = at < DAYS || (weeks.len() < WEEKS && weeks.insert((week.year(), week.week())));
        if is_kept {
            kept.insert(day);
        }
    }
    copies.iter().copied().filter(|copy| !kept.contains(&copy.day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for text in ["2030-01-05", "2030-01-05-2", "2030-01-05-31"] {
            assert_eq!(CopyName::parse(text).map(|name| name.to_string()).as_deref(), Some(text));
        }
        for text in ["", "2030-01-5", "2030-01-05-1", "2030-01-05-x", "2030-02-31", "2030-01-05.old"] {
            assert_eq!(CopyName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_of_daily_copies_leaves_seven_days_and_eight_weeks() {
        let mut day: Date = "2030-01-01".parse().unwrap();
        let mut copies: Vec<CopyName> = Vec::new();
        for _ in 0..365 {
            copies.push(CopyName { day, number: 1 });
            let old = outdated(&copies, day);
            copies.retain(|copy| !old.contains(copy));
            day = day.tomorrow().unwrap();
        }
        let last: Vec<Date> = copies.iter().rev().map(|copy| copy.day).collect();
        assert!(last.windows(2).take(6).all(|pair| pair[1].tomorrow().unwrap() == pair[0]), "{last:?}");
        assert_eq!(last.len(), 15);
        let oldest = last[14].until(last[0]).unwrap().get_days();
        assert!((50..=63).contains(&oldest), "{last:?}");
    }

    #[test]
    fn what_is_empty_or_of_another_sort_is_no_copy() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notebook-2030-01-01.db"), "").unwrap();
        fs::write(folder.path().join("notebook-2030-01-02.db"), "not a notebook, but long enough").unwrap();
        fs::write(folder.path().join("notebook-2030-01-03.db.partial"), MAGIC).unwrap();
        assert_eq!(copies(folder.path()).unwrap(), []);
        fs::write(folder.path().join("notebook-2030-01-04.db"), MAGIC).unwrap();
        assert_eq!(copies(folder.path()).unwrap().len(), 1);
        assert_eq!(copies(&folder.path().join("none")).unwrap(), []);
    }
}
