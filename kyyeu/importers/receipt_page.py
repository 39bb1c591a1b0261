"""The receipt as a page: the source in colours, and beside it what became of it.

One file that needs nothing else, runs nothing and fetches nothing; every word in it that
comes from a document is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from itertools import groupby

from kyyeu.importers.draft import Fate, Span
from kyyeu.importers.layout import OBJECT
from kyyeu.importers.receipts import Receipt, label_of
from kyyeu.markup import escape_text
from kyyeu.problems import say

_STYLE = (
    "body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}"
    "header{padding:1rem 1.5rem;border-bottom:1px solid #ccc}h1{font-size:1.2rem;margin:0}"
    "main{display:grid;grid-template-columns:1fr 1fr}section{padding:1rem 1.5rem;min-width:0}"
    "section+section{border-left:1px solid #ccc}h2{font-size:1rem}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.6 ui-monospace,monospace}"
    "a{color:inherit;text-decoration:none}.k{background:#d7f0dd}.m{background:#d3e4fb}"
    ".d{background:#f3f3f3;color:#595959;text-decoration:line-through}"
    ".u{background:none;color:#767676;text-decoration:none}"
    "dt{font-weight:600;margin-top:.8rem}dd{margin:0}:target{outline:3px solid #b35900}"
    "@media(max-width:50rem){main{display:block}section+section{border:0}}"
)
_MARKUP = frozenset(("markup", "not-shown", "line-end", "edge-blank", "blank-run", "cell-border"))
_CLASSES = {Fate.KEPT: "k", Fate.MOVED: "m", Fate.DROPPED: "d"}


def receipt_html(receipt: Receipt, language: str = "vi") -> bytes:
    """The receipt as one HTML file.

    Args:
        receipt: what is told.
        language: of its words.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    source = receipt.source
    name = escape_text(source.name)
    title = escape_text(say("import", "receipt-page", {"name": source.name}, language))
    fates = [(_CLASSES[fate], say("import", fate.value, {}, language)) for fate in Fate]
    legend = " ".join(f'<span class="{kind}">{escape_text(word)}</span>' for kind, word in fates)
    parts = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
        f"<header><h1>{title}</h1><p>{legend}</p></header>\n<main>\n",
        f'<section aria-label="{name}"><h2>{name}</h2>\n<pre>',
        *_source(receipt, language),
        f"</pre></section>\n<section><h2>{escape_text(receipt.article)}</h2>\n<dl>\n",
        *_places(receipt, language),
        "</dl></section>\n</main>\n</body>\n</html>\n",
    )
    return "".join(parts).encode()


def _source(receipt: Receipt, language: str) -> Iterator[str]:
    """The whole source, piece by piece, each with its fate; what moved leads to its place."""
    for span in receipt.spans:
        words = receipt.source.text[span.start : span.end]
        shown = escape_text(words)
        if not words:
            continue
        if span.fate is Fate.DROPPED:
            unseen = " u" if span.rule in _MARKUP else ""
            why = escape_text(say("import_rules", span.rule, {}, language))
            yield f'<span class="d{unseen}" title="{why}">{shown}</span>'
        else:
            where = escape_text(label_of(span.fate, span.place, language))
            kind = _CLASSES[span.fate]
            yield f'<a class="{kind}" href="#{_anchor(span)}" title="{where}">{shown}</a>'


def _places(receipt: Receipt, language: str) -> Iterator[str]:
    """Every place of the article and what was put there, in the order of the source."""
    kept = [span for span in receipt.spans if span.fate is not Fate.DROPPED]
    seen: set[str] = set()
    for place, group in groupby(kept, key=lambda span: span.place):
        first = next(group)
        if place in seen:
            continue
        seen.add(place)
        words = receipt.text_of(place).replace(OBJECT, say("import", "picture", {}, language))
        words = escape_text(words)
        label = escape_text(label_of(first.fate, place, language))
        kind = _CLASSES[first.fate]
        yield f'<dt id="{_anchor(first)}">{label}</dt><dd class="{kind}">{words}</dd>\n'


def _anchor(span: Span) -> str:
    return "p-" + "".join(letter if letter.isalnum() else "-" for letter in span.place)
