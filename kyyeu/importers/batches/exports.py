"""The articles of an export: each item is read as a page, and accounted for as it was given.

An item becomes a page in memory, in the order in which a page shows its fields; the newspaper
grammar reads that; what it decided is carried back to the item as the file has it, which is
what the provenance keeps. What no field of an article takes is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from kyyeu.fixity import digest
from kyyeu.importers import codepages
from kyyeu.importers.batches import apart
from kyyeu.importers.batches.entries import Beside, Entry, Showing, passed, refused
from kyyeu.importers.batches.feeds import Element, Export, FeedItem
from kyyeu.importers.batches.items import Attachment, Fields, Ground
from kyyeu.importers.batches.library import Library
from kyyeu.importers.batches.naming import in_parts, sections_of, web_address
from kyyeu.importers.batches.picture_names import name_of, names_in
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.batches.uploads import picture_at
from kyyeu.importers.batches.wordpress import body_of, figure
from kyyeu.importers.bylines import read_bare_name
from kyyeu.importers.draft import Draft, Source
from kyyeu.importers.page_reading import Beside as Pictures
from kyyeu.importers.page_reading import read_page
from kyyeu.importers.page_text import seen_in
from kyyeu.importers.tracing import Bit, Stretch, Traced, carried_back, line_in_source
from kyyeu.markup import escape_text, visible_text
from kyyeu.model import Origin
from kyyeu.problems import Problem, Result, Severity, say
from kyyeu.settings import Limits, Settings
from kyyeu.vietnamese import canonical, slugify

_DRAFTS = ("draft", "auto-draft", "pending")
#: What an export holds beside articles that were published: no fault, and nothing to mend.
_PASSED = ("batch-draft", "batch-not-published", "batch-password")
_FEWEST = 25  #: words; a content this short may be an announcement of one
#: Where a content breaks off, to be read on at its site; met in canonical text.
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:xem|đọc) (?:tiếp|thêm|chi tiết)|read more|continue reading)"
    r"[\s.…»>→\]]*$"
)
_FIRST, _BEGINNING = 8, 80  #: words, and letters, by which an item without a headline is told
_LEAD = 900  #: characters; a longer summary is none
_OWN = (
    *("revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache"),
    *("wp_global_styles", "wp_navigation", "wp_template", "wp_template_part"),
)  #: kinds of items that WordPress keeps for itself


def read_export(
    export: Export, settings: Settings, beside: Callable[[str], Beside | None] | None = None
) -> Iterator[Entry]:
    """The articles of an export, in its order; the last entries may say what else there is.

    Args:
        export: the file.
        settings: the site.
        beside: a file by its way from the export: its uploads may lie there.
    """
    name = export.name
    limits = settings.limits
    if export.size > limits.export_bytes:
        yield refused(name, "batch-feed-large", size=export.size, limit=limits.export_bytes)
        return
    ground, others = _ground(export, limits), Counter[str]()
    library = Library(ground.attachments.values())
    try:
        for item in apart.items(export.open, limits):
            fields = Fields(item)
            kind = fields.get("post_type") or "post"
            if kind == "attachment":
                continue
            library.shown_by(fields)
            if kind == "post":
                shown = Showing(beside) if beside else None
                yield replace(entry_of(item, name, settings, ground), shown=shown)
            elif kind in _OWN or not fields.get("content"):
                others[kind] += 1
            else:
                told = _called(name, fields, settings)
                code = "batch-page" if kind == "page" else "batch-not-a-post"
                yield passed(told, code, kind=kind)
        yield from _rest(name, [one.address for one in library.left.values()], others)
    except RefusedError as fault:
        yield refused(name, fault.code, **fault.params)
    except OSError as fault:
        yield refused(name, "import-unreadable", reason=fault.strerror or str(fault))


def _ground(export: Export, limits: Limits) -> Ground:
    """What the export says as a whole; what is wrong with it is told when it is read again."""
    try:
        return apart.ground(export.open, limits)
    except (RefusedError, OSError):
        return Ground()


def _rest(name: str, pictures: Sequence[str], others: Mapping[str, int]) -> Iterator[Entry]:
    if pictures:
        words = {"count": len(pictures), "first": pictures[0]}
        yield refused(f"{name} › media", "batch-pictures-unused", **words)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(others.items()))
    if kinds:
        problem = Problem(name, 0, "batch-other-items", {"kinds": kinds}, Severity.NOTE)
        yield Entry(f"{name} › …", problems=(problem,))


def entry_of(item: FeedItem, export: str, settings: Settings, ground: Ground) -> Entry:
    """One item as an entry of a batch."""
    fields = Fields(item)
    told = _called(export, fields, settings)
    code, params = _unfit(fields, settings)
    if code:
        passes = code in _PASSED
        return passed(told, code, **params) if passes else refused(told, code, **params)
    made = _Made(fields, settings, ground)
    return Entry(
        told,
        item.data,
        f"{slugify(fields.title)}.xml",
        category=made.section,
        problems=tuple(made.problems(told)),
        reader=made.read,
    )


def _called(export: str, fields: Fields, settings: Settings) -> str:
    """An item as a person finds it: by its headline; without one by how it begins, or its link."""
    title = fields.title
    if not title:
        begins = " ".join(visible_text(fields.get("content")).split()[:_FIRST])
        where = begins or fields.link or fields.get("guid") or fields.get("post_id")
        title = say("import", "untitled", {"begins": where[:_BEGINNING]}, settings.language)
    return f"{export} › {fields.item.number}. {title}"


def _unfit(fields: Fields, settings: Settings) -> tuple[str, dict[str, object]]:
    """Why an item is no article; empty when it is one."""
    limits = settings.limits
    size = fields.item.size
    limit = limits.item_bytes if size > limits.item_bytes else limits.text_bytes
    status = fields.get("status") or "publish"
    hidden = "batch-draft" if status in _DRAFTS else "batch-not-published"
    faults: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (fields.item.too_large, "import-too-large", {"size": size, "limit": limit}),
        (bool(fields.get("password")), "batch-password", {}),
        (status != "publish", hidden, {"status": status}),
        (not fields.title, "batch-no-headline", {}),
        (_is_summary(fields), "batch-summary-only", {"link": fields.link or fields.get("guid")}),
        (fields.moment(settings.timezone) is None, "import-no-date", {}),
    )
    return next(((code, params) for is_so, code, params in faults if is_so), ("", {}))


def _is_summary(fields: Fields) -> bool:
    """A feed without full text: it has a summary and a link to the rest, and no content.

    The element tells, not how much stands in it: a content may be short. One that says its
    summary again, or breaks off, is none.
    """
    content = _loose(visible_text(fields.get("content")))
    if not content or fields.of_wordpress or len(content.split()) >= _FEWEST:
        return not content
    summary = _loose(visible_text(fields.get("summary")))
    cut = _CUT.search(canonical(" ".join(visible_text(fields.get("content")).split())))
    return content == summary or cut is not None


def _loose(text: str) -> str:
    return re.sub(r"\W+", " ", canonical(text)).strip()


class _Made:
    """An item, and the page that is made of it."""

    def __init__(self, fields: Fields, settings: Settings, ground: Ground) -> None:
        self.fields = fields
        self.settings = settings
        self.ground = ground
        self.author, self.signed = fields.author(ground)
        self.section, self.sectioned, self.tags = sections_of(fields, settings)
        self.left: tuple[str, ...] = ()
        self.page = self._page()

    def _page(self) -> Traced:
        """The item in the order of a page.

        The class names are those of WordPress's themes, by which its pages are known for sure.
        """
        fields = self.fields
        title, body = fields.words("title"), fields.words("content")
        if fields.of_wordpress:
            body, self.left = body_of(body, fields.get("post_id"), self.ground)
        said = (one.attributes.get("base", "") for one in fields.all("content"))  # xml:base
        here = f'<base href="{escape_text(urljoin(web_address(fields.link), next(said, "")))}">'
        head = f'<!doctype html>\n<html lang="vi">\n<head>{here}</head>\n<body>\n'
        page = Traced() + head + '<h1 class="entry-title">' + _as(title, escape_text(fields.title))
        page = page + '</h1>\n<div class="entry-content">\n'
        lead = self._lead()
        if lead:
            page = page + '<p class="entry-summary">' + lead + "</p>\n"
        for markup, element in self._pictures_above(names_in(body.text)):
            page = page + Traced((Bit(markup, element.start, element.end, instead=True),))
        page = page + body + "\n</div>\n</body>\n</html>\n"
        old = codepages.recognise(seen_in(page.text))
        return page.recoded(old.page) if old else page

    def _lead(self) -> Traced:
        """The excerpt, or the summary of a feed, where it is more than the body's beginning."""
        for name in ("excerpt", "summary"):
            said = " ".join(visible_text(self.fields.get(name)).split())
            if said and not self._begins_body(said) and len(said) <= _LEAD:
                return _as(self.fields.words(name), escape_text(said))
        return Traced()

    def _begins_body(self, said: str) -> bool:
        """A summary that a system has cut from the text: no words of its own."""
        loose = _loose(re.sub(r"\[?(?:…|\.\.\.)\]?\s*$", "", said))
        return _loose(visible_text(self.fields.get("content"))).startswith(loose)

    def _pictures_above(self, shown: set[str]) -> Iterator[tuple[str, Element]]:
        """Pictures that stand beside the text: the one above it, those of a feed."""
        top = self.fields.thumbnail()
        if top:
            found = self.ground.attachments.get(top.inside.get("meta_value", "").strip())
            if found and name_of(found.address) not in shown:
                yield figure(found), top
        for address, element in self.fields.pictures():
            if name_of(address) not in shown:
                shown.add(name_of(address))
                yield figure(Attachment("", address, "", "")), element

    def read(
        self,
        data: bytes,
        name: str,
        settings: Settings,
        encoding: str = "",
        beside: Pictures | None = None,
        web: Pictures | None = None,
    ) -> Result[Draft | None]:
        """The draft of the item, as a reader of documents gives it."""
        del encoding  # an export says its own
        item = self.fields.item

        def pictures(address: str) -> bytes | None:
            found = picture_at(address, beside) if beside else None
            return found if found is not None or web is None else web(address)

        read = read_page(self.page.text.encode(), name, settings, "", None, pictures)
        if read.value is None:
            return Result(None, self._at_lines(read.problems))
        draft = self._with_fields(read.value)
        source = Source(name, data, digest(data), item.encoding, item.text)
        whole = carried_back(draft, self.page, source, tuple(self._stretches(draft)))
        blocks = tuple(replace(block, line=self._line(block.line)) for block in draft.blocks)
        signed = ("import-no-byline",) if draft.contributors else ()
        problems = [fault for fault in read.problems if fault.code not in signed]
        if draft.contributors != read.value.contributors:
            words = {"name": self.author}
            problems.append(Problem(name, 0, "batch-author-account", words, Severity.WARNING))
        return Result(replace(whole, blocks=blocks), self._at_lines(problems))

    def _with_fields(self, draft: Draft) -> Draft:
        """The draft with what the item says beside its body."""
        zone = self.settings.timezone
        contributors, origin = draft.contributors, draft.origin
        if not contributors and self.author:
            named = read_bare_name(self.author)
            contributors = named.contributors if named else ()
        if origin is None and not self.fields.of_wordpress and self.fields.link:
            address = web_address(self.fields.link)
            host = urlsplit(address).netloc.removeprefix("www.")
            name = self.ground.title or host
            origin = Origin(name, address) if name else None
        said = (*(name for name, _ in self.tags), *draft.tags)
        names = [part for name in said for part in in_parts(name)]
        return replace(
            draft,
            published=self.fields.moment(zone),
            modified=draft.modified or self.fields.modified(zone),
            day_only=False,
            contributors=contributors,
            origin=origin,
            tags=tuple({canonical(name): name for name in reversed(names)}.values())[::-1],
        )

    def _stretches(self, draft: Draft) -> Iterator[Stretch]:
        """What becomes of the elements that are no part of the page."""
        fields, known = self.fields, self.fields.all
        tagged = {id(one): ", ".join(in_parts(name)) for name, one in self.tags}
        said = {**tagged, id(self.sectioned): self.section, id(self.signed): self.author}
        moved = {id(self.sectioned): "category", **dict.fromkeys(tagged, "tags")}
        first_date = next(iter((*known("local_date"), *known("date"))), None)
        last_date = next(iter((*known("local_modified"), *known("updated"))), None)
        moved |= {id(first_date): "published"}
        if draft.modified and draft.modified == fields.modified(self.settings.timezone):
            moved |= {id(last_date): "modified"}
        if draft.contributors and draft.contributors == self._of_account():
            moved |= {id(self.signed): "authors"}
        if draft.origin and draft.origin.url and draft.origin.url == web_address(fields.link):
            moved |= {id(one): "origin" for one in known("link") if fields.link in _says(one)}
        in_page = sorted(bit.start for bit in self.page.bits if bit.start < bit.end)
        strange = {id(one) for one in (*fields.strange, *(one for _, one in fields.custom()))}
        rules, hidden = _rules_of(fields), sorted(fields.item.hidden)
        last = ""
        for one in fields.item.elements:
            after = bisect_left(in_page, one.start)
            if after < len(in_page) and in_page[after] < one.end:
                continue
            words = one.words.stripped().bits
            start, end = (words[0].start, words[-1].end) if words else (one.start, one.end)
            place = moved.get(id(one), "")
            rule = "" if place else "export-unknown" if id(one) in strange else rules(one)
            text = said.get(id(one)) or one.said() or one.attributes.get("href", "")
            text = f", {text}" if place == last == "tags" else text
            for first, upto in hidden[bisect_left(hidden, (start, 0)) :]:
                if upto > end:
                    break
                if start <= first:
                    yield Stretch(start, first, rule)
                    yield Stretch(first, upto, "personal-data")
                    start = upto
            yield Stretch(start, end, rule, place, text if place else "")
            last = place or last

    def _of_account(self) -> tuple[object, ...]:
        named = read_bare_name(self.author) if self.author else None
        return named.contributors if named else ()

    def _line(self, line: int) -> int:
        item = self.fields.item
        return item.line - 1 + line_in_source(self.page, line, item.text) if line else 0

    def _at_lines(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems at the lines of the export."""
        return tuple(replace(fault, line=self._line(fault.line)) for fault in problems)

    def problems(self, told: str) -> Iterator[Problem]:
        """What an editor should know of what has no place in an article."""
        fields = self.fields
        for code in self.left:
            yield Problem(told, 0, "batch-shortcode", {"code": code[:60]}, Severity.WARNING)
        strange = [f"{one.key[1]}: {one.said() or one.attributes}" for one in fields.strange]
        strange += [said for said, _ in fields.custom()]
        if strange:
            words = {"count": len(strange), "fields": "; ".join(s[:80] for s in strange[:5])}
            yield Problem(told, 0, "batch-fields-left", words, Severity.WARNING)
        comments = len(fields.all("comment"))
        if comments:
            yield Problem(told, 0, "batch-comments-left", {"count": comments}, Severity.WARNING)
        for name in (name for name, _ in self.tags if len(in_parts(name)) > 1):
            parts = {"tag": name, "names": "; ".join(in_parts(name))}
            yield Problem(told, 0, "batch-tag-parted", parts, Severity.NOTE)
        names = [name for name, one in self.tags if one in [two for _, two in fields.categories]]
        if names:
            words = {"names": ", ".join(names)}
            yield Problem(told, 0, "batch-category-as-tag", words, Severity.NOTE)


def _says(one: Element) -> tuple[str, str]:
    return one.said(), one.attributes.get("href", "")


def _as(words: Traced, shown: str) -> Traced:
    """Words as the page shows them: as they stand where they are the same."""
    if words.text == shown or not words.bits:
        return words
    return Traced((Bit(shown, words.bits[0].start, words.bits[-1].end, instead=True),))


def _rules_of(fields: Fields) -> Callable[[Element], str]:
    """The rule by which an element is left out, as a function: the fields are sorted once."""
    known = {id(one): "export-account" for one in fields.all("author")}
    summaries = (*fields.all("excerpt"), *fields.all("summary"))
    known |= {id(one): "export-summary" for one in summaries if one.said()}
    known |= {id(one): "export-comment" for one in fields.all("comment")}
    return lambda one: known.get(id(one), "export-field")
