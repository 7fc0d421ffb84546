"""Names of firms by the words around them: what is no common word and stands where firms do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found
from jwviewer.reading.layers.zh.name_starts import RARE, NameStarts, is_hard
from jwviewer.reading.layers.zh.segments import (
    BODY,
    FORM,
    GERUND,
    HEAD,
    NOUN,
    NUMBER,
    PARTICLE,
    PLACE,
    QUALITY,
    TITLE,
    TRADE,
    UNKNOWN,
    VERB,
    Segments,
    Token,
)
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_DATED = later(r"\d{4}年|\d{1,2}月")
_TRADERS = later(r"运营商|企业|行业|市场|产业|巨头|厂商|龙头|服务")
_HELD = later(
    r"(?:的)?(?:\d{1,3}(?:\.\d{1,4})?%|全部|部分|控股)的?(?:股权|股份)|"
    r"(?:的)?[\d.,]{1,12}(?:万|亿)(?:元|美元|欧元|日元|港元)?的?[^，。；\d]{0,6}(?:投资|融资|增资|入股|注资|订单|贷款)"
)
_OF_DEALS = later(r"的(?:合作|协议|合同|订单|谈判|交易|股权|股份|框架|收购|并购|投资|控股权|竞购)")
_SPOKEN_OF = frozenset("与和同被由向给")
_DOES = "将已曾正拟则也还均都又再并"
_PARTS = later(r"事业部|业务部|业务|部门|研究院|中心|合资公司|子公司")
_DOING = later(
    rf"(?:近日|日前|今日|此前|今年|去年|同时|再次|首次|正式|分别|有望|计划|[{_DOES}]){{0,2}}"
)
_COMMON = 5.0
"""A word as frequent as this, as a power of four, is no name without a firm's work beside it."""
MOSTLY = 6.6
"""A noun more frequent than this is no name at all."""
SELDOM = 3.5
"""A word less frequent than this may be a firm's own though it is a quality: 宏远锂电."""
FREQUENT = 7.0
"""A verb or particle more frequent than this opens no name."""
MOST_SIGNS = 5
MOST_FOREIGN = 8
"""Signs of a name, and of one that is spelt by its sound: 法尔玛维达."""
HOUSES = frozenset("厂店社馆")


