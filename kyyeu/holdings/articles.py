"""One article: from the bytes of its file to `Article`.

What one file says wrong is found here, with the line it stands on. What takes two files to
see (a double id, a photo that is not there) is found by `kyyeu.validation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from kyyeu.fixity import digest
from kyyeu.holdings.header import Header, Lack, read_header
from kyyeu.holdings.text import decode
from kyyeu.model import Article, Contributor, Correction, Origin, Status, Withdrawal
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Settings
from kyyeu.vietnamese import DEVICES, fold, nfc, parse_moment, slugify

KEYS = (
    "Title", "Id", "Date", "Modified", "Category", "Tags", "Authors", "Summary",
    "Dateline", "Source", "Source-URL", "Source-Seen", "Rights", "Status", "Withdrawn", "Slug",
    "Aliases", "Corrections",
)  # fmt: skip
ROLES = ("tin", "ảnh", "bài")  #: what somebody can have made of an article
ID = re.compile(r"[a-z0-9]{4,16}")
SLUG = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
ALIAS = re.compile(
    r"(?=.{1,200}\Z)(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+(?!index\.)[a-z0-9]+(?:-[a-z0-9]+)*\.html"
)
OLDEST_YEAR = 1800  #: the first Vietnamese newspaper is of 1865; an older date is a slip
_PERSON = re.compile(r"(?P<name>[^(),]+?)\s*(?:\((?P<roles>[^()]+)\))?")
_CORRECTED = re.compile(r"(?P<day>[\d/-]+)\s*:\s*(?P<wrong>.+?)\s*=>\s*(?P<right>.+)")
_NO_DATE = datetime.min.replace(tzinfo=UTC)  # of an article that is thrown away for it
_ADDRESS_LENGTH = 2000  #: characters; what every browser takes


def read_article(data: bytes, source: str, settings: Settings) -> Result[Article | None]:
    """Read the bytes of ``content/<source>``.

    None when title, id, date or category cannot be had; an article with lesser faults is
    given all the same, so that the rules which look at all articles can judge it as well.
    """
    text = decode(data, source)
    if not text.value:
        return Result(None, text.problems)
    mark = digest(data)
    required = {
        "Title": Lack("header-no-title"),
        "Id": Lack("header-no-id", {"example": digest(nfc(source).encode() + data)[:6]}),
        "Date": Lack("header-no-date"),
        "Category": Lack("header-no-category", {"sections": ", ".join(settings.sections)}),
    }
    header = read_header(text.value, source, KEYS, required)
    article = _Reader(header.value, source, settings).article(mark)
    return Result(article.value, text.problems + header.problems + article.problems)


class _Reader:
    """Reads one header; gathers the problems met on the way."""

    def __init__(self, header: Header, source: str, settings: Settings) -> None:
        self.header = header
        self.source = source
        self.settings = settings
        self.problems: list[Problem] = []

    def article(self, mark: str) -> Result[Article | None]:
        limits = self.settings.limits
        published, modified = self._moment("Date"), self._moment("Modified")
        title = self._text("Title", limits.title)
        article = Article(
            source=self.source,
            digest=mark,
            id=self._matching("Id", ID, "header-bad-id"),
            title=title,
            slug=self._matching("Slug", SLUG, "header-bad-slug") or slugify(title),
            published=published or _NO_DATE,
            modified=modified,
            category=self._category(),
            tags=self._tags(),
            contributors=tuple(self._contributors()),
            lead=self._text("Summary", limits.caption),
            body=self.header.body,
            body_line=self.header.body_line,
            status=self._status(),
            origin=self._origin(),
            rights=self._text("Rights", limits.caption),
            dateline=self._text("Dateline", limits.name),
            corrections=tuple(self._corrections()),
            withdrawal=self._withdrawal(),
            aliases=tuple(dict.fromkeys(self._aliases())),
        )
        if published:
            self._check_dates(published, modified)
        known = published and article.id and article.title and article.category
        return Result(article if known else None, tuple(self.problems))

    def _report(
        self, where: str, code: str, severity: Severity = Severity.ERROR, **params: object
    ) -> None:
        """A problem in the line of the key ``where``."""
        line = self.header.line(where)
        self.problems.append(Problem(self.source, line, code, params, severity))

    def _text(self, key: str, limit: int) -> str:
        value = self.header.value(key)
        if len(value) > limit:
            self._report(key, "header-too-long", key=key, length=len(value), limit=limit)
        return value

    def _matching(self, key: str, pattern: re.Pattern[str], code: str) -> str:
        value = self.header.value(key)
        if value and not pattern.fullmatch(value):
            self._report(key, code, value=value, suggestion=slugify(value))
            return ""
        return value

    def _moment(self, key: str) -> datetime | None:
        """A date in the time zone of the site, whatever offset is written."""
        value = self.header.value(key)
        moment = parse_moment(value, self.settings.timezone) if value else None
        if value and (moment is None or not OLDEST_YEAR <= moment.year < 9999):
            self._report(key, "header-bad-date", key=key, value=value)
            return None
        return moment.astimezone(self.settings.timezone) if moment else None

    def _category(self) -> str:
        value = self.header.value("Category")
        if value and value not in self.settings.sections:
            sections = self.settings.sections
            near = get_close_matches(fold(value), [fold(name) for name in sections], 1, 0.5)
            nearest = next((name for name in sections if near == [fold(name)]), "")
            code = "header-misspelt-category" if nearest else "header-unknown-category"
            listed = ", ".join(sections)
            self._report("Category", code, value=value, nearest=nearest, sections=listed)
        return value

    def _tags(self) -> tuple[str, ...]:
        tags: dict[str, str] = {}
        for tag in filter(None, (part.strip() for part in self.header.value("Tags").split(","))):
            if tag.casefold() in tags:
                self._report("Tags", "header-double-tag", Severity.WARNING, tag=tag)
            if len(tag) > self.settings.limits.name:
                limit = self.settings.limits.name
                self._report("Tags", "header-too-long", key="Tags", length=len(tag), limit=limit)
            tags.setdefault(tag.casefold(), tag)
        return tuple(tags.values())

    def _contributors(self) -> Iterator[Contributor]:
        names: set[str] = set()
        limit = self.settings.limits.name
        people = (part.strip() for part in self.header.value("Authors").split(";"))
        for person in filter(None, people):
            match = _PERSON.fullmatch(person)
            if match is None:
                self._report("Authors", "header-bad-author", value=person)
                continue
            name = match["name"].strip()
            roles = tuple(role.strip().lower() for role in (match["roles"] or "").split(","))
            roles = tuple(dict.fromkeys(filter(None, roles)))
            for role in sorted(set(roles) - set(ROLES)):
                self._report("Authors", "header-bad-role", role=role, name=name)
            if name in names:
                self._report("Authors", "header-double-author", name=name)
            if len(name) > limit:
                self._report(
                    "Authors", "header-too-long", key="Authors", length=len(name), limit=limit
                )
            names.add(name)
            yield Contributor(name, tuple(role for role in roles if role in ROLES))

    def _status(self) -> Status:
        value = self.header.value("Status").lower() or Status.PUBLISHED
        if value not in set(Status):
            allowed = ", ".join(Status)
            self._report("Status", "header-bad-status", value=value, allowed=allowed)
            return Status.DRAFT
        return Status(value)

    def _origin(self) -> Origin | None:
        name = self._text("Source", self.settings.limits.name)
        address = self.header.value("Source-URL")
        seen = self._moment("Source-Seen")
        for key in ("Source-URL", "Source-Seen"):
            if self.header.value(key) and not name:
                self._report(key, "header-url-alone", key=key)
        if address and not _is_web_address(address):
            self._report("Source-URL", "header-bad-url", value=address[:80])
            address = ""
        return Origin(name, address, seen.date() if seen else None) if name else None

    def _aliases(self) -> Iterator[str]:
        """Former addresses, as a browser shows them or from the root of the site."""
        for written in filter(None, re.split(r"[,\s]+", self.header.value("Aliases"))):
            path = written
            if self.settings.address:
                path = path.removeprefix(self.settings.address)
            path = path.removeprefix("/")
            devices = {part.partition(".")[0] for part in path.split("/")} & DEVICES
            if ALIAS.fullmatch(path) and not devices:
                yield path
            else:
                self._report("Aliases", "header-bad-alias", value=written[:80])

    def _corrections(self) -> Iterator[Correction]:
        """Of a line like ``15/02/2020: 12 xã => 11 xã || 01/03/2020: Lê Hạ => Lê Hà``."""
        value = self.header.value("Corrections")
        for written in value.split("||") if value else ():
            match = _CORRECTED.fullmatch(written.strip())
            moment = parse_moment(match["day"], self.settings.timezone) if match else None
            if match is None or moment is None:
                self._report("Corrections", "header-bad-correction", value=written.strip()[:80])
            else:
                yield Correction(moment.date(), match["wrong"], match["right"])

    def _withdrawal(self) -> Withdrawal | None:
        """Of a line like ``20/11/2026: theo yêu cầu của người được nhắc tên``."""
        value = self.header.value("Withdrawn")
        day, _, reason = value.partition(":")
        moment = parse_moment(day.strip(), self.settings.timezone) if value else None
        if value and moment is None:
            self._report("Withdrawn", "header-bad-date", key="Withdrawn", value=value[:80])
        return Withdrawal(moment.date(), reason.strip()) if moment else None

    def _check_dates(self, published: datetime, modified: datetime | None) -> None:
        """An update comes after the print; the folder is that of the day of print.

        Both are facts of one file. The folder matters because a photo is looked for in the
        photo folder of the same year and month.
        """
        if modified and modified < published:
            self._report("Modified", "header-modified-first")
        place = f"articles/{published.year:04}/{published.month:02}"
        path = PurePosixPath(self.source)
        if str(path.parent) != place:
            self._report("Date", "article-wrong-folder", place=f"{place}/{path.name}")


def _is_web_address(text: str) -> bool:
    """An http(s) address with a host and without blanks: what a link may lead to."""
    if len(text) > _ADDRESS_LENGTH or re.search(r"[\s<>\"\\]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # an unclosed [ of an IPv6 host
        return False
