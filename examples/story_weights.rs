//! Learns how much each measure of a pair of reports counts for one story, and measures what weights learned from
//! half of the topics reach on the other half, both ways and in several halves.
//!
//! `cargo run --release --example story_weights -- FOLDER HOME TRUTH [PREDICTED]`, where HOME is a folder for the index
//! and TRUTH a table of file, topic (a number) and story, with tabs between. Prints B³ (Bagga and Baldwin 1998) for each
//! half, then the weights learned from all. PREDICTED gets a line a file with its cluster, by weights learned from
//! topics of the other parity.

mod support;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use perusal::compare::story::{
    MEASURES, Measures, NAMES, Report, SaidPairs, Summed, Weighed, Weights, alike, candidates, cluster,
    has_evidence, measures,
};

/// A threshold is judged together with so many on each side, a fiftieth apart.
const AROUND: usize = 2;

/// The topics that weights are learned from are parted in so many, to find a threshold.
const FOLDS: usize = 10;

/// The reports, what is known of each, and the pairs that are looked at.
struct Truth {
    files: Vec<String>,
    topics: Vec<u32>,
    stories: Vec<String>,
    pairs: Vec<((u32, u32), Measures)>,
    /// Whether each pair has what reports of one event have in common.
    evidence: Vec<bool>,
}

impl Truth {
    fn read(folder: &Path, home: &Path, table: &str) -> Result<Truth, Box<dyn Error>> {
        let mut known: HashMap<&str, (u32, &str)> = HashMap::new();
        for line in table.lines() {
            let mut cells = line.split('\t');
            if let (Some(file), Some(topic), Some(story)) = (cells.next(), cells.next(), cells.next()) {
                known.insert(file, (topic.parse()?, story));
            }
        }
        let engine = support::open(folder, home)?;
        let all = engine.reports().map_err(|failure| failure.to_string())?;
        let paths: HashMap<_, String> = all.iter().map(|(report, path)| (report.id, path.clone())).collect();
        let of_truth = all.into_iter().filter(|(_, path)| known.contains_key(path.as_str()));
        let reports: Vec<Report> = of_truth.map(|(report, _)| report).collect();
        let weighed = Weighed::new(reports);
        let pairs = candidates(&weighed, &|| false).unwrap_or_default();
        let has = |&(a, b): &(u32, u32)| has_evidence(&weighed, a as usize, b as usize);
        let evidence = pairs.iter().map(has).collect();
        let pairs = pairs.into_iter().map(|(a, b)| ((a, b), measures(&weighed, a as usize, b as usize)));
        let files: Vec<String> = weighed.reports.iter().map(|report| paths[&report.id].clone()).collect();
        let of = |file: &String| known[file.as_str()];
        Ok(Truth {
            topics: files.iter().map(|file| of(file).0).collect(),
            stories: files.iter().map(|file| of(file).1.to_owned()).collect(),
            pairs: pairs.collect(),
            evidence,
            files,
        })
    }

    /// The cluster of each report.
    fn clustered(&self, weights: &Weights) -> Vec<usize> {
        let summed = |((pair, of), &has_evidence): (&((u32, u32), Measures), &bool)| Summed {
            pair: *pair,
            sum: weights.sum(of),
            has_evidence,
        };
        let summed: Vec<Summed> = self.pairs.iter().zip(&self.evidence).map(summed).collect();
        let pairs = alike(&summed, weights);
        let mut numbers = vec![0; self.files.len()];
        let said = SaidPairs::default();
        for (number, members) in
            cluster(self.files.len(), &pairs, weights.threshold, &said).iter().enumerate()
        {
            members.iter().for_each(|&member| numbers[member as usize] = number);
        }
        numbers
    }

    /// Precision, recall and F of B³ over some of the reports; those of other topics in their clusters count against them.
    fn score(&self, clusters: &[usize], counted: &[bool]) -> [f64; 3] {
        let (mut precision, mut recall, mut all) = (0.0, 0.0, 0.0);
        for at in (0..clusters.len()).filter(|&at| counted[at]) {
            let count = |is: &dyn Fn(usize) -> bool| (0..clusters.len()).filter(|&of| is(of)).count() as f64;
            let both = count(&|of| clusters[of] == clusters[at] && self.stories[of] == self.stories[at]);
            precision += both / count(&|of| clusters[of] == clusters[at]);
            recall += both / count(&|of| self.stories[of] == self.stories[at]);
            all += 1.0;
        }
        let (precision, recall) = (precision / all, recall / all);
        [precision, recall, 2.0 * precision * recall / (precision + recall)]
    }

