"""Names that are neither firms nor people: programmes, prizes, product models, nicknames."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.places import place_words
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule

_PROGRAMME = later(
    r".*\b(?:Program|Programme|Project|Initiative|Strategy|Scheme|Roadmap|Plan|Mission|Agenda|Act|"
    r"Accord|Fund Programme|Campaign)\Z"
)
_PRIZE = later(
    r".*\b(?:Award|Awards|Prize|Medal|Trophy|Premio|Prix|Preis|(?:World|Champions|Super|"
    r"Masters) Cup)\b.*"
)
_MODEL = later(
    r"(?:[A-Za-z]{0,12}-?[A-Z]{0,3}-?\d{1,5}[A-Za-z]{0,3}(?:-\d{1,4})?|\d{1,4}[A-Z][A-Za-z]{1,4})\Z"
)
_BRAND = later(r" (?:brands?|name|label|trademark|logo|franchise|range)\b")
_BELONGS = later(r"\b(?:its|their|our|his|her)(?: new| own| first| popular| latest| flagship)? \Z")
_NICKNAME = later(r"[“\"‘][^“”\"‘’]{0,25}\Z")
_FIRM_END = later(r"[ ,](?:AG|SE|GmbH|AB|Inc\.?|Ltd\.?|Corp\.?|Co\.?|plc|PLC|SA|S\.A\.|NV|BV)\Z")


@rule(
    "things.named",
    examples=(
        (
            "It is part of the National 512 Program.",
            "_name kind=programme; name=National 512 Program",
        ),
        ("It fits the engine HM-46.", "_name kind=product; name=HM-46"),
    ),
    counter_examples=("It sold Voltessa Marine AB.",),
)
def named(draft: Draft) -> None:
    """Settle names of programmes, prizes and models, so that no later rule calls them firms."""
    names = names_of(draft)
    known = draft.lexicons.once(place_words)
    for text, held in names.by_text.items():
        if _FIRM_END.search(text):
            continue
        if _PROGRAMME.match(text) and " " in text:
            names.settle(held, "programme", "form")
        elif (_PRIZE.match(text) and not text.endswith(("Prize", "Award"))) or (
            _PRIZE.match(text) and " " in text
        ):
            names.settle(held, "award", "form")
        elif any(_is_title(draft, one) for one in held) or all(
            _BRAND.match(names.view, one.span[1]) for one in held
        ):
            names.settle(held, "product", "title or brand")
        elif not known.holds(text) and all(_is_owned(names, one) for one in held):
            names.settle(held, "product", "belongs to somebody")
        elif any(names.view[one.span[1] : one.span[1] + 12] == " of the Year" for one in held):
            names.settle(held, "award", "form")
        elif _MODEL.fullmatch(text.split()[-1]) and not text.isalpha():
            names.settle(held, "product", "model")


def _is_title(draft: Draft, name: Proposal) -> bool:
    """Tell whether a name stands in italics, as titles of books and games do in Markdown."""
    start, end = draft.article.exact(name.span)
    text = draft.article.text
    for mark in "*_":
        if text[start - 1 : start] == mark and text[start - 2 : start - 1] != mark:
            return text[end : end + 1] == mark
    return False


def _is_owned(names: Names, name: Proposal) -> bool:
    """Tell whether "its" stands before a name that is no site: its Fell Blue."""
    start, end = name.span
    before = names.view[max(0, start - 30) : start]
    site = re.match(
        r" (?:site|plant|factory|works|office|campus|headquarters|yard|mill)\b",
        names.view[end : end + 14],
    )
    return _BELONGS.search(before) is not None and site is None


@rule(
    "things.nicknames",
    examples=(("They call it “China heart” here.", "_name kind=other; name=China"),),
    counter_examples=("They call China “a market”.",),
)
def nicknames(draft: Draft) -> None:
    """Leave out a name that is only the first word of a short phrase in quotation marks."""
    names = names_of(draft)
    for name in names.all:
        start, end = name.span
        if not _NICKNAME.search(names.view[max(0, start - 26) : start]):
            continue
        after = re.match(r"(?: [a-z-]{2,14}){1,2}[”\"’]", names.view[end : end + 34])
        if after and names.view[start - 1] in '“"‘':
            names.settle([name], "other", "nickname")


RULES = (named, nicknames)
