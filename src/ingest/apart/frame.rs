//! Frames: stretches of bytes with their length before them, as the parser process reads and writes them.
//!
//! Not here: the side that must not wait (`exchange`).

use std::io::{self, ErrorKind, Read, Write};

/// How many bytes give the length.
pub const LENGTH: usize = 8;

/// The longest outcome that is passed on, in bytes.
pub const LARGEST_OUTCOME: usize = 96 << 20;

/// The bytes before a frame of so many.
pub fn head(length: usize) -> [u8; LENGTH] {
    (length as u64).to_le_bytes()
}

/// The length that the bytes before a frame give.
pub fn length(head: [u8; LENGTH]) -> usize {
    usize::try_from(u64::from_le_bytes(head)).unwrap_or(usize::MAX)
}

/// Reads a frame; `None` where there is no further one.
///
/// # Errors
/// When the stream breaks off inside it, or there is no memory for it.
pub fn read(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; LENGTH];
    match input.read_exact(&mut head) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = length(head);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| ErrorKind::OutOfMemory)?;
    input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(Some(bytes)) }
}

/// Writes a frame.
///
/// # Errors
/// When nobody reads any more.
pub fn write(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&head(bytes.len()))?;
    output.write_all(bytes)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_they_were_written_and_a_broken_one_is_an_error() {
        let mut stream = Vec::new();
        write(&mut stream, b"one").unwrap();
        write(&mut stream, b"").unwrap();
        let mut rest = &stream[..];
        assert_eq!(read(&mut rest).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(read(&mut rest).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut rest).unwrap(), None);
        assert!(read(&mut &stream[..LENGTH + 2]).is_err());
        assert!(read(&mut &[0xFF; 20][..]).is_err(), "no machine has so much memory");
    }
}
