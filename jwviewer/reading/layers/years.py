"""Bare years, years in pairs, and days and months whose year the text does not give."""

from __future__ import annotations

import re

from jwviewer.reading.date_words import (
    DAY,
    NTH,
    SHORT,
    YEAR,
    DateWords,
    date_words,
    dates_like,
    full_year,
)
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.dates import add_date
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later
from jwviewer.reading.rule import rule

_COUNTED = later(
    r"(?i)(?:more|fewer|less|greater) than|over|above|about|around|nearly|almost|some|roughly"
    r"|approximately|exceeding|exceeded|at least|total of|up to|no\.|#|only|just"
)
_NOUN = later(r"(?: (?:new|small|large|different|other|local|full-time|electric|direct))? ?"
                   r"(?P<noun>[a-z]+(?:s|people|staff|men|women))\b")  # fmt: skip
_IN_NAME = later(
    r"[ ]{1,3}(?:Ltd|Limited|Inc|AG|GmbH|plc|PLC|Corp|SE|SA|AB|Games|Olympic|World Cup|Summit|"
    r"Expo)\b"
)
_HEAD = later(
    r"(?:^|[ (])(?:(?:in|since|by|of|from|until|and|to|for|early|late|the|its|this|a) ?)\Z"
)
_CAPITAL = later(r"[ ]{1,3}[A-Z]")
_ANY = later(r"[^\n]{0,60}")
_UNIT = later(
    r" ?(?:%|percent|per cent|pct|million|billion|trillion|thousand|bn|mn|km|kg|kW|MW|GW|hp|"
    r"tonnes|tons|sq|square|metres|meters|yuan|euros|dollars|pounds|yen|won|rupees|baht|crowns)"
    r"(?![a-z])|[\w%°]|[.,]\d|[-–]\w*[a-z]"
)


@rule(
    "dates.year-pair",
    examples=(
        ("in the 2015-2018 plan", "_date date=2015/2018"),
        ("in 2015–18", "_date date=2015/2018"),
        ("the 2019/20 season", "_date date=2019/2020"),
    ),
    counter_examples=("call 2015-2998 or 2018-15", "Standard 2011-9"),
)
def year_pair(draft: Draft) -> None:
    """Two years joined by a stroke."""
    pattern = rf"(?<![\w.,/-])(?P<y>{YEAR})[-–/](?P<z>{YEAR}|\d\d)(?![\w%/-]|[.,]\d)"
    for match in dates_like(draft, pattern):
        first, last = match["y"], match["z"]
        last = last if len(last) == 4 else first[:2] + last
        if 0 < int(last) - int(first) <= 60:
            add_date(draft, match, f"{first}/{last}", "dates.year-pair", 0.93)


@rule(
    "dates.year",
    examples=(
        ("In 2018 the group", "_date date=2018"),
        ("Founded in 1998 and based in Foo.", "_date date=1998"),
        ("its 2019 sales", "_date date=2019"),
        ("early 2020, and late 2021;", "_date date=2020 | _date date=2021"),
        ("The 2013 agreement", "_date date=2013"),
        ("in '98", "_date date=1998"),
        ("mid-2018", "_date date=2018"),
    ),
    counter_examples=(
        "It has 2000 employees.",
        "more than 2010 vehicles",
        "2018 kg",
        "the Vision 2030 plan",
        "Made in China 2025",
        "HM-2018",
        "CNY2018 million",
        "$2000",
        "No. 2018",
        "2,018 patents",
        "Foo 2000 Ltd",
    ),
)
def year(draft: Draft) -> None:
    """Bare years, where no noun is counted by them."""
    view, words = draft.article.view, draft.lexicons.once(date_words)
    names = draft.lexicons.once(_name_ends)
    pattern = (
        rf"(?:\b(?:[Ee]arly|[Ll]ate|[Mm]id)(?: |-)(?:in )?|"
        rf"\b(?:the )?(?:beginning|start|middle|whole|course) of |"
        rf"\b(?:calendar |the )?year(?: of)? )?(?<![\w.,$€£¥₹#/-])(?P<y>{YEAR})(?!\d)"
        rf"|\b(?:[Ee]arly|[Ll]ate|[Mm]id)-(?P<z>{YEAR})(?!\d)"
        rf"|\b(?:in|since|of) (?P<s>{SHORT})(?!\d|s)"
    )
    for match in dates_like(draft, pattern):
        found = match["y"] or match["z"] or match["s"]
        before = view[max(0, match.start() - 24) : match.start()]
        if _IN_NAME.match(view, match.end()) or names.search(before) or _counts(view, match, words):
            continue
        add_date(draft, match, full_year(found), "dates.year", 0.95)


