//! The file format of a model: small enough to be part of the program, read in milliseconds.
//!
//! ```text
//! "perusal sequence 1\n"
//! labels      count, then for each its length and its name
//! scale       f32
//! start       f32 a label
//! transitions f32 a pair of labels
//! features    count as u32, then for each in ascending order of keys:
//!             the distance to the key before (LEB128), which labels have weights (u16), the weights (i8)
//! ```
//! All numbers are little-endian.

use std::fmt;

use super::lanes::{LANES, WeightRow};
use super::model::Model;

const MAGIC: &[u8] = b"perusal sequence 1\n";

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// They begin otherwise: something else, or another version.
    NotAModel,
    /// They end early, or hold what cannot be.
    Damaged,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormatError::NotAModel => "not a model of this version",
            FormatError::Damaged => "the model is damaged",
        })
    }
}

impl std::error::Error for FormatError {}

impl Model {
    /// The bytes of the model.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let labels = self.labels.len();
        bytes.push(labels as u8);
        for label in &self.labels {
            bytes.push(label.len() as u8);
            bytes.extend_from_slice(label.as_bytes());
        }
        let chain = self.start[..labels]
            .iter()
            .chain(self.transitions[..labels].iter().flat_map(|row| &row[..labels]));
        for number in std::iter::once(&self.scale).chain(chain) {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&(self.features() as u32).to_le_bytes());
        let mut before = 0;
        for (key, row) in self.rows() {
            push_leb128(&mut bytes, key - before);
            before = key;
            let weighted = |&lane: &usize| row[lane] != 0;
            let which = (0..LANES).filter(weighted).fold(0u16, |which, lane| which | 1 << lane);
            bytes.extend_from_slice(&which.to_le_bytes());
            bytes.extend(row.iter().filter(|&&weight| weight != 0).map(|&weight| weight as u8));
        }
        bytes
    }

    /// The model in the bytes.
    ///
    /// # Errors
    /// When they are no model of this version, or a damaged one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, FormatError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(FormatError::NotAModel)?;
        ByteReader { rest }
            .model()
            .filter(|(_, rest)| rest.is_empty())
            .map(|(model, _)| model)
            .ok_or(FormatError::Damaged)
    }
}

fn push_leb128(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// What is left to read; every reader gives `None` when it is not enough.
struct ByteReader<'a> {
    rest: &'a [u8],
}

impl<'a> ByteReader<'a> {
    fn model(mut self) -> Option<(Model, &'a [u8])> {
        let count = self.byte()? as usize;
        let labels: Vec<String> = (0..count).map(|_| self.name()).collect::<Option<_>>()?;
        if count == 0 || count > LANES {
            return None;
        }
        let scale = self.number()?;
        let mut start = [0.0; LANES];
        let mut transitions = [[0.0; LANES]; LANES];
        for label in &mut start[..count] {
            *label = self.number()?;
        }
        for weight in transitions[..count].iter_mut().flat_map(|row| &mut row[..count]) {
            *weight = self.number()?;
        }
        let features = u32::from_le_bytes(self.array()?) as usize;
        // Every feature takes at least three bytes; more cannot be there.
        let room = features.min(self.rest.len());
        let mut rows = Vec::with_capacity(room);
        let mut key = 0u32;
        for _ in 0..features {
            key = key.checked_add(self.leb128()?)?;
            rows.push((key, self.row()?));
        }
        let ascending = rows.windows(2).all(|pair| pair[0].0 < pair[1].0);
        ascending.then(|| (Model::new(labels, scale, start, transitions, &rows), self.rest))
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*array)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    fn name(&mut self) -> Option<String> {
        let length = self.byte()? as usize;
        let (name, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        String::from_utf8(name.to_vec()).ok()
    }

    fn leb128(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn row(&mut self) -> Option<WeightRow> {
        let which = u16::from_le_bytes(self.array()?);
        let mut row = [0; LANES];
        let mut left = which;
        while left != 0 {
            *row.get_mut(left.trailing_zeros() as usize)? = self.byte()? as i8;
            left &= left - 1;
        }
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn model(weights: BTreeMap<u32, [i8; 3]>) -> Model {
        let (mut start, mut transitions) = ([0.0; LANES], [[0.0; LANES]; LANES]);
        (start[1], transitions[2][1]) = (1.5, -1e4);
        let row = |few: [i8; 3]| {
            let mut row = [0; LANES];
            row[..3].copy_from_slice(&few);
            row
        };
        let rows: Vec<_> = weights.into_iter().map(|(key, few)| (key, row(few))).collect();
        Model::new(["a", "b", ""].map(str::to_owned).to_vec(), 0.25, start, transitions, &rows)
    }

    proptest! {
        #[test]
        fn a_model_survives_being_written_and_read(
            weights in prop::collection::btree_map(any::<u32>(), any::<[i8; 3]>(), 0..50),
        ) {
            let written = model(weights);
            let read = Model::from_bytes(&written.to_bytes()).unwrap();
            prop_assert_eq!(read.to_bytes(), written.to_bytes());
            prop_assert_eq!(&read.labels, &written.labels);
            prop_assert!(read.rows().eq(written.rows()));
            prop_assert_eq!((read.start, read.transitions), (written.start, written.transitions));
        }

        #[test]
        fn damaged_bytes_are_an_error_and_no_panic(cut in 0usize..200, at in 0usize..200, byte: u8) {
            let mut bytes = model((0..20).map(|key| (key * 1000, [1, -2, 0])).collect()).to_bytes();
            let at = at.min(bytes.len() - 1);
            bytes[at] = byte;
            let _ = Model::from_bytes(&bytes);
            prop_assert!(Model::from_bytes(&bytes[..cut.min(bytes.len() - 1)]).is_err());
        }
    }
}
