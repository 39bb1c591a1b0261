"""Which leaves of a page are its article, where no profile says so.

The extractor's paragraphs are anchors; the article goes from its headline to its byline, and
what lies between is judged by our own eyes. The extractor never decides alone: with too few
anchors the densest run of running text is taken, and an editor is asked to look.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kyyeu.importers.bylines import read_bare_name, read_signature
from kyyeu.importers.figures import part_credit
from kyyeu.importers.keywords import label_of_keywords
from kyyeu.importers.layout import FIELDS, HEAD, Layout, Leaf
from kyyeu.importers.stamps import find_stamps
from kyyeu.validation.furniture import heads_links, is_furniture
from kyyeu.vietnamese import canonical

_FEW = 3  #: paragraphs below which the extractor decides nothing alone
_LINKED = 0.5  #: share of a leaf's letters that lead elsewhere: it is a link, not a sentence
_LONG = 60  #: letters of a leaf that is a sentence
_ABOVE, _BELOW = 5, 10  #: leaves looked at around the text for kicker and update line, byline
_RUNS = 30  #: letters of a leaf that may be a short sentence
_COST, _FAR = 60, 400  #: letters of text that make good for a link, for a list of other reports
_TITLE_LEAST = 8
_MARK = 3  #: letters of a mark before an item of a list
_END_MARKS = ("./.", "/.", ".//.")


def outline(layout: Layout, paragraphs: Sequence[str]) -> Layout:
    """The layout with every leaf judged: of the article, or outside by a rule.

    Args:
        layout: the page.
        paragraphs: those of the article, as an extractor sees them.
    """
    texts = [canonical(layout.words(leaf)) for leaf in layout.leaves]
    leaves = list(_with_keywords(layout.leaves, texts))
    layout = replace(layout, leaves=tuple(leaves))
    anchors = _anchors(leaves, texts, paragraphs)
    title = _title(leaves, texts, anchors)
    below = [at for at in anchors if title is None or at > title]
    anchors = below if len(below) * 2 >= len(anchors) else anchors
    anchors = _before_related(layout, leaves, anchors)
    long = sum(len(texts[at]) >= _LONG for at in anchors)
    sure = long >= _FEW
    core = (anchors[0], anchors[-1]) if sure else _densest(leaves, texts, title)
    if core is None:
        left = [at for at, leaf in enumerate(leaves) if at != title and _may_tell(leaf)]
        core = (left[0], left[-1]) if left else None
    if core is None:
        return layout.judged(_outside(leaf, "outside-article") for leaf in leaves)
    first = _begin(leaves, texts, title, core[0])
    last = _end(layout, leaves, core[1], sure)
    inside = set(anchors)
    strange = _strange(layout, range(core[0], last + 1), inside) if sure else set()
    judged = [
        leaf if first <= at <= last and _belongs(leaf, at in inside) and at not in strange else
        _outside(leaf, "related-links" if first <= at <= last else "outside-article")
        for at, leaf in enumerate(leaves)
    ]  # fmt: skip
    for at in range(len(judged) - 1):  # the heading goes with its links
        if judged[at + 1].outside == "related-links" and heads_links(texts[at]):
            judged[at] = _outside(judged[at], "related-links")
    if title is not None and not judged[title].outside:
        judged[title] = replace(judged[title], role="title")
    notes = layout.notes if sure else (*layout.notes, ("import-needs-eyes", {"count": long}))
    if signed := list(_left_below(layout, leaves, judged, last)):
        notes = (*notes, ("import-left-below", _told(signed)))
    if sure and (unsigned := list(_left_beside(layout, judged, last))):
        notes = (*notes, ("import-text-left", _told(unsigned)))
    return replace(layout, leaves=tuple(judged), notes=notes)


def _left_below(layout: Layout, leaves: list[Leaf], judged: list[Leaf], last: int) -> Iterator[str]:
    """Bylines left out below an article without one, in what holds its paragraphs."""
    kept = [leaf for leaf in judged if not leaf.outside]
    if any(read_signature(layout.words(leaf)) for leaf in kept):
        return
    boxes = {leaf.box for leaf in kept}
    for leaf in leaves[last + 1 :]:
        text = layout.words(leaf)
        if heads_links(text):
            return
        if leaf.box in boxes and not (leaf.outside or leaf.linked) and read_signature(text):
            yield text


def _left_beside(layout: Layout, judged: list[Leaf], last: int) -> Iterator[str]:
    """Sentences left out below an article, in what holds its paragraphs."""
    boxes = {leaf.box for leaf in judged if not leaf.outside and leaf.role not in HEAD}
    for leaf in judged[last + 1 :]:
        text = layout.words(leaf)
        if heads_links(text):
            return
        apart = leaf.outside != "outside-article" or leaf.linked or is_furniture(text)
        if leaf.box in boxes and len(text) >= _RUNS and not (apart or read_signature(text)):
            yield text


def _told(texts: list[str]) -> dict[str, object]:
    return {"count": len(texts), "text": "; ".join(texts)[:200]}


def _strange(layout: Layout, places: range, anchors: set[int]) -> set[int]:
    """Boxes of other reports between the paragraphs.

    Runs of leaves that share no box with the paragraphs, and of which, or beside which, one
    leads elsewhere. A run without any link may be the article's own.
    """
    leaves = layout.leaves
    boxes = {leaves[at].box for at in anchors if at in places}
    apart = [at for at in places if at not in anchors and leaves[at].box not in boxes]
    strange: set[int] = set()
    for _, group in groupby(enumerate(apart), key=lambda pair: pair[1] - pair[0]):
        run = [at for _, at in group]
        around = (*run, run[0] - 1, min(run[-1] + 1, len(leaves) - 1))
        if any(leaves[at].linked for at in run) or not all(
            _belongs(leaves[at], False) for at in around
        ):
            strange.update(at for at in run if not _stands_alone(layout, leaves[at]))
    return strange


def _before_related(layout: Layout, leaves: list[Leaf], anchors: list[int]) -> list[int]:
    """The anchors above the heading of other reports, when most of the text is there."""
    boxes = {leaves[at].box for at in anchors}
    for at in range(anchors[0] if anchors else 0, len(leaves)):
        text = canonical(layout.words(leaves[at]))
        if len(text) <= _LONG and heads_links(text) and not _set_in(leaves, at, boxes):
            above = [anchor for anchor in anchors if anchor < at]
            below = [anchor for anchor in anchors if anchor > at]
            if 2 * sum(map(_size(leaves), below)) <= sum(map(_size(leaves), above)):
                return above
    return anchors


def _set_in(leaves: list[Leaf], at: int, boxes: set[int]) -> bool:
    """Whether a box of links stands between paragraphs: what holds these goes on after it."""
    box = leaves[at].box
    if box in boxes:
        return False
    rest = map(leaves.__getitem__, range(at, len(leaves)))
    after = next((leaf for leaf in rest if leaf.box != box), None)
    return after is not None and after.box in boxes and not after.linked


def _size(leaves: list[Leaf]) -> Callable[[int], int]:
    return lambda at: leaves[at].end - leaves[at].start


def _may_tell(leaf: Leaf) -> bool:
    return leaf.role not in (*HEAD, "picture") and _belongs(leaf, False)


def _outside(leaf: Leaf, rule: str) -> Leaf:
    return leaf if leaf.outside or leaf.role in HEAD else replace(leaf, outside=rule)


def _belongs(leaf: Leaf, is_anchor: bool) -> bool:
    if leaf.outside:
        return False
    share = leaf.linked / max(leaf.end - leaf.start, 1)
    return share <= (1.0 if is_anchor else _LINKED) or leaf.role in ("picture", "cell", *FIELDS)


def _stands_alone(layout: Layout, leaf: Leaf) -> bool:
    """It needs no paragraphs around it to be of the article: a picture, a table, a byline."""
    return leaf.role in ("picture", "caption", "cell", "note", *FIELDS) or _signs(
        layout.words(leaf)
    )


def found_in(layout: Layout, paragraphs: Sequence[str]) -> tuple[int, int]:
    """How many of the extractor's paragraphs are leaves, and how many of those are left out."""
    wanted = set(map(_letters, paragraphs))
    found = [leaf for leaf in layout.leaves if _letters(layout.words(leaf)) in wanted]
    return len(found), sum(bool(leaf.outside) for leaf in found)


