"""What a claim is called: its company, its kind, a few words of what it is about."""

from __future__ import annotations

from itertools import islice

from jwviewer.language import tr
from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later

MOST_WORDS = 5
"""Words of the article that a label holds at most: it is a pointer, not the statement."""

_WORD = later(r"[\w'’%-]+")
# Not "not": without it a pointer would say the contrary of the statement.
_SMALL = frozenset(
    """
    the a an of and in on to for with is are was were it its their has have will be been that this
    which who we our they by at as from or but would had also
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)


def claim_label(draft: Draft, text: str, kind: str, subject: Subject) -> str:
    """Return a label such as "Voltessa, intention: build second yard"."""
    names = {w for one in subject.entities for w in _name_words(draft, one)}
    words = (match.group() for match in _WORD.finditer(text))
    telling = (w for w in words if w not in names and w.casefold() not in _SMALL)
    about = " ".join(islice(telling, MOST_WORDS))
    what = {
        "superlative": tr("rank"),
        "first": tr("first"),
        "intent": tr("intention"),
        "outcome": tr("outcome"),
        "activity": tr("activity"),
        "quality": tr("quality"),
    }[kind]
    if not subject.entities:
        return tr("{what}: {about}", what=what.capitalize(), about=about)
    who = ", ".join(_short(draft, one) for one in subject.entities[:2])
    return tr("{who}, {what}: {about}", who=who, what=what, about=about)[:200]


def _short(draft: Draft, entity: str) -> str:
    proposal = draft.proposals[entity]
    forms = [one for one in proposal.values("aliases") if len(one) > 2]
    return min([proposal.value("name"), *forms], key=len)


def _name_words(draft: Draft, entity: str) -> list[str]:
    return draft.proposals[entity].value("name").split()
