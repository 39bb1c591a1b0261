"""One thing has one name wherever an editor or a reader meets it: the words that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyyeu.problems import catalogue

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = [p for p in sorted((ROOT / "docs" / "handbook").glob("*.md")) if p.stem != "english"]
#: What is not written, and the word that stands for it.
NOT_OURS = {
    r"tít|đầu đề|nhan đề": "tiêu đề",
    r"lời dẫn|sa-?pô|lead": "sapo",
    r"bút danh|byline": "tên tác giả",
    r"thẻ(?! HTML| của trang)|(?-i:tags?)": "từ khóa",
    r"tập tin|files?": "tệp",
    r"folders?|thư mục con nào": "thư mục",
    r"đường dẫn tắt|shortcut": "lối tắt",
    r"links?|đường link|hyperlink": "liên kết",
    r"caption": "chú thích",
    r"credit": "người chụp",
    r"alt": "lời mô tả",
    r"chú thích cuối trang|footnote": "cước chú",
    r"click|kích chuột|nhấp|nhấn(?! mạnh)": "bấm",
    r"e-?mail": "thư điện tử, hộp thư",
    r"upload|download|tải xuống": "đưa lên, tải về",
    r"website|web site": "trang web",
    r"(?<!mục )(?<!một )mã hóa": "bảng mã",
    r"python tasks\.py": "python3 tasks.py, which a system's own call replaces",
}
#: Code, file names, addresses, keys of a header, and what programs of others call theirs.
_NO_PROSE = re.compile(
    r"```.*?```|`[^`\n]*`|(?m:^(?: {4,}|\t).*$)|\]\([^)]*\)|<a id=[^>]*>|\*\*[a-z-]+\*\*|\{[^}]*\}"
    r"|\([^()]*(?:Save|Encoding|Tools|Web page|Review)[^()]*\)|--[a-z-]+|Save as Picture"
    r"|\*[^*\n]+\*"
    r"|\b[\w.-]+\.(?:py|toml|md|csv|json|html|txt)\b|can't open file '[^']*'|File Explorer",
    re.DOTALL,
)


def prose(text: str) -> str:
    return _NO_PROSE.sub(" ", text)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the Vietnamese catalogue by its key, but for what others say."""
    for section, table in catalogue("vi").items():
        if section == "reasons":
            continue
        for key, said in table.items():
            told = said if isinstance(said, str) else " ".join(said.values())
            yield f"{section}.{key}", prose(told)


TEXTS = dict(sentences()) | {
    page.name: prose(page.read_text(encoding="utf-8")) for page in HANDBOOK
}


@pytest.mark.parametrize("pattern", NOT_OURS)
def test_a_thing_is_called_by_its_one_name(pattern: str) -> None:
    word = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
    found = {
        key: [text[max(0, m.start() - 25) : m.end() + 25] for m in word.finditer(text)]
        for key, text in TEXTS.items()
        if word.search(text)
    }
    assert found == {}, f"say: {NOT_OURS[pattern]}"


def test_the_list_finds_what_it_is_there_to_find() -> None:
    text = prose("Mở file ấy, xem `file.txt`, rồi đặt tít.")
    assert "file " in text
    assert "file.txt" not in text
