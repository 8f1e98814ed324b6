//! The stories of a collection, from all of its reports.

use super::candidates::candidates;
use super::cluster::cluster;
use super::measures::measures;
use super::report::Report;
use super::terms::{Rareness, Weighed};
use super::weights::Weights;
use crate::query::{Story, StoryTable};

/// The stories that more than one of these reports tells, and how rare their terms are; `None` once `cancelled` says so. The order of the reports
/// makes no difference.
pub fn stories(
    reports: Vec<Report>,
    weights: &Weights,
    cancelled: &dyn Fn() -> bool,
) -> Option<(StoryTable, Rareness)> {
    let weighed = Weighed::new(reports);
    let pairs = candidates(&weighed, cancelled)?;
    let mut alike = Vec::with_capacity(pairs.len());
    for (number, &(a, b)) in pairs.iter().enumerate() {
        if number % 4096 == 0 && cancelled() {
            return None;
        }
        alike.push(((a, b), weights.alike(&measures(&weighed, a as usize, b as usize))));
    }
    let clusters = cluster(weighed.reports.len(), &alike, weights.threshold);
    let mut found: Vec<Story> = clusters.iter().filter_map(|members| story(&weighed, members)).collect();
    found.sort_unstable_by(|a, b| a.reports.cmp(&b.reports));
    Some((StoryTable::new(found), weighed.rareness))
}

fn story(weighed: &Weighed, members: &[u32]) -> Option<Story> {
    let reports = members.iter().filter_map(|&at| weighed.reports.get(at as usize));
    let mut reports: Vec<&Report> = reports.collect();
    reports.sort_unstable_by_key(|report| report.id);
    let fullest = reports.iter().rev().max_by_key(|report| report.terms.len())?.id;
    (reports.len() > 1).then(|| Story { reports: reports.iter().map(|report| report.id).collect(), fullest })
}
