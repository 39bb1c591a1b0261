"""The rules of ``check``: what is wrong between the files of the holdings.

What one file says wrong, its reader reports (`kyyeu.holdings`). Here is what takes several
files, or the clock, to see, and what a press office wants to be reminded of. One function a
rule; each looks at all the holdings and gives problems.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kyyeu.cache import Cache
from kyyeu.model import Holdings
from kyyeu.problems import Problem
from kyyeu.settings import Settings
from kyyeu.validation import (
    articles,
    authorities,
    decisions,
    doubles,
    figures,
    inline,
    links,
    statements,
    texts,
    units,
)
from kyyeu.validation.decisions import unmet_decisions
from kyyeu.validation.door import DOOR, at_the_door, photo_at_the_door
from kyyeu.validation.grounds import Elsewhere, Grounds, Rule, survey
from kyyeu.validation.studying import study

__all__ = [
    "DOOR",
    "RULES",
    "STUDIED",
    "TEXT_RULES",
    "Elsewhere",
    "Grounds",
    "Rule",
    "at_the_door",
    "check",
    "judge",
    "photo_at_the_door",
    "study",
    "survey",
    "unmet_decisions",
]

TEXT_RULES: tuple[Rule, ...] = (
    articles.an_id_is_given_once,
    articles.what_is_not_due_is_said,
    articles.nothing_is_updated_in_the_future,
    articles.a_report_has_a_lead,
    articles.a_report_has_a_body,
    links.links_lead_to_files,
    links.links_lead_to_what_is_printed,
    links.links_to_articles_are_marked,
    links.links_lead_somewhere,
    links.links_lead_to_places_that_are_there,
    texts.nothing_of_the_old_page_is_left,
    texts.days_of_the_week_are_right,
    texts.an_event_is_not_after_its_report,
    texts.tones_stand_in_one_place,
    texts.a_report_is_one_report,
    figures.photos_are_there,
    figures.awaited_photos_are_said,
    figures.photos_have_alt_text,
    figures.alt_text_is_no_caption,
    figures.photos_have_a_caption,
    figures.photos_have_a_credit,
    inline.inline_tags_name_what_exists,
)
"""The rules about articles; a narrow build asks them of those that it reads."""

RULES: tuple[Rule, ...] = (
    *TEXT_RULES,
    articles.pages_differ_in_address,
    articles.sections_differ_in_address,
    figures.every_photo_is_used,
    figures.photos_are_large_enough,
    figures.locations_are_taken_out,
    figures.pages_show_no_photos,
    authorities.namesakes_are_told_apart,
    authorities.a_variant_is_nobody_elses_name,
    authorities.directives_differ,
    units.units_named_by_units_exist,
    units.no_unit_is_above_itself,
    decisions.decisions_name_what_exists,
    decisions.decisions_agree,
    decisions.merges_make_no_ring,
)
"""The rules of every check and every build, in the order in which they are asked."""

STUDIED: tuple[Rule, ...] = (
    doubles.no_article_stands_there_twice,
    statements.counted_lists_are_whole,
    statements.acts_are_older_than_their_reports,
    statements.an_act_has_one_date,
    statements.whoever_is_not_settled_is_said,
    statements.namesakes_without_record_are_said,
    statements.photos_can_be_decoded,
    decisions.decisions_speak_of_something,
)
"""The rules that need every article read: asked when there is a place to remember it."""


def check(
    holdings: Holdings, settings: Settings, now: datetime, kept: Cache | None = None
) -> tuple[Problem, ...]:
    """All problems that the rules find, sorted by place.

    Args:
        holdings: what was read, fit or not.
        settings: the sections, and where photos and articles lie.
        now: aware; decides what is still under embargo.
        kept: what earlier studies remember; None asks the quick `RULES` alone.
    """
    grounds = survey(holdings, settings, now)
    if kept is None:
        return judge(grounds)
    return judge(replace(grounds, study=study(holdings, settings, kept)), RULES + STUDIED)


def judge(grounds: Grounds, rules: tuple[Rule, ...] = RULES) -> tuple[Problem, ...]:
    """The problems that rules find on some grounds, sorted by place."""
    return tuple(sorted(problem for rule in rules for problem in rule(grounds)))
