//! Takes an answer of a web server apart: its status, what it says of its body, and the body, with the ways of
//! sending it undone (RFC 9112, RFC 9110).

use std::io::Read;

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The largest body that is unpacked, in bytes. Set by hand.
const LARGEST: u64 = 64 << 20;
/// The ending of files of the types that are read. What else a page fetches to show itself (scripts, styles,
/// pictures, data) is none of its text.
const READ: [(&str, &str); 10] = [
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/plain", "txt"),
    ("text/markdown", "md"),
    ("application/pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("text/rtf", "rtf"),
    ("application/epub+zip", "epub"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
];

/// An answer.
pub struct Answer<'b> {
    /// 200 where it is the page that was asked for; that too where there is no status.
    pub status: u16,
    fields: Vec<(String, String)>,
    body: &'b [u8],
}

/// The lines of fields at the beginning of bytes, names in small letters, and the bytes behind the empty line that
/// ends them. A line that begins with a space goes on with the one before.
pub fn fields(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let (mut all, mut rest): (Vec<(String, String)>, _) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        let line = String::from_utf8_lossy(&rest[..end]);
        rest = &rest[end..];
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), all.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => *value = format!("{value} {}", line.trim()),
            (_, _, Some((name, value))) => {
                all.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    (all, rest)
}

/// The value of a field.
pub fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
}

impl<'b> Answer<'b> {
    /// An answer as the server sent it.
    pub fn read(bytes: &'b [u8]) -> Answer<'b> {
        if !bytes.starts_with(b"HTTP/") {
            return Answer { status: 200, fields: Vec::new(), body: bytes };
        }
        let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let status =
            String::from_utf8_lossy(line).split_whitespace().nth(1).and_then(|code| code.parse().ok());
        let (fields, body) = fields(bytes.get(line.len() + 1..).unwrap_or_default());
        Answer { status: status.unwrap_or(0), fields, body }
    }

    /// A body of which the type is said elsewhere.
    pub fn of(type_: &str, body: &'b [u8]) -> Answer<'b> {
        Answer { status: 200, fields: vec![("content-type".to_owned(), type_.to_owned())], body }
    }

    /// The ending of a file of its type; `None` where such files are not read, or the type is not said.
    pub fn ending(&self) -> Option<&'static str> {
        let of = field(&self.fields, "content-type")?;
        let of = of.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        READ.iter().find(|(type_, _)| *type_ == of).map(|(_, ending)| *ending)
    }

    /// Whether it says of what type it is.
    pub fn is_typed(&self) -> bool {
        field(&self.fields, "content-type").is_some_and(|of| of.contains('/'))
    }

    /// The body as it was before it was sent: one that cannot be unpacked is given as far as it can. A text in an
    /// encoding that the server names comes in UTF-8.
    pub fn body(&self) -> Vec<u8> {
        let says = |name: &str, word: &str| {
            field(&self.fields, name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
        };
        let whole = says("transfer-encoding", "chunked").then(|| unchunked(self.body)).flatten();
        let sent = whole.as_deref().unwrap_or(self.body);
        // Some programs undo the packing and leave the field.
        let body = if says("content-encoding", "gzip") && sent.starts_with(b"\x1F\x8B") {
            unpacked(MultiGzDecoder::new(sent))
        } else if says("content-encoding", "deflate") {
            let bare = || Some(unpacked(DeflateDecoder::new(sent))).filter(|body| !body.is_empty());
            let zlib = Some(unpacked(ZlibDecoder::new(sent))).filter(|body| !body.is_empty());
            zlib.or_else(bare).unwrap_or_else(|| sent.to_vec())
        } else {
            sent.to_vec()
        };
        match self.ending() {
            Some("html" | "txt" | "md") => self.in_utf8(body),
            _ => body,
        }
    }

    fn in_utf8(&self, body: Vec<u8>) -> Vec<u8> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let type_ = field(&self.fields, "content-type").unwrap_or_default().to_ascii_lowercase();
        let label = type_.split_once("charset=").map(|(_, label)| label);
        let label =
            label.and_then(|label| label.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ']).next());
        let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) else {
            return body;
        };
        if encoding == encoding_rs::UTF_8 {
            let marked = || [MARK, &body].concat();
            return if std::str::from_utf8(&body).is_ok() { marked() } else { body };
        }
        let (text, _, broken) = encoding.decode(&body);
        if broken { body } else { [MARK, text.as_bytes()].concat() }
    }
}

/// What a stream gives until it ends or breaks off.
fn unpacked(stream: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    _ = stream.take(LARGEST).read_to_end(&mut bytes);
    bytes
}

/// A body without the lengths of its chunks; `None` where it has none.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(64).position(|&byte| byte == b'\n')?;
        let line = std::str::from_utf8(&body[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16).ok()?;
        body = &body[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&body[..length.min(body.len())]);
        // A capture that was cut ends inside a chunk.
        let Some(rest) = body.get(length..) else { return Some(whole) };
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if body.is_empty() {
            return Some(whole);
        }
    }
}
