"""Rules about what articles state: counted lists, dates of acts, who is meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kyyeu.model import Article, Kind, Mention, Status
from kyyeu.problems import Problem, Severity
from kyyeu.validation.grounds import Grounds
from kyyeu.vietnamese import canonical, short_date

_NAMES = 8  #: named in one note


def counted_lists_are_whole(grounds: Grounds) -> Iterator[Problem]:
    """A list that says how long it is checks itself."""
    for article in _studied(grounds):
        assert grounds.study
        for count in grounds.study.identified.readings[article.id].counted:
            if count.stated != count.found:
                line = _line(grounds, article, count.block)
                params = {"stated": count.stated, "found": count.found}
                yield Problem(
                    article.source, line, "mention-count-differs", params, Severity.WARNING
                )


def acts_are_older_than_their_reports(grounds: Grounds) -> Iterator[Problem]:
    """Nobody cites what is not yet issued: a date or a number is a slip."""
    for article, mention in _acts(grounds):
        issued = _issued(mention, grounds)
        if issued[: len(mention.issued) or 10] > article.published.date().isoformat():
            words = {"act": mention.form, "issued": _told(issued)}
            words["published"] = short_date(article.published)
            line = _line(grounds, article, mention.block)
            yield Problem(article.source, line, "mention-act-younger", words, Severity.WARNING)


def an_act_has_one_date(grounds: Grounds) -> Iterator[Problem]:
    """One act, two dates of issue: one article, or the record, has a slip."""
    first: dict[str, tuple[str, str]] = {
        record.id: (record.issued.isoformat(), f"authorities/directives.csv:{record.line}")
        for record in grounds.holdings.authorities.directives.values()
        if record.issued
    }
    for article, mention in sorted(_acts(grounds), key=lambda pair: pair[0].published):
        if mention.id is None or len(mention.issued) != len("2014-04-07"):
            continue
        issued, place = first.setdefault(mention.id, (mention.issued, article.source))
        if issued != mention.issued:
            words = {"act": mention.form, "other": place, "issued": _told(issued)}
            line = _line(grounds, article, mention.block)
            yield Problem(article.source, line, "mention-act-two-dates", words, Severity.WARNING)


def whoever_is_not_settled_is_said(grounds: Grounds) -> Iterator[Problem]:
    """Two candidates left means nobody; an editor can know."""
    for article in _studied(grounds):
        assert grounds.study
        names: dict[str, int] = {}
        for mention in grounds.study.identified.readings[article.id].mentions:
            if mention.id is None and not mention.by_role:
                names.setdefault(mention.form, mention.block)
        if names:
            told = ", ".join(f"“{name}”" for name in list(names)[:_NAMES])
            line = _line(grounds, article, min(names.values()))
            params = {"names": told, "count": len(names), "id": article.id}
            yield Problem(article.source, line, "mention-unresolved", params, Severity.NOTE)


def namesakes_without_record_are_said(grounds: Grounds) -> Iterator[Problem]:
    """One name, two people as far as the articles tell: perhaps it is one."""
    first: dict[str, tuple[str, Article]] = {}
    told: set[tuple[str, str]] = set()
    known = grounds.holdings.authorities.people
    for article in sorted(_studied(grounds), key=lambda one: (one.published, one.id)):
        assert grounds.study
        for mention in grounds.study.identified.readings[article.id].mentions:
            if mention.kind is not Kind.PERSON or mention.id is None or mention.id in known:
                continue
            if mention.by_role or " " not in mention.form or mention.reviewed:
                continue
            name = canonical(mention.form)
            id, other = first.setdefault(name, (mention.id, article))
            if id != mention.id and (name, mention.id) not in told:
                told.add((name, mention.id))
                line = _line(grounds, article, mention.block)
                params = {"name": mention.form, "other": other.source}
                yield Problem(article.source, line, "mention-namesake", params, Severity.NOTE)


def photos_can_be_decoded(grounds: Grounds) -> Iterator[Problem]:
    """A header can be whole and the picture behind it broken."""
    for source in grounds.study.damaged if grounds.study else ():
        yield Problem(source, 0, "photo-damaged")


def _studied(grounds: Grounds) -> Iterator[Article]:
    if grounds.study:
        for article in grounds.holdings.articles:
            if article.status is not Status.WITHDRAWN:
                yield article


def _acts(grounds: Grounds) -> Iterator[tuple[Article, Mention]]:
    for article in _studied(grounds):
        assert grounds.study
        for mention in grounds.study.identified.readings[article.id].mentions:
            if mention.kind is Kind.DIRECTIVE:
                yield article, mention


def _issued(mention: Mention, grounds: Grounds) -> str:
    """ISO day, or year, on which an act was issued: as stated, else as its record says."""
    record = grounds.holdings.authorities.directives.get(mention.id or "")
    if mention.issued or record is None or record.issued is None:
        return mention.issued
    return record.issued.isoformat()


def _told(issued: str) -> str:
    return short_date(date.fromisoformat(issued)) if "-" in issued else issued


def _line(grounds: Grounds, article: Article, block: int) -> int:
    """The line of the file on which a block begins; 0 when it stands in the header."""
    assert grounds.study
    begin = grounds.study.blocks[article.id][block][:24].split("\n")[0]
    place = article.body.find(begin) if block and begin else -1
    return article.body_line + article.body.count("\n", 0, place) if place >= 0 else 0
