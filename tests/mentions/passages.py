"""Reads the case tables of ``cases/*.md``; their form is told at the top of ``dai-bieu.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kyyeu.mentions import read
from kyyeu.model import Article, Authorities, Kind, Mention, Reading
from kyyeu.settings import VIETNAM

FOLDER = Path(__file__).parent / "cases"


def article(id: str = "bai01", day: date = date(2020, 2, 13)) -> Article:
    published = datetime(day.year, day.month, day.day, 20, tzinfo=VIETNAM)
    return Article(
        f"articles/{id}.md", "", id, "Tin", "tin", published, None, "Thi đua", (), (), "", "", 1
    )


def understand(
    *blocks: str,
    authorities: Authorities | None = None,
    province: str = "Nam Định",
    id: str = "bai01",
    day: date = date(2020, 2, 13),
) -> Reading:
    return read(article(id, day), blocks, authorities or Authorities(), province)


@dataclass
class Case:
    name: str
    text: str = ""
    province: str = "Nam Định"
    day: date = date(2020, 2, 13)
    expected: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)


def load(name: str) -> list[Case]:
    cases: list[Case] = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            cases.append(Case(line[3:]))
        elif not cases or not line.strip():
            continue
        elif line.startswith("> "):
            cases[-1].text += line[2:]
        elif line.startswith("province "):
            cases[-1].province = line[9:].strip("- ")
        elif line.startswith("date "):
            cases[-1].day = date.fromisoformat(line[5:])
        elif line.startswith("count "):
            cases[-1].counted.append(line[6:])
        else:
            cases[-1].expected.append(line)
    return cases


_LINE = re.compile(
    r"(?P<kind>person|by-role|unit|directive|movement) (?P<form>.+?)(?: \((?P<same>\d)\))?"
    r"(?: = (?P<id>\S+))?(?: \| (?P<rest>.*))?$"
)


def differences(case: Case) -> list[str]:
    """What was found but not expected, and the other way about; empty when all is well."""
    reading = understand(case.text, province=case.province, day=case.day)
    found = list(reading.mentions)
    faults: list[str] = []
    groups: dict[str, str | None] = {}
    for line in case.expected:
        match = _LINE.match(line)
        assert match is not None, f"{case.name}: cannot read {line!r}"
        mention = next((one for one in found if _fits(one, match["kind"], match["form"])), None)
        if mention is None:
            faults.append(f"missing: {line}")
            continue
        found.remove(mention)
        faults += _compare(mention, match, line, groups)
    faults += [f"not expected: {one.kind} {one.form!r} ({one.why})" for one in found]
    counted = [f"{one.stated} = {one.found}" for one in reading.counted]
    if counted != case.counted:
        faults.append(f"counted lists {counted} instead of {case.counted}")
    ids = list(groups.values())
    if len(set(ids)) != len(ids):
        faults.append(f"different numbers share an id: {groups}")
    return faults


def _fits(mention: Mention, kind: str, form: str) -> bool:
    if mention.form != form or mention.by_role != (kind == "by-role"):
        return False
    return mention.kind is (Kind.PERSON if kind == "by-role" else Kind(kind))


def _compare(
    mention: Mention, match: re.Match[str], line: str, groups: dict[str, str | None]
) -> list[str]:
    faults = []
    if match["id"] == "?" and mention.id is not None:
        faults.append(f"should be unresolved, is {mention.id}: {line}")
    elif match["id"] not in (None, "?") and mention.id != match["id"]:
        faults.append(f"id {mention.id}: {line}")
    same = match["same"]
    if same and (mention.id is None or groups.setdefault(same, mention.id) != mention.id):
        faults.append(f"id {mention.id} instead of {groups.get(match['same'])}: {line}")
    if match["kind"] == "person":
        roles = tuple(match["rest"].split("; ")) if match["rest"] else ()
        if mention.roles != roles:
            faults.append(f"roles {mention.roles}: {line}")
    elif match["kind"] == "directive" and match["rest"] is not None:
        said = [part.strip() for part in match["rest"].split("|")]
        shown = [mention.symbol, mention.issuer, mention.issued][: len(said)]
        if shown != said:
            faults.append(f"{shown}: {line}")
    return faults
