from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyyeu.desk.building import resident
from kyyeu.preview import Burst, Workshop, rebuild, state, watch, workshop
from tests.building import REPOSITORY, Site, article, good

TELLING = "import sys; print('tiến độ'); print('Đã dựng', file=sys.stderr); sys.exit(3)"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_a_build_tells_is_passed_on_and_kept_but_not_its_progress(tmp_path: Path) -> None:
    said: list[str] = []
    code, text = rebuild(python(TELLING), tmp_path, said.append)
    assert (code, text, said) == (3, "Đã dựng\n", ["Đã dựng\n"])


def test_a_build_runs_in_the_folder_of_the_project(tmp_path: Path) -> None:
    _, text = rebuild(
        python("import os, sys; print(os.getcwd(), file=sys.stderr)"), tmp_path, lambda _: None
    )
    assert Path(text.strip()).samefile(tmp_path)


def test_another_command_at_work_is_waited_for(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; mark = pathlib.Path('mark'); first = not mark.exists();"
        "mark.touch(); sys.exit(75 if first else 0)"
    )
    assert rebuild(python(code), tmp_path, lambda _: None)[0] == 0


def test_the_waiting_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_PATIENCE", -1)
    assert rebuild(python("raise SystemExit(75)"), tmp_path, lambda _: None)[0] == 75


@pytest.mark.parametrize("name", ["content/bài.md", "conf.py"])
def test_a_saved_file_is_noticed(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "conf.py").write_text("1")

    def save() -> None:
        time.sleep(0.3)  # the watch must stand first
        new = tmp_path / "new"
        new.write_text("22")
        new.replace(tmp_path / name)  # as editors save

    folders, files = [tmp_path / "content", tmp_path / "absent"], [tmp_path / "conf.py"]
    saver = threading.Thread(target=save)
    saver.start()
    with contextlib.closing(watch(folders, files, state(folders, files))) as bursts:
        assert next(bursts).saved
    saver.join()


