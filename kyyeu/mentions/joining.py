"""Which bearers of one name are one person, over all articles.

Bearers who share evidence (a role, its unit) are one person, and so is who is linked to them.
Two whom one article tells apart never are: then whoever links them is nobody in particular.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kyyeu.mentions.resolve_people import machine_id

_FIGURE = "figure "
_UNIT = "unit "

Bearer = tuple[str, str]
"""Article, and the id that the article gave."""


@dataclass(slots=True)
class Somebody:
    """One person of one article."""

    article: str
    local: str  #: the id that the article gave
    form: str
    evidence: list[str] = field(default_factory=list)  #: `kyyeu.mentions.agreement.Role.evidence`

    def historic(self, name: str) -> None:
        """The bearer is the figure of history that ``name`` means everywhere."""
        self.form = name
        self.evidence.insert(0, f"{_FIGURE}{name}")


@dataclass(slots=True)
class Joined:
    """Who the bearers of one name are."""

    ids: dict[Bearer, str | None] = field(default_factory=dict)  #: None: one of several
    thin: dict[Bearer, str] = field(default_factory=dict)  #: id of the page of their bare name


def join(namesakes: Sequence[Somebody]) -> Joined:
    """The id across articles of each bearer of one name, oldest article first.

    The id of a person is made of the name and of the unit that the oldest article names (the
    first of them by the alphabet; their role, when no unit is known). So a younger article
    changes no id, unless it shows two people to be one: then the one met later takes the id of
    the one met first; or two that were one to be two. An older article, added later, changes
    the id when it names another unit.

    Somebody without evidence is known in that article only; all of them share the page of
    their name.
    """
    if len(namesakes) == 1:
        return _alone(namesakes[0])
    evidence = _telling(namesakes)
    torn = _links(evidence, namesakes)
    joined = Joined()
    first: dict[int, int] = {}
    roots = _components(evidence, torn)
    several = _several(namesakes)
    for at, one in enumerate(namesakes):
        bearer = one.article, one.local
        if at in torn:
            joined.ids[bearer] = None
            continue
        oldest = first.setdefault(roots[at], at)
        if evidence[oldest]:
            joined.ids[bearer] = machine_id(
                namesakes[oldest].form, min(evidence[oldest], key=_rank)
            )
            continue
        joined.ids[bearer] = one.local
        if not one.evidence and one.article not in several:
            joined.thin[bearer] = machine_id(one.form, "")
    return joined


def _alone(one: Somebody) -> Joined:
    """As `join`, of the only bearer of a name."""
    bearer = one.article, one.local
    if one.evidence:
        return Joined({bearer: machine_id(one.form, min(one.evidence, key=_rank))})
    return Joined({bearer: one.local}, {bearer: machine_id(one.form, "")})


def _rank(key: str) -> tuple[int, str]:
    """What a person is known by for longest comes first: the unit outlasts the role."""
    return (0 if key.startswith(_FIGURE) else 1 if key.startswith(_UNIT) else 2), key


def _several(namesakes: Iterable[Somebody]) -> Mapping[str, list[int]]:
    """The articles that tell two bearers of the name apart."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(namesakes):
        found[one.article].append(at)
    return {article: bearers for article, bearers in found.items() if len(bearers) > 1}


def _telling(namesakes: Sequence[Somebody]) -> list[list[str]]:
    """The evidence of each, without what two have whom one article tells apart."""
    evidence = [list(one.evidence) for one in namesakes]
    for bearers in _several(namesakes).values():
        for at in bearers:
            others = {key for other in bearers if other != at for key in namesakes[other].evidence}
            evidence[at] = [key for key in evidence[at] if key not in others]
    return evidence


def _components(evidence: Sequence[Sequence[str]], without: set[int]) -> list[int]:
    """For each bearer the first of those it is linked to by evidence."""
    leader: dict[str, int] = {}
    parent = list(range(len(evidence)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    for at, keys in enumerate(evidence):
        if at not in without:
            for key in keys:
                first, second = sorted((root(leader.setdefault(key, at)), root(at)))
                parent[second] = first
    return [root(at) for at in range(len(evidence))]


def _links(evidence: Sequence[Sequence[str]], namesakes: Sequence[Somebody]) -> set[int]:
    """Who links two bearers that one article tells apart: may be either, so is neither.

    Looked for among what is said, not among all who say it: of thousands of bearers most say
    the same.
    """
    said = [tuple(sorted(keys)) for keys in evidence]
    kinds = sorted(set(said))
    number = {keys: at for at, keys in enumerate(kinds)}
    apart = sorted(
        {
            (number[said[one]], number[said[other]])
            for bearers in _several(namesakes).values()
            for at, one in enumerate(bearers)
            for other in bearers[at + 1 :]
        }
    )
    torn: set[int] = set()
    found = {-1}
    while found:
        roots = _components(kinds, torn)
        found = {
            link
            for one, other in apart
            if one not in torn and other not in torn and roots[one] == roots[other]
            for link in _between(one, other, kinds, torn)
        }
        torn |= found
    return {at for at, keys in enumerate(said) if number[keys] in torn}


def _between(one: int, other: int, kinds: Sequence[Sequence[str]], torn: set[int]) -> set[int]:
    """What lies on the shortest ways from one to another, these two left away."""
    near, far = _steps(one, kinds, torn), _steps(other, kinds, torn)
    return {at for at in near if at not in (one, other) and near[at] + far[at] == near[other]}


def _steps(start: int, kinds: Sequence[Sequence[str]], torn: set[int]) -> dict[int, int]:
    """How many links part all others from one of them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, keys in enumerate(kinds):
        if at not in torn:
            for key in keys:
                holders[key].append(at)
    steps = {start: 0}
    queue = [start]
    for at in queue:
        for key in kinds[at]:
            for other in holders.pop(key, ()):
                if other not in steps:
                    steps[other] = steps[at] + 1
                    queue.append(other)
    return steps
