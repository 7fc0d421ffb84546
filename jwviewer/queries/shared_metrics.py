"""How many metrics several companies report: one way to count, for every pane and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.each_once import each_once

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
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


def shared_metrics_at(
    dossier: Dossier,
    figures: np.ndarray[Any, np.dtype[Any]],
    companies: Collection[str] | None = None,
) -> tuple[int, int]:
    """Return the same as shared_metrics of the figures at some positions of a dossier."""
    table, columns = dossier.store["figures"], dossier.columns
    rows = columns.row[figures]
    metrics, subjects = (table[name].coded() for name in ("metric_id", "subject_id"))
    # One number for metric, subject and companies together; an empty cell has the code -1.
    many, sets = len(subjects.distinct) + 1, max(len(columns.company_sets), 1)
    keys = metrics.codes[rows].astype(np.int64) * many + subjects.codes[rows] + 1
    reporters: defaultdict[int, set[str]] = defaultdict(set)
    for number in each_once(keys * sets + columns.companies[figures]).tolist():
        key, firms = divmod(number, sets)
        found = [c for c in columns.company_sets[firms] if companies is None or c in companies]
        if found or companies is None:
            reporters[key].update(found)
    return sum(len(found) > 1 for found in reporters.values()), len(reporters)
