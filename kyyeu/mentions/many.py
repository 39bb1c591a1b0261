"""Many articles read at once, by whoever works: readings come in the order of the articles.

A cold build, or one after a change of the engine, reads all articles; each by itself, so
they can be shared out. What crosses from process to process are values: texts there, and
readings with what they asked of the authority files back. The records themselves are made
ready once in each process. What is kept in the cache is asked for here, never there.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sized
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from kyyeu.mentions.memory import Known, Reader, Text, recipe
from kyyeu.mentions.reading import read_and_ask
from kyyeu.model import Authorities, Reading
from kyyeu.workers import Ground, Step, batch_for, batches_of, windowed_map

_Ground = Ground[tuple[Authorities, str]]
_one_by_one = threading.Lock()
"""The records note what they are asked (`kyyeu.mentions.asking`): one question at a time."""


def know_many(
    reader: Reader, texts: Iterable[Text], executor: Executor | None = None
) -> Iterator[Known]:
    """As `Reader.know` for one article after the other; what is not remembered is shared out.

    ::

        with executor_for(len(articles)) as executor:
            for article, known in zip(articles, know_many(reader, texts, executor)):
                ...

    Texts are asked for as they are needed, some hundreds ahead of the readings.

    Args:
        reader: with its cache and its authority records.
        texts: articles as `Text`, in any number.
        executor: from `kyyeu.workers.executor_for`; None: this process alone.

    Raises:
        MachineFault: a worker died; its article is named.
    """
    waiting: deque[list[tuple[Text, Known | None]]] = deque()  # as many as are in flight

    def unknown() -> Iterator[list[Text]]:
        count = len(texts) if isinstance(texts, Sized) else 0
        for batch in batches_of(texts, batch_for(executor, count=count)):
            waiting.append([(text, reader.remembered(text)) for text in batch])
            yield [_needed(text) for text, known in waiting[-1] if known is None]

    for made in windowed_map(executor, _step(reader.authorities, reader.province), unknown()):
        fresh = iter(made)
        for text, remembered in waiting.popleft():
            known = remembered or next(fresh)
            if remembered is None:
                reader.remember(text, known)
            yield known


def read_many(
    texts: Iterable[Text],
    authorities: Authorities,
    province: str,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """As `kyyeu.mentions.read` for one article after the other; nothing is remembered."""
    batches = map(_needed, texts)
    step = _step(authorities, province)
    for made in windowed_map(executor, step, batches_of(batches, batch_for(executor))):
        yield from (known.reading for known in made)


def _step(authorities: Authorities, province: str) -> Step[Text, Known]:
    ground: _Ground = Ground.of((authorities, province))
    return Step(partial(_read, ground), "tag", _name, recipe)


def _needed(text: Text) -> Text:
    """What a reading needs of an article: its Markdown does not travel."""
    article = replace(text.article, body="", lead="", title="", tags=(), contributors=())
    return Text(article, tuple(text.blocks), tuple(text.inline))


def _name(text: Text) -> str:
    return text.article.source


def _read(ground: _Ground, text: Text) -> Known:
    authorities, province = ground.value()
    with _one_by_one:
        return Known(*read_and_ask(text.article, text.blocks, authorities, province, text.inline))
