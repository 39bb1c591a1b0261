"""The command ``review``: an editor decides, in the terminal, what the engine cannot know.

Each answer is written at once, so that a review goes on where it stopped; `u` takes the last one
back. What to ask and what to write is decided in `kyyeu.mentions.review` and
`kyyeu.mentions.verdicts`; here is only the talk.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kyyeu import edition, holdings, validation
from kyyeu.cache import Cache
from kyyeu.desk import terminal
from kyyeu.desk.opening import begin
from kyyeu.desk.questions import (
    Ask,
    Back,
    must_say,
    question_told,
    row_told,
    say_or_back,
    tell,
)
from kyyeu.mentions import identify, read
from kyyeu.mentions.review import BORROWED, Question, is_open, queue, seen_at, with_more
from kyyeu.mentions.verdicts import (
    Hand,
    Rows,
    accept,
    accept_here,
    captured,
    new_record,
    reject,
    rename,
    split,
)
from kyyeu.model import Article, Authorities, AuthorityRecord, Kind, PersonRecord, Reading
from kyyeu.problems import Problem, has_errors, say
from kyyeu.settings import Settings
from kyyeu.validation.grounds import Study
from kyyeu.vietnamese import canonical

_COMMAND = "review"
_NEW = "+"  # in the place of an id: make a record
# Articles that an answer is tried on: an archive may name a unit in thousands.
_TRIED, _HOLDERS = 40, 400
_TELLING = 2  # characters of the shortest distinction


def review(root: Path, now: datetime, who: str = "", list: bool = False, ask: Ask = input) -> int:
    """Walk through what nobody has decided yet, riskiest first; the exit code.

    Args:
        root: the project.
        now: aware; the day of the decisions.
        who: whose decisions; empty: the name that git knows, else it is asked once.
        list: print the queue and ask nothing.
        ask: how to ask; tests answer themselves.
    """
    settings = begin(root)
    kept = Cache(settings.cache_path / "steps")
    found, problems = edition.inspect(settings, now)
    faults = [problem for problem in problems if _in_tables(problem, settings)]
    if has_errors(faults):
        for problem in faults:
            terminal.tell(problem)
        return 1
    if not list:
        tell("reading", count=len(found.articles))
    study = validation.study(found, settings, kept, pixels=False)
    identified = study.identified
    questions = queue(found.articles, identified.readings, identified.names, found.authorities)
    if list:
        for question in questions:
            print(row_told(question))
        tell("counted", count=len(questions))
        return 0
    if not questions:
        tell("nothing")
        return 0
    session = _Session(settings, {one.id: one for one in found.articles}, study, ask, now)
    session.authorities = found.authorities
    session.holders = _holders(identified.readings)
    try:
        session.who = who or _git_name(root) or must_say(ask, say("review", "ask-who"))
        session.walk(questions)
    except (EOFError, KeyboardInterrupt):
        print()
    tell("ended", decided=session.decided)
    return 0


@dataclass(slots=True)
class _Done:
    """An answer that was written, and how to take it back."""

    at: int  #: place of its question in the queue
    added: tuple[holdings.Appended, ...]
    before: Authorities


@dataclass(slots=True)
class _Session:
    """One sitting: what is known, and what was decided so far."""

    settings: Settings
    articles: Mapping[str, Article]
    study: Study
    ask: Ask
    now: datetime
    who: str = ""
    authorities: Authorities = field(default_factory=Authorities)
    questions: Sequence[Question] = ()
    holders: Mapping[str, Sequence[str]] = field(default_factory=dict)  #: articles, by name
    done: list[_Done] = field(default_factory=list)
    skipped: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def decided(self) -> int:
        """How many answers were written and not taken back."""
        return len(self.done)

    def walk(self, questions: Sequence[Question]) -> None:
        """Ask one after another; a question that an answer before settled is passed over."""
        self.questions = questions
        at = 0
        while at < len(questions) or self.done:
            if at >= len(questions):
                if self.ask(say("review", "prompt-end") + " ").strip().lower() != "u":
                    return
                at = self._undo()
            question = questions[at]
            if question.key in self.skipped or (self.done and not self._open(question)):
                at += 1
                continue
            print(question_told(question, at, len(questions), self.articles, self.study.blocks))
            step = self._answered(question, at)
            if step is None:
                return
            at = step

    def _open(self, question: Question) -> bool:
        return is_open(question, self.reread(self.authorities, question))

    def _answered(self, question: Question, at: int) -> int | None:
        """Ask until there is an answer; the place of the next question, None to end."""
        while True:
            key, _, rest = self.ask(say("review", "prompt") + " ").strip().partition(" ")
            match key.lower():
                case "q":
                    return None
                case "k":
                    self.skipped.add(question.key)
                    return at + 1
                case "u":
                    if self.done:
                        return self._undo()
                    tell("nothing-to-undo")
                case "a" | "m" | "r" | "n" | "s":
                    try:
                        rows = self._rows(key.lower(), question, rest.strip())
                    except Back:
                        tell("back")
                        continue
                    if rows is not None:
                        self._write(rows, at)
                        return at + 1
                case _:
                    tell("help")

    def _write(self, rows: Rows, at: int) -> None:
        added = holdings.append_rows(self.settings, rows.records, rows.decisions, _COMMAND)
        self.done.append(_Done(at, added, self.authorities))
        self.authorities = with_more(self.authorities, rows.records, rows.decisions)
        tell("written", records=len(rows.records), decisions=len(rows.decisions))

    def _undo(self) -> int:
        last = self.done.pop()
        holdings.take_back(self.settings, last.added, _COMMAND)
        self.authorities = last.before
        tell("undone")
        return last.at

    # ----------------------------------------------------------------- answers

    def _rows(self, key: str, question: Question, rest: str) -> Rows | None:
        """What an answer writes; None when it cannot be carried out (which was told)."""
        if key == "r":
            return reject(question, self._hand(rest))
        if key == "n":
            if question.id is None:
                tell("nothing-to-rename")
                return None
            name = rest or say_or_back(self.ask, say("review", "ask-name"))
            return rename(question, name, self._hand(""))
        word, _, why = rest.partition(" ")
        if key == "a" and not word:
            word = _proposed(question)
        if not word:
            if not question.candidates:
                tell("no-candidates")
            word, _, why = say_or_back(self.ask, say("review", "ask-target")).partition(" ")
        made = self._target(question, word)
        if made is None:
            return None
        target, rows = made
        hand = self._hand(why)
        after = with_more(self.authorities, rows.records, rows.decisions)
        if key == "s":
            told = {(one.subject, one.article) for one in rows.decisions}
            parted = split(question, target, hand).decisions
            return rows + Rows(
                decisions=tuple(one for one in parted if (one.subject, one.article) not in told)
            )
        return rows + accept(question, target, after, hand, self.reread)

    def _target(self, question: Question, word: str) -> tuple[str, Rows] | None:
        """The record that a word of the editor names, and what has to be written first."""
        if word.isdigit() and 0 < int(word) <= len(question.candidates):
            candidate = question.candidates[int(word) - 1]
            if candidate.record:
                return candidate.id, Rows()
            other = next((one for one in self.questions if one.id == candidate.id), None)
            if other is not None and self._open(other):
                return self._new(other, question)
            word = self._became(other) if other is not None else candidate.id
        if word == _NEW:
            return self._new(question, question)
        if word in self.authorities.of(question.kind):
            return word, Rows()
        tell("no-such-record", id=word)
        return None

    def _became(self, decided: Question) -> str:
        """The record that a machine-made one became by an answer before; else its own id."""
        first = decided.sighted[0]
        reading = self.reread(self.authorities, decided)[first.article]
        now = seen_at(first, reading)
        return (now.id if now is not None else decided.id) or ""

    def _new(self, about: Question, asked: Question) -> tuple[str, Rows] | None:
        """A new record; whoever has its name and would be taken for it is asked about."""
        name, distinction = "", ""
        if all(one.mention.why in BORROWED for one in about.sighted):
            name = say_or_back(self.ask, say("review", "ask-name"))
        alike = self._alike(about, name)
        taken = self._distinctions(name or about.name) if about.kind is Kind.PERSON else set()
        if taken:
            distinction = self._tell_apart(name or about.name, taken)
        record = new_record(about, self.authorities, name, distinction)
        if record is None:
            tell("no-symbol")
            return None
        others = [one for one in alike if one.key not in (about.key, asked.key)]
        same: list[Question] = [] if about is asked else [about]
        apart: list[Question] = []
        for one in captured(record, others, self.authorities, self.reread):
            (same if self._same(about, one) else apart).append(one)
        if isinstance(record, PersonRecord) and about is not asked:  # they are one person
            record = replace(record, roles=tuple(dict.fromkeys((*record.roles, *asked.roles))))
        rows = self._apart(about, record, apart) if apart else Rows((record,))
        for one in same:
            after = with_more(self.authorities, rows.records, rows.decisions)
            rows += accept(one, rows.records[0].id, after, self._hand(""), self.reread)
        return rows.records[0].id, rows

    def _apart(self, about: Question, record: AuthorityRecord, others: Sequence[Question]) -> Rows:
        """Records for all who share a name, each told apart, each bound to its articles."""
        everybody = (about, *others)
        records: list[AuthorityRecord] = []
        taken = self._distinctions(record.preferred)
        for one in everybody:
            distinction = self._tell_apart(f"{one.name} ({_where(one)})", taken)
            taken.add(canonical(distinction))
            known = with_more(self.authorities, records)
            made = new_record(one, known, record.preferred, distinction)
            assert made is not None  # people always have one
            records.append(made)
        rows, after = Rows(tuple(records)), with_more(self.authorities, records)
        for one, made in zip(everybody, records, strict=True):
            rows += accept_here(one, made.id, after, self._hand(""), self.reread)
        return rows

    def _distinctions(self, name: str) -> set[str]:
        """What tells the people apart who have a record of this name; empty: nobody has."""
        people = self.authorities.people.values()
        own = canonical(name)
        return {canonical(one.distinction) for one in people if canonical(one.preferred) == own}

    def _tell_apart(self, name: str, taken: set[str]) -> str:
        """Ask for a distinction that no namesake has."""
        prompt = say("review", "ask-distinction", {"name": name})
        while True:
            distinction = say_or_back(self.ask, prompt)
            if len(distinction) < _TELLING:  # a key pressed for the question before
                tell("distinction-short", distinction=distinction)
            elif canonical(distinction) in taken:
                tell("distinction-taken", distinction=distinction)
            else:
                return distinction

    def _alike(self, question: Question, name: str) -> list[Question]:
        """Open questions about machine-made records that may bear the name of a new record."""
        wanted = canonical(name or question.name)
        return [
            one
            for one in self.questions
            if one.kind is question.kind and one.id is not None and canonical(one.name) == wanted
        ]

    def _same(self, about: Question, other: Question) -> bool:
        print(question_told(other, None, 0, self.articles, self.study.blocks))
        prompt = say("review", "ask-same", {"name": about.name, "where": _where(about)})
        return self.ask(prompt + " ").strip().lower() in say("desk", "yes-words").split()

    def _hand(self, why: str) -> Hand:
        day = self.now.astimezone(self.settings.timezone).date()
        return Hand(self.who, day, why.strip() or say("review", "why"))

    def reread(self, authorities: Authorities, question: Question) -> Mapping[str, Reading]:
        """Read anew the articles of a question, and of people all that hold the name.

        Who is who is settled name by name, so that other articles do not matter.
        """
        ids = set(question.articles[:_TRIED])
        if question.kind is Kind.PERSON:
            names = {canonical(form) for form in (question.name, *question.forms)}
            holders = {id for name in names for id in self.holders.get(name, ())}
            ids |= set(sorted(holders, key=lambda id: self.articles[id].published)[:_HOLDERS])
        province = self.settings.province
        readings = [
            (
                self.articles[id],
                read(
                    self.articles[id], self.study.blocks[id], authorities, province,
                    self.study.inline[id],
                ),
            )
            for id in sorted(ids)
        ]  # fmt: skip
        return identify(readings, authorities, province).readings


def _holders(readings: Mapping[str, Reading]) -> dict[str, list[str]]:
    """By name of a person: the articles that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, reading in readings.items():
        for mention in reading.mentions:
            if mention.kind is Kind.PERSON and not mention.by_role:
                found[canonical(mention.form)].add(id)
    return {name: sorted(ids) for name, ids in found.items()}


def _proposed(question: Question) -> str:
    """What a bare `a` accepts: the record proposed, one of its own, or the only candidate."""
    if question.proposed:
        return question.proposed
    if question.id is not None:
        return _NEW
    return "1" if len(question.candidates) == 1 else ""


def _where(question: Question) -> str:
    return question.roles[0] if question.roles else question.articles[0]


def _git_name(root: Path) -> str:
    """The name that git knows; empty when there is no git, or no name."""
    try:
        said = subprocess.run(
            ["git", "config", "user.name"],
            cwd=root, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
    except OSError:
        return ""
    return said.stdout.strip()


def _in_tables(problem: Problem, settings: Settings) -> bool:
    return problem.path.startswith(f"{settings.content}/authorities/")
