"""Small stories and archives, made of what a test says and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from markupsafe import Markup

from kyyeu.edition import Archive, Key, PageJob, Story, Touched, addresses, archive_of
from kyyeu.edition import jobs as jobs_of
from kyyeu.edition.ledger import PageRow
from kyyeu.edition.pieces import Picture, Source
from kyyeu.fixity import digest
from kyyeu.model import (
    Article,
    Authorities,
    Contributor,
    DirectiveRecord,
    Kind,
    Mention,
    MovementRecord,
    PersonRecord,
    Reading,
    UnitRecord,
)
from kyyeu.settings import VIETNAM, Settings
from kyyeu.vietnamese import slugify

SETTINGS = Settings(Path("/nowhere"), "Kỷ yếu nhỏ", "Một dòng", ("Thi đua", "Nhân vật"), "Nam Định")
PUBLIC = replace(SETTINGS, address="https://kyyeu.example")
TODAY = date(2022, 1, 1)
PICTURE = Picture(
    (Source("anh/a-400.avif", 400),), (Source("anh/a-400.jpg", 400),), 400, 300, "Một người"
)


@dataclass(frozen=True)
class Named:
    """A name that a story writes, in a paragraph of its own."""

    form: str
    id: str | None
    kind: Kind = Kind.PERSON
    roles: tuple[str, ...] = ()
    issuer: str = ""
    issued: str = ""
    by_role: bool = False
    why: str = "honorific"
    of: tuple[str | None, ...] = ()  #: ids of the units that the roles are of


def person(form: str, *roles: str, id: str = "", of: tuple[str | None, ...] = ()) -> Named:
    return Named(form, id or slugify(form), roles=roles, of=of)


def unit(form: str, id: str = "") -> Named:
    return Named(form, id or slugify(form), Kind.UNIT, why="unit-shape")


def directive(form: str, id: str = "", issuer: str = "", issued: str = "") -> Named:
    return Named(form, id or slugify(form), Kind.DIRECTIVE, (), issuer, issued, why="symbol")


def movement(form: str) -> Named:
    return Named(form, slugify(form), Kind.MOVEMENT, why="movement-called")


def story(
    id: str,
    day: str = "2020-02-13",
    *named: Named,
    by: Iterable[str] = (),
    pictures: int = 0,
    paragraphs: tuple[str, ...] = (),
    **article: object,
) -> Story:
    """An article of one paragraph a name; further fields of `Article` are given by name."""
    title = str(article.get("title", f"Bài {id}"))
    moment = datetime.fromisoformat(day)
    made = Article(
        source=f"articles/{moment:%Y/%m}/{id}.md",
        digest=digest(repr((id, day, named, article)).encode()),
        id=id,
        title=title,
        slug=slugify(title),
        published=moment.replace(tzinfo=VIETNAM),
        modified=None,
        category="Thi đua",
        tags=(),
        contributors=tuple(Contributor(name) for name in by),
        lead="",
        body="",
        body_line=9,
    )
    made = replace(made, **article)  # type: ignore[arg-type]  # checked by the dataclass itself
    texts = paragraphs or tuple(f"Tới dự có {each.form} như đã hẹn." for each in named)
    mentions = tuple(_mention(each, i, texts) for i, each in enumerate(named))
    return Story(
        made,
        Reading(id, mentions),
        (made.lead, *texts),
        Markup.escape(made.lead),
        Markup("").join(Markup("<p>{}</p>").format(text) for text in texts),
        (PICTURE,) * pictures,
    )


def _mention(named: Named, at: int, texts: tuple[str, ...]) -> Mention:
    block = at if len(texts) > at and named.form in texts[at] else 0
    start = texts[block].index(named.form)
    return Mention(
        block=block + 1,
        start=start,
        end=start + len(named.form),
        kind=named.kind,
        form=named.form,
        id=named.id,
        reviewed=False,
        why=named.why,
        roles=named.roles,
        by_role=named.by_role,
        issuer=named.issuer,
        issued=named.issued,
        bodies=named.of or (None,) * len(named.roles),
    )


def records(*found: PersonRecord | UnitRecord | DirectiveRecord | MovementRecord) -> Authorities:
    """Authority records by their kind."""

    def of(kind: type) -> dict[str, object]:
        return {record.id: record for record in found if isinstance(record, kind)}

    return Authorities(
        of(PersonRecord),  # type: ignore[arg-type]
        of(UnitRecord),  # type: ignore[arg-type]
        of(DirectiveRecord),  # type: ignore[arg-type]
        of(MovementRecord),  # type: ignore[arg-type]
    )


def archive(
    *stories: Story,
    settings: Settings = SETTINGS,
    authorities: Authorities | None = None,
    names: Mapping[Key, str] | None = None,
) -> Archive:
    """Indexed as a build does it; a name without record is that of its newest form."""
    made = {(m.kind, m.id): m.form for s in stories for m in s.reading.mentions if m.id}
    return archive_of(settings, authorities or Authorities(), stories, {**made, **(names or {})})


def jobs(archive: Archive, today: date = TODAY) -> Iterator[PageJob]:
    """All pages, each noted in the ledger as a press does it."""
    for job in jobs_of(archive, Touched(everything=True), today, ()):
        if isinstance(job, PageJob):
            yield job
            row = PageRow(
                job.save_as, "", "", 0, 0, job.owner, job.map, job.changed, " ".join(job.images)
            )
            archive.ledger.print_page(row)


def pages(archive: Archive, today: date = TODAY) -> dict[str, object]:
    """All page values by file."""
    made = list(jobs(archive, today))
    assert len({job.save_as for job in made}) == len(made)
    return {job.save_as: job.value for job in made}


def file_of(story: Story) -> str:
    return addresses.article(story.article)


def many(count: int, *, names: int = 12) -> list[Story]:
    """An archive that looks like one: a few often named, some rarely, over six years."""
    return [
        story(
            f"bai{i:05d}",
            f"{2015 + i % 6}-{1 + i % 12:02d}-{1 + i % 28:02d}",
            person(f"Trần Văn Chung{'abcdefghijklmnop'[i % names % 16]}", f"Trưởng ban {i % 5}"),
            person(f"Người Mới {i // 3}"),
            unit(f"Ban Dân vận huyện số {i % 7}"),
            directive("Chỉ thị 05-CT/TW", "ct-05-tw-k12"),
            by=(f"Tác Giả {i % 4}",),
            pictures=i % 2,
        )
        for i in range(count)
    ]
