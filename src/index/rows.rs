//! Rows as lists show them, from columns alone; and the counts of the whole collection.
//!
//! Not here: whole documents (`snapshot`).

use super::segments::Segment;
use super::snapshot::Snapshot;
use super::store::kind_from_number;
use crate::model::DocumentId;
use crate::query::{CollectionCounts, Dating, FacetTexts, FileCounts, Row};

impl Snapshot {
    /// The rows of these documents, in that order. Those no longer in the collection are left
    /// out.
    pub fn rows(&self, ids: &[DocumentId]) -> Vec<Row> {
        ids.iter()
            .filter_map(|&id| {
                let (address, segment) = self.view.locate(id)?;
                Some(list_row(segment, address.row, id))
            })
            .collect()
    }

    /// How much is in the collection.
    pub fn counts(&self) -> CollectionCounts {
        let files = self.file_counts();
        let mut counts =
            CollectionCounts { files: files.all, problems: files.unread, ..CollectionCounts::default() };
        for segment in self.view.segments.iter() {
            let documents = segment.documents.len() as u32;
            counts.documents += documents;
            let mentions = &segment.columns().mentions;
            counts.mentions += segment.documents.iter().filter_map(|doc| mentions.first(doc)).sum::<u64>();
        }
        counts
    }

    /// How many files are in the collection.
    pub fn file_counts(&self) -> FileCounts {
        let mut counts = FileCounts::default();
        for segment in self.view.segments.iter() {
            counts.all += segment.reader.num_docs() - (segment.documents.len() + segment.frames.len()) as u32;
            counts.unread += segment.failed.len() as u32;
            counts.kept += segment.kept() as u32;
        }
        counts
    }

    /// The files that could not be read, or not wholly: root, path and reason, in order.
    pub fn problems(&self) -> Vec<(usize, String, String)> {
        let mut problems = Vec::new();
        for segment in self.view.segments.iter() {
            let columns = segment.columns();
            for doc in segment.failed.iter() {
                let path = columns.path.value(doc).unwrap_or_default();
                problems.push((segment.root, path, columns.problem.value(doc).unwrap_or_default()));
            }
        }
        problems.sort_unstable();
        problems
    }
}

fn list_row(segment: &Segment, doc: u32, id: DocumentId) -> Row {
    let columns = segment.columns();
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let Dating { date, sure, after, before } = segment.dating(doc);
    Row {
        id,
        title: some(columns.title.value(doc)),
        texts: FacetTexts::read(|of| some(columns.text(of).value(doc))),
        source_guessed: segment.is_source_guessed(doc),
        date,
        sure,
        after,
        before,
        kind: kind_from_number(columns.kind.first(doc).unwrap_or(0)),
        path: columns.path.value(doc).unwrap_or_default(),
        root: segment.root,
        part: columns.part.first(doc).unwrap_or(0) as u32,
        parts: columns.parts.first(doc).unwrap_or(0) as u32,
        problem: columns.problem.value(doc),
        attachment: some(columns.place.attachment.value(doc)),
        link: some(columns.place.link.value(doc)),
        frame: segment.frames.has(doc),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::index::{Collection, Index};
    use crate::model::{Document, DocumentKind, FileStamp, PartialDate, SourceFile};

    #[test]
    fn rows_come_in_the_order_asked_without_those_that_are_gone() {
        let (_, _, town) = town();
        let rows = town.rows(&[DocumentId(3), DocumentId(77), DocumentId(1)]);
        let list = Row {
            id: DocumentId(3),
            title: Some("This week".to_owned()),
            kind: DocumentKind::List,
            path: "news/council.txt".to_owned(),
            part: 2,
            parts: 2,
            ..Row::default()
        };
        assert_eq!(rows[0], list);
        assert_eq!((rows.len(), rows[1].date, rows[1].sure), (2, PartialDate::parse("2021-05-14"), true));
    }

    #[test]
    fn an_address_is_kept_if_it_is_one_of_the_web() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let at = |address: &str| Document { link: Some(address.to_owned()), ..document("A", "harbour") };
        let documents = [at("https://tide.example/1"), at("javascript:alert(1)")];
        let documents: Vec<_> = (1..).map(DocumentId).zip(documents).collect();
        writer.replace(&file("a.html"), &documents).unwrap();
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let links: Vec<_> = [1, 2].map(|id| snapshot.document(DocumentId(id)).unwrap().unwrap().link).into();
        assert_eq!(links, [Some("https://tide.example/1".to_owned()), None]);
        assert_eq!(snapshot.rows(&[DocumentId(1)])[0].link, links[0]);
    }

    #[test]
    fn a_source_that_is_a_guess_is_marked_in_row_and_page() {
        let (_, _, town) = town();
        for (id, source) in [(1, "The Gull"), (2, "~Vell Courier")] {
            let row = &town.rows(&[DocumentId(id)])[0];
            let document = town.document(DocumentId(id)).unwrap().unwrap();
            assert_eq!(
                [row.marked_source(), document.marked_source()],
                [(); 2].map(|()| Some(source.into()))
            );
        }
    }

    #[test]
    fn the_parts_of_a_file_know_each_other() {
        let (_, _, town) = town();
        assert_eq!(town.parts_of(DocumentId(3)), [DocumentId(2), DocumentId(3)]);
        assert_eq!(town.place(DocumentId(3)), Some((0, "news/council.txt".to_owned())));
        assert_eq!(town.at("news/council.txt", 2), Some(DocumentId(3)));
        assert_eq!((town.at("news/council.txt", 3), town.at("news/picture.png", 1)), (None, None));
    }

    #[test]
    fn files_documents_and_problems_are_counted() {
        let (_, _, town) = town();
        assert_eq!(town.counts(), CollectionCounts { files: 4, documents: 4, mentions: 0, problems: 1 });
        let problem = (0, "news/picture.png".to_owned(), "not text: starts like a PNG picture".to_owned());
        assert_eq!(town.problems(), [problem]);
    }

    #[test]
    fn of_a_file_that_was_read_once_the_old_text_is_searched() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        writer.replace(&file("a.txt"), &[(DocumentId(1), document("A", "harbour"))]).unwrap();
        writer.commit().unwrap();
        let stamp = FileStamp { device: 8, ..FileStamp::default() };
        writer.touch(&SourceFile { stamp, ..failed("a.txt", "cannot be read") }).unwrap();
        writer.replace(&failed("b.png", "a picture"), &[]).unwrap();
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let counts = snapshot.file_counts();
        assert_eq!(counts, FileCounts { all: 2, unread: 2, kept: 1 });
        assert_eq!(counts.unsearched(), 1);
        assert_eq!(found(&snapshot, &all(vec![must(words("harbour"))])), [1]);
    }
}
