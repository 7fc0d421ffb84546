"""Places in Chinese: by the gazetteer, by 省 and 市, and by 位于 and 总部设在 before them."""

from __future__ import annotations

import re
from collections import defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.firm_words import firm_words
from jwviewer.reading.layers.zh.place_names import is_stem, place_spans
from jwviewer.reading.layers.zh.posts import posts
from jwviewer.reading.layers.zh.segments import segments_of
from jwviewer.reading.layers.zh.words import choice, places_of
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_IN = later(
    r"(?:在|于|位于|落户|坐落于|设在|来自|抵达|访问|赴|从|至|到|距|毗邻|"
    r"省|自治区|市|州|落地|扎根|进驻|驻|、|和|与)\Z"
)
_BUYS = later(r"(?:买下|拿下|收购|进入|投资|深耕|布局|签约|采购|登陆)\Z")
_ZONE = later(r"(?:高新区|经开区|开发区)\Z")
_NOT_AFTER = later(
    r"(?:路|街|大道|证券交易所|交易所|地铁|机场|港务|站(?!点)|大学|学院|"
    r"日报|晚报|银行|人寿|号(?!召)|队|话|语|菜|酒(?!店)|人民币|元|"
    r"工程院|科学院|奖|杯)"
)
_OFFICE = later(
    r"[一-鿿]{0,6}?(?:大学|学院|研究院|研究所|研究会|促进会|协会|学会|委员会|工程院|"
    r"科学院|证券交易所|交易所|商会|联合会|基金会|海关|法院|银行|博览会|"
    r"展览会|论坛|车展)"
)
_PATTERN = later(
    r"(?:(?<=[，。；：、“（\n 在于至到从赴由与和及向为是经据的省市县州区])|"
    r"\A)(?![我本该全各当])(?P<name>[一-鿿]{2,4}?(?:省|自治区|自治州|特别行政区|市(?!场|"
    r"值|民|委|长|政|面|占|域|属|区|级|公|内|外|人|辖|盈)|县(?!级|委|长|"
    r"域)|镇(?!静|压)))(?!长|委|级|属)"
)
_SEATED = later(
    r"(?:位于|总部(?:位于|设在|设于|在|坐落于)|坐落于|坐落在|"
    r"落户于?)(?:[我本该全当][省市县区地]的?)?(?P<name>[一-鿿·]{2,6}?)(?=[，。；、（的]|市|省|县|，|"
    r"总部)"
)
_SIGNED = later(
    r"(?:[，日]|双方)在(?P<name>[一-鿿·]{2,5}?)(?=(?:正式|共同)?(?:签署|"
    r"签订|签约|举行|揭牌|奠基|开工|召开|举办))"
)
_NOT_NAMES = later(
    r"^[一每各本这那某哪]|节省|[一二三四五六七八九十两几多](?:省|市|县|区|镇|国)|(?:全|本|我|该|各|"
    r"多|两|同|外|省内|县|每|所在|直辖|地级|上|股|楼|超|城|门|都|夜|集|"
    r"菜|房|入|开|罢|退|当|此|一|这|那|某|首|新)(?:省|市|县|镇)\Z|"
    r"[的了是将已与和在于]|公司|集团|仪式|现场|会议|海外|国内|当地|大会|"
    r"人民"
)


