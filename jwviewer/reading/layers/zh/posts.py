"""Offices beside names in Chinese: 中联轨道总裁黄维翰, 张三任总经理."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.movers import (
    called_so,
    carried,
    held_by,
    joined,
    movers,
    name_before,
    named_in,
)
from jwviewer.reading.layers.zh.person_names import COUNTED, NameWords, name_words
from jwviewer.reading.layers.zh.segments import TRADE, Segments, segments_of
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_LEFT = later(r"[，,。；;：:！？!?“”\"（）()\n《》]")
_JOINT = later(r"、|兼(?!任)|暨|和|及")
_UNIT = later(
    r"(?:(?:亚太|中国|大中华|欧洲|北美|亚洲|全球|国际|华东|华南|华北|"
    r"西南|西北|东北|海外|美洲|非洲)(?:区|地区|业务|市场|分公司)?"
    r"|[一-鿿]{2,8}?(?:事业部|研发部|市场部|销售部|财务部|技术部|战略部|"
    r"采购部|工程部|研究院|研究中心|业务部|业务|部门|部))\Z"
)
_OWN = later(
    r"(?:该|本|我|其)?(?:公司|集团|行)(?=[一-鿿]{1,8}(?:部|部门|中心|事业部|研究院|业务|板块)\Z)"
)
_AFTER = later(
    r"(?:先生|女士|博士|教授)?(?:今后将|随后|已|将继续|继续|仍将?|将|同时|现|曾|"
    r"历)?(?P<verb>现任|出任|担任|兼任|接任|继任|升任|当选为?|获任|改任|"
    r"任(?!务|何|命|期|意|职)|系|是|为|，(?=[^，。；]{0,24}(?:董事长|"
    r"总裁|总经理|执行官)[，。；]))"
)
_OF_WHOM = later(
    r"(?P<verb>曾任|现任|时任|历任|原任|担任|出任|曾是|身为|兼任|卸任|离任|辞任)[^，。；、\n]{4,24}?的"
)
_APPOINTS = later(r"(?:任命|聘任|聘请|委任|选举|推选|提名|推举|同意)")
_ALIAS = later(r"[（(][A-Z][A-Za-z .'-]{2,40}[）)]")
_BY = later(r"[，。；：、“”\n（]|由|经|据|对|向|和|与")


_CHIEF = frozenset(
    [
        "法定代表人", "实际控制人", "负责人", "创始人", "董事长", "总经理", "总裁", "首席执行官",
        "CEO", "首席财务官", "首席技术官", "首席运营官", "行长", "院长", "会长", "理事长", "主席",
        "厂长", "社长", "所长", "总干事", "联合创始人", "首席科学家",
    ]
)  # fmt: skip
"""Offices of which there is one: 首席执行官为李明."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office: its title, and what stands before it, which names the organisation.

    ``called`` is what the office is where its words do not say it: 创始人 for 创办.
    """

    title: Span
    organisation: Span | None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A person's name and offices."""

    name: Span
    offices: tuple[Office, ...]


class TitleWords:
    """Titles as patterns."""

    def __init__(self, lexicons: Lexicons) -> None:
        titles = lexicons.words("zh/people", "titles")
        plain = lexicons.words("zh/people", "plain_titles")
        modifiers = choice(lexicons.words("zh/people", "modifiers"))
        one = rf"(?:{modifiers}){{0,3}}(?:{choice(titles)}|首席[一-鿿]{{2,4}}官)(?:助理)?"
        self.title = later(rf"(?P<title>{one})")
        self.ending = later(rf"(?P<title>{one})\Z")
        self.plain = later(choice(plain))
        self.not_offices = frozenset(lexicons.words("zh/people", "not_offices"))
        firms = choice(lexicons.words("zh/firms", "suffixes"))
        self.unit = later(
            rf"[一-鿿A-Za-z]{{2,8}}?(?:{firms})(?P<unit>[一-鿿]{{1,8}}(?:事业部|研究院|中心|部门|部))\Z"
        )
        self.bracket = later(rf"[（(](?P<title>{one})[）)]")


def title_words(lexicons: Lexicons) -> TitleWords:
    """Return the titles."""
    return TitleWords(lexicons)


