//! The look of an exported page: on a screen by day and night, and on paper.

/// The style sheet. It names no other file.
pub const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1d1d1f; --muted: #5c6066; --line: #d5d8dc; --paper: #fff; --accent: #1f5fa8;
  --yellow: #e0b400; --green: #2e9e5b; --blue: #2f78c4; --red: #c8453b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e3; --muted: #a3a8ae; --line: #3b3f45; --paper: #17181a;
  --accent: #86b8f0; --yellow: #d9b945; --green: #5dbb83; --blue: #6aa7e6; --red: #e0786f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 Charter, 'Bitstream Charter', 'Source Serif 4', Cambria, Georgia, serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .6rem; overflow-wrap: anywhere; }
h2 .number { color: var(--muted); font-weight: normal; margin-right: .35em; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; overflow-wrap: anywhere; }
.made, nav, dl, .credit, .sort, .tags, .lost { font-family: system-ui, 'Segoe UI', 'Helvetica Neue', sans-serif; }
.made { color: var(--muted); font-size: .82rem; margin: 0 0 2rem; }
code { font-family: ui-monospace, 'SF Mono', Consolas, monospace; font-size: .92em; overflow-wrap: anywhere; }
nav { font-size: .9rem; border: 1px solid var(--line); border-width: 1px 0; padding: .8rem 0; margin: 0 0 2rem; }
nav h2 { font-size: .9rem; color: var(--muted); margin: 0 0 .3rem; }
nav ol { margin: 0; padding-left: 2.4rem; columns: 2 20rem; column-gap: 2.5rem; }
nav li { break-inside: avoid; margin: .1rem 0; }
nav a { text-decoration: none; color: inherit; }
nav a:hover { text-decoration: underline; }
section { border-top: 1px solid var(--line); padding: 1.4rem 0 1.2rem; }
section:first-of-type { border-top: 0; padding-top: 0; }
.sort { float: right; color: var(--muted); font-size: .78rem; margin: .25rem 0 0 1rem; }
blockquote { margin: .4rem 0 .5rem; padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--line);
  white-space: pre-line; overflow-wrap: anywhere; }
blockquote p { margin: 0; }
.yellow blockquote { border-color: var(--yellow); } .green blockquote { border-color: var(--green); }
.blue blockquote { border-color: var(--blue); } .red blockquote { border-color: var(--red); }
.credit { font-size: .88rem; margin: 0 0 .8rem 1.25rem; color: var(--muted); overflow-wrap: anywhere; }
.words { white-space: pre-line; margin: .6rem 0; overflow-wrap: anywhere; }
.lost { color: var(--red); font-size: .86rem; margin: .2rem 0; }
ul.known { margin: .4rem 0; padding-left: 1.2rem; }
.tags { font-size: .84rem; margin: .5rem 0; color: var(--accent); }
.tags span { margin-right: .7em; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .12rem .9rem; font-size: .82rem; margin: .6rem 0 0; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 32rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .3rem; } }
@media print {
  @page { margin: 2cm; }
  :root { --ink: #000; --muted: #444; --line: #bbb; --paper: #fff; --accent: #000; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  section { break-inside: auto; } h2 { break-after: avoid; } blockquote, dl, .credit { break-inside: avoid; }
  nav { break-after: page; border-bottom: 0; } a { text-decoration: none; }
}
";
