//! The kinds of names are told apart by eyes without one of the three sorts of cones.
//!
//! Simulated after Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of
//! Color Vision Deficiency", IEEE TVCG 15(6): their matrices for full severity, on channels without gamma.

use ratatui::style::Color;

use super::grounds;
use crate::ui::theme::built_in::THEMES;
use crate::ui::theme::tones::oklab_of;
use crate::ui::theme::{Palette, Rgb, Role, Theme};

/// The least distance of two kinds in OKLab: two and a half times what is just seen (0.02).
const APART: f64 = 0.05;

type Matrix = [[f64; 3]; 3];

const USUAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const PROTANOPIA: Matrix = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: Matrix = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];
const TRITANOPIA: Matrix = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_900],
];

/// Where a colour lies in OKLab for such eyes.
fn seen(colour: Rgb, eyes: &Matrix) -> [f64; 3] {
    let linear = colour.linear();
    let row = |row: &[f64; 3]| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0);
    oklab_of([row(&eyes[0]), row(&eyes[1]), row(&eyes[2])])
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    (0..3).map(|at| (a[at] - b[at]).powi(2)).sum::<f64>().sqrt()
}

/// The sixteen colours as xterm has them, and others as they are.
fn rgb(colour: Option<Color>) -> Option<Rgb> {
    Some(match colour? {
        Color::Rgb(r, g, b) => Rgb([r, g, b]),
        Color::Red => Rgb([205, 0, 0]),
        Color::Magenta => Rgb([205, 0, 205]),
        Color::Blue => Rgb([0, 0, 238]),
        Color::Cyan => Rgb([0, 205, 205]),
        Color::LightYellow => Rgb([255, 255, 0]),
        Color::LightMagenta => Rgb([255, 0, 255]),
        Color::LightCyan => Rgb([0, 255, 255]),
        other => panic!("{other:?}"),
    })
}

/// The two kinds that are least apart for such eyes, and how far.
fn least_apart(theme: &Theme, eyes: &Matrix) -> (f64, &'static str, &'static str) {
    let kinds = [Role::Person, Role::Organization, Role::Place];
    let of = |role| seen(rgb(theme.style(role).fg).unwrap(), eyes);
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(a, b)| (kinds[a], kinds[b]));
    let apart = pairs.map(|(a, b)| (distance(of(a), of(b)), a.name(), b.name()));
    apart.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

#[test]
fn kinds_of_names_are_told_apart_by_all_eyes() {
    let all = [
        ("usual eyes", USUAL),
        ("protanopia", PROTANOPIA),
        ("deuteranopia", DEUTERANOPIA),
        ("tritanopia", TRITANOPIA),
    ];
    for row in THEMES.iter().filter(|row| row.choice.name != "plain") {
        for (ground, colours) in grounds() {
            let theme = row.on(colours, Palette::TrueColor).unwrap();
            for (eyes, matrix) in &all {
                let (apart, a, b) = least_apart(&theme, matrix);
                let name = &row.choice.name;
                assert!(apart >= APART, "{name} on {ground}, {eyes}: {a} and {b} are {apart:.3} apart");
            }
        }
    }
}

#[test]
fn the_simulation_confuses_what_such_eyes_confuse() {
    // Equally bright red and green differ much, but not without the second cone.
    let (red, green) = (Rgb([0xc8, 0x5a, 0x3c]), Rgb([0x7d, 0x87, 0x32]));
    assert!(red.distance(green) > 0.15);
    assert!(distance(seen(red, &DEUTERANOPIA), seen(green, &DEUTERANOPIA)) < 0.06);
    let white = seen(Rgb::WHITE, &PROTANOPIA);
    assert!(distance(white, Rgb::WHITE.oklab()) < 0.01, "white stays white");
}
