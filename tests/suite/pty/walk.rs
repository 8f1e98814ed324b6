//! A walk by keys and sizes through texts whose letters terminals count in different ways: what stands on the
//! screen is what a screen drawn anew shows.

use std::fs;

use vt100::Screen;

use super::{Run, SIZE};

/// Clusters that this terminal takes for wider or narrower than the program does, among some it does not.
const LINES: [&str; 8] = [
    "The family 👨\u{200d}👩\u{200d}👧\u{200d}👦 of Ada Quill waved 👍🏽 from the ferry 🇩🇪🇫🇷 in Port Ellery.",
    "ทำงาน คำถาม น้ำ กำลัง ตำบล",
    "क्षत्रिय हिन्दी विद्यार्थी श्री लक्ष्मी",
    "سلام لا إله الاسم قلا",
    "I ❤\u{fe0f} the lighthouse ☀\u{fe0f} and 1\u{fe0f}\u{20e3} ⌚ 🌡 more",
    "Vie\u{302}\u{323}t Nam, cafe\u{301}, e\u{301}e\u{301}e\u{301}",
    "東京都は日本の首都である。",
    "🏳\u{fe0f}\u{200d}🌈 🧑🏿\u{200d}🚀 👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏻 end",
];

const KEYS: [&str; 34] = [
    "j", "k", "j", "k", "l", "h", "J", "K", " ", "b", "\u{4}", "\u{15}", "gg", "G", "e", "E", "\t", "}", "{",
    "i", "\u{1b}", "\u{1b}", "z", "\\", "S", "V", "?", ":", "ge", "*", "r", "/quill\r", "X", "u",
];

const SIZES: [(u16, u16); 6] = [SIZE, (60, 20), (50, 20), (20, 5), (80, 24), (120, 30)];

fn folder() -> Run {
    Run::on("", |folder| {
        for at in 0..LINES.len() {
            let title = LINES[at];
            let text: Vec<&str> = (0..40).map(|line| LINES[(at + line * 3) % LINES.len()]).collect();
            let text = format!("{title}\n\nPORT ELLERY, {} May 2021 - {}\n", at + 1, text.join("\n\n"));
            fs::write(folder.join(format!("{at}.txt")), text).unwrap();
        }
    })
}

/// The cells with their colours.
fn cells(screen: &Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let cell = |row, column| {
        let cell = screen.cell(row, column)?;
        Some(match cell.contents() {
            "" | " " => format!("{:?}", cell.bgcolor()),
            seen => format!("{seen}{:?}{:?}", cell.fgcolor(), cell.bgcolor()),
        })
    };
    (0..rows.get()).flat_map(|row| (0..columns.get()).filter_map(move |column| cell(row, column))).collect()
}

#[test]
fn after_any_keys_and_sizes_the_screen_is_as_one_drawn_anew() {
    let mut run = folder();
    run.wait_for("8 documents");
    let mut seed = 11_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for step in 1..=120 {
        run.type_keys(KEYS[random(KEYS.len())]);
        if random(12) == 0 {
            run.terminal.resize(SIZES[random(SIZES.len())]).unwrap();
        }
        if step % 30 > 0 {
            continue;
        }
        run.terminal.wait_for_rest().unwrap();
        let (walked, seen) = (cells(run.terminal.screen()), run.terminal.screen().contents());
        let written = run.terminal.written.len();
        run.type_keys("\u{c}");
        run.terminal.wait_for_rest().unwrap();
        let clears = run.terminal.written[written..].windows(4).any(|bytes| bytes == b"\x1b[2J");
        assert!(clears, "everything is drawn again");
        assert!(
            walked == cells(run.terminal.screen()),
            "step {step}:\n{seen}\n\n{}",
            run.terminal.screen().contents()
        );
    }
}
