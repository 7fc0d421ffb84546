"""How many metrics several companies report: one way to count, for every pane and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact


def shared_metrics(
    figures: Iterable[Fact], companies: Collection[str] | None = None
) -> tuple[int, int]:
    """Return how many metrics more than one company reports, and how many there are.

    A metric is counted once, whatever its periods, and apart for each product it counts.
    With ``companies``, only what these report counts.
    """
    reporters: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in figures:
        found = [c for c in fact.company_ids if companies is None or c in companies]
        if found or companies is None:
            reporters[fact.metric_id, fact.subject_id].update(found)
    return sum(len(found) > 1 for found in reporters.values()), len(reporters)