def test_what_was_saved_before_the_watch_stood_is_noticed_too(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    before = state([folder], [])
    (folder / "bài.md").touch()
    with contextlib.closing(watch([folder], [], before)) as bursts:
        assert next(bursts) == Burst(True)  # which file it was nobody saw


def test_a_moment_that_has_come_is_a_burst_and_one_that_stays_past_is_none(tmp_path: Path) -> None:
    asked: list[float] = []

    def due() -> float:
        asked.append(time.time() - 1)
        return asked[-1]

    before = state([tmp_path], [])
    with contextlib.closing(watch([tmp_path], [], before, due)) as bursts:
        assert next(bursts) == Burst(False)
        (tmp_path / "bài.md").touch()  # it comes by this alone: the moment is not tried again
        assert next(bursts) == Burst(True, frozenset({tmp_path / "bài.md"}))
    assert len(asked) == 2


def test_what_builds_leave_behind_is_no_change(tmp_path: Path) -> None:
    before = state([tmp_path], [])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").touch()
    assert state([tmp_path], []) == before


RESIDENT = """
import pathlib, sys
for number, _ in enumerate(sys.stdin):
    print('lần', number, file=sys.stderr)
    code = int(pathlib.Path('code').read_text())
    if code < 0:
        sys.exit(-code)
    sys.stderr.write(chr(4) + chr(10))
    sys.stderr.flush()
    print(code, flush=True)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    (tmp_path / "code").write_text("0")
    (tmp_path / "program").mkdir()
    made = Workshop(python(RESIDENT), tmp_path, [tmp_path / "program"], lambda _: None)
    yield made
    made.close()


def test_one_child_builds_again_and_again_and_what_it_told_belongs_to_its_build(
    shop: Workshop, tmp_path: Path
) -> None:
    assert shop.rebuild() == (0, "lần 0\n")
    (tmp_path / "code").write_text("1")
    assert shop.rebuild() == (1, "lần 1\n")


def test_a_child_that_died_is_followed_by_another(shop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "code").write_text("-3")
    assert shop.rebuild() == (3, "lần 0\n")
    (tmp_path / "code").write_text("0")
    assert shop.rebuild() == (0, "lần 0\n")


def test_a_changed_program_gets_a_new_child(shop: Workshop, tmp_path: Path) -> None:
    shop.rebuild()
    (tmp_path / "program" / "new.py").write_text("")
    assert shop.rebuild() == (0, "lần 0\n")


def shop_of(site: Site, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A workshop with the real child, over a small good site on a day of its own."""
    good(site)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    moment = site.environment("2022-01-01")["SOURCE_DATE_EPOCH"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    return Workshop(resident("small_settings.py"), site.root, [], lambda _: None)


def test_what_the_search_and_open_data_need_waits_and_is_made_up_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = shop_of(site, monkeypatch)
    with contextlib.closing(shop):
        assert (shop.rebuild()[0], shop.complete()[0], shop.behind) == (0, 0, False)
        before, table = index_of(site), site.text("du-lieu/2020/02/bai-viet.csv")
        site.edit("articles/2020/02/mot.md", "Sapo.", "Sapo. Trống đồng Ngọc Lũ.")
        assert (shop.rebuild()[0], shop.behind) == (0, True)
        assert index_of(site) == before
        assert site.text("du-lieu/2020/02/bai-viet.csv") == table
        page = site.output / "2020/02/mot-hoi-nghi-mot001.html"
        assert "Ngọc Lũ" in page.read_text(encoding="utf-8")
        assert (shop.complete()[0], shop.behind) == (0, False)
        assert index_of(site) != before
    narrow = site.files()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.output)
    site.build()
    assert site.files() == narrow


def test_the_real_child_believes_who_saw_what_was_saved_of_content_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that came unseen are found by the next look at all, and none stays unprinted."""
    shop = shop_of(site, monkeypatch)
    first = site.content / "articles/2020/02/mot.md"
    page = "2020/02/mot-hoi-nghi-mot001.html"
    with contextlib.closing(shop):
        assert shop.rebuild({first})[0] == 0  # nothing is remembered yet: all is looked at
        site.edit("articles/2020/02/mot.md", "Sapo.", "Sapo. Câu một.")
        site.write("articles/2020/02/hai.md", article("Hai", "hai002"))
        swap = first.with_name(".mot.md.swp")  # of an editing program
        assert shop.rebuild({first, swap})[0] == 0
        assert "Câu một." in site.text(page)
        assert "2020/02/hai-hai002.html" not in site.files()
        assert shop.complete()[0] == 0
        assert "2020/02/hai-hai002.html" in site.files()
        site.write("articles/2020/02/ba.md", article("Ba", "bax003"))
        assert shop.rebuild({site.content / "articles/2020/02/ba.md"})[0] == 0
        assert "2020/02/ba-bax003.html" in site.files()
        (site.content / "articles/2020/02/ba.md").unlink()
        site.edit("articles/2020/02/mot.md", "Câu một.", "Câu hai.")
        assert shop.rebuild({first, site.content / "articles/2020/02/ba.md"})[0] == 0
        assert "2020/02/ba-bax003.html" not in site.files()
        site.edit("articles/2020/02/mot.md", "Category: Thi đua", "Category: Khác")
        assert shop.rebuild({first})[0] == 1
        site.edit("articles/2020/02/hai.md", "Nội dung.", "Nội dung khác.")
        assert shop.rebuild({site.content / "articles/2020/02/hai.md"})[0] == 1  # still wrong
        site.edit("articles/2020/02/mot.md", "Category: Khác", "Category: Thi đua")
        assert shop.rebuild({first})[0] == 0
        assert "Nội dung khác." in site.text("2020/02/hai-hai002.html")
        assert shop.complete()[0] == 0
    narrow = site.files()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.output)
    good(site)
    assert site.files() == narrow


def index_of(site: Site) -> dict[str, bytes]:
    return {name: data for name, data in site.files().items() if name.startswith("tim/")}


def test_the_real_child_prints_what_was_saved_and_outlives_faults(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(site)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    shop = Workshop(resident("small_settings.py"), site.root, [], lambda _: None)
    with contextlib.closing(shop):
        page = site.output / "2020/02/mot-hoi-nghi-mot001.html"
        for words in ("Câu một.", "Câu hai."):
            site.edit("articles/2020/02/mot.md", "Sapo.", f"Sapo. {words}")
            assert shop.rebuild()[0] == 0
            assert words in page.read_text(encoding="utf-8")
        site.edit("articles/2020/02/mot.md", "Category: Thi đua", "Category: Khác")
        code, text = shop.rebuild()
        assert (code, "chuyên mục" in text) == (1, True)
        assert "Câu hai." in page.read_text(encoding="utf-8")
        site.edit("articles/2020/02/mot.md", "Category: Khác", "Category: Thi đua")
        assert shop.rebuild()[0] == 0
