"""Traps of Pelican and of Markdown that others fell into, each pinned on a whole small site."""

import ast
import os
import subprocess
import sys

import pytest
from pelican.plugins._utils import get_namespace_plugins

from tests.building import REPOSITORY, article, good

PICKLES = {"pickle", "_pickle", "cPickle", "dill", "shelve", "marshal", "joblib"}


@pytest.mark.parametrize(
    "plugin", ["def register():\n    raise OSError\n", "import nothing_of_that_name\n"]
)
def test_a_plugin_that_cannot_start_is_a_failed_build(site, plugin):
    (site.root / "broken_plugin.py").write_text(plugin, encoding="utf-8")
    more = f"\nPLUGIN_PATHS = [{str(site.root)!r}]\n" + (
        "PLUGINS = KYYEU_PLUGINS = [*PLUGINS, 'broken_plugin']\n"
    )
    built = site.build(more=more)
    assert built.code != 0
    assert "broken_plugin" in built.told
    assert not site.output.exists()


def test_plugins_that_listen_to_pelicans_article_signals_work(site):
    listening = """
from pelican import signals
seen = []
def content(generator):
    for article in generator.articles:
        article._content += "<p>Do phần mở rộng thêm vào.</p>"
def say(name):
    return lambda *args, **kwargs: print("SIGNAL", name)
keep = [say(name) for name in (
    "article_generator_init", "article_generator_preread", "article_generator_context",
    "article_generator_pretaxonomy", "article_generator_write_article",
    "article_writer_finalized", "content_object_init", "content_written", "finalized")]
for name, receiver in zip((
    "article_generator_init", "article_generator_preread", "article_generator_context",
    "article_generator_pretaxonomy", "article_generator_write_article",
    "article_writer_finalized", "content_object_init", "content_written", "finalized"), keep):
    getattr(signals, name).connect(receiver)
signals.article_generator_finalized.connect(content)
"""
    built = site.build(more=listening)
    assert built.code == 0, built.told
    for name in ("preread", "context", "pretaxonomy", "write_article"):
        assert f"SIGNAL article_generator_{name}" in built.told
    for name in ("article_writer_finalized", "content_object_init", "content_written"):
        assert f"SIGNAL {name}" in built.told
    assert "Do phần mở rộng thêm vào." in site.text("2020/02/mot-hoi-nghi-mot001.html")


def test_a_feed_that_is_not_well_formed_never_goes_out(site):
    good(site)
    before = site.stamps()
    cut = """
from pelican import signals
def write(generator, writer):
    if type(generator).__name__ == "EditionGenerator":
        with writer._open_w(writer.output_path + "/them/feed.xml", "utf-8") as file:
            file.write("<feed><title>Cắt ngang")
signals.article_writer_finalized.connect(write)
"""
    assert site.build(more=cut).code != 0
    assert site.stamps() == before


def test_our_plugins_are_not_shadowed_by_installed_ones_of_the_same_name():
    installed = get_namespace_plugins()
    for path in (REPOSITORY / "plugins").glob("[!_]*.py"):
        assert f"pelican.plugins.{path.stem}" not in installed


def test_what_a_plugin_writes_through_pelicans_writer_goes_through_the_press(site):
    writing = """
from pelican import signals
def write(generator, writer):
    if type(generator).__name__ == "EditionGenerator":
        writer.write_feed([], generator.context, "them/feed.xml")
def keep(pelican): pass
signals.article_writer_finalized.connect(write)
"""
    good(site, more=writing)
    assert (site.output / "them/feed.xml").is_file()
    before = site.stamps()["them/feed.xml"]
    good(site)  # a narrow edition leaves what it does not look at
    assert site.stamps()["them/feed.xml"] == before
    good(site, KYYEU_CLEAN="1")  # without the plugin its file is gone from a whole one
    assert "them/feed.xml" not in site.stamps()


