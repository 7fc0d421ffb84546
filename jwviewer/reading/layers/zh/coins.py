"""Small amounts in Chinese as people say them: 两毛钱, 三毛五, 四块五, 2块8, 五角."""

from __future__ import annotations

import re
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.numerals import loose, numbers, parse_han
from jwviewer.reading.layers.zh.sides import unit_words
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_ONE = "[一二两三四五六七八九1-9]"
_END = r"(?=[，。、；：！？”’」》（）)…]|钱|左右|[一每上]|\Z)"
_TENTHS = later(
    rf"(?<![第百千万十\d.])(?P<m>{_ONE})(?:[毛角](?P<f>{_ONE})(?:分|{_END})|毛{_END}|角(?=钱)|"
    rf"(?<!三)角{_END})钱?"
)
_FENS = later(rf"(?<![毛角十百千万\d.])(?P<f>(?!一){_ONE})分钱")
_PIECES = later(rf"块(?:(?P<m>{_ONE})(?:[毛角](?:(?P<f>{_ONE})分?)?|{_END}))?(?:钱|{_END}|(?=多))")
_PAID = later(
    r"(?:(?<!交)付|[卖花赚挣收亏贵省高涨跌]|便宜|只要|补贴|(?:[价费钱]|成本|工资|利润)[是为只才就]{0,2})"
    r"[了出得掉到过]{0,2}(?:近|约|不到|超过|逾|大概)?\Z"
)


@rule(
    "zh-coins.said",
    examples=(
        ("平均每支不到两毛钱", "figure unit=CNY; value=0.2"),
        ("成本是三毛五。", "figure unit=CNY; value=0.35"),
        ("加工费是四块五。", "figure unit=CNY; value=4.5"),
        ("保底价是每斤2块8。", "figure unit=CNY; value=2.8"),
        ("利润不到五角钱。", "figure unit=CNY; value=0.5"),
        ("半天卖了四百多块。", "figure bound=gt; unit=CNY; value=400"),
        ("只赚八分钱", "figure unit=CNY; value=0.08"),
    ),
    counter_examples=(
        "三角洲",
        "共有三块屏幕",
        "五毛利率",
        "百分之五",
        "拼成了四块。",
        "交付银幕1.47万块，",
        "一分钱没付",
    ),
    language="zh",
)
def coins(draft: Draft) -> None:
    """Find amounts in 块, 毛 or 角 and 分, which are tenths and hundredths of a yuan."""
    view = draft.article.view
    for one in numbers(view) if "块" in view else ():
        match = _PIECES.match(view, one.end)
        if match is None or not draft.is_free((one.start, match.end())):
            continue
        before = view[max(0, one.start - 8) : one.start]
        if not match.group().endswith("钱") and not match["m"] and not _PAID.search(before):
            continue
        more = one.more or loose(view[match.end() : match.end() + 1])
        _add(draft, (one.start, match.end()), one.value + _parts(match), more)
    for pattern in (_TENTHS, _FENS):
        for match in pattern.finditer(view):
            if draft.is_free(match.span()):
                _add(draft, match.span(), _parts(match), "")


def _parts(match: re.Match[str]) -> Decimal:
    value = Decimal(0)
    for key, scale in (("m", "0.1"), ("f", "0.01")):
        said = match.groupdict().get(key) or ""
        value += (Decimal(said) if said.isdigit() else parse_han(said or "零") or 0) * Decimal(
            scale
        )
    return value


def _add(
    draft: Draft, span: Span, value: Decimal, more: str, made_by: str = "zh-coins.said"
) -> None:
    held = {
        "value": Attribute(written(value), spans=(span,)),
        "unit": Attribute("CNY", "inferred", (span,), "said-coins"),
    }
    if more:
        held["bound"] = Attribute(more, spans=(span,))
    draft.add("figure", span, held, rule=made_by, confidence=0.85)


_SPENT = later(
    r"(?:花|赚|挣|赔|亏|烧|投|融|借|贷|欠|纳税|货值|贷款|亏损|估值|营业额|流水|月薪|年薪)"
    r"[了掉出过进到下去是为达只才有]{0,3}(?:近|约|不到|超过|逾|大概|大约|将近|差不多)?\Z"
)
_DONE = later(r"[，。；！？”）]|\Z")


@rule(
    "zh-coins.bare",
    examples=(
        ("当年花了600多万，年收入3亿元。", "figure bound=gt; unit=CNY; value=6000000"),
        ("工厂投了三个亿，设备值1000万元。", "figure unit=CNY; value=300000000"),
    ),
    counter_examples=(
        "当年花了600多万，赚到50万美元。",
        "投了30万张票，收5元。",
        "赔了50，剩5元。",
    ),
    language="zh",
)
def bare(draft: Draft) -> None:
    """Find sums that are spent or earned without a currency where the article has only yuan."""
    view = draft.article.view
    known = draft.lexicons.once(unit_words)
    if known.yuan.search(view) is None or known.foreign.search(view) is not None:
        return
    for one in numbers(view):
        span = (one.start, one.end)
        if (
            one.scaled
            and _DONE.match(view, one.end)
            and _SPENT.search(view, max(0, one.start - 9), one.start)
            and draft.is_free(span)
        ):
            _add(draft, span, one.value, one.more, "zh-coins.bare")


RULES = (coins, bare)
