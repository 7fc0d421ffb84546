"""Dates in Chinese that lack a month or a year: 6日, 周二, 近日; most stay open."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_LONE_DAY = later(
    r"(?<![\d月至到、.-])(?P<d>3[01]|[12]\d|[1-9])日(?=[，"
    r"与在同和对向从于起晚早下上公发举宣表签电讯正会、披将透联]|电)"
)


@rule(
    "zh-dates.lone-day",
    examples=(
        ("新华社成都11月6日电 蜀江集团6日与阿尔马公司签约。", "_date date=XXXX-11-06; sense=in"),
        ("蜀江集团6日宣布投产。", "_date relative=6日"),
    ),
    counter_examples=("历时6日完成", "3月6日与公司签约"),
    language="zh",
)
def lone_days(draft: Draft) -> None:
    """Settle a day without a month by the dateline if it is that day; else it stays open."""
    given = next((one for one in draft.of_kind("_date") if one.value("sense") == "dateline"), None)
    for match in _LONE_DAY.finditer(draft.article.view):
        if not draft.is_free(match.span()):
            continue
        value = given.value("date") if given is not None else ""
        same = value.endswith(f"-{int(match['d']):02}")
        held = Attribute(
            value if same else "",
            "inferred" if same else "not_stated",
            (match.span(),),
            "dateline" if same else "",
        )
        made = {"date": held, "sense": Attribute("in" if same else "relative")}
        if not same:
            made["relative"] = Attribute(match.group())
        draft.add("_date", match.span(), made, rule="zh-dates.lone-day", confidence=0.8)


_RELATIVE = later(
    r"(?:本|上|下|这)个?(?:周|星期|月|季度|"
    r"财年)(?:[一二三四五六日天末初底])?|(?:周|"
    r"星期)[一二三四五六日](?!报|刊|期)|昨[天日晚]|今[天日晚晨]|"
    r"明[天日]|前[天日](?=，)|同日|当[天日]|次日|翌日"
    r"|近日|日前|近期|不久前|年内|年[初底末](?=[，前时])|[上下]半年|第?[一二三四]季度|前三季度"
)


@rule(
    "zh-dates.relative",
    examples=(("诺德维德公司周二表示，近日签约。", "_date relative=周二 | _date relative=近日"),),
    counter_examples=("2023年上半年", "一周年庆典", "双方签约。"),
    language="zh",
)
def relative(draft: Draft) -> None:
    """Mark what only the article's own date could settle; it stays without a value."""
    for match in _RELATIVE.finditer(draft.article.view):
        if draft.is_free(match.span()):
            held = {
                "date": Attribute("", "not_stated", (match.span(),)),
                "sense": Attribute("relative"),
                "relative": Attribute(match.group()),
            }
            draft.add("_date", match.span(), held, rule="zh-dates.relative", confidence=0.85)


RULES = (lone_days, relative)
