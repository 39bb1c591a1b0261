"""The same invented article as each generator reads it; our authority tables."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.invented import PROVINCE, RECORDED, UNITS, Invented, directive, recorded_people
from kyyeu.vietnamese import slugify

SAMPLE = Path(__file__).resolve().parent.parent / "content" / "authorities"
"""Of the sample archive: the columns of the tables, and what describes them."""

Made = Mapping[str, str]  #: texts by path


@dataclass(frozen=True)
class Thing:
    """What stands in an article and has a page of its own, as our site found it."""

    kind: str  #: "nguoi", "don-vi", "van-ban", "phong-trao", or a `DAY`
    id: str
    name: str

    @property
    def address(self) -> str:
        """Of its page."""
        return f"{self.kind}/{self.id}"


Found = Sequence[Thing]
DAY = "ngay"  #: a day on which several articles were published


def day_of(article: Invented) -> Thing:
    """The day of an article, which has a page when there are others of it."""
    return Thing(DAY, f"{article.when:%Y/%m/%d}", f"{article.when:%d/%m/%Y}")


def as_kyyeu(article: Invented, found: Found = ()) -> Made:
    """As Kỷ Yếu reads it, which finds by itself whom and what an article names."""
    del found
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


def as_pelican(article: Invented, found: Found = ()) -> Made:
    """As a Pelican site reads it: the slug holds the whole name of the page, a tag its address."""
    tags = "; ".join(f"{each.name} [{each.address}]" for each in found if each.kind != DAY)
    text = (
        f"Title: {article.title}\nSlug: {article.slug}-{article.id}\n"
        f"Date: {article.when:%Y-%m-%d %H:%M}\nCategory: {article.section}\n"
        f"Authors: {article.author}\nSummary: {article.lead}\n"
        + (f"Tags: {tags}\n" if tags else "") + f"\n{_body(article)}"
    )  # fmt: skip
    return {f"{article.when:%Y/%m}/{article.id}.md": text}


def as_hugo(article: Invented, found: Found = ()) -> Made:
    """As Hugo reads it: TOML front matter; years and months are sections of the content."""
    section, author = slugify(article.section), slugify(article.author)
    page = f"{article.when:%Y/%m}/{article.slug}-{article.id}.html"
    terms = {"chuyen-muc": [section], "tac-gia": [author]}
    for each in found:
        terms.setdefault(each.kind, []).append(each.id)
    text = (
        f'+++\ntitle = "{article.title}"\ndate = {article.when:%Y-%m-%dT%H:%M:%S}+07:00\n'
        f'url = "/{page}"\ndescription = "{article.lead}"\n'
        + "".join(f"{kind} = {json.dumps(keys)}\n" for kind, keys in terms.items())
        + f"+++\n\n{_body(article)}"
    )  # fmt: skip
    lists = {
        f"{article.when:%Y}": f"Năm {article.when:%Y}",
        f"{article.when:%Y/%m}": f"Tháng {article.when:%m/%Y}",
        f"chuyen-muc/{section}": article.section,
        f"tac-gia/{author}": article.author,
        **{each.address: each.name for each in found if each.kind != DAY},
    }
    named = {f"content/{at}/_index.md": _headed(name) for at, name in lists.items()}
    return {f"content/{article.when:%Y/%m}/{article.id}.md": text, **named}


def _headed(name: str) -> str:
    return f"+++\ntitle = {json.dumps(name, ensure_ascii=False)}\n+++\n"


def _body(article: Invented) -> str:
    return "\n\n".join(article.paragraphs) + "\n"


FORMATS: Mapping[str, Callable[[Invented, Found], Made]] = {
    "kyyeu": as_kyyeu,
    "pelican": as_pelican,
    "hugo": as_hugo,
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
