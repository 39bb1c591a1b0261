"""What an editor's answer writes: records and decisions that surely do what was meant.

Every answer is tried on the articles it is about before it is written: where a new record alone
does not reach a place, a decision does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kyyeu.mentions.review import BORROWED, Question, Risk, Sighted, seen_at, with_more
from kyyeu.model import (
    Authorities,
    AuthorityRecord,
    Decision,
    DirectiveRecord,
    Kind,
    Mention,
    MovementRecord,
    PersonRecord,
    Reading,
    UnitRecord,
    Verdict,
)
from kyyeu.vietnamese import canonical, slugify

Reread = Callable[[Authorities, Question], Mapping[str, Reading]]
"""Reads anew, with these authority files, the articles of a question and all others that could
change the ids in them; by article id."""

_EVERYWHERE = "*"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Rows:
    """What is to be added to the authority tables."""

    records: tuple[AuthorityRecord, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __add__(self, other: Rows) -> Rows:
        return Rows((*self.records, *other.records), (*self.decisions, *other.decisions))


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose decisions these are, of which day, and why."""

    who: str
    when: date
    why: str

    def decide(
        self, verdict: Verdict, kind: Kind, subject: str, target: str, where: str
    ) -> Decision:
        """One decision."""
        return Decision(verdict, kind, subject, target, where, self.who, self.when, self.why)


def new_record(
    question: Question, authorities: Authorities, name: str = "", distinction: str = ""
) -> AuthorityRecord | None:
    """An authority record of what a question is about, with the forms and roles that were seen.

    Args:
        question: what it is about.
        authorities: their ids are taken.
        name: the preferred form; empty: as the question has it.
        distinction: of a person who has a namesake.

    Returns:
        None for a document whose symbol no article gives: it takes an editor at the table.
    """
    name = " ".join(name.split()) or question.name
    own = canonical(name)
    variants = tuple(
        form
        for form in question.forms
        if canonical(form) != own and " " in form and "|" not in form
        and not any(one.mention.by_role for one in question.sighted)
    )  # fmt: skip
    if question.kind is Kind.DIRECTIVE:
        return _new_act(question, authorities)
    id = _free_id(f"{name} {distinction}".strip(), authorities.of(question.kind))
    if question.kind is Kind.PERSON:
        roles = tuple(role.replace("|", "/") for role in question.roles)
        return PersonRecord(id, name, variants, distinction, roles)
    if question.kind is Kind.UNIT:
        return UnitRecord(id, name, variants)
    return MovementRecord(id, name, variants)


def accept(
    question: Question, target: str, authorities: Authorities, hand: Hand, reread: Reread
) -> Rows:
    """What is asked about is the record ``target``, which ``authorities`` hold.

    Of namesakes it is said article by article: whatever record gets the name later, that holds.
    """
    if question.id is None or question.risk is Risk.NAMESAKES:
        return accept_here(question, target, authorities, hand, reread)
    return Rows(decisions=_settle(question, target, authorities, hand, reread))


def accept_here(
    question: Question, target: str, authorities: Authorities, hand: Hand, reread: Reread
) -> Rows:
    """The same, said of every article by itself: for people who share a name."""
    return Rows(decisions=_bind(question, question.sighted, target, authorities, hand, reread))


def captured(
    record: AuthorityRecord, others: Iterable[Question], authorities: Authorities, reread: Reread
) -> tuple[Question, ...]:
    """Those of other questions that a new record would take for its own, by name alone.

    Args:
        record: the new one.
        others: questions about machine-made records of a like name.
        authorities: without the new record.
        reread: reads articles anew.
    """
    after = with_more(authorities, [record])
    return tuple(
        other
        for other in others
        if other.kind is record.kind
        and any(now.id == record.id for _, now in _now(other, other.sighted, after, reread))
    )


def reject(question: Question, hand: Hand) -> Rows:
    """The forms are no mention: in the article; everywhere when several articles have them."""
    articles = question.articles
    where = articles[0] if len(articles) == 1 else _EVERYWHERE
    return Rows(
        decisions=tuple(
            hand.decide(Verdict.REJECT, question.kind, form, "", where) for form in question.forms
        )
    )


def rename(question: Question, name: str, hand: Hand) -> Rows:
    """A machine-made record is called otherwise.

    Raises:
        ValueError: there is no record that could be renamed.
    """
    if question.id is None:
        raise ValueError("an unresolved form has no record to rename")
    name = " ".join(name.split())
    decision = hand.decide(Verdict.RENAME, question.kind, question.id, name, _EVERYWHERE)
    return Rows(decisions=(decision,))


