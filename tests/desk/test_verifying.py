from collections.abc import Mapping
from pathlib import Path

import pytest

from kyyeu.desk.verifying import verify

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