def suffixed(draft: Draft, known: FirmWords, starts: NameStarts, found: Found) -> None:
    """Add what stands before 科技, 能源, 股份 and the like where its neighbours let it."""
    view, segments = draft.article.view, starts.segments
    seen: dict[str, list[int]] = defaultdict(list)
    for at, end in known.ends.places(view):
        suffix = view[at:end]
        if not view[at - 1 : at].isalnum():
            continue  # After a stop no name can have begun.
        plain = suffix in known.common and segments.often(view[at - 2 : at]) >= SELDOM
        if plain and not known.deeds.match(view, end) and not known.executive.match(view, end):
            continue  # 清洁能源技术 is no name.
        floor = max(draft.sentence(at).start, at - 10)
        start = starts.at(floor, at, strict=True)
        core, name = view[start:at], view[start:end]
        lined = known.executive.match(view, end) or _PARTS.match(view, end)
        if lined and starts.count(core) > starts.count(name) + 1:
            continue  # 茶屿供应链副总裁 has to do with supply at 茶屿.
        if (
            not 1 < len(core) <= 8
            or known.is_plain(name)
            or core in known.suffix_set
            or (core[-1] in "的了型新性化" and core[-2:] not in known.suffix_set)
            or (core in known.places and _TRADERS.match(view, end))
        ):
            continue
        words = segments.within(start, at)
        new = is_new(words)
        works = suffix in known.works
        if suffix in known.common and view.startswith("产品", end):
            continue  # 脊柱微创导航产品
        if suffix == "显示" and view[end : end + 1] in "，,：:":
            continue  # 天眼查显示，
        if suffix == "集团" and starts.opens_name(end):
            continue  # 奢侈品集团帕尔梅里
        verb = suffix in known.inner and words and words[-1].kind == TRADE
        if suffix in known.inner and view[start - 1 : start] == "在":
            continue  # 在鲁韦斯建设聚乙烯装置
        if verb and re.match(r"[\d了建约近超逾]|\Z", view[end : end + 1]):
            continue  # 由桂海糖业投资8亿元 has a verb there.
        if new and not works and words[0].kind == PLACE and is_new(words[1:]):
            # 深圳移远电池 is 移远电池 of Shenzhen.
            start = words[1].start
            core, name, words = view[start:at], view[start:end], words[1:]
        common = not (new or works) and not may_name(segments, words, core, known)
        if common and (
            suffix in known.common
            or ("一" <= view[start - 1 : start] <= "鿿" and not known.is_led(view, start))
            or not _is_firm(segments, words, core, known)
        ):
            continue
        left = _left(view, start, known, segments)
        right = _right(view, end, known, segments)
        seldom = segments.often(core) < SELDOM
        lead = not new and left > 1 and known.is_led(view, start)
        needed = 1 if lead and seldom else 3 - seldom
        if suffix in known.common and not new and (left < 2 or right < needed):
            continue
        if common and (left < 2 or right < 3):
            continue  # 阳光海运旗下 is one, 阳光海运 alone need not be.
        if new and not right and words[-1].kind == TRADE:
            continue  # 海岳证券|电子行业首席分析师
        if new:
            ground = (left + right + 1 if right else left) if _is_brand(words) else 0
            if suffix in known.common and (left + right < 3 or not right):
                ground = 0
        elif works:
            placed = bool(words) and words[0].kind == PLACE and core not in known.areas
            ground = 2 if placed and len(words) == 1 and left and right else 0
        else:
            house = suffix in known.houses or lead
            ground = 0 if known.openers.end(core) else left + right - 1 + house
        seen[name].append(ground)
    for name, grounds in seen.items():
        total = max(grounds) + (len(grounds) > 1)
        if total > 1 and max(grounds) > 0:
            found.add(name, 0.85 if total > 2 else 0.7)


def _is_brand(words: list[Token]) -> bool:
    """Tell whether new signs, after an area or not, and trades behind them make a name."""
    kinds = "".join("." if one.end - one.start == 1 else one.kind for one in words)
    return re.fullmatch(r"s{0,2}[nq]?(?:\.{2,5}|\?)x{0,2}", kinds) is not None


def is_new(words: list[Token]) -> bool:
    """Tell whether a phrase holds two signs together that are no common word."""
    if len(words) == 1:
        return False
    single = [one.end - one.start == 1 for one in words]
    return any(a and b for a, b in pairwise(single)) or any(one.kind == UNKNOWN for one in words)


def may_name(segments: Segments, words: list[Token], core: str, known: FirmWords) -> bool:
    """Tell whether a common word may be a firm's own: 云岭 or 长城, but not 车主停车."""
    if not words:
        return True  # Letters.
    if all(one.kind == PLACE for one in words) and core in known.places:
        return len(words) == 1 and core in known.towns
    own = words[1:] if len(words) > 1 and words[0].kind == PLACE else words
    while len(words) > 1 and words[-1].kind == TRADE and words[0].kind == PLACE:
        words, own = words[:-1], words[:-1]  # 中远|石化|物流
    if len(own) == 1 and own[0].kind == PLACE and not known.is_area(core):
        return True  # 江南|染整
    if len(own) == 2 and {one.end - one.start for one in own} == {1, 2}:
        kinds = {one.kind for one in own}
        rare = all(segments.often(segments.view[a:b]) < RARE for a, b, _ in own if b - a > 1)
        return rare and kinds <= {NOUN, QUALITY, PLACE}  # 玲珑|山|轮胎
    if len(own) != 1 or own[0].kind in (
        VERB,
        NUMBER,
        PARTICLE,
        HEAD,
        TITLE,
        TRADE,
        GERUND,
    ):
        return False
    text = segments.view[own[0].start : own[0].end]
    return segments.often(text) < (SELDOM if own[0].kind == QUALITY else _COMMON)


