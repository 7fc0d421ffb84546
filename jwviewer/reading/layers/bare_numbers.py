"""Numbers without a noun of their own: part of what was counted before, or after a verb."""

from __future__ import annotations

from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import spaced
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import open_numerals

_PART = spaced(
    r"\b(?:of which|of whom|including|among which|among whom|among them|of them|of these)"
    r"(?:,? (?:about|around|some|nearly|almost|over|only|just|more than|less than|at least|"
    r"roughly))? ?\Z"
)
_AFTER_NUMBER = spaced(
    r" (?:in|at|by|for|of (?:these|those|them)|from|were|was|are|is|more|a year|last|this|,|\.)|"
    r"[,.;)]|\Z"
)
_NAME_AFTER = spaced(r" (?!In\b)[A-Z]")
_TO_BARE = spaced(
    r"\b(?:to|at|reached|totalled|totaled|hit|of|from|was|were)"
    r"(?: (?:about|around|some|nearly|almost|over|more than|less than|at least|roughly|just))? ?\Z"
)


@rule(
    "bare.part",
    examples=(
        ("It created 220 jobs, of which 35 in Oslo.", "figure unit={job}; value=35"),
        ("sold 260,000 cars, including 3,400 abroad", "figure unit=car; value=3400"),
    ),
    counter_examples=("It has 220 jobs and, including 2018, it", "It has 5 plants. Of which 35."),
)
def part(draft: Draft) -> None:
    """Give a number after "of which" the unit of the figure before it."""
    view = draft.article.view
    figures = [one for one in draft.of_kind("figure") if one.rule == "quantities.counts"]
    number = 0
    for numeral in open_numerals(draft):
        while number < len(figures) and figures[number].span[1] <= numeral.start:
            number += 1
        if not number or numeral.letter:
            continue
        before = figures[number - 1]
        if draft.sentence(numeral.start).start > before.span[0]:
            continue
        lead = _PART.search(view, max(before.span[1], numeral.start - 40), numeral.start)
        if lead is None or _NAME_AFTER.match(view, numeral.end):
            continue
        if numeral.value > Decimal(before.value("value")):
            continue
        unit = before.attributes["unit"]
        span = (numeral.start, numeral.end)
        held = {
            "value": Attribute(written(numeral.value), spans=(span,)),
            "unit": Attribute(unit.value, "inferred", unit.spans, "figure-before"),
        }
        draft.add("figure", span, held, rule="bare.part", confidence=0.85)


@rule(
    "bare.state",
    examples=(
        ("Deliveries rose 5% to 12,333 last year", "figure unit=1; value=12333"),
        ("Truck sales totalled 21,600.", "figure unit=1; value=21600"),
    ),
    counter_examples=("It moved to 12,333 Main Street", "at 12 in the hall", "in 12,333 Berlin"),
)
def bare(draft: Draft) -> None:
    """Take a large number without a noun after a verb of state or change."""
    view = draft.article.view
    for numeral in open_numerals(draft):
        text = view[numeral.start : numeral.end]
        if "," not in text or numeral.letter or not _AFTER_NUMBER.match(view, numeral.end):
            continue
        if not _TO_BARE.search(view, max(0, numeral.start - 30), numeral.start):
            continue
        span = (numeral.start, numeral.end)
        held = {
            "value": Attribute(written(numeral.value), spans=(span,)),
            "unit": Attribute("1", "not_stated"),
        }
        draft.add("figure", span, held, rule="bare.state", confidence=0.5)


RULES = (part, bare)
