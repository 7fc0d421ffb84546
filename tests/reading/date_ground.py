"""Whether a text holds a date's year, month and day, in whatever form; else it was invented."""

from __future__ import annotations

import re
from calendar import monthrange

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SEASONS = {21: "spring|春", 22: "summer|夏", 23: "autumn|fall|秋", 24: "winter|冬"}
_EDGE = re.compile(
    r"\b(?:end|close|late|start|beginning|begin|turn|year-end|months?|quarters?|half|fiscal|"
    r"Q[1-4]|H[12])\b|[底末初]|季度|半年|个月|月",
    re.IGNORECASE,
)
_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d\d))?(?:-(\d\d))?[?~%]?")
_ZH_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def is_grounded(value: str, text: str) -> bool:
    """Tell whether the text has all parts of this EDTF date, ends of years and months included."""
    ends = [end for end in value.split("/") if end not in ("", "..")]
    return all(_end_is_grounded(end, text) for end in ends)


def _end_is_grounded(end: str, text: str) -> bool:
    match = _PART.fullmatch(end)
    if match is None:
        return False
    year, month, day = match.groups()
    if not _has_year(year, text):
        return False
    if month and not _has_month(int(month), text):
        return False
    return not day or _has_day(int(month), int(day), year, text)


def _has_year(year: str, text: str) -> bool:
    if year == "XXXX":
        return True
    if year.endswith("XX"):
        return bool(re.search(r"centur|世纪", text, re.IGNORECASE))
    if year.endswith("X"):
        tens = year[2] + "0"
        return bool(re.search(rf"\b(?:{year[:2]})?{tens}(?:['’]?s\b|年代)|ties\b", text))
    short = year[2:]
    forms = (
        rf"(?<!\d){year}(?!\d)", rf"['’‘]{short}(?!\d)", rf"\d{{4}}[/–-]{short}(?!\d)",
        rf"(?<!\d){short}年", rf"\bFY ?{short}(?!\d)", rf"\d[./]\d{{1,2}}[./]{short}(?!\d)",
        year.translate(_ZH_DIGITS), year.replace("0", "零").translate(_ZH_DIGITS),
    )  # fmt: skip
    return any(re.search(form, text) for form in forms)


def _has_month(month: int, text: str) -> bool:
    if month in SEASONS:
        return bool(re.search(SEASONS[month], text, re.IGNORECASE))
    if 33 <= month <= 36:
        return bool(re.search(r"quarter|\bQ[1-4]|季", text, re.IGNORECASE))
    if month in (40, 41):
        return bool(re.search(r"half|\bH[12]|six months|半", text, re.IGNORECASE))
    if not 1 <= month <= 12:
        return False
    name = MONTHS[month - 1]
    named = re.search(rf"\b(?:{name}|{name[:3]}|{name[:4]})\b", text, re.IGNORECASE)
    zh = rf"(?<!\d)0?{month}(?:\s?[-—至到~]\s?\d{{1,2}})?\s?月|{_zh_number(month)}月"
    number = rf"(?<!\d)0?{month}(?:[./-]\d)|\d[./-]0?{month}(?!\d)"
    edge = month in (1, 3, 4, 6, 7, 9, 10, 12) and _EDGE.search(text)
    return bool(named or edge or re.search(zh, text) or re.search(number, text))


def _has_day(month: int, day: int, year: str, text: str) -> bool:
    number = rf"(?<!\d)0?{day}(?!\d)(?![.,]\d\d\d)|{_zh_number(day)}[日号]"
    last = monthrange(int(year) if year.isdigit() else 2000, month)[1]
    return bool(re.search(number, text) or (day in (1, last) and _EDGE.search(text)))


def _zh_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    words = "" if not tens else ("十" if tens == 1 else f"{tens}十")
    return (words + (str(ones) if ones else "")).translate(_ZH_DIGITS)
