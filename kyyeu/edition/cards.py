"""Small values that many pages share: heads, cards, groups, charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kyyeu import vietnamese
from kyyeu.edition import addresses, descriptions, languages
from kyyeu.edition.archive import Archive
from kyyeu.edition.lists import Counts, Sheet, Stretch, path_of
from kyyeu.edition.pages import Group
from kyyeu.edition.pieces import Bar, Card, Chart, Head, Link, Moment, Period, Picture
from kyyeu.edition.publication import publication
from kyyeu.edition.stories import Headline, Key

_DESCRIPTION = 200  # characters; what search engines show
_PICTURED = 6  # most photos in one list: a page of it stays light
_BAR, _GAP, _TALL, _FOOT = 34, 10, 56, 18  # units of a chart


def head(archive: Archive, path: str, title: str, description: str, **more: object) -> Head:
    """The head of a page; ``more`` are further fields of `Head`."""
    settings = archive.settings
    if settings.languages and more.get("kind") not in languages.ONCE:
        more["translations"] = languages.translations(settings, path)
        more["original"] = languages.original(settings, path)
    return Head(
        path=path,
        root=addresses.root(path),
        title=title,
        description=shorten(description),
        canonical=languages.absolute(settings, path),
        **more,  # type: ignore[arg-type]  # checked by the dataclass itself
    )


def list_head(archive: Archive, path: str, title: str, description: str, **more: object) -> Head:
    """The head of a list, which says of itself that it is one."""
    made = head(archive, path, title, description, **more)
    return replace(made, data=descriptions.of_list(made, publication(archive.settings)))


def weekday_and_date(archive: Archive, day: date) -> str:
    """The day as it heads an article: "Thứ Năm, 13/02/2020"."""
    return f"{archive.say('weekday', n=day.isoweekday())}, {vietnamese.short_date(day)}"


def shorten(text: str) -> str:
    """A description of at most 200 characters, cut after a sentence or at a blank."""
    text = " ".join(text.split())
    if len(text) <= _DESCRIPTION:
        return text
    cut = text[:_DESCRIPTION]
    whole, stop, _ = cut.rpartition(". ")
    if stop and len(whole) > _DESCRIPTION // 2:
        return whole + "."
    return cut.rpartition(" ")[0] + " …"


def card(
    archive: Archive,
    headline: Headline,
    *,
    reason: str = "",
    short: bool = False,
    with_section: bool = True,
    with_lead: bool = False,
    with_picture: bool = False,
    hour: bool = False,
) -> Card:
    """An article in a list.

    Args:
        short: the date without its year, which stands above.
        hour: the time of the day alone, for the whole date stands above; midnight is no hour
            that an office publishes at: it says that none was told.
    """
    article = headline.article
    day = article.published.date()
    pictures = headline.photos
    shown = languages.shared_picture(archive.settings, headline.picture) if with_picture else None
    return Card(
        headline=article.title,
        path=languages.shared(archive.settings, addresses.article(article)),
        date=Moment(
            article.published.isoformat(),
            f"{article.published:%H:%M}".replace("00:00", "")
            if hour
            else (vietnamese.day_month(day) if short else vietnamese.short_date(day)),
        ),
        section=Link(article.category, addresses.section(article.category))
        if with_section
        else None,
        detail=archive.say("photos", n=pictures) if pictures > bool(shown) else "",
        lead=article.lead if with_lead else "",
        reason=reason,
        picture=shown,
    )


def cards_of(
    archive: Archive,
    headlines: Iterable[Headline],
    *,
    with_section: bool = True,
    hour: bool = False,
) -> tuple[Card, ...]:
    """Articles in a list, the first few of those with photos shown with one."""
    made: list[Card] = []
    shown = 0
    for headline in headlines:
        pictured = headline.picture is not None and shown < _PICTURED
        shown += pictured
        shape = card(archive, headline, with_section=with_section, with_picture=pictured, hour=hour)
        made.append(shape)
    return tuple(replace(each, picture=_small(each.picture)) for each in made)


def _small(picture: Picture | None) -> Picture | None:
    """A photo as the register of a list shows it: in one width, for its bytes stand many times."""
    return picture and replace(picture, avif=picture.avif[:1], jpeg=picture.jpeg[:1])


def entity_link(archive: Archive, key: Key) -> Link:
    """An entity's name, leading to its page."""
    return Link(archive.name(key).text, addresses.entity(*key))


def by_month(archive: Archive, headlines: Iterable[Headline]) -> tuple[Group, ...]:
    """Cards under headings "Tháng 2 năm 2020", in the order given."""
    groups: dict[tuple[int, int], list[Card]] = {}
    headlines = tuple(headlines)
    for headline, each in zip(headlines, cards_of(archive, headlines), strict=True):
        when = headline.article.published
        groups.setdefault((when.year, when.month), []).append(each)
    return tuple(
        Group(
            archive.say("month_of_year", month=month, year=year),
            f"t{year}-{month:02d}",
            tuple(cards),
        )
        for (year, month), cards in groups.items()
    )


def periods(archive: Archive, base: str, sheet: Sheet) -> tuple[Period, ...]:
    """The stretches that a page of a list leads to, and the other sheets of its month."""
    found = [
        Period(stretch_label(archive, s, sheet.stretch), path_of(base, s), archive.count(s.count))
        for s in sheet.stretches
    ]
    if sheet.sheets > 1 and sheet.stretch:
        month = path_of(base, sheet.stretch)
        found += [
            Period(archive.say("sheet", n=n), addresses.further(month, n), "")
            for n in range(1, sheet.sheets + 1)
            if n != sheet.number
        ]
    return tuple(found)


def stretch_label(archive: Archive, stretch: Stretch, within: Stretch | None = None) -> str:
    """The stretch in words: "2019", "Tháng 3 năm 2019", or "Tháng 3" below its year."""
    if not stretch.month:
        return str(stretch.year)
    if within and within.year == stretch.year:
        return archive.say("month", month=stretch.month)
    return archive.say("month_of_year", month=stretch.month, year=stretch.year)


def chart(archive: Archive, counts: Counts) -> Chart | None:
    """Articles a year as bars, silent years included; None for a single year."""
    years: dict[int, int] = {}
    for (year, _), n in counts.items():
        years[year] = years.get(year, 0) + n
    if len(years) < 2:
        return None
    told = [(year, years.get(year, 0)) for year in range(min(years), max(years) + 1)]
    most = max(n for _, n in told)
    bars = tuple(
        Bar(
            str(year),
            n,
            i * (_BAR + _GAP),
            _TALL - (tall := -(-n * _TALL // most)),
            _BAR,
            tall,
        )
        for i, (year, n) in enumerate(told)
    )
    words = ", ".join(f"{year}: {archive.count(n)}" for year, n in told)
    return Chart(len(told) * (_BAR + _GAP) - _GAP, _TALL + _FOOT, bars, words)
