"""Amounts that the article itself gives in a second currency, and figures that are parts."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from jwviewer.dossier.units import is_currency
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import spaced
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_SECOND = spaced(
    r"(?: [a-z-]{1,20}){0,2} ?[(\[（](?:or|about|approximately|around|some|roughly|equivalent to|"
    r"equal to|i\.e\.,?|"
    r"the equivalent of|equating to|worth|=|≈|,| )*"
    r"|,? (?:or|which is|equivalent to|equal to|the equivalent of|that is|i\.e\.,?)(?: (?:about|"
    r"around|roughly|"
    r"approximately|some|equivalent to|equal to|nearly|the equivalent of))*,? ?| ?[=≈/] ?"
)
_PART = spaced(
    r"[^.;\n]{0,90}\b(?:including|of which|of whom|among which|among whom|among them|of them|of "
    r"these|"
    r"thereof)(?:,? (?:about|around|some|nearly|almost|over|only|just|roughly))*,? ?"
)
_AMONG = spaced(
    r"[\"“]?(?:Among (?:them|these|those)|Of (?:these|those|them|that|which)|Thereof|Included),? "
)


@rule(
    "conversions.given",
    examples=(
        (
            "It exceeded CNY230bn (US$33.40bn).",
            "conversion converted_from=230000000000; converted_to=33400000000",
        ),
        (
            "THB 480 million (approximately EUR 13.1 million)",
            "conversion converted_from=480000000; converted_to=13100000",
        ),
        (
            "€5 million, or about $6 million, in",
            "conversion converted_from=5000000; converted_to=6000000",
        ),
    ),
    counter_examples=(
        "It paid €5 million (€4 million in 2018).",
        "between €5 million and $6 million",
        "€5 million and $6 million",
    ),
)
def given(draft: Draft) -> None:
    """Pair an amount with the same amount in another currency, as the article gives it."""
    view = draft.article.view
    money = [one for one in draft.of_kind("figure", "_target") if is_currency(one.value("unit"))]
    for one, other in pairwise(money):
        if one.value("unit") == other.value("unit") or one.kind != other.kind:
            continue
        gap = view[one.span[1] : other.span[0]]
        if not _SECOND.fullmatch(gap) or one.kind == "_target":
            continue
        _inherit(draft, one, other)
        closed = view[other.span[1] : other.span[1] + 1] in (")", "]", "）")
        start = one.attributes["unit"].spans[0][0] if one.attributes["unit"].spans else one.span[0]
        start = min(start, _number_start(one))
        span = (start, other.span[1] + closed)
        held = {
            "converted_from": Attribute(one.id, spans=one.attributes["value"].spans),
            "converted_to": Attribute(other.id, spans=other.attributes["value"].spans),
        }
        draft.add("conversion", span, held, rule="conversions.given", confidence=0.96, claim=False)


def _number_start(one: Proposal) -> int:
    """Return where the amount begins after its words of bound."""
    bound = one.attributes.get("bound")
    start = one.attributes["value"].spans[0][0]
    if bound is not None and bound.value != "eq" and bound.spans and bound.spans[0][0] == start:
        return bound.spans[0][1] + 1
    return start


def _inherit(draft: Draft, one: Proposal, other: Proposal) -> None:
    """Let the second amount take the period, and as an inferred one the bound, of the first."""
    made: dict[str, Attribute] = {}
    bound = one.attributes.get("bound")
    if bound is not None and other.value("bound") == "eq" and bound.value not in ("eq", "range"):
        made["inferred_bound"] = replace(bound, basis="inferred", how="conversion")
    if one.value("period") and not other.value("period"):
        made["period"] = one.attributes["period"]
    if made:
        draft.change(other.id, **made)


@rule(
    "conversions.part",
    examples=(
        (
            "It had 12,333 patents, including 1,750 invention patents.",
            "figure part_of=12333; value=1750",
        ),
        (
            "It made 214 propellers last year, including 38 for ships.",
            "figure part_of=214; value=38",
        ),
        (
            "It sold 260,000 cars. Among them, vans were 20,000 units.",
            "figure part_of=260000; value=20000",
        ),
        ("a total of 5 billion RMB, of which 2.9 billion was paid", "figure part_of=5000000000"),
    ),
    counter_examples=(
        "It sold 500 cars, including 20 buses and 900 vans.",
        "It has 5 plants with 90 robots.",
    ),
)
def part(draft: Draft) -> None:
    """Say of which figure another is a part, where the text says that it is included."""
    view = draft.article.view
    figures = draft.of_kind("figure")
    for one, other in pairwise(figures):
        if other.value("part_of") or one.rule.startswith("zh-"):
            continue
        gap = view[one.span[1] : other.span[0]]
        sentence = draft.sentence(other.span[0])
        lead = _PART.fullmatch(gap)
        among = one.span[0] < sentence.start and _AMONG.match(view, sentence.start)
        same = sentence.start <= one.span[0]
        if not ((lead and same) or among) or not _fits(one, other, bool(among)):
            continue
        where = (other.span[0] - len(gap.rsplit(",", 1)[-1]), other.span[0])
        if among:
            where = (among.start(), among.end() - 1)
        draft.change(other.id, part_of=Attribute(one.id, spans=(where,)))


def _fits(one: Proposal, other: Proposal, among: bool) -> bool:
    """Tell whether a figure can be part of another: counted alike and not larger."""
    units = {one.value("unit"), other.value("unit")}
    alike = len(units) == 1 or (
        among and "%" not in units and ("unit" in units or "vehicle" in units)
    )
    return alike and Decimal(other.value("value")) <= Decimal(one.value("value"))


RULES = (given, part)