def _anchors(leaves: list[Leaf], texts: list[str], paragraphs: Sequence[str]) -> list[int]:
    """The leaves that the extractor took, both lists walked in order."""
    known = set(map(_letters, paragraphs)) - {""}
    cells = {_letters(cell) for row in paragraphs if row[:1] == "|" for cell in row.split("|")}
    joined = "".join(map(_letters, paragraphs))
    places: list[int] = []
    for at, (leaf, text) in enumerate(zip(leaves, texts, strict=True)):
        if leaf.outside or leaf.role in ("picture", "title", *HEAD):
            continue
        letters = _letters(text)
        entry = not places and len(text) < _LONG and not _belongs(leaf, False)
        if entry:
            continue  # of a menu above the article
        next_cell = at - 1 in places[-1:] and letters in cells
        if letters in known or next_cell or (len(text) >= _LONG and letters and letters in joined):
            places.append(at)
    return places


def _loose(text: str) -> str:
    return " ".join(re.findall(r"\w+", canonical(text)))


def _letters(text: str) -> str:
    """All letters and figures, without the blanks that one reader sees and another does not."""
    return "".join(re.findall(r"[^\W_]+", canonical(text)))


def _title(leaves: list[Leaf], texts: list[str], anchors: list[int]) -> int | None:
    """The leaf of the headline: what the page itself is called, else its first heading."""
    names = [
        _loose(text) for leaf, text in zip(leaves, texts, strict=True)
        if leaf.role in ("head-title", "page-title")
    ]  # fmt: skip
    upto = anchors[0] if len(anchors) >= _FEW else len(leaves)
    best: tuple[int, int] | None = None
    for at, (leaf, text) in enumerate(zip(leaves, texts, strict=True)):
        loose = _loose(text)
        if leaf.role in (*HEAD, "picture", "cell", "caption") or not loose:
            continue
        if leaf.role == "title":
            return at
        named = len(loose) >= _TITLE_LEAST and any(
            name == loose or name.startswith(f"{loose} ") or name.endswith(f" {loose}")
            for name in names
        )
        rank = 4 * named + 2 * (leaf.role == "heading") + (at <= upto) + (not leaf.outside)
        sound = named or (leaf.role == "heading" and not leaf.outside and at <= upto)
        if sound and (best is None or rank > best[0] or (rank == best[0] and named and at <= upto)):
            best = (rank, at)
    return best[1] if best else None


