"""What the plugins do with the articles of a run, without Pelican around them."""

from __future__ import annotations

from types import SimpleNamespace

from markupsafe import escape

from kyyeu import markup, rendering
from kyyeu.edition import PageJob, Run, addresses, fingerprint, jobs
from kyyeu.edition.press import GENERATOR, Count
from plugins import index_search, place_photos, print_edition, tag_mentions
from tests.building import REPOSITORY


def read(run: Run, *, with_photos: bool = False) -> SimpleNamespace:
    """A stand-in for Pelican's generator: articles rendered, photos placed, mentions tagged."""
    generator = SimpleNamespace(
        settings={print_edition.RUN: run}, theme=str(REPOSITORY / "theme"), prints=True
    )
    for wave in run.waves():
        generator.articles = []
        for one in wave:
            body = rendering.render(one.body, run.link_from(addresses.article(one)))
            lead = str(markup.unbroken(one.lead))
            content = SimpleNamespace(article=one, _content=body, _summary=lead)
            generator.articles.append(content)
        if with_photos:
            place_photos.place(generator)
        tag_mentions.tag(generator)
        for content in generator.articles:
            run.lay_by(print_edition._made(content))
    run.enter()
    return generator


def printed(run: Run, *, with_photos: bool = False) -> Count:
    """A whole run, a page being its value written out."""
    generator = read(run, with_photos=with_photos)
    texts = [(page, print_edition._text(page, run)) for page in run.pages]
    shell = repr([(page.slug, page.title) for page in run.pages])
    for job in jobs(run.archive, run.touched, run.now.date(), texts, run.cache):
        if not isinstance(job, PageJob):
            run.press.retire(job.owner, job.files)
            continue
        said = f"<html>{GENERATOR.decode() if job.save_as == 'index.html' else ''}"
        data = f"{said}{escape(shell)}{escape(repr(job.value))}</html>".encode()
        run.press.page(
            job.save_as,
            fingerprint(job, shell),
            lambda data=data: data,
            job.owner,
            map=job.map,
            changed=job.changed,
            images=job.images,
        )
    if with_photos:
        place_photos.print_photos(generator, None)
    index_search.index(generator, None)
    return run.close()
