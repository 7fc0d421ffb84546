"""Firms of families: "whose grandfather founded the bakery"."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal, Span

_HOUSE = later(
    r" (?P<what>(?:the|this) (?:[a-z]+ )?(?:firm|company|business|bakery|creamery|dairy|brewery|"
    r"yard|mill|works|factory|shop|farm|foundry|workshop|distillery|bank|shipyard|winery|hotel|"
    r"garage))\b"
)
_NAMED = later(r",? (?:that (?:is|became) |called |named |of )?")
_KIN = later(r"\b(?:[Ww]hose|[Hh]is|[Hh]er) (?:great-|grand)*(?:father|mother|parents|uncle)\b")


def founded_house(draft: Draft, sentence: Sentence, trigger: Trigger) -> tuple[str, Span] | None:
    """Return whose firm "whose grandfather founded the bakery" is: the speaker's.

    The name is empty where it is that of somebody else or has a name of its own.
    """
    view = draft.article.view
    house = _HOUSE.match(view, trigger.span[1], sentence.end)
    kin = _KIN.search(view, sentence.start, trigger.span[0])
    if house is None or kin is None:
        return None
    roles = [
        one
        for one in draft.within(sentence.span, "role")
        if one.value("companies") and one.span[0] < trigger.span[0]
    ]
    if not roles:
        return None
    anothers = _is_anothers(draft, roles[-1], kin.start(), house.end())
    return "" if anothers else roles[-1].values("companies")[0], house.span("what")


def _is_anothers(draft: Draft, role: Proposal, kin: int, end: int) -> bool:
    """Tell whether somebody else is named whose kin it may be, or the house is named itself."""
    behind = draft.within((end, end + 60), "_name")
    if behind and _NAMED.fullmatch(draft.article.view, end, behind[0].span[0]):
        return True
    who = draft.proposals[role.value("person")].values("mentions")
    return any(one.id not in who for one in draft.within((role.span[1], kin), "_name"))
