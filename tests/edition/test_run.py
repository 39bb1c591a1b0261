from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kyyeu.edition import Made, Run, addresses, inspect, next_due, open_run
from kyyeu.edition.press import GENERATOR
from kyyeu.model import Article, Kind, Mention
from kyyeu.problems import CHANGED_MEANWHILE, ContentFault, MachineFault
from kyyeu.settings import VIETNAM, Settings
from tests.building import SECTIONS, Site, article, good

NOW = datetime(2022, 1, 1, tzinfo=VIETNAM)
FIRST = "articles/2020/02/mot.md"


def settings(site: Site) -> Settings:
    return Settings(site.root, "Kỷ yếu nhỏ", "Một dòng", tuple(SECTIONS), "Nam Định")


def begin(site: Site, now: datetime = NOW, **options: Any) -> Run:
    return open_run(settings(site), site.output, now, **options)


def publish(site: Site, now: datetime = NOW, **options: bool) -> None:
    run = begin(site, now, **options)
    run.press.file("index.html", GENERATOR)
    for one in read(run):
        run.press.file(addresses.article(one), one.body.encode(), f"article:{one.id}")
    for id in run.touched.gone:
        run.press.retire(f"article:{id}")
    run.close()


def read(run: Run) -> list[Article]:
    """All that the run wants read, in its order, laid by as nobody understood it."""
    found = []
    for wave in run.waves():
        for one in wave:
            run.lay_by(Made(one, "", f"<p>{one.body}</p>"))
        found += wave
    run.enter()
    return found


def write(site: Site, id: str, date: str = "2020-02-13 08:00", **header: str) -> None:
    site.write(f"articles/{date[:4]}/{date[5:7]}/{id}.md", article(f"Bài {id}", id, date, **header))


def printed(site: Site) -> set[str]:
    return {Path(path).stem[-6:] for path in site.files() if path.startswith("20")}


@pytest.mark.parametrize(
    ("status", "date", "public"),
    [
        ("published", "2021-12-31 23:59", True),
        ("published", "2022-01-01 00:00", True),
        ("published", "2022-01-01 00:01", False),
        ("draft", "2021-12-31 23:59", False),
        ("withdrawn", "2021-12-31 23:59", False),
    ],
)
def test_an_article_is_public_when_it_is_published_and_its_moment_has_come(
    site, status, date, public
):
    write(site, "hai002", date, status=status)
    run = begin(site)
    assert [one.id for one in read(run)] == ["hai002"] * public + ["mot001"]
    assert run.archive.length("all") == 1 + public
    run.abandon()


def test_a_wave_is_newest_first_and_knows_its_articles_by_their_files(site):
    write(site, "cu0001", "2019-01-01 08:00")
    write(site, "moi001", "2021-01-01 08:00")
    run = begin(site)
    (wave,) = run.waves()
    assert [one.id for one in wave] == ["moi001", "mot001", "cu0001"]
    assert run.article("articles/2019/01/cu0001.md").id == "cu0001"
    run.abandon()


def test_waves_are_small_however_many_articles_are_to_be_read(site, monkeypatch):
    monkeypatch.setattr("kyyeu.edition.run.BATCH", 3)
    for number in range(7):
        write(site, f"bai{number:03d}", f"2020-03-0{number + 1} 08:00")
    run = begin(site)
    waves = []
    for wave in run.waves():
        waves.append([one.id for one in wave])
        for one in wave:
            run.lay_by(Made(one, "", "<p>Chữ.</p>"))
    assert waves == [
        ["bai006", "bai005", "bai004"],
        ["bai003", "bai002", "bai001"],
        ["bai000", "mot001"],
    ]
    run.enter()
    assert run.archive.length("all") == 8
    run.abandon()


def test_a_second_run_reads_what_changed_and_nothing_else(site):
    write(site, "hai002")
    publish(site)
    assert read_again(site) == []
    site.edit(FIRST, "Sapo.", "Sapo khác.")
    assert read_again(site) == ["mot001"]
    (site.content / FIRST).touch()
    assert read_again(site) == ["mot001"]  # the run before was abandoned, so it is still new


def read_again(site: Site) -> list[str]:
    run = begin(site)
    found = [one.id for one in read(run)]
    run.abandon()
    return found


def test_a_file_that_was_touched_and_says_the_same_is_not_read_again(site):
    publish(site)
    (site.content / FIRST).touch()
    assert read_again(site) == []


