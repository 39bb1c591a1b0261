"""What a stranger's export says of pictures is read in steps that grow as the export does."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from kyyeu.importers.batches import wordpress
from kyyeu.importers.batches.feeds import FeedItem
from kyyeu.importers.batches.items import Attachment, Fields, Ground
from kyyeu.importers.batches.library import Library
from kyyeu.importers.batches.picture_names import ends_in, names_in
from kyyeu.importers.batches.wordpress import body_of, gallery_ids
from kyyeu.importers.tracing import Bit, Traced

_LONG = 4000


def steps(work: Callable[[], object]) -> int:
    """Lines of our own code that a piece of work runs through."""
    count = 0

    def told(_: object, event: str, __: object) -> object:
        nonlocal count
        count += event == "line"
        return told

    sys.settrace(told)  # type: ignore[arg-type]  # the frame is not looked at
    try:
        work()
    finally:
        sys.settrace(None)
    return count


def library(size: int) -> None:
    pictures = [Attachment(str(n), f"https://a.example/u/a{n}.jpg", "", "7") for n in range(size)]
    left = Library(pictures)
    for n in range(size):
        item = FeedItem(n, names=(f"a{n}.jpg",), asked=(str(n),), all_below=n % 2 == 0)
        left.shown_by(Fields(item))


def galleries(size: int) -> None:
    pictures = {str(n): Attachment(str(n), f"https://a/u/a{n}.jpg", "", "7") for n in range(size)}
    text = "[gallery] " * size
    body_of(Traced((Bit(text, 0, len(text)),)), "7", Ground(attachments=pictures))


def edits(size: int) -> None:
    text = "ab" * size
    once = Traced((Bit(text, 0, len(text)),)).edited((2 * n, 2 * n + 1, "x") for n in range(size))
    once.edited((2 * n, 2 * n + 1, "y") for n in range(size))


@pytest.mark.parametrize("work", [library, galleries, edits])
def test_twice_as_much_takes_about_twice_the_steps(work: Callable[[int], None]) -> None:
    few, many = steps(lambda: work(100)), steps(lambda: work(400))
    assert many < 4.5 * few


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('<img src="u/2020/05/Lua-300x200.JPG?w=3">', {"lua.jpg"}),
        ("a/lua-scaled.jpg b/lua-1024x683.png", {"lua.jpg", "lua.png"}),
        ("x" * 300 + ".gif", {"x" * 200 + ".gif"}),
        ("'/.jpg' .png", set()),
        ("a.jpg.png", {"a.jpg", "a.jpg.png"}),
    ],
)
def test_the_names_of_pictures_in_a_text(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_the_ends_of_addresses_are_told_across_the_blocks_of_a_file() -> None:
    text = (
        b'<img src="https://a.example/wp-content/uploads/2020/05/l%C3%BAa-300x200.jpg">'
        b"<a href='/anh/hop.png'> (x/lua.jpg) lua.jpg"
    )
    wanted = {("2020", "05", "lúa.jpg"), ("anh", "hop.png"), ("x", "lua.jpg")}
    for size in (1, 7, 64, len(text)):
        assert wanted <= ends_in(text[at : at + size] for at in range(0, len(text), size))


@pytest.mark.parametrize(
    "text",
    ['[a x="', " x=[a", "[a x=1 y='2' ", "[gallery ids=", "[/a ", "[gallery ids='1,2' x=\"]"],
)
def test_a_short_code_ends_where_the_next_begins(text: str) -> None:
    """No code reaches over another one's opening: each letter belongs to one attempt at most."""
    assert not gallery_ids(text * _LONG) - {"1", "2"}
    pattern = re.compile(r"\[/?[a-z][a-z0-9_-]{1,40}[^\[]*")
    for found in wordpress._CODE.finditer(text * 5):
        assert pattern.fullmatch(found[0])
