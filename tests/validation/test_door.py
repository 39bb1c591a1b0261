from __future__ import annotations

from pathlib import Path

import pytest

from kyyeu.importers import import_file
from kyyeu.settings import Settings

REPORT = """Khối thi đua họp cuối năm
Cập nhật lúc 08:00, Thứ Năm, 13/02/2020 (GMT+7)

Sáng nay, khối thi đua họp tại hội trường huyện, nghe báo cáo và bàn việc quý hai.

{said}

Các đơn vị hứa nộp kết quả trước tháng sáu, đơn vị nào xong sớm thì giúp đơn vị bạn.

Tin, ảnh: Lam Hồng
"""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Khối gồm 5 đơn vị: Ban Tổ chức Tỉnh ủy, Ban Dân vận Tỉnh ủy, Văn phòng Tỉnh ủy.",
         "mention-count-differs"),
        ("Khối học Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị.", "mention-act-younger"),
        ("Buổi sau họp Thứ Hai, ngày 18/02/2020.", "article-weekday"),
        ("Xã Hòa Bình nhất, khu Hoà Lạc nhì.", "text-mixed-tones"),
        ("Khối gồm 2 đơn vị: Ban Tổ chức Tỉnh ủy, Ban Dân vận Tỉnh ủy.", ""),
    ],
)  # fmt: skip
def test_an_import_is_asked_what_check_would_ask(tmp_path: Path, said: str, code: str) -> None:
    (tmp_path / "content").mkdir()
    report = tmp_path / "bai.txt"
    report.write_text(REPORT.format(said=said), encoding="utf-8")
    settings = Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))
    result = import_file(report, settings, category="Thi đua")
    assert result.value
    assert [problem.code for problem in result.problems] == ([code] if code else [])
