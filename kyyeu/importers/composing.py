"""A draft becomes an article: pure, from values to the bytes of files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import PurePosixPath

from kyyeu.fixity import digest
from kyyeu.holdings import read_article
from kyyeu.importers.draft import Block, Draft, Heading, Listing, Paragraph, PhotoPlace, Table
from kyyeu.importers.inline import marked_markdown
from kyyeu.importers.receipts import Receipt, receipt_json
from kyyeu.importers.stamps import find_stamps
from kyyeu.markup import Fragment
from kyyeu.model import Article, Contributor
from kyyeu.photos import AWAITED
from kyyeu.problems import Problem, Result, Severity, has_errors
from kyyeu.rendering import image_line, images, render
from kyyeu.settings import Settings
from kyyeu.vietnamese import canonical, parse_moment, slugify

_ID_LENGTH = 8
_SLUG = 60  #: characters of a file's name taken from the headline
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NAMES_HOUR = re.compile(r"\d\s*(?::|h|g\b|giờ)|\dT\d", re.IGNORECASE)
PHOTO_MISSING = "import-photo-missing"  #: code: a caption has no photo
NOWHERE = -1  #: the place of a photo that may be of one caption as well as of another


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo that came along with the text."""

    name: str  #: as its file is called
    data: bytes
    credit: str = ""  #: what the file itself says, without "Ảnh:"
    caption: str = ""  #: what the file itself says
    alt: str = ""  #: what the file itself says can be seen
    known: str = ""  #: where the archive has this photo already: "photos/2019/05/x.jpg"
    printed: str = ""  #: the credit that the archive prints under it, when it is one
    shows: str = ""  #: digest of what can be seen on it; empty: nobody has looked yet
    place: int | None = None  #: the `PhotoPlace` it is for, from 0; `NOWHERE`; None: in order

    @property
    def stored_name(self) -> str:
        """Its name among the holdings: same photo, same name; other photo, other name."""
        if self.known:
            return self.known
        return self.name_of(self.name, digest(self.data))

    @staticmethod
    def name_of(name: str, mark: str) -> str:
        """The name among the holdings of a photo with this name and digest."""
        path = PurePosixPath(name)
        return f"{slugify(path.stem, _SLUG)}-{mark[:8]}{path.suffix.lower()}"


@dataclass(frozen=True, slots=True)
class Composed:
    """An import ready to be written."""

    id: str
    article: str  #: path of the article, relative to ``content/``
    files: dict[str, bytes]  #: all files of the import by such paths
    receipt: Receipt


