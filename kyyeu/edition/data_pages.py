"""Open data: the pages that lead to the tables, the tables, and the packages that describe them.

The authority records are one table a kind. Articles and mentions are tables by month, so that
publishing writes those of its month alone; the package of the whole archive puts them together
(Frictionless reads several paths as one table), and each year has a package that states the
size and the digest of every file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from kyyeu.edition import addresses, coverage_tables, record_tables, tables
from kyyeu.edition.archive import EVERYTHING, Archive
from kyyeu.edition.cards import list_head
from kyyeu.edition.data_values import DataFile, DataPage, DataRow
from kyyeu.edition.feed_values import ReadyPage
from kyyeu.edition.languages import shared
from kyyeu.edition.ledger import Ledger, PageRow
from kyyeu.edition.pages import LISTS_MAP, PageJob, Whole
from kyyeu.edition.pieces import Link
from kyyeu.edition.touched import Touched
from kyyeu.fixity import digest
from kyyeu.model import Kind

OWNER, RECORDS = "data", "data:records"
_PUT_OFF = "data-put-off"  # receipt: months
Month = tuple[int, int]
_FORMS = {".csv": "CSV", ".json": "JSON", ".jsonld": "JSON-LD"}
_ARTICLES, _MENTIONS = "bai-viet", "nhac-ten"
_COVERAGE = {
    _ARTICLES: tables.schema(coverage_tables.ARTICLES, "id"),
    _MENTIONS: tables.schema(coverage_tables.MENTIONS, refers=f"article {_ARTICLES}"),
}
_TITLES = {_ARTICLES: "data_articles", _MENTIONS: "data_mentions"}


def data_jobs(archive: Archive, touched: Touched) -> Iterator[PageJob | Whole]:
    """The tables that the changes of a run touch, what describes them, and what leads there.

    The ledger must know of each file that it was printed before the next is asked for: pages
    and packages tell the size of files that were printed long before.
    """
    yield from _coverage_jobs(archive, touched)
    if archive.settings.below:  # the tables exist once; of the records nothing is known here
        yield from _catalogue_jobs(archive)
        return
    told = digest(repr(_record_files(archive)).encode())
    fresh = touched.everything or archive.ledger.receipt(OWNER) != told
    if fresh:
        archive.ledger.note(OWNER, told)
        texts = {path: text for kind in Kind for path, text in _records(archive, kind).items()}
        for path, text in texts.items():
            yield PageJob(path, "ready.txt", ReadyPage(Markup(text)), RECORDS)
        yield Whole(RECORDS, frozenset(texts))
    if touched or fresh:
        yield from _catalogue_jobs(archive)


def _catalogue_jobs(archive: Archive) -> Iterator[PageJob]:
    """The package of all data, and the page of it."""
    months = sorted(archive.counts(EVERYTHING))
    described, rows = [], []
    for kind in Kind:
        title = archive.say(f"{kind.value}_index")
        files = [archive.ledger.page(addresses.table(kind, ending)) for ending in _FORMS]
        told = {
            form: DataFile(shared(archive.settings, row.path), _size(row.size))
            for row, form in zip(files, _FORMS.values(), strict=True)
            if row
        }
        rows.append((Link(title, addresses.index_of(kind)), told))
        schema = tables.schema(record_tables.columns(kind), "id")
        name = _below(addresses.table(kind, ""))
        described.append(
            {
                **tables.resource(name, title, f"{name}.csv", schema),
                **(_sums(files[0]) if files[0] else {}),
            }
        )
    described += [
        tables.resource(
            name,
            archive.say(_TITLES[name]),
            [_below(addresses.month_table(*month, f"{name}.csv")) for month in months],
            schema,
        )
        for name, schema in _COVERAGE.items()
        if months
    ]
    years = sorted({year for year, _ in months}, reverse=True)
    yield _package(archive, addresses.PACKAGE, "kyyeu", archive.settings.name, described)
    page = replace(
        _page(archive, addresses.DATA, archive.say("data"), rows, addresses.PACKAGE),
        years=tuple(
            Link(archive.say("data_year", year=year), addresses.data_year(year)) for year in years
        ),
    )
    yield PageJob(addresses.save_as(addresses.DATA), "data.html", page, OWNER, LISTS_MAP)


def _coverage_jobs(archive: Archive, touched: Touched) -> Iterator[PageJob | Whole]:
    """The tables of the months of which an article came, went or changed, and their years."""
    counts = archive.counts(EVERYTHING)
    months = sorted(months_of(archive, touched))
    for year, month in months:
        if archive.settings.below:
            continue
        texts = _month_texts(archive, year, month) if (year, month) in counts else {}
        owner = f"{OWNER}:{year:04d}-{month:02d}"
        for path, text in texts.items():
            yield PageJob(path, "ready.txt", ReadyPage(Markup(text)), owner)
        yield Whole(owner, frozenset(texts))
    for year in sorted({year for year, _ in months}):
        own = sorted(month for of, month in counts if of == year)
        jobs = list(_year_jobs(archive, year, own)) if own else []
        yield from jobs
        yield Whole(f"{OWNER}:{year:04d}", frozenset(job.save_as for job in jobs))


def months_of(archive: Archive, touched: Touched) -> set[Month]:
    """The months of articles that are told otherwise than before, and those put off."""
    days = set(touched.lists.get(EVERYTHING) or ())
    if touched.everything:
        return {divmod(day // 100, 100) for day in days} | set(archive.counts(EVERYTHING))
    days |= {archive.headline(id).day for id in touched.documents - touched.gone}
    return touched.months | {divmod(day // 100, 100) for day in days}


def put_off(archive: Archive, touched: Touched) -> None:
    """Leave the tables to the next run that makes them: nobody looks at them now."""
    archive.ledger.note(_PUT_OFF, json.dumps(sorted(months_of(archive, touched))))


def take_up(ledger: Ledger) -> set[Month]:
    """The months whose tables former runs put off."""
    return {(year, month) for year, month in json.loads(ledger.receipt(_PUT_OFF) or "[]")}


def caught_up(ledger: Ledger) -> None:
    """All tables are made."""
    if ledger.receipt(_PUT_OFF):
        ledger.note(_PUT_OFF, "")


def _month_texts(archive: Archive, year: int, month: int) -> dict[str, str]:
    made = coverage_tables.of_month(archive, year, month)
    texts = {
        f"{_ARTICLES}.csv": made.articles,
        f"{_MENTIONS}.csv": made.mentions,
        f"{_ARTICLES}.json": made.json,
        f"{_ARTICLES}.jsonld": made.linked,
    }
    return {addresses.month_table(year, month, name): text for name, text in texts.items() if text}


def _year_jobs(archive: Archive, year: int, months: Sequence[int]) -> Iterator[PageJob]:
    """The page of a year's files and their package, with sizes and digests as the ledger has."""
    owner, described, rows = f"{OWNER}:{year:04d}", [], []
    package = f"{addresses.data_year(year)}datapackage.json"
    for month in months:
        files = {}
        for path in sorted(archive.ledger.pages_of(f"{owner}-{month:02d}")):
            printed = archive.ledger.page(path)
            assert printed is not None, path
            stem, dot, ending = path.rpartition("/")[2].partition(".")
            form = f"{archive.say(_TITLES[stem])}, {_FORMS[dot + ending]}"
            files[form] = DataFile(shared(archive.settings, path), _size(printed.size))
            if ending == "csv":
                one = tables.resource(
                    f"{stem}-{month:02d}",
                    f"{archive.say(_TITLES[stem])}, {month}/{year}",
                    path.removeprefix(addresses.data_year(year)),
                    _COVERAGE[stem] if stem == _ARTICLES else _referring(month),
                )
                described.append({**one, **_sums(printed)})
        label = archive.say("month", month=month)
        rows.append((Link(label, f"{addresses.year(year)}{month:02d}/"), files))
    title = archive.say("data_year", year=year)
    told = f"{archive.settings.name}: {title}"
    yield _package(archive, package, f"kyyeu-{year}", told, described, owner)
    page = _page(archive, addresses.data_year(year), title, rows[::-1], package, year=year)
    file = addresses.save_as(addresses.data_year(year))
    yield PageJob(file, "data.html", page, owner, LISTS_MAP)


