"""A small site on disk whose files each test writes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kyyeu.fixity import digest_file
from kyyeu.model import Photo
from kyyeu.problems import Problem, Result
from kyyeu.settings import Limits, Settings

ARTICLE = """Title: Tên bài
Id: k3f9a2
Date: 2020-02-13 20:12
Category: Thi đua
Summary: Một câu.

Nội dung.
"""


def write_files(content: Path, files: Mapping[str, str | bytes]) -> None:
    for source, data in files.items():
        path = content / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def read_photo(path: Path, source: str, limits: Limits) -> Result[Photo | None]:
    """Stands for the photos room, which this room does not know."""
    if len(path.read_bytes()) > limits.photo_bytes or path.read_bytes() == b"broken":
        return Result(None, (Problem(source, 0, "photo-broken"),))
    return Result(Photo(source, digest_file(path), 4, 3))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content").mkdir()
    return Settings(
        root=tmp_path,
        name="Kỷ yếu Thi đua",
        tagline="",
        sections=("Xây dựng Đảng", "Thi đua"),
    )


@pytest.fixture
def put(settings: Settings) -> Callable[[Mapping[str, str | bytes]], None]:
    return lambda files: write_files(settings.content_path, files)
