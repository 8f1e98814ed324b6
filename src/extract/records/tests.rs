//! Tests of whole exports: what is recognised, and what each form of export gives.

use crate::extract::extract;
use crate::model::{Extract, Format};

const STORY: &str =
    "The ferry to Ostra sails again, the port said on Monday, after a month in dock for repairs.";

fn texts(name: &str, file: &str) -> (Vec<Extract>, Option<String>) {
    let extracts = extract(name, file.as_bytes()).unwrap();
    let problem = extracts.problem().map(|problem| problem.0.clone());
    (extracts.collect(), problem)
}

fn format(name: &str, file: &str) -> Format {
    crate::extract::format(name, file.as_bytes()).unwrap()
}

#[test]
fn what_only_looks_like_records_stays_text() {
    let log = "{\"level\": \"info\"}\n".repeat(9);
    assert_eq!(format("run.log", &log), Format::PlainText);
    assert_eq!(format("notes.txt", &log), Format::PlainText);
    for prose in
        ["{curly} words, and more", "[1] A footnote, or two.\n[2] Another.", "{\n}", "[Note: late] words"]
    {
        assert_eq!(format("notes", prose), Format::PlainText, "{prose}");
    }
    assert_eq!(format("a.csv", "One word.\nThen, perhaps, another line.\nNo more.\n"), Format::PlainText);
    assert_eq!(format("export", &log), Format::Records);
    assert_eq!(
        format("a.json", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}"),
        Format::Feed
    );
}

#[test]
fn the_list_of_articles_is_found_wherever_it_lies() {
    let article = |at: usize| {
        format!(
            "{{\"title\": \"Ferry {at}\", \"content\": \"{STORY}\", \"url\": \"https://tide.example/{at}\"}}"
        )
    };
    let (one, two) = (article(1), article(2));
    for file in [
        format!("[{one}, {two}]"),
        format!("{{\"status\": \"ok\", \"articles\": [{one}, {two}]}}"),
        format!("{{\"data\": {{\"items\": [{one}, {two}]}}}}"),
        format!(
            "{{\"hits\": {{\"total\": 2, \"hits\": [{{\"_id\": \"1\", \"_source\": {one}}}, {{\"_id\": \"2\", \"_source\": {two}}}]}}}}"
        ),
        format!(
            "{{\"kind\": \"Listing\", \"data\": {{\"children\": [{{\"kind\": \"t3\", \"data\": {one}}}, {{\"kind\": \"t3\", \"data\": {two}}}]}}}}"
        ),
        format!("{{\"k1\": {one}, \"k2\": {two}}}"),
        format!("{one}\n{two}\n"),
        format!("{{\"index\": {{\"_id\": \"1\"}}}}\n{one}\n{{\"index\": {{\"_id\": \"2\"}}}}\n{two}\n"),
        format!("{one}{two}").replace("\", \"", "\",\n  \""),
    ] {
        let (found, problem) = texts("export.json", &file);
        let titles: Vec<_> = found.iter().filter_map(|text| text.metadata.title.as_deref()).collect();
        assert_eq!((titles, problem), (vec!["Ferry 1", "Ferry 2"], None), "{file}");
        assert!(found.iter().all(|text| text.text.contains(STORY) && text.metadata.url.is_some()), "{file}");
    }
}

#[test]
fn messages_have_their_channel_and_what_stands_beside_them_is_kept() {
    let about = "This channel tells what becomes of the boats of the old harbour in the north.";
    let file = format!(
        "{{\"name\": \"Tide\", \"about\": \"{about}\", \"messages\": [{{\"id\": 1, \"date\": \"2020-05-04T10:00:00\", \"from\": \"Ann\",\
         \"text\": [\"{STORY} See \", {{\"type\": \"link\", \"text\": \"tide.example\"}}]}}, {{\"id\": 2, \"date_unixtime\": \"1588672800\", \
         \"date\": \"2020-05-05T10:00:00\", \"from\": \"Ben\", \"text\": \"Late.\"}}]}}"
    );
    let (found, _) = texts("result.json", &file);
    assert_eq!(found.len(), 3);
    let of = &found[0].metadata;
    assert_eq!(
        (of.source.as_deref(), of.byline.as_deref(), of.published.as_deref()),
        (Some("Tide"), Some("Ann"), Some("2020-05-04"))
    );
    assert!(found[0].text.contains("See tide.example") && found[2].text.contains(about));
}

#[test]
fn broken_lines_are_said_and_the_rest_is_read() {
    let line = |at: usize| format!("{{\"title\": \"Ferry\", \"text\": \"{STORY} {at}\"}}\n");
    let lines: String = (0..9).map(line).collect();
    let file = format!("{lines}{{\"title\": \"Torn\n{lines}");
    let (found, problem) = texts("a.jsonl", &file);
    assert_eq!((found.len(), problem.as_deref()), (18, Some("1 of 19 lines are no JSON: 10")));
    let (found, problem) = texts("a.json", &format!("[{}, {{\"title\": \"To", line(1).trim()));
    assert!(found.len() == 1 && problem.unwrap().contains("breaks off"));
}

#[test]
fn an_article_alone_is_one_text_with_its_comments() {
    let file = format!(
        "{{\"title\": \"Ferry\", \"text\": \"{STORY}\", \"comments\": [{{\"author\": \"Ben\", \"body\": \"I have seen it sail. {STORY}\"}}]}}"
    );
    let (found, _) = texts("a.json", &file);
    assert!(found.len() == 1 && found[0].text.contains("seen it sail"));
}

#[test]
fn json_and_tables_without_articles_are_one_text_or_a_reason() {
    let (found, _) = texts("a.json", "{\"menu\": {\"open\": \"Open the file\", \"n\": 7}}");
    assert_eq!((found.len(), found[0].text.as_str()), (1, "menu.open: Open the file\n\nmenu.n: 7"));
    for empty in ["[1, 2, 3]", "{\"a\": 1}", "{\"a\": ", "[]"] {
        assert!(extract("a.json", empty.as_bytes()).is_err(), "{empty}");
    }
    let (found, _) = texts("a.csv", "boat;tons\nAnna;7\nBerta;9\n");
    assert_eq!(
        (found.len(), found[0].format, found[0].text.as_str()),
        (1, Format::Table, "boat | tons\nAnna | 7\nBerta | 9")
    );
}
