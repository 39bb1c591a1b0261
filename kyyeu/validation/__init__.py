"""The rules of ``check``: what is wrong between the files of the holdings.

What one file says wrong, its reader reports (`kyyeu.holdings`). Here is what takes several
files, or the clock, to see, and what a press office wants to be reminded of. One function a
rule; each looks at all the holdings and gives problems.
"""

from __future__ import annotations

from datetime import datetime

from kyyeu.model import Holdings
from kyyeu.problems import Problem
from kyyeu.settings import Settings
from kyyeu.validation import articles, authorities, decisions, figures, inline, units
from kyyeu.validation.grounds import Rule, survey

__all__ = ["RULES", "check"]

RULES: tuple[Rule, ...] = (
    articles.an_id_is_given_once,
    articles.what_is_not_due_is_said,
    articles.a_report_has_a_lead,
    articles.a_report_has_a_body,
    articles.links_lead_to_files,
    articles.links_lead_to_what_is_printed,
    articles.pages_differ_in_address,
    articles.sections_differ_in_address,
    figures.photos_are_there,
    figures.awaited_photos_are_said,
    figures.photos_have_alt_text,
    figures.alt_text_is_no_caption,
    figures.photos_have_a_credit,
    figures.every_photo_is_used,
    figures.locations_are_taken_out,
    figures.pages_show_no_photos,
    authorities.namesakes_are_told_apart,
    authorities.a_variant_is_nobody_elses_name,
    authorities.directives_differ,
    units.units_named_by_units_exist,
    units.no_unit_is_above_itself,
    decisions.decisions_name_what_exists,
    decisions.decisions_agree,
    inline.inline_tags_name_what_exists,
)
"""All rules, in the order in which they are asked."""


def check(holdings: Holdings, settings: Settings, now: datetime) -> tuple[Problem, ...]:
    """All problems that the rules find, sorted by place.

    Args:
        holdings: what was read, fit or not.
        settings: the sections, and where photos and articles lie.
        now: aware; decides what is still under embargo.
    """
    grounds = survey(holdings, settings, now)
    return tuple(sorted(problem for rule in RULES for problem in rule(grounds)))
