//! What each role stands on, and how well it must be seen there.
//!
//! Not here: how that is reached (`derive`).

use super::roles::Role;
use super::terminal_colours::TerminalColours;

/// How well a role must be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// It is read.
    Read,
    /// It is a sign or a bar, which is seen.
    Seen,
    /// It is furniture, or stands behind what says more.
    Nothing,
}

/// Contrast of what is read, after WCAG 2.2 (1.4.3); of terminals whose own text has less, see [`OF_OWN`].
const READ: f64 = 4.5;
/// Contrast of signs and bars, after WCAG 2.2 (1.4.11).
const SEEN: f64 = 3.0;
/// How much of the contrast of the terminal's own text is enough, for those who have chosen little. Set by hand.
const OF_OWN: f64 = 0.85;

impl Demand {
    /// The least contrast that answers it on a terminal of such colours.
    pub fn least(self, colours: TerminalColours) -> f64 {
        let own = colours.text.contrast(colours.ground) * OF_OWN;
        match self {
            Demand::Read => READ.min(own),
            Demand::Seen => SEEN.min(own),
            Demand::Nothing => 1.0,
        }
    }
}

/// Rows of lists.
const ROWS: &[Role] = &[Role::Selected, Role::SelectedIdle];
/// What lies over panes.
const OVER: &[Role] = &[Role::Overlay, Role::OverlaySelected];
/// What lies behind the text of a page.
const PAGE: &[Role] =
    &[Role::NameLit, Role::HighlightYellow, Role::HighlightGreen, Role::HighlightBlue, Role::HighlightRed];

/// How well a role must be seen.
pub fn demand(role: Role) -> Demand {
    use Role as R;
    match role {
        R::Rule | R::Border | R::HistogramGuess | R::HistogramAll => Demand::Nothing,
        R::RuleFocus | R::Bar | R::Unread | R::Star | R::Histogram => Demand::Seen,
        R::SignYellow | R::SignGreen | R::SignBlue | R::SignRed => Demand::Seen,
        R::MapHit | R::MapName => Demand::Seen,
        _ => Demand::Read,
    }
}

/// Whether a role is what lies behind a passage with a note.
pub fn is_highlight(role: Role) -> bool {
    use Role as R;
    matches!(role, R::HighlightYellow | R::HighlightGreen | R::HighlightBlue | R::HighlightRed)
}

/// The roles in whose colours a role may stand, beside the ground of the terminal.
pub fn stands_in(role: Role) -> impl Iterator<Item = Role> {
    use Role as R;
    let (rows, over, page) = match role {
        R::Text | R::Title | R::Heading | R::Quote => (true, true, true),
        R::Caption | R::Amount => (false, false, true),
        R::Person | R::Organization | R::Place | R::Own => (true, true, true),
        R::PersonAgain | R::OrganizationAgain | R::PlaceAgain | R::OwnAgain => (true, true, true),
        R::Muted | R::Accent | R::Bar | R::Guess | R::Count | R::Key | R::Failure | R::Note => {
            (true, true, false)
        }
        R::Unread | R::Star | R::Include | R::Exclude | R::Histogram => (true, false, false),
        _ => (false, false, false),
    };
    let of = |is_there: bool, roles: &'static [Role]| if is_there { roles } else { &[] };
    [of(rows, ROWS), of(over, OVER), of(page, PAGE)].into_iter().flatten().copied()
}
