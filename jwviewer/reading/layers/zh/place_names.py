"""Places of a Chinese text that no list holds, by the words around them: 四川安岳, 从里摩日赶来."""

from __future__ import annotations

from collections.abc import Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.name_starts import HARD
from jwviewer.reading.layers.zh.segments import (
    GERUND,
    NOUN,
    PARTICLE,
    PLACE,
    VERB,
    Segments,
    segments_of,
)
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_ENDS = HARD - set("日月")
MOST = 6
"""Signs of a name that is written with new signs alone."""
_AREA = later(
    r"矿区|口岸|机场|码头|火车站|高速|工业园|经济区|自贸区|地区|一带|盆地|草原|高原|港区|沿岸"
)
_INTO = later(
    r"(?:位于|发自|飞往|前往|来到|抵达|落户|进驻|驻扎|远赴|奔赴|赶赴|扎根|回到|总部设在|总部在|"
    r"从|赴|在[^，。；“”]{1,8}?[边境部郊]的)"
)
_AT = later(r"(?:[在赴从于至到]|地址?为|地为|位于|发自|来自|落户|抵达|前往|拿下|省|市|自治区)\Z")
_LISTED = later(r"、|等|和|与|及|[两三四]地|，|。")
_WIRE = later(r"(?:社|报|网|台)(?=[一-鿿]{2,6}\d{1,2}月\d{1,2}日(?:电|讯|专电))")
_GOES = later(
    r"[，。；、（\n ]|\Z|的(?!合作|企业|公司)|赶来|出发|启程|运往|举行|召开|签"
    r"|建[设成厂]|设[厂立]|投[产资]|落地|包下|开[工业幕]|\d|到|至|运|采购|总部|工厂|当地"
)


def place_spans(draft: Draft) -> Iterator[Span]:
    """Yield where places stand that a wider area, a verb of motion or what is there shows."""
    view, segments = draft.article.view, segments_of(draft)
    for words in segments.every():
        for number, one in enumerate(words):
            if (
                one.kind == PLACE
                and number + 1 < len(words)
                and words[number + 1].end - words[number + 1].start == 1
            ):
                end = new_run(segments, one.end)
                if not _AT.search(view, max(0, one.start - 4), one.start):
                    continue
                if end and (_GOES.match(view, end) or _is_free(segments, end)):
                    yield one.end, end
            if one.kind == PLACE and view[one.end : one.end + 1] == "、":
                end = new_run(segments, one.end + 1)
                if end and _LISTED.match(view, end):
                    yield one.end + 1, end
    for pattern in (_INTO, _WIRE):
        for match in pattern.finditer(view):
            end = new_run(segments, match.end())
            if end and (pattern is _WIRE or _GOES.match(view, end)):
                yield match.end(), end
    for match in _AREA.finditer(view):
        start = match.start()
        for one in reversed(segments.within(max(0, start - MOST), start)):
            if one.end != start or one.end - one.start > 1 or view[one.start] in HARD:
                break
            start = one.start
        if match.start() - start > 2:
            yield start, match.start()


def new_run(segments: Segments, start: int) -> int:
    """Return where two to six signs that are no common words end; 0 if none begin here."""
    end = start
    for one in segments.within(start, start + MOST + 2):
        if one.start != end or one.end - one.start > 1 or segments.view[one.start] in _ENDS:
            break
        end = one.end
    return end if 1 < end - start <= MOST else 0


def is_stem(segments: Segments, start: int, end: int) -> bool:
    """Tell whether what stands before 县 or 镇 may be its name: 岚川, but not 富民强."""
    words = segments.within(start, end)
    if not words or words[-1].end != end:
        # Name and level are one word of the list.
        whole = segments.within(start, end + 1)
        return len(whole) == 1 and whole[0].kind == PLACE
    if len(words) == 1:
        return words[0].kind == PLACE
    return all(one.end - one.start == 1 or one.kind == PLACE for one in words)


def _is_free(segments: Segments, position: int) -> bool:
    """Tell whether a name may end here: a word follows that is no noun."""
    held = segments.within(position, position + 8)
    return (
        bool(held) and held[0].start == position and held[0].kind in (VERB, PARTICLE, GERUND, NOUN)
    )