def split(question: Question, target: str, hand: Hand) -> Rows:
    """In the article that is shown, the form means another record; elsewhere it does not."""
    shown = question.sighted[0].article
    here = [one for one in question.sighted if one.article == shown]
    return Rows(
        decisions=tuple(
            hand.decide(Verdict.SPLIT, question.kind, form, target, shown) for form in _forms(here)
        )
    )


def _settle(
    question: Question, target: str, authorities: Authorities, hand: Hand, reread: Reread
) -> tuple[Decision, ...]:
    """The decisions that bring every sighting of a machine-made record to the record ``target``."""
    assert question.id is not None
    made: tuple[Decision, ...] = ()
    left = _astray(question, question.sighted, target, authorities, reread)
    if left:
        made = (hand.decide(Verdict.MERGE, question.kind, question.id, target, _EVERYWHERE),)
        after = with_more(authorities, (), made)
        left = _astray(question, question.sighted, target, after, reread)
    if left:
        made += _bind(question, left, target, with_more(authorities, (), made), hand, reread)
    return made


def _bind(
    question: Question,
    sighted: Sequence[Sighted],
    target: str,
    authorities: Authorities,
    hand: Hand,
    reread: Reread,
) -> tuple[Decision, ...]:
    """Decisions article by article, of full forms; of short ones where they do not follow."""
    own = [one for one in sighted if one.mention.why not in BORROWED] or sighted
    made = _not_yet(_at_each_place(own, target, hand), authorities)
    left = _astray(question, sighted, target, with_more(authorities, (), made), reread)
    return (*made, *_not_yet(_at_each_place(left, target, hand), authorities))


def _not_yet(decisions: Sequence[Decision], authorities: Authorities) -> list[Decision]:
    """Those that nobody has taken before."""
    taken = {_question(decision) for decision in authorities.decisions}
    return [decision for decision in decisions if _question(decision) not in taken]


def _question(decision: Decision) -> tuple[str, ...]:
    form = canonical(decision.subject)
    return decision.verdict, decision.kind, form, decision.target, decision.article


def _astray(
    question: Question,
    sighted: Sequence[Sighted],
    target: str,
    authorities: Authorities,
    reread: Reread,
) -> list[Sighted]:
    """The places where, now, something else is meant than ``target``, or nobody says it is."""
    return [
        one
        for one, now in _now(question, sighted, authorities, reread)
        if now.id != target or not now.reviewed
    ]


def _now(
    question: Question, sighted: Sequence[Sighted], authorities: Authorities, reread: Reread
) -> list[tuple[Sighted, Mention]]:
    readings = reread(authorities, question)
    found = []
    for one in sighted:
        if one.article in readings:
            mention = seen_at(one, readings[one.article])
            if mention is not None:
                found.append((one, mention))
    return found


def _at_each_place(sighted: Sequence[Sighted], target: str, hand: Hand) -> list[Decision]:
    """One decision for each form and article."""
    decisions = []
    for article in dict.fromkeys(one.article for one in sighted):
        here = [one for one in sighted if one.article == article]
        decisions += [
            hand.decide(Verdict.ACCEPT, here[0].mention.kind, form, target, article)
            for form in _forms(here)
        ]
    return decisions


def _forms(sighted: Sequence[Sighted]) -> list[str]:
    first: dict[str, str] = {}
    for one in sighted:
        first.setdefault(canonical(one.mention.form), one.mention.form)
    return list(first.values())


def _new_act(question: Question, authorities: Authorities) -> DirectiveRecord | None:
    cited = [one.mention for one in question.sighted if one.mention.symbol and one.mention.number]
    if not cited:
        return None
    best = cited[0]
    issuer = next((one.issuer for one in cited if one.issuer), "")
    issued = next((one.issued for one in cited if _DAY.fullmatch(one.issued)), "")
    name = f"{best.document_kind} {best.symbol}"
    id = question.id or _free_id(name, authorities.directives)
    return DirectiveRecord(
        id,
        best.document_kind,
        best.number,
        best.symbol,
        issuer,
        date.fromisoformat(issued) if issued else None,
    )


def _free_id(name: str, taken: Mapping[str, object]) -> str:
    stem = slugify(name, 70)
    id, number = stem, 2
    while id in taken:
        id, number = f"{stem}-{number}", number + 1
    return id