class PlaceWords:
    """The gazetteer as one pattern."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicons.words("zh/places", name)

        self.ambiguous = frozenset(words("ambiguous"))
        levels = choice(words("levels"))
        listed = choice(
            [
                *words("provinces"),
                *words("cities"),
                *words("countries"),
                *words("regions"),
                *words("world"),
            ]
        )
        self.sure = later(
            rf"(?P<name>{listed})(?P<level>(?:回族|壮族|"
            rf"维吾尔)?(?:{levels})(?!长|委|场|值|民|域|属|块|分|别|间|间|级|口|"
            rf"道|湾))?"
        )
        self.abroad = later(
            rf"(?:{choice(one for one in words('countries') if one != '中国')})"
            r"(?P<state>[一-鿿]{2,6}?(?:州|省|郡|大区))?(?P<city>[一-鿿]{2,6}?(?:港(?!口|务|股)|市|岛|镇))?"
        )
        self.countries = frozenset((*words("countries"), *words("regions")))


def place_words(lexicons: Lexicons) -> PlaceWords:
    """Return the gazetteer."""
    return PlaceWords(lexicons)


@rule(
    "zh-places.names",
    examples=(
        ("双方在福建省宁德市签署协议。", "place name=福建省 | place name=宁德市"),
        ("舟海重工位于浙江舟山。", "place name=浙江 | place name=舟山"),
        ("海陵省正处在关键时期，海陵省将加快建设。", "place name=海陵省"),
        ("产品出口到德国和巴西。", "place name=德国 | place name=巴西"),
        ("总部设在临港。", "place name=临港"),
        ("在滨州签约。滨州市市长出席。", "place name=滨州市"),
    ),
    counter_examples=(
        "公司计划上市。",
        "占领全省市场。",
        "中国工程院院士出席。",
        "上海证券交易所挂牌。",
    ),
    language="zh",
)
def places(draft: Draft) -> None:
    """Add each place once, 滨州 and 滨州市 as one."""
    view = draft.article.view
    known = draft.lexicons.once(place_words)
    barred = bytearray(len(view))
    for name in draft.of_kind("_name"):
        barred[name.span[0] : name.span[1]] = b"\1" * (name.span[1] - name.span[0])
    for post in posts(draft):
        for office in post.offices:
            start, end = office.title
            barred[start:end] = b"\1" * (end - start)
    held: dict[str, list[Span]] = defaultdict(list)

    def note(start: int, end: int) -> None:
        if not any(barred[start:end]):
            barred[start:end] = b"\1" * (end - start)
            held[view[start:end]].append((start, end))

    for match in known.sure.finditer(view):
        if _is_place(draft, match, known):
            level = match["level"] and match["name"] not in known.countries
            level = level and not _ZONE.search(match["level"])
            note(match.start(), match.end() if level else match.end("name"))
    segments = segments_of(draft)
    for match in known.abroad.finditer(view):
        for key in ("state", "city"):
            if match[key] and not _NOT_NAMES.search(match[key]):
                note(*match.span(key))
    for pattern in (_PATTERN, _SEATED, _SIGNED):
        for match in pattern.finditer(view):
            start, end = match.span("name")
            if (
                not _NOT_NAMES.search(match["name"])
                and not draft.lexicons.once(firm_words).is_plain(match["name"])
                and (pattern is not _PATTERN or is_stem(segments, start, end - 1))
            ):
                note(start, end)
    for start, end in place_spans(draft):
        if not _NOT_NAMES.search(view[start:end]) and not _OFFICE.match(view, end):
            note(start, end)
    for start, end in places_of(held, view):
        note(start, end)
    _add(draft, held)


def _is_place(draft: Draft, match: re.Match[str], known: PlaceWords) -> bool:
    view = draft.article.view
    start, end = match.span()
    name = match["name"]
    if _NOT_AFTER.match(view, end) or (_OFFICE.match(view, end) and not match["level"]):
        return False
    if name in known.ambiguous and not match["level"]:
        whole = any(one[:2] == (start, end) for one in segments_of(draft).within(start, end))
        return bool(_IN.search(view, max(0, start - 3), start)) or (
            whole and _BUYS.search(view, max(0, start - 2), start) is not None
        )
    # 中国 in 我国 and the like are words; 印度 within 印度尼西亚 is the longer name's.
    if view[start - 1 : start] in ("《", "“") and re.match(
        r"(?![—-])[^”》。，]{1,12}[”》]", view[end : end + 14]
    ):
        return False
    return not (name == "中国" and view[end : end + 1] in ("心", "芯"))


def _add(draft: Draft, held: dict[str, list[Span]]) -> None:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in held:
        grouped[
            re.sub(r"(?:省|市|自治区|县|区|壮族自治区|回族自治区|维吾尔自治区)\Z", "", name)
            if len(name) > 2
            else name
        ].append(name)
    for forms in grouped.values():
        spans = tuple(sorted(span for one in forms for span in held[one]))
        name = max(forms, key=len)
        mentions = [
            draft.add(
                "_name",
                span,
                {
                    "name": Attribute(name, spans=(span,)),
                    "kind": Attribute("place", "inferred", how="gazetteer"),
                },
                rule="zh-places.names",
                confidence=0.85,
                claim=False,
            )
            for span in spans
        ]
        made = draft.add(
            "place",
            spans[0],
            {
                "name": Attribute(name, spans=spans),
                "mentions": Attribute(tuple(one.id for one in mentions), spans=spans),
            },
            rule="zh-places.names",
            confidence=0.88,
            claim=False,
        )
        for one in mentions:
            draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))


RULES = (places,)
