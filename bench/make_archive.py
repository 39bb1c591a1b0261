"""Writes an invented archive of any size, always the same for the same seed.

    python -m bench.make_archive OUT -n 10000 [--photos K] [--format kyyeu|pelican|hugo]

Article ``i`` depends on the seed, on ``i`` and on ``i/n`` alone, so a larger archive holds
much of a smaller one. About 4 KiB a source; people, units and directives follow Zipf's law,
as names in real news do. All names and sentences are made up from lists.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

FIRST, LAST = datetime(2007, 1, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)
SECTIONS = ("Xây dựng Đảng", "Thi đua", "Kinh tế", "Văn hóa - Xã hội", "Người tốt việc tốt")
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
    title: str
    when: datetime
    section: str
    author: str
    lead: str
    paragraphs: tuple[str, ...]
    photo: bool


def invent(seed: int, number: int, of: int, photos: int = 0) -> Invented:
    """Article ``number`` of an archive of ``of``."""
    dice = random.Random(f"{seed} {number}")
    when = FIRST + (LAST - FIRST) * (number / max(of, 1)) + timedelta(minutes=dice.randrange(600))
    people = [_person(_zipf(dice, 4000)) for _ in range(3)]
    roles = [dice.choice(ROLES).format(place=dice.choice(PLACES)) for _ in people]
    units = [UNITS[_zipf(dice, len(UNITS))] for _ in range(3)]
    act = _zipf(dice, 300) + 1
    directive = f"Chỉ thị số {act:02d}-CT/TU ngày {act % 28 + 1}-{act % 12 + 1}-{2006 + act % 20}"
    lead = (
        f"{units[0]} vừa {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}. "
        f"Đồng chí {people[0]}, {roles[0]} dự và phát biểu."
    )
    body = [_paragraph(dice) for _ in range(6)]
    body[0] += f" Cùng dự có các đồng chí: {people[1]}, {roles[1]}; {people[2]}, {roles[2]}."
    body[2] += f" Các đơn vị gồm {units[1]} và {units[2]} thực hiện {directive} của Tỉnh ủy."
    body[5] += f" Đồng chí {people[0]} đề nghị {dice.choice(VERBS)} {dice.choice(THINGS)}./."
    title = f"{dice.choice(PLACES)} {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}"
    return Invented(
        number, f"a{seed:02d}{number:07d}", title, when, dice.choice(SECTIONS),
        _person(4000 + dice.randrange(64)), lead, tuple(body), number < photos,
    )  # fmt: skip


def as_kyyeu(article: Invented) -> tuple[str, str]:
    """Path and text as Kỷ Yếu reads them."""
    picture = '![Một buổi họp](anh.jpg "Quang cảnh buổi họp.")\n\n' if article.photo else ""
    text = (
        f"Title: {article.title}\nId: {article.id}\nDate: {article.when:%Y-%m-%d %H:%M}+00:00\n"
        f"Category: {article.section}\nAuthors: {article.author} (tin)\nSummary: {article.lead}\n"
        f"\n{picture}" + "\n\n".join(article.paragraphs) + "\n"
    )
    local = article.when + timedelta(hours=7)
    return f"articles/{local:%Y/%m}/{article.id}.md", text


def as_pelican(article: Invented) -> tuple[str, str]:
    """Path and text for a stock Pelican site with the same lists."""
    text = (
        f"Title: {article.title}\nSlug: {article.id}\nDate: {article.when:%Y-%m-%d %H:%M}\n"
        f"Category: {article.section}\nAuthors: {article.author}\nSummary: {article.lead}\n\n"
        + "\n\n".join(article.paragraphs) + "\n"
    )  # fmt: skip
    return f"{article.when:%Y/%m}/{article.id}.md", text


def as_hugo(article: Invented) -> tuple[str, str]:
    """Path and text for Hugo; TOML front matter."""
    text = (
        f'+++\ntitle = "{article.title}"\ndate = {article.when:%Y-%m-%dT%H:%M:%SZ}\n'
        f'slug = "{article.id}"\ncategories = ["{article.section}"]\n'
        f'authors = ["{article.author}"]\nsummary = "{article.lead}"\n+++\n\n'
        + "\n\n".join(article.paragraphs) + "\n"
    )  # fmt: skip
    return f"posts/{article.when:%Y/%m}/{article.id}.md", text


FORMATS: dict[str, Callable[[Invented], tuple[str, str]]] = {
    "kyyeu": as_kyyeu,
    "pelican": as_pelican,
    "hugo": as_hugo,
}


def write(out: Path, of: int, seed: int, form: str, numbers: Sequence[int], photos: int) -> None:
    """Write articles below ``out``."""
    for number in numbers:
        path, text = FORMATS[form](invent(seed, number, of, photos))
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _zipf(dice: random.Random, among: int) -> int:
    """A rank below ``among``: the first often, the last seldom."""
    return min(int(among ** dice.random()) - 1 + (dice.random() < 0.1), among - 1)


def _person(rank: int) -> str:
    dice = random.Random(f"person {rank}")
    return " ".join(dice.choice(words) for words in (SURNAMES, MIDDLE, GIVEN))


def _paragraph(dice: random.Random) -> str:
    return " ".join(
        f"{dice.choice(PLACES)} {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(TAILS)}."
        for _ in range(7)
    )


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])  # type: ignore[union-attr]
    parser.add_argument("out", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="articles")
    parser.add_argument("--photos", type=int, default=0, help="how many show a photo")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=sorted(FORMATS), default="kyyeu")
    asked = parser.parse_args()
    write(asked.out, asked.n, asked.seed, asked.format, range(asked.n), asked.photos)


if __name__ == "__main__":
    main()
