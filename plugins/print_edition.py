"""Prints the edition: hands Pelican's articles to `kyyeu.edition` and its pages to the press.

Works through Pelican's public signals alone. The stock generators are silenced by
settings (``pelicanconf.py``); this plugin's generator reads the holdings, sends the usual
article signals, so that other plugins work on what was read, and prints page values. The
writer keeps what would not change and writes beside the former site; the swap comes last.
"""

from __future__ import annotations

import io
import os
import signal
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import Pelican, contents, signals
from pelican.generators import ArticlesGenerator
from pelican.log import console
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Author, Category, Tag
from pelican.writers import Writer

from kyyeu import edition, markup, photos, rendering
from kyyeu.edition import Made, PageJob, Remembered, Run, Whole, addresses
from kyyeu.edition.site_values import SiteValue
from kyyeu.fixity import digest, digest_file
from kyyeu.model import Article, StaticPage
from kyyeu.problems import MachineFault, describe, say, speak
from kyyeu.settings import Settings, read_settings
from plugins.telling import done, faults_told, stop, tell, track

_MADE_WITH = ("pelican", "markdown", "beautifulsoup4", "pillow", "nh3", "markupsafe", "jinja2")
RUN = "KYYEU_RUN"
"""Where Pelican's settings hold the `Run`, for this plugin and its companions."""


class Resident:
    """What one process that builds again and again keeps between builds."""

    def __init__(self) -> None:
        self.awake = False
        self.pages_first = False
        """Open data and the index of the search wait: somebody looks at a page just saved."""
        self.saved: Collection[str] | None = None  #: all that was saved since the last run
        self.remembered: Remembered | None = None  #: of the last run, when it came to its end
        self._engine: tuple[str, Any] = ("", None)
        self._around: tuple[str, str] | None = None

    def begin(self) -> None:
        """From now on keep; and do not wait for the disk, for nobody publishes from here."""
        self.awake = True

    def engine(self, own: Any, templates: str, recipe: str) -> Any:
        """The template engine of the last build, as long as its templates are what they were."""
        if self._engine[0] != templates or not self.awake:
            self._engine = (templates, edition.settled_engine(own, recipe))
        return self._engine[1]

    def around(self, pelican: Pelican) -> tuple[str, str]:
        """What articles and pages hang on besides content; as it was if that alone was saved."""
        alone = self.saved is not None and all(
            Path(file).is_relative_to(pelican.path) for file in self.saved
        )
        if self._around is None or not alone:
            self._around = (_ground(pelican), _dress(pelican))
        return self._around


RESIDENT = Resident()
_version = cache(version)  #: of a package: looked up once, for it is read from disk


class HoldingsReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Hands out what `kyyeu.holdings` has read already: each file is read once."""

    file_extensions = ()  # registered by hand: the stock readers stay what they are

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The rendered body and the header of an article."""
        run: Run = self.settings[RUN]
        source = Path(source_path).relative_to(run.settings.content_path).as_posix()
        article = run.article(source)
        header = {
            "article": article,
            "id": article.id,
            "title": article.title,
            "slug": article.slug,
            "date": article.published,
            "modified": article.modified or article.published,
            "category": Category(article.category, self.settings),
            "tags": [Tag(tag, self.settings) for tag in article.tags],
            "summary": str(markup.unbroken(article.lead)),
            "status": "published",
        }
        if article.contributors:  # Pelican takes the first of them, if the key is there
            header["authors"] = [Author(each.name, self.settings) for each in article.contributors]
        link = run.link_from(addresses.article(article))
        return rendering.render(article.body, link), header


