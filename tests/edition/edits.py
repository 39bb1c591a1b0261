"""An editor who changes an archive at random, and always leaves it in order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image

from kyyeu.settings import VIETNAM
from kyyeu.vietnamese import slugify
from tests.building import REPOSITORY, SECTIONS, article

_TABLES = ("people", "units", "directives", "movements", "decisions")
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
_UNITS = ("Tỉnh ủy Nam Định", "Sở Y tế", "Ban Tuyên giáo Tỉnh ủy", "Thanh tra tỉnh")
_CAPTIONS = ("", "Ông Lê Hà. Ảnh: Lam Hồng", "Đồng chí Trần Văn Chung phát biểu", "Quang cảnh")
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
    stem: str  #: name of its file, without the ending
    links: tuple[str, ...] = ()  #: ids of articles to which it leads
    photos: tuple[tuple[str, str], ...] = ()  #: files of photos, and their captions
    aliases: tuple[str, ...] = ()  #: former addresses

    def source(self) -> str:
        return f"articles/{self.date:%Y/%m}/{self.stem}.md"


@dataclass
class Editor:
    """Holds what the archive says; `save` makes the files say it."""

    random: Random
    content: Path
    now: datetime = datetime(2022, 1, 1, 8, tzinfo=VIETNAM)
    texts: dict[str, _Text] = field(default_factory=dict)
    tables: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)  #: the colour of each, by its file
    pages: dict[str, str] = field(default_factory=dict)  #: pages of text, by name
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
        for change in (self.change_record, self._text, self._photo, self._show, self._link):
            change()
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
        shown = [self._photo, self._photo_anew, self._photo_away, self._show, self._show]
        records = [self.change_record] * 2 + [self._record_away]
        decisions = [self._decide, self._decide_everywhere, self._decide_everywhere]
        files = [
            self._add,
            self._delete,
            self._move,
            self._former_address,
            self._former_away,
            self._link,
            self._link,
            self._text,
        ]
        return [*files, *edits, *shown, *records, *decisions, self._wait]

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
            id,
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
        for other, text in self.texts.items():
            links = tuple(one for one in text.links if one != id)
            self.texts[other] = replace(text, links=links)
        return id

    def _move(self) -> str:
        """The file is named otherwise; the article is the same."""
        self._made += 1
        id = self._any()
        self.texts[id] = replace(self.texts[id], stem=f"tep-{self._made}")
        return id

    def _link(self) -> str:
        """An article leads to two others, or to itself; drafts and articles to come too."""
        return self._edit(links=tuple(sorted({self._any(), self._any()})))

    def _text(self) -> str:
        """A page of text comes, says something else, or goes."""
        name = self.random.choice(("gioi-thieu", "lien-he"))
        if name in self.pages and self.random.random() < 0.2:
            del self.pages[name]
            return f"{name} is no more"
        self._made += 1
        title = self.random.choice(("Giới thiệu", "Liên hệ và góp ý"))
        self.pages[name] = f"Title: {title} {name}\nSlug: {name}\n\nChữ {self._made}.\n"
        return f"{name} {title}"

    # ------------------------------------------------------------------ photos

    def _photo(self) -> str:
        self._made += 1
        file = f"photos/2020/0{self.random.randint(1, 2)}/anh-{self._made}.jpg"
        self.photos[file] = self.random.randrange(1 << 24)
        return file

    def _photo_anew(self) -> str:
        """Another picture under the same name."""
        if not self.photos:
            return self._photo()
        file = self.random.choice(sorted(self.photos))
        self.photos[file] = self.random.randrange(1 << 24)
        return file

    def _photo_away(self) -> str:
        if not self.photos:
            return self._photo()
        file = self.random.choice(sorted(self.photos))
        del self.photos[file]
        for id, text in self.texts.items():
            left = tuple(each for each in text.photos if each[0] != file)
            self.texts[id] = replace(text, photos=left)
        return file

    def _show(self) -> str:
        """An article shows some of the photos."""
        some = self.random.sample(sorted(self.photos), min(len(self.photos), 2))
        count = self.random.randint(0, len(some))
        return self._edit(
            photos=tuple((file, self.random.choice(_CAPTIONS)) for file in some[:count])
        )

    def _title(self) -> str:
        self._made += 1
        return self._edit(title=f"Đầu bài mới {self._made}")

    def _former_address(self) -> str:
        """A corrected headline whose former address, or any of old, leads on."""
        self._made += 1
        id = self._any()
        text = self.texts[id]
        former = self.random.choice(
            [f"{text.date:%Y/%m}/{slugify(text.title)}-{id}.html", f"cu/bai-{self._made}.html"]
        )
        title = f"Đầu bài mới {self._made}"
        aliases = tuple(dict.fromkeys((*text.aliases, former)))
        self.texts[id] = replace(text, title=title, aliases=aliases)
        return f"{id} was at {former}"

    def _former_away(self) -> str:
        """A former address goes out of use."""
        some = sorted(id for id, text in self.texts.items() if text.aliases)
        if not some:
            return self._former_address()
        id = self.random.choice(some)
        self.texts[id] = replace(self.texts[id], aliases=self.texts[id].aliases[1:])
        return f"{id} leaves a former address"

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
            self._change_unit(public)
            return f"a unit public={public}"
        return f"{id} public={public}"

    def _change_unit(self, public: str) -> None:
        """A unit belongs to one that stands before it, or follows one: so never to itself."""
        number = self.random.randrange(len(_UNITS))
        id = slugify(_UNITS[number])
        above = [slugify(name) for name in _UNITS[:number]]
        known = [one for one in above if one in self.tables["units"]]
        parent, predecessor = (
            self.random.choice(["", *known]) if self.random.random() < 0.7 else "" for _ in "ab"
        )
        if predecessor == parent:
            predecessor = ""
        short = "Tỉnh ủy" if number == 0 else ""
        place = self.random.choice(["", "tỉnh Nam Định"])
        row = (id, _UNITS[number], short, parent, predecessor, "", place, "", "", public, "")
        self.tables["units"][id] = row

    def _record_away(self) -> str:
        """A record that nothing speaks of is struck out."""
        spoken = {cell for row in self.tables["decisions"].values() for cell in row[2:4]}
        spoken |= {cell for row in self.tables["units"].values() for cell in row[3:6]}
        free = [
            (table, id)
            for table in ("people", "units")
            for id in self.tables[table]
            if id not in spoken
        ]
        if not free:
            return "no record to strike out"
        table, id = self.random.choice(free)
        del self.tables[table][id]
        return id

    def pages_of_people(self) -> list[str]:
        """The ids that an editor finds on the site as it was printed last."""
        folder = self.content.parent / "output/nguoi"
        return sorted(path.name for path in folder.glob("*") if path.is_dir())

    def _decide_everywhere(self) -> str:
        """An id is merged into a record, or called otherwise; or that is taken back."""
        decided = self.tables["decisions"]
        verdict = self.random.choice(("merge", "rename"))
        records = sorted(self.tables["people"])
        seen = self.pages_of_people() or [slugify(_PEOPLE[0])]
        own = self.random.choice([*seen, *records])
        key = f"{verdict} {own}"
        if key in decided and self.random.random() < 0.5:
            del decided[key]
            return f"{key} taken back"
        if verdict == "merge":  # records into later ones alone: so nobody into themselves
            records = [one for one in records if own not in records or one > own]
        if verdict == "merge" and not records:
            return "nobody to merge into"
        new = self.random.choice(records if verdict == "merge" else ["Lê Thu Hà", "Trần Chung"])
        decided[key] = (
            verdict,
            "person",
            own,
            new,
            "*",
            "Thu Hoài",
            f"{self.now:%Y-%m-%d}",
            "Thử.",
        )
        return f"{key} {new}"

    def _decide(self) -> str:
        """An editor's word about a form in one article; or it is taken back."""
        decided = self.tables["decisions"]
        local = sorted(id for id in decided if id in self.texts)
        if local and self.random.random() < 0.3:
            id = self.random.choice(local)
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
        files = {text.source(): self._file(id, text) for id, text in self.texts.items()}
        files |= {f"pages/{name}.md": text for name, text in self.pages.items()}
        for name, rows in self.tables.items():
            sheet = io.StringIO()
            sheet.write(
                (_RECORDS / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0] + "\n"
            )
            csv.writer(sheet, lineterminator="\n").writerows(rows.values())
            files[f"authorities/{name}.csv"] = sheet.getvalue()
        package = (_RECORDS / "datapackage.json").read_text(encoding="utf-8")
        files["authorities/datapackage.json"] = package
        photos = {file: _jpeg(colour) for file, colour in self.photos.items()}
        for path in list(self.content.rglob("*.*")):
            if path.relative_to(self.content).as_posix() not in files.keys() | photos.keys():
                path.unlink()
        ready = photos | {name: text.encode() for name, text in files.items()}
        for name, data in ready.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)

    def _file(self, id: str, text: _Text) -> str:
        blocks = [*text.sentences]
        for one in text.links:
            blocks.append(f"Xem thêm [một tin]({{filename}}/{self.texts[one].source()}).")
        blocks += [f'![Một người](/{file} "{caption}")' for file, caption in text.photos]
        return article(
            text.title,
            id,
            f"{text.date:%Y-%m-%d %H:%M}",
            "\n\n".join(blocks),
            category=text.category,
            authors=text.authors,
            status=text.status,
            withdrawn="31/12/2022: Thử." if sum(map(ord, id)) % 2 else "",
            summary=text.lead,
            tags=f"Thi đua, {_PEOPLE[1 + sum(map(ord, id)) % 4]}",
            aliases=", ".join(text.aliases),
        )


@cache
def _jpeg(colour: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (48, 32), f"#{colour:06x}").save(data, "JPEG")
    return data.getvalue()
