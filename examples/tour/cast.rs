//! What a terminal received, as a recording that asciinema plays (<https://docs.asciinema.org/manual/asciicast/v2/>).

use std::error::Error;

/// A recording.
pub struct Cast {
    lines: Vec<String>,
    /// In seconds.
    at: f64,
}

/// Seconds that pass before each step, so that it can be followed.
const BETWEEN: f64 = 2.0;

impl Cast {
    /// An empty one of a terminal of columns and rows.
    pub fn new((columns, rows): (u16, u16)) -> Cast {
        let head = serde_json::json!({
            "version": 2, "width": columns, "height": rows, "title": "perusal on its sample",
            "env": { "TERM": "xterm-256color" },
        });
        Cast { lines: vec![head.to_string()], at: 0.0 }
    }

    /// Adds what was received in a step. It is shown at once: how long it took says nothing about a reader's machine.
    ///
    /// # Errors
    /// Never: text is always JSON.
    pub fn add(&mut self, received: &[u8]) -> Result<(), Box<dyn Error>> {
        let text = String::from_utf8_lossy(received);
        self.lines.push(serde_json::to_string(&(self.at, "o", text))?);
        self.at += BETWEEN;
        Ok(())
    }

    /// The file.
    pub fn written(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}
