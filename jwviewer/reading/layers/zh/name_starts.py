"""Where a company's name begins in a text without blanks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.person_names import name_words
from jwviewer.reading.layers.zh.segments import (
    GERUND,
    HEAD,
    NOUN,
    NUMBER,
    PARTICLE,
    PLACE,
    TITLE,
    TRADE,
    VERB,
    Token,
    segments_of,
)
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

MOST = 34
"""Signs of a name before its legal form."""
RARE = 4.5
"""Words less frequent than this, as a power of four, may open a name: 中铁疆北工程局."""
COUNTED = 30_000
"""Signs from the beginning of a text in which a name is counted."""

_FOREIGN = later(r"[^一-鿿A-Za-z0-9·&-]")
_INNER = later(r"[（(](?P<inside>[一-鿿]{2,6})[）)]\Z")
_DOT = later("·")
_LEGAL = later(r"(?:股份|责任)?有限|股份公司|有限责任")
_INSIDE = frozenset(
    ["集团", "控股", "中国", "国际", "香港", "亚太", "亚洲", "大中华区", "全国", "海外"]
)
HARD = frozenset(
    "与和及由在的是了于从被把给将已就对向以为也都还又并其该本此这那各每某则而但且或等之所曾跟因"
    "持比较按据若如即仍才再最很太更不没未只仅均亦约逾自至到第"
    "他她它我你们谁叫系让使称说占用获年月日时个家名位种项次座台辆吨元亿倍"
)
"""Single signs after which a name begins: particles, plain verbs, measures."""


COUNTS = frozenset("年月日时家名位座台辆吨元亿倍")
"""Measures that stand in names as well, but for after a number: 颐年居, 皓元医药."""
_NUMERAL = frozenset(
    "0123456789一二三四五六七八九十百千万亿两几半每本今去明当同前后多数第这那该各某"
)


def is_hard(view: str, position: int) -> bool:
    """Tell whether a sign that is no word's part ends what stands before it."""
    sign = view[position]
    if sign in COUNTS:
        return position == 0 or view[position - 1] in _NUMERAL
    if sign == "比":
        # 阿克比达伊 is a name, 比公路冷链 is none.
        return position == 0 or not "一" <= view[position - 1] <= "鿿" or view[position - 1] in HARD
    return sign in HARD


class StartWords:
    """The words after which a name begins, and those that only look like them."""

    def __init__(self, lexicons: Lexicons) -> None:
        stops = choice(lexicons.words("zh/firms", "stops"))
        safe = choice(lexicons.words("zh/firms", "not_stops"))
        self.pattern = later(rf"(?P<ok>{safe})|(?P<stop>{stops})")
        countries = lexicons.words("zh/places", "countries")
        self.abroad = later(choice(one for one in countries if one != "中国"))
        self.stops = frozenset(lexicons.words("zh/firms", "stops"))
        self.safe = later(safe)
        self.trades = frozenset(lexicons.words("zh/firms", "suffixes"))


def start_words(lexicons: Lexicons) -> StartWords:
    """Return the words after which names begin."""
    return StartWords(lexicons)


