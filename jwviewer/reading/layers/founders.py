"""Founders: those by whom a firm was set up."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import firm_words
from jwviewer.reading.layers.people import PersonWords, looks_like_a_person, person_words
from jwviewer.reading.layers.posts import holders, lead
from jwviewer.reading.name_index import names_of
from jwviewer.reading.patterns import later, matches_near
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule

_FOUNDED_BY = later(
    r"(?:,? (?:which|that))?(?: (?:was|were|had been|has been|is))?,? "
    r"(?P<verb>(?:[Cc]o-)?[Ff]ounded|set up|started) (?:in [^.;:,]{3,40} |together )?by (?:the )?"
    r"(?:[A-Z][\w-]+['’]s (?:[a-z-]+ ){0,2}[a-z-]+,? )?"
    r"(?:[a-z-]+ ){0,4}?"
    r"(?:(?:Captain|Dr|Sir|Professor|Baron|Count)\.? )?(?=[A-Z])"
)
_CALLED = later(r"\b[a-z]{3,} \Z(?<!by )(?<!the )")
"""At the end of "founded by the joiner "."""


@rule(
    "people.founding",
    examples=(
        (
            "Volta grew out of a lab, founded by Eva Lund and her student Oda Brask.",
            "_name kind=person; name=Eva Lund | _name kind=person; name=Oda Brask",
        ),
        (
            "Volta was set up in 2001 by engineer Eva Lund.",
            "_name kind=person; name=Eva Lund",
        ),
    ),
    counter_examples=("Volta, founded by three men, grew.",),
)
def founding(draft: Draft) -> None:
    """Read "founded by" before the names of people as an office of each."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for match in matches_near(_FOUNDED_BY, draft.article.view, ("ounded ", "set up ", "started ")):
        firm = names.by_end.get(match.start())
        found = holders(names, match.end(), known)
        name = names.by_start.get(match.end())
        if not found and name is not None and _by_calling(draft, match, name, known):
            found = [(name, [])]  # "founded by the joiner Zuki Brask"
        for person, _ in found:
            own = [firm] if firm is not None else []
            lead(draft, names, known, person, match, own)


def _by_calling(draft: Draft, match: re.Match[str], name: Proposal, known: PersonWords) -> bool:
    """Tell whether a trade, and not what a firm is, stands before a name: "by the joiner"."""
    firms = draft.lexicons.once(firm_words)
    view, start = draft.article.view, match.end()
    return (
        _CALLED.search(match.group()) is not None
        and not firms.noun_before.search(view, max(match.start(), start - 40), start)
        and (
            looks_like_a_person(name.value("name"), known)
            or name.value("name").split()[-1] in view[max(0, match.start() - 40) : match.start()]
        )
    )


RULES = (founding,)
