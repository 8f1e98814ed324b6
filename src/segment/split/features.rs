//! What a candidate split is weighed by: the names of its features, one number each.
//!
//! Not here: how the numbers are measured (`evidence`), and what they weigh (`weights`).

use super::separators::SeparatorKind;

/// One number of what speaks for or against a candidate split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitFeature {
    Each,
    Export,
    Accession,
    Rule,
    Source,
    Closing,
    Bracketed,
    Address,
    Gap,
    Marked,
    EndDated,
    Byline,
    Words,
    Dated,
    Numbered,
    Date,
    Ending,
    Opening,
    Label,
    Shape,
    Capitals,
    Head,
    FewArticles,
    FewLong,
    WordedHeads,
    Signed,
    SetOff,
    ProseBelow,
    Ended,
    SameShape,
    ShapeElsewhere,
    Masthead,
    Counted,
    CountedFromTop,
    Used,
    Below,
    Closes,
    TwoParts,
    Evenness,
    Outside,
    Before,
    FirstOutweighs,
    OwnText,
    OtherText,
    CommonWords,
    Amount,
    AmountKnown,
    Cohesion,
    Cohesive,
    Contrast,
    SureContrast,
    Agreeing,
    BySubject,
    Many,
}

/// How many features there are.
pub const FEATURES: usize = SplitFeature::Many as usize + 1;

/// Their names in the table of weights, in order.
pub const NAMES: [&str; FEATURES] = [
    "each",
    "export",
    "accession",
    "rule",
    "source",
    "closing",
    "bracketed",
    "address",
    "gap",
    "marked",
    "end-dated",
    "byline",
    "words",
    "dated",
    "numbered",
    "date",
    "ending",
    "opening",
    "label",
    "shape",
    "capitals",
    "head",
    "few-articles",
    "few-long",
    "worded-heads",
    "signed",
    "set-off",
    "prose-below",
    "ended",
    "same-shape",
    "shape-elsewhere",
    "masthead",
    "counted",
    "counted-from-top",
    "used",
    "below-heads",
    "closes",
    "two-parts",
    "evenness",
    "outside",
    "before",
    "first-outweighs",
    "own-text",
    "other-text",
    "common-words",
    "amount",
    "amount-known",
    "cohesion",
    "cohesive",
    "contrast",
    "sure-contrast",
    "agreeing",
    "by-subject",
    "many",
];

/// The features of a candidate split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SplitFeatures(pub [f32; FEATURES]);

impl SplitFeatures {
    /// Those of a candidate of a kind of lines, of which nothing more is known.
    pub fn of(kind: SeparatorKind) -> Self {
        let mut features = SplitFeatures([0.0; FEATURES]);
        features.set(SplitFeature::Each, 1.0);
        features.set(of_kind(kind), 1.0);
        features
    }

    /// Sets one of them.
    pub fn set(&mut self, feature: SplitFeature, value: f32) {
        self.0[feature as usize] = value;
    }

    /// Sets one that is so or is not.
    pub fn flag(&mut self, feature: SplitFeature, is: bool) {
        self.set(feature, f32::from(u8::from(is)));
    }
}

/// The feature that lines of a kind have.
pub fn of_kind(kind: SeparatorKind) -> SplitFeature {
    match kind {
        SeparatorKind::Export => SplitFeature::Export,
        SeparatorKind::Accession => SplitFeature::Accession,
        SeparatorKind::Rule(_) => SplitFeature::Rule,
        SeparatorKind::Source => SplitFeature::Source,
        SeparatorKind::Closing(_) => SplitFeature::Closing,
        SeparatorKind::Bracketed => SplitFeature::Bracketed,
        SeparatorKind::Address => SplitFeature::Address,
        SeparatorKind::Gap(_) => SplitFeature::Gap,
        SeparatorKind::Marked(_) => SplitFeature::Marked,
        SeparatorKind::EndDated => SplitFeature::EndDated,
        SeparatorKind::Byline => SplitFeature::Byline,
        SeparatorKind::Words(_) => SplitFeature::Words,
        SeparatorKind::Dated => SplitFeature::Dated,
        SeparatorKind::Numbered(_) => SplitFeature::Numbered,
        SeparatorKind::Date => SplitFeature::Date,
        SeparatorKind::Ending(_) => SplitFeature::Ending,
        SeparatorKind::Opening(_) => SplitFeature::Opening,
        SeparatorKind::Label(_) => SplitFeature::Label,
        SeparatorKind::Shape(_) => SplitFeature::Shape,
        SeparatorKind::Capitals => SplitFeature::Capitals,
        SeparatorKind::Head(_) => SplitFeature::Head,
    }
}
