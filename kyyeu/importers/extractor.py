"""The one place that knows trafilatura: which paragraphs of a page are its article."""

from __future__ import annotations

import trafilatura


def main_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of the article, in order, as the extractor sees them; perhaps none.

    It gets text that we decoded, works for precision, and is asked for nothing but words:
    its date was right once in twelve, its images lack their captions.
    """
    found = trafilatura.extract(
        text,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        with_metadata=False,
        deduplicate=False,
    )
    return tuple(line.strip() for line in (found or "").splitlines() if line.strip())
