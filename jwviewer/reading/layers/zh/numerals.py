"""Numbers as Chinese texts write them: 12.8万, 3,000余, 十二, 两百多, 百亿."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later

HAN_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {
    "万亿": 10**12,
    "亿": 10**8,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 100,
}
_SCALE = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米伏安帕卡])|百(?!分)"
_SOME = r"来(?=[个家人名位户种项款台辆套件只条座间岁年天里米块亩吨公元斤本场次艘架])"
_PIECES = "个多(?=亿)|个(?=亿(?![级元]))"
_NUMBER = later(
    r"(?<![\d.,])(?P<digits>\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,6})?|\d{1,"
    r"14}(?:\.\d{1,8})?)(?![\d]|[.,]\d)"
    rf"(?:[ ]?(?P<more>[余多来](?=[ ]?(?:{_SCALE}))|{_PIECES}))?(?:[ ]?(?P<scale>{_SCALE}))?"
    rf"(?P<after>(?<=[十百千万亿\d])(?:[余多](?![少样种年元化次项方功层功]|个?方面)|{_SOME}))?"
    r"|(?P<han>[零〇一二两三四五六七八九十百千万亿]{1,"
    r"14}(?:点[零〇一二三四五六七八九]{1,4}[百千万亿]{0,2})?)"
    rf"(?P<han_more>(?<=[十百千万亿])(?:[余多]|{_SOME}|来(?=[万亿]))|{_PIECES})?"
    r"(?P<han_scale>(?<=[余多来个])(?:万亿|亿|万))?"
)
_MINUS = later(r"(?<![\w%)）\]])[-−－]\Z|(?<=[\u4e00-\u9fff])[-−－]\Z")
_INDEFINITE = later(r"[数几若]干?\Z")


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number; ``more`` is the bound that 余, 多 or 来 in it give, or empty.

    ``han`` tells that it has no digits.
    """

    start: int
    end: int
    value: Decimal
    more: str
    han: bool
    scaled: bool
    bare_scale: bool
    """Whether it is nothing but 百, 千, 万 or 亿."""


@lru_cache(maxsize=4)
def numbers(view: str) -> tuple[Number, ...]:
    """Return the numbers of a view in order; several rules ask for them in turn."""
    found = (_number(view, match) for match in _NUMBER.finditer(view))
    return tuple(one for one in found if one is not None)


def open_numbers(draft: Draft) -> Iterator[Number]:
    """Yield the numbers whose characters no rule has claimed."""
    for one in numbers(draft.article.view):
        if not draft.is_free((one.start, one.end)):
            continue
        if _MINUS.search(draft.article.view, max(0, one.start - 2), one.start):
            continue  # values have no sign, and a loss must not become a profit
        yield one


def _number(view: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["digits"]:
        scale = SCALES[match["scale"]] if match["scale"] else 1
        value = Decimal(match["digits"].replace(",", "").replace("，", "")) * scale
        more = loose(match["more"] or match["after"])
        if match["after"] and not match["scale"] and len(match["digits"]) == 1:
            # "5多" is no number, "50多" is.
            return None
        return Number(start, end, value, more, han=False, scaled=scale > 1, bare_scale=False)
    text = match["han"]
    if view[start - 1 : start] in ("几", "数") or view[end : end + 1] == "几":
        return None
    read = parse_han(text)
    if read is None:
        return None
    if match["han_scale"]:
        read *= SCALES[match["han_scale"]]
    bare = all(sign in "百千万亿" for sign in text)
    scaled = any(sign in "万亿" for sign in match.group())
    return Number(start, end, read, loose(match["han_more"]), True, scaled, bare)


def loose(said: str | None) -> str:
    """Return the bound of 余, 多, 来 or + with a number; empty for anything else."""
    for sign, bound in (("余", "gt"), ("多", "gt"), ("来", "about"), ("+", "ge")):
        if sign in (said or ""):
            return bound
    return ""


def parse_han(text: str) -> Decimal | None:
    """Return the value of a number in Chinese signs; None if they do not make one."""
    whole, point, rest = text.partition("点")
    if point:
        digits = "".join(str(HAN_DIGITS[s]) for s in rest if s in HAN_DIGITS)
        scale = Decimal(1)
        for sign in rest:
            scale *= _TENS.get(sign, 1) * SCALES.get(sign, 1) if sign not in _TENS else _TENS[sign]
        head = parse_han(whole)
        return None if head is None else (head + Decimal(f"0.{digits}")) * scale
    if whole and all(sign in HAN_DIGITS for sign in whole):
        if len(whole) == 1:
            return Decimal(HAN_DIGITS[whole])
        return None if "两" in whole else Decimal("".join(str(HAN_DIGITS[s]) for s in whole))
    return _sections(whole)


def _sections(text: str) -> Decimal | None:
    total, section, digit = Decimal(0), Decimal(0), -1
    for sign in text:
        if sign in HAN_DIGITS:
            if digit > 0:
                return None
            digit = HAN_DIGITS[sign]
        elif sign in _TENS:
            section += (digit if digit > 0 else 1) * _TENS[sign]
            digit = -1
        else:
            section += max(digit, 0)
            digit = -1
            if sign == "亿":
                total = (total + section or Decimal(1)) * 10**8
            else:
                total += (section or Decimal(1)) * 10**4
            section = Decimal(0)
    return total + section + max(digit, 0)
