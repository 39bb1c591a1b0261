"""The page that says how often the machine errs, in the figures that the tests hold true."""

from __future__ import annotations

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.cards import head
from kyyeu.edition.measure_values import MeasurePage, MeasureRow
from kyyeu.edition.pages import LISTS_MAP, PageJob
from kyyeu.mentions import Figure, measured

_HELDBACK, _PROSE = "heldback", "heldback/prose.md"
_SHOWN = {
    "person, exact": "person_index",
    "unit, exact": "unit_index",
    "directive, exact": "directive_index",
    "movement, exact": "movement_index",
    "name with role": "measure_role",
    "identity of person, pairs": "measure_identity",
}
"""Names of figures, and the phrases of the catalogue that say them."""


def measure_job(archive: Archive) -> PageJob:
    """The page of figures; they were measured on texts that no rule was made with."""
    told = measured()
    people, sentences = told.prose[_PROSE]
    title = archive.say("measures")
    language = archive.settings.language
    value = MeasurePage(
        head=head(
            archive,
            addresses.MEASURES,
            title,
            archive.say("measures_about", site=archive.settings.name),
            kind="measures",
            nav=addresses.MEASURES,
        ),
        heading=title,
        quiet=archive.say(
            "measures_quiet",
            passages=told.passages[_HELDBACK],
            day=vietnamese.short_date(told.day),
        ),
        rows=tuple(
            _row(archive.say(phrase), told.figure(_HELDBACK, name), language)
            for name, phrase in _SHOWN.items()
        ),
        note=archive.say("measures_prose", people=people, sentences=sentences),
    )
    return PageJob(addresses.save_as(addresses.MEASURES), "measures.html", value, "site", LISTS_MAP)


def _row(label: str, figure: Figure, language: str) -> MeasureRow:
    return MeasureRow(
        label,
        str(figure.marked),
        _share(1 - figure.recall, language),
        _share(1 - figure.precision, language),
    )


def _share(part: float, language: str) -> str:
    """A share in percent: "7,8 %" (with a blank that never breaks), in English "7.8%"."""
    number = f"{100 * part:.1f}"
    return f"{number.replace('.', ',')}\u00a0%" if language == "vi" else f"{number}%"
