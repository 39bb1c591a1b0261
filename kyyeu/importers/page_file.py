"""A saved web page: from its decoded text to a layout. This is what the worker runs."""

from __future__ import annotations

from kyyeu.importers.extractor import main_paragraphs
from kyyeu.importers.layout import Layout
from kyyeu.importers.page_leaves import leaves_of
from kyyeu.importers.page_parts import body_of, judge
from kyyeu.importers.profiles import profile_of
from kyyeu.importers.region import found_in, outline, within
from kyyeu.markup.page import Page


def layout_of_page(text: str) -> Layout:
    """What is seen of a page, each leaf judged."""
    page = Page(text)
    profile = profile_of(page)
    layout = leaves_of(page, judge(page, profile))
    if profile:
        return within(layout, body_of(page, profile))
    paragraphs = main_paragraphs(text)
    found, left_out = found_in(layout, paragraphs)
    if 2 * left_out > found:  # names that mean something else on this page
        layout = leaves_of(page, judge(page, None, by_name=False))
    return outline(layout, paragraphs)
