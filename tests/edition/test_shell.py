import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kyyeu.edition import addresses, assets, host_files, site_icons, site_value
from kyyeu.edition.colours import contrast, own_seal
from kyyeu.edition.shell import HEADER_POLICY, POLICY
from kyyeu.fixity import digest
from kyyeu.model import StaticPage
from kyyeu.problems import MachineFault
from kyyeu.settings import read_settings
from tests.building import REPOSITORY
from tests.edition.stories import PUBLIC, SETTINGS, archive, pages

THEME = REPOSITORY / "theme"
PAPER, NIGHT = (251, 249, 244), (21, 20, 18)
_LEAST = {"name": "Kỷ yếu", "tagline": "Một dòng", "sections": ["Thi đua"]}
ABOUT = StaticPage("pages/g.md", "", "Giới thiệu", "gioi-thieu", "", 3)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/a.woff2").write_bytes(b"font")
    (tmp_path / "favicon.ico").write_bytes(b"icon")
    (tmp_path / ".hidden").write_bytes(b"")
    (tmp_path / "style.css").write_bytes(
        b'@font-face{src:url("fonts/a.woff2")} a{b:url(fonts/a.woff2)} i{b:url("none.png")}'
    )
    return tmp_path


def by_name(static):
    return {asset.name: asset for asset in assets(static)}


def test_an_asset_is_named_by_what_it_holds(static):
    found = by_name(static)
    assert found["fonts/a.woff2"].path == f"theme/fonts/a.{digest(b'font')[:10]}.woff2"
    assert found["favicon.ico"].path == "favicon.ico"  # browsers ask for it by this name
    assert list(found) == ["favicon.ico", "fonts/a.woff2", "style.css"]


def test_a_style_sheet_names_its_fonts_by_digest_and_what_it_does_not_know_as_it_was(static):
    found = by_name(static)
    font = found["fonts/a.woff2"].path.removeprefix(addresses.THEME)
    assert found["style.css"].data == (
        f'@font-face{{src:url("{font}")}} a{{b:url("{font}")}} i{{b:url("none.png")}}'.encode()
    )


def test_another_font_is_another_style_sheet(static):
    before = by_name(static)
    (static / "fonts/a.woff2").write_bytes(b"other")
    after = by_name(static)
    assert before["style.css"].path != after["style.css"].path
    assert before["favicon.ico"] == after["favicon.ico"]


def test_every_reference_of_the_themes_own_style_sheet_is_an_asset():
    found = by_name(THEME / "static")
    printed = {asset.path.removeprefix(addresses.THEME) for asset in found.values()}
    used = set(re.findall(r'url\("?([^")]+)"?\)', found["style.css"].data.decode()))
    assert used
    assert {each for each in used if not each.startswith("data:")} <= printed


def test_hosts_are_told_the_policy_and_what_they_may_keep():
    """Pinned whole: each line is a promise to readers."""
    assert host_files(SETTINGS).keys() == {"_headers", "may-chu/nginx.conf", "may-chu/apache.conf"}
    assert host_files(SETTINGS)["_headers"].decode().splitlines() == [
        "/*",
        "  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; "
        "require-trusted-types-for 'script'; trusted-types kyyeu; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Cross-Origin-Opener-Policy: same-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
        "/theme/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/anh/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/tim/s/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/tim/t/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/tim/manifest.*",
        "  Cache-Control: no-cache",
        "/sw.js",
        "  Cache-Control: no-cache",
    ]


def test_page_and_host_say_one_policy_but_for_what_only_a_header_may_say():
    def rules(policy):
        return dict(rule.split(" ", 1) for rule in policy.split("; "))

    only_header = rules(HEADER_POLICY).items() - rules(POLICY).items()
    assert dict(only_header) == {"frame-ancestors": "'none'"}
    assert rules(POLICY).items() <= rules(HEADER_POLICY).items()
    assert "unsafe" not in HEADER_POLICY
    site = site_value(SETTINGS, assets(THEME / "static"), ())
    loader = FileSystemLoader(THEME / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    meta = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"',
        env.get_template("not_found.html").render(site=site, page=pages(archive())["404.html"]),
    )
    assert meta
    assert meta[1].replace("&#39;", "'") == POLICY


