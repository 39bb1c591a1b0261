"""What a changed source would change: its words, and no photo that the article has."""

from __future__ import annotations

import pytest

from kyyeu.importers.differences import proposed
from kyyeu.photos import AWAITED

ARTICLE = "articles/2020/02/le-ky-1a2b.md"
HEAD = "Title: {title}\nId: ab12cd34\nDate: 2020-02-13\nCategory: Thi đua\n\n"
ONE, TWO = "le-ky-11111111.jpg", "hoi-truong-22222222.jpg"


def image(src: str, title: str = "", alt: str = "") -> str:
    return f'![{alt}]({src} "{title}")' if title else f"![{alt}]({src})"


def text(*parts: str, title: str = "Lễ ký") -> str:
    return HEAD.format(title=title) + "\n\n".join(parts) + "\n"


def changed(standing: str, made: str) -> list[str]:
    lines = proposed(ARTICLE, standing, made, "bai.txt").splitlines()[2:]
    return [line for line in lines if line[:1] in "+-" and line[1:].strip()]


STANDING = text("Đoạn một.", image(ONE, "Lễ ký. Ảnh: Lam Hồng", "Hai người"), "Đoạn hai.")
CASES = [
    ("the source alone", [image(AWAITED, "Lễ ký. Ảnh: Lam Hồng")], []),
    ("a source that names no photographer", [image(AWAITED, "Lễ ký")], []),
    ("a picture without words", [image(AWAITED)], []),
    ("the photo as the archive has it", [image(f"photos/2020/02/{ONE}", "Lễ ký.")], []),
    (
        "another photographer",
        [image(AWAITED, "Lễ ký. Ảnh: Thu Hoài")],
        [image(ONE, "Lễ ký. Ảnh: Thu Hoài", "Hai người")],
    ),
    (
        "other words, no photographer",
        [image(AWAITED, "Lễ ký giao ước.")],
        [image(ONE, "Lễ ký giao ước. Ảnh: Lam Hồng", "Hai người")],
    ),
    (
        "another photo",
        [image(TWO, "Lễ ký. Ảnh: Lam Hồng")],
        [image(TWO, "Lễ ký. Ảnh: Lam Hồng")],
    ),
    ("a photo that no source shows any more", [], []),
]


@pytest.mark.parametrize(("what", "images", "told"), CASES)
def test_a_photo_of_the_article_stands_as_it_is(
    what: str, images: list[str], told: list[str]
) -> None:
    found = changed(STANDING, text("Đoạn một.", *images, "Đoạn hai."))
    own = STANDING.splitlines()[7]
    assert found == [f"-{own}", *(f"+{line}" for line in told)] * bool(told), what


def test_of_several_photos_each_keeps_its_words() -> None:
    standing = text("Một.", image(ONE, "Lễ ký."), image(TWO, "Hội trường."), "Hai.")
    turned = text("Một.", image(AWAITED, "Hội trường."), image(AWAITED, "Lễ ký."), "Hai.")
    assert changed(standing, turned) == [
        f"+{image(TWO, 'Hội trường.')}", f"-{image(TWO, 'Hội trường.')}",
    ] or changed(standing, turned) == [
        f"-{image(ONE, 'Lễ ký.')}", f"+{image(ONE, 'Lễ ký.')}",
    ]  # fmt: skip


def test_a_photo_that_the_source_has_more_still_waits_for_its_file() -> None:
    made = text("Đoạn một.", image(AWAITED, "Lễ ký"), image(AWAITED, "Bắt tay"), "Đoạn hai.")
    assert changed(STANDING, made) == [f"+{image(AWAITED, 'Bắt tay')}"]


def test_a_file_with_line_ends_of_windows_differs_in_nothing_else() -> None:
    made = text("Đoạn một.", image(AWAITED, "Lễ ký"), "Đoạn hai.", title="Lễ ký kết")
    assert changed(STANDING.replace("\n", "\r\n"), made) == ["-Title: Lễ ký", "+Title: Lễ ký kết"]
