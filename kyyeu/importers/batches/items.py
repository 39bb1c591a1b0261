"""What the elements of an item say: the fields of an article, and all that has no place in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import cached_property

from kyyeu.importers.batches.feeds import ATOM, WORDPRESS, Channel, Element, FeedItem
from kyyeu.importers.tracing import Traced
from kyyeu.markup import visible_text

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"

#: What elements are, by namespace ("wp" for any version of WordPress) and name. "" is what a
#: system keeps for itself: numbers, switches, the same moment in another form.
_FIELDS = {
    ("", "title"): "title", ("", "link"): "link", ("", "pubDate"): "date",
    ("", "description"): "summary", ("", "category"): "category", ("", "guid"): "guid",
    ("", "author"): "author", ("", "enclosure"): "media",
    (_CONTENT, "encoded"): "content", (_DC, "creator"): "author", (_DC, "date"): "date",
    (_MEDIA, "content"): "media", (_MEDIA, "thumbnail"): "media",
    ("excerpt", "encoded"): "excerpt", ("wp", "post_date"): "local_date",
    ("wp", "post_modified"): "local_modified", ("wp", "post_type"): "post_type",
    ("wp", "status"): "status", ("wp", "post_id"): "post_id", ("wp", "post_parent"): "post_parent",
    ("wp", "post_password"): "password", ("wp", "attachment_url"): "attachment_url",
    ("wp", "comment"): "comment", ("wp", "postmeta"): "meta",
    (ATOM, "title"): "title", (ATOM, "published"): "date", (ATOM, "updated"): "updated",
    (ATOM, "summary"): "summary", (ATOM, "content"): "content", (ATOM, "id"): "guid",
    (ATOM, "author"): "author", (ATOM, "category"): "category", (ATOM, "link"): "link",
    **{("wp", name): "" for name in (
        "post_date_gmt", "post_modified_gmt", "comment_status", "ping_status", "post_name",
        "menu_order", "is_sticky", "comment_count",
    )},
    ("", "comments"): "", ("http://wellformedweb.org/CommentAPI/", "commentRss"): "",
    ("http://purl.org/rss/1.0/modules/slash/", "comments"): "",
}  # fmt: skip
_ALT = "_wp_attachment_image_alt"
_SEVERAL = ("category", "comment", "meta", "media", "author", "link")
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of the media library of a WordPress site."""

    id: str
    address: str
    caption: str
    parent: str  #: id of the article it was uploaded to; "0": of none
    alt: str = ""  #: what an editor says can be seen on it


@dataclass(slots=True)
class Ground:
    """What the whole of an export says: who the accounts are, what the pictures are."""

    authors: dict[str, str] = field(default_factory=dict)  #: login to the name that is shown
    attachments: dict[str, Attachment] = field(default_factory=dict)
    title: str = ""  #: of the channel
    _below: dict[str, list[Attachment]] = field(default_factory=dict)

    def below(self, post: str) -> list[Attachment]:
        """The pictures that were uploaded to an article."""
        if not self._below:
            for one in self.attachments.values():
                self._below.setdefault(one.parent, []).append(one)
        return self._below.get(post, []) if post else []