def article_id(mark: str) -> str:
    """The id of the article made of a source with this digest: same source, same id."""
    rest, letters = int(mark, 16), ""
    while len(letters) < _ID_LENGTH:
        rest, place = divmod(rest, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


def compose(
    draft: Draft,
    settings: Settings,
    *,
    category: str | None = None,
    date: str | None = None,
    photos: Sequence[PhotoFile] = (),
    hidden: bool = False,
    apart: bool = False,
) -> Result[Composed | None]:
    """Make the files of an article; None when something forbids it.

    What the source does not say is asked for, never invented: a date comes from its update
    line or from ``date``. The article is read and rendered again, and nothing is given back
    unless it shows the accepted words exactly.

    Args:
        draft: what an importer understood.
        settings: sections, time zone, limits.
        category: the section; without it the kicker's or, with a warning, the first.
        date: moment of publication in a form that `parse_moment` reads; wins over the source.
        photos: files for the places of photos, in order; more of them go to the end.
        hidden: the article is a draft: on no page until somebody has read it.
        apart: another article has this headline on this day: the file's name bears the id.
    """
    problems: list[Problem] = []
    published = _published(draft, settings, date, problems)
    section = _section(draft, settings, category, problems)
    if published is None or not draft.title or has_errors(problems):
        return Result(None, tuple(problems))
    long = max((len(text) for block in draft.blocks for text in _words(block)), default=0)
    if long > settings.limits.paragraph:  # what reads Markdown needs time with its square
        found = {"count": long, "limit": settings.limits.paragraph}
        problems.append(Problem(draft.source.name, 0, "import-paragraph-too-long", found))
        return Result(None, tuple(problems))
    body, shown = _body(draft, photos)
    problems += _photo_problems(draft, photos)
    modified = draft.modified if draft.modified and draft.modified > published else None
    day_only = draft.day_only if date is None else not _NAMES_HOUR.search(date)
    number = article_id(draft.source.digest)
    folder = f"{published.year:04}/{published.month:02}"
    told_apart = f"-{number}" if apart else ""
    target = f"articles/{folder}/{_file_name(draft.title, published)}{told_apart}.md"
    header = [
        ("Title", draft.title),
        ("Id", number),
        ("Date", _written(published, day_only)),
        ("Modified", _written(modified) if modified else ""),
        ("Category", section),
        ("Tags", ", ".join(draft.tags)),
        ("Authors", "; ".join(map(_signed, draft.contributors))),
        ("Summary", draft.lead),
        ("Source", draft.origin.name if draft.origin else ""),
        ("Source-URL", draft.origin.url if draft.origin else ""),
        ("Status", "draft" if hidden else ""),
    ]
    lines = [f"{key}: {value}" for key, value in header if value]
    article = ("\n".join(lines) + "\n\n" + body).encode()
    problems += _guard(article, target, draft, shown, settings)
    if has_errors(problems):
        return Result(None, tuple(problems))
    receipt = Receipt(draft.source, number, target, draft.spans)
    suffix = PurePosixPath(draft.source.name).suffix.lower()
    original = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ".txt"
    new = [photo for photo in photos if not photo.known]
    files = {f"photos/{folder}/{photo.stored_name}": photo.data for photo in new}
    files[f"provenance/{folder}/{number}{original}"] = draft.source.data
    files[f"provenance/{folder}/{number}.receipt.json"] = receipt_json(receipt)
    files[target] = article
    return Result(Composed(number, target, files, receipt), tuple(problems))


# --------------------------------------------------------------------------- the header


def _published(
    draft: Draft, settings: Settings, date: str | None, problems: list[Problem]
) -> datetime | None:
    if date is not None:
        moment = parse_moment(date, settings.timezone) or _stamped(date, settings)
        if moment is None:
            problems.append(Problem(draft.source.name, 0, "import-bad-date", {"date": date}))
        return moment.astimezone(settings.timezone) if moment else None
    if draft.published is None:
        problems.append(Problem(draft.source.name, 0, "import-no-date"))
    return draft.published


def _stamped(date: str, settings: Settings) -> datetime | None:
    """A moment written as papers print it: "20:12, Thứ Năm, 13/02/2020 (GMT+7)"."""
    found = find_stamps(" ".join(date.split()))
    whole = len(found) == 1 and not date[: found[0].start].strip() and found[0].sound
    return found[0].moment(settings.timezone) if whole else None


def _section(
    draft: Draft, settings: Settings, category: str | None, problems: list[Problem]
) -> str:
    if category is not None and category not in settings.sections:
        words = {"category": category, "sections": ", ".join(settings.sections)}
        problems.append(Problem(draft.source.name, 0, "import-unknown-category", words))
    section = category or draft.category
    if not section:
        section = settings.sections[0]
        words = {"category": section, "sections": ", ".join(settings.sections)}
        name = draft.source.name
        problems.append(Problem(name, 0, "import-category-assumed", words, Severity.WARNING))
    return section


def _written(moment: datetime, day_only: bool = False) -> str:
    if day_only:
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(" ", "seconds" if moment.second else "minutes")


def _signed(who: Contributor) -> str:
    return f"{who.name} ({', '.join(who.roles)})" if who.roles else who.name


def _file_name(title: str, published: datetime) -> str:
    """A name made of headline and day: two headlines that differ by a tone have two names.

    The same headline on the same day is the same target: a source that was changed.
    """
    key = f"{canonical(title)}\n{published.date()}"
    return f"{slugify(title, _SLUG)}-{digest(key.encode())[:4]}"


# --------------------------------------------------------------------------- the body


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a reader must see of the body."""

    blocks: tuple[str, ...]
    images: tuple[tuple[str, str, str], ...]  #: src, alt, title


def _body(draft: Draft, photos: Sequence[PhotoFile]) -> tuple[str, _Shown]:
    figures = list(_figures(draft, photos))
    placed = iter(figures)
    parts = [
        image_line(*next(placed)) if isinstance(block, PhotoPlace) else _markdown(block)
        for block in draft.blocks
    ]
    parts += [image_line(*figure) for figure in placed]
    blocks = tuple(text for block in draft.blocks for text in _words(block))
    return "\n\n".join(parts) + "\n", _Shown(blocks, tuple(figures))


def _figures(draft: Draft, photos: Sequence[PhotoFile]) -> Iterator[tuple[str, str, str]]:
    """Image by image: file, alt text where the source says one, caption and credit."""
    for place, photo in paired(draft.photo_places, photos):
        caption = place.caption if place else ""
        credit = _credit(draft, place, photo)
        words = " ".join(filter(None, (caption, f"Ảnh: {credit}" if credit else "")))
        yield photo.stored_name if photo else AWAITED, place.alt if place else "", words


def _credit(draft: Draft, place: PhotoPlace | None, photo: PhotoFile | None) -> str:
    """Who took a photo, as the article writes it.

    What the source says; else, of a photo that the archive has, what the archive prints; else
    the photographer of the byline when it names one alone. A file that names its own needs
    nothing written; a photo of the archive was not taken for this report, and nobody took one
    that is not at hand.
    """
    if place and place.credit:
        return place.credit
    if photo and photo.known:
        return photo.printed if photo.printed != photo.credit else ""
    if photo is None or photo.credit:
        return ""
    takers = [who.name for who in draft.contributors if "ảnh" in who.roles]
    return takers[0] if len(takers) == 1 else ""


def paired(
    places: Sequence[PhotoPlace], photos: Sequence[PhotoFile]
) -> list[tuple[PhotoPlace | None, PhotoFile | None]]:
    """Places with their photos: those that the source itself puts there, the others in order.

    A place whose own picture is not at hand takes the next of the others; a photo that was
    told its place goes there and nowhere else.
    """
    left = [photo for photo in photos if photo.place is None]
    own = {photo.place: photo for photo in photos if photo.place is not None}
    for number, place in enumerate(places):
        photo = next((one for one in left if place.picture and one.name == place.picture), None)
        if photo:
            own[number] = photo
            if not any(place.picture == later.picture for later in places[number + 1 :]):
                left.remove(photo)
    others = iter(left)
    taken = [(place, own.get(number) or next(others, None)) for number, place in enumerate(places)]
    homeless = (photo for photo in photos if photo.place == NOWHERE)
    return [*taken, *((None, photo) for photo in (*homeless, *others))]


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"## {marked_markdown(block.text, block.marks)}"
    if isinstance(block, Paragraph):
        return _set_apart(marked_markdown(block.text, block.marks), block.quoted)
    if isinstance(block, Listing):
        return _set_apart(_items(block), block.quoted)
    assert isinstance(block, Table)
    rows = [
        [
            marked_markdown(cell, block.marks, f"{row}.{column}")
            for column, cell in enumerate(cells, 1)
        ]
        for row, cells in enumerate(block.rows, 1)
    ]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _set_apart(text: str, quoted: bool) -> str:
    return re.sub("(?m)^", "> ", text) if quoted else text


def _items(block: Listing) -> str:
    """A list, each item behind its mark; what stands in another goes in by four blanks."""
    numbers = block.numbers or (None,) * len(block.items)
    levels = block.levels or (0,) * len(block.items)
    lines = [
        f"{'    ' * level}{'-' if number is None else f'{number}.'} "
        + marked_markdown(item, block.marks, str(at))
        for at, (item, number, level) in enumerate(
            zip(block.items, numbers, levels, strict=True), 1
        )
    ]
    return "\n".join(lines)


def _words(block: Block) -> tuple[str, ...]:
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row if cell)
    if isinstance(block, Listing):
        return block.items
    return (block.text,) if isinstance(block, Heading | Paragraph) else ()


def _photo_problems(draft: Draft, photos: Sequence[PhotoFile]) -> Iterator[Problem]:
    name = draft.source.name
    for place, photo in paired(draft.photo_places, photos):
        if photo is None and place is not None:
            words: dict[str, object] = {"caption": place.caption[:60]}
            code = PHOTO_MISSING if place.caption else "import-picture-awaited"
            yield Problem(name, place.line, code, words, Severity.WARNING)
        elif place is None and photo is not None and photo.place == NOWHERE:
            words = {"photo": photo.name, "file": photo.stored_name}
            yield Problem(name, 0, "import-photo-undecided", words, Severity.WARNING)
        elif place is None and photo is not None:
            words = {"photo": photo.name}
            yield Problem(name, 0, "import-photo-without-caption", words, Severity.WARNING)
        yield from _credit_problems(draft, place, photo)
        if photo is not None and not photo.alt and not (place and place.alt):
            words = {"photo": photo.stored_name}
            yield Problem(name, 0, "import-photo-no-alt", words, Severity.WARNING)


def _credit_problems(
    draft: Draft, place: PhotoPlace | None, photo: PhotoFile | None
) -> Iterator[Problem]:
    """A credit that nobody wrote under this photo, and one that is at odds with the archive."""
    name, line = draft.source.name, place.line if place else 0
    said, credit = place.credit if place else "", _credit(draft, place, photo)
    if photo and photo.known and not (said or photo.printed or photo.credit):
        words: dict[str, object] = {"photo": photo.known}
        yield Problem(name, line, "import-known-photo-credit", words, Severity.WARNING)
    elif photo and photo.known and said and photo.printed not in ("", said):
        words = {"photo": photo.known, "said": said, "printed": photo.printed}
        yield Problem(name, line, "import-credit-differs", words, Severity.WARNING)
    elif (
        photo and said and not photo.known and canonical(photo.credit) not in ("", canonical(said))
    ):
        words = {"photo": photo.name, "said": said, "printed": photo.credit}
        yield Problem(name, line, "import-file-credit-differs", words, Severity.WARNING)
    elif photo and credit and not said and not photo.known:
        words = {"credit": credit, "photo": photo.name}
        yield Problem(name, line, "import-credit-assumed", words, Severity.WARNING)


# --------------------------------------------------------------------------- the guard


def _guard(
    article: bytes, target: str, draft: Draft, shown: _Shown, settings: Settings
) -> Iterator[Problem]:
    """Read the article as a build will, and say where it does not show what was accepted."""
    read = read_article(article, target, settings)
    yield from read.problems
    if read.value is None or not read.ok:
        return
    for wanted, seen in zip_longest(_expected(draft, shown), _seen(read.value)):
        if wanted != seen:
            words = {"wanted": str(wanted)[:80], "seen": str(seen)[:80]}
            yield Problem(draft.source.name, 0, "import-render-differs", words)
            return


def _expected(draft: Draft, shown: _Shown) -> Iterator[object]:
    yield from (draft.title, draft.lead, draft.tags, draft.contributors, draft.origin)
    yield from (*shown.images, *shown.blocks)


def _seen(article: Article) -> Iterator[object]:
    yield from (article.title, article.lead, article.tags, article.contributors, article.origin)
    yield from ((image.src, image.alt, image.title) for image in images(article.body))
    yield from (block.text for block in Fragment.parse(render(article.body)).blocks)