def test_the_shell_leads_to_sections_indexes_and_pages_of_text():
    site = site_value(PUBLIC, (), (ABOUT,))
    assert [link.text for link in site.nav] == ["Mới nhất"]
    assert [link.text for link in site.sections] == ["Thi đua", "Nhân vật"]
    names = ["Nhân vật A–Z", "Đơn vị", "Văn bản", "Phong trào", "Theo năm"]  # a section is so too
    assert [link.text for link in site.indexes] == names
    assert [link.path for link in site.texts] == ["gioi-thieu/"]
    assert (site.name, site.address) == ("Kỷ yếu nhỏ", "https://kyyeu.example")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_shell_speaks_the_language_of_the_site(language):
    site = site_value(replace(SETTINGS, language=language), (), ())
    assert site.language == language
    assert (site.nav[0].text == "Mới nhất") is (language == "vi")


def test_three_kinds_of_host_are_told_one_policy():
    told = {name: data.decode() for name, data in host_files(SETTINGS).items()}
    assert all(HEADER_POLICY in text for text in told.values())
    for name, text in told.items():
        assert text.count("immutable") == 4, name
        assert text.count("no-cache") == 2, name
    assert "location ^~ /theme/ {" in told["may-chu/nginx.conf"]
    # a location of nginx that adds one header loses those around it: all are said again
    assert told["may-chu/nginx.conf"].count(HEADER_POLICY) == 7


def test_browsers_are_bound_to_https_only_where_the_site_says_so():
    line = "Strict-Transport-Security"
    for name, data in host_files(SETTINGS).items():
        said = [row for row in data.decode().splitlines() if line in row]
        assert all(row.startswith("# ") for row in said), name
    for name, data in host_files(replace(SETTINGS, hsts="max-age=86400")).items():
        said = [row for row in data.decode().splitlines() if line in row]
        assert said, name
        assert all("max-age=86400" in row and "#" not in row for row in said), name


def test_an_article_that_was_taken_back_is_gone_where_the_host_can_say_it():
    told = {name: data.decode() for name, data in host_files(SETTINGS, ["rut001", "xoa2"]).items()}
    for name in ("may-chu/nginx.conf", "may-chu/apache.conf"):
        pattern = re.search(r"\^/\[0-9\].*?\$", told[name])
        assert pattern, name
        assert re.search(pattern[0], "/2020/02/chuyen-nha-ong-rut001.html")
        assert not re.search(pattern[0], "/2020/02/chuyen-rut001-abcd.html")
        assert not re.search(pattern[0], "/2020/02/chuyen-xrut001.html")
        assert "410" not in host_files(SETTINGS)[name].decode()
    assert "rut001" not in told["_headers"]


def test_a_site_puts_its_own_files_and_colour_in_the_place_of_the_themes(tmp_path):
    own = tmp_path / "site/static"
    own.mkdir(parents=True)
    (own / "logo.svg").write_text("<svg/>")
    (own / "favicon.svg").write_text("<svg>own</svg>")
    settings = replace(SETTINGS, root=tmp_path, seal="#1c3f7c", logo="logo.svg")
    files = {asset.name: asset for asset in assets(THEME / "static", settings)}
    assert b"--seal: #1c3f7c" in files["style.css"].data
    assert files["favicon.svg"].data == b"<svg>own</svg>"
    site = site_value(settings, tuple(files.values()), ())
    assert site.logo == files["logo.svg"].path
    (own / "logo.svg").rename(own / "dau.svg")
    assert files["publisher-logo"].path == "logo.svg"  # an address for good, without a digest
    with pytest.raises(MachineFault, match=r"site/static/logo\.svg"):
        assets(THEME / "static", settings)
    manifest = json.loads(files["manifest.webmanifest"].data)
    assert manifest["icons"][0]["src"] == files["favicon.svg"].path
    assert manifest["name"] == settings.name


