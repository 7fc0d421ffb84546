"""Dates that the text gives: days, months, quarters, halves, seasons, years, decades.

Every find is a mention of kind ``_date``: its span holds the preposition, its attribute
``date`` the EDTF value with the bare date as passage, ``sense`` the preposition's meaning:
in, by, since, until, from, after, before, as-of, end. Nothing is completed: a day without a
year is XXXX-MM-DD.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jwviewer.dossier.dates import DateError, parse_date
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
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_DASH = r" ?[-–—] ?"


def add_date(
    draft: Draft,
    match: re.Match[str],
    value: str,
    rule_id: str,
    confidence: float = 0.97,
    sense: str = "in",
) -> None:
    """Record a date mention if its characters are free and the calendar knows the day."""
    start, end = match.span()
    if end > start and draft.article.view[end - 1] == ",":
        end -= 1
    if not draft.is_free((start, end)):
        return
    try:
        parse_date(value)
    except DateError:
        return
    held = Attribute(value, spans=((start, end),))
    draft.add(
        "_date", (start, end), {"date": held, "sense": Attribute(sense)},
        rule=rule_id, confidence=confidence,
    )  # fmt: skip


def _each(
    draft: Draft, template: str, rule_id: str, value: Callable[[re.Match[str], DateWords], str]
) -> None:
    words = draft.lexicons.once(date_words)
    for match in dates_like(draft, template):
        made = value(match, words)
        if made:
            add_date(draft, match, made, rule_id)


def _month(text: str, words: DateWords) -> int:
    return words.months[text.rstrip(".").lower()]


@rule(
    "dates.day",
    examples=(
        ("Signed on 13 November 2019 in Oslo.", "_date date=2019-11-13"),
        ("It said on Wednesday, Nov. 13, 2019, that", "_date date=2019-11-13"),
        ("OSLO, 3rd of May 2021 - Foo", "_date date=2021-05-03"),
        ("open from 13-15 November 2019", "_date date=2019-11-13/2019-11-15"),
        ("on November 13 and 14, 2019 it", "_date date=2019-11-13/2019-11-14"),
        ("dated 2019-11-13 and 13.12.2019", "_date date=2019-11-13 | _date date=2019-12-13"),
        ("the 30 June '19 accounts", "_date date=2019-06-30"),
    ),
    counter_examples=("The 31 November 2019 edition", "12 may be enough", "section 13.11.2 of"),
)
def day(draft: Draft) -> None:
    """Days with a year."""
    year = rf"(?P<y>{YEAR}|{SHORT})(?!\d|,\d{{3}})"

    def named(match: re.Match[str], words: DateWords) -> str:
        month, y = _month(match["m"], words), full_year(match["y"])
        first = f"{y}-{month:02}-{int(match['d']):02}"
        return f"{first}/{y}-{month:02}-{int(match['e']):02}" if match["e"] else first

    upto = rf"(?:(?:{_DASH}| to | and )(?P<e>{DAY}){NTH})?"
    _each(
        draft,
        rf"(?<![\w.,-])(?:{{W}})?(?:the )?(?P<d>{DAY}){NTH}{upto}(?: of)?[ -]"
        rf"(?P<m>{{M}}),?(?: of)?[ -]{year}",
        "dates.day", named,
    )  # fmt: skip
    _each(
        draft,
        rf"(?<![\w.-])(?:{{W}})?(?P<m>{{M}}) (?:the )?(?P<d>{DAY}){NTH}{upto},? {year}",
        "dates.day", named,
    )  # fmt: skip
    _each(
        draft,
        rf"(?<![\w.-])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>{DAY})(?![\w-]|"
        rf"\.\d)",
        "dates.day", lambda one, _: f"{one['y']}-{one['m']}-{int(one['d']):02}",
    )  # fmt: skip
    _each(
        draft,
        rf"(?<![\w.,/-])(?P<d>{DAY})(?P<s>[./])(?P<m>\d\d?)(?P=s)(?P<y>{YEAR})(?![\w/-]|\.\d)",
        "dates.day", _numbered,
    )  # fmt: skip


def _numbered(match: re.Match[str], _: DateWords) -> str:
    """Return day.month.year; where month/day is as likely, the year alone is sure."""
    one, other = int(match["d"]), int(match["m"])
    if match["s"] == "/" and one <= 12 and other <= 12 and one != other:
        return match["y"]
    if match["s"] == "/" and other > 12:
        one, other = other, one
    return f"{match['y']}-{other:02}-{one:02}"


@rule(
    "dates.quarter",
    examples=(
        ("Sales in Q3 2018 rose", "_date date=2018-35"),
        ("in the third quarter of 2018", "_date date=2018-35"),
        ("fourth-quarter 2020 results", "_date date=2020-36"),
        ("2Q19 was weak; Q1'21 too", "_date date=2019-34 | _date date=2021-33"),
        ("the first half of 2020 halved; H2 2019", "_date date=2020-40 | _date date=2019-41"),
        ("In the first six months of 2021", "_date date=2021-40"),
        ("in the first nine months of 2021", "_date date=2021-01/2021-09"),
        ("In summer 2019 and the autumn of 2021", "_date date=2019-22 | _date date=2021-23"),
    ),
    counter_examples=("the Q7 2018 model", "the first half of the match"),
)
def quarter(draft: Draft) -> None:
    """Quarters, halves, opening months and seasons of a year."""
    year = rf"(?P<y>{YEAR}|{SHORT})(?![\d])"
    short = rf"(?P<y>{YEAR}|['’]?\d\d)(?![\d%])"
    nth = r"(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th|[Ll]ast|[Ff]inal)"

    def part(first: int, last: int) -> Callable[[re.Match[str], DateWords], str]:
        def value(match: re.Match[str], words: DateWords) -> str:
            n = match["n"].lower()
            number = int(n) if n.isdigit() else words.ordinals.get(n, last - first + 1)
            return (
                f"{full_year(match['y'])}-{first + number - 1}"
                if first + number - 1 <= last
                else ""
            )

        return value

    for word, first, last in (("quarter", 33, 36), ("half", 40, 41)):
        letter = "Q" if word == "quarter" else "H"
        most = last - first + 1
        value = part(first, last)
        _each(
            draft,
            rf"\b{nth}[ -]{word}(?:[ -]year)?(?: of)?(?: the)?(?: fiscal| financial)?(?: year)?,?"
            rf" {year}",
            "dates.quarter", value,
        )  # fmt: skip
        _each(
            draft, rf"\b{letter}(?P<n>[1-{most}])(?: of| FY)?[ -]?{short}", "dates.quarter", value
        )
        _each(draft, rf"(?<![\w.,])(?P<n>[1-{most}]){letter}[ -]?{short}", "dates.quarter", value)
        _each(draft, rf"\b(?P<y>{YEAR})[ -]?{letter}(?P<n>[1-{most}])\b", "dates.quarter", value)
    spans = {"three": "-33", "3": "-33", "six": "-40", "6": "-40", "nine": "-09", "9": "-09",
             "two": "-02", "four": "-04", "five": "-05", "seven": "-07", "eight": "-08",
             "ten": "-10", "11": "-11", "eleven": "-11"}  # fmt: skip

    def opening(match: re.Match[str], _: DateWords) -> str:
        end = spans[match["n"]]
        y = match["y"]
        return y + end if end in ("-33", "-40") else f"{y}-01/{y}{end}"

    _each(
        draft, rf"\b(?:first|opening) (?P<n>{'|'.join(spans)}) months of (?P<y>{YEAR})\b",
        "dates.quarter", opening,
    )  # fmt: skip
    _each(
        draft,
        r"\b(?:(?:early|late|mid)[ -])?(?P<n>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
        rf"(?: of|,)? {year}",
        "dates.quarter",
        lambda one, words: f"{full_year(one['y'])}-{words.seasons[one['n'].lower()]}",
    )  # fmt: skip


@rule(
    "dates.fiscal",
    examples=(
        ("in fiscal 2019 and FY20", "_date date=2019 | _date date=2020"),
        ("for the financial year 2019/20", "_date date=2019/2020"),
        ("in the year to March 2020 it lost", "_date date=../2020-03; sense=until"),
        ("for the 12 months ended 30 June 2021", "_date date=../2021-06-30; sense=until"),
    ),
    counter_examples=("a fiscal stimulus", "the year to forget"),
)
def fiscal(draft: Draft) -> None:
    """Find business years; when they begin is not said, so their end stays their end."""
    view, words = draft.article.view, draft.lexicons.once(date_words)
    pattern = words.pattern(
        rf"\b(?:(?:[Ff]iscal|[Ff]inancial)(?: [Yy]ear)?|FY) ?(?P<y>{YEAR}|['’]?\d\d)"
        r"(?:[-/–](?P<z>\d\d(?:\d\d)?))?(?![\d%])"
    )
    for match in pattern.finditer(view):
        first = full_year(match["y"])
        last = match["z"] and (match["z"] if len(match["z"]) == 4 else first[:2] + match["z"])
        add_date(draft, match, f"{first}/{last}" if last else first, "dates.fiscal", 0.9)
    ending = (
        r"\b(?:year|half[- ]year|(?:twelve|12|nine|9|six|6|three|3) months|half|quarter)"
        rf"(?:,? (?:to|ended|ending)(?: on| in)?) (?:(?:the )?(?P<d>{DAY}){NTH}(?: of)? )?"
        rf"(?P<m>{{M}})(?: (?P<e>{DAY}){NTH},?)?(?: of)? (?P<y>{YEAR})\b"
    )
    for match in dates_like(draft, ending):
        value = f"../{match['y']}-{_month(match['m'], words):02}"
        on = match["d"] or match["e"]
        full = f"{value}-{int(on):02}" if on else value
        add_date(draft, match, full, "dates.fiscal", 0.9, "until")


@rule(
    "dates.end",
    examples=(
        ("By the end of 2018, it had", "_date date=2018-12-31"),
        ("Up to the end of June 2021 it", "_date date=2021-06-30"),
        ("at the end of the third quarter of 2018", "_date date=2018-09-30"),
        ("year-end 2019 and end-2020", "_date date=2019-12-31 | _date date=2020-12-31"),
    ),
    counter_examples=("the end of the line 2",),
)
def end(draft: Draft) -> None:
    """Take the last day of a year, month, quarter or half of whose end the text speaks."""
    words = draft.lexicons.once(date_words)
    template = (
        r"\b(?:(?:the )?(?:end|close) of (?:the )?(?:(?P<m>{M})(?: of)? |"
        r"(?P<n>first|second|third|fourth) (?P<p>quarter|half)(?: of)? |"
        r"(?:fiscal |financial )?(?:year )?)?|(?:end|year-end)[- ](?:of )?(?:(?P<k>{M}) )?)"
        rf"(?P<y>{YEAR}|{SHORT})(?!\d)"
    )
    for match in dates_like(draft, template, "years"):
        month = 12
        if match["m"] or match["k"]:
            month = _month(match["m"] or match["k"], words)
        elif match["n"]:
            month = words.ordinals[match["n"]] * (3 if match["p"] == "quarter" else 6)
        if month > 12:
            continue
        last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
        year = full_year(match["y"])
        if month == 2 and int(year) % 4 == 0 and (int(year) % 100 or int(year) % 400 == 0):
            last = 29
        add_date(draft, match, f"{year}-{month:02}-{last}", "dates.end")


@rule(
    "dates.month",
    examples=(
        ("In November 2019 they", "_date date=2019-11"),
        ("since Nov. '19 the", "_date date=2019-11"),
        ("early May 2020; mid-June 2020", "_date date=2020-05 | _date date=2020-06"),
        ("the 1990s and the '80s", "_date date=199X | _date date=198X"),
        ("in the early 21st century", "_date date=20XX"),
    ),
    counter_examples=("They may 2019 times", "2010s-style"),
)
def month(draft: Draft) -> None:
    """Months with a year, decades and centuries."""
    _each(
        draft,
        r"\b(?:(?:early|late|mid)[ -](?:in )?|(?:the )?(?:beginning|start|middle) of )?"
        rf"(?P<m>{{M}}),?(?: of)? (?P<y>{YEAR}|{SHORT})(?!\d|,\d{{3}})",
        "dates.month",
        lambda one, words: f"{full_year(one['y'])}-{_month(one['m'], words):02}",
    )  # fmt: skip
    _each(
        draft, rf"\b(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\w-])", "dates.month",
        lambda one, _: f"{one['y']}-{one['m']}" if int(one["m"]) <= int(one["y"][2:]) else "",
    )  # fmt: skip
    _each(
        draft,
        r"(?:\b(?:early|late|mid)[ -])?"
        r"(?:\b(?:1[5-9]|20)(?P<d>\d)0['’]?s\b(?!-)|(?<!\w)['’‘](?P<e>[2-9])0s\b)",
        "dates.month",
        lambda one, _: _decade(one),
    )  # fmt: skip
    _each(
        draft, r"\b(?:early |late |mid-)?(?:the )?(?P<c>1[5-9]|20|21)(?:th|st)[ -]century\b",
        "dates.month", lambda one, _: f"{int(one['c']) - 1}XX",
    )  # fmt: skip


def _decade(match: re.Match[str]) -> str:
    if match["e"]:
        return f"19{match['e']}X"
    digits = re.search(r"\d{3}", match.group())
    return f"{digits.group()}X" if digits else ""


RULES = (fiscal, end, day, quarter, month)