    /// Weights learned from some of the reports, with the threshold that is good for topics which they were not learned
    /// from: the highest of which the score is no more than a standard error below the best (Breiman and others 1984).
    fn learn(&self, from: &[bool]) -> Weights {
        let mut weights = self.trained(from);
        let thresholds: Vec<f32> = (10..45).map(|at| at as f32 / 50.0).collect();
        let clusters = self.unseen(from, &thresholds);
        let scores: Vec<f64> = clusters.iter().map(|clusters| self.score(clusters, from)[2]).collect();
        // The best in the middle of others that are good: a single one may be so by chance.
        let around = |at: usize| {
            let near = &scores[at.saturating_sub(AROUND)..(at + AROUND + 1).min(scores.len())];
            near.iter().sum::<f64>() / near.len() as f64
        };
        let best = (0..scores.len()).max_by(|&a, &b| around(a).total_cmp(&around(b))).unwrap_or(0);
        let least = around(best) - self.standard_error(&clusters[best], from);
        let highest = (0..scores.len()).rfind(|&at| around(at) >= least).unwrap_or(best);
        weights.threshold = thresholds[highest];
        weights
    }

    /// For each threshold the clusters of some of the reports by weights that were learned from the other topics of these.
    fn unseen(&self, from: &[bool], thresholds: &[f32]) -> Vec<Vec<usize>> {
        let topics = self.topics_of(from);
        let fold = |at: usize| topics.iter().position(|&topic| topic == self.topics[at]).unwrap_or(0) % FOLDS;
        let mut clusters = vec![vec![usize::MAX; self.files.len()]; thresholds.len()];
        for number in 0..FOLDS {
            let others: Vec<bool> = (0..from.len()).map(|at| from[at] && fold(at) != number).collect();
            let mut weights = self.trained(&others);
            for (&threshold, clusters) in thresholds.iter().zip(&mut clusters) {
                weights.threshold = threshold;
                let found = self.clustered(&weights);
                for at in (0..from.len()).filter(|&at| from[at] && fold(at) == number) {
                    clusters[at] = found[at] + number * self.files.len();
                }
            }
        }
        clusters
    }

    /// The standard error of the score, from the scores of the topics.
    fn standard_error(&self, clusters: &[usize], from: &[bool]) -> f64 {
        let of_topic = |&topic: &u32| {
            let counted: Vec<bool> = (0..from.len()).map(|at| from[at] && self.topics[at] == topic).collect();
            self.score(clusters, &counted)[2]
        };
        let scores: Vec<f64> = self.topics_of(from).iter().map(of_topic).collect();
        let count = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / count;
        let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
        (squares / (count - 1.0).max(1.0) / count).sqrt()
    }

    fn topics_of(&self, from: &[bool]) -> Vec<u32> {
        let mut topics: Vec<u32> =
            self.topics.iter().zip(from).filter(|(_, is)| **is).map(|(topic, _)| *topic).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// Weights learned from the pairs of some of the reports, without a threshold.
    fn trained(&self, from: &[bool]) -> Weights {
        let of_both = |&&((a, b), _): &&((u32, u32), Measures)| from[a as usize] && from[b as usize];
        let pairs: Vec<(Measures, bool)> = self
            .pairs
            .iter()
            .filter(of_both)
            .map(|((a, b), of)| (*of, self.stories[*a as usize] == self.stories[*b as usize]))
            .collect();
        regression(&pairs)
    }
}

/// Logistic regression of standardised measures with a penalty of half the sum of squares, by Newton's method.
fn regression(pairs: &[(Measures, bool)]) -> Weights {
    const N: usize = MEASURES + 1;
    let count = pairs.len() as f64;
    let mean: Vec<f64> =
        (0..MEASURES).map(|m| pairs.iter().map(|(of, _)| f64::from(of[m])).sum::<f64>() / count).collect();
    let spread: Vec<f64> = (0..MEASURES)
        .map(|m| pairs.iter().map(|(of, _)| (f64::from(of[m]) - mean[m]).powi(2)).sum::<f64>() / count)
        .map(|variance| variance.sqrt().max(1e-9))
        .collect();
    let standard = |of: &Measures| -> [f64; N] {
        std::array::from_fn(|m| if m < MEASURES { (f64::from(of[m]) - mean[m]) / spread[m] } else { 1.0 })
    };
    let rows: Vec<([f64; N], f64)> =
        pairs.iter().map(|(of, same)| (standard(of), f64::from(u8::from(*same)))).collect();
    let mut weights = [0.0; N];
    for _ in 0..30 {
        let (mut slope, mut curve) = ([0.0; N], [[0.0; N]; N]);
        for (row, same) in &rows {
            let sum: f64 = row.iter().zip(&weights).map(|(a, b)| a * b).sum();
            let odds = 1.0 / (1.0 + (-sum).exp());
            for i in 0..N {
                slope[i] += (odds - same) * row[i];
                (0..N).for_each(|j| curve[i][j] += odds * (1.0 - odds) * row[i] * row[j]);
            }
        }
        for m in 0..MEASURES {
            slope[m] += weights[m];
            curve[m][m] += 1.0;
        }
        let step = solved(curve, slope);
        (0..N).for_each(|m| weights[m] -= step[m]);
    }
    let of: Measures = std::array::from_fn(|m| (weights[m] / spread[m]) as f32);
    let shift: f64 = (0..MEASURES).map(|m| weights[m] * mean[m] / spread[m]).sum();
    let prior = rows.iter().map(|(_, same)| same).sum::<f64>() / count;
    Weights { of, constant: (weights[MEASURES] - shift) as f32, prior: prior as f32, threshold: 0.0 }
}

/// The solution of linear equations, by elimination.
fn solved<const N: usize>(mut of: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = (i..N).max_by(|&a, &b| of[a][i].abs().total_cmp(&of[b][i].abs())).unwrap_or(i);
        of.swap(i, pivot);
        right.swap(i, pivot);
        for j in (0..N).filter(|&j| j != i) {
            let by = of[j][i] / of[i][i];
            (0..N).for_each(|k| of[j][k] -= by * of[i][k]);
            right[j] -= by * right[i];
        }
    }
    std::array::from_fn(|i| right[i] / of[i][i])
}

