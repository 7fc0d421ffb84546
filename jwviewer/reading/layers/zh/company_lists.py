"""Firms that stand in one list with a firm that is known: 红石创投、深创高投联合领投."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.brands import is_new
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found
from jwviewer.reading.layers.zh.name_starts import is_hard
from jwviewer.reading.layers.zh.person_names import name_words
from jwviewer.reading.layers.zh.segments import (
    BODY,
    FORM,
    GERUND,
    HEAD,
    NUMBER,
    PARTICLE,
    PLACE,
    TITLE,
    TRADE,
    VERB,
    Segments,
    Token,
    segments_of,
)
from jwviewer.reading.layers.zh.words import places_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_JOINTS = ("以及", "携手", "联合", "牵手", "、", "与", "和", "及", "同")
_COUNTED = later(
    r"[两三几数\d]?[款种类项条型]|系列|等(?:产品|品种|项目|技术|领域|城市|地)|[省市县区州镇]"
)
_SIDES = later(r"[两三四五]方\Z")
_LATIN = later(r"[A-Z][A-Za-z&]{3,20}(?: [A-Z][A-Za-z&]{1,20}){0,3}(?![A-Za-z0-9-])")
_CLOSES = frozenset("、，。；：（）()“”与和及同的在将已于就拟有 ")
"""Signs before which 公司 ends a name."""
MOST = 9
"""Signs of a name that nothing but its neighbour in a list shows."""
ROUNDS = 4
"""How often what was found is looked beside again; a list grows by two names each time."""


def listed(draft: Draft, known: FirmWords, found: Found, people: set[str]) -> None:
    """Add the neighbours of known firms in lists: A、B和C."""
    view, segments = draft.article.view, segments_of(draft)
    countries = known.areas
    persons = draft.lexicons.once(name_words)
    fresh = set(found.strength)
    for _ in range(ROUNDS if fresh else 0):
        added: set[str] = set()
        for start, end in places_of(fresh, view):
            for span in (
                _after(view, end, segments, countries),
                _before(view, start, segments, countries),
            ):
                if span is None:
                    continue
                name = _SIDES.sub("", view[slice(*span)])
                if (
                    name in found.strength
                    or name in people
                    or known.is_plain(name)
                    or known.body.search(name)
                    or known.openers.end(name)
                    or _COUNTED.match(view, span[1])
                    or (
                        name[0] in persons.surnames
                        and not known.is_foreign(name)
                        and persons.at(view, span[0]) == span[1]
                    )
                    or any(name in one or name.endswith(one) for one in found.strength)
                ):
                    continue
                added.add(name)
        for name in added:
            found.add(name, 0.65)
        fresh = added
        if not fresh:
            break


def _after(view: str, end: int, segments: Segments, countries: frozenset[str]) -> Span | None:
    """Return the item of a list that follows a name and a joint."""
    joint = next((one for one in _JOINTS if view.startswith(one, end)), "")
    if not joint:
        return None
    start = end + len(joint)
    latin = _LATIN.match(view, start)
    if latin is not None:
        return latin.span()
    held: list[Token] = []
    for one in segments.within(start, start + MOST + 8):
        if held and one.start != held[-1].end:
            break
        if one.kind == HEAD or (one.kind == FORM and view[one.end : one.end + 1] not in _CLOSES):
            if view[one.start : one.end] == "自然人":
                return None
            held = []  # 老股东峰际资本, 航空公司云翎航空: the name stands behind the word.
            continue
        if _stops(view, one):
            if one.kind == BODY:
                return None
            break
        held.append(one)
    return _item(view, held, countries)


def _before(view: str, start: int, segments: Segments, countries: frozenset[str]) -> Span | None:
    """Return the item of a list that stands before a joint and a name."""
    joint = next((one for one in _JOINTS if view.endswith(one, max(0, start - 2), start)), "")
    if not joint:
        return None
    end = start - len(joint)
    held: list[Token] = []
    for one in reversed(segments.within(max(0, end - MOST - 4), end)):
        if (held and one.end != held[0].start) or (not held and one.end != end):
            break
        if _stops(view, one):
            if one.kind in (TITLE, BODY):
                return None
            break
        held.insert(0, one)
    return _item(view, held, countries)


def _stops(view: str, one: Token) -> bool:
    if one.end - one.start == 1:
        return is_hard(view, one.start)
    return one.kind in (VERB, PARTICLE, NUMBER, HEAD, TITLE, BODY)


def _item(view: str, held: list[Token], countries: frozenset[str]) -> Span | None:
    """Return the span of words that may name a firm, without a country before them."""
    if len(held) > 1 and held[0].kind == PLACE and is_new(held[1:]):
        abroad = view[held[0].start : held[0].end] in countries
        held = held[1:] if abroad or held[-1].kind == TRADE else held
    if not held or not is_new(held) or held[-1].kind == BODY:
        return None
    if any(one.kind == FORM for one in held[:-1]):
        return None  # The name ends with 集团.
    while len(held) > 1 and held[-1].kind == GERUND:
        held = held[:-1]  # 与安捷动力合作
    start, end = held[0].start, held[-1].end
    own = [one for one in held if one.end - one.start > 1 and one.kind not in (TRADE, FORM, PLACE)]
    if not 1 < end - start <= MOST or len(own) > 1:
        return None
    return start, end
