"""What bounds a number: more than, at least, nearly, about; and numbers that are only wished.

A figure without a word of bound is exact as printed (``eq``). What stands after "up to" or in a
plan or forecast is no fact: such figures become mentions of kind ``_target``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import Phrases, later, spaced
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_FILLER = r"(?: (?:the|a|an|its|total of|a total of|another|a further|further|an additional))?"
_NOT_BOUND = {
    "over": spaced(
        r"\b(?:turn\w*|spread|took|takes|take|control|rights|spanning|stretched|all|carried|handed|"
        r"mull\w*) \Z"
    ),
    "under": spaced(r"\b(?:signed|sold|marketed|brought|made|agreement|operates?|operating) \Z"),
    "about": spaced(
        r"\b(?:talks?|talked|talking|says?|said|think|know|heard|how|what|all|brought|come|came|"
        r"worried) \Z"
    ),
    "around": spaced(r"\b(?:revolves?|centred|centered|built|turned|turn|all) \Z"),
    "above": spaced(r"\b(?:the|see|as) \Z"),
    "near": spaced(r"\b(?:[Aa]|the|located|based|live) \Z"),
    "some": spaced(r"\b(?:in|at) \Z"),
    "passed": spaced(r"\b(?:have|has|had|years) \Z"),
}


_BORNE = ("{brand}", "{name}", "{label}", "{banner}", "{flag}", "{trademark}", "contract")
"""What something is sold or run under."""


@dataclass(frozen=True, slots=True)
class BoundWords:
    """The lexicon of bounds as patterns that end or begin at a figure."""

    before: Phrases
    signs: re.Pattern[str]
    after: re.Pattern[str]
    upto: Phrases
    targets: Phrases
    after_target: re.Pattern[str]
    met: Phrases
    bound_before: dict[str, str]
    bound_after: dict[str, str]


def bound_words(lexicons: Lexicons) -> BoundWords:
    """Return the lexicon of bounds."""
    before = {w.strip(): k for k, ws in lexicons.table("en/bounds", "before").items() for w in ws}
    after = {w: k for k, ws in lexicons.table("en/bounds", "after").items() for w in ws}
    targets = lexicons.table("en/bounds", "targets")
    signs = alternatives(word for word in before if not word[0].isalnum())
    return BoundWords(
        Phrases((word for word in before if word[0].isalnum()), rf"{_FILLER} \Z"),
        later(rf"(?P<said>{signs})[ ]{{0,2}}\Z"),
        later(
            rf"(?i)[ ]{{0,3}}(?P<said>{alternatives(w for w in after if w[0].isalnum())})"
            r"(?!\w|[ ]{1,3}(?:than|to|by|from|on)\b|[ ]{1,3}\d)"
            r"|(?P<sign>\+)(?!\d)|(?P<odd>-(?:odd|plus))\b"
        ),
        Phrases(targets["upto"], rf"{_FILLER} \Z"),
        Phrases(targets["words"]),
        later(rf"(?i)[ ]{{1,3}}(?:[\w-]{{1,20}} ){{0,2}}(?:{alternatives(targets['after'])})s?\b"),
        Phrases(targets["met"]),
        before,
        after,
    )


@rule(
    "bounds.word",
    examples=(
        ("sold more than 260,000 vehicles", "figure bound=gt; unit=vehicle; value=260000"),
        ("income exceeded CNY230bn", "figure bound=gt; unit=CNY; value=230000000000"),
        (
            "nearly 90% and just over 5 percent",
            "figure bound=nearly; unit=%; value=90 | figure bound=over-about; unit=%; value=5",
        ),
        ("no less than 450,000 tons", "figure bound=ge; unit=t; value=450000"),
        ("no more than 5 million euros", "figure bound=le; unit=EUR; value=5000000"),
        ("less than 9 kg", "figure bound=lt; unit=kg; value=9"),
        (
            "some 1,450 people; around €21 million",
            "figure bound=about; unit=person; value=1450 | figure bound=about; unit=EUR; "
            "value=21000000",
        ),
        (
            "5,000+ dealers, 300 or more sites, 40-odd shops",
            "figure bound=ge; unit=dealer; value=5000 | figure bound=ge; unit={site}; value=300",
        ),
        (
            "between 150 and 200 stacks",
            "figure bound=range; unit={stack}; value=150; value_high=200",
        ),
        ("sold under 7 brands", "figure bound=eq; value=7"),
        ("12,333 patents", "figure bound=eq; unit=patent; value=12333"),
        ("shall not exceed $175 mln", "figure bound=le; unit=?; value=175000000"),
        ("~40 engineers", "figure bound=about; unit={engineer}; value=40"),
    ),
)  # fmt: skip
def word(draft: Draft) -> None:
    """Read the words of bound at each figure; the passage of the value takes them in."""
    words = draft.lexicons.once(bound_words)
    for one in draft.of_kind("figure"):
        if "bound" in one.attributes or one.rule.startswith("zh-"):
            continue
        if "value_high" in one.attributes:
            _settle(draft, one, "range", _range_start(draft, one), one.attributes["value"].spans[0])
            continue
        before, after = _before(draft, one, words), _after(draft, one, words)
        if before is not None:
            _settle(draft, one, before[0], before[1], before[1])
        elif after is not None:
            _settle(draft, one, after[0], after[1], after[1])
        else:
            _settle(draft, one, "eq", None, None)


def _before(draft: Draft, one: Proposal, words: BoundWords) -> tuple[str, Span] | None:
    view = draft.article.view
    start = one.attributes["value"].spans[0][0]
    first = max(draft.sentence(start).start, start - 44)
    match = words.before.search(view, first, start) or words.signs.search(
        view, max(0, start - 4), start
    )
    if match is None:
        return None
    said = " ".join(match["said"].lower().split())
    begin = match.start()
    trap = _NOT_BOUND.get(said)
    if trap is not None and trap.search(view, max(0, begin - 16), begin):
        return None
    if said == "under" and one.value("unit") in _BORNE:
        return None
    return words.bound_before[said], (
        begin,
        match.end("said") if match["said"] else match.end("sign"),
    )


def _after(draft: Draft, one: Proposal, words: BoundWords) -> tuple[str, Span] | None:
    view = draft.article.view
    ends = {one.span[1], *(span[1] for span in one.attributes["value"].spans)}
    for end in sorted(ends):
        match = words.after.match(view, end)
        if match is None:
            continue
        said = " ".join((match["said"] or match["sign"] or match["odd"]).lower().split())
        kind = words.bound_after.get(said, "about")
        following = view[match.end() : match.end() + 5]
        if said in ("plus", "and up", "odd", "minimum", "maximum") and following[:1] != " ":
            continue
        group = "said" if match["said"] else "sign" if match["sign"] else "odd"
        return kind, match.span(group)
    return None


def _range_start(draft: Draft, one: Proposal) -> Span | None:
    view = draft.article.view
    start = one.attributes["value"].spans[0][0]
    match = re.search(
        r"\b(?:[Bb]etween|[Ff]rom)[ ]{1,3}(?:about |around |some )?\Z",
        view[max(0, start - 24) : start],
    )
    return (start - len(match.group()), start) if match else None


def _settle(draft: Draft, one: Proposal, bound: str, where: Span | None, said: Span | None) -> None:
    held = one.attributes["value"]
    spans = held.spans
    if where is not None:
        spans = ((min(where[0], spans[0][0]), max(where[1], spans[0][1])), *spans[1:])
        draft.claim(spans[0])
    attributes = {
        **one.attributes,
        "value": replace(held, spans=spans),
        "bound": Attribute(bound, spans=(said,) if said else spans[:1]),
    }
    if "value_high" in attributes:
        attributes["value_high"] = replace(attributes["value_high"], spans=spans)
    span = (min(one.span[0], spans[0][0]), max(one.span[1], spans[0][1]))
    draft.put(replace(one, span=span, attributes=attributes))


RULES = (word,)
