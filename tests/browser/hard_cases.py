"""A site of hard cases: 1 and 40 photos, 20 words of headline, 300 units, no photo, no lead."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.building import Site, article, good, one_article

LONG = (
    "Chủ tịch Ủy ban nhân dân xã Nghĩa Phong thăm mười hai gia đình chính sách ở Nghĩa Trung, "
    "Nghĩa Châu, Hoàng Nam"
)
"""Twenty words and more, over a page of forty photos."""

UNITS = tuple(f"Ban Chỉ huy Quân sự xã Nghĩa Phong số {n}" for n in range(1, 301))
MANY_PHOTOS, MANY_UNITS, ONE_PHOTO = "h40001", "h30001", "h10001"


def build(root: Path) -> Site:
    """The site, built."""
    site = one_article(root)
    for number in range(1, 41):
        _photo(site, f"{number}.png", number)
    photos = "\n\n".join(
        f'![Khung hình số {n}.]({n}.png "Đoàn thăm gia đình thứ {n} ở xóm {n}. Ảnh: Lam Hồng")'
        for n in range(1, 41)
    )
    _tell(site, LONG, MANY_PHOTOS, "Đoàn đi từ sáng.\n\n" + photos, authors="Lam Hồng (bài, ảnh)")
    _tell(site, "Ba trăm đơn vị cùng ký", MANY_UNITS, f"Gồm 300 đơn vị: {', '.join(UNITS)}.")
    one = '![Khung hình đầu.](1.png "Đoàn thăm gia đình đầu tiên. Ảnh: Lam Hồng")'
    _tell(site, "Một tấm ảnh", ONE_PHOTO, f"{one}\n\nMột đoạn ngắn.", modified="2020-02-15 09:00")
    _tell(site, "Không có sapo", "h00001", "Chỉ một câu.", summary="")
    _table(site)
    good(site)
    return site


def build_empty(root: Path) -> Site:
    """A site before its first article."""
    site = one_article(root)
    (site.content / "articles/2020/02/mot.md").unlink()
    good(site)
    return site


def _tell(site: Site, title: str, id: str, body: str, **header: str) -> None:
    site.write(f"articles/2020/02/{id}.md", article(title, id, body=body, **header))


def _photo(site: Site, name: str, number: int) -> None:
    path = site.content / "photos/2020/02" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    size = (640, 426) if number % 3 else (426, 640)
    Image.new("RGB", size, (40 + 4 * number, 90, 200 - 4 * number)).save(path)


def _table(site: Site) -> None:
    rows = "".join(f'quan-su-{n},"{name}"{"," * 9}\n' for n, name in enumerate(UNITS, 1))
    path = site.content / "authorities/units.csv"
    head = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{head}\n{rows}", "utf-8")
