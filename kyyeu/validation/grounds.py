"""What the rules look at: the holdings, and what the bodies of the articles show and link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kyyeu.model import Article, Figure, Holdings, StaticPage
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


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything a rule may know."""

    holdings: Holdings
    settings: Settings
    now: datetime  #: aware
    shown: tuple[Shown, ...]
    linked: tuple[Linked, ...]


Rule = Callable[[Grounds], Iterable[Problem]]


def survey(holdings: Holdings, settings: Settings, now: datetime) -> Grounds:
    """Read every body once for all rules."""
    shown = tuple(one for article in holdings.articles for one in _shown(article, holdings))
    texts: tuple[Article | StaticPage, ...] = (*holdings.articles, *holdings.pages)
    linked = tuple(one for text in texts for one in _linked(text))
    return Grounds(holdings, settings, now, shown, linked)


def _shown(article: Article, holdings: Holdings) -> Iterator[Shown]:
    if "![" not in article.body:  # parsing costs a hundred times more than looking
        return
    for image in images(article.body):
        figure = figure_of(image.src, image.alt, image.title, article.source, holdings.photos)
        yield Shown(article, image.src, article.body_line + image.line - 1, figure)


def _linked(text: Article | StaticPage) -> Iterator[Linked]:
    if "{filename}" not in text.body:
        return
    for link in linked_files(text.body):
        yield Linked(text.source, link.path, text.body_line + link.line - 1)
