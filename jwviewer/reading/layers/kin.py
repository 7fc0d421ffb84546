"""Somebody's kin: people of whom a text often tells no more than the given name."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.people import looks_like_a_person, person_words
from jwviewer.reading.name_index import names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.rule import rule

KIN = later(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|['’]s) (?:late |elder |older |younger |twin |eldest |only )?"
    r"(?:wife|husband|sister|brother|daughter|son|father|mother|nephew|niece|cousin|uncle|aunt|"
    r"grandfather|grandmother|granddaughter|grandson|widow|stepson|in-law|fianc[eé]e?),? \Z"
)
"""Before one's kin, of whom often only the given name is told."""


@rule(
    "people.kin",
    examples=(("Volta is run by her sister Janet.", "_name kind=person; name=Janet"),),
    counter_examples=("Volta bought its sister Kerning.", "Her sister company Volta grew."),
)
def kin(draft: Draft) -> None:
    """Take who is somebody's wife or nephew for a person, even by one name."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for name in names.all:
        text = name.value("name")
        if " " in text and not looks_like_a_person(text, known):
            continue
        start = name.span[0]
        if not names.kind(name) and KIN.search(names.view, max(0, start - 40), start):
            names.settle_text(text, "person", "kin")


RULES = (kin,)
