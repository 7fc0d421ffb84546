"""How long something takes in Chinese: 七年, 18个月, 半年, 为期三年."""

from __future__ import annotations

import re
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.numerals import Number, numbers, parse_han
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_UNIT = later(
    r"[ ]?(?:(?P<y>年(?!代|度|级|龄|产|均|报|初|底|末|会|薪|轻))|"
    r"(?P<m>个(?:半)?月)|(?P<w>个?星期|周(?!年|岁|边|期|围|转|末|刊|报))"
    r"|(?P<d>天(?!然|津|气|使|下|线|窗|猫|猪|车|幕)|个?工作日|个?交易日|个?自然日|日(?=内|[ ]?之内|"
    r"的|后))|(?P<h>个半小时|个小时|小时))"
    r"(?P<half>半(?!年|数|导))?"
)
_SHORT = later(
    r"(?<![上下前后两大多])半年(?!报|度)|(?P<half>一年半|两年半|三年半|"
    r"一年多)|(?P<c>半个(?:多)?世纪|一个世纪|半世纪)|整整一年|多年|数年|"
    r"数月|数十年|几十年|数日"
)
_AGO = later(r"(?:多|余)?(?:以?前|之前|以?后|之后)(?![三两一二四五六七八九十]季|\d)")
_LASTS = later(
    r"(?:历史|经验|友谊|期限|建设期|施工期|建设周期|周期|工期|寿命|"
    r"质保期?|机龄|船龄|车龄|工龄|历程|合作时间|账期|租期|租赁期|锁定期|"
    r"贷款期|还款期)"
    r"(?:已?有|已?达|约为|约|长达|共|超过|近|为|：|:|是|逾|达到)?[ ]?\Z"
)
_AFTER_LASTS = later(
    r"(?:以上|左右)?的?(?:[一-鿿]{0,4})(?:历史|经验|友谊|质保|积淀|情谊|"
    r"积累|传统|寿命|工期|期限|租期|保修)"
)
_TOOK = later(
    r"(?:了|历时|历经|连续|持续|整整|足足|长达|耗时|平均(?:需要?|为|要)?|只有|只(?:用|要|需)|"
    r"仅(?:用|需|为)?|需要|(?:缩短|延长|压缩|减少|增加)(?:了|至|到|为)|[由从](?:原来的?|过去的?|以前的?)?|"
    r"(?:原来|过去)的?|共(?:计)?|合计)(?:已|近|约|超过?|逾|整整|不到|不足|大约)?[ ]?\Z"
)
_OPEN = later(
    r"(?:[那这前某头近]|未来|今后|最近|过去|再过|再有|还有|接下来|接下来的|今后的|未来的|过去的|[上下]个?)"
    r"(?:近|约)?[ ]?\Z"
)
_WISHED = later(r"[ ]?(?:之?[内后前]|要|以?来)")
_MONTHS = later(r"[零又]?(?P<n>1[01]|[1-9]|十一?|[一二两三四五六七八九])个月")
_JOIN = later(r"[ ]?(?:至|到|-|–|—|~|～|－)[ ]?")
_CODES = {"y": ("Y", "a"), "m": ("M", "mo"), "w": ("W", "wk"), "d": ("D", "d")}


@rule(
    "zh-durations.counted",
    examples=(
        ("打造了七年", "_duration duration=P7Y"),
        ("为期三年的合同", "_duration duration=P3Y"),
        ("建设期18个月", "_duration duration=P18M"),
        ("贷款期限12年", "figure unit=a; value=12"),
        ("有着十五年的深厚友谊", "figure unit=a; value=15"),
        ("历时半年", "_duration duration=P6M"),
        ("耗时一年半完成", "_duration duration=P18M"),
        ("生存期达7.3个月", "figure unit=mo; value=7.3"),
        ("三年半后交付", "_duration duration=P42M"),
        ("30日内付款", "_duration duration=P30D"),
    ),
    counter_examples=("2018年签约", "上半年销量", "3月签约", "三年前他离开", "45岁"),
    language="zh",
)
def counted(draft: Draft) -> None:
    """Find counted years, months, weeks and days; "three years ago" is no date without a day."""
    view = draft.article.view
    for match in _SHORT.finditer(view):
        if draft.is_free(match.span()):
            _say(draft, {"半": "P6M", "整": "P1Y"}.get(match.group()[0], ""), match)
    last: Number | None = None
    for one in numbers(view):
        low, last = last, one
        unit = _UNIT.match(view, one.end)
        if unit is None or not draft.is_free((one.start, unit.end())):
            continue
        if view[one.start - 1 : one.start] in ("第", "每", "几", "数"):
            draft.claim((one.start, unit.end()))
            continue
        span = (one.start, unit.end())
        kind = str(unit.lastgroup) if unit.lastgroup != "half" else "y"
        if kind == "h" or (one.value >= 1000 and kind == "y"):
            continue
        months = _MONTHS.match(view, unit.end()) if kind == "y" and not unit["half"] else None
        if months is not None:
            _years_and_months(draft, one, unit, months)
            continue
        if _AGO.match(view, unit.end()):
            draft.claim(span)
            continue
        if low is not None and not (
            low.value < one.value
            and _JOIN.fullmatch(view, low.end, one.start)
            and draft.is_free((low.start, low.end))
        ):
            low = None
        code, figure_unit = _CODES[kind]
        value = _length(one.value, code, halved=bool(unit["half"]) or "半" in unit.group())
        draft.claim(span)
        if value and low is None:
            held = Attribute(value, spans=(span,))
            draft.add(
                "_duration", span, {"duration": held}, rule="zh-durations.counted", confidence=0.9
            )
        if not value or _is_measured(view, low or one, unit):
            _figure(draft, one, low, unit, figure_unit)


