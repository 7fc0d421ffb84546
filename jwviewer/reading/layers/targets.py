"""Numbers that are only wished, planned, foreseen or denied: they become mentions ``_target``.

What stands after "up to", in a plan, forecast or guidance, behind "will" or "would", or at a year
that the article has not reached is no fact. What is to be supplied, paid or held under a deal is a
term of it, and a fact.
"""

from __future__ import annotations

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.bounds import BoundWords, bound_words
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import clause_before

_BASE = later(
    r"\b(?:from|than|against|after|compared with|compared to|no plans? to\b.{0,60}|"
    r"(?:above|below) (?:the|its) [\w -]{3,24}['’]s)[ ]{1,3}\Z"
)
_PAST = later(r"\((?:in )?(?:[HQ]\d )?(?P<year>\d{4}): [^()]*\Z")
_TERM = (
    "suppl|deliver(?!y)|provid|purchas|buy|bought|pay|paid|acquir|sell|sold|receiv|hold|held|own|take|issu|"
    "transfer|lend|lent|lease|licens|grant|contribut|get|fund|financ|charg|put|ship|keep|kept|left|"
    "install|invest|buil|market|stor|cost|use|form (?:a|the) (?:joint|new)"
)
_PLANNED = spaced(
    r" (?:(?!and |or |who |which |that |but )[a-z][a-z-]* ){0,4}"
    r"(?:(?:is|are) (?:being )?(?:planned|pencilled|scheduled|foreseen|expected|"
    r"envisaged|due)|(?:could|might|may) be|"
    rf"(?:(?:is|are) to|shall|will|would) (?:be (?:[a-z]+ly )?)?(?!{_TERM}|be (?:{_TERM})|not )"
    rf"[a-z]+|to be (?!{_TERM})[a-z]+ed)\b"
)
_KNOWN = spaced(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Aa]ll|[Tt]hese|[Tt]hose) \Z")
_MODAL = spaced(
    r"\b(?:(?:will|would|shall|(?:is|are|promise[sd]) to)(?! have [a-z]+e[dn]\b)|['’]ll) (?:not )?"
    r"(?:(?!supply)[a-z]+ly )?(?:be )?(?:(?P<verb>[a-z]+)|\Z)"
)
_DEAL = later(rf"(?:{_TERM})")
_OTHERWISE = spaced(
    r"[;:]|\b(?:that|which|who|whom|whose|where|because|since|although|after|from|than|against|"
    r"compared)\b|\b(?:the|its|their|our|all) \Z"
)
"""What parts a figure from the "will" before it: it may have come true already."""
_HEADED = spaced(
    rf"(?:\A|\n)[-–•* ]*(?:[A-Z][\w&.'’-]* ){{1,5}}to (?!{_TERM})[a-z]+ (?:[a-z]+ ){{0,3}}\Z"
)
"""The head of an article or a point: "Foo to invest"."""
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
    r"[:,;(]|\b(?:but|instead|although|until|because|since|after|while|by)\b|\b(?:its|their) \Z"
)
"""Behind what denies: what it does not deny, or who does."""
_NOT_MET = spaced(r"[,;(\d]|\band\b")
_IF = spaced(r"\b(?:[Ii]f|[Uu]nless)\b[^.;]{3,80}\bwould\b[^.;]{0,60}\Z")
_AT_YEAR = spaced(r"\)?(?: [a-z]{2,12}){0,3} ?")
_LASTS = ("since", "until", "between", "dateline", "relative")


