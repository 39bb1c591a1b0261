import os
import stat
from pathlib import Path

import pytest

from kyyeu.cache import Cache, key

KEY = key("mentions", "1", b"an article")


def entry(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "cache")
    assert cache.get(KEY) is None
    for payload in (b"", b"one", b"hai" * 9999):
        cache.put(KEY, payload)
        assert cache.get(KEY) == payload
    assert cache.get(key("mentions", "2", b"an article")) is None


def test_an_entry_is_for_its_owner_only_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, b"payload")
    path = entry(tmp_path)
    assert path.relative_to(tmp_path).parts == (KEY[:2], KEY[2:])
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_entry_cut_anywhere_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"payload")
    whole = entry(tmp_path).read_bytes()
    for length in range(len(whole)):
        entry(tmp_path).write_bytes(whole[:length])
        assert cache.get(KEY) is None
    entry(tmp_path).write_bytes(whole + b"\0")
    assert cache.get(KEY) is None


def test_an_entry_with_one_byte_flipped_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"payload")
    whole = entry(tmp_path).read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        entry(tmp_path).write_bytes(flipped)
        assert cache.get(KEY) is None


@pytest.mark.parametrize(
    "hostile",
    [b"cos\nsystem\n(S'echo owned'\ntR.", b"\x80\x04K\x01.", b"\xff" * 100, b"kyyeu cache 1\n"],
)
def test_a_hostile_entry_is_absent(tmp_path: Path, hostile: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"payload")
    entry(tmp_path).write_bytes(hostile)
    assert cache.get(KEY) is None


def test_an_entry_moved_to_another_key_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    other = key("photos", "1")
    cache.put(KEY, b"payload")
    target = tmp_path / other[:2] / other[2:]
    target.parent.mkdir()
    entry(tmp_path).rename(target)
    assert cache.get(other) is None


def test_a_folder_in_the_place_of_an_entry_is_a_miss_and_stays(tmp_path: Path) -> None:
    (tmp_path / KEY[:2] / KEY[2:]).mkdir(parents=True)
    cache = Cache(tmp_path)
    cache.put(KEY, b"payload")
    assert cache.get(KEY) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_cache_that_cannot_be_written_is_a_silent_miss(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")
    cache.put(KEY, b"payload")
    assert cache.get(KEY) is None


def test_parts_of_a_key_do_not_run_together() -> None:
    keys = [key("ab", "c"), key("a", "bc"), key("abc"), key("ab", b"c"), key("ab", "c", "")]
    assert len(set(keys)) == len(keys)
    assert key("ab", "c") == key("ab", "c")


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", KEY.upper(), KEY + "0", KEY + "\n"])
def test_a_key_that_was_not_made_by_key_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match="not a cache key"):
        Cache(tmp_path).get(wrong)
