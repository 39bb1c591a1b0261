"""A whole build with shared work: the same site whoever works, and whole or not at all."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from tests.building import Site, article, good, one_article

COUNT = 210
HIRED = "from kyyeu.workers import hiring\nhiring.FEW = 200\n"  # processes, for so little too
PHOTOS = 8
PEOPLE = ("Trần Văn Chung", "Lê Hà", "Lê Hạ", "Vũ Đình Lâm", "Phạm Thị Lan")

KILLED = """
from pelican import signals
from kyyeu.workers import Step, batches_of, windowed_map
from kyyeu.workers.crew import ProcessCrew
from tests.workers import steps

def kill(generator):
    if generator.articles:
        step = Step(steps.die_at_seven, "tag", lambda number: f"articles/2020/02/bai-{number}.md")
        with ProcessCrew(2) as crew:
            for _ in windowed_map(crew, step, batches_of(range(40), 4)):
                pass

signals.article_generator_pretaxonomy.connect(kill)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two years of reports in which the same five people and their units come and go."""
    site = one_article(tmp_path_factory.mktemp("archive"))
    folder = site.content / "photos" / "2020" / "02"
    folder.mkdir(parents=True)
    for number in range(PHOTOS):
        picture = Image.effect_mandelbrot((500 + 90 * number, 400), (-3, -2, 2, 2), 40)
        picture.save(folder / f"anh-{number}.jpg")
    for number in range(COUNT):
        month = f"{2020 + number % 2}/{1 + number % 12:02}"
        one, two = PEOPLE[number % 5], PEOPLE[(number * 3 + 1) % 5]
        body = (
            f"Sáng {1 + number % 28}-2, đồng chí {one}, Phó Bí thư Tỉnh ủy, chủ trì.\n\n"
            f"Bà {two}, Giám đốc Sở Y tế, báo cáo việc thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị."
        )
        if number % 3 == 0:
            photo = f"/photos/2020/02/anh-{number % PHOTOS}.jpg"
            body += f'\n\n![Hội trường]({photo} "Quang cảnh {number % 5}. Ảnh: Lam Hồng")'
        day = f"{month.replace('/', '-')}-{1 + number % 28:02} 08:00"
        text = article(f"Hội nghị số {number}", f"hn{number:04}", day, body)
        site.write(f"articles/{month}/hoi-nghi-{number}.md", text)
    return site


def test_the_site_has_the_same_bytes_with_one_two_and_eight_workers(archive: Site) -> None:
    printed = {}
    for workers in ("1", "2", "8"):
        shutil.rmtree(archive.root / ".cache", ignore_errors=True)
        shutil.rmtree(archive.output, ignore_errors=True)
        good(archive, more=HIRED, KYYEU_WORKERS=workers)
        printed[workers] = archive.files()
    assert sum(name.endswith(".avif") for name in printed["1"]) >= 2 * PHOTOS
    assert any(name.startswith("nguoi/") for name in printed["1"])
    assert printed["2"] == printed["1"]
    assert printed["8"] == printed["1"]


def test_an_article_that_kills_its_reader_is_named_and_nothing_is_printed(archive: Site) -> None:
    shutil.rmtree(archive.root / ".cache", ignore_errors=True)
    shutil.rmtree(archive.output, ignore_errors=True)
    fatal = "from kyyeu.mentions import many\nfrom tests.workers import steps\n"
    fatal += "many._read = steps.die_over_an_article\n"
    built = archive.build(more=HIRED + fatal, KYYEU_WORKERS="2")
    assert built.code == 1
    assert "/hoi-nghi-77.md" in built.told
    assert "(mã 9)" in built.told
    assert not archive.output.exists()


def test_a_worker_that_dies_is_named_and_nothing_is_written(site: Site) -> None:
    good(site)
    before = site.stamps()
    site.edit("articles/2020/02/mot.md", "Một hội nghị", "Một đại hội")
    built = site.build(more=KILLED)
    assert built.code == 1
    assert "articles/2020/02/bai-7.md" in built.told
    assert "(mã 9)" in built.told
    assert "Traceback" not in built.told
    assert site.stamps() == before
    assert sorted(path.name for path in site.root.glob(".output*")) == []
    good(site)
    assert "Một đại hội" in site.text("index.html")


@pytest.mark.parametrize("said", ["không", "0"])
def test_a_wrong_number_of_workers_stops_before_anything_is_written(said: str, site: Site) -> None:
    good(site)
    before = site.stamps()
    source = site.content / "photos" / "2020" / "02"
    source.mkdir(parents=True)
    for name in "ab":
        Image.new("RGB", (500, 400), "red").save(source / f"{name}.png")
    site.edit("articles/2020/02/mot.md", "Ông Lê Hà tới.", "![A](a.png)\n\n![B](b.png)")
    built = site.build(KYYEU_WORKERS=said)
    assert built.code == 1
    assert "KYYEU_WORKERS" in built.told
    assert "Traceback" not in built.told
    assert site.stamps() == before
