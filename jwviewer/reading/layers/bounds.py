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
from jwviewer.reading.scopes import clause_before

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


_BASE = later(
    r"\b(?:from|than|against|after|compared with|compared to|no plans? to\b.{0,60})[ ]{1,3}\Z"
)


_PLANNED = later(
    r" (?:[a-z-]+ ){0,3}(?:(?:is|are) (?:being )?(?:planned|pencilled|scheduled|foreseen|expected|"
    r"envisaged|due)|(?:could|might|may) be|to be (?!paid|suppl|deliver|purchas|bought|acquir|sold|"
    r"provid|issu|transfer)[a-z]+ed)\b"
)
_MODAL = later(r"\b(?:will|would|is to|are to|shall)\b")
_TERM = later(r"\b(?:supply|deliver|provide|purchase|buy|pay|acquire|sell|receive|hold|own|take)\b")
_OUTLOOK = later(
    r"\b(?:outlook|guidance|forecast)\b[^.;]{0,60}: [^.;]*\Z|\b(?:[Pp]lan|[Tt]arget|[Gg]oal|"
    r"[Aa]im)s?: \Z"
)
_OF = spaced(r" (?:of|for) ?")
_DENIED = spaced(
    r"\b(?:(?:[Dd]id|[Dd]oes|[Dd]o|[Hh]as|[Hh]ave|[Hh]ad|[Ww]ill|[Ww]ould)(?: not|n['’]t)"
    r"(?! only| just| exceed| less| fewer| more)|no longer|never|den(?:y|ies|ied)|"
    r"[Rr]eject(?:s|ed)?|rebuffed|turned down|"
    r"(?:dropped|abandoned|scrapped|withdrew|shelved|called off) (?:its|their|the|an?|plans?)|"
    r"no plans? to|ruled out|denial of)\b"
)
_MAY_DENY = (
    " not", "n't", "n’t", "no ", "never", "den", "eject", "rebuf", "turn", "dropp", "aband",
    "scrap", "withd", "shelv", "called", "ruled",
)  # fmt: skip
"""Letters of what denies, without some of which nothing does."""
_INSTEAD = spaced(
    r"[:,;(]|\b(?:but|instead|although|until|because|since|after|while)\b|\b(?:its|their) \Z"
)
_IF = spaced(r"\b(?:[Ii]f|[Uu]nless)\b[^.;]{3,80}\bwould\b[^.;]{0,60}\Z")


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


@rule(
    "bounds.target",
    examples=(
        (
            "savings of up to 150 million Swedish crowns",
            "_target bound=eq; unit=SEK; value=150000000",
        ),
        ("It aims to lift its margin to 14 percent by 2023.", "_target bound=eq; unit=%; value=14"),
        ("Target: 3 GW of output", "_target bound=eq; unit=GW; value=3"),
        ("TKM hopes to win 15% of the market", "_target bound=eq; unit=%; value=15"),
        ("It beat forecasts of 1.1 billion euros.", "_target unit=EUR; value=1100000000"),
        ("Foo expects to earn €60 million", "_target bound=eq; unit=EUR; value=60000000"),
        ("Foo will hire 450 people by 2028.", "_target value=450"),
        ("About 40 jobs could be added.", "_target value=40"),
        ("Foo no longer has 300 employees.", "_target value=300"),
        ("Foo denied that it had bought Bar for €3 billion", "_target value=3000000000"),
        ("It now sees a loss of €20 million", "_target value=20000000"),
    ),
    counter_examples=(
        "It sold 500 cars, and plans to open a plant.",
        "It beat its target of last year with 500 cars.",
        "It will supply 450,000 tons of steel.",
        "It will supply 450,000 tons of steel by 2030.",
        "It did not only sell 300 cars.",
        "In May it sold 500 cars.",
    ),
)
def target(draft: Draft) -> None:
    """Take back figures that are wished for, planned or foreseen."""
    words = draft.lexicons.once(bound_words)
    view = draft.article.view
    for one in draft.of_kind("figure"):
        if one.rule.startswith("zh-"):
            continue
        start = one.span[0]
        if words.upto.search(view, max(0, start - 40), start) or _is_named(draft, one, words):
            draft.put(replace(one, kind="_target"))


def _is_named(draft: Draft, one: Proposal, words: BoundWords) -> bool:
    """Tell whether the words around a figure wish it, plan it or deny it."""
    view = draft.article.view
    end = one.span[1]
    # The month is no wish.
    before = clause_before(draft, one.span[0]).replace("May", "   ")
    wished = words.targets.search(before)
    if wished is not None:
        met = words.met.search(before, 0, wished.start()) is not None
        if not (met or _BASE.search(before)) or _OF.fullmatch(before, wished.end()):
            return True
    if words.after_target.match(view, end) or _PLANNED.match(view, end):
        return True
    if _is_due(draft, one, before):
        return True
    denied = _DENIED.search(before) if any(one in before for one in _MAY_DENY) else None
    return denied is not None and not _INSTEAD.search(before, denied.end())


def _is_due(draft: Draft, one: Proposal, before: str) -> bool:
    """Tell whether a figure is to be reached by a day: "will hire 450 people by 2028".

    What is to be supplied or paid by then is a term of a deal, and a fact.
    """
    begin = max(draft.sentence(one.span[0]).start, one.span[0] - 160)
    view = draft.article.view
    around = view[begin : one.span[0]]
    if ": " in around and _OUTLOOK.search(view, begin, one.span[0]):
        return True
    if "would" in around and _IF.search(view, begin, one.span[0]):
        return True
    modal = _MODAL.search(before)
    if modal is None or _TERM.search(before, modal.start()):
        return False
    dates = draft.within((one.span[1], one.span[1] + 60), "_date")
    due = next((date for date in dates if date.value("sense") in ("by", "before")), None)
    between = view[one.span[1] : due.span[0]] if due is not None else ";"
    return not any(sign in between for sign in ".;:")


RULES = (word, target)
