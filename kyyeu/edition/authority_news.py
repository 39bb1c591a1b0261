"""What is new in the authority files: records, decisions and answers that have changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kyyeu.edition.stories import Key, key_of, list_of
from kyyeu.fixity import digest
from kyyeu.mentions import answers, changed_marks, merged_into
from kyyeu.model import Authorities, Decision, Kind, UnitRecord, Verdict

_EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class AuthorityNews:
    """What to look at again."""

    marks: frozenset[int] = frozenset()  #: answers that a reading may have asked for
    entities: frozenset[Key] = frozenset()  #: whose record, name or decision changed
    shown: frozenset[Key] = frozenset()  #: that may be shown now and might not before, or so on
    merged: frozenset[str] = frozenset()  #: ids (`list_of`) that are merged or renamed otherwise
    articles: frozenset[str] = frozenset()  #: of which alone something was decided


def snapshot(authorities: Authorities, province: str) -> str:
    """What `news` compares the next time, as JSON."""
    told = {
        "answers": {str(mark): own for mark, own in answers(authorities, province).items()},
        "records": {
            list_of((kind, id)): digest(repr(replace(record, line=0)).encode())
            for kind in Kind
            for id, record in authorities.of(kind).items()
        },
        "closed": {
            list_of((kind, id)): True
            for kind in Kind
            for id, record in authorities.of(kind).items()
            if not record.public
        },
        "kin": {
            list_of((Kind.UNIT, unit.id)): sorted(_kin(unit)) for unit in authorities.units.values()
        },
        "decisions": _told(authorities.decisions),
        "merges": {list_of(key): end for key, end in merged_into(authorities).items()},
    }
    return json.dumps(told, ensure_ascii=False)


def news(former: str, now: str, authorities: Authorities) -> AuthorityNews:
    """What differs between a former `snapshot` and that of ``authorities`` now."""
    before, after = json.loads(former), json.loads(now)
    old, new = (
        {int(mark): own for mark, own in told["answers"].items()} for told in (before, after)
    )
    entities = {key_of(name) for name in _differing(before["records"], after["records"])}
    for name in _differing(before["kin"], after["kin"]):
        kin = {*before["kin"].get(name, ()), *after["kin"].get(name, ())}
        entities |= {(Kind.UNIT, id) for id in kin}
    shown = frozenset(map(key_of, _differing(before["closed"], after["closed"])))
    merged = _differing(before["merges"], after["merges"])
    articles = set()
    both = (set(map(tuple, told["decisions"])) for told in (before, after))
    for verdict, kind, subject, target, article, *_ in _either(*both):
        if article != _EVERYWHERE:
            articles.add(article)
        if target and verdict != Verdict.RENAME:
            entities.add((Kind(kind), target))
        if verdict in (Verdict.RENAME, Verdict.MERGE):
            entities.add((Kind(kind), subject))
        if verdict == Verdict.RENAME:  # who had a bare name only is somebody now
            merged.add(list_of((Kind(kind), subject)))
    ends = merged_into(authorities)  # of what is merged the words stand with what it became
    entities |= {(kind, end) for kind, id in entities if (end := ends.get((kind, id)))}
    return AuthorityNews(
        changed_marks(old, new),
        frozenset(entities),
        shown,
        frozenset(merged),
        frozenset(articles),
    )


def _told(decisions: Iterable[Decision]) -> list[list[str]]:
    """All that decisions say, and their order among those of one target: the last one is told."""
    seen: Counter[tuple[Kind, str]] = Counter()
    told = []
    for one in decisions:
        place = seen[one.kind, one.target] if one.target else 0
        seen[one.kind, one.target] += 1
        told.append(
            [
                one.verdict.value, one.kind.value, one.subject, one.target, one.article,
                one.who, one.when.isoformat(), one.why, str(place),
            ]
        )  # fmt: skip
    return told


def _kin(unit: UnitRecord) -> set[str]:
    return {unit.parent, unit.predecessor, unit.successor} - {""}


def _differing(before: dict[str, object], after: dict[str, object]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _either(
    before: Iterable[tuple[str, ...]], after: Iterable[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    return sorted(set(before) ^ set(after))