def posts(draft: Draft) -> list[Post]:
    """Return the posts of the article, in order."""
    known: list[Post] | None = draft.shared.get("zh-posts")
    if known is not None:
        return known
    titles, names = draft.lexicons.once(title_words), draft.lexicons.once(name_words)
    before = list(_before(draft, titles, names))
    after = list(_after(draft, titles, names))
    held = {one.name for one in after}
    for one in before:
        if one.name not in held:
            # 首席运营官戚敏之出任总经理: one office before the name, one after it.
            after += _named_at(draft, one.name[0], titles, names)
    found = [*before, *after]
    for name, words, firm, called in movers(draft, names):
        found.append(Post(name, (Office(words, firm, called),)))
    found += _joined(draft, titles, names, found)
    found += _carried(draft, titles, names, found)
    found += [Post(name, ()) for name in called_so(draft, names)]
    found.sort(key=lambda one: one.name)
    draft.shared["zh-posts"] = found
    return found


def _before(draft: Draft, titles: TitleWords, names: NameWords) -> Iterator[Post]:
    view, segments = draft.article.view, segments_of(draft)
    floor = 0
    for match in titles.title.finditer(view):
        named = match["title"] in _CHIEF
        joins = (" ", "：", "—", "为", "是", "系") if named else (" ", "：", "—")
        start = match.end() + (view[match.end() : match.end() + 1] in joins)
        end = names.at(view, start) or names.unknown(segments, start)
        if not end or match["title"] in titles.not_offices:
            continue
        if titles.title.match(view, start) or (
            end - start == 2 and titles.title.match(view, start + 1)
        ):
            continue
        offices = _offices(
            segments_of(draft), max(floor, draft.sentence(start).start), match.end(), titles
        )
        floor = end
        if offices:
            yield Post((start, end), tuple(offices))
    for match in _OF_WHOM.finditer(view):
        end = names.at(view, match.end())
        last = titles.ending.search(view, match.end("verb"), match.end() - 1) if end else None
        if last is not None:
            offices = _offices(segments_of(draft), match.end("verb"), match.end() - 1, titles)
            if offices:
                yield Post((match.end(), end), tuple(offices))
    for match in titles.plain.finditer(view):
        start = match.end()
        while view[start : start + 1] in (" ", ":", "：") and start < match.end() + 2:
            start += 1
        end = names.at(view, start)
        if end and (
            match.group() in ("记者", "通讯员", "见习记者")
            and view[end : end + 1] in "）) ，、摄报通实\n"
        ):
            yield Post((start, end), ())


def _offices(segments: Segments, first: int, end: int, titles: TitleWords) -> list[Office]:
    """Return the offices that end here, the last first; each with what stands before its title."""
    view = segments.view
    begin = max(first, end - 60)
    cuts = [match.end() for match in _LEFT.finditer(view, begin, end)]
    begin = cuts[-1] if cuts else begin
    # After a person's name 和 is "and", at the start of a clause it belongs to a name.
    joined = begin == first and "一" <= view[max(0, begin - 1)] <= "鿿"
    while begin < end and view[begin] in ("与及、同和" if joined else "与及、"):
        begin += 1
    offices: list[Office] = []
    position = end
    while position > begin:
        joints = [
            match
            for match in _JOINT.finditer(view, begin, position)
            if titles.ending.search(view, begin, match.start())
        ]
        start = joints[-1].end() if joints else begin
        listed = [m.end() for m in re.finditer(r"、", view[start:position])]
        if listed:
            start += listed[-1]
        match = titles.ending.search(view, start, position)
        if match is None:
            break
        title = match.span("title")
        unit = _UNIT.search(view, max(start, title[0] - 14), title[0])
        if unit is not None and (unit.start() > start or _is_unit(segments, *unit.span())):
            title = (unit.start(), title[1])
        organisation: Span | None
        own = _OWN.match(view, start, title[0])
        if own is not None and own.end() < title[0]:
            # 该公司航空险部负责人: the department belongs to the office.
            organisation, title = own.span(), (own.end(), title[1])
        elif unit is not None and (part := titles.unit.match(view, start, unit.end())):
            # 平泰保险|健康险事业部总经理: the division belongs to the office.
            organisation, title = (start, part.start("unit")), (part.start("unit"), title[1])
        else:
            organisation = (start, title[0]) if start < title[0] else None
        if organisation is None and view[start - 1 : start] in ("”", "」") and start - 1 > first:
            opened = max(view.rfind("“", first, start), view.rfind("「", first, start))
            organisation = (opened + 1, start - 1) if opened >= 0 else None
        offices.append(_with_part(segments, Office(title, organisation)))
        if not joints:
            break
        position = joints[-1].start()
    offices.reverse()
    held: Span | None = None
    whole = []
    for one in offices:
        held = one.organisation or held
        whole.append(Office(one.title, held))
    return whole


def _is_unit(segments: Segments, start: int, end: int) -> bool:
    """Tell whether a department stands alone, of the firm named before: 智能事业部."""
    words = segments.within(start, end)
    if segments.view[end - 1] == "区":
        return True  # 任命……为大中华区总裁
    if not segments.view[start:end].endswith(("事业部", "业务部", "业务", "部门")):
        return False
    single = [one.end - one.start == 1 for one in words]
    return not any(a and b for a, b in pairwise(single))


