//! Finds for a colour the nearest one that a terminal of 256 colours has.

use super::tones::Rgb;

/// Chroma from which a colour is no grey, in OKLab. Set by hand.
const COLOURFUL: f64 = 0.015;
/// How far hues may lie apart, in radians. Set by hand: yellow stays yellow.
const SAME_HUE: f64 = 0.8;

/// The number and value of the nearest of xterm's colours 16–255 (the 6×6×6 cube and the grey ramp) of which
/// something holds. What is there for a tint has its hue. Where nothing will do, the nearest of all.
pub fn nearest_indexed(wanted: Rgb, tint: Option<Rgb>, is_good: &dyn Fn(Rgb) -> bool) -> (u8, Rgb) {
    let all = (16..=255).map(|number| (number, indexed(number)));
    let mut by_distance: Vec<(f64, u8, Rgb)> =
        all.map(|(number, rgb)| (rgb.distance(wanted), number, rgb)).collect();
    by_distance.sort_by(|a, b| a.0.total_cmp(&b.0));
    let has_hue = |rgb: Rgb| tint.is_none_or(|tint| same_hue(tint, rgb));
    let nearest = |is_good: &dyn Fn(Rgb) -> bool| by_distance.iter().find(|(_, _, rgb)| is_good(*rgb));
    let found = nearest(&|rgb| has_hue(rgb) && is_good(rgb)).or_else(|| nearest(is_good));
    found.or(by_distance.first()).map_or((16, Rgb::BLACK), |(_, number, rgb)| (*number, *rgb))
}

/// Whether a colour has the hue of a tint, or that has none.
fn same_hue(tint: Rgb, rgb: Rgb) -> bool {
    if tint.chroma() < COLOURFUL {
        return true;
    }
    let hue = |of: Rgb| {
        let [_, a, b] = of.oklab();
        b.atan2(a)
    };
    let apart = (hue(tint) - hue(rgb)).abs();
    rgb.chroma() >= COLOURFUL && apart.min(std::f64::consts::TAU - apart) <= SAME_HUE
}

/// The value of one of xterm's colours from 16 on.
pub(super) fn indexed(number: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match number {
        0..16 => Rgb::BLACK,
        16..232 => {
            let n = usize::from(number - 16);
            Rgb([STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6]])
        }
        232.. => Rgb([8 + 10 * (number - 232); 3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_matched_to_what_the_terminal_has() {
        let any = |wanted| nearest_indexed(Rgb(wanted), Some(Rgb(wanted)), &|_| true).0;
        assert_eq!(any([0xff, 0, 0]), 196);
        assert_eq!(any([0x80, 0x80, 0x80]), 244);
    }

    #[test]
    fn what_is_there_for_its_hue_never_becomes_grey() {
        let dim_yellow = Rgb([0x4a, 0x43, 0x22]);
        let (_, found) = nearest_indexed(dim_yellow, Some(dim_yellow), &|_| true);
        assert!(found.0[0] > found.0[2] && found.0[1] > found.0[2], "{found:?}");
        let (_, bright) =
            nearest_indexed(dim_yellow, Some(dim_yellow), &|rgb| rgb.contrast(Rgb::BLACK) >= 7.0);
        assert!(bright.contrast(Rgb::BLACK) >= 7.0 && bright.chroma() > COLOURFUL);
        let (number, _) = nearest_indexed(Rgb([0x10, 0x37, 0x3f]), None, &|_| true);
        assert!(number >= 232, "what only lies behind may");
    }
}
