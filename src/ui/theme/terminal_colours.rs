//! What is known of the terminal's colours: its own text and ground, and how many others it can show.

use super::tones::Rgb;

/// The colours a terminal writes in when nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalColours {
    /// The colour of text.
    pub text: Rgb,
    /// The colour behind it.
    pub ground: Rgb,
}

/// The colours a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Any of 16 million.
    TrueColor,
    /// The 256 of xterm.
    Indexed,
    /// Sixteen, which every reader may have set otherwise.
    Sixteen,
    /// None, or none are wanted (`NO_COLOR`).
    Mono,
}

impl TerminalColours {
    /// What a dark terminal is taken to have that does not say.
    pub const DARK: TerminalColours =
        TerminalColours { text: Rgb([0xd8; 3]), ground: Rgb([0x14, 0x15, 0x1a]) };
    /// What a light terminal is taken to have that does not say.
    pub const LIGHT: TerminalColours = TerminalColours { text: Rgb([0x20; 3]), ground: Rgb::WHITE };

    /// The colours reported; the text is assumed where only the ground is.
    pub fn reported(ground: Rgb, text: Option<Rgb>) -> TerminalColours {
        let usual = if ground.contrast(Rgb::WHITE) > ground.contrast(Rgb::BLACK) {
            TerminalColours::DARK
        } else {
            TerminalColours::LIGHT
        };
        TerminalColours { ground, text: text.unwrap_or(usual.text) }
    }

    /// Whether the text is lighter than the ground.
    pub fn is_dark(self) -> bool {
        self.text.luminance() > self.ground.luminance()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_not_reported_is_one_that_can_be_read() {
        let paper = TerminalColours::reported(Rgb([0xfd, 0xf6, 0xe3]), None);
        assert_eq!((paper.text, paper.is_dark()), (TerminalColours::LIGHT.text, false));
        let night = TerminalColours::reported(Rgb([0x28; 3]), None);
        assert_eq!((night.text, night.is_dark()), (TerminalColours::DARK.text, true));
        let own = TerminalColours::reported(Rgb([0x28; 3]), Some(Rgb([0xeb, 0xdb, 0xb2])));
        assert_eq!(own.text, Rgb([0xeb, 0xdb, 0xb2]));
    }
}
