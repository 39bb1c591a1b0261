import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.cache import Cache
from kyyeu.problems import MachineFault
from kyyeu.search import Index, SearchDocument, build, changes, files, layout, search, shown
from kyyeu.search import segment as segments
from kyyeu.search.wire import packed, unpacked
from tests.search import archive


def doc(id: str, title: str, date: str = "2020-01-01", text: str = "") -> SearchDocument:
    return SearchDocument(id, f"{id}.html", title, date, "Thi đua", text)


def years_of(*counts: int, months: int = 12) -> list[SearchDocument]:
    """Invented documents: so many in 2018, in 2019, ..."""
    letters = random.Random(3)
    syllables = ["".join(letters.choices("aăbcdđeêhiklmnoơtuưvxy", k=3)) for _ in range(300)]
    return [
        doc(
            f"d{year}{n:03}",
            " ".join(letters.choices(syllables, k=4)),
            f"{year}-{1 + n % months:02}-{1 + n % 28:02}",
            " ".join(letters.choices(syllables, k=30)),
        )
        for year, count in enumerate(counts, 2018)
        for n in range(count)
    ]


def manifest_of(built: Mapping[str, bytes]) -> list[list[object]]:
    rows: list[list[object]] = json.loads(built["manifest.json"])["segments"]
    return rows


def printed(folder: Path, built: Mapping[str, bytes]) -> Path:
    """An index as an edition leaves it."""
    for name, data in built.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


class Source:
    """Documents that are handed out one by one, and which of them were."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.documents = {document.id: document for document in documents}
        self.listing = [document.listed for document in self.documents.values()]
        self.asked: list[str] = []

    def load(self, ids: Sequence[str]) -> Iterator[SearchDocument]:
        self.asked += ids
        return (self.documents[id] for id in reversed(ids))


def update(source: Source, cache: Cache, folder: Path) -> dict[str, bytes]:
    """Print what is new into a folder as a narrow build does; what was written."""
    told = changes(source.listing, source.load, cache, folder)
    assert told is not None
    made = {name: make() for name, make in told.made.items()}
    for name in told.gone:
        (folder / name).unlink()
    printed(folder, made)
    return made


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in after.items() if before.get(name) != data}


def paths(index: Index, query: str) -> list[str]:
    return [index.card(hit.number)[1] for hit in shown(index, search(index, query))]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments as in a large archive, with few documents."""
    monkeypatch.setattr(layout, "FRONT", 20)
    monkeypatch.setattr(layout, "LARGE", 30)


def test_the_same_documents_in_another_order_give_the_same_bytes() -> None:
    documents = archive.documents()
    shuffled = random.Random(7).sample(documents, len(documents))
    assert build(shuffled) == build(documents)


@pytest.mark.usefixtures("small")
def test_a_cache_changes_no_byte(tmp_path: Path) -> None:
    documents, cache = years_of(40, 40), Cache(tmp_path)
    assert build(documents) == build(documents, cache) == build(documents, cache)


def test_the_manifest_alone_keeps_its_name() -> None:
    before = archive.files()
    after = build([*archive.documents(), doc("new", "Bài mới")])
    assert len(before["manifest.json"]) < 200
    same = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert same == {"manifest.json", "manifest.js"}


def test_documents_are_numbered_newest_first() -> None:
    index = Index(build([doc("a", "Cũ", "2019-01-01"), doc("b", "Mới", "2021-01-01")]).__getitem__)
    assert [index.card(number)[0] for number in range(2)] == ["Mới", "Cũ"]


def test_spellings_stand_apart_under_one_key_with_their_bits() -> None:
    documents = [
        doc("a", "Thi đua", "2020-03-01"),
        doc("b", "Hội nghị", "2020-02-01", "thi đua, thì đua\nthi đua; thi đua"),
        doc("c", "Trẻ em", "2020-01-01", "Thì đua nhau\ncuối dòng thi\nđua đầu dòng"),
    ]
    index = Index(build(documents).__getitem__)
    assert index.spellings("thi dua") == {
        "thi đua": {0: 5, 1: 6},  # in the title of 0; often in 1
        "thì đua": {1: 4, 2: 4},  # no pair across lines
    }
    assert index.spellings("=thi")["thi"] == {0: 5, 1: 6, 2: 4}


def test_a_large_index_is_cut_into_shards_that_are_all_found_again() -> None:
    letters = random.Random(3)
    syllables = ["".join(letters.choices("aăbcdđeêhiklmnoơtuưvxy", k=3)) for _ in range(1500)]
    texts = [" ".join(letters.choices(syllables, k=120)) for _ in range(60)]
    documents = [doc(f"d{number:02}", "Bài", text=text) for number, text in enumerate(texts)]
    built = build(documents)
    shards = [len(data) for name, data in built.items() if "/i" in name]
    assert len(shards) > 3
    assert max(shards) < segments.SHARD
    index = Index(built.__getitem__)
    for document in documents[::7]:
        first, second = document.text.split()[50:52]
        assert document.path in paths(index, f"{first} {second} ")