class NameStarts:
    """Finds where names begin; dates and figures end them, numbers within names do not."""

    def __init__(self, draft: Draft, people: Iterable[Span]) -> None:
        self.view = draft.article.view
        self.known = draft.lexicons.once(start_words)
        self.segments = segments_of(draft)
        barred = {match.start() for match in _FOREIGN.finditer(self.view)}
        for one in draft.of_kind("_date", "_duration", "figure", "_target"):
            barred.update(range(*one.span))
        for span in people:
            barred.update(range(*span))
        self.barred = sorted(barred)
        self.surnames = draft.lexicons.once(name_words).surnames
        self._counts: dict[str, int] = {}
        self._dotted: dict[int, set[str]] = {}

    def at(self, floor: int, end: int, *, strict: bool = False) -> int:
        """Return where a name begins that ends here; ``end`` if there is none.

        ``strict`` lets a single sign such as 对 at the very end cut the whole name off.
        """
        view, position = self.view, end
        least = max(floor, end - MOST)
        while position > least:
            sign = view[position - 1]
            if sign in "）)":
                inner = _INNER.search(view, max(least, position - 8), position)
                if inner is None or not self._is_inner(inner["inside"]):
                    break
                position = inner.start()
                continue
            number = bisect_left(self.barred, position)
            begin = max(least, self.barred[number - 1] + 1 if number else 0)
            if begin == position:
                break
            position = begin
        return self._start(position, end, strict=strict)

    def _is_inner(self, inside: str) -> bool:
        """Tell whether words in brackets belong to the name around them: 衡羽（苏州）医药."""
        return inside in _INSIDE or self.segments.kind(inside) == PLACE

    def is_head(self, end: int) -> bool:
        """Tell whether the word that ends here calls a firm by its kind: 合资公司."""
        held = self.segments.within(end - 6, end)
        return bool(held) and held[-1].kind == HEAD and held[-1].end - held[-1].start > 2

    def is_own(self, words: list[Token]) -> bool:
        """Tell whether two single signs are a firm's own: 美客|公司, but not 他家|公司."""
        return len(words) == 2 and all(
            one.end - one.start == 1
            and not is_hard(self.view, one.start)
            and one.kind not in (NUMBER, PARTICLE, VERB)
            for one in words
        )

    def opens_name(self, position: int) -> bool:
        """Tell whether new signs follow, which are the name then: 奢侈品集团|帕尔梅里."""
        after = self.segments.within(position, position + 8)[:2]
        return len(after) > 1 and all(
            one.end - one.start == 1 and not is_hard(self.view, one.start) for one in after
        )

    def _start(self, position: int, end: int, *, strict: bool) -> int:
        view, known = self.view, self.known
        words = self.segments.within(position, end)
        start, number = position, 0
        for index, one in enumerate(words):
            if self._stops(words, index, end, first=index == number, strict=strict):
                start, number = one.end, index + 1
        start = self._brand(words[number:], start, end)
        abroad = known.abroad.match(view, start, end)
        if abroad is not None and end - abroad.end() >= (4 if _LEGAL.match(view, end) else 2):
            start = abroad.end()
        return start

    def _stops(
        self, words: list[Token], index: int, end: int, *, first: bool, strict: bool
    ) -> bool:
        """Tell whether a name begins after a word at the earliest."""
        one = words[index]
        text = self.view[one.start : one.end]
        if one.end == end and not (strict and len(text) == 1):
            return False  # A word at the very end belongs to the name: 恒信投资有限公司.
        if one.end == end and text in "和同达" and not first and _is_single(words[index - 1]):
            return False  # 安和保险, but not 翎航科技以技术.
        if len(text) > 1 and text.endswith("的"):
            return True  # 创办的|声学公司
        if text in "有即如" and index and words[index - 1].kind == HEAD:
            return True  # 客户有|凌宇底盘
        if text == "商" and not first and words[index - 1].kind in (TRADE, NOUN):
            return True  # 地产商|锦澜集团
        if len(text) == 1:
            # No "and" opens a phrase: 由和光资本领投.
            return is_hard(self.view, one.start) and not (
                text == "和" and first and self.view[one.start - 1 : one.start] not in ("）", ")")
            )
        if one.kind in (HEAD, TITLE, PARTICLE, NUMBER):
            return True
        if one.kind == VERB or text in self.known.stops:
            rest = words[index + 1 :]
            return not all(other.kind in (TRADE, GERUND) for other in rest) or first
        return False

    def _brand(self, words: list[Token], start: int, end: int) -> int:
        """Return where the name's own word begins; an area before it belongs to the name."""
        run = next(
            (
                number
                for number, (one, other) in enumerate(pairwise(words))
                if one.end - one.start == 1 == other.end - other.start and other.end <= end
            ),
            0,
        )
        view, own = self.view, words[run].start if words else start
        while run and words[run - 1].kind == PLACE:
            run -= 1
        if run == 1 and words[0].kind == NOUN and self.segments.often(view[start:own]) < RARE:
            run = 0
        if not run:
            if own > start and not _LEGAL.match(view, end) and self._alone(start, own, end):
                return own
            return start
        return start if self.count(view[start:end]) > 1 else words[run].start

    def _alone(self, start: int, own: int, end: int) -> bool:
        """Tell whether a name stands elsewhere without the area before it here."""
        view = self.view
        area = view[start:own]
        name = view[own : own + 2] if area == "中国" else view[own:end]
        return self.count(name) > self.count(area + name)

    def count(self, text: str) -> int:
        """Return how often a text stands in the article's beginning, or a long way of it."""
        held = self._counts.get(text)
        if held is None:
            held = self._counts[text] = self.view.count(text, 0, COUNTED)
        return held

    def is_dotted(self, name: str) -> bool:
        """Tell whether a name stands behind a dot somewhere, as a family's does: 约翰·史密斯."""
        size = len(name)
        if size not in self._dotted:  # looked up, for there are many names and the view is long
            ends = [match.end() for match in _DOT.finditer(self.view)]
            self._dotted[size] = {self.view[end : end + size] for end in ends}
        return name in self._dotted[size]


def _is_single(one: Token) -> bool:
    return one.end - one.start == 1
