"""Opponents of our reading of people, units and directives: same text, same scorer.

underthesea's packaged CRF, as it comes, and a CRF over syllables trained on the training part of
our gold set. Both are scored on the part that neither has seen. Neither knows roles or identity.
Needs the packages of the group ``bench``, which the site and its tests never do:

    .venv/bin/python -m pip install --group bench
    .venv/bin/python -m bench.mentions
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.mentions.gold_set import HELDBACK, TRAINING, Passage, Run, load, sentences
from tests.mentions.score import PROSE, Found, System, engine, false_people, score, speed, table

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh mai trịnh "
        "đào đoàn lâm hà cao tạ lương châu phùng tô quách",
    )
)


# --------------------------------------------------------------------------- underthesea


def underthesea(run: Run) -> list[list[Found]]:
    """PER for people, ORG for units, sentence by sentence."""
    return [
        [one for number, text in enumerate(passage.blocks) for one in _underthesea(number, text)]
        for passage in run.passages
    ]


def _underthesea(block: int, text: str) -> Iterator[Found]:
    from underthesea import ner  # noqa: PLC0415 (only there with the group bench)

    first = 0
    for after in [*(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]:
        words = ner(text[first:after])
        yield from _spans(block, _aligned(text, first, words), {"PER": "person", "ORG": "unit"})
        first = after


def _aligned(text: str, at: int, words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Places of words in the text; letters are counted, as underthesea rewrites tone marks."""
    for word, *_, label in words:
        letters = len(re.sub(r"\s", "", word))
        while at < len(text) and text[at].isspace():
            at += 1
        start = at
        while at < len(text) and letters:
            letters -= not text[at].isspace()
            at += 1
        yield start, at, label


def _spans(
    block: int, labelled: Iterator[tuple[int, int, str]], kinds: dict[str, str]
) -> Iterator[Found]:
    """BIO labels as spans."""
    open_: tuple[int, int, str] | None = None
    for start, end, label in [*labelled, (0, 0, "O")]:
        name = label[2:]
        if open_ and (label[0] != "I" or name != open_[2]):
            if open_[2] in kinds:
                by_role = open_[2] == "role"
                yield Found(block, open_[0], open_[1], kinds[open_[2]], by_role=by_role)
            open_ = None
        if label != "O":
            open_ = (open_[0] if open_ else start, end, name)


# --------------------------------------------------------------------------- a CRF of our own


def trained(runs: Sequence[Run]) -> System:
    """A CRF over syllables, trained on these runs."""
    import pycrfsuite  # noqa: PLC0415 (only there with the group bench)

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for run in runs:
        for passage in run.passages:
            for number, text in enumerate(passage.blocks):
                words = list(_WORD.finditer(text))
                trainer.append(_features(words), list(_labels(passage, number, words)))
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 150})
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger.open(model)

    def read(run: Run) -> list[list[Found]]:
        return [
            [one for n, text in enumerate(passage.blocks) for one in _crf(tagger, n, text)]
            for passage in run.passages
        ]

    return read


def _crf(tagger: Any, block: int, text: str) -> Iterator[Found]:
    words = list(_WORD.finditer(text))
    labels = tagger.tag(_features(words))
    kinds = {kind: kind for kind in ("person", "unit", "directive", "movement")}
    placed = ((word.start(), word.end(), label) for word, label in zip(words, labels, strict=True))
    yield from _spans(block, placed, {**kinds, "role": "person"})


def _labels(passage: Passage, block: int, words: Sequence[re.Match[str]]) -> Iterator[str]:
    marks = [mark for mark in passage.marks if mark.block == block]
    for word in words:
        mark = next((m for m in marks if m.start <= word.start() < m.end), None)
        if mark is None:
            yield "O"
        else:
            begins = "B" if word.start() == mark.start else "I"
            yield f"{begins}-{'role' if mark.by_role else mark.kind}"


def _features(words: Sequence[re.Match[str]]) -> list[list[str]]:
    texts = [word[0] for word in words]
    low = [text.lower() for text in texts]
    shapes = [_shape(text) for text in texts]
    rows = []
    for i in range(len(texts)):
        row = [f"low={low[i]}", f"shape={shapes[i]}", f"tail={low[i][-2:]}"]
        row += ["surname"] if low[i] in _SURNAMES and texts[i][0].isupper() else []
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= i + step < len(texts):
                row += [f"{step}low={low[i + step]}", f"{step}shape={shapes[i + step]}"]
        for first in (-2, -1, 0, 1):
            if i + first >= 0 and i + first + 1 < len(texts):
                pair = slice(i + first, i + first + 2)
                row += [f"{first}lows={' '.join(low[pair])}", f"{first}sh={''.join(shapes[pair])}"]
        rows.append(row)
    return rows


def _shape(text: str) -> str:
    if text.isdigit():
        return "9"
    if not text[0].isalpha():
        return text
    return "A" if text.isupper() and len(text) > 1 else "Aa" if text[0].isupper() else "a"


# --------------------------------------------------------------------------- side by side


def main() -> int:
    """Print the figures of the part that is held back, ours first."""
    missing = [name for name in ("underthesea", "pycrfsuite") if find_spec(name) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}\n{__doc__}", file=sys.stderr)
        return 1
    runs = load(HELDBACK)
    size = sum(len(sentences(prose)) for prose in PROSE)
    opponents: dict[str, System] = {
        "kyyeu": engine,
        "underthesea, packaged CRF": underthesea,
        "CRF trained on our training part": trained(load(TRAINING)),
    }
    for name, system in opponents.items():
        figures = table(score(runs, system), spans_only=system is not engine)
        wrong = sum(len(false_people(prose, system)) for prose in PROSE)
        print(f"{name}, part held back\n{figures}")
        print(f"people in {size} sentences without any: {wrong}")
        print(f"{speed(runs, system):.0f} KiB of text per CPU-second\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
