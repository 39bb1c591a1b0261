"""What the plugins do with the public articles of a run, without Pelican around them."""

from __future__ import annotations

from types import SimpleNamespace

from kyyeu import markup, rendering
from kyyeu.edition import Run, addresses
from plugins import place_photos, print_edition, tag_mentions
from tests.building import REPOSITORY


def tagged(run: Run, *, with_photos: bool = False) -> SimpleNamespace:
    """A stand-in for Pelican's generator: articles rendered, photos placed, mentions tagged."""
    contents = []
    for one in run.public:
        body = rendering.render(one.body, run.link_from(addresses.article(one)))
        lead = str(markup.unbroken(one.lead))
        contents.append(SimpleNamespace(article=one, _content=body, _summary=lead))
    generator = SimpleNamespace(
        articles=contents, settings={print_edition.RUN: run}, theme=str(REPOSITORY / "theme")
    )
    if with_photos:
        place_photos.place(generator)
    tag_mentions.tag(generator)
    return generator
