//! What a pair of reports has in common, in numbers: how alike their words, names and figures are, whether what the
//! one names in title and lead stands in the other, and how near their days are.

use super::report::Report;
use super::terms::{Weighed, is_in_share, is_in_vector, weight};

/// How many numbers there are of a pair.
pub const MEASURES: usize = 19;

/// The measures of a pair, in the order of [`NAMES`].
pub type Measures = [f32; MEASURES];

/// What each measure is.
pub const NAMES: [&str; MEASURES] = [
    "all words alike",
    "words of no name alike",
    "people alike",
    "places alike",
    "figures alike",
    "rare words alike",
    "title in the other, less",
    "title in the other, more",
    "lead in the other, less",
    "lead in the other, more",
    "people in both leads",
    "people of the lead in the other, less",
    "people of the lead in the other, more",
    "places in both leads",
    "places of the lead in the other, less",
    "places of the lead in the other, more",
    "a day in common",
    "days far apart",
    "published together",
];

/// Days so near each other are in common, in days. Set by hand, as the next two: an event is told of for days.
const NEAR: i32 = 3;
const FAR: i32 = 60;
const TOGETHER: i32 = 4;

/// What two reports have in common: the products of the weights of their terms, by vector, and for each of both how
/// rare its terms are that the other has, by share.
#[derive(Default)]
struct InCommon {
    products: [f32; 6],
    shares: [[f32; 4]; 2],
}

impl InCommon {
    fn of(weighed: &Weighed, first: &Report, second: &Report) -> InCommon {
        let mut common = InCommon::default();
        let mut others = second.terms.iter().peekable();
        for &one in &first.terms {
            while others.next_if(|other| other.id < one.id).is_some() {}
            let Some(&other) = others.next_if(|other| other.id == one.id) else { continue };
            let rareness = weighed.rareness.of(one.id);
            let product = weight(one, rareness) * weight(other, rareness);
            let is_rare = weighed.rareness.is_rare(rareness);
            let in_both = is_in_vector(one, is_rare).into_iter().zip(is_in_vector(other, is_rare));
            for (sum, is_in) in common.products.iter_mut().zip(in_both.map(|(a, b)| a && b)) {
                *sum += if is_in { product } else { 0.0 };
            }
            for (shares, term) in common.shares.iter_mut().zip([one, other]) {
                for (share, is_in) in shares.iter_mut().zip(is_in_share(term)) {
                    *share += if is_in { rareness } else { 0.0 };
                }
            }
        }
        common
    }
}

/// The measures of a pair of reports, by their numbers; the order of the two makes no difference.
pub fn measures(weighed: &Weighed, a: usize, b: usize) -> Measures {
    let (Some(first), Some(second)) = (weighed.reports.get(a), weighed.reports.get(b)) else {
        return [0.0; MEASURES];
    };
    let common = InCommon::of(weighed, first, second);
    let sums = [weighed.sums(a), weighed.sums(b)];
    let part = |of: f32, whole: f32| if whole > 0.0 { of / whole } else { 0.0 };
    let [one, other] = &sums;
    let cosine = |at: usize| {
        part(at_or_0(&common.products, at), at_or_0(&one.lengths, at) * at_or_0(&other.lengths, at))
    };
    let share = |at: usize| -> (bool, f32, f32) {
        let wholes = [at_or_0(&one.shares, at), at_or_0(&other.shares, at)];
        let [of_one, of_other] = &common.shares;
        let (one, other) = (part(at_or_0(of_one, at), wholes[0]), part(at_or_0(of_other, at), wholes[1]));
        (wholes.iter().all(|whole| *whole > 0.0), one.min(other), one.max(other))
    };
    let (title, lead, people, places) = (share(0), share(1), share(2), share(3));
    let (near, far, together) = days(first, second);
    let yes = |is: bool| if is { 1.0 } else { 0.0 };
    let [words, plain, persons, spots, figures, rare] = [0, 1, 2, 3, 4, 5].map(cosine);
    let in_leads = [people, places].map(|(both, less, more)| [yes(both), less, more]);
    let [[in_people, people_less, people_more], [in_places, places_less, places_more]] = in_leads;
    [
        words,
        plain,
        persons,
        spots,
        figures,
        rare,
        title.1,
        title.2,
        lead.1,
        lead.2,
        in_people,
        people_less,
        people_more,
        in_places,
        places_less,
        places_more,
        yes(near),
        yes(far),
        yes(together),
    ]
}

fn at_or_0(of: &[f32], at: usize) -> f32 {
    of.get(at).copied().unwrap_or(0.0)
}

/// Whether a day of one is near a day of the other.
pub(super) fn have_day_in_common(one: &Report, other: &Report) -> bool {
    days_between(one, other).is_some_and(|days| days <= NEAR)
}

/// How far apart the nearest days of both are; `None` where one has none.
fn days_between(one: &Report, other: &Report) -> Option<i32> {
    one.days.iter().flat_map(|day| other.days.iter().map(move |of| (day - of).abs())).min()
}

/// Whether days of both are near, whether all are far apart, and whether both were published within a few days.
fn days(one: &Report, other: &Report) -> (bool, bool, bool) {
    let published = one.published.zip(other.published).map(|(one, other)| (one - other).abs());
    (
        have_day_in_common(one, other),
        days_between(one, other).is_some_and(|days| days > FAR),
        published.is_some_and(|days| days <= TOGETHER),
    )
}
