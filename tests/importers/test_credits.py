"""Who took a photo: below its caption, behind it, glued to it; and when that signs the report."""

from __future__ import annotations

import pytest

from kyyeu.importers import PhotoPlace
from kyyeu.importers.figures import part_credit
from kyyeu.model import Contributor
from tests.importers.reports import codes, draft_of, report

SCENE = "Bí thư Huyện ủy trao giấy khen cho các tập thể"
ENDS = [  # the last lines of a report; caption and credit of its photo; who signs
    (f"{SCENE}\nẢnh: Minh Hà", (SCENE, "Minh Hà"), ()),
    (f"{SCENE}.\nẢnh: Minh Hà", (f"{SCENE}.", "Minh Hà"), ()),
    (f"{SCENE}\n\nẢnh: Minh Hà", (SCENE, "Minh Hà"), ()),
    (f"{SCENE}\n(Ảnh: Minh Hà)", (SCENE, "Minh Hà"), ()),
    ("Quang cảnh lễ ký.\n\nẢnh: Minh Hà", ("Quang cảnh lễ ký.", "Minh Hà"), ()),
    (f"Lam Hồng\n\n{SCENE}\nẢnh: Minh Hà", (SCENE, "Minh Hà"), (Contributor("Lam Hồng"),)),
    (
        f"Tin: Lam Hồng\n\n{SCENE}\nẢnh: Minh Hà",
        (SCENE, "Minh Hà"),
        (Contributor("Lam Hồng", ("tin",)),),
    ),
    ("Ảnh: Minh Hà", None, (Contributor("Minh Hà", ("ảnh",)),)),
    (
        "Tin: Lam Hồng\nẢnh: Minh Hà",
        None,
        (Contributor("Lam Hồng", ("tin",)), Contributor("Minh Hà", ("ảnh",))),
    ),
    (
        "Lam Hồng\nẢnh: Minh Hà",
        None,
        (Contributor("Lam Hồng"), Contributor("Minh Hà", ("ảnh",))),
    ),
]


@pytest.mark.parametrize(("end", "photo", "signs"), ENDS)
def test_a_photographer_below_a_caption_is_that_of_the_photo(
    end: str, photo: tuple[str, str] | None, signs: tuple[Contributor, ...]
) -> None:
    draft, problems = draft_of(report(caption="", byline=end, tail=""))
    places = [one for one in draft.blocks if isinstance(one, PhotoPlace)]
    assert [(one.caption, one.credit) for one in places] == ([photo] if photo else [])
    assert draft.contributors == signs
    assert ("import-no-byline" in codes(problems)) is not bool(signs)


NAMED = [
    (f"{SCENE} Ảnh: Minh Hà", "Minh Hà"),
    (f"{SCENE}Ảnh: Minh Hà", "Minh Hà"),
    (f"{SCENE} (Ảnh: Minh Hà)", "Minh Hà"),
    (f"{SCENE} (Ảnh: Minh Hà).", "Minh Hà"),
    (f"{SCENE} - Ảnh: Minh Hà", "Minh Hà"),
    (f"{SCENE} | Ảnh: TTXVN", "TTXVN"),
    (f"{SCENE} / Ảnh: Minh Hà", "Minh Hà"),
    (f"{SCENE} - Ảnh Minh Hà", "Minh Hà"),
    (f"{SCENE} – Ảnh Minh Hà.", "Minh Hà"),
    (f"{SCENE} (Ảnh Minh Hà)", "Minh Hà"),
    (f"{SCENE}. Ảnh Minh Hà", "Minh Hà"),
    (f"{SCENE} (Ảnh TTXVN)", "TTXVN"),
]
NOT_NAMED = [
    f"{SCENE} (ảnh Minh Hà)",  # who is seen, it may be
    f"{SCENE} (Ảnh minh họa)",
    f"{SCENE} (Ảnh chụp chiều 13/2)",
    f"{SCENE} Ảnh Minh Hà",
    "Triển lãm của Hội Nhiếp ảnh Nam Định",
    "QUANG CẢNH: MINH HÀ",
    "Đồng chí Bí thư trong ảnh: Minh Hà",
    f"{SCENE} - Ảnh Hội Nông Dân",
]


@pytest.mark.parametrize(("text", "who"), NAMED)
def test_a_credit_is_parted_from_its_caption_whatever_stands_between(text: str, who: str) -> None:
    parted = part_credit(text)
    assert parted is not None
    assert text[: parted[0]].rstrip(". ") == SCENE
    assert text[parted[1] : parted[2]] == parted[3] == who
    draft, _ = draft_of(report(caption=f"{text}\n{text}"))
    place = next(one for one in draft.blocks if isinstance(one, PhotoPlace))
    assert (place.caption.rstrip("."), place.credit) == (SCENE, who)


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_may_be_no_photographer_stays_in_the_caption(text: str) -> None:
    assert part_credit(text) is None
