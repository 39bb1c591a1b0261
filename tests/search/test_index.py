import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.fixity import digest
from kyyeu.search import Index, SearchDocument, build, search
from kyyeu.search import index as module
from tests.search import archive


def postings_of(index: Index, key: str) -> dict[str, list[int]]:
    return {spelling: list(numbers) for spelling, numbers in index.spellings(key).items()}


def doc(id: str, title: str, date: str = "2020-01-01", text: str = "") -> SearchDocument:
    return SearchDocument(id, f"{id}.html", title, date, "Thi đua", text)


def test_the_same_documents_in_another_order_give_the_same_bytes() -> None:
    documents = archive.documents()
    shuffled = random.Random(7).sample(documents, len(documents))
    assert build(shuffled) == build(documents)


def test_every_file_but_the_manifest_is_named_by_its_digest() -> None:
    files = archive.files()
    manifest = files.pop("manifest.json")
    assert len(manifest) < 100
    for name, data in files.items():
        assert name.endswith(f"{digest(data)[:20]}.json")


def test_a_text_keeps_its_file_when_an_article_is_added() -> None:
    before, after = archive.files(), build([*archive.documents(), doc("new", "Bài mới")])
    texts = {name for name in before if name.startswith("t/")}
    assert texts < set(after)


def test_documents_are_numbered_newest_first() -> None:
    index = Index(build([doc("a", "Cũ", "2019-01-01"), doc("b", "Mới", "2021-01-01")]).__getitem__)
    assert [index.card(number)[0] for number in range(2)] == ["Mới", "Cũ"]


def test_spellings_stand_apart_under_one_key_with_their_bits() -> None:
    index = Index(
        build(
            [
                doc("a", "Thi đua", "2020-03-01"),
                doc("b", "Hội nghị", "2020-02-01", "thi đua, thì đua\nthi đua; thi đua"),
                doc("c", "Trẻ em", "2020-01-01", "Thì đua nhau\ncuối dòng thi\nđua đầu dòng"),
            ]
        ).__getitem__
    )
    assert postings_of(index, "thi dua") == {
        "thi đua": [0 << 2 | 1, 1 << 2 | 2],  # in the title of 0; often in 1
        "thì đua": [1 << 2, 1 << 2],  # deltas: document 1, then 2; no pair across lines
    }
    assert postings_of(index, "=thi")["thi"] == [0 << 2 | 1, 1 << 2 | 2, 1 << 2]


def test_a_large_index_is_cut_into_shards_that_are_all_found_again() -> None:
    letters = random.Random(3)
    syllables = ["".join(letters.choices("aăbcdđeêhiklmnoơtuưvxy", k=3)) for _ in range(1500)]
    texts = [" ".join(letters.choices(syllables, k=120)) for _ in range(60)]
    documents = [doc(f"d{number:02}", "Bài", text=text) for number, text in enumerate(texts)]
    files = build(documents)
    shards = [data for name, data in files.items() if name.startswith("i/")]
    assert len(shards) > 3
    assert max(map(len, shards)) < 2 * module.SHARD_BYTES
    index = Index(files.__getitem__)
    for document in documents[::7]:
        first, second = document.text.split()[50:52]
        paths = [hit.path for hit in search(index, f"{first} {second} ").hits]
        assert document.path in paths


def test_keys_are_sorted_as_the_browser_compares_them() -> None:
    root = next(json.loads(d) for n, d in archive.files().items() if n.startswith("root-"))
    assert root["shards"] == sorted(root["shards"])
    assert sorted(["\uff21", "\U00010400"], key=module.key_order) == ["\U00010400", "\uff21"]


def test_an_archive_without_articles_has_an_index_that_answers_nothing() -> None:
    index = Index(build([]).__getitem__)
    assert search(index, "thi đua 34-CT/TW") == search(index, "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("aăâáàđdThiơ 05-/.\nCW\"'<&", max_size=30), max_size=5))
def test_any_text_is_found_by_its_own_words(texts: list[str]) -> None:
    documents = [replace(doc(f"d{n}", text), text=text) for n, text in enumerate(texts)]
    index = Index(build(documents).__getitem__)
    for document in documents:
        first = document.title.split("\n", maxsplit=1)[0].replace('"', " ")
        answer = search(index, first)
        if any(letter.isalnum() for letter in first):
            assert answer.hits
