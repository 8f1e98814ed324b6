//! The reference as Markdown: subcommands with their options, keys, settings, files (`docs/reference.md`).
//!
//! Not here: what it says beside the subcommands (`reference`).

use super::reference::{Row, Section};

/// Columns of the help of subcommands.
const WIDTH: usize = 100;

/// The whole of it.
pub fn written(program: &clap::Command, sections: &[Section]) -> String {
    let mut text = String::from(
        "# Reference\n\nWritten by `perusal man --markdown docs`; a test sees to it that it is what the program says.\n",
    );
    text.push_str("\n## Subcommands\n");
    // As wide everywhere.
    let mut program = program.clone().term_width(WIDTH);
    program.build();
    for command in program.get_subcommands_mut() {
        if command.is_hide_set() || command.get_name() == "help" {
            continue;
        }
        let name = command.get_name().to_owned();
        let help = command.render_long_help().to_string();
        let help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        text.push_str(&format!("\n### perusal {name}\n\n```text\n{}\n```\n", help.trim()));
    }
    for section in sections {
        text.push_str(&format!("\n## {}\n", capitalised(section.title)));
        if !section.text.is_empty() {
            text.push_str(&format!("\n{}\n", section.text));
        }
        for (heading, rows) in &section.groups {
            if !heading.is_empty() {
                text.push_str(&format!("\n### {heading}\n"));
            }
            text.push_str("\n| | |\n|---|---|\n");
            rows.iter().for_each(|row| text.push_str(&table_row(row)));
        }
    }
    text
}

/// A row; a bar within would end its cell.
fn table_row(row: &Row) -> String {
    let term: Vec<String> = row.term.lines().map(|line| code(&line.replace('|', "\\|"))).collect();
    format!("| {} | {} |\n", term.join("<br>"), row.words.replace('|', "\\|"))
}

/// As code, each key by itself; a backtick stands within two.
fn code(term: &str) -> String {
    let one = |part: &str| if part.contains('`') { format!("`` {part} ``") } else { format!("`{part}`") };
    term.split("  ").map(one).collect::<Vec<_>>().join(" ")
}

fn capitalised(title: &str) -> String {
    let lower = title.to_lowercase();
    lower
        .chars()
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(lower.chars().skip(1)).collect())
}
