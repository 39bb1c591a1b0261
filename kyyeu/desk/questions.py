"""How the command ``review`` puts a question into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kyyeu.mentions.review import Question
from kyyeu.model import Article
from kyyeu.problems import say
from kyyeu.vietnamese import short_date

Ask = Callable[[str], str]
"""Puts a question and gives the answer; raises EOFError when nobody is there any more."""

_EXCERPT = 160  # characters on each side of the mention
_ROLES = 3  # most that are shown


def tell(key: str, **params: object) -> None:
    """Print a sentence of the catalogue's section "review"."""
    print(say("review", key, params))


def row_told(question: Question) -> str:
    """A question in one line: how bad, what, in how many articles, where."""
    count = say("review", "articles", {"count": len(question.articles)})
    cells = (
        say("review", f"risk-{question.risk.value}"),
        say("review", f"kind-{question.kind.value}"),
        question.name,
        question.id or "?",
        count,
        question.articles[0],
    )
    return "\t".join(cells)


def question_told(
    question: Question,
    at: int | None,
    of: int,
    articles: Mapping[str, Article],
    blocks: Mapping[str, Sequence[str]],
) -> str:
    """A question as an editor reads it: sentence, proposal, why, and who else it may be.

    Args:
        question: to be told.
        at: place in the queue, from 0; None: a question within another.
        of: length of the queue.
        articles: by id.
        blocks: text of each article's blocks, by its id.
    """
    one = question.sighted[0]
    article, mention = articles[one.article], one.mention
    place = "" if at is None else f"[{at + 1}/{of}] "
    risk = say("review", f"risk-{question.risk.value}")
    lines = [
        "",
        f"{place}{say('review', f'kind-{question.kind.value}')}: {question.name} · {risk}",
        say("review", "article", {
            "title": article.title, "date": short_date(article.published.date()),
            "id": article.id, "count": len(question.articles),
        }),
        f"  {_excerpt(blocks[article.id][mention.block], mention.start, mention.end)}",
        _proposal(question),
    ]  # fmt: skip
    if question.roles:
        lines.append(say("review", "roles", {"roles": "; ".join(question.roles[:_ROLES])}))
    others = [form for form in question.forms if form != question.name]
    if others:
        lines.append(say("review", "forms", {"forms": "; ".join(others)}))
    lines.append(say("review", "rule", {"rule": say("why", mention.why)}))
    if question.candidates:
        lines += _candidates(question)
    return "\n".join(lines)


def _candidates(question: Question) -> list[str]:
    """Who or what may be meant, numbered."""
    lines = [say("review", "candidates")]
    for number, one in enumerate(question.candidates, 1):
        note = f" ({one.note})" if one.note else ""
        made = "" if one.record else f" {say('review', 'made')}"
        lines.append(f"    {number}. {one.name}{note}: {one.id}{made}")
    return lines


def _proposal(question: Question) -> str:
    if question.proposed:
        return say("review", "by-name", {"name": question.name, "id": question.proposed})
    if question.id is None:
        return say("review", "unresolved")
    return say("review", "machine-made", {"name": question.name, "id": question.id})


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around a mention, which stands between » and «."""
    before, after = text[:start], text[end:]
    if len(before) > _EXCERPT:
        before = "… " + before[-_EXCERPT:].partition(" ")[2]
    if len(after) > _EXCERPT:
        after = after[:_EXCERPT].rpartition(" ")[0] + " …"
    return " ".join(f"{before}»{text[start:end]}«{after}".split())


class Back(Exception):
    """Nothing was said within an answer: the question is asked again, nothing is written."""


def say_or_back(ask: Ask, prompt: str) -> str:
    """What is said.

    Raises:
        Back: nothing is.
    """
    answer = " ".join(ask(f"{prompt} ").split())
    if not answer:
        raise Back
    return answer


def must_say(ask: Ask, prompt: str) -> str:
    """Ask until something is said."""
    while not (answer := " ".join(ask(prompt + " ").split())):
        pass
    return answer
