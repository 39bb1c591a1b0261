"""Rules about the decisions of editors: each names what exists, none takes back another."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kyyeu.holdings import EVERYWHERE, table_source
from kyyeu.model import Authorities, Decision, Kind, Verdict
from kyyeu.problems import Problem, Severity
from kyyeu.validation.authorities import TABLES
from kyyeu.validation.grounds import Grounds
from kyyeu.validation.nearness import Names
from kyyeu.validation.rings import rings
from kyyeu.vietnamese import canonical

_SOURCE = table_source("decisions")
_TO_A_RECORD = (Verdict.ACCEPT, Verdict.MERGE, Verdict.SPLIT)
#: Verdicts about one question; an id is renamed and merged independently.
_QUESTIONS = {
    Verdict.ACCEPT: "form",
    Verdict.REJECT: "form",
    Verdict.SPLIT: "form",
    Verdict.MERGE: "merge",
    Verdict.RENAME: "rename",
}


def decisions_name_what_exists(grounds: Grounds) -> Iterator[Problem]:
    """A decision about nothing would be replayed for ever without effect."""
    articles = {article.id for article in grounds.holdings.articles}
    names: dict[Kind, Names] = {}  # gathered when one is missing
    for decision in grounds.holdings.authorities.decisions:
        known = decision.article in articles or (
            grounds.elsewhere is not None and grounds.elsewhere.source_of(decision.article)
        )
        if decision.article != EVERYWHERE and not known:
            params = {"id": decision.article}
            yield Problem(_SOURCE, decision.line, "decision-unknown-article", params)
        records = grounds.holdings.authorities.of(decision.kind)
        if decision.verdict in _TO_A_RECORD and decision.target not in records:
            if decision.kind not in names:
                names[decision.kind] = Names(records)
            near = names[decision.kind].nearest(decision.target)
            table = table_source(TABLES[decision.kind])
            params = {"id": decision.target, "table": table, "nearest": "".join(near)}
            code = "decision-misspelt-target" if near else "decision-unknown-target"
            yield Problem(_SOURCE, decision.line, code, params)
        if _renames_an_act(decision) and decision.subject in records:
            params = {"id": decision.subject}
            yield Problem(_SOURCE, decision.line, "decision-rename-act", params)


def merges_make_no_ring(grounds: Grounds) -> Iterator[Problem]:
    """Of things that are merged into each other nobody could say which one is left."""
    for kind in Kind:
        merges = {
            one.subject: one
            for one in grounds.holdings.authorities.decisions
            if one.verdict is Verdict.MERGE and one.kind is kind
        }
        for ring in rings({subject: one.target for subject, one in merges.items()}):
            last = max((merges[subject] for subject in ring), key=lambda one: one.line)
            params = {"ring": " → ".join([*ring, ring[0]])}
            yield Problem(_SOURCE, last.line, "decision-ring", params)


def _renames_an_act(decision: Decision) -> bool:
    return decision.verdict is Verdict.RENAME and decision.kind is Kind.DIRECTIVE


def unmet_decisions(authorities: Authorities, obeyed: Collection[Decision]) -> Iterator[Problem]:
    """Merges and renames of what exists nowhere, neither in the tables nor in the articles.

    Args:
        authorities: whose decisions these are.
        obeyed: `kyyeu.mentions.Identified.obeyed` of all articles.
    """
    for decision in authorities.decisions:
        if decision.verdict in (Verdict.MERGE, Verdict.RENAME) and decision not in obeyed:
            yield _idle(decision)


def _idle(decision: Decision) -> Problem:
    params = {"subject": decision.subject, "verdict": decision.verdict.value}
    return Problem(_SOURCE, decision.line, "decision-idle", params, Severity.WARNING)


def decisions_speak_of_something(grounds: Grounds) -> Iterator[Problem]:
    """What was decided about a form or an id that is no longer there decides nothing.

    Ids of machine-made records may change with the engine: then an editor decides anew.
    """
    if grounds.study is None:
        return
    texts = {id: canonical("\n".join(text)) for id, text in grounds.study.blocks.items()}
    for decision in grounds.holdings.authorities.decisions:
        if decision.verdict is Verdict.REJECT:
            form = canonical(decision.subject)
            everywhere = decision.article == EVERYWHERE
            where = texts.values() if everywhere else [texts.get(decision.article, "")]
            idle = not any(form in text for text in where)
        else:
            idle = decision not in grounds.study.identified.obeyed
        if idle:
            yield _idle(decision)


def decisions_agree(grounds: Grounds) -> Iterator[Problem]:
    """One question, one answer: which of two holds must not depend on their order.

    What is decided for one article is an exception to what is decided for everywhere.
    """
    first: dict[tuple[str, ...], Decision] = {}
    for decision in grounds.holdings.authorities.decisions:
        question = _QUESTIONS[decision.verdict]
        subject = canonical(decision.subject) if question == "form" else decision.subject
        key = question, decision.kind.value, subject, decision.article
        other = first.setdefault(key, decision)
        if other.target != decision.target:
            params = {"subject": decision.subject, "line": other.line}
            yield Problem(_SOURCE, decision.line, "decision-contradiction", params)
