//! Writes the table of entities as it lies in memory, and reads it where it lies.

use std::io::{self, Write};
use std::sync::Arc;

use super::entities::Entities;
use super::guessed::{Guessed, NamedKeys, Renamed};
use super::kinds::Kinds;
use crate::mapped::{TableReader, TableWriter};
use crate::model::Kind;
use crate::text::string_table::StringTable;

impl Entities {
    /// Writes the entities that are guessed as they lie in memory; corrections are not among it.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        let guessed = &*self.guessed;
        for numbers in [&guessed.of_key, &guessed.called, &guessed.doubtful, &guessed.keys] {
            table.array(numbers)?;
        }
        for starts in [&guessed.starts, &guessed.merge_starts] {
            table.array(starts)?;
        }
        table.array(&guessed.merges)?;
        table.array(&guessed.kinds.numbers)?;
        texts(guessed.kinds.own.iter().map(Kind::name)).write(table)?;
        table.array(&guessed.renamed.entities)?;
        guessed.renamed.names.write(table)?;
        table.array(&guessed.by_name.names)?;
        table.array(&guessed.by_name.keys)
    }

    /// The entities that [`write`](Self::write) wrote, where they lie, without corrections.
    pub fn read(table: &mut TableReader) -> Option<Entities> {
        let [of_key, called, doubtful, keys] = [(); 4].map(|()| table.array());
        let [starts, merge_starts] = [(); 2].map(|()| table.array());
        let merges = table.array()?;
        let numbers = table.array()?;
        let own = StringTable::read(table)?.iter().map(Kind::from_name).collect::<Option<_>>()?;
        let renamed = Renamed { entities: table.array()?, names: StringTable::read(table)? };
        let by_name = NamedKeys { names: table.array()?, keys: table.array()? };
        let guessed = Guessed {
            of_key: of_key?,
            kinds: Kinds { numbers, own },
            called: called?,
            renamed,
            doubtful: doubtful?,
            keys: keys?,
            starts: starts?,
            merges,
            merge_starts: merge_starts?,
            by_name,
        };
        Some(Entities { guessed: Arc::new(guessed), ..Entities::default() })
    }
}

fn texts<'t>(of: impl Iterator<Item = &'t str>) -> StringTable {
    let mut texts = StringTable::default();
    of.for_each(|text| texts.push(text));
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::resolve::{KeyUse, resolve};
    use ownedbytes::OwnedBytes;

    #[test]
    fn entities_come_back_as_they_were() {
        let vessels = Kind::from_name("vessels").unwrap();
        let anyone =
            |id| KeyUse { document: Some(DocumentId(id)), ..KeyUse::new(Kind::Person, "Susan", true) };
        let keys = [
            KeyUse::new(Kind::Person, "volodymyr zelensky", false),
            KeyUse::new(Kind::Person, "volodymyr zelenskyy", false),
            anyone(1),
            anyone(2),
            KeyUse::new(Kind::Person, "Susan Quill", false),
            KeyUse::new(vessels, "Aurora", false),
            KeyUse::new(Kind::Place, "aurora", false),
        ];
        let entities = resolve(&keys, &[]);
        assert!(entities.len() < keys.len() && !entities.guessed.renamed.entities.is_empty());
        let mut table = TableWriter::new(Vec::new());
        entities.write(&mut table).unwrap();
        let bytes = OwnedBytes::new(table.finish(1).unwrap());
        let mut table = TableReader::open(bytes, 1).unwrap();
        assert_eq!(Entities::read(&mut table), Some(entities));
    }
}
