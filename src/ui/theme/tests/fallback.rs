//! What is left of the themes on terminals of 256, sixteen or no colours.

use ratatui::style::{Color, Modifier, Style};

use super::{Mixed, mixed};
use crate::ui::theme::built_in::THEMES;
use crate::ui::theme::{Palette, Role, TerminalColours, Theme};

fn names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|row| row.choice.name.as_ref())
}

/// Those of 256 colours.
fn of_256() -> impl Iterator<Item = &'static Mixed> {
    mixed().iter().filter(|of| of.palette == Palette::Indexed)
}

/// Whether a colour of 256 is one of the greys.
fn is_grey(colour: Option<Color>) -> bool {
    match colour {
        Some(Color::Indexed(number @ 16..232)) => {
            let n = number - 16;
            n / 36 == n / 6 % 6 && n / 6 % 6 == n % 6
        }
        Some(Color::Indexed(_)) => true,
        _ => false,
    }
}

#[test]
fn of_256_colours_no_hit_is_grey_and_every_ground_is_seen() {
    for Mixed { name, theme, .. } in of_256() {
        let ground = theme.frame().bg;
        for role in [Role::Hit, Role::HitCursor, Role::NameCursor, Role::NameLit, Role::Selection] {
            let bg = theme.style(role).bg;
            assert!(bg.is_some() && !is_grey(bg), "{name}: {} {bg:?}", role.name());
        }
        for role in [Role::Selected, Role::SelectedIdle, Role::Overlay, Role::OverlaySelected] {
            let bg = theme.style(role).bg;
            assert!(bg.is_some() && bg != ground, "{name}: {} {bg:?}", role.name());
        }
        let [overlay, selected] = [Role::Overlay, Role::OverlaySelected].map(|role| theme.style(role).bg);
        assert_ne!(overlay, selected, "{name}");
        for role in Role::ALL {
            let style = theme.style(*role);
            let colours = [style.fg, style.bg].into_iter().flatten();
            let others = colours.filter(|colour| !matches!(colour, Color::Indexed(16..=255)));
            assert_eq!(others.count(), 0, "{name}: {}", role.name());
        }
    }
}

#[test]
fn of_256_colours_the_kinds_of_names_still_differ() {
    for Mixed { name, theme, .. } in of_256() {
        let kinds = [Role::Person, Role::Organization, Role::Place].map(|role| theme.style(role).fg);
        assert!(kinds[0] != kinds[1] && kinds[0] != kinds[2] && kinds[1] != kinds[2], "{name}");
    }
}

#[test]
fn of_sixteen_colours_all_themes_are_one() {
    for colours in [TerminalColours::DARK, TerminalColours::LIGHT] {
        let terminal = Theme::named("terminal", colours, Palette::Sixteen).unwrap();
        for name in names().filter(|name| *name != "plain") {
            assert_eq!(Theme::named(name, colours, Palette::Sixteen), Some(terminal.clone()), "{name}");
        }
        assert!(terminal.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        assert_eq!(terminal.style(Role::Hit).bg, Some(Color::Yellow));
        for role in Role::ALL {
            let style = terminal.style(*role);
            let of_many = [style.fg, style.bg]
                .into_iter()
                .flatten()
                .filter(|colour| matches!(colour, Color::Indexed(_) | Color::Rgb(..)));
            assert_eq!(of_many.count(), 0, "{}", role.name());
        }
    }
}

#[test]
fn without_colours_everything_that_matters_still_differs() {
    for name in names() {
        let theme = Theme::named(name, TerminalColours::LIGHT, Palette::Mono).unwrap();
        assert!(theme.is_plain() && theme.reverses(), "{name}");
        let styles: Vec<Style> = Role::ALL.iter().map(|role| theme.style(*role)).collect();
        assert!(styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        let kinds = [Role::Person, Role::Organization, Role::Place, Role::Own, Role::Text, Role::Hit];
        let kinds = kinds.map(|role| theme.style(role));
        for (at, style) in kinds.iter().enumerate() {
            assert!(!kinds[at + 1..].contains(style));
        }
        let [cursor, lit] = [Role::NameCursor, Role::NameLit].map(|role| theme.style(role));
        assert!(cursor != lit && lit != Style::default());
    }
    let coloured = Theme::named("auto", TerminalColours::DARK, Palette::Indexed).unwrap();
    assert!(!coloured.is_plain() && !coloured.reverses());
}