def _with_part(segments: Segments, office: Office) -> Office:
    """Give an office the line of work that belongs to it: 茶屿|供应链副总裁, 速驿达|航空事业部.

    It does if the name before it stands more often without it.
    """
    if office.organisation is None:
        return office
    (start, end), view = office.organisation, segments.view
    words = segments.within(start, end)
    if len(words) < 3 or words[-1].kind != TRADE or words[-2].kind == TRADE or words[-1].end != end:
        return office
    last = words[-1].start
    brand = view[max(start, last - 3 if last - start == 3 else last - 2) : last]
    whole = view[last - len(brand) : end]
    if view.count(whole, 0, COUNTED) > 1 or view.count(brand, 0, COUNTED) < 3:
        return office
    return Office((last, office.title[1]), (start, last))


def _after(draft: Draft, titles: TitleWords, names: NameWords) -> Iterator[Post]:
    view = draft.article.view
    for sign in _BY.finditer(view):
        yield from _named_at(draft, sign.end(), titles, names)
    for sign in _APPOINTS.finditer(view):
        yield from _named_at(draft, sign.end(), titles, names)
    yield from _named_at(draft, 0, titles, names)


def _named_at(draft: Draft, start: int, titles: TitleWords, names: NameWords) -> Iterator[Post]:
    view = draft.article.view
    end = names.at(view, start)
    if not end:
        return
    bracket = titles.bracket.match(view, end)
    if bracket is not None:
        yield Post((start, end), (Office(bracket.span("title"), None),))
        return
    alias = _ALIAS.match(view, end)
    verb = _AFTER.match(view, alias.end() if alias else end)
    if verb is None:
        return
    sentence = draft.sentence(start)
    stop = re.search(
        r"[，,。；;（(！？]|(?:并|且|以及)", view[verb.end() : min(sentence.end, verb.end() + 46)]
    )
    last = verb.end() + stop.start() if stop else min(sentence.end, verb.end() + 46)
    while last > verb.end():
        match = titles.ending.search(view, verb.end(), last)
        if match is not None:
            offices = _offices(segments_of(draft), verb.end(), last, titles)
            cut = [Office(one.title, _without_de(view, one.organisation)) for one in offices]
            if cut:
                yield Post((start, end), tuple(cut))
            return
        if verb["verb"] in ("是", "为", "系", "，"):
            return
        last -= 1
        if verb.end() + 46 - last > 12:
            return


def _joined(
    draft: Draft, titles: TitleWords, names: NameWords, found: list[Post]
) -> Iterator[Post]:
    """Yield the new office of who joins a firm; the name stands before in the sentence."""
    view = draft.article.view
    held = sorted(one.name for one in found)
    for start, firm, words in joined(draft):
        match = titles.ending.search(view, words[0], words[1])
        sentence = draft.sentence(start)
        named = held[: bisect_right(held, (start, start))][-6:]
        named = [one for one in named if one[0] >= sentence.start]
        opened = names.at(view, sentence.start)
        if not named and opened and opened <= start:
            named = [(sentence.start, opened)]
        if match is not None and named:
            yield Post(named[-1], (Office((words[0], match.end()), firm),))


def _carried(
    draft: Draft, titles: TitleWords, names: NameWords, found: list[Post]
) -> Iterator[Post]:
    """Yield offices of who was named earlier in the sentence, and those that 由……担任 fills."""
    view, segments = draft.article.view, segments_of(draft)
    held = sorted({one.name for one in found})
    for start, (first, end) in carried(draft):
        last = titles.ending.search(view, first, end)
        sentence = draft.sentence(start)
        before = held[: bisect_right(held, (start, start))]
        before = [one for one in before if one[0] >= sentence.start]
        name = before[-1] if before else named_in(draft, sentence.start, start + 1, names)
        if name is not None and last is not None:
            yield Post(name, tuple(_offices(segments, first, end, titles)))
    for end, who in held_by(draft):
        name = name_before(segments, who[1], names)
        sentence = draft.sentence(end)
        if (
            name is None
            or name[0] < who[0]
            or titles.ending.search(view, sentence.start, end) is None
        ):
            continue
        offices = _offices(segments, sentence.start, end, titles)
        if offices:
            yield Post(name, tuple(offices))


def _without_de(view: str, span: Span | None) -> Span | None:
    if span is None:
        return None
    start, end = span
    while end > start and view[end - 1] in "的之一位":
        end -= 1
    return (start, end) if end > start else None
