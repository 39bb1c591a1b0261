"""Why each tag is there: the rule in words, the sentence, and who stands behind it."""

from __future__ import annotations

from kyyeu import vietnamese
from kyyeu.edition.archive import Archive
from kyyeu.edition.languages import plain, said_of
from kyyeu.edition.pages import Reason
from kyyeu.edition.stories import Story, in_order
from kyyeu.mentions import INLINE, decision_behind
from kyyeu.model import Kind, Mention
from kyyeu.problems import say


def reasons(archive: Archive, story: Story) -> tuple[Reason, ...]:
    """Of each form of each thing that a story names, in the order of the text."""
    found: dict[tuple[Kind, str | None, str], Reason] = {}
    for mention in in_order(story.reading):
        key = mention.kind, mention.id, mention.form
        if key in found or (mention.id and not archive.authorities.shows(mention.kind, mention.id)):
            continue
        found[key] = Reason(
            mention.form,
            _meaning(archive, mention),
            _rule(archive, mention),
            _word(archive, mention, story.article.id),
            f"#d{mention.block}",
        )
    return tuple(found.values())


def reason_in_words(archive: Archive, mention: Mention, article: str) -> str:
    """Rule and word of one mention in one line."""
    return f"{_rule(archive, mention)} · {plain(_word(archive, mention, article))}"


def _meaning(archive: Archive, mention: Mention) -> str:
    if mention.id is None:
        return ""
    name = archive.name((mention.kind, mention.id))
    return f"{name.text} ({name.distinction})" if name.distinction else name.text


def _rule(archive: Archive, mention: Mention) -> str:
    return say("why", mention.why, {}, archive.settings.language)


def _word(archive: Archive, mention: Mention, article: str) -> str:
    """On whose word: an editor's, a record's, or nobody's yet."""
    if mention.id is None:
        return archive.say("word_of_nobody")
    decision = decision_behind(mention, article, archive.authorities)
    if decision is not None:
        day = vietnamese.short_date(decision.when)
        return said_of(archive, "word_of_editor", decision.who, "who", day=day)
    if not mention.reviewed:
        return archive.say("word_of_machine")
    if mention.why == INLINE:
        return archive.say("word_of_article")
    return archive.say("word_of_record")
