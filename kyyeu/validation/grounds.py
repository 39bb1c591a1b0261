"""What the rules look at: the holdings, and what the bodies of the articles show and link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from kyyeu.mentions import Identified, Inline
from kyyeu.model import Article, Figure, Holdings, Photo, StaticPage, Status
from kyyeu.photos import figure_of
from kyyeu.problems import Problem
from kyyeu.rendering import Image, Link, shown_and_linked
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
    """A link in a body that leads to no other site."""

    text: Article | StaticPage  #: whose body it is
    link: Link
    line: int  #: 1-based line of the file that links

    @property
    def path(self) -> str:
        """The file of the holdings that it names; empty: none."""
        return self.link.file

    @property
    def source(self) -> str:
        """The file that links."""
        return self.text.source


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


_AWAY = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_SIGN = re.compile(rf"!\[|\]\(\s*<?(?!{_AWAY.pattern})", re.IGNORECASE)

Rule = Callable[[Grounds], Iterable[Problem]]


def survey(holdings: Holdings, settings: Settings, now: datetime) -> Grounds:
    """Read every body once for all rules."""
    shown: list[Shown] = []
    linked: list[Linked] = []
    texts: tuple[Article | StaticPage, ...] = (*holdings.articles, *holdings.pages)
    for text in texts:
        for first, block in _blocks_to_read(text.body):
            line = text.body_line + first - 1
            images, links = shown_and_linked(block)
            if isinstance(text, Article):
                shown += (_shown(text, image, line, holdings) for image in images)
            linked += (
                Linked(text, link, line + link.line) for link in links if not _AWAY.match(link.href)
            )
    return Grounds(holdings, settings, now, tuple(shown), tuple(linked))


def _shown(article: Article, image: Image, line: int, holdings: Holdings) -> Shown:
    figure = figure_of(image.src, image.alt, image.title, article.source, holdings.photos)
    return Shown(article, image.src, line + image.line, figure)


def _blocks_to_read(body: str) -> Iterator[tuple[int, str]]:
    """The blocks between empty lines with an image or a link, with the lines before each.

    Neither reaches over an empty line, and parsing a whole body costs a hundred times more
    than looking through it. Links to other sites are nothing that the holdings could answer.
    """
    if not _SIGN.search(body):
        return
    for filled, group in groupby(enumerate(body.split("\n")), lambda line: bool(line[1].strip())):
        lines = list(group)
        block = "\n".join(line for _, line in lines)
        if filled and _SIGN.search(block):
            yield lines[0][0], block