def test_an_article_that_links_to_one_whose_address_changed_is_read_again(site):
    site.write(
        "articles/2020/02/hai002.md",
        article("Bài hai", "hai002", body=f"[Tin cũ]({{filename}}/{FIRST})."),
    )
    publish(site)
    site.edit(FIRST, "Một hội nghị", "Một hội nghị khác")
    assert read_again(site) == ["mot001", "hai002"]
    site.edit(FIRST, "Một hội nghị khác", "Một hội nghị")
    site.edit(FIRST, "Sapo.", "Sapo khác.")
    assert read_again(site) == ["mot001"]  # it is where it was


def test_a_build_whose_ledger_was_lost_reads_everything(site):
    write(site, "hai002")
    publish(site)
    before = site.files()
    for path in (site.root / ".cache").glob("ledger-*"):
        path.unlink()
    run = begin(site)
    assert (run.touched.everything, run.ledger.doubt) == (True, "first")
    run.abandon()
    publish(site)
    assert site.files() == before


def test_other_settings_ground_or_dress_make_everything_anew(site):
    publish(site)
    assert not opened(site)
    assert opened(site, ground="another engine")
    assert opened(site, dress="another theme")
    assert opened(site, clean=True)
    other = replace(settings(site), tagline="Dòng khác")
    run = open_run(other, site.output, NOW)
    assert run.touched.everything
    run.abandon()


def opened(site: Site, **options: object) -> bool:
    """Whether a run makes everything anew."""
    run = begin(site, **options)
    run.abandon()
    return run.touched.everything


def test_a_page_of_text_that_is_renamed_is_in_the_shell_of_every_page(site):
    site.write("pages/gioi-thieu.md", "Title: Giới thiệu\nSlug: gioi-thieu\n\nChữ.\n")
    publish(site)
    site.edit("pages/gioi-thieu.md", "Chữ.", "Chữ khác.")
    assert not opened(site)
    site.edit("pages/gioi-thieu.md", "Giới thiệu", "Về chúng tôi")
    assert opened(site)


def test_a_narrow_build_tells_the_warnings_of_what_it_reads_and_counts_the_others(site):
    """A file that was not touched was judged before: `check` says it again whenever asked."""
    write(site, "hai002", "2022-03-01 08:00")
    first = begin(site)
    told = len(first.problems)
    assert (told > 0, first.told_before) == (True, 0)
    first.abandon()
    publish(site)
    second = begin(site)
    assert (len(second.problems), second.told_before) == (0, told)
    second.abandon()


def test_an_embargo_ends_by_the_clock_alone(site):
    write(site, "mai001", "2022-02-01 08:00")
    publish(site)
    assert printed(site) == {"mot001"}
    publish(site, datetime(2022, 2, 1, 8, tzinfo=VIETNAM))
    assert printed(site) == {"mot001", "mai001"}


def test_a_link_leads_up_and_over_and_to_nothing_that_is_not_public(site):
    write(site, "mai001", "2022-02-01 08:00")
    site.write("pages/gioi-thieu.md", "Title: Giới thiệu\nSlug: gioi-thieu\n\nChữ.\n")
    run = begin(site)
    link = run.link_from("2021/01/x.html")
    assert link(FIRST) == "../../2020/02/mot-hoi-nghi-mot001.html"
    assert link("pages/gioi-thieu.md") == "../../gioi-thieu/"
    assert link("articles/2022/02/mai001.md") is None
    assert link("articles/2020/02/khong-co.md") is None
    assert run.link_from("gioi-thieu/")(FIRST) == "../2020/02/mot-hoi-nghi-mot001.html"
    run.abandon()


def test_a_mention_leads_to_its_page_unless_nobody_is_meant_or_it_is_closed(site):
    people = "authorities/people.csv"
    head = (site.content / people).read_text(encoding="utf-8").strip()
    site.write(people, f"{head}\nle-ha,Lê Hà,,,,,,no,\n")
    run = begin(site)
    ((one,),) = run.waves()
    href = run._page_seen_from(one)

    def to(id: str | None) -> str | None:
        return href(Mention(1, 0, 5, Kind.PERSON, "Lê Hà", id, False, "honorific"))

    assert to("tran-an") == "../../nguoi/tran-an/"
    assert to(None) is None
    assert to("le-ha") is None
    run.abandon()


def test_a_run_that_is_abandoned_lets_go_of_the_lock_and_of_the_sheet(site):
    begin(site).abandon()
    begin(site).abandon()
    assert [path.name for path in site.root.iterdir() if "kyyeu-next" in path.name] == []


def test_a_second_run_beside_the_first_is_told_to_wait(site):
    first = begin(site)
    with pytest.raises(MachineFault) as told:
        begin(site)
    assert told.value.exit_code == 75
    first.abandon()
    begin(site).abandon()


