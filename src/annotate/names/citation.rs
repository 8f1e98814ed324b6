//! Recognises newspapers and agencies that are only cited as a source ("according to Reuters"). They are
//! not counted as mentions.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::tokenized::TokenizedText;
use crate::lexicon::lists::{OUTLETS, entries};

static OUTLET_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(OUTLETS).collect());

/// Whether that is the name of a newspaper or agency.
pub fn is_outlet(written: &str) -> bool {
    OUTLET_NAMES.contains(written)
}

/// Whether a name is that of a newspaper or agency which is cited here and not mentioned: "according
/// to Reuters", "told Reuters", "Reuters reported".
pub fn is_cited(tokenized: &TokenizedText<'_>, name: &Range<usize>) -> bool {
    if !is_outlet(tokenized.span(name.clone()).of(tokenized.text)) {
        return false;
    }
    let written = |at: Option<usize>| {
        at.and_then(|at| tokenized.tokens.get(at)).map_or("", |t| t.span.of(tokenized.text))
    };
    let article = usize::from(matches!(written(name.start.checked_sub(1)), "the" | "The"));
    let before = |back: usize| written(name.start.checked_sub(article + back));
    let cited = matches!(before(1), "told" | "by" | "via" | "citing" | "quoted");
    let according = before(1) == "to" && matches!(before(2), "according" | "According" | "speaking");
    let interview = before(1) == "with" && before(2) == "interview";
    let behind = |forth: usize| written(Some(name.end - 1 + forth));
    let reports = |verb: &str| matches!(verb, "reported" | "reports" | "reporting" | "quoted");
    cited || according || interview || reports(behind(1)) || (behind(1) == "has" && reports(behind(2)))
}
