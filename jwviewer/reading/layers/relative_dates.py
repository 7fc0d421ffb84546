"""Dates that only the article's own date could settle: "last year", "on Monday", "today".

They stay mentions without a value unless the person has given the article's date. Only
"today" may also rest on a full date in the dateline above it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from jwviewer.reading.date_words import date_words
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later, matches_near, spaced
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_DATELINE_CHARS = 700
_DASH_AFTER = spaced(r"[*_]{0,3},?\)?(?: ?/[\w ]{2,30}/)? ?(?:--?|–|—|:|\|)|\)? ?/[\w ]{2,30}/")
_BEFORE_DATELINE = later(
    r"[\W_]{0,6}(?:(?:[A-Z][\w.'’-]{0,30}|and|published|posted|updated|on|of|in|by|de|la)"
    r"[\W_]{1,6}){0,10}"
)
_PERIOD = r"the (?:same|corresponding) period (?:of )?"
_NEAR = r"(?:[Ll]ast|[Tt]his|[Nn]ext)"
_MONTHS = (
    r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December)"
)
_RELATIVE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("year:-1", ("year",),
     r"\b[Ll]ast year(?:'s|\b)|\bthe (?:previous|preceding|prior) year"
                r"|\b(?:a|one) year (?:earlier|ago|before)|\bthe year (?:before|earlier)"
                rf"|\b{_PERIOD}(?:last year|a year earlier)|\ba year-earlier|\blast fiscal year"
                r"|\bin the (?:last|past) financial year"),
    ("year:0", ("year",),
     r"\b[Tt]his year(?:'s|\b)|\b[Tt]he current year|\bthe year to date"),
    ("year:1", ("year",),
     r"\b[Nn]ext year(?:'s|\b)|\bthe (?:following|coming) year"),
    ("month:-1", ("month",),
     r"\b[Ll]ast month(?:'s)?|\b[Tt]he (?:previous|preceding) month"),
    ("month:0", ("month",),
     r"\b[Tt]his month"),
    ("month:1", ("month",),
     r"\b[Nn]ext month"),
    ("week", ("week",),
     rf"\b(?:{_NEAR}|[Ee]arlier this) week|\b[Ll]ast weekend"),
    ("quarter", ("quarter", "half"),
     rf"\b(?:{_NEAR}|[Tt]he (?:same|previous|current|first|second|third|fourth|final))"
                r" (?:quarter|half(?:[ -]year)?)\b(?! of)"
                r"|\b(?:first|second|third|fourth|last|final)-(?:quarter|half)\b"),
    ("season", ("spring", "summer", "autumn", "fall", "winter"),
     rf"\b{_NEAR} (?:spring|summer|autumn|fall|winter)"),
    ("day:0", ("oday",),
     r"\b[Tt]oday\b"),
    ("day:-1", ("esterday",),
     r"\b[Yy]esterday\b"),
    ("day:1", ("omorrow",),
     r"\b[Tt]omorrow\b"),
    ("weekday", ("day",),
     r"\b(?:on |[Ll]ast |[Nn]ext )?(?:late )?"
                r"(?P<w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"),
    ("month-name", ("ast ", "his ", "ext "),
     rf"\b{_NEAR} {_MONTHS}\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, words, spaced(pattern)) for kind, words, pattern in _RELATIVE)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@rule(
    "dates.dateline",
    examples=(
        ("BANGKOK, 6 June 2022 – Foo today said", "_date date=2022-06-06; sense=dateline"),
        ("OSLO, March 14 - Foo said on Thursday", "_date date=XXXX-03-14; sense=dateline"),
    ),
    counter_examples=("Foo was founded on 6 June 2022 in Bar.",),
)
def dateline(draft: Draft) -> None:
    """Tell the date before the first sentence: it is the article's, not an event's."""
    view = draft.article.view
    for one in draft.within((0, _DATELINE_CHARS), "_date"):
        value = one.value("date")
        if len(value) != 10 or one.value("sense") != "in":
            continue
        start, end = one.span
        line = view.rfind("\n", 0, start) + 1
        alone = view[end : end + 1] in ("\n", "")
        led = _BEFORE_DATELINE.fullmatch(view, line, start) is not None
        if led and (alone or _DASH_AFTER.match(view, end)):
            draft.change(one.id, sense=Attribute("dateline"))
            return


@rule(
    "dates.relative",
    examples=(
        (
            "Sales rose last year, it said on Monday.",
            "_date relative=year:-1 | _date relative=weekday",
        ),
        ("OSLO, 6 June 2022 - Foo today announced", "_date date=2022-06-06; relative=day:0"),
        ("from the previous year", "_date relative=year:-1"),
    ),
    counter_examples=("The last years were good", "In the third quarter of 2018"),
)
def relative(draft: Draft) -> None:
    """Mentions that are settled by the article's date, if the person gives it."""
    given = _day(draft.article_date)
    own = next(
        (_day(d.value("date")) for d in draft.of_kind("_date") if d.value("sense") == "dateline"),
        None,
    )
    for kind, words, pattern in _PATTERNS:
        for match in matches_near(pattern, draft.article.view, words):
            if not draft.is_free(match.span()):
                continue
            value, how = "", ""
            if given is not None:
                value, how = _resolved(kind, match, given, draft), "article-date"
            elif own is not None and kind == "day:0":
                value, how = own.isoformat(), "dateline"
            held = Attribute(
                value, "inferred" if value else "not_stated", (match.span(),), how if value else ""
            )
            draft.add(
                "_date", match.span(),
                {"date": held, "sense": Attribute("relative"), "relative": Attribute(kind)},
                rule="dates.relative", confidence=0.9,
            )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[:4].isdigit() else None
    except ValueError:
        return None


def _resolved(kind: str, match: re.Match[str], given: date, draft: Draft) -> str:
    """Return what a relative date means on a day; empty where that is not certain."""
    unit, _, step = kind.partition(":")
    if unit == "year":
        return f"{given.year + int(step):04}"
    if unit == "month":
        months = given.year * 12 + given.month - 1 + int(step)
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "day":
        return (given + timedelta(days=int(step))).isoformat()
    if unit == "weekday" and not match.group().lower().startswith("next"):
        back = (given.weekday() - _DAYS.index(match["w"])) % 7
        if back == 0 and match.group().lower().startswith("last"):
            back = 7
        return (given - timedelta(days=back)).isoformat()
    if unit == "month-name" and match.group()[:4].lower() == "last":
        month = draft.lexicons.once(date_words).months[match["m"].lower()]
        year = given.year if month < given.month else given.year - 1
        return f"{year:04}-{month:02}"
    return ""


RULES = (dateline, relative)
