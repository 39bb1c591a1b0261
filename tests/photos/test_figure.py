from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kyyeu.markup import Fragment, clean
from kyyeu.model import Figure, Photo
from kyyeu.photos import AWAITED, PlacedPhoto, figure_of, place_figures, split_credit
from kyyeu.photos.renditions import plan
from kyyeu.rendering import render

# --------------------------------------------------------------------------- credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Quang cảnh buổi lễ. Ảnh: Lam Hồng", "Quang cảnh buổi lễ.", "Lam Hồng"),
        ("Quang cảnh buổi lễ (Ảnh: Lam Hồng)", "Quang cảnh buổi lễ", "Lam Hồng"),
        ("Quang cảnh buổi lễ. (Ảnh: Lam Hồng).", "Quang cảnh buổi lễ.", "Lam Hồng"),
        ("Quang cảnh buổi lễ.\nẢnh : Lam Hồng.", "Quang cảnh buổi lễ.", "Lam Hồng"),
        ("Quang cảnh buổi lễ. Nguồn ảnh: TTXVN", "Quang cảnh buổi lễ.", "TTXVN"),
        ("Quang cảnh. ẢNH: LAM HỒNG", "Quang cảnh.", "LAM HỒNG"),
        ("Quang cảnh. Ảnh: Lam Hồng - Thu Hoài", "Quang cảnh.", "Lam Hồng - Thu Hoài"),
        ("Quang cảnh. Ảnh: Trần An (TTXVN)", "Quang cảnh.", "Trần An (TTXVN)"),
        ("Quang cảnh. Ảnh: P.V", "Quang cảnh.", "P.V"),
        ("Quang cảnh. Ảnh: Tư liệu", "Quang cảnh.", "Tư liệu"),
        ("Quang cảnh. Ảnh: do gia đình cung cấp", "Quang cảnh.", "do gia đình cung cấp"),
        ("Đồng chí An: “Phải làm!” Ảnh: Báo Nam Định", "Đồng chí An: “Phải làm!”", "Báo Nam Định"),
        ("Ảnh: Lam Hồng", "", "Lam Hồng"),
        # captions that only look so
        ("Quang cảnh buổi lễ.", "Quang cảnh buổi lễ.", ""),
        ("Ảnh: Các đại biểu dự buổi lễ", "Ảnh: Các đại biểu dự buổi lễ", ""),
        ("Trong ảnh: Lam Hồng", "Trong ảnh: Lam Hồng", ""),
        ("Đồng chí Trần An (người thứ ba trong ảnh: Lam)", None, ""),
        ("Ảnh: A. Các đại biểu ra về", "Ảnh: A. Các đại biểu ra về", ""),
        ("Ảnh:", "Ảnh:", ""),
        ("", "", ""),
    ],
)
def test_a_credit_is_a_name_behind_its_label(text: str, caption: str | None, credit: str) -> None:
    assert split_credit(text) == (text if caption is None else caption, credit)


# --------------------------------------------------------------------------- which photo

PHOTO = Photo("photos/2020/02/ảnh.jpg", "0" * 32, 900, 600, "Trong tệp.", "Thu Hoài", "Hai người")
PHOTOS = {PHOTO.source: PHOTO}
ARTICLE = "articles/2020/02/bai.md"


@pytest.mark.parametrize(
    "src",
    [
        "ảnh.jpg",
        "a\u0309nh.jpg",
        "%E1%BA%A3nh.jpg",
        "photos/2020/02/ảnh.jpg",
        "2020/02/ảnh.jpg",
        "/photos/2020/02/ảnh.jpg",
    ],
)
def test_a_photo_is_found_by_name_or_path(src: str) -> None:
    figure = figure_of(src, "", "", ARTICLE, PHOTOS)
    assert figure == Figure(PHOTO.source, "Hai người", "Trong tệp.", "Thu Hoài")


@pytest.mark.parametrize("src", ["khac.jpg", "../02/ảnh.jpg", "2020/03/ảnh.jpg", AWAITED, "", "/"])
def test_no_other_photo_is_taken_for_it(src: str) -> None:
    assert figure_of(src, "", "", ARTICLE, PHOTOS) is None


def test_a_name_means_the_month_of_its_article() -> None:
    assert figure_of("ảnh.jpg", "", "", "articles/2020/03/bai.md", PHOTOS) is None
    assert figure_of("ảnh.jpg", "", "", "pages/gioi-thieu.md", PHOTOS) is None


@pytest.mark.parametrize(
    ("alt", "title", "expected"),
    [
        ("Bắt tay", "Lễ ký. Ảnh: Lam Hồng", ("Bắt tay", "Lễ ký.", "Lam Hồng")),
        ("", "Lễ ký.", ("Hai người", "Lễ ký.", "Thu Hoài")),
        ("", "Ảnh: Lam Hồng", ("Hai người", "Trong tệp.", "Lam Hồng")),
    ],
)
def test_what_is_written_wins_over_what_is_embedded(
    alt: str, title: str, expected: tuple[str, str, str]
) -> None:
    figure = figure_of("ảnh.jpg", alt, title, ARTICLE, PHOTOS)
    assert figure is not None
    assert (figure.alt, figure.caption, figure.credit) == expected


