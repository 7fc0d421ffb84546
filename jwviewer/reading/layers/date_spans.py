"""Dates that belong together, and what the words before a date make of it."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_FROM = spaced(r"\b(?:from|[Ff]rom|[Bb]etween)(?: the)?(?: (?:about|around))? \Z")
_TO = spaced(r" ?(?:to|until|till|through|and|[-–—])(?: the)? ?")
_JOINED = spaced(r" ?(?:[-–—]|to|through) ?")
_SENSES = (
    ("until", r"\b(?:[Uu]ntil|till|through|[Uu]p to|up until|ending|through to)(?: at least)?"),
    ("since", r"\b(?:[Ss]ince(?: at least)?(?: as early as)?|[Ss]tarting(?: from| in| on)?|"
              r"[Ss]tarts in|[Ee]ffective(?: from)?|with effect from|as from|"
              r"[Bb]eginning(?: from| in| on)?|from as early as|on or after)"),
    ("by", r"\b(?:[Bb]y|no later than|not later than|[Ww]ithin)"),
    ("before", r"\b(?:[Bb]efore|[Pp]rior to|ahead of)"),
    ("after", r"\b(?:[Aa]fter|[Ff]ollowing)"),
    ("as-of", r"\b(?:[Aa]s (?:of|at|on))"),
    ("early", r"\b(?:[Aa]s (?:early|far back|long ago) as(?: in)?|[Bb]ack in|"
              r"[Ee]arlier in|[Ll]ater in)"),
    ("around", r"\b(?:(?:[Ii]n )?(?:or )?(?:around|about|circa|c\.|roughly)(?: in)?)"),
    ("from", r"\b(?:[Ff]rom)"),
    ("in", r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Tt]hroughout|[Ff]or|[Oo]ver|[Dd]ated|[Aa]cross)"),
)  # fmt: skip
_THE_WHOLE = r"(?: the)?(?: (?:whole|entire|full))?(?: (?:year|month|period))?(?: of)?"
_BEFORE = tuple((sense, spaced(rf"(?:{words}){_THE_WHOLE} ?\Z")) for sense, words in _SENSES)
_NOT = later(r"\b(?:not|nothing|none) \Z")
_ONWARDS = spaced(r" (?:onwards?|on\b(?! [a-z])|and beyond)")


def _value(one: Proposal) -> str:
    return one.value("date")


def _year(value: str) -> str:
    return value[:4]


@rule(
    "dates.interval",
    examples=(
        ("Between 2015 and 2018 it", "_date date=2015/2018"),
        ("from March to June 2020", "_date date=2020-03/2020-06"),
        ("Between January and March 2021", "_date date=2021-01/2021-03"),
        ("from 2015 to the end of 2018", "_date date=2015/2018-12-31"),
        ("in January-June 2020", "_date date=2020-01/2020-06"),
        ("between 5 May and 10 June 2020", "_date date=2020-05-05/2020-06-10"),
        ("from November 2018 through 2020", "_date date=2018-11/2020"),
    ),
    counter_examples=(
        "In 2015 and 2018 it",
        "from 2018 sales to 2015 sales",
        "In May and in June 2020",
    ),
)
def interval(draft: Draft) -> None:
    """Two dates as the ends of a period; the first one may borrow the year of the second."""
    view = draft.article.view
    dates = draft.of_kind("_date")
    position = 0
    while position < len(dates) - 1:
        one, other = dates[position], dates[position + 1]
        position += 1
        between = view[one.span[1] : other.span[0]]
        lead = _FROM.search(view, max(0, one.span[0] - 24), one.span[0])
        tight = _JOINED.fullmatch(between) is not None
        if not (tight or (lead and _TO.fullmatch(between))):
            continue
        first, last = _value(one), _value(other)
        if "and" in between and not (lead and lead.group().strip().lower().startswith("between")):
            continue
        if first.startswith("XXXX") and not last.startswith("XXXX"):
            first = _year(last.partition("/")[0]) + first[4:]
        value = f"{first}/{last}"
        if "/" in first or "/" in last or not _is_date(value):
            continue
        start = lead.start() if lead else one.span[0]
        span = (start, other.span[1])
        held = Attribute(value, spans=((one.span[0], other.span[1]),))
        draft.drop(other.id)
        draft.claim(span)
        draft.put(
            replace(one, span=span, attributes={"date": held, "sense": Attribute("between")},
                    rule="dates.interval", confidence=0.95)
        )  # fmt: skip
        dates[position] = draft.proposals[one.id]
        position += 1


@rule(
    "dates.month-before",
    examples=(
        ("in May and June 2020", "_date date=2020-05"),
        ("on 3 May and 10 June 2020", "_date date=2020-05-03"),
    ),
    counter_examples=("In May it grew. June 2020 was", "In May, while June 2020"),
)
def month_before(draft: Draft) -> None:
    """Let a month share the year of the one after it: "in May and June 2020"."""
    view = draft.article.view
    dates = draft.of_kind("_date")
    for one, other in pairwise(dates):
        first, last = _value(one), _value(other)
        joined = spaced(r" ?(?:and|or|&) ?").fullmatch(view[one.span[1] : other.span[0]])
        if joined and first.startswith("XXXX") and last[:4].isdigit() and len(last) in (7, 10):
            held = Attribute(_year(last) + first[4:], spans=one.attributes["date"].spans)
            draft.change(one.id, date=held)


@rule(
    "dates.sense",
    examples=(
        ("Since 2013 the two", "_date date=2013/..; sense=since"),
        ("open until June 2025", "_date date=../2025-06; sense=until"),
        ("by 2025 it", "_date date=../2025; sense=by"),
        ("By the end of 2018, it", "_date date=2018-12-31; sense=by"),
        ("As early as 2013, they", "_date date=2013; sense=early"),
        ("around 2013", "_date date=2013~; sense=around"),
        ("as of 30 June 2020", "_date date=2020-06-30; sense=as-of"),
        ("from 2021 onwards", "_date date=2021/..; sense=since"),
        ("before 2019", "_date date=../2019; sense=before"),
        ("not until May 2019", "_date date=2019-05; sense=in"),
    ),
    counter_examples=("The 2013 deal", "Foo 2018"),
)
def sense(draft: Draft) -> None:
    """Read the preposition before a date: since and until open a period."""
    view = draft.article.view
    for one in draft.of_kind("_date"):
        if one.value("sense") != "in":
            continue
        start = one.span[0]
        said, begin = _said(view, start, draft.sentence(start).span)
        if said == "until" and _NOT.search(view, max(0, begin - 12), begin):
            said = "in"  # "not until 2017": in that year
        value = _value(one)
        onwards = _ONWARDS.match(view, one.span[1])
        end = one.span[1]
        if said in ("from", "in") and onwards and value:
            said, end = "since", onwards.end()
        if not said:
            continue
        made = _opened(said, value, one.rule)
        held = replace(one.attributes["date"], value=made if _is_date(made) else value)
        span = (begin, end)
        draft.claim(span)
        draft.put(
            replace(
                one,
                span=span,
                attributes={**one.attributes, "date": held, "sense": Attribute(said)},
            )
        )  # fmt: skip


def _said(view: str, start: int, sentence: Span) -> tuple[str, int]:
    for name, pattern in _BEFORE:
        match = pattern.search(view, max(sentence[0], start - 40), start)
        if match is not None:
            return name, match.start()
    return "", start


def _opened(said: str, value: str, made_by: str) -> str:
    closed = "/" in value or value.startswith("XXXX") or not value
    if closed or made_by == "dates.end":
        return value
    if said in ("since", "after"):
        return f"{value}/.."
    if said in ("until", "by", "before"):
        return f"../{value}"
    return f"{value}~" if said == "around" else value


def _is_date(value: str) -> bool:
    try:
        parse_date(value)
    except DateError:
        return False
    return True


RULES = (interval, month_before, sense)
