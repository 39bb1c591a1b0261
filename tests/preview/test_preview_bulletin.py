from __future__ import annotations

import json
import threading

from kyyeu.preview.bulletin import Bulletin, Notice, event


def test_a_new_reader_hears_the_news_of_the_moment_first() -> None:
    bulletin = Bulletin(5)
    bulletin.fail("a fault")
    assert next(bulletin.notices(1)) == Notice(5, "a fault")


def test_success_makes_a_new_edition_and_takes_the_trouble_away() -> None:
    bulletin = Bulletin(5)
    bulletin.fail("a fault")
    bulletin.succeed()
    assert bulletin.notice == Notice(6, "")


def test_a_quiet_board_gives_a_sign_of_life() -> None:
    notices = Bulletin(1).notices(beat=0.01)
    assert [next(notices), next(notices)] == [Notice(1), None]


def test_a_waiting_reader_is_woken_by_news() -> None:
    bulletin = Bulletin(1)
    notices = bulletin.notices(beat=10)
    next(notices)
    threading.Timer(0.05, bulletin.succeed).start()
    assert next(notices) == Notice(2)


def test_a_notice_is_one_line_of_data_whatever_it_says() -> None:
    trouble = "dòng một\n\ndata: {}\n</script>"
    text = event(Notice(3, trouble)).decode()
    assert text.count("\n") == 2
    assert json.loads(text.removeprefix("data: ")) == {"edition": 3, "trouble": trouble}
    assert event(None) == b": still here\n\n"
