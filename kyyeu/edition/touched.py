"""What the changes of a run can touch: a superset, which fingerprints sort out later."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kyyeu.edition.letters import Filing


@dataclass(slots=True)
class Touched:
    """Pages to be looked at, by what they are pages of."""

    everything: bool = False
    articles: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  #: articles that are public no more
    entered: set[str] = field(default_factory=set)  #: articles that are new or were read anew
    renditions: set[str] = field(default_factory=set)  #: files of photos that an article showed
    documents: set[str] = field(default_factory=set)  #: articles to be indexed anew for search
    lists: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Lists whose first page shows something new, and the days (20200213) of what changed."""
    whole: set[str] = field(default_factory=set)  #: lists whose name changed: all their pages
    filed: set[Filing] = field(default_factory=set)  #: of what came, went or changed in an A to Z
    months: set[tuple[int, int]] = field(default_factory=set)  #: whose tables were put off

    def __bool__(self) -> bool:
        some = self.articles, self.gone, self.lists, self.whole, self.filed, self.months
        return self.everything or any(some)
