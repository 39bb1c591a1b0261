"""On whose word a mention means what it means: an editor's decision, a record, or nobody's yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from kyyeu.model import Authorities, AuthorityRecord, Decision, Kind, Mention, Verdict
from kyyeu.vietnamese import canonical

BY_DECISION = "decision"  #: `Mention.why` of what a row of ``decisions.csv`` says
_BORROWED = ("short-form", "unit-short")  # forms that only an earlier one gives a meaning
_ABOUT_FORMS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.SPLIT)


@dataclass(slots=True)
class _Decided:
    """The decisions as they are asked for; of two about one thing the later one holds."""

    authorities: Authorities
    forms: dict[tuple[Kind, str, str], Decision] = field(default_factory=dict)
    merges: dict[tuple[Kind, str], Decision] = field(default_factory=dict)


_last: _Decided | None = None


def decision_behind(mention: Mention, article: str, authorities: Authorities) -> Decision | None:
    """The editor's decision that made a mention what it is.

    Args:
        mention: resolved across articles, as `kyyeu.mentions.identify` leaves it.
        article: `Article.id` of the article it stands in.
        authorities: those that the article was read with.

    Returns:
        None when a record says so by itself, an editor marked it in the article, or nobody
        has looked at it yet.
    """
    decided = _decided(authorities)
    if mention.why == BY_DECISION:
        form = canonical(mention.form)
        local = decided.forms.get((mention.kind, form, article))
        return local or decided.forms.get((mention.kind, form, "*"))
    if mention.id is None or not mention.reviewed:
        return None
    record = authorities.of(mention.kind).get(mention.id)
    if record is not None and _says(record, mention):
        return None
    return decided.merges.get((mention.kind, mention.merged_from or ""))


def _says(record: AuthorityRecord, mention: Mention) -> bool:
    """Whether a record can have been found by itself: it has the form, or lends it its own."""
    if mention.by_role or mention.why in _BORROWED or mention.kind is Kind.DIRECTIVE:
        return True
    return canonical(mention.form) in map(canonical, (record.preferred, *record.variants))


def _decided(authorities: Authorities) -> _Decided:
    """The decisions made ready; the last ones are kept, since a run asks for one set."""
    global _last  # noqa: PLW0603 - a memo of one, as in `records`
    if _last is None or _last.authorities is not authorities:
        _last = _Decided(authorities)
        for decision in authorities.decisions:
            if decision.verdict in _ABOUT_FORMS:
                form = canonical(decision.subject)
                _last.forms[decision.kind, form, decision.article] = decision
            elif decision.verdict is Verdict.MERGE:
                _last.merges[decision.kind, decision.subject] = decision
    return _last
