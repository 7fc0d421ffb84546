"""Of which organisations an office is, by the words right behind it."""

from __future__ import annotations

import re

from jwviewer.reading.layers.office_frames import AREA, OF, REGIONS
from jwviewer.reading.layers.people import PersonWords, has_given_name
from jwviewer.reading.name_index import Names
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal, Span

_OF = later(r"(?: (?:of|at|for|with)|(?<=advis[eo]r) to|(?<=consultant) to) (?:the )?")
_TRADE = later(r"(?P<two>(?P<one>[a-z-]+) [a-z-]+) ")
_TRADE_BEFORE = later(r"\b(?P<two>[a-z-]+ (?P<one>[a-z-]+)) \Z")
_KIN = later(
    r"['’]s? (?:[A-Za-z-]+ ){0,3}(?:(?P<apart>partner|parent|owner|rival|supplier|customer|"
    r"shareholder|competitor|landlord|lender)|subsidiary|unit|arm|affiliate|division|venture)"
    r"(?: company)?,? (?:the )?"
)
"""Behind a house that is another one's partner or owner: "Volta's parent, Kerning"."""
_IS_MAKER = later(r" [a-z]+")
"""Behind a town that a house is told by: "Voltessa, the Bremen maker of panels"."""
_PLANT = later(
    r" (?:plant|works|office|branch|arm|unit|division|subsidiary|site|factory|mill|yard|business|"
    r"operations|team|department|depot|store|mine|smelter|refinery) (?:of|at) (?:the )?"
)
"""Between a place and the house: "the Oslo plant of Voltessa"."""


def is_no_house(found: list[Proposal]) -> bool:
    """Tell whether an office is of no organisation beside it, only of a part of the world."""
    return all(one.value("name") in REGIONS for one in found)


def houses_after(names: Names, end: int, known: PersonWords) -> tuple[list[Proposal], int]:
    """Return the organisations that "of", "at" or a comma joins to an office, and their end."""
    area = AREA.match(names.view, end)
    if area is not None and not has_given_name(area["area"], known):
        found, after = names.listed_at(area.end(), 2)
        names.settle(names.within(*area.span("area")), "other", "office")
        return found[:1], after
    of = OF.match(names.view, end)
    for match in filter(None, (of, _OF.match(names.view, end))):
        comma = match.group().startswith(",")
        found, after = names.listed_at(match.end(), 4)
        if not found or (comma and has_given_name(found[0].value("name"), known)):
            continue
        if names.kind(found[0]) == "person":
            continue  # "the founder, sent his son Ravi"
        plant = _PLANT.match(names.view, after) if len(found) == 1 else None
        house = names.by_start.get(plant.end()) if plant is not None else None
        if house is not None:
            return [house], house.span[1]
        kin = _KIN.match(names.view, found[-1].span[1])
        if kin is not None:
            other = names.by_start.get(kin.end())
            if other is not None:
                return [other], other.span[1]
            if kin["apart"]:
                return [], end
        # A second name after a comma is the next person of a list, not one more organisation.
        for number in range(1, len(found)):
            if _IS_MAKER.match(names.view, found[number].span[1]) and (
                names.gap(found[number - 1], found[number]) == ", the "
            ):
                return found[:number], found[number - 1].span[1]
            if names.view.startswith(("'s ", "’s "), found[number].span[1]):
                return found[:number], found[number - 1].span[1]
            if has_given_name(found[number].value("name"), known) and (
                names.view[found[number].span[1] : found[number].span[1] + 2] == ", "
                and _is_office_at(names.view, found[number].span[1] + 2, known)
            ):
                return found[:number], found[number - 1].span[1]
        return (found[:1], found[0].span[1]) if comma else (found, after)
    return [], end


def office_at(view: str, position: int, known: PersonWords) -> Span | None:
    """Return the office that begins at a place: "finance chief", "safety manager"."""
    match = known.office.match(view, position)
    if match is not None:
        return match.span()
    trade = _TRADE.match(view, position)
    for word in (trade["one"], trade["two"]) if trade is not None else ():
        if word in known.trades:
            match = known.office.match(view, position + len(word) + 1)
            if match is not None:
                return position, match.end()
    return None


def with_trade(view: str, office: Span, known: PersonWords) -> Span:
    """Return an office with what it sees to before it: "safety manager"."""
    before = _TRADE_BEFORE.search(view, max(0, office[0] - 30), office[0])
    for word in (before["two"], before["one"]) if before is not None else ():
        if word in known.trades:
            return office[0] - len(word) - 1, office[1]
    return office


def _is_office_at(view: str, position: int, known: PersonWords) -> bool:
    skipped = re.match(r"(?:the |an? )?", view[position : position + 4])
    return office_at(view, position + (skipped.end() if skipped else 0), known) is not None
