"""A site changes one block, one file and the colour, and takes the rest as it is."""

from __future__ import annotations

from tests.building import Site, good

FOOT = (
    '{% extends "!theme/base.html" %}\n{% block foot %}<p>Số 6 đường Vị Hoàng</p>{% endblock %}\n'
)


def test_a_site_has_its_own_foot_logo_and_colour(site: Site) -> None:
    (site.root / "site/templates").mkdir(parents=True)
    (site.root / "site/templates/base.html").write_text(FOOT, encoding="utf-8")
    (site.root / "site/static").mkdir()
    (site.root / "site/static/logo.svg").write_text("<svg/>", encoding="utf-8")
    good(
        site,
        more=f"THEME_TEMPLATES_OVERRIDES = [{str(site.root / 'site/templates')!r}]\n"
        "KYYEU = {**KYYEU, 'seal': '#1c3f7c', 'logo': 'logo.svg', 'corrections': 'Nói lại'}\n",
    )
    front = site.text("index.html")
    assert "<p>Số 6 đường Vị Hoàng</p>" in front
    assert "nguon-tin/" not in front.partition('<footer class="foot">')[2]
    assert '<img class="logo" src="./theme/logo.' in front
    assert '<nav class="nav"' in front
    (sheet,) = site.output.glob("theme/style.*.css")
    assert "--seal: #1c3f7c" in sheet.read_text("utf-8")
    assert "<h1>Nói lại</h1>" in site.text("dinh-chinh/index.html")
