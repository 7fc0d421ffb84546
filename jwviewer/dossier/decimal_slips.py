"""What people and spreadsheets write instead of plain digits, and what to tell them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from jwviewer.language import tr

_MOST_CHARS = 60
_TIMES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12,
    "百": 2, "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "億": 8,
    "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_NUMBER = r"-?[0-9]{1,20}(?:\.[0-9]{1,12})?"
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[,' \u2019\u00a0\u202f][0-9]{3}){1,9}(?:\.[0-9]{1,12})?")
_POWER = re.compile(rf"({_NUMBER})[eE]([+-]?[0-9]{{1,2}})")
_WORDED = re.compile(rf"({_NUMBER})\s?([a-z]{{1,8}}|[\u4e00-\u9fff]{{1,2}})", re.IGNORECASE)
_PERCENT = re.compile(rf"({_NUMBER})\s?(?:%|％|per ?cent)")
_MONEY = re.compile(r"(?:[$€£¥￥]|[A-Z]{1,3}\$?)\s?[0-9].*|.*[0-9]\s?(?:[$€£¥￥元]|[A-Z]{3})")
_RANGE = re.compile(rf"({_NUMBER})\s?(?:[-–—~]|to|至)\s?([0-9]{{1,20}}(?:\.[0-9]{{1,12}})?)")
_BOUNDED = re.compile(
    r"(>=|≥|at least|>|more than|over|<=|≤|at most|<|less than|nearly|about|~|≈|c\.|ca\.)"
    rf"\s?({_NUMBER})"
)
_BOUNDS = {
    ">=": "ge", "≥": "ge", "at least": "ge", ">": "gt", "more than": "gt", "over": "gt",
    "<=": "le", "≤": "le", "at most": "le", "<": "lt", "less than": "lt", "nearly": "nearly",
}  # fmt: skip
_DATE = re.compile(
    r"[0-9]{1,2}-[A-Za-z]{3,9}|[A-Za-z]{3,9}-[0-9]{2,4}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
)
_NOTHING = {"nan", "none", "null", "na", "n/a", "-", "–", "—", "?", "unknown", "tbd", "inf"}


def advice(text: str) -> tuple[str, str] | None:
    """Return why ``text`` is no decimal number and what to write, where the slip is a known one."""
    if len(text) > _MOST_CHARS:
        return None
    text = text.strip()
    plain = unicodedata.normalize("NFKC", text)
    if text.lower() in _NOTHING:
        return (
            tr("is no value"),
            tr("remove the row; what the source does not say belongs in omissions.csv"),
        )
    if _DATE.fullmatch(text):
        return (
            tr("looks like a date made by a spreadsheet"),
            tr("type the value again with the column set to text"),
        )
    if _GROUPED.fullmatch(text):
        digits = re.sub(r"[^0-9.-]", "", text)
        return tr("has separators between its digits"), tr("write {number}", number=digits)
    if re.fullmatch(r"-?[0-9]{1,20},[0-9]{1,12}", text):
        number = text.replace(",", ".")
        return tr("has a comma"), tr("write {number} if it is a decimal comma", number=number)
    return _scaled(text) or _marked(text) or _odd_digits(text, plain)


def _scaled(text: str) -> tuple[str, str] | None:
    if power := _POWER.fullmatch(text):
        number = _plain(Decimal(power[1]).scaleb(int(power[2])))
        return (
            tr("has an exponent"),
            tr("write {number} if the source says so; spreadsheets round what they write like"
               " this", number=number),
        )  # fmt: skip
    worded = _WORDED.fullmatch(text)
    if worded and worded[2].lower() in _TIMES:
        number = _plain(Decimal(worded[1]).scaleb(_TIMES[worded[2].lower()]))
        return tr("is not in base units"), tr("write {number}", number=number)
    return None


def _marked(text: str) -> tuple[str, str] | None:
    if percent := _PERCENT.fullmatch(text):
        return tr("has its unit in it"), tr("write {number} here and % as unit", number=percent[1])
    if span := _RANGE.fullmatch(text):
        return (
            tr("is a range"),
            tr("write {low} here, {high} in value_high and range as bound",
               low=span[1], high=span[2]),
        )  # fmt: skip
    if bounded := _BOUNDED.fullmatch(text.lower()):
        bound = _BOUNDS.get(bounded[1], "about")
        return (
            tr("has its bound in it"),
            tr("write {number} here and {bound} as bound", number=bounded[2], bound=bound),
        )
    if re.fullmatch(r"[0-9.]{1,30}\+", text):
        return tr("has its bound in it"), tr("write {number} here, gt or ge as bound",
                                             number=text[:-1])  # fmt: skip
    if _MONEY.fullmatch(text):
        return tr("has its unit in it"), tr("write digits here and the currency code as unit")
    return None


def _odd_digits(text: str, plain: str) -> tuple[str, str] | None:
    if re.fullmatch(_NUMBER, plain) and plain != text:
        return tr("has digits other than 0-9"), tr("write {number}", number=plain)
    if re.fullmatch(r"[+−]?(?:[0-9]{0,20}\.?[0-9]{1,12}|[0-9]{1,20}\.)", text):
        number = text.removeprefix("+").replace("−", "-").removesuffix(".")
        number = re.sub(r"^(-?)\.", r"\g<1>0.", number)
        return tr("is not written as plain digits"), tr("write {number}", number=number)
    return None


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
