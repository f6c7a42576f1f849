"""The index of a built site, read by tantivy's own Python client: python3 tests/other_clients.py public/search/index"""

import sys

import tantivy

index = tantivy.Index.open(sys.argv[1])
searcher = index.searcher()


def count(field: str, term: str) -> int:
    query = tantivy.Query.term_query(index.schema, field, term)
    return searcher.search(query, limit=1).count


for field, term in [("kind", "measure"), ("locale", "zh"), ("body", "边民"), ("title_trigrams", "边境地"), ("words", "border")]:
    found = count(field, term)
    assert found > 0, f"{field}:{term} finds nothing"
    print(f"{field}:{term} {found}")
address = searcher.search(tantivy.Query.term_query(index.schema, "body", "边民"), limit=1).hits[0][1]
assert "边民" in searcher.doc(address)["passage"][0]
print(f"{searcher.num_docs} passages")
