"""Every tag can say why: each rule has its sentence, each sentence its rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kyyeu.mentions import decision_behind, identify
from kyyeu.model import Authorities, Decision, Kind, PersonRecord, Verdict
from kyyeu.problems import catalogue
from tests.mentions.passages import FOLDER, article, load, understand

ROOM = Path("kyyeu/mentions")
#: Where a rule's code stands among the arguments of what is made of a finding.
_PLACES = {
    "PersonFound": 4,
    "UnitFound": 4,
    "DirectiveFound": 4,
    "MovementFound": 4,
    "Answer": 2,
    "add_person": 3,
    "add_by_role": 2,
    "_found": 3,
    "_only": 1,
}


def _written(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _written(node.body)
        yield from _written(node.orelse)


def emitted() -> set[str]:
    """Every code that the source of the engine writes out as a rule's."""
    codes: set[str] = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = _PLACES.get(name)
                if place is not None and len(node.args) > place:
                    codes |= set(_written(node.args[place]))
                for keyword in node.keywords:
                    if keyword.arg == "why":
                        codes |= set(_written(keyword.value))
            elif isinstance(node, ast.Assign):
                names = {getattr(target, "id", "") for target in node.targets}
                if names & {"why", "INLINE", "BY_DECISION", "IN_ROLE"}:
                    codes |= set(_written(node.value))
    return codes - {""}


#: Codes of findings that are compared and never shown.
_INWARD = {"record"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_of_the_engine_has_its_sentence_and_every_sentence_a_rule(language: str):
    assert emitted() - _INWARD == set(catalogue(language)["why"])


def test_no_passage_is_tagged_by_a_rule_without_a_sentence():
    met = {
        mention.why
        for name in FOLDER.glob("*.md")
        for case in load(name.name)
        for mention in understand(case.text, province=case.province, day=case.day).mentions
    }
    assert len(met) > 15
    assert met <= set(catalogue()["why"])


# --------------------------------------------------------------------------- decisions


def decided(verdict: Verdict, subject: str, target: str, where: str = "*") -> Decision:
    return Decision(
        verdict, Kind.PERSON, subject, target, where, "Thu Hoài", date(2021, 12, 28), ""
    )


LAM = PersonRecord("vu-dinh-lam", "Vũ Đình Lâm")


def behind(text: str, *decisions: Decision, records: bool = True) -> list[Decision | None]:
    authorities = Authorities({LAM.id: LAM} if records else {}, decisions=decisions)
    reading = understand(text, authorities=authorities)
    identified = identify([(article(), reading)], authorities)
    return [
        decision_behind(one, "bai01", authorities) for one in identified.readings["bai01"].mentions
    ]


def test_a_decision_for_the_article_stands_behind_its_form_before_one_for_everywhere():
    everywhere = decided(Verdict.ACCEPT, "Vũ Đình Lâm", LAM.id)
    here = decided(Verdict.ACCEPT, "vũ đình lâm", LAM.id, "bai01")
    elsewhere = decided(Verdict.ACCEPT, "Vũ Đình Lâm", LAM.id, "bai02")
    assert behind("Ông Vũ Đình Lâm dự.", everywhere) == [everywhere]
    assert behind("Ông Vũ Đình Lâm dự.", everywhere, here) == [here]
    assert behind("Ông Vũ Đình Lâm dự.", elsewhere) == [None]


def test_a_merge_stands_behind_what_no_record_says_by_itself():
    (mention,) = understand("Ông Trần Văn Khang dự.").mentions
    reading = identify([(article(), understand("Ông Trần Văn Khang dự."))], Authorities())
    (mention,) = reading.readings["bai01"].mentions
    assert mention.id
    merge = decided(Verdict.MERGE, mention.id, LAM.id)
    assert behind("Ông Trần Văn Khang dự.", merge) == [merge]
    assert behind("Ông Vũ Đình Lâm dự.", merge) == [None]


def test_nobody_stands_behind_what_a_machine_found():
    assert behind("Ông Vũ Đình Lâm dự.", records=False) == [None]


def test_each_of_two_people_merged_into_one_has_the_word_of_who_merged_them():
    texts = ("Ông Trần Văn Khang dự.", "Ông Lê Văn Tám dự.")
    found = [identify([(article(), understand(text))], Authorities()) for text in texts]
    ids = [one.readings["bai01"].mentions[0].id or "" for one in found]
    first = decided(Verdict.MERGE, ids[0], LAM.id)
    second = replace(decided(Verdict.MERGE, ids[1], LAM.id), who="Lam Hồng")
    assert behind(" ".join(texts), first, second) == [first, second]
    chain = replace(decided(Verdict.MERGE, ids[1], ids[0]), who="Lam Hồng")
    assert behind(texts[1], first, chain) == [chain]
