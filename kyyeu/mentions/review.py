"""What an editor should look at, riskiest first: everything that nobody has decided yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kyyeu.model import (
    Article,
    Authorities,
    AuthorityRecord,
    Decision,
    DirectiveRecord,
    Kind,
    Mention,
    PersonRecord,
    Reading,
    Status,
    UnitRecord,
    Verdict,
)
from kyyeu.vietnamese import canonical, fold

_FREQUENT = 3  # articles from which on a unit is worth a record
_CANDIDATES = 9  # most that are shown: one digit each
BORROWED = frozenset({"short-form", "unit-short", "deictic", "role-only", "role-acts"})
"""Rules whose forms mean somebody only because something else does."""

Names = Mapping[tuple[Kind, str], str]
"""Preferred forms of machine-made records, as `kyyeu.mentions.identify` gives them."""


class Risk(IntEnum):
    """How bad a mistake would be, worst first: the order of the queue."""

    ROLE_ONLY = 1  #: a role without a name, nobody known to hold it
    CANDIDATES = 2  #: a name that may mean several, or nobody known
    NAMESAKES = 3  #: a person of whom another has the name
    NAME_ALONE = 4  #: a record's name, and nothing in the article that tells whether it is it
    ROLES = 5  #: a person without record who speaks for an office
    FREQUENT = 6  #: a unit or movement without record that many articles name
    DIRECTIVE = 7  #: an official document without record
    SINGLE = 8  #: the rest


@dataclass(frozen=True, slots=True)
class Sighted:
    """A mention and the article it stands in."""

    article: str  #: `Article.id`
    mention: Mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who or what may be meant."""

    id: str
    name: str
    note: str  #: what tells them apart: distinction, role, place, date
    record: bool  #: False: machine-made; to point at it, a record has to be made of it


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide: a machine-made record, or a form of which nobody knows whom it means."""

    risk: Risk
    kind: Kind
    id: str | None  #: of the machine-made record; None: unresolved, or not sure
    name: str  #: preferred form, or the form as written
    sighted: tuple[Sighted, ...]  #: newest article first, one at least
    candidates: tuple[Candidate, ...]
    proposed: str = ""  #: the record that the engine holds it to be, by its name alone

    @property
    def key(self) -> tuple[str, ...]:
        """What the question is about; the same in every run of the same engine."""
        if self.id is not None:
            return self.kind.value, self.id
        return self.kind.value, canonical(self.name), self.sighted[0].article

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles, newest first."""
        return tuple(dict.fromkeys(one.article for one in self.sighted))

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that stand for themselves, most frequent first; else all of them."""
        own = [one.mention.form for one in self.sighted if one.mention.why not in BORROWED]
        forms = own or [one.mention.form for one in self.sighted]
        first: dict[str, str] = {}
        for form in sorted(set(forms), key=lambda form: (-forms.count(form), form)):
            first.setdefault(canonical(form), form)
        return tuple(first.values())

    @property
    def roles(self) -> tuple[str, ...]:
        """People: the roles that the articles give, each once."""
        found = (role for one in self.sighted for role in one.mention.roles)
        first: dict[str, str] = {}
        for role in found:
            first.setdefault(canonical(role), role)
        return tuple(first.values())


def queue(
    articles: Iterable[Article],
    readings: Mapping[str, Reading],
    names: Names,
    authorities: Authorities,
) -> tuple[Question, ...]:
    """All open questions, riskiest first, then those that most articles hang on.

    Args:
        articles: in any order; what was withdrawn is left out.
        readings: by article id, as `kyyeu.mentions.identify` leaves them.
        names: of what has no record.
        authorities: with the decisions; what they settle is no question.
    """
    kept = [article for article in articles if article.status is not Status.WITHDRAWN]
    kept.sort(key=lambda article: (article.published, article.id), reverse=True)
    made: dict[tuple[Kind, str], list[Sighted]] = defaultdict(list)
    loose: dict[tuple[Kind, str, str], list[Sighted]] = defaultdict(list)
    unsure: dict[tuple[Kind, str, str], list[Sighted]] = defaultdict(list)
    for article in kept:
        reading = readings[article.id]
        for mention in (*reading.mentions, *reading.within):
            one = Sighted(article.id, mention)
            if mention.id is None:
                loose[mention.kind, canonical(mention.form), article.id].append(one)
            elif mention.reviewed:
                continue
            elif mention.id in authorities.of(mention.kind):
                unsure[mention.kind, mention.id, article.id].append(one)
            else:
                made[mention.kind, mention.id].append(one)
    stage = _Stage(readings, names, authorities, made)
    renamed = {
        (decision.kind, decision.subject)
        for decision in authorities.decisions
        if decision.verdict is Verdict.RENAME
    }
    questions = [stage.loose(sighted) for sighted in loose.values()]
    questions += [stage.unsure(key[1], sighted) for key, sighted in unsure.items()]
    questions += [stage.made(*key, made[key]) for key in made if key not in renamed]
    return tuple(sorted(questions, key=lambda q: (q.risk, -len(q.articles), q.key)))


class _Stage:
    """Everybody on it, by name."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        names: Names,
        authorities: Authorities,
        made: Mapping[tuple[Kind, str], Sequence[Sighted]],
    ) -> None:
        self._readings, self._names, self._authorities = readings, names, authorities
        self._made = made
        self._alike: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for kind in Kind:
            for record in authorities.of(kind).values():
                for form in dict.fromkeys((record.preferred, *record.variants)):
                    self._alike[kind, fold(form)].append(record.id)
                    if kind is Kind.PERSON:
                        self._ends[canonical(form).rpartition(" ")[2]].append(record.id)
        for kind, id in made:
            self._alike[kind, fold(names.get((kind, id), id))].append(id)

    def made(self, kind: Kind, id: str, sighted: Sequence[Sighted]) -> Question:
        """A question about a machine-made record."""
        name = self._names.get((kind, id), sighted[0].mention.form)
        others = [other for other in self._alike[kind, fold(name)] if other != id]
        same = [other for other in others if canonical(self._name(kind, other)) == canonical(name)]
        if kind is Kind.PERSON and same:
            risk = Risk.NAMESAKES
        elif kind is Kind.PERSON and any(one.mention.roles for one in sighted):
            risk = Risk.ROLES
        elif kind is Kind.DIRECTIVE:
            risk = Risk.DIRECTIVE
        else:
            many = len({one.article for one in sighted}) >= _FREQUENT
            risk = Risk.FREQUENT if many and kind is not Kind.PERSON else Risk.SINGLE
        return Question(risk, kind, id, name, tuple(sighted), self._candidates(kind, others))

    def loose(self, sighted: Sequence[Sighted]) -> Question:
        """A question about a form that means nobody yet."""
        mention = sighted[0].mention
        here = self._readings[sighted[0].article].mentions
        if mention.by_role:
            ids = self._holders(mention, here)
        else:
            ids = [*self._near(mention, here), *self._alike[mention.kind, fold(mention.form)]]
        risk = Risk.ROLE_ONLY if mention.by_role else Risk.CANDIDATES
        found = self._candidates(mention.kind, ids)
        return Question(risk, mention.kind, None, mention.form, tuple(sighted), found)

    def unsure(self, id: str, sighted: Sequence[Sighted]) -> Question:
        """A question about a name that is a record's, with nothing else to say so."""
        own = [one for one in sighted if one.mention.why not in BORROWED] or sighted
        mention = own[0].mention
        ids = (id, *self._alike[mention.kind, fold(mention.form)])
        found = self._candidates(mention.kind, ids)
        return Question(
            Risk.NAME_ALONE, mention.kind, None, mention.form, (*own, *sighted), found, id
        )

    def _holders(self, mention: Mention, here: Sequence[Mention]) -> list[str]:
        """Whom the article gives such a role, or a record does; else everybody it names."""
        said = canonical(mention.form)

        def fits(roles: Iterable[str]) -> bool:
            return any(canonical(r) in said or said in canonical(r) for r in roles)

        people = [one for one in here if one.kind is Kind.PERSON and one.id is not None]
        known = [one.id for one in people if one.id and fits(one.roles)]
        known += [p.id for p in self._authorities.people.values() if p.public and fits(p.roles)]
        return known or [one.id for one in people if one.id and not one.by_role]

    def _near(self, mention: Mention, here: Sequence[Mention]) -> Iterator[str]:
        """What the article, or a record, gives a form that this one may be short for."""
        said = canonical(mention.form)
        for one in here:
            if one.kind is mention.kind and one.id is not None and one.why not in BORROWED:
                whole = canonical(self._name(one.kind, one.id))
                if whole.endswith(f" {said}") or whole.startswith(f"{said} "):
                    yield one.id
        if mention.kind is Kind.DIRECTIVE:
            number = mention.number.lstrip("0")
            for act in self._authorities.directives.values():
                same_kind = canonical(act.document_kind) == canonical(mention.document_kind)
                if number and act.number.lstrip("0") == number and same_kind:
                    yield act.id
        elif mention.kind is Kind.PERSON and " " not in said:
            yield from self._ends[said]

    def _name(self, kind: Kind, id: str) -> str:
        record = self._authorities.of(kind).get(id)
        return record.preferred if record else self._names.get((kind, id), id)

    def _candidates(self, kind: Kind, ids: Iterable[str]) -> tuple[Candidate, ...]:
        found = []
        for id in dict.fromkeys(ids):
            record = self._authorities.of(kind).get(id)
            if record is not None and not record.public:
                continue
            note = _note(record) if record else self._sightings_note(kind, id)
            found.append(Candidate(id, self._name(kind, id), note, record is not None))
        return tuple(found[:_CANDIDATES])

    def _sightings_note(self, kind: Kind, id: str) -> str:
        seen = self._made.get((kind, id), ())
        return next((one.mention.roles[0] for one in seen if one.mention.roles), "")