@pytest.mark.usefixtures("small")
def test_publishing_an_article_writes_the_newest_months_files_only(
    tmp_path: Path,
) -> None:
    cache, documents = Cache(tmp_path), years_of(40, 40)
    before = build(documents, cache)
    assert len(manifest_of(before)) == 3
    after = build([*documents, doc("new", "Bài mới", "2019-12-20")], cache)
    assert manifest_of(after)[1:] == manifest_of(before)[1:]
    folder = str(manifest_of(after)[0][0])
    assert all(name.startswith((folder, "t/", "manifest")) for name in changed(before, after))
    assert len([name for name in changed(before, after) if name.startswith("t/")]) == 2
    assert paths(Index(after.__getitem__), "bài mới") == ["new.html"]


@pytest.mark.usefixtures("small")
def test_a_closed_segment_is_made_anew_only_when_one_of_its_files_is_asked_for(
    tmp_path: Path,
) -> None:
    documents = years_of(40, 40)
    built = build(documents)
    source = Source([*documents, doc("new", "Bài mới", "2019-12-20")])
    made = files(source.listing, source.load, None, printed(tmp_path, built))
    assert source.asked
    assert all(source.documents[id].date >= "2019-12" for id in source.asked)
    closed = str(manifest_of(built)[-1][0])
    assert made[f"{closed}/i0.js"]() == built[f"{closed}/i0.js"]
    assert any(source.documents[id].date < "2019" for id in source.asked)


