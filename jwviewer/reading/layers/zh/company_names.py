"""Strings of a Chinese text that name companies, each with what shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.brands import bare, is_new, may_name, suffixed
from jwviewer.reading.layers.zh.company_lists import listed
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found, firm_words
from jwviewer.reading.layers.zh.latin_names import ACRONYMS, latin_names
from jwviewer.reading.layers.zh.name_starts import NameStarts, start_words
from jwviewer.reading.layers.zh.posts import Post
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
    TRADE,
    VERB,
    Token,
)
from jwviewer.reading.layers.zh.short_names import add_short_names
from jwviewer.reading.layers.zh.words import places_of
from jwviewer.reading.patterns import later

_LEGAL = later(
    r"(?:股份有限公司|有限责任公司|有限公司|股份公司|株式会社|集团公司|"
    r"(?<!分)公司)|集团(?!股份|有限|公司|控股有限|控股股份|化|内|军)|"
    r"控股(?!集团|股东|子公司|权|公司|有限|股份|比例|了|的|合资|方|经营|"
    r"收购|\d)|(?:专业)?合作社(?:联合社)?|(?:中心|企业|基金)（有限合伙）"
)
_BRACKET = later(r"[ ]?[（(](?P<inside>[^（）()\n]{1,80})[）)]")
_QUOTED = later(r"[“\"‘「『](?P<name>[^“”\"‘’「」『』，。]{2,16})[”\"’」』]")
_CALLED = later(
    r"(?:以下|下|全)?(?:统?简称|下称|又称|前称|曾用名)(?:为|：|"
    r":)?[ ]?(?P<name>[一-鿿A-Za-z0-9·]{2,14})"
)
_CHRISTENED = later(
    r"(?:合资公司|合资企业|新公司|子公司|合营公司|品牌公司)(?:，"
    r"?(?:名为|定名为|命名为|取名))?[“「](?P<name>[一-鿿A-Za-z]{2,"
    r"14})[”」]"
)
_LATIN = later(
    r"(?:英文名?(?:称|为)?[：:]?)?(?P<name>[A-Z][A-Za-zÀ-ÿ&'.-]{1,"
    r"24}(?: [A-Za-zÀ-ÿ&'.-]{1,24}){0,5})(?=[，,;；、]|\Z)"
)
_PAIR = later(
    r"(?:(?<=[，。；：、“\n日])|\A|(?<=近日)|(?<=宣布)|"
    r"(?<=获悉))(?P<a>[一-鿿A-Za-z]{2,14}?)(?:与|和|同|携手|联合|"
    r"牵手)(?P<b>[一-鿿A-Za-z ]{2,20}?)"
    r"(?=(?:在[一-鿿]{2,10})?(?:近日|今日|日前|昨日|正式|共同|分别|联合|"
    r"携手|再次|双方|已|将|已经|成功)*(?:签署|签订|签约|达成|签下|订立|"
    r"成立|合资|举行|宣布|开展|建立|展开|启动|组建|设立|合作|就))"
)
_DATED = later(r"\d{4}年|\d{1,2}月")
_DEEDS = frozenset(("建设", "投资", "制造", "服务", "开发", "包装", "运输"))
_TRADE = later(r"运营商|企业|行业|市场|产业|巨头|厂商|龙头|服务")
_ADVERBS = "曾已将还也则就又再便亦正现有共约"
_GENERIC = later(r"(?:该|本|我|其|两)?(?:公司|集团|企业|行业)")


def company_names(draft: Draft, found_posts: list[Post]) -> Found:
    """Return the names of companies, full ones first, then short ones that the text shows."""
    known = draft.lexicons.once(firm_words)
    starts = NameStarts(draft, (one.name for one in found_posts))
    people = {draft.article.view[slice(*one.name)] for one in found_posts}
    found = Found()
    _formal(draft, known, starts, found)
    _of_posts(draft, known, starts, found_posts, found)
    suffixed(draft, known, starts, found)
    _plants(draft, known, found)
    latin_names(draft, known, found, people)
    _pairs(draft, known, starts, found, people)
    bare(draft, known, starts, found, people)
    listed(draft, known, found, people)
    view = draft.article.view
    for match in _CHRISTENED.finditer(view):
        if not known.is_plain(match["name"]):
            found.add(match["name"], 0.75)
    for name in known.known:
        for match in re.finditer(rf"{name}(?![A-Z]-?\d)", view) if name in view else ():
            # 空客A319 is a model that the firm has made, 英国|石油化工 is no firm.
            held = starts.segments.within(match.end() - 1, match.end() + 3)
            if held and held[0].start < match.end() < held[0].end:
                continue
            division = view[match.end() : known.ends.end(view, match.end())]
            if division and name[:2] in known.areas:
                continue
            found.add(name + division, 0.85)
    for match in known.nationals(view):
        found.add(match.group(), 0.8)
    for match in (*known.quoted.finditer(view), *known.foreign.finditer(view)):
        if not known.is_plain(match["name"]) and match["name"] not in ACRONYMS:
            found.add(match["name"], 0.8)
    counts = _bracketed(view, known, found)
    _without_verbs(counts, found)
    _without_deeds(view, counts, known, found)
    add_short_names(draft, known, found)
    for name in people & set(found.strength):
        del found.strength[name]
    return found


def _formal(draft: Draft, known: FirmWords, starts: NameStarts, found: Found) -> None:
    view = draft.article.view
    weak: dict[str, int] = defaultdict(int)
    last = 0
    for match in _LEGAL.finditer(view):
        # No name goes on behind another one's 公司.
        floor = max(last, draft.sentence(match.start()).start)
        last = match.end() if match.group().endswith("公司") else last
        if match.start() - floor < 2:
            continue
        if starts.is_head(match.end()):
            continue  # 上市公司 and 合资公司 have no name.
        legal = "有限" in match.group() or match.group() in ("股份公司", "株式会社")
        start = starts.at(floor, match.start(), strict=not legal)
        name = view[start : match.end()]
        core = view[start : match.start()]
        if (
            len(core) < 2
            or (core in known.suffixes and not legal)
            or known.is_plain(name)
            or known.is_plain(core)
            or (not legal and known.is_generic(core))
        ):
            continue
        words = starts.segments.within(start, match.start())
        if not legal and not is_new(words) and words:
            plain = words[0].kind in (NUMBER, QUALITY, HEAD) or core == "中国"
            named = may_name(starts.segments, words, core, known) or _municipal(words, core, known)
            led = match.group() in ("集团", "公司") and starts.opens_name(match.end())
            if plain or led or (match.group() == "公司" and not named):
                continue
        opened = not legal and known.openers.end(core) and len(core) < 6
        brief = match.group() == "公司" and len(core) < 3 and not core.isascii()
        if opened or (brief and not starts.is_own(words)):
            weak[name] += 1
            continue
        found.add(name, 0.97 if legal else 0.9)
    for name, count in weak.items():
        if count > 1:
            found.add(name, 0.85)


def _municipal(words: list[Token], core: str, known: FirmWords) -> bool:
    """Tell whether a town and what is run there make a name: 南京|地铁|运营|公司."""
    town = words[0].kind == PLACE and not known.is_abroad(core[: words[0].end - words[0].start])
    return (
        town
        and len(words) > 1
        and words[-1].kind in (TRADE, GERUND)
        and all(one.kind in (TRADE, GERUND) or one.end - one.start == 1 for one in words[1:])
    )


def _plants(draft: Draft, known: FirmWords, found: Found) -> None:
    """Add works that a town has by number or trade: 呼和浩特第二乳品厂, but not 上海工厂."""
    view = draft.article.view
    for match in known.plants(view):
        before = view[max(0, match.start() - 1) : match.start()]
        if not "一" <= before <= "鿿" or before in "的由与和是为在于对向被":
            found.add(match.group(), 0.75)


def _bracketed(view: str, known: FirmWords, found: Found) -> dict[str, int]:
    """Note the short names in brackets after names; return how often each name stands there."""
    counts: dict[str, int] = defaultdict(int)
    for start, end in places_of(found.strength, view):
        counts[view[start:end]] += 1
        _aliases(view, end, view[start:end], known, found)
    return counts


def _without_verbs(counts: dict[str, int], found: Found) -> None:
    """Drop a name said once that ends with another one: what comes before that is a verb."""
    for name in tuple(found.strength):
        if counts[name] > 1 or "有限" in name or name in found.bracketed:
            continue
        if any(counts.get(name[cut:], 0) > 0 for cut in range(1, len(name) - 2)):
            del found.strength[name]
    for name in tuple(found.strength):
        # 微澜正 is 微澜传感 and an adverb.
        led = name[:-1] if name[-1] in _ADVERBS and len(name) > 2 else ""
        if led and any(other.startswith(led) and other != name for other in found.strength):
            del found.strength[name]


def _without_deeds(view: str, counts: dict[str, int], known: FirmWords, found: Found) -> None:
    """Leave a verb out that ends a name said once, where the rest is said often: 为幻屿科技建设."""
    for name in tuple(found.strength):
        rest, deed = name[:-2], name[-2:]
        if counts[name] != 1 or deed not in _DEEDS or name in found.bracketed or len(rest) < 3:
            continue
        if rest.endswith(tuple(known.suffixes)) and view.count(rest) > 2:
            del found.strength[name]
            found.add(rest, 0.85)


def _aliases(view: str, end: int, name: str, known: FirmWords, found: Found) -> None:
    """Note the short names in the brackets after a name."""
    bracket = _BRACKET.match(view, end)
    if bracket is None:
        return
    inside = bracket["inside"]
    told = [match["name"] for match in _QUOTED.finditer(inside)]
    if not told and (called := _CALLED.search(inside)):
        told = [called["name"]]
    if not told and (latin := _LATIN.match(inside)) and latin["name"] not in ACRONYMS:
        told = [latin["name"]]
    if not told and is_short_for(inside, name):
        told = [inside]
    for one in told:
        if known.is_plain(one):
            found.generic.setdefault(one, name)
        elif one != name:
            found.bracketed.setdefault(one, name)
            found.add(one, 0.95)


def is_short_for(short: str, full: str) -> bool:
    """Tell whether a short name is made of signs of the full one in their order."""
    if len(short) < 2 or len(short) >= len(full):
        return False
    at = 0
    for sign in short:
        at = full.find(sign, at) + 1
        if not at:
            return False
    return True


def _of_posts(
    draft: Draft, known: FirmWords, starts: NameStarts, found_posts: list[Post], found: Found
) -> None:
    view = draft.article.view
    for post in found_posts:
        for office in post.offices:
            if office.organisation is None:
                continue
            start, end = office.organisation
            while end > start and view[end - 1] in "的 ":
                end -= 1
            if view[end - 1] in "由被让":
                continue  # 其职责暂由董事长……
            begin = starts.at(start, end)
            begin += view[begin] in "前原" and end - begin > 4  # 前达索系统技术总监
            name = view[begin:end].strip()
            office_name = known.executive.search(view[office.title[0] : office.title[1]])
            if not office_name or known.is_plain(name) or len(name) > 16 or known.body.search(name):
                continue
            if (known.openers.end(name) and len(name) < 5) or _GENERIC.match(name):
                continue
            words = starts.segments.within(begin, begin + len(name))
            forms = [n for n, one in enumerate(words) if one.kind in (FORM, TRADE)]
            if forms and 0 < forms[-1] < len(words) - 1 and is_new(words[: forms[-1] + 1]):
                # 海岳证券|电子行业首席分析师: the rest is what the office is about.
                words = words[: forms[0] + 1]
                name = view[begin : words[-1].end]
            if words and not is_new(words) and name not in found.strength:
                tail = view[words[-1].start : words[-1].end]
                core = name[: -len(tail)]
                ended = words[-1].kind in (FORM, TRADE) and len(words) > 1
                if not ended or not may_name(starts.segments, words[:-1], core, known):
                    continue
            found.add(name, 0.85)


def _is_dealer(view: str, before: Token | None, one: Token) -> bool:
    """Tell whether a sign calls a firm by what it deals in: 钟表|商."""
    return (
        view[one.start : one.end] == "商"
        and before is not None
        and before.kind in (NOUN, TRADE)
        and before.end == one.start
    )


def _pairs(
    draft: Draft, known: FirmWords, starts: NameStarts, found: Found, people: set[str]
) -> None:
    """Take both sides of "A与B签署" for companies."""
    words = draft.lexicons.once(start_words)
    stops, abroad = words.pattern, later(rf"\A(?:{words.abroad.pattern})(?=[一-鿿]{{3}})")
    view = draft.article.view
    for match in _PAIR.finditer(view):
        for key in ("a", "b"):
            start, end = match.span(key)
            held = starts.segments.within(start, end)
            heads = [
                one.end
                for before, one in pairwise([None, *held])
                if one is not None
                and end - one.end > 1
                and (one.kind in (HEAD, BODY) or _is_dealer(view, before, one))
            ]
            start = heads[-1] if heads else start
            while held and held[-1].kind in (VERB, PARTICLE) and held[-1].end - held[-1].start > 1:
                end = held.pop().start  # 翎航科技官宣
            name = abroad.sub("", draft.article.view[start:end].strip())
            name = re.sub(r"[两三四五]方\Z", "", name).rstrip(_ADVERBS)
            if (
                name in people
                or known.is_plain(name)
                or known.openers.end(name)
                or known.body.search(name)
            ):
                continue
            if (
                re.search(r"[的了在是将已与和就并为]|双方|政府|合作|大学|部门|表示", name)
                or len(name) > 8
                or stops.search(name)
            ):
                continue
            held = [one for one in held if one.start >= start]
            if held and not is_new(held) and name not in found.strength:
                continue
            if any(one.kind == FORM for one in held[:-1]):
                continue  # 远帆航运集团计划与……: the name ends with 集团.
            if not any(name in longer for longer in found.strength):
                found.add(name, 0.7)