def _is_firm(segments: Segments, words: list[Token], core: str, known: FirmWords) -> bool:
    """Tell whether a word that is rather common may be a firm's own where firms stand."""
    plain = len(words) == 1 and words[0].kind == NOUN and not known.openers.end(core)
    return plain and segments.often(core) < MOSTLY


def _left(view: str, start: int, known: FirmWords, segments: Segments) -> int:
    """Return how well a name may begin here: 2 after a stop or 企业, 1 after other words."""
    sign = view[start - 1 : start]
    if not "一" <= sign <= "鿿" or sign in HOUSES:
        return 2
    before = view[max(0, start - 5) : start]
    if known.is_led(view, start):
        return 2
    if known.party.search(before) or known.ends_with_place(before.removesuffix("的")):
        return 2
    held = segments.within(max(0, start - 8), start)
    return int(bool(held) and held[-1].kind in (VERB, PARTICLE, HEAD, TITLE, PLACE, NUMBER))


def _right(view: str, end: int, known: FirmWords, segments: Segments) -> int:
    """Return how well a name may end here: 3 and 2 before what firms do, 1 before other words."""
    after = view[end : end + 4]
    if known.deeds.match(view, end) or known.executive.match(view, end) or _HELD.match(view, end):
        return 3
    held = segments.within(end, end + 8)
    word = held[0] if held and held[0].start == end else None
    told = known.acts.match(after)
    if word is not None and word.kind in (NOUN, QUALITY, TRADE, FORM, HEAD):
        # 川渝连锁|超市: 超 is no act there.
        return 2 if told and end + told.end() >= word.end else 0
    if told or _DATED.match(view, end):
        return 2
    return int(not "一" <= after[:1] <= "鿿" or word is not None)


def bare(
    draft: Draft, known: FirmWords, starts: NameStarts, found: Found, people: set[str]
) -> None:
    """Add names without any mark of their own: 快递企业速驿达, 茶屿宣布."""
    view, segments = draft.article.view, starts.segments
    grounds: dict[str, int] = defaultdict(int)
    for start, end in _new_runs(segments):
        whole = _with_noun(segments, start, end)
        if whole > end:
            opens = not view[start - 1 : start].isalnum() and not known.is_plain(view[start:end])
            acts = known.deeds.match(view, whole) or _DATED.match(view, whole)
            dealt = _HELD.match(view, whole) or _OF_DEALS.match(view, whole)
            told = (opens and acts) or (dealt and view[start - 1] in _SPOKEN_OF)
            if told and view[start:whole] not in people:
                grounds[view[start:whole]] += 2
                continue
        for first, last in _tails(view, start, end, known):
            while last - first > 3 and view[last - 1] in _DOES:
                last -= 1  # 辽光特玻|正寻求……
            name = view[first:last]
            if name in found.strength or name in people or known.is_plain(name):
                continue
            if name[-1] in "上下中里内外前后时" or (
                len(name) < 3 and name[0] in "新首再重老全多大小"
            ):
                continue
            led = _is_led(view, first, known, segments)
            own = last - first > 3 or known.is_foreign(name) or name[0] not in starts.surnames
            if last - first > 2 and own and not starts.is_dotted(name):
                deed = _DOING.match(view, last)
                if deed is not None and known.deeds.match(view, deed.end()):
                    # 爱普斯将获得: who so acts is a firm or a person.
                    grounds[name] += 2 if not "一" <= view[first - 1 : first] <= "鿿" else 0
                spoken = view[first - 1 : first] in _SPOKEN_OF and known.deeds.match(view, last)
                if _HELD.match(view, last) or _OF_DEALS.match(view, last) or spoken:
                    grounds[name] += 2
            free = not "一" <= view[first - 1 : first] <= "鿿"
            joined = view[first - 1 : first] in "与和同、及" and not free
            acts = known.doing.match(view, last)
            closed = not "一" <= view[last : last + 1] <= "鿿" or known.acts.match(view, last)
            if led and (closed or acts):
                grounds[name] += 2
            elif (free or joined) and acts and last == end:
                grounds[name] += 1
    for name in _apposed(view, segments, starts, known):
        if name not in people and name not in found.strength:
            grounds[name] += 2
    for name, ground in grounds.items():
        if ground > 1 or (ground and starts.count(name) > 2):
            longer = [one for one in grounds if name in one and one != name]
            if not any(starts.count(one) == starts.count(name) for one in longer):
                found.add(name, 0.75 if starts.count(name) > 1 else 0.6)


