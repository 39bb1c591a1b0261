"""An editor who changes an archive at random, and always leaves it in order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from kyyeu.settings import VIETNAM
from kyyeu.vietnamese import slugify
from tests.building import REPOSITORY, SECTIONS, article

_TABLES = ("people", "units", "directives", "decisions")
_RECORDS = REPOSITORY / "content" / "authorities"
_AUTHORS = ("Nguyễn Hòa", "Nguyễn Hoà", "Lam Hồng", "Lâm Hồng", "Thu Hoài; Lam Hồng", "")
_SENTENCES = (
    "Đồng chí Trần Văn Chung, Phó Bí thư Thường trực Tỉnh ủy, phát biểu ý kiến.",
    "Dự buổi lễ có ông Lê Hà, Trưởng Ban Dân vận Huyện ủy Hải Hậu.",
    "Bà Lê Hạ, nghệ nhân ở Ý Yên, kể chuyện nghề.",
    "Ông Phạm Đức Thịnh nhận Bằng khen; bà Đỗ Thị Ân vắng mặt.",
    "Đồng chí Phó Bí thư Thường trực Tỉnh ủy kết luận buổi lễ.",
    "Ban Tuyên giáo Tỉnh ủy và Sở Y tế cùng ký bản giao ước.",
    "Các đơn vị thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị.",
    "Chỉ thị số 34-CT/TW ngày 7-4-2014 được nhắc lại.",
    "Phong trào “Dân vận khéo” lan ra nhiều xã.",
    "Khối gồm 3 đơn vị: Sở Tư pháp, Sở Y tế, Thanh tra tỉnh.",
    "Ông Chung cảm ơn mọi người.",
)
_PEOPLE = ("Trần Văn Chung", "Lê Hà", "Lê Hạ", "Phạm Đức Thịnh", "Đỗ Thị Ân")
_ROLES = ("Phó Bí thư Thường trực Tỉnh ủy", "nghệ nhân", "Trưởng Ban Dân vận Huyện ủy Hải Hậu", "")


@dataclass(frozen=True)
class _Text:
    title: str
    date: datetime
    category: str
    authors: str
    status: str
    sentences: tuple[str, ...]
    lead: str


@dataclass
class Editor:
    """Holds what the archive says; `save` makes the files say it."""

    random: Random
    content: Path
    now: datetime = datetime(2022, 1, 1, 8, tzinfo=VIETNAM)
    texts: dict[str, _Text] = field(default_factory=dict)
    tables: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    _made: int = 0

    def __post_init__(self) -> None:
        self.tables = {name: {} for name in _TABLES}
        for number, term in (("05", "k12"), ("34", "k11")):
            id, symbol = f"ct-{number}-tw-{term}", f"{number}-CT/TW"
            row = (id, "Chỉ thị", number, symbol, "Bộ Chính trị", "", "về thi đua", "", "", "")
            self.tables["directives"][id] = row

    def begin(self, count: int) -> None:
        """The archive before its first edition."""
        for _ in range(count):
            self._add()
        self.change_record()
        self.save()

    def work(self) -> list[str]:
        """One to three changes at random, saved; returns what was done."""
        done = []
        for _ in range(self.random.randint(1, 3)):
            change = self.random.choice(self._changes())
            done.append(f"{change.__name__.strip('_')} {change()}")
        self.save()
        return done

    def _changes(self) -> list[Callable[[], str]]:
        edits = [self._title, self._date, self._body, self._category, self._authors, self._status]
        records = [self.change_record] * 2
        return [self._add, self._delete, *edits, *records, self._decide, self._wait]

    def _any(self) -> str:
        return self.random.choice(sorted(self.texts))

    def _edit(self, **values: object) -> str:
        id = self._any()
        self.texts[id] = replace(self.texts[id], **values)  # type: ignore[arg-type]
        return f"{id} {values}"

    def _add(self) -> str:
        self._made += 1
        id = f"bai{self._made:04d}"
        status = self.random.choice(["published"] * 6 + ["draft"])
        self.texts[id] = _Text(
            f"Tin số {self._made}",
            self._some_day(),
            self.random.choice(SECTIONS),
            self.random.choice(_AUTHORS),
            status,
            self._some_sentences(),
            self.random.choice(("", self.random.choice(_SENTENCES))),
        )
        return id

    def _some_day(self) -> datetime:
        """Mostly of the last years, now and then under embargo."""
        if self.random.random() < 0.15:
            return self.now + timedelta(hours=self.random.randint(1, 100))
        return self.now - timedelta(minutes=self.random.randint(1, 3 * 365 * 1440))

    def _some_sentences(self) -> tuple[str, ...]:
        return tuple(self.random.sample(_SENTENCES, self.random.randint(1, 4)))

    def _delete(self) -> str:
        id = self._any()
        del self.texts[id]
        self.tables["decisions"].pop(id, None)
        return id

    def _title(self) -> str:
        self._made += 1
        return self._edit(title=f"Đầu bài mới {self._made}")

    def _date(self) -> str:
        return self._edit(date=self._some_day())

    def _body(self) -> str:
        return self._edit(sentences=self._some_sentences())

    def _category(self) -> str:
        return self._edit(category=self.random.choice(SECTIONS))

    def _authors(self) -> str:
        return self._edit(authors=self.random.choice(_AUTHORS))

    def _status(self) -> str:
        return self._edit(status=self.random.choice(["published", "draft", "withdrawn"]))

    def change_record(self) -> str:
        """A person or a unit gets a record, or another one."""
        public = self.random.choice(["yes", "yes", "no"])
        if self.random.random() < 0.7:
            name = self.random.choice(_PEOPLE)
            id = f"{slugify(name)}-{_PEOPLE.index(name)}"  # Lê Hà and Lê Hạ are two people
            role = self.random.choice(_ROLES)
            shown = self.random.choice(["", "Hải Hậu"])
            row = (id, name, "", shown, role, "", "", public, "")
            self.tables["people"][id] = row
        else:
            name = self.random.choice(["Sở Y tế", "Ban Tuyên giáo Tỉnh ủy"])
            id = slugify(name)
            parent = "tinh-uy" if "tinh-uy" in self.tables["units"] else ""
            self.tables["units"][id] = (id, name, "", parent, "", "", "", "", "", public, "")
            row = ("tinh-uy", "Tỉnh ủy Nam Định", "Tỉnh ủy", "", "", "", "", "", "", "", "")
            self.tables["units"]["tinh-uy"] = row
        return f"{id} public={public}"

    def _decide(self) -> str:
        """An editor's word about a form in one article; or it is taken back."""
        decided = self.tables["decisions"]
        if decided and self.random.random() < 0.3:
            id = self.random.choice(sorted(decided))
            del decided[id]
            return f"{id} taken back"
        id, name = self._any(), self.random.choice(_PEOPLE)
        day = f"{self.now:%Y-%m-%d}"
        decided[id] = ("reject", "person", name, "", id, "Thu Hoài", day, "Thử.")
        return f"{id} {name} is nobody"

    def _wait(self) -> str:
        self.now += timedelta(hours=self.random.randint(1, 72))
        return f"{self.now}"

    def save(self) -> None:
        """Make the files say what is held, touching those alone that differ."""
        files = {f"articles/{t.date:%Y/%m}/{id}.md": _file(id, t) for id, t in self.texts.items()}
        for name, rows in self.tables.items():
            sheet = io.StringIO()
            sheet.write(
                (_RECORDS / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0] + "\n"
            )
            csv.writer(sheet, lineterminator="\n").writerows(rows.values())
            files[f"authorities/{name}.csv"] = sheet.getvalue()
        package = (_RECORDS / "datapackage.json").read_text(encoding="utf-8")
        files["authorities/datapackage.json"] = package
        for path in (*self.content.rglob("*.md"), *self.content.rglob("*.csv")):
            if path.relative_to(self.content).as_posix() not in files:
                path.unlink()
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")


def _file(id: str, text: _Text) -> str:
    return article(
        text.title,
        id,
        f"{text.date:%Y-%m-%d %H:%M}",
        "\n\n".join(text.sentences),
        category=text.category,
        authors=text.authors,
        status=text.status,
        summary=text.lead,
    )
