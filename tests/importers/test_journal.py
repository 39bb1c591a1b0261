"""What of a batch is done is known again, whatever cut its last line."""

from __future__ import annotations

from pathlib import Path

from kyyeu.importers.batches.entries import Entry
from kyyeu.importers.batches.journal import Journal


def test_a_line_cut_off_swallows_no_later_note(tmp_path: Path) -> None:
    first, second = Entry("a", b"1"), Entry("b", b"2")
    journal = Journal(tmp_path)
    journal.note(first, "articles/1.md", {})
    journal.path.write_bytes(journal.path.read_bytes()[:-20])
    Journal(tmp_path).note(second, "articles/2.md", {})
    assert Journal(tmp_path).article_of(second) == "articles/2.md"