def _densest(leaves: list[Leaf], texts: list[str], title: int | None) -> tuple[int, int] | None:
    """The run of leaves with the most running text and the least between it."""
    best: tuple[int, tuple[int, int] | None] = (0, None)
    score, begun = 0, 0
    for at, (leaf, text) in enumerate(zip(leaves, texts, strict=True)):
        if title is not None and at <= title:
            begun = at + 1
            continue
        if score <= 0:
            score, begun = 0, at
        linked = leaf.outside or leaf.linked * 2 >= len(text)
        runs = len(text) >= _RUNS and not linked and leaf.role not in HEAD
        if runs:
            score += len(text)
        elif leaf.role not in ("picture", "caption"):
            score -= _FAR if heads_links(text) else _COST if linked else _COST // 2
        if runs and score > best[0]:
            best = (score, (begun, at))
    return best[1]


def _begin(leaves: list[Leaf], texts: list[str], title: int | None, first: int) -> int:
    """Where the article begins: its headline, with kicker and update line above that.

    Without a known headline it is the line above the update line, or above the text.
    """
    known = title is not None and title < first
    for at in () if known else range(first + 1, min(first + _FEW, len(leaves))):
        if find_stamps(texts[at][:300]) and len(texts[at]) <= _LONG + 20:
            return first  # the text was seen to begin with its headline
    begin = title if title is not None and known else first
    stamped = None
    for at in range(begin - 1, max(begin - _ABOVE, 0) - 1, -1):
        if not _may_head(leaves[at], texts[at]):
            break
        if find_stamps(texts[at][:300]) and len(texts[at]) <= _LONG + 20:
            stamped = at
            break
    if known:
        return begin if stamped is None else stamped
    above = (begin if stamped is None else stamped) - 1
    return above if above >= 0 and _may_head(leaves[above], texts[above]) else above + 1


