//! The index in the hands of a client that knows tantivy and nothing of this crate.

use jingwei::search::{TOKENIZER, TRIGRAM_TOKENIZER, WORD_TOKENIZER};
use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, Index, TantivyDocument, Term};
use tempfile::tempdir;

use crate::built_site;

#[test]
fn any_client_of_tantivy_opens_the_index_and_finds_terms() {
    let site = built_site::repository();
    let folder = tempdir().expect("a temporary folder");
    for (name, bytes) in &site.search.index_files {
        std::fs::write(folder.path().join(name), bytes).expect("the folder is ours");
    }
    let index = Index::open_in_dir(folder.path()).expect("an index");
    let schema = index.schema();
    let searcher = index.reader().expect("a reader").searcher();
    assert_eq!(searcher.num_docs(), site.search.index.passage_count());
    let count = |field: &str, term: &str| {
        let field = schema.get_field(field).expect("a field");
        let term = Term::from_field_text(field, term);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        searcher.search(&query, &Count).expect("an answer")
    };
    assert!(count("kind", "measure") > 0);
    assert!(count("body", "边民") > 0);
    assert!(count("body_trigrams", "兴边富") > 0);
    assert!(count("words", "border") > 0);
    assert_eq!(
        count("locale", "zh") + count("locale", "en"),
        usize::try_from(searcher.num_docs()).expect("few")
    );
    let passage = schema.get_field("passage").expect("a field");
    let stored: TantivyDocument = searcher.doc(DocAddress::new(0, 0)).expect("a document");
    let json = stored.get_first(passage).and_then(|value| value.as_str());
    let json: serde_json::Value = serde_json::from_str(json.expect("text")).expect("JSON");
    assert!(json["title"].is_string());
    let tokenizers: Vec<&str> = vec![TOKENIZER, TRIGRAM_TOKENIZER, WORD_TOKENIZER];
    assert_eq!(tokenizers, ["jingwei", "jingwei_trigrams", "jingwei_words"]);
}
