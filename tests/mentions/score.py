"""Scores a reading of the gold set: ``python3 tasks.py score``.

Spans count exactly and overlapping (one found span answers for one marked span, of the same
kind). Roles count as pairs of name and role. Identity counts as pairs of mentions that a system
holds for the same thing, over all articles of a run; a mention that the gold leaves open belongs
to no pair. Any system can be scored that answers with `Found`: see ``bench/mentions.py``.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kyyeu.mentions import identify, read
from kyyeu.model import Article, Authorities, Mention
from kyyeu.settings import VIETNAM
from kyyeu.vietnamese import canonical
from tests.mentions.gold_set import (
    FOLDER,
    HELDBACK,
    TRAINING,
    Marked,
    Passage,
    Run,
    load,
    sentences,
)

KINDS = ("person", "unit", "directive", "movement")
PROSE = (FOLDER / "prose.md", HELDBACK / "prose.md")  #: sentences in which nobody is named


@dataclass(frozen=True)
class Found:
    """One mention as a system found it; offsets as in `tests.mentions.gold_set.Marked`."""

    block: int
    start: int
    end: int
    kind: str
    id: str | None = None
    roles: tuple[str, ...] = ()
    by_role: bool = False
    issuer: str = ""


System = Callable[[Run], list[list[Found]]]


@dataclass
class Tally:
    """Marked, found, and both."""

    marked: int = 0
    found: int = 0
    both: int = 0

    def add(self, marked: int, found: int, both: int) -> None:
        self.marked += marked
        self.found += found
        self.both += both

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        parts = self.precision + self.recall
        return 2 * self.precision * self.recall / parts if parts else 0.0


@dataclass
class Score:
    """Everything that is counted about one part of the gold set."""

    exact: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    overlap: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    numbered: Tally = field(default_factory=Tally)  #: directives whose symbol is written
    roles: Tally = field(default_factory=Tally)
    identity: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    issuers: Tally = field(default_factory=Tally)  #: of the directives found
    ids: Tally = field(default_factory=Tally)  #: central directives whose id follows from the text
    left_open: Tally = field(default_factory=Tally)  #: what cannot be known, among the spans found
    faults: list[str] = field(default_factory=list)  #: misses and false hits, with their sentence


# --------------------------------------------------------------------------- the system


def article_of(run: Run, number: int, day: date | None) -> Article:
    """A passage as an article of its own."""
    id = f"{run.path.stem.replace('-', '')}{number:03}"
    day = day or date(2020, 1, 1)
    moment = datetime(day.year, day.month, day.day, 20, tzinfo=VIETNAM)
    source = f"articles/{id}.md"
    return Article(source, "", id, "Tin", "tin", moment, None, "Tin", (), (), "", "", 1)


def engine(run: Run) -> list[list[Found]]:
    """What Kỷ Yếu reads in a run without any authority record."""
    nothing = Authorities()
    read_so_far = []
    for number, passage in enumerate(run.passages):
        article = article_of(run, number, passage.day)
        read_so_far.append((article, read(article, passage.blocks, nothing, run.province)))
    joined = identify(read_so_far, nothing, run.province)
    return [
        [_found(mention) for mention in joined.readings[article.id].mentions]
        for article, _ in read_so_far
    ]


def _found(mention: Mention) -> Found:
    return Found(
        mention.block, mention.start, mention.end, str(mention.kind), mention.id,
        mention.roles, mention.by_role, mention.issuer,
    )  # fmt: skip


def oracle(run: Run) -> list[list[Found]]:
    """The gold itself, as if a system had found it."""
    return [
        [
            Found(m.block, m.start, m.end, m.kind, m.label, m.roles, m.by_role, m.issuer)
            for m in passage.marks
        ]
        for passage in run.passages
    ]


# --------------------------------------------------------------------------- counting


def score(runs: Iterable[Run], system: System) -> Score:
    """Compare what a system finds in each run with what is marked there."""
    total = Score()
    for run in runs:
        matched: list[tuple[Marked, Found]] = []
        for passage, found in zip(run.passages, system(run), strict=True):
            pairs = _exact_pairs(passage.marks, found)
            matched += pairs
            _count_spans(total, passage, found, pairs)
            _count_roles(total.roles, passage.marks, found)
            _tell(total.faults, run, passage, found)
        marks = [mark for passage in run.passages for mark in passage.marks]
        _count_identity(total, marks, matched)
    return total


def _place(one: Marked | Found) -> tuple[int, int, int, str]:
    return one.block, one.start, one.end, one.kind


def _exact_pairs(marks: Sequence[Marked], found: Sequence[Found]) -> list[tuple[Marked, Found]]:
    at = {_place(one): one for one in found}
    return [(mark, at[_place(mark)]) for mark in marks if _place(mark) in at]


def _count_spans(
    total: Score, passage: Passage, found: Sequence[Found], pairs: Sequence[tuple[Marked, Found]]
) -> None:
    for kind in KINDS:
        marked = [mark for mark in passage.marks if mark.kind == kind]
        answers = [one for one in found if one.kind == kind]
        both = sum(mark.kind == kind for mark, _ in pairs)
        total.exact[kind].add(len(marked), len(answers), both)
        total.overlap[kind].add(len(marked), len(answers), _overlapping(marked, answers))
    numbered = [m for m in passage.marks if m.kind == "directive" and is_numbered(m.form)]
    answers = [
        one
        for one in found
        if one.kind == "directive" and is_numbered(passage.blocks[one.block][one.start : one.end])
    ]
    both = len(set(map(_place, numbered)) & set(map(_place, answers)))
    total.numbered.add(len(numbered), len(answers), both)
    for mark, one in pairs:
        if mark.issuer:
            total.issuers.add(1, 1, canonical(mark.issuer) == canonical(one.issuer))
        if mark.label is not None and _CENTRAL.fullmatch(mark.label):
            total.ids.add(1, one.id is not None, one.id == mark.label)
        if mark.label is None:
            total.left_open.add(1, 1, one.id is None)


_CENTRAL = re.compile(r"[a-z]+-\d+[a-z]?-(?:tw-k\d+|\d{4}-(?:cp|ttg)|\d{4}-(?:qh|ubtvqh)\d+)")


def is_numbered(form: str) -> bool:
    """Whether a directive is written with its symbol: "34-CT/TW", "91/2015/QH13"."""
    return "/" in form and any(mark in form for mark in "/-–—") and any(map(str.isupper, form[4:]))


def _overlapping(marked: Sequence[Marked], found: Sequence[Found]) -> int:
    """How many marked spans are answered, each by a found span of its own, most overlap first."""
    candidates = sorted(
        (
            (min(m.end, f.end) - max(m.start, f.start), i, j)
            for i, m in enumerate(marked)
            for j, f in enumerate(found)
            if m.block == f.block and min(m.end, f.end) > max(m.start, f.start)
        ),
        key=lambda triple: (-triple[0], triple[1], triple[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def _role_pairs(some: Sequence[Marked] | Sequence[Found]) -> Counter[tuple[int, int, int, str]]:
    return Counter(
        (one.block, one.start, one.end, canonical(role))
        for one in some
        if one.kind == "person" and not one.by_role
        for role in one.roles
    )


def _count_roles(tally: Tally, marks: Sequence[Marked], found: Sequence[Found]) -> None:
    marked, answered = _role_pairs(marks), _role_pairs(found)
    tally.add(marked.total(), answered.total(), (marked & answered).total())


def _count_identity(
    total: Score, marks: Sequence[Marked], matched: Sequence[tuple[Marked, Found]]
) -> None:
    """Pairs by counting: n mentions of one thing are n(n-1)/2 pairs."""
    for kind in KINDS:
        labels = Counter(m.label for m in marks if m.kind == kind and m.label is not None)
        clusters: dict[str, Counter[str | None]] = defaultdict(Counter)
        for mark, one in matched:
            if mark.kind == kind and one.id is not None:
                clusters[one.id][mark.label] += 1
        right = sum(_pairs(n) for c in clusters.values() for label, n in c.items() if label)
        said = sum(_pairs(c.total()) for c in clusters.values())
        total.identity[kind].add(sum(map(_pairs, labels.values())), said, right)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


# --------------------------------------------------------------------------- telling


def _tell(faults: list[str], run: Run, passage: Passage, found: Sequence[Found]) -> None:
    marked = {_place(mark): mark for mark in passage.marks}
    answers = {_place(one): one for one in found}

    def say(what: str, place: tuple[int, int, int, str], more: str = "") -> None:
        block, start, end, kind = place
        text = passage.blocks[block]
        faults.append(
            f"{run.path.name}, {passage.title}: {what} {kind} [{text[start:end]}]{more}\n"
            f"    {_sentence(text, start, end)}"
        )

    for place in sorted(marked.keys() - answers.keys()):
        say("missed", place)
    for place in sorted(answers.keys() - marked.keys()):
        say("false", place)
    for place in sorted(marked.keys() & answers.keys()):
        mark, one = marked[place], answers[place]
        if not mark.by_role and list(map(canonical, mark.roles)) != list(map(canonical, one.roles)):
            say("roles of", place, f": {'; '.join(one.roles)} | wanted: {'; '.join(mark.roles)}")
        if mark.label is None and one.id is not None:
            say("should be open", place, f": {one.id}")
    same: dict[tuple[str, str], str] = {}
    for place in sorted(marked.keys() & answers.keys()):
        mark, one = marked[place], answers[place]
        if mark.label and one.id and same.setdefault((mark.kind, one.id), mark.label) != mark.label:
            say("wrong identity of", place, f": {one.id} is {same[mark.kind, one.id]} too")
        elif mark.label and one.id is None:
            say("left open", place, f": {mark.label}")


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    last = text.find(". ", end)
    return text[first : len(text) if last < 0 else last + 1]


def tallies(total: Score, *, spans_only: bool = False) -> list[tuple[str, Tally]]:
    """What is counted, each under its name; ``spans_only`` as in `table`."""
    rows = [(f"{kind}, exact", total.exact[kind]) for kind in KINDS]
    rows += [(f"{kind}, overlapping", total.overlap[kind]) for kind in KINDS]
    rows += [("directive with symbol, exact", total.numbered)]
    if not spans_only:
        rows += [("name with role", total.roles)]
        rows += [(f"identity of {kind}, pairs", total.identity[kind]) for kind in KINDS]
        rows += [
            ("id of central directive", total.ids),
            ("issuer of directive", total.issuers),
            ("left open as it should", total.left_open),
        ]
    return rows


def table(total: Score, *, spans_only: bool = False) -> str:
    """The figures of one part, aligned; shares as fractions of one.

    Args:
        total: what was counted.
        spans_only: leave out roles, identity and issuers, for systems that know of none.
    """
    lines = [f"{'':32} precision  recall      F1   marked   found"]
    for name, tally in tallies(total, spans_only=spans_only):
        shares = f"{tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:7.3f}"
        lines.append(f"{name:32} {shares} {tally.marked:8} {tally.found:7}")
    return "\n".join(lines)


def speed(runs: Sequence[Run], system: System, seconds: float = 2.0) -> float:
    """KiB of UTF-8 text read per second of processor time, in articles of usual length."""
    runs = [_joined(run) for run in runs]
    size = sum(len(b.encode()) for run in runs for p in run.passages for b in p.blocks) / 1024
    read = 0.0
    spent = 0.0
    start = time.process_time()
    while not spent or spent < seconds:
        for run in runs:
            system(run)
        read += size
        spent = time.process_time() - start
    return read / spent


def _joined(run: Run) -> Run:
    """Eight passages as one article, some 4 KiB: a passage alone is shorter than a report."""
    passages = run.passages
    joined = [
        Passage("", 0, some[0].day, [block for passage in some for block in passage.blocks])
        for some in (passages[at : at + 8] for at in range(0, len(passages), 8))
    ]
    return Run(run.path, run.province, joined)


def false_people(path: Path, system: System) -> list[str]:
    """Sentences without any person in which a system finds one, with what it found."""
    run = Run(path, "Nam Định")
    for number, sentence in enumerate(sentences(path)):
        run.passages.append(Passage("", number, date(2018, 6, 1), [sentence]))
    return [
        f"[{passage.blocks[0][one.start : one.end]}] {passage.blocks[0]}"
        for passage, found in zip(run.passages, system(run), strict=True)
        for one in found
        if one.kind == "person"
    ]


def report(name: str, system: System, *, tell: bool = False, pace: float = 2.0) -> str:
    """All figures of one system; with ``tell`` also each fault of the training part."""
    parts = []
    everything: list[Run] = []
    for folder in (TRAINING, HELDBACK):
        runs = load(folder)
        everything += runs
        total = score(runs, system)
        count = sum(len(run.passages) for run in runs)
        parts.append(f"{name}, {folder.name} part, {count} passages\n{table(total)}")
        if tell and folder == TRAINING:
            parts += total.faults
    for prose in PROSE:
        people = false_people(prose, system)
        place = prose.relative_to(FOLDER)
        parts.append(f"people in {len(sentences(prose))} sentences of {place}: {len(people)}")
        parts += people if tell and prose.parent == FOLDER else []
    parts.append(f"{speed(everything, system, pace):.0f} KiB of text per CPU-second")
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(report("kyyeu", engine, tell="--list" in sys.argv[1:]))
