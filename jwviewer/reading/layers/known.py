"""Names that a lexicon knows, above all those that a person has accepted or rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.name_index import Names
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_KINDS = ("company", "person", "place")


@dataclass(frozen=True)
class KnownNames:
    """Each known name and its kind; ``other`` for what is no name of a fact."""

    kinds: dict[str, str]
    pattern: re.Pattern[str] | None

    def found(self, view: str) -> Iterator[re.Match[str]]:
        """Yield where the names stand in a text."""
        if self.pattern is not None:
            yield from self.pattern.finditer(view)


def known_names(lexicons: Lexicons) -> KnownNames:
    """Gather the known names; what is accepted as one kind may be rejected as another."""
    kinds = dict.fromkeys(lexicons.words("en/known", "none"), "other")
    for kind in _KINDS:
        kinds |= dict.fromkeys(lexicons.words("en/known", kind), kind)
    if not kinds:
        return KnownNames({}, None)
    return KnownNames(kinds, later(rf"(?<!\w)(?:{alternatives(kinds)})(?!\w)"))


@rule(
    "known.names",
    examples=(
        ("It rained on Toyota yesterday.", "_name kind=company; name=Toyota"),
        ("It snowed at Christmas.", "_name kind=other; name=Christmas"),
    ),
    counter_examples=("It rained on Voltessa yesterday.",),
)
def names(draft: Draft) -> None:
    """Settle the names that a lexicon knows, those without a capital too."""
    known = draft.lexicons.once(known_names)
    for match in known.found(draft.article.view):
        span = match.span()
        named = [one for end in (span[0], span[1] - 1) for one in draft.at(end, "_name")]
        inside = any(one.span[0] < span[1] and span[0] < one.span[1] for one in named)
        if not inside and draft.is_free(span):
            draft.add(
                "_name", span,
                {"name": Attribute(match.group(), spans=(span,)),
                 "first": Attribute("", "not_stated")},
                rule="known.names", confidence=0.9, claim=False,
            )  # fmt: skip
    found = Names(draft)
    for text in found.by_text.keys() & known.kinds.keys():
        found.settle_text(text, known.kinds[text], "known")


RULES = (names,)