class EditionGenerator(ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    """Reads the public articles and prints every page of the site."""

    prints = True  #: by which plugins know it from Pelican's silent stock generator

    def generate_context(self) -> None:
        """Read what changed, wave by wave, and let the plugins work on it."""
        run: Run = self.settings[RUN]
        with faults_told(run):
            for wave in run.waves():
                self.articles = [self._read(article) for article in run.track("read", wave)]
                signals.article_generator_pretaxonomy.send(self)
                self._file_articles()
                self._update_context(("articles", "dates", "tags", "categories", "authors"))
                signals.article_generator_finalized.send(self)
                for content in self.articles:
                    signals.article_generator_write_article.send(self, content=content)
                    run.lay_by(_made(content))
                self.context["generated_content"].clear()  # Pelican keeps all it ever read
            run.enter()
            tell(map(describe, run.idle_decisions()))

    def _file_articles(self) -> None:
        """Fill what other plugins expect of Pelican's generator; our own pages need none."""
        self.tags, categories, authors = defaultdict(list), defaultdict(list), defaultdict(list)
        for content in self.articles:
            categories[content.category].append(content)
            for tag in content.tags:
                self.tags[tag].append(content)
            for author in getattr(content, "authors", ()):
                authors[author].append(content)
        self.dates = list(self.articles)
        self.categories, self.authors = list(categories.items()), list(authors.items())

    def generate_output(self, writer: PressWriter) -> None:
        """Print assets, then the pages."""
        run: Run = self.settings[RUN]
        with faults_told(run):
            self._print(run, writer)
            signals.article_writer_finalized.send(self, writer=writer)

    def _print(self, run: Run, writer: PressWriter) -> None:
        assets = edition.assets(Path(self.theme) / "static", run.settings)
        ready = dict(edition.host_files(run.settings, edition.told_withdrawn(run.ledger)))
        ready |= {asset.path: asset.data for asset in assets}  # a site has its own robots.txt
        for name, data in ready.items():
            run.press.file(name, data, "theme")
        faces = Path(self.theme) / "static" / "fonts"
        for path, card in edition.social_cards(run.settings).items():
            draw = partial(photos.draw_social_card, card, faces)
            run.press.page(path, path, draw, "theme")
        for path, icon in edition.site_icons(run.settings).values():
            run.press.page(path, path, partial(photos.draw_site_icon, icon), "theme")
        sites = edition.site_values(run.settings, assets, run.pages)
        templates = edition.digest_of_templates(map(Path, self._templates_path))
        engine = self._engine()
        recipes = {
            language: edition.recipe(site, templates, *engine) for language, site in sites.items()
        }
        env = RESIDENT.engine(self.env, templates, "\n".join(engine))
        texts = [(page, _text(page, run)) for page in run.pages]
        first = RESIDENT.pages_first and not run.press.whole
        jobs = edition.jobs(run.archive, run.touched, run.now.date(), texts, run.cache, first)
        for job in run.track("print", jobs):
            if isinstance(job, Whole):
                run.press.retire(job.owner, job.files)
            else:
                writer.print_page(job, env, sites[job.language], recipes[job.language])

    def _engine(self) -> list[str]:
        """What the fingerprint of a page must know of the template engine."""
        versions = [f"{name} {_version(name)}" for name in ("jinja2", "markupsafe", "nh3")]
        options = sorted(map(str, self.settings["JINJA_ENVIRONMENT"].items()))
        return [*versions, *options, *sorted(self.settings["JINJA_FILTERS"])]

    def check_disabled_readers(self) -> None:
        """Nothing to do: `kyyeu.validation` names files that no reader takes."""

    def _read(self, article: Article) -> contents.Article:
        content = self.readers.read_file(
            base_path=self.path,
            path=article.source,
            content_class=contents.Article,
            context=self.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=self,
            context_signal=signals.article_generator_context,
            context_sender=self,
        )
        self.add_source_path(content)
        return content


class PressWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer with the press under it: nothing is written in place."""

    def print_page(self, job: PageJob, env: Any, site: SiteValue, recipe: str) -> None:
        """Print one page value; the template gets ``page`` and ``site`` and nothing else."""
        run: Run = self.settings[RUN]
        names = {"page": job.value, "site": site}
        written = run.press.page(
            job.save_as,
            edition.fingerprint(job, recipe),
            lambda: env.get_template(job.template).render(names).encode(),
            job.owner,
            map=job.map,
            changed=job.changed,
            images=job.images,
        )
        if written:  # a page that was kept is linked with the former site: hands off
            signals.content_written.send(str(run.press.next / job.save_as), context=names)

    @contextmanager
    def _open_w(
        self, filename: str, encoding: str, override: bool = False
    ) -> Iterator[io.StringIO]:
        """What other plugins write through Pelican's own calls goes through the press too."""
        del override  # the press refuses to print a file twice
        run: Run = self.settings[RUN]
        sheet = io.StringIO()
        yield sheet
        save_as = Path(filename).relative_to(self.output_path).as_posix()
        run.press.file(save_as, sheet.getvalue().encode(encoding))


def _made(content: contents.Article) -> Made:
    """What the plugins made of an article."""
    return Made(
        article=content.article,
        lead=content._summary,
        body=content._content,
        blocks=getattr(content, "blocks", ()),
        known=getattr(content, "known", None),
        pictures=getattr(content, "pictures", ()),
    )


def _text(page: StaticPage, run: Run) -> Markup:
    link = run.link_from(addresses.text_page(page.slug))
    return markup.clean(rendering.render(page.body, link))


def _begin(pelican: Pelican) -> type[ArticlesGenerator]:
    """At the start of each run: lock, read, check, and take a fresh sheet beside the site."""
    console.quiet = False
    filters = {"unbroken": markup.unbroken, **pelican.settings["JINJA_FILTERS"]}
    pelican.settings["JINJA_FILTERS"] = filters
    with faults_told():
        _require(pelican)
        content = Path(pelican.path)
        RESIDENT.remembered, remembered = None, RESIDENT.remembered
        ground, dress = RESIDENT.around(pelican)
        run = edition.open_run(
            _settings(pelican, content),
            Path(pelican.settings["OUTPUT_PATH"]),
            _clock(),
            ground=ground,
            dress=dress,
            track=track,
            allow_shrink=os.environ.get("KYYEU_ALLOW_SHRINK") == "1",
            clean=os.environ.get("KYYEU_CLEAN") == "1",
            durable=not RESIDENT.awake,
            remembered=remembered,
            saved=RESIDENT.saved,
        )
    if run.ledger.doubt not in ("", "first"):
        tell([say("progress", f"anew_{run.ledger.doubt}")])
    tell(map(describe, run.problems))
    pelican.settings[RUN] = run
    pelican.output_path = str(run.press.next)
    return EditionGenerator


def _finish(pelican: Pelican) -> None:
    """At the end of each run: swap the new site in, and say what became of it."""
    run: Run = pelican.settings[RUN]
    with faults_told(run):
        run.close()
    RESIDENT.remembered = run.remember() if RESIDENT.awake else None
    pelican.settings[RUN] = None
    done(run)
    console.quiet = True  # Pelican's own closing line counts its silent stock generators


def _require(pelican: Pelican) -> None:
    """Pelican skips a plugin that cannot start, with exit code 0; then nothing may be printed."""
    wanted = [getattr(each, "__name__", each) for each in pelican.settings["KYYEU_PLUGINS"]]
    started = [name.removeprefix("pelican.plugins.") for name in pelican.settings["PLUGINS"]]
    missing = sorted(set(wanted) - set(started))
    if missing:
        raise MachineFault("plugin-missing", names=", ".join(missing))


def _settings(pelican: Pelican, content: Path) -> Settings:
    try:
        table = {**pelican.settings.get("KYYEU", {}), "content": content.name}
        settings = read_settings(table, content.parent)
    except (ValueError, TypeError) as fault:
        raise MachineFault("settings-wrong", path="KYYEU", reason=fault) from fault
    speak(settings.language)
    return settings


def _ground(pelican: Pelican) -> str:
    """What every article hangs on besides the program and the settings of the site."""
    plugins = [getattr(each, "__name__", each) for each in pelican.settings["PLUGINS"]]
    versions = [f"{name} {_version(name)}" for name in _MADE_WITH]
    code = [_digests(Path(folder), "*.py") for folder in pelican.settings["PLUGIN_PATHS"]]
    return repr((plugins, versions, code))


def _dress(pelican: Pelican) -> str:
    """What every page hangs on besides its value."""
    settings = pelican.settings
    folders = [pelican.theme, *settings["THEME_TEMPLATES_OVERRIDES"]]
    folders.append(str(Path(pelican.path).parent / "site" / "static"))
    own = [_digests(Path(folder), "*") for folder in folders]
    return repr((own, settings["JINJA_ENVIRONMENT"], sorted(settings["JINJA_FILTERS"])))


def _digests(folder: Path, pattern: str) -> str:
    found = sorted(folder.rglob(pattern))
    files = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    told = [f"{path.relative_to(folder)} {digest_file(path)}" for path in files]
    return digest("\n".join(told).encode())


def _clock() -> datetime:
    """Now, or the moment of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise MachineFault("settings-wrong", path="SOURCE_DATE_EPOCH", reason=fault) from fault


def register() -> None:
    """Connect to Pelican, and take over Ctrl-C from it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    signals.get_generators.connect(_begin)
    signals.readers_init.connect(_take_reader)
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_finish)


def _take_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = HoldingsReader


def _writer(_: Pelican) -> type[Writer]:
    return PressWriter
