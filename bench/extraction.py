"""Our general reading of pages beside the extractor it leans on, on a public benchmark.

The pages and the scorer are those of scrapinghub/article-extraction-benchmark (181 pages in
many languages, none of them of our users); they are not kept here. Given its folder:

    .venv/bin/python -m bench.extraction /somewhere/article-extraction-benchmark

Both readings get the same text, decoded by us. A page on which our reading finds no article
counts as empty.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from kyyeu.importers.extractor import main_paragraphs
from kyyeu.importers.layout import FIELDS, HEAD, OBJECT
from kyyeu.importers.page_file import layout_of_page

Reading = Callable[[str], str]
_NO_BODY = (*FIELDS, *HEAD, "picture", "caption")
_MARK = re.compile(r"^(?:-|\d+\.) ")


def ours(text: str) -> str:
    """What our general path takes for the body, without headline, captions and list marks.

    What stands above the first paragraph that the extractor took is update line, byline or
    lead: fields of an article, no body.
    """
    layout = layout_of_page(text)
    body = [leaf for leaf in layout.leaves if not leaf.outside and leaf.role not in _NO_BODY]
    lines = [_MARK.sub("", layout.words(leaf)).replace(OBJECT, "") for leaf in body]
    wanted = {_loose(line) for line in main_paragraphs(text)}
    first = next((at for at, line in enumerate(lines) if _loose(line) in wanted), 0)
    return "\n".join(lines[first:])


def _loose(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def theirs(text: str) -> str:
    """What the extractor alone takes, for precision."""
    return "\n".join(_MARK.sub("", line) for line in main_paragraphs(text))


def scorer(folder: Path) -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(folder: Path) -> None:
    """Print precision, recall, F1 and seconds of both readings."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    readings: dict[str, Reading] = {"ours": ours, "trafilatura": theirs}
    judge_by = scorer(folder)
    for name, reading in readings.items():
        began = time.perf_counter()
        found = {}
        for key in sorted(truth):
            page = folder / "html" / f"{key}.html.gz"
            text = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
            found[key] = {"articleBody": reading(text)}
        seconds = time.perf_counter() - began
        score = judge_by.evaluate({key: truth[key] for key in sorted(truth)}, found, n_bootstrap=2)
        told = "  ".join(f"{what} {score[what]:.4f}" for what in ("f1", "precision", "recall"))
        print(f"{name:12} {told}  {seconds:.0f} s, {len(found)} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
