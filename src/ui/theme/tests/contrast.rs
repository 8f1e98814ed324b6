//! All that is drawn can be read: contrast of each role with each ground it is drawn on, over all themes and
//! all grounds.

use ratatui::style::Modifier;

use super::{Mixed, grounds, mixed, rgb};
use crate::ui::theme::demand::{Demand, demand, is_highlight, stands_in};
use crate::ui::theme::{Palette, Rgb, Role, Theme};

/// Those on terminals of all colours.
fn of_all_colours() -> impl Iterator<Item = &'static Mixed> {
    mixed().iter().filter(|of| of.palette == Palette::TrueColor)
}

#[test]
fn everything_is_read_where_it_stands() {
    let mut faults = Vec::new();
    for Mixed { name, theme, colours, palette } in mixed() {
        for &role in Role::ALL {
            let style = theme.style(role);
            let least = demand(role).least(*colours);
            let behind: Vec<(Option<Role>, Rgb)> = match style.bg {
                Some(_) => vec![(Some(role), rgb(style.bg, colours.ground))],
                None => {
                    let others =
                        stands_in(role).map(|on| (Some(on), rgb(theme.style(on).bg, colours.ground)));
                    std::iter::once((None, colours.ground)).chain(others).collect()
                }
            };
            for (on, ground) in behind {
                // Where a role says no colour it has that of what it stands in.
                let text = rgb(on.and_then(|on| theme.style(on).fg), colours.text);
                let seen = rgb(style.fg, text).contrast(ground);
                // Of 256 colours none is a dark yellow.
                let is_over = *palette == Palette::Indexed && on.is_some_and(is_highlight);
                let least = if is_over { least.min(2.5) } else { least };
                let (role, on) = (role.name(), on.map_or("the ground", Role::name));
                if seen < least - 0.005 {
                    faults.push(format!("{name}: {role} on {on} {seen:.2}, not {least:.2}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} are read badly:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn marks_are_seen_as_marks() {
    let mut faults = Vec::new();
    for Mixed { name, theme, colours, .. } in of_all_colours() {
        let ground = |role| rgb(theme.style(role).bg, colours.ground);
        let least = Demand::Seen.least(*colours);
        let mut hold = |role: Role, what: &str, found: f64, least: f64| {
            if found < least {
                faults.push(format!("{name}: {} {what} {found:.3}, not {least:.3}", role.name()));
            }
        };
        // The strong ones by their ground alone, the others by the ground and what is written on it.
        for role in [Role::HitCursor, Role::NameCursor] {
            hold(role, "contrast", ground(role).contrast(colours.ground), least);
        }
        for role in [Role::Hit, Role::Selection] {
            let text = rgb(theme.style(role).fg, colours.text);
            for behind in [Role::Text, Role::Selected, Role::SelectedIdle, Role::Overlay].map(ground) {
                hold(role, "apart", ground(role).distance(behind), 0.06);
                hold(role, "contrast", text.contrast(behind).max(ground(role).contrast(behind)), least);
            }
            hold(role, "chroma", ground(role).chroma(), 0.02);
        }
        hold(Role::HitCursor, "from other hits", ground(Role::HitCursor).distance(ground(Role::Hit)), 0.08);
        hold(
            Role::NameCursor,
            "from siblings",
            ground(Role::NameCursor).distance(ground(Role::NameLit)),
            0.15,
        );
        hold(Role::NameLit, "lit", ground(Role::NameLit).distance(colours.ground), 0.04);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rows_and_overlays_stand_out_from_what_they_lie_on() {
    for Mixed { name, theme, colours, .. } in of_all_colours() {
        let ground = |role| rgb(theme.style(role).bg, colours.ground);
        let selected = ground(Role::Selected).distance(colours.ground);
        assert!(selected >= 0.035, "{name}: the selected row {selected:.3}");
        assert!(ground(Role::SelectedIdle).distance(colours.ground) >= 0.015, "{name}: one without focus");
        let apart = ground(Role::Overlay).distance(colours.ground);
        assert!(apart >= 0.015, "{name}: an overlay {apart:.3}");
        let in_overlay = ground(Role::OverlaySelected).distance(ground(Role::Overlay));
        assert!(in_overlay >= 0.035, "{name}: the selected row of an overlay {in_overlay:.3}");
    }
}

#[test]
fn what_is_muted_differs_from_text() {
    for Mixed { name, theme, colours, .. } in of_all_colours() {
        let muted = theme.style(Role::Muted);
        let apart = rgb(muted.fg, colours.text).distance(colours.text);
        let slanted = muted.add_modifier.contains(Modifier::ITALIC);
        assert!(apart > 0.03 || slanted, "{name}: muted is {apart:.3} from text");
    }
}

#[test]
fn highlights_differ_from_each_other_and_from_hits() {
    let marks =
        [Role::HighlightYellow, Role::HighlightGreen, Role::HighlightBlue, Role::HighlightRed, Role::Hit];
    for Mixed { name, theme, .. } in of_all_colours() {
        let grounds = marks.map(|role| theme.style(role).bg);
        for (at, ground) in grounds.iter().enumerate() {
            assert!(!grounds[at + 1..].contains(ground), "{name}: {}", marks[at].name());
        }
    }
}

#[test]
fn a_theme_that_insists_is_dark_or_light_everywhere() {
    for (_, colours) in grounds() {
        let ground = |name| {
            let theme = Theme::named(name, colours, Palette::TrueColor).unwrap();
            rgb(theme.frame().bg, colours.ground)
        };
        assert!(ground("dark").luminance() < 0.2 && ground("light").luminance() > 0.7);
        assert_eq!(ground("auto"), colours.ground);
    }
}
