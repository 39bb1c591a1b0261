from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kyyeu.edition import CHANGED_MEANWHILE, Run, addresses, inspect, open_run
from kyyeu.edition.press import GENERATOR
from kyyeu.model import Article, Kind, Mention
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.settings import VIETNAM, Settings
from tests.building import SECTIONS, Site, article

NOW = datetime(2022, 1, 1, tzinfo=VIETNAM)
FIRST = "articles/2020/02/mot.md"


def settings(site: Site) -> Settings:
    return Settings(site.root, "Kỷ yếu nhỏ", "Một dòng", tuple(SECTIONS), "Nam Định")


def begin(site: Site, now: datetime = NOW, **options: bool) -> Run:
    return open_run(settings(site), site.output, now, **options)


def publish(site: Site, now: datetime = NOW, **options: bool) -> None:
    run = begin(site, now, **options)
    run.press.file("index.html", GENERATOR)
    for one in run.public:
        run.press.file(addresses.article(one), one.body.encode())
    run.close()


def write(site: Site, id: str, date: str = "2020-02-13 08:00", **header: str) -> None:
    site.write(f"articles/{date[:4]}/{date[5:7]}/{id}.md", article(f"Bài {id}", id, date, **header))


def printed(site: Site) -> set[str]:
    return {Path(path).stem[-6:] for path in site.files() if path.startswith("20")}


def test_a_run_knows_what_is_public_newest_first_and_every_article_by_its_file(site):
    write(site, "mai001", "2022-02-01 08:00")
    write(site, "nhap01", status="draft")
    write(site, "moi001", "2021-01-01 08:00")
    run = begin(site)
    assert [one.id for one in run.public] == ["moi001", "mot001"]
    assert run.article("articles/2022/02/mai001.md").id == "mai001"
    run.abandon()


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


def test_making_the_links_of_every_article_asks_for_each_address_a_few_times(site, monkeypatch):
    count = 200
    for number in range(count):
        write(site, f"bai{number:03d}")
    calls: Counter[str] = Counter()
    real = addresses.article

    def counted(article: Article) -> str:
        calls[article.id] += 1
        return real(article)

    monkeypatch.setattr(addresses, "article", counted)
    run = begin(site)
    for one in run.public:
        assert run.link_from(addresses.article(one))(FIRST) is not None
        run.page_seen_from(one)
    assert len(calls) == count + 1
    assert sum(calls.values()) <= 6 * count  # and not its square
    run.abandon()


def test_a_mention_leads_to_its_page_unless_nobody_is_meant_or_it_is_closed(site):
    people = "authorities/people.csv"
    head = (site.content / people).read_text(encoding="utf-8").strip()
    site.write(people, f"{head}\nle-ha,Lê Hà,,,,,,no,\n")
    run = begin(site)
    href = run.page_seen_from(run.public[0])

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
    run = begin(site)
    with pytest.raises(MachineFault):
        run.close()
    run.abandon()
    assert len(printed(site)) == 9


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