def test_a_site_has_icons_for_phones_or_puts_its_own_in_their_place(tmp_path):
    own = tmp_path / "site/static"
    own.mkdir(parents=True)
    (own / "icon-192.png").write_bytes(b"own")
    settings = replace(SETTINGS, root=tmp_path)
    files = {asset.name: asset for asset in assets(THEME / "static", settings)}
    drawn = {name: path for name, (path, _) in site_icons(settings).items()}
    assert set(drawn) == {"icon-512.png", "apple-touch-icon.png"}
    shown = json.loads(files["manifest.webmanifest"].data)["icons"]
    assert [(one["src"], one["sizes"]) for one in shown if "purpose" not in one] == [
        (files["favicon.svg"].path, "any"),
        (files["icon-192.png"].path, "192x192"),
        (drawn["icon-512.png"], "512x512"),
    ]
    site = site_value(settings, tuple(files.values()), ())
    assert site.assets["apple-touch-icon.png"] == drawn["apple-touch-icon.png"]
    other = site_icons(replace(settings, seal="#1c3f7c"))
    assert other["icon-512.png"][0] != drawn["icon-512.png"]


def test_an_index_is_told_from_a_section_that_is_called_the_same():
    site = site_value(replace(SETTINGS, sections=("Nhân vật", "Thi đua")), (), ())
    assert [link.text for link in site.indexes][:2] == ["Nhân vật A–Z", "Đơn vị"]


@pytest.mark.parametrize(("logo", "shown"), [("logo.png", True), ("logo.svg", False)])
def test_the_picture_of_a_site_is_its_icon_where_it_can_be_drawn(tmp_path, logo, shown):
    own = tmp_path / "site/static"
    own.mkdir(parents=True)
    (own / logo).write_bytes(b"a picture")
    settings = replace(SETTINGS, root=tmp_path, logo=logo)
    before = site_icons(settings)["icon-512.png"]
    assert before[1].logo == (own / logo if shown else None)
    (own / logo).write_bytes(b"another picture")
    assert (site_icons(settings)["icon-512.png"][0] != before[0]) is shown


@pytest.mark.parametrize("colour", ["#e0a000", "red", "#12345"])
def test_a_seal_that_cannot_be_read_stops_the_build_in_plain_words(colour):
    with pytest.raises(MachineFault, match="seal"):
        assets(THEME / "static", replace(SETTINGS, seal=colour))


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_shade_of_a_seal_can_be_read(parts):
    seal = "#" + "".join(f"{part:02x}" for part in parts)
    if contrast(parts, PAPER) < 7:
        return
    day, night, chosen = re.findall(r"--seal: (#\w{6}); --seal-soft: (#\w{6})", own_seal(seal))
    for (read, line), ground in ((day, PAPER), (night, NIGHT), (chosen, NIGHT)):
        assert contrast(rgb(read), ground) >= 7
        assert contrast(rgb(line), ground) >= 3


def rgb(text):
    return tuple(int(text[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize(
    ("contact", "leads"),
    [
        ("toasoan@bao.example", "mailto:toasoan@bao.example"),
        ("https://bao.example/gop-y", "https://bao.example/gop-y"),
        ("", ""),
    ],
)
def test_a_contact_is_a_letter_or_a_page(contact, leads):
    settings = read_settings({**_LEAST, "contact": contact}, Path("/nowhere"))
    assert site_value(settings, (), ()).contact == leads


@pytest.mark.parametrize("contact", ["toasoan", "javascript:x@y", "a@b?cc=c", 'a@b"', "ftp://a"])
def test_a_contact_of_another_kind_is_refused(contact):
    with pytest.raises(ValueError, match="contact"):
        read_settings({**_LEAST, "contact": contact}, Path("/nowhere"))


def test_robots_find_the_sitemap_of_a_site_that_has_an_address():
    told = (
        host_files(replace(SETTINGS, address="https://kyyeu.example"))["robots.txt"]
        .decode()
        .splitlines()
    )
    assert "Sitemap: https://kyyeu.example/sitemap.xml" in told
    assert "Disallow:" in told  # nothing is forbidden
    assert "robots.txt" not in host_files(SETTINGS)
