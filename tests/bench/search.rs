//! What search costs on a large site: `cargo bench --bench search -- PASSAGES [FOLDER]`.
//!
//! Builds the index and the pack of so many passages, and prints times, sizes, the time of queries on
//! the index, and recall and precision of random substrings against reading every text. With a
//! folder, writes the site's `search/` there, for `tests/bench/search.mjs` and for a browser.
//!
//! # Shape
//! Half of the passages are Chinese, of 200 to 800 characters; half are English, of about 100 to 400
//! words: longer than the measures and cases of this repository. Both are made of the clauses of this repository's own content, shuffled, with names of a
//! long-tailed vocabulary between them: the same on every machine.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a program that prints measures and writes what it was asked to"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use jingwei::search::{Passage, PassageKind, SearchIndex, SearchRequest, build, gather, pack};
use jingwei::text::{normalized, simplified};
use rayon::prelude::*;

#[path = "../random.rs"]
mod random;
use random::Random;

/// How many queries are timed, and how many are checked against every text.
const TIMED: usize = 2_000;
const CHECKED: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let count = arguments
        .first()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_000);
    let passages = corpus(count);
    let text_bytes: usize = passages
        .iter()
        .map(|passage| passage.title.len() + passage.body.len())
        .sum();
    println!("{count} passages, {:.1} MB of text", megabytes(text_bytes));

    let cpu = cpu_time();
    let start = Instant::now();
    let files = build(&passages).expect("an index");
    report(
        "index",
        start,
        cpu,
        files.iter().map(|(_, bytes)| bytes.len()),
        files.len(),
    );
    let index = SearchIndex::from_files(files.clone()).expect("just built");
    let cpu = cpu_time();
    let start = Instant::now();
    let pack = pack::write(&index).expect("a pack");
    report(
        "pack",
        start,
        cpu,
        pack.iter().map(|(_, bytes)| bytes.len()),
        pack.len(),
    );
    let pack_bytes: usize = pack.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("pack / text {:.2}", pack_bytes as f64 / text_bytes as f64);

    let queries = queries(&passages, TIMED);
    let mut times: Vec<Duration> = queries
        .iter()
        .map(|query| {
            let start = Instant::now();
            index.search(&SearchRequest::new(query)).expect("an answer");
            start.elapsed()
        })
        .collect();
    times.sort();
    let at = |thousandth: usize| ms(times[(times.len() - 1) * thousandth / 1_000]);
    println!(
        "{TIMED} queries on the index: median {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, max {:.2} ms",
        at(500),
        at(950),
        at(990),
        at(1_000)
    );
    check_recall(&index, &passages, &queries);

    if let Some(folder) = arguments.get(1) {
        let folder = Path::new(folder);
        let index = files
            .iter()
            .map(|(name, bytes)| (format!("search/index/{name}"), bytes));
        let pack = pack.iter().map(|(path, bytes)| (path.clone(), bytes));
        for (path, bytes) in index.chain(pack) {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            std::fs::write(path, bytes).expect("a file");
        }
        let queries = serde_json::to_string(&queries).expect("plain data");
        std::fs::write(folder.join("queries.json"), queries).expect("a file");
    }
}