def _name_ends(lexicons: Lexicons) -> re.Pattern[str]:
    names = alternatives(lexicons.once(date_words).names)
    return later(
        rf"(?i:\b(?:{names}))\.?[ ]{{1,3}}\Z"
        rf"|\b[A-Z]{{2,3}}[ ]\Z(?<!IN[ ])(?<!OF[ ])(?<!BY[ ])(?<!FY[ ])"
    )


def _counts(view: str, match: re.Match[str], words: DateWords) -> bool:
    """Tell whether the four digits are a number of something."""
    end = match.end()
    unit = _UNIT.match(view, end)
    if unit is not None:
        return True
    noun = _NOUN.match(view, end)
    if noun is None or noun["noun"] in words.follows_year or noun["noun"].endswith("ss"):
        return False
    head = _HEAD.search(view[max(0, match.start() - 8) : match.start()])
    counted = _COUNTED.search(view[max(0, match.start() - 16) : match.start()])
    return counted is not None or head is None


@rule(
    "dates.yearless",
    examples=(
        ("On March 14 it said", "_date date=XXXX-03-14"),
        ("STOCKHOLM, 14 March - Foo", "_date date=XXXX-03-14"),
        ("In January Foo won", "_date date=XXXX-01"),
        ("In May Foo won, and in March Bar.", "_date date=XXXX-05 | _date date=XXXX-03"),
        ("since mid-October it", "_date date=XXXX-10"),
        ("by the end of June, and by May.", "_date date=XXXX-06-30 | _date date=XXXX-05"),
        ("on Thursday, Nov. 5", "_date date=XXXX-11-05"),
    ),
    counter_examples=(
        "It may 5 times",
        "They march 14 miles",
        "Theresa May said",
        "March 14,000",
        "led by June Miller",
    ),
)
def yearless(draft: Draft) -> None:
    """Days and months without a year: it is never filled in."""
    view, words = draft.article.view, draft.lexicons.once(date_words)
    for template in (
        rf"(?<![\w.,-])(?:{{W}})?(?:the )?(?P<d>{DAY}){NTH}(?: of)? (?P<m>{{M}})(?! ?\d|[a-z])",
        rf"\b(?:{{W}})?(?P<m>{{M}}) (?:the )?(?P<d>{DAY}){NTH}"
        r"(?![\d:]|[.,/-]\d| ?(?:%|percent|per cent|million|billion|bn))",
    ):
        for match in dates_like(draft, template):
            month = words.months[match["m"].rstrip(".").lower()]
            add_date(draft, match, f"XXXX-{month:02}-{int(match['d']):02}", "dates.yearless", 0.93)
    for match in dates_like(draft, r"\b(?:the )?end of (?P<m>{M})(?! ?\d|[a-z])"):
        month = words.months[match["m"].rstrip(".").lower()]
        if month != 2:  # its last day depends on the year
            last = 30 if month in (4, 6, 9, 11) else 31
            add_date(draft, match, f"XXXX-{month:02}-{last}", "dates.yearless", 0.85)
    alone = (
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]etween|[Dd]uring|[Ll]ast|[Tt]his|"
        r"[Ff]ollowing|of|"
        r"and|to)"
        r" (?P<d>)(?:(?:early|late|mid)[ -]|the (?:beginning|start|middle) of )?(?P<m>{M})"
        r"(?! ?\d|[a-z'’]|-[a-z])"
    )
    for match in dates_like(draft, alone):
        word = match["m"].rstrip(".")
        preposition = match.group().split()[0].lower()
        # May, April and June are first names as well, and march is a verb.
        if word in ("May", "April", "June", "March", "August") and (
            preposition in ("and", "to", "of")
            or (match.group()[:2] in ("by", "fr", "be") and _CAPITAL.match(view, match.end()))
        ):
            continue
        span = _ANY.match(view, match.start("d"), match.end())
        if span is not None and preposition not in ("last", "this", "following"):
            add_date(draft, span, f"XXXX-{words.months[word.lower()]:02}", "dates.yearless", 0.85)


RULES = (year_pair, year, yearless)