@rule(
    "targets.named",
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
        ("It reached 5 GW and is expected to exceed 9 GW.", "_target unit=GW; value=9"),
        ("Foo no longer has 300 employees.", "_target value=300"),
        ("Foo denied that it had bought Bar for €3 billion", "_target value=3000000000"),
        ("It now sees a loss of €20 million", "_target value=20000000"),
    ),
    counter_examples=(
        "It sold 500 cars, and plans to open a plant.",
        "It beat its target of last year with 500 cars.",
        "It did not only sell 300 cars.",
        "In May it sold 500 cars.",
        "She turned down three bigger offers.",
        "It was rejected by 71% of the votes.",
        "It expects sales to rise (2024: £97 million).",
    ),
)
def named(draft: Draft) -> None:
    """Take back figures that a word of wish, plan, forecast or denial goes before or follows."""
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
    # The month is no wish.
    before = clause_before(draft, one.span[0]).replace("May", "   ")
    wished = words.targets.search(before)
    if wished is not None and not _PAST.search(before):
        met = words.met.search(before, 0, wished.start())
        is_met = met is not None and not _NOT_MET.search(before, met.end(), wished.start())
        if not (is_met or _BASE.search(before)) or _OF.fullmatch(before, wished.end()):
            return True
    if words.after_target.match(view, one.span[1]):
        return True
    begin = max(draft.sentence(one.span[0]).start, one.span[0] - 160)
    around = view[begin : one.span[0]]
    if ": " in around and _OUTLOOK.search(view, begin, one.span[0]):
        return True
    if "would" in around and _IF.search(view, begin, one.span[0]):
        return True
    denied = _DENIED.search(before) if any(one in before for one in _MAY_DENY) else None
    if denied is None:
        return False
    if denied.group().endswith(("ed", "down")) and one.rule == "quantities.counts":
        return denied.end() < len(before.rstrip())  # "turned down two offers"
    return _INSTEAD.search(before, denied.end()) is None


@rule(
    "targets.future",
    examples=(
        ("Foo will hire 450 people by 2028.", "_target value=450"),
        ("The plant would form a capacity of 30,000 cars.", "_target value=30000"),
        ("About 40 jobs could be added.", "_target value=40"),
        ("Sales will exceed €9 million.", "_target bound=gt; value=9000000"),
        ("We will cut delivery times by half.", "_target value=50"),
        ("At least 12 hotels are to open in Oman.", "_target bound=ge; value=12"),
        ("Half of the cranes shall be remotely operated.", "_target value=50"),
        ("OSLO, 6 June 2022 - Foo sees savings at €9 million from 2027.", "_target value=9000000"),
    ),
    counter_examples=(
        "It will supply 450,000 tons of steel.",
        "It will supply 450,000 tons of steel by 2030.",
        "It will sell the ships that carry 400 people.",
        "Its 120 employees will move to Oslo.",
        "OSLO, 6 June 2022 - Foo sold 500 cars in 2021.",
        "OSLO, 6 June 2022 - Foo has leased 9 ships until 2030.",
    ),
)
def future(draft: Draft) -> None:
    """Take back figures of what will or would be, but for the terms of a deal."""
    now = next(
        (
            date.value("date")[:4]
            for date in draft.of_kind("_date")
            if date.value("sense") == "dateline"
        ),
        draft.article_date[:4],
    )
    for one in draft.of_kind("figure"):
        if one.rule.startswith("zh-"):
            continue
        before = clause_before(draft, one.span[0])
        term = _will_be(before)
        known = _KNOWN.search(before) is not None
        planned = not known and _PLANNED.match(draft.article.view, one.span[1]) is not None
        if planned or term is False or (term is None and now and _is_ahead(draft, one, now)):
            draft.put(replace(one, kind="_target"))


def _will_be(before: str) -> bool | None:
    """Tell whether what will be is the term of a deal; None if nothing is said to come."""
    if _HEADED.search(before):
        return False
    modal = None
    for match in _MODAL.finditer(before):
        modal = match
    if modal is None or _OTHERWISE.search(before, modal.end()):
        return None
    return _DEAL.search(before, modal.end() - len(modal["verb"] or "")) is not None


def _is_ahead(draft: Draft, one: Proposal, now: str) -> bool:
    """Tell whether a year that the article has not reached stands straight behind a figure."""
    date = next(iter(draft.within((one.span[1], one.span[1] + 50), "_date")), None)
    if date is None or date.value("sense") in _LASTS:
        return False
    year = date.value("date").removeprefix("../")[:4]
    return (
        year.isdigit()
        and year > now
        and _AT_YEAR.fullmatch(draft.article.view, one.span[1], date.span[0]) is not None
    )


RULES = (named, future)
