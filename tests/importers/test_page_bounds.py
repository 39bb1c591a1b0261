"""What a page would cost its parser is told from its bytes."""

from __future__ import annotations

import pytest

from kyyeu.importers.page_bounds import beyond
from kyyeu.settings import Limits

FEW = Limits(page_tags=10, tag_marks=20)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"<p>" * 11, "import-too-many-paragraphs"),
        (b"<p " + b"a=b " * 11, "import-tag-crowded"),
        (b"<p " + b"a/" * 21, "import-tag-crowded"),
        (b"<p " + b'a="b"' * 21, "import-tag-crowded"),
        (b'<p x=">" ' + b"a " * 21 + b">", "import-tag-crowded"),
        (b"<script " + b"a " * 21 + b">", "import-tag-crowded"),
        (b"<p a=b>" + b"c" * 100, ""),
        (b"<script>" + b"a = 'b'; " * 21 + b"</script>", ""),
        (b"<style>" + b"p { a: b } " * 21 + b"</style>", ""),
        (b"a < " + b"b " * 21, ""),
    ],
)
def test_a_page_is_beyond_a_limit_or_within_all(page: bytes, code: str) -> None:
    fault = beyond(page, FEW)
    assert (fault[0] if fault else "") == code


def test_the_figures_are_the_page_s_own() -> None:
    fault = beyond(b"<p " + b"a " * 30 + b">", FEW)
    assert fault == ("import-tag-crowded", {"count": 31, "limit": 20})