/// Ways to part the topics in halves: by parity, then by chance that is the same each time.
fn halves(topics: &[u32]) -> Vec<Vec<bool>> {
    let parity = |topic: u32| topic.is_multiple_of(2);
    let mut halves = vec![topics.iter().map(|&topic| parity(topic)).collect::<Vec<bool>>()];
    for seed in 1..=12_u64 {
        let mut order: BTreeMap<u64, u32> = BTreeMap::new();
        for &topic in topics {
            let mixed = (u64::from(topic) + 1).wrapping_mul(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            order.insert((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9), topic);
        }
        let chosen: Vec<u32> = order.values().copied().take(order.len() / 2).collect();
        halves.push(topics.iter().map(|topic| chosen.contains(topic)).collect());
    }
    let others: Vec<Vec<bool>> = halves.iter().map(|half| half.iter().map(|is| !is).collect()).collect();
    halves.into_iter().zip(others).flat_map(|(half, other)| [half, other]).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, home, table, rest @ ..] = arguments.as_slice() else {
        return Err("FOLDER HOME TRUTH [PREDICTED]".into());
    };
    let truth = Truth::read(Path::new(folder), Path::new(home), &fs::read_to_string(table)?)?;
    let same =
        truth.pairs.iter().filter(|((a, b), _)| truth.stories[*a as usize] == truth.stories[*b as usize]);
    writeln!(
        out,
        "{} reports, {} pairs, {} of one story",
        truth.files.len(),
        truth.pairs.len(),
        same.count()
    )?;
    let mut scores = Vec::new();
    let mut predicted = String::new();
    for (number, learned_from) in halves(&truth.topics).iter().enumerate() {
        let weights = truth.learn(learned_from);
        let clusters = truth.clustered(&weights);
        let measured: Vec<bool> = learned_from.iter().map(|is| !is).collect();
        let [precision, recall, both] = truth.score(&clusters, &measured);
        writeln!(
            out,
            "half {number}: precision {precision:.3} recall {recall:.3} B³ {both:.3} (threshold {:.2})",
            weights.threshold
        )?;
        scores.push(both);
        for at in (0..measured.len()).filter(|&at| number < 2 && measured[at]) {
            predicted +=
                &format!("{{\"file\":\"{}\",\"cluster\":\"{number}.{}\"}}\n", truth.files[at], clusters[at]);
        }
    }
    writeln!(
        out,
        "by parity {:.3} and {:.3}, {} halves {:.3}, the worst {:.3}",
        scores[0],
        scores[1],
        scores.len(),
        scores.iter().sum::<f64>() / scores.len() as f64,
        scores.iter().copied().fold(1.0, f64::min)
    )?;
    if let [to] = rest {
        fs::write(to, predicted)?;
    }
    let weights = truth.learn(&vec![true; truth.files.len()]);
    for (name, weight) in NAMES.iter().zip(weights.of) {
        writeln!(out, "    {weight:.2}, // {name}")?;
    }
    let Weights { constant, prior, threshold, .. } = weights;
    writeln!(out, "constant {constant:.2}, prior {prior:.3}, threshold {threshold:.2}")?;
    Ok(())
}
