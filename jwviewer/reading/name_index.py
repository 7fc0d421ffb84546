"""The names of an article by where they begin and end and by what they say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal

_THE = later(r"(?:the |The )?")
_AND = later(r" ?(?:, and|and|&|,|as well as) (?:the |of the |of |at )?")


class Names:
    """A snapshot of the ``_name`` mentions; ``kind`` of each is empty until it is settled."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.all = draft.of_kind("_name")
        self.by_start = {one.span[0]: one for one in self.all}
        self.by_end = {one.span[1]: one for one in self.all}
        self.starts = [one.span[0] for one in self.all]
        self.by_text: dict[str, list[Proposal]] = defaultdict(list)
        for one in self.all:
            self.by_text[one.value("name")].append(one)

    def kind(self, name: Proposal) -> str:
        """Return what a name is by now: company, person, place, … or nothing."""
        return self.draft.proposals[name.id].value("kind")

    def how(self, name: Proposal) -> str:
        """Return on what ground the kind of a name was settled; empty if it was not."""
        kind = self.draft.proposals[name.id].attributes.get("kind")
        return kind.how if kind is not None else ""

    def settle(self, names: Iterable[Proposal], kind: str, how: str) -> None:
        """Say of what kind these names are, unless that is settled."""
        for name in names:
            if not self.kind(name):
                self.draft.change(name.id, kind=Attribute(kind, "inferred", (name.span,), how))

    def settle_text(self, text: str, kind: str, how: str) -> None:
        """Say of what kind all names that read so are."""
        self.settle(self.by_text.get(text, ()), kind, how)

    def within(self, start: int, end: int) -> list[Proposal]:
        """Return the names that begin in a stretch, in order."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def listed_at(self, position: int, most: int = 6) -> tuple[list[Proposal], int]:
        """Return the names from a position on that "and" and commas join, and where they end."""
        found: list[Proposal] = []
        end = position
        at = position + len(_THE.match(self.view, position)[0])  # type: ignore[index]
        while len(found) < most and (name := self.by_start.get(at)) is not None:
            found.append(name)
            end = name.span[1]
            joined = _AND.match(self.view, end)
            if joined is None:
                break
            at = joined.end()
        return found, end

    def gap(self, left: Proposal, right: Proposal) -> str:
        """Return the text between two names."""
        return self.view[left.span[1] : right.span[0]]


def names_of(draft: Draft) -> Names:
    """Return the index of an article's names, made anew if there are more or fewer."""
    count = draft.count("_name")
    known = draft.shared.get("names")
    if known is None or known[0] != count:
        known = draft.shared["names"] = count, Names(draft)
    found: Names = known[1]
    return found
