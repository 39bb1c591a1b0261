"""The body of a WordPress article as a browser would show it.

WordPress keeps bodies without paragraphs (an empty line parts them) and with short codes;
here both become HTML, each letter with its place in the export. Of galleries the pictures are
known by the media library, which the same export holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyyeu.importers.batches.items import Attachment, Ground
from kyyeu.importers.enclosed import enclosed
from kyyeu.importers.tracing import Traced
from kyyeu.markup import escape_text

_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre"
    r"|hr|section|article|center|iframe|video|audio)\b",
    re.IGNORECASE,
)
_COMMENT = (re.compile("<!--"), re.compile("-->"))
_BLOCK_OF = re.compile(r"<!--\s*wp:(?P<name>[\w/-]+)")
_CAPTION = (
    re.compile(
        r"(?P<open>\[caption\b[^\]]{0,1000}\]\s*)"
        r"(?P<image>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<gap>\s*)",
        re.IGNORECASE,
    ),
    re.compile(r"\[/caption\]", re.IGNORECASE),
)
_IMAGE = re.compile(r"<img(?P<rest>\s[^<>]*)>", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"[^\"]|'[^']|[^\s\"'>])", re.IGNORECASE)
_CODE = re.compile(
    r"\[(?P<close>/)?(?P<name>[a-z][a-z0-9_-]{1,40})"
    r"(?P<said>(?:\s+[\w-]+\s*=\s*(?:\"[^\"\[\]]*+\"|'[^'\[\]]*+'|[^\s\[\]\"']++))*+)\s*+/?\]",
    re.IGNORECASE,
)
_KNOWN = ("gallery", "embed", "video", "audio", "playlist", "caption")
_IDS = re.compile(r"\b(?:ids|include)\s*=\s*[\"']?([\d,\s]+)")
_LIBRARY = re.compile(r"\bwp-image-(\d+)")


def body_of(words: Traced, post: str, ground: Ground) -> tuple[Traced, tuple[str, ...]]:
    """The body as HTML, and the codes of which nothing can be shown.

    Args:
        words: what the export says.
        post: the id of the article; an empty gallery shows what was uploaded to it.
        ground: the media library.
    """
    text = words.text
    comments = [
        (first.start(), last.end(), text[last.start() - 1] == "/")
        for first, last in enclosed(text, *_COMMENT)
    ]
    begun = [_BLOCK_OF.match(text, start, end) for start, end, alone in comments if alone]
    left = [f"wp:{found['name']}" for found in begun if found]
    body = words.edited((start, end, "") for start, end, _ in comments)
    body = body.edited(_figures(body.text))
    pairs = {found["name"].lower() for found in _CODE.finditer(body.text) if found["close"]}
    edits, given = [], set[str]()
    for found in _CODE.finditer(body.text):
        name = found["name"].lower()
        if not (name in _KNOWN or name in pairs or found["said"]):
            continue
        is_gallery = name == "gallery" and not found["close"]
        shown, whole = (
            _of_gallery(found["said"], post, ground, given) if is_gallery else ([], False)
        )
        edits.append((*found.span(), "".join(map(figure, shown))))
        if not found["close"] and name != "caption" and not whole:
            left.append(found[0])
    body = _with_alt_texts(body.edited(edits), ground)
    return in_paragraphs(body), tuple(dict.fromkeys(left))


def figure(picture: Attachment) -> str:
    """A picture of the media library with its caption."""
    words = f"<figcaption>{escape_text(picture.caption)}</figcaption>" if picture.caption else ""
    alt = f' alt="{escape_text(picture.alt)}"' if picture.alt else ""
    return f'\n\n<figure><img src="{escape_text(picture.address)}"{alt}>{words}</figure>\n\n'


def _with_alt_texts(body: Traced, ground: Ground) -> Traced:
    """The pictures of a body, each that has no alt text with the one of the media library."""
    edits = []
    for found in _IMAGE.finditer(body.text):
        number = _LIBRARY.search(found["rest"])
        shown = ground.attachments.get(number[1]) if number else None
        if shown and shown.alt and not _ALT.search(found["rest"]):
            at = found.start("rest")
            edits.append((at, at, f' alt="{escape_text(shown.alt)}"'))
    return body.edited(edits)


def in_paragraphs(body: Traced) -> Traced:
    """The body with a paragraph where an empty line ends one, and a line where a line ends."""
    edits: list[tuple[int, int, str]] = []
    at = 0
    text = body.text
    for gap in (*re.finditer(r"\n\s*\n", text), None):
        end = gap.start() if gap else len(text)
        part = text[at:end]
        if part.strip() and not _BLOCK.match(part):
            first, last = at + len(part) - len(part.lstrip()), at + len(part.rstrip())
            edits.append((first, first, "<p>"))
            edits += [(n, n + 1, "<br>\n") for n in range(first, last) if text[n] == "\n"]
            edits.append((last, last, "</p>"))
        if gap:
            edits.append((*gap.span(), "\n"))
            at = gap.end()
    return body.edited(edits).stripped()


def gallery_ids(text: str) -> set[str]:
    """The ids of pictures that the galleries of a text ask for."""
    codes = _CODE.finditer(text)
    galleries = (found["said"] for found in codes if found["name"].lower() == "gallery")
    return {id for said in galleries for id in _asked(said)}


def _figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Short codes of captions as figures."""
    for first, last in enclosed(text, *_CAPTION):
        words = text[first.end() : last.start()].rstrip()
        yield (*first.span("open"), "\n\n<figure>")
        yield (*first.span("gap"), "<figcaption>")
        yield first.end() + len(words), last.end(), "</figcaption></figure>\n\n"


def _of_gallery(
    said: str, post: str, ground: Ground, given: set[str]
) -> tuple[list[Attachment], bool]:
    """What a gallery shows, and whether that is all it asks for.

    A picture that one above it has ``given`` is not shown again.
    """
    asked = _asked(said)
    if asked:
        wanted = [ground.attachments[id] for id in dict.fromkeys(asked) if id in ground.attachments]
        whole = len(wanted) == len(set(asked))
    else:
        wanted, whole = ([] if post in given else ground.below(post)), bool(ground.below(post))
        given.add(post)  # so that many of them are no work
    fresh = [one for one in wanted if one.id not in given]
    given.update(one.id for one in fresh)
    return fresh, whole


def _asked(said: str) -> list[str]:
    ids = _IDS.search(said)
    return re.findall(r"\d+", ids[1]) if ids else []
