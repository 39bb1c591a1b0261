"""Whatever is done to an archive, the next edition is what a build from nothing makes.

First through the real pieces without Pelican, a page being its value written out; then with
runs that are given up or killed between the edits; at the end by Pelican itself.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from kyyeu.edition import (
    Run,
    accession,
    archive,
    article_pages,
    feed_pages,
    index_pages,
    lists,
    open_run,
    swap,
)
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.press import Count, Press
from kyyeu.fixity import digest
from kyyeu.settings import Settings
from tests.building import SECTIONS, Site, article, copy_site, good
from tests.edition.driving import printed
from tests.edition.edits import Editor

ARTICLES, STEPS = 30, 7
SMALL = (
    (lists, "ONE_PAGE", 6),
    (lists, "NEWEST", 3),
    (lists, "YEAR", 5),
    (lists, "SHEET", 3),
    (archive, "SHEET", 3),
    (archive, "_TOGETHER_WITHIN", 4),
    (accession, "RELATED_WITHIN", 3),
    (article_pages, "RELATED_WITHIN", 3),
    (feed_pages, "FEED_ENTRIES", 4),
    (feed_pages, "FEED_FROM", 2),
    (index_pages, "ONE_INDEX", 3),
)
"""Where lists are cut in a small archive as they are elsewhere in a large one."""
LANGUAGES: tuple[str, ...] = ()  #: of the interface


def begin(root: Path, editor: Editor) -> Run:
    settings = Settings(
        root,
        "Kỷ yếu nhỏ",
        "Một dòng",
        tuple(SECTIONS),
        "Nam Định",
        address="https://kyyeu.example",
        languages=LANGUAGES,
    )
    return open_run(settings, root / "output", editor.now)


def edition(root: Path, editor: Editor) -> Count:
    """One run, by the very functions that the plugins hang on Pelican's signals."""
    return printed(begin(root, editor), with_photos=True)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def from_nothing(root: Path, editor: Editor) -> dict[str, str]:
    """The files of a first edition: another folder, no cache, no ledger, no former site."""
    shutil.copytree(editor.content, root / "content")
    edition(root, editor)
    found = tree(root / "output")
    shutil.rmtree(root)
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that is cut like a large one, on a disk that no power can leave."""
    make_small(monkeypatch.setattr)


def make_small(put: Callable[..., None], *, cut: bool = True) -> None:
    put(os, "fsync", lambda _: None)
    for module, name, value in SMALL if cut else ():
        put(module, name, value)


def walk(
    seed: int,
    root: Path,
    *,
    articles: int,
    steps: int,
    killed: bool,
    kind: type[Editor] = Editor,
) -> str:
    """Edit an archive at random; what differs from a build from nothing first, and after what."""
    random = Random(seed)
    editor = kind(random, root / "archive/content")
    editor.begin(articles)
    edition(root / "archive", editor)
    for step in range(steps):
        done = editor.work()
        held = tree(editor.content)
        if killed and random.random() < 0.7:
            moment = random.choice(MOMENTS)
            kill(root / "archive", editor, moment)
            done.append(f"killed: {moment}")
            if random.random() < 0.4:
                done += editor.work()
                held = tree(editor.content)
        edition(root / "archive", editor)
        changed = differing(tree(editor.content), held)
        fresh = from_nothing(root / f"fresh{step}", editor)
        wrong = differing(tree(root / "archive/output"), fresh)
        if changed or wrong:
            return f"seed {seed}, step {step}, {done}: {[*changed, *wrong]}"
    return ""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_edits_the_site_is_what_a_build_from_nothing_makes(seed, tmp_path):
    assert walk(seed, tmp_path, articles=ARTICLES, steps=STEPS, killed=False) == ""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("seed", "killed"), [(21, False), (22, True)])
def test_in_two_languages_too(seed, killed, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.LANGUAGES", ("vi", "en"))
    assert walk(seed, tmp_path, articles=ARTICLES, steps=STEPS, killed=killed) == ""
    assert (tmp_path / "archive/output/en/nguoi/index.html").is_file()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", [11, 12])
def test_after_any_edits_and_any_kill_the_site_is_what_a_build_from_nothing_makes(seed, tmp_path):
    assert walk(seed, tmp_path, articles=ARTICLES, steps=STEPS, killed=True) == ""


# --------------------------------------------------------------------------- killed

MOMENTS = (
    *("given up", "printed", "before the journal", "with the journal", "committed"),
    *("renames 1", "renames 2", "renames 5", "renamed"),
)


def kill(root: Path, editor: Editor, moment: str) -> None:
    """A run that ends at some moment; in a process of its own, where there is such a thing."""
    if moment == "given up":
        with patch.object(Run, "close", Run.abandon):
            edition(root, editor)
        return
    child = os.fork()
    if child == 0:
        try:
            _end_at(moment)
            edition(root, editor)
        finally:
            os._exit(9)
    os.waitpid(child, 0)


def _end_at(moment: str) -> None:
    """From here on, this process ends at that moment; it is a process to be killed."""

    def end(*_: object, **__: object) -> None:
        os._exit(9)

    def after(owner: object, name: str, times: int = 1) -> None:
        real, count = getattr(owner, name), iter(range(times - 1, -1, -1))

        def ending(*arguments: object, **more: object) -> object:
            done = real(*arguments, **more)
            if next(count) == 0:
                end()
            return done

        setattr(owner, name, ending)

    if moment == "printed":
        Press.finish = end  # type: ignore[method-assign, assignment]
    elif moment == "before the journal":
        swap._sync_folders = end
    elif moment == "with the journal":
        Ledger.commit = end  # type: ignore[method-assign, assignment]
    elif moment == "committed":
        after(Ledger, "commit")
    elif moment == "renamed":
        swap.discard = end
    else:
        after(swap, "_patiently", int(moment.split()[1]))


def test_an_edition_of_what_was_not_touched_prints_nothing(tmp_path):
    editor = Editor(Random(7), tmp_path / "content")
    editor.begin(40)
    edition(tmp_path, editor)
    count = edition(tmp_path, editor)
    assert (count.rendered, count.written, count.pruned) == (0, 0, 0)
    assert count.kept > 40


def rename(site: Site) -> None:
    site.edit("articles/2020/02/phat-dong-thi-dua.md", "Title: ", "Title: Sửa lại: ")


def add(site: Site) -> None:
    body = "Ông Trần Văn Chung gặp bà Lê Hà.\n\n![Con mương](muong.jpg)"
    site.write("articles/2020/03/them.md", article("Thêm", "them01", "2020-03-04 08:00", body))


def opt_out(site: Site) -> None:
    site.edit("authorities/people.csv", "Chủ tịch UBND huyện,,,yes", "Chủ tịch UBND huyện,,,no")


def decide(site: Site) -> None:
    path = "authorities/decisions.csv"
    row = "reject,person,Lê Hà,,them01,Thu Hoài,2020-03-05,thử"
    site.write(path, f"{(site.content / path).read_text(encoding='utf-8').rstrip()}\n{row}\n")


def withdraw(site: Site) -> None:
    site.edit("articles/2020/03/nuoc-ngot-ve-xom.md", "Title: ", "Status: withdrawn\nTitle: ")


def delete(site: Site) -> None:
    (site.content / "articles/2020/02/phat-dong-thi-dua-2.md").unlink()


def test_by_pelican_too_each_edition_is_what_a_build_from_nothing_makes(tmp_path):
    site = copy_site("small", tmp_path / "small")
    good(site)
    for step, edit in enumerate((rename, add, opt_out, decide, withdraw, delete)):
        before = tree(site.output)
        edit(site)
        held = tree(site.content)
        now = f"{2022 + step}-01-01"
        good(site, now=now)
        assert differing(tree(site.content), held) == []
        assert differing(tree(site.output), before) != [], edit.__name__
        fresh = Site(tmp_path / "fresh" / edit.__name__)
        shutil.copytree(site.content, fresh.content)
        good(fresh, now=now)
        assert differing(tree(site.output), tree(fresh.output)) == [], edit.__name__
