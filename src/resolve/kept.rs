//! Writes the table of entities as it lies in memory, and reads it where it lies.

use std::io::{self, Write};

use super::entities::{Entities, EntityNumber, NamedKeys, Renamed};
use super::kinds::Kinds;
use crate::mapped::{TableReader, TableWriter};
use crate::model::Kind;
use crate::text::string_table::StringTable;

impl Entities {
    /// Writes the entities as they lie in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        for numbers in [&self.of_key, &self.called, &self.hidden, &self.doubtful, &self.keys] {
            table.array(numbers)?;
        }
        for starts in [&self.starts, &self.merge_starts] {
            table.array(starts)?;
        }
        table.array(&self.merges)?;
        table.array(&self.kinds.numbers)?;
        texts(self.kinds.own.iter().map(Kind::name)).write(table)?;
        table.array(&self.renamed.entities)?;
        self.renamed.names.write(table)?;
        table.array(&self.by_name.names)?;
        table.array(&self.by_name.keys)?;
        texts(self.separated.iter().map(|(kind, ..)| kind.name())).write(table)?;
        texts(self.separated.iter().map(|(_, name, _)| name.as_str())).write(table)?;
        table.array(&self.separated.iter().map(|&(.., entity)| entity).collect::<Vec<u32>>())
    }

    /// The entities that [`write`](Self::write) wrote, where they lie.
    pub fn read(table: &mut TableReader) -> Option<Entities> {
        let [of_key, called, hidden, doubtful, keys] = [(); 5].map(|()| table.array());
        let [starts, merge_starts] = [(); 2].map(|()| table.array());
        let merges = table.array()?;
        let numbers = table.array()?;
        let own = StringTable::read(table)?.iter().map(Kind::from_name).collect::<Option<_>>()?;
        let renamed = Renamed { entities: table.array()?, names: StringTable::read(table)? };
        let by_name = NamedKeys { names: table.array()?, keys: table.array()? };
        let separated = separated(table)?;
        Some(Entities {
            of_key: of_key?,
            kinds: Kinds { numbers, own },
            called: called?,
            renamed,
            hidden: hidden?,
            doubtful: doubtful?,
            keys: keys?,
            starts: starts?,
            merges,
            merge_starts: merge_starts?,
            by_name,
            separated,
        })
    }
}

/// The names that were corrected to be two, as they were written.
fn separated(table: &mut TableReader) -> Option<Vec<(Kind, String, EntityNumber)>> {
    let (kinds, names) = (StringTable::read(table)?, StringTable::read(table)?);
    let entities = table.array::<EntityNumber>()?;
    let named = entities.iter().zip(kinds.iter().zip(names.iter()));
    named.map(|(&entity, (kind, name))| Some((Kind::from_name(kind)?, name.to_owned(), entity))).collect()
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
    use crate::query::{Correction, NameReference};
    use crate::resolve::tests::recorded;
    use crate::resolve::{KeyUse, resolve};
    use ownedbytes::OwnedBytes;

    #[test]
    fn entities_come_back_as_they_were() {
        let vessels = Kind::from_name("vessels").unwrap();
        let keys = [
            KeyUse::new(Kind::Person, "volodymyr zelensky", false),
            KeyUse::new(Kind::Person, "volodymyr zelenskyy", false),
            KeyUse { document: Some(DocumentId(1)), ..KeyUse::new(Kind::Person, "zelensky", true) },
            KeyUse::new(vessels, "Aurora", false),
            KeyUse::new(Kind::Place, "aurora", false),
        ];
        let name = |kind, name: &str| NameReference { kind, name: name.to_owned(), document: None };
        let entities = resolve(
            &keys,
            &recorded([
                Correction::Called(name(Kind::Place, "aurora"), "Aurora (Norwick)".to_owned()),
                Correction::Hidden(name(vessels, "Aurora")),
            ]),
        );
        assert!(entities.len() < keys.len() && !entities.renamed.entities.is_empty());
        let mut table = TableWriter::new(Vec::new());
        entities.write(&mut table).unwrap();
        let bytes = OwnedBytes::new(table.finish(1).unwrap());
        let mut table = TableReader::open(bytes, 1).unwrap();
        assert_eq!(Entities::read(&mut table), Some(entities));
    }
}
