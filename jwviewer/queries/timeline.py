"""What a timeline shows: what of a dossier has to do with time, and what the filters leave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.queries.highlight import visible_facts
from jwviewer.queries.timeline_columns import make_timeline
from jwviewer.queries.timeline_items import (
    EVENT_KINDS,
    NO_ITEMS,
    RANKS,
    Array,
    Flags,
    Floats,
    Ints,
    Lane,
    Shape,
    Timeline,
    Undated,
    UndatedFacts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.selection import Selection

MOST_TOLD = 40
"""Of more lanes than this, a summary tells those with the most facts."""
__all__ = [
    "EVENT_KINDS", "NO_ITEMS", "RANKS", "Flags", "Floats", "Ints", "Lane", "Shape", "Shown",
    "Timeline", "Undated", "shown", "timeline",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Shown:
    """What the filters of a selection let through.

    ``known`` has the counts of ``sums`` where they are kept with the files.
    """

    timeline: Timeline
    visible: Flags
    undated: UndatedFacts
    lanes: tuple[int, ...]
    hidden: int
    known: Mapping[str, Array] | None = None

    def sums(self) -> dict[str, Array]:
        """Return what takes a look at every item to find out."""
        extent = self._extent
        return {
            "dated": np.array([self.dated_facts]), "lane_counts": self.lane_counts,
            "extent": np.array([] if extent is None else [extent], np.float64),
        }  # fmt: skip

    @cached_property
    def dated_facts(self) -> int:
        """How many facts with a date the filters let through."""
        if self.known is not None:
            return int(self.known["dated"][0])
        dated = (self.timeline.shape != Shape.ORDER) & self.visible
        return int(self.timeline.sizes[dated].sum())

    @cached_property
    def undated_facts(self) -> int:
        """How many facts without a date the filters let through."""
        return int(self.undated.sizes.sum())

    @cached_property
    def lane_counts(self) -> Ints:
        """How many dated items the filters leave in each lane."""
        if self.known is not None:
            return self.known["lane_counts"]
        line = self.timeline
        dated = (line.shape != Shape.ORDER) & self.visible
        counts = np.bincount(line.lane[dated], minlength=len(line.lanes))
        return counts.astype(np.int32)

    @cached_property
    def fullest(self) -> tuple[int, ...]:
        """The lanes with the most dated items, at most MOST_TOLD, the fullest first."""
        used = np.array(self.lanes, np.int32)
        order = np.argsort(-self.lane_counts[used], kind="stable")[:MOST_TOLD]
        return tuple(used[order].tolist())

    @cached_property
    def items(self) -> int:
        """How many items the filters let through."""
        return int(np.count_nonzero(self.visible))

    def extent(self) -> tuple[float, float, bool, bool] | None:
        """Return first day, end, and whether anything is open at the left and at the right.

        None when nothing has a date.
        """
        return self._extent

    @cached_property
    def _extent(self) -> tuple[float, float, bool, bool] | None:
        if self.known is not None:
            for first, end, left, right in self.known["extent"].tolist():
                return first, end, bool(left), bool(right)
            return None
        line, dated = self.timeline, self.visible
        edges = np.concatenate([line.start[dated], line.end[dated]])
        edges = edges[np.isfinite(edges)]
        if not len(edges):
            return None
        open_left = bool(np.isneginf(line.start[dated]).any())
        open_right = bool(np.isposinf(line.end[dated]).any())
        return float(edges.min()), float(edges.max()), open_left, open_right


@lru_cache(maxsize=2)
def timeline(dossier: Dossier) -> Timeline:
    """Return the timeline of a dossier, made once."""
    return make_timeline(dossier)


def shown(dossier: Dossier, selection: Selection) -> Shown:
    """Return what the filters of a selection leave of the timeline."""
    return _filtered(dossier, selection.filters)


@lru_cache(maxsize=4)
def _filtered(dossier: Dossier, filters: Selection) -> Shown:
    line = timeline(dossier)
    if not filters.filtered:
        return _whole(line)
    passing = visible_facts(dossier, filters)
    visible = line.followers.any_of(passing, line.facts)
    seen = line.followers.any_of(passing, line.undated.facts)
    undated = line.undated if seen.all() else line.undated.where(seen)
    used = np.zeros(len(line.lanes), np.bool_)
    used[line.lane[visible]] = True
    used[undated.lanes] = True
    hidden = int(line.sizes[~visible & (line.shape != Shape.ORDER)].sum())
    hidden += int(line.undated.sizes.sum()) - int(undated.sizes.sum())
    return Shown(line, visible, undated, tuple(np.flatnonzero(used).tolist()), hidden)


def _whole(line: Timeline) -> Shown:
    """Return what is shown without filters; every lane has something."""
    everything = np.ones(len(line.facts), np.bool_)
    lanes = tuple(range(len(line.lanes)))
    known = line.dossier.kept(
        "timeline-sums-1", lambda: Shown(line, everything, line.undated, lanes, 0).sums()
    )
    return Shown(line, everything, line.undated, lanes, 0, known)