def test_errors_in_content_let_go_of_the_lock(site):
    site.write("articles/2020/02/hong.md", "Title: Hỏng\n\nKhông ngày.\n")
    with pytest.raises(ContentFault) as told:
        begin(site)
    assert {problem.path for problem in told.value.problems} >= {"content/articles/2020/02/hong.md"}
    (site.content / "articles/2020/02/hong.md").unlink()
    begin(site).abandon()


def test_what_is_saved_while_a_run_is_at_work_stops_it_with_its_own_code(site):
    publish(site)
    before = site.stamps()
    run = begin(site)
    run.press.file("index.html", GENERATOR + b"new")
    read(run)
    site.edit(FIRST, "Sapo.", "Sapo khác.")
    with pytest.raises(MachineFault) as told:
        run.close()
    run.abandon()
    assert told.value.exit_code == CHANGED_MEANWHILE
    assert FIRST in str(told.value)
    assert site.stamps() == before


@pytest.mark.parametrize("allow", [False, True])
def test_a_site_shrinks_by_accident_only_when_that_is_allowed(site, allow):
    for number in range(8):
        write(site, f"bai{number:03d}")
    publish(site)
    for path in sorted((site.content / "articles/2020/02").glob("bai*.md")):
        path.unlink()
    if allow:
        publish(site, allow_shrink=True)
        assert printed(site) == {"mot001"}
        return
    with pytest.raises(MachineFault, match="không còn trong content"):
        begin(site)
    assert len(printed(site)) == 9
    with pytest.raises(MachineFault, match="không còn trong content"):
        begin(site)  # said again: what was refused was not taken for what is known


def test_a_withdrawn_article_goes_without_asking(site):
    write(site, "hai002")
    publish(site)
    write(site, "hai002", status="withdrawn")
    publish(site, NOW + timedelta(hours=1))
    assert printed(site) == {"mot001"}


def test_places_of_problems_are_seen_from_the_root_of_the_project(site):
    site.edit(FIRST, "Category: Thi đua", "Category: Khác")
    _, problems = inspect(settings(site), NOW)
    assert {problem.path for problem in problems} == {"content/" + FIRST}


@pytest.mark.parametrize("at", [2, 5, 9, 14])
def test_a_ledger_that_is_damaged_within_costs_one_build_and_is_never_believed_again(site, at):
    for number in range(12):
        write(site, f"bai{number:03d}")
    good(site)
    (ledger,) = (site.root / ".cache").glob("ledger-*.sqlite")
    data = bytearray(ledger.read_bytes())
    data[at * 8192 : (at + 1) * 8192] = bytes(8192)
    ledger.write_bytes(data)
    site.edit(FIRST, "Sapo.", "Sapo khác.")
    first = site.build()
    assert first.code in (0, CHANGED_MEANWHILE), first.told
    if first.code:
        assert "bị hỏng" in first.told
        assert not ledger.exists()
        good(site)
    narrow = site.files()
    good(site, KYYEU_CLEAN="1")
    assert site.files() == narrow


def test_the_next_article_under_embargo_is_known_without_a_build(site):
    cache = settings(site).cache_path
    assert next_due(cache, site.output) is None
    write(site, "hai002", "2022-01-03 08:00")
    write(site, "bax003", "2022-01-02 08:00")
    write(site, "bon004", "2022-01-01 08:00", status="draft")
    publish(site)
    second = datetime(2022, 1, 2, 8, tzinfo=VIETNAM)
    assert next_due(cache, site.output) == second.timestamp()
    publish(site, now=second)
    assert next_due(cache, site.output) == (second + timedelta(days=1)).timestamp()
    publish(site, now=second + timedelta(days=2))
    assert next_due(cache, site.output) is None


def test_an_id_that_was_printed_is_not_changed_by_a_slip_of_the_hand(site):
    publish(site)
    site.edit(FIRST, "Id: mot001", "Id: mot0o1")
    with pytest.raises(ContentFault) as fault:
        begin(site)
    (problem,) = (one for one in fault.value.problems if one.code == "article-id-changed")
    assert problem.path.endswith(FIRST)
    assert (problem.params["former"], problem.params["id"]) == ("mot001", "mot0o1")
    site.edit(FIRST, "Id: mot0o1", "Id: mot001")
    publish(site)


def test_an_article_may_change_its_file_and_another_take_its_name(site):
    publish(site)
    text = (site.content / FIRST).read_text(encoding="utf-8")
    site.write("articles/2020/02/doi-ten.md", text)
    site.write(FIRST, article("Bài khác", "khac01"))
    publish(site)
    assert printed(site) == {"mot001", "khac01"}
