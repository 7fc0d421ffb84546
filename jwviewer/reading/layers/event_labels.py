"""What an event is called, in words of the program: its type and its parties."""

from __future__ import annotations

import re

from jwviewer.language import tr
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_parts import Parts
from jwviewer.reading.layers.triggers import Trigger

MOST_WORDS = 6
"""A noun of the article that has more words than this is not used in a label."""


def event_label(draft: Draft, kind: str, trigger: Trigger, parts: Parts) -> str:
    """Return a label such as "Supply agreement: Volta, Kerning", of at most 160 characters."""
    what = _kind_words(kind, trigger)
    names = [_short(draft, one) for one in parts.entities]
    if trigger.nominal and kind not in ("acquisition",):
        return what[:160]
    if kind == "acquisition" and len(names) > 1:
        return tr("{buyer} and {target}: acquisition", buyer=names[0], target=names[1])[:160]
    if names:
        return tr("{what}: {names}", what=what, names=", ".join(names[:3]))[:160]
    return what


def _short(draft: Draft, entity: str) -> str:
    proposal = draft.proposals[entity]
    forms = [one for one in proposal.values("aliases") if len(one) > 2]
    return min([proposal.value("name"), *forms], key=len)


def _kind_words(kind: str, trigger: Trigger) -> str:
    noun = re.sub(r"\A(?:an?|the|its|their|two|new|another) ", "", trigger.noun.strip())
    if noun and len(noun.split()) <= MOST_WORDS:
        return noun[:1].upper() + noun[1:]
    words = {
        "agreement": tr("Agreement"),
        "letter_of_intent": tr("Letter of intent"),
        "joint_venture": tr("Joint venture"),
        "acquisition": tr("Acquisition"),
        "investment": tr("Investment"),
        "supply": tr("Supply"),
        "licence": tr("Licence"),
        "launch": tr("Launch"),
        "cooperation": tr("Cooperation"),
        "ceremony": tr("Ceremony"),
        "plan": tr("Plan"),
        "other": tr("Milestone"),
    }
    if kind == "other" and re.search(
        r"found|establish|set up|formed|incorporated|born", trigger.verb
    ):
        return tr("Foundation")
    return words.get(kind, kind)