@pytest.mark.usefixtures("small")
def test_an_article_more_loads_the_documents_of_its_day_only(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(40, 40)
    folder = printed(tmp_path / "tim", build(documents, cache))
    same_day = [document for document in documents if document.date == "2019-12-12"]
    assert same_day
    source = Source([*documents, doc("new", "Bài mới", "2019-12-12")])
    update(source, cache, folder)
    assert set(source.asked) == {"new", *(document.id for document in same_day)}
    assert contents_of(folder) == build(source.documents.values())


@pytest.mark.usefixtures("small")
def test_an_edition_without_changes_loads_and_makes_nothing(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(40, 40)
    folder = printed(tmp_path / "tim", build(documents, cache))
    source = Source(reversed(documents))
    assert changes(source.listing, source.load, cache, folder) == ({}, ())
    assert source.asked == []


@pytest.mark.usefixtures("small")
@settings(max_examples=25)
@given(st.data())
def test_narrow_editions_end_where_a_clean_one_begins(data: st.DataObject) -> None:
    """Whatever is added, corrected, renamed, moved or withdrawn, in whatever order."""
    pool = years_of(34, 28, 26, months=4)
    public = {document.id: document for document in pool if document.id != "d2020003"}
    with TemporaryDirectory() as scratch:
        cache, folder = Cache(Path(scratch, "cache")), Path(scratch, "tim")
        printed(folder, build(public.values(), cache))
        for _ in range(data.draw(st.integers(1, 4))):
            for document in data.draw(st.lists(st.sampled_from(pool), max_size=3)):
                deed = data.draw(st.sampled_from(["withdraw", "print", "correct", "sign", "move"]))
                public.pop(document.id, None)
                if deed == "withdraw":
                    continue
                title = f"{document.title} sửa" if deed == "correct" else document.title
                authors = ("Lam Hồng",) if deed == "sign" else ()
                date = "2020-02-03" if deed == "move" else document.date
                public[document.id] = replace(document, title=title, authors=authors, date=date)
            update(Source(public.values()), cache, folder)
        found, clean = contents_of(folder), build(public.values())
        narrow, fresh = Index(found.__getitem__), Index(clean.__getitem__)
        source = Source(public.values())
        assert set(found) == set(files(source.listing, source.load, cache, folder))  # none too many
        for document in [*public.values()][-9:]:  # what was touched comes last
            for query in (document.title, document.text[:9]):
                assert set(paths(narrow, query)) == set(paths(fresh, query))
        if manifest_of(found)[1:] == manifest_of(clean)[1:]:  # nothing was patched
            assert found == clean


@pytest.mark.usefixtures("small")
def test_a_former_edition_that_cannot_be_read_means_all_is_made(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(40, 40)
    folder = printed(tmp_path / "tim", build(documents, cache))
    source = Source([*documents, doc("new", "Bài mới", "2019-12-12")])
    (folder / str(manifest_of(contents_of(folder))[0][0]) / "root.js").write_bytes(b"?")
    assert changes(source.listing, source.load, cache, folder) is None
    (folder / "manifest.json").write_text('{"format": 1}')
    told = changes(source.listing, source.load, cache, folder)
    assert told
    assert set(told.made) == set(build(source.documents.values()))


def test_a_listing_of_other_documents_is_refused() -> None:
    source = Source([doc("a", "Một"), doc("b", "Hai")])
    source.documents["b"] = doc("b", "Ba")
    with pytest.raises(ValueError, match="'b'"):
        files(source.listing, source.load)


@pytest.mark.usefixtures("small")
def test_the_cache_does_not_grow_with_the_editions(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(40, 40)
    folder = printed(tmp_path / "tim", build(documents, cache))
    sizes = []
    for time in range(4):
        documents[50] = replace(documents[50], title=f"Tiêu đề lần {time}")
        documents[-1] = replace(documents[-1], title=f"Tiêu đề mới lần {time}")
        update(Source(documents), cache, folder)
        sizes.append(len(contents_of(tmp_path / "cache")))
    assert sizes[0] == sizes[-1]


@pytest.mark.usefixtures("small")
def test_a_corrected_article_of_a_closed_year_leaves_the_large_segment_as_it_is(
    tmp_path: Path,
) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(60, 40)
    before = build(documents, cache)
    folder = printed(tmp_path / "tim", before)
    corrected = replace(documents[5], title="Tiêu đề đã sửa")
    now = [corrected, *documents[:5], *documents[6:]]
    after = build(now, cache, folder)
    assert manifest_of(after)[-1][0] == manifest_of(before)[-1][0]
    assert len(manifest_of(after)[-1][2]) == 1  # type: ignore[arg-type]  # the dead
    index, fresh = Index(after.__getitem__), Index(build(now).__getitem__)
    old_words = documents[5].title
    for query in (old_words, "tiêu đề đã sửa", documents[9].title, documents[70].title):
        assert paths(index, query) == paths(fresh, query)
    assert paths(index, "tieu de da sua") == [corrected.path]
    texts = [unpacked(data) for name, data in after.items() if name.startswith("t/")]
    assert documents[5].text in str(texts)
    assert documents[5].title not in str(unpacked(after["manifest.js"]))
    again = build(now, cache, printed(folder, after))
    assert again == after
    damaged = f"{manifest_of(after)[-1][0]}/i0.js"
    (folder / damaged).write_bytes(b"?")
    with pytest.raises(MachineFault):  # what the article said before cannot be made again
        build(now, cache, folder)
    assert build(now, cache, folder) == build(now)


@pytest.mark.usefixtures("small")
def test_a_withdrawn_article_leaves_nothing_behind(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(60, 40)
    folder = printed(tmp_path / "tim", build(documents, cache))
    after = build(documents[1:], cache, folder)
    assert after == build(documents[1:])
    assert all(
        documents[0].title not in str(unpacked(d)) for n, d in after.items() if n[-3:] == ".js"
    )


@pytest.mark.usefixtures("small")
def test_a_name_that_is_no_longer_tagged_leaves_nothing_behind(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), years_of(60, 40)
    named = replace(documents[3], authors=("Lam Hồng",))
    before = build([named, *documents[:3], *documents[4:]], cache)
    after = build(documents, cache, printed(tmp_path / "tim", before))
    assert after == build(documents)


def test_keys_are_sorted_by_code_points() -> None:
    built = build([doc("a", "\uff21 \U00010400 a")])
    index = Index(built.__getitem__)
    assert index.spellings("=\U00010428") or index.spellings("=\U00010400")
    assert index.spellings("=a")


def test_an_archive_without_articles_has_an_index_that_answers_nothing() -> None:
    index = Index(build([]).__getitem__)
    assert not search(index, "thi đua 34-CT/TW").hits
    assert not search(index, "thi đua").names


def test_the_texts_of_documents_are_found_by_their_numbers() -> None:
    documents = years_of(150)
    index = Index(build(documents).__getitem__)
    for number in (0, 63, 64, 149):
        path = index.card(number)[1]
        document = next(each for each in documents if each.path == path)
        assert index.lines(number) == [document.title, document.text]


def test_names_beyond_the_most_covered_are_found_by_any_of_their_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(segments, "FEW_NAMES", 2)
    monkeypatch.setattr(segments, "COVERED", 2)
    built = archive.files()
    assert any("/n0" in name for name in built)
    index = Index(built.__getitem__)
    for query in ("trần văn chung", "chung", "đỗ đình dũng", "lê hạ"):
        assert [name.name for name in search(index, query).names], query


def test_a_damaged_file_is_not_read() -> None:
    whole = packed({"a": ["\\", '"', "\n", "Đ"]})
    assert unpacked(whole) == {"a": ["\\", '"', "\n", "Đ"]}
    for broken in (whole[:-5], whole[:-2], whole[2:], b"", whole[:20] + b"x" + whole[21:]):
        with pytest.raises(ValueError, match="file of the search index"):
            unpacked(broken)


def test_every_byte_survives_the_script() -> None:
    text = "".join(map(chr, range(32, 3000)))
    assert unpacked(packed(text)) == text


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
