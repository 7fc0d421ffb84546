"""Where facts stand in the person's own copy of a source."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.dossier.evidence import reanchor
from jwviewer.language import tr
from jwviewer.queries.wording import (
    main_evidence,
    matches,
    place_in_source,
    position_in_source,
    supports_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.evidence import Anchor


class Passage(Struct, frozen=True):
    """One span of a fact: what of the fact it supports, and where it was found.

    ``state`` is exact, moved, ambiguous or lost in an attached copy, or "" without one;
    ``start`` and ``end`` are code points of the copy, None where it has no such place.
    """

    fact_id: str
    source_id: str
    supports: str
    state: str
    start: int | None
    end: int | None
    place: str

    @property
    def words(self) -> str:
        """What the passage supports, where it stands and how surely it was found."""
        text = tr("{what}: {place}", what=supports_name(self.supports), place=self.place)
        known = {
            "moved": tr("moved"),
            "ambiguous": tr("ambiguous"),
            "lost": tr("lost in this copy"),
        }
        return (
            tr("{passage}, {state}", passage=text, state=known[self.state])
            if self.state in known
            else text
        )


class CopyState(Struct, frozen=True):
    """How an attached copy compares with the text of the dossier."""

    same: bool
    counts: tuple[tuple[str, int], ...]

    @property
    def words(self) -> str:
        """The comparison in a few words."""
        if self.same:
            return tr("your copy · matches the dossier")
        names = {
            "exact": tr("{count} exact"), "moved": tr("{count} moved"),
            "ambiguous": tr("{count} ambiguous"), "lost": tr("{count} lost"),
        }  # fmt: skip
        found = ", ".join(names[state].format(count=count) for state, count in self.counts)
        return tr("your copy differs · passages: {found}", found=found)


def passages_of(dossier: Dossier, fact_id: str, articles: Mapping[str, str]) -> tuple[Passage, ...]:
    """Return every passage of a fact, the one that best stands for it first."""
    first = main_evidence(dossier, fact_id)
    pieces = sorted(dossier.evidence_of(fact_id), key=lambda piece: piece is not first)
    found = []
    for piece in pieces:
        text = articles.get(piece.source_id)
        told = position_in_source if text is None else place_in_source
        place = told(dossier, piece, articles)
        anchor = None if text is None else _anchors(dossier, piece.source_id, text)[piece.id]
        state, start, end = (
            ("", None, None) if anchor is None else (anchor.state, anchor.start, anchor.end)
        )
        found.append(Passage(fact_id, piece.source_id, piece.supports, state, start, end, place))
    return tuple(found)


def places_of(dossier: Dossier, fact_id: str) -> tuple[str, ...]:
    """Return where a fact's passages stand without any copy: a line per paragraph."""
    lines: dict[str, list[str]] = {}
    for piece in dossier.evidence_of(fact_id):
        number = dossier.paragraph(piece.source_id, piece.start)
        place = tr("paragraph {number}", number=number) if number is not None else ""
        what, start, end = supports_name(piece.supports), f"{piece.start:,}", f"{piece.end:,}"
        lines.setdefault(place, []).append(
            tr("{what} {start}–{end}", what=what, start=start, end=end)
        )
    return tuple(
        tr(
            "{place}characters: {spans}",
            place=f"{place}, " if place else "",
            spans=" · ".join(spans),
        )
        for place, spans in lines.items()
    )


def spans_in(dossier: Dossier, source_id: str, text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and fact of every passage found in a copy, in text order."""
    return _spans(dossier, source_id, text)


def facts_at(dossier: Dossier, source_id: str, text: str, position: int) -> tuple[str, ...]:
    """Return the facts whose passages hold a code point of a copy, the tightest passage first."""
    here = [span for span in _spans(dossier, source_id, text) if span[0] <= position < span[1]]
    here.sort(key=lambda span: span[1] - span[0])
    return tuple(dict.fromkeys(fact_id for _, _, fact_id in here))


def copy_state(dossier: Dossier, source_id: str, text: str) -> CopyState:
    """Compare an attached copy with the text that the dossier's positions refer to."""
    counts: Counter[str] = Counter(
        anchor.state for anchor in _anchors(dossier, source_id, text).values()
    )
    order = ("exact", "moved", "ambiguous", "lost")
    known = tuple((state, counts[state]) for state in order if counts[state])
    return CopyState(matches(dossier, source_id, text), known)


@lru_cache(maxsize=4)
def _anchors(dossier: Dossier, source_id: str, text: str) -> dict[str, Anchor]:
    pieces = [piece for piece in dossier.evidence if piece.source_id == source_id]
    return {piece.id: found for piece, found in zip(pieces, reanchor(pieces, text), strict=True)}


@lru_cache(maxsize=4)
def _spans(dossier: Dossier, source_id: str, text: str) -> tuple[tuple[int, int, str], ...]:
    anchors = _anchors(dossier, source_id, text)
    found = [
        (anchor.start, anchor.end, piece.fact_id)
        for piece in dossier.evidence
        if (anchor := anchors.get(piece.id)) and anchor.start is not None and anchor.end is not None
    ]
    return tuple(sorted(found))