# --------------------------------------------------------------------------- in the page


def resolve(src: str, alt: str, title: str) -> PlacedPhoto | None:
    if not src.endswith(".jpg"):
        return None
    photo = Photo(f"photos/2020/02/{src}", "0" * 32, 900, 600)
    figure = figure_of(src, alt, title, ARTICLE, {photo.source: photo})
    assert figure is not None
    return PlacedPhoto(figure, plan(photo, Path()), "../../anh/")


def placed(body: str) -> tuple[BeautifulSoup, tuple[PlacedPhoto, ...]]:
    fragment = Fragment.parse(render(body))
    photos = place_figures(fragment, resolve)
    cleaned = clean(fragment.html())
    assert BeautifulSoup(cleaned, "html.parser") == BeautifulSoup(fragment.html(), "html.parser")
    return BeautifulSoup(cleaned, "html.parser"), photos


def test_a_photo_alone_in_its_paragraph_becomes_a_figure() -> None:
    soup, photos = placed('Chữ\n\n![Bắt tay](a.jpg "Lễ <ký>. Ảnh: Lam Hồng")\n\nChữ')
    names = [rendition.name for rendition in photos[0].renditions.jpeg]
    figure = soup.figure
    assert figure is not None
    assert figure["id"] == "anh-1"
    assert figure.a is not None
    assert figure.a["href"] == "#xem-1"
    image = figure.a.picture.img  # type: ignore[union-attr]
    assert image is not None
    assert image["srcset"] == ", ".join(
        f"../../anh/{name} {width}w" for name, width in zip(names, (400, 800, 900), strict=True)
    )
    assert (image["width"], image["height"], image["alt"]) == ("900", "600", "Bắt tay")
    source = figure.source
    assert source is not None
    assert source["type"] == "image/avif"
    assert str(source["srcset"]).count(".avif ") == 3
    assert source["sizes"] == image["sizes"]
    assert figure.figcaption is not None
    assert figure.figcaption.get_text() == "Lễ <ký>. Ảnh: Lam Hồng"
    assert figure.figcaption.span is not None
    assert figure.figcaption.span["class"] == ["credit"]
    assert [tag.name for tag in soup.find_all(True, recursive=False)] == ["p", "figure", "p"]


def test_only_the_first_photo_of_a_page_is_fetched_at_once() -> None:
    soup, photos = placed("![](a.jpg)\n\nChữ ![](b.jpg) chữ\n\n![](c.jpg)")
    images = soup.find_all("img")
    assert [image.get("fetchpriority") for image in images] == ["high", None, None]
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy"]
    assert [photo.figure.photo[-5:] for photo in photos] == ["a.jpg", "b.jpg", "c.jpg"]
    assert [tag["id"] for tag in soup.find_all(["figure", "img"], id=True)] == [
        *("anh-1", "anh-2", "anh-3"),  # the second stands in running text
    ]


@pytest.mark.parametrize(
    ("body", "figures", "galleries"),
    [
        ("![](a.jpg)\n![](b.jpg)", 2, 0),
        ("![](a.jpg)\n![](b.jpg)\n![](c.jpg)", 3, 1),
        ("![](a.jpg)\n\n![](b.jpg)\n\n![](c.jpg)", 3, 1),
        ("![](a.jpg)\n\n![](b.jpg)\n\nchữ\n\n![](c.jpg)", 3, 0),
        ('![](a.jpg)\n\n![](thieu-anh "Chú thích.")\n\n![](c.jpg)', 3, 1),
    ],
)
def test_three_photos_in_a_row_are_a_gallery(body: str, figures: int, galleries: int) -> None:
    soup, _ = placed(body)
    assert len(soup.find_all("figure")) == figures
    assert len(soup.find_all("div", class_="gallery")) == galleries


def test_a_missing_photo_leaves_its_caption() -> None:
    soup, photos = placed('![](thieu-anh "Lễ ký. Ảnh: Lam Hồng")')
    assert photos == ()
    assert str(soup) == (
        '<figure class="missing"><figcaption>Lễ ký. '
        '<span class="credit">Ảnh: Lam Hồng</span></figcaption></figure>'
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "![Bắt tay](khong-co)",
            '<figure class="missing"><figcaption>Bắt tay</figcaption></figure>',
        ),
        ("![](khong-co)", ""),
        ("Chữ ![bắt tay](khong-co) chữ", "<p>Chữ bắt tay chữ</p>"),
    ],
)
def test_a_missing_photo_without_caption_leaves_what_is_known(body: str, html: str) -> None:
    assert str(placed(body)[0]).strip() == html


def test_a_photo_without_words_has_no_caption() -> None:
    soup, _ = placed("![](a.jpg)")
    assert soup.figcaption is None
    assert soup.img is not None
    assert soup.img["alt"] == ""


def test_hostile_words_of_a_photo_stay_words() -> None:
    soup, _ = placed('![" onerror="alert(1)](a.jpg "<script>alert(1)</script> Ảnh: Lam")')
    assert soup.script is None
    assert soup.img is not None
    assert "onerror" not in soup.img.attrs
