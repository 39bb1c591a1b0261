"""The command ``mentions``: tags any texts and prints JSON Lines, one line a block.

Markdown articles and plain text, as many files in one run as one likes; the authority files of
the project are honoured, and nothing of the project is written. Form of a line::

    {"file", "block", "text", "mentions": [{"start", "end", "kind", "id", "form", "status",
     "role"?, "role_unit"?, "number"?, "symbol"?, "document_kind"?, "issuer"?, "date"?, "why"}]}

``block`` is "lead", or the number of a block of the body counted from 1, as the anchors of
pages count. Offsets are characters of ``text``. ``status`` is "reviewed" (a record or a
decision stands behind the id), "unreviewed", or "unresolved" (the id is null). What a file
names is identified with what all files of the run name: an id means one thing. ``role_unit``
holds the ids of the units that the roles are of, one for each role; null where a role names no
unit, or nobody knows which.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from kyyeu import holdings
from kyyeu.desk.settings_file import site_settings
from kyyeu.fixity import digest
from kyyeu.markup import Fragment
from kyyeu.mentions import Inline, Register, ShelfRegister, inline_of, read
from kyyeu.model import Article, Authorities, Kind, Mention
from kyyeu.problems import Problem, describe
from kyyeu.rendering import render
from kyyeu.settings import Settings
from kyyeu.vietnamese import parse_moment

_LARGEST = 64 * 1024 * 1024  # bytes of one file
_IN_MEMORY = 32 * 1024 * 1024  # bytes of results; more wait on disk until all files are read
_HEADER = re.compile(
    r"(?:Title|Id|Date|Modified|Category|Tags|Authors|Summary|Source|Status):", re.I
)
_ENTRY = re.compile(r"([A-Za-z_-]+):[ \t]*(.*)")
_PICTURE = re.compile(r'(?m)^!\[[^\]\n]*\]\([^\s"()]*(?:[ \t]+"([^"\n]*)")?\)[ \t]*$')
_MARKED_UP = re.compile(r"[*_\\`<>&|\[\]#]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|\.\s*/\.", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_WRAPPED = (40, 110, 35)  # characters: shortest and longest line of a typed paragraph, spread


@dataclass(frozen=True, slots=True)
class _Text:
    """A file as the engine wants it: block 0 is the lead, empty in plain text."""

    article: Article
    blocks: tuple[str, ...]
    inline: tuple[Inline, ...] = ()  #: what an editor marked in it


def mentions(root: Path, files: Sequence[str], now: datetime) -> int:
    """Print what the files mention; a file that cannot be read is told, and the others go on.

    Args:
        root: the project, for its settings and authority files.
        files: paths as typed; they come back in the lines.
        now: the day of texts that tell none.
    """
    settings = site_settings(root)
    tables = holdings.read_tables(settings)
    tagger = _Tagger(settings, tables, now, ShelfRegister(tables, settings.province))
    faults = 0
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8") as kept:
        for number, name in enumerate(files):
            problem = tagger.tag(number, name, kept)
            if problem is not None:
                faults += 1
                print(describe(problem), file=sys.stderr)
        kept.seek(0)
        tagger.register.settle()
        for line in kept:
            for printed in _lines(json.loads(line), tagger.register):
                print(json.dumps(printed, ensure_ascii=False))
    return 1 if faults else 0


@dataclass(frozen=True, slots=True)
class _Tagger:
    settings: Settings
    authorities: Authorities
    now: datetime
    register: Register

    def tag(self, number: int, name: str, kept: IO[str]) -> Problem | None:
        """Read one file and keep what it names until all files are read."""
        taken = holdings.read_text(Path(name), name, _LARGEST)
        if not taken.value:
            return next(iter(taken.problems), None)
        text = _understand(number, name, taken.value, self.now, self.settings)
        province = self.settings.province
        reading = read(text.article, text.blocks, self.authorities, province, text.inline)
        self.register.add(text.article, reading)
        rows: list[list[dict[str, Any]]] = [[] for _ in text.blocks]
        for mention in reading.mentions:
            rows[mention.block].append(_row(mention))
        blocks = [
            [block, said, row]
            for block, (said, row) in enumerate(zip(text.blocks, rows, strict=True))
            if said
        ]
        kept.write(json.dumps([name, text.article.id, blocks], ensure_ascii=False) + "\n")
        return None


def _lines(kept: list[Any], register: Register) -> Iterator[dict[str, Any]]:
    name, article, blocks = kept
    for block, text, rows in blocks:
        for row in rows:
            kind = Kind(row["kind"])
            id, reviewed = register.final(article, kind, row["id"], row.pop("reviewed"))
            row["id"] = id
            if any(units := row.get("role_unit", ())):
                finals = (register.final(article, Kind.UNIT, one, False) for one in units)
                row["role_unit"] = [final for final, _ in finals]
            else:
                row.pop("role_unit", None)
            row["status"] = "unresolved" if id is None else "reviewed" if reviewed else "unreviewed"
        yield {"file": name, "block": block or "lead", "text": text, "mentions": rows}


def _row(mention: Mention) -> dict[str, Any]:
    row: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind.value,
        "id": mention.id,
        "form": mention.form,
        "status": "",
        "reviewed": mention.reviewed,
    }
    stated = {
        "role": list(mention.roles),
        "role_unit": list(mention.bodies[: len(mention.roles)]),
        "number": mention.number,
        "symbol": mention.symbol,
        "document_kind": mention.document_kind,
        "issuer": mention.issuer,
        "date": mention.issued,
    }
    return {**row, **{key: value for key, value in stated.items() if value}, "why": mention.why}


# --------------------------------------------------------------------------- texts


def _understand(number: int, name: str, text: str, now: datetime, settings: Settings) -> _Text:
    """A Markdown article by its header; a Markdown file without one; or plain text."""
    header: dict[str, str] = {}
    first = next((line for line in text.split("\n", 20) if line.strip()), "")
    if _HEADER.match(first):
        head, _, text = text.lstrip("\n").partition("\n\n")
        header = {key.lower(): value for key, value in _ENTRY.findall(head)}
    published = parse_moment(header.get("date", ""), settings.timezone) or now
    own = header.get("id") or digest(f"{number} {name}".encode())[:12]
    article = Article(
        name, "", own, header.get("title", ""), "", published, None, "", (), (), "", "", 1
    )
    lead = " ".join(header.get("summary", "").split())
    marked = bool(header) or name.lower().endswith((".md", ".markdown"))
    blocks, inline = _marked(text) if marked else (_plain(text), ())
    return _Text(article, (lead, *blocks), inline)


def _marked(body: str) -> tuple[list[str], tuple[Inline, ...]]:
    """The blocks that a page shows, and what an editor marked in them.

    A body without any markup needs no rendering for that.
    """
    body = _PICTURE.sub(lambda match: match[1] or "", body)
    if _MARKED_UP.search(body):
        blocks = Fragment.parse(render(body)).blocks
        return [block.text for block in blocks], inline_of(blocks)
    parts = (part.strip() for part in _PARAGRAPHS.split(body))
    texts = ["\n".join(line.strip() for line in part.split("\n")) for part in parts if part]
    return texts, ()


def _plain(text: str) -> list[str]:
    """Paragraphs; where lines are not wrapped by hand, each line is one."""
    blocks: list[str] = []
    for part in _PARAGRAPHS.split(text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        blocks += [" ".join(lines)] if _is_wrapped(lines) else lines
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    shortest, longest, spread = _WRAPPED
    sizes = [len(line) for line in lines[:-1]]
    return (
        bool(sizes)
        and shortest <= min(sizes)
        and max(sizes) <= longest
        and max(sizes) - min(sizes) <= spread
        and not all(line.endswith((".", "!", "?", ":", ";", "”", '"')) for line in lines[:-1])
    )
