"""Invented articles: the same for the same seed, whatever the size of the archive.

Article ``i`` depends on the seed, on ``i`` and on ``i/n`` alone, so a larger archive holds
much of a smaller one. About 4 KiB each. People, units and directives follow Zipf's law, as
names in real news do. All names and sentences are made up from lists.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from kyyeu.vietnamese import slugify

VIETNAM = timezone(timedelta(hours=7))
FIRST, LAST = datetime(2007, 1, 1, tzinfo=VIETNAM), datetime(2026, 10, 31, tzinfo=VIETNAM)
SECTIONS = ("Xây dựng Đảng", "Thi đua", "Kinh tế", "Văn hóa - Xã hội", "Người tốt việc tốt")
PROVINCE = "tỉnh Nam Định"
PEOPLE, AUTHORS, DIRECTIVES = 4000, 64, 300
RECORDED = 60  #: so many of the commonest people and directives have authority records
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý",
    "Đinh", "Đoàn", "Mai", "Trịnh",
)  # fmt: skip
MIDDLE = (
    "Văn", "Thị", "Đình", "Quang", "Minh", "Thanh", "Xuân", "Hữu", "Đức", "Ngọc",
)  # fmt: skip
GIVEN = (
    "An", "Bình", "Chung", "Dũng", "Giang", "Hà", "Hạ", "Hải", "Hòa", "Hùng", "Khoa", "Lan",
    "Linh", "Long", "Mai", "Nam", "Nga", "Phúc", "Quý", "Sơn", "Thái", "Thảo", "Thịnh", "Thu",
    "Toàn", "Trang", "Trung", "Tú", "Tuấn", "Vân", "Việt", "Vinh", "Yến",
)  # fmt: skip
ROLES = (
    "Bí thư Huyện ủy {place}", "Chủ tịch UBND huyện {place}", "Giám đốc Sở Y tế",
    "Chủ tịch Hội Nông dân huyện {place}", "Trưởng Phòng Giáo dục huyện {place}",
    "Hiệu trưởng Trường THPT {place}", "Chủ tịch UBND xã {place}",
)  # fmt: skip
PLACES = (
    "Hải Hậu", "Nam Trực", "Giao Thủy", "Trực Ninh", "Vụ Bản", "Ý Yên", "Xuân Trường",
    "Nghĩa Hưng",
)  # fmt: skip
UNITS = (
    "Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Văn phòng Tỉnh ủy",
    "Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Hội Nông dân tỉnh", "Liên đoàn Lao động tỉnh",
    *(f"Huyện ủy {place}" for place in PLACES), *(f"UBND huyện {place}" for place in PLACES),
    *(f"Hội Nông dân huyện {place}" for place in PLACES),
    *(f"Trường THPT {place}" for place in PLACES),
)  # fmt: skip
VERBS = (
    "triển khai", "kiểm tra", "đánh giá", "tổng kết", "rà soát", "thực hiện", "đổi mới",
    "phối hợp", "hướng dẫn",
)  # fmt: skip
THINGS = (
    "công tác thi đua", "việc chuẩn bị vụ xuân", "phong trào ở cơ sở", "cải cách hành chính",
    "an toàn hồ đập", "phòng chống dịch bệnh", "chăm sóc người cao tuổi", "đường giao thông thôn",
    "việc học của con em", "thu ngân sách", "môi trường làng nghề", "chuyển đổi cây trồng",
)  # fmt: skip
TAILS = (
    "trong quý tới", "theo từng xóm", "với sự tham gia của nhân dân", "đúng hẹn và công khai",
    "ở cả mười xã", "trước mùa mưa bão", "bằng nguồn lực tại chỗ", "và báo cáo kết quả hằng tháng",
)  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """One article, in no particular format."""

    number: int
    id: str
    slug: str  #: set, so that a corrected title keeps its address in every generator
    title: str
    when: datetime  #: local time of Vietnam
    section: str
    author: str
    lead: str
    paragraphs: tuple[str, ...]
    people: tuple[str, ...]  #: named in it
    photo: str = ""  #: name of the file, or empty


@dataclass(frozen=True)
class Archive:
    """What an archive is made of."""

    of: int
    seed: int = 1
    photos: int = 0  #: so many show a photo, spread evenly

    def article(self, number: int) -> Invented:
        """Article ``number``; numbers from `of` upwards are additions after the newest date."""
        dice = random.Random(f"{self.seed} {number}")
        when = FIRST + (LAST - FIRST) * (min(number, self.of) / max(self.of, 1))
        when += timedelta(minutes=dice.randrange(600))
        if number >= self.of:
            when += timedelta(hours=10, minutes=number - self.of)
        made = _invent(dice, f"a{self.seed:02d}{number:07d}", number, when)
        shows = self.photos * (number + 1) // max(self.of, 1) > self.photos * number // max(
            self.of, 1
        )
        return replace(made, photo=f"{made.id}.jpg") if shows else made

    def old(self, number: int) -> Invented:
        """An addition dated somewhere in the years before, anywhere but at the end."""
        dice = random.Random(f"{self.seed} old {number}")
        when = FIRST + (LAST - FIRST) * (dice.random() * 0.98) + timedelta(minutes=1)
        return replace(self.article(number), when=when.replace(second=0, microsecond=0))

    def articles(self) -> Iterator[Invented]:
        """All of them, oldest first."""
        return map(self.article, range(self.of))


def _invent(dice: random.Random, id: str, number: int, when: datetime) -> Invented:
    people = [person(_zipf(dice, PEOPLE)) for _ in range(4)]
    roles = [dice.choice(ROLES).format(place=dice.choice(PLACES)) for _ in people]
    units = [UNITS[_zipf(dice, len(UNITS))] for _ in range(4)]
    acts = [directive(_zipf(dice, DIRECTIVES)) for _ in range(2)]
    lead = (
        f"{units[0]} vừa {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}. "
        f"Đồng chí {people[0]}, {roles[0]} dự và phát biểu."
    )
    body = [_paragraph(dice) for _ in range(6)]
    others = "; ".join(f"{name}, {role}" for name, role in zip(people[1:], roles[1:], strict=True))
    body[0] += f" Cùng dự có các đồng chí: {others}."
    body[2] += f" Các đơn vị gồm {units[1]} và {units[2]} thực hiện {acts[0].cited} của Tỉnh ủy."
    body[3] += f" {units[3]} báo cáo việc thực hiện {acts[1].cited} của Tỉnh ủy."
    body[5] += f" Đồng chí {people[0]} đề nghị {dice.choice(VERBS)} {dice.choice(THINGS)}./."
    title = f"{dice.choice(PLACES)} {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}"
    return Invented(
        number, id, f"bai-{number}", title, when.replace(second=0, microsecond=0),
        dice.choice(SECTIONS), dice.choice(authors()), lead, tuple(body), tuple(people),
    )  # fmt: skip


@dataclass(frozen=True)
class Directive:
    """An invented directive."""

    number: int
    issued: datetime

    @property
    def symbol(self) -> str:
        """As it stands in the number: "05-CT/TU"."""
        return f"{self.number:02d}-CT/TU"

    @property
    def cited(self) -> str:
        """As articles cite it."""
        return f"Chỉ thị số {self.symbol} ngày {self.issued.day}-{self.issued:%m-%Y}"


@functools.cache
def directive(rank: int) -> Directive:
    """The directive of a rank."""
    day = datetime(2006 + rank % 20, rank % 12 + 1, rank % 28 + 1, tzinfo=VIETNAM)
    return Directive(rank + 1, day)


@functools.cache
def person(rank: int) -> str:
    """The name of a rank; far ranks may share a name, as people do."""
    dice = random.Random(f"person {rank}")
    return " ".join(dice.choice(words) for words in (SURNAMES, MIDDLE, GIVEN))


@functools.cache
def authors() -> tuple[str, ...]:
    """Bylines, no two of which differ by tones alone: some generators would merge them."""
    names = {slugify(name): name for name in map(person, range(PEOPLE, PEOPLE + 3 * AUTHORS))}
    return tuple(names.values())[:AUTHORS]


def recorded_people() -> tuple[str, ...]:
    """The commonest people, each name once."""
    return tuple(dict.fromkeys(map(person, range(2 * RECORDED))))[:RECORDED]


def _zipf(dice: random.Random, among: int) -> int:
    """A rank below ``among``: the first often, the last seldom."""
    return min(int(among ** dice.random()) - 1 + (dice.random() < 0.1), among - 1)


def _paragraph(dice: random.Random) -> str:
    return " ".join(
        f"{dice.choice(PLACES)} {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}."
        for _ in range(7)
    )