def _referring(month: int) -> Mapping[str, object]:
    """The mentions of one month speak of its articles."""
    return tables.schema(coverage_tables.MENTIONS, refers=f"article {_ARTICLES}-{month:02d}")


def _page(
    archive: Archive,
    path: str,
    title: str,
    rows: Sequence[tuple[Link, Mapping[str, DataFile]]],
    package: str,
    year: int = 0,
) -> DataPage:
    """What leads to files: a row a subject, a column a form that any of them has."""
    key = "data_year_about" if year else "data_about"
    about = archive.say(key, site=archive.settings.name, year=year)
    trail = (Link(archive.say("data"), addresses.DATA),) if year else ()
    top = list_head(archive, path, title, about, kind="data", nav=addresses.DATA, trail=trail)
    columns = sorted({form for _, files in rows for form in files})
    return DataPage(
        top,
        title,
        archive.say("data_year_intro") if year else "",
        tuple(columns),
        tuple(DataRow(of, tuple(files.get(form) for form in columns)) for of, files in rows),
        shared(archive.settings, package),
        _licence(archive),
    )


def _licence(archive: Archive) -> Link | None:
    name, address = archive.settings.data_licence, archive.settings.data_licence_address
    return Link(name or address, address) if name or address else None


def _records(archive: Archive, kind: Kind) -> dict[str, str]:
    found = record_tables.rows(archive, kind)
    texts = (
        tables.as_csv(record_tables.columns(kind), found),
        tables.as_json(found),
        record_tables.linked(archive, kind),
    )
    paths = [addresses.table(kind, ending) for ending in _FORMS]
    return {path: text for path, text in zip(paths, texts, strict=True) if text}


def _record_files(archive: Archive) -> list[tuple[str, str]]:
    """The authority files as they were read last: a glance at all records costs too much."""
    return list(
        archive.ledger.rows(
            "SELECT path, digest FROM source WHERE path >= 'authorities/' AND path < 'authorities0'"
            " ORDER BY path"
        )
    )


def _sums(row: PageRow) -> Mapping[str, object]:
    return {"bytes": row.size, "hash": f"blake2b-128:{row.digest}"}


def _package(
    archive: Archive,
    path: str,
    name: str,
    title: str,
    resources: Collection[Mapping[str, object]],
    owner: str = OWNER,
) -> PageJob:
    home = f"{archive.settings.address}/" if archive.settings.address else ""
    settings = archive.settings
    told = {"name": settings.data_licence, "path": settings.data_licence_address}
    licence = {key: value for key, value in told.items() if value}
    text = tables.package(name, title, home, licence, list(resources))
    return PageJob(path, "ready.txt", ReadyPage(Markup(text)), owner)


def _below(path: str) -> str:
    return path.removeprefix(addresses.DATA)


def _size(count: int) -> str:
    """Bytes as a reader wants to know them, in units of 1,000."""
    return f"{count}\u00a0B" if count < 1000 else f"{-(-count // 1000)}\u00a0kB"
