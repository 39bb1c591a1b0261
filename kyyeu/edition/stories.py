"""A public article as the edition knows it, and how the ledger keeps it."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from kyyeu.edition.pieces import Picture, Source
from kyyeu.mentions import kept_of, reading_of
from kyyeu.model import (
    Article,
    Contributor,
    Correction,
    Kind,
    Mention,
    Origin,
    Reading,
)

Key = tuple[Kind, str]
"""Kind and id of an entity."""

_LIGHT = 1  # zlib: half the size at a third of the cost of the default


@dataclass(frozen=True, slots=True)
class Story:
    """A public article with all that the build made of it."""

    article: Article
    reading: Reading
    blocks: tuple[str, ...]  #: text of the lead (block 0) and of the blocks of the body
    lead: Markup
    body: Markup
    pictures: tuple[Picture, ...] = ()

    @property
    def headline(self) -> Headline:
        """The story as other pages show it."""
        picture = self.pictures[0] if self.pictures else None
        return Headline(self.article, len(self.pictures), picture)


@dataclass(frozen=True, slots=True)
class Headline:
    """A public article as lists show it."""

    article: Article  #: without its body
    photos: int
    picture: Picture | None  #: the first of its photos

    @property
    def at(self) -> int:
        """Moment of publication, in seconds since 1970 (UTC)."""
        return moment_of(self.article)

    @property
    def day(self) -> int:
        """Day of publication in the site's time zone: 20200213."""
        return day_of(self.article)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity in a story."""

    headline: Headline
    mentions: tuple[Mention, ...]  #: in the order of the text
    sentences: tuple[tuple[str, str, str], ...]  #: around each: before it, itself, after it


def moment_of(article: Article) -> int:
    """Seconds since 1970 (UTC), by which articles are ordered."""
    return int(article.published.timestamp())


def day_of(article: Article) -> int:
    """Day of publication in the site's time zone: 20200213."""
    day = article.published
    return day.year * 10000 + day.month * 100 + day.day


def list_of(key: Key) -> str:
    """The name of an entity among the lists of the ledger."""
    return f"{key[0].value}:{key[1]}"


def key_of(name: str) -> Key:
    """The entity whose list this is."""
    kind, _, id = name.partition(":")
    return Kind(kind), id


def in_order(reading: Reading) -> list[Mention]:
    """All that an article names, units inside roles too, in the order of the text."""
    everything = (*reading.mentions, *reading.within)
    return sorted(everything, key=lambda one: (one.block, one.start, -one.end))


def by_entity(reading: Reading) -> dict[Key, tuple[Mention, ...]]:
    """The resolved mentions of an article, by entity, in the order of the text.

    A unit that is named inside somebody's role is named all the same.
    """
    found: dict[Key, list[Mention]] = defaultdict(list)
    for mention in in_order(reading):
        if mention.id is not None:
            found[mention.kind, mention.id].append(mention)
    return {key: tuple(mentions) for key, mentions in found.items()}


# --------------------------------------------------------------------------- kept


def facts(headline: Headline) -> str:
    """What lists print of a story, as JSON."""
    one = headline.article
    return json.dumps(
        [
            one.source, one.id, one.title, one.slug, one.published.isoformat(),
            one.modified.isoformat() if one.modified else None, one.category,
            [[each.name, each.roles] for each in one.contributors], one.lead,
            _origin_kept(one.origin) if one.origin else None, one.rights, one.dateline,
            [[each.day.isoformat(), each.wrong, each.right] for each in one.corrections],
            headline.photos, picture_kept(headline.picture) if headline.picture else None, one.tags,
        ],
        ensure_ascii=False,
    )  # fmt: skip


def headline_of(data: str, zone: Any) -> Headline:
    """A headline from its `facts`; moments come out in the time zone of the site."""
    (
        source, id, title, slug, published, modified, category, contributors, lead, origin,
        rights, dateline, corrections, photos, picture, tags,
    ) = json.loads(data)  # fmt: skip
    article = Article(
        source=source,
        digest="",
        id=id,
        title=title,
        slug=slug,
        published=datetime.fromisoformat(published).astimezone(zone),
        modified=datetime.fromisoformat(modified).astimezone(zone) if modified else None,
        category=category,
        tags=tuple(tags),
        contributors=tuple(Contributor(name, tuple(roles)) for name, roles in contributors),
        lead=lead,
        body="",
        body_line=0,
        origin=_origin_of(*origin) if origin else None,
        rights=rights,
        dateline=dateline,
        corrections=tuple(
            Correction(date.fromisoformat(day), wrong, right) for day, wrong, right in corrections
        ),
    )
    return Headline(article, photos, picture_of(picture) if picture else None)


def _origin_kept(origin: Origin) -> list[str]:
    return [origin.name, origin.url, origin.seen.isoformat() if origin.seen else ""]


def _origin_of(name: str, url: str, seen: str) -> Origin:
    return Origin(name, url, date.fromisoformat(seen) if seen else None)


def packed(story: Story) -> bytes:
    """What the page of a story prints beside its headline."""
    told = {
        "reading": kept_of(story.reading),
        "blocks": story.blocks,
        "lead": str(story.lead),
        "body": str(story.body),
        "pictures": [*map(picture_kept, story.pictures)],
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8"), _LIGHT)


def unpacked(headline: Headline, data: bytes) -> Story:
    """A story from what was `packed`."""
    told = json.loads(zlib.decompress(data))
    return Story(
        headline.article,
        reading_of(told["reading"]),
        tuple(told["blocks"]),
        Markup(told["lead"]),
        Markup(told["body"]),
        tuple(map(picture_of, told["pictures"])),
    )


def sighted(mentions: tuple[Mention, ...], sentences: tuple[tuple[str, str, str], ...]) -> str:
    """The mentions of one entity in one story, as JSON."""
    rows = [
        [
            one.block, one.form, one.reviewed, one.why, one.roles, one.by_role, one.issuer,
            one.issued, one.merged_from, one.told, before, after,
        ]
        for one, (before, _, after) in zip(mentions, sentences, strict=True)
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False)


def sighting_of(headline: Headline, key: Key, data: str) -> Sighting:
    """A sighting from what `sighted` kept; offsets are not kept."""
    mentions, sentences = [], []
    for row in json.loads(data):
        block, form, reviewed, why, roles, by_role, issuer, issued, was, told, before, after = row
        mentions.append(
            Mention(
                block, 0, len(form), key[0], form, key[1], reviewed, why, tuple(roles), by_role,
                issuer=issuer, issued=issued, merged_from=was, told=tuple(told),
            )
        )  # fmt: skip
        sentences.append((before, form, after))
    return Sighting(headline, tuple(mentions), tuple(sentences))


def picture_kept(picture: Picture) -> list[object]:
    """A photo as JSON keeps it."""
    rows = ([[one.path, one.width] for one in row] for row in (picture.avif, picture.jpeg))
    return [
        *rows, picture.width, picture.height, picture.alt, picture.caption, picture.credit,
    ]  # fmt: skip


def picture_of(kept: Sequence[Any]) -> Picture:
    """A photo from what was `picture_kept`."""
    avif, jpeg, width, height, alt, caption, credit = kept
    rows = [tuple(Source(path, wide) for path, wide in row) for row in (avif, jpeg)]
    return Picture(rows[0], rows[1], width, height, alt, caption, credit)
