"""One page that is no article: from the bytes of its file to `StaticPage`."""

from __future__ import annotations

import re

from kyyeu.fixity import digest
from kyyeu.holdings.articles import SLUG
from kyyeu.holdings.header import Lack, read_header
from kyyeu.holdings.text import decode
from kyyeu.model import StaticPage
from kyyeu.problems import Problem, Result
from kyyeu.settings import Settings
from kyyeu.vietnamese import DEVICES, slugify

KEYS = ("Title", "Slug")
# First parts of the addresses the site makes itself; years are taken as well.
RESERVED = frozenset(
    {
        "404", "anh", "atom", "chu-cai", "chuyen-muc", "dinh-chinh", "do-chinh-xac", "don-vi",
        "du-lieu", "feed", "index", "khong-co-mang", "may-chu", "muc-luc", "nam", "nguoi",
        "nguon-tin", "phong-trao", "photos", "robots", "rss", "sitemap", "static", "tac-gia",
        "theme", "tim", "trang", "van-ban",
    }
)  # fmt: skip
_YEAR = re.compile(r"[0-9]{4}")


def read_page(data: bytes, source: str, settings: Settings) -> Result[StaticPage | None]:
    """Read the bytes of ``content/<source>``; None without a title or a usable slug.

    A page has no id, so its slug is its address for good and has to be written.
    """
    text = decode(data, source)
    if not text.value:
        return Result(None, text.problems)
    required = {"Title": Lack("header-no-title"), "Slug": Lack("header-no-slug")}
    read = read_header(text.value, source, KEYS, required)
    header, problems = read.value, [*text.problems, *read.problems]
    title, slug = header.value("Title"), header.value("Slug")
    limit = settings.limits.title
    if len(title) > limit:
        params = {"key": "Title", "length": len(title), "limit": limit}
        problems.append(Problem(source, header.line("Title"), "header-too-long", params))
    if slug and not SLUG.fullmatch(slug):
        params = {"value": slug, "suggestion": slugify(slug)}
        problems.append(Problem(source, header.line("Slug"), "header-bad-slug", params))
        slug = ""
    elif slug in RESERVED | DEVICES | {*settings.languages} or _YEAR.fullmatch(slug):
        params = {"value": slug}
        problems.append(Problem(source, header.line("Slug"), "page-reserved-slug", params))
    if not (title and slug):
        return Result(None, tuple(problems))
    page = StaticPage(source, digest(data), title, slug, header.body, header.body_line)
    return Result(page, tuple(problems))
