"""Offices told by what somebody did in Chinese: founded a firm, runs one, joined one."""

from __future__ import annotations

from collections.abc import Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.person_names import NameWords
from jwviewer.reading.layers.zh.segments import UNKNOWN, Segments, Token, segments_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_FOUNDED = later(
    r"(?:于?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:在[^，。；、\n]{2,8}?)?"
    r"(?:一手|亲手|联合|共同|牵头)?(?P<verb>创办|创立|创建)(?!于)(?P<what>了?[^，。；、\n的]{2,20})?"
)
_RUNS = later(
    r"(?P<verb>执掌|掌舵|掌管|创办|创立|创建|领导)(?:了|着)?(?P<firm>[^，。；、\n的]{2,24})的"
    r"(?=[一-鿿A-Z])"
)
_BY = later(r"(?P<firm>[^，。；、\n由]{0,16})由[^，。；、\n]{0,16}\Z")
_JOINED = later(
    r"(?:加盟|加入|转投|入职|转任|跳槽(?:至|到)|转会)(?:了)?(?P<firm>[^，。；\n]{2,24}?)，?"
    r"(?:并|随后|后)?(?:出任|担任|就任|任)(?P<title>[^，。；、\n]{2,16})"
)
_CARRIED = later(
    r"[，；](?:并|后|此前|之前|先后|曾经?|现|已|将|同时|目前|毕业后|随后|还|于?\d{4}年(?:\d{1,2}月)?起?){0,3}"
    r"(?:担任|出任|就任|接任|兼任|转任|升任|曾任|历任|现任|改任|任职于|供职于)(?:了|过)?"
    r"(?P<what>[^，。；\n]{2,30})"
)
_HELD_BY = later(
    r"(?:一职)?由(?P<who>[^，。；、\n]{1,24}?)(?:兼任|担任|出任|接任|继任|暂代)(?=[，。；\n])"
)
_NAMED_SO = later(
    r"自然人|创始股东|接替(?:了)?(?:[^，。；、\n]{0,8}的)?|接棒(?:[^，。；、\n]{0,6}的)?"
)
_OPENING = later(r"\A|[的是，。；\n]")
_AFTER_NAME = frozenset("，,（(接今现曾已将于因自是在也还此从")
MIDDLE = 7.0
"""A sign less frequent than this is no word that a name could begin behind."""
FOUNDER, LEADER = "创始人", "负责人"

Told = tuple[Span, Span, Span | None, str]
"""A person's name, the words that tell the office, the firm's, and what the office is called."""


def movers(draft: Draft, names: NameWords) -> Iterator[Told]:
    """Yield who founded, runs or joined a firm by the verbs that say so."""
    view, segments = draft.article.view, segments_of(draft)
    for match in _FOUNDED.finditer(view):
        verb = match.span("verb")
        name = name_before(segments, match.start(), names) or name_before(segments, verb[0], names)
        if name is None:
            continue
        led = _BY.search(view, max(0, name[0] - 40), name[0])
        if led is not None:
            yield name, verb, led.span("firm") if led["firm"] else None, FOUNDER
        elif match["what"]:
            yield name, verb, match.span("what"), FOUNDER
    for match in _RUNS.finditer(view):
        end = names.at(view, match.end())
        if end:
            called = FOUNDER if match["verb"].startswith("创") else LEADER
            yield (match.end(), end), match.span("verb"), match.span("firm"), called


def joined(draft: Draft) -> Iterator[tuple[int, Span, Span]]:
    """Yield where somebody joins a firm, the firm, and the words that hold the new title."""
    for match in _JOINED.finditer(draft.article.view):
        yield match.start(), match.span("firm"), match.span("title")


def carried(draft: Draft) -> Iterator[tuple[int, Span]]:
    """Yield where a clause goes on with an office of who was named before: ，曾任……总监."""
    for match in _CARRIED.finditer(draft.article.view):
        yield match.start(), match.span("what")


def held_by(draft: Draft) -> Iterator[tuple[int, Span]]:
    """Yield where a title ends that 由……担任 goes on with, and the words for who holds it."""
    for match in _HELD_BY.finditer(draft.article.view):
        yield match.start(), match.span("who")


def called_so(draft: Draft, names: NameWords) -> Iterator[Span]:
    """Yield names behind words for a person alone: 自然人王海涛, 接替退休的郭守义."""
    view = draft.article.view
    for match in _NAMED_SO.finditer(view):
        end = names.at(view, match.end())
        free = not "一" <= view[end : end + 1] <= "鿿" or view.startswith(("共同", "和", "与"), end)
        if end and free:
            yield match.end(), end


def named_in(draft: Draft, start: int, end: int, names: NameWords) -> Span | None:
    """Return the name that a stretch of a sentence is about: 任职多年的李慕白已."""
    view = draft.article.view
    for match in _OPENING.finditer(view, max(start, end - 60), end):
        first = match.end()
        last = names.at(view, first)
        if last <= first + 1 or last > end or view[last : last + 1] not in _AFTER_NAME:
            continue
        if "接替" not in view[max(start, first - 10) : first]:
            return first, last
    return None


def _is_part(segments: Segments, before: Token, start: int) -> bool:
    """Tell whether a sign right before a position is rather part of a name than a word."""
    single = before.end == start and before.end - before.start == 1
    seldom = segments.often(segments.view[before.start]) < MIDDLE
    return single and (before.kind == UNKNOWN or seldom)


def name_before(segments: Segments, end: int, names: NameWords) -> Span | None:
    """Return the name of a person that ends at a position and begins where a word does."""
    words = segments.within(max(0, end - 16), end)
    for number, one in reversed(list(enumerate(words))):
        before = words[number - 1] if number else None
        if before is not None and _is_part(segments, before, one.start):
            continue  # 伊|滕园 is no 滕园.
        if end - one.start > 1 and names.at(segments.view, one.start) == end:
            return one.start, end
    return None