def _with_noun(segments: Segments, start: int, end: int) -> int:
    """Return where a noun ends that goes on with two new signs: 天衡|晶体; ``end`` if none does."""
    if end - start != 2:
        return end
    after = segments.within(end, end + 3)
    named = after and after[0].start == end and after[0].kind in (NOUN, TRADE)
    return after[0].end if named and after[0].end == end + 2 else end


def _is_led(view: str, first: int, known: FirmWords, segments: Segments) -> bool:
    """Tell whether a word for a kind of firm stands before a name: 快递企业, 玩具厂, 互联网医院."""
    if view[first - 1 : first] in HOUSES or known.is_led(view, first):
        return True
    held = segments.within(max(0, first - 8), first)
    return bool(held) and held[-1].end == first and held[-1].kind == BODY


def _apposed(view: str, segments: Segments, starts: NameStarts, known: FirmWords) -> Iterator[str]:
    """Yield what stands right behind a word for a kind of firm: 电梯维保公司通达升降签了."""
    runs = {segments.number(match.start()) for match in known.kinds.finditer(view)}
    for run in sorted(runs):
        words = segments.words_of(run)
        for number, one in enumerate(words[1:-1], 1):
            kind = words[number - 1].kind
            if one.kind not in (HEAD, FORM) or (
                one.end - one.start < 3 and kind not in (NOUN, TRADE, QUALITY, GERUND)
            ):
                continue
            held: list[Token] = []
            for other in words[number + 1 : number + 6]:
                stops = other.kind in (VERB, PARTICLE, NUMBER, HEAD, TITLE, FORM)
                if is_hard(view, other.start) if other.end - other.start == 1 else stops:
                    break
                held.append(other)
            while len(held) > 1 and (
                held[-1].kind == GERUND or view[held[-1].start : held[-1].end] in _DOES
            ):
                held.pop()  # 品牌贝托尼|合作
            if len(held) > 1 and known.is_area(view[held[0].start : held[0].end]):
                held = held[1:]  # 老客户|巴西|阿格罗苏尔
            if not held:
                continue
            name = view[held[0].start : held[-1].end]
            brief = len(name) == 2 and is_new(held) and known.doing.match(view, held[-1].end)
            if not (2 < len(name) < 7 or known.is_foreign(name) or brief):
                continue
            if known.is_plain(name) or known.openers.end(name):
                continue
            rare = all(segments.often(view[a:b]) < _COMMON for a, b, _ in held)
            rare = rare and one.kind == HEAD
            opens = held[0].kind in (VERB, PARTICLE) and held[0].end - held[0].start == 1
            if opens and segments.often(name[0]) > FREQUENT:
                continue  # 供应链公司|会先赚到钱
            if is_new(held) or (rare and starts.count(name) > 1):
                yield name


def _tails(view: str, start: int, end: int, known: FirmWords) -> Iterator[Span]:
    """Yield the ends of a run of new signs that may be a name."""
    if end - start <= MOST_SIGNS or known.is_foreign(view[start:end]):
        yield start, end


def _new_runs(segments: Segments) -> Iterator[Span]:
    """Yield the stretches of two signs and more that are no common words."""
    view = segments.view
    for words in segments.every():
        begin = last = -1
        for start, end, _ in words:
            single = end - start == 1 and not is_hard(view, start)
            if single and begin < 0:
                begin = start
            if not single and begin >= 0:
                if start - begin > 1:
                    yield begin, start
                begin = -1
            last = end
        if begin >= 0 and last - begin > 1:
            yield begin, last
