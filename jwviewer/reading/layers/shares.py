"""Shares of a whole: 50:50, 51/49, 40:35:25, half, three-quarters."""

from __future__ import annotations

import re
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import written
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_SPLIT = spaced(
    r"(?<![\w.,:/-])\d{1,2}(?:\.\d{1,2})?(?:(?: ?[:/] ?|[-–])\d{1,2}(?:\.\d{1,2})?){1,4}"
    r"(?: ?(?:%|percent|per cent))?(?![\w:/,]|[-–.]\d)"
)
_NUMBER = later(r"\d{1,2}(?:\.\d{1,2})?")
_FRACTION = spaced(
    r"\b(?:(?P<count>a|an|one|two|three|four|seven|nine|[1-4])[ -]"
    r"(?P<part>quarter|third|fifth|tenth)s?"
    r"|half)\b",
    re.IGNORECASE,
)
_OF = spaced(
    r" of (?:the|its|their|all|our|his|her|total|global|world|that|it|them|those|these|sales|"
    r"output|shares|[a-z]{3,20} (?:is|are|was|were|comes?|came|goes|go|went|now))\b"
    r"| (?:its|their|our|his|her)\b|-owned\b| the (?:output|sales|revenues?|turnover|staff|"
    r"workforce|shares|market|customers|fleet|business|profits?|total|cost|investment|capital|votes|"
    r"stores|plants)\b"
)
_BY = spaced(
    r"\b(?:by|rose|jumped|grew|climbed|surged|fell|dropped|slid|plunged|tumbled|shrank|declined|"
    r"cut|"
    r"down|up)(?: (?:about|around|nearly|almost|over|more than|less than|at least|roughly|some|"
    r"just over|"
    r"just under))? \Z"
)
_NOT_SHARE = spaced(r"\b(?:first|second|latter|other|the)[ -]\Z")
_SLASHED = spaced(r"\b\d/\d\b(?!/)")
_BOUNDED = spaced(
    r"\b(?:about|around|nearly|almost|close to|over|more than|less than|at least|roughly|just over|"
    r"just under) \Z",
    re.IGNORECASE,
)
_ELSEWHERE = spaced(r"[.,;]| of (?!an? |\d)| (?:in|at|on|from|for|last|this|before|earlier)\b")
_PARTS = {"quarter": 25, "fifth": 20, "tenth": 10}
_THIRDS = {1: "33.3", 2: "66.7"}
_COUNTS = {
    **dict.fromkeys(("a", "an", "one", "1"), 1), **dict.fromkeys(("two", "2"), 2),
    **dict.fromkeys(("three", "3"), 3), **dict.fromkeys(("four", "4"), 4), "seven": 7, "nine": 9,
}  # fmt: skip
_TIME = later(r"[ ]{1,3}of (?:the )?(?:year|month|century|decade|day|match|game|season|way)\b")


@rule(
    "shares.split",
    examples=(
        ("a 50:50 joint venture", "figure unit=%; value=50 | figure unit=%; value=50"),
        ("held 51/49 by the two", "figure unit=%; value=51 | figure unit=%; value=49"),
        (
            "in a 40:35:25 split",
            "figure unit=%; value=40 | figure unit=%; value=35 | figure unit=%; value=25",
        ),
        ("a 60-40 venture", "figure unit=%; value=60 | figure unit=%; value=40"),
    ),
    counter_examples=(
        "won 3:2 at 10:30",
        "on 11/12",
        "the 737-800",
        "a ratio of 1:100",
        "90/60/30",
    ),
)
def split(draft: Draft) -> None:
    """Find numbers that share out a hundred percent."""
    for match in _SPLIT.finditer(draft.article.view):
        numbers = list(_NUMBER.finditer(draft.article.view, *match.span()))
        if sum(Decimal(one.group()) for one in numbers) != 100 or not draft.is_free(match.span()):
            continue
        for one in numbers:
            held = {
                "value": Attribute(written(Decimal(one.group())), spans=(match.span(),)),
                "unit": Attribute("%", "inferred", (match.span(),), "shares-of-100"),
                "bound": Attribute("eq", spans=(match.span(),)),
            }
            draft.add("figure", match.span(), held, rule="shares.split", confidence=0.88)


@rule(
    "shares.fraction",
    examples=(
        ("half of its revenue comes from Asia", "figure unit=%; value=50"),
        ("Half the output goes abroad.", "figure unit=%; value=50"),
        ("A quarter of staff are engineers.", "figure unit=%; value=25"),
        ("three-quarters of the shares", "figure unit=%; value=75"),
        ("cut costs by a quarter", "figure unit=%; value=25"),
        ("sales jumped nearly a fifth to", "figure unit=%; value=20"),
        ("pays a third of the costs", "figure bound=about; unit=%; value=33.3"),
        ("compared with less than a tenth in 2020", "figure unit=%; value=10"),
        ("The others hold a quarter each.", "figure unit=%; value=25"),
    ),
    counter_examples=(
        "a fifth plant",
        "in the first half of the year",
        "a quarter of a million",
        "half of 2019",
        "last quarter",
        "more than a quarter of a century",
        "a third plant",
        "three thirds of it",
    ),
)
def fraction(draft: Draft) -> None:
    """Find fractions of a whole in percent; a third is about 33.3 of them."""
    view = draft.article.view
    for match in _SLASHED.finditer(view):
        if draft.is_free(match.span()):
            draft.add("_refused", match.span(), {}, rule="shares.fraction", confidence=0.7)
    for match in _FRACTION.finditer(view):
        start, end = span = match.span()
        if not draft.is_free(span) or _TIME.match(view, end):
            continue
        if _NOT_SHARE.search(view, max(0, start - 8), start):
            continue
        known = _OF.match(view, end) or _BY.search(view, max(0, start - 30), start)
        if not known and not _is_each(view, span):
            continue
        value, exact = _percent(match)
        if not value:
            continue
        held = {
            "value": Attribute(value, spans=(span,)),
            "unit": Attribute("%", "inferred", (span,), "fraction"),
        }
        if not exact and not _BOUNDED.search(view, max(0, start - 12), start):
            held["bound"] = Attribute("about", "inferred", (span,), "fraction")
        draft.add("figure", span, held, rule="shares.fraction", confidence=0.6)


def _is_each(view: str, span: tuple[int, int]) -> bool:
    """Tell whether several have the same part, or a part is bounded: "less than a tenth"."""
    start, end = span
    if view.startswith(" each", end):
        return True
    return bool(_BOUNDED.search(view, max(0, start - 12), start) and _ELSEWHERE.match(view, end))


def _percent(match: re.Match[str]) -> tuple[str, bool]:
    """Return the percents of a fraction, none for one that is a whole, and if they are exact."""
    if match["count"] is None:
        return "50", True
    count, part = _COUNTS[match["count"].lower()], match["part"].lower()
    if part == "third":
        return _THIRDS.get(count, ""), False
    return str(count * _PARTS[part]), True


RULES = (split, fraction)