def _note(record: AuthorityRecord) -> str:
    if isinstance(record, PersonRecord):
        return ", ".join(filter(None, (record.distinction, *record.roles[:1])))
    if isinstance(record, UnitRecord):
        return record.place
    if isinstance(record, DirectiveRecord):
        day = record.issued.isoformat() if record.issued else ""
        return ", ".join(filter(None, (record.issuer, day)))
    return ""


def is_open(question: Question, readings: Mapping[str, Reading]) -> bool:
    """Whether a question is still one after what was decided since it was put.

    Args:
        question: of an earlier queue.
        readings: of its articles, read with the authority files as they are now.
    """
    return any(
        not now.reviewed
        for one in question.sighted
        if one.article in readings and (now := seen_at(one, readings[one.article])) is not None
    )


def seen_at(one: Sighted, reading: Reading) -> Mention | None:
    """What another reading of the article has at the same place."""
    was = one.mention
    return next(
        (
            now
            for now in (*reading.mentions, *reading.within)
            if now.kind is was.kind and now.block == was.block
            and now.start < was.end and was.start < now.end
        ),
        None,
    )  # fmt: skip


def with_more(
    authorities: Authorities,
    records: Sequence[AuthorityRecord] = (),
    decisions: Sequence[Decision] = (),
) -> Authorities:
    """The authority files with further rows."""
    tables = {
        kind: {
            **authorities.of(kind),
            **{record.id: record for record in records if record.kind is kind},
        }
        for kind in Kind
    }
    return Authorities(
        people=tables[Kind.PERSON],  # type: ignore[arg-type]  # each table holds its own kind
        units=tables[Kind.UNIT],  # type: ignore[arg-type]
        directives=tables[Kind.DIRECTIVE],  # type: ignore[arg-type]
        movements=tables[Kind.MOVEMENT],  # type: ignore[arg-type]
        decisions=(*authorities.decisions, *decisions),
    )
