//! Word clusters, classes of words that are used alike, for the features of the name model: what is
//! learned of one word of a cluster helps with the others, and with words that no labelled text has. How
//! they were made is said in `assets/model`.
//!
//! ```text
//! "perusal clusters 2\n"
//! groups   count as u16, then for each cluster the group it belongs to (u8)
//! vectors  count as u16, then for each vector the cluster it belongs to (u16)
//! words    count as u32, then for each in ascending order of hashes:
//!          the distance to the hash before (LEB128), the vector (u16)
//! ```
//! All numbers are little-endian.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8] = b"perusal clusters 2\n";

/// The bits of a hash that are not looked at first; a few words share the others.
const LOW_BITS: u32 = 18;

/// Part of the program and read once. Clusters that could not be read would fail the tests.
static CLUSTERS: LazyLock<Clusters> = LazyLock::new(|| {
    Clusters::from_bytes(include_bytes!("../../../assets/model/clusters.bin")).unwrap_or_default()
});

/// The cluster of a word, the smaller one in it and the larger group around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// 0 for a word of none.
    pub number: u16,
    pub group: u8,
    /// The vector it shares with the few words that are nearest to it; 0 for none.
    pub vector: u16,
}

/// Words by hash, each with its cluster.
#[derive(Debug, Default)]
pub struct Clusters {
    groups: Vec<u8>,
    /// The cluster of each vector.
    numbers: Vec<u16>,
    /// Ascending.
    hashes: Vec<u32>,
    /// By the high bits of a hash, the first with these or higher ones. Hashes are spread evenly.
    starts: Vec<u32>,
    vectors: Vec<u16>,
}

/// The clusters that are built into the program.
pub fn clusters() -> &'static Clusters {
    &CLUSTERS
}

impl Clusters {
    /// The cluster of a word in lower case.
    pub fn of(&self, lower: &str) -> Cluster {
        let Some(at) = self.place(hash(lower)) else { return Cluster::default() };
        let vector = self.vectors[at];
        let number = self.numbers.get(vector as usize).copied().unwrap_or_default();
        let group = self.groups.get(number as usize).copied().unwrap_or_default();
        Cluster { number: number + 1, group: group + 1, vector: vector + 1 }
    }

    fn place(&self, hash: u32) -> Option<usize> {
        let high = (hash >> LOW_BITS) as usize;
        let (start, end) = (*self.starts.get(high)? as usize, *self.starts.get(high + 1)? as usize);
        self.hashes[start..end].binary_search(&hash).ok().map(|at| start + at)
    }

    /// The bytes of clusters given as words, each with its vector, its cluster and its group.
    pub fn to_bytes<'a>(words: impl Iterator<Item = (&'a str, u16, u16, u8)>) -> Vec<u8> {
        let (mut groups, mut numbers) = (Vec::new(), Vec::new());
        let mut rows: Vec<(u32, u16)> = Vec::new();
        for (word, vector, number, group) in words {
            put(&mut numbers, vector, number);
            put(&mut groups, number, group);
            rows.push((hash(word), vector));
        }
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&(groups.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&groups);
        bytes.extend_from_slice(&(numbers.len() as u16).to_le_bytes());
        numbers.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        bytes.extend_from_slice(&(rows.len() as u32).to_le_bytes());
        let mut before = 0;
        for (hash, vector) in rows {
            let mut distance = hash - before;
            before = hash;
            while distance >= 0x80 {
                bytes.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            bytes.push(distance as u8);
            bytes.extend_from_slice(&vector.to_le_bytes());
        }
        bytes
    }

    /// The clusters in the bytes; `None` when they are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Clusters> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk()?;
        let (groups, rest) = rest.split_at_checked(u16::from_le_bytes(*count) as usize)?;
        let (count, rest) = rest.split_first_chunk()?;
        let (numbers, rest) = rest.split_at_checked(2 * u16::from_le_bytes(*count) as usize)?;
        let (count, mut rest) = rest.split_first_chunk()?;
        // Every word takes at least three bytes; more cannot be there.
        let count = (u32::from_le_bytes(*count) as usize).min(rest.len());
        let mut clusters = Clusters {
            groups: groups.to_vec(),
            numbers: numbers.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect(),
            hashes: Vec::with_capacity(count),
            vectors: Vec::with_capacity(count),
            starts: Vec::new(),
        };
        let mut hash = 0u32;
        for _ in 0..count {
            let mut distance = 0u32;
            for shift in (0..32).step_by(7) {
                let (&byte, after) = rest.split_first()?;
                rest = after;
                distance |= u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            hash = hash.checked_add(distance)?;
            let (vector, after) = rest.split_first_chunk()?;
            rest = after;
            clusters.hashes.push(hash);
            clusters.vectors.push(u16::from_le_bytes(*vector));
        }
        let first = |high: u32| clusters.hashes.partition_point(|hash| hash >> LOW_BITS < high) as u32;
        clusters.starts = (0..=1 << (u32::BITS - LOW_BITS)).map(first).collect();
        rest.is_empty().then_some(clusters)
    }
}

/// Puts a value at a position, which is made if there is none yet.
fn put<T: Clone + Default>(values: &mut Vec<T>, at: u16, value: T) {
    if values.len() <= at as usize {
        values.resize(at as usize + 1, T::default());
    }
    values[at as usize] = value;
}

fn hash(word: &str) -> u32 {
    xxh3_64(word.as_bytes()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_survive_being_written_and_read() {
        let words = [("harbour", 5, 2, 1), ("port", 5, 2, 1), ("quayside", 1, 2, 1), ("ode", 0, 0, 3)];
        let bytes = Clusters::to_bytes(words.into_iter());
        let clusters = Clusters::from_bytes(&bytes).unwrap();
        assert_eq!(clusters.of("port"), Cluster { number: 3, group: 2, vector: 6 });
        assert_eq!(clusters.of("harbour"), clusters.of("port"));
        assert_eq!(clusters.of("quayside"), Cluster { number: 3, group: 2, vector: 2 });
        assert_eq!(clusters.of("ode"), Cluster { number: 1, group: 4, vector: 1 });
        assert_eq!(clusters.of("quay"), Cluster::default());
        assert!(Clusters::from_bytes(&bytes[..bytes.len() - 1]).is_none());
    }

    #[test]
    fn the_clusters_of_the_program_can_be_read() {
        assert_ne!(clusters().of("ship"), Cluster::default());
    }
}