def _years_and_months(
    draft: Draft, one: Number, unit: re.Match[str], months: re.Match[str]
) -> None:
    """Add 一年零三个月 as fifteen months."""
    rest = Decimal(months["n"]) if months["n"].isdigit() else parse_han(months["n"])
    span = (one.start, months.end())
    if rest is None or not draft.is_free(span):
        return
    held = Attribute(f"P{int(one.value * 12 + rest)}M", spans=(span,))
    draft.claim(span)
    draft.add("_duration", span, {"duration": held}, rule="zh-durations.counted", confidence=0.9)
    if _is_measured(draft.article.view, one, unit):
        made = {
            "value": Attribute(str(one.value * 12 + rest), spans=(span,)),
            "unit": Attribute("mo", spans=(months.span(),)),
        }
        draft.add("figure", span, made, rule="zh-durations.counted", confidence=0.7)


def _is_measured(view: str, one: Number, unit: re.Match[str]) -> bool:
    """Tell whether a length is told as a figure: how long something took, lasts or may take."""
    if "半" in unit.group() and not unit["half"]:
        return False
    if _LASTS.search(view, max(0, one.start - 12), one.start) or _AFTER_LASTS.match(
        view, unit.end()
    ):
        return True
    if _OPEN.search(view, max(0, one.start - 5), one.start):
        return False
    if _TOOK.search(view, max(0, one.start - 10), one.start):
        return True
    if "日" in unit.group():
        return True
    return unit.lastgroup in ("m", "d") and one.value > 1 and not _WISHED.match(view, unit.end())


def _length(value: Decimal, code: str, *, halved: bool) -> str:
    if halved:
        value += Decimal("0.5")
    if value != value.to_integral_value() and code == "Y":
        value, code = value * 12, "M"
    whole = value == value.to_integral_value() and 0 < value < 10_000
    return f"P{int(value)}{code}" if whole else ""


def _figure(draft: Draft, one: Number, low: Number | None, unit: re.Match[str], code: str) -> None:
    digits, value = (one.start, one.end), one.value
    if unit["half"]:
        value += Decimal("0.5")
    held = {
        "value": Attribute(str(value), spans=(digits,)),
        "unit": Attribute(code, spans=((digits[1], unit.end()),)),
    }
    if low is not None:
        digits = (low.start, one.end)
        held["value"] = Attribute(str(low.value), spans=(digits,))
        held["value_high"] = Attribute(str(value), spans=(digits,))
    elif one.more:
        held["bound"] = Attribute(one.more, spans=(digits,))
    span = (digits[0], unit.end())
    draft.add("figure", span, held, rule="zh-durations.counted", confidence=0.75)


def _say(draft: Draft, value: str, match: re.Match[str]) -> None:
    said = match["half"] or ""
    if said:
        value = {"一年半": "P18M", "两年半": "P30M", "三年半": "P42M"}.get(said, "")
    elif match["c"]:
        value = "P100Y" if match["c"].startswith("一") else "P50Y" if "多" not in match["c"] else ""
    if not value:
        draft.add("_refused", match.span(), {}, rule="zh-durations.counted", confidence=0.8)
        return
    held = Attribute(value, spans=(match.span(),))
    draft.add(
        "_duration", match.span(), {"duration": held}, rule="zh-durations.counted", confidence=0.85
    )


RULES = (counted,)
