//! The folders that the files of a collection lie in, by segment and path.
//!
//! Not here: how many documents found lie in each (`index::search::folders`).

use std::collections::HashMap;

use super::segment::Segment;

/// The folders of a collection: each file's own, found by the position of its path.
#[derive(Default)]
pub(in crate::index) struct Folders {
    /// Each ends in `/`; the empty one is the folder opened.
    pub names: Vec<String>,
    /// For each segment, by the position of the path in its dictionary, the number of the folder.
    by_path: Vec<Vec<u32>>,
}

impl Folders {
    /// Those of these segments.
    ///
    /// # Errors
    /// When the paths of a segment cannot be read.
    pub(in crate::index) fn of(segments: &[Segment]) -> tantivy::Result<Folders> {
        let mut folders = Folders::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for segment in segments {
            let paths = &segment.columns().path;
            let mut of_segment = Vec::with_capacity(paths.len());
            paths.each(|path| {
                let folder = path.rfind('/').map_or("", |end| &path[..=end]);
                let number = numbers.get(folder).copied().unwrap_or_else(|| {
                    folders.names.push(folder.to_owned());
                    let number = numbers.len() as u32;
                    numbers.insert(folder.to_owned(), number);
                    number
                });
                of_segment.push(number);
            })?;
            folders.by_path.push(of_segment);
        }
        Ok(folders)
    }

    /// The number of the folder of a path.
    pub(in crate::index) fn number(&self, segment: usize, path: u64) -> Option<usize> {
        self.by_path.get(segment)?.get(path as usize).map(|&number| number as usize)
    }
}