def _may_head(leaf: Leaf, text: str) -> bool:
    return not leaf.outside and leaf.role not in HEAD and leaf.linked * 2 < len(text)


def _end(layout: Layout, leaves: list[Leaf], last: int, sure: bool) -> int:
    """Where the article ends: what signs it, or belongs to a picture, may follow its text.

    Where the text is not sure, so may anything that is no link: too much is seen, too
    little is not.
    """
    end = last
    looked = 0
    set_in = None
    for at in range(last + 1, len(leaves)):
        leaf = leaves[at]
        looked += leaf.table == 0 or leaf.table != leaves[at - 1].table  # a table is one
        if looked >= _BELOW:
            break
        text = layout.words(leaf)
        other = leaf.outside or heads_links(text)
        if other or (leaf.linked * 2 > len(text) and leaf.role != "tags"):
            if not _set_in(leaves, at, {leaves[last].box}):
                break
            set_in = leaf.box
        if leaf.box == set_in:
            continue
        together = leaf.box == leaves[last].box and not leaf.linked and not is_furniture(text)
        told = leaf.role in ("caption", "picture", *FIELDS) or _signs(text)
        if told or together or not sure:
            end = at
        if together and (sure or leaf.box != leaves[-1].box):
            looked = 0  # in what holds the text, and not the whole page, it goes on
    for after in leaves[end + 1 :]:  # a table that has begun is whole
        if not after.table or after.table != leaves[end].table:
            break
        end += 1
    return end


def _with_keywords(leaves: Sequence[Leaf], texts: Sequence[str]) -> Iterator[Leaf]:
    """The leaves, words of search known as such: "Từ khóa: a, b", or links below "Từ khóa"."""
    listed = False
    for leaf, text in zip(leaves, texts, strict=True):
        linked = leaf.linked > 0 and len(text) - leaf.linked <= _MARK
        listed = listed and linked and 0 < len(text) <= _LONG
        told = listed or label_of_keywords(text)
        if not leaf.role and told:
            yield replace(leaf, role="tags")
        elif leaf.role in ("", "heading") and label_of_keywords(text, bare=True):
            listed = True
            yield replace(leaf, role="tags")
        else:
            yield leaf


def _signs(text: str) -> bool:
    tags = label_of_keywords(text)
    short = len(text) <= 120
    signed = read_signature(text) or part_credit(text) or (short and read_bare_name(text))
    return bool(signed or tags or text in _END_MARKS)


def within(layout: Layout, stretches: Sequence[tuple[int, int]]) -> Layout:
    """The layout with everything outside of a profile's body and fields left out."""
    offsets = list(_offsets(layout))
    judged = []
    for leaf in layout.leaves:
        place = offsets[bisect_right(offsets, leaf.start, key=lambda pair: pair[0]) - 1][1]
        inside = any(start <= place < end for start, end in stretches)
        kept = inside or leaf.role in (*HEAD, *FIELDS)
        judged.append(leaf if kept else _outside(leaf, "outside-article"))
    return layout.judged(iter(judged))


def _offsets(layout: Layout) -> Iterator[tuple[int, int]]:
    """From where in the text each piece reads, and where that stands in the source."""
    at = 0
    for piece in layout.pieces:
        if piece.text.strip():
            yield at, piece.start
        at += len(piece.text)
