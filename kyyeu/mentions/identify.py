"""Who is who across articles, for people without authority record.

Two articles speak of one person when they share the name, spelled with its tones, *and* what
they say of the person: the same role, or a role in the same unit. Less than that leaves two
people: a page too many can be merged by an editor, a page that mixes two people is a lie.

Everything here works name by name: an article can change the answer only for names it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.evidence import BY_DECISION, decision_behind
from kyyeu.mentions.resolve_people import machine_id, role_evidence
from kyyeu.model import Article, Authorities, Decision, Kind, Mention, Reading, Verdict
from kyyeu.vietnamese import canonical

_MOST_MERGES = 20  # in a row; a ring of decisions ends there

_LEADERS = ("tỉnh ủy", "hội đồng nhân dân", "ủy ban nhân dân", "đoàn đại biểu quốc hội",
            "huyện ủy", "thành ủy", "thị ủy", "quận ủy", "ban thường vụ < tỉnh ủy")  # fmt: skip
_TOP = tuple(canonical(unit) for unit in _LEADERS)


@dataclass(frozen=True, slots=True)
class Identified:
    """Readings whose ids mean one thing across all articles, and names for machine-made ids."""

    readings: Mapping[str, Reading]  #: by article id
    names: Mapping[tuple[Kind, str], str]  #: preferred form of what has no authority record
    obeyed: frozenset[Decision] = frozenset()  #: that gave something a meaning or a name


@dataclass(slots=True)
class _Somebody:
    """One person of one article."""

    article: str
    local: str  #: the id that the article gave
    form: str
    evidence: list[str] = field(default_factory=list)


def identify(
    readings: Sequence[tuple[Article, Reading]], authorities: Authorities, province: str = ""
) -> Identified:
    """Join what the articles found by themselves.

    Args:
        readings: of all articles, in any order.
        authorities: for their decisions (merge, rename) and to know what needs no name.
        province: the site's own, as in `read`.
    """
    register = Register(authorities, province)
    for article, reading in readings:
        register.add(article, reading)
    register.settle()
    done: dict[str, Reading] = {}
    names: dict[tuple[Kind, str], str] = {}
    obeyed: set[Decision | None] = set()
    for article, reading in sorted(readings, key=lambda pair: (pair[0].published, pair[0].id)):
        done[article.id] = register.reading(reading)
        for mention in done[article.id].mentions:
            _name(mention, names, authorities)
            if mention.why == BY_DECISION:
                obeyed.add(decision_behind(mention, article.id, authorities))
    for decision in authorities.decisions:
        subject = decision.kind, decision.subject
        if decision.verdict is Verdict.RENAME and subject in names:
            names[subject] = decision.target
            obeyed.add(decision)
        elif decision.verdict is Verdict.MERGE and subject in register.merged:
            obeyed.add(decision)
    return Identified(done, names, frozenset(one for one in obeyed if one is not None))


class Register:
    """Who is who, for more articles than one would keep: it holds what tells people apart only.

    First `add` all articles, then `settle`, then ask.
    """

    def __init__(self, authorities: Authorities, province: str) -> None:
        self._province = province
        self._merged = _merges(authorities)
        self._people: dict[str, list[tuple[datetime, str, _Somebody]]] = {}
        self._final: dict[tuple[str, str], str] = {}
        self.merged: set[tuple[Kind, str]] = set()  #: whatever was met and is now another

    def add(self, article: Article, reading: Reading) -> None:
        """Take in what one article says of people."""
        for somebody in _people_of(reading, self._province):
            self._people.setdefault(canonical(somebody.form), []).append(
                (article.published, article.id, somebody)
            )

    def settle(self) -> None:
        """Join the bearers of each name, whatever the order in which they came."""
        for namesakes in self._people.values():
            namesakes.sort(key=lambda one: one[:2])
            self._final.update(_join([somebody for _, _, somebody in namesakes]))

    def final(
        self, article: str, kind: Kind, id: str | None, reviewed: bool
    ) -> tuple[str | None, bool]:
        """What an id of one article is in all articles, and whether anybody stands behind it."""
        if id is None:
            return None, reviewed
        if kind is Kind.PERSON:
            id = self._final.get((article, id), id)
        target = _follow(self._merged, kind, id, self.merged)
        return (target, True) if target != id else (id, reviewed)

    def reading(self, reading: Reading) -> Reading:
        """A reading whose ids mean one thing across all articles."""
        mentions = []
        for mention in reading.mentions:
            id, reviewed = self.final(reading.article, mention.kind, mention.id, mention.reviewed)
            same = id == mention.id and reviewed == mention.reviewed
            mentions.append(mention if same else replace(mention, id=id, reviewed=reviewed))
        counted = tuple(
            replace(count, owner=_follow(self._merged, Kind.UNIT, count.owner))
            for count in reading.counted
        )
        return replace(reading, mentions=tuple(mentions), counted=counted)


def _people_of(reading: Reading, province: str) -> list[_Somebody]:
    """The people of an article that no record and no decision knows."""
    found: dict[str, _Somebody] = {}
    for mention in reading.mentions:
        if mention.kind is not Kind.PERSON or mention.id is None or mention.reviewed:
            continue
        if mention.by_role or mention.why == "short-form":
            continue
        somebody = found.setdefault(
            mention.id, _Somebody(reading.article, mention.id, mention.form)
        )
        for role in mention.roles:
            somebody.evidence.extend(
                key for key in _evidence(role, province) if key not in somebody.evidence
            )
    for somebody in found.values():
        figure = lexicon.figures().get(canonical(somebody.form))
        if figure:
            somebody.form = figure
            somebody.evidence.insert(0, f"figure {figure}")
    return list(found.values())


@lru_cache(maxsize=4096)
def _evidence(role: str, province: str) -> tuple[str, ...]:
    """What a role says about who holds it, strongest first. A bare "Giám đốc" says nothing."""
    key, units, places = role_evidence(role, province)
    if not units and not places:
        return ()
    lead = [
        f"leads {place}" for place in sorted(places) if any(unit.startswith(_TOP) for unit in units)
    ]
    return (
        f"role {key.removeprefix('nguyên ')}",
        *(f"unit {unit}" for unit in sorted(units)),
        *lead,
    )


def _join(namesakes: list[_Somebody]) -> dict[tuple[str, str], str]:
    """The id across articles of each bearer of one name, oldest article first.

    Whoever came first gives the id, so that what is printed later changes none. Somebody
    without evidence is known in that article only.
    """
    leader: dict[str, int] = {}  # evidence to the first who showed it
    parent = list(range(len(namesakes)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for at, somebody in enumerate(namesakes):
        for key in somebody.evidence:
            first, second = sorted((root(leader.setdefault(key, at)), root(at)))
            parent[second] = first
    ids = {}
    for at, somebody in enumerate(namesakes):
        first_one = namesakes[root(at)]
        mark = first_one.evidence[0] if first_one.evidence else first_one.article
        ids[somebody.article, somebody.local] = machine_id(first_one.form, mark)
    return ids


def _merges(authorities: Authorities) -> dict[tuple[Kind, str], str]:
    return {
        (decision.kind, decision.subject): decision.target
        for decision in authorities.decisions
        if decision.verdict is Verdict.MERGE
    }


def _follow(
    merged: Mapping[tuple[Kind, str], str],
    kind: Kind,
    id: str | None,
    met: set[tuple[Kind, str]] | None = None,
) -> str | None:
    """What an id was merged into, in the end; ``met`` gathers what was passed on the way."""
    for _ in range(_MOST_MERGES):
        if id is None or (kind, id) not in merged:
            break
        if met is not None:
            met.add((kind, id))
        id = merged[kind, id]
    return id


def _name(mention: Mention, names: dict[tuple[Kind, str], str], authorities: Authorities) -> None:
    """The fullest form seen becomes the preferred one; the same whatever the order."""
    if mention.id is None or mention.id in authorities.of(mention.kind):
        return
    if mention.by_role or mention.why in ("short-form", "unit-short", "deictic"):
        return
    form = mention.form
    if mention.kind is Kind.PERSON:
        form = lexicon.figures().get(canonical(form), form)
    elif mention.kind is Kind.DIRECTIVE and mention.symbol:
        form = f"{mention.document_kind} {mention.symbol}"
    key = (mention.kind, mention.id)
    if key not in names or (len(form), form) > (len(names[key]), names[key]):
        names[key] = form
