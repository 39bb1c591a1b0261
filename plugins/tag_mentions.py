"""Tags the people, units and directives that articles mention.

Works before anything reads an article's summary or content. Leaves on each Pelican
article ``reading`` (a `kyyeu.model.Reading`) and ``blocks`` (the text of its blocks, the
lead first); summary and content come out with their mentions linked.
"""

from __future__ import annotations

import sys

from pelican import contents, signals
from pelican.generators import ArticlesGenerator

from kyyeu import mentions
from kyyeu.edition import Run
from kyyeu.markup import Fragment
from kyyeu.problems import describe
from kyyeu.validation import unmet_decisions
from plugins.print_edition import RUN


def tag(generator: ArticlesGenerator) -> None:
    """Find, resolve and annotate the mentions of all articles that were read."""
    if not generator.articles:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    province = run.settings.province
    reader = mentions.Reader(run.cache, run.holdings.authorities, province)
    readings = []
    for content in run.track("tag", generator.articles):
        body = Fragment.parse(content._content).blocks
        content.blocks = (content.article.lead, *(block.text for block in body))
        reading = reader.read(content.article, content.blocks, mentions.inline_of(body))
        readings.append((content.article, reading))
    authorities = run.holdings.authorities
    identified = mentions.identify(readings, authorities, province, name_pages=True)
    run.made_names.update(identified.names)
    run.mixed_names |= identified.mixed
    if not run.waiting:  # else an article not read here may be what was decided about
        for problem in run.warn(unmet_decisions(authorities, identified.obeyed)):
            print(describe(problem), file=sys.stderr, flush=True)
    for content in generator.articles:
        content.reading = identified.readings[content.article.id]
        _annotate(content, run)


def _annotate(content: contents.Article, run: Run) -> None:
    """Link the mentions; block 0 is the lead, which is one paragraph of its own."""
    href = run.page_seen_from(content.article)
    lead = Fragment.parse(f"<p>{content._summary}</p>")
    lead.annotate(mentions.marks(content.reading, href, range(1)))
    content._summary = lead.html().removeprefix("<p>").removesuffix("</p>")
    body = Fragment.parse(content._content)
    body.annotate(mentions.marks(content.reading, href, range(1, len(content.blocks))))
    body.number_blocks()
    content._content = body.html()


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_pretaxonomy.connect(tag)
