"""What tests of batches share: a report, a photo, and a run whose problems can all be told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kyyeu.importers import Outcome, Wishes, import_batch
from kyyeu.problems import describe
from kyyeu.settings import Settings

REPORT = """{title}
Cập nhật lúc 08:00, Thứ Năm, 13/02/2020 (GMT+7)

Sáng nay, khối thi đua ký giao ước trước đại biểu toàn huyện, mỗi đơn vị một bản.

Quang cảnh hội trường lúc ký. Ảnh: Lam Hồng

Năm đơn vị đã ký trước đại biểu, mỗi đơn vị nhận ba chỉ tiêu.

{own}

Tin, ảnh: Lam Hồng
"""


def report(title: str) -> bytes:
    own = ", ".join(f"{title} phần {part}" for part in range(9))  # no report is like another
    return REPORT.format(title=title, own=f"Nội dung ký: {own}.").encode()


def picture(shade: int = 0) -> bytes:
    data = io.BytesIO()
    Image.new("L", (640, 480), shade).save(data, "JPEG")
    return data.getvalue()


def office(made: Path) -> Path:
    """A folder with a good report and its photo."""
    month = made / "thang-2"
    (month / "le-ky").mkdir(parents=True)
    (month / "le-ky.txt").write_bytes(report("Lễ ký giao ước"))
    (month / "le-ky" / "IMG_1.jpg").write_bytes(picture())
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content").mkdir()
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua", "Nhân vật"))


def run(path: Path, settings: Settings, category: str = "Thi đua") -> dict[str, Outcome]:
    outcomes = list(import_batch([path], settings, Wishes(category)))
    for outcome in outcomes:
        for problem in outcome.problems:
            assert describe(problem, "en")
            assert describe(problem)
    return {outcome.name: outcome for outcome in outcomes}


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def written(settings: Settings) -> list[str]:
    content = settings.content_path
    return sorted(p.relative_to(content).as_posix() for p in content.rglob("*") if p.is_file())
