"""Numbers whose noun was said before, as in "The twelve families voted. Eleven were against.".

The noun is that of the nearest count before, in the same sentence or the one before it.
"""

from __future__ import annotations

from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import Numeral, written
from jwviewer.reading.patterns import spaced
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import open_numerals

_REACH = 260
_BOUND = (
    r"(?:(?:about|around|some|nearly|almost|over|only|just|more than|less than|at least|roughly) )?"
)
_BEGINS = spaced(
    rf"(?:[.;:!?]['\"’”]? |\n|, |\b(?:and|but|while|now|of which|of whom|there (?:are|were)) )"
    rf"{_BOUND}\Z",
)
_VERB = spaced(
    r" (?:(?:now|still|also|already|[a-z]+ly) )?(?:are|were|have|had|remain(?:ed)?|left|came|voted|"
    r"went|stood|work(?:ed)?|belong(?:ed)?|opened|closed|survived?)\b"
)
_OF_THEM = spaced(r" of (?:them|these|those)\b")
_MORE = spaced(r" more(?:[,.;)]|,? (?:to|in|for|by|at|from)\b)")
_MORE_THAN = spaced(r" (?:more|fewer) than\b")
_APART = spaced(rf", {_BOUND}\Z")
_THERE = spaced(rf"\b[Tt]here (?:are|were) {_BOUND}\Z")
_END = spaced(r" ?[,.;)]| (?:left|now|in|at|today)\b")
_HAS = spaced(rf"\b(?P<verb>has|have|holds?|owns?|got|gets|held|owned) {_BOUND}\Z")
_SHARE_END = spaced(r"[,.;)]| and\b")
_COUNTS = ("quantities.counts", "bare.part", "left.noun")


@rule(
    "left.noun",
    examples=(
        ("The twelve families voted. Eleven were against.", "figure unit={family}; value=11"),
        ("Of its 61 shops, 14 are in Spain.", "figure unit={shop}; value=14"),
        ("It ran 32 mills; four are left.", "figure unit={mill}; value=4"),
        ("It cut 41 jobs. Thirty of them were in Kiel.", "figure unit={job}; value=30"),
        ("It sold 112 cases. It has an order for 64 more.", "figure unit={case}; value=64"),
        ("It sold 900 boats in 2024, some 200 more than before.", "figure unit={boat}; value=200"),
        ("It had 14 models; now there are three.", "figure unit=model; value=3"),
    ),
    counter_examples=(
        "It has 5 plants. In 2019 were built",
        "It sold 500 cars. One of them was red.",
        "Eleven were against.",
        "It has 5 plants. Sixty were hurt.",
    ),
)
def noun(draft: Draft) -> None:
    """Give a number without a noun that of the nearest count before it."""
    for numeral in open_numerals(draft):
        if numeral.letter or numeral.places or numeral.value < (3 if numeral.in_words else 2):
            continue
        before = _count_before(draft, numeral.start)
        if before is None or not _is_left(draft, numeral, before):
            continue
        unit = before.attributes["unit"]
        _add(draft, numeral, Attribute(unit.value, "inferred", unit.spans, "figure-before"), "noun")


def _count_before(draft: Draft, start: int) -> Proposal | None:
    """Return the nearest count in the sentence or the one before it, in the same paragraph."""
    sentence = draft.sentence(start)
    first = draft.sentence(max(0, sentence.start - 2))
    if first.paragraph != sentence.paragraph:
        first = sentence
    found = draft.within((max(first.start, start - _REACH), start), "figure")
    counts = [one for one in found if one.rule in _COUNTS]
    return counts[-1] if counts else None


def _is_left(draft: Draft, numeral: Numeral, before: Proposal) -> bool:
    view = draft.article.view
    start, end = numeral.start, numeral.end
    lead = max(draft.sentence(start).start, start - 40)
    if _MORE.match(view, end):
        return True
    if _MORE_THAN.match(view, end) and _APART.search(view, lead, start):
        return True
    if numeral.value >= Decimal(before.value("value")):
        return False
    if _OF_THEM.match(view, end):
        return True
    if _THERE.search(view, lead, start):
        return _END.match(view, end) is not None
    return bool(_VERB.match(view, end) and _BEGINS.search(view, max(0, lead - 3), start))


def _add(draft: Draft, numeral: Numeral, unit: Attribute, name: str) -> None:
    span = (numeral.start, numeral.end)
    held = {"value": Attribute(written(numeral.value), spans=(span,)), "unit": unit}
    draft.add("figure", span, held, rule=f"left.{name}", confidence=0.7)


@rule(
    "left.percent",
    examples=(
        ("I have 18% myself, Luc has 30 and the staff the rest.", "figure unit=%; value=30"),
    ),
    counter_examples=("It has 18% and 30 shops.", "It has 80%, Luc has 30."),
)
def percent(draft: Draft) -> None:
    """Give a number behind a second verb of having the percent sign of the first."""
    view = draft.article.view
    for numeral in open_numerals(draft):
        start = numeral.start
        sentence = draft.sentence(start).start
        if not _SHARE_END.match(view, numeral.end) or not _HAS.search(
            view, max(sentence, start - 30), start
        ):
            continue
        found = draft.within((max(sentence, start - 80), start), "figure")
        held = found[-1] if found and found[-1].value("unit") == "%" else None
        if held is None or not _HAS.search(view, max(sentence, held.span[0] - 30), held.span[0]):
            continue
        if Decimal(held.value("value")) + numeral.value <= 100:
            unit = Attribute("%", "inferred", held.attributes["unit"].spans, "figure-before")
            _add(draft, numeral, unit, "percent")


RULES = (noun, percent)
