"""What is asked of one article before it comes in: the rules that need no other article."""

from __future__ import annotations

from kyyeu.cache import Cache
from kyyeu.model import Article, Authorities, Holdings, Photo
from kyyeu.problems import Problem
from kyyeu.settings import Settings
from kyyeu.validation import statements, texts
from kyyeu.validation.figures import of_photo
from kyyeu.validation.grounds import Grounds, Rule
from kyyeu.validation.studying import study

DOOR: tuple[Rule, ...] = (
    texts.nothing_of_the_old_page_is_left,
    texts.days_of_the_week_are_right,
    texts.an_event_is_not_after_its_report,
    texts.tones_stand_in_one_place,
    texts.a_report_is_one_report,
    statements.counted_lists_are_whole,
    statements.acts_are_older_than_their_reports,
)


def photo_at_the_door(photo: Photo, name: str) -> tuple[Problem, ...]:
    """What somebody should know of a photo that is to be taken in: too small, with its place.

    Args:
        photo: as its file describes it.
        name: of its file.
    """
    return tuple(of_photo(name, photo))


def at_the_door(
    article: Article, settings: Settings, kept: Cache, authorities: Authorities
) -> tuple[Problem, ...]:
    """What an editor should look at in an article that is to be taken in.

    Args:
        article: as it will be read.
        settings: the site.
        kept: where its reading is remembered.
        authorities: the people, units and directives that the archive knows.
    """
    alone = Holdings((article,), (), {}, authorities, {})
    grounds = Grounds(alone, settings, article.published, (), (), study(alone, settings, kept))
    return tuple(sorted(problem for rule in DOOR for problem in rule(grounds)))
