from collections.abc import Mapping
from pathlib import Path

import pytest

from kyyeu.desk.verifying import verify
from tests.building import Site, good, one_article

FILES = {"index.html": "a", "2020/02/mot.html": "b", ".kyyeu-edition": "c"}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Đã đối chiếu 3 tệp"),
        ({"2020/02/mot.html": "defaced"}, "khác: output/2020/02/mot.html"),
        ({"2020/02/thua.html": "x"}, "thừa: output/2020/02/thua.html"),
        ({"2020/02/mot.html": ""}, "thiếu: output/2020/02/mot.html"),
        ({"CNAME": "bao.example", ".git/HEAD": "ref"}, "Đã đối chiếu 3 tệp"),
    ],
)
def test_every_difference_from_a_build_from_nothing_is_told(tmp_path, capsys, change, said):
    output, fresh = tmp_path / "output", tmp_path / ".cache/verify"
    built = []

    def build(more: Mapping[str, str], options: tuple[str, ...]) -> int:
        built.append((more.get("KYYEU_CLEAN"), more["SOURCE_DATE_EPOCH"]))
        write(Path(options[1]) if options else output, FILES)
        for name, text in change.items() if not options else ():
            write(output, {name: text})
            if not text:
                (output / name).unlink()
        return 0

    code = verify(output, fresh, build)
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert code == (0 if "Đã đối chiếu" in said else 1)
    assert [clean for clean, _ in built] == [None, "1"]
    assert len({moment for _, moment in built}) == 1
    assert not fresh.exists()


def test_what_stops_a_build_stops_the_verifying(tmp_path):
    assert verify(tmp_path / "output", tmp_path / "fresh", lambda _more, _options: 75) == 75


def test_the_real_builder_finds_what_hands_did_to_the_printed_site(tmp_path, capsys, monkeypatch):
    """A narrow build looks at nothing that no change touches: only this finds it."""
    moment = Site.environment("2022-01-01")["SOURCE_DATE_EPOCH"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    site = one_article(tmp_path / "site")
    good(site)

    def verified() -> tuple[int, str]:
        fresh = site.root / ".cache/verify"
        code = verify(site.output, fresh, lambda more, options: site.build(*options, **more).code)
        told = capsys.readouterr()
        assert not fresh.exists()
        return code, told.out + told.err

    assert verified()[0] == 0
    (page,) = site.output.glob("2020/02/*-mot001.html")
    printed = page.read_bytes()
    page.unlink()
    code, told = verified()
    assert code == 1
    assert f"thiếu: output/2020/02/{page.name}" in told
    good(site)
    assert not page.exists()
    page.write_bytes(printed)
    assert verified()[0] == 0
    month = site.output / "2020/02/index.html"
    month.write_bytes(month.read_bytes() + b" ")
    code, told = verified()
    assert code == 1
    assert "khác: output/2020/02/index.html" in told
    good(site, KYYEU_CLEAN="1")
    assert verified()[0] == 0
