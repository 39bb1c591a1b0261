"""Folders, ZIP and lists of articles: each entry to its end, and nothing taken on trust."""

from __future__ import annotations

import json
import random
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kyyeu.importers import State, Wishes, count, import_batch, kind_of
from kyyeu.importers.batches import folders
from kyyeu.problems import MachineFault, Severity
from kyyeu.settings import Limits, Settings
from tests.importers.batch_runs import codes, office, picture, report, run, settings, written

__all__ = ["settings"]  # a fixture

Pack = Callable[[zipfile.ZipFile], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two months of an office: one good report with its photo, one without date, odd files."""
    made = office(tmp_path / "kho")
    (made / "thang-3").mkdir()
    (made / "thang-3" / "khong-ngay.txt").write_text("Không ngày\n\nMột.\n\nHai.\n", "utf-8")
    (made / "thang-3" / "so.xlsx").write_bytes(b"x")
    (made / "thang-3" / "anh.jpg").write_bytes(picture(9))
    (made / "Thumbs.db").write_bytes(b"x")
    return made


def test_a_failing_entry_stops_nothing_and_is_told_where_it_is(
    folder: Path, settings: Settings
) -> None:
    found = run(folder, settings)
    assert {name: outcome.state for name, outcome in found.items()} == {
        "kho › thang-2/le-ky.txt": State.EYES,
        "kho › thang-3/khong-ngay.txt": State.REFUSED,
        "kho › thang-3/so.xlsx": State.REFUSED,
        "kho › …": State.NOTED,
    }
    assert "import-no-date" in codes(found["kho › thang-3/khong-ngay.txt"])
    assert any(name.startswith("photos/2020/02/img-1-") for name in written(settings))


def test_the_same_command_goes_on_where_it_was_stopped(folder: Path, settings: Settings) -> None:
    (folder / "thang-4.txt").write_bytes(report("Bài tháng tư"))
    running = import_batch([folder], settings, Wishes("Thi đua"))
    next(running)
    running.close()
    before = written(settings)
    assert len([name for name in before if name.startswith("articles/")]) == 1
    found = run(folder, settings)
    assert found["kho › thang-2/le-ky.txt"].state is State.BEFORE
    assert found["kho › thang-4.txt"].article
    whole = written(settings)
    for cache in (settings.cache_path / "imports.jsonl",):
        cache.unlink()
    assert run(folder, settings)["kho › thang-4.txt"].state is State.BEFORE
    assert written(settings) == whole


def test_a_cut_journal_and_a_disk_that_refuses_lose_nothing(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, settings)
    journal = settings.cache_path / "imports.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert run(folder, settings)["kho › thang-2/le-ky.txt"].state is State.BEFORE

    def full(*_: object) -> None:
        raise MachineFault("content-disk-full", path="", need="1", free="0")

    (folder / "moi.txt").write_bytes(report("Bài mới"))
    monkeypatch.setattr("kyyeu.importers.intake.holdings.write", full)
    before = written(settings)
    with pytest.raises(MachineFault):
        run(folder, settings)
    assert written(settings) == before


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no links there")
def test_a_link_out_of_the_folder_is_not_followed(
    folder: Path, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "ngoai.txt").write_bytes(report("Ngoài"))
    (folder / "link.txt").symlink_to(tmp_path / "ngoai.txt")
    (folder / "vong").symlink_to(folder)
    found = run(folder, settings)
    assert codes(found["kho › link.txt"]) == codes(found["kho › vong"]) == ["name-link"]


def test_a_date_given_to_a_batch_is_for_those_that_say_none(
    folder: Path, settings: Settings
) -> None:
    found = {
        outcome.name: outcome
        for outcome in import_batch(
            [folder], settings, Wishes("Thi đua", "01/03/2020", hidden=True)
        )
    }
    dated, undated = found["kho › thang-2/le-ky.txt"], found["kho › thang-3/khong-ngay.txt"]
    texts = [(settings.content_path / one.article).read_text("utf-8") for one in (dated, undated)]
    assert "Date: 2020-02-13 08:00\n" in texts[0]
    assert "Date: 2020-03-01" in texts[1]
    assert all("Status: draft\n" in text for text in texts)


PAGE = (
    '<html><head><title>Lễ ký</title></head><body><h1 class="entry-title">Lễ ký giao ước</h1>'
    '<div class="entry-meta"><time>08:00 13/02/2020</time></div>'
    '<div class="entry-content"><p>Sáng nay, năm đơn vị của huyện ký giao ước thi đua.</p>'
    '<figure><img src="le_files/anh%20k%C3%BD.jpg"><figcaption>Lễ ký.</figcaption></figure>'
    "<p>Các đại biểu nghe báo cáo rồi lần lượt lên ký, sau đó về đơn vị.</p></div>"
    "</body></html>"
)


def test_a_word_file_may_be_larger_than_a_text(tmp_path: Path) -> None:
    limits = Limits(text_bytes=100, document_bytes=1000)
    (tmp_path / "a.docx").write_bytes(b"x" * 900)
    (tmp_path / "b.txt").write_bytes(b"x" * 2000)
    site = Settings(tmp_path, "", "", ("Thi đua",), limits=limits)
    word, text = folders.read_folder(tmp_path, site)
    assert (len(word.data), word.problems) == (900, ())
    assert [(one.code, one.params["size"]) for one in text.problems] == [("import-too-large", 2000)]


def test_a_saved_page_keeps_the_pictures_that_lie_with_it(
    settings: Settings, tmp_path: Path
) -> None:
    made = tmp_path / "trang"
    (made / "le_files").mkdir(parents=True)
    (made / "le.html").write_text(PAGE, encoding="utf-8")
    (made / "le_files" / "anh ký.jpg").write_bytes(picture())
    found = run(made, settings)
    assert list(found) == ["trang › le.html"]
    assert len([name for name in written(settings) if name.startswith("photos/")]) == 1
    assert list(run(made, settings)) == ["trang › le.html"]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", b"<?xml version='1.0'?><rss><item></item><item></item></rss>", 2),
        ("a.csv", b"title\nMot\nHai\n", 3),
        ("a.zip", b"PK\x03\x04", 0),
    ],
)
def test_how_much_there_is_to_do_is_told_before(
    tmp_path: Path, folder: Path, name: str, data: bytes, expected: int
) -> None:
    (tmp_path / name).write_bytes(data)
    assert count([tmp_path / name]) == expected
    assert count([folder]) == 2


def zipped(tmp_path: Path, fill: Pack) -> Path:
    path = tmp_path / "kho.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        fill(pack)
    return path


def test_a_zip_is_a_folder(settings: Settings, tmp_path: Path) -> None:
    def fill(pack: zipfile.ZipFile) -> None:
        pack.writestr("a/le-ky.txt", report("Lễ ký"))
        pack.writestr("a/le-ky-1.jpg", picture())
        pack.writestr("__MACOSX/a/._le-ky.txt", b"x")
        pack.writestr("a/.DS_Store", b"x")

    found = run(zipped(tmp_path, fill), settings)
    assert [outcome.article != "" for outcome in found.values()] == [True, False]
    assert [one.state for one in found.values()][1] is State.NOTED


def _link(pack: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo("a.txt")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    pack.writestr(member, "/etc/passwd")


def _doubles(first: str, second: str) -> Pack:
    def fill(pack: zipfile.ZipFile) -> None:
        pack.writestr(first, report("Một"))
        pack.writestr(second, report("Hai"))

    return fill


def _one(name: str, data: bytes = b"x") -> Pack:
    return lambda pack: pack.writestr(name, data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (_one("../ngoai.txt"), "batch-zip-outside"),
        (_one("/etc/ngoai.txt"), "batch-zip-outside"),
        (_one("a/../../b.txt"), "batch-zip-outside"),
        (_one("C:\\ngoai.txt"), "batch-zip-outside"),
        (_link, "batch-zip-link"),
        (_doubles("a.txt", "a.txt"), "batch-zip-double"),
        (_doubles("A.txt", "a.txt"), "batch-zip-double"),
        (_doubles("Hội.txt", "Ho\u0302\u0323i.txt"), "batch-zip-double"),
        (_one("trong.zip"), "batch-zip-nested"),
        (_one("bom.txt", b"0" * 3_000_000), "import-pack-swells"),
    ],
)
def test_a_zip_that_is_not_to_be_trusted_is_refused_whole(
    settings: Settings, tmp_path: Path, fill: Pack, code: str
) -> None:
    def with_a_good_one(pack: zipfile.ZipFile) -> None:
        pack.writestr("tot.txt", report("Bài tốt"))
        fill(pack)

    found = run(zipped(tmp_path, with_a_good_one), settings)
    assert [codes(outcome) for outcome in found.values()] == [[code]]
    assert written(settings) == []


def test_a_zip_with_too_many_files_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings = replace(settings, limits=Limits(zip_files=3))

    def fill(pack: zipfile.ZipFile) -> None:
        for number in range(4):
            pack.writestr(f"{number}.txt", report(str(number)))

    assert codes(run(zipped(tmp_path, fill), settings)["kho.zip"]) == ["import-pack-parts"]


@pytest.mark.parametrize("cut", [10, 200, -60, -5])
def test_a_damaged_zip_is_a_problem(settings: Settings, tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path, _one("a.txt", report("Lễ ký")))
    path.write_bytes(path.read_bytes()[:cut])
    found = run(path, settings)
    assert [codes(outcome) for outcome in found.values()] == [["batch-zip-damaged"]]
    assert written(settings) == []


def test_a_member_with_damaged_bytes_does_not_stop_the_others(
    settings: Settings, tmp_path: Path
) -> None:
    path = zipped(tmp_path, _doubles("a.txt", "b.txt"))
    data = bytearray(path.read_bytes())
    data[60:70] = b"\0" * 10  # inside the first member
    path.write_bytes(data)
    found = run(path, settings)
    assert found["kho.zip › a.txt"].state is State.REFUSED
    assert found["kho.zip › b.txt"].article


def test_a_photo_with_damaged_bytes_is_told_and_the_others_go_on(
    settings: Settings, tmp_path: Path
) -> None:
    def fill(pack: zipfile.ZipFile) -> None:
        pack.writestr("a.txt", report("Một"))
        pack.writestr("a-1.jpg", random.Random(1).randbytes(2000))
        pack.writestr("b.txt", report("Hai"))

    path = zipped(tmp_path, fill)
    data = bytearray(path.read_bytes())
    at = data.index(b"a-1.jpg") + 200  # inside of the photo
    data[at : at + 10] = b"\0" * 10
    path.write_bytes(data)
    found = run(path, settings)
    place = "kho.zip › a.txt › a-1.jpg"
    (told,) = [fault for fault in found["kho.zip › a.txt"].problems if fault.path == place]
    assert told.code == "import-unreadable"
    assert "CRC" in str(told.params["reason"])
    assert found["kho.zip › a.txt"].state is State.REFUSED
    assert found["kho.zip › b.txt"].article
    assert not any(name.startswith("photos/") for name in written(settings))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.mp4", "batch-film"), ("IMG.HEIC", "photo-other-kind"), ("quet.tif", "photo-other-kind"),
        ("cu.doc", "import-old-word"), ("quet.pdf", "import-pdf"), ("goi.zip", "batch-pack-inside"),
        ("ds.csv", "batch-list-inside"), ("ds.xlsx", "batch-list-inside"),
        ("la.xyz", "batch-not-read"), ("rong.txt", "import-empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_in_a_folder_has_a_remedy_of_its_kind(
    settings: Settings, tmp_path: Path, name: str, code: str
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "a-bai.txt").write_bytes(report("Một"))
    (folder / name).write_bytes(b"" if code == "import-empty" else b"x")
    found = run(folder, settings)
    assert codes(found[f"kho › {name}"]) == [code]
    assert found["kho › a-bai.txt"].article


def test_a_cut_photo_is_told_with_the_article_that_it_keeps_out(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "a.txt").write_bytes(report("Một"))
    (folder / "a-1.jpg").write_bytes(picture()[:-200])
    (outcome,) = run(folder, settings).values()
    assert outcome.state is State.REFUSED
    (told,) = [fault for fault in outcome.problems if fault.path == "kho › a.txt › a-1.jpg"]
    assert told.severity is Severity.ERROR


def test_a_batch_needs_the_memory_of_one_document(settings: Settings, tmp_path: Path) -> None:
    def fill(pack: zipfile.ZipFile) -> None:
        letters = random.Random(2020)
        for number in range(30):
            pack.writestr(f"{number}.txt", letters.randbytes(1_000_000))

    path = zipped(tmp_path, fill)
    tracemalloc.start()
    assert len(run(path, settings)) == 30
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000  # of 30


# --------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Ch\xe1\xbb\xaf", ""),
        ("a.html", b"<?xml version='1.0'?>\n<html>", ""),
        ("a.xml", b"<?xml version='1.0'?>\n<rss>", "feed"),
        ("a", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.csv", b"title\n", "list"),
        ("a.docx", b"PK\x03\x04", ""),
        ("a.zip", b"PK\x03\x04", "zip"),
        ("khong-co", None, ""),
    ],
)
def test_a_batch_is_told_by_what_is_in_it(
    tmp_path: Path, name: str, data: bytes | None, kind: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert kind_of(tmp_path / name) == kind


def test_a_workbook_of_another_kind_is_sent_back_with_a_word(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "so.ods"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("content.xml", "<x/>")
    assert codes(run(path, settings)["so.ods"]) == ["batch-workbook"]


def test_the_report_is_for_machines(folder: Path, tmp_path: Path, settings: Settings) -> None:
    from kyyeu.desk.batches import import_batch as command  # noqa: PLC0415 (the desk is above)

    assert command(settings, [folder], Wishes("Thi đua")) == 1
    (path,) = (tmp_path / "exports").glob("*.json")
    assert [one.suffix for one in (tmp_path / "exports/bien-nhan").iterdir()] == [".html"]
    told = json.loads(path.read_bytes())
    assert [entry["state"] for entry in told["entries"]] == ["eyes", "refused", "refused", "noted"]
    assert all(problem["remedy"] for entry in told["entries"] for problem in entry["problems"])


def test_a_changed_source_of_a_batch_is_a_difference_on_the_screen_and_in_the_report(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    from kyyeu.desk.batches import import_batch as command  # noqa: PLC0415 (the desk is above)

    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "a.txt").write_bytes(report("Một"))
    command(settings, [folder], Wishes("Thi đua"))
    changed = report("Một").replace("Năm đơn vị".encode(), "Sáu đơn vị".encode())
    (folder / "a.txt").write_bytes(changed)
    capsys.readouterr()
    assert command(settings, [folder], Wishes("Thi đua")) == 1
    assert "+Sáu đơn vị đã ký" in capsys.readouterr().out
    told = [
        problem
        for path in (tmp_path / "exports").glob("*.json")
        for entry in json.loads(path.read_bytes())["entries"]
        for problem in entry["problems"]
        if problem["code"] == "import-article-exists"
    ]
    assert "+Sáu đơn vị đã ký" in told[0]["difference"]
