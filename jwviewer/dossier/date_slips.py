"""What people and spreadsheets write instead of a date, and what to tell them."""

from __future__ import annotations

import re
from functools import cache

from jwviewer.language import tr


def advice(text: str) -> str:
    """Return why ``text``, which is at most 40 characters long, is no date and what to write."""
    if not text.strip():
        return tr(
            "is blank; leave the cell empty if nothing is known, or write a year such as 2018"
        )
    if text != text.strip():
        return tr("has spaces around it; remove them")
    if any(char.isdigit() and not char.isascii() for char in text):
        return tr("has digits other than 0–9; write it with plain digits, such as 2018")
    for pattern, remedy in _slips():
        if pattern.fullmatch(text):
            return remedy
    return tr("is not a date; write 2018, 2018-12, 2018-12-31, 2013/2018, or leave the cell empty")


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    remedies = (
        (r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", tr("has slashes inside a day; write 2018-12-31")),
        (r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", tr("is not year first; write 2018-12-31")),
        (r"[0-9]{1,2}[-.][0-9]{1,2}[-.][0-9]{2,4}", tr("is not year first; write 2018-12-31")),
        (r"[0-9]{4}[.][0-9.]+", tr("has dots; write 2018-12-31")),
        (r"[A-Za-z]{3,9}-[0-9]{2,4}", tr("looks rewritten by a spreadsheet; write 2018-12")),
        (r"[0-9]{5}", tr("looks like a spreadsheet's day number; write 2018-12-31")),
        (r"[0-9]{6,8}", tr("has no hyphens; write 2018-12-31")),
        (
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
            tr("needs two digits each for month and day; write 2018-06-05"),
        ),
        (r"[0-9]{4}-[0-9]", tr("needs two digits for the month; write 2018-06")),
        (
            r"(?i:[0-9]{4}-?[QH][1-4]|[QH][1-4][- ]?[0-9]{4})",
            tr(
                "writes a quarter or half in letters; write 2018-33 to 2018-36 for quarters, "
                "2018-40 or 2018-41 for halves"
            ),
        ),
        (
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*",
            tr("has a time of day; write the day only, such as 2018-12-31"),
        ),
        (
            r"[0-9]{3}x|[0-9]{2}xx|xxxx-.*",
            tr("needs capital X for unknown digits; write 201X, 20XX or XXXX-05-04"),
        ),
        (
            r"XXXX|[0-9]XXX",
            tr("leaves too much of the year open; leave the cell empty if the year is not known"),
        ),
        (
            r"[0-9]{4}-XX.*|[0-9]{4}-[0-9]{2}-XX",
            tr("marks an unknown month or day; write only what is known, such as 2018 or 2018-12"),
        ),
        (r"XXXX-.*", tr("is not a day or month without a year; write XXXX-05-04 or XXXX-05")),
        (
            r"[-+]?Y.*|-[0-9].*",
            tr(
                "is a year outside 0001–9999, which a dossier does not hold; "
                "write a year such as 2018"
            ),
        ),
        (r"[\[{].*", tr("is a set of dates; write one date, or an interval such as 2013/2018")),
        (r"\.\.", tr("is open on both sides; leave the cell empty if nothing is known")),
    )
    return tuple((re.compile(pattern), remedy) for pattern, remedy in remedies)
