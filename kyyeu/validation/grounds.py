"""What the rules look at: the holdings, and what the bodies of the articles show and link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from kyyeu.mentions import Identified, Inline
from kyyeu.model import Article, Figure, Holdings, Photo, StaticPage, Status
from kyyeu.photos import figure_of
from kyyeu.problems import Problem
from kyyeu.rendering import images, linked_files
from kyyeu.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """An image in the body of an article."""

    article: Article
    src: str  #: as written
    line: int  #: 1-based line of the article's file
    figure: Figure | None  #: None: the photo is not in the holdings


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in a body to another file of the holdings."""

    source: str  #: of the file that links
    path: str  #: as written behind ``{filename}``
    line: int  #: 1-based line of the file that links


class Elsewhere(Protocol):
    """What is known of the articles that a narrow build does not look at."""

    def source_of(self, id: str) -> str | None:
        """The file of another article with that id."""

    def status_of(self, source: str) -> Status | None:
        """The status of the article in a file."""

    def shows(self, photo: str) -> bool:
        """Whether one of them shows a photo."""


@dataclass(frozen=True, slots=True)
class Study:
    """What takes reading every article: kept by digest, so that only new ones are read."""

    blocks: Mapping[str, tuple[str, ...]]  #: by article id: the lead, then the body's blocks
    sketches: Mapping[str, tuple[int, ...]]  #: by article id: see `kyyeu.validation.doubles`
    identified: Identified
    damaged: tuple[str, ...]  #: sources of photos whose pixels cannot be decoded
    inline: Mapping[str, tuple[Inline, ...]]  #: by article id: what an editor marked in it


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything a rule may know."""

    holdings: Holdings
    settings: Settings
    now: datetime  #: aware
    shown: tuple[Shown, ...]
    linked: tuple[Linked, ...]
    study: Study | None = None  #: None: not asked for
    judged: Mapping[str, Photo] | None = None  #: the photos to be judged; None: all
    elsewhere: Elsewhere | None = None  #: None: the holdings are all there is

    @property
    def photos(self) -> Mapping[str, Photo]:
        """The photos to be judged, by source."""
        return self.holdings.photos if self.judged is None else self.judged


Rule = Callable[[Grounds], Iterable[Problem]]


def survey(holdings: Holdings, settings: Settings, now: datetime) -> Grounds:
    """Read every body once for all rules."""
    shown = tuple(one for article in holdings.articles for one in _shown(article, holdings))
    texts: tuple[Article | StaticPage, ...] = (*holdings.articles, *holdings.pages)
    linked = tuple(one for text in texts for one in _linked(text))
    return Grounds(holdings, settings, now, shown, linked)


def _shown(article: Article, holdings: Holdings) -> Iterator[Shown]:
    for first, block in _blocks_with("![", article.body):
        for image in images(block):
            figure = figure_of(image.src, image.alt, image.title, article.source, holdings.photos)
            yield Shown(article, image.src, article.body_line + first + image.line - 1, figure)


def _linked(text: Article | StaticPage) -> Iterator[Linked]:
    for first, block in _blocks_with("{filename}", text.body):
        for link in linked_files(block):
            yield Linked(text.source, link.path, text.body_line + first + link.line - 1)


def _blocks_with(sign: str, body: str) -> Iterator[tuple[int, str]]:
    """The blocks between empty lines that hold ``sign``, with the lines before each.

    Neither an image nor a link reaches over an empty line, and parsing a whole body costs
    a hundred times more than looking through it.
    """
    if sign not in body:
        return
    for filled, group in groupby(enumerate(body.split("\n")), lambda line: bool(line[1].strip())):
        lines = list(group)
        block = "\n".join(line for _, line in lines)
        if filled and sign in block:
            yield lines[0][0], block
