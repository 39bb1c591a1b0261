"""What an article says of a photo: which file it is, alt text, caption, credit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from kyyeu.model import Figure, Photo
from kyyeu.vietnamese import nfc

#: Written in the place of a photo that nobody has yet: ``![](thieu-anh "Caption")``.
AWAITED = "thieu-anh"

_CREDIT = re.compile(
    r"(?P<caption>|.*[\s(.!?…”\"])(?<!Nguồn )(?<!NGUỒN )"
    r"(?:Nguồn ảnh|NGUỒN ẢNH|Nguồn Ảnh|Ảnh|ẢNH)\s*:"
    r"\s*(?P<name>[^():]{1,120}(?:\([^():]{1,60}\))?)[\s.)]*",
    re.DOTALL,
)
#: Words of a credit that may be small: "Tư liệu", "do gia đình cung cấp", "Báo Nam Định".
_SMALL_WORDS = {
    *("và", "do", "của", "theo", "báo", "đài", "tư", "liệu", "minh", "họa", "hoạ", "sưu", "tầm"),
    *("cung", "cấp", "nhân", "vật", "gia", "đình", "cơ", "quan", "đơn", "vị", "phóng", "viên"),
    *("cộng", "tác", "ảnh"),
}
_NUMBERED = re.compile(r"(articles|photos)/(\d{4}/\d{2})/")


def split_credit(text: str) -> tuple[str, str]:
    """A caption as printed, parted into caption and credit.

    "Quang cảnh buổi lễ. Ảnh: Lam Hồng" gives ("Quang cảnh buổi lễ.", "Lam Hồng"). A
    credit is a name: all its words begin with capitals, or say where a photo comes from
    ("Tư liệu", "do gia đình cung cấp"). "Ảnh: Các đại biểu dự lễ" is a caption, and so is
    "Trong ảnh: ...": wrong is worse than missing.
    """
    text = text.strip()
    match = _CREDIT.fullmatch(text)
    name = match["name"].strip(" .,;\n") if match else ""
    if match is None or not _is_name(name):
        return text, ""
    return match["caption"].rstrip().removesuffix("(").rstrip(), name


def _is_name(text: str) -> bool:
    words = re.findall(r"\w+", text)
    return bool(words) and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS for word in words
    )


def figure_of(
    src: str, alt: str, title: str, article_source: str, photos: Mapping[str, Photo]
) -> Figure | None:
    """The figure that an image of an article means; None when there is no such photo.

    A bare name is looked for in the photo folder of the article's own year and month
    ("articles/2020/02/x.md": "photos/2020/02/"); a path ("photos/2020/02/x.jpg" or
    "2020/02/x.jpg") is taken as it is. What the article does not write is taken from the
    file: alt text, caption and credit, each by itself.
    """
    photo = photos.get(source_of(src, article_source))
    if photo is None:
        return None
    caption, credit = split_credit(nfc(title))
    return Figure(
        photo=photo.source,
        alt=nfc(alt).strip() or photo.alt,
        caption=caption or photo.caption,
        credit=credit or photo.credit,
    )


def source_of(src: str, article_source: str) -> str:
    """Where the photo of an image has to lie in the holdings; empty: nowhere."""
    src = nfc(unquote(src))
    if "/" not in src:
        folder = _NUMBERED.match(article_source)
        return f"photos/{folder[2]}/{src}" if folder else ""
    path = src.removeprefix("/").removeprefix("photos/")
    return str(PurePosixPath("photos") / path)