def test_a_changed_authority_record_is_seen_at_once(site):
    good(site)
    page = "2020/02/mot-hoi-nghi-mot001.html"
    assert "nguoi/le-ha-goc/" not in site.text(page)
    header = (site.content / "authorities/people.csv").read_text(encoding="utf-8").strip()
    columns = header.split(",")
    row = {"id": "le-ha-goc", "preferred": "Lê Hà"}
    site.write(
        "authorities/people.csv",
        f"{header}\n{','.join(row.get(column, '') for column in columns)}\n",
    )
    good(site)
    assert "nguoi/le-ha-goc/" in site.text(page)


def test_headlines_and_authors_that_differ_by_a_tone_keep_their_own_pages(site):
    for title, id, author in (
        ("Về xã Hà", "xaha01", "Lam Hồng"),
        ("Về xã Hạ", "xaha02", "Lâm Hồng"),
    ):
        site.write(
            f"articles/2020/05/{id}.md", article(title, id, "2020-05-01 08:00", authors=author)
        )
    good(site)
    paths = site.files()
    assert "2020/05/ve-xa-ha-xaha01.html" in paths
    assert "2020/05/ve-xa-ha-xaha02.html" in paths
    assert len([path for path in paths if path.startswith("tac-gia/lam-hong-")]) == 2


@pytest.mark.parametrize(
    "line", ["Slug: ../../evil", "Save_as: x.html", "Url: /etc", "Template: x"]
)
def test_nothing_in_a_header_sets_a_path(site, line):
    key, _, value = line.partition(": ")
    site.write("articles/2020/02/mot.md", article("Một", "mot001", **{key: value}))
    built = site.build()
    assert built.code == 1
    assert "articles/2020/02/mot.md" in built.told


def test_a_future_article_a_draft_and_a_withdrawn_one_are_absent_from_everything(site):
    for word, header in (
        ("TƯƠNGLAI", {"date": "2035-01-01 08:00"}),
        ("NHÁP", {"status": "draft"}),
        ("RÚTBÀI", {"status": "withdrawn"}),
    ):
        folder = "2035/01" if "date" in header else "2020/02"
        site.write(
            f"articles/{folder}/{len(word)}.md",
            article(f"Bài {word}", f"bai{len(word):03}", body=f"Chữ {word} ở đây.", **header),
        )
    good(site)
    for path, data in site.files().items():
        text = data.decode(errors="ignore")
        assert not any(word in text for word in ("TƯƠNGLAI", "NHÁP", "RÚTBÀI")), path
        assert "2035" not in path


def test_an_embargoed_article_appears_when_its_moment_has_come(site):
    site.write("articles/2022/01/sau.md", article("Bài sau", "sau001", "2022-01-01 08:00"))
    good(site, now="2022-01-01T00:59:00")  # 07:59 in Vietnam
    assert not any("sau001" in path for path in site.files())
    good(site, now="2022-01-01T01:00:00")
    assert "2022/01/bai-sau-sau001.html" in site.files()


def test_dates_are_vietnamese(site):
    good(site)
    assert "Thứ Năm, 13/02/2020" in site.text("2020/02/mot-hoi-nghi-mot001.html")


def test_what_markdown_guesses_at_is_shown_as_it_was_written(site):
    body = "3. Việc thứ ba\n4. Việc thứ tư\n\nDiện tích 5*3*2 do <Ban Tổ chức> đo."
    site.write("articles/2020/02/mot.md", article("Một hội nghị", "mot001", body=body))
    good(site)
    page = site.text("2020/02/mot-hoi-nghi-mot001.html")
    assert '<ol start="3">' in page
    assert "5*3*2 do &lt;Ban Tổ chức&gt; đo." in page


