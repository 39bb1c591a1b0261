"""Writes an invented archive of any size (`bench.invented`) as a generator reads it.

    python -m bench.make_archive OUT -n 10000 [--format kyyeu|pelican|hugo] [--photos K]
    python -m bench.make_archive OUT -n 10000 --add 3

Every format tells the same articles. The commonest people, all units and the commonest
directives get authority records, in our format alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bench import formats, pictures
from bench.invented import Archive, Invented


def write(
    out: Path,
    form: str,
    articles: Iterable[Invented],
    found: Mapping[str, formats.Found] = MappingProxyType({}),
) -> None:
    """Write articles, and their photos, below ``out``.

    Args:
        out: folder of the archive.
        form: of `bench.formats.FORMATS`.
        articles: to write.
        found: what they name, by their ids, for generators that cannot find it.
    """
    made = formats.FORMATS[form]
    for article in articles:
        for path, text in made(article, found.get(article.id, ())).items():
            file = out / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        if article.photo and form == "kyyeu":
            pictures.write(out / formats.photo_path(article), article.id)


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(
        prog="bench.make_archive", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="articles")
    parser.add_argument("--add", type=int, default=0, help="write only so many newer ones")
    parser.add_argument("--photos", type=int, default=0, help="how many show a photo")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=sorted(formats.FORMATS), default="kyyeu")
    asked = parser.parse_args()
    archive = Archive(asked.n, asked.seed, asked.photos)
    numbers = range(asked.n, asked.n + asked.add) if asked.add else range(asked.n)
    write(asked.out, asked.format, map(archive.article, numbers))
    if asked.format == "kyyeu" and not asked.add:
        formats.write_tables(asked.out / "authorities")


if __name__ == "__main__":
    main()
