"""Amounts of money, counts, measures and shares in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.numerals import parse_han
from jwviewer.reading.layers.zh.sides import Side, sides
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_JOIN = later(r"[ ]?(?:至|到|-|–|—|~|～|－)[ ]?")
_FROM = later(r"(?:由|从)[^，。；]{0,12}\Z")
_TO = later(
    r"(?:增长|增加|提高|提升|上升|上调|扩大|下降|降低|减少|下调|降|增|"
    r"升|扩|调整|变更|缩减)?(?:至|到|为)\Z"
)
_SPLIT = later(
    r"(?<![\d.,:：∶])(?P<a>\d{1,2}(?:\.\d{1,2})?)%?[ ]?(?:[:：∶/]|"
    r"比)[ ]?(?P<b>\d{1,2}(?:\.\d{1,2})?)%?(?![\d:：∶]|\.\d)"
)
_TENTHS = later(
    r"(?:(?P<low>[一二三四五六七八两])[至到~-]?)?(?P<n>[一二三四五六七八九两])成(?P<half>半|[一二三四五六七八九](?![成个家名人位款台十百千万]))?(?![为立功员本长就熟效果交都品套分型人])"
    r"|百分之(?P<p>[零一二三四五六七八九十百点\d.]{1,8})"
    r"|(?P<u>[二三四五六七八九十百千]|\d{1,3})分之(?P<k>[一二三四五六七八九]|\d{1,2})(?![\d点十])"
    r"|(?<![\d/.])(?P<sk>[1-3])/(?P<su>[2-58])(?=[的以左]|[，。；、）])"
    r"|(?P<over>(?<=[超过占近逾约])半数?(?=[，。、；的以]|\Z)|半数|(?<![另后前这那下上连])"
    r"(?<!另外)一半|过半数?|对半)(?!导体|是[^，。；]{1,4}的)"
    r"|翻(?:倍|(?:了?[近约超]?(?P<times>[一两三四]))?番)(?!茄|号|薯)"
)
_GROWS = later(r"(?:增|涨|升|[快高大多]|加|扩|提|翻)[一-鿿]{0,2}[出了近约逾超过]?\Z")
_THIRD = later(r"\d{1,2}/\d{1,2}(?![\d/])")


@rule(
    "zh-figures.money",
    examples=(
        ("注册资本120亿元", "figure unit=CNY; value=12000000000"),
        ("合同总价为11.76亿美元", "figure unit=USD; value=1176000000"),
        ("出资人民币2,300万元", "figure unit=CNY; value=23000000"),
        ("贷款总额为7亿欧元", "figure unit=EUR; value=700000000"),
        ("投资10亿至15亿元", "figure unit=CNY; value=1000000000; value_high=1500000000"),
        ("售价3,000余元", "figure bound=gt; unit=CNY; value=3000"),
        ("收购价US$5000万", "figure unit=USD; value=50000000"),
        ("累计合同额突破百亿元", "figure unit=CNY; value=10000000000"),
        ("产值两千三百亿日元", "figure unit=JPY; value=230000000000"),
        ("定价¥99", "figure unit=?; value=99"),
        (
            "收入由10亿元增长到15亿元",
            "figure unit=CNY; value=1000000000 | figure unit=CNY; value=1500000000",
        ),
        ("市值1.2万亿元", "figure unit=CNY; value=1200000000000"),
    ),
    counter_examples=("三元材料", "5元件电路", "数十亿元", "几百万元", "2018年元月"),
    language="zh",
)
def money(draft: Draft) -> None:
    """Find amounts with a currency, alone or as a range."""
    _emit(draft, "zh-figures.money", lambda side: side.money)


@rule(
    "zh-figures.counts",
    examples=(
        ("销售汽车12.8万辆", "figure unit=vehicle; value=128000"),
        ("授权专利1750项", "figure unit=patent; value=1750"),
        ("产品出口到42个国家和地区", "figure unit=country; value=42"),
        ("同比增长11.7%", "figure unit=%; value=11.7"),
        ("提高2.1个百分点", "figure unit=pp; value=2.1"),
        ("占地450亩，面积3.2万平方米", "figure unit={mu}; value=450 | figure unit=m2; value=32000"),
        ("员工十二万人", "figure unit=employee; value=120000"),
        ("员工3，500人", "figure unit=employee; value=3500"),
        ("年产能15GWh", "figure unit=GWh; value=15"),
        ("装机350千瓦", "figure unit=kW; value=350"),
        ("仍是传统燃油的两到三倍", "figure unit=time; value=2; value_high=3"),
        ("高10%至15%", "figure unit=%; value=10; value_high=15"),
        ("时速160公里", "figure unit=km/h; value=160"),
        ("累计出货2万+台", "figure bound=ge; unit=unit; value=20000"),
        ("拥有三座工厂", "figure unit=factory; value=3"),
        ("电池系统4.6万套", "figure unit=set; value=46000"),
    ),
    counter_examples=(
        "两家公司签约",
        "一个项目",
        "K7车型",
        "第三名",
        "双方",
        "两国企业",
        "二氧化碳",
    ),
    language="zh",
)
def counts(draft: Draft) -> None:
    """Find numbers with a unit or a measure word."""
    _emit(draft, "zh-figures.counts", lambda side: bool(side.unit) and not side.money)


def _emit(draft: Draft, made_by: str, wanted: Callable[[Side], bool]) -> None:
    found = list(sides(draft))
    skip = -1
    for position, one in enumerate(found):
        if position == skip:
            continue
        other = found[position + 1] if position + 1 < len(found) else None
        if other is not None and wanted(other) and _is_range(draft, one, other):
            skip = position + 1
            _add(draft, one, other, made_by)
        elif wanted(one) and not _is_pointing(draft, one):
            _add(draft, one, None, made_by)


def _is_range(draft: Draft, one: Side, other: Side) -> bool:
    view = draft.article.view
    if one.unit not in ("", other.unit) or not _JOIN.fullmatch(view[_after(one) : other.start]):
        return False
    low, high = _ends(one, other)
    return low < high and not _FROM.search(view[max(0, one.start - 14) : one.start])


def _after(side: Side) -> int:
    return max(side.end, side.said[1] if side.said else side.end)


def _ends(one: Side, other: Side) -> tuple[Decimal, Decimal]:
    """Return both ends; a first one without a scale shares that of the second: 3至5万."""
    low, high = one.value, other.value
    shares = not one.unit and other.number.scaled and not one.number.scaled
    if not shares:
        return low, high
    scale = 10**8 if high % 10**8 == 0 or high >= 10**8 else 10**4
    return low * scale, high


def _is_pointing(draft: Draft, one: Side) -> bool:
    """Tell whether a number only points or is part of a word: 两家公司, 百家, 一个."""
    view, number = draft.article.view, one.number
    before = view[max(0, number.start - 2) : number.start]
    if (
        before.endswith(("几", "数", "第", "每", "这", "该", "上述", "前", "后", "哪"))
        and not one.money
    ):
        return number.han or before.endswith(("第", "每"))
    if not number.han or one.money:
        return False
    if number.bare_scale and not before.endswith(("超", "过", "近", "逾", "破", "上", "达", "余")):
        return not number.more
    if number.value == 1:
        return one.unit != "time" or not _GROWS.search(view, max(0, number.start - 6), number.start)
    physical = not one.unit.startswith("{") and len(one.unit) <= 3
    said = view[one.said[0] : one.said[1]] if one.said else ""
    if number.value == 2 and not physical:
        return said.startswith(
            ("家", "国", "个", "位", "者", "种", "类", "方", "次", "项", "名", "大", "人", "期")
        )
    return number.value <= 10 and said in (
        "个",
        "次",
        "人",
        "类",
        "种",
        "部",
        "批",
        "项",
        "场",
        "组",
        "对",
        "双",
        "条",
        "本",
        "门",
        "方",
    )


def _add(draft: Draft, one: Side, other: Side | None, made_by: str) -> None:
    named = other if other is not None and not one.unit else one
    assert named.said is not None
    end = other.end if other is not None else one.end
    passage = (one.start, end)
    low, high = _ends(one, other) if other is not None else (one.value, None)
    attributes = {
        "value": Attribute(written(low), spans=(passage,)),
        "unit": Attribute(named.unit, spans=(named.said,)),
    }
    if high is not None:
        attributes["value_high"] = Attribute(written(high), spans=(passage,))
    elif one.more:
        attributes["bound"] = Attribute(one.more, spans=(passage,))
    said = (other or one).said
    whole = (one.start, max(end, said[1] if said else end))
    small = named.number.han and named.number.value <= 10 and not named.money
    draft.add("figure", whole, attributes, rule=made_by, confidence=0.7 if small else 0.95)


@rule(
    "zh-figures.shares",
    examples=(
        ("双方按51:49的股比出资", "figure unit=%; value=51 | figure unit=%; value=49"),
        ("上涨逾六成", "figure unit=%; value=60"),
        ("占比七成半", "figure unit=%; value=75"),
        ("完成百分之八十", "figure unit=%; value=80"),
        ("不足去年同期的十分之一", "figure unit=%; value=10"),
        ("占总收入的三分之二", "figure unit=%; value=66.7"),
        ("我们占四成五", "figure unit=%; value=45"),
        ("产量同比翻番", "figure direction=increase; unit=time; value=2"),
        ("产量翻一番", "figure direction=increase; unit=time; value=2"),
        ("占据市场半数", "figure unit=%; value=50"),
    ),
    counter_examples=("三成为主力", "10:30开始", "比分3:2", "半导体", "另一半股权"),
    language="zh",
)
def shares(draft: Draft) -> None:
    """Find shares: splits of a hundred, tenths, fractions that are whole percents, halves."""
    view = draft.article.view
    for match in _SPLIT.finditer(view):
        if Decimal(match["a"]) + Decimal(match["b"]) == 100 and draft.is_free(match.span()):
            for key in ("a", "b"):
                _share(draft, match.span(), Decimal(match[key]), 0.88)
    for match in _TENTHS.finditer(view):
        if not draft.is_free(match.span()):
            continue
        if match.group().startswith("翻"):
            power = "一两三四".index(match["times"] or "一") + 1
            made = _share(draft, match.span(), Decimal(2**power), 0.7)
            for sign, bound in (("近", "nearly"), ("约", "about"), ("超", "gt")):
                if sign in match.group():
                    draft.change(made, bound=Attribute(bound, spans=(match.span(),)))
            draft.change(
                made,
                unit=Attribute("time", "inferred", (match.span(),), "doubled"),
                direction=Attribute("increase", spans=(match.span(),)),
            )
            continue
        value = _percent(match)
        if value is not None:
            made = _share(draft, match.span(), value, 0.85)
            low = (parse_han(match["low"] or "零") or Decimal(0)) * 10
            if 0 < low < value:
                held = draft.proposals[made].attributes["value"]
                draft.change(made, value=replace(held, value=written(low)), value_high=held)
    for match in _THIRD.finditer(view):
        if draft.is_free(match.span()):
            draft.add("_refused", match.span(), {}, rule="zh-figures.shares", confidence=0.7)


def _percent(match: re.Match[str]) -> Decimal | None:
    if match["n"]:
        tens = parse_han(match["n"])
        ones = Decimal(5) if match["half"] == "半" else parse_han(match["half"] or "零")
        return None if tens is None or ones is None else tens * 10 + ones
    if match["p"]:
        said = match["p"]
        return Decimal(said) if re.fullmatch(r"\d+(?:\.\d+)?", said) else parse_han(said)
    if match["u"] or match["su"]:
        whole, part = (
            Decimal(one) if one.isdigit() else parse_han(one)
            for one in (match["u"] or match["su"], match["k"] or match["sk"])
        )
        if not whole or part is None or part >= whole:
            return None
        share = Decimal(100) * part / whole
        return share if share == round(share, 2) else round(share, 1)
    return Decimal(50)


def _share(draft: Draft, span: Span, value: Decimal, confidence: float) -> str:
    held = {
        "value": Attribute(written(value), spans=(span,)),
        "unit": Attribute("%", "inferred", (span,), "share"),
    }
    if draft.article.view[span[0] : span[1]].startswith("过半"):
        held["bound"] = Attribute("gt", spans=(span,))
    made = draft.add("figure", span, held, rule="zh-figures.shares", confidence=confidence)
    return made.id


RULES = (shares, money, counts)
