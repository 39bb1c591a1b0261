"""What an import asks of the archive: its photos, its articles, the names that it knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from kyyeu.holdings import read_tables
from kyyeu.importers.known_articles import KnownArticles
from kyyeu.importers.known_photos import KnownPhotos
from kyyeu.model import Authorities
from kyyeu.problems import ContentFault, Problem, Severity
from kyyeu.settings import Settings


class Archive:
    """Each part is read when it is asked for, and once for a whole batch."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def photos(self) -> KnownPhotos:
        """The photos."""
        return KnownPhotos(self.settings)

    @cached_property
    def articles(self) -> KnownArticles:
        """The articles."""
        return KnownArticles(self.settings)

    @property
    def authorities(self) -> Authorities:
        """The people, units and directives; nobody where their files have errors."""
        return self._tables[0]

    @property
    def faults(self) -> Sequence[Problem]:
        """Why nobody is known, though somebody may be."""
        return self._tables[1]

    @cached_property
    def _tables(self) -> tuple[Authorities, tuple[Problem, ...]]:
        try:
            return read_tables(self.settings), ()
        except ContentFault as fault:
            told = (replace(one, severity=Severity.WARNING) for one in fault.problems)
            return Authorities(), tuple(told)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Files that an import has written, by their paths below ``content/``."""
        if "photos" in self.__dict__:
            self.photos.add(files)
        if "articles" in self.__dict__:
            self.articles.add(tuple(files))
