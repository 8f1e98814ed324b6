//! An array of numbers, in memory or in a mapped file.

use std::fmt;
use std::ops::Deref;

use bytemuck::AnyBitPattern;
use ownedbytes::OwnedBytes;

/// An array that is read as a slice, wherever its numbers lie.
#[derive(Clone)]
pub struct Array<T> {
    memory: Vec<T>,
    /// In place of those in memory: bytes where such numbers may stand, of as many as are whole, which
    /// [`Array::mapped`] sees to.
    mapped: Option<OwnedBytes>,
}

impl<T: AnyBitPattern> Array<T> {
    /// The numbers that lie in these bytes; `None` where they do not lie as they would in memory.
    pub(super) fn mapped(bytes: OwnedBytes) -> Option<Array<T>> {
        bytemuck::try_cast_slice::<u8, T>(&bytes).ok()?;
        Some(Array { memory: Vec::new(), mapped: Some(bytes) })
    }

    /// The numbers to be changed; those of a file are taken into memory for it.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        if self.mapped.is_some() {
            self.memory = self.to_vec();
            self.mapped = None;
        }
        &mut self.memory
    }
}

impl<T: AnyBitPattern> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.mapped {
            None => &self.memory,
            Some(bytes) => bytemuck::try_cast_slice(bytes).unwrap_or_default(),
        }
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(memory: Vec<T>) -> Array<T> {
        Array { memory, mapped: None }
    }
}

impl<T> Default for Array<T> {
    fn default() -> Array<T> {
        Vec::new().into()
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(numbers: I) -> Array<T> {
        Vec::from_iter(numbers).into()
    }
}

impl<T: AnyBitPattern + PartialEq> PartialEq for Array<T> {
    fn eq(&self, other: &Array<T>) -> bool {
        **self == **other
    }
}

impl<T: AnyBitPattern + fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_whole_numbers_are_no_array() {
        let bytes = OwnedBytes::new(vec![0u8; 16]);
        assert!(Array::<u32>::mapped(bytes.slice(0..8)).is_some());
        assert!(Array::<u32>::mapped(bytes.slice(0..7)).is_none());
        assert!(Array::<u32>::mapped(bytes.slice(1..9)).is_none(), "they lie between the places of numbers");
    }

    #[test]
    fn what_is_changed_is_changed_in_memory() {
        let bytes = OwnedBytes::new(vec![0u8; 8]);
        let mut array = Array::<u32>::mapped(bytes.clone()).unwrap();
        array.to_mut().push(7);
        assert_eq!(*array, [0, 0, 7]);
        assert_eq!(*bytes, [0; 8]);
    }
}
