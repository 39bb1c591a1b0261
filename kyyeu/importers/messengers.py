"""Reports copied out of a messenger: what it writes around a message is no part of them."""

from __future__ import annotations

import re

from kyyeu.importers.sheet import Sheet
from kyyeu.importers.words import pattern_of
from kyyeu.vietnamese import canonical

_GREETING = 60  #: characters of a message that is no report
_HOUR, _DAY = r"\d{1,2}:\d{2}(?::\d{2})?", r"\d{1,2}/\d{1,2}/\d{2,4}"
_SENDER = re.compile(rf"\[(?:{_HOUR},? {_DAY}|{_DAY},? {_HOUR})\] [^:\]]{{1,60}}:\s*")


def drop_chat(sheet: Sheet) -> None:
    """What a messenger writes before a copied message: "[08:15, 12/03/2023] Lan: Em gửi tin ạ".

    A greeting goes with it, and what the telephone writes at the end: "Gửi từ iPhone"; other words
    of the line are the report's.
    """
    for line in sheet.open[:2]:
        if sender := _SENDER.match(line.text):
            said = canonical(line.text[sender.end() :])
            greets = re.match(rf"{pattern_of('headline', 'greets')}(?![^\W_])", said)
            thanks = re.search(rf"(?<![^\W_]){pattern_of('headline', 'thanks')}[\W_]*$", said)
            whole = not said or (len(said) <= _GREETING and (greets or thanks))
            named = line if whole else sheet.cut(line, sender.end())[0]
            sheet.warn("import-chat-line", line.number, text=named.text)
            sheet.drop(named, "chat-line")
    last = sheet.open[-1] if len(sheet.open) > 1 else None
    if last and len(last.text) <= _GREETING and _sent_from(last.text):
        sheet.drop(last, "chat-line")


def _sent_from(text: str) -> bool:
    """Whether a telephone or a messenger names itself: "Gửi từ Zalo trên iPhone"."""
    return bool(re.match(rf"{pattern_of('headline', 'sent_from')}(?![^\W_])", canonical(text)))