@dataclass(frozen=True)
class Fields:
    """An item, its elements sorted."""

    item: FeedItem

    @cached_property
    def known(self) -> Mapping[str, tuple[Element, ...]]:
        """Elements by field; of a field that can stand once, the first."""
        found: dict[str, list[Element]] = {}
        for one in self.item.elements:
            name = _name(one)
            if name and (name in _SEVERAL or name not in found):
                found.setdefault(name, []).append(one)
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def strange(self) -> tuple[Element, ...]:
        """Elements with words or an address that no field takes."""
        shown = {id(one) for _, one in self.pictures()}
        media = {id(one) for one in self.all("media") if id(one) not in shown}
        taken = {id(one) for some in self.known.values() for one in some}
        return tuple(
            one
            for one in self.item.elements
            if id(one) in media
            or (
                id(one) not in taken
                and _FIELDS.get(_key(one), "?")
                and (one.said() or _address(one))
            )
        )

    def all(self, name: str) -> tuple[Element, ...]:
        """The elements of a field."""
        return self.known.get(name, ())

    def get(self, name: str) -> str:
        """The words of a field, trimmed; empty when the item lacks it."""
        return next((one.said() for one in self.all(name)), "")

    def words(self, name: str) -> Traced:
        """The same, each letter with its place."""
        return next((one.words.stripped() for one in self.all(name)), Traced())

    @property
    def of_wordpress(self) -> bool:
        """It comes from an export of WordPress."""
        return any(one.key[0].startswith(WORDPRESS) for one in self.item.elements)

    @property
    def title(self) -> str:
        """The headline as it is seen."""
        return " ".join(visible_text(self.get("title")).split())

    @property
    def link(self) -> str:
        """The address at which it stands."""
        addresses = [
            one.said() or one.attributes.get("href", "")
            for one in self.all("link")
            if one.attributes.get("rel", "alternate") == "alternate"
        ]
        return next(filter(None, addresses), "")

    @property
    def categories(self) -> tuple[tuple[str, Element], ...]:
        """Names of sections, and the elements that say them."""
        return tuple(_named(self.all("category"), ("", "category")))

    @property
    def tags(self) -> tuple[tuple[str, Element], ...]:
        """Words of search, and the elements that say them."""
        return tuple(_named(self.all("category"), ("post_tag",)))

    def custom(self) -> Iterator[tuple[str, Element]]:
        """Fields that somebody added by hand or by a plugin: those with a visible name."""
        for one in self.all("meta"):
            key, value = one.inside.get("meta_key", ""), one.inside.get("meta_value", "")
            if not key.strip().startswith("_") and value.strip():
                yield f"{key.strip()}: {' '.join(value.split())}", one

    def meta(self, key: str) -> str:
        """What a field of WordPress's own says; empty when the item lacks it."""
        said = (one.inside for one in self.all("meta") if one.inside.get("meta_key", "") == key)
        return " ".join(next((one.get("meta_value", "") for one in said), "").split())

    def thumbnail(self) -> Element | None:
        """The field that names the picture shown above an article."""
        keys = ((one.inside.get("meta_key", "").strip(), one) for one in self.all("meta"))
        return next((one for key, one in keys if key == "_thumbnail_id"), None)

    def pictures(self) -> Iterator[tuple[str, Element]]:
        """Addresses of pictures that stand beside the text of a feed."""
        enclosed = [one for one in self.all("link") if one.attributes.get("rel") == "enclosure"]
        for one in (*self.all("media"), *enclosed):
            kind = one.attributes.get("type", one.attributes.get("medium", ""))
            address = _address(one)
            path = address.partition("?")[0].lower()
            if address and (kind.startswith("image") or path.endswith(_IMAGES)):
                yield address, one

    def author(self, ground: Ground) -> tuple[str, Element | None]:
        """Who is said to have written it, by the name that is shown."""
        for one in self.all("author"):
            said = one.inside.get("name", "").strip() or one.said()
            if "@" in said and "(" in said:  # RSS: "toasoan@vi-du.vn (Lê Hà)"
                said = said.partition("(")[2].rstrip(" )")
            if said:
                return ground.authors.get(said, said), one
        return "", None

    def moment(self, zone: tzinfo) -> datetime | None:
        """When it was published, in the time of the site; never its update alone."""
        return self._moment("local_date", "date", zone)

    def modified(self, zone: tzinfo) -> datetime | None:
        """When it was last changed."""
        return self._moment("local_modified", "updated", zone)

    def _moment(self, local: str, stated: str, zone: tzinfo) -> datetime | None:
        said = self.get(local)
        if said and not said.startswith("0000"):
            try:
                return datetime.fromisoformat(said).replace(tzinfo=zone)
            except ValueError:
                return None
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                moment = read(self.get(stated))
            except (ValueError, TypeError, IndexError):
                continue
            place = zone if moment.tzinfo is None else moment.tzinfo
            try:
                return moment.replace(tzinfo=place).astimezone(zone)
            except OverflowError:
                return None
        return None


def ground_of(items: Iterator[FeedItem], channel: Channel) -> Ground:
    """Read a whole export for what its articles only point to."""
    ground = Ground()
    for item in items:
        fields = Fields(item)
        if fields.get("post_type") == "attachment" and fields.get("attachment_url"):
            words = fields.get("excerpt") or fields.get("content")
            caption = " ".join(visible_text(words).split())
            id, parent = fields.get("post_id"), fields.get("post_parent")
            address, alt = fields.get("attachment_url"), fields.meta(_ALT)
            ground.attachments[id] = Attachment(id, address, caption, parent, alt)
    for one in channel.elements:
        if one.key[1] == "title":
            ground.title = ground.title or " ".join(visible_text(one.said()).split())
        login, shown = (one.inside.get(f"author_{name}", "") for name in ("login", "display_name"))
        if login.strip() and shown.strip():
            ground.authors[login.strip()] = shown.strip()
    return ground


def _named(elements: Sequence[Element], domains: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    for one in elements:
        name = one.said() or one.attributes.get("label", "") or one.attributes.get("term", "")
        known = one.attributes.get("domain", "") if one.key[0] != ATOM else ""
        # RSS says a vocabulary there, as an address
        fits = known in domains if known in ("category", "post_tag") else "" in domains
        if name and fits:
            yield " ".join(visible_text(name).split()), one


def _address(one: Element) -> str:
    return one.attributes.get("url", "") or one.attributes.get("href", "")


def _name(one: Element) -> str:
    return _FIELDS.get(_key(one), "")


def _key(one: Element) -> tuple[str, str]:
    space = one.key[0]
    if space.startswith(WORDPRESS):
        space = "excerpt" if space.rstrip("/").endswith("excerpt") else "wp"
    return space, one.key[1]
