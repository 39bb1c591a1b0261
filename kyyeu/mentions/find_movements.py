"""Find named movements: what stands between quotation marks after "phong trào" and its like.

Inside such a name nothing else is a mention: “Doanh nghiệp Nam Định hội nhập và phát triển”
names no firm. (Giving movements pages of their own waits for the model to know them.)
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[“\"«]([^“”\"»]{3,160})[”\"»]")
_NAMED = re.compile(
    r"(?:phong trào|thi đua|cuộc vận động|vận động|chương trình|đề án|chủ đề|khẩu hiệu|phương châm"
    r"|mô hình|hội thi|cuộc thi|danh hiệu|dự án|kế hoạch|câu lạc bộ|ngày hội|tuần lễ|tháng|giải"
    r"|sân chơi|chiến dịch|quỹ|tên gọi|tiêu chí|năm|lễ)\W*(?:[^\W\d]+\W+){0,4}$"
)
_AND_THEN = re.compile(r"^(?:\s*(?:,|;|và|\s))*$")


def find_movements(lower: str) -> list[tuple[int, int]]:
    """Spans (characters, marks left out) of the names of movements in a block."""
    if "“" not in lower and '"' not in lower and "«" not in lower:
        return []
    spans: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(lower):
        start, end = match.span(1)
        before = lower[max(0, match.start() - 60) : match.start()]
        follows = bool(spans) and _AND_THEN.match(lower[spans[-1][1] + 1 : match.start()])
        if follows or _NAMED.search(before):
            spans.append((start, end))
    return spans
