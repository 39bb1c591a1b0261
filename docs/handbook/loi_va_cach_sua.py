"""Makes ``loi-va-cach-sua.md`` of the catalogue: run it after changing a sentence.

    .venv/bin/python docs/handbook/loi_va_cach_sua.py

``tests/test_docs.py`` fails while the page is not what the catalogue says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

PAGE = Path(__file__).with_name("loi-va-cach-sua.md")
ROOT = PAGE.parents[2]

_GROUPS = {
    "text": "Chữ trong tệp",
    "name": "Tên tệp, tên thư mục",
    "header": "Phần đầu bài",
    "article": "Bài viết",
    "page": "Trang tĩnh",
    "section": "Chuyên mục",
    "figure": "Ảnh trong bài",
    "photo": "Tệp ảnh",
    "mention": "Nhân vật, đơn vị, văn bản trong bài",
    "inline": "Tên được đánh dấu trong bài",
    "table": "Bảng tên chuẩn",
    "authority": "Hồ sơ trong bảng tên chuẩn",
    "decision": "Quyết định của biên tập viên",
    "import": "Nhập bài",
    "batch": "Nhập hàng loạt",
    "write": "Ghi vào content/",
    "fix": "Sửa tự động",
    "other": "Khác",
}

_CALL = "py tasks.py"  # the handbook speaks to who sits before Windows

_TOP = """\
# Lỗi và cách sửa

Mọi mã lỗi mà `check` và `import` báo. Trang này do máy làm ra từ bảng câu chữ; đừng sửa tay.
Chỗ ghi ‹…› là tên tệp, con số hay chữ lấy từ chính bài của bạn.
"""


def page() -> str:
    """The page as the catalogue has it now."""
    from kyyeu.problems import CALL, catalogue  # noqa: PLC0415 (the script finds the house first)

    codes = catalogue()["problems"]
    parts = [_TOP]
    for group, found in groupby(sorted(codes, key=_place), key=_group):
        parts.append(f"\n## {_GROUPS[group]}\n")
        parts += _entries(found, codes)
    return "".join(parts).replace(CALL, _CALL)


def _entries(found: Iterable[str], codes: dict[str, dict[str, str]]) -> Iterable[str]:
    for code in found:
        say, remedy = (_shown(codes[code][part]) for part in ("say", "remedy"))
        yield f'\n<a id="{code}"></a>**{code}**: {say}.\n→ {remedy}\n'


def _group(code: str) -> str:
    group = code.partition("-")[0]
    return group if group in _GROUPS else "other"


def _place(code: str) -> tuple[int, str]:
    order = list(_GROUPS)
    return order.index(_group(code)) if _group(code) in order else len(order), code


def _shown(sentence: str) -> str:
    text = sentence.replace("{{", "\0").replace("}}", "\1")
    text = re.sub(r"\{\w+[^}]*\}", "‹…›", text).replace("\0", "{").replace("\1", "}")
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", text)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
