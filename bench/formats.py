"""The same invented article as each generator reads it; our authority tables."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench.invented import PROVINCE, RECORDED, UNITS, Invented, directive, recorded_people
from kyyeu.vietnamese import slugify

SAMPLE = Path(__file__).resolve().parent.parent / "content" / "authorities"
"""Of the sample archive: the columns of the tables, and what describes them."""

Made = Mapping[str, str]  #: texts by path


def as_kyyeu(article: Invented) -> Made:
    """As Kỷ Yếu reads it."""
    picture = f'![Một buổi họp]({article.photo} "Quang cảnh buổi họp. Ảnh: {article.author}")\n\n'
    text = (
        f"Title: {article.title}\nId: {article.id}\nSlug: {article.slug}\n"
        f"Date: {article.when:%Y-%m-%d %H:%M}\nCategory: {article.section}\n"
        f"Authors: {article.author} (tin)\nSummary: {article.lead}\n\n"
        + (picture if article.photo else "") + _body(article)
    )  # fmt: skip
    return {source_path(article): text}


def source_path(article: Invented) -> str:
    """Where our content keeps an article."""
    return f"articles/{article.when:%Y/%m}/{article.id}.md"


def photo_path(article: Invented) -> str:
    """Where our content keeps the photo of an article."""
    return f"photos/{article.when:%Y/%m}/{article.photo}"


def as_pelican(article: Invented) -> Made:
    """As a stock Pelican site reads it; the slug holds the whole name of the page."""
    text = (
        f"Title: {article.title}\nSlug: {article.slug}-{article.id}\n"
        f"Date: {article.when:%Y-%m-%d %H:%M}\nCategory: {article.section}\n"
        f"Authors: {article.author}\nSummary: {article.lead}\n\n{_body(article)}"
    )
    return {f"{article.when:%Y/%m}/{article.id}.md": text}


def as_pelican_named(article: Invented) -> Made:
    """The same, told as tags whom and what the article names: stock Pelican finds nobody."""
    ((path, text),) = as_pelican(article).items()
    return {path: f"Tags: {', '.join(article.named)}\n{text}"}


def as_hugo_named(article: Invented) -> Made:
    """As Hugo reads it, told as terms whom and what the article names."""
    (path, text), *lists = as_hugo(article).items()
    terms = {slugify(name): name for name in article.named}
    keys = ", ".join(f'"{key}"' for key in terms)
    named = {
        f"content/ten/{key}/_index.md": f'+++\ntitle = "{name}"\n+++\n'
        for key, name in terms.items()
    }
    return {path: text.replace("+++\n", f"+++\nten = [{keys}]\n", 1), **dict(lists), **named}


def as_hugo(article: Invented) -> Made:
    """As Hugo reads it: TOML front matter; years and months are sections of the content."""
    section, author = slugify(article.section), slugify(article.author)
    page = f"{article.when:%Y/%m}/{article.slug}-{article.id}.html"
    text = (
        f'+++\ntitle = "{article.title}"\ndate = {article.when:%Y-%m-%dT%H:%M:%S}+07:00\n'
        f'url = "/{page}"\nchuyen-muc = ["{section}"]\ntac-gia = ["{author}"]\n'
        f'summary = "{article.lead}"\n+++\n\n{_body(article)}'
    )
    return {
        f"content/{article.when:%Y/%m}/{article.id}.md": text,
        f"content/{article.when:%Y}/_index.md": f'+++\ntitle = "Năm {article.when:%Y}"\n+++\n',
        f"content/{article.when:%Y/%m}/_index.md": (
            f'+++\ntitle = "Tháng {article.when:%m/%Y}"\n+++\n'
        ),
        f"content/chuyen-muc/{section}/_index.md": f'+++\ntitle = "{article.section}"\n+++\n',
        f"content/tac-gia/{author}/_index.md": f'+++\ntitle = "{article.author}"\n+++\n',
    }


def _body(article: Invented) -> str:
    return "\n\n".join(article.paragraphs) + "\n"


FORMATS: Mapping[str, Callable[[Invented], Made]] = {
    "kyyeu": as_kyyeu,
    "pelican": as_pelican,
    "hugo": as_hugo,
    "pelican-named": as_pelican_named,
    "hugo-named": as_hugo_named,
}


def write_tables(folder: Path) -> None:
    """Write the authority tables of what articles name most, with the columns of the sample."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SAMPLE / "datapackage.json", folder / "datapackage.json")
    people = [{"preferred": name, "id": slugify(name)} for name in recorded_people()]
    units = [{"preferred": name, "id": slugify(name), "place": PROVINCE} for name in UNITS]
    acts = [
        {
            "id": slugify(f"ct {act.symbol} {act.issued:%Y}"),
            "document_kind": "Chỉ thị",
            "number": f"{act.number:02d}",
            "symbol": act.symbol,
            "issuer": "Tỉnh ủy",
            "issued": f"{act.issued:%Y-%m-%d}",
        }
        for act in map(directive, range(RECORDED))
    ]
    tables = {
        "people": people,
        "units": units,
        "directives": acts,
        "movements": [],
        "decisions": [],
    }
    for name, rows in tables.items():
        _table(folder, name, rows)


def _table(folder: Path, name: str, rows: Iterable[Mapping[str, str]]) -> None:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as sample:
        columns = next(csv.reader(sample))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(
            {**row, **({"public": "yes"} if "public" in columns else {})} for row in rows
        )
