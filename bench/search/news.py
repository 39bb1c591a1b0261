"""Articles to measure with: made up by rule, or public news text fetched by hand.

Public text comes as JSON Lines, ``[title, [line, ...]]`` a line. Of a bare clone of
github.com/ThanhChinhBK/vietnews (word-segmented news; look at its terms before you pass
anything on) such a file is made by ``python -m bench.search.news CLONE FILE COUNT``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from kyyeu.search import Named, SearchDocument
from kyyeu.vietnamese import modern_tone, slugify
from tests.search import generated

FIRST_DAY, DAYS = date(2007, 1, 1), 20 * 365
_SECTIONS = ("Xây dựng Đảng", "Thi đua", "Kinh tế", "Văn hóa - Xã hội", "Nhân vật")
_PERSON = re.compile(r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) ((?:[A-ZĐ][^\W\d_]+ ){1,3}[A-ZĐ][^\W\d_]+)")


class News:
    """So many articles over twenty years, the last the newest; half with old tone placement.

    Public text is read from its file when it is asked for, as a build reads it.
    """

    def __init__(self, count: int, news: Path | None) -> None:
        self._file, self._count = news, count
        self._made = [] if news else generated.documents(count)
        self._starts: list[int] = []
        self.more: list[SearchDocument] = []  #: added or corrected later
        if news:
            with news.open("rb") as lines:
                start = 0
                for line in islice(lines, count):
                    self._starts.append(start)
                    start += len(line)
        self._number = {document.id: n for n, document in enumerate(self)}
        self.listing = [document.listed for document in self]

    def __iter__(self) -> Iterator[SearchDocument]:
        return self._read(range(len(self._starts or self._made)))

    def load(self, ids: Sequence[str]) -> Iterator[SearchDocument]:
        """The documents of some ids."""
        more = {document.id: document for document in self.more}
        yield from (more[id] for id in ids if id in more)
        yield from self._read([self._number[id] for id in ids if id not in more])

    def add(self, document: SearchDocument) -> None:
        """Add an article, or put it in place of one with its id."""
        self.more.append(document)
        self.listing = [row for row in self.listing if row.id != document.id]
        self.listing.append(document.listed)

    def _read(self, numbers: Iterable[int]) -> Iterator[SearchDocument]:
        if not self._file:
            yield from (_dated(self._made[n], n, self._count) for n in numbers)
            return
        with self._file.open("rb") as lines:
            for n in numbers:
                lines.seek(self._starts[n])
                yield _document(json.loads(lines.readline()), n, self._count)


def _document(article: list[object], number: int, count: int) -> SearchDocument:
    title, text = str(article[0]), "\n".join(map(str, article[1]))  # type: ignore[call-overload]
    if number % 2:
        title, text = modern_tone(title), modern_tone(text)
    if number % 20 == 0:
        text = unicodedata.normalize("NFD", text)
    people = sorted(set(_PERSON.findall(text)))
    return _dated(
        SearchDocument(
            id=f"n{number:06}",
            path="",
            title=title,
            date="",
            section=_SECTIONS[number % len(_SECTIONS)],
            text=text,
            names=tuple(Named("person", slugify(p), p, f"nguoi/{slugify(p)}/") for p in people),
            photos=number % 3 == 0,
        ),
        number,
        count,
    )


def _dated(document: SearchDocument, number: int, count: int) -> SearchDocument:
    day = FIRST_DAY + timedelta(days=number * DAYS // count)
    values = {field: getattr(document, field) for field in document.__dataclass_fields__}
    return SearchDocument(
        **values | {"date": day.isoformat(), "path": f"{day:%Y/%m}/{document.id}.html"}
    )


def _vietnews(clone: Path, count: int) -> Iterator[tuple[str, list[str]]]:
    git = ["git", f"--git-dir={clone}"]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "HEAD", "data/train_tokenized"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()[:count]  # fmt: skip
    blobs = "\n".join(line.split()[2] for line in listed).encode()
    told = subprocess.run(
        [*git, "cat-file", "--batch"], input=blobs, capture_output=True, check=True
    ).stdout
    at = 0
    while at < len(told):
        head, _, _ = told[at : at + 200].partition(b"\n")
        start = at + len(head) + 1
        at = start + int(head.split()[2]) + 1
        text = told[start : at - 1].decode("utf-8", "replace").replace("_", " ")
        text = re.sub(r" ([,.:;!?)”%])|([(“]) ", r"\1\2", text)
        title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
        yield title, lines


if __name__ == "__main__":
    clone, file, count = sys.argv[1:]
    with Path(file).open("w", encoding="utf-8") as out:
        for article in _vietnews(Path(clone), int(count)):
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
