"""What happens at the end of a year has the year for its date: nobody named the last day of it."""

from __future__ import annotations

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_END = later(r"\b(?:end|close)\b|年底|年末|月底|月末|岁末", 2)
_LAST_DAY = later(r"((?:\d{4}|XXXX))-(\d\d)-(?:28|29|30|31)$")
_PART = {"quarter": ("33", "34", "35", "36"), "half": ("40", "40", "41", "41")}
_MONTH = later(r"\b(?:Dec|dec)|月")
_DATED = ("event", "claim", "programme", "award")


def _less_exact(text: str, value: str) -> str:
    """Return the year, quarter, half or month of whose end a text speaks; else the whole date."""
    last = _LAST_DAY.search(value)
    if last is None or not _END.search(text):
        return value
    year, month = last.groups()
    for part, codes in _PART.items():
        if part in text:
            return value[: last.start()] + f"{year}-{codes[(int(month) - 1) // 3]}"
    if month == "12" and not _MONTH.search(text):
        return value[: last.start()] + year
    return value[: last.start()] + f"{year}-{month}"


def _round(draft: Draft) -> None:
    for one in draft.of_kind(*_DATED):
        if one.kind == "claim" and one.value("claim_kind") != "intent":
            continue  # it may be about how things stood on that day
        for name in ("date", "period"):
            held = one.attributes.get(name)
            if held is None or not held.spans or not isinstance(held.value, str):
                continue
            start, end = held.spans[0]
            made = _less_exact(draft.article.view[start:end], held.value)
            if made != held.value:
                attributes: dict[str, Attribute] = {name: replace(held, value=made)}
                draft.change(one.id, **attributes)


@rule(
    "year-ends.english",
    examples=(
        (
            "Torvane AG acquired Orvane Ltd at the end of 2021.",
            "event date=2021; event_type=acquisition",
        ),
        (
            "Torvane AG acquired Orvane Ltd at the end of the third quarter of 2021.",
            "event date=2021-35; event_type=acquisition",
        ),
        (
            "Torvane AG acquired Orvane Ltd at the end of May 2021.",
            "event date=2021-05; event_type=acquisition",
        ),
        (
            "Torvane AG will open three plants by year-end 2026.",
            "claim claim_kind=intent; period=2026",
        ),
    ),
    counter_examples=(
        "Torvane AG acquired Orvane Ltd on 31 December 2021.",
        "At the end of 2021 Torvane AG had 300 employees.",
    ),
)
def english(draft: Draft) -> None:
    """Leave an event or an intention no more of a date than was said; a stock is of that day."""
    _round(draft)


@rule(
    "year-ends.chinese",
    examples=(
        ("2021年底，浙江昆泰公司收购湖州永昌公司。", "event date=2021; event_type=acquisition"),
    ),
    counter_examples=("2021年12月31日，浙江昆泰公司收购湖州永昌公司。",),
    language="zh",
)
def chinese(draft: Draft) -> None:
    """Do the same in Chinese."""
    _round(draft)


RULES = (english,)
CHINESE = (chinese,)
