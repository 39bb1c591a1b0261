"""Tags the people, units and directives that articles mention.

Works before anything reads an article's summary or content. Leaves on each Pelican article
``known`` (what was understood of it by itself) and ``blocks`` (the text of its blocks, the
lead first). Who is who across articles is settled once all are read; then the edition links
the mentions (`kyyeu.edition.Run.enter`).
"""

from __future__ import annotations

from pelican import signals
from pelican.generators import ArticlesGenerator

from kyyeu import mentions
from kyyeu.edition import Run
from kyyeu.markup import Fragment
from kyyeu.workers import executor_for
from plugins.print_edition import RUN


def tag(generator: ArticlesGenerator) -> None:
    """Find and resolve the mentions of the articles that were just read."""
    if not generator.articles:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    reader = mentions.Reader(run.cache, run.authorities, run.settings.province)
    texts = []
    for content in generator.articles:
        body = Fragment.parse(content._content).blocks
        content.blocks = (content.article.lead, *(block.text for block in body))
        texts.append(mentions.Text(content.article, content.blocks, mentions.inline_of(body)))
    executor = run.during("tag", lambda: executor_for(run.to_read))
    known = run.track("tag", mentions.know_many(reader, texts, executor))
    for content, understood in zip(generator.articles, known, strict=True):
        content.known = understood


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_pretaxonomy.connect(tag)