def test_scripts_in_any_field_are_shown_as_text(site):
    hostile = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"
    site.write(
        "articles/2020/02/mot.md",
        article(
            f"Tiêu đề {hostile}",
            "mot001",
            body=f"Thân {hostile} [bấm](javascript:alert(1))",
            summary=f"Sapo {hostile}",
            tags=hostile,
            source=f"Báo {hostile}",
            rights=hostile,
        ),
    )
    good(site)
    for path, data in site.files().items():
        if path.endswith(".html"):
            text = data.decode()
            assert "<script>" not in text, path
            assert "<img src=x" not in text, path
            assert 'href="javascript:' not in text, path


def test_there_is_no_pickle_anywhere():
    """Neither by name nor by a call that imports by name."""
    sources = [*REPOSITORY.glob("*.py"), *(REPOSITORY / "kyyeu").rglob("*.py")]
    found = []
    for path in (*sources, *(REPOSITORY / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            named = [alias.name for alias in getattr(node, "names", ()) if hasattr(alias, "name")]
            named += [str(node.value)] if isinstance(node, ast.Constant) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [(path.name, name) for name in named if name.partition(".")[0] in PICKLES]
    # The code of templates lies beside the source, where Python keeps its own, trusted alike.
    assert found == [("engine.py", "marshal")]


def test_two_spellings_of_one_author_are_one_page(site):
    for number, author in enumerate(["Nguyễn Hòa", "Nguyễn Hoà", "NGUYỄN HÒA", "Nguyễn Hòa"]):
        text = article(f"Bài {number}", f"bai00{number}", "2020-05-01 08:00", authors=author)
        site.write(f"articles/2020/05/{number}.md", text)
    good(site)
    pages = [path for path in site.files() if path.startswith("tac-gia/nguyen-hoa")]
    assert len(pages) == 1
    assert "<h1>Nguyễn Hòa</h1>" in site.text(pages[0])


@pytest.mark.parametrize("entity", ["&#12;", "&#x202E;", "&#8238;", "&#xFFFF;"])
def test_a_forbidden_character_written_as_a_number_is_a_problem_with_its_line(site, entity):
    site.write("articles/2020/02/mot.md", article("Một", "mot001", body=f"Chữ {entity} ẩn."))
    built = site.build()
    assert built.code == 1
    assert "content/articles/2020/02/mot.md:7" in built.told
    assert "Traceback" not in built.told


def test_text_that_looks_like_an_address_is_not_changed_in_the_feed(site):
    body = "Xem thư mục ../../abc và [bài này]({filename}articles/2020/02/mot.md)."
    site.write("articles/2020/02/hai.md", article("Hai", "hai002", body=body))
    good(site)
    feed = site.text("atom.xml")
    assert "thư mục ../../abc và" in feed
    assert "https://kyyeu.example/2020/02/mot-hoi-nghi-mot001.html" in feed


def test_an_edited_template_override_is_seen(site):
    (site.root / "own").mkdir()
    own = site.root / "own/not_found.html"
    more = f"\nTHEME_TEMPLATES_OVERRIDES = [{str(site.root / 'own')!r}]\n"
    for words in ("Trước", "Sau"):
        own.write_text(f"<h1>{words}</h1>", encoding="utf-8")
        good(site, more=more)
        assert words in site.text("404.html")


def test_a_wrong_setting_is_a_sentence_and_no_traceback(site):
    built = site.build(more="\nKYYEU = {**KYYEU, 'adress': 'https://x'}\n")
    assert built.code == 1
    assert "adress" in built.told
    assert "Traceback" not in built.told


def test_a_very_long_number_is_text(site):
    site.write("articles/2020/02/mot.md", article("Một", "mot001", body="1" * 5000 + ". x"))
    good(site)


def test_publishconf_builds_the_site_for_the_public_address(tmp_path):
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py"]
    ran = subprocess.run(
        [*command, "-o", str(tmp_path / "output")],
        cwd=REPOSITORY,
        env={**os.environ, "KYYEU_ADDRESS": "https://bao.example"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    front = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://bao.example/' in front
    assert "<loc>https://bao.example/" in (tmp_path / "output/sitemap.xml").read_text("utf-8")