fn report(
    what: &str,
    start: Instant,
    cpu: Duration,
    sizes: impl Iterator<Item = usize>,
    files: usize,
) {
    println!(
        "{what}: {:.2} s wall, {:.2} s CPU, {:.1} MB, {files} files",
        start.elapsed().as_secs_f64(),
        cpu_time().saturating_sub(cpu).as_secs_f64(),
        megabytes(sizes.sum()),
    );
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time all threads of this process have run. Zero where the system does not say (only Linux
/// is asked).
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split(' ').collect();
    let ticks = |place: usize| {
        fields
            .get(place)
            .and_then(|n| n.parse::<u64>().ok())
            .unwrap_or(0)
    };
    Duration::from_millis((ticks(12) + ticks(13)) * 10)
}

/// Every wanted substring against every text, fields apart, quotation marks passed over.
fn check_recall(index: &SearchIndex, passages: &[Passage], queries: &[String]) {
    let bare = |text: &str| {
        let text = normalized(text);
        text.replace(['“', '”', '‘', '’', '《', '》', '「', '」', '"', '\''], "")
    };
    let texts: Vec<Vec<String>> = passages
        .par_iter()
        .map(|passage| {
            let texts = passage.headings.iter().chain(&passage.names);
            let own = [&passage.title, &passage.body];
            own.into_iter()
                .chain(texts)
                .map(|text| bare(text))
                .collect()
        })
        .collect();
    let han = |query: &&String| {
        query
            .chars()
            .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    let (mut wanted, mut found, mut both, mut asked) = (0, 0, 0, 0);
    for query in queries
        .iter()
        .filter(han)
        .filter(|q| q.chars().count() > 1)
        .take(CHECKED)
    {
        let expected: BTreeSet<String> = texts
            .par_iter()
            .zip(passages)
            .filter(|(texts, _)| texts.iter().any(|text| text.contains(query.as_str())))
            .map(|(_, passage)| passage.id.clone())
            .collect();
        let request = SearchRequest {
            limit: usize::MAX / 2,
            ..SearchRequest::new(format!("\"{query}\""))
        };
        let response = index.search(&request).expect("an answer");
        let ids: BTreeSet<String> = match response.notice {
            None => response.results.into_iter().map(|hit| hit.id).collect(),
            Some(_) => BTreeSet::new(),
        };
        asked += 1;
        wanted += expected.len();
        found += ids.len();
        both += ids.intersection(&expected).count();
    }
    println!(
        "{asked} substrings of 2 to 4 characters: recall {:.4}, precision {:.4} over {wanted} wanted",
        both as f64 / wanted.max(1) as f64,
        both as f64 / found.max(1) as f64,
    );
}

/// Substrings of two to four Han characters, and one to three English words, from random texts.
fn queries(passages: &[Passage], count: usize) -> Vec<String> {
    let mut random = Random::new(99);
    let mut queries = Vec::new();
    while queries.len() < count {
        let passage = random.choose(passages);
        if passage.locale == "en" {
            let words: Vec<&str> = passage.body.split_whitespace().collect();
            let start = random.below(words.len());
            let end = (start + 1 + random.below(3)).min(words.len());
            queries.push(words[start..end].join(" "));
        } else {
            let characters: Vec<char> = passage.body.chars().collect();
            let length = 2 + random.below(3);
            let start = random.below(characters.len() - length);
            let piece = &characters[start..start + length];
            if piece.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
                queries.push(piece.iter().collect());
            }
        }
    }
    queries
}

/// The passages that are measured.
fn corpus(count: usize) -> Vec<Passage> {
    let site = env!("CARGO_MANIFEST_DIR");
    let today = jiff::civil::date(2026, 1, 1);
    let compilation = jingwei::pipeline::compile(site.into(), today).expect("this repository");
    let site = compilation.site.expect("a site");
    let own = gather(&site.knowledge_base, &site.graph);
    let clauses = |locale: &str| -> Vec<String> {
        own.iter()
            .filter(|passage| passage.locale == locale)
            .flat_map(|passage| {
                passage
                    .body
                    .split_inclusive(['。', '，', '、', '.', ',', ';', '；', '\n'])
            })
            .map(|clause| clause.trim().to_owned())
            .filter(|clause| clause.chars().count() > 3)
            .collect()
    };
    let (chinese, english) = (clauses("zh"), clauses("en"));
    (0..count)
        .into_par_iter()
        .map(|number| {
            let mut random = Random::new(number as u64 + 1);
            if number < count / 2 {
                let length = 200 + random.below(600);
                passage(number, "zh", &text(&chinese, length, "", &mut random))
            } else {
                let length = 600 + random.below(1_800);
                passage(
                    number - count / 2,
                    "en",
                    &text(&english, length, " ", &mut random),
                )
            }
        })
        .collect()
}

/// Clauses, cut and joined anew, with names between them, to about so many characters.
fn text(clauses: &[String], length: usize, space: &str, random: &mut Random) -> String {
    let mut text = String::new();
    let mut characters = 0;
    while characters < length {
        let clause: Vec<char> = random.choose(clauses).chars().collect();
        let piece: String = if space.is_empty() && random.below(3) == 0 {
            // Half a clause, so that new neighbours come about.
            let cut = 1 + random.below(clause.len() - 1);
            clause[..cut].iter().collect()
        } else {
            clause.iter().collect()
        };
        characters += piece.chars().count();
        text.push_str(&piece);
        if random.below(4) == 0 {
            let name = name(space, random);
            characters += name.chars().count();
            text.push_str(space);
            text.push_str(&name);
        }
        text.push_str(space);
        if random.below(9) == 0 {
            text.push('\n');
        }
    }
    text
}

/// A name of a vocabulary of forty thousand, the first of which are much commoner.
fn name(space: &str, random: &mut Random) -> String {
    let rank = random.below(40_000);
    let rank = random.below(rank + 1);
    let mut letters = Random::new(rank as u64 + 7_000_000);
    let length = 2 + letters.below(2);
    if space.is_empty() {
        let ideograph = |letters: &mut Random| {
            let offset = u32::try_from(letters.below(6_000)).expect("small");
            simplified(char::from_u32(0x4E00 + offset).expect("an ideograph"))
        };
        (0..length).map(|_| ideograph(&mut letters)).collect()
    } else {
        const SYLLABLES: [&str; 12] = [
            "ta", "ro", "min", "gel", "ur", "sha", "ke", "lon", "vi", "dor", "pe", "zun",
        ];
        (0..=length).map(|_| *letters.choose(&SYLLABLES)).collect()
    }
}

fn passage(number: usize, locale: &str, body: &str) -> Passage {
    let title: String = body.chars().take(14).filter(|c| *c != '\n').collect();
    let (policy, other) = (number / 40, if locale == "zh" { "en" } else { "zh" });
    let mut random = Random::new(number as u64);
    let lines = body.lines().filter(|line| !line.is_empty());
    let body: Vec<&str> = lines.collect();
    Passage {
        id: format!("policy-{policy}#t{number}"),
        kind: [
            PassageKind::Measure,
            PassageKind::Case,
            PassageKind::Section,
        ][number % 3],
        locale: locale.to_owned(),
        page: None,
        url: format!("{locale}/policies/policy-{policy}/t{number}/"),
        headings: vec![format!("policy {policy}")],
        names: vec![format!("t{number}")],
        foreign_names: Vec::new(),
        pinyin: Vec::new(),
        anchors: (1..=body.len()).map(|n| format!("t{number}.{n}")).collect(),
        policy: Some(format!("policy-{policy}")),
        ministries: (0..6)
            .map(|_| format!("body-{}", random.below(80)))
            .collect(),
        bodies: (0..4)
            .map(|_| format!("部门{}", random.below(80)))
            .collect(),
        regions: vec![
            format!("{}", 150_000 + random.below(60) * 100),
            "150000".to_owned(),
        ],
        topics: vec![format!("topic-{}", random.below(12))],
        case_count: random.below(4),
        date: Some(format!("{}-0{}", 2008 + policy % 16, 1 + policy % 9)),
        year: Some(2008 + i16::try_from(policy % 16).expect("small")),
        status: Some(["in_force", "expired"][policy % 2].to_owned()),
        other_locales: vec![other.to_owned()],
        successors: Vec::new(),
        title,
        body: body.join("\n"),
    }
}
