"""Who is who across articles, for people without authority record.

Two articles speak of one person when they share the name, spelled with its tones, *and* what
they say of the person: the same role, or a role in the same unit. Less than that leaves two
people: a page too many can be merged by an editor, a page that mixes two people is a lie.
Articles that give the bare name may share a page, which is of that name and of nobody.

Everything here works name by name: an article can change the answer only for names it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kyyeu.mentions import lexicon
from kyyeu.mentions.agreement import role_of
from kyyeu.mentions.evidence import BY_DECISION, decision_behind
from kyyeu.mentions.joining import Bearer, Somebody, join
from kyyeu.mentions.sheet import spelling
from kyyeu.model import Article, Authorities, Decision, Kind, Mention, Reading, Verdict

_MOST_MERGES = 20  # in a row; a ring of decisions ends there


@dataclass(frozen=True, slots=True)
class Identified:
    """Readings whose ids mean one thing across all articles, and names for machine-made ids."""

    readings: Mapping[str, Reading]  #: by article id
    names: Mapping[tuple[Kind, str], str]  #: preferred form of what has no authority record
    mixed: frozenset[str] = frozenset()
    """Ids of pages of a bare name that several articles give: perhaps of several people."""
    obeyed: frozenset[Decision] = frozenset()  #: that gave something a meaning or a name


def identify(
    readings: Sequence[tuple[Article, Reading]],
    authorities: Authorities,
    province: str = "",
    *,
    name_pages: bool = False,
) -> Identified:
    """Join what the articles found by themselves.

    Args:
        readings: of all articles, in any order.
        authorities: for their decisions (merge, rename) and to know what needs no name.
        province: the site's own, as in `read`.
        name_pages: whoever is known by the bare name alone shares one id with all others of
            that name; it stands for the name, as a page does, and for nobody. Else each is
            somebody of that one article.
    """
    register = Register(authorities, province)
    for article, reading in readings:
        register.add(article, reading)
    register.settle()
    done: dict[str, Reading] = {}
    names: dict[tuple[Kind, str], str] = {}
    obeyed: set[Decision | None] = set()
    for article, reading in sorted(readings, key=lambda pair: (pair[0].published, pair[0].id)):
        done[article.id] = register.reading(reading, name_pages=name_pages)
        for mention in (*done[article.id].mentions, *done[article.id].within):
            _name(mention, names, authorities)
            if mention.why == BY_DECISION:
                obeyed.add(decision_behind(mention, article.id, authorities))
    for decision in authorities.decisions:
        subject = decision.kind, decision.subject
        known = decision.subject in authorities.of(decision.kind)
        if decision.verdict is Verdict.RENAME:
            known |= subject in names or register.is_page(*subject)
            if subject in names:
                names[subject] = decision.target
        known |= decision.verdict is Verdict.MERGE and subject in register.merged
        if known and decision.verdict in (Verdict.MERGE, Verdict.RENAME):
            obeyed.add(decision)
    told = frozenset(one for one in obeyed if one is not None)
    return Identified(done, names, register.mixed if name_pages else frozenset(), told)


class Register:
    """Who is who, for more articles than one would keep: it holds what tells people apart only.

    First `add` all articles, then `settle`, then ask.
    """

    def __init__(self, authorities: Authorities, province: str) -> None:
        self._authorities = authorities
        self._province = province
        self._merged = merges(authorities)
        self._renamed = renamed(authorities)
        self._people: dict[str, list[tuple[datetime, str, Somebody]]] = {}
        self._final: dict[Bearer, str | None] = {}
        self._thin: dict[Bearer, str] = {}
        self.merged: set[tuple[Kind, str]] = set()  #: whatever was met and is now another

    def add(self, article: Article, reading: Reading) -> None:
        """Take in what one article says of people."""
        for somebody in people_of(reading, self._authorities, self._province):
            self._people.setdefault(spelling(somebody.form), []).append(
                (article.published, article.id, somebody)
            )

    def settle(self) -> None:
        """Join the bearers of each name, whatever the order in which they came."""
        for namesakes in self._people.values():
            namesakes.sort(key=lambda one: one[:2])
            joined = join([somebody for _, _, somebody in namesakes])
            self._final.update(joined.ids)
            self._thin.update(joined.thin)

    def know(self, bearer: Bearer, final: str | None, page: str | None) -> None:
        """Take in what was settled before about somebody of one article."""
        self._final[bearer] = final
        if page is not None:
            self._thin[bearer] = page

    def is_page(self, kind: Kind, id: str) -> bool:
        """Whether an id is that of the page of a bare name."""
        return kind is Kind.PERSON and id in self._thin.values()

    @property
    def mixed(self) -> frozenset[str]:
        """As `Identified.mixed`."""
        pages = Counter(
            page
            for bearer, page in self._thin.items()
            if (Kind.PERSON, self._final[bearer] or "") not in {*self._merged, *self._renamed}
        )
        return frozenset(page for page, articles in pages.items() if articles > 1)

    def final(
        self, article: str, kind: Kind, id: str | None, reviewed: bool
    ) -> tuple[str | None, bool]:
        """What an id of one article is in all articles, and whether anybody stands behind it."""
        if id is None:
            return None, reviewed
        bearer = article, id
        if kind is Kind.PERSON and bearer in self._final:
            id, page = self._final[bearer], self._thin.get(bearer)
            target = _follow(self._merged, kind, id, self.merged)
            if target == id and page is not None:
                merged = _follow(self._merged, kind, page, self.merged)
                return id if merged == page else merged, False  # said of the name, not of each
            return target, target != id
        target = _follow(self._merged, kind, id, self.merged)
        return (target, True) if target != id else (id, reviewed)

    def page(
        self, article: str, kind: Kind, id: str | None, reviewed: bool
    ) -> tuple[str | None, bool]:
        """The same, where all who are known by their bare name alone share the page of it."""
        final = self.final(article, kind, id, reviewed)
        bearer = article, id or ""
        if kind is Kind.PERSON and bearer in self._thin and final[0] == self._final[bearer]:
            if (kind, final[0] or "") in self._renamed:  # an editor told them from the others
                return final
            return self._thin[bearer], False
        return final

    def _before(self, article: str, mention: Mention) -> str | None:
        """What a mention meant across articles before any merge; None when nothing merged it."""
        id = mention.id
        if mention.kind is Kind.PERSON and id is not None:
            id = self._final.get((article, id), id)
        return id if (mention.kind, id or "") in self._merged else None

    def reading(self, reading: Reading, *, name_pages: bool = False) -> Reading:
        """A reading whose ids mean one thing across all articles; `identify` tells the rest."""
        settled = self.page if name_pages else self.final
        mentions = []
        for mention in reading.mentions:
            id, reviewed = settled(reading.article, mention.kind, mention.id, mention.reviewed)
            same = id == mention.id and reviewed == mention.reviewed
            was = self._before(reading.article, mention) if id != mention.id else None
            told = mention if same else replace(mention, id=id, reviewed=reviewed, merged_from=was)
            mentions.append(self._of_merged_units(told))
        counted = tuple(
            replace(count, owner=_follow(self._merged, Kind.UNIT, count.owner))
            for count in reading.counted
        )
        within = tuple(
            one
            if (id := _follow(self._merged, one.kind, one.id, self.merged)) == one.id
            else replace(one, id=id, reviewed=True, merged_from=one.id)
            for one in reading.within
        )
        return replace(reading, mentions=tuple(mentions), counted=counted, within=within)

    def _of_merged_units(self, mention: Mention) -> Mention:
        """A person whose roles are of units that an editor may have merged into others."""
        bodies = tuple(_follow(self._merged, Kind.UNIT, id) for id in mention.bodies)
        return mention if bodies == mention.bodies else replace(mention, bodies=bodies)


def people_of(reading: Reading, authorities: Authorities, province: str) -> list[Somebody]:
    """The people of an article that no record and no decision knows."""
    found: dict[str, Somebody] = {}
    province = province if reading.elsewhere is None else reading.elsewhere
    for mention in reading.mentions:
        if mention.kind is not Kind.PERSON or mention.id is None or mention.reviewed:
            continue
        if mention.by_role or mention.why == "short-form" or mention.id in authorities.people:
            continue
        somebody = found.setdefault(mention.id, Somebody(reading.article, mention.id, mention.form))
        for role in mention.roles:
            somebody.evidence.extend(
                key for key in role_of(role, province).evidence() if key not in somebody.evidence
            )
    for somebody in found.values():
        figure = _figure(somebody.form, somebody.evidence)
        if figure:
            somebody.historic(figure)
    return list(found.values())


def _figure(form: str, evidence: Sequence[str]) -> str:
    """The figure of history whom a name means; empty: nobody, or somebody with an office.

    "Nguyễn Tất Thành, Chủ tịch UBND huyện" is a namesake of who had that name once, and so is
    "Lê Hồng Phong, Giám đốc Sở Xây dựng": an office of one place is no figure's.
    """
    figure = lexicon.figures().get(spelling(form), "")
    if any(map(_is_local, evidence)):
        return ""
    return figure if not evidence or spelling(figure) == spelling(form) else ""


def _is_local(key: str) -> bool:
    """Whether evidence is of a body of some place, and not of the whole country."""
    unit, placed, place = key.partition(" @ ")
    return bool(placed) and unit.startswith("unit ") and place not in _WHOLE_COUNTRY


_WHOLE_COUNTRY = frozenset(map(spelling, ("Trung ương", "Việt Nam", "T.Ư", "TƯ", "TW")))


def merges(authorities: Authorities) -> dict[tuple[Kind, str], str]:
    """What decisions merge: an id into another."""
    return {
        (decision.kind, decision.subject): decision.target
        for decision in authorities.decisions
        if decision.verdict is Verdict.MERGE
    }


def merged_into(authorities: Authorities) -> dict[tuple[Kind, str], str | None]:
    """What each merged id is in the end, over all the merges on the way."""
    merged = merges(authorities)
    return {(kind, id): _follow(merged, kind, id) for kind, id in merged}


def renamed(authorities: Authorities) -> frozenset[tuple[Kind, str]]:
    """What decisions call otherwise."""
    return frozenset(
        (one.kind, one.subject) for one in authorities.decisions if one.verdict is Verdict.RENAME
    )


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
    form = naming(mention)
    if mention.id is None or mention.id in authorities.of(mention.kind) or not form:
        return
    key = (mention.kind, mention.id)
    if key not in names or fullness(form) > fullness(names[key]):
        names[key] = form


def naming(mention: Mention) -> str:
    """The form under which a mention could name what has no authority record; empty: none."""
    if mention.by_role or mention.why in ("short-form", "unit-short", "deictic"):
        return ""
    if mention.kind is Kind.PERSON:
        told = [key for role in mention.roles for key in role_of(role, "").evidence()]
        return _figure(mention.form, told) or mention.form
    if mention.kind is Kind.DIRECTIVE and mention.symbol:
        return f"{mention.document_kind} {mention.symbol}"
    if mention.kind is Kind.UNIT:  # "phó bí thư tỉnh ủy": it begins with a capital by itself
        return mention.form[:1].upper() + mention.form[1:]
    return mention.form


def fullness(form: str) -> tuple[int, bool, str]:
    """By which the preferred one of several forms is chosen: the greatest."""
    return len(form), not form.isupper(), form
