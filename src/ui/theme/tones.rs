//! Colours as numbers: reading and mixing them, how bright and how far apart they are, and lighter and darker
//! tones of one colour.

/// A colour of a screen: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// Steps of lightness when a tone is looked for, of 1.
const STEP: f64 = 0.01;

impl Rgb {
    /// Black.
    pub const BLACK: Rgb = Rgb([0; 3]);
    /// White.
    pub const WHITE: Rgb = Rgb([255; 3]);

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
        Some(Rgb([red, green, blue]))
    }

    /// So much of another colour, from 0 to 1, mixed into this one.
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let channel = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(other.0[at]));
            (from + (to - from) * share).round().clamp(0.0, 255.0) as u8
        };
        Rgb([channel(0), channel(1), channel(2)])
    }

    /// Relative luminance as WCAG 2.2 defines it, from 0 to 1.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast as WCAG 2.2 defines it, from 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        contrast(self.luminance(), other.luminance())
    }

    /// How different two colours look: their distance in OKLab, where 0.02 is just seen.
    pub fn distance(self, other: Rgb) -> f64 {
        let (a, b) = (self.oklab(), other.oklab());
        (0..3).map(|at| (a[at] - b[at]).powi(2)).sum::<f64>().sqrt()
    }

    /// How far from grey it is: chroma in OKLab, up to some 0.3.
    pub fn chroma(self) -> f64 {
        let [_, a, b] = self.oklab();
        a.hypot(b)
    }

    /// The nearest lighter (or darker) tone of the same hue that is seen so well on each of the grounds; black
    /// or white, whichever is seen better, where there is none.
    pub fn raised(self, grounds: &[Rgb], least: f64, lighter: bool) -> Rgb {
        let grounds: Vec<f64> = grounds.iter().map(|ground| ground.luminance()).collect();
        let seen = |tone: Rgb| {
            let tone = tone.luminance();
            grounds.iter().map(|ground| contrast(tone, *ground)).fold(f64::MAX, f64::min)
        };
        let [mut lightness, a, b] = self.oklab();
        let mut tone = self;
        while seen(tone) < least {
            lightness += if lighter { STEP } else { -STEP };
            if !(0.0..=1.0).contains(&lightness) {
                return if seen(Rgb::WHITE) >= seen(Rgb::BLACK) { Rgb::WHITE } else { Rgb::BLACK };
            }
            tone = Rgb::from_oklab([lightness, a, b]);
        }
        tone
    }

    /// The channels without gamma, from 0 to 1 (sRGB, IEC 61966-2-1).
    pub(super) fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn from_linear(linear: [f64; 3]) -> Rgb {
        Rgb(linear.map(|value| {
            let value = value.clamp(0.0, 1.0);
            let value =
                if value <= 0.0031308 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
            (value * 255.0).round() as u8
        }))
    }

    /// Lightness and the two axes of hue in OKLab (Ottosson 2020).
    pub(super) fn oklab(self) -> [f64; 3] {
        oklab_of(self.linear())
    }

    /// The colour at a place of OKLab; less colourful where a screen cannot show it.
    fn from_oklab([lightness, a, b]: [f64; 3]) -> Rgb {
        let shown = |share: f64| {
            let (a, b) = (a * share, b * share);
            let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
            let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
            let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
            [
                4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
                -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
                -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
            ]
        };
        let is_on_screen = |linear: &[f64; 3]| linear.iter().all(|value| (-0.0001..=1.0001).contains(value));
        let mut shares = (0..20).map(|step| shown(1.0 - f64::from(step) / 20.0));
        Rgb::from_linear(shares.find(is_on_screen).unwrap_or([lightness.powi(3); 3]))
    }
}

/// The contrast of two luminances.
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The place in OKLab of a colour given by its channels without gamma.
pub(super) fn oklab_of([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        let grey = Rgb::parse("#767676").unwrap();
        assert!((grey.contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
        assert_eq!(Rgb::parse("#12345"), None);
        assert_eq!(Rgb::parse("#12345z"), None);
    }

    #[test]
    fn a_raised_tone_is_seen_and_keeps_its_hue() {
        let blue = Rgb([0x20, 0x30, 0x70]);
        let raised = blue.raised(&[Rgb::BLACK], 4.5, true);
        assert!(raised.contrast(Rgb::BLACK) >= 4.5 && raised.contrast(Rgb::BLACK) < 4.9);
        let hue = |[_, a, b]: [f64; 3]| b.atan2(a);
        assert!((hue(blue.oklab()) - hue(raised.oklab())).abs() < 0.1, "{raised:?}");
        assert_eq!(raised.raised(&[Rgb::BLACK], 4.5, true), raised, "what is seen stays as it is");
        let hopeless = blue.raised(&[Rgb([0x80; 3])], 21.0, true);
        assert_eq!(hopeless, Rgb::BLACK, "what is seen best");
    }

    #[test]
    fn colours_go_to_oklab_and_back() {
        for colour in [Rgb([12, 200, 90]), Rgb([255, 0, 0]), Rgb([128; 3])] {
            let back = Rgb::from_oklab(colour.oklab());
            assert!(back.distance(colour) < 0.01, "{colour:?} {back:?}");
        }
        let [lightness, a, b] = Rgb::WHITE.oklab();
        assert!((lightness - 1.0).abs() < 1e-3 && a.abs() < 1e-3 && b.abs() < 1e-3);
    }
}
